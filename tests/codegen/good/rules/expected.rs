// Made from the contract of Rules: change that, not this.

/// A version of the Rules API.
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

/// An operation of Rules; REST requests call it an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Obeys every rule of a field.
    Obey,
    /// Answers with what it was asked.
    Ask,
}

impl Operation {
    /// Every operation, in the order of the WSDL.
    pub const ALL: &'static [Self] = &[Self::Obey, Self::Ask];
    /// The name, as requests write it.
    pub fn name(self) -> &'static str {
        self.info().name
    }
    /// The operation of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "Obey" => Some(Self::Obey),
            "Ask" => Some(Self::Ask),
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
    /// An error code of Rules.
    ErrorCode {
        /// A rule was broken.
        Disobedient = "Disobedient",
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

/// Has a field for each rule.
///
/// The request of [`Operation::Obey`]. Required: `Mode`, `Person`, `Line`, `Rate`; `Id` when
/// Name is left out; `Name` when Id is left out; `Key` when Limit is given; `Reason` when Mode
/// is Strict; `Note` when Policy.Mode is Strict; `Witness` when there is a Tag; `Tag` when
/// there is no Witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObeyRequest {
    /// Decides what else is required.
    pub mode: Mode,
    /// Required where there is no name.
    pub id: Option<String>,
    /// Required where there is no id.
    pub name: Option<String>,
    /// Required with a limit.
    pub key: Option<CallerReference>,
    /// An amount with a least value.
    pub limit: Option<Amount>,
    /// Required in the strict mode.
    pub reason: Option<String>,
    /// Required where the policy is strict.
    pub note: Option<String>,
    /// Required with tags, of which there may be many.
    pub witness: Vec<String>,
    /// Required where there is no witness.
    pub tag: Vec<String>,
    /// A type of requests alone.
    pub policy: Option<Policy>,
    /// A type of requests and answers.
    pub person: Person,
    /// A list that must not be empty.
    pub line: Vec<Policy>,
    /// A whole number with bounds.
    pub days: Option<i32>,
    /// A decimal number with bounds.
    pub rate: Decimal,
    /// A field of the newer version. From version 2020-01-01 on.
    pub fresh: Option<i64>,
    /// A list of the newer version. From version 2020-01-01 on.
    pub new_tag: Vec<String>,
}

crate::wire::shape! {
    ObeyRequest {
        mode: required "Mode",
        id: optional "Id",
        name: optional "Name",
        key: optional "Key",
        limit: optional "Limit",
        reason: optional "Reason",
        note: optional "Note",
        witness: list "Witness",
        tag: list "Tag",
        policy: optional "Policy",
        person: required "Person",
        line: list "Line",
        days: optional "Days",
        rate: required "Rate",
        fresh: optional "Fresh",
        new_tag: list "NewTag",
    }
}

impl ObeyRequest {
    /// The request with what is required of it.
    pub fn new(
        mode: Mode,
        person: Person,
        line: impl IntoIterator<Item = Policy>,
        rate: Decimal,
    ) -> Self {
        Self {
            mode,
            id: None,
            name: None,
            key: None,
            limit: None,
            reason: None,
            note: None,
            witness: Vec::new(),
            tag: Vec::new(),
            policy: None,
            person,
            line: line.into_iter().collect(),
            days: None,
            rate,
            fresh: None,
            new_tag: Vec::new(),
        }
    }
    /// Sets `Id`. Required where there is no name.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }
    /// Sets `Name`. Required where there is no id.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
    /// Sets `Key`. Required with a limit.
    pub fn key(mut self, key: impl Into<CallerReference>) -> Self {
        self.key = Some(key.into());
        self
    }
    /// Sets `Limit`. An amount with a least value.
    pub fn limit(mut self, limit: Amount) -> Self {
        self.limit = Some(limit);
        self
    }
    /// Sets `Reason`. Required in the strict mode.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
    /// Sets `Note`. Required where the policy is strict.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }
    /// Sets `Witness`. Required with tags, of which there may be many.
    pub fn witness(
        mut self,
        witness: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.witness = witness.into_iter().map(Into::into).collect();
        self
    }
    /// Sets `Tag`. Required where there is no witness.
    pub fn tag(mut self, tag: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.tag = tag.into_iter().map(Into::into).collect();
        self
    }
    /// Sets `Policy`. A type of requests alone.
    pub fn policy(mut self, policy: Policy) -> Self {
        self.policy = Some(policy);
        self
    }
    /// Sets `Days`. A whole number with bounds.
    pub fn days(mut self, days: i32) -> Self {
        self.days = Some(days);
        self
    }
    /// Sets `Fresh`. A field of the newer version. From version 2020-01-01 on.
    pub fn fresh(mut self, fresh: i64) -> Self {
        self.fresh = Some(fresh);
        self
    }
    /// Sets `NewTag`. A list of the newer version. From version 2020-01-01 on.
    pub fn new_tag(
        mut self,
        new_tag: impl IntoIterator<Item = impl Into<String>>,
    ) -> Self {
        self.new_tag = new_tag.into_iter().map(Into::into).collect();
        self
    }
}

impl crate::wire::Request for ObeyRequest {
    type Result = ObeyResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Obey as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.one_of("Mode", self.mode.as_str(), Mode::VALUES)?;
        check
            .needed(
                "Id",
                self.id.as_ref().is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .name
                        .as_ref()
                        .is_some_and(|text| !text.as_str().trim().is_empty()),
                "where Name is not given",
            )?;
        if let Some(value) = &self.id {
            check.text("Id", value.as_str(), None)?;
        }
        check
            .needed(
                "Name",
                self.name.as_ref().is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .id
                        .as_ref()
                        .is_some_and(|text| !text.as_str().trim().is_empty()),
                "where Id is not given",
            )?;
        if let Some(value) = &self.name {
            check
                .text("Name", value.as_str(), Some(crate::wire::Length::Characters(5)))?;
        }
        check
            .needed(
                "Key",
                self.key.as_ref().is_some_and(|text| !text.as_str().trim().is_empty())
                    || self.limit.is_none(),
                "with Limit",
            )?;
        if let Some(value) = &self.key {
            check.text("Key", value.as_str(), Some(crate::wire::Length::Bytes(4)))?;
        }
        if let Some(value) = &self.limit {
            check.amount("Limit", value, Some(Decimal::new(5, 1)), &["USD"])?;
        }
        check
            .needed(
                "Reason",
                self.reason.as_ref().is_some_and(|text| !text.as_str().trim().is_empty())
                    || self.mode.as_str() != "Strict",
                "where Mode is Strict",
            )?;
        if let Some(value) = &self.reason {
            check.text("Reason", value.as_str(), None)?;
        }
        check
            .needed(
                "Note",
                self.note.as_ref().is_some_and(|text| !text.as_str().trim().is_empty())
                    || self
                        .policy
                        .as_ref()
                        .and_then(|value| value.mode.as_ref())
                        .is_none_or(|value| value.as_str() != "Strict"),
                "where Policy.Mode is Strict",
            )?;
        if let Some(value) = &self.note {
            check.text("Note", value.as_str(), None)?;
        }
        check
            .needed(
                "Witness",
                !self.witness.is_empty() || self.tag.is_empty(),
                "with Tag",
            )?;
        for (index, value) in (1..).zip(&self.witness) {
            check.text(&format!("Witness.{index}"), value.as_str(), None)?;
        }
        check
            .needed(
                "Tag",
                !self.tag.is_empty() || !self.witness.is_empty(),
                "where Witness is not given",
            )?;
        for (index, value) in (1..).zip(&self.tag) {
            check.text(&format!("Tag.{index}"), value.as_str(), None)?;
        }
        if let Some(value) = &self.policy {
            value.check("Policy", &check)?;
        }
        self.person.check("Person", &check)?;
        check.needed("Line", !self.line.is_empty(), "at least once")?;
        for (index, value) in (1..).zip(&self.line) {
            value.check(&format!("Line.{index}"), &check)?;
        }
        if let Some(value) = &self.days {
            check
                .number(
                    "Days",
                    Decimal::from(*value),
                    Some(Decimal::new(-3, 0)),
                    Some(Decimal::new(30, 0)),
                )?;
        }
        check
            .number(
                "Rate",
                self.rate,
                Some(Decimal::new(0, 0)),
                Some(Decimal::new(995, 1)),
            )?;
        if let Some(value) = &self.fresh {
            check.since("Fresh", "2020-01-01")?;
            check
                .number("Fresh", Decimal::from(*value), Some(Decimal::new(1, 0)), None)?;
        }
        for (index, value) in (1..).zip(&self.new_tag) {
            check.since(&format!("NewTag.{index}"), "2020-01-01")?;
            check.text(&format!("NewTag.{index}"), value.as_str(), None)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        self.key.as_ref().map(|key| key.as_str()).filter(|key| !key.trim().is_empty())
    }
}

/// Says who asks.
///
/// The request of [`Operation::Ask`]. Required: `Person`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskRequest {
    /// Who asks.
    pub person: Person,
}

crate::wire::shape! {
    AskRequest {
        person: required "Person",
    }
}

impl AskRequest {
    /// The request with what is required of it.
    pub fn new(person: Person) -> Self {
        Self { person }
    }
}

impl crate::wire::Request for AskRequest {
    type Result = AskResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Ask as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        self.person.check("Person", &check)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// Says who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskResult {
    /// Who asked.
    pub person: Person,
}

crate::wire::shape! {
    AskResult {
        person: required "Person",
    }
}

/// Rules in a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its mode.
    pub mode: Option<Mode>,
    /// Required in the strict mode.
    pub why: Option<String>,
    /// Who made it.
    pub owner: Person,
}

crate::wire::shape! {
    Policy {
        mode: optional "Mode",
        why: optional "Why",
        owner: required "Owner",
    }
}

impl Policy {
    /// The value with what is required of it.
    pub fn new(owner: Person) -> Self {
        Self {
            mode: None,
            why: None,
            owner,
        }
    }
    /// Sets `Mode`. Its mode.
    pub fn mode(mut self, mode: Mode) -> Self {
        self.mode = Some(mode);
        self
    }
    /// Sets `Why`. Required in the strict mode.
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }
}

impl Policy {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        if let Some(value) = &self.mode {
            check.one_of(&format!("{path}.Mode"), value.as_str(), Mode::VALUES)?;
        }
        check
            .needed(
                &format!("{path}.Why"),
                self.why.as_ref().is_some_and(|text| !text.as_str().trim().is_empty())
                    || self.mode.as_ref().is_none_or(|value| value.as_str() != "Strict"),
                "where Mode is Strict",
            )?;
        if let Some(value) = &self.why {
            check.text(&format!("{path}.Why"), value.as_str(), None)?;
        }
        self.owner.check(&format!("{path}.Owner"), check)?;
        Ok(())
    }
}

/// Somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Required everywhere.
    pub first: String,
    /// Required in requests; answers may leave it out.
    pub last: Option<String>,
    /// Not required.
    pub alias: Vec<String>,
}

crate::wire::shape! {
    Person {
        first: required "First",
        last: optional "Last",
        alias: list "Alias",
    }
}

impl Person {
    /// The value with what is required of it.
    pub fn new(first: impl Into<String>, last: impl Into<String>) -> Self {
        Self {
            first: first.into(),
            last: Some(last.into()),
            alias: Vec::new(),
        }
    }
    /// Sets `Alias`. Not required.
    pub fn alias(mut self, alias: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.alias = alias.into_iter().map(Into::into).collect();
        self
    }
}

impl Person {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        check.filled(&format!("{path}.First"), self.first.as_str())?;
        check
            .text(
                &format!("{path}.First"),
                self.first.as_str(),
                Some(crate::wire::Length::Characters(6)),
            )?;
        check
            .needed(
                &format!("{path}.Last"),
                self.last.as_ref().is_some_and(|text| !text.as_str().trim().is_empty()),
                "in a request",
            )?;
        if let Some(value) = &self.last {
            check.text(&format!("{path}.Last"), value.as_str(), None)?;
        }
        for (index, value) in (1..).zip(&self.alias) {
            check
                .text(
                    &format!("{path}.Alias.{index}"),
                    value.as_str(),
                    Some(crate::wire::Length::Characters(3)),
                )?;
        }
        Ok(())
    }
}

crate::wire::open_enum! {
    /// How strict it is.
    Mode {
        /// Not strict.
        Easy = "Easy",
        /// Strict.
        Strict = "Strict",
    }
}

/// The answer to [`Operation::Obey`]: that it was carried out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObeyResult {}

crate::wire::shape! {
    ObeyResult {}
}

#[cfg(feature = "client")]
impl Client {
    /// Obeys every rule of a field.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn obey(
        &self,
        request: &ObeyRequest,
    ) -> Result<crate::client::Answer<ObeyResult>, crate::Error> {
        self.call(request).await
    }
    /// Answers with what it was asked.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn ask(
        &self,
        request: &AskRequest,
    ) -> Result<crate::client::Answer<AskResult>, crate::Error> {
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
            Operation::Obey => self.call_decoded::<ObeyRequest>(request).await,
            Operation::Ask => self.call_decoded::<AskRequest>(request).await,
        }
    }
}

/// The server side of Rules: a method an operation.
///
/// A request that gets here is complete, within its lengths, and signed by the caller that
/// [`Call`](crate::server::Call) names.
#[cfg(feature = "server")]
pub trait Service: Send + Sync + 'static {
    /// Obeys every rule of a field.
    fn obey(
        &self,
        call: &crate::server::Call,
        request: ObeyRequest,
    ) -> impl Future<Output = Result<ObeyResult, crate::error::ServiceError>> + Send;
    /// Answers with what it was asked.
    fn ask(
        &self,
        call: &crate::server::Call,
        request: AskRequest,
    ) -> impl Future<Output = Result<AskResult, crate::error::ServiceError>> + Send;
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
            Operation::Obey => {
                let answer = self.0.obey(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
            Operation::Ask => {
                let answer = self.0.ask(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
        }
    }
}

/// Rules of every kind.
pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
    name: "rules",
    title: "Rules",
    versions: &["2019-12-31", "2020-01-01"],
    namespace: "http://rules.example/doc/{version}/",
    amount_decimals: Some(2),
    dates: crate::wire::DateStyle::Utc,
    endpoint: "https://rules.example",
    operations: &[
        crate::contract::OperationInfo {
            name: "Obey",
            documentation: "Obeys every rule of a field.",
            since: "2019-12-31",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("Key"),
            signed: true,
            quick_starts: &[],
            response: "ObeyResponse",
            result: None,
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "Mode",
                    documentation: "Decides what else is required.",
                    type_name: "Mode",
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
                    name: "Id",
                    documentation: "Required where there is no name.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("Name is left out"),
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
                    documentation: "Required where there is no id.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("Id is left out"),
                    longest: Some(crate::wire::Length::Characters(5)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Key",
                    documentation: "Required with a limit.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("Limit is given"),
                    longest: Some(crate::wire::Length::Bytes(4)),
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Limit",
                    documentation: "An amount with a least value.",
                    type_name: "Amount",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("0.50"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Reason",
                    documentation: "Required in the strict mode.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("Mode is Strict"),
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Note",
                    documentation: "Required where the policy is strict.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: false,
                    condition: Some("Policy.Mode is Strict"),
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Witness",
                    documentation: "Required with tags, of which there may be many.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: true,
                    condition: Some("there is a Tag"),
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
                    documentation: "Required where there is no witness.",
                    type_name: "string",
                    presence: crate::contract::Presence::Conditional,
                    list: true,
                    condition: Some("there is no Witness"),
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Policy",
                    documentation: "A type of requests alone.",
                    type_name: "Policy",
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
                    name: "Person",
                    documentation: "A type of requests and answers.",
                    type_name: "Person",
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
                    name: "Line",
                    documentation: "A list that must not be empty.",
                    type_name: "Policy",
                    presence: crate::contract::Presence::Required,
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
                    name: "Days",
                    documentation: "A whole number with bounds.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("7"),
                    minimum: Some("-3"),
                    maximum: Some("30"),
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Rate",
                    documentation: "A decimal number with bounds.",
                    type_name: "decimal",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("0"),
                    maximum: Some("99.5"),
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "Fresh",
                    documentation: "A field of the newer version.",
                    type_name: "long",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: Some("2020-01-01"),
                },
                crate::contract::FieldInfo {
                    name: "NewTag",
                    documentation: "A list of the newer version.",
                    type_name: "string",
                    presence: crate::contract::Presence::Optional,
                    list: true,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: Some("2020-01-01"),
                },
            ],
            result_fields: &[],
            errors: &["Disobedient"],
            quotas: &[],
        },
        crate::contract::OperationInfo {
            name: "Ask",
            documentation: "Answers with what it was asked.",
            since: "2019-12-31",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "AskResponse",
            result: Some("AskResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "Person",
                    documentation: "Who asks.",
                    type_name: "Person",
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
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Person",
                    documentation: "Who asked.",
                    type_name: "Person",
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
            errors: &[],
            quotas: &[],
        },
    ],
    types: &[
        crate::contract::TypeInfo {
            name: "Policy",
            documentation: "Rules in a type.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Mode",
                        documentation: "Its mode.",
                        type_name: "Mode",
                        presence: crate::contract::Presence::Optional,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: Some("Easy"),
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Why",
                        documentation: "Required in the strict mode.",
                        type_name: "string",
                        presence: crate::contract::Presence::Conditional,
                        list: false,
                        condition: Some("Mode is Strict"),
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Owner",
                        documentation: "Who made it.",
                        type_name: "Person",
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
            name: "Person",
            documentation: "Somebody.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "First",
                        documentation: "Required everywhere.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(6)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "Last",
                        documentation: "Required in requests; answers may leave it out.",
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
                        name: "Alias",
                        documentation: "Not required.",
                        type_name: "string",
                        presence: crate::contract::Presence::Optional,
                        list: true,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(3)),
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
            name: "Mode",
            documentation: "How strict it is.",
            kind: crate::contract::TypeKind::Values(
                &[("Easy", "Not strict."), ("Strict", "Strict.")],
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
            code: "Disobedient",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "A rule was broken.",
            customer_message: None,
            operations: &["Obey"],
            provoke: None,
        },
    ],
};
