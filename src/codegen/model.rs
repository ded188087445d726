//! What a contract says, free of how WSDL and XSD say it.

use super::Place;

pub struct Service {
    pub place: Place,
    pub name: String,
    pub title: String,
    pub documentation: String,
    /// Oldest first.
    pub versions: Vec<String>,
    pub namespace: String,
    /// None where amounts have the decimals of their currency.
    pub amount_decimals: Option<u32>,
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
    /// Where the schema says what the WSDL can't.
    pub annotation: Place,
    pub name: String,
    pub documentation: String,
    pub since: String,
    pub effect: Effect,
    pub idempotent_by: Option<String>,
    pub signed: bool,
    pub quick_starts: Vec<String>,
    pub quotas: Vec<Quota>,
    /// The type of the request.
    pub request: String,
    /// The element of the answer.
    pub response: String,
    /// The element inside the answer that holds the result, and its type.
    pub result: Option<(String, String)>,
}

/// How many calls one who calls may make in an environment: so many at once, and so many more after so many seconds.
pub struct Quota {
    pub environment: String,
    pub most: u32,
    pub restored: u32,
    pub every_seconds: u32,
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
    /// Where it lets in elements of any kind.
    pub any: Option<Place>,
    /// Whether a request is made of it.
    pub in_requests: bool,
    /// Whether an answer is made of it.
    pub in_answers: bool,
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
    /// None where there is no limit.
    pub most: Option<u32>,
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
    pub characters: Option<Characters>,
    pub default: Option<String>,
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub step: Option<u32>,
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

/// The characters that a text is made of: ranges with both ends in them.
pub struct Characters {
    pub text: String,
    pub ranges: Vec<(char, char)>,
}

/// The decimals that the digits of an `i64` can fill.
const MOST_DECIMALS: u32 = 18;

/// A decimal number: its digits without the point, and how many of them stand behind it.
pub struct Bound {
    pub text: String,
    pub digits: i64,
    pub decimals: u32,
}

/// How often a field stands in its Rust type.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Once,
    Perhaps,
    Many,
}

pub struct ErrorRow {
    pub place: Place,
    pub code: String,
    pub retriable: Option<bool>,
    pub repeat: Repeat,
    pub http_status: u16,
    pub status_verified: bool,
    pub meaning: String,
    pub customer_message: Option<String>,
    pub operations: Vec<String>,
    pub provoke: Option<String>,
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

    /// The type of the schema that a field holds.
    pub fn type_of(&self, field: &Field) -> Option<&Type> {
        match &field.holds {
            Holds::Named(name) => self.type_(name),
            _ => None,
        }
    }

    pub fn operation_of(&self, request: &Type) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.request == request.name)
    }

    /// Whether an operation is the only thing that the type is there for.
    pub fn is_message(&self, type_: &Type) -> bool {
        self.is_of_operation(type_) && !self.is_held(type_)
    }

    /// Whether the type is there only to put a list into an element of its own: Rust has the list in its place.
    pub fn is_wrapper(&self, type_: &Type) -> bool {
        let is_listed = |field: &Field| field.is_list() && field.holds_type(type_);
        matches!(type_.fields(), [only] if only.most.is_none())
            && type_.native.is_none()
            && !self.is_of_operation(type_)
            && !self.types.iter().flat_map(Type::fields).any(is_listed)
    }

    /// The list in the wrapper that `field` holds, if it holds one.
    pub fn wrapped(&self, field: &Field) -> Option<&Field> {
        self.type_of(field).filter(|type_| self.is_wrapper(type_)).and_then(|type_| type_.fields().first())
    }

    /// How often a value of `field` stands in the Rust type of `type_`.
    pub fn count(&self, type_: &Type, field: &Field) -> Count {
        match self.wrapped(field) {
            Some(_) => Count::Many,
            None => type_.count(field),
        }
    }

    fn is_of_operation(&self, type_: &Type) -> bool {
        let is_result = |operation: &Operation| operation.result.as_ref().is_some_and(|(_, name)| *name == type_.name);
        self.operation_of(type_).is_some() || self.operations.iter().any(is_result)
    }

    /// Whether a field holds the type.
    pub fn is_held(&self, type_: &Type) -> bool {
        self.types.iter().flat_map(Type::fields).any(|field| field.holds_type(type_))
    }
}

impl Operation {
    /// The name in Rust of what it answers, in the contract's spelling.
    pub fn result_name(&self) -> String {
        match &self.result {
            Some((_, type_)) => type_.clone(),
            None => format!("{}Result", self.name),
        }
    }
}

impl Bound {
    /// Digits with an optional sign and point.
    pub fn read(text: &str) -> Option<Self> {
        let (whole, behind) = text.split_once('.').unwrap_or((text, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole.strip_prefix('-').unwrap_or(whole)) || !are_digits(behind) {
            return None;
        }
        let behind = behind.trim_end_matches('0');
        let digits = format!("{whole}{behind}").parse().ok()?;
        let decimals = behind.len().try_into().ok().filter(|decimals| *decimals <= MOST_DECIMALS)?;
        Some(Self { text: text.to_owned(), digits, decimals })
    }

    pub fn is_above(&self, other: &Self) -> bool {
        let digits = |bound: &Self, decimals| i128::from(bound.digits) * 10_i128.pow(decimals);
        digits(self, other.decimals) > digits(other, self.decimals)
    }
}

impl Type {
    pub fn fields(&self) -> &[Field] {
        match &self.body {
            Body::Fields(fields) => fields,
            Body::Values(_) => &[],
        }
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    pub fn values(&self) -> &[Value] {
        match &self.body {
            Body::Fields(_) => &[],
            Body::Values(values) => values,
        }
    }

    /// How often the element of `field` stands in this type. A request needs what the service enforces, an answer
    /// has what the schema promises, and a type of both can promise only what holds for both.
    pub fn count(&self, field: &Field) -> Count {
        if field.is_list() {
            return Count::Many;
        }
        let enforced = !self.in_requests || field.rules.presence == Some(Presence::Required);
        let promised = !self.in_answers || field.least > 0;
        match enforced && promised {
            true => Count::Once,
            false => Count::Perhaps,
        }
    }
}

impl Field {
    pub fn is_list(&self) -> bool {
        self.most != Some(1)
    }

    fn holds_type(&self, type_: &Type) -> bool {
        matches!(&self.holds, Holds::Named(name) if *name == type_.name)
    }

    /// Whether it holds a text in Rust too, of its own type or not.
    pub fn is_text(&self) -> bool {
        matches!(self.holds, Holds::Text | Holds::Id(_))
    }
}
