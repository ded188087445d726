//! What somebody has picked on a page, or what an address picks for him.

use super::{
    LONGEST_TEXT, carried,
    offer::Offer,
    visit::{Turned, Visit},
};
use crate::{
    cbui::{Address, Status},
    fps::PaymentMethod,
    sandbox::{rows::Method, rules::consent},
    sign::v2::decode_parameters,
};

/// What was picked.
pub(super) struct Picks {
    /// The place of whoever answers, among the people of the offer.
    pub(super) person: usize,
    pub(super) method: Option<Method>,
    pub(super) address: Address,
    /// Nothing while a person is still to answer.
    pub(super) answer: Option<Answer>,
}

#[derive(Clone)]
pub(super) enum Answer {
    Approve,
    /// Does nothing and comes back with this status.
    Status(Status),
}

impl Picks {
    /// What the address picks, and what a page shows to begin with.
    pub(super) fn of_address(visit: &Visit, offer: &Offer) -> Result<Self, Turned> {
        let person = match visit.steering("buyer") {
            Some(name) => place(offer, name)?,
            None => offer.people.iter().position(|person| person.hindrance.is_none()).unwrap_or_default(),
        };
        let method = match visit.steering("method") {
            Some(name) => Some(method(name)?),
            None => offer.people[person].first_choice(),
        };
        let answer = visit.steering("auto").map(answer).transpose()?;
        let given = &visit.request.address;
        let address = match *given == Address::default() {
            true => Address { name: Some(offer.people[person].display_name.clone()), ..home() },
            false => given.clone(),
        };
        Ok(Self { person, method, address, answer })
    }

    /// What a form brings. It says nothing of what is authorised.
    pub(super) fn of_form(form: &[u8], offer: &Offer) -> Result<Self, Turned> {
        let form = std::str::from_utf8(form).ok().and_then(|form| decode_parameters(form).ok());
        let form = form.ok_or_else(|| away("The form is not UTF-8."))?;
        let field = |name: &str| {
            let value = form.iter().find(|(known, _)| known == name).map(|(_, value)| value.trim());
            value.filter(|value| !value.is_empty())
        };
        let text = |name: &str| field(name).map(|text| carried(text, LONGEST_TEXT)).filter(|text| !text.is_empty());
        let named = match field("answer") {
            Some("other") => field("status").ok_or_else(|| away("The form says no status to answer with."))?,
            Some(named) => named,
            None => return Err(away("The form says no answer.")),
        };
        Ok(Self {
            person: place(offer, field("buyer").ok_or_else(|| away("The form says no account."))?)?,
            method: field("method").map(method).transpose()?,
            address: Address {
                name: text("addressName"),
                line1: text("addressLine1"),
                line2: text("addressLine2"),
                city: text("city"),
                state: text("state"),
                zip: text("zip"),
                country: text("country"),
                phone: text("phoneNumber"),
            },
            answer: Some(answer(named)?),
        })
    }

    /// What is still missing where somebody has approved.
    pub(super) fn incomplete(&self, visit: &Visit) -> Option<&'static str> {
        let Address { name, line1, city, country, .. } = &self.address;
        let is_asked_for = visit.request.collect_shipping_address == Some(true);
        let is_missing = [name, line1, city, country].into_iter().any(Option::is_none);
        let approves = matches!(self.answer, Some(Answer::Approve));
        (approves && is_asked_for && is_missing)
            .then_some("The shipping address needs a name, an address, a city and a country.")
    }
}

/// `approve`, `abandon`, or a status without a token.
fn answer(name: &str) -> Result<Answer, Turned> {
    match name {
        "approve" => Ok(Answer::Approve),
        "abandon" => Ok(Answer::Status(Status::A)),
        name => match Status::from(name) {
            status @ (Status::A | Status::Se | Status::Ce | Status::Pe | Status::Np | Status::Nm) => {
                Ok(Answer::Status(status))
            }
            _ => Err(away("The answer can be approve, abandon, A, SE, CE, PE, NP or NM, and it is none of them.")),
        },
    }
}

fn place(offer: &Offer, name: &str) -> Result<usize, Turned> {
    let unknown = || {
        let names: Vec<_> = offer.people.iter().map(|person| person.name.as_str()).collect();
        Turned::Away(format!("There is no such buyer here. There are: {}.", names.join(", ")))
    };
    offer.place_of(name).ok_or_else(unknown)
}

fn method(name: &str) -> Result<Method, Turned> {
    let method = consent::picked(&PaymentMethod::from(name));
    method.ok_or_else(|| away("The payment method can be CC, ACH or ABT, and it is none of them."))
}

fn away(why: &str) -> Turned {
    Turned::Away(why.to_owned())
}

/// Where everybody lives who has said nothing else.
fn home() -> Address {
    Address {
        name: None,
        line1: Some("1 Sample Street".to_owned()),
        line2: None,
        city: Some("Springfield".to_owned()),
        state: Some("OR".to_owned()),
        zip: Some("97477".to_owned()),
        country: Some("US".to_owned()),
        phone: Some("555-0100".to_owned()),
    }
}
