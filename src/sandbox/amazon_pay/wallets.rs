//! What buyers have in their wallets: payment methods, starred ones among them that don't do what is asked of them, and
//! addresses.

use serde::Deserialize;

use super::rows::{Address, Behaviour, PaymentMethod, Region};

/// A payment method that every buyer of the sandbox has. Those but the first two do what goes wrong in shops: the
/// widgets of Amazon Pay starred such test cards.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TestCard {
    /// Pays.
    #[default]
    Visa,
    /// Pays, too: another one to change to.
    Mastercard,
    /// Authorizations are declined with `InvalidPaymentMethod`, and another try may succeed.
    InvalidSoft,
    /// Authorizations are declined with `InvalidPaymentMethod`.
    InvalidHard,
    /// Authorizations are declined with `AmazonRejected`.
    Rejected,
    /// Authorizations are declined with `TransactionTimedOut`.
    TimesOut,
    /// It can't be used: the constraint `PaymentMethodNotAllowed`.
    NotAllowed,
}

impl TestCard {
    pub(crate) const ALL: [Self; 7] = [
        Self::Visa,
        Self::Mastercard,
        Self::InvalidSoft,
        Self::InvalidHard,
        Self::Rejected,
        Self::TimesOut,
        Self::NotAllowed,
    ];

    /// As addresses and JSON have it: `invalid_soft`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Visa => "visa",
            Self::Mastercard => "mastercard",
            Self::InvalidSoft => "invalid_soft",
            Self::InvalidHard => "invalid_hard",
            Self::Rejected => "rejected",
            Self::TimesOut => "times_out",
            Self::NotAllowed => "not_allowed",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|card| card.as_str() == name)
    }

    pub(crate) fn method(self) -> PaymentMethod {
        let (name, tail, behaviour) = match self {
            Self::Visa => ("Visa", "1111", Behaviour::Approved),
            Self::Mastercard => ("MasterCard", "4444", Behaviour::Approved),
            Self::InvalidSoft => ("Visa", "0010", Behaviour::Invalid { soft: true }),
            Self::InvalidHard => ("Visa", "0028", Behaviour::Invalid { soft: false }),
            Self::Rejected => ("Visa", "0036", Behaviour::Rejected),
            Self::TimesOut => ("Visa", "0044", Behaviour::TimesOut),
            Self::NotAllowed => ("Visa", "0051", Behaviour::NotAllowed),
        };
        PaymentMethod { name: name.to_owned(), account_number_tail: tail.to_owned(), behaviour }
    }
}

/// An address in the address book of every buyer.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) name: &'static str,
    line: &'static str,
    city: &'static str,
    state_or_region: Option<&'static str>,
    postal_code: &'static str,
    country_code: &'static str,
    phone: &'static str,
}

pub(crate) const PLACES: [Place; 5] = [
    Place {
        name: "seattle",
        line: "1 Sample Street",
        city: "Seattle",
        state_or_region: Some("WA"),
        postal_code: "98101",
        country_code: "US",
        phone: "206-555-0100",
    },
    Place {
        name: "new_york",
        line: "22 Sample Avenue",
        city: "New York",
        state_or_region: Some("NY"),
        postal_code: "10101-9876",
        country_code: "US",
        phone: "212-555-0100",
    },
    Place {
        name: "london",
        line: "3 Sample Lane",
        city: "London",
        state_or_region: None,
        postal_code: "EC4A 1AA",
        country_code: "GB",
        phone: "020 7946 0000",
    },
    Place {
        name: "berlin",
        line: "Musterweg 4",
        city: "Berlin",
        state_or_region: None,
        postal_code: "10115",
        country_code: "DE",
        phone: "030 23125 000",
    },
    Place {
        name: "tokyo",
        line: "1-2-3 Marunouchi",
        city: "Chiyoda-ku",
        state_or_region: Some("Tokyo"),
        postal_code: "100-0005",
        country_code: "JP",
        phone: "03-5550-0100",
    },
];

impl Place {
    pub(crate) fn named(name: &str) -> Option<Self> {
        PLACES.into_iter().find(|place| place.name == name)
    }

    /// Where buyers live who buy from a merchant of this region and currency.
    pub(crate) fn home(region: Region, currency: &str) -> Self {
        let [seattle, _, london, berlin, tokyo] = PLACES;
        match region {
            Region::UnitedStates => seattle,
            Region::Europe if currency == "GBP" => london,
            Region::Europe => berlin,
            Region::Japan => tokyo,
        }
    }

    /// The address of somebody who lives there.
    pub(crate) fn address(self, who: &str) -> Address {
        Address {
            name: Some(who.to_owned()),
            lines: vec![self.line.to_owned()],
            city: Some(self.city.to_owned()),
            state_or_region: self.state_or_region.map(str::to_owned),
            postal_code: Some(self.postal_code.to_owned()),
            country_code: self.country_code.to_owned(),
            phone: Some(self.phone.to_owned()),
            ..Address::default()
        }
    }
}

impl Address {
    /// What a person reads of it, in a line.
    pub(crate) fn in_a_line(&self) -> String {
        let parts = [&self.city, &self.county, &self.district, &self.state_or_region, &self.postal_code];
        let parts = self.name.iter().chain(&self.lines).chain(parts.into_iter().flatten());
        parts.map(String::as_str).chain([self.country_code.as_str()]).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_are_named_as_json_has_them_and_told_apart_by_their_digits() {
        let mut tails = Vec::new();
        for card in TestCard::ALL {
            assert_eq!(serde_json::from_value::<TestCard>(card.as_str().into()).unwrap(), card);
            assert_eq!(TestCard::named(card.as_str()), Some(card));
            tails.push(card.method().account_number_tail);
        }
        tails.sort();
        tails.dedup();
        assert_eq!(tails.len(), TestCard::ALL.len());
        assert_eq!(TestCard::named("cash"), None);
    }

    #[test]
    fn buyers_live_where_the_merchant_sells() {
        let home = |region, currency| Place::home(region, currency).country_code;
        assert_eq!(home(Region::UnitedStates, "USD"), "US");
        assert_eq!((home(Region::Europe, "EUR"), home(Region::Europe, "GBP")), ("DE", "GB"));
        assert_eq!(home(Region::Japan, "JPY"), "JP");
        let address = Place::named("new_york").unwrap().address("Bea Buyer");
        assert_eq!(address.in_a_line(), "Bea Buyer, 22 Sample Avenue, New York, NY, 10101-9876, US");
    }
}
