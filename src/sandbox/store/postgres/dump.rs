//! Everything there is, out and in again.

use deadpool_postgres::Pool;
use tokio_postgres::IsolationLevel;

use super::{Dump, connect::Failure, table::to_line, write};
use crate::sandbox::{
    rows::Tenant,
    store::columns::{MESSAGE, TOKEN, TRANSACTION, to_row},
};

/// Rows and postings that are written at once: what stands for them must fit into one message to the server.
const LARGEST_BATCH: usize = 1000;

pub(super) async fn export(pool: &Pool) -> Result<Dump, Failure> {
    let mut client = pool.get().await?;
    let snapshot =
        client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true).start().await?;
    let rows = "select tenant, kind, body::text from ( \
                    select tenant, kind, body, 0 as place, id, 0 as number from rows \
                    union all select tenant, $1, body, 1, id, received from transactions \
                    union all select tenant, $2, body, 2, id, number from tokens \
                    union all select tenant, $3, body, 3, id, number from messages) as rows \
                order by tenant, place, kind, number, id";
    let mut dump = Dump::default();
    for row in snapshot.query(rows, &[&TRANSACTION, &TOKEN, &MESSAGE]).await? {
        dump.rows.push((Tenant::of(row.try_get(0)?), to_row(row.try_get(1)?, row.try_get(2)?)?));
    }
    for row in snapshot.query("select * from postings order by tenant, number", &[]).await? {
        dump.lines.push((Tenant::of(row.try_get("tenant")?), to_line(&row)?));
    }
    Ok(dump)
}

/// Puts `dump` in the place of everything there is.
pub(super) async fn import(pool: &Pool, dump: &Dump) -> Result<(), Failure> {
    let mut client = pool.get().await?;
    let change = client.build_transaction().isolation_level(IsolationLevel::ReadCommitted).start().await?;
    // Waits until no tenant is being changed, and keeps every change waiting.
    change.batch_execute("lock table tenants in exclusive mode").await?;
    for table in ["rows", "tokens", "transactions", "messages", "balances", "postings"] {
        change.batch_execute(&format!("delete from {table}")).await?;
    }
    for rows in dump.rows.chunk_by(|(one, _), (other, _)| one == other).flat_map(|rows| rows.chunks(LARGEST_BATCH)) {
        let columns = rows.iter().map(|(_, row)| write::Columns::of(row)).collect::<Result<Vec<_>, _>>()?;
        write::insert(&change, &rows[0].0, &columns).await?;
    }
    for lines in dump.lines.chunk_by(|(one, _), (other, _)| one == other).flat_map(|lines| lines.chunks(LARGEST_BATCH))
    {
        let mut journal = write::Journal::default();
        for (_, line) in lines {
            journal.add(line.at, &line.transaction, &line.account, line.value)?;
        }
        journal.post(&change, &lines[0].0).await?;
    }
    Ok(change.commit().await?)
}
