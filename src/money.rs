//! Amounts of money.

use std::fmt;

use rust_decimal::Decimal;

use crate::wire::{Decode, Encode, Fields, Key, Malformed, Node, Scalar, Sink};

/// An amount with its currency: the type `Amount` of the reference.
///
/// Requests take whole cents, more than zero. Answers give six decimals, and fees of a refund are
/// negative.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Amount {
    /// The currency. FPS knows US dollars only.
    pub currency: Currency,
    /// The value in units of the currency: 25.01 is 25 dollars and one cent.
    pub value: Decimal,
}

/// A currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "String", into = "String"))]
#[non_exhaustive]
pub enum Currency {
    /// US dollars.
    #[default]
    Usd,
    /// Any other code, as it was read.
    Other(String),
}

/// An amount with its currency: the type `Price` of Amazon Pay.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Price {
    /// The value in units of the currency: 25.01 is 25 dollars and one cent, 25 is 25 yen.
    pub amount: Decimal,
    /// The currency: that of the region, or another one in which the buyer is shown prices.
    pub currency_code: Currency,
}

impl Price {
    /// An amount of the currency with this code of ISO 4217.
    pub fn new(amount: impl Into<Decimal>, currency_code: &str) -> Self {
        Self { amount: amount.into(), currency_code: Currency::from(currency_code) }
    }

    /// An amount of US dollars.
    pub fn usd(amount: impl Into<Decimal>) -> Self {
        Self { amount: amount.into(), currency_code: Currency::Usd }
    }
}

impl From<Amount> for Price {
    fn from(amount: Amount) -> Self {
        Self { amount: amount.value, currency_code: amount.currency }
    }
}

impl From<Price> for Amount {
    fn from(price: Price) -> Self {
        Self { currency: price.currency_code, value: price.amount }
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Amount::from(self.clone()).fmt(f)
    }
}

impl Amount {
    /// An amount of US dollars.
    pub fn usd(value: impl Into<Decimal>) -> Self {
        Self { currency: Currency::Usd, value: value.into() }
    }
}

impl Currency {
    /// The code of ISO 4217: `USD`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Usd => "USD",
            Self::Other(code) => code,
        }
    }
}

impl From<&str> for Currency {
    fn from(code: &str) -> Self {
        match code {
            "USD" => Self::Usd,
            code => Self::Other(code.to_owned()),
        }
    }
}

impl From<String> for Currency {
    fn from(code: String) -> Self {
        Self::from(code.as_str())
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = self.value.normalize();
        write!(f, "{} {:.*}", self.currency.as_str(), value.scale().max(2) as usize, value)
    }
}

impl Encode for Amount {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        let style = sink.style();
        sink.open(key);
        sink.text(Key::of("CurrencyCode"), self.currency.as_str());
        let mut text = String::new();
        match style.amount_decimals {
            Some(decimals) => {
                let mut value = self.value;
                value.rescale(decimals);
                if value.is_zero() {
                    // What rounds to nothing owes nobody anything.
                    value.set_sign_positive(true);
                }
                value.write(style, &mut text);
            }
            None => self.value.write(style, &mut text),
        }
        sink.text(Key::of("Value"), &text);
        sink.close(key);
    }
}

impl Decode for Amount {
    fn decode(node: Node<'_>) -> Result<Self, Malformed> {
        let mut fields = Fields::of(node)?;
        let currency = Currency::from(fields.required::<String>("CurrencyCode")?.trim());
        let value = fields.required("Value")?;
        fields.finish(&["CurrencyCode", "Value"])?;
        Ok(Self { currency, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_sign() {
        let style = crate::wire::Style { amount_decimals: Some(6), ..crate::wire::Style::REQUEST };
        let amount = Amount::usd(Decimal::new(-1, 9));
        let text = crate::wire::xml::document("a", "urn:x", style, |sink| amount.encode(Key::of("b"), sink));
        assert!(text.contains("<Value>0.000000</Value>"), "{text}");
    }

    #[test]
    fn amounts_are_shown_with_at_least_the_cents() {
        assert_eq!(Amount::usd(1).to_string(), "USD 1.00");
        assert_eq!(Amount::usd(Decimal::new(-100_000, 6)).to_string(), "USD -0.10");
        assert_eq!(Amount::usd(Decimal::new(1234, 3)).to_string(), "USD 1.234");
    }
}
