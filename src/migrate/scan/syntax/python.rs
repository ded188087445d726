//! Python.

use super::{Argument, ClassKind, Form, Import, Node, Raw, Reader, first_of, named};

pub(super) fn form(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    match raw.kind() {
        "identifier" => {
            let name = reader.word(raw);
            Some(Form::Name(if name == "self" || name == "cls" { "this".to_owned() } else { name }))
        }
        "type" | "parenthesized_expression" if named(raw).len() == 1 => Some(reader.read(named(raw)[0]).form),
        "string" => reader.string(raw, &["string_content"], &["string_start", "string_end"]),
        "concatenated_string" => Some(Form::Join(reader.inside(raw))),
        "interpolation" => Some(reader.part(raw, "expression")?.form),
        "expression_statement" if named(raw).iter().all(|part| part.kind() == "string") => {
            // A text that stands alone is documentation.
            reader.comments.push((raw.start_byte(), raw.end_byte()));
            None
        }
        "binary_operator" => binary(reader, raw),
        "attribute" => {
            let of = reader.part(raw, "object")?;
            Some(Form::Member(of, reader.field_word(raw, "attribute")?))
        }
        "subscript" => {
            let of = reader.part(raw, "value")?;
            let key = reader.part(raw, "subscript")?;
            Some(Form::Computed(of, key))
        }
        "call" => call(reader, raw),
        "assignment" => assign(reader, raw),
        "augmented_assignment" => {
            let target = reader.part(raw, "left")?;
            let value = reader.part(raw, "right")?;
            Some(Form::Assign { target, value, adds: true })
        }
        "named_expression" => {
            Some(Form::Declare { name: reader.field_word(raw, "name")?, class: None, value: reader.part(raw, "value") })
        }
        "as_pattern" => {
            let value = named(raw).first().map(|value| reader.boxed(*value));
            match raw.child_by_field_name("alias") {
                Some(alias) => Some(Form::Declare { name: reader.word(alias), class: None, value }),
                None => value.map(|value| value.form),
            }
        }
        "dictionary" => {
            let mut pairs = Vec::new();
            for part in named(raw) {
                match (part.child_by_field_name("key"), part.child_by_field_name("value")) {
                    (Some(key), Some(value)) => pairs.push((reader.read(key), reader.read(value))),
                    _ => drop(reader.read(part)),
                }
            }
            Some(Form::Map(pairs))
        }
        "list" | "tuple" | "set" => Some(Form::List(reader.inside(raw))),
        "return_statement" => Some(Form::Return(reader.boxed(*named(raw).first()?))),
        "class_definition" => {
            let name = reader.field_word(raw, "name")?;
            let bases = reader.body(raw.child_by_field_name("superclasses"));
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Class { name, bases, body, kind: ClassKind::Class })
        }
        "function_definition" | "lambda" => {
            let name = reader.field_word(raw, "name");
            let parameters = parameters(reader, raw.child_by_field_name("parameters"));
            let gives = reader.part(raw, "return_type");
            let body = match raw.child_by_field_name("body") {
                Some(body) if body.kind() == "block" => reader.inside(body),
                Some(body) => {
                    let value = reader.boxed(body);
                    vec![Node { at: value.at, form: Form::Return(value) }]
                }
                None => Vec::new(),
            };
            Some(Form::Function { name, parameters, gives, body })
        }
        "except_clause" | "except_group_clause" => {
            let mut parts = named(raw);
            let body = parts.pop().filter(|body| body.kind() == "block");
            let caught = parts.first().copied().map(|value| match value.kind() {
                "as_pattern" => named(value).first().copied().unwrap_or(value),
                _ => value,
            });
            let classes = match caught {
                Some(several) if several.kind() == "tuple" => reader.inside(several),
                Some(one) => vec![reader.read(one)],
                None => Vec::new(),
            };
            Some(Form::Catch { classes, body: reader.body(body) })
        }
        "import_statement" => {
            let mut imports = Vec::new();
            for part in named(raw) {
                imports.extend(import(reader, part));
            }
            Some(Form::Group(imports))
        }
        "import_from_statement" => from(reader, raw),
        _ => reader.group(raw),
    }
}

/// `%` puts values into a text: what is left of it stays.
fn binary(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    reader.binary(raw, &["+", "%"])
}

fn call(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let function = raw.child_by_field_name("function")?;
    let mut arguments = raw.child_by_field_name("arguments").map(|list| arguments(reader, list)).unwrap_or_default();
    let word = reader.word(function);
    if word == "getattr" && arguments.len() >= 2 {
        let key = Box::new(arguments.swap_remove(1).value);
        let of = Box::new(arguments.swap_remove(0).value);
        return Some(Form::Computed(of, key));
    }
    if word == "dict" && !arguments.is_empty() && arguments.iter().all(|argument| argument.name.is_some()) {
        let pair = |argument: Argument| {
            let key = Node { at: argument.value.at, form: Form::Text(argument.name.unwrap_or_default()) };
            (key, argument.value)
        };
        return Some(Form::Map(arguments.into_iter().map(pair).collect()));
    }
    let of = reader.boxed(function);
    Some(Form::Call { of, arguments })
}

fn arguments(reader: &mut Reader<'_>, list: Raw<'_>) -> Vec<Argument> {
    let mut found = Vec::new();
    for part in named(list) {
        match (part.kind(), part.child_by_field_name("value")) {
            ("keyword_argument", Some(value)) => {
                let name = reader.field_word(part, "name");
                let value = reader.read(value);
                found.push(Argument { name, value });
            }
            ("dictionary_splat" | "list_splat", _) if named(part).len() == 1 => {
                found.push(Argument { name: None, value: reader.read(named(part)[0]) });
            }
            _ => found.push(Argument { name: None, value: reader.read(part) }),
        }
    }
    found
}

fn assign(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let left = raw.child_by_field_name("left")?;
    let Some(right) = raw.child_by_field_name("right") else {
        let class = reader.part(raw, "type");
        return Some(Form::Declare { name: reader.word(left), class, value: None });
    };
    if left.kind() == "pattern_list" && right.kind() == "expression_list" {
        let both: Vec<_> = named(left).into_iter().zip(named(right)).collect();
        let mut found = Vec::new();
        for (left, right) in both {
            let at = (left.start_byte(), right.end_byte());
            let target = reader.boxed(left);
            let value = reader.boxed(right);
            found.push(Node { at, form: Form::Assign { target, value, adds: false } });
        }
        return Some(Form::Group(found));
    }
    let target = reader.boxed(left);
    let value = reader.boxed(right);
    Some(Form::Assign { target, value, adds: false })
}

fn parameters(reader: &mut Reader<'_>, raw: Option<Raw<'_>>) -> Vec<Node> {
    let Some(raw) = raw else { return Vec::new() };
    let mut found = Vec::new();
    for part in named(raw) {
        let name = match part.child_by_field_name("name").or_else(|| first_of(part, &["identifier"])) {
            Some(name) => reader.word(name),
            None => reader.word(part),
        };
        if name == "self" || name == "cls" {
            continue;
        }
        let class = reader.part(part, "type");
        let value = reader.part(part, "value");
        found.push(Node { at: (part.start_byte(), part.end_byte()), form: Form::Declare { name, class, value } });
    }
    found
}

fn import(reader: &mut Reader<'_>, part: Raw<'_>) -> Option<Node> {
    let at = (part.start_byte(), part.end_byte());
    let (module, alias) = match part.kind() {
        "aliased_import" => {
            let module = reader.field_word(part, "name")?;
            let alias = (reader.field_word(part, "alias")?, module.clone());
            (module, alias)
        }
        _ => {
            let module = reader.word(part);
            let first = module.split('.').next().unwrap_or(&module).to_owned();
            (module, (first.clone(), first))
        }
    };
    let module = Box::new(Node { at, form: Form::Text(module) });
    Some(Node { at, form: Form::Import(Import { module, names: Vec::new(), alias: Some(alias), all: false }) })
}

fn from(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let module = raw.child_by_field_name("module_name")?;
    let mut names = Vec::new();
    for part in raw.children_by_field_name("name", &mut raw.walk()) {
        match part.kind() {
            "aliased_import" => names.extend(reader.field_word(part, "name").zip(reader.field_word(part, "alias"))),
            _ => names.push((reader.word(part), reader.word(part))),
        }
    }
    let all = first_of(raw, &["wildcard_import"]).is_some();
    let at = (module.start_byte(), module.end_byte());
    let module = Box::new(Node { at, form: Form::Text(reader.word(module)) });
    Some(Form::Import(Import { module, names, alias: None, all }))
}
