//! What a contract must fulfil as a whole, beyond each part being understood.

mod fields;
mod identifiers;

use super::model::*;
use super::{Place, Problem};

pub fn service(service: &Service) -> Result<(), Problem> {
    check_service(service)?;
    identifiers::check(service)?;
    for type_ in &service.types {
        check_type(service, type_)?;
        for field in type_.fields() {
            fields::check(service, type_, field)?;
        }
    }
    for operation in &service.operations {
        check_operation(service, operation)?;
    }
    Ok(())
}

fn check_service(service: &Service) -> Result<(), Problem> {
    documented(&service.documentation, "the service", &service.place)?;
    for version in &service.versions {
        let shape = version.bytes().map(|byte| if byte.is_ascii_digit() { b'9' } else { byte });
        if !shape.eq(*b"9999-99-99") {
            return Err(service
                .place
                .problem(format!("'{version}' is no version"), "write versions as dates: 2010-08-28"));
        }
    }
    if !service.versions.is_sorted_by(|older, newer| older < newer) {
        return Err(service.place.problem("the versions are not in order", "write each once, the oldest first"));
    }
    Ok(())
}

fn check_type(service: &Service, type_: &Type) -> Result<(), Problem> {
    documented(&type_.documentation, &type_.name, &type_.place)?;
    if let Some(any) = &type_.any {
        return Err(any.problem(
            format!("{} lets in elements of any kind, which no type of Rust holds", type_.name),
            "say which elements there are",
        ));
    }
    let is_native_struct = type_.native.is_some() && matches!(type_.body, Body::Fields(_));
    if is_native_struct && type_.in_requests && !is_amount(service, type_) {
        return Err(type_.place.problem(
            format!("the hand-written type {} stands in requests, which can check amounts only", type_.name),
            "let it hold a value and an enumeration of currencies, or have it generated",
        ));
    }
    match &type_.body {
        Body::Values(values) if values.is_empty() => {
            Err(type_.place.problem(format!("{} has no value", type_.name), "list its values"))
        }
        Body::Values(values) => {
            values.iter().try_for_each(|value| documented(&value.documentation, &value.text, &value.place))
        }
        Body::Fields(_) => check_size(service, type_, type_, &mut Vec::new()),
    }
}

/// Two fields, of which one has an enumeration: the currencies.
fn is_amount(service: &Service, type_: &Type) -> bool {
    let is_enumeration =
        |field: &&Field| service.type_of(field).is_some_and(|type_| matches!(type_.body, Body::Values(_)));
    type_.fields().len() == 2 && type_.fields().iter().filter(is_enumeration).count() == 1
}

/// A type that holds itself needs a list in between, or it would have no size.
fn check_size<'s>(service: &'s Service, whole: &Type, part: &'s Type, seen: &mut Vec<&'s str>) -> Result<(), Problem> {
    for field in part.fields().iter().filter(|field| !field.is_list()) {
        let Some(held) = service.type_of(field).filter(|held| held.native.is_none()) else { continue };
        if held.name == whole.name {
            return Err(field
                .place
                .problem(format!("{} holds itself, by its field {}", whole.name, field.name), "hold a list of it"));
        }
        if !seen.contains(&held.name.as_str()) {
            seen.push(&held.name);
            check_size(service, whole, held, seen)?;
        }
    }
    Ok(())
}

fn check_operation(service: &Service, operation: &Operation) -> Result<(), Problem> {
    let place = &operation.place;
    documented(&operation.documentation, &operation.name, place)?;
    known_version(service, &operation.since, &operation.annotation)?;
    if let Some(request) = service.type_(&operation.request) {
        check_request(service, operation, request)?;
    }
    if let Some((_, result)) = &operation.result {
        let is_struct = |type_: &Type| matches!(type_.body, Body::Fields(_)) && type_.native.is_none();
        if !service.type_(result).is_some_and(is_struct) {
            return Err(place.problem(
                format!("the result {result} of {} has no fields of its own", operation.name),
                "let it be a complex type that the generator writes",
            ));
        }
    }
    Ok(())
}

fn check_request(service: &Service, operation: &Operation, request: &Type) -> Result<(), Problem> {
    let Operation { name, annotation, .. } = operation;
    if matches!(request.body, Body::Values(_)) || request.native.is_some() || !request.name.ends_with("Request") {
        return Err(request.place.problem(
            format!("the request type {} of {name} is not like one", request.name),
            "let it be a complex type whose name ends with Request",
        ));
    }
    let is_shared = service.operations.iter().filter(|other| other.request == request.name).count() > 1;
    if is_shared || service.is_held(request) || request.in_answers {
        return Err(request
            .place
            .problem(format!("{} is more than the request of {name}", request.name), "give it a type of its own"));
    }
    for field in request.fields() {
        let newer = field.rules.since.as_ref().is_some_and(|since| *since > operation.since);
        if newer && field.rules.presence == Some(Presence::Required) {
            return Err(field.place.problem(
                format!("{} is required, and the first version of {name} doesn't have it", field.name),
                "say on what it depends, with use=\"conditional\"",
            ));
        }
    }
    let Some(key) = &operation.idempotent_by else { return Ok(()) };
    match request.field(key) {
        Some(field) if field.is_text() && !field.is_list() => Ok(()),
        Some(_) => Err(annotation.problem(format!("{key} can't make a repeat safe"), "name a field that holds a text")),
        None => {
            Err(annotation
                .problem(format!("there is no field {key} in {}", request.name), "name a field of the request"))
        }
    }
}

fn known_version(service: &Service, version: &String, place: &Place) -> Result<(), Problem> {
    match service.versions.contains(version) {
        true => Ok(()),
        false => Err(place.problem(
            format!("'{version}' is no version of {}", service.title),
            format!("write {}", service.versions.join(" or ")),
        )),
    }
}

fn documented(text: &str, name: &str, place: &Place) -> Result<(), Problem> {
    match text.is_empty() {
        true => Err(place.problem(format!("{name} is not documented"), "say what it is")),
        false => Ok(()),
    }
}
