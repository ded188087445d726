//! The tables, brought to what this program knows.

use deadpool_postgres::Client;

use super::{StoreError, connect::Failure};

/// Steps from one schema to the next: the number of steps taken is the version of a database.
const STEPS: &[&str] = &[include_str!("../schema/postgres-1.sql")];

/// "fps": programs that start at the same time go one after the other.
const LOCK: i32 = 0x66_70_73;

/// Takes the steps that are missing, and tells how often the store was opened, this time included.
pub(super) async fn open(client: &mut Client) -> Result<u64, Failure> {
    let change = client.transaction().await?;
    let schema: Option<String> = change.query_one("select current_schema()::text", &[]).await?.try_get(0)?;
    let Some(schema) = schema else {
        return Err(StoreError::new(
            "the database has no schema to make tables in: make one, or name one that there is in search_path",
        )
        .into());
    };
    change.query_one("select pg_advisory_xact_lock($1, hashtext($2))", &[&LOCK, &schema]).await?;
    let table = "select exists (select from pg_tables where schemaname = $1 and tablename = 'store')";
    let version: i32 = match change.query_one(table, &[&schema]).await?.try_get(0)? {
        true => change.query_one("select version from store", &[]).await?.try_get(0)?,
        false => 0,
    };
    let latest = i32::try_from(STEPS.len()).unwrap_or(i32::MAX);
    let Some(missing) = usize::try_from(version).ok().and_then(|version| STEPS.get(version..)) else {
        return Err(StoreError::new(format!(
            "the database has schema {version}, and this program knows {latest} at most: use the newer program that \
             wrote it"
        ))
        .into());
    };
    for step in missing {
        change.batch_execute(step).await?;
    }
    let opened = "update store set version = $1, epoch = epoch + 1 returning epoch";
    let epoch: i64 = change.query_one(opened, &[&latest]).await?.try_get(0)?;
    change.commit().await?;
    u64::try_from(epoch).map_err(|_| StoreError::new("the database counts its openings below zero").into())
}
