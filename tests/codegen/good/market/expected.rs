// Made from the contract of Orders: change that, not this.

/// A version of the Orders API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// Version 2013-01-01.
    #[default]
    V2013_01_01,
}

impl ApiVersion {
    /// Every version, oldest first.
    pub const ALL: &'static [Self] = &[Self::V2013_01_01];
    /// The version as requests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::V2013_01_01 => "2013-01-01",
        }
    }
}

/// An operation of Orders; REST requests call it an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Operation {
    /// Reserves money for an order.
    AuthorizeOrder,
    /// Lists orders, page by page.
    ListOrders,
}

impl Operation {
    /// Every operation, in the order of the WSDL.
    pub const ALL: &'static [Self] = &[Self::AuthorizeOrder, Self::ListOrders];
    /// The name, as requests write it.
    pub fn name(self) -> &'static str {
        self.info().name
    }
    /// The operation of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "AuthorizeOrder" => Some(Self::AuthorizeOrder),
            "ListOrders" => Some(Self::ListOrders),
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
    /// An error code of Orders.
    ErrorCode {
        /// A parameter has a value that it can't have.
        InvalidParameterValue = "InvalidParameterValue",
        /// Too many requests.
        RequestThrottled = "RequestThrottled",
        /// The order is not worth that much.
        TransactionAmountExceeded = "TransactionAmountExceeded",
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

/// Says how much to reserve for what.
///
/// The request of [`Operation::AuthorizeOrder`]. Required: `SellerId`,
/// `AuthorizationReferenceId`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeOrderRequest {
    /// The seller.
    pub seller_id: String,
    /// What the seller gave to who calls for it.
    pub mws_auth_token: Option<String>,
    /// The seller's name for the request.
    pub authorization_reference_id: String,
    /// Whether to take the money at once.
    pub capture_now: Option<bool>,
    /// Minutes to decide in.
    pub transaction_timeout: Option<i32>,
    /// What others get of it.
    pub provider_credit_list: Vec<ProviderCredit>,
}

crate::wire::shape! {
    AuthorizeOrderRequest {
        seller_id: required "SellerId",
        mws_auth_token: optional "MWSAuthToken",
        authorization_reference_id: required "AuthorizationReferenceId",
        capture_now: optional "CaptureNow",
        transaction_timeout: optional "TransactionTimeout",
        provider_credit_list: wrapped "ProviderCreditList" / "member",
    }
}

impl AuthorizeOrderRequest {
    /// The request with what is required of it.
    pub fn new(
        seller_id: impl Into<String>,
        authorization_reference_id: impl Into<String>,
    ) -> Self {
        Self {
            seller_id: seller_id.into(),
            mws_auth_token: None,
            authorization_reference_id: authorization_reference_id.into(),
            capture_now: None,
            transaction_timeout: None,
            provider_credit_list: Vec::new(),
        }
    }
    /// Sets `MWSAuthToken`. What the seller gave to who calls for it.
    pub fn mws_auth_token(mut self, mws_auth_token: impl Into<String>) -> Self {
        self.mws_auth_token = Some(mws_auth_token.into());
        self
    }
    /// Sets `CaptureNow`. Whether to take the money at once.
    pub fn capture_now(mut self, capture_now: bool) -> Self {
        self.capture_now = Some(capture_now);
        self
    }
    /// Sets `TransactionTimeout`. Minutes to decide in.
    pub fn transaction_timeout(mut self, transaction_timeout: i32) -> Self {
        self.transaction_timeout = Some(transaction_timeout);
        self
    }
    /// Sets `ProviderCreditList`. What others get of it.
    pub fn provider_credit_list(
        mut self,
        provider_credit_list: impl IntoIterator<Item = ProviderCredit>,
    ) -> Self {
        self.provider_credit_list = provider_credit_list.into_iter().collect();
        self
    }
}

impl crate::wire::Request for AuthorizeOrderRequest {
    type Result = AuthorizeOrderResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::AuthorizeOrder as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        check.filled("SellerId", self.seller_id.as_str())?;
        check.text("SellerId", self.seller_id.as_str(), None)?;
        if let Some(value) = &self.mws_auth_token {
            check.text("MWSAuthToken", value.as_str(), None)?;
        }
        check
            .filled(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
            )?;
        check
            .text(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
                Some(crate::wire::Length::Characters(32)),
            )?;
        check
            .characters(
                "AuthorizationReferenceId",
                self.authorization_reference_id.as_str(),
                &[('A', 'Z'), ('0', '9'), ('_', '_')],
            )?;
        if let Some(value) = &self.transaction_timeout {
            check
                .number(
                    "TransactionTimeout",
                    Decimal::from(*value),
                    Some(Decimal::new(0, 0)),
                    Some(Decimal::new(1440, 0)),
                )?;
            check.step("TransactionTimeout", i64::from(*value), 5)?;
        }
        for (index, value) in (1..).zip(&self.provider_credit_list) {
            value.check(&format!("ProviderCreditList.member.{index}"), &check)?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        Some(self.authorization_reference_id.as_str())
    }
}

/// The reservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizeOrderResult {
    /// The reservation.
    pub authorization_details: AuthorizationDetails,
}

crate::wire::shape! {
    AuthorizeOrderResult {
        authorization_details: required "AuthorizationDetails",
    }
}

/// Says which orders.
///
/// The request of [`Operation::ListOrders`]. Nothing is required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrdersRequest {
    /// How many at once.
    pub page_size: Option<i32>,
    /// Only later orders.
    pub created_after: Option<DateTime<Utc>>,
    /// Only orders in these states.
    pub status_filter: Vec<OrderStatus>,
}

crate::wire::shape! {
    ListOrdersRequest {
        page_size: optional "PageSize",
        created_after: optional "CreatedAfter",
        status_filter: wrapped "StatusFilter" / "OrderStatus",
    }
}

impl ListOrdersRequest {
    /// The request, with nothing set.
    pub fn new() -> Self {
        Self {
            page_size: None,
            created_after: None,
            status_filter: Vec::new(),
        }
    }
    /// Sets `PageSize`. How many at once.
    pub fn page_size(mut self, page_size: i32) -> Self {
        self.page_size = Some(page_size);
        self
    }
    /// Sets `CreatedAfter`. Only later orders.
    pub fn created_after(mut self, created_after: DateTime<Utc>) -> Self {
        self.created_after = Some(created_after);
        self
    }
    /// Sets `StatusFilter`. Only orders in these states.
    pub fn status_filter(
        mut self,
        status_filter: impl IntoIterator<Item = OrderStatus>,
    ) -> Self {
        self.status_filter = status_filter.into_iter().collect();
        self
    }
}

impl crate::wire::Request for ListOrdersRequest {
    type Result = ListOrdersResult;
    const OPERATION: &'static crate::contract::OperationInfo = &SERVICE
        .operations[Operation::ListOrders as usize];
    fn check(&self, version: &'static str) -> Result<(), crate::wire::Invalid> {
        let check = crate::wire::Checker::new(version);
        if let Some(value) = &self.page_size {
            check
                .number(
                    "PageSize",
                    Decimal::from(*value),
                    Some(Decimal::new(1, 0)),
                    None,
                )?;
        }
        for (index, value) in (1..).zip(&self.status_filter) {
            check
                .one_of(
                    &format!("StatusFilter.OrderStatus.{index}"),
                    value.as_str(),
                    OrderStatus::VALUES,
                )?;
        }
        Ok(())
    }
    fn idempotency_key(&self) -> Option<&str> {
        None
    }
}

/// A page of orders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrdersResult {
    /// The orders.
    pub order_list: Vec<Order>,
    /// What to ask the next page with.
    pub next_page_token: Option<String>,
}

crate::wire::shape! {
    ListOrdersResult {
        order_list: enclosed "OrderList" / "Order",
        next_page_token: optional "NextPageToken",
    }
}

/// What another gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProviderCredit {
    /// Who gets it.
    pub provider_id: String,
    /// How much.
    pub credit_amount: Decimal,
}

crate::wire::shape! {
    ProviderCredit {
        provider_id: required "ProviderId",
        credit_amount: required "CreditAmount",
    }
}

impl ProviderCredit {
    /// The value with what is required of it.
    pub fn new(provider_id: impl Into<String>, credit_amount: Decimal) -> Self {
        Self {
            provider_id: provider_id.into(),
            credit_amount,
        }
    }
}

impl ProviderCredit {
    fn check(
        &self,
        path: &str,
        check: &crate::wire::Checker,
    ) -> Result<(), crate::wire::Invalid> {
        check.filled(&format!("{path}.ProviderId"), self.provider_id.as_str())?;
        check
            .text(
                &format!("{path}.ProviderId"),
                self.provider_id.as_str(),
                Some(crate::wire::Length::Characters(14)),
            )?;
        check
            .number(
                &format!("{path}.CreditAmount"),
                self.credit_amount,
                Some(Decimal::new(0, 0)),
                None,
            )?;
        Ok(())
    }
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: String,
    /// Its state.
    pub status: OrderStatus,
}

crate::wire::shape! {
    Order {
        id: required "Id",
        status: required "Status",
    }
}

/// A reservation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationDetails {
    /// Its id.
    pub amazon_authorization_id: String,
    /// The captures made of it.
    pub id_list: Vec<String>,
    /// When it ends.
    pub expiration_timestamp: Option<DateTime<Utc>>,
}

crate::wire::shape! {
    AuthorizationDetails {
        amazon_authorization_id: required "AmazonAuthorizationId",
        id_list: wrapped "IdList" / "member",
        expiration_timestamp: optional "ExpirationTimestamp",
    }
}

crate::wire::open_enum! {
    /// The state of an order.
    OrderStatus {
        /// Money can be reserved.
        Open = "Open",
        /// No more.
        Closed = "Closed",
        /// All is well, with a remark.
        GreenI = "GREEN_I",
    }
}

#[cfg(feature = "client")]
impl Client {
    /// Reserves money for an order.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn authorize_order(
        &self,
        request: &AuthorizeOrderRequest,
    ) -> Result<crate::client::Answer<AuthorizeOrderResult>, crate::Error> {
        self.call(request).await
    }
    /// Lists orders, page by page.
    ///
    /// # Errors
    /// See [`Error`](crate::Error): what happened, whether to send it again, and what became of it.
    pub async fn list_orders(
        &self,
        request: &ListOrdersRequest,
    ) -> Result<crate::client::Answer<ListOrdersResult>, crate::Error> {
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
            Operation::AuthorizeOrder => {
                self.call_decoded::<AuthorizeOrderRequest>(request).await
            }
            Operation::ListOrders => {
                self.call_decoded::<ListOrdersRequest>(request).await
            }
        }
    }
}

/// The server side of Orders: a method an operation.
///
/// A request that gets here is complete, within its lengths, and signed by the caller that
/// [`Call`](crate::server::Call) names.
#[cfg(feature = "server")]
pub trait Service: Send + Sync + 'static {
    /// Reserves money for an order.
    fn authorize_order(
        &self,
        call: &crate::server::Call,
        request: AuthorizeOrderRequest,
    ) -> impl Future<
        Output = Result<AuthorizeOrderResult, crate::error::ServiceError>,
    > + Send;
    /// Lists orders, page by page.
    fn list_orders(
        &self,
        call: &crate::server::Call,
        request: ListOrdersRequest,
    ) -> impl Future<
        Output = Result<ListOrdersResult, crate::error::ServiceError>,
    > + Send;
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
            Operation::AuthorizeOrder => {
                let answer = self
                    .0
                    .authorize_order(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
            Operation::ListOrders => {
                let answer = self
                    .0
                    .list_orders(call, crate::server::decode(request)?)
                    .await?;
                Ok(Box::new(answer))
            }
        }
    }
}

/// Orders of a marketplace.
pub static SERVICE: crate::contract::ServiceInfo = crate::contract::ServiceInfo {
    name: "orders",
    title: "Orders",
    versions: &["2013-01-01"],
    namespace: "http://market.example/schema/Orders/{version}",
    amount_decimals: Some(2),
    dates: crate::wire::DateStyle::Utc,
    endpoint: "https://market.example/Orders/2013-01-01",
    operations: &[
        crate::contract::OperationInfo {
            name: "AuthorizeOrder",
            documentation: "Reserves money for an order.",
            since: "2013-01-01",
            effect: crate::contract::Effect::MovesMoney,
            idempotent_by: Some("AuthorizationReferenceId"),
            signed: true,
            quick_starts: &[],
            response: "AuthorizeOrderResponse",
            result: Some("AuthorizeOrderResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "SellerId",
                    documentation: "The seller.",
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
                    name: "MWSAuthToken",
                    documentation: "What the seller gave to who calls for it.",
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
                    name: "AuthorizationReferenceId",
                    documentation: "The seller's name for the request.",
                    type_name: "string",
                    presence: crate::contract::Presence::Required,
                    list: false,
                    condition: None,
                    longest: Some(crate::wire::Length::Characters(32)),
                    characters: Some("A-Z 0-9 _"),
                    default: None,
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CaptureNow",
                    documentation: "Whether to take the money at once.",
                    type_name: "boolean",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("false"),
                    minimum: None,
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "TransactionTimeout",
                    documentation: "Minutes to decide in.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: Some("1440"),
                    minimum: Some("0"),
                    maximum: Some("1440"),
                    step: Some(5),
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "ProviderCreditList",
                    documentation: "What others get of it.",
                    type_name: "ProviderCreditList",
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
                    name: "AuthorizationDetails",
                    documentation: "The reservation.",
                    type_name: "AuthorizationDetails",
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
            errors: &[
                "InvalidParameterValue",
                "RequestThrottled",
                "TransactionAmountExceeded",
            ],
            quotas: &[
                crate::contract::Quota {
                    environment: "live",
                    most: 10,
                    restored: 1,
                    every_seconds: 1,
                },
                crate::contract::Quota {
                    environment: "sandbox",
                    most: 2,
                    restored: 1,
                    every_seconds: 2,
                },
            ],
        },
        crate::contract::OperationInfo {
            name: "ListOrders",
            documentation: "Lists orders, page by page.",
            since: "2013-01-01",
            effect: crate::contract::Effect::Reads,
            idempotent_by: None,
            signed: true,
            quick_starts: &[],
            response: "ListOrdersResponse",
            result: Some("ListOrdersResult"),
            request_fields: &[
                crate::contract::FieldInfo {
                    name: "PageSize",
                    documentation: "How many at once.",
                    type_name: "int",
                    presence: crate::contract::Presence::Optional,
                    list: false,
                    condition: None,
                    longest: None,
                    characters: None,
                    default: None,
                    minimum: Some("1"),
                    maximum: None,
                    step: None,
                    since: None,
                },
                crate::contract::FieldInfo {
                    name: "CreatedAfter",
                    documentation: "Only later orders.",
                    type_name: "dateTime",
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
                    name: "StatusFilter",
                    documentation: "Only orders in these states.",
                    type_name: "StatusFilter",
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
                    name: "OrderList",
                    documentation: "The orders.",
                    type_name: "OrderList",
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
                    name: "NextPageToken",
                    documentation: "What to ask the next page with.",
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
            ],
            errors: &["InvalidParameterValue", "RequestThrottled"],
            quotas: &[],
        },
    ],
    types: &[
        crate::contract::TypeInfo {
            name: "ProviderCreditList",
            documentation: "What others get.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of them.",
                        type_name: "ProviderCredit",
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
            name: "ProviderCredit",
            documentation: "What another gets.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "ProviderId",
                        documentation: "Who gets it.",
                        type_name: "string",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: Some(crate::wire::Length::Characters(14)),
                        characters: None,
                        default: None,
                        minimum: None,
                        maximum: None,
                        step: None,
                        since: None,
                    },
                    crate::contract::FieldInfo {
                        name: "CreditAmount",
                        documentation: "How much.",
                        type_name: "decimal",
                        presence: crate::contract::Presence::Required,
                        list: false,
                        condition: None,
                        longest: None,
                        characters: None,
                        default: None,
                        minimum: Some("0"),
                        maximum: None,
                        step: None,
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "StatusFilter",
            documentation: "States of orders.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "OrderStatus",
                        documentation: "One of them.",
                        type_name: "OrderStatus",
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
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderList",
            documentation: "Orders.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "Order",
                        documentation: "One of them.",
                        type_name: "Order",
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
            name: "Order",
            documentation: "An order.",
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
                        name: "Status",
                        documentation: "Its state.",
                        type_name: "OrderStatus",
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
            name: "AuthorizationDetails",
            documentation: "A reservation.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "AmazonAuthorizationId",
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
                        name: "IdList",
                        documentation: "The captures made of it.",
                        type_name: "IdList",
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
                        name: "ExpirationTimestamp",
                        documentation: "When it ends.",
                        type_name: "dateTime",
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
            name: "IdList",
            documentation: "Ids.",
            kind: crate::contract::TypeKind::Fields(
                &[
                    crate::contract::FieldInfo {
                        name: "member",
                        documentation: "One of them.",
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
                        since: None,
                    },
                ],
            ),
        },
        crate::contract::TypeInfo {
            name: "OrderStatus",
            documentation: "The state of an order.",
            kind: crate::contract::TypeKind::Values(
                &[
                    ("Open", "Money can be reserved."),
                    ("Closed", "No more."),
                    ("GREEN_I", "All is well, with a remark."),
                ],
            ),
        },
    ],
    errors: &[
        crate::contract::ErrorInfo {
            code: "InvalidParameterValue",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "A parameter has a value that it can't have.",
            customer_message: None,
            operations: &["AuthorizeOrder", "ListOrders"],
            provoke: None,
        },
        crate::contract::ErrorInfo {
            code: "RequestThrottled",
            retriable: Some(true),
            repeat: crate::contract::Repeat::AtOnce,
            http_status: 503,
            status_verified: false,
            meaning: "Too many requests.",
            customer_message: None,
            operations: &["AuthorizeOrder", "ListOrders"],
            provoke: None,
        },
        crate::contract::ErrorInfo {
            code: "TransactionAmountExceeded",
            retriable: Some(false),
            repeat: crate::contract::Repeat::AfterChange,
            http_status: 400,
            status_verified: true,
            meaning: "The order is not worth that much.",
            customer_message: None,
            operations: &["AuthorizeOrder"],
            provoke: Some("Order a \"yacht\"."),
        },
    ],
};
