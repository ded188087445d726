//! Money: the ledger, and the transactions that moved it.

use axum::extract::State;
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::answer::{Asked, Failure, Json, Named};
use super::world::World;
use crate::fps;
use crate::sandbox::rows::{ActivityFilter, Descriptor, Line, LineFilter, Party, Query, Row, Tenant, Transaction};
use crate::sandbox::{Sandbox, ledger::LedgerAccount, store_failed, view};

const PAGE: u32 = 100;
const LARGEST_PAGE: u32 = 1_000;

/// Which postings are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WhichPostings {
    caller: Option<String>,
    transaction: Option<String>,
    /// Only those with a smaller number.
    before: Option<u64>,
    limit: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Ledger {
    /// Whether all accounts sum to zero, and each is the sum of its postings.
    balanced: bool,
    accounts: Vec<Balance>,
    postings: Vec<Line>,
    /// What to ask for with `before` to see more postings.
    next: Option<u64>,
}

/// One account of the ledger. What belongs to an owner is positive.
#[derive(Serialize)]
struct Balance {
    #[serde(flatten)]
    account: LedgerAccount,
    balance: Decimal,
    posted: Decimal,
}

pub(super) async fn ledger(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<WhichPostings>,
) -> Result<Json<Ledger>, Failure> {
    let _nothing_is_replaced = sandbox.0.replacing.read().await;
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    sandbox.catch_up(&tenant, sandbox.now()).await?;
    let accounts = sandbox.0.store.trial_balance(&tenant).await.map_err(store_failed)?;
    let sum: Decimal = accounts.iter().map(|account| account.balance).sum();
    let balanced = sum.is_zero() && accounts.iter().all(|account| account.balance == account.posted);
    let limit = limit(which.limit);
    let postings = postings(&sandbox, &tenant, which.transaction, which.before, limit).await?;
    let next = postings.last().filter(|_| postings.len() == size(limit)).map(|last| last.number);
    let accounts = accounts.into_iter().map(|line| Balance {
        account: line.account,
        balance: line.balance.normalize(),
        posted: line.posted.normalize(),
    });
    Ok(Json(Ledger { balanced, accounts: accounts.collect(), postings, next }))
}

async fn postings(
    sandbox: &Sandbox,
    tenant: &Tenant,
    transaction: Option<String>,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Line>, Failure> {
    let filter = LineFilter { transaction, before, limit };
    Ok(sandbox.0.store.lines(tenant, &filter).await.map_err(store_failed)?)
}

/// Which transactions are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WhichTransactions {
    caller: Option<String>,
    status: Option<String>,
    operation: Option<String>,
    method: Option<String>,
    /// Only those that were received earlier.
    before: Option<DateTime<Utc>>,
    limit: Option<u32>,
}

#[derive(Serialize)]
pub(super) struct Transactions {
    transactions: Vec<TransactionView>,
    /// What to ask for with `before` to see more.
    next: Option<DateTime<Utc>>,
}

pub(super) async fn transactions(
    State(sandbox): State<Sandbox>,
    Asked(which): Asked<WhichTransactions>,
) -> Result<Json<Transactions>, Failure> {
    let status = which.status.map(|name| view::status(&name.as_str().into())).transpose();
    let operation = which.operation.map(|name| view::operation(&name.as_str().into())).transpose();
    let method = which.method.map(|name| view::method(&name.as_str().into())).transpose();
    let refused = crate::error::ServiceError::from;
    let filter = ActivityFilter {
        from: DateTime::UNIX_EPOCH,
        to: which.before.map_or(DateTime::<Utc>::MAX_UTC, earlier),
        ascending: false,
        limit: limit(which.limit),
        operation: operation.map_err(refused)?,
        method: method.map_err(refused)?,
        status: status.map_err(refused)?,
        account: String::new(),
        roles: Vec::new(),
    };
    let most = size(filter.limit);
    let tenant = sandbox.tenant_named(which.caller.as_deref())?;
    let transactions: Vec<_> = sandbox
        .look(&tenant, move |books| {
            let rows = books.list(Query::Activity(filter.clone()))?.iter();
            let rows = rows.filter_map(|row| if let Row::Transaction(row) = row { Some(&**row) } else { None });
            Ok(rows.map(TransactionView::of).collect())
        })
        .await?;
    let next = transactions.last().filter(|_| transactions.len() == most).map(|last| last.received);
    Ok(Json(Transactions { transactions, next }))
}

#[derive(Serialize)]
pub(super) struct Details {
    #[serde(flatten)]
    transaction: TransactionView,
    postings: Vec<Line>,
}

pub(super) async fn transaction(
    State(sandbox): State<Sandbox>,
    Named(id): Named<String>,
    Asked(world): Asked<World>,
) -> Result<Json<Details>, Failure> {
    let tenant = sandbox.tenant_named(world.caller.as_deref())?;
    let wanted = id.clone();
    let transaction = sandbox.look(&tenant, move |books| books.transaction(&wanted)).await?;
    let transaction = transaction.ok_or_else(|| Failure::not_found("There is no such transaction in this world."))?;
    let postings = postings(&sandbox, &tenant, Some(id), None, LARGEST_PAGE).await?;
    Ok(Json(Details { transaction: TransactionView::of(&transaction), postings }))
}

/// The moment before, if there is one.
fn earlier(moment: DateTime<Utc>) -> DateTime<Utc> {
    moment.checked_sub_signed(TimeDelta::milliseconds(1)).unwrap_or(moment)
}

fn limit(asked: Option<u32>) -> u32 {
    asked.unwrap_or(PAGE).clamp(1, LARGEST_PAGE)
}

fn size(limit: u32) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX)
}

/// A transaction as it is now. Money is in dollars.
#[derive(Serialize)]
struct TransactionView {
    transaction_id: String,
    operation: String,
    method: String,
    status: String,
    status_code: &'static str,
    message: String,
    amount: Decimal,
    fees: Decimal,
    fees_paid_by: String,
    marketplace_fee: Option<Decimal>,
    refunded: Decimal,
    received: DateTime<Utc>,
    completed: Option<DateTime<Utc>>,
    /// When something happens to it by itself.
    due: Option<DateTime<Utc>>,
    caller_reference: String,
    caller_description: Option<String>,
    sender_description: Option<String>,
    descriptor: Option<Descriptor>,
    sender: Party,
    caller: Party,
    recipient: Party,
    sender_token_id: Option<String>,
    recipient_token_id: Option<String>,
    prepaid_instrument_id: Option<String>,
    credit_instrument_id: Option<String>,
    related: Vec<RelatedView>,
    history: Vec<ChangeView>,
}

#[derive(Serialize)]
struct RelatedView {
    transaction_id: String,
    relation: String,
}

#[derive(Serialize)]
struct ChangeView {
    at: DateTime<Utc>,
    status: String,
    status_code: &'static str,
    amount: Decimal,
}

impl TransactionView {
    fn of(transaction: &Transaction) -> Self {
        let related = transaction.related.iter().map(|(id, relation)| RelatedView {
            transaction_id: id.clone(),
            relation: fps::RelationType::from(*relation).to_string(),
        });
        let history = transaction.history.iter().map(|change| ChangeView {
            at: change.at,
            status: fps::TransactionStatus::from(change.status).to_string(),
            status_code: view::code(change.code),
            amount: change.amount,
        });
        Self {
            transaction_id: transaction.id.clone(),
            operation: fps::FpsOperation::from(transaction.operation).to_string(),
            method: fps::PaymentMethod::from(transaction.method).to_string(),
            status: fps::TransactionStatus::from(transaction.status).to_string(),
            status_code: view::code(transaction.code),
            message: transaction.message.clone(),
            amount: transaction.amount,
            fees: transaction.fees,
            fees_paid_by: fps::TransactionalRole::from(transaction.fees_paid_by).to_string(),
            marketplace_fee: transaction.marketplace_fee,
            refunded: transaction.refunded,
            received: transaction.received,
            completed: transaction.completed,
            due: transaction.due,
            caller_reference: transaction.caller_reference.clone(),
            caller_description: transaction.caller_description.clone(),
            sender_description: transaction.sender_description.clone(),
            descriptor: transaction.descriptor.clone(),
            sender: transaction.sender.clone(),
            caller: transaction.caller.clone(),
            recipient: transaction.recipient.clone(),
            sender_token_id: transaction.sender_token.clone(),
            recipient_token_id: transaction.recipient_token.clone(),
            prepaid_instrument_id: transaction.prepaid_instrument.clone(),
            credit_instrument_id: transaction.credit_instrument.clone(),
            related: related.collect(),
            history: history.collect(),
        }
    }
}
