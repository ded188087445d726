//! Looking at a reservation that stands: no saga is about it, and the processor may have ended it.

use chrono::TimeDelta;

use super::{Gateway, decision, mapping};
use crate::{
    error::ServiceError,
    sandbox::{
        books::Books,
        rows::{Status, Tenant, Transaction},
    },
};

/// How often a reservation is looked at, however often somebody asks for it.
const PAUSE: TimeDelta = TimeDelta::minutes(1);

impl Gateway {
    /// Looks at a reservation that nobody is at, whether it still stands; unless that was done just now and is not
    /// `urgent`. Where the processor does not answer, it stands as far as anybody knows.
    pub(super) async fn look_at_reservation(
        &self,
        tenant: &Tenant,
        transaction: &str,
        urgent: bool,
    ) -> Result<(), ServiceError> {
        let id = transaction.to_owned();
        let known = self.0.books.look(tenant, move |books| books.transaction(&id)).await?;
        let now = self.now();
        let is_due = |it: &Transaction| {
            let looked = it.outside.as_ref().and_then(|outside| outside.looked);
            let last = looked.or_else(|| it.history.last().map(|change| change.at));
            urgent || last.is_none_or(|last| last + PAUSE <= now)
        };
        let Some(known) = known.filter(|it| it.status == Status::Reserved && is_due(it)) else { return Ok(()) };
        let Some(instruction) = mapping::look(&known) else { return Ok(()) };
        let seller = known.outside.and_then(|outside| outside.consent).map(|consent| consent.seller);
        let Some(till) = self.till(tenant) else { return Ok(()) };
        let Ok(answer) = till.ask(seller.as_deref(), &instruction).await else { return Ok(()) };
        let id = known.id;
        let note = move |books: &mut Books<'_>| {
            // Somebody may have settled or cancelled it meanwhile.
            let Some(mut known) = books.transaction(&id)?.filter(|it| it.status == Status::Reserved) else {
                return Ok(());
            };
            known.outside.get_or_insert_default().looked = Some(books.now());
            match mapping::seen(&known, &answer) {
                Some(decision) => decision::withdraw(books, known, &decision),
                None => {
                    books.put(known);
                    Ok(())
                }
            }
        };
        self.0.books.alter(tenant, note).await
    }
}
