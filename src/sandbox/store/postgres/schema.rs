//! The tables, brought to what this program knows.

use deadpool_postgres::{Client, GenericClient};

use super::{StoreError, connect::Failure};
#[cfg(feature = "gateway")]
use crate::sandbox::{
    builder::{KEEPER_DOCUMENT, NOTARY_DOCUMENT},
    store::{Found, columns::DOCUMENT, standing::is_foreign},
};

/// Steps from one schema to the next: the number of steps taken is the version of a database.
const STEPS: &[&str] = &[include_str!("../schema/postgres-1.sql")];

/// "fps": programs that start at the same time go one after the other.
const LOCK: i32 = 0x66_70_73;

/// Takes the steps that are missing, and tells how often the store was opened, this time included.
pub(super) async fn open(client: &mut Client) -> Result<u64, Failure> {
    let change = client.transaction().await?;
    let schema = current(&change).await?;
    change.query_one("select pg_advisory_xact_lock($1, hashtext($2))", &[&LOCK, &schema]).await?;
    let version = version(&change, &schema).await?.unwrap_or_default();
    for step in steps_from(version)? {
        change.batch_execute(step).await?;
    }
    let latest = i32::try_from(STEPS.len()).unwrap_or(i32::MAX);
    let opened = "update store set version = $1, epoch = epoch + 1 returning epoch";
    let epoch: i64 = change.query_one(opened, &[&latest]).await?.try_get(0)?;
    change.commit().await?;
    counted(epoch)
}

/// What there is, without changing it.
#[cfg(feature = "gateway")]
pub(super) async fn look(client: &impl GenericClient) -> Result<Found, Failure> {
    let schema = current(client).await?;
    match version(client, &schema).await? {
        Some(version) => {
            let behind = steps_from(version)?.len();
            let keepers = "select id, body ->> 'body' from rows where tenant = '' and kind = $1 and id in ($2, $3)";
            let keepers = client.query(keepers, &[&DOCUMENT, &KEEPER_DOCUMENT, &NOTARY_DOCUMENT]).await?;
            let keepers = keepers.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?)));
            let keepers: Vec<_> = keepers.collect::<Result<_, Failure>>()?;
            Ok(if is_foreign(&keepers) { Found::Foreign } else { Found::Books { behind } })
        }
        None => Ok(Found::Nothing),
    }
}

/// How often the store was opened.
#[cfg(feature = "gateway")]
pub(super) async fn epoch(client: &impl GenericClient) -> Result<u64, Failure> {
    let epoch: i64 = client.query_one("select epoch from store", &[]).await?.try_get(0)?;
    counted(epoch)
}

fn counted(epoch: i64) -> Result<u64, Failure> {
    u64::try_from(epoch).map_err(|_| StoreError::new("the database counts its openings below zero").into())
}

/// The schema that tables are made in.
async fn current(client: &impl GenericClient) -> Result<String, Failure> {
    let schema: Option<String> = client.query_one("select current_schema()::text", &[]).await?.try_get(0)?;
    schema.ok_or_else(|| {
        StoreError::new(
            "the database has no schema to make tables in: make one, or name one that there is in search_path",
        )
        .into()
    })
}

/// How many steps were taken; none where there are no tables yet.
async fn version(client: &impl GenericClient, schema: &str) -> Result<Option<i32>, Failure> {
    let table = "select exists (select from pg_tables where schemaname = $1 and tablename = 'store')";
    match client.query_one(table, &[&schema]).await?.try_get(0)? {
        true => Ok(Some(client.query_one("select version from store", &[]).await?.try_get(0)?)),
        false => Ok(None),
    }
}

/// The steps that a database of that version has still before it.
fn steps_from(version: i32) -> Result<&'static [&'static str], StoreError> {
    let steps = usize::try_from(version).ok().and_then(|version| STEPS.get(version..));
    steps.ok_or_else(|| {
        StoreError::new(format!(
            "the database has schema {version}, and this program knows {} at most: use the newer program that wrote it",
            STEPS.len()
        ))
    })
}
