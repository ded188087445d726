//! Who may call: the callers that the sandbox was set up with, and those that were added while it ran.
//!
//! The added ones are kept in a document of the store, so that every process on it knows them.

use std::{
    sync::{Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use serde::Deserialize;

use super::{
    CallerIdentity, Sandbox, SeedCaller,
    books::{Books, Decides, Stop},
    builder,
    command::invalid,
    internal,
    rows::{Document, Tenant},
    seed,
};
use crate::{error::ServiceError, server, sign::x509::Certificate, wire::xml::is_writable};

/// The name of the document of the house that holds the callers that were added.
pub(super) const DOCUMENT: &str = "callers";
/// How long the store isn't asked again for callers that have come since.
const PATIENCE: Duration = Duration::from_secs(1);
const LONGEST_NAME: usize = 64;

/// A caller to be added: see [`Sandbox::add_caller`].
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewCaller {
    /// What it is called, which is also the name of its account: 1 to 64 characters. The default is its access key.
    pub name: Option<String>,
    /// Whether it also gets a certificate and a key, to call over SOAP. Making them takes up to a second.
    pub certificate: bool,
}

/// The callers that this process knows.
pub(super) struct Registry {
    /// Those that the sandbox was set up with stand before those that were added.
    known: RwLock<Vec<CallerIdentity>>,
    set_up: usize,
    /// The same callers, as the fronts of this sandbox let them in.
    admitted: server::Callers,
    asked: Mutex<Option<Instant>>,
}

impl Registry {
    pub(super) fn new(callers: Vec<CallerIdentity>) -> Self {
        let admitted = server::Callers::new();
        callers.iter().for_each(|caller| admit(&admitted, caller));
        Self { set_up: callers.len(), known: RwLock::new(callers), admitted, asked: Mutex::default() }
    }

    pub(super) fn admitted(&self) -> &server::Callers {
        &self.admitted
    }

    fn all(&self) -> Vec<CallerIdentity> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn access_keys(&self) -> Vec<String> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|caller| caller.access_key_id.clone()).collect()
    }

    pub(super) fn set_up(&self) -> Vec<CallerIdentity> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known[..self.set_up].to_vec() // It never shrinks below that.
    }

    fn find(&self, access_key_id: &str) -> Option<CallerIdentity> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().find(|caller| caller.access_key_id == access_key_id).cloned()
    }

    /// Knows `added` and no other added ones from now on.
    fn replace_added(&self, added: Vec<CallerIdentity>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for gone in known.split_off(self.set_up) {
            if added.iter().all(|caller| caller.access_key_id != gone.access_key_id) {
                self.admitted.remove(&gone.access_key_id);
            }
        }
        for caller in added {
            if known.iter().all(|other| other.access_key_id != caller.access_key_id) {
                admit(&self.admitted, &caller);
                known.push(caller);
            }
        }
    }

    /// Whether it is time, at `now`, to look for callers that others have added.
    fn is_time_to_ask(&self, now: Instant) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if asked.is_some_and(|asked| now.saturating_duration_since(asked) < PATIENCE) {
            return false;
        }
        *asked = Some(now);
        true
    }
}

fn admit(admitted: &server::Callers, caller: &CallerIdentity) {
    admitted.add_access_key(&caller.access_key_id, &caller.secret_access_key);
    if let Some(certificate) = &caller.certificate {
        admitted.add_certificate(&caller.access_key_id, certificate.clone());
    }
}

impl Sandbox {
    /// Everybody who may call, in the order in which they came.
    pub fn callers(&self) -> Vec<CallerIdentity> {
        self.0.callers.all()
    }

    /// The caller of that access key.
    pub fn caller(&self, access_key_id: &str) -> Option<CallerIdentity> {
        self.0.callers.find(access_key_id)
    }

    /// Adds a caller with a new access key and a world of its own, in which it finds what every caller finds: nothing
    /// that others do reaches it. It is kept with everything else, and known to every process on the same store.
    ///
    /// # Errors
    /// `InvalidParams` for a name that can't be one; `InternalError` where the store fails.
    pub async fn add_caller(&self, new: NewCaller) -> Result<SeedCaller, ServiceError> {
        if let Some(name) = &new.name {
            check_name(name).map_err(|reason| invalid(format!("name is wrong: {reason}.")))?;
        }
        let identity = match new.certificate {
            true => Some(builder::caller_identity().await.map_err(internal)?),
            false => None,
        };
        let (certificate_pem, key_pem) = identity.unzip();
        let add = move |books: &mut Books<'_>| {
            let mut added = document(books)?;
            let access_key_id = books.ids().access_key();
            let caller = SeedCaller {
                name: new.name.clone().unwrap_or_else(|| access_key_id.clone()),
                access_key_id,
                secret_access_key: books.ids().secret(),
                certificate_pem: certificate_pem.clone(),
                key_pem: key_pem.clone(),
            };
            added.push(caller.clone());
            let body = serde_json::to_string(&added).map_err(|_| lost())?;
            books.put(Document { name: DOCUMENT.to_owned(), body });
            Ok((caller, added))
        };
        let _steering = self.0.steering.lock().await;
        let (caller, added) = self.change_at(&Tenant::house(), self.now(), add).await?;
        self.adopt_callers(added).await?;
        Ok(caller)
    }

    /// Knows the callers that the store knows. To be called by whoever steers.
    pub(super) async fn read_callers(&self) -> Result<(), ServiceError> {
        let added = self.read_at(&Tenant::house(), self.now(), document).await?;
        self.adopt_callers(added).await
    }

    /// Looks for callers that another process has added, for a request by somebody who isn't known, and at most once a
    /// second.
    pub(super) async fn search_callers(&self) {
        if self.0.callers.is_time_to_ask(Instant::now()) {
            let _steering = self.0.steering.lock().await;
            // Where the store fails, the request is refused as one by a stranger.
            let _ = self.read_callers().await;
        }
    }

    /// Founds the world of every caller that has none yet, and then lets all of them in.
    async fn adopt_callers(&self, added: Vec<SeedCaller>) -> Result<(), ServiceError> {
        let added: Vec<_> = added.into_iter().map(CallerIdentity::try_from).collect::<Result<_, _>>()?;
        for caller in added.iter().filter(|caller| self.caller(&caller.access_key_id).is_none()) {
            self.found(caller).await?;
        }
        self.0.callers.replace_added(added);
        Ok(())
    }

    /// Makes what `caller` finds in the beginning, if it has found nothing yet.
    pub(crate) async fn found(&self, caller: &CallerIdentity) -> Result<(), ServiceError> {
        let world = seed::World::of(caller);
        let tenant = Tenant::of(&caller.access_key_id);
        let is_founded = match self.0.policy.decides {
            Decides::Simulation => seed::is_founded,
            Decides::Outside => seed::has_account,
        };
        // Asked at every tick: what only reads holds up nobody.
        if self.read_at(&tenant, self.now(), is_founded).await? {
            return Ok(());
        }
        let found = match self.0.policy.decides {
            Decides::Simulation => seed::found,
            Decides::Outside => seed::open_account,
        };
        self.change_at(&tenant, self.now(), move |books| found(books, &world)).await
    }

    /// Has the account of `caller` be called as the caller is.
    pub(super) async fn call_account(&self, caller: &CallerIdentity) -> Result<(), ServiceError> {
        let tenant = Tenant::of(&caller.access_key_id);
        let name = caller.name.clone();
        let is_called = move |books: &Books<'_>| seed::is_called(books, &name);
        if self.read_at(&tenant, self.now(), is_called).await? {
            return Ok(());
        }
        let name = caller.name.clone();
        self.change_at(&tenant, self.now(), move |books| seed::call(books, &name)).await
    }
}

/// Whether a caller can be called so, and its account: answers have to carry it.
pub(super) fn check_name(name: &str) -> Result<(), String> {
    let is_seen = !name.trim().is_empty() && !name.chars().any(char::is_control) && is_writable(name);
    if is_seen && name.chars().count() <= LONGEST_NAME {
        return Ok(());
    }
    Err(format!("it must have 1 to {LONGEST_NAME} characters, and none that isn't seen"))
}

/// The callers that were added.
fn document(books: &Books<'_>) -> Result<Vec<SeedCaller>, Stop> {
    match books.document(DOCUMENT)? {
        Some(document) => serde_json::from_str(&document.body).map_err(|_| lost()),
        None => Ok(Vec::new()),
    }
}

/// Whether `body` tells of callers that can be let in.
pub(super) fn is_list(body: &str) -> bool {
    let callers: Result<Vec<SeedCaller>, _> = serde_json::from_str(body);
    // The tenant without a name is the house.
    let is_sound = |caller: SeedCaller| !caller.access_key_id.is_empty() && CallerIdentity::try_from(caller).is_ok();
    callers.is_ok_and(|callers| callers.into_iter().all(is_sound))
}

fn lost() -> Stop {
    Stop::broken("the callers that were added to it")
}

impl TryFrom<SeedCaller> for CallerIdentity {
    type Error = ServiceError;

    fn try_from(caller: SeedCaller) -> Result<Self, ServiceError> {
        let certificate = caller.certificate_pem.as_deref().map(Certificate::from_pem).transpose();
        Ok(Self {
            name: caller.name,
            access_key_id: caller.access_key_id,
            secret_access_key: caller.secret_access_key,
            certificate: certificate.map_err(|_| ServiceError::from(lost()))?,
            key_pem: caller.key_pem,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_is_asked_for_callers_at_most_once_a_second() {
        let registry = Registry::new(Vec::new());
        let start = Instant::now();
        let asked =
            [0, 999, 1_000, 1_500, 2_000].map(|step| registry.is_time_to_ask(start + Duration::from_millis(step)));
        assert_eq!(asked, [true, false, true, false, true]);
    }
}
