//! What recorded traffic comes to: counts, and never what was counted.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::recording::Recording;
use super::seen::Transport;

/// What recorded traffic comes to.
///
/// It holds names from the contract or much like them, values of enumerations, ranges of numbers and access key ids; of
/// actions and error codes that the contract doesn't have, those that are plain words. No id of a token or a transaction,
/// no signature and no text that somebody entered is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Traffic {
    /// What was read, in the order in which it was given.
    pub recordings: Vec<Named>,
    /// How many exchanges there were of each kind.
    pub kinds: Kinds,
    /// When FPS was called.
    pub when: When,
    /// Who called FPS, by name.
    pub callers: Vec<CallerUse>,
    /// Calls of Amazon Pay.
    pub amazon_pay: Vec<ActionUse>,
    /// The hosts to which calls went, those of Amazon by name.
    pub hosts: BTreeMap<String, u64>,
    /// What the programs that called FPS say they are, without versions.
    pub agents: BTreeMap<String, u64>,
    /// Visits to the co-branded pages by how they ended.
    pub returns: BTreeMap<String, u64>,
    /// Notifications by operation and status.
    pub notifications: BTreeMap<String, u64>,
    /// Whether what was too much to be remembered is estimated: token ids and references.
    pub estimated: bool,
}

/// A recording under the name by which it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Named {
    /// The name.
    pub name: String,
    /// What was read of it.
    #[serde(flatten)]
    pub recording: Recording,
}

/// Exchanges by what they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Kinds {
    /// Calls of FPS.
    pub fps: u64,
    /// Calls of Amazon Pay.
    pub amazon_pay: u64,
    /// Buyers sent to the co-branded pages.
    pub pipelines: u64,
    /// Forms of Simple Pay.
    pub buttons: u64,
    /// Buyers who came back.
    pub returns: u64,
    /// Notifications of FPS.
    pub notifications: u64,
    /// Notifications of Amazon Pay.
    pub amazon_pay_notifications: u64,
    /// Encrypted connections to Amazon whose calls can't be seen.
    pub tunnels: u64,
    /// Requests to FPS, or that may have gone there, of which the recording doesn't hold what they ask.
    pub hidden: u64,
    /// Everything else.
    pub other: u64,
}

/// What one caller did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CallerUse {
    /// The access key id; or `certificate` and the thumbprint of the one that signed; or, in parentheses, why there is
    /// none.
    pub caller: String,
    /// The actions that it called, the most used first.
    pub actions: Vec<ActionUse>,
    /// The co-branded pages to which it sent buyers.
    pub pipelines: Vec<ActionUse>,
    /// Its tokens, by kind.
    pub tokens: Vec<TokenUse>,
    /// Distinct prepaid instruments.
    pub prepaid_instruments: u64,
    /// Distinct credit instruments.
    pub credit_instruments: u64,
}

/// How an action was used, or a co-branded page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActionUse {
    /// Its name.
    pub action: String,
    /// Whether the contract has it.
    pub known: bool,
    /// Spellings that differ from the name.
    pub spellings: BTreeMap<String, u64>,
    /// All calls.
    pub calls: u64,
    /// Calls by transport.
    pub transports: BTreeMap<Transport, u64>,
    /// Calls by API version.
    pub versions: BTreeMap<String, u64>,
    /// Calls by HTTP status, where there was an answer.
    pub statuses: BTreeMap<u16, u64>,
    /// What came of the calls.
    pub outcomes: Outcomes,
    /// Refusals by error code.
    pub errors: BTreeMap<String, u64>,
    /// Answers by the transaction's status.
    pub transaction_statuses: BTreeMap<String, u64>,
    /// When it was called.
    pub when: When,
    /// How long answers took, where that was recorded.
    pub latency: Option<Latency>,
    /// The parameters that were given, by name.
    pub parameters: Vec<ParameterUse>,
    /// How the reference that makes a repeat safe was used, where the action has one.
    pub references: Option<References>,
}

/// Calls by what came of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Outcomes {
    /// Carried out.
    pub answered: u64,
    /// Refused with an error code.
    pub refused: u64,
    /// Refused or failed with an HTTP status of 400 and above, the answer itself being unknown.
    pub failed: u64,
    /// Answered by something that is no service of Amazon's.
    pub unreadable: u64,
    /// Without a recorded answer.
    pub unrecorded: u64,
}

/// When something happened. Days and hours are those of UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct When {
    /// The first time.
    pub first: Option<DateTime<Utc>>,
    /// The last time.
    pub last: Option<DateTime<Utc>>,
    /// How often without a recorded time.
    pub untimed: u64,
    /// How often on each day.
    pub days: BTreeMap<NaiveDate, u64>,
    /// How often in each hour of the day; empty where no time is recorded.
    pub hours: Vec<u64>,
    /// How often in the busiest minute.
    pub busiest_minute: u64,
}

/// How long answers took. Shares are told to within a fifth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Latency {
    /// The calls of which it is known.
    pub calls: u64,
    /// Half of them took no longer.
    pub median_ms: u64,
    /// 95 % of them took no longer.
    pub p95_ms: u64,
    /// 99 % of them took no longer.
    pub p99_ms: u64,
    /// The longest one.
    pub longest_ms: u64,
}

/// How a parameter was used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ParameterUse {
    /// Its name as it was sent, without numbers of lists; `(unknown names)` for all that are like none of the contract.
    pub name: String,
    /// Whether the contract has it, in that spelling.
    pub known: bool,
    /// How many calls had it.
    pub calls: u64,
    /// The longest value, in characters.
    pub longest: u64,
    /// The values, where the contract lists what they can be; `(other)` for all that it doesn't list.
    pub values: BTreeMap<String, u64>,
    /// The least number, where it is one.
    pub least: Option<Decimal>,
    /// The largest number, where it is one.
    pub most: Option<Decimal>,
}

/// How the references were used that make repeats safe.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct References {
    /// The parameter: `CallerReference`.
    pub parameter: String,
    /// Calls without one.
    pub missing: u64,
    /// Distinct references.
    pub distinct: u64,
    /// Repeats of a reference with the same request: retries.
    pub repeated: u64,
    /// Repeats of a reference with another request, which FPS refuses.
    pub conflicting: u64,
    /// Repeats later than seven days after the first, when FPS had forgotten it.
    pub late: u64,
}

/// Tokens of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TokenUse {
    /// The kind.
    pub kind: TokenKind,
    /// Distinct tokens.
    pub tokens: u64,
    /// Those that no payment was seen of.
    pub unused: u64,
    /// Those that one payment was seen of.
    pub used_once: u64,
    /// Those that several payments were seen of.
    pub used_repeatedly: u64,
    /// Those that were cancelled.
    pub cancelled: u64,
    /// Those that were used in the last thirty days of the recording and not cancelled, as far as times are recorded.
    pub recent: u64,
    /// Those that were used and not cancelled, with a use of which no time is recorded: they may be recent, too.
    #[serde(default)]
    pub untimed: u64,
    /// By the shape of their ids: `fps`, `order_reference`, `billing_agreement`, `other`.
    pub shapes: BTreeMap<String, u64>,
}

/// The kinds of tokens, as far as traffic tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TokenKind {
    /// For one payment.
    SingleUse,
    /// For several payments.
    MultiUse,
    /// For a payment each period.
    Recurring,
    /// Pays from a prepaid instrument.
    Prepaid,
    /// Pays on credit.
    Postpaid,
    /// Funds a prepaid instrument.
    Funding,
    /// Settles the debt of a credit instrument.
    Settlement,
    /// Of a recipient.
    Recipient,
    /// For refunds, from a recipient.
    Refund,
    /// Of a sender, and used for several payments: any of those that last.
    LastingSender,
    /// Of a sender, and used for one payment or none: of any kind.
    #[default]
    Sender,
    /// Seen only where tokens are looked up or cancelled.
    Unknown,
}

impl TokenKind {
    /// What reports call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::SingleUse => "single use",
            Self::MultiUse => "multi use",
            Self::Recurring => "recurring",
            Self::Prepaid => "prepaid",
            Self::Postpaid => "postpaid",
            Self::Funding => "funding",
            Self::Settlement => "settlement",
            Self::Recipient => "recipient",
            Self::Refund => "refund",
            Self::LastingSender => "sender, of a kind that lasts",
            Self::Sender => "sender, of any kind",
            Self::Unknown => "only looked up or cancelled",
        }
    }
}
