//! Tokens of FPS that go on: a file says what each allowed, and which consent at Amazon Pay stands for it from now on.

mod columns;
mod csv;
mod sheet;
#[cfg(test)]
mod tests;
mod workbench;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use rust_decimal::Decimal;

pub(crate) use self::sheet::kind_of_consent;
pub use self::{
    columns::{COLUMNS, Column, TYPES},
    sheet::{Problem, Sheet},
    workbench::{Opening, Workbench, WorkbenchError},
};
use crate::{
    error::ServiceError,
    ids::{TokenId, redact},
    sandbox::{
        Sandbox,
        rows::{Tenant, TokenRole},
        rules::linking::{self, OldToken},
    },
};

/// How a file of old tokens is applied.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Linking {
    /// Whether tokens that were linked before may get other terms. What was counted since then stays.
    pub update: bool,
    /// Whether everything is only checked.
    pub dry_run: bool,
    /// The caller's own SellerId, for lines that say none.
    pub seller_id: Option<String>,
}

/// What came of a file of old tokens.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Report {
    /// Whether nothing was written.
    pub dry_run: bool,
    /// The tokens that are known from now on.
    pub linked: usize,
    /// The tokens that have other terms from now on.
    pub updated: usize,
    /// The tokens that were linked with the same terms before.
    pub unchanged: usize,
    /// The tokens whose buyers still have to consent.
    pub awaiting_consent: usize,
    /// The instruments that are known from now on.
    pub instruments: usize,
    /// What is left on the prepaid ones, in dollars.
    pub prepaid_balance: Decimal,
    /// What is owed on the credit ones, in dollars.
    pub debt: Decimal,
    /// The sellers other than the caller whom tokens of the file have paid: each has to be one of the
    /// [recipients](crate::gateway::Account::recipients) of the caller's account, and a payment to him needs a token whose
    /// buyer consented to pay him.
    pub recipients: Vec<String>,
    /// The tokens whose buyers still have to consent, by their ids.
    #[serde(skip)]
    pub awaiting: Vec<TokenId>,
}

/// Why a file of old tokens was not applied: nothing of it was.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum LinkError {
    /// It says what can't be, or what contradicts what is known.
    #[error("{} in the file", count(.0.len()))]
    Problems(Vec<Problem>),
    /// The gateway has no such caller, or the store failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

/// Why there is no address on which a buyer consents anew.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum RenewalError {
    /// Browsers can't find a gateway there.
    #[error("browsers can't find the gateway at '{0}': it must be an absolute http or https URL without a path")]
    PublicUrl(String),
    /// The gateway has no such caller.
    #[error("the gateway has no caller {0}")]
    UnknownCaller(String),
    /// The caller has no such token.
    #[error("the token {} is not one of the caller's", redact(.0.as_str()))]
    UnknownToken(TokenId),
    /// The key that addresses are signed with may have to be made, and nothing is written.
    #[error("nothing is written in a dry run, and so there is no address that a gateway would know")]
    DryRun,
    /// The store failed.
    #[error(transparent)]
    Service(#[from] ServiceError),
}

fn count(problems: usize) -> String {
    if problems == 1 { "one problem".to_owned() } else { format!("{problems} problems") }
}

/// Applies a file to the world of `caller`, which there has to be, as a whole or not at all. The same file once more changes
/// nothing.
pub(crate) async fn apply(
    sandbox: &Sandbox,
    caller: &str,
    sheet: &Sheet,
    linking: &Linking,
) -> Result<Report, LinkError> {
    let tokens: Arc<[OldToken]> = addressed(sheet, linking.seller_id.as_deref())?.into();
    let (old, update, dry_run) = (Arc::clone(&tokens), linking.update, linking.dry_run);
    let apply = move |books: &mut crate::sandbox::books::Books<'_>| {
        let linked = linking::link(books, &old, update)?;
        if dry_run || linked.is_err() {
            books.discard();
        }
        Ok(linked)
    };
    let tenant = Tenant::of(caller);
    let linked = sandbox.amend(&tenant, apply).await?.map_err(|conflicts| {
        let problem = |conflict: linking::Conflict| sheet.problem(conflict.place, conflict.field, conflict.message);
        let mut problems: Vec<_> = conflicts.into_iter().map(problem).collect();
        problems.sort_by_key(|problem| (problem.line, problem.character));
        LinkError::Problems(problems)
    })?;
    let others = tokens.iter().filter(|token| token.role == TokenRole::Recipient);
    let others: BTreeSet<_> = others.filter_map(|token| token.seller.clone()).collect();
    Ok(Report {
        dry_run,
        recipients: others.into_iter().collect(),
        linked: linked.new,
        updated: linked.updated,
        unchanged: linked.unchanged,
        awaiting_consent: linked.awaiting.len(),
        instruments: linked.instruments,
        prepaid_balance: linked.prepaid,
        debt: linked.debt,
        awaiting: linked.awaiting.iter().map(|place| tokens[*place].id.as_str().into()).collect(),
    })
}

/// The tokens of a file, each with the merchant that it is of.
fn addressed(sheet: &Sheet, own: Option<&str>) -> Result<Vec<OldToken>, LinkError> {
    let mut tokens = sheet.tokens.clone();
    let mut problems = Vec::new();
    let recipients = tokens.iter().filter(|token| token.role == TokenRole::Recipient);
    let recipients: HashMap<_, _> = recipients.map(|token| (token.id.clone(), token.seller.clone())).collect();
    for (place, token) in tokens.iter_mut().enumerate() {
        if token.role == TokenRole::Recipient {
            // Whoever is paid as the caller himself has the caller's account.
            token.seller = token.seller.take().filter(|seller| Some(seller.as_str()) != own);
            continue;
        }
        if token.consent.is_none() {
            continue;
        }
        let paid = token.recipient_tokens.iter().filter_map(|id| recipients.get(id));
        let paid: BTreeSet<_> = paid.filter_map(|seller| seller.as_deref().or(own)).collect();
        let known = token.seller.as_deref().or(if paid.is_empty() { own } else { paid.first().copied() });
        let message = match (known, paid.len()) {
            (None, _) => "is missing: neither the line nor an option says to whom the consent was given.",
            (Some(_), 2..) if token.seller.is_none() => {
                "is missing: recipient_tokens are those of several sellers, and the consent was given to one of them, who \
                 alone can be paid out of it."
            }
            (Some(known), 1..) if !paid.contains(known) => {
                "is another seller than recipient_tokens are of: nobody but him can be paid out of the consent."
            }
            _ => {
                token.seller = known.map(str::to_owned);
                continue;
            }
        };
        problems.push(sheet.problem(place, "seller_id", message));
    }
    if problems.is_empty() { Ok(tokens) } else { Err(LinkError::Problems(problems)) }
}
