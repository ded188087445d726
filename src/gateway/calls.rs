//! Calls as they were answered, for whoever watches.

use std::{
    borrow::Cow,
    cell::RefCell,
    time::{Duration, Instant},
};

use quick_xml::escape::unescape;

use crate::{
    contract::{Effect, OperationInfo},
    fps,
    server::{Answer, Arrived, Call, Front, Reply, Transport},
};

/// The error code of what fails within the gateway.
pub(super) const INTERNAL_ERROR: &str = "InternalError";

/// A call of FPS as it was answered: see [`Builder::watch_calls`](super::Builder::watch_calls). It tells no token, no
/// amount, and nothing of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Served {
    /// The name of the call, as its answer tells it; empty where an answer was never made.
    pub request_id: String,
    /// The action; none where the request was refused before it was known who sends it.
    pub action: Option<&'static str>,
    /// The access key of the caller, under the same condition.
    pub caller: Option<String>,
    /// How the request came, under the same condition.
    pub transport: Option<Transport>,
    /// The transaction that the call has made or changed, or that it is about.
    pub transaction: Option<String>,
    /// The HTTP status.
    pub status: u16,
    /// The error code of a refusal; none where the call was done.
    pub refusal: Option<String>,
    /// Why the gateway itself failed, where the refusal is an `InternalError`: what is wrong with its store, mostly. Other
    /// refusals are explained to their caller alone, since they may repeat what he has sent.
    pub failure: Option<String>,
    /// From the last byte of the request to the answer.
    pub took: Duration,
}

/// What is known of a call once it is known who sends it.
#[derive(Default)]
struct Admitted {
    operation: Option<&'static OperationInfo>,
    caller: Option<String>,
    transport: Option<Transport>,
}

tokio::task_local! {
    /// The call that this task answers.
    static ADMITTED: RefCell<Admitted>;
}

/// Notes that a call was admitted, for [`serve`], which it is under way in.
pub(super) fn note(operation: &'static OperationInfo, call: &Call) {
    let caller = call.caller.as_ref().map(|caller| caller.access_key_id.clone());
    let admitted = Admitted { operation: Some(operation), caller, transport: Some(call.transport) };
    // Outside of `serve`, nobody asks.
    let _ = ADMITTED.try_with(|noted| noted.replace(admitted));
}

/// Answers a request, and tells how.
pub(super) async fn serve<S: fps::Service>(front: &Front<fps::Server<S>>, arrived: Arrived) -> (Answer, Served) {
    let began = Instant::now();
    let answering = async {
        let answer = front.serve(arrived).await;
        (answer, ADMITTED.with(RefCell::take))
    };
    let (answer, admitted) = ADMITTED.scope(RefCell::default(), answering).await;
    let served = Served::of(&answer.clone().into_reply(), &admitted, began.elapsed());
    (answer, served)
}

impl Served {
    fn of(reply: &Reply, admitted: &Admitted, took: Duration) -> Self {
        let body = &reply.body;
        let request_id = text(body, "RequestId").or_else(|| text(body, "RequestID")).unwrap_or_default();
        let refusal = (reply.status >= 400).then(|| {
            let code = text(body, "Code").or_else(|| text(body, "faultcode")).unwrap_or_default();
            code.rsplit([':', '.']).next().unwrap_or_default().to_owned()
        });
        let failure = (refusal.as_deref() == Some(INTERNAL_ERROR)).then(|| {
            let why = text(body, "Message").or_else(|| text(body, "faultstring")).unwrap_or_default();
            unescape(why).map_or_else(|_| why.to_owned(), Cow::into_owned)
        });
        // A page of transactions is about none of them.
        let is_one = |operation: &&OperationInfo| {
            operation.effect != Effect::Reads || operation.request_fields.iter().any(|it| it.name == "TransactionId")
        };
        Self {
            request_id: request_id.to_owned(),
            action: admitted.operation.map(|operation| operation.name),
            caller: admitted.caller.clone(),
            transport: admitted.transport,
            transaction: admitted.operation.filter(is_one).and(text(body, "TransactionId")).map(str::to_owned),
            status: reply.status,
            refusal,
            failure,
            took,
        }
    }
}

/// What stands in the first element of that name, which has no attributes and nothing but text in it, in a document of
/// our own.
fn text<'b>(body: &'b str, name: &str) -> Option<&'b str> {
    let (_, rest) = body.split_once(&format!("<{name}>"))?;
    rest.split_once('<').map(|(text, _)| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn served(action: Option<&str>, status: u16, body: &str) -> Served {
        let operation = action.map(|name| fps::SERVICE.operation(name).unwrap());
        let admitted = Admitted { operation, caller: None, transport: None };
        Served::of(&Reply { status, body: body.to_owned() }, &admitted, Duration::ZERO)
    }

    #[test]
    fn answers_of_every_form_are_told() {
        let paid = "<PayResponse><PayResult><TransactionId>14X</TransactionId></PayResult><ResponseMetadata>\
                    <RequestId>r:0</RequestId></ResponseMetadata></PayResponse>";
        let told = served(Some("Pay"), 200, paid);
        assert_eq!((told.request_id.as_str(), told.transaction.as_deref(), told.refusal), ("r:0", Some("14X"), None));

        let refused = "<Response><Errors><Error><Code>InvalidParams</Code><Message>No.</Message></Error></Errors>\
                       <RequestID>r</RequestID></Response>";
        let told = served(None, 400, refused);
        assert_eq!((told.request_id.as_str(), told.refusal.as_deref()), ("r", Some("InvalidParams")));

        let fault = "<e:Fault><faultcode>aws:Client.InvalidParams</faultcode><detail><RequestId>s</RequestId></detail>";
        let told = served(Some("Pay"), 500, fault);
        assert_eq!((told.request_id.as_str(), told.refusal.as_deref()), ("s", Some("InvalidParams")));
        assert_eq!(served(None, 0, ""), Served { status: 0, ..served(None, 0, "") });
    }

    #[test]
    fn only_a_failure_of_the_gateway_itself_is_told_with_its_reason() {
        let why = |code: &str| {
            let rest = format!(
                "<Response><Errors><Error><Code>{code}</Code><Message>a &lt; b</Message></Error></Errors></Response>"
            );
            let soap = format!(
                "<e:Fault><faultcode>aws:Server.{code}</faultcode><faultstring>a &lt; b</faultstring></e:Fault>"
            );
            [rest, soap].map(|body| served(Some("Pay"), 500, &body).failure)
        };
        assert_eq!(why("InternalError"), [Some("a < b".to_owned()), Some("a < b".to_owned())]);
        assert_eq!(why("InvalidParams"), [None, None]);
        let paid = "<PayResponse><Message>not an error</Message></PayResponse>";
        assert_eq!(served(Some("Pay"), 200, paid).failure, None);
    }

    #[test]
    fn a_page_of_transactions_is_about_none() {
        let page = "<R><Transaction><TransactionId>14X</TransactionId></Transaction></R>";
        assert_eq!(served(Some("GetAccountActivity"), 200, page).transaction, None);
        assert_eq!(served(Some("GetTransaction"), 200, page).transaction.as_deref(), Some("14X"));
    }
}
