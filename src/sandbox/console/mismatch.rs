//! Why the signature of a request over REST does not match.

use crate::{
    sandbox::{
        CallerIdentity,
        http::{Exchange, Reading},
    },
    server::Transport,
    sign::{
        explain::{Signed, explain, first_difference},
        v2::SignatureMethod,
    },
};

/// What should have been signed, and what was.
pub(super) struct Mismatch {
    pub(super) method: &'static str,
    /// What went wrong, in sentences; empty where none of the usual mistakes accounts for it.
    pub(super) mistakes: Vec<String>,
    pub(super) expected: Marked,
    /// What was signed instead: found out, or given by whoever looks.
    pub(super) signed: Option<Marked>,
}

/// A text in three pieces: as another one is, the first that is different, and what comes after it.
pub(super) struct Marked {
    pub(super) same: String,
    pub(super) differs: String,
    pub(super) rest: String,
    /// Whether the other text goes on where this one ends.
    pub(super) ends: bool,
}

impl Mismatch {
    /// For a request whose refusal says that its signature does not match. `given` is what the client says that it has
    /// signed; empty if nobody asked it.
    pub(super) fn of(exchange: &Exchange, reading: &Reading, caller: &CallerIdentity, given: &str) -> Option<Self> {
        let (code, _) = reading.refusal.as_ref()?;
        if reading.transport != Transport::Rest || code != "SignatureDoesNotMatch" {
            return None;
        }
        let method = SignatureMethod::from_name(reading.field("SignatureMethod")?)?;
        let request = Signed {
            verb: &exchange.arrived.method,
            host: &exchange.arrived.host,
            path: &exchange.arrived.path,
            parameters: &reading.fields,
            method,
            signature: reading.field("Signature")?,
        };
        let explanation = explain(&request, &caller.secret_access_key);
        // A form sends line ends its own way.
        let given = Some(given.replace("\r\n", "\n")).filter(|given| !given.is_empty());
        let (mistakes, found) = match explanation.found {
            Some(found) => (found.mistakes.iter().map(ToString::to_string).collect(), Some(found.signed)),
            None => (Vec::new(), None),
        };
        let signed = given.or(found);
        let at = signed.as_deref().and_then(|signed| first_difference(&explanation.expected, signed));
        Some(Self {
            method: method.as_str(),
            mistakes,
            expected: Marked::at(&explanation.expected, at),
            signed: signed.map(|signed| Marked::at(&signed, at)),
        })
    }

    /// Whether both strings are the same, so that the difference is in the key or the signature.
    pub(super) fn is_same(&self) -> bool {
        let is_whole = |text: &Marked| text.differs.is_empty() && !text.ends;
        is_whole(&self.expected) && self.signed.as_ref().is_some_and(is_whole)
    }
}

impl Marked {
    /// `text`, which is different from the other one at `at`. What is different is shown to the end of its parameter or
    /// its line.
    fn at(text: &str, at: Option<usize>) -> Self {
        let (same, tail) = text.split_at(at.unwrap_or(text.len()));
        let first = tail.chars().next().map_or(0, char::len_utf8);
        let end = tail[first..].find(['&', '\n']).map_or(tail.len(), |end| first + end);
        let (differs, rest) = tail.split_at(end);
        Self {
            same: same.to_owned(),
            differs: differs.to_owned(),
            rest: rest.to_owned(),
            ends: at.is_some() && tail.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_different_is_marked_to_the_end_of_its_parameter() {
        let pieces = |text: &str, at| {
            let marked = Marked::at(text, at);
            (marked.same, marked.differs, marked.rest, marked.ends)
        };
        let owned =
            |same: &str, differs: &str, rest: &str, ends| (same.to_owned(), differs.to_owned(), rest.to_owned(), ends);
        assert_eq!(pieces("A=1&B=2", Some(2)), owned("A=", "1", "&B=2", false));
        assert_eq!(pieces("A=1&B=2", Some(3)), owned("A=1", "&B=2", "", false));
        assert_eq!(pieces("GET\nhost\n", Some(3)), owned("GET", "\nhost", "\n", false));
        assert_eq!(pieces("A=1", Some(3)), owned("A=1", "", "", true));
        assert_eq!(pieces("A=1", None), owned("A=1", "", "", false));
    }
}
