//! The front of Amazon Pay: with a service behind it that says what it was called with, and with the sandbox.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use amazon_fps::amazon_pay::*;
use amazon_fps::client::{Http, HttpClient, HttpRequest};
use amazon_fps::contract::Quota;
use amazon_fps::error::ServiceError;
use amazon_fps::sandbox::{Effect, Fault, ManualClock, Sandbox};
use amazon_fps::server::{Arrived, Call, Callers, Dialect, Front, Reply, Seller, Transport};
use amazon_fps::sign::v2::{SignatureMethod, encode_parameters, string_to_sign};
use amazon_fps::wire::{Limits, xml};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};

const KEY: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const SANDBOX: &str = "/OffAmazonPayments_Sandbox/2013-01-01";
const LIVE: &str = "/OffAmazonPayments/2013-01-01";
const HOST: &str = "127.0.0.1:8080";

/// Knows one answer, and refuses everything else with the name of what was called.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<Vec<(&'static str, Call)>>>);

impl Listener {
    fn hear(&self, method: &'static str, call: &Call) -> ServiceError {
        self.0.lock().expect("nobody panics with it").push((method, call.clone()));
        ServiceError::new(ErrorCode::ServiceUnavailable, method)
    }

    fn heard(&self) -> Vec<(&'static str, Call)> {
        std::mem::take(&mut *self.0.lock().expect("nobody panics with it"))
    }
}

macro_rules! heard {
    ($($method:ident $request:ident $result:ident)*) => {
        impl Service for Listener {
            async fn get_service_status(
                &self,
                call: &Call,
                _: GetServiceStatusRequest,
            ) -> Result<GetServiceStatusResult, ServiceError> {
                self.hear("get_service_status", call);
                Ok(GetServiceStatusResult {
                    status: ServiceStatus::Green,
                    timestamp: call.received_at,
                    message_id: None,
                    messages: Vec::new(),
                })
            }

            $(async fn $method(&self, call: &Call, _: $request) -> Result<$result, ServiceError> {
                Err(self.hear(stringify!($method), call))
            })*
        }
    };
}

heard! {
    authorize AuthorizeRequest AuthorizeResult
    cancel_order_reference CancelOrderReferenceRequest CancelOrderReferenceResult
    capture CaptureRequest CaptureResult
    close_authorization CloseAuthorizationRequest CloseAuthorizationResult
    close_order_reference CloseOrderReferenceRequest CloseOrderReferenceResult
    confirm_order_reference ConfirmOrderReferenceRequest ConfirmOrderReferenceResult
    get_order_reference_details GetOrderReferenceDetailsRequest GetOrderReferenceDetailsResult
    get_authorization_details GetAuthorizationDetailsRequest GetAuthorizationDetailsResult
    get_capture_details GetCaptureDetailsRequest GetCaptureDetailsResult
    get_refund_details GetRefundDetailsRequest GetRefundDetailsResult
    refund RefundRequest RefundResult
    set_order_reference_details SetOrderReferenceDetailsRequest SetOrderReferenceDetailsResult
    authorize_on_billing_agreement AuthorizeOnBillingAgreementRequest AuthorizeOnBillingAgreementResult
    close_billing_agreement CloseBillingAgreementRequest CloseBillingAgreementResult
    confirm_billing_agreement ConfirmBillingAgreementRequest ConfirmBillingAgreementResult
    create_order_reference_for_id CreateOrderReferenceForIdRequest CreateOrderReferenceForIdResult
    get_billing_agreement_details GetBillingAgreementDetailsRequest GetBillingAgreementDetailsResult
    set_billing_agreement_details SetBillingAgreementDetailsRequest SetBillingAgreementDetailsResult
    validate_billing_agreement ValidateBillingAgreementRequest ValidateBillingAgreementResult
    set_order_attributes SetOrderAttributesRequest SetOrderAttributesResult
    list_order_reference ListOrderReferenceRequest ListOrderReferenceResult
    list_order_reference_by_next_token ListOrderReferenceByNextTokenRequest ListOrderReferenceByNextTokenResult
    get_merchant_account_status GetMerchantAccountStatusRequest GetMerchantAccountStatusResult
    get_merchant_notification_configuration GetMerchantNotificationConfigurationRequest
        GetMerchantNotificationConfigurationResult
    set_merchant_notification_configuration SetMerchantNotificationConfigurationRequest
        SetMerchantNotificationConfigurationResult
    get_provider_credit_details GetProviderCreditDetailsRequest GetProviderCreditDetailsResult
    get_provider_credit_reversal_details GetProviderCreditReversalDetailsRequest
        GetProviderCreditReversalDetailsResult
    reverse_provider_credit ReverseProviderCreditRequest ReverseProviderCreditResult
}

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2015, 6, 1, 12, 0, 0).single().expect("it is a time")
}

fn front() -> (Listener, Front<Server<Listener>>) {
    let (listener, callers) = (Listener::default(), Callers::new());
    callers.add_access_key(KEY, SECRET);
    let front = Front::new(Server(listener.clone()), callers).clock(noon).request_ids(|| "request".into());
    (listener, front)
}

/// A call in the making: parameters, and how they are signed and sent.
#[derive(Clone)]
struct Signed {
    verb: &'static str,
    host: &'static str,
    path: &'static str,
    secret: &'static str,
    method: SignatureMethod,
    user_agent: &'static str,
    parameters: Vec<(String, String)>,
}

fn signed(action: &str) -> Signed {
    let parameters = [
        ("Action", action),
        ("AWSAccessKeyId", KEY),
        ("SellerId", "A1SELLER"),
        ("SignatureMethod", "HmacSHA256"),
        ("SignatureVersion", "2"),
        ("Timestamp", "2015-06-01T12:00:00.000Z"),
        ("Version", "2013-01-01"),
    ];
    Signed {
        verb: "POST",
        host: HOST,
        path: SANDBOX,
        secret: SECRET,
        method: SignatureMethod::HmacSha256,
        user_agent: "Shop/1.0 (Language=Rust)",
        parameters: parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
    }
}

impl Signed {
    fn with(mut self, name: &str, value: &str) -> Self {
        self.parameters.retain(|(other, _)| other != name);
        self.parameters.push((name.to_owned(), value.to_owned()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.parameters.retain(|(other, _)| other != name);
        self
    }

    fn form(&self) -> String {
        let text = string_to_sign(self.verb, self.host, self.path, &self.parameters);
        let signature = ("Signature".to_owned(), self.method.sign(self.secret, &text));
        encode_parameters(&[self.parameters.clone(), vec![signature]].concat())
    }

    fn arrived(&self) -> Arrived {
        let (query, body) = match self.verb {
            "GET" => (self.form(), String::new()),
            _ => (String::new(), self.form()),
        };
        Arrived {
            method: self.verb.to_owned(),
            scheme: "https",
            host: HOST.to_owned(),
            path: self.path.to_owned(),
            query,
            content_type: "application/x-www-form-urlencoded; charset=utf-8".to_owned(),
            user_agent: self.user_agent.to_owned(),
            body: body.into_bytes(),
            ..Arrived::default()
        }
    }

    async fn sent_to<H: Dialect>(&self, front: &Front<H>) -> Reply {
        front.answer(self.arrived()).await
    }
}

/// The status, the type, the code and the message of a refusal, which must have the shape of Amazon Pay.
fn refused(reply: &Reply) -> (u16, String, String, String) {
    let tree = xml::read(&reply.body, &Limits::ANSWER).unwrap_or_else(|error| panic!("{error}: {}", reply.body));
    let (root, namespace) = (tree.root(), "http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01");
    assert_eq!((root.name(), root.namespace()), ("ErrorResponse", Some(namespace)), "{}", reply.body);
    assert!(root.child("RequestId").is_some_and(|id| !id.text().is_empty() && !id.text().contains(':')));
    let error = root.child("Error").expect("there is an error");
    let text = |name| error.child(name).expect("it is there").text().to_owned();
    (reply.status, text("Type"), text("Code"), text("Message"))
}

#[tokio::test]
async fn both_environments_are_served_at_their_paths_with_and_without_a_slash_at_the_end() {
    let (listener, front) = front();
    for (path, environment) in [
        ("/OffAmazonPayments_Sandbox/2013-01-01", Environment::Sandbox),
        ("/OffAmazonPayments_Sandbox/2013-01-01/", Environment::Sandbox),
        ("/OffAmazonPayments/2013-01-01", Environment::Live),
        ("/OffAmazonPayments/2013-01-01/", Environment::Live),
    ] {
        for verb in ["POST", "GET"] {
            let reply = Signed { path, verb, ..signed("GetServiceStatus") }.sent_to(&front).await;
            assert_eq!(reply.status, 200, "{verb} {path}: {}", reply.body);
            let root = "<GetServiceStatusResponse xmlns=\"http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01\">\
                        <GetServiceStatusResult>";
            let end = "<ResponseMetadata><RequestId>request</RequestId></ResponseMetadata></GetServiceStatusResponse>";
            assert!(reply.body.starts_with(root) && reply.body.ends_with(end), "{}", reply.body);
            let heard = listener.heard();
            let [(_, call)] = heard.as_slice() else { panic!("{heard:?}") };
            let seller = Seller { seller_id: "A1SELLER".to_owned(), auth_token: None, environment };
            assert_eq!((call.seller.as_ref(), call.transport), (Some(&seller), Transport::Rest));
            assert_eq!(call.caller.as_ref().map(|caller| caller.access_key_id.as_str()), Some(KEY));
        }
    }
    // The path that is signed is the one that is sent.
    let form = signed("GetServiceStatus").form().into_bytes();
    let reply = front.answer(Arrived { path: format!("{SANDBOX}/"), body: form, ..signed("x").arrived() }).await;
    assert_eq!(refused(&reply).2, "SignatureDoesNotMatch");
}

#[tokio::test]
async fn a_mismatch_shows_no_token() {
    let (_, front) = front();
    let request = signed("GetServiceStatus").with("MWSAuthToken", "amzn.mws.1-2-3").with("AccessToken", "Atza|secret");
    let reply = Signed { secret: "other", ..request }.sent_to(&front).await;
    assert_eq!(refused(&reply).2, "SignatureDoesNotMatch");
    assert!(reply.body.contains("MWSAuthToken=%28not%20shown%29"), "{}", reply.body);
    assert!(!reply.body.contains("amzn.mws") && !reply.body.contains("secret&"), "{}", reply.body);
}

#[tokio::test]
async fn every_other_place_is_an_invalid_address() {
    let (listener, front) = front();
    for path in [
        "/OffAmazonPayments_Sandbox/2012-01-01",
        "/OffAmazonPayments_Sandbox",
        "/OffAmazonPayments/2013-01-01/x",
        "/OffAmazonPayments//2013-01-01",
        "/OffAmazonPayments_sandbox/2013-01-01",
        "/Orders/2013-09-01",
        "/",
    ] {
        let (status, side, code, message) =
            refused(&Signed { path, ..signed("GetServiceStatus") }.sent_to(&front).await);
        assert_eq!((status, side.as_str(), code.as_str()), (404, "Sender", "InvalidAddress"));
        assert!(message.contains(path) && message.contains(SANDBOX) && message.contains(LIVE), "{message}");
    }
    assert!(listener.heard().is_empty());
}

#[tokio::test]
async fn every_host_that_old_clients_sign_is_tried_with_both_methods() {
    let (_, front) = front();
    for host in [
        "127.0.0.1:8080",
        "127.0.0.1",
        "mws.amazonservices.com",
        "mws-eu.amazonservices.com",
        "mws.amazonservices.jp",
        "mws.amazonservices.co.uk",
        "mws.amazonservices.de",
    ] {
        for method in [SignatureMethod::HmacSha256, SignatureMethod::HmacSha1] {
            let request = signed("GetServiceStatus").with("SignatureMethod", method.as_str());
            let reply = Signed { host, method, ..request }.sent_to(&front).await;
            assert_eq!(reply.status, 200, "{host}: {}", reply.body);
        }
    }
    let stranger = Signed { host: "fps.amazonaws.com", ..signed("GetServiceStatus") };
    assert_eq!(refused(&stranger.sent_to(&front).await).2, "SignatureDoesNotMatch");
}

#[tokio::test]
async fn the_merchant_is_named_by_either_name_and_his_token_is_taken_along_unseen() {
    let (listener, front) = front();
    let call = signed("GetServiceStatus").without("SellerId").with("Merchant", "A2OLD");
    assert_eq!(call.clone().with("MWSAuthToken", "amzn.mws.0000").sent_to(&front).await.status, 200);
    assert_eq!(call.with("SellerId", "A1NEW").sent_to(&front).await.status, 200);
    let heard = listener.heard();
    let sellers: Vec<_> = heard.iter().filter_map(|(_, call)| call.seller.clone()).collect();
    assert_eq!(sellers[0].auth_token.as_deref(), Some("amzn.mws.0000"));
    let ids: Vec<_> = sellers.iter().map(|seller| seller.seller_id.as_str()).collect();
    assert_eq!(ids, ["A2OLD", "A1NEW"]);
    assert!(!format!("{heard:?}").contains("amzn.mws"), "{heard:?}");
}

#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_with_the_code_and_the_status_of_amazon_pay() {
    let (listener, front) = front();
    let request = signed("GetServiceStatus");
    let arrived = |body: &str| Arrived { body: body.as_bytes().to_vec(), ..request.arrived() };
    let sent = |request: Signed| request.arrived();
    let order = signed("GetOrderReferenceDetails");
    for (arrived, status, code, part) in [
        (sent(request.clone().without("Action")), 400, "InvalidParameterValue", "Action=GetServiceStatus"),
        (sent(request.clone().with("Action", "Authorise")), 400, "InvalidParameterValue", "Is Authorize meant?"),
        (sent(request.clone().with("Action", "Pay")), 400, "InvalidParameterValue", "There is no action 'Pay'"),
        (sent(request.clone().without("Version")), 400, "InvalidParameterValue", "Version=2013-01-01"),
        (sent(request.clone().with("Version", "2012-01-01")), 400, "InvalidParameterValue", "may be 2013-01-01"),
        (sent(request.clone().without("SellerId")), 400, "InvalidParameterValue", "SellerId is missing"),
        (sent(request.clone().with("SellerId", "")), 400, "InvalidParameterValue", "SellerId is missing"),
        (sent(request.clone().with("SellerId", &"A".repeat(65))), 400, "InvalidParameterValue", "64 characters"),
        (sent(request.clone().without("AWSAccessKeyId")), 404, "MissingAuthenticationToken", "AWSAccessKeyId"),
        (sent(request.clone().without("SignatureMethod")), 404, "MissingAuthenticationToken", "SignatureMethod"),
        (sent(request.clone().without("SignatureVersion")), 404, "MissingAuthenticationToken", "SignatureVersion"),
        (arrived(&encode_parameters(&request.parameters)), 404, "MissingAuthenticationToken", "Signature is missing"),
        (sent(request.clone().with("SignatureVersion", "1")), 400, "InvalidParameterValue", "must be 2"),
        (sent(request.clone().with("SignatureMethod", "HmacMD5")), 400, "InvalidParameterValue", "HmacSHA1"),
        (sent(request.clone().with("AWSAccessKeyId", "AKIANOBODY")), 403, "InvalidAccessKeyId", "AKIANOBODY"),
        (sent(Signed { secret: "other", ..request.clone() }), 403, "SignatureDoesNotMatch", "signed here was:\nPOST\n"),
        (sent(request.clone().with("Timestamp", "yesterday")), 400, "InvalidParameterValue", "ISO 8601"),
        (sent(request.clone().with("Timestamp", "2015-06-01T11:44:59Z")), 400, "RequestExpired", "15 minutes"),
        (sent(request.clone().with("Timestamp", "2015-06-01T12:15:01Z")), 400, "RequestExpired", "set the clock"),
        (sent(order.clone()), 400, "InvalidParameterValue", "AmazonOrderReferenceId"),
        (sent(order.with("Nonsense", "1")), 400, "InvalidParameterValue", ""),
        (arrived("<Envelope/>"), 400, "InvalidParameterValue", "SOAP"),
        (arrived("Action=%FF"), 400, "InvalidParameterValue", "not UTF-8"),
    ] {
        let (found, side, name, message) = refused(&front.answer(arrived).await);
        assert_eq!((found, side.as_str(), name.as_str()), (status, "Sender", code), "{message}");
        assert!(message.contains(part), "{part}: {message}");
    }
    assert!(listener.heard().is_empty(), "none of these gets to the service");
    let limits = ["2015-06-01T11:45:00Z", "2015-06-01T12:15:00Z"];
    for time in limits {
        assert_eq!(request.clone().with("Timestamp", time).sent_to(&front).await.status, 200, "{time}");
    }
}

#[tokio::test]
async fn nobody_has_to_say_who_calls() {
    let (_, front) = front();
    let reply = Signed { user_agent: "", ..signed("GetServiceStatus") }.sent_to(&front).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
}

#[tokio::test]
async fn a_failure_of_what_the_services_share_is_told_in_the_words_of_amazon_pay() {
    use amazon_fps::fps::ErrorCode as Foreign;
    type Hosted = Server<Listener>;
    for (error, code, status) in [
        (ServiceError::new(Foreign::InternalError, "The store failed."), "InternalServerError", 500),
        (ServiceError::new(Foreign::InvalidClientTokenId, "Nobody has it."), "InvalidAccessKeyId", 403),
        (ServiceError::new(Foreign::InvalidParams, "No."), "InvalidParameterValue", 400),
        (ServiceError::new(ErrorCode::InternalError, "Its own."), "InternalError", 500),
        (ServiceError::new(ErrorCode::InvalidOrderReferenceId, "Its own."), "InvalidOrderReferenceId", 404),
    ] {
        let message = error.message().to_owned();
        let own = Hosted::own(error);
        assert_eq!((own.code(), own.status(), own.message()), (code, status, message.as_str()));
    }
    let (_, front) = front();
    let reply = signed("GetMerchantAccountStatus").sent_to(&front).await;
    let (status, side, code, _) = refused(&reply);
    assert_eq!((status, side.as_str(), code.as_str()), (503, "Receiver", "ServiceUnavailable"));
}

#[tokio::test]
async fn the_contract_is_served_with_the_address_at_which_it_was_asked_for() {
    let (_, front) = front();
    let document = |path: &str| Arrived { path: path.to_owned(), ..signed("x").arrived() };
    let wsdl = front.answer(document("/doc/2013-01-01/OffAmazonPayments.wsdl")).await;
    let location = "location=\"https://127.0.0.1:8080/OffAmazonPayments/2013-01-01\"";
    assert!(wsdl.status == 200 && wsdl.body.contains(location), "{}", wsdl.status);
    assert!(!wsdl.body.contains("https://mws.amazonservices.com"));
    let schema = front.answer(document("/doc/2013-01-01/OffAmazonPayments.xsd")).await;
    assert!(schema.status == 200 && schema.body.contains("<xs:schema"));
}

/// A world with a clock that is moved, and the front of its sandbox.
async fn world() -> (ManualClock, Sandbox, Front<Server<Sandbox>>) {
    let clock = ManualClock::new(noon());
    let built = Sandbox::builder().clock(clock.clone()).seed(7).build().await;
    let sandbox = built.expect("memory is always there");
    let front = sandbox.amazon_pay_front();
    (clock, sandbox, front)
}

fn is_throttled(reply: &Reply) -> bool {
    reply.status == 503 && refused(reply).2 == "RequestThrottled"
}

/// What the service says of the calls doesn't matter: they count all the same.
#[tokio::test]
async fn every_quota_is_held_to_the_second_by_the_clock_of_the_sandbox() {
    let (clock, sandbox, front) = world().await;
    for operation in SERVICE.operations {
        for (path, environment) in [(SANDBOX, "sandbox"), (LIVE, "live")] {
            let taken = async |at_most: u32| {
                let mut taken = 0;
                let time = sandbox.now().format("%Y-%m-%dT%H:%M:%SZ").to_string();
                let call = Signed { path, ..signed(operation.name) }.with("Timestamp", &time);
                while taken < at_most && !is_throttled(&call.sent_to(&front).await) {
                    taken += 1;
                }
                taken
            };
            let Some(quota) = operation.quotas.iter().find(|quota| quota.environment == environment) else {
                assert_eq!(taken(40).await, 40, "{} has no quota", operation.name);
                continue;
            };
            let Quota { most, restored, every_seconds, .. } = *quota;
            let one = TimeDelta::milliseconds(i64::from(every_seconds) * 1_000 / i64::from(restored));
            assert_eq!(taken(100).await, most, "{} at once, {environment}", operation.name);
            clock.advance(one - TimeDelta::milliseconds(1));
            assert_eq!(taken(100).await, 0, "{} too early, {environment}", operation.name);
            clock.advance(TimeDelta::milliseconds(1));
            assert_eq!(taken(100).await, 1, "{} one more, {environment}", operation.name);
            clock.advance(one * 1_000);
            assert_eq!(taken(100).await, most, "{} full again, {environment}", operation.name);
        }
    }
}

#[tokio::test]
async fn quotas_move_with_the_sandbox_s_own_clock_are_full_after_a_reset_and_can_be_left_out() {
    let (_, sandbox, front) = world().await;
    let call = signed("Authorize");
    for _ in 0..2 {
        assert!(!is_throttled(&call.sent_to(&front).await));
    }
    assert!(is_throttled(&call.sent_to(&front).await));
    sandbox.advance(TimeDelta::seconds(2)).await.expect("it is ahead");
    assert!(!is_throttled(&call.sent_to(&front).await));
    assert!(is_throttled(&call.sent_to(&front).await));
    sandbox.reset().await.expect("memory is always there");
    assert!(!is_throttled(&call.sent_to(&front).await));

    let clock = ManualClock::new(noon());
    let unlimited = Sandbox::builder().clock(clock).quotas(false).build().await.expect("memory is always there");
    let front = unlimited.amazon_pay_front();
    for _ in 0..30 {
        assert!(!is_throttled(&call.sent_to(&front).await));
    }
}

#[tokio::test]
async fn a_call_that_is_refused_before_the_service_leaves_the_quota_alone_and_a_throttled_one_the_faults() {
    let (_, sandbox, front) = world().await;
    for _ in 0..5 {
        let stranger = Signed { secret: "other", ..signed("Authorize") };
        assert_eq!(refused(&stranger.sent_to(&front).await).2, "SignatureDoesNotMatch");
    }
    let call = signed("Authorize");
    for _ in 0..2 {
        assert!(!is_throttled(&call.sent_to(&front).await));
    }
    sandbox.inject(Fault::new(Effect::Status(502)).of("Authorize")).expect("it is an action");
    assert!(is_throttled(&call.sent_to(&front).await));
    sandbox.advance(TimeDelta::seconds(2)).await.expect("it is ahead");
    assert_eq!(call.sent_to(&front).await.status, 502);
    assert!(sandbox.faults().is_empty());
}

#[tokio::test]
async fn the_sandbox_answers_its_merchant_and_nobody_else() {
    let (_, _, front) = world().await;
    let call = signed("GetOrderReferenceDetails").with("AmazonOrderReferenceId", "S01-0000000-0000000");
    let (status, _, code, message) = refused(&call.sent_to(&front).await);
    assert_eq!((status, code.as_str()), (401, "AccessDenied"), "{message}");
}

#[tokio::test]
async fn faults_are_those_of_the_service_that_has_their_action_and_their_code() {
    let (_, sandbox, front) = world().await;
    let inject = |fault: Fault| sandbox.inject(fault);
    let code = |code: &str| Fault::new(Effect::Code(code.to_owned()));
    let refund = signed("Refund");
    // Both services have Refund, and each has codes that the other doesn't have.
    inject(code("RefundAmountExceeded").of("Refund")).expect("FPS has it");
    inject(Fault::new(Effect::Status(502)).of("Refund").of_service("fps")).expect("FPS has it");
    inject(code("CaptureNotRefundable")).expect("Amazon Pay has it");
    let (status, side, name, message) = refused(&refund.sent_to(&front).await);
    assert_eq!((status, side.as_str(), name.as_str()), (405, "Sender", "CaptureNotRefundable"));
    assert!(message.ends_with("(This is a fault that was asked for.)"), "{message}");
    assert_eq!(sandbox.faults().len(), 2, "those of FPS wait for it");
    inject(code("InternalServerError").of("Refund").of_service("amazon-pay")).expect("Amazon Pay has both");
    let (status, side, name, _) = refused(&refund.sent_to(&front).await);
    assert_eq!((status, side.as_str(), name.as_str()), (500, "Receiver", "InternalServerError"));

    for (fault, reason) in [
        (code("InternalError").of_service("pay"), "service is 'pay', and may be fps or amazon-pay."),
        (
            code("InternalError").of("Authorize").of_service("fps"),
            "action is 'Authorize', which is none of Amazon FPS.",
        ),
        (code("CaptureNotRefundable").of("Pay"), "code is 'CaptureNotRefundable', which is none of Amazon FPS."),
        (code("InternalError").of("Authorise"), "none of Amazon FPS or of Amazon Pay. Is Authorize meant?"),
    ] {
        let refused = inject(fault).expect_err("it makes no sense");
        assert!(refused.message().contains(reason), "{refused}");
    }
}

#[tokio::test]
async fn one_port_serves_both_services_and_its_log_knows_which() {
    let (_, sandbox, _) = world().await;
    let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has ports");
    let url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));
    let http = HttpClient::new(Duration::from_secs(30)).expect("it can be made");
    let ask = async |method: &'static str, path: &str, body: String| {
        let headers = vec![
            ("Content-Type", "application/x-www-form-urlencoded".to_owned()),
            ("User-Agent", "Shop/1.0 (Language=Rust)".to_owned()),
        ];
        let url = format!("{url}{path}");
        let request = HttpRequest { method, url, headers, body: body.into_bytes(), answer_limit: 1 << 20 };
        let answer = http.send(request).await.expect("the sandbox answers");
        (answer.status, String::from_utf8(answer.body).expect("it is text"))
    };
    let call = Signed { host: "mws.amazonservices.com", ..signed("GetOrderReferenceDetails") };
    let call = call.with("AmazonOrderReferenceId", "S01-0000000-0000000");
    let (status, body) = ask("POST", SANDBOX, call.form()).await;
    assert!(status == 401 && body.starts_with("<ErrorResponse "), "{body}");
    let (status, body) = ask("POST", "/OffAmazonPayments_Sandbox/2012-01-01", call.form()).await;
    assert!(status == 404 && body.contains("<Code>InvalidAddress</Code>"), "{body}");
    let (status, body) = ask("POST", "/", call.form()).await;
    assert!(status == 400 && body.contains("<Response><Errors>"), "FPS has the rest: {body}");
    for document in ["/doc/2013-01-01/OffAmazonPayments.wsdl", "/doc/2010-08-28/AmazonFPS.wsdl"] {
        let (status, body) = ask("GET", document, String::new()).await;
        assert!(status == 200 && body.contains(&url), "{document}");
    }

    let (_, log) =
        ask("GET", "/_sandbox/requests?service=amazon-pay&action=GetOrderReferenceDetails", String::new()).await;
    let log: serde_json::Value = serde_json::from_str(&log).expect("it is JSON");
    let told: Vec<_> = log["requests"].as_array().expect("it is a list").iter().collect();
    assert_eq!(told.len(), 2, "{log}");
    assert_eq!((&told[1]["code"], &told[1]["caller"]), (&"AccessDenied".into(), &KEY.into()));
    let (_, one) = ask("GET", &format!("/_sandbox/requests/{}", told[1]["number"]), String::new()).await;
    let one: serde_json::Value = serde_json::from_str(&one).expect("it is JSON");
    assert_eq!((&one["service"], &one["user_agent"]), (&"amazon-pay".into(), &"Shop/1.0 (Language=Rust)".into()));
    let (_, log) = ask("GET", "/_sandbox/requests?service=fps&action=GetOrderReferenceDetails", String::new()).await;
    let log: serde_json::Value = serde_json::from_str(&log).expect("it is JSON");
    assert_eq!(log["requests"].as_array().map(Vec::len), Some(1), "{log}");
}
