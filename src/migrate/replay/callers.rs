//! Who signs which of the recorded calls.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::client::Credentials;
use crate::migrate::traffic::{Call, CallerName};
use crate::soap::wsse::Signer;

/// What calls are signed with now, by who signed them when they were recorded.
///
/// One access key and one certificate stand for the first of each that the recording has. A call that somebody else
/// signed is not sent in their name: it would act on another account.
#[derive(Default)]
pub(super) struct Callers {
    pub credentials: Option<Credentials>,
    pub signer: Option<Arc<Signer>>,
    /// By the access key that signed when it was recorded.
    pub others: BTreeMap<String, Credentials>,
    /// Whether one access key and one certificate sign everything.
    pub one: bool,
    first_key: Option<String>,
    first_certificate: Option<String>,
}

impl Callers {
    /// Whether nothing can be signed.
    pub fn is_empty(&self) -> bool {
        self.credentials.is_none() && self.signer.is_none() && self.others.is_empty()
    }

    /// What signs the query, or why nothing does.
    pub fn of_query(&mut self, call: &Call) -> Result<Credentials, String> {
        let recorded = recorded(call);
        if let Some(other) = recorded.and_then(|key| self.others.get(key)) {
            return Ok(other.clone());
        }
        let lacking = || match recorded {
            Some(key) => format!("the access key {key} signed it, for which there is no secret"),
            None => "it is a signed query, and there is no access key".to_owned(),
        };
        let own = self.credentials.as_ref().ok_or_else(lacking)?;
        match recorded {
            Some(key) if !self.one && key != own.access_key_id() && !is_first(&mut self.first_key, key) => {
                Err(lacking())
            }
            _ => Ok(own.clone()),
        }
    }

    /// What signs the message, or why nothing does.
    pub fn of_message(&mut self, call: &Call) -> Result<Arc<Signer>, String> {
        let signer = self.signer.as_ref().ok_or("it is a SOAP message, and there is no certificate")?;
        match recorded(call) {
            Some(other) if !self.one && !is_first(&mut self.first_certificate, other) => {
                Err(format!("another certificate signed it, with the thumbprint {other}"))
            }
            _ => Ok(Arc::clone(signer)),
        }
    }
}

fn recorded(call: &Call) -> Option<&str> {
    match call.caller.as_ref()? {
        CallerName::AccessKeyId(name) | CallerName::Certificate(name) => Some(name),
    }
}

fn is_first(first: &mut Option<String>, name: &str) -> bool {
    first.get_or_insert_with(|| name.to_owned()) == name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::traffic::{Exchange, Place, Request, Seen};

    fn call(key: &str) -> Call {
        let request = Request {
            method: "GET".to_owned(),
            query: format!("Action=GetTokens&Version=2010-08-28&AWSAccessKeyId={key}"),
            ..Request::default()
        };
        match Exchange::new(Place::Line(1), request).seen() {
            Seen::Fps(call) => *call,
            other => panic!("{other:?}"),
        }
    }

    fn key(callers: &mut Callers, recorded: &str) -> Result<String, String> {
        callers.of_query(&call(recorded)).map(|credentials| credentials.access_key_id().to_owned())
    }

    #[test]
    fn nobody_is_taken_for_somebody_else() {
        let mut callers = Callers { credentials: Some(Credentials::new("NEW", "s")), ..Callers::default() };
        callers.others.insert("THIRD".to_owned(), Credentials::new("THIRD-NEW", "s"));
        for (recorded, new) in [("", "NEW"), ("THIRD", "THIRD-NEW"), ("OLD", "NEW"), ("NEW", "NEW"), ("OLD", "NEW")] {
            assert_eq!(key(&mut callers, recorded).as_deref(), Ok(new), "{recorded}");
        }
        assert!(key(&mut callers, "OTHER").is_err_and(|why| why.contains("OTHER")));
        callers.one = true;
        assert_eq!(key(&mut callers, "OTHER").as_deref(), Ok("NEW"));
        assert_eq!(key(&mut callers, "THIRD").as_deref(), Ok("THIRD-NEW"));
    }

    #[test]
    fn what_is_missing_is_said() {
        let mut callers = Callers::default();
        assert!(callers.is_empty());
        assert!(key(&mut callers, "OLD").is_err_and(|why| why.contains("OLD")));
        assert!(key(&mut callers, "").is_err_and(|why| why.contains("no access key")));
        assert!(callers.of_message(&call("OLD")).is_err_and(|why| why.contains("no certificate")));
    }
}
