//! Who sends which message, where several programs could.

use chrono::{DateTime, Utc};
use deadpool_postgres::Pool;

use super::connect::Failure;
use crate::sandbox::rows::Tenant;
#[cfg(feature = "gateway")]
use crate::sandbox::store::{Backlog, StoreError, columns::SAGA};

/// What waits of all tenants.
#[cfg(feature = "gateway")]
pub(super) async fn backlog(pool: &Pool) -> Result<Backlog, Failure> {
    let client = pool.get().await?;
    let count = client
        .prepare_cached(
            "select count(*), min(body ->> 'began'), (select count(*) from messages where due is not null) \
             from rows where due is not null and kind = $1",
        )
        .await?;
    let row = client.query_one(&count, &[&SAGA]).await?;
    let count = |column: usize| -> Result<u64, Failure> {
        let counted: i64 = row.try_get(column)?;
        u64::try_from(counted).map_err(|_| StoreError::new("the database counts below zero").into())
    };
    let since: Option<String> = row.try_get(1)?;
    let since = since.map(|since| since.parse()).transpose().map_err(StoreError::new)?;
    Ok(Backlog { sagas: count(0)?, since, messages: count(2)? })
}

/// How many sagas have not come to their end, by tenant.
#[cfg(feature = "gateway")]
pub(super) async fn open_sagas(pool: &Pool) -> Result<Vec<(Tenant, u64)>, Failure> {
    let client = pool.get().await?;
    let count = "select tenant, count(*) from rows where due is not null and kind = $1 group by tenant";
    let rows = client.query(&client.prepare_cached(count).await?, &[&SAGA]).await?;
    let counted = rows.iter().map(|row| {
        let (tenant, open): (String, i64) = (row.try_get(0)?, row.try_get(1)?);
        let open = u64::try_from(open).map_err(|_| StoreError::new("the database counts below zero"))?;
        Ok((Tenant::of(&tenant), open))
    });
    counted.collect()
}

/// Leases messages that are due by `now` to this program, the earliest first.
///
/// A lease is a minute by the clock of the server, as programs may differ: time enough to send a message and to write
/// what came of it, which ends the lease. What a program has leased that is no more goes to another one after it.
/// Messages that somebody else is about to lease or to write are passed over.
pub(super) async fn claim(pool: &Pool, now: DateTime<Utc>, limit: u32) -> Result<Vec<(Tenant, String)>, Failure> {
    let client = pool.get().await?;
    let lease = client
        .prepare_cached(
            "with free as materialized ( \
                 select tenant, number from messages \
                 where due <= $1 and (leased_until is null or leased_until < clock_timestamp()) \
                 order by due, tenant, number limit $2 for update skip locked) \
             update messages as leased set leased_until = clock_timestamp() + interval '1 minute' from free \
             where leased.tenant = free.tenant and leased.number = free.number \
             returning leased.due, leased.tenant, leased.number, leased.id",
        )
        .await?;
    let mut leased = Vec::new();
    for row in client.query(&lease, &[&now.timestamp_millis(), &i64::from(limit)]).await? {
        let place: (i64, String, i64) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        leased.push((place, row.try_get(3)?));
    }
    leased.sort_unstable();
    Ok(leased.into_iter().map(|((_, tenant, _), id)| (Tenant::of(&tenant), id)).collect())
}
