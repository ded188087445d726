//! The pages in words.

use askama::Template;
use url::Url;

use super::{Shown, wallet::Errand};
use crate::{
    sandbox::{
        pages::{Fact, money, time},
        rows::{Bound, ConsentKind, Limit, Period, Quota, Token, Unit},
    },
    sign::v2::encode_parameters,
};
use axum::http::StatusCode;

/// What somebody is about to agree to.
#[derive(Template)]
#[template(path = "pages/templates/terms.html", config = "src/gateway/askama.toml")]
pub(super) struct Terms {
    pub(super) problem: Option<String>,
    pub(super) title: String,
    pub(super) introduction: String,
    pub(super) facts: Vec<Fact>,
    /// Where the form is sent to: it says again what is agreed to.
    pub(super) action: String,
    pub(super) fields: Vec<Field>,
    pub(super) go_on: &'static str,
    pub(super) can_leave: bool,
}

pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) value: String,
    /// In characters.
    pub(super) most: usize,
}

/// The page for a visit that leads nowhere.
#[derive(Template)]
#[template(path = "pages/templates/problem.html", config = "src/gateway/askama.toml")]
pub(super) struct Problem {
    pub(super) problem: String,
}

/// The page at the end of a visit that leads nowhere else.
#[derive(Template)]
#[template(path = "pages/templates/done.html", config = "src/gateway/askama.toml")]
pub(super) struct Done {
    pub(super) title: &'static str,
    pub(super) text: String,
}

/// The page with Amazon Pay's own widgets.
#[derive(Template)]
#[template(path = "pages/templates/widgets.html", config = "src/gateway/askama.toml")]
pub(super) struct Widgets {
    seller: String,
    client_id: String,
    script: String,
    kind: &'static str,
    /// The id of what the buyer consented to already, or nothing.
    known: String,
    back: String,
    state: String,
    /// Where somebody goes who doesn't consent.
    leave: String,
}

impl Terms {
    pub(super) fn shown(self) -> Shown {
        let status = if self.problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
        Shown::Html(status, self.render())
    }
}

impl Problem {
    pub(super) fn into_html(self) -> Result<String, askama::Error> {
        self.render()
    }
}

impl Done {
    pub(super) fn shown(self, status: StatusCode) -> Shown {
        Shown::Html(status, self.render())
    }
}

impl Widgets {
    pub(super) fn new(errand: &Errand<'_>, client_id: &str, script: String) -> Self {
        let left = [("state", errand.state.to_owned()), ("error", "access_denied".to_owned())];
        Self {
            seller: errand.seller.to_owned(),
            client_id: client_id.to_owned(),
            script,
            kind: match errand.kind {
                ConsentKind::Once => "once",
                ConsentKind::Standing => "standing",
            },
            known: errand.known.map(|known| known.id.clone()).unwrap_or_default(),
            back: errand.back.to_owned(),
            state: errand.state.to_owned(),
            leave: format!("{}?{}", errand.back, encode_parameters(&left)),
        }
    }

    /// What the page may load: its own script and that of Amazon Pay, with what the latter brings. Its form may lead
    /// anywhere: the gateway answers it with the way back to the shop's `returnURL`, which Chromium counts as the form's.
    pub(super) fn policy(&self) -> String {
        let origin =
            Url::parse(&self.script).map_or_else(|_| "'none'".to_owned(), |url| url.origin().ascii_serialization());
        format!(
            "default-src 'none'; script-src 'self' {origin} https://*.payments-amazon.com https://*.media-amazon.com; \
             style-src 'self' 'unsafe-inline'; img-src https: data:; frame-src https:; connect-src https:; \
             frame-ancestors 'none'; base-uri 'none'"
        )
    }

    pub(super) fn into_html(self) -> Result<String, askama::Error> {
        self.render()
    }
}

/// What an old token allows, in words.
pub(super) fn facts(token: &Token) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |term, description| facts.push(Fact { term, description });
    if let Some(reason) = &token.payment_reason {
        add("What for", reason.clone());
    }
    for rule in &token.amount_rules {
        let amount = money(rule.amount);
        add(
            "Each payment",
            match rule.bound {
                Bound::Exact => format!("exactly {amount}"),
                Bound::Minimum => format!("{amount} or more"),
                Bound::Maximum => format!("{amount} or less"),
            },
        );
    }
    for limit in &token.limits {
        add("Limit", limit_in_words(limit));
    }
    add("Valid from", time(token.valid_from));
    add("Valid until", time(token.expires));
    facts
}

fn limit_in_words(limit: &Limit) -> String {
    let quota = match limit.quota {
        Quota::Amount(amount) => format!("{} at most", money(amount)),
        Quota::Count(1) => "one payment at most".to_owned(),
        Quota::Count(count) => format!("{count} payments at most"),
    };
    match limit.period {
        Some(period) => format!("{quota} in {}", period_in_words(period)),
        None => format!("{quota} in all"),
    }
}

fn period_in_words(period: Period) -> String {
    let unit = match period.unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    match (period.count, unit) {
        (1, "hour") => "an hour".to_owned(),
        (1, unit) => format!("a {unit}"),
        (count, unit) => format!("{count} {unit}s"),
    }
}
