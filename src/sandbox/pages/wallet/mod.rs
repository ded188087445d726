//! The page on which buyers choose for Amazon Pay: how they pay, where it is sent to, and whether they consent to be
//! charged again and again. It stands for the widgets on a merchant's page.
//!
//! Nothing is kept between a page and its answer, and nothing of it is secret: whoever comes is whatever buyer he wants
//! to be.

mod picks;
mod view;
mod visit;

use askama::Template;
use axum::{
    body::{Body, Bytes},
    extract::{RawQuery, State},
    http::{HeaderValue, Response, StatusCode},
};

use self::{
    picks::{Answer, Picks},
    view::{Done, Page},
    visit::{Subject, Visit},
};
use super::{super::Sandbox, back, page, view::Problem};
use crate::{
    error::ServiceError,
    sandbox::amazon_pay::{BuyerChoice, Choice, NewBillingAgreement, NewOrderReference},
};

/// Why there is nothing to choose.
struct Turned(String);

/// What a browser gets.
enum Shown {
    Page(Box<Page>),
    /// The way back to the merchant.
    Back(String),
    Done(Box<Done>),
}

pub(super) async fn look(State(sandbox): State<Sandbox>, RawQuery(query): RawQuery) -> Response<Body> {
    respond(show(&sandbox, query.as_deref().unwrap_or_default()).await, StatusCode::FOUND)
}

pub(super) async fn answer(State(sandbox): State<Sandbox>, RawQuery(query): RawQuery, form: Bytes) -> Response<Body> {
    respond(take(&sandbox, query.as_deref().unwrap_or_default(), &form).await, StatusCode::SEE_OTHER)
}

async fn show(sandbox: &Sandbox, query: &str) -> Result<Shown, Turned> {
    let visit = Visit::read(sandbox, query).await?;
    let picks = Picks::of_address(&visit)?;
    match visit.auto().map(Answer::named).transpose()? {
        Some(answer) => settle(sandbox, visit, picks, answer).await,
        None => Ok(Shown::Page(Box::new(Page::new(&visit, &picks, None)))),
    }
}

async fn take(sandbox: &Sandbox, query: &str, form: &[u8]) -> Result<Shown, Turned> {
    let visit = Visit::read(sandbox, query).await?;
    let (picks, answer) = Picks::of_form(form, &visit)?;
    settle(sandbox, visit, picks, answer).await
}

/// Does what was picked, and says so to the merchant.
async fn settle(sandbox: &Sandbox, visit: Visit, picks: Picks, answer: Answer) -> Result<Shown, Turned> {
    let chosen = match answer {
        Answer::Approve => approve(sandbox, &visit, &picks).await,
        Answer::Cancel => return Ok(visit.leave(&[("error", "access_denied")])),
    };
    match chosen {
        Ok(choice) => Ok(visit.tell(&choice, picks.consents)),
        Err(error) => Ok(Shown::Page(Box::new(Page::new(&visit, &picks, Some(error.message()))))),
    }
}

async fn approve(sandbox: &Sandbox, visit: &Visit, picks: &Picks) -> Result<Choice, ServiceError> {
    let caller = Some(visit.caller.clone());
    let id = match &visit.subject {
        Subject::NewOrder => {
            let new = NewOrderReference {
                caller,
                seller_id: Some(visit.merchant.id.clone()),
                environment: Some(visit.environment),
                language: visit.language.clone(),
                buyer: Some(visit.people[picks.person].name.clone()),
                address: picks.address.clone(),
                payment: picks.payment,
                ..NewOrderReference::default()
            };
            return sandbox.create_order_reference(new).await;
        }
        Subject::NewAgreement => {
            let new = NewBillingAgreement {
                caller,
                seller_id: Some(visit.merchant.id.clone()),
                environment: Some(visit.environment),
                language: visit.language.clone(),
                buyer: Some(visit.people[picks.person].name.clone()),
                address: picks.address.clone(),
                payment: picks.payment,
                consent: Some(picks.consents),
                confirm: false,
            };
            return sandbox.create_billing_agreement(new).await;
        }
        Subject::Order(order) => &order.id,
        Subject::Agreement(agreement) => &agreement.id,
    };
    let choice = BuyerChoice {
        caller,
        address: picks.new_address(),
        payment: picks.new_payment(),
        consent: visit.new_consent(picks.consents),
    };
    sandbox.choose(id.as_str(), choice).await
}

fn respond(shown: Result<Shown, Turned>, redirect: StatusCode) -> Response<Body> {
    match shown {
        Ok(Shown::Page(shown)) => {
            let status = if shown.problem.is_some() { StatusCode::BAD_REQUEST } else { StatusCode::OK };
            page(status, shown.render())
        }
        Ok(Shown::Done(done)) => page(StatusCode::OK, done.render()),
        Ok(Shown::Back(address)) => match HeaderValue::from_str(&address) {
            Ok(address) => back(redirect, address),
            Err(_) => problem("returnUrl can't be written into a header.".to_owned()),
        },
        Err(Turned(why)) => problem(why),
    }
}

fn problem(problem: String) -> Response<Body> {
    page(StatusCode::BAD_REQUEST, Problem { problem }.render())
}
