//! From the model to Rust: data and calls of two macros, so that what is generated stays readable.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::model::*;
use super::names::{ident, lower, upper};

pub fn module(service: &Service) -> String {
    let types = service.types.iter().filter(|type_| type_.native.is_none()).map(|type_| emit_type(service, type_));
    let empty = service.operations.iter().filter(|operation| operation.result.is_none()).map(empty_result);
    let requests = service.operations.iter().filter_map(|operation| {
        let type_ = service.type_(&operation.request)?;
        Some(request(service, operation, type_))
    });
    let operations = operation_enum(service);
    let errors = error_codes(service);
    let versions = versions(service);
    let client = client(service);
    let server = server(service);
    let table = table(service);
    let tokens = quote! {
        #versions
        #operations
        #errors
        #(#types)*
        #(#empty)*
        #(#requests)*
        #client
        #server
        #table
    };
    match syn::parse2(tokens.clone()) {
        Ok(file) => prettyplease::unparse(&file),
        // The compiler shows what is wrong with it better than we could.
        Err(_) => tokens.to_string(),
    }
}

fn doc(text: &str) -> TokenStream {
    let text = format!(" {text}");
    quote! { #[doc = #text] }
}

fn versions(service: &Service) -> TokenStream {
    let variants = service.versions.iter().map(|version| version_ident(version)).collect::<Vec<_>>();
    let texts = &service.versions;
    let about = doc(&format!("A version of the {} API.", service.title));
    let docs = service.versions.iter().map(|version| doc(&format!("Version {version}.")));
    let Some(last) = variants.last() else { return TokenStream::new() };
    quote! {
        #about
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ApiVersion {
            #(#docs #variants,)*
        }

        impl ApiVersion {
            /// Every version, oldest first.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The version as requests write it.
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#variants => #texts,)*
                }
            }
        }

        impl Default for ApiVersion {
            fn default() -> Self {
                Self::#last
            }
        }
    }
}

fn version_ident(version: &str) -> Ident {
    ident(&format!("V{}", version.replace('-', "_")))
}

fn operation_enum(service: &Service) -> TokenStream {
    let variants = service.operations.iter().map(|operation| ident(&upper(&operation.name))).collect::<Vec<_>>();
    let docs = service.operations.iter().map(|operation| doc(&operation.documentation));
    let names = service.operations.iter().map(|operation| &operation.name).collect::<Vec<_>>();
    let about = doc(&format!("An operation of {}; REST requests call it an action.", service.title));
    quote! {
        #about
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Operation {
            #(#docs #variants,)*
        }

        impl Operation {
            /// Every operation, in the order of the WSDL.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The name, as requests write it.
            pub fn name(self) -> &'static str {
                self.info().name
            }

            /// The operation of that name, to the letter.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    #(#names => Some(Self::#variants),)*
                    _ => None,
                }
            }

            /// What the contract says of it.
            pub fn info(self) -> &'static crate::contract::OperationInfo {
                &SERVICE.operations[self as usize]
            }

            /// What a call changes.
            pub fn effect(self) -> crate::contract::Effect {
                self.info().effect
            }
        }
    }
}

fn error_codes(service: &Service) -> TokenStream {
    let variants = service.errors.iter().map(|error| {
        let name = ident(&upper(&error.code));
        let text = &error.code;
        let doc = doc(&error.meaning);
        quote! { #doc #name = #text, }
    });
    let about = doc(&format!("An error code of {}.", service.title));
    quote! {
        crate::wire::open_enum! {
            #about
            ErrorCode { #(#variants)* }
        }

        impl crate::error::Code for ErrorCode {
            fn info(&self) -> Option<&'static crate::contract::ErrorInfo> {
                SERVICE.error(self.as_str())
            }
        }

        impl ErrorCode {
            /// The flag that the reference gives; `None` where it gives none.
            pub fn retriable(&self) -> Option<bool> {
                crate::error::Code::info(self).and_then(|info| info.retriable)
            }
        }
    }
}

fn emit_type(service: &Service, type_: &Type) -> TokenStream {
    let name = ident(&upper(&type_.name));
    let about = doc(&type_.documentation);
    match &type_.body {
        Body::Values(values) => {
            let variants = values.iter().map(|value| {
                let name = ident(&upper(&value.text));
                let text = &value.text;
                let doc = doc(&value.documentation);
                quote! { #doc #name = #text, }
            });
            quote! {
                crate::wire::open_enum! {
                    #about
                    #name { #(#variants)* }
                }
            }
        }
        Body::Fields(fields) => {
            let is_request = service.is_request(type_);
            let declared = fields.iter().map(|field| {
                let name = ident(&lower(&field.name));
                let doc = doc(&field.documentation);
                let holds = rust_type(service, field, is_request);
                quote! { #doc pub #name: #holds, }
            });
            let written = fields.iter().map(|field| {
                let name = ident(&lower(&field.name));
                let text = &field.name;
                let how = ident(how_often(field, is_request));
                quote! { #name: #how #text, }
            });
            let default = match is_request && fields.iter().all(|field| how_often(field, is_request) != "required") {
                true => quote! { Default, },
                false => TokenStream::new(),
            };
            let builder = if is_request { builder(service, type_, fields) } else { TokenStream::new() };
            let check = if is_request { TokenStream::new() } else { nested_check(service, type_, fields) };
            quote! {
                #about
                #[derive(Clone, Debug, #default PartialEq, Eq)]
                pub struct #name { #(#declared)* }

                crate::wire::shape! { #name { #(#written)* } }

                #builder
                #check
            }
        }
    }
}

fn empty_result(operation: &Operation) -> TokenStream {
    let name = ident(&upper(&format!("{}Result", operation.name)));
    let about = doc(&format!("The answer to `{}`: that it was carried out.", operation.name));
    quote! {
        #about
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct #name {}

        crate::wire::shape! { #name {} }
    }
}

/// How the field is read, by the name of the reader's method.
fn how_often(field: &Field, in_request: bool) -> &'static str {
    if field.many {
        return "list";
    }
    let required = match (in_request, field.rules.presence) {
        (true, presence) => presence == Some(Presence::Required),
        (false, _) => field.least > 0,
    };
    if required { "required" } else { "optional" }
}

fn rust_type(service: &Service, field: &Field, in_request: bool) -> TokenStream {
    let value = value_type(service, field);
    match how_often(field, in_request) {
        "list" => quote! { Vec<#value> },
        "required" => value,
        _ => quote! { Option<#value> },
    }
}

fn value_type(service: &Service, field: &Field) -> TokenStream {
    match &field.holds {
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

/// `new` with what is required, and a method a field for the rest.
fn builder(service: &Service, type_: &Type, fields: &[Field]) -> TokenStream {
    let name = ident(&upper(&type_.name));
    let mut parameters = Vec::new();
    let mut given = Vec::new();
    let mut setters = Vec::new();
    for field in fields {
        let field_name = ident(&lower(&field.name));
        let value = value_type(service, field);
        let is_text = matches!(field.holds, Holds::Text | Holds::Id(_));
        let parameter = if is_text {
            quote! { impl Into<#value> }
        } else {
            value.clone()
        };
        let taken = if is_text {
            quote! { #field_name.into() }
        } else {
            quote! { #field_name }
        };
        let about = doc(&format!("Sets `{}`. {}", field.name, field.documentation));
        match how_often(field, true) {
            "required" => {
                parameters.push(quote! { #field_name: #parameter });
                given.push(quote! { #field_name: #taken });
            }
            "list" => {
                given.push(quote! { #field_name: Vec::new() });
                setters.push(quote! {
                    #about
                    pub fn #field_name(mut self, #field_name: impl IntoIterator<Item = #value>) -> Self {
                        self.#field_name = #field_name.into_iter().collect();
                        self
                    }
                });
            }
            _ => {
                given.push(quote! { #field_name: None });
                setters.push(quote! {
                    #about
                    pub fn #field_name(mut self, #field_name: #parameter) -> Self {
                        self.#field_name = Some(#taken);
                        self
                    }
                });
            }
        }
    }
    let about = match parameters.is_empty() {
        true => doc("The request."),
        false => doc("The request with what is required of it."),
    };
    quote! {
        impl #name {
            #about
            #[allow(clippy::new_without_default)]
            pub fn new(#(#parameters),*) -> Self {
                Self { #(#given),* }
            }

            #(#setters)*
        }
    }
}

fn request(service: &Service, operation: &Operation, type_: &Type) -> TokenStream {
    let name = ident(&upper(&type_.name));
    let result = result_ident(operation);
    let variant = ident(&upper(&operation.name));
    let checks = checks(service, type_, &quote! { self }, true);
    let binding = if checks.is_empty() {
        quote! { _version }
    } else {
        quote! { version }
    };
    let checker = if checks.is_empty() {
        TokenStream::new()
    } else {
        quote! { let check = crate::wire::Checker::new(version); }
    };
    let key = match &operation.idempotent_by {
        None => quote! { None },
        Some(field) => {
            let required =
                type_.fields().iter().any(|other| other.name == *field && how_often(other, true) == "required");
            let field = ident(&lower(field));
            match required {
                true => quote! { Some(self.#field.as_ref()) },
                false => quote! { self.#field.as_ref().map(AsRef::as_ref) },
            }
        }
    };
    quote! {
        impl crate::wire::Request for #name {
            type Result = #result;

            const OPERATION: &'static crate::contract::OperationInfo = &SERVICE.operations[Operation::#variant as usize];

            fn check(&self, #binding: &'static str) -> Result<(), crate::wire::Invalid> {
                #checker
                #(#checks)*
                Ok(())
            }

            fn idempotency_key(&self) -> Option<&str> {
                #key
            }
        }
    }
}

/// The check of a type that stands inside of requests.
fn nested_check(service: &Service, type_: &Type, fields: &[Field]) -> TokenStream {
    let in_requests =
        service.types.iter().any(|request| service.is_request(request) && holds_type(service, request, &type_.name));
    if !in_requests || fields.is_empty() {
        return TokenStream::new();
    }
    let name = ident(&upper(&type_.name));
    let checks = checks(service, type_, &quote! { self }, false);
    quote! {
        impl #name {
            fn check(&self, path: &str, check: &crate::wire::Checker) -> Result<(), crate::wire::Invalid> {
                let _ = path;
                #(#checks)*
                Ok(())
            }
        }
    }
}

fn holds_type(service: &Service, outer: &Type, name: &str) -> bool {
    outer.fields().iter().any(|field| match &field.holds {
        Holds::Named(held) => held == name || service.type_(held).is_some_and(|type_| holds_type(service, type_, name)),
        _ => false,
    })
}

fn checks(service: &Service, type_: &Type, this: &TokenStream, in_request: bool) -> Vec<TokenStream> {
    let mut checks = Vec::new();
    for field in type_.fields() {
        checks.extend(condition(service, type_, field, this));
        let name = ident(&lower(&field.name));
        let text = &field.name;
        let path = match in_request {
            true => quote! { #text },
            false => quote! { &format!("{path}.{}", #text) },
        };
        let mut of_value = Vec::new();
        if let Some(since) = &field.rules.since {
            of_value.push(quote! { check.since(#path, #since)?; });
        }
        of_value.extend(value_check(service, field, &path, how_often(field, in_request) == "required"));
        if of_value.is_empty() {
            continue;
        }
        checks.push(match how_often(field, in_request) {
            "required" => quote! { { let value = &#this.#name; #(#of_value)* } },
            "list" => quote! { for value in &#this.#name { #(#of_value)* } },
            _ => quote! { if let Some(value) = &#this.#name { #(#of_value)* } },
        });
    }
    checks
}

fn value_check(service: &Service, field: &Field, path: &TokenStream, required: bool) -> Vec<TokenStream> {
    let bound = |text: &Option<String>| match text {
        // The checks of the contract have seen that these are decimal numbers.
        Some(text) => quote! { Some(Decimal::from_str_exact(#text).unwrap_or_default()) },
        None => quote! { None },
    };
    let least = bound(&field.rules.minimum);
    let most = bound(&field.rules.maximum);
    match &field.holds {
        Holds::Text | Holds::Id(_) => {
            let longest = longest(&field.rules);
            let filled = required.then(|| quote! { check.filled(#path, value.as_ref())?; });
            filled.into_iter().chain([quote! { check.text(#path, value.as_ref(), #longest)?; }]).collect()
        }
        Holds::Int | Holds::Long | Holds::Decimal => {
            if field.rules.minimum.is_none() && field.rules.maximum.is_none() {
                return Vec::new();
            }
            vec![quote! { check.number(#path, Decimal::from(*value), #least, #most)?; }]
        }
        Holds::Bool | Holds::DateTime => Vec::new(),
        Holds::Named(name) => {
            let Some(type_) = service.type_(name) else { return Vec::new() };
            match (&type_.native, &type_.body) {
                (Some(_), Body::Fields(fields)) => {
                    let currencies = fields.iter().filter_map(|field| match &field.holds {
                        Holds::Named(name) => match &service.type_(name)?.body {
                            Body::Values(values) => Some(values),
                            Body::Fields(_) => None,
                        },
                        _ => None,
                    });
                    let currencies = currencies.flatten().map(|value| &value.text);
                    vec![quote! { check.amount(#path, value, #least, &[#(#currencies),*])?; }]
                }
                (_, Body::Values(_)) => {
                    let type_ = value_type(service, field);
                    vec![quote! { check.one_of(#path, value.as_str(), #type_::VALUES)?; }]
                }
                (None, Body::Fields(fields)) if fields.is_empty() => Vec::new(),
                (None, Body::Fields(_)) => vec![quote! { value.check(#path, &check)?; }],
            }
        }
    }
}

fn condition(service: &Service, type_: &Type, field: &Field, this: &TokenStream) -> Option<TokenStream> {
    let name = ident(&lower(&field.name));
    let text = &field.name;
    let is_there = quote! { #this.#name.is_some() };
    if let Some(other) = &field.rules.unless {
        let other_name = ident(&lower(other));
        let why = format!("where {other} is not given");
        return Some(quote! { check.needed(#text, #is_there || #this.#other_name.is_some(), #why)?; });
    }
    if let Some(other) = &field.rules.with {
        let other_name = ident(&lower(other));
        let why = format!("with {other}");
        return Some(quote! { check.needed(#text, #is_there || #this.#other_name.is_none(), #why)?; });
    }
    let (path, value) = field.rules.if_equal.as_ref()?;
    let why = format!("where {path} is {value}");
    let mut holder = type_;
    let mut in_request = service.is_request(type_);
    let mut found = quote! { Some(#this) };
    for part in path.split('.') {
        let next = holder.fields().iter().find(|field| field.name == part)?;
        let part = ident(&lower(part));
        found = match how_often(next, in_request) {
            "required" => quote! { #found.map(|value| &value.#part) },
            _ => quote! { #found.and_then(|value| value.#part.as_ref()) },
        };
        if let Holds::Named(name) = &next.holds {
            holder = service.type_(name)?;
            in_request = false;
        }
    }
    Some(quote! {
        let applies = #found.is_some_and(|value| value.as_str() == #value);
        check.needed(#text, #is_there || !applies, #why)?;
    })
}

fn longest(rules: &Rules) -> TokenStream {
    match rules.longest {
        None => quote! { None },
        Some(Longest::Characters(most)) => quote! { Some(crate::wire::Length::Characters(#most)) },
        Some(Longest::Bytes(most)) => quote! { Some(crate::wire::Length::Bytes(#most)) },
    }
}

fn result_ident(operation: &Operation) -> Ident {
    match &operation.result {
        Some((_, type_)) => ident(&upper(type_)),
        None => ident(&upper(&format!("{}Result", operation.name))),
    }
}

fn client(service: &Service) -> TokenStream {
    let methods = service.operations.iter().map(|operation| {
        let method = ident(&lower(&operation.name));
        let request = ident(&upper(&operation.request));
        let result = result_ident(operation);
        let about = doc(&operation.documentation);
        quote! {
            #about
            ///
            /// # Errors
            /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
            pub async fn #method(&self, request: &#request) -> Result<crate::client::Answer<#result>, crate::Error> {
                self.call(request).await
            }
        }
    });
    let arms = service.operations.iter().map(|operation| {
        let variant = ident(&upper(&operation.name));
        let request = ident(&upper(&operation.request));
        quote! { Operation::#variant => self.call_decoded::<#request>(request).await, }
    });
    quote! {
        #[cfg(feature = "client")]
        impl Client {
            #(#methods)*

            /// Calls any operation with fields that are known at run time only. They are checked as
            /// those of a typed request.
            ///
            /// # Errors
            /// As those of the operation's own method.
            pub async fn call_operation(
                &self,
                operation: Operation,
                request: crate::wire::Node<'_>,
            ) -> Result<crate::client::Answer<Box<dyn crate::wire::Encode + Send>>, crate::Error> {
                match operation {
                    #(#arms)*
                }
            }
        }
    }
}

fn server(service: &Service) -> TokenStream {
    let methods = service.operations.iter().map(|operation| {
        let method = ident(&lower(&operation.name));
        let request = ident(&upper(&operation.request));
        let result = result_ident(operation);
        let about = doc(&operation.documentation);
        quote! {
            #about
            fn #method(
                &self,
                call: &crate::server::Call,
                request: #request,
            ) -> impl Future<Output = Result<#result, crate::error::ServiceError>> + Send;
        }
    });
    let arms = service.operations.iter().map(|operation| {
        let variant = ident(&upper(&operation.name));
        let method = ident(&lower(&operation.name));
        quote! {
            Operation::#variant => {
                let answer = service.#method(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
        }
    });
    let about = doc(&format!("The server side of {}: a method an operation.", service.title));
    quote! {
        #about
        ///
        /// A request that gets here is complete, within its lengths, and signed by the caller that
        /// [`Call`](crate::server::Call) names.
        #[cfg(feature = "server")]
        pub trait Service: Send + Sync + 'static {
            #(#methods)*
        }

        /// Decodes the request of `operation`, checks it, and has `service` answer it.
        #[cfg(feature = "server")]
        pub(crate) async fn dispatch<S: Service>(
            service: &S,
            operation: Operation,
            call: &crate::server::Call,
            request: crate::wire::Node<'_>,
        ) -> Result<Box<dyn crate::wire::Encode + Send>, crate::server::Rejected> {
            match operation {
                #(#arms)*
            }
        }
    }
}

fn table(service: &Service) -> TokenStream {
    let Service { name, title, versions, namespace, amount_decimals, endpoint, .. } = service;
    let about = doc(&service.documentation);
    let dates = match service.dates {
        Dates::Utc => quote! { Utc },
        Dates::Pacific => quote! { Pacific },
    };
    let operations = service.operations.iter().map(|operation| operation_info(service, operation));
    let shared = |type_: &&Type| !service.is_message(type_);
    let types = service.types.iter().filter(shared).map(|type_| type_info(service, type_));
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
    let fields_of = |name: &String, in_request| {
        let fields = service.type_(name).map(Type::fields).unwrap_or_default();
        fields.iter().map(|field| field_info(service, field, in_request)).collect::<Vec<_>>()
    };
    let request_fields = fields_of(&operation.request, true);
    let result_fields = operation.result.as_ref().map(|(_, type_)| fields_of(type_, false)).unwrap_or_default();
    let errors = service.errors.iter().filter(|error| error.operations.contains(name)).map(|error| &error.code);
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
            request_fields: &[#(#request_fields),*],
            result_fields: &[#(#result_fields),*],
            errors: &[#(#errors),*],
        }
    }
}

fn type_info(service: &Service, type_: &Type) -> TokenStream {
    let Type { name, documentation, .. } = type_;
    let kind = match &type_.body {
        Body::Fields(fields) => {
            let fields = fields.iter().map(|field| field_info(service, field, false));
            quote! { Fields(&[#(#fields),*]) }
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

fn field_info(service: &Service, field: &Field, in_request: bool) -> TokenStream {
    let Field { name, documentation, rules, .. } = field;
    let type_name = match &field.holds {
        Holds::Text | Holds::Id(_) => "string",
        Holds::Int => "int",
        Holds::Long => "long",
        Holds::Bool => "boolean",
        Holds::Decimal => "decimal",
        Holds::DateTime => "dateTime",
        Holds::Named(name) => service.type_(name).map_or(name.as_str(), |type_| type_.name.as_str()),
    };
    let presence = match (how_often(field, in_request), rules.presence) {
        ("list", _) => quote! { List },
        ("required", _) => quote! { Required },
        (_, Some(Presence::Conditional)) => quote! { Conditional },
        _ => quote! { Optional },
    };
    let longest = longest(rules);
    let condition = option(rules.when.as_ref());
    let default = option(rules.default.as_ref());
    let minimum = option(rules.minimum.as_ref());
    let maximum = option(rules.maximum.as_ref());
    let since = option(rules.since.as_ref());
    quote! {
        crate::contract::FieldInfo {
            name: #name,
            documentation: #documentation,
            type_name: #type_name,
            presence: crate::contract::Presence::#presence,
            condition: #condition,
            longest: #longest,
            default: #default,
            minimum: #minimum,
            maximum: #maximum,
            since: #since,
        }
    }
}

fn error_info(error: &ErrorRow) -> TokenStream {
    let ErrorRow { code, http_status, meaning, operations, .. } = error;
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
    quote! {
        crate::contract::ErrorInfo {
            code: #code,
            retriable: #retriable,
            repeat: crate::contract::Repeat::#repeat,
            http_status: #http_status,
            meaning: #meaning,
            customer_message: #customer_message,
            operations: &[#(#operations),*],
        }
    }
}

fn option(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}
