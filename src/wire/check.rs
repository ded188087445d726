use rust_decimal::Decimal;

use super::Malformed;
use super::xml::is_writable;
use crate::money::Money;

/// A field that breaks a rule of its own, found before the request was sent or acted on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct Invalid {
    /// The path of the field, such as `TransactionAmount.Value`.
    pub field: String,
    /// The rule and how it is broken. No value of a token or an account is repeated here.
    pub rule: String,
}

impl From<Malformed> for Invalid {
    /// A request that can't be read breaks the rule that its field be there, or be of its type.
    fn from(malformed: Malformed) -> Self {
        let rule = malformed.problem.to_string();
        Self { field: malformed.path, rule }
    }
}

/// The longest text that a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Length {
    /// Unicode characters.
    Characters(usize),
    /// Bytes of UTF-8.
    Bytes(usize),
}

/// The rules that generated checks are made of, each for one field.
#[derive(Clone, Copy, Debug)]
pub struct Checker {
    version: &'static str,
}

impl Checker {
    /// Checks for a request of this API version.
    pub fn new(version: &'static str) -> Self {
        Self { version }
    }

    /// A text that must say something.
    ///
    /// # Errors
    /// [`Invalid`] where it is empty.
    pub fn filled(&self, field: &str, value: &str) -> Result<(), Invalid> {
        match value.trim().is_empty() {
            true => broken(field, "it says nothing"),
            false => Ok(()),
        }
    }

    /// A text that both transports can carry, no longer than `longest`.
    ///
    /// # Errors
    /// [`Invalid`] where it is longer, or holds a character that no XML document may hold.
    pub fn text(&self, field: &str, value: &str, longest: Option<Length>) -> Result<(), Invalid> {
        let (length, most, unit) = match longest {
            Some(Length::Characters(most)) if value.len() > most => (value.chars().count(), most, "characters"),
            Some(Length::Bytes(most)) => (value.len(), most, "bytes"),
            _ => (0, 0, ""),
        };
        if length > most {
            return broken(field, &format!("it has {length} {unit}, and may have {most} at most"));
        }
        if let Some(char) = value.chars().find(|char| !is_writable(char.encode_utf8(&mut [0; 4]))) {
            return broken(field, &format!("it holds U+{:04X}, which XML can't carry", u32::from(char)));
        }
        Ok(())
    }

    /// A text that is made of the characters in `ranges`, both ends of each among them.
    ///
    /// # Errors
    /// [`Invalid`] where it holds another one.
    pub fn characters(&self, field: &str, value: &str, ranges: &[(char, char)]) -> Result<(), Invalid> {
        let is_known = |char: &char| ranges.iter().any(|(first, last)| (first..=last).contains(&char));
        let Some(other) = value.chars().find(|char| !is_known(char)) else { return Ok(()) };
        let known = ranges.iter().map(|(first, last)| match first == last {
            true => first.to_string(),
            false => format!("{first}-{last}"),
        });
        let known = known.collect::<Vec<_>>().join(" ");
        broken(field, &format!("it holds {other:?}, and may hold {known} only"))
    }

    /// A value of an enumeration; `known` lists them.
    ///
    /// # Errors
    /// [`Invalid`] where `value` is none of them.
    pub fn one_of(&self, field: &str, value: &str, known: &[&str]) -> Result<(), Invalid> {
        match known.contains(&value) {
            true => Ok(()),
            false => broken(field, &format!("it is '{}', and may be {}", shorten(value), known.join(", "))),
        }
    }

    /// A number within its bounds.
    ///
    /// # Errors
    /// [`Invalid`] where it lies outside.
    pub fn number(
        &self,
        field: &str,
        value: Decimal,
        least: Option<Decimal>,
        most: Option<Decimal>,
    ) -> Result<(), Invalid> {
        if let Some(least) = least
            && value < least
        {
            return broken(field, &format!("it is {value}, and must be {least} at least"));
        }
        if let Some(most) = most
            && value > most
        {
            return broken(field, &format!("it is {value}, and may be {most} at most"));
        }
        Ok(())
    }

    /// A number that is a multiple of `step`.
    ///
    /// # Errors
    /// [`Invalid`] where it isn't.
    pub fn step(&self, field: &str, value: i64, step: u32) -> Result<(), Invalid> {
        match value % i64::from(step) {
            0 => Ok(()),
            _ => broken(field, &format!("it is {value}, and must be a multiple of {step}")),
        }
    }

    /// An amount of money: more than zero (or `least` and more, where that is given), in one of the
    /// `currencies`, and with no more decimal places than this has.
    ///
    /// # Errors
    /// [`Invalid`] where it isn't.
    pub fn amount<M: Money>(
        &self,
        field: &str,
        amount: &M,
        least: Option<Decimal>,
        currencies: &[&str],
    ) -> Result<(), Invalid> {
        self.one_of(&format!("{field}.CurrencyCode"), amount.currency().as_str(), currencies)?;
        let value = amount.value();
        let field = || format!("{field}.{}", M::VALUE);
        if value.normalize().scale() > amount.currency().decimals() {
            let most = match amount.currency().decimals() {
                0 => "no decimal places",
                _ => "two decimal places at most",
            };
            return broken(&field(), &format!("it is {value}, and may have {most}"));
        }
        match least {
            None if value <= Decimal::ZERO => broken(&field(), &format!("it is {value}, and must be more than zero")),
            Some(least) if value < least => broken(&field(), &format!("it is {value}, and must be {least} at least")),
            _ => Ok(()),
        }
    }

    /// A field that only versions from `since` on have.
    ///
    /// # Errors
    /// [`Invalid`] where the request is of an older one.
    pub fn since(&self, field: &str, since: &str) -> Result<(), Invalid> {
        match self.version < since {
            true => broken(field, &format!("version {} doesn't have it; version {since} does", self.version)),
            false => Ok(()),
        }
    }

    /// A field that something else makes necessary.
    ///
    /// # Errors
    /// [`Invalid`] where `is_there` is false; `why` says what makes it necessary.
    pub fn needed(&self, field: &str, is_there: bool, why: &str) -> Result<(), Invalid> {
        match is_there {
            true => Ok(()),
            false => broken(field, &format!("it is missing, and is required {why}")),
        }
    }
}

fn broken(field: &str, rule: &str) -> Result<(), Invalid> {
    Err(Invalid { field: field.to_owned(), rule: rule.to_owned() })
}

fn shorten(text: &str) -> String {
    text.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Amount, Price};

    #[test]
    fn texts_and_numbers_keep_to_their_sets() {
        let checker = Checker::new("2013-01-01");
        let reference = [('A', 'Z'), ('0', '9'), ('_', '_')];
        assert!(checker.characters("ReferenceId", "", &reference).is_ok());
        assert!(checker.characters("ReferenceId", "A_9Z", &reference).is_ok());
        let error = checker.characters("ReferenceId", "A b", &reference).expect_err("a blank");
        assert_eq!(error.to_string(), "ReferenceId: it holds ' ', and may hold A-Z 0-9 _ only");
        assert!(
            checker.step("TransactionTimeout", 0, 5).is_ok() && checker.step("TransactionTimeout", 1440, 5).is_ok()
        );
        let error = checker.step("TransactionTimeout", 7, 5).expect_err("no multiple");
        assert_eq!(error.to_string(), "TransactionTimeout: it is 7, and must be a multiple of 5");
    }

    #[test]
    fn a_price_has_the_decimals_of_its_currency() {
        let checker = Checker::new("2013-01-01");
        let check = |value, currency| {
            checker.amount("RefundAmount", &Price::new(value, currency), None, &["EUR", "JPY"]).map_err(|invalid| {
                assert!(invalid.field.starts_with("RefundAmount."), "{invalid}");
                invalid.to_string()
            })
        };
        assert_eq!(check(Decimal::new(1050, 2), "EUR"), Ok(()));
        assert_eq!(check(Decimal::new(1000, 1), "JPY"), Ok(()));
        assert_eq!(
            check(Decimal::new(5, 1), "JPY"),
            Err("RefundAmount.Amount: it is 0.5, and may have no decimal places".to_owned())
        );
        assert_eq!(
            check(Decimal::ZERO, "EUR"),
            Err("RefundAmount.Amount: it is 0, and must be more than zero".to_owned())
        );
        assert_eq!(
            check(Decimal::ONE, "USD"),
            Err("RefundAmount.CurrencyCode: it is 'USD', and may be EUR, JPY".to_owned())
        );
    }

    #[test]
    fn lengths_count_what_they_say() {
        let checker = Checker::new("2010-08-28");
        let umlauts = "ä".repeat(128);
        assert!(checker.text("CallerReference", &umlauts, Some(Length::Characters(128))).is_ok());
        let error = checker.text("PrepaidInstrumentId", &umlauts, Some(Length::Bytes(128))).expect_err("256 bytes");
        assert_eq!(error.to_string(), "PrepaidInstrumentId: it has 256 bytes, and may have 128 at most");
        let error = checker.text("CallerReference", &"x".repeat(129), Some(Length::Characters(128))).expect_err("129");
        assert_eq!(error.to_string(), "CallerReference: it has 129 characters, and may have 128 at most");
        let error = checker.text("ReasonText", "a\u{1}b", None).expect_err("no XML");
        assert_eq!(error.to_string(), "ReasonText: it holds U+0001, which XML can't carry");
    }

    #[test]
    fn amounts_are_positive_whole_cents() {
        let checker = Checker::new("2010-08-28");
        let check = |value: Decimal| checker.amount("TransactionAmount", &Amount::usd(value), None, &["USD"]);
        assert!(check(Decimal::new(100, 2)).is_ok());
        assert!(check(Decimal::new(1_100_000, 6)).is_ok());
        for (value, rule) in [
            (Decimal::new(1234, 3), "two decimal places"),
            (Decimal::ZERO, "more than zero"),
            (Decimal::NEGATIVE_ONE, "more than zero"),
        ] {
            let error = check(value).expect_err("it is no amount to send");
            assert!(error.rule.contains(rule) && error.field == "TransactionAmount.Value", "{error}");
        }
    }
}
