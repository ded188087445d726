//! What a buyer has chosen, as the rows have it.

use super::model::{ChosenAddress, ShippingAddress};
use crate::{
    amazon_pay::Environment,
    sandbox::{
        Setting,
        amazon_pay::{
            merchants,
            rows::{Address, Buyer, Merchant, Wallet},
            rules::On,
            wallets::{PLACES, Place, TestCard},
        },
        books::{Books, Stop},
        command::invalid,
        seed::{self, SeedAccount},
    },
    wire::xml::is_writable,
};

/// The longest line of an address, in characters.
const LONGEST_LINE: usize = 200;
const MOST_LINES: usize = 3;

/// The merchant of that id, or the caller itself.
pub(crate) fn merchant(books: &Books<'_>, seller_id: Option<&str>) -> Result<Merchant, Stop> {
    let own;
    let id = match seller_id {
        Some(id) => id,
        None => {
            own = merchants::seller_id_of(books.caller_id());
            &own
        }
    };
    let known = books.merchant(id)?;
    known.ok_or_else(|| invalid(format!("There is no merchant '{}' here.", id.chars().take(64).collect::<String>())))
}

/// Where the merchant is meant that is named so.
pub(crate) fn on(books: &Books<'_>, seller_id: Option<&str>, environment: Option<Environment>) -> Result<On, Stop> {
    Ok(On { merchant: merchant(books, seller_id)?, environment: environment.unwrap_or(Environment::Sandbox) })
}

/// Who the buyer is that is named so. The caller, as a buyer from itself, is the merchant: that can't be.
pub(crate) fn buyer(books: &Books<'_>, merchant: &Merchant, name: Option<&str>) -> Result<Buyer, Stop> {
    let name = name.unwrap_or("buyer");
    let known = seed::accounts(books)?;
    let is_meant =
        |known: &&SeedAccount| [&known.name, &known.account_id, &known.email].into_iter().any(|it| it == name);
    let account = known.iter().find(is_meant).ok_or_else(|| {
        let names: Vec<_> = known.iter().map(|known| known.name.as_str()).collect();
        invalid(format!("There is no such buyer here. There are: {}.", names.join(", ")))
    })?;
    let is_seller = account.account_id == books.caller_id() && merchant.auth_token.is_none();
    Ok(Buyer {
        name: account.display_name.clone(),
        email: if is_seller { merchant.email.clone() } else { account.email.clone() },
        phone: Some("555-0100".to_owned()),
    })
}

/// A language is one of a country: `en-GB`.
pub(crate) fn check_language(language: Option<&str>) -> Result<(), Stop> {
    let is_one = |language: &str| {
        let bytes = language.as_bytes();
        bytes.len() == 5
            && bytes[..2].iter().all(u8::is_ascii_lowercase)
            && matches!(bytes[2], b'-' | b'_')
            && bytes[3..].iter().all(u8::is_ascii_uppercase)
    };
    match language.is_none_or(is_one) {
        true => Ok(()),
        false => Err(invalid("language must be one of a country, such as en-GB.")),
    }
}

/// What `buyer` brings along for `merchant`.
pub(crate) fn wallet(
    merchant: &Merchant,
    buyer: Buyer,
    address: &Setting<ChosenAddress>,
    payment: Setting<TestCard>,
) -> Result<Wallet, Stop> {
    let home = Place::home(merchant.region, &merchant.currency).address(&buyer.name);
    let payment = match payment {
        Setting::Keep => Some(TestCard::default()),
        Setting::None => None,
        Setting::To(card) => Some(card),
    };
    Ok(Wallet {
        destination: match address {
            Setting::Keep => Some(home.clone()),
            Setting::None => None,
            Setting::To(chosen) => Some(self::address(chosen, &buyer.name)?),
        },
        billing_address: payment.map(|_| home),
        payments_chosen: payment.map_or(0, |_| 1),
        payment: payment.map(TestCard::method),
        buyer,
    })
}

/// The address that somebody called `who` has chosen.
pub(crate) fn address(chosen: &ChosenAddress, who: &str) -> Result<Address, Stop> {
    match chosen {
        ChosenAddress::Known(name) => match Place::named(name) {
            Some(place) => Ok(place.address(who)),
            None => {
                let names = PLACES.map(|place| place.name).join(", ");
                Err(invalid(format!("There is no such address in the address book. There are: {names}.")))
            }
        },
        ChosenAddress::Written(written) => self::written(written, who),
    }
}

fn written(written: &ShippingAddress, who: &str) -> Result<Address, Stop> {
    let ShippingAddress { name, lines, city, county, district, state_or_region, postal_code, country_code, phone } =
        written.clone();
    let country_code = country_code.unwrap_or_else(|| "US".to_owned());
    if country_code.len() != 2 || !country_code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Err(invalid("country_code must have two capital letters."));
    }
    if lines.len() > MOST_LINES {
        return Err(invalid(format!("lines can be {MOST_LINES} at most.")));
    }
    let parts = [&name, &city, &county, &district, &state_or_region, &postal_code, &phone];
    for text in parts.into_iter().flatten().chain(&lines) {
        if text.is_empty() || text.chars().count() > LONGEST_LINE || !is_writable(text) {
            return Err(invalid(format!(
                "Each part of an address has 1 to {LONGEST_LINE} characters that XML can carry."
            )));
        }
    }
    Ok(Address {
        name: Some(name.unwrap_or_else(|| who.to_owned())),
        lines,
        city,
        county,
        district,
        state_or_region,
        postal_code,
        country_code,
        phone,
    })
}
