//! The page in words.

use askama::Template;

use super::{
    picks::{KEEP, NONE, Picks},
    visit::{Subject, Visit},
};
use crate::{
    amazon_pay::Environment,
    money::Price,
    sandbox::{
        Setting,
        amazon_pay::{
            ChosenAddress,
            rows::{Behaviour, PaymentMethod},
            wallets::{PLACES, Place, TestCard},
        },
        pages::BUYER_PATH,
    },
    sign::v2::encode_parameters,
};

/// The page on which a buyer chooses.
#[derive(Template)]
#[template(path = "pages/templates/wallet.html", config = "src/sandbox/askama.toml")]
pub(super) struct Page {
    /// Why it is shown again.
    pub(super) problem: Option<String>,
    title: String,
    merchant: String,
    /// The path, and where the form is sent to.
    path: &'static str,
    action: String,
    /// What the address says, to be sent again when another person is picked.
    parameters: Vec<(String, String)>,
    facts: Vec<(&'static str, String)>,
    /// Everybody who may be the buyer of something new: name, text, and whether it is he.
    people: Vec<(String, String, bool)>,
    buyer: String,
    buyer_name: String,
    payments: Vec<Radio>,
    addresses: Vec<Radio>,
    /// For a billing agreement: whether the buyer consents.
    consent: Option<bool>,
}

struct Radio {
    value: &'static str,
    text: String,
    note: &'static str,
    is_picked: bool,
}

/// The page that shows what was chosen where there is no way back.
#[derive(Template)]
#[template(path = "pages/templates/wallet_done.html", config = "src/sandbox/askama.toml")]
pub(super) struct Done {
    told: Vec<(String, String)>,
}

impl Done {
    pub(super) fn new<'t>(told: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        Self { told: told.map(|(name, value)| (name.to_owned(), value.to_owned())).collect() }
    }
}

impl Page {
    pub(super) fn new(visit: &Visit, picks: &Picks, problem: Option<&str>) -> Self {
        let merchant = visit.merchant.name.clone();
        let parameters = visit.address();
        let people = visit.people.iter().enumerate().map(|(place, person)| {
            let text = format!("{} ({})", person.display_name, person.email);
            (person.name.clone(), text, place == picks.person)
        });
        let person = &visit.people[picks.person];
        Self {
            problem: problem.map(str::to_owned),
            title: match visit.is_for_agreement() {
                true => format!("Let {merchant} charge you"),
                false => format!("Pay {merchant}"),
            },
            path: BUYER_PATH,
            action: format!("{BUYER_PATH}?{}", encode_parameters(&parameters)),
            parameters,
            facts: facts(visit),
            people: if visit.wallet().is_none() { people.collect() } else { Vec::new() },
            buyer: person.name.clone(),
            buyer_name: visit.wallet().map_or_else(|| person.display_name.clone(), |wallet| wallet.buyer.name.clone()),
            payments: payments(visit, picks),
            addresses: addresses(visit, picks),
            consent: visit.is_for_agreement().then_some(picks.consents),
            merchant,
        }
    }
}

fn facts(visit: &Visit) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut add = |term, description: Option<&String>| {
        facts.extend(description.map(|description| (term, description.clone())));
    };
    match &visit.subject {
        Subject::NewOrder | Subject::NewAgreement => {}
        Subject::Order(order) => {
            add("Total", order.terms.total.as_ref().map(Price::to_string).as_ref());
            add("Store", order.terms.seller_order.store_name.as_ref());
            add("Order", order.terms.seller_order.seller_order_id.as_ref());
            add("What for", order.terms.seller_note.as_ref());
            add("Order reference", Some(&order.id));
            add("State", Some(&order.status.state().as_str().to_owned()));
        }
        Subject::Agreement(agreement) => {
            add("Most in a month", Some(&agreement.monthly_limit.to_string()));
            add("Store", agreement.terms.store_name.as_ref());
            add("Agreement", agreement.terms.seller_billing_agreement_id.as_ref());
            add("What for", agreement.terms.seller_note.as_ref());
            add("Billing agreement", Some(&agreement.id));
            add("State", Some(&agreement.status.state().as_str().to_owned()));
        }
    }
    let environment = match visit.environment {
        Environment::Sandbox => "sandbox",
        Environment::Live => "live, as everything here without real money",
    };
    add("Environment", Some(&environment.to_owned()));
    facts
}

fn payments(visit: &Visit, picks: &Picks) -> Vec<Radio> {
    let present = visit.wallet().and_then(|wallet| wallet.payment.as_ref());
    let keep = present.map(|payment| Radio {
        value: KEEP,
        text: format!("As before: {}", card(payment)),
        note: note(payment.behaviour),
        is_picked: picks.payment == Setting::Keep,
    });
    let begins_with = if keep.is_some() { Setting::Keep } else { Setting::To(TestCard::default()) };
    let picked = if picks.payment == Setting::Keep { begins_with } else { picks.payment };
    let cards = TestCard::ALL.into_iter().map(|known| {
        let method = known.method();
        let star = if method.behaviour == Behaviour::Approved { "" } else { " ★" };
        Radio {
            value: known.as_str(),
            text: format!("{}{star}", card(&method)),
            note: note(method.behaviour),
            is_picked: picked == Setting::To(known),
        }
    });
    let none = visit.wallet().is_none().then(|| Radio {
        value: NONE,
        text: "None".to_owned(),
        note: "The constraint PaymentPlanNotSet stays.",
        is_picked: picked == Setting::None,
    });
    keep.into_iter().chain(cards).chain(none).collect()
}

fn card(method: &PaymentMethod) -> String {
    format!("{} ending in {}", method.name, method.account_number_tail)
}

fn note(behaviour: Behaviour) -> &'static str {
    match behaviour {
        Behaviour::Approved => "",
        Behaviour::Invalid { soft: true } => "Declined with InvalidPaymentMethod; another try may succeed.",
        Behaviour::Invalid { soft: false } => "Declined with InvalidPaymentMethod.",
        Behaviour::Rejected => "Declined with AmazonRejected.",
        Behaviour::TimesOut => "Declined with TransactionTimedOut.",
        Behaviour::NotAllowed => "Not allowed: the constraint PaymentMethodNotAllowed.",
    }
}

fn addresses(visit: &Visit, picks: &Picks) -> Vec<Radio> {
    let present = visit.wallet().and_then(|wallet| wallet.destination.as_ref());
    let who = match visit.wallet() {
        Some(wallet) => &wallet.buyer.name,
        None => &visit.people[picks.person].display_name,
    };
    let keep = present.map(|address| Radio {
        value: KEEP,
        text: format!("As before: {}", address.in_a_line()),
        note: "",
        is_picked: picks.address == Setting::Keep,
    });
    let home = Place::home(visit.merchant.region, &visit.merchant.currency).name;
    let picked = match &picks.address {
        Setting::Keep if keep.is_some() => KEEP,
        Setting::Keep => home,
        Setting::None => NONE,
        Setting::To(ChosenAddress::Known(name)) => name,
        Setting::To(ChosenAddress::Written(_)) => "",
    };
    let places = PLACES.into_iter().map(|place| Radio {
        value: place.name,
        text: place.address(who).in_a_line(),
        note: "",
        is_picked: picked == place.name,
    });
    let none = visit.wallet().is_none().then(|| Radio {
        value: NONE,
        text: "None".to_owned(),
        note: "The constraint ShippingAddressNotSet stays.",
        is_picked: picked == NONE,
    });
    keep.into_iter().chain(places).chain(none).collect()
}
