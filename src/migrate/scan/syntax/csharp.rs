//! C#.

use super::{Argument, ClassKind, Form, Import, Node, Raw, Reader, first_of, named, of_kind};

pub(super) fn form(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    match raw.kind() {
        "identifier" | "qualified_name" | "predefined_type" | "alias_qualified_name" => {
            Some(Form::Name(reader.word(raw)))
        }
        "generic_name" => Some(reader.read(*named(raw).first()?).form),
        "nullable_type" | "parenthesized_expression" | "argument" | "await_expression" if named(raw).len() == 1 => {
            Some(reader.read(named(raw)[0]).form)
        }
        "this" | "base" => Some(Form::Name("this".to_owned())),
        "string_literal" | "interpolated_string_expression" | "raw_string_literal" => reader.string(
            raw,
            &["string_literal_content", "string_content", "raw_string_content", "escape_sequence"],
            &["interpolation_start", "interpolation_brace", "interpolation_quote", "string_literal_encoding"],
        ),
        "verbatim_string_literal" => {
            reader.strings.push((raw.start_byte(), raw.end_byte()));
            let word = reader.word(raw);
            Some(Form::Text(word.trim_start_matches(['@', '$']).trim_matches('"').to_owned()))
        }
        "interpolation" => {
            let value = named(raw).into_iter().find(|part| !part.kind().starts_with("interpolation_"))?;
            Some(reader.read(value).form)
        }
        "binary_expression" => reader.binary(raw, &["+"]),
        "member_access_expression" => {
            let of = reader.part(raw, "expression")?;
            let name = raw.child_by_field_name("name")?;
            Some(Form::Member(of, plain_name(reader, name)))
        }
        "conditional_access_expression" => {
            let parts = named(raw);
            let of = reader.boxed(*parts.first()?);
            match parts.get(1).filter(|binding| binding.kind() == "member_binding_expression") {
                Some(binding) => Some(Form::Member(of, reader.field_word(*binding, "name")?)),
                None => reader.group(raw),
            }
        }
        "element_access_expression" => {
            let of = reader.part(raw, "expression")?;
            let key = raw.child_by_field_name("subscript").and_then(|list| named(list).first().copied())?;
            Some(Form::Computed(of, reader.boxed(key)))
        }
        "invocation_expression" => {
            let of = reader.part(raw, "function")?;
            let arguments = arguments(reader, raw.child_by_field_name("arguments"));
            Some(Form::Call { of, arguments })
        }
        "object_creation_expression" => {
            let class = reader.part(raw, "type")?;
            creation(reader, raw, class)
        }
        "assignment_expression" => {
            let adds = reader.field_word(raw, "operator").is_some_and(|operator| operator != "=" && operator != "??=");
            let target = reader.part(raw, "left")?;
            let value = reader.part(raw, "right")?;
            Some(Form::Assign { target, value, adds })
        }
        "variable_declaration" => {
            let class = raw.child_by_field_name("type");
            let mut found = Vec::new();
            for one in of_kind(raw, "variable_declarator") {
                let form = declare(reader, one, class);
                found.extend(form.map(|form| Node { at: (one.start_byte(), one.end_byte()), form }));
            }
            Some(Form::Group(found))
        }
        "property_declaration" => {
            let name = reader.field_word(raw, "name")?;
            let class = class(reader, raw.child_by_field_name("type"));
            let value = reader.part(raw, "value");
            let at = (raw.start_byte(), raw.end_byte());
            let accessors = reader.part(raw, "accessors").map(|accessors| *accessors);
            let declared = Node { at, form: Form::Declare { name, class, value } };
            Some(Form::Group(std::iter::once(declared).chain(accessors).collect()))
        }
        "parameter" => declare(reader, raw, raw.child_by_field_name("type")),
        "implicit_parameter" => Some(Form::Declare { name: reader.word(raw), class: None, value: None }),
        "cast_expression" => {
            let class = reader.part(raw, "type")?;
            Some(Form::Cast { class, value: reader.part(raw, "value")? })
        }
        "as_expression" => {
            let class = reader.part(raw, "right")?;
            Some(Form::Cast { class, value: reader.part(raw, "left")? })
        }
        "return_statement" => Some(Form::Return(reader.boxed(*named(raw).first()?))),
        "namespace_declaration" | "file_scoped_namespace_declaration" => {
            let name = reader.field_word(raw, "name")?;
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Class { name, bases: Vec::new(), body, kind: ClassKind::Space })
        }
        "class_declaration" | "interface_declaration" | "struct_declaration" | "record_declaration" => {
            let name = reader.field_word(raw, "name")?;
            let bases = first_of(raw, &["base_list"]).map(|bases| reader.inside(bases)).unwrap_or_default();
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Class { name, bases, body, kind: ClassKind::Class })
        }
        "method_declaration"
        | "constructor_declaration"
        | "local_function_statement"
        | "lambda_expression"
        | "anonymous_method_expression" => {
            let name = reader.field_word(raw, "name");
            let gives = reader.part(raw, "returns").or_else(|| reader.part(raw, "type"));
            let parameters = match raw.child_by_field_name("parameters") {
                Some(one) if one.kind() == "implicit_parameter" => vec![reader.read(one)],
                several => reader.body(several),
            };
            let mut body =
                first_of(raw, &["constructor_initializer"]).map(|chain| reader.inside(chain)).unwrap_or_default();
            if let Some(part) = raw.child_by_field_name("body") {
                match part.kind() {
                    "block" => body.extend(reader.inside(part)),
                    _ => body.push(reader.read(part)),
                }
            }
            Some(Form::Function { name, parameters, gives, body })
        }
        "catch_clause" => {
            let caught =
                first_of(raw, &["catch_declaration"]).and_then(|declared| declared.child_by_field_name("type"));
            let classes = caught.map(|caught| vec![reader.read(caught)]).unwrap_or_default();
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Catch { classes, body })
        }
        "using_directive" => using(reader, raw),
        _ => reader.group(raw),
    }
}

fn plain_name(reader: &Reader<'_>, name: Raw<'_>) -> String {
    match name.kind() {
        "generic_name" => named(name).first().map(|name| reader.word(*name)).unwrap_or_default(),
        _ => reader.word(name),
    }
}

fn arguments(reader: &mut Reader<'_>, list: Option<Raw<'_>>) -> Vec<Argument> {
    let Some(list) = list else { return Vec::new() };
    let mut found = Vec::new();
    for part in of_kind(list, "argument") {
        let name = reader.field_word(part, "name");
        if let Some(value) = named(part).last() {
            let value = reader.read(*value);
            found.push(Argument { name, value });
        }
    }
    found
}

/// What an initialiser sets counts as an argument by its name; what it adds, as keys and values.
fn creation(reader: &mut Reader<'_>, raw: Raw<'_>, class: Box<Node>) -> Option<Form> {
    let list = raw.child_by_field_name("arguments").or_else(|| first_of(raw, &["argument_list"]));
    let mut arguments = arguments(reader, list);
    let mut pairs = Vec::new();
    let mut body = Vec::new();
    let initialiser = raw.child_by_field_name("initializer").or_else(|| first_of(raw, &["initializer_expression"]));
    for part in initialiser.map(named).unwrap_or_default() {
        match (part.kind(), part.child_by_field_name("left"), part.child_by_field_name("right")) {
            ("assignment_expression", Some(left), Some(right)) if left.kind() == "identifier" => {
                let name = Some(reader.word(left));
                let value = reader.read(right);
                arguments.push(Argument { name, value });
            }
            ("assignment_expression", Some(left), Some(right)) => {
                let key = first_of(left, &["argument"]).or_else(|| named(left).first().copied());
                if let Some(key) = key {
                    pairs.push((reader.read(key), reader.read(right)));
                }
            }
            ("initializer_expression", ..) if named(part).len() == 2 => {
                let both = named(part);
                pairs.push((reader.read(both[0]), reader.read(both[1])));
            }
            _ => body.push(reader.read(part)),
        }
    }
    if let Some((first, _)) = pairs.first() {
        let at = (first.at.0, raw.end_byte());
        arguments.push(Argument { name: None, value: Node { at, form: Form::Map(pairs) } });
    }
    Some(Form::New { class, arguments, body })
}

fn declare(reader: &mut Reader<'_>, raw: Raw<'_>, kind: Option<Raw<'_>>) -> Option<Form> {
    let name = raw.child_by_field_name("name")?;
    let word = reader.word(name);
    let class = class(reader, kind);
    let own = named(raw).into_iter().find(|part| *part != name && Some(*part) != kind && part.kind() != "modifier");
    let value = match own {
        // `PayRequest request = new();` takes the class that is declared.
        Some(value) if value.kind() == "implicit_object_creation_expression" => {
            let at = (value.start_byte(), value.end_byte());
            let class = kind.map(|kind| reader.boxed(kind))?;
            creation(reader, value, class).map(|form| Box::new(Node { at, form }))
        }
        Some(value) => Some(reader.boxed(value)),
        None => None,
    };
    Some(Form::Declare { name: word, class, value })
}

fn class(reader: &mut Reader<'_>, kind: Option<Raw<'_>>) -> Option<Box<Node>> {
    kind.filter(|kind| kind.kind() != "implicit_type").map(|kind| reader.boxed(kind))
}

fn using(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let path = named(raw)
        .into_iter()
        .rfind(|part| matches!(part.kind(), "qualified_name" | "identifier" | "alias_qualified_name"))?;
    let module = reader.word(path);
    let alias = reader.field_word(raw, "name").map(|alias| (alias, module.clone()));
    let all = alias.is_none();
    let at = (raw.start_byte(), raw.end_byte());
    let module = Box::new(Node { at, form: Form::Text(module) });
    Some(Form::Import(Import { module, names: Vec::new(), alias, all }))
}
