//! The parameters that are known by name, and what may be told of their values.

use std::collections::BTreeMap;

use crate::contract::{FieldInfo, ServiceInfo, TypeKind, nearest};

/// What may be told of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Its length.
    Text,
    /// The range of the numbers.
    Number,
    /// Which of these it is.
    OneOf(&'static [&'static str]),
    /// Which of these they are, with commas between them.
    SomeOf(&'static [&'static str]),
    /// Which of these it is.
    Enumerated(&'static [(&'static str, &'static str)]),
}

/// The parameters of one action, by their names in lower case.
pub(super) struct Catalogue {
    known: BTreeMap<String, (String, Shape)>,
}

/// What a catalogue says of a name.
pub(super) enum Name<'c> {
    /// It is one of the contract's, in this spelling or in another case.
    Known { spelling: &'c str, shape: Shape },
    /// It is much like one of the contract's.
    Like,
    /// It is like none.
    Foreign,
}

/// How deep parameters are nested in any contract.
const DEEPEST: usize = 5;

impl Catalogue {
    /// The parameters of an action; of one that the contract doesn't have, none.
    pub(super) fn of_action(service: &'static ServiceInfo, action: &str) -> Self {
        let mut catalogue = Self { known: BTreeMap::new() };
        if let Some(operation) = service.operation(action) {
            catalogue.add_fields(service, "", operation.request_fields, 0);
        }
        catalogue
    }

    /// The parameters of the co-branded pages.
    pub(super) fn of_pipelines() -> Self {
        let mut catalogue = Self { known: BTreeMap::new() };
        for (name, shape) in PIPELINE_PARAMETERS {
            catalogue.add((*name).to_owned(), *shape);
        }
        catalogue
    }

    pub(super) fn name(&self, name: &str) -> Name<'_> {
        if let Some((spelling, shape)) = self.known.get(&name.to_ascii_lowercase()) {
            return Name::Known { spelling, shape: *shape };
        }
        let is_like = name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
            && nearest(name, self.known.values().map(|(spelling, _)| spelling.as_str())).is_some();
        if is_like { Name::Like } else { Name::Foreign }
    }

    fn add(&mut self, name: String, shape: Shape) {
        self.known.insert(name.to_ascii_lowercase(), (name, shape));
    }

    fn add_fields(&mut self, service: &'static ServiceInfo, path: &str, fields: &'static [FieldInfo], depth: usize) {
        for field in fields {
            let name = if path.is_empty() { field.name.to_owned() } else { format!("{path}.{}", field.name) };
            match service.type_(field.type_name).map(|type_| &type_.kind) {
                Some(TypeKind::Fields(inner)) if depth < DEEPEST => self.add_fields(service, &name, inner, depth + 1),
                Some(TypeKind::Values(values)) => self.add(name, Shape::Enumerated(values)),
                _ => {
                    let shape = shape(path, field);
                    self.add(name, shape);
                }
            }
        }
    }
}

/// Amounts are texts on the wire, under a name of their own.
fn shape(path: &str, field: &FieldInfo) -> Shape {
    match (field.type_name, field.name) {
        ("int" | "long" | "decimal" | "integer", _) => Shape::Number,
        (_, "Value") if !path.is_empty() => Shape::Number,
        (_, "Amount") if !path.is_empty() => Shape::Number,
        ("boolean", _) => Shape::OneOf(FLAGS),
        (_, "CurrencyCode") => Shape::OneOf(CURRENCIES),
        _ => Shape::Text,
    }
}

const FLAGS: &[&str] = &["true", "false", "True", "False", "1", "0"];
const CURRENCIES: &[&str] = &["USD", "GBP", "EUR", "JPY"];
/// The co-branded pages by name.
pub(super) const PIPELINES: &[&str] =
    &["SingleUse", "MultiUse", "Recurring", "Recipient", "SetupPrepaid", "SetupPostpaid", "EditToken"];
const USAGE_LIMITS: &[&str] = &["Amount", "Count"];

const PIPELINE_PARAMETERS: &[(&str, Shape)] = &[
    ("pipelineName", Shape::OneOf(PIPELINES)),
    ("callerKey", Shape::Text),
    ("returnURL", Shape::Text),
    ("callerReference", Shape::Text),
    ("callerReferenceSender", Shape::Text),
    ("callerReferenceFunding", Shape::Text),
    ("callerReferenceSettlement", Shape::Text),
    ("version", Shape::OneOf(&["2009-01-09", "2009-10-01", "2008-04-28", "2007-01-08"])),
    ("signature", Shape::Text),
    ("awsSignature", Shape::Text),
    ("signatureVersion", Shape::OneOf(&["1", "2"])),
    ("signatureMethod", Shape::OneOf(&["HmacSHA256", "HmacSHA1"])),
    ("transactionAmount", Shape::Number),
    ("globalAmountLimit", Shape::Number),
    ("fundingAmount", Shape::Number),
    ("creditLimit", Shape::Number),
    ("amountType", Shape::OneOf(&["Exact", "Maximum", "Minimum"])),
    ("usageLimitType1", Shape::OneOf(USAGE_LIMITS)),
    ("usageLimitType2", Shape::OneOf(USAGE_LIMITS)),
    ("usageLimitValue1", Shape::Number),
    ("usageLimitValue2", Shape::Number),
    ("usageLimitPeriod1", Shape::Text),
    ("usageLimitPeriod2", Shape::Text),
    ("recurringPeriod", Shape::Text),
    ("currencyCode", Shape::OneOf(CURRENCIES)),
    ("paymentMethod", Shape::SomeOf(&["CC", "ACH", "ABT"])),
    ("paymentReason", Shape::Text),
    ("recipientToken", Shape::Text),
    ("recipientTokenList", Shape::Text),
    ("isRecipientCobranding", Shape::OneOf(FLAGS)),
    ("recipientPaysFee", Shape::OneOf(FLAGS)),
    ("maxFixedFee", Shape::Number),
    ("maxVariableFee", Shape::Number),
    ("validityStart", Shape::Text),
    ("validityExpiry", Shape::Text),
    ("reserve", Shape::OneOf(FLAGS)),
    ("itemTotal", Shape::Number),
    ("shipping", Shape::Number),
    ("handling", Shape::Number),
    ("giftWrapping", Shape::Number),
    ("discount", Shape::Number),
    ("tax", Shape::Number),
    ("disableGuest", Shape::OneOf(FLAGS)),
    ("collectShippingAddress", Shape::OneOf(FLAGS)),
    ("collectEmailAddress", Shape::OneOf(FLAGS)),
    ("addressName", Shape::Text),
    ("addressLine1", Shape::Text),
    ("addressLine2", Shape::Text),
    ("city", Shape::Text),
    ("state", Shape::Text),
    ("zip", Shape::Text),
    ("country", Shape::Text),
    ("phoneNumber", Shape::Text),
    ("cobrandingStyle", Shape::OneOf(&["logo", "banner"])),
    ("cobrandingUrl", Shape::Text),
    ("websiteDescription", Shape::Text),
    ("tokenId", Shape::Text),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fps::SERVICE;

    #[test]
    fn names_are_those_of_the_contract_or_much_like_them() {
        let pay = Catalogue::of_action(&SERVICE, "Pay");
        assert!(matches!(pay.name("TransactionAmount.Value"), Name::Known { shape: Shape::Number, .. }));
        assert!(matches!(pay.name("TransactionAmount.CurrencyCode"), Name::Known { shape: Shape::Enumerated(_), .. }));
        assert!(matches!(
            pay.name("chargefeeto"),
            Name::Known { spelling: "ChargeFeeTo", shape: Shape::Enumerated(_) }
        ));
        assert!(matches!(pay.name("CallerRefrence"), Name::Like));
        for foreign in ["hunter2", "me@example.com", "TransactionAmount.Value2", ""] {
            assert!(matches!(pay.name(foreign), Name::Foreign), "{foreign}");
        }
        assert!(matches!(Catalogue::of_action(&SERVICE, "Nothing").name("Pay"), Name::Foreign));
    }
}
