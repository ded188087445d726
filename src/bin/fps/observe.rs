//! What calls came to, and where two of them differ.

use std::any::Any;
use std::time::{Duration, Instant};

use amazon_fps::Error;
use amazon_fps::client::{Answer, Client};
use amazon_fps::error::{Outcome, ServiceError};
use amazon_fps::wire::{Encode, Request, flatten};
use serde::Serialize;

/// One call and what it came to.
pub struct Observation {
    pub action: &'static str,
    pub took: Duration,
    pub observed: Observed,
}

/// What a call came to.
pub enum Observed {
    Answered(Box<dyn Typed>),
    Refused(Refusal),
    /// There was no answer of the service at all.
    Failed(String),
}

/// A refusal as far as it must be the same over both transports. Its HTTP status is not: over SOAP every fault
/// comes with status 500.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub code: String,
    pub message: String,
    pub outcome: Outcome,
    pub retriable: bool,
}

/// A place in which two answers differ. An absent field is `None`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    pub field: String,
    pub rest: Option<String>,
    pub soap: Option<String>,
}

/// A typed result whose type isn't known here.
pub trait Typed: Send {
    fn fields(&self) -> Vec<(String, String)>;
    fn equals(&self, other: &dyn Typed) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<T: Encode + PartialEq + Send + 'static> Typed for T {
    fn fields(&self) -> Vec<(String, String)> {
        flatten(self)
    }

    fn equals(&self, other: &dyn Typed) -> bool {
        other.as_any().downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Calls without checking the request first, and keeps what came of it.
pub async fn observe<R>(client: &Client, request: &R) -> (Observation, Result<Answer<R::Result>, Error>)
where
    R: Request,
    R::Result: Clone + PartialEq + 'static,
{
    let began = Instant::now();
    let answer = client.call_unchecked(request).await;
    let observed = match &answer {
        Ok(answer) => Observed::Answered(Box::new(answer.result.clone())),
        Err(Error::Service(error)) => Observed::Refused(Refusal::of(error)),
        Err(error) => Observed::Failed(error.to_string()),
    };
    (Observation { action: R::OPERATION.name, took: began.elapsed(), observed }, answer)
}

impl Refusal {
    fn of(error: &ServiceError) -> Self {
        Self {
            code: error.code().to_owned(),
            message: error.message().to_owned(),
            outcome: error.outcome(),
            retriable: error.retriable(),
        }
    }
}

impl Observed {
    /// Its fields as texts, those of a refusal under names of their own.
    pub fn fields(&self) -> Vec<(String, String)> {
        match self {
            Self::Answered(answer) => answer.fields(),
            Self::Refused(refusal) => [
                ("(error) Code", refusal.code.clone()),
                ("(error) Message", refusal.message.clone()),
                ("(error) Outcome", format!("{:?}", refusal.outcome)),
                ("(error) Retriable", refusal.retriable.to_string()),
            ]
            .map(|(name, value)| (name.to_owned(), value))
            .to_vec(),
            Self::Failed(reason) => vec![("(failure)".to_owned(), reason.clone())],
        }
    }

    /// Where two observations differ: nowhere, or in these fields. A call that failed is never equal to another.
    pub fn differences(&self, soap: &Self) -> Vec<Difference> {
        let differences = differences(&self.fields(), &soap.fields());
        let equal = match (self, soap) {
            (Self::Answered(rest), Self::Answered(soap)) => rest.equals(&**soap),
            (Self::Refused(rest), Self::Refused(soap)) => rest == soap,
            _ => false,
        };
        match differences.is_empty() && !equal {
            true => vec![Difference {
                field: "(typed value)".to_owned(),
                rest: Some("differs, though no field does".to_owned()),
                soap: None,
            }],
            false => differences,
        }
    }
}

/// Where two lists of fields differ.
pub fn differences(rest: &[(String, String)], soap: &[(String, String)]) -> Vec<Difference> {
    let value = |fields: &[(String, String)], name: &str| {
        fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.clone())
    };
    let only_soap = soap.iter().filter(|(name, _)| value(rest, name).is_none());
    rest.iter()
        .chain(only_soap)
        .map(|(name, _)| Difference { field: name.clone(), rest: value(rest, name), soap: value(soap, name) })
        .filter(|difference| difference.rest != difference.soap)
        .collect()
}

#[cfg(test)]
mod tests {
    use amazon_fps::fps::{PayResult, TransactionStatus};

    use super::*;

    fn paid(id: &str, status: TransactionStatus) -> Observed {
        Observed::Answered(Box::new(PayResult { transaction_id: id.into(), transaction_status: status }))
    }

    #[test]
    fn answers_differ_where_their_fields_do() {
        let rest = paid("A", TransactionStatus::Success);
        assert!(rest.differences(&paid("A", TransactionStatus::Success)).is_empty());
        let differences = rest.differences(&paid("A", TransactionStatus::Pending));
        let expected = Difference {
            field: "TransactionStatus".to_owned(),
            rest: Some("Success".to_owned()),
            soap: Some("Pending".to_owned()),
        };
        assert_eq!(differences, [expected]);
    }

    #[test]
    fn an_answer_and_a_refusal_differ_and_failures_always_do() {
        let refused = || {
            Observed::Refused(Refusal {
                code: "InvalidParams".to_owned(),
                message: "no".to_owned(),
                outcome: Outcome::Refused,
                retriable: false,
            })
        };
        assert!(refused().differences(&refused()).is_empty());
        assert_eq!(refused().differences(&paid("A", TransactionStatus::Success)).len(), 6);
        let failed = || Observed::Failed("cut off".to_owned());
        assert_eq!(failed().differences(&failed()).len(), 1);
    }
}
