// Made from the contract of Shapes & Co: change that, not this.

/// A version of the Shapes & Co API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// Version 2019-12-31.
    V2019_12_31,
    /// Version 2020-01-01.
    #[default]
    V2020_01_01,
}

impl ApiVersion {
    /// Every version, oldest first.
    pub const ALL: &'static [Self] = &[Self::V2019_12_31, Self::V2020_01_01];
    /// The version as requests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2019_12_31 => "2019-12-31",
            Self::V2020_01_01 => "2020-01-01",
        }
    }
}

/// An operation of Shapes & Co; REST requests call it an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Moves shapes: the name of its method is a word of Rust.
    Move,
    /// Removes one shape, and answers nothing but that.
    Remove,
    /// Counts shapes of every kind.
    Count,
}

impl Operation {
    /// Every operation, in the order of the WSDL.
    pub const ALL: &'static [Self] = &[Self::Move, Self::Remove, Self::Count];
    /// The name, as requests write it.
    pub fn name(self) -> &'static str {
        self.info().name
    }
    /// The operation of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "Move" => Some(Self::Move),
            "Remove" => Some(Self::Remove),
            "Count" => Some(Self::Count),
            _ => None,
        }
    }
    /// What the contract says of it.
    pub fn info(self) -> &'static crate::contract::OperationInfo {
        &SERVICE.operations[self as usize]
    }
    /// What a call changes.
    pub fn effect(self) -> crate::contract::Effect {
        self.info().effect
    }
}

crate::wire::open_enum! {
    /// An error code of Shapes & Co.
    ErrorCode {
        /// It broke, and said "sorry".
        InternalError = "InternalError",
        /// There is no such shape.
        UnknownShapeId = "UnknownShape_Id",
        /// The signature does not fit.
        InvalidSignature = "InvalidSignature",
    }
}

impl crate::error::Code for ErrorCode {
    fn info(&self) -> Option<&'static crate::contract::ErrorInfo> {
        SERVICE.error(self.as_str())
    }
}

impl ErrorCode {
    /// The flag that the reference gives; `None` where it gives none.
    pub fn retriable(&self) -> Option<bool> {
        crate::error::Code::info(self).and_then(|info| info.retriable)
    }
}

crate::wire::open_enum! {
    /// How its lines look.
    MoveRequestStyleLine {
        /// Without gaps.
        InFull = "in-full",
        /// With gaps.
        Dashed1 = "DASHED.1",
    }
}

/// How it looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoveRequestStyle {
    /// An enumeration in a field in a type in a field.
    pub line: Option<MoveRequestStyleLine>,
}

crate::wire::shape! {
    MoveRequestStyle {
        line: optional "Line",
    }
}

impl MoveRequestStyle {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.line {
            check
                .one_of(
                    &format!("{path}.Line"),
                    value.as_str(),
                    MoveRequestStyleLine::VALUES,
                )?;
        }
        Ok(())
    }
}

/// Says what to move, and by how much.
///
/// The request of [`Operation::Move`]. Required: `CallerReference`, `DateTime`, `Price`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRequest {
    /// The caller's name for the request.
    pub caller_reference: CallerReference,
    /// A field whose name is a word of Rust.
    pub type_: Option<String>,
    /// Another one, which even has an underscore in Rust.
    pub self_: Option<Kind>,
    /// A name that Rust has kept to itself since edition 2024.
    pub gen_: Option<String>,
    /// A name with abbreviations.
    pub override_ipn_url: Option<String>,
    /// A whole number.
    pub int: Option<i32>,
    /// A large whole number.
    pub long: Option<i64>,
    /// Yes or no.
    pub boolean: Option<bool>,
    /// A decimal number.
    pub decimal: Option<Decimal>,
    /// An instant.
    pub date_time: DateTime<Utc>,
    /// A type that is written by hand.
    pub price: Amount,
    /// A list of texts.
    pub tag: Vec<String>,
    /// A list of an enumeration.
    pub kind: Vec<Kind>,
    /// A list of a type with fields.
    pub corner: Vec<Corner>,
    /// A type with fields.
    pub origin: Option<Corner>,
    /// A type that stands in its field.
    pub style: Option<MoveRequestStyle>,
}

crate::wire::shape! {
    MoveRequest {
        caller_reference: required "CallerReference",
        type_: optional "type",
        self_: optional "Self",
        gen_: optional "Gen",
        override_ipn_url: optional "OverrideIPNURL",
        int: optional "Int",
        long: optional "Long",
        boolean: optional "Boolean",
        decimal: optional "Decimal",
        date_time: required "DateTime",
        price: required "Price",
        tag: list "Tag",
        kind: list "Kind",
        corner: list "Corner",
        origin: optional "Origin",
        style: optional "Style",
    }
}

impl MoveRequest {
    /// The request with what is required of it.
    pub fn new(
        caller_reference: impl Into<CallerReference>,
        date_time: DateTime<Utc>,
        price: Amount,
    ) -> Self {
        Self {
            caller_reference: caller_reference.into(),
            type_: None,
            self_: None,
            gen_: None,
            override_ipn_url: None,
            int: None,
            long: None,
            boolean: None,
            decimal: None,
            date_time,
            price,
            tag: Vec::new(),
            kind: Vec::new(),
            corner: Vec::new(),
            origin: None,
            style: None,
        }
    }
    /// Sets `type`. A field whose name is a word of Rust.
    pub fn type_(mut self, type_: impl Into<String>) -> Self {
        self.type_ = Some(type_.into());
        self
    }
    /// Sets `Self`. Another one, which even has an underscore in Rust.
    pub fn self_(mut self, self_: Kind) -> Self {
        self.self_ = Some(self_);
        self
    }
    /// Sets `Gen`. A name that Rust has kept to itself since edition 2024.
    pub fn gen_(mut self, gen_: impl Into<String>) -> Self {
        self.gen_ = Some(gen_.into());
        self
    }
    /// Sets `OverrideIPNURL`. A name with abbreviations.
    pub fn override_ipn_url(mut self, override_ipn_url: impl Into<String>) -> Self {
        self.override_ipn_url = Some(override_ipn_url.into());
        self
    }
    /// Sets `Int`. A whole number.
    pub fn int(mut self, int: i32) -> Self {
        self.int = Some(int);
        self
    }
    /// Sets `Long`. A large whole number.
    pub fn long(mut self, long: i64) -> Self {
        self.long = Some(long);
        self
    }
    /// Sets `Boolean`. Yes or no.
    pub fn boolean(mut self, boolean: bool) -> Self {
        self.boolean = Some(boolean);
        self
    }
    /// Sets `Decimal`. A decimal number.
    pub fn decimal(mut self, decimal: Decimal) -> Self {
        self.decimal = Some(decimal);
        self
    }
    /// Sets `Tag`. A list of texts.
    pub fn tag(mut self, tag: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tag = tag.into_iter().map(Into::into).collect();
        self
    }
    /// Sets `Kind`. A list of an enumeration.
    pub fn kind(mut self, kind: impl IntoIterator<Item = Kind>) -> Self {
        self.kind = kind.into_iter().collect();
        self
    }
    /// Sets `Corner`. A list of a type with fields.
    pub fn corner(mut self, corner: impl IntoIterator<Item = Corner>) -> Self {
        self.corner = corner.into_iter().collect();
        self
    }
    /// Sets `Origin`. A type with fields.
    pub fn origin(mut self, origin: Corner) -> Self {
        self.origin = Some(origin);
        self
    }
    /// Sets `Style`. A type that stands in its field.
    pub fn style(mut self, style: MoveRequestStyle) -> Self {
        self.style = Some(style);
        self
    }
}

impl crate::wire::Request for MoveRequest {
    type Result = MoveResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Move as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("CallerReference", self.caller_reference.as_str())?;
        check
            .text(
                "CallerReference",
                self.caller_reference.as_str(),
                Some(crate::wire::Length::Characters(128)),
            )?;
        if let Some(value) = &self.type_ {
            check.text("type", value.as_str(), None)?;
        }
        if let Some(value) = &self.self_ {
            check.one_of("Self", value.as_str(), Kind::VALUES)?;
        }
        if let Some(value) = &self.gen_ {
            check.text("Gen", value.as_str(), None)?;
        }
        if let Some(value) = &self.override_ipn_url {
            check.text("OverrideIPNURL", value.as_str(), None)?;
        }
        check.amount("Price", &self.price, None, &["USD"])?;
        for (index, value) in (1..).zip(&self.tag) {
            check
                .text(
                    &format!("Tag.{index}"),
                    value.as_str(),
                    Some(crate::wire::Length::Bytes(8)),
                )?;
        }
        for (index, value) in (1..).zip(&self.kind) {
            check.one_of(&format!("Kind.{index}"), value.as_str(), Kind::VALUES)?;
        }
        for (index, value) in (1..).zip(&self.corner) {
            value.check(&format!("Corner.{index}"), &check)?;
        }
        if let Some(value) = &self.origin {
            value.check("Origin", &check)?;
        }
        if let Some(value) = &self.style {
            value.check("Style", &check)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.caller_reference.as_str())
    }
}

/// What is where now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveResult {
    /// The shapes.
    pub shape: Vec<Shape>,
    /// Three names at most, which nobody counts. From version 2020-01-01 on.
    pub name: Vec<String>,
    /// When they moved.
    pub at: DateTime<Utc>,
    /// What it took.
    pub cost: Option<Amount>,
}

crate::wire::shape! {
    MoveResult {
        shape: list "Shape",
        name: list "Name",
        at: required "At",
        cost: optional "Cost",
    }
}

/// Names the shape.
///
/// The request of [`Operation::Remove`]. Required: `Id`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoveRequest {
    /// Its id.
    pub id: TransactionId,
}

crate::wire::shape! {
    RemoveRequest {
        id: required "Id",
    }
}

impl RemoveRequest {
    /// The request with what is required of it.
    pub fn new(id: impl Into<TransactionId>) -> Self {
        Self { id: id.into() }
    }
}

impl crate::wire::Request for RemoveRequest {
    type Result = RemoveResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Remove as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("Id", self.id.as_str())?;
        check.text("Id", self.id.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Says nothing.
///
/// The request of [`Operation::Count`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountRequest {}

crate::wire::shape! {
    CountRequest {}
}

impl CountRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {}
    }
}

impl crate::wire::Request for CountRequest {
    type Result = CountResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Count as usize];
    fn check(&self, _version: &'static str) -> Result<(), crate::wire::Invalid> {
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// How many there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountResult {
    /// The number of shapes.
    pub shapes: i64,
}

crate::wire::shape! {
    CountResult {
        shapes: required "Shapes",
    }
}

/// A shape, which holds shapes. Its documentation is long enough to be wrapped, has `code` in
/// it, and \[brackets\] that are no \<link\>.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Its id.
    pub id: TransactionId,
    /// Its kind.
    pub kind: Kind,
    /// What it is made of.
    pub part: Vec<Shape>,
}

crate::wire::shape! {
    Shape {
        id: required "Id",
        kind: required "Kind",
        part: list "Part",
    }
}

/// A point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corner {
    /// To the right.
    pub x: i32,
    /// Upwards.
    pub y: i32,
    /// What is written there.
    pub label: Option<String>,
}

crate::wire::shape! {
    Corner {
        x: required "X",
        y: required "Y",
        label: optional "Label",
    }
}

impl Corner {
    /// The value with what is required of it.
    pub fn new(x: i32, y: i32) -> Self {
        Self { x, y, label: None }
    }
    /// Sets `Label`. What is written there.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }
}

impl Corner {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.label {
            check
                .text(
                    &format!("{path}.Label"),
                    value.as_str(),
                    Some(crate::wire::Length::Characters(10)),
                )?;
        }
        Ok(())
    }
}

crate::wire::open_enum! {
    /// What kind of shape it is.
    Kind {
        /// A round one.
        Circle = "Circle",
        /// A name that Rust keeps to itself.
        Self_ = "Self",
        /// One in capitals.
        Success = "SUCCESS",
    }
}

/// The answer to [`Operation::Remove`]: that it was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RemoveResult {}

crate::wire::shape! {
    RemoveResult {}
}

#[cfg(feature = "client")]
impl Client {
    /// Moves shapes: the name of its method is a word of Rust.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn move_(
        &self,
        request: &MoveRequest,
    ) -> Result<crate::client::Answer<MoveResult>, crate::Error> {
        self.call(request).await
    }
    /// Removes one shape, and answers nothing but that.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn remove(
        &self,
        request: &RemoveRequest,
    ) -> Result<crate::client::Answer<RemoveResult>, crate::Error> {
        self.call(request).await
    }
    /// Counts shapes of every kind.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn count(
        &self,
        request: &CountRequest,
    ) -> Result<crate::client::Answer<CountResult>, crate::Error> {
        self.call(request).await
    }
    /// Calls any operation with fields that are known at run time only. They are checked as
    /// those of a typed request.
    ///
    /// # Errors
    /// As those of the operation's own method.
    pub async fn call_operation(
        &self,
        operation: Operation,
        request: crate::wire::Node<'_>,
    ) -> Result<
        crate::client::Answer<Box<dyn crate::wire::Encode + Send>>,
        crate::Error,
    > {
        match operation {
            Operation::Move => self.call_decoded::<MoveRequest>(request).await,
            Operation::Remove => self.call_decoded::<RemoveRequest>(request).await,
            Operation::Count => self.call_decoded::<CountRequest>(request).await,
        }
    }
}

/// The server side of Shapes & Co: a method an operation.
///
/// A request that gets here is complete, within its lengths, and signed by the caller that
/// [`Call`](crate::server::Call) names.
#[cfg(feature = "server")]
pub trait Service: Send + Sync + 'static {
    /// Moves shapes: the name of its method is a word of Rust.
    fn move_(
        &self,
        call: &crate::server::Call,
        request: MoveRequest,
    ) -> impl Future<Output = Result<MoveResult, crate::error::ServiceError>> + Send;
    /// Removes one shape, and answers nothing but that.
    fn remove(
        &self,
        call: &crate::server::Call,
        request: RemoveRequest,
    ) -> impl Future<Output = Result<RemoveResult, crate::error::ServiceError>> + Send;
    /// Counts shapes of every kind.
    fn count(
        &self,
        call: &crate::server::Call,
        request: CountRequest,
    ) -> impl Future<Output = Result<CountResult, crate::error::ServiceError>> + Send;
}

/// A service for a [`Front`](crate::server::Front) to host.
#[cfg(feature = "server")]
#[derive(Clone, Copy, Debug)]
pub struct Server<S>(pub S);

#[cfg(feature = "server")]
impl<S: Service> crate::server::Hosted for Server<S> {
    const SERVICE: &'static crate::contract::ServiceInfo = &SERVICE;
    async fn dispatch(
        &self,
        operation: &'static crate::contract::OperationInfo,
        call: &crate::server::Call,
        request: crate::wire::Node<'_>,
    ) -> Result<Box<dyn crate::wire::Encode + Send>, crate::server::Rejected> {
        let operation = Operation::from_name(operation.name)
            .ok_or(crate::server::Rejected::NoOperation)?;
        match operation {
            Operation::Move => {
                let answer = self.0.move_(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::Remove => {
                let answer = self.0.remove(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::Count => {
                let answer = self.0.count(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
        }
    }
}

/// Types of every shape: scalars, lists, enumerations, types in fields, types of our own, names
/// that Rust keeps to itself.
pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
    name: "shapes",
    title: "Shapes & Co",
    versions: &["2019-12-31", "2020-01-01"],
    namespace: "http://shapes.example/doc/{version}/",
    amount_decimals: Some(6),
    dates: crate::wire::DateStyle::Pacific,
    endpoint: "https://shapes.example",
    operations: &[
        crate::contract::OperationInfo {
            name: "Move",
            documentation: "Moves shapes: the name of its method is a word of Rust.",
            since: "2019-12-31",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("CallerReference"),
            signed: true,
            quick_starts: &["First", "Second"],
            response: "MoveResponse",
            result: Some("MoveResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "CallerReference",
                    documentation: "The caller's name for the request.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(128)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "type",
                    documentation: "A field whose name is a word of Rust.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Self",
                    documentation: "Another one, which even has an underscore in Rust.",
                    type_name: "Kind",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Gen",
                    documentation: "A name that Rust has kept to itself since edition 2024.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "OverrideIPNURL",
                    documentation: "A name with abbreviations.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Int",
                    documentation: "A whole number.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Long",
                    documentation: "A large whole number.",
                    type_name: "long",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Boolean",
                    documentation: "Yes or no.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Decimal",
                    documentation: "A decimal number.",
                    type_name: "decimal",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "DateTime",
                    documentation: "An instant.",
                    type_name: "dateTime",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Price",
                    documentation: "A type that is written by hand.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Tag",
                    documentation: "A list of texts.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: Some(crate::wire::Length::Bytes(8)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Kind",
                    documentation: "A list of an enumeration.",
                    type_name: "Kind",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Corner",
                    documentation: "A list of a type with fields.",
                    type_name: "Corner",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Origin",
                    documentation: "A type with fields.",
                    type_name: "Corner",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Style",
                    documentation: "A type that stands in its field.",
                    type_name: "MoveRequestStyle",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Shape",
                    documentation: "The shapes.",
                    type_name: "Shape",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Name",
                    documentation: "Three names at most, which nobody counts.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(64)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2020-01-01"),
                },
                crate::contract::FieldInfo {
                    name: "At",
                    documentation: "When they moved.",
                    type_name: "dateTime",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Cost",
                    documentation: "What it took.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &["InternalError", "UnknownShape_Id"],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Remove",
            documentation: "Removes one shape, and answers nothing but that.",
            since: "2020-01-01",
            effect: crate::contract::Effect::Changes,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "RemoveResponse",
            result: None,
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "Id",
                    documentation: "Its id.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            result_fields: &[],
            errors: &["InternalError", "UnknownShape_Id"],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Count",
            documentation: "Counts shapes of every kind.",
            since: "2019-12-31",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: false,
            quick_starts: &[],
            response: "CountResponse",
            result: Some("CountResult"),
            request_fields: &[],
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Shapes",
                    documentation: "The number of shapes.",
                    type_name: "long",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
            ],
            errors: &["InternalError"],
            quotas: &[],
        },
    ],
    types: &[
        crate::contract::TypeInfo {
            name: "MoveRequestStyleLine",
            documentation: "How its lines look.",
            kind: crate::contract::TypeKind::Values(
                &[("in-full", "Without gaps."), ("DASHED.1", "With gaps.")],
            ),
        },
        crate::contract::TypeInfo {
            name: "MoveRequestStyle",
            documentation: "How it looks.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Line",
                        documentation: "An enumeration in a field in a type in a field.",
                        type_name: "MoveRequestStyleLine",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Shape",
            documentation: "A shape, which holds shapes. Its documentation is long enough to be wrapped, has `code` in it, and [brackets] that are no <link>.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Id",
                        documentation: "Its id.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Kind",
                        documentation: "Its kind.",
                        type_name: "Kind",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Part",
                        documentation: "What it is made of.",
                        type_name: "Shape",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Corner",
            documentation: "A point.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "X",
                        documentation: "To the right.",
                        type_name: "int",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Y",
                        documentation: "Upwards.",
                        type_name: "int",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Label",
                        documentation: "What is written there.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(10)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Kind",
            documentation: "What kind of shape it is.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Circle", "A round one."),
                    ("Self", "A name that Rust keeps to itself."),
                    ("SUCCESS", "One in capitals."),
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "Amount",
            documentation: "A sum of money.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "CurrencyCode",
                        documentation: "The currency.",
                        type_name: "CurrencyCode",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Value",
                        documentation: "The sum.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "CurrencyCode",
            documentation: "A currency.",
            kind: crate::contract::TypeKind::Values(&[("USD", "US dollars.")]),
        },
    ],
    errors: &[
        crate::contract::ErrorInfo {
            code: "InternalError",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 500,
            status_verified: true,
            meaning: "It broke, and said \"sorry\".",
            customer_message: Some("Try again."),
            operations: &["Move", "Remove", "Count"],
            provoke: None,
        },
        crate::contract::ErrorInfo {
            code: "UnknownShape_Id",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 404,
            status_verified: true,
            meaning: "There is no such shape.",
            customer_message: None,
            operations: &["Move", "Remove"],
            provoke: None,
        },
        crate::contract::ErrorInfo {
            code: "InvalidSignature",
            retriable: None,
            repeat: crate::contract::Repeat::Never,
            http_status: 403,
            status_verified: true,
            meaning: "The signature does not fit.",
            customer_message: None,
            operations: &[],
            provoke: None,
        },
    ],
};
