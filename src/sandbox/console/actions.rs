//! What can be done from a page, by plain forms.

use axum::{
    Form,
    extract::Path,
    response::Redirect,
};
use chrono::TimeDelta;
use serde::Deserialize;

use super::{
    frame::Section,
    visit::{Failure, Visit},
};
use crate::sandbox::rows::{Content, Message};

/// Where a form leads back to.
#[derive(Deserialize)]
pub(super) struct Way {
    back: String,
}

impl Way {
    /// Only to the console itself.
    fn go(&self) -> Redirect {
        match self.back.starts_with("/_sandbox/") {
            true => Redirect::to(&self.back),
            false => Redirect::to("/_sandbox/"),
        }
    }
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
    Ok(Way { back: form.back }.go())
}

/// Has a notification sent once more, from now on.
pub(super) async fn replay(visit: Visit, Path(id): Path<String>, Form(way): Form<Way>) -> Result<Redirect, Failure> {
    let now = visit.sandbox.now();
    let replayed = visit.sandbox.change_at(&visit.tenant, now, move |books| {
        let Some(message) = books.message(&id)? else { return Ok(false) };
        if !matches!(message.content, Content::Notification { .. }) {
            return Ok(false);
        }
        let due = Some(books.now());
        books.put(Message { due, ..message });
        Ok(true)
    });
    match replayed.await.map_err(|error| visit.refused(&error))? {
        true => Ok(way.go()),
        false => Err(visit.missing(Section::Notifications, "notification")),
    }
}
