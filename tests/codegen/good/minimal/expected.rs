// Made from the contract of Echo: change that, not this.

/// A version of the Echo API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// Version 2020-01-01.
    #[default]
    V2020_01_01,
}

impl ApiVersion {
    /// Every version, oldest first.
    pub const ALL: &'static [Self] = &[Self::V2020_01_01];
    /// The version as requests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2020_01_01 => "2020-01-01",
        }
    }
}

/// An operation of Echo; REST requests call it an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Says it again.
    Say,
}

impl Operation {
    /// Every operation, in the order of the WSDL.
    pub const ALL: &'static [Self] = &[Self::Say];
    /// The name, as requests write it.
    pub fn name(self) -> &'static str {
        self.info().name
    }
    /// The operation of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "Say" => Some(Self::Say),
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
    /// An error code of Echo.
    ErrorCode {
        /// There is nothing to say.
        Speechless = "Speechless",
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

/// Says what to say.
///
/// The request of [`Operation::Say`]. Required: `Text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayRequest {
    /// What to say.
    pub text: String,
}

crate::wire::shape! {
    SayRequest {
        text: required "Text",
    }
}

impl SayRequest {
    /// The request with what is required of it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into() }
    }
}

impl crate::wire::Request for SayRequest {
    type Result = SayResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::Say as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("Text", self.text.as_str())?;
        check.text("Text", self.text.as_str(), None)?;
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// What was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SayResult {
    /// What was said.
    pub text: String,
}

crate::wire::shape! {
    SayResult {
        text: required "Text",
    }
}

#[cfg(feature = "client")]
impl Client {
    /// Says it again.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn say(
        &self,
        request: &SayRequest,
    ) -> Result<crate::client::Answer<SayResult>, crate::Error> {
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
            Operation::Say => self.call_decoded::<SayRequest>(request).await,
        }
    }
}

/// The server side of Echo: a method an operation.
///
/// A request that gets here is complete, within its lengths, and signed by the caller that
/// [`Call`](crate::server::Call) names.
#[cfg(feature = "server")]
pub trait Service: Send + Sync + 'static {
    /// Says it again.
    fn say(
        &self,
        call: &crate::server::Call,
        request: SayRequest,
    ) -> impl Future<Output = Result<SayResult, crate::error::ServiceError>> + Send;
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
            Operation::Say => {
                let answer = self.0.say(call, crate::server::decode(request)?).await?;
                Ok(Box::new(answer))
            }
        }
    }
}

/// A service that says things again.
pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
    name: "echo",
    title: "Echo",
    versions: &["2020-01-01"],
    namespace: "http://echo.example/doc/{version}/",
    amount_decimals: Some(2),
    dates: crate::wire::DateStyle::Utc,
    endpoint: "https://echo.example",
    operations: &[
        crate::contract::OperationInfo {
            name: "Say",
            documentation: "Says it again.",
            since: "2020-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "SayResponse",
            result: Some("SayResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "Text",
                    documentation: "What to say.",
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
            result_fields: &[
                crate::contract::FieldInfo {
                    name: "Text",
                    documentation: "What was said.",
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
            errors: &["Speechless"],
            quotas: &[],
        },
    ],
    types: &[],
    errors: &[
        crate::contract::ErrorInfo {
            code: "Speechless",
            retriable: Some(false),
            repeat: crate::contract::Repeat::Never,
            http_status: 400,
            status_verified: true,
            meaning: "There is nothing to say.",
            customer_message: None,
            operations: &["Say"],
            provoke: None,
        },
    ],
};
