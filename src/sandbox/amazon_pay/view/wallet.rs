//! What a buyer has chosen, as answers show it to the merchant.

use crate::{
    amazon_pay::{self as pay, AddressType},
    sandbox::amazon_pay::rows::{Address, Buyer, Wallet},
};

/// Where it is sent to: as a whole, or no more than the merchant needs to reckon postage and taxes.
pub(crate) fn destination(wallet: &Wallet, whole: bool) -> Option<pay::Destination> {
    let chosen = wallet.destination.as_ref()?;
    let shown = if whole { address(chosen) } else { area(chosen) };
    Some(pay::Destination { destination_type: AddressType::Physical, physical_destination: Some(shown) })
}

pub(crate) fn billing_address(wallet: &Wallet) -> Option<pay::BillingAddress> {
    let billed = wallet.billing_address.as_ref().map(address);
    billed.map(|billed| pay::BillingAddress { address_type: AddressType::Physical, physical_address: Some(billed) })
}

pub(crate) fn buyer(buyer: &Buyer) -> pay::Buyer {
    pay::Buyer { name: Some(buyer.name.clone()), email: Some(buyer.email.clone()), phone: buyer.phone.clone() }
}

fn area(whole: &Address) -> pay::Address {
    pay::Address {
        city: whole.city.clone(),
        state_or_region: whole.state_or_region.clone(),
        postal_code: whole.postal_code.clone(),
        country_code: Some(whole.country_code.clone()),
        ..pay::Address::default()
    }
}

pub(crate) fn address(whole: &Address) -> pay::Address {
    let line = |number: usize| whole.lines.get(number).cloned();
    pay::Address {
        name: whole.name.clone(),
        address_line1: line(0),
        address_line2: line(1),
        address_line3: line(2),
        county: whole.county.clone(),
        district: whole.district.clone(),
        phone: whole.phone.clone(),
        ..area(whole)
    }
}
