//! What the caller can see of tokens, and cancelling them.

use rust_decimal::prelude::ToPrimitive;

use super::{outside, parties};
use crate::{
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Stop},
        command::invalid,
        rows::{Installer, Query, Quota, Row, Token, TokenFilter, TokenName, TokenRole, TokenType},
        view::{token_view, usd},
    },
};

/// As far as the use of a token is followed. A token can't come to succeed itself, so this ends nothing but a fault.
const MOST_SUCCESSORS: usize = 1_000;

/// Cancels a token for good, and keeps why and where that is announced. Cancelling it once more changes nothing.
pub(crate) fn cancel(
    books: &mut Books<'_>,
    id: &str,
    reason: Option<String>,
    notification_url: Option<String>,
) -> Result<(), Stop> {
    parties::onlooker(books)?;
    let mut token = own(books, id)?;
    if token.active {
        token.cancel(books.now(), reason, notification_url);
        outside::end(books, &token)?;
        books.put(token);
    }
    Ok(())
}

pub(crate) fn list(books: &Books<'_>, filter: TokenFilter) -> Result<Vec<fps::Token>, Stop> {
    parties::onlooker(books)?;
    let rows = books.list(Query::Tokens(filter))?;
    Ok(rows.iter().filter_map(|row| if let Row::Token(token) = row { Some(token_view(token)) } else { None }).collect())
}

/// The token of that id or, without one, of that caller reference.
pub(crate) fn find(books: &Books<'_>, id: Option<&str>, caller_reference: Option<&str>) -> Result<Token, Stop> {
    parties::onlooker(books)?;
    match (id, caller_reference) {
        (Some(id), _) => known(books, id),
        (None, Some(reference)) => {
            let id = token_of(books, reference)?;
            let token = id.map(|id| books.token(&id)).transpose()?.flatten();
            token.ok_or_else(|| {
                Stop::refuse(
                    ErrorCode::InvalidCallerReference,
                    format!("No token has the caller reference '{reference}'."),
                )
            })
        }
        (None, None) => Err(invalid("Either TokenId or CallerReference is required.")),
    }
}

/// The token of that id.
pub(crate) fn known(books: &Books<'_>, id: &str) -> Result<Token, Stop> {
    books.token(id)?.ok_or_else(|| Stop::refuse(ErrorCode::InvalidTokenId, "There is no such token for this caller."))
}

/// The use that was made of each limit of a token, in its present window and in the one before.
pub(crate) fn usage(books: &Books<'_>, id: &str) -> Result<Vec<fps::TokenUsageLimit>, Stop> {
    parties::check_access(books)?;
    let token = own(books, id)?;
    if !matches!(token.token_type, TokenType::MultiUse | TokenType::Recurring) {
        return Err(Stop::refuse(
            ErrorCode::InvalidTokenType,
            format!("A {:?} token has no usage: only multi-use and recurring tokens have.", token.token_type),
        ));
    }
    let limits = token.limits.iter().map(|limit| {
        let limit = limit.at(token.valid_from, books.now());
        let last_reset_timestamp = Some(limit.window);
        match limit.quota {
            Quota::Amount(_) => fps::TokenUsageLimit {
                count: None,
                amount: Some(usd(limit.used)),
                last_reset_count: None,
                last_reset_amount: Some(usd(limit.used_before)),
                last_reset_timestamp,
            },
            Quota::Count(_) => fps::TokenUsageLimit {
                count: limit.used.to_i32(),
                amount: None,
                last_reset_count: limit.used_before.to_i32(),
                last_reset_amount: None,
                last_reset_timestamp,
            },
        }
    });
    Ok(limits.collect())
}

/// The recipient's token, for actions that ask about the recipient.
pub(crate) fn of_recipient(books: &Books<'_>, id: &str) -> Result<Token, Stop> {
    let token = books.token(id)?.filter(|token| token.role == TokenRole::Recipient);
    let token = token
        .ok_or_else(|| Stop::refuse(ErrorCode::InvalidTokenId, "There is no such recipient token for this caller."))?;
    if !token.active {
        return Err(Stop::refuse(ErrorCode::TokenNotActive, "The recipient token was cancelled."));
    }
    Ok(token)
}

/// Writes a new token, which can be found by its caller reference from now on.
pub(crate) fn install(books: &mut Books<'_>, token: Token) -> Result<(), Stop> {
    if token_of(books, &token.caller_reference)?.is_some() {
        return Err(Stop::refuse(
            ErrorCode::DuplicateRequest,
            format!("The caller reference '{}' belongs to another token.", token.caller_reference),
        ));
    }
    books.put(TokenName { caller_reference: token.caller_reference.clone(), token: token.id.clone() });
    books.put(token);
    Ok(())
}

/// Ends a token because another one of the same role and account takes its place. That is not a cancellation.
pub(crate) fn retire(books: &mut Books<'_>, id: &str, role: TokenRole, account: &str) -> Result<(), Stop> {
    let mut token = known(books, id)?;
    if !token.active || token.role != role || token.account != account {
        return Err(invalid("A token takes the place of an active one of the same role and account only."));
    }
    token.active = false;
    books.put(token);
    Ok(())
}

/// Ends `old`, as `new` takes its place together with the use that was made of it: what a payment by the old one gives
/// back is given to the new one.
pub(crate) fn hand_over(books: &mut Books<'_>, old: &Token, new: &Token) -> Result<(), Stop> {
    retire(books, &old.id, new.role, &new.account)?;
    let mut retired = known(books, &old.id)?;
    retired.successor = Some(new.id.clone());
    books.put(retired);
    Ok(())
}

/// The token that counts the use of the token of that id: itself, or the last of those that took it over.
pub(crate) fn counting(books: &Books<'_>, id: &str) -> Result<Option<Token>, Stop> {
    let mut counting = books.token(id)?;
    for _ in 0..MOST_SUCCESSORS {
        let Some(next) = counting.as_ref().and_then(|token| token.successor.as_deref()) else { break };
        counting = books.token(next)?;
    }
    Ok(counting)
}

fn own(books: &Books<'_>, id: &str) -> Result<Token, Stop> {
    let token = known(books, id)?;
    match token.installer {
        Installer::Caller => Ok(token),
        Installer::SimplePay => Err(Stop::refuse(
            ErrorCode::TokenAccessDenied,
            "The token belongs to a subscription and was not installed by this caller.",
        )),
    }
}

/// The id of the token that was installed with `caller_reference`.
fn token_of(books: &Books<'_>, caller_reference: &str) -> Result<Option<String>, Stop> {
    Ok(books.token_name(caller_reference)?.map(|name| name.token))
}
