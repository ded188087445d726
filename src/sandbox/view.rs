//! Rows as the service answers them, and what it asks for as the rows have it.

use rust_decimal::Decimal;

use super::{
    books::Stop,
    command::invalid,
    rows::{Method, Operation, Period, Relation, Role, Status, StatusCode, Token, TokenType, Transaction, Unit},
};
use crate::{fps, money::Amount};

pub(crate) fn usd(value: Decimal) -> Amount {
    Amount::usd(value.normalize())
}

pub(crate) fn token_view(token: &Token) -> fps::Token {
    fps::Token {
        token_id: token.id.as_str().into(),
        friendly_name: Some(token.friendly_name.clone()),
        token_status: if token.active { fps::TokenStatus::Active } else { fps::TokenStatus::Inactive },
        date_installed: token.installed,
        caller_reference: token.caller_reference.as_str().into(),
        token_type: token.token_type.into(),
        // A token that replaces none is its own predecessor.
        old_token_id: Some(token.replaces.as_deref().unwrap_or(&token.id).into()),
        payment_reason: token.payment_reason.clone(),
    }
}

pub(crate) fn activity_view(transaction: &Transaction) -> fps::Transaction {
    let gets = transaction.operation != Operation::Refund;
    fps::Transaction {
        transaction_id: transaction.id.as_str().into(),
        caller_transaction_date: transaction.received,
        date_received: transaction.received,
        date_completed: transaction.completed,
        transaction_amount: usd(transaction.amount),
        fps_operation: transaction.operation.into(),
        transaction_status: transaction.status.into(),
        status_message: Some(transaction.message.clone()),
        status_code: Some(code(transaction.code).to_owned()),
        original_transaction_id: transaction.original.as_deref().map(Into::into),
        transaction_part: vec![
            part(transaction, if gets { Role::Recipient } else { Role::Sender }),
            part(transaction, Role::Caller),
        ],
        payment_method: transaction.method.into(),
        sender_name: Some(transaction.sender.name.clone()),
        caller_name: transaction.caller.name.clone(),
        recipient_name: Some(transaction.recipient.name.clone()),
        fps_fees: usd(transaction.fees),
        balance: usd(transaction.balance),
        sender_token_id: transaction.sender_token.as_deref().map(Into::into),
        recipient_token_id: transaction.recipient_token.as_deref().map(Into::into),
    }
}

/// What one side did. Fees are paid by the caller, or else by whoever gets the money, who in a refund gives it back.
fn part(transaction: &Transaction, role: Role) -> fps::TransactionPart {
    let is_caller = role == Role::Caller;
    let pays = is_caller == (transaction.fees_paid_by == Role::Caller);
    let party = match role {
        Role::Sender => &transaction.sender,
        Role::Caller => &transaction.caller,
        Role::Recipient => &transaction.recipient,
    };
    fps::TransactionPart {
        instrument_id: None,
        role: role.into(),
        name: Some(party.name.clone()),
        reference: is_caller.then(|| transaction.caller_reference.clone()),
        description: match role {
            Role::Caller => transaction.caller_description.clone(),
            Role::Recipient | Role::Sender => transaction.sender_description.clone(),
        },
        fees_paid: Some(usd(if pays { transaction.fees } else { Decimal::ZERO })),
    }
}

pub(crate) fn detail_view(transaction: &Transaction) -> fps::TransactionDetail {
    let history = transaction.history.iter().map(|change| fps::StatusHistory {
        date: change.at,
        transaction_status: change.status.into(),
        status_code: Some(code(change.code).to_owned()),
        amount: Some(usd(change.amount)),
    });
    let related = transaction.related.iter().map(|(id, relation)| fps::RelatedTransaction {
        transaction_id: id.as_str().into(),
        relation_type: Some((*relation).into()),
    });
    // Who pays is told only to whom he pays.
    let is_recipient = transaction.plays(&transaction.caller.account, Role::Recipient);
    fps::TransactionDetail {
        transaction_id: transaction.id.as_str().into(),
        caller_reference: transaction.caller_reference.as_str().into(),
        caller_description: transaction.caller_description.clone(),
        sender_description: transaction.sender_description.clone(),
        date_received: transaction.received,
        date_completed: transaction.completed,
        transaction_amount: usd(transaction.amount),
        fps_fees: usd(transaction.fees),
        marketplace_fees: transaction.marketplace_fee.map(usd),
        fps_fees_paid_by: transaction.fees_paid_by.into(),
        sender_token_id: transaction.sender_token.as_deref().map(Into::into),
        recipient_token_id: transaction.recipient_token.as_deref().map(Into::into),
        prepaid_instrument_id: transaction.prepaid_instrument.as_deref().map(Into::into),
        credit_instrument_id: transaction.credit_instrument.as_deref().map(Into::into),
        fps_operation: transaction.operation.into(),
        payment_method: transaction.method.into(),
        transaction_status: transaction.status.into(),
        status_code: Some(code(transaction.code).to_owned()),
        status_message: Some(transaction.message.clone()),
        sender_name: Some(transaction.sender.name.clone()),
        sender_email: is_recipient.then(|| transaction.sender.email.clone()),
        caller_name: transaction.caller.name.clone(),
        recipient_name: Some(transaction.recipient.name.clone()),
        recipient_email: Some(transaction.recipient.email.clone()),
        related_transaction: related.collect(),
        status_history: history.collect(),
    }
}

pub(crate) fn code(code: StatusCode) -> &'static str {
    match code {
        StatusCode::Canceled => "Canceled",
        StatusCode::Expired => "Expired",
        StatusCode::InsufficientBalance => "InsufficientBalance",
        StatusCode::PendingNetworkResponse => "PendingNetworkResponse",
        StatusCode::Success => "Success",
        StatusCode::TransactionDenied => "TransactionDenied",
    }
}

/// A period as the service tells it. It has no hours.
pub(crate) fn period(period: Period) -> fps::Duration {
    let (count, time_unit) = match period.unit {
        Unit::Hour => (period.count.div_ceil(24), fps::TimeUnit::Day),
        Unit::Day => (period.count, fps::TimeUnit::Day),
        Unit::Week => (period.count, fps::TimeUnit::Week),
        Unit::Month => (period.count, fps::TimeUnit::Month),
        Unit::Year => (period.count, fps::TimeUnit::Year),
    };
    fps::Duration { value: i32::try_from(count).unwrap_or(i32::MAX), time_unit }
}

/// A value that the service has no meaning for.
pub(crate) fn unknown(field: &str, value: &impl AsRef<str>) -> Stop {
    let value: String = value.as_ref().chars().take(40).collect();
    invalid(format!("{field} is '{value}', which is not one of its values."))
}

macro_rules! enums {
    ($($parse:ident $field:literal: $row:ident = $wire:ident { $($value:ident),* };)*) => {$(
        impl From<$row> for fps::$wire {
            fn from(value: $row) -> Self {
                match value {
                    $($row::$value => Self::$value,)*
                }
            }
        }

        pub(crate) fn $parse(value: &fps::$wire) -> Result<$row, Stop> {
            match value {
                $(fps::$wire::$value => Ok($row::$value),)*
                other => Err(unknown($field, other)),
            }
        }
    )*};
}

enums! {
    status "TransactionStatus": Status = TransactionStatus { Reserved, Success, Failure, Pending, Cancelled };
    operation "FPSOperation":
        Operation = FpsOperation { Pay, Refund, Settle, SettleDebt, WriteOffDebt, FundPrepaid, Reserve };
    method "PaymentMethod": Method = PaymentMethod { Abt, Cc, Ach, Debt, Prepaid };
    role "Role": Role = TransactionalRole { Sender, Caller, Recipient };
    token_type "TokenType": TokenType = TokenType { SingleUse, MultiUse, Recurring, Unrestricted };
}

impl From<Relation> for fps::RelationType {
    fn from(relation: Relation) -> Self {
        match relation {
            Relation::Refund => Self::Refund,
            Relation::Parent => Self::Parent,
            Relation::MarketplaceFee => Self::MarketplaceFee,
        }
    }
}
