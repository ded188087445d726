//! The parameters of a notification: each is there once or not at all, and has a type.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::{
    fps::PaymentMethod,
    ids::{CallerReference, SubscriptionId, TokenId, TransactionId},
    money::{Amount, Currency},
};

/// Why the body of a POST is no notification.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// It has more bytes than any notification.
    #[error("the body has {bytes} bytes, and a notification has {limit} at most")]
    TooLong {
        /// How many it has.
        bytes: usize,
        /// The most that are read.
        limit: usize,
    },
    /// It has more parameters than any notification.
    #[error("there are {parameters} parameters, and a notification has {limit} at most")]
    TooMany {
        /// How many there are.
        parameters: usize,
        /// The most that are read.
        limit: usize,
    },
    /// It is no text.
    #[error("the parameter '{name}' is not UTF-8 once it is decoded")]
    NotUtf8 {
        /// The parameter's name as it was sent, shortened.
        name: String,
    },
    /// A parameter is there twice, so that it says nothing.
    #[error("the parameter '{name}' is there more than once")]
    Repeated {
        /// The parameter's name, shortened.
        name: String,
    },
    /// A parameter that this notification needs is missing or empty.
    #[error("the parameter '{name}' is missing or empty")]
    Missing {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter has a value that it can't have.
    #[error("the parameter '{name}' is '{value}', and must be {expected}")]
    Invalid {
        /// The parameter.
        name: &'static str,
        /// What it says, shortened.
        value: String,
        /// What it may say.
        expected: &'static str,
    },
}

/// Parameters that this crate has no field for, in the order in which they came. They may hold anything: `Debug`
/// shows their names only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unknown(Vec<(String, String)>);

impl Unknown {
    /// The value of the parameter of that name, to the letter.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Unknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// The most parameters that are read: about three times as many as there are.
const MOST: usize = 100;

/// Takes the parameters of a notification one by one.
pub(super) struct Reader(Vec<(String, String)>);

impl Reader {
    /// Reads parameters of which the signature's are known to whoever verifies them.
    pub(super) fn of(parameters: &[(String, String)]) -> Result<Self, ParseError> {
        if parameters.len() > MOST {
            return Err(ParseError::TooMany { parameters: parameters.len(), limit: MOST });
        }
        let mut rest: Vec<(String, String)> = Vec::with_capacity(parameters.len());
        for (name, value) in parameters {
            if rest.iter().any(|(known, _)| known == name) {
                return Err(ParseError::Repeated { name: shortened(name) });
            }
            rest.push((name.clone(), value.clone()));
        }
        rest.retain(|(name, _)| !SIGNATURE.contains(&name.as_str()));
        Ok(Self(rest))
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, value)| known == name && !value.is_empty())
    }

    pub(super) fn take<F: Field>(&mut self, name: &'static str) -> Result<F, ParseError> {
        let place = self.0.iter().position(|(known, _)| known == name);
        // The order of what is left is not changed.
        let value = place.map(|place| self.0.remove(place).1);
        F::read(name, value.as_deref().filter(|value| !value.is_empty()))
    }

    pub(super) fn rest(self) -> Unknown {
        Unknown(self.0)
    }
}

/// What belongs to the signature, and not to what a notification tells.
const SIGNATURE: [&str; 4] = ["signature", "signatureVersion", "signatureMethod", "certificateUrl"];

/// What a notification tells, with how often.
pub(super) trait Field: Sized {
    fn read(name: &'static str, value: Option<&str>) -> Result<Self, ParseError>;

    fn write(&self, name: &'static str, out: &mut Vec<(String, String)>);
}

/// A single value as notifications write it.
pub(super) trait Value: Sized {
    /// What it may be, for whoever wrote something else.
    const EXPECTED: &'static str;

    fn read(text: &str) -> Option<Self>;

    fn write(&self) -> String;
}

impl<V: Value> Field for Option<V> {
    fn read(name: &'static str, value: Option<&str>) -> Result<Self, ParseError> {
        let invalid = |text| ParseError::Invalid { name, value: shortened(text), expected: V::EXPECTED };
        value.map(|text| V::read(text).ok_or_else(|| invalid(text))).transpose()
    }

    fn write(&self, name: &'static str, out: &mut Vec<(String, String)>) {
        out.extend(self.iter().map(|value| (name.to_owned(), value.write())));
    }
}

/// Values that some notification can't be without.
macro_rules! required {
    ($($value:ty),*) => {$(
        impl Field for $value {
            fn read(name: &'static str, value: Option<&str>) -> Result<Self, ParseError> {
                <Option<Self> as Field>::read(name, value)?.ok_or(ParseError::Missing { name })
            }

            fn write(&self, name: &'static str, out: &mut Vec<(String, String)>) {
                out.push((name.to_owned(), Value::write(self)));
            }
        }
    )*};
}
pub(super) use required;

required!(TransactionId, TokenId, DateTime<Utc>);

/// Values that any text is one of.
macro_rules! texts {
    ($($value:ty),*) => {$(
        impl Value for $value {
            const EXPECTED: &'static str = "a text";

            fn read(text: &str) -> Option<Self> {
                Some(<$value>::from(text))
            }

            fn write(&self) -> String {
                let text: &str = self.as_ref();
                text.to_owned()
            }
        }
    )*};
}
pub(super) use texts;

texts!(String, TransactionId, TokenId, CallerReference, SubscriptionId, PaymentMethod);

/// Seconds since 1970.
impl Value for DateTime<Utc> {
    const EXPECTED: &'static str = "a number of seconds since 1970, such as 1254808208";

    fn read(text: &str) -> Option<Self> {
        text.trim().parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0))
    }

    fn write(&self) -> String {
        self.timestamp().to_string()
    }
}

impl Value for NaiveDate {
    const EXPECTED: &'static str = "a date such as 'Oct 8, 2009'";

    fn read(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(text.trim(), "%b %d, %Y").ok()
    }

    fn write(&self) -> String {
        self.format("%b %-d, %Y").to_string()
    }
}

impl Value for Amount {
    const EXPECTED: &'static str = "a currency and a value, such as 'USD 1.00'";

    fn read(text: &str) -> Option<Self> {
        let (currency, value) = text.trim().split_once(' ')?;
        let is_currency = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        let value = Decimal::from_str_exact(value.trim_start()).ok()?;
        is_currency.then(|| Self { currency: Currency::from(currency), value })
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// `TRUE`, and otherwise left out.
impl Field for bool {
    fn read(name: &'static str, value: Option<&str>) -> Result<Self, ParseError> {
        match value {
            Some(text) if text.eq_ignore_ascii_case("true") => Ok(true),
            Some(text) if text.eq_ignore_ascii_case("false") => Ok(false),
            Some(text) => Err(ParseError::Invalid { name, value: shortened(text), expected: "TRUE or FALSE" }),
            None => Ok(false),
        }
    }

    fn write(&self, name: &'static str, out: &mut Vec<(String, String)>) {
        if *self {
            out.push((name.to_owned(), "TRUE".to_owned()));
        }
    }
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(40).collect()
}
