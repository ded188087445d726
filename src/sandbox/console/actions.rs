//! What can be done from a page, by plain forms.

use askama::Template;
use axum::{Form, body::Body, extract::Path, http::Response, response::Redirect};
use chrono::TimeDelta;
use serde::Deserialize;

use super::{
    filters,
    frame::{Frame, Section},
    visit::{Failure, Visit, page},
};

/// Where a form leads back to.
#[derive(Deserialize)]
pub(super) struct Way {
    back: String,
}

#[derive(Deserialize)]
pub(super) struct ClockForm {
    back: String,
    change: ClockChange,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClockChange {
    Hour,
    Day,
    Week,
    Freeze,
    Run,
}

/// The address that a form leads back to: only to the console itself.
pub(super) fn way_back(back: &str) -> &str {
    if back.starts_with("/_sandbox/") { back } else { "/_sandbox/" }
}

pub(super) async fn clock(visit: Visit, Form(form): Form<ClockForm>) -> Result<Redirect, Failure> {
    let sandbox = &visit.sandbox;
    let done = match form.change {
        ClockChange::Hour => sandbox.advance(TimeDelta::hours(1)).await,
        ClockChange::Day => sandbox.advance(TimeDelta::days(1)).await,
        ClockChange::Week => sandbox.advance(TimeDelta::days(7)).await,
        ClockChange::Freeze => sandbox.set_clock(None, Some(true)).await,
        ClockChange::Run => sandbox.set_clock(None, Some(false)).await,
    };
    done.map_err(|error| visit.refused(&error))?;
    Ok(Redirect::to(way_back(&form.back)))
}

/// Sends a message once more.
pub(super) async fn replay(visit: Visit, Path(id): Path<String>, Form(way): Form<Way>) -> Result<Redirect, Failure> {
    let replayed = visit.sandbox.replay(Some(&visit.caller.access_key_id), &id).await;
    replayed.map_err(|error| visit.refused(&error))?;
    Ok(Redirect::to(way_back(&way.back)))
}

#[derive(Template)]
#[template(path = "console/templates/reset.html", config = "src/sandbox/askama.toml")]
struct Question {
    frame: Frame,
}

pub(super) async fn ask_to_reset(visit: Visit) -> Result<Response<Body>, Failure> {
    page(&Question { frame: visit.frame(Section::Overview, "Begin again?") })
}

pub(super) async fn reset(visit: Visit) -> Result<Redirect, Failure> {
    visit.sandbox.reset().await.map_err(|error| visit.refused(&error))?;
    Ok(Redirect::to("/_sandbox/"))
}
