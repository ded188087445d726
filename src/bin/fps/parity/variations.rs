//! What can be changed in a request, read off the contract: fields left out and put in, boundary lengths, texts of
//! every script, numbers and dates at their limits, every value of an enumeration and some of none.

use amazon_fps::contract::{Effect, FieldInfo, OperationInfo, Presence, TypeKind};
use amazon_fps::fps::SERVICE;
use amazon_fps::wire::Length;

use super::raw::Parameters;
use crate::world::World;

/// A change to a request that is answered as it is.
pub struct Variation {
    pub name: String,
    pub expect: Expect,
    edits: Vec<Edit>,
}

/// What a changed request must come to, beside the same over both transports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    Answer,
    Refusal,
    /// That is the service's business.
    Either,
}

enum Edit {
    Set(String, Value),
    Remove(String),
}

enum Value {
    Text(String),
    /// The id of a token that the seed calls so.
    Token(&'static str),
    /// A reference that was not used before, and this text after it, which fills it up to `length` characters if
    /// one is given.
    Reference {
        text: String,
        length: Option<usize>,
    },
}

/// Fields whose text is the caller's own, and means nothing to the service.
const FREE_TEXTS: [&str; 8] = [
    "CallerReference",
    "CallerDescription",
    "SenderDescription",
    "Description",
    "ReasonText",
    "TokenFriendlyName",
    "PaymentReason",
    "CancelReason",
];

/// Texts that something on the way is known to spoil.
pub const TEXTS: [(&str, &str); 6] = [
    ("blanks at both ends", "  two words  "),
    ("letters that mean something to XML or to a query", "+ & < > \" ' % ~ * = ; / ? # ]]>"),
    ("letters beyond ASCII", "naïve Größe 漢字 العربية"),
    ("letters beyond the basic plane", "💳 𝒳 👩\u{200d}👧"),
    ("line ends and tabs", "one\ntwo\r\nthree\rfour\tfive\n"),
    ("what looks encoded", "%41%2B+%20&amp;&#65;"),
];

const AMOUNTS: [&str; 18] = [
    "0",
    "-1",
    "0.001",
    "1.234",
    "0.01",
    "0.02",
    "1.10",
    "1.100000",
    "01.00",
    "+1",
    " 1 ",
    ".5",
    "1.",
    "1e2",
    "1,00",
    "abc",
    "10000.01",
    "99999999999999999999999999999999",
];
const WHOLE_NUMBERS: [&str; 9] = ["0", "-1", "1", "1.5", " 60 ", "+60", "2147483647", "2147483648", "abc"];
const DECIMALS: [&str; 7] = ["-1", "0", "0.5", "101", "1e2", "abc", "99999999999999999999999999999999"];
const DATES: [&str; 8] = [
    "2009-10-07",
    "2009-10-07Z",
    "2009-10-07T01:02:03z",
    "2009-10-07T01:02:03.004-07:00",
    "2009-02-30T00:00:00Z",
    "2100-01-01T00:00:00Z",
    "yesterday",
    "1254873600",
];

/// Everything that is tried with `operation`.
pub fn variations(operation: &'static OperationInfo) -> Vec<Variation> {
    let mut variations =
        vec![Variation { name: "required fields only".to_owned(), expect: Expect::Answer, edits: Vec::new() }];
    if let Some(all) = every_optional_field(operation) {
        variations.push(all);
    }
    for field in operation.request_fields {
        of_presence(field, &mut variations);
        let path = match field.list {
            true => format!("{}.1", field.name),
            false => field.name.to_owned(),
        };
        of_values(operation, field, &path, &mut variations);
    }
    variations
}

impl Variation {
    /// The changed request.
    pub fn apply(&self, request: Parameters, world: &World) -> anyhow::Result<Parameters> {
        self.edits.iter().try_fold(request, |request, edit| {
            Ok(match edit {
                Edit::Remove(path) => request.without(path),
                Edit::Set(path, Value::Text(text)) => request.with(path, text.as_str()),
                Edit::Set(path, Value::Token(name)) => request.with(path, world.token(name)?.token_id.as_str()),
                Edit::Set(path, Value::Reference { text, length }) => {
                    let reference = world.reference("varied").into_string();
                    let room = length.map_or(1, |length| length.saturating_sub(reference.len()));
                    request.with(path, reference + &text.repeat(room))
                }
            })
        })
    }

    fn set(name: String, expect: Expect, path: &str, text: &str) -> Self {
        Self { name, expect, edits: vec![Edit::Set(path.to_owned(), Value::Text(text.to_owned()))] }
    }

    fn reference(name: String, expect: Expect, path: &str, text: &str, length: Option<usize>) -> Self {
        let value = Value::Reference { text: text.to_owned(), length };
        Self { name, expect, edits: vec![Edit::Set(path.to_owned(), value)] }
    }
}

fn every_optional_field(operation: &'static OperationInfo) -> Option<Variation> {
    let optional = operation.request_fields.iter().filter(|field| field.presence != Presence::Required);
    let edits = optional.flat_map(sample).collect::<Vec<_>>();
    let expect = match operation.name {
        // One of its fields is instead of the other.
        "GetTokenByCaller" => Expect::Either,
        _ => Expect::Answer,
    };
    (!edits.is_empty()).then(|| Variation { name: "every optional field".to_owned(), expect, edits })
}

/// The field with a value that suits it.
fn sample(field: &'static FieldInfo) -> Vec<Edit> {
    let text = |value: &str| vec![Edit::Set(field.name.to_owned(), Value::Text(value.to_owned()))];
    match (field.name, field.type_name) {
        ("RecipientTokenId", _) => vec![Edit::Set(field.name.to_owned(), Value::Token("recipient"))],
        ("TokenId", _) => vec![Edit::Set(field.name.to_owned(), Value::Token("multi-use-abt"))],
        ("OverrideIPNURL", _) => text("https://shop.example/ipn"),
        ("ChargeFeeTo", _) => text("Recipient"),
        ("EndDate", _) => text("2100-01-01T00:00:00Z"),
        (_, "Amount") => [("CurrencyCode", "USD"), ("Value", "0.50")]
            .map(|(part, value)| Edit::Set(format!("{}.{part}", field.name), Value::Text(value.to_owned())))
            .into(),
        (_, "int") => text("60"),
        (_, "decimal") => text("1"),
        (_, "string") => text("Some text"),
        _ => match SERVICE.type_(field.type_name).map(|type_| &type_.kind) {
            Some(TypeKind::Values([(value, _), ..])) if field.list => {
                vec![Edit::Set(format!("{}.1", field.name), Value::Text((*value).to_owned()))]
            }
            Some(TypeKind::Values([(value, _), ..])) => text(value),
            Some(TypeKind::Fields(inner)) => inner
                .iter()
                .flat_map(sample)
                .map(|edit| match edit {
                    Edit::Set(path, value) => Edit::Set(format!("{}.{path}", field.name), value),
                    remove => remove,
                })
                .collect(),
            _ => Vec::new(),
        },
    }
}

fn of_presence(field: &'static FieldInfo, variations: &mut Vec<Variation>) {
    let name = field.name;
    if field.presence != Presence::Required {
        variations.push(Variation { name: format!("with {name}"), expect: Expect::Either, edits: sample(field) });
        return;
    }
    let mut without = |path: &str| {
        let edits = vec![Edit::Remove(path.to_owned())];
        variations.push(Variation { name: format!("without {path}"), expect: Expect::Refusal, edits });
    };
    without(name);
    if field.type_name == "Amount" {
        without(&format!("{name}.CurrencyCode"));
        without(&format!("{name}.Value"));
    } else {
        variations.push(Variation::set(format!("{name} is empty"), Expect::Refusal, name, ""));
    }
}

fn of_values(
    operation: &'static OperationInfo,
    field: &'static FieldInfo,
    path: &str,
    variations: &mut Vec<Variation>,
) {
    let mut each = |values: &[&str]| {
        let values =
            values.iter().map(|value| Variation::set(format!("{path} is '{value}'"), Expect::Either, path, value));
        variations.extend(values);
    };
    match field.type_name {
        "string" => of_texts(operation, field, path, variations),
        "int" => each(&WHOLE_NUMBERS),
        "decimal" => each(&DECIMALS),
        "dateTime" => each(&DATES),
        "Amount" => of_amounts(path, variations),
        other => match SERVICE.type_(other).map(|type_| &type_.kind) {
            Some(TypeKind::Values(values)) => {
                each(&values.iter().map(|(value, _)| *value).collect::<Vec<_>>());
                for none in ["Nothing", &values[0].0.to_lowercase()] {
                    variations.push(Variation::set(format!("{path} is '{none}'"), Expect::Refusal, path, none));
                }
            }
            Some(TypeKind::Fields(inner)) => {
                for inner in *inner {
                    of_values(operation, inner, &format!("{path}.{}", inner.name), variations);
                }
            }
            _ => {}
        },
    }
}

fn of_texts(operation: &'static OperationInfo, field: &'static FieldInfo, path: &str, variations: &mut Vec<Variation>) {
    let is_free = operation.effect != Effect::Reads && FREE_TEXTS.contains(&field.name);
    let fits = if is_free { Expect::Answer } else { Expect::Either };
    // The longest text, in the widest letter of which that many fit.
    let (longest, unit, letter) = match field.longest {
        Some(Length::Characters(most)) => (Some(most), "characters", "€"),
        Some(Length::Bytes(most)) => (Some(most), "bytes", "x"),
        _ => (None, "", ""),
    };
    if let Some(most) = longest {
        for (length, expect) in [(most, fits), (most + 1, Expect::Refusal)] {
            let name = format!("{path} has {length} {unit}");
            variations.push(match is_free && field.name == "CallerReference" {
                true => Variation::reference(name, expect, path, letter, Some(length)),
                false => Variation::set(name, expect, path, &letter.repeat(length)),
            });
        }
    }
    if is_free {
        for (what, text) in TEXTS {
            let name = format!("{path} has {what}");
            variations.push(match field.name {
                "CallerReference" => Variation::reference(name, Expect::Answer, path, text, None),
                _ => Variation::set(name, Expect::Answer, path, text),
            });
        }
    } else if field.name.ends_with("Id") {
        let unknown = "0".repeat(longest.unwrap_or(64).min(35));
        variations.push(Variation::set(format!("{path} is unknown"), Expect::Refusal, path, &unknown));
        variations.push(Variation::set(format!("{path} has a letter beyond ASCII"), Expect::Refusal, path, "ID-é漢💳"));
    }
}

fn of_amounts(path: &str, variations: &mut Vec<Variation>) {
    let amount = |currency: &str, value: &str, expect| {
        let edits = [("CurrencyCode", currency), ("Value", value)];
        let edits = edits.map(|(part, text)| Edit::Set(format!("{path}.{part}"), Value::Text(text.to_owned()))).into();
        Variation { name: format!("{path} is '{currency} {value}'"), expect, edits }
    };
    variations.extend(AMOUNTS.map(|value| amount("USD", value, Expect::Either)));
    for (currency, value) in [("EUR", "1"), ("usd", "1"), ("", "1"), ("USD", "")] {
        variations.push(amount(currency, value, Expect::Refusal));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_of_every_action_is_varied_under_names_of_its_own() {
        for operation in SERVICE.operations {
            let variations = variations(operation);
            let names = variations.iter().map(|variation| variation.name.as_str()).collect::<BTreeSet<_>>();
            assert_eq!(names.len(), variations.len(), "{}: two variations have one name", operation.name);
            for field in operation.request_fields {
                assert!(names.iter().any(|name| name.contains(field.name)), "{}.{}", operation.name, field.name);
            }
        }
    }
}
