//! A sandbox and a client, without a network between them.

use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock};

use amazon_fps::Error;
use amazon_fps::client::{
    Client, ClientBuilder, Credentials, Endpoint, HttpFailure, HttpRequest, HttpResponse, RetryPolicy,
};
use amazon_fps::fps::*;
use amazon_fps::ids::{InstrumentId, SubscriptionId, TokenId, TransactionId};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::{AccountChange, Clock, ManualClock, NewInstrument, NewToken, Sandbox, Seed, SeedInstrument};
use amazon_fps::server::{Arrived, Front};
use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

pub const START: &str = "2012-03-05T17:30:00Z";
const KEY: &str = "AKIAIOSFODNN7EXAMPLE";

/// How a request goes to the sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Rest,
    Soap,
}

pub struct World {
    pub sandbox: Sandbox,
    pub seed: Seed,
    pub way: Way,
    clock: ManualClock,
    front: Arc<Front<Server<Sandbox>>>,
    /// The last answer: its HTTP status and its document.
    last: Arc<Mutex<(u16, String)>>,
    client: Client,
    /// What prepares a call.
    rest: Client,
}

/// What differs from an ordinary call of an action, in which the buyer pays the shop a dollar.
#[derive(Default)]
pub struct Call {
    pub token: Option<TokenId>,
    pub recipient: Option<TokenId>,
    pub instrument: Option<InstrumentId>,
    pub transaction: Option<TransactionId>,
    pub subscription: Option<SubscriptionId>,
    /// Dollars.
    pub amount: Option<Cow<'static, str>>,
    pub reference: Option<&'static str>,
    /// A payment instruction.
    pub text: Option<&'static str>,
    pub start: Option<DateTime<Utc>>,
    pub keeps_money: bool,
}

impl World {
    pub async fn new(way: Way) -> Self {
        Self::set_up(way, Sandbox::builder()).await
    }

    pub async fn set_up(way: Way, builder: amazon_fps::sandbox::Builder) -> Self {
        let clock = ManualClock::new(START.parse().expect("it is a time"));
        let sandbox = builder.clock(clock.clone()).seed(7).build().await.expect("memory is always there");
        let front = Arc::new(sandbox.front());
        let last = Arc::default();
        let client = || client(&sandbox, &clock, &front, &last, |request| request);
        let rest = finish(&sandbox, Way::Rest, client());
        let client = finish(&sandbox, way, client());
        let seed = sandbox.seed().await.expect("memory is always there");
        Self { sandbox, seed, way, clock, front, last, client, rest }
    }

    /// The last answer.
    pub fn reply(&self) -> (u16, String) {
        self.last.lock().expect("nobody panicked with it").clone()
    }

    /// Takes over the last answer of another world.
    pub fn adopt(&self, other: &Self) {
        *self.last.lock().expect("nobody panicked with it") = other.reply();
    }

    pub fn pass(&self, step: TimeDelta) {
        self.clock.advance(step);
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A client that differs from the ordinary one, or whose requests somebody changes on the way.
    pub fn client_changing(
        &self,
        change: impl Fn(HttpRequest) -> HttpRequest + Send + Sync + 'static,
        set_up: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Client {
        let builder = client(&self.sandbox, &self.clock, &self.front, &self.last, change);
        finish(&self.sandbox, self.way, set_up(builder))
    }

    pub fn token(&self, name: &str) -> TokenId {
        let token = self.seed.tokens.iter().find(|token| token.name == name);
        token.unwrap_or_else(|| panic!("there is no token {name}")).token_id.clone()
    }

    pub fn instrument(&self, name: &str) -> InstrumentId {
        let instrument = self.seed.instruments.iter().find(|instrument| instrument.name == name);
        instrument.unwrap_or_else(|| panic!("there is no instrument {name}")).instrument_id.clone()
    }

    pub fn subscription(&self, name: &str) -> SubscriptionId {
        let subscription = self.seed.subscriptions.iter().find(|subscription| subscription.name == name);
        subscription.unwrap_or_else(|| panic!("there is no subscription {name}")).subscription_id.clone()
    }

    pub async fn alter(&self, account: &str, change: AccountChange) {
        self.sandbox.alter_account(account, change).await.expect("the account is there");
    }

    pub async fn create(&self, token: NewToken) -> TokenId {
        self.sandbox.create_token(token).await.expect("it makes sense").token_id
    }

    pub async fn create_instrument(&self, instrument: NewInstrument) -> SeedInstrument {
        self.sandbox.create_instrument(instrument).await.expect("it makes sense")
    }

    /// A payment by the buyer, which succeeds in its time.
    pub async fn paid(&self, token: &str, amount: &'static str, recipient: Option<&str>) -> TransactionId {
        let call = Call {
            token: Some(self.token(token)),
            recipient: recipient.map(|name| self.token(name)),
            amount: Some(amount.into()),
            ..Call::default()
        };
        self.transaction(Operation::Pay, call).await
    }

    /// A reservation of ten dollars.
    pub async fn reserved(&self, recipient: Option<TokenId>, amount: &'static str) -> TransactionId {
        let call = Call { recipient, amount: Some(amount.into()), ..Call::default() };
        let id = self.transaction(Operation::Reserve, call).await;
        self.pass(TimeDelta::seconds(2));
        id
    }

    /// Has the buyer owe twenty dollars on a credit instrument.
    pub async fn owe(&self, token: TokenId) {
        let call = Call { token: Some(token), amount: Some("20".into()), ..Call::default() };
        self.transaction(Operation::Pay, call).await;
    }

    /// The transaction that a call makes.
    pub async fn transaction(&self, operation: Operation, call: Call) -> TransactionId {
        self.prepare(operation, call).await;
        let (status, body) = self.reply();
        let id = body.split_once("<TransactionId>").and_then(|(_, rest)| rest.split_once("</TransactionId>"));
        match id {
            Some((id, _)) if status == 200 => id.into(),
            _ => panic!("{} made no transaction: {body}", operation.name()),
        }
    }

    /// Calls `operation`; what it came to is the last answer.
    pub async fn send(&self, operation: Operation, call: Call) {
        self.send_by(&self.client, operation, call).await;
    }

    /// Calls `operation` so that another call can be made: it is answered.
    pub async fn prepare(&self, operation: Operation, call: Call) {
        self.send_by(&self.rest, operation, call).await;
        let (status, body) = self.reply();
        assert_eq!(status, 200, "{}: {body}", operation.name());
    }

    pub async fn send_by(&self, client: &Client, operation: Operation, call: Call) {
        *self.last.lock().expect("nobody panicked with it") = (0, "nothing".to_owned());
        let result = call.send(self, client, operation).await;
        if let Err(error) = result {
            assert!(error.service().is_some(), "{}: {error}", operation.name());
        }
    }
}

impl Call {
    async fn send(self, world: &World, client: &Client, operation: Operation) -> Result<(), Error> {
        let token = |name: &str| self.token.clone().unwrap_or_else(|| world.token(name));
        let instrument = |name: &str| self.instrument.clone().unwrap_or_else(|| world.instrument(name));
        let subscription = self.subscription.clone().unwrap_or_else(|| world.subscription("subscription"));
        let transaction = self.transaction.clone().unwrap_or_else(|| TransactionId::new("0".repeat(35)));
        let amount = Amount::usd(self.amount.as_deref().unwrap_or("1").parse::<Decimal>().expect("it is a number"));
        let reference = match self.reference {
            Some(reference) => reference.to_owned(),
            None => amazon_fps::server::random_request_id().as_str().to_owned(),
        };
        macro_rules! send {
            ($request:expr) => {
                client.call_unchecked(&$request).await.map(drop)
            };
        }
        match operation {
            Operation::CancelToken => send!(CancelTokenRequest::new(token("multi-use-abt"))),
            Operation::Cancel => send!(CancelRequest::new(transaction)),
            Operation::FundPrepaid => {
                let (token, instrument) = (token("prepaid-abt-funding"), instrument("prepaid-abt"));
                send!(FundPrepaidRequest::new(token, instrument, amount, reference))
            }
            Operation::GetAccountActivity => {
                send!(GetAccountActivityRequest::new(self.start.unwrap_or_else(|| world.now())))
            }
            Operation::GetAccountBalance => send!(GetAccountBalanceRequest::new()),
            Operation::GetTransactionsForSubscription => {
                send!(GetTransactionsForSubscriptionRequest::new(subscription))
            }
            Operation::GetSubscriptionDetails => send!(GetSubscriptionDetailsRequest::new(subscription)),
            Operation::GetDebtBalance => send!(GetDebtBalanceRequest::new(instrument("postpaid-abt"))),
            Operation::GetOutstandingDebtBalance => send!(GetOutstandingDebtBalanceRequest::new()),
            Operation::GetPrepaidBalance => send!(GetPrepaidBalanceRequest::new(instrument("prepaid-abt"))),
            Operation::GetTokenByCaller => send!(match self.reference {
                Some(reference) => GetTokenByCallerRequest::new().caller_reference(reference),
                None => GetTokenByCallerRequest::new().token_id(token("multi-use-abt")),
            }),
            Operation::CancelSubscriptionAndRefund => send!({
                let request = CancelSubscriptionAndRefundRequest::new(subscription);
                match self.keeps_money {
                    true => request,
                    false => request.refund_amount(amount).caller_reference(reference),
                }
            }),
            Operation::GetTokenUsage => send!(GetTokenUsageRequest::new(token("multi-use-abt"))),
            Operation::GetTokens => send!(GetTokensRequest::new()),
            Operation::GetTotalPrepaidLiability => send!(GetTotalPrepaidLiabilityRequest::new()),
            Operation::GetTransaction => send!(GetTransactionRequest::new(transaction)),
            Operation::GetTransactionStatus => send!(GetTransactionStatusRequest::new(transaction)),
            Operation::GetPaymentInstruction => send!(GetPaymentInstructionRequest::new(token("multi-use-abt"))),
            Operation::InstallPaymentInstruction => {
                let text = self.text.unwrap_or("MyRole == 'Caller';");
                send!(InstallPaymentInstructionRequest::new(text, reference, TokenType::MultiUse))
            }
            Operation::Pay => send!(PayRequest {
                recipient_token_id: self.recipient.clone(),
                ..PayRequest::new(token("multi-use-abt"), amount, reference)
            }),
            Operation::Refund => {
                send!(RefundRequest::new(transaction, reference).refund_amount(amount))
            }
            Operation::Reserve => send!(ReserveRequest {
                recipient_token_id: self.recipient.clone(),
                ..ReserveRequest::new(token("multi-use-cc"), amount, reference)
            }),
            Operation::Settle => send!(SettleRequest::new(transaction).transaction_amount(amount)),
            Operation::SettleDebt => {
                let (token, instrument) = (token("postpaid-abt-settlement"), instrument("postpaid-abt"));
                send!(SettleDebtRequest::new(token, instrument, amount, reference))
            }
            Operation::WriteOffDebt => {
                send!(WriteOffDebtRequest::new(instrument("postpaid-abt"), amount, reference))
            }
            Operation::GetRecipientVerificationStatus => {
                send!(GetRecipientVerificationStatusRequest::new(token("recipient")))
            }
            Operation::VerifySignature => {
                send!(VerifySignatureRequest::new("http://localhost/ipn", "signature=none"))
            }
            other => panic!("{} is an action that is not called here", other.name()),
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
        .endpoint(Endpoint::url("http://127.0.0.1:8080/").expect("it is an address"))
        .credentials(Credentials::new(&caller.access_key_id, &caller.secret_access_key))
        .retry(RetryPolicy::never())
        .clock(move || clock.now())
        .http(move |request| {
            let request = change(request);
            let (front, last) = (Arc::clone(&front), Arc::clone(&last));
            async move { deliver(&front, &last, request).await }
        })
}

fn finish(sandbox: &Sandbox, way: Way, client: ClientBuilder) -> Client {
    let client = match way {
        Way::Rest => client,
        Way::Soap => client.soap(identity(sandbox)),
    };
    client.build().expect("it is complete")
}

/// The certificate and key of the caller, which all sandboxes of one process have in common unless they are given
/// another one.
fn identity(sandbox: &Sandbox) -> Identity {
    static IDENTITY: OnceLock<Identity> = OnceLock::new();
    let read = || {
        let made = sandbox.caller(KEY)?;
        Identity::from_pem(&made.certificate?.pem(), &made.key_pem?).ok()
    };
    IDENTITY.get_or_init(|| read().expect("the sandbox made it")).clone()
}

async fn deliver(
    front: &Front<Server<Sandbox>>,
    last: &Mutex<(u16, String)>,
    request: HttpRequest,
) -> Result<HttpResponse, HttpFailure> {
    let header = |name: &str| request.headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
    let (_, rest) = request.url.split_once("://").expect("the client makes whole URLs");
    let (host, path) = rest.split_once('/').expect("the client makes whole URLs");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let arrived = Arrived {
        method: request.method.to_owned(),
        scheme: "http",
        host: host.to_owned(),
        path: format!("/{path}"),
        query: query.to_owned(),
        content_type: header("Content-Type").unwrap_or_default(),
        soap_action: header("SOAPAction"),
        user_agent: header("User-Agent").unwrap_or_default(),
        body: request.body.clone(),
    };
    let reply = front.answer(arrived).await;
    *last.lock().expect("nobody panicked with it") = (reply.status, reply.body.clone());
    Ok(HttpResponse { status: reply.status, body: reply.body.into_bytes() })
}
