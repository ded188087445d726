//! The contract as JSON.

use amazon_fps::contract::{self, ErrorInfo, FieldInfo, OperationInfo, Presence, ServiceInfo, TypeInfo, TypeKind};
use amazon_fps::wire::Length;
use serde::Serialize;

use super::Selection;

#[derive(Serialize)]
pub struct Document {
    service: &'static str,
    version: &'static str,
    versions: &'static [&'static str],
    namespace: String,
    operations: Vec<Operation>,
    types: Vec<Type>,
    errors: Vec<Error>,
}

#[derive(Serialize)]
struct Operation {
    name: &'static str,
    since: &'static str,
    documentation: &'static str,
    effect: &'static str,
    idempotent_by: Option<&'static str>,
    signed: bool,
    /// How often it may be called, by environment.
    quotas: Vec<Quota>,
    request: Vec<Field>,
    response: Vec<Field>,
    errors: &'static [&'static str],
}

/// A bucket of `most` calls, into which `restored` come back every so many seconds.
#[derive(Serialize)]
struct Quota {
    environment: &'static str,
    most: u32,
    restored: u32,
    every_seconds: u32,
}

#[derive(Serialize)]
struct Type {
    name: &'static str,
    documentation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Vec<Field>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<Value>>,
}

#[derive(Serialize)]
struct Value {
    value: &'static str,
    documentation: &'static str,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    type_: &'static str,
    required: bool,
    /// The condition under which a field is required that otherwise isn't.
    required_if: Option<&'static str>,
    list: bool,
    max_length: Option<usize>,
    /// What the length counts: `characters` or `bytes` of UTF-8.
    length_unit: Option<&'static str>,
    /// The characters that a text is made of, as in `A-Z 0-9 _`.
    characters: Option<&'static str>,
    default: Option<&'static str>,
    minimum: Option<&'static str>,
    maximum: Option<&'static str>,
    /// What a number is a multiple of.
    step: Option<u32>,
    since: Option<&'static str>,
    documentation: &'static str,
}

#[derive(Serialize)]
struct Error {
    code: &'static str,
    retriable: Option<bool>,
    repeat: &'static str,
    http_status: u16,
    /// Whether a document or a recorded answer confirms the status.
    status_verified: bool,
    meaning: &'static str,
    customer_message: Option<&'static str>,
    operations: &'static [&'static str],
    /// How to get it from the sandbox.
    provoke: Option<&'static str>,
}

impl Document {
    pub fn of(service: &ServiceInfo, selection: &Selection) -> Self {
        let version = service.versions.last().copied().unwrap_or_default();
        Self {
            service: service.name,
            version,
            versions: service.versions,
            namespace: service.namespace_of(version),
            operations: selection.operations.iter().map(|operation| Operation::of(operation)).collect(),
            types: selection.types.iter().map(|type_| Type::of(type_)).collect(),
            errors: selection.errors.iter().map(|error| Error::of(error)).collect(),
        }
    }
}

impl Operation {
    fn of(operation: &OperationInfo) -> Self {
        Self {
            name: operation.name,
            since: operation.since,
            documentation: operation.documentation,
            effect: operation.effect.as_str(),
            idempotent_by: operation.idempotent_by,
            signed: operation.signed,
            quotas: operation.quotas.iter().map(Quota::of).collect(),
            request: operation.request_fields.iter().map(Field::of).collect(),
            response: operation.result_fields.iter().map(Field::of).collect(),
            errors: operation.errors,
        }
    }
}

impl Quota {
    fn of(quota: &contract::Quota) -> Self {
        let contract::Quota { environment, most, restored, every_seconds } = *quota;
        Self { environment, most, restored, every_seconds }
    }
}

impl Type {
    fn of(type_: &TypeInfo) -> Self {
        let (fields, values) = match type_.kind {
            TypeKind::Fields(fields) => (Some(fields.iter().map(Field::of).collect()), None),
            TypeKind::Values(values) => {
                (None, Some(values.iter().map(|(value, documentation)| Value { value, documentation }).collect()))
            }
            _ => (None, None),
        };
        Self { name: type_.name, documentation: type_.documentation, fields, values }
    }
}

impl Field {
    fn of(field: &FieldInfo) -> Self {
        let (max_length, length_unit) = match field.longest {
            Some(Length::Characters(most)) => (Some(most), Some("characters")),
            Some(Length::Bytes(most)) => (Some(most), Some("bytes")),
            _ => (None, None),
        };
        Self {
            name: field.name,
            type_: field.type_name,
            required: field.presence == Presence::Required,
            required_if: field.condition,
            list: field.list,
            max_length,
            length_unit,
            characters: field.characters,
            default: field.default,
            minimum: field.minimum,
            maximum: field.maximum,
            step: field.step,
            since: field.since,
            documentation: field.documentation,
        }
    }
}

impl Error {
    fn of(error: &ErrorInfo) -> Self {
        Self {
            code: error.code,
            retriable: error.retriable,
            repeat: error.repeat.as_str(),
            http_status: error.http_status,
            status_verified: error.status_verified,
            meaning: error.meaning,
            customer_message: error.customer_message,
            operations: error.operations,
            provoke: error.provoke,
        }
    }
}
