//! What becomes of actions at the gateway: for people, and as JSON.

use amazon_fps::contract::nearest;
use amazon_fps::fate::{self, ActionFate};
use amazon_fps::gateway::guide::{self, Becomes, ErrorMeaning, StateMeaning};
use serde::Serialize;

use crate::failure::Failure;
use crate::json;
use crate::page::Page;
use crate::service::Service;

/// One action, or all of them.
pub fn describe(name: Option<&str>, service: Service, as_json: bool) -> Result<(), Failure> {
    if !matches!(service, Service::Fps) {
        let failure = Failure::usage("the gateway answers actions of FPS, and Amazon Pay's are what it calls for them");
        return Err(failure.advise(format!("Leave {} out.", service.option())));
    }
    let fates: Vec<_> = match name {
        None => fate::all().iter().collect(),
        Some(name) => vec![fate::of(name).ok_or_else(|| unknown(name))?],
    };
    if as_json {
        json::print(&Document { actions: fates.into_iter().map(Action::of).collect() })?;
        return Ok(());
    }
    let mut page = Page::for_stdout();
    match name {
        None => overview(&mut page),
        Some(_) => fates.into_iter().for_each(|fate| describe_fate(&mut page, fate)),
    }
    page.print()?;
    Ok(())
}

fn unknown(name: &str) -> Failure {
    let failure = Failure::usage(format!("FPS has no action called '{name}'"));
    match nearest(name, fate::all().iter().map(|fate| fate.action)) {
        Some(nearest) => failure.advise(format!("Did you mean {nearest}?")),
        None => failure.advise("`fps describe --gateway` lists them all."),
    }
}

fn overview(page: &mut Page) {
    page.heading("FPS at the gateway to Amazon Pay");
    page.table(
        &["action", "fate", "what is different"],
        fate::all().iter().map(|fate| [fate.action.to_owned(), fate.fate.to_string(), fate.difference.to_owned()]),
    );
    page.heading("More");
    page.paragraph(
        2,
        "exact: Amazon Pay has the same. changed: it has something like it. kept: the gateway keeps it in its own books. \
         impossible: a call is refused.",
    );
    page.paragraph(2, "`fps describe ACTION --gateway` tells the calls, the errors and the states of one.");
}

fn describe_fate(page: &mut Page, fate: &ActionFate) {
    page.heading(&format!("{} at the gateway: {}", fate.action, fate.fate));
    page.paragraph(2, fate.difference);
    if let Some(refusal) = fate.refusal {
        page.heading("Answer");
        page.entry(2, refusal.code, "an error, to every call");
        page.paragraph(6, refusal.message);
    }
    if !fate.calls.is_empty() {
        page.heading("Calls to Amazon Pay, as far as each is needed");
        fate.calls.iter().for_each(|call| page.paragraph(2, call));
    }
    if !fate.kept.is_empty() {
        page.heading("In the gateway's own books");
        page.paragraph(2, fate.kept);
    }
    let states = guide::states(fate.action);
    if !states.is_empty() {
        page.heading("States");
        page.table(&["at Amazon Pay", "status", "status code"], states.iter().map(state));
    }
    let errors = guide::errors(fate.action);
    if !errors.is_empty() {
        page.heading("Errors");
        page.table(&["of Amazon Pay", "becomes", "by"], errors.iter().map(error));
        page.paragraph(
            2,
            "asked again: the same call is made again, with the same reference id, until it is answered. goes on: the \
             next call is made. looked at: the state of what it is about decides.",
        );
    }
}

fn state(meaning: &StateMeaning) -> [String; 3] {
    let of = match meaning.reason {
        Some(reason) => format!("{} {} ({reason})", meaning.object, meaning.state),
        None => format!("{} {}", meaning.object, meaning.state),
    };
    [of, meaning.status.to_owned(), meaning.status_code.to_owned()]
}

fn error(meaning: &ErrorMeaning) -> [String; 3] {
    let code = match meaning.cause {
        Some(cause) => format!("{} ({cause})", meaning.code),
        None => meaning.code.to_owned(),
    };
    [code, meaning.becomes.to_string(), meaning.calls.join(", ")]
}

#[derive(Serialize)]
struct Document {
    actions: Vec<Action>,
}

#[derive(Serialize)]
struct Action {
    action: &'static str,
    fate: &'static str,
    difference: &'static str,
    /// In their order.
    calls: &'static [&'static str],
    kept: &'static str,
    refusal: Option<Refusal>,
    states: Vec<State>,
    errors: Vec<Error>,
}

#[derive(Serialize)]
struct Refusal {
    code: &'static str,
    message: &'static str,
}

#[derive(Serialize)]
struct State {
    object: &'static str,
    state: &'static str,
    reason: Option<&'static str>,
    status: &'static str,
    status_code: &'static str,
}

#[derive(Serialize)]
struct Error {
    code: &'static str,
    cause: Option<&'static str>,
    calls: Vec<&'static str>,
    /// `error`, `asked_again`, `goes_on` or `looked_at`.
    becomes: &'static str,
    /// The error of FPS.
    answer: Option<String>,
}

impl Action {
    fn of(fate: &ActionFate) -> Self {
        Self {
            action: fate.action,
            fate: fate.fate.as_str(),
            difference: fate.difference,
            calls: fate.calls,
            kept: fate.kept,
            refusal: fate.refusal.map(|refusal| Refusal { code: refusal.code, message: refusal.message }),
            states: guide::states(fate.action).into_iter().map(State::of).collect(),
            errors: guide::errors(fate.action).into_iter().map(Error::of).collect(),
        }
    }
}

impl State {
    fn of(meaning: StateMeaning) -> Self {
        Self {
            object: meaning.object,
            state: meaning.state,
            reason: meaning.reason,
            status: meaning.status,
            status_code: meaning.status_code,
        }
    }
}

impl Error {
    fn of(meaning: ErrorMeaning) -> Self {
        let (becomes, answer) = match meaning.becomes {
            Becomes::Error(code) => ("error", Some(code)),
            Becomes::AskedAgain => ("asked_again", None),
            Becomes::GoesOn => ("goes_on", None),
            _ => ("looked_at", None),
        };
        Self { code: meaning.code, cause: meaning.cause, calls: meaning.calls, becomes, answer }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_is_described_within_the_width() {
        for width in [60, 100] {
            for fate in fate::all() {
                let mut page = Page::plain(width);
                describe_fate(&mut page, fate);
                assert!(page.text.contains(fate.action) && page.text.contains(fate.fate.as_str()));
                // Where the width has no room for names, they stand whole all the same.
                for error in guide::errors(fate.action) {
                    assert!(page.text.contains(error.code), "{}: {}", fate.action, error.code);
                }
                for line in page.text.lines().filter(|_| width == 100) {
                    assert!(line.chars().count() <= width, "{}: {line}", fate.action);
                }
            }
        }
    }

    #[test]
    fn the_overview_names_every_action() {
        let mut page = Page::plain(100);
        overview(&mut page);
        for fate in fate::all() {
            assert!(page.text.contains(fate.action), "{}", fate.action);
        }
    }
}
