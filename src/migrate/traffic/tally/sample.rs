//! Counting what is distinct in bounded memory.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Rows by the hash of what they are about: exact while there is room, and from then on a sample from which the whole is
/// estimated.
///
/// When it is full, half of the rows are given up, those whose hash has its next bit set, and no such row is ever taken
/// in again. So a row that is there has been there from the beginning, whatever is counted in it is exact, and all rows
/// together stand for [`scale`](Self::scale) times as many. (The method is known as adaptive sampling.) With a million
/// rows the estimate is off by about 0.1 %.
pub(super) struct Sample<V> {
    rows: HashMap<u64, V>,
    most: usize,
    level: u32,
}

impl<V: Default> Sample<V> {
    /// With room for `most` rows.
    pub(super) fn new(most: usize) -> Self {
        Self { rows: HashMap::new(), most, level: 0 }
    }

    /// The row of that hash; none if it isn't part of the sample.
    pub(super) fn row(&mut self, hash: u64) -> Option<&mut V> {
        while !self.rows.contains_key(&hash) && self.rows.len() >= self.most && self.level < u64::BITS {
            self.level += 1;
            let level = self.level;
            self.rows.retain(|hash, _| is_in(*hash, level));
        }
        is_in(hash, self.level).then(|| self.rows.entry(hash).or_default())
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &V> {
        self.rows.values()
    }

    /// As many as each row stands for: one while everything is there.
    pub(super) fn scale(&self) -> u64 {
        1_u64.checked_shl(self.level).unwrap_or(u64::MAX)
    }
}

fn is_in(hash: u64, level: u32) -> bool {
    hash.trailing_zeros() >= level
}

/// Told apart from the same texts hashed elsewhere.
const SALT: &str = "amazon-fps migrate traffic";

/// A number that stands for a text, or for several. It never leaves memory, and the text can't be had from it.
pub(super) fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    SALT.hash(&mut hasher);
    what.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(distinct: u32, most: usize) -> Sample<u32> {
        let mut sample = Sample::new(most);
        for _ in 0..3 {
            for number in 0..distinct {
                if let Some(times) = sample.row(hash(number)) {
                    *times += 1;
                }
            }
        }
        sample
    }

    #[test]
    fn is_exact_while_there_is_room() {
        let sample = counted(1000, 1000);
        assert_eq!((sample.rows().count(), sample.scale()), (1000, 1));
        assert!(sample.rows().all(|times| *times == 3));
    }

    #[test]
    fn estimates_where_there_is_none_and_counts_exactly_what_it_keeps() {
        let sample = counted(100_000, 4096);
        assert!(sample.rows().count() <= 4096);
        assert!(sample.rows().all(|times| *times == 3));
        let estimate = sample.rows().count() as u64 * sample.scale();
        assert!((93_000..107_000).contains(&estimate), "{estimate}");
    }
}
