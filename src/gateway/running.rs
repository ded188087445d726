//! Which sagas somebody in this process is at.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

use crate::sandbox::rows::Tenant;

/// One lock for each saga that somebody is at.
#[derive(Default)]
pub(super) struct Running(Mutex<HashMap<(Tenant, String), Weak<Turn<()>>>>);

impl Running {
    /// Has a saga to itself, once whoever is at it is done.
    pub(super) async fn enter(&self, tenant: &Tenant, saga: &str) -> OwnedMutexGuard<()> {
        let turn = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.retain(|_, turn| turn.strong_count() > 0);
            let place = known.entry((tenant.clone(), saga.to_owned())).or_default();
            place.upgrade().unwrap_or_else(|| {
                let turn = Arc::new(Turn::new(()));
                *place = Arc::downgrade(&turn);
                turn
            })
        };
        turn.lock_owned().await
    }

    /// Waits until those who are at a saga now are done.
    pub(super) async fn end(&self) {
        let turns: Vec<_> = {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.values().filter_map(Weak::upgrade).collect()
        };
        for turn in turns {
            let _done = turn.lock().await;
        }
    }
}
