//! Rows of tokens and transactions of which no more is known than what a recording tells.

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use crate::sandbox::{
    ledger::Movement,
    rows::{
        Descriptor, Installer, Method, Operation, Party, Role, Status, StatusCode, Together, Token, TokenRole,
        TokenType, Transaction,
    },
};

/// What is known of a transaction.
pub(super) struct Payment<'p> {
    pub(super) id: &'p str,
    pub(super) reference: &'p str,
    pub(super) caller_description: Option<&'p str>,
    pub(super) sender_description: Option<&'p str>,
    pub(super) soft_descriptor: Option<&'p str>,
    pub(super) operation: Operation,
    /// Whether it gives back to the sender.
    pub(super) goes_back: bool,
    pub(super) method: Method,
    pub(super) amount: Option<Decimal>,
    pub(super) token: Option<&'p str>,
    pub(super) at: DateTime<Utc>,
    /// How long it may be undecided.
    pub(super) waits: TimeDelta,
}

/// The row of a transaction that has just been received; whatever isn't known of it is empty.
pub(super) fn transaction(payment: Payment<'_>) -> Transaction {
    let party = |account: &str| Party { account: account.to_owned(), name: String::new(), email: String::new() };
    // A refund goes the other way.
    let (sender, recipient) = match payment.goes_back {
        true => (party("(recipient)"), party("(sender)")),
        false => (party("(sender)"), party("(recipient)")),
    };
    let descriptor = payment.soft_descriptor.map(|kind| Descriptor { kind: Some(kind.to_owned()), cs_owner: None });
    Transaction {
        id: payment.id.to_owned(),
        caller_reference: payment.reference.to_owned(),
        caller_description: payment.caller_description.map(str::to_owned),
        sender_description: payment.sender_description.map(str::to_owned),
        descriptor,
        received: payment.at,
        completed: None,
        operation: payment.operation,
        method: payment.method,
        amount: payment.amount.unwrap_or_default(),
        reserved: None,
        counted: Decimal::ZERO,
        status: Status::Pending,
        code: StatusCode::PendingNetworkResponse,
        message: String::new(),
        history: Vec::new(),
        sender,
        caller: party("(caller)"),
        recipient,
        sender_token: payment.token.map(str::to_owned),
        recipient_token: None,
        prepaid_instrument: None,
        credit_instrument: None,
        fees: Decimal::ZERO,
        fees_paid_by: Role::Recipient,
        marketplace_fee: None,
        marketplace_terms: None,
        related: Vec::new(),
        original: None,
        refunded: Decimal::ZERO,
        fees_refunded: Decimal::ZERO,
        marketplace_refunded: Decimal::ZERO,
        refunded_together: Together::default(),
        balance: Decimal::ZERO,
        movement: Movement::default(),
        held: false,
        due: None,
        next: None,
        times_out: payment.at + payment.waits,
        notification_url: None,
        outside: None,
    }
}

/// The row of a token, `uses` times used; whatever isn't known of it is empty.
pub(super) fn token(id: &str, token_type: TokenType, role: TokenRole, uses: u64, at: DateTime<Utc>) -> Token {
    Token {
        id: id.to_owned(),
        role,
        token_type,
        active: true,
        friendly_name: String::new(),
        caller_reference: String::new(),
        installed: at,
        installer: Installer::Caller,
        valid_from: at,
        expires: at,
        account: String::new(),
        method: None,
        accepts: Vec::new(),
        instrument: None,
        amount_rules: Vec::new(),
        limits: Vec::new(),
        uses,
        recipients: Vec::new(),
        max_fixed_fee: None,
        max_variable_fee: None,
        recipient_pays_fee: false,
        payment_reason: None,
        replaces: None,
        successor: None,
        instruction: None,
        cancelled: None,
        consent: None,
    }
}
