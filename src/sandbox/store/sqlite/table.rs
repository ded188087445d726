//! Rows as the tables have them.

use rusqlite::{OptionalExtension, Transaction, named_params, params};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Serialize, de::DeserializeOwned};

use super::StoreError;
use crate::sandbox::{
    ledger::{Book, LedgerAccount},
    rows::{self, ActivityFilter, Change, Changes, Entry, Key, Need, Query, Row, Rows, Scope, Tenant, TokenFilter},
};

/// One page of activity in one order.
macro_rules! activity {
    ($order:literal) => {
        concat!(
            "select body from transactions where tenant = :tenant and received between :from and :to \
                 and (:operation is null or operation = :operation) \
                 and (:method is null or method = :method) \
                 and (:status is null or status = :status) \
                 and (:any_role or (:as_sender and sender = :account) or (:as_caller and caller = :account) \
                      or (:as_recipient and recipient = :account)) \
             order by received ",
            $order,
            " limit :limit"
        )
    };
}

pub(super) fn load(from: &Transaction<'_>, tenant: &Tenant, need: Need, rows: &mut Rows) -> Result<(), StoreError> {
    match need {
        Need::Row(key) => {
            let row = load_row(from, tenant, &key)?;
            rows.add_row(key, row);
        }
        Need::Balance(account) => {
            let mut statement =
                from.prepare_cached("select micros from balances where tenant = ?1 and book = ?2 and owner = ?3")?;
            let balance = statement
                .query_row(params![tenant.as_str(), to_name(&account.book)?, account.owner], |row| row.get(0))
                .optional()?;
            rows.add_balance(account, from_micros(balance.unwrap_or(0)));
        }
        Need::Rows(query) => {
            let list = load_list(from, tenant, &query)?;
            rows.add_list(query, list);
        }
    }
    Ok(())
}

fn load_row(from: &Transaction<'_>, tenant: &Tenant, key: &Key) -> Result<Option<Row>, StoreError> {
    let body = match key {
        Key::Token(id) => {
            let mut statement = from.prepare_cached("select body from tokens where tenant = ?1 and id = ?2")?;
            statement.query_row(params![tenant.as_str(), id], |row| row.get(0)).optional()?
        }
        Key::Transaction(id) => {
            let mut statement = from.prepare_cached("select body from transactions where tenant = ?1 and id = ?2")?;
            statement.query_row(params![tenant.as_str(), id], |row| row.get(0)).optional()?
        }
        key => {
            let mut statement =
                from.prepare_cached("select body from rows where tenant = ?1 and kind = ?2 and id = ?3")?;
            statement.query_row(params![tenant.as_str(), kind(key), id(key)], |row| row.get(0)).optional()?
        }
    };
    let Some(body) = body else { return Ok(None) };
    let body: String = body;
    Ok(Some(match key {
        Key::Account(_) => Row::Account(from_json(&body)?),
        Key::Token(_) => Row::Token(from_json(&body)?),
        Key::Instrument(_) => Row::Instrument(from_json(&body)?),
        Key::Transaction(_) => Row::Transaction(from_json(&body)?),
        Key::Subscription(_) => Row::Subscription(from_json(&body)?),
        Key::TokenName(_) => Row::TokenName(from_json(&body)?),
        Key::Reference(..) => Row::Reference(from_json(&body)?),
        Key::Document(_) => Row::Document(from_json(&body)?),
    }))
}

fn load_list(from: &Transaction<'_>, tenant: &Tenant, query: &Query) -> Result<Vec<Row>, StoreError> {
    match query {
        Query::Tokens(filter) => load_tokens(from, tenant, filter),
        Query::Activity(filter) => load_activity(from, tenant, filter),
        Query::Due { by, limit } => {
            let mut statement = from.prepare_cached(
                "select body from transactions where tenant = ?1 and due <= ?2 order by due, id limit ?3",
            )?;
            let bodies =
                statement.query_map(params![tenant.as_str(), by.timestamp_millis(), limit], |row| row.get(0))?;
            transactions(bodies)
        }
    }
}

fn load_tokens(from: &Transaction<'_>, tenant: &Tenant, filter: &TokenFilter) -> Result<Vec<Row>, StoreError> {
    let mut statement = from.prepare_cached(
        "select body from tokens where tenant = :tenant \
             and (:active is null or active = :active) \
             and (:token_type is null or token_type = :token_type) \
             and (:reference is null or caller_reference = :reference) \
             and (:name is null or friendly_name = :name) \
         order by number",
    )?;
    let bodies = statement.query_map(
        named_params! {
            ":tenant": tenant.as_str(),
            ":active": filter.active,
            ":token_type": filter.token_type.as_ref().map(to_name).transpose()?,
            ":reference": filter.caller_reference,
            ":name": filter.friendly_name,
        },
        |row| row.get::<_, String>(0),
    )?;
    bodies.map(|body| Ok(Row::Token(from_json(&body?)?))).collect()
}

fn load_activity(from: &Transaction<'_>, tenant: &Tenant, filter: &ActivityFilter) -> Result<Vec<Row>, StoreError> {
    const ASCENDING: &str = activity!("asc");
    const DESCENDING: &str = activity!("desc");
    let mut statement = from.prepare_cached(if filter.ascending { ASCENDING } else { DESCENDING })?;
    let asks = |role| filter.roles.contains(&role);
    let bodies = statement.query_map(
        named_params! {
            ":tenant": tenant.as_str(),
            ":from": filter.from.timestamp_millis(),
            ":to": filter.to.timestamp_millis(),
            ":operation": filter.operation.as_ref().map(to_name).transpose()?,
            ":method": filter.method.as_ref().map(to_name).transpose()?,
            ":status": filter.status.as_ref().map(to_name).transpose()?,
            ":account": filter.account,
            ":any_role": filter.roles.is_empty(),
            ":as_sender": asks(rows::Role::Sender),
            ":as_caller": asks(rows::Role::Caller),
            ":as_recipient": asks(rows::Role::Recipient),
            ":limit": filter.limit,
        },
        |row| row.get(0),
    )?;
    transactions(bodies)
}

fn transactions(bodies: impl Iterator<Item = rusqlite::Result<String>>) -> Result<Vec<Row>, StoreError> {
    bodies.map(|body| Ok(Row::Transaction(from_json(&body?)?))).collect()
}

pub(super) fn write(to: &Transaction<'_>, tenant: &Tenant, changes: Changes) -> Result<(), StoreError> {
    changes.rows.iter().try_for_each(|change| write_row(to, tenant, change))?;
    changes.entries.iter().try_for_each(|entry| write_entry(to, tenant, entry))
}

fn write_row(to: &Transaction<'_>, tenant: &Tenant, Change { row, new }: &Change) -> Result<(), StoreError> {
    let tenant = tenant.as_str();
    match row {
        Row::Token(token) => {
            let mut statement = to.prepare_cached(if *new {
                "insert into tokens (tenant, id, token_type, active, caller_reference, friendly_name, body) \
                 values (:tenant, :id, :token_type, :active, :reference, :name, :body)"
            } else {
                "update tokens set token_type = :token_type, active = :active, caller_reference = :reference, \
                     friendly_name = :name, body = :body \
                 where tenant = :tenant and id = :id"
            })?;
            statement.execute(named_params! {
                ":tenant": tenant,
                ":id": token.id,
                ":token_type": to_name(&token.token_type)?,
                ":active": token.active,
                ":reference": token.caller_reference,
                ":name": token.friendly_name,
                ":body": to_json(token)?,
            })?;
        }
        Row::Transaction(transaction) => {
            let mut statement = to.prepare_cached(if *new {
                "insert into transactions \
                     (tenant, id, received, due, operation, method, status, sender, caller, recipient, body) \
                 values (:tenant, :id, :received, :due, :operation, :method, :status, :sender, :caller, :recipient, :body)"
            } else {
                "update transactions set received = :received, due = :due, operation = :operation, method = :method, \
                     status = :status, sender = :sender, caller = :caller, recipient = :recipient, body = :body \
                 where tenant = :tenant and id = :id"
            })?;
            statement.execute(named_params! {
                ":tenant": tenant,
                ":id": transaction.id,
                ":received": transaction.received.timestamp_millis(),
                ":due": transaction.due.map(|due| due.timestamp_millis()),
                ":operation": to_name(&transaction.operation)?,
                ":method": to_name(&transaction.method)?,
                ":status": to_name(&transaction.status)?,
                ":sender": transaction.sender.account,
                ":caller": transaction.caller.account,
                ":recipient": transaction.recipient.account,
                ":body": to_json(transaction)?,
            })?;
        }
        Row::Account(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Instrument(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Subscription(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::TokenName(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Reference(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Document(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
    }
    Ok(())
}

fn write_other(to: &Transaction<'_>, tenant: &str, row: &Row, new: bool, body: &str) -> Result<(), StoreError> {
    let key = row.key();
    let mut statement = to.prepare_cached(if new {
        "insert into rows (tenant, kind, id, body) values (?1, ?2, ?3, ?4)"
    } else {
        "update rows set body = ?4 where tenant = ?1 and kind = ?2 and id = ?3"
    })?;
    statement.execute(params![tenant, kind(&key), id(&key), body])?;
    Ok(())
}

fn write_entry(to: &Transaction<'_>, tenant: &Tenant, entry: &Entry) -> Result<(), StoreError> {
    let mut posting_statement = to.prepare_cached(
        "insert into postings (tenant, at, transaction_id, book, owner, micros) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut balance_statement = to.prepare_cached(
        "insert into balances (tenant, book, owner, micros) values (?1, ?2, ?3, ?4) \
         on conflict (tenant, book, owner) do update set micros = micros + excluded.micros",
    )?;
    for posting in entry.movement.postings() {
        let LedgerAccount { book, owner } = &posting.account;
        let (book, micros) = (to_name(book)?, to_micros(posting.value)?);
        let at = entry.at.timestamp_millis();
        posting_statement.execute(params![tenant.as_str(), at, entry.transaction, book, owner, micros])?;
        balance_statement.execute(params![tenant.as_str(), book, owner, micros])?;
    }
    Ok(())
}

/// What is stored for a key in the table of all rows that are only found by their key. These numbers are for good.
fn kind(key: &Key) -> i64 {
    match key {
        Key::Account(_) => 1,
        Key::Instrument(_) => 2,
        Key::Subscription(_) => 3,
        Key::TokenName(_) => 4,
        Key::Reference(Scope::Transactions, _) => 5,
        Key::Reference(Scope::Tokens, _) => 6,
        Key::Document(_) => 7,
        Key::Token(_) => 8,
        Key::Transaction(_) => 9,
    }
}

fn id(key: &Key) -> &str {
    match key {
        Key::Account(id)
        | Key::Token(id)
        | Key::Instrument(id)
        | Key::Transaction(id)
        | Key::Subscription(id)
        | Key::TokenName(id)
        | Key::Reference(_, id)
        | Key::Document(id) => id,
    }
}

/// Money in millionths of a dollar, in which sums are exact.
fn to_micros(value: Decimal) -> Result<i64, StoreError> {
    let micros =
        value.checked_mul(Decimal::from(1_000_000)).filter(Decimal::is_integer).and_then(|value| value.to_i64());
    micros.ok_or_else(|| StoreError::new("an amount is too large or too fine to be kept"))
}

pub(super) fn from_micros(micros: i64) -> Decimal {
    Decimal::new(micros, 6).normalize()
}

fn to_name(value: &impl Serialize) -> Result<String, StoreError> {
    Ok(to_json(value)?.trim_matches('"').to_owned())
}

pub(super) fn from_name(name: &str) -> Result<Book, StoreError> {
    from_json(&format!("\"{name}\""))
}

fn to_json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(StoreError::new)
}

fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::new(format!("a row can't be read: {error}")))
}
