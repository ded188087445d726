//! What a buyer has picked on the page, or what an address picks for him.

use super::{Turned, visit::Visit};
use crate::{
    sandbox::{
        Setting,
        amazon_pay::{
            ChosenAddress,
            wallets::{PLACES, Place, TestCard},
        },
    },
    sign::v2::decode_parameters,
};

/// What is picked to leave it as it is, and to have none.
pub(super) const KEEP: &str = "keep";
pub(super) const NONE: &str = "none";

/// What was picked. Of something new, what is kept is what the page shows to begin with.
pub(super) struct Picks {
    /// The place of the buyer among the people of the visit.
    pub(super) person: usize,
    pub(super) payment: Setting<TestCard>,
    pub(super) address: Setting<ChosenAddress>,
    pub(super) consents: bool,
}

pub(super) enum Answer {
    Approve,
    Cancel,
}

impl Answer {
    pub(super) fn named(name: &str) -> Result<Self, Turned> {
        match name {
            "approve" => Ok(Self::Approve),
            "cancel" | "abandon" => Ok(Self::Cancel),
            _ => Err(Turned("The answer can be approve or cancel, and it is neither.".to_owned())),
        }
    }
}

impl Picks {
    /// What the address picks, and what a page shows to begin with.
    pub(super) fn of_address(visit: &Visit) -> Result<Self, Turned> {
        // Who answers without a page is taken to have ticked what is asked for.
        let ticked = visit.wallet().is_none() && visit.auto().is_some();
        Self::of(visit, |name| visit.parameter(name), ticked || visit.consent())
    }

    /// What a form brings.
    pub(super) fn of_form(form: &[u8], visit: &Visit) -> Result<(Self, Answer), Turned> {
        let form = std::str::from_utf8(form).ok().and_then(|form| decode_parameters(form).ok());
        let form = form.ok_or_else(|| Turned("The form is not UTF-8.".to_owned()))?;
        let field = |name: &str| {
            let value = form.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
            value.filter(|value| !value.is_empty())
        };
        let answer = field("answer").ok_or_else(|| Turned("The form says no answer.".to_owned()))?;
        Ok((Self::of(visit, field, false)?, Answer::named(answer)?))
    }

    fn of<'p>(visit: &Visit, value: impl Fn(&'static str) -> Option<&'p str>, consents: bool) -> Result<Self, Turned> {
        let is_new = visit.wallet().is_none();
        Ok(Self {
            person: person(visit, value("buyer"))?,
            payment: setting("payment", value("payment"), is_new, card)?,
            address: setting("address", value("address"), is_new, address)?,
            consents: match value("consent") {
                None => consents,
                Some("true" | "on") => true,
                Some("false") => false,
                Some(_) => return Err(Turned("consent can be true or false.".to_owned())),
            },
        })
    }

    /// How the buyer pays from now on, if that changes.
    pub(super) fn new_payment(&self) -> Option<TestCard> {
        if let Setting::To(card) = self.payment { Some(card) } else { None }
    }

    /// Where it is sent to from now on, if that changes.
    pub(super) fn new_address(&self) -> Option<ChosenAddress> {
        if let Setting::To(address) = &self.address { Some(address.clone()) } else { None }
    }
}

fn person(visit: &Visit, name: Option<&str>) -> Result<usize, Turned> {
    let name = name.unwrap_or("buyer");
    let is_called = |text: &String| text == name;
    let mut people = visit.people.iter();
    people.position(|person| [&person.name, &person.account_id, &person.email].into_iter().any(is_called)).ok_or_else(
        || {
            let names: Vec<_> = visit.people.iter().map(|person| person.name.as_str()).collect();
            Turned(format!("There is no such buyer here. There are: {}.", names.join(", ")))
        },
    )
}

fn setting<T>(
    field: &str,
    value: Option<&str>,
    is_new: bool,
    named: impl Fn(&str) -> Result<T, Turned>,
) -> Result<Setting<T>, Turned> {
    match value {
        None | Some(KEEP) => Ok(Setting::Keep),
        Some(NONE) if is_new => Ok(Setting::None),
        Some(NONE) => Err(Turned(format!("{field} can't be taken back once it was chosen."))),
        Some(name) => named(name).map(Setting::To),
    }
}

fn card(name: &str) -> Result<TestCard, Turned> {
    TestCard::named(name).ok_or_else(|| {
        let names = TestCard::ALL.map(TestCard::as_str).join(", ");
        Turned(format!("payment can be {NONE}, {names}."))
    })
}

fn address(name: &str) -> Result<ChosenAddress, Turned> {
    let place = Place::named(name).ok_or_else(|| {
        let names = PLACES.map(|place| place.name).join(", ");
        Turned(format!("address can be {NONE}, {names}."))
    })?;
    Ok(ChosenAddress::Known(place.name.to_owned()))
}
