//! What units of work ask for: everything that one attempt needs is asked for at once, and awaited together.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};
use deadpool_postgres::{Pool, Transaction};
use futures_util::{FutureExt, future::try_join_all};
use rust_decimal::Decimal;
use tokio_postgres::types::ToSql;

use super::{Attempt, StoreError, TrialBalance, Work, connect::Failure};
use crate::sandbox::{
    ledger::LedgerAccount,
    rows::{
        About, ActivityFilter, Key, Line, LineFilter, MessageFilter, Need, Query, Role, Row, Rows, Tenant, TokenFilter,
    },
    store::columns::{
        DOCUMENT, MESSAGE, SAGA, TOKEN, TRANSACTION, from_micros, from_name, id, kind, number, to_name, to_row,
    },
};

/// Runs `work` with what it asks for.
pub(super) async fn run(from: &Transaction<'_>, tenant: &Tenant, work: &mut Work) -> Result<(), Failure> {
    let mut rows = Rows::default();
    while let Attempt::Needs(needs) = attempt(work, &rows)? {
        load(from, tenant, needs, &mut rows).await?;
    }
    Ok(())
}

pub(super) fn attempt(work: &mut Work, rows: &Rows) -> Result<Attempt, StoreError> {
    // A rule only computes, so one that panics leaves nothing half done.
    let attempt = catch_unwind(AssertUnwindSafe(|| work.attempt(rows)));
    attempt.map_err(|_| StoreError::new("a rule broke down"))
}

/// Adds to `rows` what is needed.
pub(super) async fn load(
    from: &Transaction<'_>,
    tenant: &Tenant,
    needs: impl IntoIterator<Item = Need>,
    rows: &mut Rows,
) -> Result<(), Failure> {
    let loading: Vec<_> = needs.into_iter().map(|need| load_one(from, tenant, need).boxed()).collect();
    for loaded in try_join_all(loading).await? {
        match loaded {
            Loaded::Row(key, row) => rows.add_row(key, *row),
            Loaded::Rows(query, list) => rows.add_list(query, list),
            Loaded::Balance(account, balance) => rows.add_balance(account, balance),
        }
    }
    Ok(())
}

enum Loaded {
    Row(Key, Box<Option<Row>>),
    Rows(Query, Vec<Row>),
    Balance(LedgerAccount, Decimal),
}

async fn load_one(from: &Transaction<'_>, tenant: &Tenant, need: Need) -> Result<Loaded, Failure> {
    let tenant = tenant.as_str();
    Ok(match need {
        Need::Row(key) => {
            let row = load_row(from, tenant, &key).await?;
            Loaded::Row(key, Box::new(row))
        }
        Need::Rows(query) => {
            let list = load_list(from, tenant, &query).await?;
            Loaded::Rows(query, list)
        }
        Need::Balance(account) => {
            let select = "select micros from balances where tenant = $1 and book = $2 and owner = $3";
            let select = from.prepare_cached(select).await?;
            let row = from.query_opt(&select, &[&tenant, &to_name(&account.book)?, &account.owner]).await?;
            let micros = row.map(|row| row.try_get(0)).transpose()?.unwrap_or(0);
            Loaded::Balance(account, from_micros(micros))
        }
    })
}

async fn load_row(from: &Transaction<'_>, tenant: &str, key: &Key) -> Result<Option<Row>, Failure> {
    let row = match key {
        Key::Token(id) => {
            let select = from.prepare_cached("select body::text from tokens where tenant = $1 and id = $2").await?;
            from.query_opt(&select, &[&tenant, id]).await?
        }
        Key::Transaction(id) => {
            let select =
                from.prepare_cached("select body::text from transactions where tenant = $1 and id = $2").await?;
            from.query_opt(&select, &[&tenant, id]).await?
        }
        Key::Message(id) => {
            let select = from.prepare_cached("select body::text from messages where tenant = $1 and id = $2").await?;
            from.query_opt(&select, &[&tenant, id]).await?
        }
        key => {
            let select = "select body::text from rows where tenant = $1 and kind = $2 and id = $3";
            let select = from.prepare_cached(select).await?;
            from.query_opt(&select, &[&tenant, &kind(key), &id(key)]).await?
        }
    };
    match row {
        Some(row) => Ok(Some(to_row(kind(key), row.try_get(0)?)?)),
        None => Ok(None),
    }
}

async fn load_list(from: &Transaction<'_>, tenant: &str, query: &Query) -> Result<Vec<Row>, Failure> {
    match query {
        Query::Tokens(filter) => load_tokens(from, tenant, filter).await,
        Query::Activity(filter) => load_activity(from, tenant, filter).await,
        Query::Due { by, limit } => {
            let select = "select * from ( \
                              (select $4::integer as kind, id, due, body::text from transactions \
                               where tenant = $1 and due <= $2 order by due, id limit $3) \
                              union all \
                              (select kind, id, due, body::text from rows \
                               where tenant = $1 and due <= $2 and kind <> $5 order by due, kind, id limit $3)) as rows \
                          order by due, kind, id limit $3";
            let select = from.prepare_cached(select).await?;
            let parameters: [&(dyn ToSql + Sync); 5] =
                [&tenant, &by.timestamp_millis(), &i64::from(*limit), &TRANSACTION, &SAGA];
            let rows = from.query(&select, &parameters).await?;
            rows.iter().map(|row| Ok(to_row(row.try_get("kind")?, row.try_get("body")?)?)).collect()
        }
        Query::Sagas { by, limit } => {
            let select = "select body::text from rows where tenant = $1 and due <= $2 and kind = $4 \
                          order by due, id limit $3";
            list(from, SAGA, select, &[&tenant, &by.timestamp_millis(), &i64::from(*limit), &SAGA]).await
        }
        Query::All(kind) => load_all(from, tenant, number(*kind)).await,
        Query::Messages(filter) => load_messages(from, tenant, filter).await,
    }
}

async fn load_all(from: &Transaction<'_>, tenant: &str, kind: i32) -> Result<Vec<Row>, Failure> {
    let select = "select body::text from rows where tenant = $1 and kind = $2 order by id";
    list(from, kind, select, &[&tenant, &kind]).await
}

async fn load_tokens(from: &Transaction<'_>, tenant: &str, filter: &TokenFilter) -> Result<Vec<Row>, Failure> {
    let select = "select body::text from tokens where tenant = $1 \
                      and ($2::boolean is null or active = $2) \
                      and ($3::text is null or token_type = $3) \
                      and ($4::text is null or caller_reference = $4) \
                      and ($5::text is null or friendly_name = $5) \
                  order by number";
    let token_type = filter.token_type.as_ref().map(to_name).transpose()?;
    let parameters: [&(dyn ToSql + Sync); 5] =
        [&tenant, &filter.active, &token_type, &filter.caller_reference, &filter.friendly_name];
    list(from, TOKEN, select, &parameters).await
}

async fn load_activity(from: &Transaction<'_>, tenant: &str, filter: &ActivityFilter) -> Result<Vec<Row>, Failure> {
    let order = if filter.ascending { "asc" } else { "desc" };
    let select = format!(
        "select body::text from transactions where tenant = $1 and received between $2 and $3 \
             and ($4::text is null or operation = $4) \
             and ($5::text is null or method = $5) \
             and ($6::text is null or status = $6) \
             and ($7::boolean or ($8::boolean and sender = $11) or ($9::boolean and caller = $11) \
                  or ($10::boolean and recipient = $11)) \
         order by received {order} limit $12"
    );
    let asks = |role| filter.roles.contains(&role);
    let parameters: [&(dyn ToSql + Sync); 12] = [
        &tenant,
        &filter.from.timestamp_millis(),
        &filter.to.timestamp_millis(),
        &filter.operation.as_ref().map(to_name).transpose()?,
        &filter.method.as_ref().map(to_name).transpose()?,
        &filter.status.as_ref().map(to_name).transpose()?,
        &filter.roles.is_empty(),
        &asks(Role::Sender),
        &asks(Role::Caller),
        &asks(Role::Recipient),
        &filter.account,
        &i64::from(filter.limit),
    ];
    list(from, TRANSACTION, &select, &parameters).await
}

async fn load_messages(from: &Transaction<'_>, tenant: &str, filter: &MessageFilter) -> Result<Vec<Row>, Failure> {
    let select = "select body::text from messages where tenant = $1 \
                      and ($2::text is null or kind = $2) and ($3::text is null or about = $3) \
                  order by number desc limit $4 offset $5";
    let kind = filter.kind.as_ref().map(to_name).transpose()?;
    let about = filter.about.as_ref().map(About::key);
    let parameters: [&(dyn ToSql + Sync); 5] =
        [&tenant, &kind, &about, &i64::from(filter.limit), &i64::from(filter.skip)];
    list(from, MESSAGE, select, &parameters).await
}

async fn list(
    from: &Transaction<'_>,
    kind: i32,
    select: &str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Row>, Failure> {
    let select = from.prepare_cached(select).await?;
    let rows = from.query(&select, parameters).await?;
    rows.iter().map(|row| Ok(to_row(kind, row.try_get(0)?)?)).collect()
}

/// Whether something happens by `now` to a row of the tenant by itself.
pub(super) async fn is_due(pool: &Pool, tenant: &Tenant, now: DateTime<Utc>) -> Result<bool, Failure> {
    let client = pool.get().await?;
    let select = "select exists (select from transactions where tenant = $1 and due <= $2) \
                      or exists (select from rows where tenant = $1 and due <= $2 and kind <> $3)";
    let select = client.prepare_cached(select).await?;
    Ok(client.query_one(&select, &[&tenant.as_str(), &now.timestamp_millis(), &SAGA]).await?.try_get(0)?)
}

pub(super) async fn trial_balance(pool: &Pool, tenant: &Tenant) -> Result<Vec<TrialBalance>, Failure> {
    let client = pool.get().await?;
    let select = "select book, owner, sum(balance)::bigint, sum(posted)::bigint from ( \
                      select book, owner, micros as balance, 0 as posted from balances where tenant = $1 \
                      union all \
                      select book, owner, 0, micros from postings where tenant = $1) as lines \
                  group by book, owner order by book, owner";
    let lines = client.query(select, &[&tenant.as_str()]).await?;
    let line = |row: &tokio_postgres::Row| {
        Ok(TrialBalance {
            account: LedgerAccount { book: from_name(row.try_get(0)?)?, owner: row.try_get(1)? },
            balance: from_micros(row.try_get(2)?),
            posted: from_micros(row.try_get(3)?),
        })
    };
    lines.iter().map(line).collect()
}

/// Every tenant whose world was founded, with how many tokens there are in it.
#[cfg(feature = "gateway")]
pub(super) async fn tenants(pool: &Pool) -> Result<Vec<(Tenant, u64)>, Failure> {
    let client = pool.get().await?;
    let count = "select tenant, (select count(*) from tokens where tokens.tenant = rows.tenant) \
                 from rows where kind = $1 and id = $2 order by tenant";
    let rows = client.query(count, &[&DOCUMENT, &crate::sandbox::seed::DOCUMENT]).await?;
    let counted = rows.iter().map(|row| {
        let (tenant, tokens): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
        let tokens = u64::try_from(tokens).map_err(|_| StoreError::new("the database counts below zero"))?;
        Ok((Tenant::of(&tenant), tokens))
    });
    counted.collect()
}

/// Postings of a tenant, the newest first.
pub(super) async fn lines(pool: &Pool, tenant: &Tenant, filter: &LineFilter) -> Result<Vec<Line>, Failure> {
    let client = pool.get().await?;
    let before = filter.before.and_then(|before| i64::try_from(before).ok()).unwrap_or(i64::MAX);
    let select = "select number, at, transaction_id, book, owner, micros from postings \
                  where tenant = $1 and ($2::text is null or transaction_id = $2) and number < $3 \
                  order by number desc limit $4";
    let parameters: [&(dyn ToSql + Sync); 4] =
        [&tenant.as_str(), &filter.transaction, &before, &i64::from(filter.limit)];
    client.query(select, &parameters).await?.iter().map(to_line).collect()
}

pub(super) fn to_line(row: &tokio_postgres::Row) -> Result<Line, Failure> {
    let at = DateTime::from_timestamp_millis(row.try_get("at")?);
    Ok(Line {
        number: row.try_get::<_, i64>("number")?.unsigned_abs(),
        at: at.ok_or_else(|| StoreError::new("a posting has no time"))?,
        transaction: row.try_get("transaction_id")?,
        account: LedgerAccount { book: from_name(row.try_get("book")?)?, owner: row.try_get("owner")? },
        value: from_micros(row.try_get("micros")?),
    })
}
