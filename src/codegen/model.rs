//! What a contract says, free of how WSDL and XSD say it.

use super::Place;

pub struct Service {
    pub name: String,
    pub title: String,
    pub documentation: String,
    pub versions: Vec<String>,
    pub namespace: String,
    pub amount_decimals: u32,
    pub dates: Dates,
    pub endpoint: String,
    pub operations: Vec<Operation>,
    /// The types that an operation reaches, in the order of the schema.
    pub types: Vec<Type>,
    pub errors: Vec<ErrorRow>,
}

pub enum Dates {
    Utc,
    Pacific,
}

pub struct Operation {
    pub place: Place,
    pub name: String,
    pub documentation: String,
    pub since: String,
    pub effect: Effect,
    pub idempotent_by: Option<String>,
    pub signed: bool,
    pub quick_starts: Vec<String>,
    /// The type of the request.
    pub request: String,
    /// The element of the answer.
    pub response: String,
    /// The element inside the answer that holds the result, and its type.
    pub result: Option<(String, String)>,
}

pub enum Effect {
    Reads,
    Changes,
    MovesMoney,
}

pub struct Type {
    pub place: Place,
    pub name: String,
    pub documentation: String,
    /// The hand-written Rust type that stands for it.
    pub native: Option<String>,
    pub body: Body,
}

pub enum Body {
    Fields(Vec<Field>),
    Values(Vec<Value>),
}

pub struct Value {
    pub place: Place,
    pub text: String,
    pub documentation: String,
}

pub struct Field {
    pub place: Place,
    pub name: String,
    pub documentation: String,
    pub holds: Holds,
    pub least: u32,
    pub many: bool,
    pub rules: Rules,
}

pub enum Holds {
    Text,
    /// A text in a newtype of its own.
    Id(String),
    Int,
    Long,
    Bool,
    Decimal,
    DateTime,
    /// A type of the schema.
    Named(String),
}

/// What the annotation of a field says.
#[derive(Default)]
pub struct Rules {
    pub presence: Option<Presence>,
    pub when: Option<String>,
    pub unless: Option<String>,
    pub with: Option<String>,
    pub if_equal: Option<(String, String)>,
    pub longest: Option<Longest>,
    pub default: Option<String>,
    pub minimum: Option<String>,
    pub maximum: Option<String>,
    pub since: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    Required,
    Conditional,
    Optional,
}

pub enum Longest {
    Characters(usize),
    Bytes(usize),
}

pub struct ErrorRow {
    pub place: Place,
    pub code: String,
    pub retriable: Option<bool>,
    pub repeat: Repeat,
    pub http_status: u16,
    pub meaning: String,
    pub customer_message: Option<String>,
    pub operations: Vec<String>,
}

pub enum Repeat {
    AtOnce,
    AfterChange,
    Never,
}

impl Service {
    pub fn type_(&self, name: &str) -> Option<&Type> {
        self.types.iter().find(|type_| type_.name == name)
    }

    pub fn is_request(&self, type_: &Type) -> bool {
        self.operations.iter().any(|operation| operation.request == type_.name)
    }

    /// Whether an operation is the only thing that the type is there for.
    pub fn is_message(&self, type_: &Type) -> bool {
        let is_result = |operation: &Operation| operation.result.as_ref().is_some_and(|(_, name)| *name == type_.name);
        self.is_request(type_) || self.operations.iter().any(is_result)
    }
}

impl Type {
    pub fn fields(&self) -> &[Field] {
        match &self.body {
            Body::Fields(fields) => fields,
            Body::Values(_) => &[],
        }
    }
}
