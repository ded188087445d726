//! What providers get of captures, and what they give back of it.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    On,
    reference::{self, Named},
};
use crate::{
    amazon_pay::{self as pay, ErrorCode},
    money::Price,
    sandbox::{
        amazon_pay::rows::{
            Capture, CreditState, ProviderCredit, ProviderCreditReversal, ProviderShare, Reason, Refund, ReversalState,
            Status,
        },
        amazon_pay::view::provider as view,
        books::{Books, Stop},
        ledger::{Book, LedgerAccount, Movement},
        rows::Scope,
    },
};

/// What providers are to get of a capture of `whole`: together no more than it.
pub(crate) fn credits(whole: &Price, list: &[pay::ProviderCredit]) -> Result<Vec<ProviderShare>, Stop> {
    shares("ProviderCreditList", whole, list.iter().map(|credit| (&credit.provider_id, &credit.credit_amount)))
}

/// Gives providers their shares of a capture that was completed at this moment. The capture is put by whoever calls.
pub(crate) fn credit(books: &mut Books<'_>, capture: &mut Capture, at: DateTime<Utc>) -> Result<(), Stop> {
    for share in &capture.provider_shares {
        let id = loop {
            let id = format!("{}-P{}", capture.order_reference, books.ids().pay_transaction());
            if books.provider_credit(&id)?.is_none() {
                break id;
            }
        };
        let credit = ProviderCredit {
            id: id.clone(),
            seller: capture.seller.clone(),
            environment: capture.environment,
            provider: share.provider.clone(),
            capture: capture.id.clone(),
            reference_id: capture.reference_id.clone(),
            amount: share.amount.clone(),
            reversed: Decimal::ZERO,
            reversals: Vec::new(),
            created: at,
            status: Status::new(CreditState::Open, at),
        };
        let [seller, provider] = purses(&credit);
        books.post(at, &id, moved(seller, provider, &credit.amount))?;
        books.put(credit);
        capture.provider_credits.push(id);
    }
    Ok(())
}

/// Sets aside what providers are to give back with a refund that begins: no more than each still has of the capture,
/// and together no more than the refund.
pub(crate) fn begin_reversals(
    books: &mut Books<'_>,
    capture: &Capture,
    refund: &mut Refund,
    list: &[pay::ProviderCreditReversal],
) -> Result<(), Stop> {
    const LIST: &str = "ProviderCreditReversalList";
    let named = list.iter().map(|reversal| (&reversal.provider_id, &reversal.credit_reversal_amount));
    refund.provider_shares = shares(LIST, &refund.amount, named)?;
    for share in &refund.provider_shares {
        let got = capture.provider_shares.iter().zip(&capture.provider_credits);
        let Some((_, credit)) = got.into_iter().find(|(got, _)| got.provider == share.provider) else {
            return Err(Stop::refuse(
                ErrorCode::InvalidParameterValue,
                format!("{LIST}: the provider {} got nothing of the capture {}.", share.provider, capture.id),
            ));
        };
        let credit = books.provider_credit(credit)?.ok_or_else(|| Stop::broken("a provider's credit"))?;
        let reversal = begin(books, credit, &refund.reference_id, &share.amount, None, refund.created)?;
        refund.provider_reversals.push(reversal.id);
    }
    Ok(())
}

/// Brings what was set aside with a refund to its end: with the reason if the refund was declined.
pub(crate) fn settle_reversals(
    books: &mut Books<'_>,
    refund: &Refund,
    at: DateTime<Utc>,
    declined: Option<Reason>,
) -> Result<(), Stop> {
    for id in &refund.provider_reversals {
        let reversal = books.provider_credit_reversal(id)?.ok_or_else(|| Stop::broken("a provider's reversal"))?;
        settle(books, reversal, at, declined)?;
    }
    Ok(())
}

pub(crate) fn credit_details(
    books: &Books<'_>,
    on: &On,
    request: &pay::GetProviderCreditDetailsRequest,
) -> Result<pay::GetProviderCreditDetailsResult, Stop> {
    let credit = find(books, on, request.amazon_provider_credit_id.as_str())?;
    Ok(pay::GetProviderCreditDetailsResult { provider_credit_details: view::credit(&credit) })
}

pub(crate) fn reversal_details(
    books: &Books<'_>,
    on: &On,
    request: &pay::GetProviderCreditReversalDetailsRequest,
) -> Result<pay::GetProviderCreditReversalDetailsResult, Stop> {
    let id = request.amazon_provider_credit_reversal_id.as_str();
    let reversal = books.provider_credit_reversal(id)?.filter(|found| on.owns(&found.seller, found.environment));
    let reversal = reversal.ok_or_else(|| unknown("ProviderCreditReversalId", id))?;
    Ok(pay::GetProviderCreditReversalDetailsResult { provider_credit_reversal_details: view::reversal(&reversal) })
}

/// Takes back a part of what a provider got, at once.
pub(crate) fn reverse(
    books: &mut Books<'_>,
    on: &On,
    request: &pay::ReverseProviderCreditRequest,
) -> Result<pay::ReverseProviderCreditResult, Stop> {
    let credit = find(books, on, request.amazon_provider_credit_id.as_str())?;
    let named = Named {
        scope: Scope::Reversals,
        reference_id: &request.credit_reversal_reference_id,
        of: &credit.id.clone(),
        request,
    };
    let id = reference::once(books, on, &named, |books| {
        let at = books.now();
        let note = request.credit_reversal_note.clone().filter(|note| !note.is_empty());
        let amount = &request.credit_reversal_amount;
        let reversal = begin(books, credit, &request.credit_reversal_reference_id, amount, note, at)?;
        settle(books, reversal, at, None).map(|reversal| reversal.id)
    })?;
    let reversal = books.provider_credit_reversal(&id)?.ok_or_else(|| Stop::broken("a provider's reversal"))?;
    Ok(pay::ReverseProviderCreditResult { provider_credit_reversal_details: view::reversal(&reversal) })
}

fn find(books: &Books<'_>, on: &On, id: &str) -> Result<ProviderCredit, Stop> {
    let credit = books.provider_credit(id)?.filter(|found| on.owns(&found.seller, found.environment));
    credit.ok_or_else(|| unknown("ProviderCreditId", id))
}

fn unknown(what: &str, id: &str) -> Stop {
    Stop::refuse(ErrorCode::InvalidTransactionId, format!("The {what} {id} is invalid."))
}

/// The shares that a list names: each of one provider, and together no more than `whole`.
fn shares<'l>(
    list: &str,
    whole: &Price,
    named: impl Iterator<Item = (&'l String, &'l Price)>,
) -> Result<Vec<ProviderShare>, Stop> {
    let mut shares: Vec<ProviderShare> = Vec::new();
    for (provider, amount) in named {
        let refused = |code, why: String| Err(Stop::refuse(code, format!("{list}: {why}")));
        if provider.is_empty() {
            return refused(ErrorCode::InvalidParameterValue, "ProviderId is empty.".to_owned());
        }
        if shares.iter().any(|share| share.provider == *provider) {
            return refused(ErrorCode::InvalidParameterValue, format!("the provider {provider} stands there twice."));
        }
        if amount.currency_code != whole.currency_code {
            return refused(ErrorCode::CurrencyMismatch, format!("{amount} is no part of {whole}."));
        }
        if amount.amount <= Decimal::ZERO {
            return refused(ErrorCode::InvalidParameterValue, format!("{amount} is not more than zero."));
        }
        // Alone, too, so that no sum grows beyond what can be reckoned with.
        if amount.amount > whole.amount {
            return refused(ErrorCode::TransactionAmountExceeded, format!("{amount} is more than {whole}."));
        }
        shares.push(ProviderShare { provider: provider.clone(), amount: amount.clone() });
    }
    let sum: Decimal = shares.iter().map(|share| share.amount.amount).sum();
    if sum > whole.amount {
        let why = format!("{list} gives providers {sum}, which is more than {whole}.");
        return Err(Stop::refuse(ErrorCode::TransactionAmountExceeded, why));
    }
    Ok(shares)
}

/// Writes down that the provider will give back a part of what he got, and lets nobody take that part again.
fn begin(
    books: &mut Books<'_>,
    mut credit: ProviderCredit,
    reference_id: &str,
    amount: &Price,
    note: Option<String>,
    at: DateTime<Utc>,
) -> Result<ProviderCreditReversal, Stop> {
    if amount.currency_code != credit.amount.currency_code {
        return Err(Stop::refuse(
            ErrorCode::CurrencyMismatch,
            format!("The credit {} is of {}, and {amount} is in another currency.", credit.id, credit.amount),
        ));
    }
    let left = credit.amount.amount - credit.reversed;
    if amount.amount > left {
        return Err(Stop::refuse(
            ErrorCode::TransactionAmountExceeded,
            format!("{amount} is more than the {left} that are left of the credit {}.", credit.id),
        ));
    }
    let order = credit.id.rsplit_once('-').map_or("", |(order, _)| order);
    let id = loop {
        let id = format!("{order}-Q{}", books.ids().pay_transaction());
        if books.provider_credit_reversal(&id)?.is_none() {
            break id;
        }
    };
    let reversal = ProviderCreditReversal {
        id: id.clone(),
        seller: credit.seller.clone(),
        environment: credit.environment,
        provider: credit.provider.clone(),
        credit: credit.id.clone(),
        reference_id: reference_id.to_owned(),
        amount: amount.clone(),
        note,
        created: at,
        status: Status::new(ReversalState::Pending, at),
    };
    credit.reversed += amount.amount;
    credit.reversals.push(id);
    books.put(credit);
    books.put(reversal.clone());
    Ok(reversal)
}

fn settle(
    books: &mut Books<'_>,
    mut reversal: ProviderCreditReversal,
    at: DateTime<Utc>,
    declined: Option<Reason>,
) -> Result<ProviderCreditReversal, Stop> {
    let mut credit = books.provider_credit(&reversal.credit)?.ok_or_else(|| Stop::broken("a provider's credit"))?;
    match declined {
        Some(reason) => {
            credit.reversed -= reversal.amount.amount;
            reversal.status.enter(ReversalState::Declined, at, reason);
        }
        None => {
            let [seller, provider] = purses(&credit);
            books.post(at, &reversal.id, moved(provider, seller, &reversal.amount))?;
            reversal.status.enter(ReversalState::Completed, at, None);
        }
    }
    books.put(reversal.clone());
    if credit.reversed == credit.amount.amount && !is_any_pending(books, &credit)? {
        credit.status.enter(CreditState::Closed, at, Reason::MaxAmountReversed);
    }
    books.put(credit);
    Ok(reversal)
}

fn is_any_pending(books: &Books<'_>, credit: &ProviderCredit) -> Result<bool, Stop> {
    for id in &credit.reversals {
        let reversal = books.provider_credit_reversal(id)?.ok_or_else(|| Stop::broken("a provider's reversal"))?;
        if reversal.status.is(ReversalState::Pending) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those of the seller and of the provider.
fn purses(credit: &ProviderCredit) -> [LedgerAccount; 2] {
    let currency = credit.amount.currency_code.as_str();
    [
        LedgerAccount::in_currency(Book::Seller, &credit.seller, credit.environment, currency),
        LedgerAccount::in_currency(Book::Provider, &credit.provider, credit.environment, currency),
    ]
}

fn moved(from: LedgerAccount, to: LedgerAccount, amount: &Price) -> Movement {
    let mut movement = Movement::default();
    movement.transfer(from, to, amount.amount);
    movement
}
