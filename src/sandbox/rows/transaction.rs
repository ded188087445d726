use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Outside;
use crate::sandbox::ledger::Movement;

/// One transaction with everything that GetTransaction tells of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Transaction {
    pub(crate) id: String,
    pub(crate) caller_reference: String,
    pub(crate) caller_description: Option<String>,
    pub(crate) sender_description: Option<String>,
    /// What was asked for of the sender's statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) descriptor: Option<Descriptor>,
    /// Unique among the transactions of a caller.
    pub(crate) received: DateTime<Utc>,
    pub(crate) completed: Option<DateTime<Utc>>,
    pub(crate) operation: Operation,
    pub(crate) method: Method,
    pub(crate) amount: Decimal,
    /// What was set aside, where it began with Reserve.
    pub(crate) reserved: Option<Decimal>,
    /// What the monthly limits of the accounts and the limits of the token count for it.
    pub(crate) counted: Decimal,
    pub(crate) status: Status,
    pub(crate) code: StatusCode,
    pub(crate) message: String,
    pub(crate) history: Vec<StatusChange>,
    pub(crate) sender: Party,
    pub(crate) caller: Party,
    pub(crate) recipient: Party,
    pub(crate) sender_token: Option<String>,
    pub(crate) recipient_token: Option<String>,
    pub(crate) prepaid_instrument: Option<String>,
    pub(crate) credit_instrument: Option<String>,
    /// Negative where a refund gives it back.
    pub(crate) fees: Decimal,
    pub(crate) fees_paid_by: Role,
    /// What the caller charges the recipient; none unless they are different.
    pub(crate) marketplace_fee: Option<Decimal>,
    pub(crate) marketplace_terms: Option<MarketplaceTerms>,
    pub(crate) related: Vec<(String, Relation)>,
    /// The transaction that a refund gives back.
    pub(crate) original: Option<String>,
    /// What was refunded, or is about to be: to the sender, of the fees, and of the caller's fee.
    pub(crate) refunded: Decimal,
    pub(crate) fees_refunded: Decimal,
    pub(crate) marketplace_refunded: Decimal,
    /// What of `refunded`, and of `marketplace_refunded`, was given back with the other.
    pub(crate) refunded_together: Together,
    /// The caller's balance after the transaction; while it is pending, when it was received.
    pub(crate) balance: Decimal,
    /// What it does to the ledger in the end.
    pub(crate) movement: Movement,
    pub(crate) held: bool,
    pub(crate) due: Option<DateTime<Utc>>,
    pub(crate) next: Option<NextStep>,
    /// When it fails or is cancelled if nothing else happens.
    pub(crate) times_out: DateTime<Utc>,
    pub(crate) notification_url: Option<String>,
    /// What the processor calls it, where not the sandbox itself decides what becomes of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) outside: Option<Outside>,
}

impl std::fmt::Debug for Transaction {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transaction")
            .field("id", &self.id)
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("amount", &self.amount)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

impl Transaction {
    /// A transaction that was just received, of nobody's yet, and that moves nothing yet. It times out when it was
    /// received, until another moment is set.
    pub(crate) fn new(
        id: String,
        operation: Operation,
        method: Method,
        amount: Decimal,
        received: DateTime<Utc>,
    ) -> Self {
        Self {
            id,
            caller_reference: String::new(),
            caller_description: None,
            sender_description: None,
            descriptor: None,
            received,
            completed: None,
            operation,
            method,
            amount,
            reserved: None,
            counted: Decimal::ZERO,
            status: Status::Pending,
            code: StatusCode::PendingNetworkResponse,
            message: String::new(),
            history: Vec::new(),
            sender: Party::default(),
            caller: Party::default(),
            recipient: Party::default(),
            sender_token: None,
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
            times_out: received,
            notification_url: None,
            outside: None,
        }
    }

    pub(crate) fn plays(&self, account: &str, role: Role) -> bool {
        let party = match role {
            Role::Sender => &self.sender,
            Role::Caller => &self.caller,
            Role::Recipient => &self.recipient,
        };
        party.account == account
    }

    /// Whether it gives back nothing but what the caller had charged the recipient of `original`.
    pub(crate) fn refunds_fee_alone(&self, original: &Self) -> bool {
        self.operation == Operation::Refund && self.recipient.account == original.recipient.account
    }

    /// `at`, unless the transaction came to where it is only later: what is done is never dated before what it was
    /// done to.
    pub(crate) fn no_earlier(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        at.max(self.history.last().map_or(self.received, |last| last.at))
    }

    /// Moves the transaction on, and writes it into its history.
    pub(crate) fn enter(&mut self, at: DateTime<Utc>, status: Status, code: StatusCode, message: &str) {
        self.status = status;
        self.code = code;
        self.message = message.to_owned();
        self.history.push(StatusChange { at, status, code, message: message.to_owned(), amount: self.amount });
    }
}

/// How the fee of a marketplace is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MarketplaceTerms {
    /// Dollars.
    pub(crate) fixed: Decimal,
    /// Percent of the amount.
    pub(crate) variable: Decimal,
}

/// What the recipient and the caller of a marketplace gave back at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Together {
    pub(crate) amount: Decimal,
    pub(crate) marketplace: Decimal,
}

/// How a payment is to stand on the sender's statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Descriptor {
    /// `Dynamic`, where the sender's description stands there, or `Static`.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    /// Whose customer service stands there: the `Caller`'s or the `Recipient`'s.
    pub(crate) cs_owner: Option<String>,
}

/// Who took part, as he was called then.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Party {
    pub(crate) account: String,
    pub(crate) name: String,
    pub(crate) email: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StatusChange {
    pub(crate) at: DateTime<Utc>,
    pub(crate) status: Status,
    pub(crate) code: StatusCode,
    #[serde(default)]
    pub(crate) message: String,
    pub(crate) amount: Decimal,
}

/// What happens when a transaction is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum NextStep {
    /// Its money moves.
    Complete,
    /// The card's or the account's bank refuses it.
    Deny,
    /// The amount is set aside on the card.
    Reserve,
    /// It took too long.
    TimeOut,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Operation {
    Pay,
    Refund,
    Settle,
    SettleDebt,
    WriteOffDebt,
    FundPrepaid,
    Reserve,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Method {
    Abt,
    Ach,
    Cc,
    Debt,
    Prepaid,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Status {
    Reserved,
    Success,
    Failure,
    Pending,
    Cancelled,
}

/// What expands on a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum StatusCode {
    Canceled,
    Expired,
    InsufficientBalance,
    PendingNetworkResponse,
    Success,
    TransactionDenied,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Role {
    Sender,
    Caller,
    Recipient,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Relation {
    Refund,
    Parent,
    MarketplaceFee,
}
