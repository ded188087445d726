//! The pages in words.

use askama::Template;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    offer::{Offer, Person},
    picks::Picks,
    visit::Visit,
};
use crate::{
    cbui::{self, Address, Bound, BrandingStyle, PATH, Pipeline, Quota, Status, UsageLimit},
    fps::PaymentMethod,
    money::Amount,
    sandbox::{rows::Method, rules::consent::Terms},
    sign::v2::encode_parameters,
};

/// The page on which somebody is asked for his consent.
#[derive(Template)]
#[template(path = "pages/templates/consent.html", config = "src/sandbox/askama.toml")]
pub(super) struct Consent {
    /// Why it is shown again.
    pub(super) problem: Option<String>,
    title: String,
    /// The path, and where the form is sent to: it says again what is to be authorised.
    path: &'static str,
    action: String,
    /// What the caller has written into the address, to be sent again when another person is picked.
    parameters: Vec<(String, String)>,
    logo: Option<Logo>,
    /// What is authorised, as terms with their descriptions.
    facts: Vec<Fact>,
    /// Everybody who may answer: whoever is picked, alone, where the signature leaves no choice.
    people: Vec<Entry>,
    buyer: String,
    buyer_name: String,
    is_seller: bool,
    /// What comes of approving where that is no consent.
    warning: Option<String>,
    methods: Vec<Radio>,
    address: Option<Vec<Input>>,
    statuses: Vec<(String, &'static str)>,
}

struct Logo {
    url: String,
    text: String,
    is_banner: bool,
}

pub(crate) struct Fact {
    pub(crate) term: &'static str,
    pub(crate) description: String,
}

struct Entry {
    name: String,
    text: String,
    is_picked: bool,
}

struct Radio {
    value: String,
    text: String,
    why_not: Option<String>,
    is_picked: bool,
}

struct Input {
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    value: String,
    is_required: bool,
}

/// The page for a visit that leads nowhere.
#[derive(Template)]
#[template(path = "pages/templates/problem.html", config = "src/sandbox/askama.toml")]
pub(super) struct Problem {
    pub(super) problem: String,
}

impl Consent {
    pub(super) fn new(visit: &Visit, offer: &Offer, picks: Picks, problem: Option<&str>) -> Self {
        let pipeline = &visit.request.pipeline;
        let shop = &offer.terms.caller.name;
        let person = &offer.people[picks.person];
        let entry = |(place, person): (usize, &Person)| Entry {
            name: person.name.clone(),
            text: format!("{} ({})", person.display_name, person.email),
            is_picked: place == picks.person,
        };
        let radios = person.methods.iter().map(|choice| Radio {
            value: PaymentMethod::from(choice.method).as_str().to_owned(),
            text: choice.text.clone(),
            why_not: choice.mismatch.as_ref().map(|refusal| refusal.message.clone()),
            is_picked: picks.method == Some(choice.method) && choice.mismatch.is_none(),
        });
        let is_asked_for = visit.request.collect_shipping_address == Some(true);
        let parameters = visit.address();
        // A signed address that names a buyer, or how he pays, is for nobody else.
        let people =
            offer.people.iter().enumerate().filter(|(place, _)| *place == picks.person || !visit.is_steering_signed);
        Self {
            problem: problem.map(str::to_owned),
            title: title(pipeline, shop),
            path: PATH,
            action: format!("{PATH}?{}", encode_parameters(&parameters)),
            parameters,
            logo: logo(&visit.request.branding, shop),
            facts: facts(pipeline, &offer.terms),
            people: people.map(entry).collect(),
            buyer: person.name.clone(),
            buyer_name: person.display_name.clone(),
            is_seller: super::is_for_sellers(pipeline),
            warning: warning(pipeline, person),
            methods: radios.collect(),
            address: is_asked_for.then(|| inputs(picks.address)),
            statuses: [
                (Status::Se, "the service failed"),
                (Status::Ce, "the caller has made a mistake"),
                (Status::Pe, "no fitting payment method"),
                (Status::Np, "not permitted"),
                (Status::Nm, "the caller is not registered"),
            ]
            .map(|(status, text)| (status.as_str().to_owned(), text))
            .into(),
        }
    }
}

pub(crate) fn title(pipeline: &Pipeline, shop: &str) -> String {
    match pipeline {
        Pipeline::SingleUse(_) => format!("Pay {shop}"),
        Pipeline::MultiUse(_) => format!("Let {shop} charge you"),
        Pipeline::Recurring(_) => format!("Pay {shop} regularly"),
        Pipeline::Recipient(_) => format!("Be paid through {shop}"),
        Pipeline::SetupPrepaid(_) => format!("Pay {shop} in advance"),
        Pipeline::SetupPostpaid(_) => format!("Pay {shop} afterwards"),
        Pipeline::EditToken(_) => format!("Pay {shop} in another way"),
    }
}

fn logo(branding: &cbui::Branding, shop: &str) -> Option<Logo> {
    let url = branding.image_url.clone()?;
    let text = branding.description.clone().unwrap_or_else(|| shop.to_owned());
    Some(Logo { url, text, is_banner: branding.style == Some(BrandingStyle::Banner) })
}

fn warning(pipeline: &Pipeline, person: &Person) -> Option<String> {
    if let Some(refusal) = &person.hindrance {
        return Some(format!("{} Approving would end with the status {}.", refusal.message, refusal.status));
    }
    let has_none = !super::is_for_sellers(pipeline) && person.first_choice().is_none();
    has_none.then(|| {
        "This account has none of the payment methods that are asked for. Approving would end with the status PE."
            .to_owned()
    })
}

/// What a pipeline authorises, in words.
pub(crate) fn facts(pipeline: &Pipeline, terms: &Terms) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |term, description: String| facts.push(Fact { term, description });
    if let Some(reason) = pipeline.payment_reason() {
        add("What for", reason.to_owned());
    }
    match pipeline {
        Pipeline::SingleUse(it) => {
            add("Amount", format!("{} at most, once", dollars(&it.transaction_amount)));
            let parts = [
                ("Items", &it.item_total),
                ("Shipping", &it.shipping),
                ("Handling", &it.handling),
                ("Gift wrapping", &it.gift_wrapping),
                ("Discount", &it.discount),
                ("Tax", &it.tax),
            ];
            for (term, amount) in parts {
                amount.iter().for_each(|amount| add(term, dollars(amount)));
            }
            if it.reserve == Some(true) {
                add("When", "The amount is reserved first, and charged within seven days.".to_owned());
            }
        }
        Pipeline::MultiUse(it) => {
            if let Some(amount) = &it.transaction_amount {
                let amount = dollars(amount);
                add(
                    "Each payment",
                    match it.amount_type {
                        None | Some(Bound::Exact) => format!("exactly {amount}"),
                        Some(Bound::Minimum) => format!("{amount} or more"),
                        Some(Bound::Maximum) => format!("{amount} or less"),
                    },
                );
            }
            add("In all", format!("{} at most", dollars(&it.global_amount_limit)));
            it.usage_limits.iter().for_each(|limit| add("Limit", usage_limit(limit)));
        }
        Pipeline::Recurring(it) => {
            let period = period(it.recurring_period);
            add("Each payment", format!("exactly {}, once in {period}", dollars(&it.transaction_amount)));
        }
        Pipeline::Recipient(it) => {
            let fees = match it.recipient_pays_fee {
                true => "You pay them.".to_owned(),
                false => format!("{} pays them.", terms.caller.name),
            };
            add("Fees of the service", fees);
            let fixed = it.max_fixed_fee.as_ref().map(|fee| format!("{} at most for each payment", dollars(fee)));
            let variable = it.max_variable_fee.map(|fee| format!("{} % of each payment at most", fee.normalize()));
            let fees: Vec<_> = [fixed, variable].into_iter().flatten().collect();
            if !fees.is_empty() {
                add("What may be charged", fees.join(", and "));
            }
            let methods: Vec<_> = it.payment_methods.iter().map(method_name).collect();
            if !methods.is_empty() {
                add("You are paid by", methods.join(", "));
            }
        }
        Pipeline::SetupPrepaid(it) => {
            add("Balance", format!("{} at most is paid in advance, and used as you buy", dollars(&it.funding_amount)));
        }
        Pipeline::SetupPostpaid(it) => {
            add("Credit", format!("{} at most is owed at a time", dollars(&it.credit_limit)));
            add("In all", format!("{} at most is bought on credit", dollars(&it.global_amount_limit)));
            it.usage_limits.iter().for_each(|limit| add("Limit", usage_limit(limit)));
        }
        Pipeline::EditToken(_) => {
            let method = terms.edited.as_ref().and_then(|token| token.method);
            add("Until now", method.map_or("another way".to_owned(), |method| by(method).to_owned()));
        }
    }
    let (from, until) =
        terms.edited.as_ref().map_or((terms.valid_from, terms.expires), |it| (it.valid_from, it.expires));
    add("Valid from", time(from));
    add("Valid until", time(until));
    let recipients: Vec<_> = terms.recipients.iter().map(|account| account.name.as_str()).collect();
    if !recipients.is_empty() {
        add("Who is paid", recipients.join(", "));
    }
    facts
}

fn inputs(address: Address) -> Vec<Input> {
    let input = |name, label, autocomplete, value: Option<String>, is_required| Input {
        name,
        label,
        autocomplete,
        value: value.unwrap_or_default(),
        is_required,
    };
    vec![
        input("addressName", "Name", "name", address.name, true),
        input("addressLine1", "Address", "address-line1", address.line1, true),
        input("addressLine2", "Address, second line", "address-line2", address.line2, false),
        input("city", "City", "address-level2", address.city, true),
        input("state", "State", "address-level1", address.state, false),
        input("zip", "ZIP code", "postal-code", address.zip, false),
        input("country", "Country", "country", address.country, true),
        input("phoneNumber", "Telephone", "tel", address.phone, false),
    ]
}

fn usage_limit(limit: &UsageLimit) -> String {
    let quota = match &limit.quota {
        Quota::Amount(amount) => format!("{} at most", dollars(amount)),
        Quota::Count(1) => "one payment at most".to_owned(),
        Quota::Count(count) => format!("{count} payments at most"),
    };
    match limit.period {
        Some(length) => format!("{quota} in {}", period(length)),
        None => quota,
    }
}

fn period(period: cbui::Period) -> String {
    let unit = match period.unit {
        cbui::Unit::Hour => "hour",
        cbui::Unit::Day => "day",
        cbui::Unit::Week => "week",
        cbui::Unit::Month => "month",
        cbui::Unit::Year => "year",
    };
    match period.count {
        1 => format!("a {unit}").replace("a hour", "an hour"),
        count => format!("{count} {unit}s"),
    }
}

pub(crate) fn time(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M UTC").to_string()
}

fn method_name(method: &PaymentMethod) -> &'static str {
    match method {
        PaymentMethod::Cc => "credit card",
        PaymentMethod::Ach => "bank account",
        _ => "account balance",
    }
}

fn by(method: Method) -> &'static str {
    method_name(&PaymentMethod::from(method))
}

fn dollars(amount: &Amount) -> String {
    money(amount.value)
}

/// Dollars and cents, with commas: `$1,234.50`.
pub(crate) fn money(value: Decimal) -> String {
    let text = format!("{:.2}", value.abs());
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let mut grouped = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}${grouped}.{cents}", if value.is_sign_negative() { "-" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped() {
        for (cents, text) in [(5, "$0.05"), (123_450, "$1,234.50"), (100_000_000, "$1,000,000.00"), (-2_500, "-$25.00")]
        {
            assert_eq!(money(Decimal::new(cents, 2)), text);
        }
    }
}
