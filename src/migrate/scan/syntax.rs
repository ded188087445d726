//! Source code of six languages as one simple tree: what is called on what, with which names and texts.
//!
//! Each grammar's tree is reduced to [`Form`]s; what has none of its own becomes a [`Form::Group`] of what is inside, so that
//! code that a grammar doesn't understand costs no more than itself.

mod csharp;
mod java;
mod javascript;
mod php;
mod python;
mod ruby;

use tree_sitter::Node as Raw;

use super::rules::Syntax;

/// How deep a tree is followed. Deeper code is left out, and the scan says so.
const DEPTH: usize = 1_000;

/// A file that was parsed.
pub(super) struct Parsed {
    pub nodes: Vec<Node>,
    /// Ranges of comments and of documentation in texts.
    pub comments: Vec<(usize, usize)>,
    /// Ranges of texts, with their quotes.
    pub strings: Vec<(usize, usize)>,
    /// Where code was nested too deeply to be followed, first of all.
    pub cut: Option<usize>,
}

/// A piece of code.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it begins and ends, in bytes.
    pub at: (usize, usize),
    pub form: Form,
}

#[derive(Debug)]
pub(super) enum Form {
    /// A variable, where the language tells variables from other names.
    Variable(String),
    /// A name of anything. The object that a method belongs to is `this` in every language.
    Name(String),
    /// `of.name`, `of->name`, `of::name`.
    Member(Box<Node>, String),
    /// `of[key]`, or a member whose name is computed.
    Computed(Box<Node>, Box<Node>),
    /// A text, as it stands between its quotes.
    Text(String),
    /// Texts and values, one after the other.
    Join(Vec<Node>),
    Call {
        of: Box<Node>,
        arguments: Vec<Argument>,
    },
    New {
        class: Box<Node>,
        arguments: Vec<Argument>,
        body: Vec<Node>,
    },
    /// `target = value`; `adds` where it is appended.
    Assign {
        target: Box<Node>,
        value: Box<Node>,
        adds: bool,
    },
    /// A variable, a field or a parameter, with its class where it is written.
    Declare {
        name: String,
        class: Option<Box<Node>>,
        value: Option<Box<Node>>,
    },
    /// Keys and values.
    Map(Vec<(Node, Node)>),
    List(Vec<Node>),
    Import(Import),
    /// A class, a module or a namespace.
    Class {
        name: String,
        bases: Vec<Node>,
        body: Vec<Node>,
        kind: ClassKind,
    },
    /// `gives` is the class of what it returns, or the expression that it is.
    Function {
        name: Option<String>,
        parameters: Vec<Node>,
        gives: Option<Box<Node>>,
        body: Vec<Node>,
    },
    Catch {
        classes: Vec<Node>,
        body: Vec<Node>,
    },
    Return(Box<Node>),
    /// `(class) value`.
    Cast {
        class: Box<Node>,
        value: Box<Node>,
    },
    /// Names taken out of an object by their own name: `{ a, b } = value`.
    Unpack {
        names: Vec<(String, String)>,
        value: Box<Node>,
    },
    Group(Vec<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClassKind {
    Class,
    Space,
}

#[derive(Debug)]
pub(super) struct Argument {
    pub name: Option<String>,
    pub value: Node,
}

#[derive(Debug)]
pub(super) struct Import {
    /// The module, package, namespace or file; a file's may be put together.
    pub module: Box<Node>,
    /// Names that are taken from it, and what they are called here.
    pub names: Vec<(String, String)>,
    /// What the module itself is called here.
    pub alias: Option<(String, String)>,
    /// All its names are taken.
    pub all: bool,
}

/// Parses a text; `path` tells the dialects of a language from each other. What is no code of the language is left out.
pub(super) fn parse(text: &str, syntax: Syntax, path: &str) -> Parsed {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let language = match syntax {
        Syntax::Php => tree_sitter_php::LANGUAGE_PHP,
        Syntax::Ruby => tree_sitter_ruby::LANGUAGE,
        Syntax::Python => tree_sitter_python::LANGUAGE,
        Syntax::Java => tree_sitter_java::LANGUAGE,
        Syntax::CSharp => tree_sitter_c_sharp::LANGUAGE,
        Syntax::JavaScript => match ending.as_str() {
            "ts" | "mts" | "cts" => tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
            "tsx" => tree_sitter_typescript::LANGUAGE_TSX,
            _ => tree_sitter_javascript::LANGUAGE,
        },
    };
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&language.into()).expect("the grammars are of the version that the parser reads");
    let mut reader = Reader { text, syntax, depth: 0, comments: Vec::new(), strings: Vec::new(), cut: None };
    let tree = parser.parse(text, None).expect("without a limit of time, parsing ends with a tree");
    let nodes = vec![reader.read(tree.root_node())];
    Parsed { nodes, comments: reader.comments, strings: reader.strings, cut: reader.cut }
}

/// Reduces the tree of a grammar.
struct Reader<'a> {
    text: &'a str,
    syntax: Syntax,
    depth: usize,
    comments: Vec<(usize, usize)>,
    strings: Vec<(usize, usize)>,
    cut: Option<usize>,
}

impl<'a> Reader<'a> {
    fn read(&mut self, raw: Raw<'_>) -> Node {
        let at = (raw.start_byte(), raw.end_byte());
        if self.depth >= DEPTH {
            self.cut = self.cut.or(Some(at.0));
            return Node { at, form: Form::Group(Vec::new()) };
        }
        self.depth += 1;
        let form = match raw.kind() {
            "comment" | "line_comment" | "block_comment" | "html_comment" => {
                self.comments.push(at);
                None
            }
            _ => match self.syntax {
                Syntax::Php => php::form(self, raw),
                Syntax::Ruby => ruby::form(self, raw),
                Syntax::Python => python::form(self, raw),
                Syntax::Java => java::form(self, raw),
                Syntax::CSharp => csharp::form(self, raw),
                Syntax::JavaScript => javascript::form(self, raw),
            },
        };
        self.depth -= 1;
        Node { at, form: form.unwrap_or(Form::Group(Vec::new())) }
    }

    /// Everything inside, in its order.
    fn group(&mut self, raw: Raw<'_>) -> Option<Form> {
        Some(Form::Group(self.inside(raw)))
    }

    fn inside(&mut self, raw: Raw<'_>) -> Vec<Node> {
        named(raw).into_iter().map(|child| self.read(child)).collect()
    }

    /// What is inside one part, as statements.
    fn body(&mut self, part: Option<Raw<'_>>) -> Vec<Node> {
        part.map(|part| self.inside(part)).unwrap_or_default()
    }

    fn boxed(&mut self, raw: Raw<'_>) -> Box<Node> {
        Box::new(self.read(raw))
    }

    fn part(&mut self, raw: Raw<'_>, field: &str) -> Option<Box<Node>> {
        raw.child_by_field_name(field).map(|part| self.boxed(part))
    }

    fn word(&self, raw: Raw<'_>) -> String {
        self.text[raw.byte_range()].to_owned()
    }

    fn field_word(&self, raw: Raw<'_>, field: &str) -> Option<String> {
        raw.child_by_field_name(field).map(|part| self.word(part))
    }

    /// A text with its quotes: `content` are the kinds of its plain parts; other parts are values within it.
    fn string(&mut self, raw: Raw<'_>, content: &[&str], skip: &[&str]) -> Option<Form> {
        self.strings.push((raw.start_byte(), raw.end_byte()));
        let mut parts = Vec::new();
        for part in named(raw) {
            let at = (part.start_byte(), part.end_byte());
            if content.contains(&part.kind()) {
                parts.push(Node { at, form: Form::Text(self.word(part)) });
            } else if !skip.contains(&part.kind()) {
                parts.push(self.read(part));
            }
        }
        Some(match parts.len() {
            0 => Form::Text(String::new()),
            _ if parts.iter().all(|part| matches!(part.form, Form::Text(_))) => Form::Text(
                parts
                    .into_iter()
                    .map(|part| if let Form::Text(text) = part.form { text } else { String::new() })
                    .collect(),
            ),
            _ => Form::Join(parts),
        })
    }

    /// Two operands: joined where the operator joins texts.
    fn binary(&mut self, raw: Raw<'_>, joins: &[&str]) -> Option<Form> {
        let joined = raw.child_by_field_name("operator").is_some_and(|operator| joins.contains(&operator.kind()));
        let parts = self.inside(raw);
        Some(if joined { Form::Join(parts) } else { Form::Group(parts) })
    }
}

fn named(raw: Raw<'_>) -> Vec<Raw<'_>> {
    raw.named_children(&mut raw.walk()).collect()
}

/// The children that are of one kind.
fn of_kind<'t>(raw: Raw<'t>, kind: &str) -> Vec<Raw<'t>> {
    named(raw).into_iter().filter(|child| child.kind() == kind).collect()
}

fn first_of<'t>(raw: Raw<'t>, kinds: &[&str]) -> Option<Raw<'t>> {
    named(raw).into_iter().find(|child| kinds.contains(&child.kind()))
}

fn this(at: (usize, usize)) -> Node {
    Node { at, form: Form::Name("this".to_owned()) }
}

fn unnamed(values: Vec<Node>) -> Vec<Argument> {
    values.into_iter().map(|value| Argument { name: None, value }).collect()
}
