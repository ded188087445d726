//! How each kind of value is written as a parameter, and read.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::terms::{
    Address, Bound, Branding, BrandingStyle, CardExpiry, MOST, Period, Quota, Status, Unit, UsageLimit,
};
use crate::{
    fps::PaymentMethod,
    ids::{CallerReference, InstrumentId, TokenId},
    money::{Amount, Currency},
    wire::xml::is_writable,
};

/// The longest caller reference, in characters.
const LONGEST_REFERENCE: usize = 128;

/// Parameters that are being written.
pub(super) type Parameters = Vec<(&'static str, String)>;

/// Something that one parameter holds, or several that belong together.
pub(super) trait Field: Sized {
    fn write(&self, name: &'static str, to: &mut Parameters);

    /// What the parameters hold. Nothing where it is missing or can't be used, which `from` remembers.
    fn read(name: &'static str, from: &mut Source<'_>) -> Option<Self>;
}

/// What one parameter holds.
pub(super) trait Scalar: Sized {
    fn text(&self) -> String;
    fn parse(text: &str) -> Option<Self>;
}

/// Parameters that are being read, with the names of those that can't be used.
pub(super) struct Source<'p> {
    parameters: &'p [(String, String)],
    malformed: BTreeSet<&'static str>,
}

impl<'p> Source<'p> {
    pub(super) fn new(parameters: &'p [(String, String)]) -> Self {
        Self { parameters, malformed: BTreeSet::new() }
    }

    /// The first value of that name, or of the other spellings that clients have for it. An empty one is none.
    pub(super) fn get(&self, name: &str) -> Option<&'p str> {
        let spellings: &[&str] = match name {
            "callerReference" => &["callerReference", "CallerReference"],
            "returnURL" => &["returnURL", "returnUrl"],
            "tokenId" => &["tokenId", "tokenID"],
            _ => &[],
        };
        let value = |name: &str| {
            let mut found = self.parameters.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim());
            found.find(|value| !value.is_empty())
        };
        if spellings.is_empty() { value(name) } else { spellings.iter().find_map(|name| value(name)) }
    }

    pub(super) fn reject(&mut self, name: &'static str) {
        self.malformed.insert(name);
    }

    pub(super) fn malformed(self) -> Vec<&'static str> {
        self.malformed.into_iter().collect()
    }

    fn scalar<T: Scalar>(&mut self, name: &'static str) -> Option<Option<T>> {
        let Some(text) = self.get(name) else { return Some(None) };
        let value = T::parse(text);
        if value.is_none() {
            self.reject(name);
        }
        value.map(Some)
    }
}

/// Required.
impl<T: Scalar> Field for T {
    fn write(&self, name: &'static str, to: &mut Parameters) {
        to.push((name, self.text()));
    }

    fn read(name: &'static str, from: &mut Source<'_>) -> Option<Self> {
        let value = from.scalar(name)?;
        if value.is_none() {
            from.reject(name);
        }
        value
    }
}

impl<T: Scalar> Field for Option<T> {
    fn write(&self, name: &'static str, to: &mut Parameters) {
        to.extend(self.as_ref().map(|value| (name, value.text())));
    }

    fn read(name: &'static str, from: &mut Source<'_>) -> Option<Self> {
        from.scalar(name)
    }
}

/// With commas between them.
impl<T: Scalar> Field for Vec<T> {
    fn write(&self, name: &'static str, to: &mut Parameters) {
        if !self.is_empty() {
            to.push((name, self.iter().map(Scalar::text).collect::<Vec<_>>().join(",")));
        }
    }

    fn read(name: &'static str, from: &mut Source<'_>) -> Option<Self> {
        let text = from.get(name).unwrap_or_default();
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let values = parts.map(T::parse).collect::<Option<Vec<_>>>();
        if values.as_ref().is_none_or(|values| values.is_empty() && !text.is_empty()) {
            from.reject(name);
            return None;
        }
        values
    }
}

/// Two at most, each of three parameters.
impl Field for Vec<UsageLimit> {
    fn write(&self, _: &'static str, to: &mut Parameters) {
        for (limit, [kind, value, period]) in self.iter().zip(USAGE_LIMITS) {
            let (kind_text, value_text) = match &limit.quota {
                Quota::Amount(amount) => ("Amount", amount.text()),
                Quota::Count(count) => ("Count", count.to_string()),
            };
            to.extend([(kind, kind_text.to_owned()), (value, value_text)]);
            limit.period.write(period, to);
        }
    }

    fn read(_: &'static str, from: &mut Source<'_>) -> Option<Self> {
        let mut limits = Some(Vec::new());
        for [kind, value, period] in USAGE_LIMITS {
            let text = from.get(value).unwrap_or_default();
            let quota = match from.get(kind) {
                None if text.is_empty() && from.get(period).is_none() => continue,
                Some("Amount") => match Amount::parse(text).filter(|amount| !amount.value.is_zero()) {
                    Some(amount) => Ok(Quota::Amount(amount)),
                    None => Err(value),
                },
                Some("Count") => match text.parse().ok().filter(|count| *count > 0) {
                    Some(count) => Ok(Quota::Count(count)),
                    None => Err(value),
                },
                _ => Err(kind),
            };
            let quota = quota.map_err(|name| from.reject(name)).ok();
            let limit = Field::read(period, from).and_then(|period| Some(UsageLimit { quota: quota?, period }));
            limits = limits.and_then(|limits: Vec<_>| Some(limits.into_iter().chain([limit?]).collect()));
        }
        limits
    }
}

const USAGE_LIMITS: [[&str; 3]; 2] = [
    ["usageLimitType1", "usageLimitValue1", "usageLimitPeriod1"],
    ["usageLimitType2", "usageLimitValue2", "usageLimitPeriod2"],
];

impl Field for Address {
    fn write(&self, _: &'static str, to: &mut Parameters) {
        self.name.write("addressName", to);
        self.line1.write("addressLine1", to);
        self.line2.write("addressLine2", to);
        self.city.write("city", to);
        self.state.write("state", to);
        self.zip.write("zip", to);
        self.country.write("country", to);
        self.phone.write("phoneNumber", to);
    }

    fn read(_: &'static str, from: &mut Source<'_>) -> Option<Self> {
        Some(Self {
            name: Field::read("addressName", from)?,
            line1: Field::read("addressLine1", from)?,
            line2: Field::read("addressLine2", from)?,
            city: Field::read("city", from)?,
            state: Field::read("state", from)?,
            zip: Field::read("zip", from)?,
            country: Field::read("country", from)?,
            phone: Field::read("phoneNumber", from)?,
        })
    }
}

impl Field for Branding {
    fn write(&self, _: &'static str, to: &mut Parameters) {
        self.style.write("cobrandingStyle", to);
        self.image_url.write("cobrandingUrl", to);
        self.description.write("websiteDescription", to);
    }

    fn read(_: &'static str, from: &mut Source<'_>) -> Option<Self> {
        let style = Field::read("cobrandingStyle", from);
        let image_url: Option<Option<String>> = Field::read("cobrandingUrl", from);
        let is_https = |text: &String| url::Url::parse(text).is_ok_and(|url| url.scheme() == "https");
        if !image_url.as_ref()?.as_ref().is_none_or(is_https) {
            from.reject("cobrandingUrl");
            return None;
        }
        Some(Self { style: style?, image_url: image_url?, description: Field::read("websiteDescription", from)? })
    }
}

/// Dollars in whole cents.
impl Scalar for Amount {
    fn text(&self) -> String {
        match self.currency {
            Currency::Usd => {
                let value = self.value.normalize();
                format!("{value:.*}", value.scale().max(2) as usize)
            }
            // Which is not well formed: the pages know dollars only.
            _ => self.to_string(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let value = number(text).filter(|value| value.scale() <= 2 && *value <= MOST)?;
        Some(Self { currency: Currency::Usd, value })
    }
}

/// A percentage.
impl Scalar for Decimal {
    fn text(&self) -> String {
        self.normalize().to_string()
    }

    fn parse(text: &str) -> Option<Self> {
        number(text).filter(|value| *value <= Self::ONE_HUNDRED)
    }
}

/// Digits, and perhaps a point with more of them.
fn number(text: &str) -> Option<Decimal> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.len() <= 28;
    is_number.then(|| text.parse::<Decimal>().ok())?.map(|value| value.normalize())
}

/// What XML can carry, as the answers of FPS have to give it back.
impl Scalar for String {
    fn text(&self) -> String {
        self.clone()
    }

    fn parse(text: &str) -> Option<Self> {
        is_writable(text).then(|| text.to_owned())
    }
}

impl Scalar for bool {
    fn text(&self) -> String {
        if *self { "True" } else { "False" }.to_owned()
    }

    fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

/// Seconds since 1970, until the year 9999.
impl Scalar for DateTime<Utc> {
    fn text(&self) -> String {
        self.timestamp().to_string()
    }

    fn parse(text: &str) -> Option<Self> {
        let seconds = text.parse().ok().filter(|seconds| (0..=253_402_300_799).contains(seconds))?;
        Self::from_timestamp(seconds, 0)
    }
}

/// A number and a unit, such as `7 Days`.
impl Scalar for Period {
    fn text(&self) -> String {
        let (_, unit) = Unit::ALL.iter().find(|(unit, _)| *unit == self.unit).unwrap_or(&Unit::ALL[0]);
        format!("{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }

    fn parse(text: &str) -> Option<Self> {
        let (count, unit) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
        let count = if count.is_empty() { 1 } else { count.parse().ok()? };
        let unit = unit.trim().to_ascii_lowercase();
        let unit = unit.strip_suffix('s').unwrap_or(&unit);
        let (unit, _) = Unit::ALL.into_iter().find(|(_, name)| name.eq_ignore_ascii_case(unit))?;
        (1..=10_000).contains(&count).then_some(Self { count, unit })
    }
}

impl Scalar for CardExpiry {
    fn text(&self) -> String {
        format!("{:02}/{:04}", self.month, self.year)
    }

    fn parse(text: &str) -> Option<Self> {
        let (month, year) = text.split_once('/')?;
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some(Self { year: year.parse().ok().filter(|year| (1970..=9999).contains(year))?, month })
    }
}

impl Scalar for CallerReference {
    fn text(&self) -> String {
        self.as_str().to_owned()
    }

    fn parse(text: &str) -> Option<Self> {
        let fits = (1..=LONGEST_REFERENCE).contains(&text.chars().count()) && is_writable(text);
        fits.then(|| Self::new(text))
    }
}

impl Scalar for Status {
    fn text(&self) -> String {
        self.as_str().to_owned()
    }

    fn parse(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }
}

macro_rules! ids {
    ($($name:ident),*) => {$(
        impl Scalar for $name {
            fn text(&self) -> String {
                self.as_str().to_owned()
            }

            fn parse(text: &str) -> Option<Self> {
                let fits = (1..=LONGEST_REFERENCE).contains(&text.len()) && is_writable(text);
                fits.then(|| Self::new(text))
            }
        }
    )*};
}

ids! { TokenId, InstrumentId }

/// Words, in any case.
macro_rules! words {
    ($($name:ident { $($value:ident = $text:literal),* })*) => {$(
        impl Scalar for $name {
            fn text(&self) -> String {
                match self {
                    $(Self::$value => $text.to_owned(),)*
                }
            }

            fn parse(text: &str) -> Option<Self> {
                [$((Self::$value, $text)),*].into_iter().find(|(_, word)| word.eq_ignore_ascii_case(text)).map(|it| it.0)
            }
        }
    )*};
}

words! {
    Bound { Exact = "Exact", Minimum = "Minimum", Maximum = "Maximum" }
    BrandingStyle { Logo = "logo", Banner = "banner" }
}

/// Those that a person can pick: prepaid and postpaid payments have pipelines of their own.
impl Scalar for PaymentMethod {
    fn text(&self) -> String {
        self.as_str().to_owned()
    }

    fn parse(text: &str) -> Option<Self> {
        let known = [Self::Cc, Self::Ach, Self::Abt];
        known.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(text))
    }
}
