//! The contract as data.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::super::model::*;
use super::checks::longest;
use super::text::{doc, plain};

pub fn service(service: &Service) -> TokenStream {
    let Service { name, title, versions, namespace, endpoint, .. } = service;
    let about = doc(&plain(&service.documentation));
    let amount_decimals = match service.amount_decimals.map(Literal::u32_unsuffixed) {
        Some(decimals) => quote! { Some(#decimals) },
        None => quote! { None },
    };
    let dates = match service.dates {
        Dates::Utc => quote! { Utc },
        Dates::Pacific => quote! { Pacific },
    };
    let operations = service.operations.iter().map(|operation| operation_info(service, operation));
    let types = service.types.iter().filter(|type_| !service.is_message(type_)).map(type_info);
    let errors = service.errors.iter().map(error_info);
    quote! {
        #about
        pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
            name: #name,
            title: #title,
            versions: &[#(#versions),*],
            namespace: #namespace,
            amount_decimals: #amount_decimals,
            dates: crate::wire::DateStyle::#dates,
            endpoint: #endpoint,
            operations: &[#(#operations),*],
            types: &[#(#types),*],
            errors: &[#(#errors),*],
        };
    }
}

fn operation_info(service: &Service, operation: &Operation) -> TokenStream {
    let Operation { name, documentation, since, signed, quick_starts, response, .. } = operation;
    let effect = match operation.effect {
        Effect::Reads => quote! { Reads },
        Effect::Changes => quote! { Changes },
        Effect::MovesMoney => quote! { MovesMoney },
    };
    let idempotent_by = option(operation.idempotent_by.as_ref());
    let result = option(operation.result.as_ref().map(|(element, _)| element));
    let request_fields = service.type_(&operation.request).map(field_infos);
    let result_fields = operation.result.as_ref().and_then(|(_, type_)| service.type_(type_)).map(field_infos);
    let errors = service.errors.iter().filter(|error| error.operations.contains(name)).map(|error| &error.code);
    let quotas = operation.quotas.iter().map(|quota| {
        let environment = &quota.environment;
        let [most, restored, every_seconds] =
            [quota.most, quota.restored, quota.every_seconds].map(Literal::u32_unsuffixed);
        quote! {
            crate::contract::Quota {
                environment: #environment,
                most: #most,
                restored: #restored,
                every_seconds: #every_seconds,
            }
        }
    });
    quote! {
        crate::contract::OperationInfo {
            name: #name,
            documentation: #documentation,
            since: #since,
            effect: crate::contract::Effect::#effect,
            idempotent_by: #idempotent_by,
            signed: #signed,
            quick_starts: &[#(#quick_starts),*],
            response: #response,
            result: #result,
            request_fields: &[#request_fields],
            result_fields: &[#result_fields],
            errors: &[#(#errors),*],
            quotas: &[#(#quotas),*],
        }
    }
}

fn type_info(type_: &Type) -> TokenStream {
    let Type { name, documentation, .. } = type_;
    let kind = match &type_.body {
        Body::Fields(_) => {
            let fields = field_infos(type_);
            quote! { Fields(&[#fields]) }
        }
        Body::Values(values) => {
            let values = values.iter().map(|Value { text, documentation, .. }| quote! { (#text, #documentation) });
            quote! { Values(&[#(#values),*]) }
        }
    };
    quote! {
        crate::contract::TypeInfo {
            name: #name,
            documentation: #documentation,
            kind: crate::contract::TypeKind::#kind,
        }
    }
}

fn field_infos(type_: &Type) -> TokenStream {
    let infos = type_.fields().iter().map(|field| field_info(type_, field));
    quote! { #(#infos),* }
}

fn field_info(type_: &Type, field: &Field) -> TokenStream {
    let Field { name, documentation, rules, .. } = field;
    let type_name = match &field.holds {
        Holds::Text | Holds::Id(_) => "string",
        Holds::Int => "int",
        Holds::Long => "long",
        Holds::Bool => "boolean",
        Holds::Decimal => "decimal",
        Holds::DateTime => "dateTime",
        Holds::Named(name) => name,
    };
    let list = field.is_list();
    let presence = match (type_.count(field), rules.presence) {
        (_, Some(Presence::Required)) | (Count::Once, _) => quote! { Required },
        (_, Some(Presence::Conditional)) => quote! { Conditional },
        (Count::Perhaps | Count::Many, _) => quote! { Optional },
    };
    let longest = longest(rules);
    let condition = option(rules.when.as_ref());
    let default = option(rules.default.as_ref());
    let minimum = option(rules.minimum.as_ref().map(|bound| &bound.text));
    let maximum = option(rules.maximum.as_ref().map(|bound| &bound.text));
    let characters = option(rules.characters.as_ref().map(|characters| &characters.text));
    let step = match rules.step.map(Literal::u32_unsuffixed) {
        Some(step) => quote! { Some(#step) },
        None => quote! { None },
    };
    let since = option(rules.since.as_ref());
    quote! {
        crate::contract::FieldInfo {
            name: #name,
            documentation: #documentation,
            type_name: #type_name,
            presence: crate::contract::Presence::#presence,
            list: #list,
            condition: #condition,
            longest: #longest,
            characters: #characters,
            default: #default,
            minimum: #minimum,
            maximum: #maximum,
            step: #step,
            since: #since,
        }
    }
}

fn error_info(error: &ErrorRow) -> TokenStream {
    let ErrorRow { code, status_verified, meaning, operations, .. } = error;
    let http_status = Literal::u16_unsuffixed(error.http_status);
    let retriable = match error.retriable {
        Some(flag) => quote! { Some(#flag) },
        None => quote! { None },
    };
    let repeat = match error.repeat {
        Repeat::AtOnce => quote! { AtOnce },
        Repeat::AfterChange => quote! { AfterChange },
        Repeat::Never => quote! { Never },
    };
    let customer_message = option(error.customer_message.as_ref());
    let provoke = option(error.provoke.as_ref());
    quote! {
        crate::contract::ErrorInfo {
            code: #code,
            retriable: #retriable,
            repeat: crate::contract::Repeat::#repeat,
            http_status: #http_status,
            status_verified: #status_verified,
            meaning: #meaning,
            customer_message: #customer_message,
            operations: &[#(#operations),*],
            provoke: #provoke,
        }
    }
}

fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}
