//! What makes the caller references of one replay different from those of others.

use std::fmt;

use sha2::{Digest, Sha256};

/// Makes the caller references of one replay different from those of the recording and of every other replay, and the
/// same for the same recorded reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run(Option<String>);

/// Something that is no name of a run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the name of a run is 1 to 32 letters, digits, dashes, dots and underscores")]
pub struct NoRunName;

/// The longest caller reference, in bytes.
const LONGEST_REFERENCE: usize = 128;

impl Run {
    /// The run of that name.
    ///
    /// # Errors
    /// [`NoRunName`] for a name that a caller reference can't carry.
    pub fn named(name: &str) -> Result<Self, NoRunName> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        match (1..=32).contains(&name.len()) && name.bytes().all(fits) {
            true => Ok(Self(Some(name.to_owned()))),
            false => Err(NoRunName),
        }
    }

    /// The run of a recording, by the SHA-256 of its bytes: replayed once more it is the same run, whose requests the
    /// service knows already.
    pub fn of_digest(digest: &[u8]) -> Self {
        Self(Some(hexadecimal(&digest[..digest.len().min(4)])))
    }

    /// A run that leaves caller references as they are.
    pub fn keeping_references() -> Self {
        Self(None)
    }

    /// An empty reference and one that is too long for the service stay what they are: wrong.
    pub(super) fn rename(&self, old: &str) -> String {
        let Some(run) = &self.0 else { return old.to_owned() };
        if old.is_empty() || old.len() > LONGEST_REFERENCE {
            return old.to_owned();
        }
        let long = format!("{old}-{run}");
        if long.len() <= LONGEST_REFERENCE {
            return long;
        }
        let digest = hexadecimal(&Sha256::digest(old)[..8]);
        let mut room = LONGEST_REFERENCE - digest.len() - run.len() - 2;
        while !old.is_char_boundary(room) {
            room -= 1;
        }
        format!("{}-{digest}-{run}", &old[..room])
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_deref().unwrap_or("(references are kept)"))
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::ids::Mapping;
    use super::*;

    #[test]
    fn names_of_runs_fit_into_references() {
        for name in ["", "a b", "ä", &"x".repeat(33)] {
            assert_eq!(Run::named(name), Err(NoRunName), "{name}");
        }
        assert_eq!(Run::named("march").map(|run| run.rename("order-1")), Ok("order-1-march".to_owned()));
        assert_eq!(Run::of_digest(&[0xab; 32]).rename("a"), "a-abababab");
        assert_eq!(Run::keeping_references().rename("order-1"), "order-1");
        let run = Run::named("r").expect("it is a name");
        assert_eq!(run.rename(""), "");
        assert_eq!(run.rename(&"x".repeat(129)).len(), 129);
    }

    proptest! {
        #[test]
        fn references_stay_within_their_length_and_stay_different(
            references in proptest::collection::btree_set(".{1,60}|[a-z]{100,128}", 1..20),
            name in "[a-z0-9]{1,32}",
        ) {
            let run = Run::named(&name).expect("it is a name");
            let mut mapping = Mapping::new();
            let fitting: BTreeSet<_> = references.into_iter().filter(|it| it.len() <= LONGEST_REFERENCE).collect();
            let renamed: BTreeSet<_> = fitting.iter().map(|old| mapping.rename(old, &run)).collect();
            prop_assert_eq!(renamed.len(), fitting.len());
            for old in &fitting {
                let new = mapping.rename(old, &run);
                prop_assert!(new.len() <= LONGEST_REFERENCE && new.ends_with(&name));
                prop_assert_eq!(mapping.reference(old), Some(new.as_str()));
            }
        }
    }
}
