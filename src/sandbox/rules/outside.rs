//! Transactions that a processor outside decides: what is to be asked of it is written in the same unit of work as the
//! transaction itself, so that it is asked whatever happens next.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use super::{Receipt, finality, idempotency, linking, marketplaces, parties};
use crate::{
    fps::ErrorCode,
    sandbox::{
        books::{Books, Decides, Stop},
        ledger::{Book, LedgerAccount},
        rows::{
            Consent, Document, Operation, Saga, SagaAction, Scope, Status, StatusCode, Token, TokenRole, Transaction,
        },
    },
};

/// How long the processor keeps what a buyer has agreed to, and nobody has confirmed.
#[cfg(feature = "gateway")]
pub(crate) const DRAFT_LASTS: TimeDelta = TimeDelta::hours(3);

/// How long whoever is at a saga has it to himself.
pub(crate) const LEASE: TimeDelta = TimeDelta::seconds(60);

/// The longest reference id that the processor takes, in characters.
const KEY_LENGTH: usize = 32;

/// Holds what the transaction will move, and leaves the rest to its saga.
pub(crate) fn begin(books: &mut Books<'_>, mut transaction: Transaction) -> Result<Receipt, Stop> {
    let action = action_of(transaction.operation);
    let at = transaction.no_earlier(books.now());
    let mut outside = transaction.outside.take().unwrap_or_default();
    if matches!(action, SagaAction::Pay | SagaAction::Reserve | SagaAction::FundPrepaid | SagaAction::SettleDebt) {
        let agreed = consent(books, transaction.sender_token.as_deref())?;
        outside.marketplace = marketplaces::part(books, &transaction.recipient.account, &agreed)?;
        outside.consent = Some(agreed);
    }
    marketplaces::check_fee(&transaction, outside.marketplace.as_ref())?;
    if let (Some(consent), Some(token)) = (&outside.consent, &transaction.sender_token) {
        linking::claim(books, &consent.id, token)?;
    }
    transaction.outside = Some(outside);
    books.post(at, &transaction.id, transaction.movement.hold())?;
    transaction.held = true;
    // Nobody is told before there is something to tell: see `finality::wait`.
    transaction.status = Status::Pending;
    transaction.code = StatusCode::PendingNetworkResponse;
    finality::WAITING.clone_into(&mut transaction.message);
    transaction.balance = parties::caller_balance(books)?;
    transaction.due = None;
    transaction.next = None;
    let key = match action {
        SagaAction::Settle => key(books, action, &transaction.id, None),
        _ => {
            let reference = &transaction.caller_reference;
            // After its seven days a reference names another request, which the processor must not take for the first.
            let before = idempotency::before(books, Scope::Transactions, reference)?;
            key(books, action, reference, before)
        }
    };
    start(books, action, &transaction.id, Some(key), true)?;
    let receipt = Receipt::of(&transaction);
    books.put(transaction);
    Ok(receipt)
}

/// Has a transaction under way ended, which is done once the processor has agreed: at once where it knows nothing of it.
pub(crate) fn cancel(books: &mut Books<'_>, transaction: Transaction) -> Result<Receipt, Stop> {
    let outside = transaction.outside.clone().unwrap_or_default();
    let known = [&outside.authorization, &outside.capture, &outside.refund, &outside.reversal];
    let is_known = known.into_iter().any(Option::is_some);
    if !is_known {
        return call_off(books, transaction);
    }
    start(books, SagaAction::Cancel, &transaction.id, None, true)?;
    let receipt = Receipt::of(&transaction);
    books.put(transaction);
    Ok(receipt)
}

/// Ends what the processor was never asked for. Whoever is about to ask finds that written when he comes to it: he writes
/// that he asks before he does.
fn call_off(books: &mut Books<'_>, mut transaction: Transaction) -> Result<Receipt, Stop> {
    let id = Saga::name(action_of(transaction.operation), &transaction.id);
    let saga = books.saga(&id)?.ok_or_else(|| Stop::broken("what is asked for the sake of a transaction"))?;
    if saga.doubt.is_some_and(|doubt| doubt.asked.moves_money()) {
        return Err(Stop::refuse(
            ErrorCode::ConcurrentModification,
            "The processor has not answered yet whether it took the transaction in: it can be cancelled once it has.",
        ));
    }
    books.put(Saga { due: None, held: None, ended: Some(books.now()), ..saga });
    let at = transaction.no_earlier(books.now());
    finality::fail(books, &mut transaction, at, Status::Cancelled, StatusCode::Canceled, finality::CANCELLED)?;
    let receipt = Receipt::of(&transaction);
    books.put(transaction);
    Ok(receipt)
}

/// Has the processor let go of an amount that nobody has settled in time.
pub(crate) fn let_go(books: &mut Books<'_>, transaction: &Transaction) -> Result<(), Stop> {
    start(books, SagaAction::Expire, &transaction.id, None, false)
}

/// Has what the buyer of `token` has agreed to confirmed, so that it is still there when it is charged: a draft ends by
/// itself. `is_new` says that the token stood for something else until now.
///
/// For one purchase that needs its amount; and where the token ends as soon as a draft does, it is left one, which needs
/// nobody to end it when the buyer has come to nothing.
#[cfg(feature = "gateway")]
pub(crate) fn approve(books: &mut Books<'_>, token: &Token, is_new: bool) -> Result<(), Stop> {
    let is_draft = |consent: &&Consent| !consent.confirmed && !consent.ended;
    let Some(consent) = token.consent.as_ref().filter(is_draft) else { return Ok(()) };
    let outlives_draft = token.expires > books.now() + DRAFT_LASTS;
    if consent.kind == crate::sandbox::rows::ConsentKind::Once && (token.most().is_none() || !outlives_draft) {
        return Ok(());
    }
    if is_new {
        stop_approving(books, token, |_| true)?;
    }
    start(books, SagaAction::Approve, &token.id, None, true)
}

/// Ends the confirmation of what `token` stands for, where it is under way and `may`.
fn stop_approving(books: &mut Books<'_>, token: &Token, may: impl Fn(&Saga) -> bool) -> Result<(), Stop> {
    let known = books.saga(&Saga::name(SagaAction::Approve, &token.id))?;
    if let Some(saga) = known.filter(|saga| saga.ended.is_none() && may(saga)) {
        books.put(Saga { due: None, held: None, ended: Some(books.now()), ..saga });
    }
    Ok(())
}

/// Has the consents ended that `token`, which was just cancelled, leaves without use: its own, and that of the token
/// which fills the instrument that it paid from.
pub(crate) fn end(books: &mut Books<'_>, token: &Token) -> Result<(), Stop> {
    if books.policy().decides == Decides::Simulation {
        return Ok(());
    }
    let is_open = |token: &Token| token.consent.as_ref().is_some_and(|consent| !consent.ended);
    if is_open(token) {
        // What may have been confirmed is known first.
        stop_approving(books, token, |saga| saga.doubt.is_none())?;
        start(books, SagaAction::CancelToken, &token.id, None, true)?;
    }
    // Nobody waits for this one: the answer is about the token that was named.
    match filling(books, token)?.filter(is_open) {
        Some(filling) => {
            stop_approving(books, &filling, |saga| saga.doubt.is_none())?;
            start(books, SagaAction::CancelToken, &filling.id, None, false)
        }
        None => Ok(()),
    }
}

/// The token that fills the instrument from which `token` pays, where there is nothing left to fill it for. What is owed
/// has to be settled still, whether or not the buyer may buy more.
pub(crate) fn filling(books: &Books<'_>, token: &Token) -> Result<Option<Token>, Stop> {
    let Some(id) = &token.instrument else { return Ok(None) };
    let is_needed = match token.role {
        TokenRole::PrepaidSender => false,
        TokenRole::CreditSender => {
            let [owed, settling] = [Book::Debt, Book::DebtOut].map(|book| LedgerAccount::of(book, id));
            !books.balance(&owed)?.is_zero() || !books.balance(&settling)?.is_zero()
        }
        _ => return Ok(None),
    };
    if is_needed {
        return Ok(None);
    }
    let instrument = books.instrument(id)?.ok_or_else(|| Stop::broken("an instrument"))?;
    books.token(&instrument.funding_token)
}

/// What is asked of the processor for the sake of a transaction.
pub(crate) fn action_of(operation: Operation) -> SagaAction {
    match operation {
        Operation::Pay => SagaAction::Pay,
        Operation::Reserve => SagaAction::Reserve,
        Operation::Settle => SagaAction::Settle,
        Operation::Refund => SagaAction::Refund,
        Operation::FundPrepaid => SagaAction::FundPrepaid,
        // What is written off is no matter of the processor's.
        Operation::SettleDebt | Operation::WriteOffDebt => SagaAction::SettleDebt,
    }
}

/// What the buyer agreed to, with which the token can pay.
fn consent(books: &Books<'_>, token: Option<&str>) -> Result<Consent, Stop> {
    let inactive = |why: &str| Stop::refuse(ErrorCode::TokenNotActiveSender, why);
    let token = token.map(|id| books.token(id)).transpose()?.flatten();
    match token.ok_or_else(|| Stop::broken("a token"))?.consent {
        Some(consent) if !consent.ended => Ok(consent),
        Some(_) => Err(inactive(
            "What the buyer agreed to has come to its end at the processor: have him renew it on the page for that, \
             /gateway/renew.",
        )),
        None => Err(inactive(
            "The token was taken over, and its buyer has not agreed anew yet: have him do so on the page for that, \
             /gateway/renew.",
        )),
    }
}

/// Writes that something is to be asked, under a reference id where that moves money. Where it was asked and refused
/// before, it begins again.
fn start(
    books: &mut Books<'_>,
    action: SagaAction,
    subject: &str,
    key: Option<String>,
    held: bool,
) -> Result<(), Stop> {
    let id = Saga::name(action, subject);
    if books.saga(&id)?.is_some_and(|known| known.ended.is_none()) {
        return Ok(());
    }
    let now = books.now();
    if let Some(key) = &key {
        let name = key_name(key);
        // Known or not, it is this saga's from now on.
        books.document(&name)?;
        books.put(Document { name, body: id.clone() });
    }
    books.put(Saga {
        id,
        action,
        subject: subject.to_owned(),
        key: key.unwrap_or_default(),
        steps: Vec::new(),
        due: Some(if held { now + LEASE } else { now }),
        held: held.then_some(books.policy().process),
        told: None,
        doubt: None,
        news: false,
        tries: 0,
        trouble: None,
        began: now,
        ended: None,
    });
    Ok(())
}

/// The saga that used a reference id at the processor, the latest if there are several.
#[cfg(feature = "gateway")]
pub(crate) fn saga_of(books: &Books<'_>, key: &str) -> Result<Option<String>, Stop> {
    Ok(books.document(&key_name(key))?.map(|document| document.body))
}

fn key_name(key: &str) -> String {
    format!("asked {key}")
}

/// The reference id under which the processor does a thing only once. It begins with the caller, as references are the
/// caller's own.
pub(crate) fn key(
    books: &Books<'_>,
    action: SagaAction,
    reference: &str,
    again_after: Option<DateTime<Utc>>,
) -> String {
    let mut text = format!("{}\n{action:?}\n{reference}", books.caller_id());
    if let Some(after) = again_after {
        text += &format!("\n{}", after.timestamp_millis());
    }
    let mut key = URL_SAFE_NO_PAD.encode(Sha256::digest(text));
    key.truncate(KEY_LENGTH);
    key
}
