//! Two names of the contract must not become one name of Rust.

use std::collections::BTreeMap;

use super::super::model::*;
use super::super::{Place, Problem, names};

/// What generated code says without a path, or declares for each service.
const TAKEN_TYPES: [&str; 22] = [
    "ApiVersion",
    "AsRef",
    "Box",
    "Client",
    "DateTime",
    "Decimal",
    "Default",
    "ErrorCode",
    "From",
    "Future",
    "Into",
    "IntoIterator",
    "Operation",
    "Option",
    "Result",
    "Send",
    "Server",
    "Service",
    "String",
    "Sync",
    "Utc",
    "Vec",
];

/// The value of every open enumeration that the contract doesn't have.
const TAKEN_VALUES: [&str; 1] = ["Other"];

/// The constructor of requests.
const TAKEN_SETTERS: [&str; 1] = ["New"];

/// The methods that calls go through.
const TAKEN_METHODS: [&str; 3] = ["Call", "CallDecoded", "CallOperation"];

pub fn check(service: &Service) -> Result<(), Problem> {
    let mut operations = Scope::new("operation", &TAKEN_METHODS);
    for operation in &service.operations {
        operations.add(&operation.name, &operation.place)?;
    }
    check_types(service)?;
    let mut errors = Scope::new("error code", &TAKEN_VALUES);
    for error in &service.errors {
        errors.add(&error.code, &error.place)?;
    }
    for type_ in &service.types {
        let taken: &[&str] = if service.operation_of(type_).is_some() { &TAKEN_SETTERS } else { &[] };
        let mut fields = Scope::new("field", taken);
        for field in type_.fields() {
            fields.add(&field.name, &field.place)?;
        }
        let mut values = Scope::new("value", &TAKEN_VALUES);
        for value in type_.values() {
            values.add(&value.text, &value.place)?;
        }
    }
    Ok(())
}

fn check_types(service: &Service) -> Result<(), Problem> {
    let ids = service.types.iter().flat_map(Type::fields).filter_map(|field| match &field.holds {
        Holds::Id(name) => Some(name.as_str()),
        _ => None,
    });
    let natives = service.types.iter().filter_map(|type_| type_.native.as_deref());
    let taken = TAKEN_TYPES.into_iter().chain(ids).chain(natives).collect::<Vec<_>>();
    let mut types = Scope::new("type", &taken);
    for type_ in service.types.iter().filter(|type_| type_.native.is_none()) {
        types.add(&type_.name, &type_.place)?;
    }
    for operation in service.operations.iter().filter(|operation| operation.result.is_none()) {
        let name = operation.result_name();
        if types.seen.contains_key(&names::upper(&name)) {
            return Err(operation.place.problem(
                format!("{} has no result and gets the type {name}, which the schema has as well", operation.name),
                "rename that of the schema",
            ));
        }
    }
    Ok(())
}

/// Names of one kind that stand side by side in Rust.
struct Scope<'t> {
    kind: &'static str,
    taken: &'t [&'t str],
    /// The names of the contract, by their names in Rust.
    seen: BTreeMap<String, String>,
}

impl<'t> Scope<'t> {
    fn new(kind: &'static str, taken: &'t [&'t str]) -> Self {
        Self { kind, taken, seen: BTreeMap::new() }
    }

    /// Two names that differ as types differ as fields too: both are made of the same words.
    fn add(&mut self, name: &str, place: &Place) -> Result<(), Problem> {
        if !names::is_name(name) {
            return Err(place.problem(
                format!("the {} '{name}' can have no name in Rust", self.kind),
                "use letters, digits, _, - and ., with a letter first",
            ));
        }
        let in_rust = names::upper(name);
        if self.taken.contains(&in_rust.as_str()) {
            return Err(place.problem(
                format!("the {} {name} would have a name that generated code uses already", self.kind),
                "rename it",
            ));
        }
        match self.seen.insert(in_rust, name.to_owned()) {
            Some(other) if other == name => {
                Err(place.problem(format!("there is another {} {name}", self.kind), "leave one of them"))
            }
            Some(other) => Err(place.problem(
                format!("the {}s {other} and {name} would have the same name in Rust", self.kind),
                "rename one of them",
            )),
            None => Ok(()),
        }
    }
}
