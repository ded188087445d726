//! How well the scanner recognises old integrations: what it finds in `tests/migrate/fixtures` is compared with the lists there, place by place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use amazon_fps::migrate::scan::{Entry, Finding, Kind, Rules, Scan, Scanner, Vendored};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/migrate/fixtures");

/// What was written after the rules worked.
const HELD_OUT: &str = "held_out/";

/// The list of the copies of libraries.
const VENDORED: &str = "vendored.expected";

/// The least share of the places that has to be found, in percent.
const LEAST_FOUND: f64 = 98.0;

/// The largest share of the findings that may be wrong, in percent.
const MOST_WRONG: f64 = 2.0;

/// The least share of the places that has to be found in each folder, and the largest share of its findings that may be wrong, in percent: a library that
/// isn't recognised any more is seen, however small its folder. One place more than that is allowed, since one of a few is much.
const LEAST_FOUND_IN_A_FOLDER: f64 = 90.0;
const MOST_WRONG_IN_A_FOLDER: f64 = 10.0;

/// The least share of the actions that were found whose parameters have to be the very ones of the lists, in percent.
const LEAST_PARAMETERS: f64 = 95.0;

/// A place: file, line, kind, and the action if there is one.
type Place = (String, usize, String, Option<String>);

#[test]
fn old_integrations_are_found_and_nothing_else() {
    let expected = expected();
    let scan = scan();
    let found = places(scan);
    let mut table = BTreeMap::<String, Figures>::new();
    for (place, parameters) in &expected {
        let figures = table.entry(folder(&place.0)).or_default();
        figures.expected += 1;
        match found.get(place) {
            Some(findings) => figures.compare(place, parameters, &findings[0].parameters),
            None => figures.missed.push(shown(place)),
        }
    }
    for (place, findings) in &found {
        let figures = table.entry(folder(&place.0)).or_default();
        figures.findings += findings.len();
        let right = usize::from(expected.contains_key(place));
        for finding in &findings[right..] {
            figures.wrong.push(format!("{} ({}): {}", shown(place), finding.rule, finding.excerpt));
        }
    }
    let counted: usize = table.values().map(|figures| figures.findings).sum();
    assert_eq!(counted, scan.findings.len(), "every finding counts");

    let (held_out, known): (Vec<_>, Vec<_>) = table.iter().partition(|(folder, _)| folder.starts_with(HELD_OUT));
    let mut report = String::new();
    for (title, folders) in [("fixtures", &known), ("held out", &held_out)] {
        let _ = writeln!(report, "\n{title:<24}{HEADINGS}");
        for (folder, figures) in folders {
            let name = folder.strip_prefix(HELD_OUT).unwrap_or(folder);
            let _ = writeln!(report, "{name:<24}{}", figures.row());
        }
        let _ = writeln!(report, "{:<24}{}", "together", sum(folders).row());
    }
    for (title, of) in [
        ("missed", Figures::missed as fn(&Figures) -> &[String]),
        ("wrong", Figures::wrong),
        ("other parameters", Figures::differing),
    ] {
        for line in table.values().flat_map(of) {
            let _ = writeln!(report, "{title}: {line}");
        }
    }
    // Not by `println!`, so that the figures are seen where the test succeeds.
    std::io::stdout().write_all(report.as_bytes()).expect("the output takes the figures");

    let everything: Vec<_> = table.iter().collect();
    for (title, folders) in [("all", &everything), ("held out", &held_out)] {
        let all = sum(folders);
        assert!(all.expected > 0, "{title}: no place is expected");
        assert!(all.found_share() >= LEAST_FOUND, "{title}: {:.1} % of the places were found", all.found_share());
        assert!(all.wrong_share() <= MOST_WRONG, "{title}: {:.1} % of the findings are wrong", all.wrong_share());
        assert!(
            all.parameters_share() >= LEAST_PARAMETERS,
            "{title}: {:.1} % of the parameters are right",
            all.parameters_share()
        );
    }
    for (folder, figures) in &table {
        let (missed, wrong) = (figures.missed.len(), figures.wrong.len());
        assert!(figures.expected == 0 || missed < figures.expected, "{folder}: nothing was found");
        assert!(
            missed <= 1 || figures.found_share() >= LEAST_FOUND_IN_A_FOLDER,
            "{folder}: {missed} places were missed"
        );
        assert!(wrong <= 1 || figures.wrong_share() <= MOST_WRONG_IN_A_FOLDER, "{folder}: {wrong} findings are wrong");
    }
}

#[test]
fn there_are_as_many_fixtures_as_the_figures_need_to_mean_something() {
    let files = fixtures();
    let sources = files.iter().filter(|path| !is_list(path) && !path.starts_with("vendored/")).count();
    let held_out = files.iter().filter(|path| !is_list(path) && path.starts_with(HELD_OUT)).count();
    assert!(sources >= 300, "{sources} files");
    assert!(held_out * 3 >= sources, "{held_out} of {sources} files are held out");
    assert!(expected().len() >= 1400, "{} places", expected().len());
    for list in files.iter().filter(|path| is_list(path) && *path != VENDORED) {
        let source = list.strip_suffix(".expected").expect("a list ends so");
        assert!(files.iter().any(|path| path == source), "{list} has no source");
    }
}

#[test]
fn what_looks_alike_is_no_finding() {
    let scan = scan();
    let decoys: Vec<_> = scan.findings.iter().filter(|finding| finding.path.contains("decoys/")).collect();
    assert!(decoys.is_empty(), "{decoys:#?}");
}

#[test]
fn a_copy_of_a_library_is_named_once() {
    let scan = scan();
    let text = std::fs::read_to_string(Path::new(FIXTURES).join(VENDORED)).expect("the list is there");
    let expected: Vec<_> = text.lines().map(str::to_owned).collect();
    let found: Vec<_> = scan.vendored.iter().map(copy).collect();
    assert_eq!(found, expected);
    for copy in &scan.vendored {
        let inside = format!("{}/", copy.path);
        let counted = |finding: &&Finding| finding.path.starts_with(&inside) && finding.kind != Kind::Credential;
        assert_eq!(scan.findings.iter().find(counted), None);
    }
}

#[test]
fn the_order_of_files_and_the_number_of_threads_change_nothing() {
    let mut entries = entries();
    entries.reverse();
    let one = Scanner::new(Rules::builtin()).threads(1).scan(entries.into_iter(), &mut |_| {});
    assert_eq!(one, *scan());
}

#[test]
fn no_secret_and_no_token_is_shown() {
    for finding in &scan().findings {
        let shown = format!("{finding:?}");
        assert!(!shown.contains("fixtureSecret"), "{shown}");
        assert!(!shown.contains("AKIAFIXTUREKEY"), "{shown}");
        let word = shown.split(|letter: char| !letter.is_ascii_alphanumeric()).find(|word| word.len() >= 63);
        assert_eq!(word, None, "{shown}");
    }
}

#[test]
fn every_finding_says_what_to_do() {
    for finding in &scan().findings {
        assert!(!finding.what.is_empty() && !finding.what.contains('{'), "{finding:?}");
        assert!(!finding.advice.is_empty() && !finding.advice.contains('{'), "{finding:?}");
        assert_eq!(finding.action.is_some(), finding.fate.is_some(), "{finding:?}");
    }
}

#[test]
fn a_rule_file_alone_teaches_a_new_library() {
    let folder = Path::new(FIXTURES).with_file_name("taught");
    let program = || {
        let bytes = std::fs::read(folder.join("shop.py")).expect("the program is there");
        [Entry::File { path: "shop.py".to_owned(), bytes }].into_iter()
    };
    let untaught = Scanner::new(Rules::builtin()).scan(program(), &mut |_| {});
    assert_eq!(untaught.findings, []);

    let rules = Rules::builtin().with_file(&folder.join("rules.toml")).expect("the rules are right");
    let taught = Scanner::new(rules).scan(program(), &mut |_| {});
    let found: Vec<_> = taught.findings.iter().map(line).collect();
    assert_eq!(
        found,
        [
            "1 library - []",
            "3 client - []",
            "8 pipeline - []",
            "9 action Pay [CallerReference, SenderTokenId, TransactionAmount]",
            "14 action Refund [CallerReference, TransactionId]",
        ]
    );
    assert!(taught.findings.iter().all(|finding| finding.library.as_deref() == Some("acme-wallet")), "{taught:#?}");
    assert_eq!(taught.findings[3].advice, "Ask the wallet's people.");
}

fn line(finding: &Finding) -> String {
    let action = finding.action.as_deref().unwrap_or("-");
    format!("{} {} {action} [{}]", finding.line, finding.kind.name(), finding.parameters.join(", "))
}

/// Of all fixtures; the same for every test.
fn scan() -> &'static Scan {
    static SCAN: LazyLock<Scan> =
        LazyLock::new(|| Scanner::new(Rules::builtin()).scan(entries().into_iter(), &mut |_| {}));
    &SCAN
}

fn entries() -> Vec<Entry> {
    let sources = fixtures().into_iter().filter(|path| !is_list(path) && path != "README.md");
    sources
        .map(|path| Entry::File {
            bytes: std::fs::read(Path::new(FIXTURES).join(&path)).expect("a fixture can be read"),
            path,
        })
        .collect()
}

fn is_list(path: &str) -> bool {
    path.ends_with(".expected")
}

/// All files, by their paths from the folder of the fixtures.
fn fixtures() -> Vec<String> {
    let mut folders = vec![PathBuf::from(FIXTURES)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the fixtures are there") {
            let path = entry.expect("the fixtures are there").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(FIXTURES).expect("it is inside").to_str().expect("a plain name");
            files.push(inside.replace('\\', "/"));
        }
    }
    files.sort();
    files
}

/// The places that the lists name, with the parameters that are given there.
fn expected() -> BTreeMap<Place, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for list in fixtures().iter().filter(|path| is_list(path) && *path != VENDORED) {
        let source = list.strip_suffix(".expected").expect("a list ends so");
        let text = std::fs::read_to_string(Path::new(FIXTURES).join(list)).expect("a list can be read");
        for line in text.lines() {
            let mut words = line.split(' ');
            let number = words.next().and_then(|word| word.parse().ok());
            let number = number.unwrap_or_else(|| panic!("{list}: {line}: no line"));
            let kind = words.next().unwrap_or_else(|| panic!("{list}: {line}: no kind")).to_owned();
            let action = words.next().filter(|word| !["-", "?"].contains(word)).map(str::to_owned);
            let place = (source.to_owned(), number, kind, action);
            let twice = all.insert(place, words.map(str::to_owned).collect());
            assert!(twice.is_none(), "{list}: {line}: twice");
        }
    }
    all
}

/// What was found; of a place that was found twice both findings.
fn places(scan: &Scan) -> BTreeMap<Place, Vec<&Finding>> {
    let mut places = BTreeMap::<Place, Vec<&Finding>>::new();
    for finding in &scan.findings {
        let place = (finding.path.clone(), finding.line, finding.kind.name().to_owned(), finding.action.clone());
        places.entry(place).or_default().push(finding);
    }
    places
}

/// Of a library or a style: the first of a path, or what follows `held_out/`.
fn folder(path: &str) -> String {
    let (kept, own) = if path.starts_with(HELD_OUT) { path.split_at(HELD_OUT.len()) } else { ("", path) };
    format!("{kept}{}", own.split_once('/').map_or("", |(folder, _)| folder))
}

fn shown((path, line, kind, action): &Place) -> String {
    format!("{path}:{line} {kind} {}", action.as_deref().unwrap_or("-"))
}

fn copy(copy: &Vendored) -> String {
    format!("{} {} {}", copy.path, copy.library, copy.version.as_deref().unwrap_or("-"))
}

const HEADINGS: &str = "expected  found  missed  found %  findings  wrong  wrong %  parameters %";

#[derive(Debug, Default, Clone)]
struct Figures {
    expected: usize,
    findings: usize,
    /// How many places of an action were found, and how many of them with their very parameters.
    with_action: usize,
    missed: Vec<String>,
    wrong: Vec<String>,
    differing: Vec<String>,
}

impl Figures {
    fn compare(&mut self, place: &Place, expected: &BTreeSet<String>, found: &[String]) {
        if place.3.is_none() {
            return;
        }
        self.with_action += 1;
        let found: BTreeSet<_> = found.iter().cloned().collect();
        if found != *expected {
            let less: Vec<_> = expected.difference(&found).map(|name| format!("-{name}")).collect();
            let more: Vec<_> = found.difference(expected).map(|name| format!("+{name}")).collect();
            self.differing.push(format!("{} {} {}", shown(place), less.join(" "), more.join(" ")));
        }
    }

    fn missed(&self) -> &[String] {
        &self.missed
    }

    fn wrong(&self) -> &[String] {
        &self.wrong
    }

    fn differing(&self) -> &[String] {
        &self.differing
    }

    fn found_share(&self) -> f64 {
        share(self.expected - self.missed.len(), self.expected, 100.0)
    }

    fn wrong_share(&self) -> f64 {
        share(self.wrong.len(), self.findings, 0.0)
    }

    fn parameters_share(&self) -> f64 {
        share(self.with_action - self.differing.len(), self.with_action, 100.0)
    }

    fn row(&self) -> String {
        format!(
            "{:>8}{:>7}{:>8}{:>9.1}{:>10}{:>7}{:>9.1}{:>14.1}",
            self.expected,
            self.expected - self.missed.len(),
            self.missed.len(),
            self.found_share(),
            self.findings,
            self.wrong.len(),
            self.wrong_share(),
            self.parameters_share(),
        )
    }
}

/// In percent; `nothing` where there is nothing to take a share of.
fn share(part: usize, whole: usize, nothing: f64) -> f64 {
    if whole == 0 { nothing } else { 100.0 * part as f64 / whole as f64 }
}

fn sum(folders: &[(&String, &Figures)]) -> Figures {
    folders.iter().fold(Figures::default(), |mut sum, (_, figures)| {
        sum.expected += figures.expected;
        sum.findings += figures.findings;
        sum.with_action += figures.with_action;
        sum.missed.extend_from_slice(&figures.missed);
        sum.wrong.extend_from_slice(&figures.wrong);
        sum.differing.extend_from_slice(&figures.differing);
        sum
    })
}
