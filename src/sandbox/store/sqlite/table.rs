//! Rows as the tables have them.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params, params};
use rust_decimal::Decimal;

use super::{Dump, StoreError};
use crate::sandbox::{
    ledger::LedgerAccount,
    rows::{
        self, About, ActivityFilter, Change, Changes, Entry, Key, Line, LineFilter, MessageFilter, Need, Query, Row,
        Rows, Tenant, TokenFilter,
    },
    store::columns::{
        MESSAGE, SAGA, TOKEN, TRANSACTION, from_json, from_micros, from_name, id, kind, number, to_json, to_micros,
        to_name, to_row,
    },
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
        Key::Message(id) => {
            let mut statement = from.prepare_cached("select body from messages where tenant = ?1 and id = ?2")?;
            statement.query_row(params![tenant.as_str(), id], |row| row.get(0)).optional()?
        }
        key => {
            let mut statement =
                from.prepare_cached("select body from rows where tenant = ?1 and kind = ?2 and id = ?3")?;
            statement.query_row(params![tenant.as_str(), kind(key), id(key)], |row| row.get(0)).optional()?
        }
    };
    body.map(|body: String| to_row(kind(key), &body)).transpose()
}

fn load_all(from: &Transaction<'_>, tenant: &Tenant, kind: i32) -> Result<Vec<Row>, StoreError> {
    let mut statement = from.prepare_cached("select body from rows where tenant = ?1 and kind = ?2 order by id")?;
    let bodies = statement.query_map(params![tenant.as_str(), kind], |row| row.get::<_, String>(0))?;
    bodies.map(|body| to_row(kind, &body?)).collect()
}

fn load_messages(from: &Transaction<'_>, tenant: &Tenant, filter: &MessageFilter) -> Result<Vec<Row>, StoreError> {
    // Each asks an index of its own: a condition that may be left out would be looked up in none.
    let mut statement = from.prepare_cached(match (&filter.about, &filter.kind) {
        (Some(_), _) => {
            "select body from messages where tenant = ?1 and about = ?2 and (?3 is null or kind = ?3) \
             order by number desc limit ?4 offset ?5"
        }
        (None, Some(_)) => {
            "select body from messages where tenant = ?1 and ?2 is null and kind = ?3 \
             order by number desc limit ?4 offset ?5"
        }
        (None, None) => {
            "select body from messages where tenant = ?1 and ?2 is null and ?3 is null \
             order by number desc limit ?4 offset ?5"
        }
    })?;
    let about = filter.about.as_ref().map(About::key);
    let kind = filter.kind.as_ref().map(to_name).transpose()?;
    let bodies = statement
        .query_map(params![tenant.as_str(), about, kind, filter.limit, filter.skip], |row| row.get::<_, String>(0))?;
    bodies.map(|body| to_row(MESSAGE, &body?)).collect()
}

/// Postings of a tenant, the newest first.
pub(super) fn lines(from: &Connection, tenant: &Tenant, filter: &LineFilter) -> Result<Vec<Line>, StoreError> {
    let mut statement = from.prepare_cached(match filter.transaction {
        Some(_) => {
            "select number, at, transaction_id, book, owner, micros from postings \
             where tenant = ?1 and transaction_id = ?2 and number < ?3 order by number desc limit ?4"
        }
        None => {
            "select number, at, transaction_id, book, owner, micros from postings \
             where tenant = ?1 and ?2 is null and number < ?3 order by number desc limit ?4"
        }
    })?;
    let before = filter.before.and_then(|before| i64::try_from(before).ok()).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![tenant.as_str(), filter.transaction, before, filter.limit])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        lines.push(to_line(row)?);
    }
    Ok(lines)
}

fn to_line(row: &rusqlite::Row<'_>) -> Result<Line, StoreError> {
    let book: String = row.get("book")?;
    let at = DateTime::from_timestamp_millis(row.get("at")?);
    Ok(Line {
        number: row.get::<_, i64>("number")?.unsigned_abs(),
        at: at.ok_or_else(|| StoreError::new("a posting has no time"))?,
        transaction: row.get("transaction_id")?,
        account: LedgerAccount { book: from_name(&book)?, owner: row.get("owner")? },
        value: from_micros(row.get("micros")?),
    })
}

/// Everything there is.
pub(super) fn export(from: &Transaction<'_>) -> Result<Dump, StoreError> {
    let mut dump = Dump::default();
    let mut statement = from.prepare(
        "select tenant, kind, body from ( \
             select tenant, kind, body, 0 as place, id as number from rows \
             union all select tenant, ?1, body, 1, number from transactions \
             union all select tenant, ?2, body, 2, number from tokens \
             union all select tenant, ?3, body, 3, number from messages) \
         order by tenant, place, number",
    )?;
    let mut rows = statement.query(params![TRANSACTION, TOKEN, MESSAGE])?;
    while let Some(row) = rows.next()? {
        let tenant: String = row.get(0)?;
        dump.rows.push((Tenant::of(&tenant), to_row(row.get(1)?, &row.get::<_, String>(2)?)?));
    }
    let mut statement = from.prepare("select * from postings order by tenant, number")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let tenant: String = row.get("tenant")?;
        dump.lines.push((Tenant::of(&tenant), to_line(row)?));
    }
    Ok(dump)
}

/// Puts `dump` in the place of everything there is.
pub(super) fn import(into: &mut Connection, dump: &Dump) -> Result<(), StoreError> {
    let change = into.transaction()?;
    for table in ["rows", "tokens", "transactions", "messages", "balances", "postings"] {
        change.execute(&format!("delete from {table}"), [])?;
    }
    for (tenant, row) in &dump.rows {
        write_row(&change, tenant, &Change { row: row.clone(), new: true })?;
    }
    for (tenant, line) in &dump.lines {
        write_posting(&change, tenant, line.at, &line.transaction, &line.account, line.value)?;
    }
    Ok(change.commit()?)
}

fn load_list(from: &Transaction<'_>, tenant: &Tenant, query: &Query) -> Result<Vec<Row>, StoreError> {
    match query {
        Query::Tokens(filter) => load_tokens(from, tenant, filter),
        Query::Activity(filter) => load_activity(from, tenant, filter),
        Query::Due { by, limit } => {
            let mut statement = from.prepare_cached(
                "select * from (select ?4 as kind, id, due, body from transactions where tenant = ?1 and due <= ?2 \
                     union all select kind, id, due, body from rows where tenant = ?1 and due <= ?2 and kind <> ?5) \
                 order by due, kind, id limit ?3",
            )?;
            let parameters = params![tenant.as_str(), by.timestamp_millis(), limit, TRANSACTION, SAGA];
            let rows = statement.query_map(parameters, |row| Ok((row.get("kind")?, row.get::<_, String>("body")?)))?;
            rows.map(|row| row.map_err(StoreError::from).and_then(|(kind, body)| to_row(kind, &body))).collect()
        }
        Query::Sagas { by, limit } => {
            let mut statement = from.prepare_cached(
                "select body from rows where tenant = ?1 and due <= ?2 and kind = ?4 order by due, id limit ?3",
            )?;
            let parameters = params![tenant.as_str(), by.timestamp_millis(), limit, SAGA];
            let bodies = statement.query_map(parameters, |row| row.get::<_, String>(0))?;
            bodies.map(|body| to_row(SAGA, &body?)).collect()
        }
        Query::All(kind) => load_all(from, tenant, number(*kind)),
        Query::Messages(filter) => load_messages(from, tenant, filter),
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
        Row::Message(message) => {
            let mut statement = to.prepare_cached(if *new {
                "insert into messages (tenant, id, kind, about, due, body) \
                 values (:tenant, :id, :kind, :about, :due, :body)"
            } else {
                "update messages set kind = :kind, about = :about, due = :due, body = :body \
                 where tenant = :tenant and id = :id"
            })?;
            statement.execute(named_params! {
                ":tenant": tenant,
                ":id": message.id,
                ":kind": to_name(&message.kind())?,
                ":about": message.about.key(),
                ":due": message.due.map(|due| due.timestamp_millis()),
                ":body": to_json(message)?,
            })?;
        }
        Row::Account(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Instrument(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Subscription(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::TokenName(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Reference(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Document(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Merchant(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::BillingAgreement(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::OrderReference(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Authorization(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Capture(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Refund(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::ProviderCredit(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::ProviderCreditReversal(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::SellerOrder(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
        Row::Saga(row_) => write_other(to, tenant, row, *new, &to_json(row_)?)?,
    }
    Ok(())
}

fn write_other(to: &Transaction<'_>, tenant: &str, row: &Row, new: bool, body: &str) -> Result<(), StoreError> {
    let key = row.key();
    let mut statement = to.prepare_cached(if new {
        "insert into rows (tenant, kind, id, body, due) values (?1, ?2, ?3, ?4, ?5)"
    } else {
        "update rows set body = ?4, due = ?5 where tenant = ?1 and kind = ?2 and id = ?3"
    })?;
    let due = row.appointment().map(|due| due.timestamp_millis());
    statement.execute(params![tenant, kind(&key), id(&key), body, due])?;
    Ok(())
}

fn write_entry(to: &Transaction<'_>, tenant: &Tenant, entry: &Entry) -> Result<(), StoreError> {
    entry.movement.postings().try_for_each(|posting| {
        write_posting(to, tenant, entry.at, &entry.transaction, &posting.account, posting.value)
    })
}

fn write_posting(
    to: &Transaction<'_>,
    tenant: &Tenant,
    at: DateTime<Utc>,
    transaction: &str,
    LedgerAccount { book, owner }: &LedgerAccount,
    value: Decimal,
) -> Result<(), StoreError> {
    let mut posting_statement = to.prepare_cached(
        "insert into postings (tenant, at, transaction_id, book, owner, micros) values (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut balance_statement = to.prepare_cached(
        "insert into balances (tenant, book, owner, micros) values (?1, ?2, ?3, ?4) \
         on conflict (tenant, book, owner) do update set micros = micros + excluded.micros",
    )?;
    let (book, micros) = (to_name(book)?, to_micros(value)?);
    posting_statement.execute(params![tenant.as_str(), at.timestamp_millis(), transaction, book, owner, micros])?;
    balance_statement.execute(params![tenant.as_str(), book, owner, micros])?;
    Ok(())
}
