//! Requests, results, and what they are made of.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::super::model::*;
use super::super::names::{ident, lower, upper};
use super::text::{doc, plain};
use super::{Module, checks, reader, request_type, result_type, variant};

pub fn add(module: &mut Module, service: &Service, type_: &Type) {
    let operation = service.operation_of(type_);
    let name = ident(&upper(&type_.name));
    let fields = match &type_.body {
        Body::Fields(fields) => fields,
        Body::Values(values) => {
            let values = values.iter().map(|value| (value.text.as_str(), value.documentation.as_str()));
            return module.open_enum(&name.to_string(), &plain(&type_.documentation), values);
        }
    };
    let about = match operation {
        Some(operation) => doc(&request_about(operation, type_)),
        None => doc(&plain(&type_.documentation)),
    };
    let declared = fields.iter().map(|field| {
        let about = doc(&field_about(field));
        let name = field_ident(field);
        let holds = match (value_type(service, field), service.count(type_, field)) {
            (value, Count::Once) => value,
            (value, Count::Perhaps) => quote! { Option<#value> },
            (value, Count::Many) => quote! { Vec<#value> },
        };
        quote! { #about pub #name: #holds, }
    });
    let can_be_empty = !fields.iter().any(|field| service.count(type_, field) == Count::Once);
    let default = can_be_empty.then(|| quote! { Default, });
    module.items(quote! {
        #about
        #[derive(Clone, Debug, #default PartialEq, Eq)]
        pub struct #name { #(#declared)* }
    });
    shape(module, service, &name, type_);
    match operation {
        Some(operation) => {
            module.items(builder(service, &name, type_, "request"));
            module.items(request(service, operation, type_));
        }
        None if type_.in_requests => {
            if !can_be_empty {
                module.items(builder(service, &name, type_, "value"));
            }
            module.items(checks::nested(service, &name, type_));
        }
        None => {}
    }
}

/// What an operation without a result answers.
pub fn add_empty_result(module: &mut Module, operation: &Operation) {
    if operation.result.is_some() {
        return;
    }
    let name = result_type(operation);
    let about = doc(&format!("The answer to [`Operation::{}`]: that it was carried out.", variant(operation)));
    module.items(quote! {
        #about
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct #name {}
    });
    module.text(&format!("crate::wire::shape! {{\n    {name} {{}}\n}}\n"));
}

/// The type of a value of the field, as Rust has it.
pub fn value_type(service: &Service, field: &Field) -> TokenStream {
    match &service.wrapped(field).unwrap_or(field).holds {
        Holds::Text => quote! { String },
        Holds::Id(name) => {
            let name = ident(name);
            quote! { #name }
        }
        Holds::Int => quote! { i32 },
        Holds::Long => quote! { i64 },
        Holds::Bool => quote! { bool },
        Holds::Decimal => quote! { Decimal },
        Holds::DateTime => quote! { DateTime<Utc> },
        Holds::Named(name) => {
            let native = service.type_(name).and_then(|type_| type_.native.clone());
            let name = ident(&native.unwrap_or_else(|| upper(name)));
            quote! { #name }
        }
    }
}

pub fn field_ident(field: &Field) -> Ident {
    ident(&lower(&field.name))
}

fn request_about(operation: &Operation, type_: &Type) -> String {
    let always = type_.fields().iter().filter(|field| is_parameter(field)).map(|field| format!("`{}`", field.name));
    let mut required = vec![always.collect::<Vec<_>>().join(", ")];
    for field in type_.fields() {
        if let Some(when) = &field.rules.when {
            required.push(format!("`{}` when {}", field.name, plain(when)));
        }
    }
    required.retain(|part| !part.is_empty());
    let required = match required.is_empty() {
        true => String::from("Nothing is required."),
        false => format!("Required: {}.", required.join("; ")),
    };
    let about = plain(&type_.documentation);
    format!("{about}\n\nThe request of [`Operation::{}`]. {required}", variant(operation))
}

fn field_about(field: &Field) -> String {
    let mut about = plain(&field.documentation);
    if let Some(since) = &field.rules.since {
        about += &format!(" From version {since} on.");
    }
    about
}

fn shape(module: &mut Module, service: &Service, name: &Ident, type_: &Type) {
    let mut text = format!("crate::wire::shape! {{\n    {name} {{");
    for field in type_.fields() {
        let rust_name = field_ident(field);
        text += &match service.wrapped(field) {
            Some(item) => {
                let reader = if type_.count(field) == Count::Once { "enclosed" } else { "wrapped" };
                format!("\n        {rust_name}: {reader} {:?} / {:?},", field.name, item.name)
            }
            None => format!("\n        {rust_name}: {} {:?},", reader(type_.count(field)), field.name),
        };
    }
    text += if type_.fields().is_empty() { "}\n}\n" } else { "\n    }\n}\n" };
    module.text(&text);
}

/// Whether a request can't be made without the field.
fn is_parameter(field: &Field) -> bool {
    field.rules.presence == Some(Presence::Required)
}

/// `new` with what is required, and a method a field for the rest.
fn builder(service: &Service, name: &Ident, type_: &Type, what: &str) -> TokenStream {
    let mut parameters = Vec::new();
    let mut given = Vec::new();
    let mut setters = Vec::new();
    for field in type_.fields() {
        let name = field_ident(field);
        let value = value_type(service, field);
        let values = service.wrapped(field).unwrap_or(field);
        let (parameter, taken) = match (values.is_list(), values.is_text()) {
            (true, true) => (
                quote! { impl IntoIterator<Item = impl Into<#value>> },
                Some(quote! { #name.into_iter().map(Into::into).collect() }),
            ),
            (true, false) => {
                (quote! { impl IntoIterator<Item = #value> }, Some(quote! { #name.into_iter().collect() }))
            }
            (false, true) => (quote! { impl Into<#value> }, Some(quote! { #name.into() })),
            (false, false) => (value, None),
        };
        if is_parameter(field) || service.count(type_, field) == Count::Once {
            parameters.push(quote! { #name: #parameter });
            let optional_in_answers = service.count(type_, field) == Count::Perhaps;
            given.push(match (taken, optional_in_answers) {
                (Some(taken), false) => quote! { #name: #taken },
                (Some(taken), true) => quote! { #name: Some(#taken) },
                (None, false) => quote! { #name },
                (None, true) => quote! { #name: Some(#name) },
            });
            continue;
        }
        let taken = taken.unwrap_or_else(|| quote! { #name });
        let (nothing, taken) = match values.is_list() {
            true => (quote! { Vec::new() }, taken),
            false => (quote! { None }, quote! { Some(#taken) }),
        };
        given.push(quote! { #name: #nothing });
        let about = doc(&format!("Sets `{}`. {}", field.name, field_about(field)));
        setters.push(quote! {
            #about
            pub fn #name(mut self, #name: #parameter) -> Self {
                self.#name = #taken;
                self
            }
        });
    }
    let about = match parameters.is_empty() {
        true => doc(&format!("The {what}, with nothing set.")),
        false => doc(&format!("The {what} with what is required of it.")),
    };
    // As many as the linter lets pass.
    let allowed = (parameters.len() > 7).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    quote! {
        impl #name {
            #about
            #allowed
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#given),* }
            }

            #(#setters)*
        }
    }
}

fn request(service: &Service, operation: &Operation, type_: &Type) -> TokenStream {
    let name = request_type(operation);
    let result = result_type(operation);
    let variant = variant(operation);
    let checks = checks::request(service, type_);
    let version = if checks.is_empty() { ident("_version") } else { ident("version") };
    let key = idempotency_key(operation, type_);
    quote! {
        impl crate::wire::Request for #name {
            type Result = #result;

            const OPERATION: &'static crate::contract::OperationInfo = &SERVICE.operations[Operation::#variant as usize];

            fn check(&self, #version: &'static str) -> Result<(), crate::wire::Invalid> {
                #checks
                Ok(())
            }

            fn idempotency_key(&self) -> Option<&str> {
                #key
            }
        }
    }
}

fn idempotency_key(operation: &Operation, type_: &Type) -> TokenStream {
    let Some(field) = operation.idempotent_by.as_ref().and_then(|name| type_.field(name)) else {
        return quote! { None };
    };
    let name = field_ident(field);
    match (type_.count(field), &field.holds) {
        (Count::Once, _) => quote! { Some(self.#name.as_str()) },
        (_, Holds::Text) => quote! { self.#name.as_deref().filter(|key| !key.trim().is_empty()) },
        _ => quote! { self.#name.as_ref().map(|key| key.as_str()).filter(|key| !key.trim().is_empty()) },
    }
}
