use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, RwLock};

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::Caller;
use crate::sign::x509::Certificate;
use crate::soap::wsse::KeyHint;

/// Who may call: access keys with their secrets, and the certificates that stand for them.
///
/// Clones share their content, so that callers can be added while a front runs.
#[derive(Clone, Default)]
pub struct Callers {
    registered: Arc<RwLock<Registered>>,
}

#[derive(Default)]
struct Registered {
    secrets: HashMap<String, SecretString>,
    certificates: Vec<(Certificate, Caller)>,
}

impl Callers {
    /// Nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets requests in that are signed with this access key. A key that is already there gets this
    /// secret.
    pub fn add_access_key(&self, access_key_id: impl Into<String>, secret_access_key: impl Into<String>) {
        self.write(|registered| {
            registered.secrets.insert(access_key_id.into(), SecretString::from(secret_access_key.into()));
        });
    }

    /// Lets SOAP messages in that are signed with the key of this certificate, as those of `access_key_id`.
    pub fn add_certificate(&self, access_key_id: impl Into<String>, certificate: Certificate) {
        let caller = Caller { access_key_id: access_key_id.into() };
        self.write(|registered| {
            registered.certificates.retain(|(other, _)| other.der() != certificate.der());
            registered.certificates.push((certificate, caller));
        });
    }

    /// Lets nobody in any more who signs with this access key or with a certificate that stands for it.
    pub fn remove(&self, access_key_id: &str) {
        self.write(|registered| {
            registered.secrets.remove(access_key_id);
            registered.certificates.retain(|(_, caller)| caller.access_key_id != access_key_id);
        });
    }

    /// Whether there is such an access key.
    pub fn knows(&self, access_key_id: &str) -> bool {
        self.read(|registered| registered.secrets.contains_key(access_key_id))
    }

    /// What `check` makes of the secret of an access key; nothing where there is no such key.
    pub(crate) fn with_secret<T>(&self, access_key_id: &str, check: impl FnOnce(&str) -> T) -> Option<T> {
        self.read(|registered| registered.secrets.get(access_key_id).map(|secret| check(secret.expose_secret())))
    }

    /// The registered certificate that a message means: of a renewed one and its predecessor, which
    /// may have the same key, the one that is valid now.
    pub(crate) fn certificate(&self, hint: &KeyHint, now: DateTime<Utc>) -> Option<Certificate> {
        self.read(|registered| {
            let meant =
                || registered.certificates.iter().map(|(certificate, _)| certificate).filter(|it| hint.matches(it));
            meant().find(|certificate| certificate.valid_at(now)).or_else(|| meant().next()).cloned()
        })
    }

    /// For whom a registered certificate stands.
    pub(crate) fn owner(&self, certificate: &Certificate) -> Option<Caller> {
        self.read(|registered| {
            let found = registered.certificates.iter().find(|(other, _)| other.der() == certificate.der());
            found.map(|(_, caller)| caller.clone())
        })
    }

    fn read<T>(&self, look: impl FnOnce(&Registered) -> T) -> T {
        // Nothing panics while it holds the lock, so what is behind it is whole.
        look(&self.registered.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    fn write(&self, change: impl FnOnce(&mut Registered)) {
        change(&mut self.registered.write().unwrap_or_else(|poisoned| poisoned.into_inner()));
    }
}

impl fmt::Debug for Callers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.read(|registered| f.debug_set().entries(registered.secrets.keys()).finish())
    }
}
