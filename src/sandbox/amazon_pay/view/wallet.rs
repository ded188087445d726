//! What of a buyer's choices a merchant is shown.

use crate::{
    amazon_pay::{self as pay, AddressType},
    sandbox::amazon_pay::rows::{Address, Wallet},
};

/// Where it goes to: whole, or only what taxes and the cost of sending depend on.
pub(crate) fn destination(wallet: &Wallet, whole: bool) -> Option<pay::Destination> {
    let shown = wallet.destination.as_ref().map(|known| match whole {
        true => address(known),
        false => pay::Address {
            city: known.city.clone(),
            state_or_region: known.state_or_region.clone(),
            postal_code: known.postal_code.clone(),
            country_code: Some(known.country_code.clone()),
            ..pay::Address::default()
        },
    })?;
    Some(pay::Destination { destination_type: AddressType::Physical, physical_destination: Some(shown) })
}

pub(crate) fn billing_address(wallet: &Wallet) -> Option<pay::BillingAddress> {
    let known = wallet.billing_address.as_ref()?;
    Some(pay::BillingAddress { address_type: AddressType::Physical, physical_address: Some(address(known)) })
}

pub(crate) fn buyer(wallet: &Wallet) -> pay::Buyer {
    let known = &wallet.buyer;
    pay::Buyer { name: Some(known.name.clone()), email: Some(known.email.clone()), phone: known.phone.clone() }
}

pub(crate) fn payment(wallet: &Wallet) -> Option<pay::PaymentDescriptor> {
    let known = wallet.payment.as_ref()?;
    Some(pay::PaymentDescriptor {
        name: Some(known.name.clone()),
        account_number_tail: Some(known.account_number_tail.clone()),
        full_descriptor: Some(format!("{} ...{}", known.name, known.account_number_tail)),
        use_amazon_balance_first: Some(false),
    })
}

pub(crate) fn address(known: &Address) -> pay::Address {
    let mut lines = known.lines.iter().cloned();
    pay::Address {
        name: known.name.clone(),
        address_line1: lines.next(),
        address_line2: lines.next(),
        address_line3: lines.next(),
        city: known.city.clone(),
        county: known.county.clone(),
        district: known.district.clone(),
        state_or_region: known.state_or_region.clone(),
        postal_code: known.postal_code.clone(),
        country_code: Some(known.country_code.clone()),
        phone: known.phone.clone(),
    }
}
