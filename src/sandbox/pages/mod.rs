//! The co-branded pages: what a person sees of FPS.
//!
//! Nothing is kept between a page and its answer. The address says what is to be authorised; it is read, and its
//! signature checked, each time again, and a form brings nothing but what the person has picked.

mod offer;
mod picks;
mod view;
mod visit;
mod wallet;

use askama::Template;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    routing::get,
};

#[cfg(feature = "gateway")]
pub(crate) use self::view::{Fact, facts, money, time, title};
pub(crate) use self::visit::{Exit, Turned, Visit};
use self::{
    offer::Offer,
    picks::{Answer, Picks},
    view::{Consent as ConsentPage, Problem},
};
use super::{
    Sandbox, internal,
    rows::Tenant,
    rules::consent::{self, Consent, Refusal},
};
use crate::{
    cbui::{PATH, Pipeline, Return, Status},
    error::ServiceError,
    wire::xml::is_xml_char,
};

/// The style sheet of everything that the sandbox shows.
pub(crate) const STYLE: &str = include_str!("../style.css");

/// Where buyers choose for Amazon Pay.
pub(super) const BUYER_PATH: &str = "/amazon-pay/buyer";

/// The longest text that a person may write into a field, in characters.
const LONGEST_TEXT: usize = 200;

pub(super) fn routes() -> Router<Sandbox> {
    of_fps().route(BUYER_PATH, get(wallet::look).post(wallet::answer))
}

/// The co-branded pages alone.
pub(super) fn of_fps() -> Router<Sandbox> {
    Router::new().route(PATH, get(look).post(answer)).route("/_sandbox/style.css", get(style))
}

async fn look(State(sandbox): State<Sandbox>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response<Body> {
    let shown = show(&sandbox, &host(&headers), query.as_deref().unwrap_or_default()).await;
    respond(&sandbox, shown, StatusCode::FOUND)
}

async fn answer(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
    form: Bytes,
) -> Response<Body> {
    let taken = take(&sandbox, &host(&headers), query.as_deref().unwrap_or_default(), &form).await;
    respond(&sandbox, taken, StatusCode::SEE_OTHER)
}

async fn style() -> Response<Body> {
    let mut response = Response::new(Body::from(STYLE));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// What a browser gets: a page, or nothing but the way back.
enum Shown {
    Page(Box<ConsentPage>),
    Back(Box<Visit>, Box<Return>),
}

async fn show(sandbox: &Sandbox, host: &str, query: &str) -> Result<Shown, Turned> {
    let visit = Visit::read(sandbox, host, query).await?;
    let offer = offer(sandbox, &visit).await?;
    let picks = Picks::of_address(&visit, &offer)?;
    match picks.answer {
        Some(_) => settle(sandbox, visit, &offer, picks).await,
        None => Ok(Shown::Page(Box::new(ConsentPage::new(&visit, &offer, picks, None)))),
    }
}

async fn take(sandbox: &Sandbox, host: &str, query: &str, form: &[u8]) -> Result<Shown, Turned> {
    let visit = Visit::read(sandbox, host, query).await?;
    let offer = offer(sandbox, &visit).await?;
    let picks = Picks::of_form(form, &offer)?;
    match picks.incomplete(&visit) {
        Some(why) => Ok(Shown::Page(Box::new(ConsentPage::new(&visit, &offer, picks, Some(why))))),
        None => settle(sandbox, visit, &offer, picks).await,
    }
}

async fn offer(sandbox: &Sandbox, visit: &Visit) -> Result<Offer, Turned> {
    let pipeline = visit.request.pipeline.clone();
    let offer = sandbox.consult(visit, move |books| Offer::find(books, &pipeline)).await;
    let offer = offer.and_then(|offer| offer.map_err(Failed::Refused));
    offer.map_err(|failed| Turned::back(visit, failed.refusal()))
}

/// Does what was picked, and says so to the caller.
async fn settle(sandbox: &Sandbox, visit: Visit, offer: &Offer, picks: Picks) -> Result<Shown, Turned> {
    let answer = picks.answer.clone().unwrap_or(Answer::Status(Status::A));
    let back = match answer {
        Answer::Status(Status::A) => Return::new(Status::A),
        Answer::Status(status) => {
            let mut back = Return::new(status);
            back.error_message = Some("The sandbox was asked for this status.".to_owned());
            back
        }
        Answer::Approve => {
            let consent = Consent {
                pipeline: visit.request.pipeline.clone(),
                account: offer.people[picks.person].id.clone(),
                method: picks.method,
            };
            match sandbox.authorise(&visit, consent).await {
                Ok(back) if visit.request.collect_shipping_address == Some(true) => {
                    Return { address: picks.address, ..back }
                }
                Ok(back) => back,
                Err(failed) => failed.refusal().into_return(),
            }
        }
    };
    Ok(Shown::Back(Box::new(visit), Box::new(back)))
}

/// Why the sandbox did not do it.
enum Failed {
    Refused(Refusal),
    Broken(ServiceError),
}

impl Failed {
    fn refusal(self) -> Refusal {
        match self {
            Self::Refused(refusal) => refusal,
            Self::Broken(error) => Refusal::new(Status::Se, error.message()),
        }
    }
}

impl Refusal {
    pub(crate) fn into_return(self) -> Return {
        let mut back = Return::new(self.status);
        back.error_message = Some(carried(&self.message, usize::MAX));
        back
    }
}

impl Sandbox {
    /// Answers from the rows of whoever has sent the visitor.
    async fn consult<T: Send + 'static>(
        &self,
        visit: &Visit,
        rule: impl Fn(&super::books::Books<'_>) -> Result<T, super::books::Stop> + Send + 'static,
    ) -> Result<T, Failed> {
        self.look(&Tenant::of(&visit.caller), rule).await.map_err(Failed::Broken)
    }

    async fn authorise(&self, visit: &Visit, consent: Consent) -> Result<Return, Failed> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let tenant = Tenant::of(&visit.caller);
        let now = self.now();
        let done = async {
            self.catch_up(&tenant, now).await?;
            self.change_at(&tenant, now, move |books| consent::give(books, &consent)).await
        };
        done.await.map_err(Failed::Broken)?.map_err(Failed::Refused)
    }
}

fn respond(sandbox: &Sandbox, shown: Result<Shown, Turned>, redirect: StatusCode) -> Response<Body> {
    let result = match shown {
        Ok(Shown::Page(page)) => {
            let status = if page.problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
            return self::page(status, page.render());
        }
        Ok(Shown::Back(visit, back)) => visit.exit.address(sandbox, *back),
        Err(Turned::Back(exit, refusal)) => exit.address(sandbox, refusal.into_return()),
        Err(Turned::Away(problem)) => Err(problem),
    };
    let problem = match result.map(|address| HeaderValue::from_str(&address)) {
        Ok(Ok(address)) => return back(redirect, address),
        Ok(Err(_)) => "returnURL can't be written into a header.".to_owned(),
        Err(problem) => problem,
    };
    page(StatusCode::BAD_REQUEST, Problem { problem }.render())
}

pub(crate) fn back(status: StatusCode, address: HeaderValue) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::LOCATION, address);
    guard(response)
}

pub(crate) fn page(status: StatusCode, html: Result<String, askama::Error>) -> Response<Body> {
    let (status, html) = match html {
        Ok(html) => (status, html),
        Err(error) => {
            let error = internal(format!("The page can't be written: {error}."));
            (StatusCode::INTERNAL_SERVER_ERROR, error.message().to_owned())
        }
    };
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    guard(response)
}

/// No script, no frame, nothing kept, and no address with a token told to others. Forms may lead to any `returnURL`.
fn guard(mut response: Response<Body>) -> Response<Body> {
    let rules = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; img-src https:; frame-ancestors 'none'; base-uri 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, rule) in rules {
        response.headers_mut().insert(name, HeaderValue::from_static(rule));
    }
    response
}

pub(crate) fn host(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).map(|host| String::from_utf8_lossy(host.as_bytes()).into_owned());
    host.unwrap_or_default()
}

/// As much of `text` as can go back to the caller: `most` characters, and none that XML can't carry.
fn carried(text: &str, most: usize) -> String {
    text.chars().filter(|char| is_xml_char(*char)).take(most).collect()
}

/// Whether this pipeline is for somebody who is paid.
fn is_for_sellers(pipeline: &Pipeline) -> bool {
    matches!(pipeline, Pipeline::Recipient(_))
}
