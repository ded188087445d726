//! Identifiers that cannot be guessed without the seed, and that repeat with it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use sha2::{Digest, Sha256};

/// Gives every unit of work its own stream of identifiers.
///
/// An identifier depends on the seed, on how often the store was opened before, on the number of the unit of
/// work and on its place within it: so a unit of work that is run again draws the same identifiers, and a
/// durable store that is opened again with the same seed never meets an old one.
#[derive(Clone)]
pub(crate) struct Ids {
    seed: Arc<[u8]>,
    epoch: u64,
    units: Arc<AtomicU64>,
}

impl Ids {
    pub(crate) fn new(seed: &[u8], epoch: u64) -> Self {
        Self { seed: seed.into(), epoch, units: Arc::new(AtomicU64::new(0)) }
    }

    /// The identifiers of the next unit of work.
    pub(crate) fn unit(&self) -> UnitIds {
        let hash = Sha256::new()
            .chain_update(b"amazon-fps sandbox ids")
            .chain_update((self.seed.len() as u64).to_be_bytes())
            .chain_update(&self.seed)
            .chain_update(self.epoch.to_be_bytes())
            .chain_update(self.units.fetch_add(1, Ordering::Relaxed).to_be_bytes());
        UnitIds { hash, drawn: 0 }
    }
}

/// The identifiers of one unit of work. A clone draws the same ones.
#[derive(Clone)]
pub(crate) struct UnitIds {
    hash: Sha256,
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

    pub(crate) fn message(&mut self) -> String {
        self.draw(20, ALPHANUMERIC)
    }

    pub(crate) fn account(&mut self) -> String {
        self.draw(14, ALPHANUMERIC)
    }

    /// A name for a token whose buyer gave none.
    pub(crate) fn friendly_name(&mut self) -> String {
        format!("Friendly{}", self.draw(10, b"0123456789"))
    }

    fn draw(&mut self, length: usize, alphabet: &[u8]) -> String {
        // Bytes past the last whole multiple of the alphabet are thrown away: they would favour its beginning.
        let fair = 256 - 256 % alphabet.len();
        let mut text = String::with_capacity(length);
        while text.len() < length {
            let block = self.hash.clone().chain_update(self.drawn.to_be_bytes()).finalize();
            self.drawn += 1;
            let letters = block.iter().map(|&byte| usize::from(byte)).filter(|&byte| byte < fair);
            text.extend(letters.take(length - text.len()).map(|byte| char::from(alphabet[byte % alphabet.len()])));
        }
        text
    }
}

const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_documented_form() {
        let mut ids = Ids::new(b"seed", 1).unit();
        for (id, length) in [(ids.transaction(), 35), (ids.token(), 64), (ids.instrument(), 64)] {
            assert_eq!(id.len(), length);
            assert!(id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()), "{id}");
        }
    }

    #[test]
    fn a_seed_repeats_and_an_epoch_does_not() {
        let first = |seed: &[u8], epoch| Ids::new(seed, epoch).unit().transaction();
        assert_eq!(first(b"a", 1), first(b"a", 1));
        assert_ne!(first(b"a", 1), first(b"a", 2));
        assert_ne!(first(b"a", 1), first(b"b", 1));
    }

    #[test]
    fn units_differ_and_a_clone_repeats() {
        let ids = Ids::new(b"a", 1);
        let mut one = ids.unit();
        let mut again = one.clone();
        assert_eq!(one.token(), again.token());
        assert_ne!(one.token(), ids.unit().token());
    }
}
