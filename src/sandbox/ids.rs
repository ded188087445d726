//! Identifiers that cannot be guessed without the seed, and that repeat with it.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use sha2::{Digest, Sha256};

use super::{amazon_pay::rows::Region, rows::Tenant};
use crate::{amazon_pay::Environment, ids::RequestId, uuid};

/// Gives every unit of work its own stream of identifiers.
///
/// An identifier depends on the seed, on how often the store was opened before, on the caller, on how many of the
/// caller's units of work have drawn identifiers before, and on its place within its own. So a unit of work that is run
/// again draws the same identifiers; what others do, or what only reads, changes none; and a durable store that is
/// opened again with the same seed never meets an old one.
#[derive(Clone)]
pub(crate) struct Ids(Arc<Mutex<Source>>);

#[derive(Default)]
struct Source {
    root: Sha256,
    /// What the identifiers of this time come from: the root, or what was made of it when a state was taken in.
    stem: Sha256,
    units: HashMap<Tenant, u64>,
    requests: u64,
}

impl Ids {
    pub(crate) fn new(seed: &[u8], epoch: u64) -> Self {
        let root = Sha256::new()
            .chain_update(b"amazon-fps sandbox ids")
            .chain_update((seed.len() as u64).to_be_bytes())
            .chain_update(seed)
            .chain_update(epoch.to_be_bytes());
        Self::from(root.clone(), root)
    }

    /// The identifiers of the next unit of work of `tenant` that draws any.
    pub(crate) fn unit(&self, tenant: &Tenant) -> UnitIds {
        UnitIds { ids: self.clone(), tenant: tenant.clone(), hash: Arc::default(), drawn: 0 }
    }

    /// The name of the next request that comes in.
    pub(crate) fn request(&self) -> RequestId {
        let mut source = self.lock();
        let hash = source.stem.clone().chain_update(b"request").chain_update(source.requests.to_be_bytes());
        source.requests += 1;
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.finalize()[..16]); // A hash has 32 bytes.
        RequestId::new(uuid::of(bytes) + ":0")
    }

    /// The same identifiers from the first on.
    pub(crate) fn rewound(&self) -> Self {
        let root = self.lock().root.clone();
        Self::from(root.clone(), root)
    }

    /// Others, which depend on `state` so that they meet none of its own.
    pub(crate) fn branched(&self, state: &[u8]) -> Self {
        let root = self.lock().root.clone();
        let stem = root.clone().chain_update(b"state").chain_update(Sha256::digest(state));
        Self::from(root, stem)
    }

    /// Goes on with the identifiers of `other`.
    pub(crate) fn adopt(&self, other: Self) {
        let other = std::mem::take(&mut *other.lock());
        *self.lock() = other;
    }

    fn from(root: Sha256, stem: Sha256) -> Self {
        Self(Arc::new(Mutex::new(Source { root, stem, units: HashMap::new(), requests: 0 })))
    }

    fn lock(&self) -> MutexGuard<'_, Source> {
        // Nothing panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The identifiers of one unit of work. A clone draws the same ones.
#[derive(Clone)]
pub(crate) struct UnitIds {
    ids: Ids,
    tenant: Tenant,
    /// The beginning of them all, once one was drawn.
    hash: Arc<OnceLock<Sha256>>,
    drawn: u64,
}

impl UnitIds {
    pub(crate) fn transaction(&mut self) -> String {
        self.draw(35, ALPHANUMERIC)
    }

    pub(crate) fn token(&mut self) -> String {
        self.draw(64, ALPHANUMERIC)
    }

    pub(crate) fn instrument(&mut self) -> String {
        self.draw(64, ALPHANUMERIC)
    }

    pub(crate) fn subscription(&mut self) -> String {
        format!("S{}", self.draw(35, ALPHANUMERIC))
    }

    /// The id of an order reference of Amazon Pay: `S01-1234567-1234567`, `P` in the live environment.
    pub(crate) fn order_reference(&mut self, environment: Environment, region: Region) -> String {
        let letter = match environment {
            Environment::Live => 'P',
            Environment::Sandbox => 'S',
        };
        self.pay_object(letter, region)
    }

    /// The id of a billing agreement of Amazon Pay: `C01-1234567-1234567`, `B` in the live environment.
    pub(crate) fn billing_agreement(&mut self, environment: Environment, region: Region) -> String {
        let letter = match environment {
            Environment::Live => 'B',
            Environment::Sandbox => 'C',
        };
        self.pay_object(letter, region)
    }

    /// What the ids of the transactions of an order reference end with, after their letter.
    pub(crate) fn pay_transaction(&mut self) -> String {
        self.draw(6, DIGITS)
    }

    /// A SellerId of Amazon Pay.
    pub(crate) fn seller(&mut self) -> String {
        format!("A{}", self.draw(13, ALPHANUMERIC))
    }

    fn pay_object(&mut self, letter: char, region: Region) -> String {
        format!("{letter}{}-{}-{}", region.digits(), self.draw(7, DIGITS), self.draw(7, DIGITS))
    }

    /// A UUID.
    pub(crate) fn uuid(&mut self) -> String {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&self.block()[..16]); // A hash has 32 bytes.
        uuid::of(bytes)
    }

    pub(crate) fn message(&mut self) -> String {
        self.draw(20, ALPHANUMERIC)
    }

    pub(crate) fn account(&mut self) -> String {
        self.draw(14, ALPHANUMERIC)
    }

    /// A name for a token whose buyer gave none.
    pub(crate) fn friendly_name(&mut self) -> String {
        format!("Friendly{}", self.draw(10, DIGITS))
    }

    /// An access key of a caller.
    pub(crate) fn access_key(&mut self) -> String {
        format!("AKIA{}", self.draw(16, ALPHANUMERIC))
    }

    /// The secret of an access key.
    pub(crate) fn secret(&mut self) -> String {
        self.draw(40, SECRET)
    }

    fn hash(&self) -> &Sha256 {
        self.hash.get_or_init(|| {
            let mut source = self.ids.lock();
            let stem = source.stem.clone();
            let number = source.units.entry(self.tenant.clone()).or_default();
            let hash = stem
                .chain_update(b"unit")
                .chain_update((self.tenant.as_str().len() as u64).to_be_bytes())
                .chain_update(self.tenant.as_str())
                .chain_update(number.to_be_bytes());
            *number += 1;
            hash
        })
    }

    /// The next bytes that identifiers are made of.
    fn block(&mut self) -> [u8; 32] {
        let block = self.hash().clone().chain_update(self.drawn.to_be_bytes()).finalize();
        self.drawn += 1;
        block.into()
    }

    fn draw(&mut self, length: usize, alphabet: &[u8]) -> String {
        // Bytes past the last whole multiple of the alphabet are thrown away: they would favour its beginning.
        let fair = 256 - 256 % alphabet.len();
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let block = self.block();
            let letters = block.iter().map(|&byte| usize::from(byte)).filter(|&byte| byte < fair);
            text.extend(letters.take(length - text.len()).map(|byte| char::from(alphabet[byte % alphabet.len()])));
        }
        text
    }
}

const DIGITS: &[u8] = b"0123456789";
const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const SECRET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> Tenant {
        Tenant::of("one")
    }

    #[test]
    fn ids_have_the_documented_form() {
        let mut ids = Ids::new(b"seed", 1).unit(&one());
        for (id, length) in [(ids.transaction(), 35), (ids.token(), 64), (ids.instrument(), 64), (ids.access_key(), 20)]
        {
            assert_eq!(id.len(), length);
            assert!(id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()), "{id}");
        }
        assert_eq!(ids.secret().len(), 40);
    }

    #[test]
    fn a_seed_repeats_and_an_epoch_does_not() {
        let first = |seed: &[u8], epoch| {
            let ids = Ids::new(seed, epoch);
            (ids.unit(&one()).transaction(), ids.request())
        };
        assert_eq!(first(b"a", 1), first(b"a", 1));
        assert_ne!(first(b"a", 1), first(b"a", 2));
        assert_ne!(first(b"a", 1), first(b"b", 1));
    }

    #[test]
    fn units_differ_and_a_clone_repeats() {
        let ids = Ids::new(b"a", 1);
        let mut unit = ids.unit(&one());
        let mut again = unit.clone();
        assert_eq!(unit.token(), again.token());
        assert_ne!(unit.token(), ids.unit(&one()).token());
        assert_ne!(ids.request(), ids.request());
    }

    #[test]
    fn what_others_draw_and_what_draws_nothing_changes_no_id() {
        let (ids, alone) = (Ids::new(b"a", 1), Ids::new(b"a", 1));
        ids.unit(&Tenant::of("other")).token();
        drop(ids.unit(&one()));
        assert_eq!(ids.unit(&one()).token(), alone.unit(&one()).token());
    }

    #[test]
    fn ids_begin_again_with_the_same_or_with_others() {
        let ids = Ids::new(b"a", 1);
        let draw = || (ids.unit(&one()).token(), ids.request());
        let first = draw();
        ids.adopt(ids.rewound());
        assert_eq!(draw(), first);
        ids.adopt(ids.branched(b"state"));
        let branched = draw();
        assert!(branched.0 != first.0 && branched.1 != first.1);
        ids.adopt(ids.branched(b"state"));
        assert_eq!(draw(), branched);
        ids.adopt(ids.rewound());
        assert_eq!(draw(), first);
    }
}
