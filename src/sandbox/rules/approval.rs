//! What a buyer approved at the processor, and the token that stands for it from then on.

use chrono::{DateTime, Utc};

use super::{
    consent::{self, Refusal},
    linking, outside, tokens,
};
use crate::{
    cbui::{Pipeline, Return, Status},
    ids::TokenId,
    sandbox::{
        books::{Books, Stop},
        rows::{AccountKind, Consent, Document, Token},
    },
};

/// Who pays, as long as the processor does not say.
const SOMEBODY: &str = "Amazon Pay buyer";

/// What a buyer approved.
#[derive(Clone)]
pub(crate) struct Approval {
    pub(crate) consent: Consent,
    /// As far as the processor tells before the consent is confirmed.
    pub(crate) buyer_name: Option<String>,
    pub(crate) buyer_email: Option<String>,
    /// What names the visit in which he did.
    pub(crate) visit: String,
}

/// Why nobody can consent for `token` anew.
pub(crate) fn hindrance(token: &Token, now: DateTime<Utc>) -> Option<&'static str> {
    if !linking::needs_consent(token.role) {
        return Some("The token pays nothing by itself: there is nothing to consent to.");
    }
    if !token.active {
        return Some("The token was cancelled: there is nothing to renew any more.");
    }
    if now >= token.expires {
        return Some("The token has expired: there is nothing to renew any more.");
    }
    (!linking::is_awaiting(token)).then_some("Consent was given for this token already: nothing more is needed.")
}

/// Has an old token stand for what its buyer approved, which is confirmed next. The same approval once more changes nothing.
pub(crate) fn renew(books: &mut Books<'_>, token: &str, approval: &Approval) -> Result<Result<(), Refusal>, Stop> {
    let mut token = tokens::known(books, token)?;
    if token.consent.as_ref().is_some_and(|consent| consent.id == approval.consent.id) {
        outside::approve(books, &token, false)?;
        return Ok(Ok(()));
    }
    if let Some(why) = hindrance(&token, books.now()) {
        return Ok(Err(Refusal::new(Status::Np, why)));
    }
    if approval.consent.confirmed {
        return Ok(Err(in_use()));
    }
    if !end_visit(books, approval)? || !linking::claim(books, &approval.consent.id, &token.id)? {
        books.discard();
        return Ok(Err(given_before()));
    }
    if let Some(mut account) = books.account(&token.account)?.filter(|account| account.id != books.caller_id()) {
        // What was linked knew no better.
        if let Some(name) = approval.buyer_name.as_ref().filter(|_| account.name == account.id) {
            account.name.clone_from(name);
        }
        if let Some(email) = approval.buyer_email.as_ref().filter(|_| account.email.is_empty()) {
            account.email.clone_from(email);
        }
        books.put(account);
    }
    token.consent = Some(approval.consent.clone());
    outside::approve(books, &token, true)?;
    books.put(token);
    Ok(Ok(()))
}

/// Installs what `pipeline` asks for, by the rules for every consent, and has the token that pays stand for what was
/// approved, and is confirmed next. The same approval once more gets the same tokens again.
pub(crate) fn authorise(
    books: &mut Books<'_>,
    pipeline: &Pipeline,
    approval: &Approval,
) -> Result<Result<Return, Refusal>, Stop> {
    let terms = match consent::terms(books, pipeline)? {
        Ok(terms) => terms,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let given_for = linking::claimant(books, &approval.consent.id)?;
    let is_known = terms
        .edited
        .as_ref()
        .and_then(|token| token.consent.as_ref())
        .is_some_and(|known| known.id == approval.consent.id);
    if approval.consent.confirmed && !is_known && !has_ended(books, approval)? {
        return Ok(Err(in_use()));
    }
    if !end_visit(books, approval)? {
        return Ok(Err(given_before()));
    }
    let edited = terms.edited.as_ref();
    let account = match edited {
        Some(token) => token.account.clone(),
        None => linking::holder_id(books.caller_id(), &approval.consent.id),
    };
    if books.account(&account)?.is_none() {
        let name = approval.buyer_name.as_deref().unwrap_or(SOMEBODY);
        let email = approval.buyer_email.as_deref().unwrap_or_default();
        books.put(linking::stranger(account.clone(), AccountKind::Personal, name, email));
    }
    // At Amazon Pay the buyer picks how he pays, and may pick another way whenever he likes: what the token has goes on.
    let before = edited.and_then(|token| token.method).filter(|method| terms.allowed.contains(method));
    let method = before.or_else(|| terms.allowed.first().copied());
    let answer = consent::Consent { pipeline: pipeline.clone(), account, method };
    let back = match consent::give(books, &answer)? {
        Ok(back) => back,
        Err(refusal) => {
            books.discard();
            return Ok(Err(refusal));
        }
    };
    let paying = paying(&back).ok_or_else(|| Stop::broken("the token that pays"))?;
    let mut token = tokens::known(books, paying.as_str())?;
    let is_his = |id: &String| *id == token.id || edited.is_some_and(|edited| *id == edited.id);
    if given_for.as_ref().is_some_and(|id| !is_his(id)) {
        books.discard();
        return Ok(Err(given_before()));
    }
    linking::give_to(books, &approval.consent.id, &token.id);
    let is_new = token.consent.as_ref().is_none_or(|known| known.id != approval.consent.id || known.ended);
    if is_new {
        token.consent = Some(approval.consent.clone());
        books.put(token.clone());
    }
    outside::approve(books, &token, is_new)?;
    Ok(Ok(back))
}

/// Installs the token of a merchant who is paid through the caller. He is known by what the processor calls him; the
/// caller itself is, where it is the same one.
pub(crate) fn receive(
    books: &mut Books<'_>,
    pipeline: &Pipeline,
    seller: Option<&str>,
    name: &str,
) -> Result<Result<Return, Refusal>, Stop> {
    if let Err(refusal) = consent::terms(books, pipeline)? {
        return Ok(Err(refusal));
    }
    let account = seller.unwrap_or(books.caller_id()).to_owned();
    if books.account(&account)?.is_none() {
        books.put(linking::stranger(account.clone(), AccountKind::Business, name, ""));
    }
    consent::give(books, &consent::Consent { pipeline: pipeline.clone(), account, method: None })
}

/// The token of a way back that stands for money.
pub(crate) fn paying(back: &Return) -> Option<&TokenId> {
    [&back.token_id, &back.funding_token_id, &back.settlement_token_id].into_iter().flatten().next()
}

/// Whether the visit came to its end with this very consent before.
fn has_ended(books: &Books<'_>, approval: &Approval) -> Result<bool, Stop> {
    let known = books.document(&visit_name(approval))?;
    Ok(known.is_some_and(|known| known.body == linking::digest(&approval.consent.id)))
}

/// Remembers that a visit came to its end with this consent. Tells whether it did not with another one before.
fn end_visit(books: &mut Books<'_>, approval: &Approval) -> Result<bool, Stop> {
    let name = visit_name(approval);
    match books.document(&name)? {
        Some(known) => Ok(known.body == linking::digest(&approval.consent.id)),
        None => {
            books.put(Document { name, body: linking::digest(&approval.consent.id) });
            Ok(true)
        }
    }
}

fn visit_name(approval: &Approval) -> String {
    format!("visit {}", approval.visit)
}

/// Its id comes with the browser, which may have it from anywhere: only what nobody can charge yet was just consented to.
fn in_use() -> Refusal {
    Refusal::new(Status::Np, "What was named is confirmed at Amazon Pay already, and was not consented to just now.")
}

fn given_before() -> Refusal {
    Refusal::new(
        Status::Np,
        "The consent was given for something else, or the visit was ended with another one before.",
    )
}
