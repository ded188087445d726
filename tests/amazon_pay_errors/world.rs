//! A sandbox and a client of Amazon Pay, without a network between them.

use std::sync::{Arc, Mutex};

use amazon_fps::Error;
use amazon_fps::amazon_pay::client::ClientBuilder;
use amazon_fps::amazon_pay::{Client, *};
use amazon_fps::client::{Credentials, Endpoint, HttpFailure, HttpRequest, HttpResponse, RetryPolicy, Throttle};
use amazon_fps::money::Price;
use amazon_fps::sandbox::amazon_pay::{NewBillingAgreement, NewOrderReference, TestCard};
use amazon_fps::sandbox::{Clock, ManualClock, Sandbox, Setting};
use amazon_fps::server::{Arrived, Front};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

const START: &str = "2017-03-05T17:30:00Z";
const PLACE: &str = "http://127.0.0.1:8080/OffAmazonPayments_Sandbox/2013-01-01";
const KEY: &str = "AKIAIOSFODNN7EXAMPLE";

pub struct World {
    pub sandbox: Sandbox,
    clock: ManualClock,
    front: Arc<Front<Server<Sandbox>>>,
    /// The last answer: its HTTP status and its document.
    last: Arc<Mutex<(u16, String)>>,
    client: Client,
}

/// What differs from an ordinary call of an operation, which is of a dollar and of things that nobody has.
#[derive(Clone, Default)]
pub struct Call {
    pub order: Option<String>,
    pub authorization: Option<String>,
    pub capture: Option<String>,
    pub refund: Option<String>,
    pub agreement: Option<String>,
    pub credit: Option<String>,
    pub dollars: Option<&'static str>,
    pub currency: Option<&'static str>,
    pub reference: Option<&'static str>,
    pub note: Option<&'static str>,
    pub token: Option<&'static str>,
    /// Who gets the whole of a capture.
    pub provider: Option<&'static str>,
    /// Whether an order reference is confirmed at once.
    pub confirms: bool,
}

impl World {
    pub async fn new() -> Self {
        Self::with_quotas(false).await
    }

    pub async fn with_quotas(quotas: bool) -> Self {
        let clock = ManualClock::new(START.parse().expect("it is a time"));
        let builder = Sandbox::builder().clock(clock.clone()).seed(7).quotas(quotas);
        let sandbox = builder.build().await.expect("memory is always there");
        let front = Arc::new(sandbox.amazon_pay_front());
        let last = Arc::default();
        let seller = sandbox.merchants(None).await.expect("memory is always there").remove(0).seller_id;
        let client = client(&sandbox, &clock, &front, &last, |request| request).seller_id(seller);
        let client = client.build().expect("it is complete");
        Self { sandbox, clock, front, last, client }
    }

    /// The last answer.
    pub fn reply(&self) -> (u16, String) {
        self.last.lock().expect("nobody panicked with it").clone()
    }

    /// Takes over the last answer of another world.
    pub fn adopt(&self, other: &Self) {
        *self.last.lock().expect("nobody panicked with it") = other.reply();
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn seller_id(&self) -> String {
        self.client.seller_id().to_owned()
    }

    /// A client that differs from the ordinary one, or whose requests somebody changes on the way.
    pub fn client_changing(
        &self,
        change: impl Fn(HttpRequest) -> HttpRequest + Send + Sync + 'static,
        set_up: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Client {
        let builder = client(&self.sandbox, &self.clock, &self.front, &self.last, change);
        set_up(builder.seller_id(self.seller_id())).build().expect("it is complete")
    }

    /// A draft of ten dollars.
    pub async fn draft(&self) -> String {
        let new = NewOrderReference { amount: Some(Decimal::TEN), ..NewOrderReference::default() };
        self.create_order(new).await
    }

    /// An order reference of ten dollars that is open.
    pub async fn order(&self) -> String {
        self.order_paid_with(TestCard::Visa).await
    }

    pub async fn order_paid_with(&self, card: TestCard) -> String {
        let payment = Setting::To(card);
        let new =
            NewOrderReference { amount: Some(Decimal::TEN), confirm: true, payment, ..NewOrderReference::default() };
        self.create_order(new).await
    }

    pub async fn create_order(&self, new: NewOrderReference) -> String {
        self.sandbox.create_order_reference(new).await.expect("it makes sense").id
    }

    pub async fn create_agreement(&self, new: NewBillingAgreement) -> String {
        self.sandbox.create_billing_agreement(new).await.expect("it makes sense").id
    }

    /// A billing agreement that is open.
    pub async fn agreement(&self) -> String {
        self.create_agreement(NewBillingAgreement { confirm: true, ..NewBillingAgreement::default() }).await
    }

    /// An authorization of ten dollars that is open.
    pub async fn authorized(&self) -> String {
        let order = self.order().await;
        self.authorized_of(&order).await
    }

    pub async fn authorized_of(&self, order: &str) -> String {
        let call = Call { order: Some(order.to_owned()), dollars: Some("10"), ..Call::default() };
        self.made(Operation::Authorize, call, "AmazonAuthorizationId").await
    }

    /// A capture of ten dollars that is completed.
    pub async fn captured(&self) -> String {
        let authorization = Some(self.authorized().await);
        let call = Call { authorization, dollars: Some("10"), ..Call::default() };
        self.made(Operation::Capture, call, "AmazonCaptureId").await
    }

    /// What a provider got of a capture: ten dollars.
    pub async fn credit(&self) -> String {
        let authorization = Some(self.authorized().await);
        let call = Call { authorization, dollars: Some("10"), provider: Some("A1PROVIDER"), ..Call::default() };
        self.made(Operation::Capture, call, "ProviderCreditId").await
    }

    /// The id of what a call makes, which stands in its answer under this name.
    pub async fn made(&self, operation: Operation, call: Call, name: &str) -> String {
        self.prepare(operation, call).await;
        let (_, body) = self.reply();
        let rest = body.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("there is no {name}: {body}")).1;
        rest.split_once('<').expect("the element ends").0.to_owned()
    }

    /// Calls `operation` so that another call can be made: it is answered.
    pub async fn prepare(&self, operation: Operation, call: Call) {
        self.send(operation, call).await;
        let (status, body) = self.reply();
        assert_eq!(status, 200, "{}: {body}", operation.name());
    }

    /// Calls `operation`; what it came to is the last answer.
    pub async fn send(&self, operation: Operation, call: Call) {
        self.send_by(&self.client, operation, call).await;
    }

    pub async fn send_by(&self, client: &Client, operation: Operation, call: Call) {
        *self.last.lock().expect("nobody panicked with it") = (0, "nothing".to_owned());
        if let Err(error) = call.send(client, operation).await {
            assert!(error.service().is_some(), "{}: {error}", operation.name());
        }
    }
}

impl Call {
    async fn send(self, client: &Client, operation: Operation) -> Result<(), Error> {
        let amount = self.dollars.unwrap_or("1").parse::<Decimal>().expect("it is a number");
        let price = Price::new(amount, self.currency.unwrap_or("USD"));
        let reference = match self.reference {
            Some(reference) => reference.to_owned(),
            None => amazon_fps::server::random_request_id().as_str().replace([':', '-'], "")[..32].to_owned(),
        };
        let nobody = || "S01-0000000-0000000".to_owned();
        let order = self.order.unwrap_or_else(nobody);
        let agreement = self.agreement.unwrap_or_else(|| "C01-0000000-0000000".to_owned());
        let authorization = self.authorization.unwrap_or_else(|| nobody() + "-A000000");
        let capture = self.capture.unwrap_or_else(|| nobody() + "-C000000");
        let refund = self.refund.unwrap_or_else(|| nobody() + "-R000000");
        let credit = self.credit.unwrap_or_else(|| nobody() + "-P000000");
        let note = self.note.map(str::to_owned);
        let provider =
            |provider_id: &str| ProviderCredit { provider_id: provider_id.to_owned(), credit_amount: price.clone() };
        let attributes = OrderReferenceAttributes {
            order_total: price.clone(),
            platform_id: None,
            seller_note: note.clone(),
            request_payment_authorization: None,
            seller_order_attributes: None,
        };
        macro_rules! send {
            ($request:expr) => {
                client.call_unchecked(&$request).await.map(drop)
            };
        }
        match operation {
            Operation::Authorize => send!(AuthorizeRequest {
                seller_authorization_note: note,
                transaction_timeout: Some(0),
                ..AuthorizeRequest::new(order, reference, price)
            }),
            Operation::CancelOrderReference => send!(CancelOrderReferenceRequest::new(order)),
            Operation::Capture => send!(CaptureRequest {
                seller_capture_note: note,
                provider_credit_list: self.provider.map(provider).into_iter().collect(),
                ..CaptureRequest::new(authorization, reference, price.clone())
            }),
            Operation::CloseAuthorization => send!(CloseAuthorizationRequest::new(authorization)),
            Operation::CloseOrderReference => {
                send!(CloseOrderReferenceRequest { closure_reason: note, ..CloseOrderReferenceRequest::new(order) })
            }
            Operation::ConfirmOrderReference => send!(ConfirmOrderReferenceRequest::new(order)),
            Operation::GetAuthorizationDetails => send!(GetAuthorizationDetailsRequest::new(authorization)),
            Operation::GetCaptureDetails => send!(GetCaptureDetailsRequest::new(capture)),
            Operation::GetOrderReferenceDetails => send!(GetOrderReferenceDetailsRequest {
                access_token: self.token.map(Into::into),
                ..GetOrderReferenceDetailsRequest::new(order)
            }),
            Operation::GetRefundDetails => send!(GetRefundDetailsRequest::new(refund)),
            Operation::GetServiceStatus => send!(GetServiceStatusRequest::new()),
            Operation::Refund => {
                send!(RefundRequest { seller_refund_note: note, ..RefundRequest::new(capture, reference, price) })
            }
            Operation::SetOrderReferenceDetails => send!(SetOrderReferenceDetailsRequest::new(order, attributes)),
            Operation::AuthorizeOnBillingAgreement => send!(AuthorizeOnBillingAgreementRequest {
                seller_authorization_note: note,
                transaction_timeout: Some(0),
                ..AuthorizeOnBillingAgreementRequest::new(agreement, reference, price)
            }),
            Operation::CloseBillingAgreement => send!(CloseBillingAgreementRequest::new(agreement)),
            Operation::ConfirmBillingAgreement => send!(ConfirmBillingAgreementRequest::new(agreement)),
            Operation::CreateOrderReferenceForId => send!(CreateOrderReferenceForIdRequest {
                confirm_now: Some(self.confirms),
                order_reference_attributes: Some(attributes),
                ..CreateOrderReferenceForIdRequest::new(agreement, IdType::BillingAgreement)
            }),
            Operation::GetBillingAgreementDetails => send!(GetBillingAgreementDetailsRequest {
                access_token: self.token.map(Into::into),
                ..GetBillingAgreementDetailsRequest::new(agreement)
            }),
            Operation::SetBillingAgreementDetails => {
                let said = BillingAgreementAttributes {
                    seller_note: Some("monthly".to_owned()),
                    ..BillingAgreementAttributes::default()
                };
                send!(SetBillingAgreementDetailsRequest::new(agreement, said))
            }
            Operation::ValidateBillingAgreement => send!(ValidateBillingAgreementRequest::new(agreement)),
            Operation::SetOrderAttributes => {
                let said =
                    OrderAttributes { order_total: Some(price), seller_note: note, ..OrderAttributes::default() };
                send!(SetOrderAttributesRequest::new(order, said))
            }
            Operation::ListOrderReference => {
                send!(ListOrderReferenceRequest::new("order-1", QueryIdType::SellerOrderId))
            }
            Operation::ListOrderReferenceByNextToken => send!(ListOrderReferenceByNextTokenRequest::new("token")),
            Operation::GetMerchantAccountStatus => send!(GetMerchantAccountStatusRequest::new()),
            Operation::GetMerchantNotificationConfiguration => {
                send!(GetMerchantNotificationConfigurationRequest::new())
            }
            Operation::SetMerchantNotificationConfiguration => {
                let all = NotificationConfiguration {
                    notification_url: "http://127.0.0.1:9/ipn".to_owned(),
                    event_types: vec![EventType::All],
                };
                send!(SetMerchantNotificationConfigurationRequest::new(vec![all]))
            }
            Operation::GetProviderCreditDetails => send!(GetProviderCreditDetailsRequest::new(credit)),
            Operation::GetProviderCreditReversalDetails => {
                send!(GetProviderCreditReversalDetailsRequest::new(nobody() + "-Q000000"))
            }
            Operation::ReverseProviderCredit => send!(ReverseProviderCreditRequest::new(credit, reference, price)),
            other => panic!("{} is an operation that is not called here", other.name()),
        }
    }
}

fn client(
    sandbox: &Sandbox,
    clock: &ManualClock,
    front: &Arc<Front<Server<Sandbox>>>,
    last: &Arc<Mutex<(u16, String)>>,
    change: impl Fn(HttpRequest) -> HttpRequest + Send + Sync + 'static,
) -> ClientBuilder {
    let caller = sandbox.caller(KEY).expect("the sandbox begins with it");
    let (clock, front, last) = (clock.clone(), Arc::clone(front), Arc::clone(last));
    Client::builder()
        .endpoint(Endpoint::url(PLACE).expect("it is an address"))
        .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
        .retry(RetryPolicy::never())
        .throttle(Throttle::off())
        .clock(move || clock.now())
        .http(move |request| {
            let request = change(request);
            let (front, last) = (Arc::clone(&front), Arc::clone(&last));
            async move { deliver(&front, &last, request).await }
        })
}

async fn deliver(
    front: &Front<Server<Sandbox>>,
    last: &Mutex<(u16, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpFailure> {
    let header = |name: &str| request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
    let (_, rest) = request.url.split_once("://").expect("the client makes whole URLs");
    let (host, path) = rest.split_once('/').expect("the client makes whole URLs");
    let arrived = Arrived {
        method: request.method.to_owned(),
        scheme: "http",
        host: host.to_owned(),
        path: format!("/{path}"),
        query: String::new(),
        content_type: header("Content-Type").unwrap_or_default(),
        soap_action: None,
        user_agent: header("User-Agent").unwrap_or_default(),
        body: request.body.clone(),
    };
    let reply = front.answer(arrived).await;
    *last.lock().expect("nobody panicked with it") = (reply.status, reply.body.clone());
    Ok(HttpResponse { status: reply.status, body: reply.body.into_bytes() })
}
