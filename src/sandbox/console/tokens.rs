//! Tokens: what buyers and sellers authorised, and how much of it was used.

use std::collections::HashMap;

use askama::Template;
use axum::{body::Body, extract::Path, http::Response};
use chrono::{DateTime, Utc};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{
    accounts::names,
    filters::{self, Named},
    frame::{Frame, Section},
    transactions::{everything, messages, newest},
    visit::{Failure, Visit, page},
};
use crate::sandbox::{
    rows::{
        About, AmountRule, Bound, Limit, Message, MessageFilter, Query, Quota, Row, Token, TokenFilter, Transaction,
    },
    view,
};

const ON_A_PAGE: usize = 100;
const SHOWN: usize = 50;
const MOST_MESSAGES: u32 = 50;

#[derive(Template)]
#[template(path = "console/templates/tokens.html", config = "src/sandbox/askama.toml")]
struct List {
    frame: Frame,
    tokens: Vec<Entry>,
    count: usize,
    pages: Pages,
}

/// A token in a list.
struct Entry {
    token: Token,
    holder: String,
    limits: Vec<Use>,
    state: State,
}

/// The pages before and after this one.
pub(super) struct Pages {
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl Pages {
    /// For `on_a_page` of `count` things, where `number` pages come before.
    pub(super) fn of(frame: &Frame, path: &str, number: usize, has_more: bool) -> Self {
        Self::with(frame, path, &[], number, has_more)
    }

    /// The same, for a list with these parameters; empty ones are left out.
    pub(super) fn with(frame: &Frame, path: &str, parameters: &[(&str, &str)], number: usize, has_more: bool) -> Self {
        let to = |number: usize| {
            let number = if number == 0 { String::new() } else { number.to_string() };
            let parameters: Vec<_> = parameters.iter().copied().chain([("page", number.as_str())]).collect();
            frame.with(path, &parameters)
        };
        Self { before: number.checked_sub(1).map(to), after: has_more.then(|| to(number + 1)) }
    }
}

pub(super) async fn list(visit: Visit) -> Result<Response<Body>, Failure> {
    let number = visit.number::<usize>("page").unwrap_or_default();
    let found = visit.look(move |books| {
        let rows = books.list(Query::Tokens(TokenFilter::default()))?;
        let names = names(books)?;
        // The newest first.
        let tokens = rows.iter().rev().skip(number.saturating_mul(ON_A_PAGE)).take(ON_A_PAGE);
        let entries = tokens.filter_map(|row| match row {
            Row::Token(token) => Some(Entry::of(Token::clone(token), &names, books.now())),
            _ => None,
        });
        Ok((entries.collect::<Vec<_>>(), rows.len()))
    });
    let (tokens, count) = found.await?;
    let frame = visit.frame(Section::Tokens, "Tokens");
    let pages = Pages::of(&frame, "tokens", number, count > number.saturating_add(1).saturating_mul(ON_A_PAGE));
    page(&List { frame, tokens, count, pages })
}

#[derive(Template)]
#[template(path = "console/templates/token.html", config = "src/sandbox/askama.toml")]
struct One {
    frame: Frame,
    entry: Entry,
    rules: Vec<String>,
    recipients: Vec<(String, String)>,
    transactions: Vec<Transaction>,
    messages: Vec<Message>,
}

pub(super) async fn one(visit: Visit, Path(id): Path<String>) -> Result<Response<Body>, Failure> {
    let found = visit.look(move |books| {
        let Some(token) = books.token(&id)? else { return Ok(None) };
        let names = names(books)?;
        let uses = usize::try_from(token.uses).unwrap_or(usize::MAX);
        let is_part = |transaction: &Transaction| {
            [&transaction.sender_token, &transaction.recipient_token].into_iter().flatten().any(|it| *it == id)
        };
        let transactions = match uses {
            0 if token.pays() => Vec::new(),
            _ => newest(books, everything(books), SHOWN, is_part)?.transactions,
        };
        let about = Some(About::Token(id.clone()));
        let messages = messages(books, MessageFilter { about, limit: MOST_MESSAGES, ..MessageFilter::default() })?;
        let name = |id: &String| (id.clone(), names.get(id).cloned().unwrap_or_default());
        let recipients = token.recipients.iter().map(name).collect::<Vec<_>>();
        Ok(Some((Entry::of(token, &names, books.now()), recipients, transactions, messages)))
    });
    let Some((entry, recipients, transactions, messages)) = found.await? else {
        return Err(visit.missing(Section::Tokens, "token"));
    };
    let rules = entry.token.amount_rules.iter().map(rule).collect();
    let title = format!("{} token {}", entry.token.token_type.name(), filters::shortened(&entry.token.id));
    page(&One { frame: visit.frame(Section::Tokens, title), entry, rules, recipients, transactions, messages })
}

impl Entry {
    fn of(token: Token, names: &HashMap<String, String>, now: DateTime<Utc>) -> Self {
        Self {
            holder: names.get(&token.account).cloned().unwrap_or_default(),
            limits: token.limits.iter().map(|limit| Use::of(&limit.at(token.valid_from, now))).collect(),
            state: State::of(&token, now),
            token,
        }
    }
}

/// Whether a token can be used now, and why not.
enum State {
    Active,
    Cancelled,
    NotYetValid,
    Expired,
}

impl State {
    fn of(token: &Token, now: DateTime<Utc>) -> Self {
        match token {
            _ if !token.active => Self::Cancelled,
            _ if now < token.valid_from => Self::NotYetValid,
            _ if !token.is_valid_at(now) => Self::Expired,
            _ => Self::Active,
        }
    }
}

impl Named for State {
    fn name(&self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Cancelled => "Cancelled",
            Self::NotYetValid => "Not yet valid",
            Self::Expired => "Expired",
        }
    }

    fn tone(&self) -> &'static str {
        match self {
            Self::Active => "good",
            Self::NotYetValid => "warn",
            Self::Cancelled | Self::Expired => "off",
        }
    }
}

/// What was used of a limit in its present window.
struct Use {
    /// Such as `12.00 of 50.00`.
    text: String,
    percent: u32,
    window: String,
    since: DateTime<Utc>,
    before: String,
}

impl Use {
    fn of(limit: &Limit) -> Self {
        let (most, write, unit): (Decimal, fn(Decimal) -> String, _) = match limit.quota {
            Quota::Amount(most) => (most, filters::dollars, ""),
            Quota::Count(most) => (most.into(), |count| count.normalize().to_string(), " times"),
        };
        let part = if most.is_zero() { Decimal::ONE } else { limit.used / most };
        Self {
            text: format!("{} of {}{unit}", write(limit.used), write(most)),
            percent: (part * Decimal::ONE_HUNDRED).floor().to_u32().unwrap_or_default().min(100),
            window: match limit.period {
                Some(period) => format!("every {}", filters::in_words(&period)),
                None => "in all".to_owned(),
            },
            since: limit.window,
            before: format!("{}{unit}", write(limit.used_before)),
        }
    }
}

fn rule(rule: &AmountRule) -> String {
    let bound = match rule.bound {
        Bound::Exact => "exactly",
        Bound::Minimum => "at least",
        Bound::Maximum => "at most",
    };
    format!("{bound} {}", view::usd(rule.amount))
}
