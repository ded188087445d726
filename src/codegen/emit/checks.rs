//! The rules of fields as calls of a checker.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::super::model::*;
use super::types::{field_ident, value_type};

/// The checks of a request.
pub fn request(service: &Service, type_: &Type) -> TokenStream {
    if !has_checks(service, type_, &mut Vec::new()) {
        return TokenStream::new();
    }
    let checks = Checks { service, type_, nested: false }.all();
    quote! {
        let check = crate::wire::Checker::new(version);
        #(#checks)*
    }
}

/// The method that checks what stands in requests under `path`.
pub fn nested(service: &Service, name: &Ident, type_: &Type) -> TokenStream {
    if !has_checks(service, type_, &mut Vec::new()) {
        return TokenStream::new();
    }
    let checks = Checks { service, type_, nested: true }.all();
    quote! {
        impl #name {
            fn check(&self, path: &str, check: &crate::wire::Checker) -> Result<(), crate::wire::Invalid> {
                #(#checks)*
                Ok(())
            }
        }
    }
}

pub fn longest(rules: &Rules) -> TokenStream {
    let (unit, most) = match &rules.longest {
        None => return quote! { None },
        Some(Longest::Characters(most)) => (quote! { Characters }, most),
        Some(Longest::Bytes(most)) => (quote! { Bytes }, most),
    };
    let most = Literal::usize_unsuffixed(*most);
    quote! { Some(crate::wire::Length::#unit(#most)) }
}

/// Whether anything in the type, or in the types that it holds, is checked.
fn has_checks<'s>(service: &'s Service, type_: &'s Type, seen: &mut Vec<&'s str>) -> bool {
    if seen.contains(&type_.name.as_str()) {
        return false;
    }
    seen.push(&type_.name);
    let checks = Checks { service, type_, nested: true };
    type_.fields().iter().any(|field| {
        field.rules.since.is_some()
            || !checks.presence(field).is_empty()
            || match service.type_of(service.wrapped(field).unwrap_or(field)) {
                Some(held) if is_struct(held) => has_checks(service, held, seen),
                _ => !checks.content(field).is_empty(),
            }
    })
}

fn is_struct(type_: &Type) -> bool {
    matches!(type_.body, Body::Fields(_)) && type_.native.is_none()
}

struct Checks<'s> {
    service: &'s Service,
    type_: &'s Type,
    /// Whether the fields stand under a path.
    nested: bool,
}

/// A value to check, as the code says it where a place, a reference and a copy is meant.
struct Value {
    place: TokenStream,
    reference: TokenStream,
    copy: TokenStream,
}

impl Value {
    fn of(field: &Ident) -> Self {
        let place = quote! { self.#field };
        Self { reference: quote! { &#place }, copy: place.clone(), place }
    }

    /// The value that a pattern has bound.
    fn bound() -> Self {
        let value = quote! { value };
        Self { copy: quote! { *#value }, reference: value.clone(), place: value }
    }
}

impl Checks<'_> {
    fn all(&self) -> Vec<TokenStream> {
        self.type_.fields().iter().flat_map(|field| [self.presence(field), self.content(field)]).collect()
    }

    /// That the field is there where it has to be.
    fn presence(&self, field: &Field) -> TokenStream {
        let path = self.path(field);
        let count = self.service.count(self.type_, field);
        let is_there = self.is_there(field);
        let needed = |is_there: TokenStream, why: String| quote! { check.needed(#path, #is_there, #why)?; };
        let mut checks = Vec::new();
        if field.rules.presence == Some(Presence::Required) && count != Count::Once {
            let why = if count == Count::Many { "at least once" } else { "in a request" };
            checks.push(needed(is_there.clone(), why.to_owned()));
        }
        if let Some(other) = field.rules.unless.as_ref().and_then(|name| self.type_.field(name)) {
            let other_is_there = self.is_there(other);
            let why = format!("where {} is not given", other.name);
            checks.push(needed(quote! { #is_there || #other_is_there }, why));
        }
        if let Some(other) = field.rules.with.as_ref().and_then(|name| self.type_.field(name)) {
            let other_is_missing = self.is_missing(other);
            let why = format!("with {}", other.name);
            checks.push(needed(quote! { #is_there || #other_is_missing }, why));
        }
        if let Some((path, value)) = &field.rules.if_equal
            && let Some(differs) = self.differs(path, value)
        {
            checks.push(needed(quote! { #is_there || #differs }, format!("where {path} is {value}")));
        }
        checks.into_iter().collect()
    }

    /// That what the field holds is as it has to be.
    fn content(&self, field: &Field) -> TokenStream {
        let name = field_ident(field);
        let path = self.path(field);
        let wrapped = self.service.wrapped(field);
        let of_value = |path: &TokenStream, value: &Value| {
            let since = field.rules.since.as_ref().map(|since| quote! { check.since(#path, #since)?; });
            let checks = self.value(wrapped.unwrap_or(field), path, value);
            quote! { #since #checks }
        };
        match self.service.count(self.type_, field) {
            Count::Once => of_value(&path, &Value::of(&name)),
            Count::Perhaps => match of_value(&path, &Value::bound()) {
                checks if checks.is_empty() => checks,
                checks => quote! { if let Some(value) = &self.#name { #checks } },
            },
            Count::Many => {
                let item = match wrapped {
                    Some(item) => format!("{}.{}.{{index}}", field.name, item.name),
                    None => format!("{}.{{index}}", field.name),
                };
                match of_value(&self.formatted(&item), &Value::bound()) {
                    checks if checks.is_empty() => checks,
                    checks => quote! { for (index, value) in (1..).zip(&self.#name) { #checks } },
                }
            }
        }
    }

    fn value(&self, field: &Field, path: &TokenStream, value: &Value) -> TokenStream {
        let Value { place, reference, copy } = value;
        let Rules { minimum, maximum, .. } = &field.rules;
        let least = bound(minimum.as_ref());
        let most = bound(maximum.as_ref());
        match (&field.holds, self.service.type_of(field)) {
            (Holds::Text | Holds::Id(_), _) => {
                let filled =
                    (self.type_.count(field) == Count::Once).then(|| quote! { check.filled(#path, #place.as_str())?; });
                let longest = longest(&field.rules);
                let characters = field.rules.characters.as_ref().map(|Characters { ranges, .. }| {
                    let ranges = ranges.iter().map(|(first, last)| quote! { (#first, #last) });
                    quote! { check.characters(#path, #place.as_str(), &[#(#ranges),*])?; }
                });
                quote! { #filled check.text(#path, #place.as_str(), #longest)?; #characters }
            }
            (Holds::Int | Holds::Long, _) => {
                let bounds = (minimum.is_some() || maximum.is_some())
                    .then(|| quote! { check.number(#path, Decimal::from(#copy), #least, #most)?; });
                let step = field.rules.step.map(|step| {
                    let step = Literal::u32_unsuffixed(step);
                    quote! { check.step(#path, i64::from(#copy), #step)?; }
                });
                quote! { #bounds #step }
            }
            (Holds::Decimal, _) if minimum.is_some() || maximum.is_some() => {
                quote! { check.number(#path, #copy, #least, #most)?; }
            }
            (_, Some(Type { body: Body::Values(values), native: Some(_), .. })) => {
                let values = values.iter().map(|value| &value.text);
                quote! { check.one_of(#path, #place.as_str(), &[#(#values),*])?; }
            }
            (_, Some(Type { body: Body::Values(_), .. })) => {
                let type_ = value_type(self.service, field);
                quote! { check.one_of(#path, #place.as_str(), #type_::VALUES)?; }
            }
            (_, Some(held)) if held.native.is_some() => {
                let currencies = held.fields().iter().filter_map(|field| self.service.type_of(field));
                let currencies = currencies.flat_map(Type::values).map(|value| &value.text);
                quote! { check.amount(#path, #reference, #least, &[#(#currencies),*])?; }
            }
            (_, Some(held)) if has_checks(self.service, held, &mut Vec::new()) => match self.nested {
                true => quote! { #place.check(#path, check)?; },
                false => quote! { #place.check(#path, &check)?; },
            },
            _ => TokenStream::new(),
        }
    }

    fn path(&self, field: &Field) -> TokenStream {
        let name = &field.name;
        match self.nested {
            true => self.formatted(name),
            false => quote! { #name },
        }
    }

    /// The path that ends in `name`, which may have an `{index}` in it.
    fn formatted(&self, name: &str) -> TokenStream {
        let format = if self.nested { format!("{{path}}.{name}") } else { name.to_owned() };
        quote! { &format!(#format) }
    }

    /// A text that says nothing is not there.
    fn is_there(&self, field: &Field) -> TokenStream {
        let name = field_ident(field);
        match self.service.count(self.type_, field) {
            Count::Once => quote! { true },
            Count::Many => quote! { !self.#name.is_empty() },
            Count::Perhaps if field.is_text() => {
                quote! { self.#name.as_ref().is_some_and(|text| !text.as_str().trim().is_empty()) }
            }
            Count::Perhaps => quote! { self.#name.is_some() },
        }
    }

    fn is_missing(&self, field: &Field) -> TokenStream {
        let name = field_ident(field);
        match self.service.count(self.type_, field) {
            Count::Once => quote! { false },
            Count::Many => quote! { self.#name.is_empty() },
            Count::Perhaps if field.is_text() => {
                quote! { self.#name.as_ref().is_none_or(|text| text.as_str().trim().is_empty()) }
            }
            Count::Perhaps => quote! { self.#name.is_none() },
        }
    }

    /// Whether the field at the end of `path` is something else than `value`.
    fn differs(&self, path: &str, value: &str) -> Option<TokenStream> {
        let mut type_ = self.type_;
        let mut found = quote! { self };
        let mut is_sure = true;
        for part in path.split('.') {
            let field = type_.field(part)?;
            let name = field_ident(field);
            let is_once = type_.count(field) == Count::Once;
            found = match (is_sure, is_once) {
                (true, true) => quote! { #found.#name },
                (true, false) => quote! { #found.#name.as_ref() },
                (false, true) => quote! { #found.map(|value| &value.#name) },
                (false, false) => quote! { #found.and_then(|value| value.#name.as_ref()) },
            };
            is_sure &= is_once;
            type_ = self.service.type_of(field).unwrap_or(type_);
        }
        Some(match is_sure {
            true => quote! { #found.as_str() != #value },
            false => quote! { #found.is_none_or(|value| value.as_str() != #value) },
        })
    }
}

fn bound(bound: Option<&Bound>) -> TokenStream {
    let Some(Bound { digits, decimals, .. }) = bound else { return quote! { None } };
    let sign = digits.is_negative().then(|| quote! { - });
    let digits = Literal::u64_unsuffixed(digits.unsigned_abs());
    let decimals = Literal::u32_unsuffixed(*decimals);
    quote! { Some(Decimal::new(#sign #digits, #decimals)) }
}
