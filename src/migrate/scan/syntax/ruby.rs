//! Ruby.

use super::{Argument, ClassKind, Form, Import, Node, Raw, Reader, named, this};

pub(super) fn form(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    match raw.kind() {
        "identifier" => Some(Form::Variable(reader.word(raw))),
        "constant" => Some(Form::Name(reader.word(raw))),
        "self" => Some(Form::Name("this".to_owned())),
        "instance_variable" | "class_variable" => {
            let at = (raw.start_byte(), raw.end_byte());
            Some(Form::Member(Box::new(this(at)), reader.word(raw).trim_start_matches('@').to_owned()))
        }
        "global_variable" => Some(Form::Variable(reader.word(raw))),
        "scope_resolution" => match reader.part(raw, "scope") {
            Some(of) => Some(Form::Member(of, reader.field_word(raw, "name")?)),
            None => Some(Form::Name(reader.field_word(raw, "name")?)),
        },
        "simple_symbol" => Some(Form::Text(reader.word(raw).trim_start_matches(':').to_owned())),
        "hash_key_symbol" => Some(Form::Text(reader.word(raw))),
        "string" | "delimited_symbol" | "heredoc_body" | "subshell" | "bare_string" => {
            reader.string(raw, &["string_content", "heredoc_content", "escape_sequence"], &["heredoc_end"])
        }
        "interpolation" | "parenthesized_statements" if named(raw).len() == 1 => Some(reader.read(named(raw)[0]).form),
        "chained_string" => Some(Form::Join(reader.inside(raw))),
        "binary" => reader.binary(raw, &["+", "<<"]),
        "call" => call(reader, raw),
        "element_reference" => {
            let of = reader.part(raw, "object")?;
            let key = named(raw).into_iter().nth(1)?;
            Some(Form::Computed(of, reader.boxed(key)))
        }
        "assignment" => {
            let target = reader.part(raw, "left")?;
            let value = reader.part(raw, "right")?;
            Some(Form::Assign { target: Box::new(as_target(*target)), value, adds: false })
        }
        "operator_assignment" => {
            let adds = reader.field_word(raw, "operator").is_some_and(|operator| operator != "||=");
            let target = reader.part(raw, "left")?;
            let value = reader.part(raw, "right")?;
            Some(Form::Assign { target: Box::new(as_target(*target)), value, adds })
        }
        "hash" => Some(Form::Map(pairs(reader, raw))),
        "array" => Some(Form::List(reader.inside(raw))),
        "return" => {
            let value = named(raw).first().and_then(|list| named(*list).first().copied())?;
            Some(Form::Return(reader.boxed(value)))
        }
        "class" | "module" | "singleton_class" => {
            let name = reader.field_word(raw, "name").unwrap_or_default();
            let bases = raw.child_by_field_name("superclass").map(|base| reader.inside(base)).unwrap_or_default();
            let body = reader.body(raw.child_by_field_name("body"));
            let kind = if raw.kind() == "class" { ClassKind::Class } else { ClassKind::Space };
            Some(Form::Class { name, bases, body, kind })
        }
        "method" | "singleton_method" => {
            let name = reader.field_word(raw, "name");
            let parameters = parameters(reader, raw.child_by_field_name("parameters"));
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Function { name, parameters, gives: None, body: returning(body) })
        }
        "rescue" => {
            let classes = reader.body(raw.child_by_field_name("exceptions"));
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Catch { classes, body })
        }
        _ => reader.group(raw),
    }
}

fn call(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let method = raw.child_by_field_name("method");
    let name = method.map(|method| reader.word(method)).unwrap_or_else(|| "call".to_owned());
    let receiver = reader.part(raw, "receiver");
    let mut arguments = raw.child_by_field_name("arguments").map(|list| arguments(reader, list)).unwrap_or_default();
    let block = raw.child_by_field_name("block").map(|block| reader.inside(block)).unwrap_or_default();
    let at = (raw.start_byte(), method.map_or(raw.end_byte(), |method| method.end_byte()));
    if receiver.is_none()
        && matches!(name.as_str(), "require" | "require_relative" | "load" | "gem" | "autoload")
        && !arguments.is_empty()
    {
        let module = Box::new(arguments.pop()?.value);
        return Some(Form::Import(Import { module, names: Vec::new(), alias: None, all: false }));
    }
    let sends = matches!(name.as_str(), "send" | "public_send" | "__send__");
    let form = match receiver {
        Some(of) if name == "new" => Form::New { class: of, arguments, body: Vec::new() },
        Some(of) if sends && !arguments.is_empty() => {
            let key = Box::new(arguments.remove(0).value);
            Form::Call { of: Box::new(Node { at, form: Form::Computed(of, key) }), arguments }
        }
        Some(of) => Form::Call { of: Box::new(Node { at, form: Form::Member(of, name) }), arguments },
        None => Form::Call { of: Box::new(Node { at, form: Form::Name(name) }), arguments },
    };
    if block.is_empty() {
        return Some(form);
    }
    // A block is a piece of code beside the call; its value is the call's.
    let call = Node { at: (raw.start_byte(), raw.end_byte()), form };
    Some(Form::Group(std::iter::once(call).chain(block).collect()))
}

fn arguments(reader: &mut Reader<'_>, list: Raw<'_>) -> Vec<Argument> {
    let mut arguments = Vec::new();
    let mut pairs = Vec::new();
    for argument in named(list) {
        if argument.kind() == "pair" {
            pairs.extend(pair(reader, argument));
        } else {
            arguments.push(Argument { name: None, value: reader.read(argument) });
        }
    }
    if let (Some(first), Some(last)) = (pairs.first(), pairs.last()) {
        let (first, last): (&(Node, Node), &(Node, Node)) = (first, last);
        let at = (first.0.at.0, last.1.at.1);
        arguments.push(Argument { name: None, value: Node { at, form: Form::Map(pairs) } });
    }
    arguments
}

fn pairs(reader: &mut Reader<'_>, raw: Raw<'_>) -> Vec<(Node, Node)> {
    let mut found = Vec::new();
    for part in named(raw) {
        found.extend(pair(reader, part));
    }
    found
}

fn pair(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<(Node, Node)> {
    if raw.kind() != "pair" {
        reader.read(raw);
        return None;
    }
    let key = reader.read(raw.child_by_field_name("key")?);
    let value = match raw.child_by_field_name("value") {
        Some(value) => reader.read(value),
        None => Node { at: key.at, form: Form::Group(Vec::new()) },
    };
    Some((key, value))
}

/// `a.b = c` is read as a call of `b`; as a target it is a member.
fn as_target(target: Node) -> Node {
    let form = match target.form {
        Form::Call { of, .. } if matches!(of.form, Form::Member(..)) => of.form,
        form => form,
    };
    Node { at: target.at, form }
}

fn parameters(reader: &mut Reader<'_>, raw: Option<Raw<'_>>) -> Vec<Node> {
    let Some(raw) = raw else { return Vec::new() };
    let mut found = Vec::new();
    for part in named(raw) {
        let name = reader.field_word(part, "name").unwrap_or_else(|| reader.word(part));
        let value = reader.part(part, "value");
        found.push(Node { at: (part.start_byte(), part.end_byte()), form: Form::Declare { name, class: None, value } });
    }
    found
}

/// The last statement of a method is what it returns.
fn returning(mut body: Vec<Node>) -> Vec<Node> {
    if let Some(last) = body.pop() {
        let at = last.at;
        body.push(Node { at, form: Form::Return(Box::new(last)) });
    }
    body
}
