//! The contract as data: every operation, type, field and error of a service.
//!
//! The tables are generated from the WSDL, the schema and the error table in `wsdl/`; whatever
//! describes, completes or checks against the service reads them.

/// A whole service.
#[derive(Debug)]
pub struct ServiceInfo {
    /// The short name: `fps`.
    pub name: &'static str,
    /// The name for people: `Amazon FPS`.
    pub title: &'static str,
    /// The API versions, oldest first. The last one is what clients use unless told otherwise.
    pub versions: &'static [&'static str],
    /// The namespace of a message, with `{version}` where the version stands.
    pub namespace: &'static str,
    /// The decimals of amounts in answers; none where each has as many as its currency.
    pub amount_decimals: Option<u32>,
    /// The spelling of instants in answers.
    pub dates: crate::wire::DateStyle,
    /// The endpoint that the WSDL names.
    pub endpoint: &'static str,
    /// The operations, in the order of the WSDL.
    pub operations: &'static [OperationInfo],
    /// The types that hold fields or are enumerations, in the order of the schema.
    pub types: &'static [TypeInfo],
    /// The error codes, by name.
    pub errors: &'static [ErrorInfo],
}

/// One operation, called an action in REST requests.
#[derive(Debug)]
pub struct OperationInfo {
    /// The name: `Pay`.
    pub name: &'static str,
    /// What it does.
    pub documentation: &'static str,
    /// The first version that has it.
    pub since: &'static str,
    /// What a call changes.
    pub effect: Effect,
    /// The request field that makes a repeat safe, if there is one.
    pub idempotent_by: Option<&'static str>,
    /// Whether a request must be signed.
    pub signed: bool,
    /// The quick starts of the reference that it belongs to.
    pub quick_starts: &'static [&'static str],
    /// The name of the answer's document element: `PayResponse`.
    pub response: &'static str,
    /// The name of the element that holds the result: `PayResult`; none where the answer has no result. One
    /// without fields is written always, and need not be there to be read.
    pub result: Option<&'static str>,
    /// The fields of the request, in the order of the schema.
    pub request_fields: &'static [FieldInfo],
    /// The fields of the result, in the order of the schema.
    pub result_fields: &'static [FieldInfo],
    /// The error codes that it lists.
    pub errors: &'static [&'static str],
    /// How often it may be called, by environment; empty where no quota is known.
    pub quotas: &'static [Quota],
}

/// How often an operation may be called: a bucket of calls that fills up again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// The environment in which it holds: `live` or `sandbox`.
    pub environment: &'static str,
    /// The calls that a full bucket allows at once.
    pub most: u32,
    /// The calls that come back after [`every_seconds`](Self::every_seconds).
    pub restored: u32,
    /// The seconds after which they come back.
    pub every_seconds: u32,
}

/// What a call changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// Nothing.
    Reads,
    /// Something, but no money moves.
    Changes,
    /// Money moves, or is promised.
    MovesMoney,
}

/// A type of the schema.
#[derive(Debug)]
pub struct TypeInfo {
    /// The name: `TransactionStatus`.
    pub name: &'static str,
    /// What it stands for.
    pub documentation: &'static str,
    /// What it holds.
    pub kind: TypeKind,
}

/// What a type holds.
#[derive(Debug)]
#[non_exhaustive]
pub enum TypeKind {
    /// Fields, in this order.
    Fields(&'static [FieldInfo]),
    /// One of these values, each with its meaning.
    Values(&'static [(&'static str, &'static str)]),
}

/// A field of a request, a result or a type.
#[derive(Debug)]
pub struct FieldInfo {
    /// The name: `CallerReference`.
    pub name: &'static str,
    /// What it holds.
    pub documentation: &'static str,
    /// The name of its type: one of the schema's own (`string`, `int`, …) or of [`ServiceInfo::types`].
    pub type_name: &'static str,
    /// Whether it has to be there: in requests as the service enforces it.
    pub presence: Presence,
    /// Whether it may stand any number of times; a required list stands once at least.
    pub list: bool,
    /// On what a conditional field depends.
    pub condition: Option<&'static str>,
    /// The longest text.
    pub longest: Option<crate::wire::Length>,
    /// The characters that a text is made of, as in `A-Z 0-9 _`; none where any are.
    pub characters: Option<&'static str>,
    /// What the service assumes where the field is left out.
    pub default: Option<&'static str>,
    /// The smallest number, as it is written in the schema.
    pub minimum: Option<&'static str>,
    /// The largest number.
    pub maximum: Option<&'static str>,
    /// What a number must be a multiple of.
    pub step: Option<u32>,
    /// The first version that has it.
    pub since: Option<&'static str>,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Presence {
    /// Always.
    Required,
    /// Where [`FieldInfo::condition`] holds.
    Conditional,
    /// It may be left out.
    Optional,
}

/// An error code.
#[derive(Debug)]
pub struct ErrorInfo {
    /// The code: `InsufficientBalance`.
    pub code: &'static str,
    /// The flag that the reference gives; `None` where it gives none.
    pub retriable: Option<bool>,
    /// What a machine may do.
    pub repeat: Repeat,
    /// The HTTP status of the REST answer.
    pub http_status: u16,
    /// Whether a document or a recorded answer confirms the status; where not, it is what the kind of error suggests.
    pub status_verified: bool,
    /// What it means.
    pub meaning: &'static str,
    /// What to tell the customer, where the reference suggests something.
    pub customer_message: Option<&'static str>,
    /// The operations that list it.
    pub operations: &'static [&'static str],
    /// How to get it from the sandbox, with what every caller finds there.
    pub provoke: Option<&'static str>,
}

/// What a machine may do after an error. "Retriable" in the reference often means that the customer
/// has to mend something first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repeat {
    /// Send the same request again.
    AtOnce,
    /// Send it again once somebody has changed something.
    AfterChange,
    /// Never send it again as it is.
    Never,
}

impl ServiceInfo {
    /// The operation of that name.
    pub fn operation(&self, name: &str) -> Option<&'static OperationInfo> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// The operation whose name is most like `name`, for a suggestion; none is much like it otherwise.
    pub fn nearest_operation(&self, name: &str) -> Option<&'static OperationInfo> {
        let nearest = nearest(name, self.operations.iter().map(|operation| operation.name))?;
        self.operation(nearest)
    }

    /// The type of that name.
    pub fn type_(&self, name: &str) -> Option<&'static TypeInfo> {
        self.types.iter().find(|type_| type_.name == name)
    }

    /// The error of that code.
    pub fn error(&self, code: &str) -> Option<&'static ErrorInfo> {
        self.errors.iter().find(|error| error.code == code)
    }

    /// The namespace of messages of `version`.
    pub fn namespace_of(&self, version: &str) -> String {
        self.namespace.replace("{version}", version)
    }

    /// The version that messages in `namespace` have, where it is one of this service's.
    pub fn version_of(&self, namespace: &str) -> Option<&'static str> {
        self.versions.iter().copied().find(|version| self.namespace_of(version) == namespace)
    }
}

impl Repeat {
    /// As the error table spells it: `at-once`, `after-change`, `never`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::AfterChange => "after-change",
            Self::Never => "never",
        }
    }
}

impl Effect {
    /// As the schema spells it: `reads`, `changes`, `moves-money`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reads => "reads",
            Self::Changes => "changes",
            Self::MovesMoney => "moves-money",
        }
    }
}

/// The candidate that `name` was perhaps meant to be: at most a third of its letters are wrong,
/// counting an inserted, a left out, a changed letter and two exchanged neighbours as one each.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    // Names come from outside; one that is too long to be any of the candidates isn't looked at.
    let candidates = candidates.into_iter().filter(|candidate| name.len() <= candidate.len() * 2).collect::<Vec<_>>();
    if candidates.is_empty() {
        return None;
    }
    let wanted = name.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| *distance <= (candidate.len() / 3).max(1))
        .map(|(_, candidate)| candidate)
}

fn distance(one: &str, other: &str) -> usize {
    let one = one.chars().collect::<Vec<_>>();
    let other = other.chars().collect::<Vec<_>>();
    let mut rows = vec![(0..=other.len()).collect::<Vec<_>>()];
    for (i, left) in one.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, right) in other.iter().enumerate() {
            let mut cost = (rows[i][j] + usize::from(left != right)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *left == other[j - 1] && one[i - 1] == *right {
                cost = cost.min(rows[i - 1][j - 1] + 1);
            }
            row.push(cost);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_of_the_finger_are_understood_and_other_words_are_not() {
        let actions = ["Pay", "GetTransactionStatus", "GetTokenByCaller", "Refund"];
        assert_eq!(nearest("pay", actions), Some("Pay"));
        assert_eq!(nearest("Pya", actions), Some("Pay"));
        assert_eq!(nearest("GetTokensByCaller", actions), Some("GetTokenByCaller"));
        assert_eq!(nearest("GetTransationStatus", actions), Some("GetTransactionStatus"));
        assert_eq!(nearest("Launch", actions), None);
        assert_eq!(nearest(&"Pay".repeat(1_000_000), actions), None);
    }
}
