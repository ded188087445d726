//! Which sagas somebody in this process is at, and which callers' sagas somebody goes through.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use tokio::sync::{Mutex as Turn, OwnedMutexGuard};

use crate::sandbox::rows::Tenant;

#[derive(Default)]
pub(super) struct Running {
    /// One lock for each saga that somebody is at.
    sagas: Mutex<HashMap<(Tenant, String), Weak<Turn<()>>>>,
    /// Whose sagas are gone through.
    rounds: Mutex<HashSet<Tenant>>,
}

/// A round through the sagas of one caller.
pub(super) struct Round<'a> {
    running: &'a Running,
    tenant: &'a Tenant,
}

impl Drop for Round<'_> {
    fn drop(&mut self) {
        self.running.rounds.lock().unwrap_or_else(PoisonError::into_inner).remove(self.tenant);
    }
}

impl Running {
    /// Has a saga to itself, once whoever is at it is done.
    pub(super) async fn enter(&self, tenant: &Tenant, saga: &str) -> OwnedMutexGuard<()> {
        self.turn(tenant, saga).lock_owned().await
    }

    /// Has a saga to itself, unless somebody is at it.
    pub(super) fn try_enter(&self, tenant: &Tenant, saga: &str) -> Option<OwnedMutexGuard<()>> {
        self.turn(tenant, saga).try_lock_owned().ok()
    }

    fn turn(&self, tenant: &Tenant, saga: &str) -> Arc<Turn<()>> {
        let mut known = self.sagas.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, turn| turn.strong_count() > 0);
        let place = known.entry((tenant.clone(), saga.to_owned())).or_default();
        place.upgrade().unwrap_or_else(|| {
            let turn = Arc::new(Turn::new(()));
            *place = Arc::downgrade(&turn);
            turn
        })
    }

    /// Begins a round through the sagas of a caller; nothing where there is one under way.
    pub(super) fn begin<'a>(&'a self, tenant: &'a Tenant) -> Option<Round<'a>> {
        let is_first = self.rounds.lock().unwrap_or_else(PoisonError::into_inner).insert(tenant.clone());
        is_first.then_some(Round { running: self, tenant })
    }

    /// Waits until those who are at a saga now are done.
    pub(super) async fn end(&self) {
        let turns: Vec<_> = {
            let known = self.sagas.lock().unwrap_or_else(PoisonError::into_inner);
            known.values().filter_map(Weak::upgrade).collect()
        };
        for turn in turns {
            let _done = turn.lock().await;
        }
    }
}
