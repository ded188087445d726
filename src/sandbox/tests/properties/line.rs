//! The way from a client to a sandbox: the signed query, or SOAP, without a network between them.

use std::sync::{Arc, Mutex};

use crate::{
    client::{Client, Credentials, Endpoint, HttpRequest, HttpResponse, RetryPolicy},
    fps::*,
    sandbox::{Clock, tests::World},
    server::{Arrived, Reply},
    sign::x509::Identity,
    wire::{Encode, Key, Request, Style, flatten, xml},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Rest,
    Soap,
}

/// A client of a world.
pub(super) struct Line {
    client: Client,
    last: Arc<Mutex<Option<Reply>>>,
}

/// What a request came to. Equal ones are equal to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Outcome {
    Answered(Answered),
    Refused {
        code: String,
        message: String,
    },
    /// No answer that anybody could read.
    Lost,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) fields: Vec<(String, String)>,
    /// The document element, which is the child of the Body over SOAP.
    pub(super) document: String,
}

impl Answered {
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

impl Line {
    pub(super) fn to(world: &World, way: Way) -> Self {
        let caller = &world.seed.callers[0];
        let front = Arc::new(world.sandbox.front());
        let last = Arc::new(Mutex::new(None));
        let (clock, seen) = (world.clock.clone(), Arc::clone(&last));
        let builder = Client::builder()
            .endpoint(Endpoint::url("http://127.0.0.1:8080/").unwrap())
            .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
            .retry(RetryPolicy::never())
            .clock(move || Clock::now(&clock))
            .http(move |request| {
                let (front, seen) = (Arc::clone(&front), Arc::clone(&seen));
                async move {
                    let reply = front.answer(arrived(&request)).await;
                    *seen.lock().unwrap() = Some(reply.clone());
                    Ok(HttpResponse { status: reply.status, body: reply.body.into_bytes() })
                }
            });
        let client = match way {
            Way::Rest => builder,
            Way::Soap => {
                let [certificate, key] = [&caller.certificate_pem, &caller.key_pem].map(|pem| pem.as_ref().unwrap());
                builder.soap(Identity::from_pem(certificate, key).unwrap())
            }
        };
        Self { client: client.build().unwrap(), last }
    }

    pub(super) async fn ask<R: Request>(&self, request: &R) -> Outcome {
        *self.last.lock().unwrap() = None;
        match self.client.call_unchecked(request).await {
            Ok(answer) => {
                let reply = self.last.lock().unwrap().take().unwrap();
                // What was read is written again as it was.
                let document = document::<R>(&answer.result, answer.request_id.as_str());
                assert!(reply.body.contains(&document), "{} was read as\n{document}", reply.body);
                Outcome::Answered(Answered { fields: flatten(&answer.result), document })
            }
            Err(error) => match error.service() {
                Some(error) => Outcome::Refused { code: error.code().to_owned(), message: error.message().to_owned() },
                None => {
                    let status = self.last.lock().unwrap().take().unwrap().status;
                    assert_ne!(status, 200, "{error}");
                    Outcome::Lost
                }
            },
        }
    }
}

/// The document element of the answer with this result.
fn document<R: Request>(result: &dyn Encode, request_id: &str) -> String {
    let namespace = SERVICE.namespace_of("2010-08-28");
    let style = Style { amount_decimals: SERVICE.amount_decimals, dates: SERVICE.dates };
    let document = xml::document(R::OPERATION.response, &namespace, style, |sink| {
        if let Some(name) = R::OPERATION.result {
            result.encode(Key::of(name), sink);
        }
        sink.open(Key::of("ResponseMetadata"));
        sink.text(Key::of("RequestId"), request_id);
        sink.close(Key::of("ResponseMetadata"));
    });
    document[document.find("<").unwrap()..].to_owned()
}

fn arrived(request: &HttpRequest) -> Arrived {
    let header = |name: &str| request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
    let url = url::Url::parse(&request.url).unwrap();
    Arrived {
        method: request.method.to_owned(),
        scheme: "http",
        host: "127.0.0.1:8080".to_owned(),
        path: url.path().to_owned(),
        query: url.query().unwrap_or_default().to_owned(),
        content_type: header("Content-Type").unwrap_or_default(),
        soap_action: header("SOAPAction"),
        user_agent: header("User-Agent").unwrap_or_default(),
        body: request.body.clone(),
    }
}

/// A request of any action.
macro_rules! requests {
    ($($action:ident($request:ident),)*) => {
        #[derive(Debug, Clone)]
        pub(super) enum AnyRequest {
            $($action($request),)*
        }

        impl AnyRequest {
            pub(super) async fn send(&self, line: &Line) -> Outcome {
                match self {
                    $(Self::$action(request) => line.ask(request).await,)*
                }
            }

            pub(super) fn action(&self) -> &'static str {
                match self {
                    $(Self::$action(_) => stringify!($action),)*
                }
            }

            /// The caller's name for it, if it has one.
            pub(super) fn reference(&self) -> Option<&str> {
                let key = match self {
                    $(Self::$action(request) => request.idempotency_key(),)*
                };
                key.filter(|key| !key.is_empty())
            }
        }

        $(impl From<$request> for AnyRequest {
            fn from(request: $request) -> Self {
                Self::$action(request)
            }
        })*
    };
}

requests! {
    CancelToken(CancelTokenRequest),
    Cancel(CancelRequest),
    FundPrepaid(FundPrepaidRequest),
    GetAccountActivity(GetAccountActivityRequest),
    GetAccountBalance(GetAccountBalanceRequest),
    GetTransactionsForSubscription(GetTransactionsForSubscriptionRequest),
    GetSubscriptionDetails(GetSubscriptionDetailsRequest),
    GetDebtBalance(GetDebtBalanceRequest),
    GetOutstandingDebtBalance(GetOutstandingDebtBalanceRequest),
    GetPrepaidBalance(GetPrepaidBalanceRequest),
    GetTokenByCaller(GetTokenByCallerRequest),
    CancelSubscriptionAndRefund(CancelSubscriptionAndRefundRequest),
    GetTokenUsage(GetTokenUsageRequest),
    GetTokens(GetTokensRequest),
    GetTotalPrepaidLiability(GetTotalPrepaidLiabilityRequest),
    GetTransaction(GetTransactionRequest),
    GetTransactionStatus(GetTransactionStatusRequest),
    GetPaymentInstruction(GetPaymentInstructionRequest),
    InstallPaymentInstruction(InstallPaymentInstructionRequest),
    Pay(PayRequest),
    Refund(RefundRequest),
    Reserve(ReserveRequest),
    Settle(SettleRequest),
    SettleDebt(SettleDebtRequest),
    WriteOffDebt(WriteOffDebtRequest),
    GetRecipientVerificationStatus(GetRecipientVerificationStatusRequest),
    VerifySignature(VerifySignatureRequest),
}
