//! Who may take part in a transaction, and with which tokens.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::tokens;
use crate::{
    fps::{self, ErrorCode},
    sandbox::{
        books::{Books, Decides, Stop},
        ledger::{Book, LedgerAccount, Movement},
        rows::{
            Account, AccountState, Instrument, Key, Method, MonthlyUse, Need, NextStep, Operation, Role, Token,
            TokenRole, TokenType, Transaction, Verification,
        },
    },
};

/// The most that one transaction may move, in dollars.
pub(crate) const HIGHEST: Decimal = Decimal::from_parts(10_000, 0, 0, false, 0);
const CENT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// The account of the caller, who must be able to do business.
pub(crate) fn caller(books: &Books<'_>, operation: Operation) -> Result<Account, Stop> {
    let caller = account(books, books.caller_id())?;
    check(&caller, Role::Caller, operation)?;
    Ok(caller)
}

/// Whether the caller may look at its account: it must be neither suspended nor closed.
pub(crate) fn onlooker(books: &Books<'_>) -> Result<Account, Stop> {
    let caller = account(books, books.caller_id())?;
    match caller.state {
        AccountState::Active => Ok(caller),
        AccountState::Suspended => Err(Stop::refuse(ErrorCode::AccessFailure, "The caller's account is suspended.")),
        AccountState::Closed => Err(Stop::refuse(ErrorCode::AccountClosed, "The caller's account is closed.")),
    }
}

/// The same for actions that do not tell a closed account from a suspended one.
pub(crate) fn check_access(books: &Books<'_>) -> Result<(), Stop> {
    match account(books, books.caller_id())?.state {
        AccountState::Active => Ok(()),
        state => Err(Stop::refuse(ErrorCode::AccessFailure, format!("The caller's account is {state:?}."))),
    }
}

pub(crate) fn account(books: &Books<'_>, id: &str) -> Result<Account, Stop> {
    books.account(id)?.ok_or_else(|| Stop::broken("an account"))
}

/// Whether `account` may take part in `operation` as `role`.
///
/// An action asks no more of a party than it has error codes for: a refund, for one, goes to a buyer whose account
/// is not verified, and is paid by a seller whose account is not verified any more.
pub(crate) fn check(account: &Account, role: Role, operation: Operation) -> Result<(), Stop> {
    let (name, state, email, unverified) = match role {
        Role::Sender => (
            "sender",
            ErrorCode::InvalidAccountStateSender,
            ErrorCode::UnverifiedEmailAddressSender,
            Some(ErrorCode::UnverifiedAccountSender),
        ),
        Role::Recipient => (
            "recipient",
            ErrorCode::InvalidAccountStateRecipient,
            ErrorCode::UnverifiedEmailAddressRecipient,
            Some(ErrorCode::UnverifiedAccountRecipient),
        ),
        Role::Caller => ("caller", ErrorCode::InvalidAccountStateCaller, ErrorCode::UnverifiedEmailAddressCaller, None),
    };
    let why = match account.state {
        AccountState::Suspended => Some("suspended"),
        AccountState::Closed => Some("closed"),
        AccountState::Active => None,
    };
    let lists = |code: &ErrorCode| lists(operation, code);
    if let Some(why) = why.filter(|_| lists(&state)) {
        return Err(Stop::refuse(state, format!("The account of the {name} is {why}.")));
    }
    if !account.email_verified && lists(&email) {
        return Err(Stop::refuse(email, format!("The e-mail address of the {name} is not verified.")));
    }
    if account.verification == Verification::Pending
        && let Some(code) = unverified.filter(lists)
    {
        return Err(Stop::refuse(
            code,
            format!("The account of the {name} has neither a verified bank account nor a credit card."),
        ));
    }
    Ok(())
}

/// Whether the contract lists `code` among the errors of the action.
fn lists(operation: Operation, code: &ErrorCode) -> bool {
    let action = fps::SERVICE.operation(fps::FpsOperation::from(operation).as_ref());
    action.is_some_and(|action| action.errors.contains(&code.as_ref()))
}

/// The token that pays, which must be the caller's to use for `operation` now.
pub(crate) fn sender_token(books: &Books<'_>, id: &str, operation: Operation) -> Result<Token, Stop> {
    let unknown = |why: &str| Stop::refuse(ErrorCode::InvalidTokenIdSender, format!("The sender token {why}."));
    let token = books.token(id)?.ok_or_else(|| unknown("is not one that was authorised for this caller"))?;
    let (fits, purpose) = match operation {
        Operation::FundPrepaid => (token.role == TokenRole::Funding, "a funding token"),
        Operation::SettleDebt => (token.role == TokenRole::Settlement, "a settlement token"),
        _ => (token.pays(), "a sender token"),
    };
    if !fits {
        return Err(unknown(&format!("is not {purpose}")));
    }
    if !token.active {
        return Err(Stop::refuse(ErrorCode::TokenNotActiveSender, "The sender token was cancelled."));
    }
    if !token.is_valid_at(books.now()) {
        return Err(incompatible(validity(&token, "sender", books.now())));
    }
    Ok(token)
}

/// The token of a recipient that is not the caller, or that the caller chose to name.
pub(crate) fn recipient_token(books: &Books<'_>, id: &str) -> Result<Token, Stop> {
    let unknown = |why: &str| Stop::refuse(ErrorCode::InvalidTokenIdRecipient, format!("The recipient token {why}."));
    let token = books.token(id)?.ok_or_else(|| unknown("is not one that was authorised for this caller"))?;
    if token.role != TokenRole::Recipient {
        return Err(unknown("is not a recipient token"));
    }
    if !token.active {
        return Err(Stop::refuse(ErrorCode::TokenNotActiveRecipient, "The recipient token was cancelled."));
    }
    if !token.is_valid_at(books.now()) {
        return Err(incompatible(validity(&token, "recipient", books.now())));
    }
    Ok(token)
}

/// Whether the sender token's own conditions allow this payment, received at `received`; counts it.
pub(crate) fn use_sender_token(
    token: &mut Token,
    amount: Decimal,
    recipient: &Account,
    received: DateTime<Utc>,
) -> Result<(), Stop> {
    if token.token_type == TokenType::SingleUse && token.uses > 0 {
        return Err(Stop::refuse(
            ErrorCode::SameTokenIdUsedMultipleTimes,
            "The sender token is for a single use, and was used in an earlier transaction.",
        ));
    }
    if !token.recipients.is_empty() && !token.recipients.contains(&recipient.id) {
        return Err(incompatible("The sender token was authorised for another recipient."));
    }
    use_token(token, "sender", amount, received)
}

/// Whether the recipient token's own conditions allow this payment, received at `received`; counts it.
pub(crate) fn use_recipient_token(
    token: &mut Token,
    amount: Decimal,
    method: Method,
    received: DateTime<Utc>,
) -> Result<(), Stop> {
    if token.token_type == TokenType::SingleUse && token.uses > 0 {
        return Err(Stop::refuse(
            ErrorCode::InvalidTokenIdRecipient,
            "The recipient token is for a single use, and was used in an earlier transaction.",
        ));
    }
    if let Some(only) = token.method
        && only != method
    {
        return Err(incompatible(format!(
            "The recipient token was authorised for payments by {}, and the sender token pays by {}.",
            fps::PaymentMethod::from(only).as_ref(),
            fps::PaymentMethod::from(method).as_ref()
        )));
    }
    if !token.accepts.is_empty() && !token.accepts.contains(&method) {
        return Err(incompatible(format!(
            "The recipient token was not authorised for payments by {}.",
            fps::PaymentMethod::from(method).as_ref()
        )));
    }
    use_token(token, "recipient", amount, received)
}

fn use_token(token: &mut Token, role: &str, amount: Decimal, received: DateTime<Utc>) -> Result<(), Stop> {
    if let Some(rule) = token.amount_rules.iter().find(|rule| !rule.allows(amount)) {
        return Err(incompatible(format!(
            "The {role} token was authorised for {:?} {}, which {amount} is not.",
            rule.bound, rule.amount
        )));
    }
    if token.limits.iter().any(|limit| limit.at(token.valid_from, received).is_exceeded_by(amount)) {
        return Err(Stop::refuse(
            ErrorCode::TokenUsageError,
            format!("A payment of {amount} would exceed a usage limit of the {role} token."),
        ));
    }
    token.take(amount, received);
    Ok(())
}

pub(crate) fn incompatible(message: impl Into<String>) -> Stop {
    Stop::refuse(ErrorCode::IncompatibleTokens, message)
}

fn validity(token: &Token, role: &str, now: DateTime<Utc>) -> String {
    let (verb, date) =
        if now < token.valid_from { ("is valid from", token.valid_from) } else { ("expired", token.expires) };
    format!("The {role} token {verb} {}.", date.format("%Y-%m-%dT%H:%M:%SZ"))
}

/// Whether `amount` may be moved in one transaction.
pub(crate) fn check_amount(amount: Decimal, method: Method) -> Result<(), Stop> {
    let lowest = match method {
        Method::Cc | Method::Ach => CENT + CENT,
        Method::Abt | Method::Debt | Method::Prepaid => CENT,
    };
    if (lowest..=HIGHEST).contains(&amount) {
        return Ok(());
    }
    Err(Stop::refuse(
        ErrorCode::AmountOutOfRange,
        format!("The amount {amount} is outside the range from {lowest} to {HIGHEST} dollars."),
    ))
}

/// What the sender's card or bank account says to a payment that it is asked for.
pub(crate) fn processor(
    books: &Books<'_>,
    sender: &Account,
    method: Method,
    operation: Operation,
) -> Result<NextStep, Stop> {
    if books.policy().decides == Decides::Outside {
        return Ok(NextStep::Complete);
    }
    let now = books.now();
    let missing = |what: &str| {
        let code = match operation {
            Operation::FundPrepaid | Operation::SettleDebt => ErrorCode::InvalidPaymentInstrument,
            _ => ErrorCode::TransactionDenied,
        };
        Stop::refuse(code, format!("The sender's account has no {what}."))
    };
    let declines = match method {
        Method::Cc => {
            let card = sender.card.as_ref().ok_or_else(|| missing("credit card"))?;
            if card.expires <= now {
                let code = match operation {
                    Operation::FundPrepaid | Operation::SettleDebt => ErrorCode::InactiveInstrument,
                    _ => ErrorCode::TransactionDenied,
                };
                return Err(Stop::refuse(code, "The sender's credit card has expired."));
            }
            card.declines
        }
        Method::Ach => {
            let bank = sender.bank.as_ref().ok_or_else(|| missing("bank account"))?;
            if !bank.verified {
                return Err(Stop::refuse(
                    ErrorCode::UnverifiedBankAccount,
                    "The sender's bank account is not verified.",
                ));
            }
            bank.declines
        }
        Method::Abt | Method::Debt | Method::Prepaid => false,
    };
    Ok(if declines { NextStep::Deny } else { NextStep::Complete })
}

/// How long a payment by `method` stays pending; none where it is final at once.
pub(crate) fn latency(books: &Books<'_>, method: Method) -> Option<TimeDelta> {
    match method {
        Method::Cc => Some(books.policy().latency.card),
        Method::Ach => Some(books.policy().latency.bank),
        Method::Abt | Method::Debt | Method::Prepaid => None,
    }
}

/// Counts a transaction that was just opened against the monthly limits of both accounts: in the month in which it
/// was received, from which it is taken back should it come to nothing.
pub(crate) fn count_limits(books: &mut Books<'_>, opened: &Transaction) -> Result<(), Stop> {
    let (amount, received) = (opened.amount, opened.received);
    let exceeded = |used: Decimal, limit: Option<Decimal>| limit.is_some_and(|limit| used + amount > limit);
    let refuse = |what: &str, used: Decimal| {
        Stop::refuse(
            ErrorCode::AccountLimitsExceeded,
            format!("{amount} after {used} would exceed the {what} limit of this month."),
        )
    };
    let mut sender = account(books, &opened.sender.account)?;
    sender.month = sender.month.at(received);
    if exceeded(sender.month.sent, sender.sending_limit) {
        return Err(refuse("sender's spending", sender.month.sent));
    }
    sender.month.sent += amount;
    books.put(sender);

    let mut recipient = account(books, &opened.recipient.account)?;
    recipient.month = recipient.month.at(received);
    if exceeded(recipient.month.received, recipient.receiving_limit) {
        return Err(refuse("recipient's receiving", recipient.month.received));
    }
    recipient.month.received += amount;
    books.put(recipient);
    Ok(())
}

/// Takes back everything that was counted for a transaction that came to nothing.
pub(crate) fn uncount(books: &mut Books<'_>, transaction: &Transaction) -> Result<(), Stop> {
    uncount_limits(books, transaction, transaction.counted)?;
    let now = books.now();
    for_tokens(books, transaction, |token| token.give_back(transaction.counted, transaction.received, now))
}

/// Forgets that the tokens of a transaction that came to nothing were used at all.
#[cfg(feature = "gateway")]
pub(crate) fn unuse(books: &mut Books<'_>, transaction: &Transaction) -> Result<(), Stop> {
    for_tokens(books, transaction, |token| token.uses = token.uses.saturating_sub(1))
}

/// Counts only `amount` for a transaction from now on.
pub(crate) fn count_less(books: &mut Books<'_>, transaction: &mut Transaction, amount: Decimal) -> Result<(), Stop> {
    let excess = transaction.counted - amount;
    uncount_limits(books, transaction, excess)?;
    let now = books.now();
    for_tokens(books, transaction, |token| token.lower(excess, transaction.received, now))?;
    transaction.counted = amount;
    Ok(())
}

/// Changes the tokens that count `transaction`.
fn for_tokens(books: &mut Books<'_>, transaction: &Transaction, change: impl Fn(&mut Token)) -> Result<(), Stop> {
    for id in [&transaction.sender_token, &transaction.recipient_token].into_iter().flatten() {
        if let Some(mut token) = tokens::counting(books, id)? {
            change(&mut token);
            books.put(token);
        }
    }
    Ok(())
}

/// Takes `amount` of what [`count_limits`] counted back.
fn uncount_limits(books: &mut Books<'_>, transaction: &Transaction, amount: Decimal) -> Result<(), Stop> {
    let month = MonthlyUse::default().at(transaction.received).month;
    let mut sender = account(books, &transaction.sender.account)?;
    if sender.month.month == month {
        sender.month.sent -= amount;
        books.put(sender);
    }
    let mut recipient = account(books, &transaction.recipient.account)?;
    if recipient.month.month == month {
        recipient.month.received -= amount;
        books.put(recipient);
    }
    Ok(())
}

/// Whether everybody has what `movement` takes from him; `code` is the refusal.
pub(crate) fn check_cover(books: &Books<'_>, movement: &Movement, code: ErrorCode) -> Result<(), Stop> {
    let takes: Vec<_> = movement
        .postings()
        .filter(|posting| posting.account.book.is_covered() && posting.value < Decimal::ZERO)
        .collect();
    books.want(takes.iter().map(|posting| Need::Balance(posting.account.clone())))?;
    for posting in takes {
        let balance = books.balance(&posting.account)?;
        if balance + posting.value < Decimal::ZERO {
            let what = match posting.account.book {
                Book::Prepaid => "balance of the prepaid instrument",
                Book::Debt => "debt on the credit instrument",
                _ => "account balance",
            };
            return Err(Stop::refuse(code, format!("The {what} does not cover {}.", -posting.value)));
        }
    }
    Ok(())
}

/// The caller's instrument of that id, whether or not it can still be used.
pub(crate) fn instrument(books: &Books<'_>, id: &str) -> Result<Instrument, Stop> {
    let instrument = books.instrument(id)?.ok_or_else(|| {
        Stop::refuse(ErrorCode::InvalidPaymentInstrument, "There is no such instrument for this caller.")
    })?;
    let caller = books.caller_id();
    if instrument.merchant != caller && instrument.holder != caller {
        return Err(Stop::refuse(
            ErrorCode::InstrumentAccessDenied,
            "The caller is neither the sender nor the recipient of this instrument.",
        ));
    }
    Ok(instrument)
}

/// Asks for the caller and everything that the payment with these tokens touches, as far as it is known.
pub(crate) fn want(books: &Books<'_>, tokens: &[&str]) -> Result<(), Stop> {
    let caller = books.caller_id();
    let balance = LedgerAccount::of(Book::Balance, caller);
    let rows = tokens.iter().map(|token| Need::Row(Key::Token((*token).to_owned())));
    books.want(rows.chain([Need::Row(Key::Account(caller.to_owned())), Need::Balance(balance)]))
}

/// The balance that the caller can spend.
pub(crate) fn caller_balance(books: &Books<'_>) -> Result<Decimal, Stop> {
    books.balance(&LedgerAccount::of(Book::Balance, books.caller_id()))
}

/// A well-formed transaction id that names one of the caller's transactions.
pub(crate) fn transaction(books: &Books<'_>, field: &str, id: &str) -> Result<Transaction, Stop> {
    let well_formed = id.len() == 35 && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if !well_formed {
        return Err(crate::sandbox::command::invalid(format!(
            "{field} must be 35 capital letters and digits, and is '{}'.",
            id.chars().take(40).collect::<String>()
        )));
    }
    books
        .transaction(id)?
        .ok_or_else(|| Stop::refuse(ErrorCode::InvalidTransactionId, format!("This caller has no transaction '{id}'.")))
}
