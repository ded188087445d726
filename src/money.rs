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

/// What an amount of money tells, whatever a service calls its fields.
pub trait Money {
    /// The name of the field that holds the value.
    const VALUE: &'static str;

    /// The currency.
    fn currency(&self) -> &Currency;

    /// The value in units of the currency.
    fn value(&self) -> Decimal;
}

/// A currency. FPS knows US dollars only; Amazon Pay all that have a name here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(from = "String", into = "String"))]
#[non_exhaustive]
pub enum Currency {
    /// US dollars.
    #[default]
    Usd,
    /// Euros.
    Eur,
    /// British pounds.
    Gbp,
    /// Japanese yen, which have no decimals.
    Jpy,
    /// Australian dollars.
    Aud,
    /// South African rand.
    Zar,
    /// Swiss francs.
    Chf,
    /// Norwegian kroner.
    Nok,
    /// Danish kroner.
    Dkk,
    /// Swedish kronor.
    Sek,
    /// New Zealand dollars.
    Nzd,
    /// Hong Kong dollars.
    Hkd,
    /// Any other code, as it was read.
    Other(String),
}

/// An amount with its currency: the type `Price` of Amazon Pay, and its `OrderTotal`.
///
/// Requests take more than zero, with no more decimals than the currency has. Written, it has two decimals, and none
/// in yen; in answers Amazon wrote `0` as well as `0.00`.
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
            Self::Eur => "EUR",
            Self::Gbp => "GBP",
            Self::Jpy => "JPY",
            Self::Aud => "AUD",
            Self::Zar => "ZAR",
            Self::Chf => "CHF",
            Self::Nok => "NOK",
            Self::Dkk => "DKK",
            Self::Sek => "SEK",
            Self::Nzd => "NZD",
            Self::Hkd => "HKD",
            Self::Other(code) => code,
        }
    }

    /// The decimal places that amounts have: none in yen, two in all else.
    pub fn decimals(&self) -> u32 {
        match self {
            Self::Jpy => 0,
            _ => 2,
        }
    }
}

impl Money for Amount {
    const VALUE: &'static str = "Value";

    fn currency(&self) -> &Currency {
        &self.currency
    }

    fn value(&self) -> Decimal {
        self.value
    }
}

impl Money for Price {
    const VALUE: &'static str = "Amount";

    fn currency(&self) -> &Currency {
        &self.currency_code
    }

    fn value(&self) -> Decimal {
        self.amount
    }
}

impl From<&str> for Currency {
    fn from(code: &str) -> Self {
        match code {
            "USD" => Self::Usd,
            "EUR" => Self::Eur,
            "GBP" => Self::Gbp,
            "JPY" => Self::Jpy,
            "AUD" => Self::Aud,
            "ZAR" => Self::Zar,
            "CHF" => Self::Chf,
            "NOK" => Self::Nok,
            "DKK" => Self::Dkk,
            "SEK" => Self::Sek,
            "NZD" => Self::Nzd,
            "HKD" => Self::Hkd,
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
        show(self, f)
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        show(self, f)
    }
}

fn show(money: &impl Money, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} {}", money.currency().as_str(), digits(money))
}

/// With at least the decimals of the currency, and none that says nothing behind them.
fn digits(money: &impl Money) -> String {
    let value = money.value().normalize();
    format!("{:.*}", value.scale().max(money.currency().decimals()) as usize, value)
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

impl Encode for Price {
    fn encode(&self, key: Key, sink: &mut dyn Sink) {
        sink.open(key);
        sink.text(Key::of("Amount"), &digits(self));
        sink.text(Key::of("CurrencyCode"), self.currency_code.as_str());
        sink.close(key);
    }
}

impl Decode for Price {
    fn decode(node: Node<'_>) -> Result<Self, Malformed> {
        let mut fields = Fields::of(node)?;
        let amount = fields.required("Amount")?;
        let currency_code = Currency::from(fields.required::<String>("CurrencyCode")?.trim());
        fields.finish(&["Amount", "CurrencyCode"])?;
        Ok(Self { amount, currency_code })
    }

    fn is_absent(node: Node<'_>) -> bool {
        node.is_leaf() && node.text().trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_written_with_the_decimals_of_its_currency_and_read_in_any_order() {
        for (price, written) in [
            (Price::usd(10), "USD 10.00"),
            (Price::new(Decimal::new(1_050_000, 5), "EUR"), "EUR 10.50"),
            (Price::new(Decimal::new(100, 2), "JPY"), "JPY 1"),
            (Price::new(Decimal::ZERO, "JPY"), "JPY 0"),
            (Price::new(Decimal::new(1234, 3), "GBP"), "GBP 1.234"),
        ] {
            assert_eq!(price.to_string(), written);
            let fields = crate::wire::flatten(&price);
            assert_eq!(format!("{} {}", fields[1].1, fields[0].1), written);
            assert_eq!(Price::from(Amount::from(price.clone())), price);
        }
        let text = "<P><CurrencyCode> USD </CurrencyCode><Amount>5.0</Amount></P>";
        let tree = crate::wire::xml::read(text, &crate::wire::Limits::ANSWER).expect("it is XML");
        assert_eq!(Price::decode(tree.root()), Ok(Price::usd(5)));
    }

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
