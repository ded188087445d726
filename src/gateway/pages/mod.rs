//! The gateway's pages: where buyers are told what they agree to before they go to Amazon Pay, and come back from there.
//!
//! - [`cbui::PATH`](crate::cbui::PATH): the co-branded pages, as old programs know them. The address must be signed: one
//!   that isn't, or not by the caller that it names, leads nowhere, and a page says why. What is authorised is shown, then
//!   the buyer consents at Amazon Pay, and the browser goes back to `returnURL` with tokens and signature as FPS sent it
//!   there. `status` goes by the first payment method that the program asked for, as Amazon Pay
//!   doesn't tell which one the buyer has; there is no `expiry` and no shipping address.
//! - [`RENEW_PATH`]: the buyer of a token that was [linked](super::link) consents anew. Only the gateway's owner can make
//!   such an address.
//! - [`BACK_PATH`]: where Amazon Pay sends the buyer back to.
//!
//! What a buyer chooses at Amazon Pay is a draft, which ends there after three hours. So a billing agreement is confirmed
//! as soon as he is back, before the page or the shop is told that it is good: a token is worth nothing until then. Where
//! Amazon Pay refuses it, the shop gets the status PE with the reason, and whoever renews a token is told it, and can consent
//! anew. An order is confirmed only where its token lasts for longer than a draft, with `validityExpiry` or as an old token
//! does, and for the most that the token may pay; a draft is left one otherwise, until it is charged, so that no order stays
//! open of which nothing comes. A renewed single-use token that says no such amount has to be charged within the three
//! hours, as the page says.
//!
//! A merchant who is to be paid through a marketplace has no wallet: the page of the pipeline Recipient asks him for
//! his SellerId, which must be that of an [`Account::recipients`](super::Account::recipients) or the caller's own. A buyer
//! whose token is to pay him consents with him; a consent is for one seller, so that a token which is to pay several is
//! refused with the status CE, and one for a seller for whom the gateway can't act with NM.

mod back;
mod renew;
mod seal;
mod start;
#[cfg(test)]
mod tests;
mod view;
mod visit;
mod wallet;

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::get,
};
use chrono::{DateTime, Utc};
use tokio::sync::OnceCell;
use url::Url;

pub use self::wallet::Wallet;
use self::{
    seal::Seal,
    view::{Problem, Widgets},
    visit::{Away, Purpose},
    wallet::Errand,
};
use super::{
    Gateway,
    instruction::{Answer, Failure, Instruction, Merchant},
    processor::Processor,
};
use crate::{
    amazon_pay::{Environment, client::Region},
    cbui::{self, Status},
    error::ServiceError,
    sandbox::{
        Sandbox,
        pages::{STYLE, back as lead, page},
        rows::{Consent, ConsentKind, Tenant},
        rules::consent::Refusal,
    },
};

/// Where buyers of old tokens consent anew.
pub const RENEW_PATH: &str = "/gateway/renew";
/// Where Amazon Pay sends buyers back to.
pub const BACK_PATH: &str = "/gateway/consented";
const STYLE_PATH: &str = "/gateway/style.css";
const SCRIPT_PATH: &str = "/gateway/consent.js";
const SCRIPT: &str = include_str!("consent.js");

/// What addresses may say, in tests alone, to answer without a person: the page for buyers of the sandbox knows it, too.
const STEERING: [&str; 2] = ["auto", "buyer"];

/// Whoever hands out the pages.
#[derive(Clone, Debug)]
pub(crate) struct Desk(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    books: Sandbox,
    /// By the access key of the caller.
    shops: HashMap<String, Shop>,
    /// Where browsers find the gateway; else where they say that they have found it.
    public_url: Option<Url>,
    seal: OnceCell<Seal>,
}

/// A caller, as his buyers know him.
#[derive(Clone)]
pub(crate) struct Shop {
    pub(crate) merchant: Merchant,
    pub(crate) processor: Arc<dyn Processor>,
    pub(crate) wallet: Option<Wallet>,
    /// The others who are paid through the caller, by their SellerIds.
    pub(crate) recipients: HashMap<String, Payee>,
    pub(crate) environment: Environment,
    pub(crate) region: Region,
}

/// Somebody who is paid, and where buyers consent to that.
#[derive(Clone)]
pub(crate) struct Payee {
    pub(crate) merchant: Merchant,
    pub(crate) wallet: Option<Wallet>,
}

impl Desk {
    pub(crate) fn new(books: Sandbox, shops: HashMap<String, Shop>, public_url: Option<Url>) -> Self {
        Self(Arc::new(Inner { books, shops, public_url, seal: OnceCell::new() }))
    }

    /// The pages of `gateway`.
    pub(crate) fn routes(self, gateway: Gateway) -> Router {
        let back = Router::new().route(BACK_PATH, get(back::look)).with_state((self.clone(), gateway));
        Router::new()
            .route(cbui::PATH, get(start::look).post(start::answer))
            .route(RENEW_PATH, get(renew::look).post(renew::answer))
            .route(STYLE_PATH, get(|| file(STYLE, "text/css; charset=utf-8")))
            .route(SCRIPT_PATH, get(|| file(SCRIPT, "text/javascript; charset=utf-8")))
            .with_state(self)
            .merge(back)
    }

    /// The address, on the gateway at `public_url`, on which the buyer of `token` consents anew until `expires`.
    pub(crate) async fn renewal_link(
        &self,
        public_url: &Url,
        caller: &str,
        token: &str,
        expires: DateTime<Utc>,
    ) -> Result<String, ServiceError> {
        Ok(renew::address(self.seal().await?, public_url, caller, token, expires))
    }

    fn books(&self) -> &Sandbox {
        &self.0.books
    }

    fn shop(&self, caller: &str) -> Result<&Shop, Turned> {
        self.0.shops.get(caller).ok_or_else(|| Turned::wrong("There is no merchant for this caller here."))
    }

    async fn seal(&self) -> Result<&Seal, ServiceError> {
        self.0.seal.get_or_try_init(|| Seal::of(&self.0.books)).await
    }

    /// Where the browser finds the gateway.
    fn home(&self, host: &str) -> Result<Url, Turned> {
        match &self.0.public_url {
            Some(url) => Ok(url.clone()),
            None => {
                Url::parse(&format!("http://{host}/")).map_err(|_| Turned::wrong("The host of the address is none."))
            }
        }
    }

    /// Sends a buyer to Amazon Pay, for what becomes of his consent there.
    async fn send_away(&self, caller: &str, leaving: Leaving<'_>) -> Result<Shown, Turned> {
        let shop = self.shop(caller)?;
        let Some(wallet) = &leaving.payee.wallet else {
            return Err(Turned::unfit(
                "Nobody can consent here: the gateway was not told where the buyers of this merchant do, with its client \
                 id for the widgets of Amazon Pay.",
            ));
        };
        let steering: &[_] = if shop.is_steered() { &leaving.steering } else { &[] };
        let draw = |books: &mut crate::sandbox::books::Books<'_>| Ok((books.ids().secret(), books.ids().uuid()));
        let (secret, name) = self.books().alter(&Tenant::of(caller), draw).await?;
        let secret = secret.replace(['+', '/'], "-");
        // Who steers a test keeps no cookies.
        let secret = Some(secret).filter(|_| steering.is_empty());
        let away = Away::new(caller, leaving.purpose, name, secret.as_deref(), self.books().now());
        let state = away.write(self.seal().await?);
        let home = self.home(leaving.host)?;
        let back = home.join(BACK_PATH).map_err(|_| Turned::wrong("The address of the gateway is none."))?;
        let errand = Errand {
            seller: &leaving.payee.merchant.seller_id,
            environment: shop.environment,
            kind: leaving.kind,
            known: leaving.known.as_ref(),
            back: back.as_str(),
            state: &state,
            steering,
        };
        let cookie = secret.map(|secret| away.cookie(&secret, BACK_PATH, home.scheme() == "https"));
        match wallet {
            Wallet::Page { url } => {
                let to = errand.address(url).map_err(|_| Turned::unfit("The page for buyers has no address."))?;
                Ok(Shown::Away { to, cookie })
            }
            Wallet::Widgets { client_id, script } => {
                let script = script.clone().unwrap_or_else(|| wallet::script(shop.region, shop.environment));
                Ok(Shown::Widgets { page: Box::new(Widgets::new(&errand, client_id, script)), cookie })
            }
        }
    }

    /// What a consent is worth now.
    async fn look_at(&self, shop: &Shop, of: &Merchant, instruction: Instruction) -> Result<Answer, Turned> {
        match shop.processor.ask(of, &instruction).await {
            Ok(answer) => Ok(answer),
            Err(Failure::Refused { message, .. }) => {
                Err(Turned::wrong(format!("Amazon Pay does not know it, or refuses to tell: {message}")))
            }
            Err(Failure::Unknown { .. } | Failure::Later { .. }) => Err(Turned::unfit(
                "Amazon Pay can't be asked just now. Nothing is lost: load this page again in a while.",
            )),
        }
    }
}

impl std::fmt::Debug for Shop {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let seller = &self.merchant.seller_id;
        f.debug_struct("Shop").field("seller_id", seller).field("wallet", &self.wallet).finish_non_exhaustive()
    }
}

impl Shop {
    /// The caller itself, or another who is paid through it and for whom it may act.
    fn payee(&self, seller_id: &str) -> Option<Payee> {
        if seller_id == self.merchant.seller_id {
            return Some(Payee { merchant: self.merchant.clone(), wallet: self.wallet.clone() });
        }
        self.recipients.get(seller_id).cloned()
    }

    /// Whom a buyer has to consent to pay for a token of `caller` that pays these accounts, or the caller's where there are
    /// none: at Amazon Pay, a consent is for one seller.
    fn paid(&self, caller: &str, accounts: &[&str]) -> Result<Payee, Refusal> {
        let own = self.merchant.seller_id.as_str();
        let mut sellers = accounts.iter().map(|account| if *account == caller { own } else { *account });
        let seller = sellers.next().unwrap_or(own);
        if sellers.any(|other| other != seller) {
            let why = "The token is to pay several merchants, and a consent at Amazon Pay is for one: ask for a token for \
                       each of them.";
            return Err(Refusal::new(Status::Ce, why));
        }
        self.payee(seller).ok_or_else(|| {
            let why = format!(
                "The gateway can't act for the seller {seller}: give his SellerId and MWSAuthToken in its configuration, as \
                 a [[caller.recipient]]."
            );
            Refusal::new(Status::Nm, why)
        })
    }

    /// Whether addresses may say what is answered without a person: only where no money is real.
    fn is_steered(&self) -> bool {
        self.environment == Environment::Sandbox && matches!(self.wallet, Some(Wallet::Page { .. }))
    }
}

/// What a buyer leaves for.
struct Leaving<'a> {
    purpose: Purpose,
    payee: Payee,
    kind: ConsentKind,
    known: Option<Consent>,
    /// The host that the browser has found the gateway at.
    host: &'a str,
    steering: Vec<(String, String)>,
}

/// What a browser gets.
enum Shown {
    Html(StatusCode, Result<String, askama::Error>),
    /// The page of the widgets.
    Widgets {
        page: Box<Widgets>,
        cookie: Option<String>,
    },
    /// The way to Amazon Pay.
    Away {
        to: String,
        cookie: Option<String>,
    },
    /// The way back to a caller.
    Back(String),
}

/// Why a visit leads nowhere.
struct Turned {
    status: StatusCode,
    why: String,
}

impl Turned {
    /// Something is wrong with what came.
    fn wrong(why: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, why: why.into() }
    }

    /// The gateway can't do it, for now or until it is told more.
    fn unfit(why: impl Into<String>) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, why: why.into() }
    }
}

impl From<ServiceError> for Turned {
    fn from(error: ServiceError) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, why: error.message().to_owned() }
    }
}

/// `redirect` is how a browser is led on: it keeps a GET one, and makes one of a POST.
fn respond(shown: Result<Shown, Turned>, redirect: StatusCode) -> Response<Body> {
    let (to, cookie) = match shown {
        Ok(Shown::Html(status, html)) => return page(status, html),
        Ok(Shown::Widgets { page: widgets, cookie }) => return with_widgets(*widgets, cookie),
        Ok(Shown::Away { to, cookie }) => (to, cookie),
        Ok(Shown::Back(to)) => (to, None),
        Err(turned) => return page(turned.status, Problem { problem: turned.why }.into_html()),
    };
    match HeaderValue::from_str(&to) {
        Ok(to) => keep(lead(redirect, to), cookie),
        Err(_) => {
            let problem = "The address to go to can't be written into a header.".to_owned();
            page(StatusCode::BAD_REQUEST, Problem { problem }.into_html())
        }
    }
}

/// The page of the widgets runs the script of Amazon Pay, which brings frames, pictures and styles of its own.
fn with_widgets(widgets: Widgets, cookie: Option<String>) -> Response<Body> {
    let policy = widgets.policy();
    let mut response = page(StatusCode::OK, widgets.into_html());
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    keep(response, cookie)
}

fn keep(mut response: Response<Body>, cookie: Option<String>) -> Response<Body> {
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

async fn file(text: &'static str, kind: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response.headers_mut().insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

fn cookies(headers: &HeaderMap) -> String {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
    all.collect::<Vec<_>>().join("; ")
}

/// The first value of that name that isn't empty.
fn value<'p>(parameters: &'p [(String, String)], name: &str) -> Option<&'p str> {
    let mut found = parameters.iter().filter(|(known, _)| known == name).map(|(_, value)| value.trim());
    found.find(|value| !value.is_empty())
}
