//! What a contract must fulfil as a whole, beyond each part being understood.

use std::collections::BTreeMap;

use super::model::*;
use super::names;
use super::{Place, Problem};

pub fn service(service: &Service) -> Result<(), Problem> {
    names_differ("operation", service.operations.iter().map(|operation| (&operation.name, &operation.place)))?;
    names_differ("type", service.types.iter().map(|type_| (&type_.name, &type_.place)))?;
    names_differ("error code", service.errors.iter().map(|error| (&error.code, &error.place)))?;
    for type_ in &service.types {
        if service.is_request(type_) && !type_.name.ends_with("Request") {
            return Err(type_
                .place
                .problem(format!("the request type {} doesn't end with Request", type_.name), "rename it"));
        }
        match &type_.body {
            Body::Fields(fields) => {
                names_differ("field", fields.iter().map(|field| (&field.name, &field.place)))?;
                for field in fields {
                    check_field(service, type_, field)?;
                }
            }
            Body::Values(values) => {
                names_differ("value", values.iter().map(|value| (&value.text, &value.place)))?;
                for value in values {
                    documented(&value.documentation, &value.text, &value.place)?;
                }
            }
        }
        documented(&type_.documentation, &type_.name, &type_.place)?;
    }
    for operation in &service.operations {
        check_operation(service, operation)?;
    }
    for error in &service.errors {
        documented(&error.meaning, &error.code, &error.place)?;
        for name in &error.operations {
            if !service.operations.iter().any(|operation| operation.name == *name) {
                return Err(error
                    .place
                    .problem(format!("{} lists {name}, which is no operation", error.code), "mend the list"));
            }
        }
    }
    Ok(())
}

fn check_operation(service: &Service, operation: &Operation) -> Result<(), Problem> {
    documented(&operation.documentation, &operation.name, &operation.place)?;
    known_version(service, &operation.since, &operation.place)?;
    let Some(key) = &operation.idempotent_by else { return Ok(()) };
    let fields = service.type_(&operation.request).map(Type::fields).unwrap_or_default();
    match fields.iter().find(|field| field.name == *key) {
        Some(Field { holds: Holds::Id(_) | Holds::Text, many: false, .. }) => Ok(()),
        Some(_) => {
            Err(operation.place.problem(format!("{key} can't make a repeat safe"), "name a field that holds a text"))
        }
        None => Err(operation
            .place
            .problem(format!("there is no field {key} in {}", operation.request), "name a field of the request")),
    }
}

fn check_field(service: &Service, type_: &Type, field: &Field) -> Result<(), Problem> {
    documented(&field.documentation, &format!("{}.{}", type_.name, field.name), &field.place)?;
    let rules = &field.rules;
    if let Some(since) = &rules.since {
        known_version(service, since, &field.place)?;
    }
    if service.is_request(type_) && rules.presence.is_none() && !field.many {
        return Err(field
            .place
            .problem(format!("nothing says whether the service requires {}", field.name), "give its <c:field> a use"));
    }
    if (rules.presence == Some(Presence::Conditional)) != rules.when.is_some() {
        return Err(field.place.problem(
            format!("{} has a condition and no use for it, or the other way round", field.name),
            "give use=\"conditional\" and when=\"…\" together",
        ));
    }
    for name in [&rules.unless, &rules.with].into_iter().flatten() {
        if !type_.fields().iter().any(|other| other.name == *name) {
            return Err(field.place.problem(
                format!("the condition names {name}, which is no field of {}", type_.name),
                "name one that is",
            ));
        }
    }
    if let Some((path, _)) = &rules.if_equal {
        resolve(service, type_, path).map_err(|what| field.place.problem(what, "name a field by its path"))?;
    }
    for bound in [&rules.minimum, &rules.maximum].into_iter().flatten() {
        let numeric = matches!(field.holds, Holds::Int | Holds::Long | Holds::Decimal) || is_native(service, field);
        if !numeric || !bound.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-')) {
            return Err(field
                .place
                .problem(format!("{bound} bounds no number"), "bound fields that hold numbers, with numbers"));
        }
    }
    Ok(())
}

fn is_native(service: &Service, field: &Field) -> bool {
    matches!(&field.holds, Holds::Named(name) if service.type_(name).is_some_and(|type_| type_.native.is_some()))
}

fn resolve(service: &Service, type_: &Type, path: &str) -> Result<(), String> {
    let mut fields = type_.fields();
    for name in path.split('.') {
        let field = fields
            .iter()
            .find(|field| field.name == name)
            .ok_or_else(|| format!("there is no field {name} on the path {path}"))?;
        fields = match &field.holds {
            Holds::Named(name) => service.type_(name).map(Type::fields).unwrap_or_default(),
            _ => &[],
        };
    }
    Ok(())
}

fn known_version(service: &Service, version: &String, place: &Place) -> Result<(), Problem> {
    match service.versions.contains(version) {
        true => Ok(()),
        false => Err(place.problem(
            format!("{version} is no version of {}", service.title),
            format!("use {}", service.versions.join(" or ")),
        )),
    }
}

fn documented(text: &str, name: &str, place: &Place) -> Result<(), Problem> {
    match text.is_empty() {
        true => Err(place.problem(format!("{name} is not documented"), "say what it is")),
        false => Ok(()),
    }
}

/// Two names of the contract must not become one name of Rust.
fn names_differ<'n>(kind: &str, all: impl Iterator<Item = (&'n String, &'n Place)>) -> Result<(), Problem> {
    let mut seen: BTreeMap<String, &String> = BTreeMap::new();
    for (name, place) in all {
        if !names::is_name(name) {
            return Err(place.problem(
                format!("'{name}' is no name for Rust"),
                "use letters, digits, _, - and ., with a letter first",
            ));
        }
        if let Some(other) = seen.insert(names::upper(name), name) {
            return Err(place.problem(
                format!("the {kind}s {other} and {name} would have the same name in Rust"),
                "rename one of them",
            ));
        }
    }
    Ok(())
}
