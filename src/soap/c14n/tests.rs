use proptest::collection::vec;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::*;
use crate::wire::Limits;

fn document(message: &str) -> Document<'_> {
    Document::parse(message.as_bytes(), &Limits::REQUEST).unwrap()
}

/// The canonical form of the first element with that local name.
fn of(message: &str, local: &str, method: &Method) -> String {
    let document = document(message);
    let element = document.elements().find(|id| document.element(*id).local == local).unwrap();
    canonical(&document, element, None, method, usize::MAX).unwrap()
}

fn with_prefixes(prefixes: &[&str]) -> Method {
    Method::Exclusive { inclusive: prefixes.iter().map(|prefix| (*prefix).to_owned()).collect() }
}

#[test]
fn start_and_end_tags() {
    let message = "<?xml version=\"1.0\"?>\n<!-- before -->\n<doc>\n  <e1   />\n  <e2   ></e2>\n  <e3   name = \"elem3\"   id=\"elem3\"   />\n  \
        <a:e5 xmlns:a=\"http://www.example.com\"\n     attr='x' a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\"\n     xmlns:b=\"http://www.example.net\" xmlns=\"http://example.org\"  />\n</doc>\n";
    assert_eq!(
        of(message, "doc", &Method::Inclusive),
        "<doc>\n  <e1></e1>\n  <e2></e2>\n  <e3 id=\"elem3\" name=\"elem3\"></e3>\n  \
        <a:e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.example.com\" xmlns:b=\"http://www.example.net\" \
        attr=\"x\" attr2=\"all\" a:attr=\"out\" b:attr=\"sorted\"></a:e5>\n</doc>"
    );
}

#[test]
fn superfluous_declarations_go() {
    let message = "<foo:root xmlns:foo='urn:foo' xmlns='urn:d'><b xmlns='urn:d'><foo:c xmlns:foo='urn:foo'/><d xmlns=''><e xmlns=''/></d></b></foo:root>";
    assert_eq!(
        of(message, "root", &Method::Inclusive),
        "<foo:root xmlns=\"urn:d\" xmlns:foo=\"urn:foo\"><b><foo:c></foo:c><d xmlns=\"\"><e></e></d></b></foo:root>"
    );
}

#[test]
fn characters_and_references() {
    let message = "<doc a='&quot;\"&#39;&lt;&gt;&amp;' b=\"x&#13;&#10;&#9;y\tz\">&lt;&gt;&amp;&quot;\"'&#13;<![CDATA[<x>&amp;\r\n]]>\u{1F600}&#xe9;</doc>".replace("\"&#39;", "&#39;");
    assert_eq!(
        of(&message, "doc", &Method::Inclusive),
        "<doc a=\"&quot;'&lt;>&amp;\" b=\"x&#xD;&#xA;&#x9;y z\">&lt;&gt;&amp;\"\"'&#xD;&lt;x&gt;&amp;amp;\n\u{1F600}\u{e9}</doc>"
    );
}

#[test]
fn comments_go_and_text_stays_as_it_is() {
    assert_eq!(of("<a> x<!-- c -->y \r\n</a>", "a", &Method::Inclusive), "<a> xy \n</a>");
}

#[test]
fn attributes_sort_by_namespace_name_not_by_prefix() {
    let message = "<a xmlns:p='urn:z' xmlns:q='urn:b' q:b='1' p:a='2' q:a='3' z='4' xml:lang='en' \u{e9}='5'/>";
    assert_eq!(
        of(message, "a", &Method::EXCLUSIVE),
        "<a xmlns:p=\"urn:z\" xmlns:q=\"urn:b\" z=\"4\" \u{e9}=\"5\" xml:lang=\"en\" q:a=\"3\" q:b=\"1\" p:a=\"2\"></a>"
    );
}

#[test]
fn inclusive_takes_the_surroundings_along() {
    let message = "<r xmlns='urn:d' xmlns:p='urn:p' xml:lang='en' xml:space='preserve' id='1'><m xmlns:q='urn:q' xml:lang='de'><e p:x='1'><f xml:lang='fr'/></e></m></r>";
    assert_eq!(
        of(message, "e", &Method::Inclusive),
        "<e xmlns=\"urn:d\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xml:lang=\"de\" xml:space=\"preserve\" p:x=\"1\"><f xml:lang=\"fr\"></f></e>"
    );
    assert_eq!(
        of(message, "f", &Method::Inclusive),
        "<f xmlns=\"urn:d\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" xml:lang=\"fr\" xml:space=\"preserve\"></f>"
    );
}

#[test]
fn exclusive_leaves_the_surroundings_behind() {
    let message = "<r xmlns='urn:d' xmlns:p='urn:p' xmlns:n='urn:n' xml:lang='en'><p:e><q:f xmlns:q='urn:q' q:x='1'/><g><h/></g></p:e></r>";
    assert_eq!(
        of(message, "e", &Method::EXCLUSIVE),
        "<p:e xmlns:p=\"urn:p\"><q:f xmlns:q=\"urn:q\" q:x=\"1\"></q:f><g xmlns=\"urn:d\"><h></h></g></p:e>"
    );
    // The same element in other surroundings has the same form.
    let moved = "<s xmlns:p='urn:p' xml:space='preserve'><t xmlns='urn:d'><p:e><q:f xmlns:q='urn:q' q:x='1'/><g><h/></g></p:e></t></s>";
    assert_eq!(of(message, "e", &Method::EXCLUSIVE), of(moved, "e", &Method::EXCLUSIVE));
}

#[test]
fn exclusive_repeats_a_declaration_in_each_branch_that_uses_it() {
    let message = "<r xmlns:p='urn:p'><p:a/><b p:x=''><p:c/></b></r>";
    assert_eq!(
        of(message, "r", &Method::EXCLUSIVE),
        "<r><p:a xmlns:p=\"urn:p\"></p:a><b xmlns:p=\"urn:p\" p:x=\"\"><p:c></p:c></b></r>"
    );
}

#[test]
fn a_rebound_prefix_is_declared_again() {
    let message = "<p:r xmlns:p='urn:1'><p:a xmlns:p='urn:2'><p:b xmlns:p='urn:1'/></p:a></p:r>";
    assert_eq!(of(message, "r", &Method::EXCLUSIVE), message.replace('\'', "\"").replace("/>", "></p:b>"));
}

#[test]
fn the_default_namespace_is_taken_back_only_where_it_was_written() {
    let message = "<p:r xmlns:p='urn:p' xmlns='urn:d'><a xmlns=''><b xmlns='urn:d'/></a><c><d xmlns=''/></c></p:r>";
    assert_eq!(
        of(message, "r", &Method::EXCLUSIVE),
        "<p:r xmlns:p=\"urn:p\"><a><b xmlns=\"urn:d\"></b></a><c xmlns=\"urn:d\"><d xmlns=\"\"></d></c></p:r>"
    );
    assert_eq!(
        of(message, "r", &Method::Inclusive),
        "<p:r xmlns=\"urn:d\" xmlns:p=\"urn:p\"><a xmlns=\"\"><b xmlns=\"urn:d\"></b></a><c><d xmlns=\"\"></d></c></p:r>"
    );
}

#[test]
fn listed_prefixes_are_treated_inclusively() {
    let message = "<r xmlns='urn:d' xmlns:p='urn:p' xmlns:q='urn:q'><q:e><f xmlns:p='urn:p2' xmlns:s='urn:s'/><q:g xmlns=''/></q:e></r>";
    assert_eq!(
        of(message, "e", &with_prefixes(&["p", "unbound"])),
        "<q:e xmlns:p=\"urn:p\" xmlns:q=\"urn:q\"><f xmlns=\"urn:d\" xmlns:p=\"urn:p2\"></f><q:g></q:g></q:e>"
    );
    assert_eq!(
        of(message, "e", &with_prefixes(&["", "s"])),
        "<q:e xmlns=\"urn:d\" xmlns:q=\"urn:q\"><f xmlns:s=\"urn:s\"></f><q:g xmlns=\"\"></q:g></q:e>"
    );
}

#[test]
fn the_prefix_xml_is_never_declared() {
    let message = "<r xmlns:xml='http://www.w3.org/XML/1998/namespace'><xml:e xml:lang='en'/></r>";
    for method in [Method::Inclusive, Method::EXCLUSIVE, with_prefixes(&["xml"])] {
        assert_eq!(of(message, "r", &method), "<r><xml:e xml:lang=\"en\"></xml:e></r>");
    }
}

#[test]
fn an_omitted_element_leaves_only_the_text_around_it() {
    let message = "<r xmlns:p='urn:p'> <a><p:s/></a> <b/></r>";
    let document = document(message);
    let omitted = document.elements().find(|id| document.element(*id).local == "a");
    assert_eq!(canonical(&document, document.root(), omitted, &Method::EXCLUSIVE, 99).unwrap(), "<r>  <b></b></r>");
}

#[test]
fn growth_has_a_bound() {
    let uri = format!("urn:{}", "x".repeat(1000));
    let message = format!("<r xmlns:p='{uri}'>{}</r>", "<p:e/>".repeat(100));
    let document = document(&message);
    assert_eq!(canonical(&document, document.root(), None, &Method::EXCLUSIVE, 10_000), Err(TooLong));
    assert!(canonical(&document, document.root(), None, &Method::Inclusive, 10_000).is_ok());
}

#[test]
fn canonical_xml_is_its_own_canonical_form() {
    runner(512)
        .run(&vec(0_u8.., 0..400), |choices| {
            let message = generated(&choices);
            let document = document(&message);
            for method in METHODS.iter().map(|prefixes| method(*prefixes)) {
                let once = canonical(&document, document.root(), None, &method, usize::MAX).unwrap();
                let again = Document::parse(once.as_bytes(), &Limits::REQUEST).unwrap();
                assert_eq!(canonical(&again, again.root(), None, &method, usize::MAX).unwrap(), once);
            }
            Ok(())
        })
        .unwrap();
}

/// Compares with libxml2 through lxml.
#[test]
#[ignore = "needs python3 with lxml"]
fn judge_agrees_on_generated_documents() {
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    let mut runner = runner(1);
    let (mut questions, mut ours) = (String::new(), Vec::new());
    for _ in 0..2000 {
        let choices = vec(0_u8.., 100..400).new_tree(&mut runner).unwrap();
        let message = generated(&choices.current());
        let document = document(&message);
        for (index, element) in document.elements().enumerate() {
            for prefixes in METHODS {
                // lxml cuts the element off before it canonicalises, so that the inclusive form
                // misses what it should inherit.
                if prefixes.is_none() && index > 0 {
                    continue;
                }
                let name = match prefixes {
                    None => "inclusive".to_owned(),
                    Some(prefixes) => {
                        format!("exclusive:{}", prefixes.join(","))
                    }
                };
                questions.push_str(&format!("{index} {name} {}\n", hex(&message)));
                ours.push((
                    message.clone(),
                    index,
                    prefixes,
                    canonical(&document, element, None, &method(prefixes), usize::MAX).unwrap(),
                ));
            }
        }
    }
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let mut judge = Command::new(python)
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/interop/c14n_lxml.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 runs");
    let mut input = judge.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(questions.as_bytes()));
    let output = judge.wait_with_output().unwrap();
    assert!(output.status.success(), "the judge failed");
    writer.join().unwrap().unwrap();
    let theirs: Vec<_> = str::from_utf8(&output.stdout).unwrap().lines().collect();
    assert_eq!(theirs.len(), ours.len());
    for ((message, index, prefixes, ours), theirs) in ours.iter().zip(theirs) {
        assert_eq!(hex(ours), theirs, "element {index}, {prefixes:?} of {message}\n{ours}");
    }
    println!("{} canonical forms agree", ours.len());
}

/// Tries the same documents each time.
fn runner(cases: u32) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// Inclusive, or exclusive with these prefixes.
const METHODS: [Option<&[&str]>; 3] = [None, Some(&[]), Some(&["p", "r"])];

fn method(prefixes: Option<&[&str]>) -> Method {
    prefixes.map_or(Method::Inclusive, with_prefixes)
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// A well-formed document, made by following the choices.
fn generated(choices: &[u8]) -> String {
    let mut generator = Generator { choices: choices.iter(), output: String::new() };
    generator.element(0);
    generator.output
}

struct Generator<'c> {
    choices: std::slice::Iter<'c, u8>,
    output: String,
}

impl Generator<'_> {
    /// A number below `count`; 0 when there are no choices left.
    fn choose(&mut self, count: u8) -> usize {
        usize::from(self.choices.next().unwrap_or(&0) % count)
    }

    fn element(&mut self, depth: usize) {
        const PREFIXES: [&str; 4] = ["", "p:", "q:", "r:"];
        const NAMES: [&str; 4] = ["urn:1", "urn:2", "http://e.example/?a=b", "urn:3"];
        let prefix = PREFIXES[self.choose(4)];
        let name = ["a", "b", "\u{e9}"][self.choose(3)];
        self.output.push_str(&format!("<{prefix}{name}"));
        for declared in ["p", "q", "r"] {
            // The outermost element declares everything that may be used.
            if depth == 0 || self.choose(4) == 1 {
                let uri = NAMES[self.choose(4)];
                self.output.push_str(&format!(" xmlns:{declared}='{uri}'"));
            }
        }
        match self.choose(5) {
            1 => self.output.push_str(" xmlns=\"\""),
            2 => self.output.push_str(" xmlns='urn:1'"),
            3 => self.output.push_str("\n\txmlns = 'urn:d'"),
            _ => {}
        }
        for local in ["x", "b", "a1"] {
            if self.choose(3) == 1 {
                let prefix = PREFIXES[self.choose(4)];
                let value = ["", "v", "&lt;&quot;&#39;&#10;&#xD;", "a\tb\r\nc>"][self.choose(4)];
                self.output.push_str(&format!(" {prefix}{local}=\"{value}\""));
            }
        }
        if self.choose(6) == 1 {
            self.output.push_str(" xml:lang='en'");
        }
        if self.choose(6) == 1 {
            self.output.push_str("/>");
            return;
        }
        self.output.push('>');
        for _ in 0..self.choose(6) {
            match self.choose(8) {
                0..=3 if depth < 6 => self.element(depth + 1),
                4 => self.output.push_str("text &gt; \r\n ]] > \"\u{1f600}"),
                5 => self.output.push_str("<![CDATA[<&>\r]]>"),
                6 => self.output.push_str("<!-- - -->&#13;"),
                _ => self.output.push(' '),
            }
        }
        self.output.push_str(&format!("</{prefix}{name}>"));
    }
}
