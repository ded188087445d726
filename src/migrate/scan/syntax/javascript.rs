//! JavaScript and TypeScript: the tree of TypeScript's grammar is that of JavaScript's with more in it.

use super::{Argument, ClassKind, Form, Import, Node, Raw, Reader, first_of, named, of_kind, this, unnamed};

pub(super) fn form(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    match raw.kind() {
        "identifier" | "property_identifier" | "shorthand_property_identifier" => Some(Form::Name(reader.word(raw))),
        "this" | "super" => Some(Form::Name("this".to_owned())),
        "parenthesized_expression" | "computed_property_name" | "template_substitution" | "await_expression"
            if named(raw).len() == 1 =>
        {
            Some(reader.read(named(raw)[0]).form)
        }
        "string" | "template_string" => reader.string(raw, &["string_fragment", "escape_sequence"], &[]),
        "binary_expression" => reader.binary(raw, &["+"]),
        "member_expression" => {
            let of = reader.part(raw, "object")?;
            Some(Form::Member(of, reader.field_word(raw, "property")?))
        }
        "subscript_expression" => {
            let of = reader.part(raw, "object")?;
            Some(Form::Computed(of, reader.part(raw, "index")?))
        }
        "call_expression" => call(reader, raw),
        "new_expression" => {
            let class = reader.part(raw, "constructor")?;
            let arguments = arguments(reader, raw);
            Some(Form::New { class, arguments, body: Vec::new() })
        }
        "variable_declarator" => {
            let name = raw.child_by_field_name("name")?;
            match raw.child_by_field_name("value") {
                Some(value) if name.kind() == "object_pattern" => unpack(reader, name, value),
                Some(value) => {
                    let value = Some(reader.boxed(value));
                    Some(Form::Declare { name: reader.word(name), class: typed(reader, raw), value })
                }
                None => Some(Form::Declare { name: reader.word(name), class: typed(reader, raw), value: None }),
            }
        }
        "field_definition" => {
            let name = reader.field_word(raw, "property")?;
            Some(Form::Declare { name, class: None, value: reader.part(raw, "value") })
        }
        "public_field_definition" => {
            let name = reader.field_word(raw, "name")?;
            let class = typed(reader, raw);
            Some(Form::Declare { name, class, value: reader.part(raw, "value") })
        }
        "as_expression" | "satisfies_expression" | "non_null_expression" => {
            Some(reader.read(*named(raw).first()?).form)
        }
        "type_assertion" => Some(reader.read(*named(raw).last()?).form),
        "type_identifier" => Some(Form::Name(reader.word(raw))),
        "nested_type_identifier" => {
            let of = reader.part(raw, "module")?;
            Some(Form::Member(of, reader.field_word(raw, "name")?))
        }
        "assignment_expression" => {
            let left = raw.child_by_field_name("left")?;
            let right = raw.child_by_field_name("right")?;
            if left.kind() == "object_pattern" {
                return unpack(reader, left, right);
            }
            let target = reader.boxed(left);
            let value = reader.boxed(right);
            Some(Form::Assign { target, value, adds: false })
        }
        "augmented_assignment_expression" => {
            let adds = reader.field_word(raw, "operator").is_some_and(|operator| operator == "+=");
            let target = reader.part(raw, "left")?;
            let value = reader.part(raw, "right")?;
            Some(Form::Assign { target, value, adds })
        }
        "object" => {
            let mut pairs = Vec::new();
            let mut others = Vec::new();
            for part in named(raw) {
                let at = (part.start_byte(), part.end_byte());
                match part.kind() {
                    "pair" => {
                        let key = reader.part(part, "key").map(|key| as_text(*key));
                        let value = reader.part(part, "value").map(|value| *value);
                        pairs.extend(key.zip(value));
                    }
                    "shorthand_property_identifier" => {
                        let key = Node { at, form: Form::Text(reader.word(part)) };
                        pairs.push((key, Node { at, form: Form::Name(reader.word(part)) }));
                    }
                    "method_definition" => {
                        let key = Node { at, form: Form::Text(reader.field_word(part, "name").unwrap_or_default()) };
                        let value = reader.read(part);
                        pairs.push((key, value));
                    }
                    _ => others.push(reader.read(part)),
                }
            }
            for other in others {
                let at = other.at;
                pairs.push((Node { at, form: Form::Group(Vec::new()) }, other));
            }
            Some(Form::Map(pairs))
        }
        "array" => Some(Form::List(reader.inside(raw))),
        "return_statement" => Some(Form::Return(reader.boxed(*named(raw).first()?))),
        "class_declaration" | "abstract_class_declaration" | "class" => {
            let name = reader.field_word(raw, "name").unwrap_or_default();
            let bases = first_of(raw, &["class_heritage"]).map(|bases| reader.inside(bases)).unwrap_or_default();
            let decorators = of_kind(raw, "decorator");
            let mut body: Vec<_> = decorators.into_iter().map(|decorator| reader.read(decorator)).collect();
            body.extend(reader.body(raw.child_by_field_name("body")));
            Some(Form::Class { name, bases, body, kind: ClassKind::Class })
        }
        "function_declaration"
        | "function_expression"
        | "generator_function"
        | "generator_function_declaration"
        | "arrow_function"
        | "method_definition" => function(reader, raw),
        "extends_clause" => Some(reader.read(raw.child_by_field_name("value")?).form),
        "import_statement" => import(reader, raw),
        _ => reader.group(raw),
    }
}

fn call(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let function = raw.child_by_field_name("function")?;
    let mut arguments = arguments(reader, raw);
    if matches!(reader.word(function).as_str(), "require" | "import") && arguments.len() == 1 {
        let module = Box::new(arguments.pop()?.value);
        return Some(Form::Import(Import { module, names: Vec::new(), alias: None, all: false }));
    }
    let of = reader.boxed(function);
    Some(Form::Call { of, arguments })
}

fn arguments(reader: &mut Reader<'_>, raw: Raw<'_>) -> Vec<Argument> {
    match raw.child_by_field_name("arguments") {
        Some(text) if text.kind() == "template_string" => unnamed(vec![reader.read(text)]),
        list => unnamed(reader.body(list)),
    }
}

fn as_text(key: Node) -> Node {
    match key.form {
        Form::Name(name) => Node { at: key.at, form: Form::Text(name) },
        form => Node { at: key.at, form },
    }
}

fn unpack(reader: &mut Reader<'_>, pattern: Raw<'_>, value: Raw<'_>) -> Option<Form> {
    let mut names = Vec::new();
    for part in named(pattern) {
        match part.kind() {
            "pair_pattern" => names.extend(reader.field_word(part, "key").zip(reader.field_word(part, "value"))),
            "object_assignment_pattern" => {
                let name = reader.field_word(part, "left").unwrap_or_default();
                names.push((name.clone(), name));
            }
            _ => names.push((reader.word(part), reader.word(part))),
        }
    }
    Some(Form::Unpack { names, value: reader.boxed(value) })
}

fn function(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let name = reader.field_word(raw, "name");
    let mut parameters = Vec::new();
    let list = raw.child_by_field_name("parameters").map(named).unwrap_or_default();
    for part in raw.child_by_field_name("parameter").into_iter().chain(list) {
        let at = (part.start_byte(), part.end_byte());
        let left = part.child_by_field_name("left").or_else(|| part.child_by_field_name("pattern")).unwrap_or(part);
        let value = part.child_by_field_name("right").or_else(|| part.child_by_field_name("value"));
        let value = value.map(|value| reader.boxed(value));
        let own = reader.word(left);
        parameters.push(Node { at, form: Form::Declare { name: own.clone(), class: typed(reader, part), value } });
        // A parameter of a constructor that is a field at once.
        if first_of(part, &["accessibility_modifier", "override_modifier"]).is_some() || is_readonly(part) {
            let target = Box::new(Node { at, form: Form::Member(Box::new(this(at)), own.clone()) });
            let value = Box::new(Node { at, form: Form::Name(own) });
            parameters.push(Node { at, form: Form::Assign { target, value, adds: false } });
        }
    }
    let body = match raw.child_by_field_name("body") {
        Some(body) if body.kind() == "statement_block" => reader.inside(body),
        Some(body) => {
            let value = reader.boxed(body);
            vec![Node { at: value.at, form: Form::Return(value) }]
        }
        None => Vec::new(),
    };
    Some(Form::Function { name, parameters, gives: None, body })
}

/// The class that is written behind a name, if it is one by its name alone.
fn typed(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Box<Node>> {
    let written = named(raw.child_by_field_name("type")?).into_iter().next()?;
    matches!(written.kind(), "type_identifier" | "nested_type_identifier").then(|| reader.boxed(written))
}

fn is_readonly(parameter: Raw<'_>) -> bool {
    parameter.children(&mut parameter.walk()).any(|part| part.kind() == "readonly")
}

fn import(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    if let Some(clause) = first_of(raw, &["import_require_clause"]) {
        let source = clause.child_by_field_name("source")?;
        let from = reader.word(source).trim_matches(['"', '\'']).to_owned();
        let alias = first_of(clause, &["identifier"]).map(|name| (reader.word(name), from));
        return Some(Form::Import(Import { module: reader.boxed(source), names: Vec::new(), alias, all: false }));
    }
    let source = raw.child_by_field_name("source")?;
    let module = reader.boxed(source);
    let mut names = Vec::new();
    let mut alias = None;
    let from = reader.word(source).trim_matches(['"', '\'']).to_owned();
    for part in first_of(raw, &["import_clause"]).map(named).unwrap_or_default() {
        match part.kind() {
            "identifier" => alias = Some((reader.word(part), from.clone())),
            "namespace_import" => {
                alias = named(part).first().map(|name| (reader.word(*name), from.clone()));
            }
            _ => {
                for one in named(part) {
                    let Some(name) = reader.field_word(one, "name") else { continue };
                    let own = reader.field_word(one, "alias").unwrap_or_else(|| name.clone());
                    names.push((name, own));
                }
            }
        }
    }
    Some(Form::Import(Import { module, names, alias, all: false }))
}
