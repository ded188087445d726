//! What a recorded exchange is: a call of FPS or of Amazon Pay, a buyer on the way to the co-branded pages or back, a
//! notification, or none of the merchant's payments.

use std::borrow::Cow;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use super::answer::Outcome;
use super::exchange::{Exchange, Request};
use crate::contract::ServiceInfo;
use crate::wire::{Limits, Node, xml};
use crate::{amazon_pay, fps};

/// What an exchange is. `Debug` shows no values.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Seen {
    /// A call of FPS.
    Fps(Box<Call>),
    /// A call of Amazon Pay: OffAmazonPayments 2013-01-01, or the API after it.
    AmazonPay(Box<Call>),
    /// A buyer is sent to the co-branded pages.
    Pipeline(Fields),
    /// A form of Simple Pay is sent.
    Button(Fields),
    /// A buyer comes back from the co-branded pages.
    Return(Fields),
    /// FPS notifies the merchant.
    Notification(Fields),
    /// Amazon Pay notifies the merchant.
    AmazonPayNotification,
    /// A tunnel to Amazon's payments was opened; what went through it isn't recorded.
    Tunnel,
    /// A request to FPS, or one that may have gone there, of which the recording doesn't hold what it asks: the body of a
    /// POST isn't in an access log, and some proxies leave the query out.
    Hidden,
    /// Anything else.
    Other,
}

/// A call, as far as it can be read. Nothing of it is believed: signatures aren't checked.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Call {
    /// How it was sent.
    pub transport: Transport,
    /// The action: as the contract spells it if it has one that differs in case only, otherwise as it was sent; empty
    /// where there is none.
    pub action: String,
    /// The action as it was sent.
    pub spelt: String,
    /// The API version, where the request says it.
    pub version: Option<String>,
    /// Who calls, where the request says it.
    pub caller: Option<CallerName>,
    /// The parameters, without those that every request has.
    pub fields: Fields,
    /// What came of it.
    pub outcome: Outcome,
}

/// How a call was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Transport {
    /// A query with everything in the address.
    RestGet,
    /// A query with its parameters in the body, or in both.
    RestPost,
    /// A SOAP message.
    Soap,
    /// JSON, as the latest API of Amazon Pay has it.
    Json,
}

/// By what a request says who calls.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CallerName {
    /// An access key id.
    AccessKeyId(String),
    /// The SHA-1 thumbprint of the certificate that signed a SOAP message, in hexadecimal digits.
    Certificate(String),
}

/// Names and values, as they came. `Debug` shows the names only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

/// The parameters that every request has, and that say nothing of what is asked.
pub(super) const ENVELOPE: [&str; 7] =
    ["Action", "AWSAccessKeyId", "Signature", "SignatureMethod", "SignatureVersion", "Timestamp", "Version"];

/// API versions of FPS, those among them that this project doesn't speak.
const VERSIONS: [&str; 4] = ["2007-01-08", "2008-09-17", "2010-08-28", "2011-09-20"];
/// What begins the namespace of every message of FPS, before the version.
const NAMESPACE: &str = "http://fps.amazonaws.com/doc/";
/// How a visit to the co-branded pages ends.
const STATUSES: [&str; 12] = ["SA", "SB", "SC", "SR", "SU", "SS", "SE", "A", "CE", "PE", "NP", "NM"];
/// Parameters that nothing but the co-branded pages sends back.
const RETURNED: [&str; 7] = [
    "tokenID",
    "refundTokenID",
    "prepaidInstrumentID",
    "prepaidSenderTokenID",
    "creditInstrumentID",
    "creditSenderTokenID",
    "settlementTokenID",
];

impl Exchange {
    /// What this exchange is.
    pub fn seen(&self) -> Seen {
        let request = &self.request;
        let host = request.host.as_deref().unwrap_or_default();
        if request.method == "CONNECT" {
            return if is_amazons(host) { Seen::Tunnel } else { Seen::Other };
        }
        if request.header("x-amz-sns-message-type").is_some() {
            return Seen::AmazonPayNotification;
        }
        if host.starts_with("pay-api.amazon.") {
            return Seen::AmazonPay(Box::new(self.latest_call()));
        }
        if let Some(call) = self.soap_call() {
            return Seen::Fps(Box::new(call));
        }
        let fields = Fields::of(request);
        if request.path.ends_with("/cobranded-ui/actions/start")
            || (fields.value("pipelineName").is_some() && fields.value("callerKey").is_some())
        {
            return Seen::Pipeline(fields);
        }
        if request.path.ends_with("/pba/paypipeline") {
            return Seen::Button(fields);
        }
        if let Some(service) = service_of(request, &fields) {
            let call = Box::new(self.query_call(service, fields));
            return if service.name == fps::SERVICE.name { Seen::Fps(call) } else { Seen::AmazonPay(call) };
        }
        if is_notification(request, &fields) {
            return Seen::Notification(fields);
        }
        if is_return(&fields) {
            return Seen::Return(fields);
        }
        if is_hidden(request) {
            return Seen::Hidden;
        }
        Seen::Other
    }

    fn query_call(&self, service: &ServiceInfo, mut fields: Fields) -> Call {
        let spelt = fields.value("Action").unwrap_or_default().to_owned();
        let caller = fields.value("AWSAccessKeyId").map(|key| CallerName::AccessKeyId(key.to_owned()));
        let version = fields.value("Version").map(str::to_owned);
        fields.0.retain(|(name, _)| !ENVELOPE.contains(&name.as_str()));
        Call {
            transport: if self.request.method == "GET" { Transport::RestGet } else { Transport::RestPost },
            action: canonical(service, &spelt),
            spelt,
            version,
            caller,
            fields,
            outcome: Outcome::of(self.response.as_ref()),
        }
    }

    /// A SOAP message of FPS; none if it is anything else.
    fn soap_call(&self) -> Option<Call> {
        let text = text_of(self.request.body.as_deref()?);
        if !text.contains("Envelope") {
            return None;
        }
        let version = text.split_once(NAMESPACE).and_then(|(_, rest)| rest.split(['/', '"', '\'']).next());
        if version.is_none() && !self.request.host.as_deref().is_some_and(is_amazons) {
            return None;
        }
        let tree = xml::read(&text, &Limits::REQUEST).ok()?;
        let content = tree.root().child("Body").and_then(|body| body.children().next());
        let spelt = content.map_or("", |content| content.name());
        // Some toolkits name the element after the type and not after the action.
        let action = match fps::SERVICE.operation(spelt) {
            Some(_) => spelt,
            None => spelt.strip_suffix("Request").unwrap_or(spelt),
        };
        Some(Call {
            transport: Transport::Soap,
            action: canonical(&fps::SERVICE, action),
            spelt: action.to_owned(),
            version: version.map(str::to_owned),
            caller: tree.root().child("Header").and_then(signer),
            fields: Fields(content.map(Node::leaves).unwrap_or_default()),
            outcome: Outcome::of(self.response.as_ref()),
        })
    }

    /// A call of the API that names what it acts on in the path: `POST charges/capture`, without any id.
    fn latest_call(&self) -> Call {
        const NAMED: [&str; 14] = [
            "checkoutSessions",
            "complete",
            "finalize",
            "chargePermissions",
            "close",
            "charges",
            "capture",
            "cancel",
            "refunds",
            "buyers",
            "reports",
            "disbursements",
            "deliveryTrackers",
            "merchantAccounts",
        ];
        let parts = self.request.path.split('/').filter(|part| NAMED.contains(part)).collect::<Vec<_>>();
        let method =
            ["GET", "POST", "PATCH", "PUT", "DELETE"].into_iter().find(|method| *method == self.request.method);
        let action = format!("{} {}", method.unwrap_or("(other)"), parts.join("/")).trim_end().to_owned();
        let version = self.request.path.split('/').find(|part| *part == "v1" || *part == "v2");
        Call {
            transport: Transport::Json,
            spelt: action.clone(),
            action,
            version: version.map(str::to_owned),
            caller: None,
            fields: Fields::default(),
            outcome: Outcome::of(self.response.as_ref()),
        }
    }
}

impl Fields {
    /// The parameters of the query and of a form in the body.
    pub(in crate::migrate) fn of(request: &Request) -> Self {
        let form = match &request.body {
            Some(body) if body.len() <= Limits::REQUEST.bytes => text_of(body),
            _ => Cow::Borrowed(""),
        };
        // What begins like a document is no form.
        let form = if form.trim_start().starts_with(['<', '{', '[']) { "" } else { form.trim() };
        let parts = [request.query.as_str(), form].into_iter().filter(|part| part.len() <= Limits::REQUEST.bytes);
        let pairs = parts.flat_map(|part| part.split('&')).filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                    (decoded(name), decoded(value))
                })
                .collect(),
        )
    }

    /// The first value of that name, if it is not empty.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

/// A parameter's name or value, in whatever encoding the shop had.
fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    text_of(&Cow::from(percent_decode_str(&text))).into_owned()
}

/// UTF-8, and what is none is taken for Latin-1, as old shops wrote it: every byte is a character then.
pub(crate) fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

/// Whether it may ask FPS for something that the recording doesn't hold. A request without a host may have gone anywhere,
/// FPS among it, if it is a POST to where FPS takes them.
fn is_hidden(request: &Request) -> bool {
    let is_document = request.path.starts_with("/doc/") || request.path.ends_with(".wsdl");
    match &request.host {
        Some(host) => is_fps(host) && !is_document,
        None => may_be_hidden(&request.method, &request.path) && request.body.is_none() && request.query.is_empty(),
    }
}

/// Whether a request to nobody knows whom may be a call whose parameters aren't recorded.
pub(super) fn may_be_hidden(method: &str, path: &str) -> bool {
    method == "POST" && matches!(path, "" | "/")
}

/// Whether the host is where FPS answered calls.
pub(super) fn is_fps(host: &str) -> bool {
    host.split(':').next().is_some_and(|host| host.starts_with("fps.") && host.ends_with(".amazonaws.com"))
}

/// Whether the host is one of Amazon's for payments.
fn is_amazons(host: &str) -> bool {
    let host = host.split(':').next().unwrap_or_default();
    const HOSTS: [&str; 4] = [
        "fps.amazonaws.com",
        "fps.sandbox.amazonaws.com",
        "authorize.payments.amazon.com",
        "authorize.payments-sandbox.amazon.com",
    ];
    HOSTS.contains(&host) || host.starts_with("mws.amazonservices.") || host.starts_with("pay-api.amazon.")
}

/// Whose action the parameters ask for.
fn service_of(request: &Request, fields: &Fields) -> Option<&'static ServiceInfo> {
    let action = fields.value("Action")?;
    let version = fields.value("Version").unwrap_or_default();
    let host = request.host.as_deref().unwrap_or_default();
    if version == "2013-01-01" || request.path.contains("/OffAmazonPayments") {
        let is_known = amazon_pay::SERVICE.operation(action).is_some();
        return (is_known || request.path.contains("/OffAmazonPayments")).then_some(&amazon_pay::SERVICE);
    }
    let is_known = fps::SERVICE.operation(&canonical(&fps::SERVICE, action)).is_some();
    let is_signed = fields.value("AWSAccessKeyId").is_some() && fields.value("Signature").is_some();
    (is_fps(host) || VERSIONS.contains(&version) || (is_known && version.is_empty() && is_signed))
        .then_some(&fps::SERVICE)
}

/// The action as the contract spells it, if it has one that differs in case only.
fn canonical(service: &ServiceInfo, action: &str) -> String {
    let known = service.operations.iter().find(|operation| operation.name.eq_ignore_ascii_case(action));
    known.map_or(action, |operation| operation.name).to_owned()
}

fn is_notification(request: &Request, fields: &Fields) -> bool {
    match fields.value("notificationType") {
        Some(kind) => matches!(kind, "TransactionStatus" | "TokenCancellation"),
        None => {
            request.method == "POST"
                && ["transactionId", "operation", "signature"].iter().all(|name| fields.value(name).is_some())
        }
    }
}

fn is_return(fields: &Fields) -> bool {
    let is_signed = fields.value("signature").is_some() || fields.value("certificateUrl").is_some();
    let has_status = fields.value("status").is_some_and(|status| STATUSES.contains(&status));
    let has_token = RETURNED.iter().any(|name| fields.value(name).is_some());
    (has_token && (is_signed || has_status)) || (has_status && is_signed)
}

/// Who signed a SOAP message, as its header says.
fn signer(header: Node<'_>) -> Option<CallerName> {
    if let Some(key) = header.child("AWSAccessKeyId") {
        return Some(CallerName::AccessKeyId(key.text().trim().to_owned()));
    }
    let certificate = header.child("Security")?.child("BinarySecurityToken")?.text();
    let bytes = STANDARD.decode(certificate.split_ascii_whitespace().collect::<String>()).ok()?;
    let thumbprint = Sha1::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(CallerName::Certificate(thumbprint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::migrate::traffic::exchange::{Place, Response};

    fn seen(method: &str, target: &str, body: Option<&str>) -> Seen {
        let mut request = Request {
            method: method.to_owned(),
            body: body.map(|body| body.as_bytes().to_vec()),
            ..Request::default()
        };
        request.aim(target);
        Exchange::new(Place::Line(1), request).seen()
    }

    fn fps_call(seen: Seen) -> Call {
        match seen {
            Seen::Fps(call) => *call,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn calls_are_told_by_their_version_their_host_or_their_signature() {
        let call = fps_call(seen(
            "GET",
            "/?Action=Pay&Version=2008-09-17&AWSAccessKeyId=K&Signature=S&CallerReference=a+b",
            None,
        ));
        assert_eq!((call.action.as_str(), call.transport), ("Pay", Transport::RestGet));
        assert_eq!(call.caller, Some(CallerName::AccessKeyId("K".to_owned())));
        assert_eq!(call.fields.0, [("CallerReference".to_owned(), "a b".to_owned())]);

        let call =
            fps_call(seen("POST", "https://fps.sandbox.amazonaws.com/", Some("Action=GetOutStandingDebtBalance")));
        assert_eq!(
            (call.action.as_str(), call.spelt.as_str()),
            ("GetOutstandingDebtBalance", "GetOutStandingDebtBalance")
        );
        assert_eq!(call.transport, Transport::RestPost);

        assert_eq!(fps_call(seen("GET", "/?Action=Refund&AWSAccessKeyId=K&Signature=S", None)).version, None);
        let old = fps_call(seen("GET", "/?Action=GetAllPrepaidInstruments&Version=2007-01-08", None));
        assert_eq!(old.action, "GetAllPrepaidInstruments");
        for other in
            ["/?Action=Refund", "/?Action=RunInstances&Version=2010-08-31&AWSAccessKeyId=K&Signature=S", "/?a=b"]
        {
            assert!(matches!(seen("GET", other, None), Seen::Other), "{other}");
        }
    }

    #[test]
    fn soap_messages_are_told_by_their_namespace() {
        let message = |security: &str| {
            format!(
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header><w:Security xmlns:w='u'>{security}</w:Security>\
             </s:Header><s:Body><PayRequest xmlns='http://fps.amazonaws.com/doc/2010-08-28/'><SenderTokenId>T</SenderTokenId>\
             <TransactionAmount><Value>1</Value></TransactionAmount></PayRequest></s:Body></s:Envelope>"
            )
        };
        let call = fps_call(seen("POST", "/", Some(&message("<w:BinarySecurityToken>YQ\n==</w:BinarySecurityToken>"))));
        assert_eq!((call.action.as_str(), call.version.as_deref()), ("Pay", Some("2010-08-28")));
        assert_eq!(call.fields.value("TransactionAmount.Value"), Some("1"));
        let of_a = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";
        assert_eq!(call.caller, Some(CallerName::Certificate(of_a.to_owned())));
        let other = message("").replace("fps.amazonaws.com", "example.com");
        assert!(matches!(seen("POST", "/", Some(&other)), Seen::Other));
    }

    #[test]
    fn buyers_and_notifications_are_told_by_their_parameters() {
        let pages = "https://authorize.payments.amazon.com/cobranded-ui/actions/start?pipelineName=SingleUse";
        assert!(matches!(seen("GET", pages, None), Seen::Pipeline(_)));
        assert!(matches!(
            seen("POST", "https://authorize.payments.amazon.com/pba/paypipeline", Some("amount=1")),
            Seen::Button(_)
        ));
        assert!(matches!(seen("GET", "/back?status=SC&tokenID=T&signature=S", None), Seen::Return(_)));
        assert!(matches!(seen("GET", "/back?status=A&callerReference=r&signature=S", None), Seen::Return(_)));
        assert!(matches!(seen("GET", "/search?status=A", None), Seen::Other));
        let body = "notificationType=TransactionStatus&transactionId=1";
        assert!(matches!(seen("POST", "/ipn", Some(body)), Seen::Notification(_)));
        assert!(matches!(
            seen("POST", "/ipn", Some("transactionId=1&operation=pay&signature=s")),
            Seen::Notification(_)
        ));
        assert!(matches!(seen("CONNECT", "https://fps.amazonaws.com:443", None), Seen::Tunnel));
        assert!(matches!(seen("CONNECT", "https://example.com:443", None), Seen::Other));
    }

    #[test]
    fn a_letter_in_latin_1_hides_no_call() {
        const TARGET: &str =
            "/?Action=Pay&Version=2008-09-17&AWSAccessKeyId=K&CallerReference=r&SenderDescription=Caf%E9";
        let call = fps_call(seen("GET", TARGET, None));
        assert_eq!((call.action.as_str(), call.fields.value("SenderDescription")), ("Pay", Some("Caf\u{e9}")));
        assert_eq!(call.fields.value("CallerReference"), Some("r"));
        // Two letters are two values.
        let other = fps_call(seen("GET", &TARGET.replace("%E9", "%E8"), None));
        assert_ne!(call.fields, other.fields);
        let back = "/back?status=SC&tokenID=t&signature=s&buyerName=Jos%E9";
        assert!(matches!(seen("GET", back, None), Seen::Return(_)));

        let mut request = Request { method: "POST".to_owned(), ..Request::default() };
        request.aim("https://fps.amazonaws.com/");
        for body in [
            &b"Action=Pay&Version=2008-09-17&SenderDescription=Caf\xe9"[..],
            b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Pay><SenderDescription>Caf\xe9\
              </SenderDescription></Pay></s:Body></s:Envelope>",
        ] {
            request.body = Some(body.to_vec());
            let call = fps_call(Exchange::new(Place::Line(1), request.clone()).seen());
            assert_eq!(call.fields.value("SenderDescription"), Some("Caf\u{e9}"));
        }
    }

    #[test]
    fn what_a_request_to_fps_asks_may_be_hidden() {
        const FPS: &str = "https://fps.amazonaws.com/";
        for (method, target, body) in
            [("POST", FPS, None), ("GET", FPS, None), ("POST", FPS, Some("<broken")), ("POST", "/", None)]
        {
            assert!(matches!(seen(method, target, body), Seen::Hidden), "{method} {target} {body:?}");
        }
        for (method, target, body) in [
            ("GET", "/", None),
            ("POST", "/checkout", None),
            ("POST", "/", Some("a=b")),
            ("GET", "https://fps.amazonaws.com/doc/2010-08-28/AmazonFPS.wsdl", None),
            ("POST", "https://example.com/", None),
        ] {
            assert!(matches!(seen(method, target, body), Seen::Other), "{method} {target} {body:?}");
        }
    }

    #[test]
    fn calls_of_amazon_pay_are_not_those_of_fps() {
        let call = |seen| match seen {
            Seen::AmazonPay(call) => *call,
            other => panic!("{other:?}"),
        };
        let target = "https://mws.amazonservices.com/OffAmazonPayments/2013-01-01";
        let refund = call(seen("POST", target, Some("Action=Refund&Version=2013-01-01&SellerId=S")));
        assert_eq!((refund.action.as_str(), refund.transport), ("Refund", Transport::RestPost));
        let capture = call(seen(
            "POST",
            "https://pay-api.amazon.com/live/v2/charges/P21-1111111-1111111-C111111/capture",
            Some("{}"),
        ));
        assert_eq!((capture.action.as_str(), capture.version.as_deref()), ("POST charges/capture", Some("v2")));
        let mut request = Request { method: "POST".to_owned(), ..Request::default() };
        request.keep_header("X-Amz-Sns-Message-Type", "Notification");
        assert!(matches!(Exchange::new(Place::Line(1), request).seen(), Seen::AmazonPayNotification));
    }

    #[test]
    fn values_are_not_told_by_debug() {
        let call = seen("GET", "/?Action=Pay&Version=2010-08-28&AWSAccessKeyId=K&SenderTokenId=SECRET", None);
        assert!(!format!("{call:?}").contains("SECRET"));
        let mut exchange = Exchange::new(Place::Line(1), Request::default());
        exchange.response = Some(Response {
            status: 200,
            body: Some(b"<PayResponse><PayResult><X>SECRET</X></PayResult></PayResponse>".to_vec()),
        });
        assert!(!format!("{:?}", Outcome::of(exchange.response.as_ref())).contains("SECRET"));
    }
}
