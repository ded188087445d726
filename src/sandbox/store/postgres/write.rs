//! What a change writes: new rows of a table all at once and in their order, other rows one by one by their key, and
//! everything together without waiting in between.

use std::{collections::BTreeMap, sync::LazyLock};

use chrono::{DateTime, Utc};
use deadpool_postgres::Transaction;
use futures_util::{FutureExt, future::try_join_all};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Value;
use tokio_postgres::types::Json;

use super::{StoreError, connect::Failure};
use crate::sandbox::{
    ledger::LedgerAccount,
    rows::{Changes, Row, Tenant},
    store::columns::{id, kind, to_micros, to_name},
};

pub(super) async fn write(to: &Transaction<'_>, tenant: &Tenant, changes: &Changes) -> Result<(), Failure> {
    let mut new = Vec::new();
    let mut known = Vec::new();
    for change in &changes.rows {
        match change.new {
            true => new.push(Columns::of(&change.row)?),
            false => known.push(Columns::of(&change.row)?),
        }
    }
    let mut journal = Journal::default();
    for entry in &changes.entries {
        for posting in entry.movement.postings() {
            journal.add(entry.at, &entry.transaction, &posting.account, posting.value)?;
        }
    }
    let updates = known.iter().map(|row| update(to, tenant, row).boxed());
    let updates: Vec<_> = updates.collect();
    tokio::try_join!(insert(to, tenant, &new), try_join_all(updates), journal.post(to, tenant))?;
    Ok(())
}

/// A row as its table has it.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Columns<'r> {
    Other {
        kind: i32,
        id: String,
        due: Option<i64>,
        body: Value,
    },
    Token {
        id: &'r str,
        token_type: String,
        active: bool,
        caller_reference: &'r str,
        friendly_name: &'r str,
        body: Value,
    },
    Transaction {
        id: &'r str,
        received: i64,
        due: Option<i64>,
        operation: String,
        method: String,
        status: String,
        sender: &'r str,
        caller: &'r str,
        recipient: &'r str,
        body: Value,
    },
    Message {
        id: &'r str,
        kind: String,
        about: String,
        due: Option<i64>,
        /// Whoever writes a message has done with it what was to be done.
        leased_until: Option<()>,
        body: Value,
    },
}

impl<'r> Columns<'r> {
    pub(super) fn of(row: &'r Row) -> Result<Self, StoreError> {
        let millis = |time: DateTime<Utc>| time.timestamp_millis();
        Ok(match row {
            Row::Token(token) => Self::Token {
                id: &token.id,
                token_type: to_name(&token.token_type)?,
                active: token.active,
                caller_reference: &token.caller_reference,
                friendly_name: &token.friendly_name,
                body: to_value(token)?,
            },
            Row::Transaction(transaction) => Self::Transaction {
                id: &transaction.id,
                received: millis(transaction.received),
                due: transaction.due.map(millis),
                operation: to_name(&transaction.operation)?,
                method: to_name(&transaction.method)?,
                status: to_name(&transaction.status)?,
                sender: &transaction.sender.account,
                caller: &transaction.caller.account,
                recipient: &transaction.recipient.account,
                body: to_value(transaction)?,
            },
            Row::Message(message) => Self::Message {
                id: &message.id,
                kind: to_name(&message.kind())?,
                about: message.about.key(),
                due: message.due.map(millis),
                leased_until: None,
                body: to_value(message)?,
            },
            Row::Account(other) => Self::other(row, to_value(other)?),
            Row::Instrument(other) => Self::other(row, to_value(other)?),
            Row::Subscription(other) => Self::other(row, to_value(other)?),
            Row::TokenName(other) => Self::other(row, to_value(other)?),
            Row::Reference(other) => Self::other(row, to_value(other)?),
            Row::Document(other) => Self::other(row, to_value(other)?),
            Row::Merchant(other) => Self::other(row, to_value(other)?),
            Row::BillingAgreement(other) => Self::other(row, to_value(other)?),
            Row::OrderReference(other) => Self::other(row, to_value(other)?),
            Row::Authorization(other) => Self::other(row, to_value(other)?),
            Row::Capture(other) => Self::other(row, to_value(other)?),
            Row::Refund(other) => Self::other(row, to_value(other)?),
            Row::ProviderCredit(other) => Self::other(row, to_value(other)?),
            Row::ProviderCreditReversal(other) => Self::other(row, to_value(other)?),
            Row::SellerOrder(other) => Self::other(row, to_value(other)?),
            Row::Saga(other) => Self::other(row, to_value(other)?),
        })
    }

    fn other(row: &Row, body: Value) -> Self {
        let key = row.key();
        Self::Other {
            kind: kind(&key),
            id: id(&key).to_owned(),
            due: row.appointment().map(|due| due.timestamp_millis()),
            body,
        }
    }

    fn table(&self) -> &'static Table {
        match self {
            Self::Other { .. } => &ROWS,
            Self::Token { .. } => &TOKENS,
            Self::Transaction { .. } => &TRANSACTIONS,
            Self::Message { .. } => &MESSAGES,
        }
    }
}

/// How the rows of a table are written: `$1` is the tenant, `$2` JSON with a row or a list of them.
struct Table {
    insert: String,
    update: String,
}

static ROWS: LazyLock<Table> =
    LazyLock::new(|| Table::new("rows", &["kind integer", "id text"], &["due bigint", "body json"]));
static TOKENS: LazyLock<Table> = LazyLock::new(|| {
    let values = ["token_type text", "active boolean", "caller_reference text", "friendly_name text", "body json"];
    Table::numbered("tokens", &["id text"], &values)
});
static TRANSACTIONS: LazyLock<Table> = LazyLock::new(|| {
    let values = [
        "received bigint",
        "due bigint",
        "operation text",
        "method text",
        "status text",
        "sender text",
        "caller text",
        "recipient text",
        "body json",
    ];
    Table::new("transactions", &["id text"], &values)
});
static MESSAGES: LazyLock<Table> = LazyLock::new(|| {
    let values = ["kind text", "about text", "due bigint", "leased_until timestamptz", "body json"];
    Table::numbered("messages", &["id text"], &values)
});

impl Table {
    /// The table of that name, with the columns of its key and its others, each with its type.
    fn new(name: &str, key: &[&str], values: &[&str]) -> Self {
        let (columns, types) = (names(key, values), types(key, values));
        let insert = format!(
            "insert into {name} (tenant, {columns}) select $1, {columns} from json_to_recordset($2) as ({types})"
        );
        Self { insert, update: update_of(name, key, values) }
    }

    /// A table whose rows are counted for every tenant: nobody else adds one meanwhile.
    fn numbered(name: &str, key: &[&str], values: &[&str]) -> Self {
        let (columns, types) = (names(key, values), types(key, values));
        let insert = format!(
            "insert into {name} (tenant, number, {columns}) select $1, last + ordinality, {columns} \
             from rows from (json_to_recordset($2) as ({types})) with ordinality, \
                  (select coalesce(max(number), 0) as last from {name} where tenant = $1) as before"
        );
        Self { insert, update: update_of(name, key, values) }
    }
}

fn update_of(name: &str, key: &[&str], values: &[&str]) -> String {
    let each =
        |columns: &[&str], write: fn(&str) -> String| columns.iter().map(|it| write(column(it))).collect::<Vec<_>>();
    let set = each(values, |column| format!("{column} = new.{column}")).join(", ");
    let same = each(key, |column| format!("old.{column} = new.{column}")).join(" and ");
    format!(
        "update {name} as old set {set} from json_to_record($2) as new({}) where old.tenant = $1 and {same}",
        types(key, values)
    )
}

fn column(definition: &str) -> &str {
    definition.split(' ').next().unwrap_or_default()
}

fn names(key: &[&str], values: &[&str]) -> String {
    key.iter().chain(values).map(|definition| column(definition)).collect::<Vec<_>>().join(", ")
}

fn types(key: &[&str], values: &[&str]) -> String {
    [key, values].concat().join(", ")
}

/// Adds rows of a tenant; those of one table in their order.
pub(super) async fn insert(to: &Transaction<'_>, tenant: &Tenant, rows: &[Columns<'_>]) -> Result<(), Failure> {
    let mut by_table = BTreeMap::<_, Vec<_>>::new();
    for row in rows {
        by_table.entry(row.table().insert.as_str()).or_default().push(row);
    }
    let inserts = by_table.into_iter().map(|(insert, rows)| {
        let insert = async move {
            let insert = to.prepare_cached(insert).await?;
            to.execute(&insert, &[&tenant.as_str(), &Json(rows)]).await
        };
        insert.boxed()
    });
    let inserts: Vec<_> = inserts.collect();
    try_join_all(inserts).await?;
    Ok(())
}

async fn update(to: &Transaction<'_>, tenant: &Tenant, row: &Columns<'_>) -> Result<(), Failure> {
    let update = to.prepare_cached(&row.table().update).await?;
    match to.execute(&update, &[&tenant.as_str(), &Json(row)]).await? {
        1 => Ok(()),
        _ => Err(StoreError::new("a row that is to be changed is not there").into()),
    }
}

/// Postings that are written into the ledger of a tenant together.
#[derive(Default)]
pub(super) struct Journal<'p> {
    at: Vec<i64>,
    transactions: Vec<&'p str>,
    books: Vec<String>,
    owners: Vec<&'p str>,
    micros: Vec<i64>,
    /// What they add to each balance.
    sums: BTreeMap<&'p LedgerAccount, i64>,
}

impl<'p> Journal<'p> {
    pub(super) fn add(
        &mut self,
        at: DateTime<Utc>,
        transaction: &'p str,
        account: &'p LedgerAccount,
        value: Decimal,
    ) -> Result<(), StoreError> {
        let micros = to_micros(value)?;
        let sum = self.sums.entry(account).or_default();
        *sum = sum.checked_add(micros).ok_or_else(|| StoreError::new("an amount is too large to be kept"))?;
        self.at.push(at.timestamp_millis());
        self.transactions.push(transaction);
        self.books.push(to_name(&account.book)?);
        self.owners.push(&account.owner);
        self.micros.push(micros);
        Ok(())
    }

    /// Writes the postings, in their order, and the balances.
    pub(super) async fn post(&self, to: &Transaction<'_>, tenant: &Tenant) -> Result<(), Failure> {
        if self.at.is_empty() {
            return Ok(());
        }
        tokio::try_join!(self.write_postings(to, tenant), self.add_to_balances(to, tenant))?;
        Ok(())
    }

    async fn write_postings(&self, to: &Transaction<'_>, tenant: &Tenant) -> Result<(), Failure> {
        let insert = to
            .prepare_cached(
                "insert into postings (tenant, number, at, transaction_id, book, owner, micros) \
                 select $1, last + ordinality, at, transaction_id, book, owner, micros \
                 from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::bigint[]) \
                          with ordinality as new(at, transaction_id, book, owner, micros), \
                      (select coalesce(max(number), 0) as last from postings where tenant = $1) as before",
            )
            .await?;
        let Self { at, transactions, books, owners, micros, .. } = self;
        to.execute(&insert, &[&tenant.as_str(), at, transactions, books, owners, micros]).await?;
        Ok(())
    }

    async fn add_to_balances(&self, to: &Transaction<'_>, tenant: &Tenant) -> Result<(), Failure> {
        let add = to
            .prepare_cached(
                "insert into balances (tenant, book, owner, micros) \
                 select $1, * from unnest($2::text[], $3::text[], $4::bigint[]) \
                 on conflict (tenant, book, owner) do update set micros = balances.micros + excluded.micros",
            )
            .await?;
        let books = self.sums.keys().map(|account| to_name(&account.book)).collect::<Result<Vec<_>, _>>()?;
        let owners: Vec<_> = self.sums.keys().map(|account| account.owner.as_str()).collect();
        let micros: Vec<_> = self.sums.values().copied().collect();
        to.execute(&add, &[&tenant.as_str(), &books, &owners, &micros]).await?;
        Ok(())
    }
}

fn to_value(row: &impl Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(row).map_err(StoreError::new)
}
