//! Tokens that were authorised on FPS itself, known here with the consent that their buyers gave anew.
//!
//! What a caller brings is kept beside the token that is made of it, so that the same again changes nothing, and what
//! differs is seen. What is counted here afterwards, the use of limits and what is on instruments, is never set back.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{instructions, tokens};
use crate::{
    ids::redact,
    sandbox::{
        books::{Books, Stop},
        ledger::{Book, LedgerAccount, Movement},
        rows::{
            Account, AccountKind, AccountState, AmountRule, Consent, ConsentKind, Document, Instrument, InstrumentKind,
            Key, Limit, Method, MonthlyUse, Need, Period, Quota, Token, TokenRole, TokenType, Verification,
        },
    },
};

/// What the limits of a token are called, and what was used of them.
const LIMITS: [&str; 3] = ["total", "limit1_value", "limit2_value"];
const USES: [&str; 3] = ["total_used", "limit1_used", "limit2_used"];
const ALPHANUMERIC: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// As long as the ids of accounts of FPS.
const ACCOUNT_ID: usize = 14;

/// A token as it was on FPS.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OldToken {
    pub(crate) id: String,
    pub(crate) role: TokenRole,
    pub(crate) token_type: TokenType,
    pub(crate) caller_reference: String,
    pub(crate) friendly_name: Option<String>,
    pub(crate) payment_reason: Option<String>,
    /// How it pays: nothing where it is paid, or pays from an instrument.
    pub(crate) method: Option<Method>,
    /// For a recipient's token: the methods by which it may be paid; any when empty.
    pub(crate) accepts: Vec<Method>,
    /// Default: now.
    pub(crate) valid_from: Option<DateTime<Utc>>,
    /// Default: after a year.
    pub(crate) expires: Option<DateTime<Utc>>,
    pub(crate) amount: Option<AmountRule>,
    pub(crate) total: Option<OldLimit>,
    pub(crate) limits: Vec<OldLimit>,
    /// The tokens of the only recipients that it may pay; anybody when empty.
    pub(crate) recipient_tokens: Vec<String>,
    pub(crate) max_fixed_fee: Option<Decimal>,
    pub(crate) max_variable_fee: Option<Decimal>,
    pub(crate) recipient_pays_fee: bool,
    /// What the buyer consented to at the processor; nothing where he still has to.
    pub(crate) consent: Option<String>,
    /// The merchant that the consent was given to; for a recipient's token, the merchant who is paid: the caller itself
    /// where there is none.
    pub(crate) seller: Option<String>,
    pub(crate) holder_name: Option<String>,
    pub(crate) holder_email: Option<String>,
    pub(crate) instrument: Option<OldInstrument>,
}

/// What may be paid within a window of time, and what was paid in the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OldLimit {
    pub(crate) quota: Quota,
    pub(crate) period: Option<Period>,
    pub(crate) used: Decimal,
}

impl OldToken {
    /// The limit in all, and the two by time.
    fn limits(&self) -> [Option<OldLimit>; 3] {
        [self.total, self.limits.first().copied(), self.limits.get(1).copied()]
    }
}

impl OldLimit {
    /// Whether what is used of one is used of the other.
    fn counts_like(self, other: Self) -> bool {
        let is_count = |limit: Self| matches!(limit.quota, Quota::Count(_));
        self.period == other.period && is_count(self) == is_count(other)
    }
}

/// The instrument of a token.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OldInstrument {
    pub(crate) id: String,
    /// What is said of it beside the token that pays from it, and nowhere else.
    pub(crate) terms: Option<InstrumentTerms>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct InstrumentTerms {
    pub(crate) limit: Decimal,
    /// What is left on a prepaid instrument, or what is owed on a credit instrument.
    pub(crate) balance: Decimal,
}

/// What linking came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Linked {
    pub(crate) new: usize,
    pub(crate) updated: usize,
    pub(crate) unchanged: usize,
    /// The places of the tokens for which a buyer still has to consent.
    pub(crate) awaiting: Vec<usize>,
    pub(crate) instruments: usize,
    pub(crate) prepaid: Decimal,
    pub(crate) debt: Decimal,
}

/// Why a token can't be linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Conflict {
    /// The place of the token among those that were given.
    pub(crate) place: usize,
    /// Which of its fields is concerned.
    pub(crate) field: &'static str,
    pub(crate) message: String,
}

/// Makes tokens, their holders and instruments of what the caller had on FPS, all of it or, where there is any conflict,
/// none: then the changes are to be thrown away.
///
/// `update` lets what is linked already have other terms.
pub(crate) fn link(
    books: &mut Books<'_>,
    old: &[OldToken],
    update: bool,
) -> Result<Result<Linked, Vec<Conflict>>, Stop> {
    books.tell_nobody();
    want_everything(books, old)?;
    let mut linked = Linked::default();
    let mut conflicts = Vec::new();
    let paid: HashSet<_> =
        old.iter().filter(|token| token.role == TokenRole::Recipient).map(|token| token.id.as_str()).collect();
    for (place, token) in old.iter().enumerate() {
        let mut conflict = |field, message: String| conflicts.push(Conflict { place, field, message });
        check_recipients(books, &paid, token, &mut conflict)?;
        let Some(known) = known(books, &token.id)? else {
            check_new(books, token, &mut conflict)?;
            linked.new += 1;
            continue;
        };
        let differing = differing(&known, token);
        match differing.as_slice() {
            [] => linked.unchanged += 1,
            _ if update => {
                for field in differing.iter().filter(|field| !field.can_change) {
                    conflict(
                        field.name,
                        "is another one than when the token was linked, and can't be changed.".to_owned(),
                    );
                }
                check_consent(books, token, &mut conflict)?;
                linked.updated += 1;
            }
            [first, others @ ..] => {
                let others: Vec<_> = others.iter().map(|field| field.name).collect();
                let others = if others.is_empty() { String::new() } else { format!(", as are {}", others.join(", ")) };
                conflict(
                    first.name,
                    format!("is another one than when the token was linked{others}: --update changes it."),
                );
            }
        }
    }
    if !conflicts.is_empty() {
        return Ok(Err(conflicts));
    }
    // Recipients first: others name them.
    let (paid, paying): (Vec<_>, Vec<_>) = old.iter().partition(|token| token.role == TokenRole::Recipient);
    for token in paid.into_iter().chain(paying) {
        match known(books, &token.id)? {
            None => install(books, token, &mut linked)?,
            Some(known) if known != *token => alter(books, &known, token)?,
            Some(_) => {}
        }
    }
    conclude(books, old)?;
    for (place, token) in old.iter().enumerate() {
        if needs_consent(token.role) && books.token(&token.id)?.is_some_and(|token| is_awaiting(&token)) {
            linked.awaiting.push(place);
        }
    }
    Ok(Ok(linked))
}

/// Whether a token of that role stands for money at the processor.
pub(crate) fn needs_consent(role: TokenRole) -> bool {
    matches!(role, TokenRole::Sender | TokenRole::Funding | TokenRole::Settlement)
}

/// Whether a buyer has to consent before the token can pay.
pub(crate) fn is_awaiting(token: &Token) -> bool {
    needs_consent(token.role) && token.consent.as_ref().is_none_or(|consent| consent.ended)
}

/// The kind of consent that a token of that type stands for.
pub(crate) fn consent_kind(token_type: TokenType) -> ConsentKind {
    match token_type {
        TokenType::SingleUse => ConsentKind::Once,
        TokenType::MultiUse | TokenType::Recurring | TokenType::Unrestricted => ConsentKind::Standing,
    }
}

/// Remembers that `consent` was given for `token`. Tells whether it was not given for another one before.
pub(crate) fn claim(books: &mut Books<'_>, consent: &str, token: &str) -> Result<bool, Stop> {
    match claimant(books, consent)? {
        Some(known) => Ok(known == token),
        None => {
            give_to(books, consent, token);
            Ok(true)
        }
    }
}

/// The token that `consent` was given for.
pub(crate) fn claimant(books: &Books<'_>, consent: &str) -> Result<Option<String>, Stop> {
    Ok(books.document(&claim_name(consent))?.map(|claim| claim.body))
}

/// Remembers that `consent` was given for `token`, whatever it was given for before.
pub(crate) fn give_to(books: &mut Books<'_>, consent: &str, token: &str) {
    books.put(Document { name: claim_name(consent), body: token.to_owned() });
}

/// The id of the account of a buyer: always the same for the same e-mail address or, without one, for the same token or
/// instrument.
pub(crate) fn holder_id(caller: &str, known_by: &str) -> String {
    let hash = Sha256::new()
        .chain_update(b"holder\n")
        .chain_update(caller)
        .chain_update(b"\n")
        .chain_update(known_by.to_lowercase())
        .finalize();
    // A hash has 32 bytes. That 256 is no multiple of 36 makes some letters a little likelier, which harms nobody.
    hash.iter().take(ACCOUNT_ID).map(|byte| char::from(ALPHANUMERIC[usize::from(*byte) % ALPHANUMERIC.len()])).collect()
}

/// An account of somebody of whom the processor knows more than the books: nothing that it pays with is kept here.
pub(crate) fn stranger(id: String, kind: AccountKind, name: &str, email: &str) -> Account {
    Account {
        id,
        name: name.to_owned(),
        email: email.to_owned(),
        kind,
        state: AccountState::Active,
        email_verified: true,
        verification: Verification::Complete,
        takes_cards: kind != AccountKind::Personal,
        card: None,
        bank: None,
        sending_limit: None,
        receiving_limit: None,
        month: MonthlyUse::default(),
        marketplace: false,
        notification_url: None,
        last_received: DateTime::UNIX_EPOCH,
        received_since: None,
        unfinished: Box::default(),
    }
}

/// Asks for every row that may be looked at, so that they are fetched together.
fn want_everything(books: &Books<'_>, old: &[OldToken]) -> Result<(), Stop> {
    let caller = books.caller_id();
    let rows = old.iter().flat_map(|token| {
        let keys = [
            Key::Document(document_name(&token.id)),
            Key::Token(token.id.clone()),
            Key::TokenName(token.caller_reference.clone()),
            Key::Account(account_of(token, caller)),
        ];
        let consent = token.consent.iter().map(|id| Key::Document(claim_name(id)));
        let instrument = token.instrument.iter().map(|instrument| Key::Instrument(instrument.id.clone()));
        let recipients = token.recipient_tokens.iter().map(|id| Key::Token(id.clone()));
        keys.into_iter().chain(consent).chain(instrument).chain(recipients).map(Need::Row).collect::<Vec<_>>()
    });
    books.want(rows)
}

/// What was linked as that token before.
fn known(books: &Books<'_>, id: &str) -> Result<Option<OldToken>, Stop> {
    let document = books.document(&document_name(id))?;
    let known = document.map(|document| serde_json::from_str(&document.body));
    known.transpose().map_err(|_| Stop::broken("what a token was linked with"))
}

fn keep(books: &mut Books<'_>, token: &OldToken) -> Result<(), Stop> {
    let body = serde_json::to_string(token).map_err(|_| Stop::broken("what a token was linked with"))?;
    books.put(Document { name: document_name(&token.id), body });
    Ok(())
}

/// The token itself isn't shown in the name of anything.
fn document_name(token: &str) -> String {
    format!("linked {}", digest(token))
}

fn claim_name(consent: &str) -> String {
    format!("consent {}", digest(consent))
}

/// What something is known by that isn't to be shown.
pub(crate) fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn check_new(books: &Books<'_>, token: &OldToken, conflict: &mut impl FnMut(&'static str, String)) -> Result<(), Stop> {
    if books.token(&token.id)?.is_some() {
        conflict("token_id", "is a token that was not linked, but authorised here.".to_owned());
    }
    if books.token_name(&token.caller_reference)?.is_some() {
        conflict("caller_reference", "belongs to another token that is known here.".to_owned());
    }
    if let Some(instrument) = &token.instrument
        && books.instrument(&instrument.id)?.is_some()
    {
        conflict("instrument_id", "is an instrument that is known here, with its own tokens.".to_owned());
    }
    check_consent(books, token, conflict)
}

/// Whoever a token may pay must have a token here, or get one along with it.
fn check_recipients(
    books: &Books<'_>,
    paid: &HashSet<&str>,
    token: &OldToken,
    conflict: &mut impl FnMut(&'static str, String),
) -> Result<(), Stop> {
    for id in &token.recipient_tokens {
        if !paid.contains(id.as_str()) && books.token(id)?.is_none_or(|known| known.role != TokenRole::Recipient) {
            let message = format!("names {}, which is the token of no recipient here or in the file.", redact(id));
            conflict("recipient_tokens", message);
        }
    }
    Ok(())
}

fn check_consent(
    books: &Books<'_>,
    token: &OldToken,
    conflict: &mut impl FnMut(&'static str, String),
) -> Result<(), Stop> {
    let Some(consent) = &token.consent else { return Ok(()) };
    if claimant(books, consent)?.is_some_and(|known| known != token.id) {
        conflict("consent", "was given for another token that is known here.".to_owned());
    }
    Ok(())
}

/// Something that was said of a token in another way before.
struct Differing {
    name: &'static str,
    can_change: bool,
}

fn differing(before: &OldToken, after: &OldToken) -> Vec<Differing> {
    let mut differing = Vec::new();
    let mut compare = |name, is_same: bool, can_change| {
        if !is_same {
            differing.push(Differing { name, can_change });
        }
    };
    let id = |token: &OldToken| token.instrument.as_ref().map(|instrument| instrument.id.clone());
    let terms = |token: &OldToken| token.instrument.as_ref().and_then(|instrument| instrument.terms);
    let limit = |token: &OldToken| terms(token).map(|terms| terms.limit);
    let balance = |token: &OldToken| terms(token).map(|terms| terms.balance);
    let carried = if before.role == TokenRole::CreditSender { "debt" } else { "balance" };
    compare("type", (before.role, before.token_type) == (after.role, after.token_type), false);
    compare("caller_reference", before.caller_reference == after.caller_reference, false);
    compare("friendly_name", before.friendly_name == after.friendly_name, true);
    compare("payment_reason", before.payment_reason == after.payment_reason, true);
    compare("payment_method", (before.method, &before.accepts) == (after.method, &after.accepts), true);
    compare("valid_from", before.valid_from == after.valid_from, true);
    compare("expires", before.expires == after.expires, true);
    compare("amount", before.amount == after.amount, true);
    let windows_move = before.valid_from != after.valid_from;
    for ((limits, value), used) in before.limits().iter().zip(after.limits()).zip(LIMITS).zip(USES) {
        let (known, new) = limits;
        let terms = |limit: &Option<OldLimit>| limit.map(|limit| (limit.quota, limit.period));
        compare(value, terms(known) == terms(&new), true);
        // What is used is counted here from the beginning on.
        let same = |known: &OldLimit, new: &OldLimit| !known.counts_like(*new) || known.used == new.used;
        let is_same = windows_move || known.as_ref().zip(new.as_ref()).is_none_or(|(known, new)| same(known, new));
        compare(used, is_same, false);
    }
    compare("recipient_tokens", before.recipient_tokens == after.recipient_tokens, true);
    compare("max_fixed_fee", before.max_fixed_fee == after.max_fixed_fee, true);
    compare("max_variable_fee", before.max_variable_fee == after.max_variable_fee, true);
    compare("recipient_pays_fee", before.recipient_pays_fee == after.recipient_pays_fee, true);
    compare("consent", before.consent == after.consent, true);
    compare("seller_id", before.seller == after.seller, before.role != TokenRole::Recipient);
    compare("holder_name", before.holder_name == after.holder_name, true);
    compare("holder_email", before.holder_email == after.holder_email, false);
    compare("instrument_id", id(before) == id(after), false);
    compare("instrument_limit", limit(before) == limit(after), true);
    compare(carried, balance(before) == balance(after), false);
    differing
}

fn install(books: &mut Books<'_>, old: &OldToken, linked: &mut Linked) -> Result<(), Stop> {
    let account = holder(books, old)?;
    let now = books.now();
    let valid_from = old.valid_from.unwrap_or(now);
    let token = Token {
        caller_reference: old.caller_reference.clone(),
        installed: valid_from.min(now),
        expires: now,
        instrument: old.instrument.as_ref().map(|instrument| instrument.id.clone()),
        ..Token::new(old.id.clone(), old.role, old.token_type, &account, valid_from)
    };
    let token = with_terms(books, token, None, old)?;
    tokens::install(books, token)?;
    if let Some(OldInstrument { id, terms: Some(terms) }) = &old.instrument {
        carry_over(books, old.role, id, terms.balance)?;
        linked.instruments += 1;
        match old.role {
            TokenRole::CreditSender => linked.debt += terms.balance,
            _ => linked.prepaid += terms.balance,
        }
    }
    keep(books, old)
}

/// Has a linked token have the terms of `old`, with what was counted here since.
fn alter(books: &mut Books<'_>, before: &OldToken, old: &OldToken) -> Result<(), Stop> {
    let token = tokens::known(books, &old.id)?;
    let token = with_terms(books, token, Some(before), old)?;
    if let Some(name) = old.holder_name.as_ref().filter(|name| before.holder_name.as_ref() != Some(*name))
        && let Some(mut account) = books.account(&token.account)?
        && account.id != books.caller_id()
    {
        account.name.clone_from(name);
        books.put(account);
    }
    books.put(token);
    keep(books, old)
}

/// Everything about a token that can be altered, where `before` is what was said of it the last time.
fn with_terms(books: &mut Books<'_>, token: Token, before: Option<&OldToken>, old: &OldToken) -> Result<Token, Stop> {
    let now = books.now();
    let valid_from = old.valid_from.unwrap_or(token.valid_from);
    let lasts = |start: DateTime<Utc>| instructions::LIFETIME.after(start.max(now), 1).unwrap_or(now);
    let said_before = before.is_some_and(|before| before.expires == old.expires);
    let expires = old.expires.unwrap_or_else(|| if said_before { token.expires } else { lasts(valid_from) });
    let friendly_name = match (&old.friendly_name, token.friendly_name.is_empty()) {
        (Some(name), _) => name.clone(),
        (None, true) => books.ids().friendly_name(),
        (None, false) => token.friendly_name.clone(),
    };
    let mut recipients = Vec::new();
    for id in &old.recipient_tokens {
        let recipient = books.token(id)?.ok_or_else(|| Stop::broken("the token of a recipient"))?;
        if !recipients.contains(&recipient.account) {
            recipients.push(recipient.account);
        }
    }
    // A consent that the buyer has given here since stays, unless there is a newer one.
    let is_new = |id: &String| match before {
        Some(before) if before.consent.as_ref() == Some(id) => {
            before.seller != old.seller && token.consent.as_ref().is_some_and(|consent| consent.id == *id)
        }
        _ => true,
    };
    let consent = match old.consent.as_ref().filter(|id| is_new(id)) {
        Some(id) => {
            claim(books, id, &old.id)?;
            // Whether it was confirmed nobody knows: to do so once more does no harm.
            let seller = old.seller.clone().unwrap_or_default();
            Some(Consent { id: id.clone(), kind: consent_kind(old.token_type), seller, confirmed: false, ended: false })
        }
        None => token.consent.clone(),
    };
    Ok(Token {
        friendly_name,
        valid_from,
        expires,
        method: match old.role {
            TokenRole::PrepaidSender => Some(Method::Prepaid),
            TokenRole::CreditSender => Some(Method::Debt),
            _ => old.method,
        },
        accepts: old.accepts.clone(),
        amount_rules: old.amount.into_iter().collect(),
        limits: limits(&token, before, old, valid_from, now),
        recipients,
        max_fixed_fee: old.max_fixed_fee,
        max_variable_fee: old.max_variable_fee,
        recipient_pays_fee: old.recipient_pays_fee,
        payment_reason: old.payment_reason.clone(),
        consent,
        ..token
    })
}

/// The limits of a token: with what was used on FPS where they are new, and with what was counted here where they were
/// there before.
fn limits(
    token: &Token,
    before: Option<&OldToken>,
    old: &OldToken,
    valid_from: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vec<Limit> {
    let before = before.filter(|_| token.valid_from == valid_from);
    let limits = old.limits().into_iter().enumerate().filter_map(|(place, limit)| {
        let limit = limit?;
        let known = before.filter(|before| before.limits()[place].is_some_and(|known| known.counts_like(limit)));
        // Where there was no limit in all, the others are one place further to the front.
        let counted = known.and_then(|known| token.limits.get(place - usize::from(known.total.is_none())));
        Some(match counted {
            Some(counted) => Limit { quota: limit.quota, ..counted.clone() },
            None => {
                let window = limit.period.map_or(valid_from, |period| period.current(valid_from, now));
                Limit { window, used: limit.used, ..Limit::new(limit.quota, limit.period, valid_from) }
            }
        })
    });
    limits.collect()
}

/// The id of the account that `old` belongs to.
fn account_of(old: &OldToken, caller: &str) -> String {
    match (old.role, &old.seller) {
        // Who is paid is known by what the processor calls him.
        (TokenRole::Recipient, Some(seller)) => seller.clone(),
        (TokenRole::Recipient | TokenRole::Caller, _) => caller.to_owned(),
        _ => {
            let by_agreement = || old.instrument.as_ref().map(|instrument| instrument.id.as_str());
            let known_by = old.holder_email.as_deref().or_else(by_agreement).unwrap_or(&old.id);
            holder_id(caller, known_by)
        }
    }
}

/// Opens the account that `old` belongs to, if there is none yet. It keeps the name that it first got.
fn holder(books: &mut Books<'_>, old: &OldToken) -> Result<String, Stop> {
    let id = account_of(old, books.caller_id());
    if books.account(&id)?.is_none() {
        let kind = match old.role {
            TokenRole::Recipient => AccountKind::Business,
            _ => AccountKind::Personal,
        };
        let email = old.holder_email.as_deref().unwrap_or_default();
        let name = old.holder_name.as_deref().filter(|name| !name.is_empty());
        books.put(stranger(id.clone(), kind, name.unwrap_or(if email.is_empty() { &id } else { email }), email));
    }
    Ok(id)
}

/// Opens the ledger of an instrument with what was on it.
fn carry_over(books: &mut Books<'_>, role: TokenRole, instrument: &str, balance: Decimal) -> Result<(), Stop> {
    let (from, to) = match role {
        TokenRole::CreditSender => (Book::DebtClaim, Book::Debt),
        _ => (Book::PrepaidLiability, Book::Prepaid),
    };
    let mut opening = Movement::default();
    opening.transfer(LedgerAccount::of(from, books.caller_id()), LedgerAccount::of(to, instrument), balance);
    books.post(books.now(), "", opening)
}

/// Makes the instruments, or has them have their new terms, once their tokens are there.
fn conclude(books: &mut Books<'_>, old: &[OldToken]) -> Result<(), Stop> {
    let fills = |token: &&OldToken| matches!(token.role, TokenRole::Funding | TokenRole::Settlement);
    let by_instrument = |token: &'_ OldToken| Some((token.instrument.as_ref()?.id.clone(), token.id.clone()));
    let filling: HashMap<_, _> = old.iter().filter(fills).filter_map(by_instrument).collect();
    for sender in old {
        let Some(OldInstrument { id, terms: Some(terms) }) = &sender.instrument else { continue };
        let token = tokens::known(books, &sender.id)?;
        if let Some(known) = books.instrument(id)? {
            let altered = Instrument { limit: terms.limit, expires: token.expires, ..known.clone() };
            if altered != known {
                books.put(altered);
            }
            continue;
        }
        let filling = filling.get(id.as_str()).ok_or_else(|| Stop::broken("the second token of an instrument"))?;
        books.put(Instrument {
            id: id.clone(),
            kind: match sender.role {
                TokenRole::CreditSender => InstrumentKind::Credit,
                _ => InstrumentKind::Prepaid,
            },
            active: true,
            expires: token.expires,
            holder: token.account,
            merchant: books.caller_id().to_owned(),
            limit: terms.limit,
            repaid: Decimal::ZERO,
            sender_token: sender.id.clone(),
            funding_token: filling.clone(),
        });
    }
    Ok(())
}
