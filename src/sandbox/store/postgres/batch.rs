//! Units of work that change the rows of one tenant, one after the other in one transaction.
//!
//! Each sees what those before it have changed, although it is not written yet: all is written together in the end.
//! What they need is mostly known before the first one changes anything, and is loaded together then.

use std::collections::{HashMap, HashSet};

use deadpool_postgres::Transaction;

use super::{
    Attempt, Work,
    connect::Failure,
    table::{attempt, load},
    write::write,
};
use crate::sandbox::rows::{Changes, Key, Rows, Tenant};

/// Runs `works` in their order, and writes what they change.
pub(super) async fn run(
    to: &Transaction<'_>,
    tenant: &Tenant,
    works: impl Iterator<Item = &mut Work>,
) -> Result<(), Failure> {
    let mut works: Vec<_> = works.collect();
    let mut rows = Rows::default();
    if works.len() > 1 {
        prepare(to, tenant, &mut works, &mut rows).await?;
    }
    let mut unwritten = Unwritten::default();
    for work in works {
        let changes = loop {
            match attempt(work, &rows)? {
                Attempt::Done(changes) => break changes,
                Attempt::Needs(needs) => {
                    // It may be among what is not written yet.
                    write(to, tenant, &unwritten.take()).await?;
                    load(to, tenant, needs, &mut rows).await?;
                }
            }
        };
        rows.apply(&changes);
        unwritten.add(changes);
    }
    write(to, tenant, &unwritten.take()).await
}

/// Loads what each of `works` would need if it were the first.
async fn prepare(
    from: &Transaction<'_>,
    tenant: &Tenant,
    works: &mut [&mut Work],
    rows: &mut Rows,
) -> Result<(), Failure> {
    let mut open: Vec<_> = works.iter_mut().collect();
    while !open.is_empty() {
        let mut needs = HashSet::new();
        let mut next = Vec::new();
        for work in open {
            if let Attempt::Needs(more) = attempt(work, rows)? {
                needs.extend(more);
                next.push(work);
            }
        }
        load(from, tenant, needs, rows).await?;
        open = next;
    }
    Ok(())
}

/// Changes that are still to be written; each row as it is in the end.
#[derive(Default)]
struct Unwritten {
    changes: Changes,
    places: HashMap<Key, usize>,
}

impl Unwritten {
    fn add(&mut self, changes: Changes) {
        for change in changes.rows {
            let key = change.row.key();
            match self.places.get(&key) {
                Some(&place) => self.changes.rows[place].row = change.row,
                None => {
                    self.places.insert(key, self.changes.rows.len());
                    self.changes.rows.push(change);
                }
            }
        }
        self.changes.entries.extend(changes.entries);
    }

    fn take(&mut self) -> Changes {
        self.places.clear();
        std::mem::take(&mut self.changes)
    }
}
