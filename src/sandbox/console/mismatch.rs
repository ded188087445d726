//! Why the signature of a request over REST does not match.

use crate::{
    sandbox::{CallerIdentity, http::{Exchange, Reading}},
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

/// A text up to the place where it begins to differ from another one, and from there on.
pub(super) struct Marked {
    pub(super) same: String,
    pub(super) differs: String,
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
        self.expected.differs.is_empty() && self.signed.as_ref().is_some_and(|signed| signed.differs.is_empty())
    }
}

impl Marked {
    fn at(text: &str, at: Option<usize>) -> Self {
        let (same, differs) = text.split_at(at.unwrap_or(text.len()));
        Self { same: same.to_owned(), differs: differs.to_owned() }
    }
}
