//! Looking at a reservation that stands: no saga is about it, and the processor may have ended it.

use chrono::TimeDelta;

use super::{Gateway, decision, instruction::Instruction, mapping};
use crate::{
    error::ServiceError,
    sandbox::{
        books::{Books, Stop},
        rows::{Status, Tenant, Transaction},
    },
};

/// How often a reservation is looked at, however often somebody asks for it.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

impl Gateway {
    /// Looks at a reservation that nobody is at, whether it still stands; unless somebody did just now and it is not
    /// `urgent`. Tells whether nothing is left to be known: where the processor does not answer, the reservation stands as
    /// far as anybody knows.
    pub(super) async fn look_at_reservation(
        &self,
        tenant: &Tenant,
        transaction: &str,
        urgent: bool,
    ) -> Result<bool, ServiceError> {
        let Some(till) = self.till(tenant) else { return Ok(true) };
        // Most are asked for when there is nothing to write: they keep no payment waiting.
        let id = transaction.to_owned();
        if self.0.books.look(tenant, move |books| due(books, &id, urgent)).await?.is_none() {
            return Ok(true);
        }
        let id = transaction.to_owned();
        let due = self.0.books.alter(tenant, move |books| claim(books, &id, urgent)).await?;
        let Some((known, instruction)) = due else { return Ok(true) };
        let seller = known.outside.and_then(|outside| outside.consent).map(|consent| consent.seller);
        let Ok(answer) = till.ask(seller.as_deref(), &instruction).await else { return Ok(false) };
        let id = known.id;
        let note = move |books: &mut Books<'_>| {
            // Somebody may have settled or cancelled it meanwhile.
            let Some(known) = books.transaction(&id)?.filter(|it| it.status == Status::Reserved) else {
                return Ok(());
            };
            match mapping::seen(&known, &answer) {
                Some(decision) => decision::withdraw(books, known, &decision),
                None => Ok(()),
            }
        };
        self.0.books.alter(tenant, note).await?;
        Ok(true)
    }
}

/// The reservation and what is asked of it, where it is time to. That it is looked at is written first, so that nobody
/// else does meanwhile, nor again and again while the processor does not answer.
fn claim(books: &mut Books<'_>, id: &str, urgent: bool) -> Result<Option<(Transaction, Instruction)>, Stop> {
    let Some((mut known, instruction)) = due(books, id, urgent)? else { return Ok(None) };
    known.outside.get_or_insert_default().looked = Some(books.now());
    books.put(known.clone());
    Ok(Some((known, instruction)))
}

fn due(books: &Books<'_>, id: &str, urgent: bool) -> Result<Option<(Transaction, Instruction)>, Stop> {
    let known = books.transaction(id)?.filter(|it| it.status == Status::Reserved);
    let Some((known, instruction)) = known.and_then(|it| mapping::look(&it).map(|look| (it, look))) else {
        return Ok(None);
    };
    let looked = known.outside.as_ref().and_then(|outside| outside.looked);
    let last = looked.or_else(|| known.history.last().map(|change| change.at));
    // What lies ahead was written by a clock that was wrong.
    let is_early = !urgent && last.is_some_and(|last| last <= books.now() && books.now() < last + PAUSE);
    Ok((!is_early).then_some((known, instruction)))
}
