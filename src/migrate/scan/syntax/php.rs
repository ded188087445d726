//! PHP.

use super::{Argument, ClassKind, Form, Import, Node, Raw, Reader, first_of, named, of_kind};

pub(super) fn form(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    match raw.kind() {
        "variable_name" => {
            let name = reader.word(raw).trim_start_matches('$').to_owned();
            Some(if name == "this" { Form::Name(name) } else { Form::Variable(name) })
        }
        "relative_scope" => Some(Form::Name("this".to_owned())),
        "name" | "qualified_name" | "namespace_name" | "primitive_type" => Some(Form::Name(reader.word(raw))),
        "named_type" | "optional_type" | "parenthesized_expression" | "argument" if named(raw).len() == 1 => {
            Some(reader.read(named(raw)[0]).form)
        }
        "string" | "encapsed_string" => reader.string(raw, &["string_content", "escape_sequence"], &[]),
        "heredoc" | "nowdoc" => {
            let value = raw.child_by_field_name("value");
            match value {
                Some(value) => reader.string(value, &["string_content", "escape_sequence", "nowdoc_string"], &[]),
                None => Some(Form::Text(String::new())),
            }
        }
        "member_access_expression" | "nullsafe_member_access_expression" => member(reader, raw, "object"),
        "scoped_property_access_expression" => {
            let of = reader.part(raw, "scope")?;
            let name = reader.field_word(raw, "name")?.trim_start_matches('$').to_owned();
            Some(Form::Member(of, name))
        }
        "class_constant_access_expression" => {
            let parts = named(raw);
            let of = reader.boxed(*parts.first()?);
            Some(Form::Member(of, reader.word(*parts.last()?)))
        }
        "member_call_expression" | "nullsafe_member_call_expression" => {
            let form = member(reader, raw, "object")?;
            call(reader, raw, form)
        }
        "scoped_call_expression" => {
            let form = member(reader, raw, "scope")?;
            call(reader, raw, form)
        }
        "function_call_expression" => function_call(reader, raw),
        "object_creation_expression" => creation(reader, raw),
        "subscript_expression" => {
            let parts = named(raw);
            let of = reader.boxed(*parts.first()?);
            let key = match parts.get(1) {
                Some(key) => reader.boxed(*key),
                None => Box::new(Node { at: (raw.end_byte(), raw.end_byte()), form: Form::Group(Vec::new()) }),
            };
            Some(Form::Computed(of, key))
        }
        "binary_expression" => reader.binary(raw, &["."]),
        "assignment_expression" | "reference_assignment_expression" => assign(reader, raw, false),
        "augmented_assignment_expression" => {
            let operator = reader.field_word(raw, "operator").unwrap_or_default();
            assign(reader, raw, operator != "??=")
        }
        "property_element" => declare(reader, raw),
        "simple_parameter" | "property_promotion_parameter" => declare(reader, raw),
        "static_variable_declaration" => declare(reader, raw),
        "const_element" => {
            let parts = named(raw);
            let name = reader.word(*parts.first()?);
            let value = parts.get(1).map(|value| reader.boxed(*value));
            Some(Form::Declare { name, class: None, value })
        }
        "array_creation_expression" => array(reader, raw),
        "return_statement" => Some(Form::Return(reader.boxed(*named(raw).first()?))),
        "class_declaration" | "interface_declaration" | "trait_declaration" => {
            let name = reader.field_word(raw, "name")?;
            let mut bases = Vec::new();
            for clause in of_kind(raw, "base_clause").into_iter().chain(of_kind(raw, "class_interface_clause")) {
                bases.extend(reader.inside(clause));
            }
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Class { name, bases, body, kind: ClassKind::Class })
        }
        "function_definition" | "method_declaration" | "anonymous_function" | "arrow_function" => {
            let name = reader.field_word(raw, "name");
            let parameters = reader.body(raw.child_by_field_name("parameters"));
            let gives = reader.part(raw, "return_type");
            let body = match raw.child_by_field_name("body") {
                Some(body) if body.kind() == "compound_statement" => reader.inside(body),
                Some(body) => {
                    let value = reader.boxed(body);
                    vec![Node { at: value.at, form: Form::Return(value) }]
                }
                None => Vec::new(),
            };
            Some(Form::Function { name, parameters, gives, body })
        }
        "catch_clause" => {
            let classes = reader.body(raw.child_by_field_name("type"));
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Catch { classes, body })
        }
        "require_expression" | "require_once_expression" | "include_expression" | "include_once_expression" => {
            let module = reader.boxed(*named(raw).first()?);
            Some(Form::Import(Import { module, names: Vec::new(), alias: None, all: false }))
        }
        "namespace_use_declaration" => uses(reader, raw),
        _ => reader.group(raw),
    }
}

fn member(reader: &mut Reader<'_>, raw: Raw<'_>, object: &str) -> Option<Form> {
    let of = reader.part(raw, object)?;
    let name = raw.child_by_field_name("name")?;
    Some(match name.kind() {
        "name" => Form::Member(of, reader.word(name)),
        _ => Form::Computed(of, reader.boxed(name)),
    })
}

fn call(reader: &mut Reader<'_>, raw: Raw<'_>, of: Form) -> Option<Form> {
    let name = raw.child_by_field_name("name")?;
    let at = (raw.start_byte(), name.end_byte());
    let arguments = arguments(reader, raw.child_by_field_name("arguments"));
    Some(Form::Call { of: Box::new(Node { at, form: of }), arguments })
}

/// `define` names a constant, and `call_user_func` calls what its first argument names.
fn function_call(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let function = raw.child_by_field_name("function")?;
    let mut arguments = arguments(reader, raw.child_by_field_name("arguments"));
    let word = reader.word(function);
    if word == "define"
        && arguments.len() >= 2
        && let Form::Text(name) = &arguments[0].value.form
    {
        let name = name.clone();
        let value = Some(Box::new(arguments.swap_remove(1).value));
        return Some(Form::Declare { name, class: None, value });
    }
    if matches!(word.as_str(), "call_user_func" | "call_user_func_array")
        && let Some(Argument { value: Node { at, form: Form::List(_) }, .. }) = arguments.first()
    {
        let at = *at;
        if let Form::List(mut parts) = arguments.remove(0).value.form {
            if parts.len() == 2 {
                let (name, of) = (parts.pop()?, parts.pop()?);
                let of = Node { at, form: Form::Computed(Box::new(of), Box::new(name)) };
                return Some(Form::Call { of: Box::new(of), arguments });
            }
            arguments.insert(0, Argument { name: None, value: Node { at, form: Form::List(parts) } });
        }
    }
    let of = reader.boxed(function);
    Some(Form::Call { of, arguments })
}

fn arguments(reader: &mut Reader<'_>, raw: Option<Raw<'_>>) -> Vec<Argument> {
    let Some(raw) = raw else { return Vec::new() };
    let mut arguments = Vec::new();
    for argument in named(raw) {
        let name = reader.field_word(argument, "name").filter(|_| argument.kind() == "argument");
        let value = match named(argument).last() {
            Some(value) if argument.kind() == "argument" => reader.read(*value),
            _ => reader.read(argument),
        };
        arguments.push(Argument { name, value });
    }
    arguments
}

fn creation(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let class = first_of(
        raw,
        &[
            "name",
            "qualified_name",
            "relative_scope",
            "variable_name",
            "member_access_expression",
            "parenthesized_expression",
            "subscript_expression",
        ],
    );
    let Some(class) = class else { return reader.group(raw) };
    let class = reader.boxed(class);
    let arguments = arguments(reader, first_of(raw, &["arguments"]));
    Some(Form::New { class, arguments, body: Vec::new() })
}

fn assign(reader: &mut Reader<'_>, raw: Raw<'_>, adds: bool) -> Option<Form> {
    let target = reader.part(raw, "left")?;
    let value = reader.part(raw, "right")?;
    Some(Form::Assign { target, value, adds })
}

fn declare(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let name = reader.field_word(raw, "name")?.trim_start_matches(['$', '&']).to_owned();
    let class = reader.part(raw, "type");
    let value = reader.part(raw, "default_value").or_else(|| reader.part(raw, "value"));
    Some(Form::Declare { name, class, value })
}

fn array(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let mut pairs = Vec::new();
    let mut values = Vec::new();
    for element in named(raw) {
        let parts = if element.kind() == "array_element_initializer" { named(element) } else { vec![element] };
        match parts[..] {
            [key, value] => pairs.push((reader.read(key), reader.read(value))),
            _ => values.extend(parts.into_iter().map(|part| reader.read(part))),
        }
    }
    Some(if pairs.is_empty() { Form::List(values) } else { Form::Map(pairs) })
}

fn uses(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    let prefix = first_of(raw, &["namespace_name"]).map(|prefix| reader.word(prefix) + "\\").unwrap_or_default();
    let mut clauses = of_kind(raw, "namespace_use_clause");
    for group in of_kind(raw, "namespace_use_group") {
        clauses.extend(of_kind(group, "namespace_use_clause"));
    }
    let mut imports = Vec::new();
    for clause in clauses {
        let Some(path) = first_of(clause, &["qualified_name", "name"]) else { continue };
        let module = format!("{prefix}{}", reader.word(path));
        let own = module.rsplit('\\').next().unwrap_or(&module).to_owned();
        let alias = reader.field_word(clause, "alias").unwrap_or(own);
        let at = (clause.start_byte(), clause.end_byte());
        imports.push(Node {
            at,
            form: Form::Import(Import {
                module: Box::new(Node { at, form: Form::Text(module.clone()) }),
                names: Vec::new(),
                alias: Some((alias, module)),
                all: false,
            }),
        });
    }
    Some(Form::Group(imports))
}
