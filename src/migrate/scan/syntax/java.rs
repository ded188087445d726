//! Java.

use super::{Argument, ClassKind, Form, Import, Node, Raw, Reader, first_of, named, of_kind, unnamed};

pub(super) fn form(reader: &mut Reader<'_>, raw: Raw<'_>) -> Option<Form> {
    match raw.kind() {
        "identifier" | "type_identifier" | "scoped_type_identifier" | "scoped_identifier" => {
            Some(Form::Name(reader.word(raw)))
        }
        "generic_type" => Some(reader.read(*named(raw).first()?).form),
        "this" | "super" => Some(Form::Name("this".to_owned())),
        "parenthesized_expression" if named(raw).len() == 1 => Some(reader.read(named(raw)[0]).form),
        "string_literal" => {
            reader.string(raw, &["string_fragment", "multiline_string_fragment", "escape_sequence"], &[])
        }
        "binary_expression" => reader.binary(raw, &["+"]),
        "field_access" => {
            let of = reader.part(raw, "object")?;
            Some(Form::Member(of, reader.field_word(raw, "field")?))
        }
        "array_access" => {
            let of = reader.part(raw, "array")?;
            Some(Form::Computed(of, reader.part(raw, "index")?))
        }
        "method_invocation" => {
            let name = raw.child_by_field_name("name")?;
            let word = reader.word(name);
            let at = (raw.start_byte(), name.end_byte());
            let of = match reader.part(raw, "object") {
                Some(of) => Form::Member(of, word),
                None => Form::Name(word),
            };
            let arguments = arguments(reader, raw);
            Some(Form::Call { of: Box::new(Node { at, form: of }), arguments })
        }
        "object_creation_expression" => {
            let class = reader.part(raw, "type")?;
            let arguments = arguments(reader, raw);
            let body = first_of(raw, &["class_body"]).map(|body| reader.inside(body)).unwrap_or_default();
            Some(Form::New { class, arguments, body })
        }
        "assignment_expression" => {
            let adds = reader.field_word(raw, "operator").is_some_and(|operator| operator != "=");
            let target = reader.part(raw, "left")?;
            let value = reader.part(raw, "right")?;
            Some(Form::Assign { target, value, adds })
        }
        "field_declaration" | "local_variable_declaration" | "constant_declaration" => {
            let class = raw.child_by_field_name("type")?;
            let mut found = Vec::new();
            for one in of_kind(raw, "variable_declarator") {
                let declared = declare(reader, one, Some(class));
                found.extend(declared.map(|form| Node { at: (one.start_byte(), one.end_byte()), form }));
            }
            Some(Form::Group(found))
        }
        "resource" | "formal_parameter" => declare(reader, raw, raw.child_by_field_name("type")),
        "enhanced_for_statement" => {
            let declared = declare(reader, raw, raw.child_by_field_name("type"))?;
            let at = (raw.start_byte(), raw.end_byte());
            let body = reader.part(raw, "body").map(|body| *body);
            Some(Form::Group(std::iter::once(Node { at, form: declared }).chain(body).collect()))
        }
        "cast_expression" => {
            let class = reader.part(raw, "type")?;
            Some(Form::Cast { class, value: reader.part(raw, "value")? })
        }
        "return_statement" => Some(Form::Return(reader.boxed(*named(raw).first()?))),
        "class_declaration" | "interface_declaration" | "enum_declaration" => {
            let name = reader.field_word(raw, "name")?;
            let mut bases = Vec::new();
            for part in named(raw) {
                match part.kind() {
                    "superclass" => bases.extend(reader.inside(part)),
                    "super_interfaces" | "extends_interfaces" => {
                        for list in of_kind(part, "type_list") {
                            bases.extend(reader.inside(list));
                        }
                    }
                    _ => {}
                }
            }
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Class { name, bases, body, kind: ClassKind::Class })
        }
        "method_declaration" | "constructor_declaration" | "lambda_expression" => {
            let name = reader.field_word(raw, "name");
            let gives = reader.part(raw, "type");
            let parameters = match raw.child_by_field_name("parameters") {
                Some(one) if one.kind() == "identifier" => vec![untyped(reader, one)],
                Some(several) if several.kind() == "inferred_parameters" => {
                    named(several).into_iter().map(|one| untyped(reader, one)).collect()
                }
                several => reader.body(several),
            };
            let body = match raw.child_by_field_name("body") {
                Some(body) if matches!(body.kind(), "block" | "constructor_body") => reader.inside(body),
                Some(body) => vec![reader.read(body)],
                None => Vec::new(),
            };
            Some(Form::Function { name, parameters, gives, body })
        }
        "catch_clause" => {
            let kind =
                first_of(raw, &["catch_formal_parameter"]).and_then(|parameter| first_of(parameter, &["catch_type"]));
            let classes = reader.body(kind);
            let body = reader.body(raw.child_by_field_name("body"));
            Some(Form::Catch { classes, body })
        }
        "package_declaration" => {
            let name = first_of(raw, &["scoped_identifier", "identifier"])?;
            let name = reader.word(name);
            Some(Form::Class { name, bases: Vec::new(), body: Vec::new(), kind: ClassKind::Space })
        }
        "import_declaration" => {
            let path = first_of(raw, &["scoped_identifier", "identifier"])?;
            let at = (raw.start_byte(), raw.end_byte());
            let all = first_of(raw, &["asterisk"]).is_some();
            let module = reader.word(path);
            let own = module.rsplit('.').next().unwrap_or(&module).to_owned();
            let alias = (!all).then(|| (own, module.clone()));
            let module = Box::new(Node { at, form: Form::Text(module) });
            Some(Form::Import(Import { module, names: Vec::new(), alias, all }))
        }
        _ => reader.group(raw),
    }
}

fn arguments(reader: &mut Reader<'_>, raw: Raw<'_>) -> Vec<Argument> {
    unnamed(reader.body(raw.child_by_field_name("arguments")))
}

fn declare(reader: &mut Reader<'_>, raw: Raw<'_>, class: Option<Raw<'_>>) -> Option<Form> {
    let name = reader.field_word(raw, "name")?;
    let class = class.filter(|class| reader.text[class.byte_range()] != *"var").map(|class| reader.boxed(class));
    let value = reader.part(raw, "value");
    Some(Form::Declare { name, class, value })
}

fn untyped(reader: &mut Reader<'_>, raw: Raw<'_>) -> Node {
    let form = Form::Declare { name: reader.word(raw), class: None, value: None };
    Node { at: (raw.start_byte(), raw.end_byte()), form }
}
