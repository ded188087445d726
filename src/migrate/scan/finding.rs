//! What a scan reports.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The result of a scan, in a fixed order: by path, line, column, kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Scan {
    /// What was asked to be scanned, as given.
    pub roots: Vec<String>,
    /// The commit that was read, where a revision was asked for.
    pub revision: Option<String>,
    /// How many files were read.
    pub files_read: u64,
    /// How many bytes were read.
    pub bytes_read: u64,
    /// The places where FPS is used.
    pub findings: Vec<Finding>,
    /// Copies of known libraries, each named once. What is inside isn't among the findings, but for keys and tokens: those
    /// are the shop's wherever they stand.
    pub vendored: Vec<Vendored>,
    /// What was not read though it may be text, or not to its end, and why.
    pub skipped: Vec<Skipped>,
    /// How many files are no text, such as images, by the endings of their names in small letters; the key is empty for
    /// those without one.
    pub not_text: BTreeMap<String, u64>,
}

/// One place where FPS is used.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The file, with `/` between its parts.
    pub path: String,
    /// The line where it begins, counted from 1.
    pub line: usize,
    /// The column where it begins: characters, counted from 1.
    pub column: usize,
    /// What it is.
    pub kind: Kind,
    /// The line where it ends.
    pub end_line: usize,
    /// The language in which the file was read, for example `php`, or `text`.
    pub language: String,
    /// The id of the library it belongs to; none for code that is written by hand.
    pub library: Option<String>,
    /// What the code does there, in a few words.
    pub what: String,
    /// The action of FPS, where it is known.
    pub action: Option<String>,
    /// The co-branded page that the buyer is sent to, where it is known: `SingleUse`, `Recurring`.
    #[serde(default)]
    pub pipeline: Option<String>,
    /// The parameters that are given, by their names in FPS; sorted, each once.
    pub parameters: Vec<String>,
    /// What becomes of the action on Amazon Pay; none where there is no action or it isn't in the table.
    pub fate: Option<String>,
    /// What is different on Amazon Pay, in one sentence.
    pub difference: Option<String>,
    /// How much work the place is likely to be.
    pub effort: Effort,
    /// What to do about it.
    pub advice: String,
    /// The line of source, shortened; secrets and token ids in it are masked.
    pub excerpt: String,
    /// The id of the rule that found it.
    pub rule: String,
}

impl Finding {
    /// Whether the place decides where the calls go: it names an address of the service or its WSDL, or it builds or
    /// configures a client, most of which have Amazon's addresses built in.
    pub fn leads_to_service(&self) -> bool {
        match self.kind {
            Kind::Endpoint | Kind::Client => true,
            // A version alone goes on as it is.
            Kind::WireFormat => matches!(self.rule.as_str(), "contract" | "contract-file"),
            _ => false,
        }
    }
}

/// The kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// A library for FPS is imported, required, named as a dependency or subclassed.
    Library,
    /// A client of a library is built or configured.
    Client,
    /// The request of an action is built, to be sent elsewhere.
    Request,
    /// An action is called. `Finding::action` is none where it is chosen at run time.
    Action,
    /// The buyer is sent to a co-branded page.
    Pipeline,
    /// Instant payment notifications are received.
    NotificationHandler,
    /// The buyer's return from a co-branded page is received.
    ReturnHandler,
    /// A signature is made or checked.
    Signature,
    /// An address of FPS, of its sandbox or of its co-branded pages.
    Endpoint,
    /// An access key or a secret key stands in the file.
    Credential,
    /// A button or form of Simple Pay.
    Button,
    /// The contract or the format of messages: WSDL, schema, namespace, SOAP client.
    WireFormat,
    /// Errors of FPS are handled.
    ErrorHandler,
    /// A token id or amount with a special meaning in Amazon's sandbox.
    SandboxValue,
    /// A token id that is kept in a file, such as a dump of a database.
    StoredToken,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: &'static [Self] = &[
        Self::Library,
        Self::Client,
        Self::Request,
        Self::Action,
        Self::Pipeline,
        Self::NotificationHandler,
        Self::ReturnHandler,
        Self::Signature,
        Self::Endpoint,
        Self::Credential,
        Self::Button,
        Self::WireFormat,
        Self::ErrorHandler,
        Self::SandboxValue,
        Self::StoredToken,
    ];

    /// The name as it stands in rule files and in JSON, for example `notification_handler`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Library => "library",
            Self::Client => "client",
            Self::Request => "request",
            Self::Action => "action",
            Self::Pipeline => "pipeline",
            Self::NotificationHandler => "notification_handler",
            Self::ReturnHandler => "return_handler",
            Self::Signature => "signature",
            Self::Endpoint => "endpoint",
            Self::Credential => "credential",
            Self::Button => "button",
            Self::WireFormat => "wire_format",
            Self::ErrorHandler => "error_handler",
            Self::SandboxValue => "sandbox_value",
            Self::StoredToken => "stored_token",
        }
    }
}

/// How much work a place is likely to be for somebody who moves it to Amazon Pay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Effort {
    /// Nothing: the gateway answers it as it is.
    #[default]
    None,
    /// Minutes: a value in a configuration, a line.
    Small,
    /// Hours: a flow has to be looked at and tested.
    Medium,
    /// Days: there is no counterpart, or buyers have to be asked again.
    Large,
}

impl Effort {
    /// The name as it stands in rule files and in JSON, for example `medium`.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// A copy of a known library inside what was scanned.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Vendored {
    /// Its folder, or its file if it is a single one.
    pub path: String,
    /// The id of the library.
    pub library: String,
    /// Its version, where it is written in the files.
    pub version: Option<String>,
    /// How many of its files were seen.
    pub files: usize,
}

/// Something that was not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Skipped {
    /// The file or folder.
    pub path: String,
    /// Why it was not read.
    pub why: String,
}
