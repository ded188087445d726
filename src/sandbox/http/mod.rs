//! The sandbox on a port: FPS itself, Amazon Pay, the certificate of its notifications, and under `/_sandbox/` what steers it.

mod control;
mod endpoint;
pub(crate) mod guard;
mod log;

use std::io;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use tokio::net::ToSocketAddrs;

pub(crate) use self::log::{Exchange, Reading, RequestLog};
use super::{Sandbox, console, notify::SNS_CERTIFICATE_PATH, pages};
use crate::error::ServiceError;
use crate::ids::RequestId;
use crate::server::{Dialect, Front, Interference, Listening};
use crate::{amazon_pay, fps};

/// Where the certificate of notifications is served, whatever host is in front of it.
pub(crate) const CERTIFICATE_PATH: &str = "/certs/090909/PKICert.pem";
/// Where the authority is served that clients trust for the sandbox's own TLS certificate.
const AUTHORITY_PATH: &str = "/_sandbox/ca.pem";

impl Sandbox {
    /// The front that lets this sandbox's callers in, and has their calls meet with the faults that were
    /// [injected](Sandbox::inject). Signatures are checked by the time outside: see [`Sandbox::set_clock`].
    pub fn front(&self) -> Front<fps::Server<Self>> {
        let [named, faulty] = [(); 2].map(|()| self.clone());
        self.open(fps::Server(self.clone()))
            .request_ids(move || RequestId::new(named.0.ids.request() + ":0"))
            .interference(move |operation, call| faulty.interference(&fps::SERVICE, operation, call))
    }

    /// The front of Amazon Pay, for the same callers, which also holds them to its quotas unless
    /// [`Builder::quotas`](super::Builder::quotas) says otherwise. Requests come to
    /// `/OffAmazonPayments_Sandbox/2013-01-01` or, for the live environment, to `/OffAmazonPayments/2013-01-01`.
    pub fn amazon_pay_front(&self) -> Front<amazon_pay::Server<Self>> {
        let [named, faulty] = [(); 2].map(|()| self.clone());
        self.open(amazon_pay::Server(self.clone()))
            .request_ids(move || RequestId::new(named.0.ids.request()))
            .interference(move |operation, call| {
                // A call that is past its quota uses no fault up.
                let quota = faulty.throttle(operation, call);
                let fault = quota.map(|()| faulty.interference(&amazon_pay::SERVICE, operation, call));
                async move {
                    match fault {
                        Ok(fault) => fault.await,
                        Err(throttled) => Some(Interference::Refuse(throttled)),
                    }
                }
            })
    }

    /// The front of FPS for the same callers, before another service.
    #[cfg(feature = "gateway")]
    pub(crate) fn front_of<S: fps::Service>(&self, service: S) -> Front<fps::Server<S>> {
        let named = self.clone();
        self.open(fps::Server(service)).request_ids(move || RequestId::new(named.0.ids.request() + ":0"))
    }

    fn open<H: Dialect>(&self, hosted: H) -> Front<H> {
        let [timed, searching] = [(); 2].map(|()| self.clone());
        Front::new(hosted, self.0.callers.admitted().clone()).clock(move || timed.0.clock.base()).search(move || {
            let searching = searching.clone();
            async move { searching.search_callers().await }
        })
    }

    /// Takes a port, with 0 one that the system chooses, for FPS over REST and SOAP, for Amazon Pay below
    /// `/OffAmazonPayments_Sandbox/` and `/OffAmazonPayments/`, for the certificates of notifications, for
    /// `GET /_sandbox/ca.pem`, the authority to trust for https where a certificate was made
    /// ([`Sandbox::tls_authority`]), and for the control plane, which takes and answers JSON:
    ///
    /// - `GET /_sandbox/help`: the routes, with their parameters.
    /// - `GET /_sandbox/seed`: who may call, and what each finds ([`Seed`](super::Seed)).
    /// - `GET /_sandbox/callers`, `POST /_sandbox/callers`: who may call; one more, with a world of its own
    ///   ([`NewCaller`](super::NewCaller), answered with its part of the seed).
    /// - `GET /_sandbox/accounts`, `POST /_sandbox/accounts`, `PATCH /_sandbox/accounts/{account}`: accounts with their
    ///   balances; a new one ([`NewAccount`](super::NewAccount)); what becomes of one
    ///   ([`AccountChange`](super::AccountChange)).
    /// - `POST /_sandbox/accounts/{account}/actions`: what its owner or its bank does
    ///   ([`AccountAction`](super::AccountAction)).
    /// - `GET /_sandbox/tokens`, `POST /_sandbox/tokens`: tokens with their use; a new one
    ///   ([`NewToken`](super::NewToken)).
    /// - `GET /_sandbox/instruments`, `POST /_sandbox/instruments`: instruments with their balances; a new one
    ///   ([`NewInstrument`](super::NewInstrument)).
    /// - `GET /_sandbox/amazon-pay/merchants`, `POST /_sandbox/amazon-pay/merchants`,
    ///   `PATCH /_sandbox/amazon-pay/merchants/{id}`: for whom a caller can call Amazon Pay; one more
    ///   ([`NewMerchant`](super::amazon_pay::NewMerchant)); what becomes of one
    ///   ([`MerchantChange`](super::amazon_pay::MerchantChange)).
    /// - `GET /_sandbox/amazon-pay/order-references`, `POST /_sandbox/amazon-pay/order-references`,
    ///   `GET /_sandbox/amazon-pay/order-references/{id}`: order references; a new one
    ///   ([`NewOrderReference`](super::amazon_pay::NewOrderReference), answered with
    ///   [`Choice`](super::amazon_pay::Choice)); one of them with everything that came of it.
    /// - `GET /_sandbox/amazon-pay/billing-agreements`, `POST /_sandbox/amazon-pay/billing-agreements`,
    ///   `GET /_sandbox/amazon-pay/billing-agreements/{id}`: billing agreements; a new one
    ///   ([`NewBillingAgreement`](super::amazon_pay::NewBillingAgreement)); one of them.
    /// - `PATCH /_sandbox/amazon-pay/order-references/{id}`, `PATCH /_sandbox/amazon-pay/billing-agreements/{id}`: what
    ///   a buyer changes ([`BuyerChoice`](super::amazon_pay::BuyerChoice)).
    /// - `GET /_sandbox/amazon-pay/authorizations`, `GET /_sandbox/amazon-pay/captures`,
    ///   `GET /_sandbox/amazon-pay/refunds`: what came of order references.
    /// - `POST /_sandbox/amazon-pay/order-references/{id}/actions`,
    ///   `POST /_sandbox/amazon-pay/billing-agreements/{id}/actions`,
    ///   `POST /_sandbox/amazon-pay/authorizations/{id}/actions`, `POST /_sandbox/amazon-pay/captures/{id}/actions`,
    ///   `POST /_sandbox/amazon-pay/refunds/{id}/actions`: what Amazon does by itself
    ///   ([`AmazonAction`](super::amazon_pay::AmazonAction)).
    /// - `GET /_sandbox/amazon-pay/service-status`, `PUT /_sandbox/amazon-pay/service-status`: what `GetServiceStatus`
    ///   tells: `{"status": "YELLOW", "messages": [{"locale", "text"}]}`.
    /// - `GET /_sandbox/clock`, `POST /_sandbox/clock`, `POST /_sandbox/clock/advance`: what the clock shows; `{"now":
    ///   RFC 3339, "frozen": bool}`; `{"seconds": n}`. Everything that is due by then is done before the
    ///   answer; what is to be sent of it is sent right after.
    /// - `GET /_sandbox/faults`, `POST /_sandbox/faults`, `DELETE /_sandbox/faults`: what goes wrong next
    ///   ([`Fault`](super::Fault)).
    /// - `GET /_sandbox/ledger`, `GET /_sandbox/transactions`, `GET /_sandbox/transactions/{id}`: whether the ledger
    ///   balances, with its accounts and postings; transactions; one of them with its history and postings.
    /// - `GET /_sandbox/notifications`, `POST /_sandbox/notifications/{id}/replay`: notifications with each attempt to
    ///   deliver them; one of them sent once more.
    /// - `GET /_sandbox/mail`: e-mails ([`MailFilter`](super::MailFilter), answered with [`Mail`](super::Mail)).
    /// - `GET /_sandbox/requests`, `GET /_sandbox/requests/{number}`: the last requests to FPS and to Amazon Pay that came to this process;
    ///   one of them with its answer, as they were sent.
    /// - `GET /_sandbox/state`, `PUT /_sandbox/state`, `POST /_sandbox/reset`: everything there is but the keys
    ///   ([`State`](super::State)), put back as a whole or not at all, or begun again. Faults and requests are of one
    ///   process, and no part of a state; a reset forgets them.
    ///
    /// Routes that concern one caller's world take its access key as the parameter `caller`; the default is the first
    /// caller. A refusal is `{"error": {"code", "message"}}`.
    ///
    /// The control plane gives secrets away. It answers to this machine only, asked for by an address or as `localhost`;
    /// or, with [`Builder::control_key`](super::Builder::control_key), to whoever sends the key in the header
    /// `Authorization: Bearer KEY`. Requests that a page from elsewhere has sent change nothing, nor do the sandbox's
    /// own notifications.
    ///
    /// The console is at `GET /_sandbox/`: pages for a browser, guarded in the same way, that show what has happened.
    ///
    /// The [co-branded pages](crate::cbui) are at `GET /cobranded-ui/actions/start`, for browsers from anywhere. They
    /// take three parameters more than FPS did, so that tests need no person: with `auto=approve` or `auto=abandon`, or
    /// another status such as `auto=SE`, they answer at once; `buyer` is the account that does, as the seed calls it, and
    /// `method` is `CC`, `ACH` or `ABT`. Signatures may leave them out.
    ///
    /// The page for buyers of Amazon Pay is at `GET /amazon-pay/buyer`, for browsers from anywhere, in place of the
    /// widgets on a merchant's page. `sellerId` says whose buyer somebody is, and `environment` is `sandbox`, which is
    /// the default, or `live`. It makes an order reference, with `agreementType=BillingAgreement` a billing agreement,
    /// or changes the one that `orderReferenceId` or `billingAgreementId` names. It goes back to `returnUrl` with
    /// `orderReferenceId` or `billingAgreementId`, `sellerId`, `accessToken`, for an agreement `consentStatus`, and the
    /// `state` that was given; with `error=access_denied` where the buyer goes away; without a `returnUrl` it shows
    /// them. `buyer`, `payment` ([`TestCard`](super::amazon_pay::TestCard)), `address` and `consent` pick something;
    /// with `auto=approve` or `auto=cancel` it answers at once. `language` is kept. Where several callers have a
    /// merchant with that SellerId, `caller` is the access key of the one that is meant.
    ///
    /// # Errors
    /// What the system says where the address can't be had.
    pub async fn listen(&self, address: impl ToSocketAddrs) -> io::Result<Listening> {
        Listening::of(self.rooms().merge(endpoint::routes(self.clone())), address).await
    }

    /// Everything beside the endpoints of the two services.
    pub(crate) fn rooms(&self) -> Router {
        control::routes(self)
            .merge(pages::routes())
            .merge(console::routes())
            .route(CERTIFICATE_PATH, get(certificate))
            .route(SNS_CERTIFICATE_PATH, get(sns_certificate))
            .route(AUTHORITY_PATH, get(authority))
            .with_state(self.clone())
    }

    /// What of that the world may see: nothing by which the sandbox is steered, or which tells what it holds.
    #[cfg(feature = "gateway")]
    pub(crate) fn open_rooms(&self) -> Router {
        pages::of_fps()
            .route(CERTIFICATE_PATH, get(certificate))
            .route(AUTHORITY_PATH, get(authority))
            .with_state(self.clone())
    }
}

async fn certificate(State(sandbox): State<Sandbox>) -> Response<Body> {
    respond(StatusCode::OK, "application/x-pem-file", sandbox.notification_certificate().pem())
}

async fn sns_certificate(State(sandbox): State<Sandbox>) -> Response<Body> {
    match sandbox.sns_certificate().await {
        Ok(certificate) => respond(StatusCode::OK, "application/x-pem-file", certificate.pem()),
        Err(error) => failed(&error),
    }
}

async fn authority(State(sandbox): State<Sandbox>) -> Response<Body> {
    match sandbox.made_authority().await {
        Ok(Some(authority)) => respond(StatusCode::OK, "application/x-pem-file", authority.pem()),
        Ok(None) => {
            let reason = "There is no authority to trust: the sandbox has made no certificate for https.\n";
            respond(StatusCode::NOT_FOUND, "text/plain", reason.to_owned())
        }
        Err(error) => failed(&error),
    }
}

fn failed(error: &ServiceError) -> Response<Body> {
    respond(StatusCode::INTERNAL_SERVER_ERROR, "text/plain", format!("{}\n", error.message()))
}

fn respond(status: StatusCode, content_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
