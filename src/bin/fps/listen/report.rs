//! What is shown of a notification: a line for people or for machines.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::json;

use super::Registration;
use super::notice::Notice;
use crate::page::{Page, Tone, visible};

/// What came, and what became of it.
pub struct Report {
    pub at: DateTime<Utc>,
    pub notice: Notice,
    pub forwarded: Option<Forwarded>,
    pub answered: Answered,
}

/// What the application said to which it was passed on.
pub struct Forwarded {
    pub answer: Result<u16, String>,
    pub took: Duration,
}

/// What the sandbox is answered.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    Taken,
    NotTaken,
    Nonsense,
}

impl Forwarded {
    pub fn is_taken(&self) -> bool {
        matches!(self.answer, Ok(200..=299))
    }
}

/// What is said before the first notification.
pub fn beginning(url: &str, json: bool, registration: Option<&Registration>) -> String {
    match (json, registration) {
        (true, _) => json!({ "listening": url, "registered": registration.is_some() }).to_string(),
        (false, Some(registration)) => format!("listening {url}\n{}", visible(&registration.describe())),
        (false, None) => {
            format!("listening {url}\nno sandbox is told: give --endpoint URL, or give it this address yourself")
        }
    }
}

impl Report {
    pub fn json(&self) -> String {
        let Notice { essence, verified } = &self.notice;
        let problem = essence.as_ref().err().or(verified.as_ref().err());
        let forwarded = self.forwarded.as_ref().map(|forwarded| {
            json!({
                "status": forwarded.answer.as_ref().ok(),
                "error": forwarded.answer.as_ref().err(),
                "took_ms": u64::try_from(forwarded.took.as_millis()).unwrap_or(u64::MAX),
            })
        });
        json!({
            "at": self.at.to_rfc3339_opts(SecondsFormat::Millis, true),
            "notification": essence.as_ref().ok(),
            "verified": verified.is_ok(),
            "problem": problem,
            "forwarded": forwarded,
            "taken": self.answered == Answered::Taken,
        })
        .to_string()
    }

    pub fn text(&self, page: &Page) -> String {
        let mut line = self.at.format("%H:%M:%S").to_string();
        match &self.notice.essence {
            Ok(essence) => {
                line += &format!("  {}", page.toned(Tone::Strong, &essence.kind));
                for part in [&essence.operation, &essence.status, &essence.amount, &essence.id].into_iter().flatten() {
                    line += &format!("  {}", visible(part));
                }
                line += "  ";
                line += &match &self.notice.verified {
                    Ok(()) => page.toned(Tone::Good, "verified"),
                    Err(why) => page.toned(Tone::Bad, &format!("not verified: {why}")),
                };
            }
            Err(error) => line += &format!("  {}", page.toned(Tone::Bad, &format!("no notification: {error}"))),
        }
        if let Some(Forwarded { answer, took }) = &self.forwarded {
            let told = match answer {
                Ok(status) => format!("passed on: {status} in {} ms", took.as_millis()),
                Err(why) => format!("not passed on: {why}"),
            };
            let tone = if self.answered == Answered::Taken { Tone::Good } else { Tone::Bad };
            line += &format!("  {}", page.toned(tone, &told));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use amazon_fps::ipn::Received;

    use super::*;
    use crate::listen::notice::Essence;

    #[test]
    fn a_notification_from_anybody_is_one_line_and_nothing_else() {
        let forged = b"notificationType=Odd%1B%5B2J%0A12%3A00%3A00++verified&signature=x";
        let forged = Received::parse(forged).expect("it is one");
        let essence = Ok(Essence::of_fps(forged.unverified()));
        let report = Report {
            at: DateTime::UNIX_EPOCH,
            notice: Notice { essence, verified: Err("it isn't\nsigned".to_owned()) },
            forwarded: None,
            answered: Answered::Taken,
        };
        let line = report.text(&Page::plain(100));
        assert!(line.contains(r"Odd\u{1b}[2J\n12:00:00"), "{line:?}");
        assert!(!line.contains(char::is_control), "{line:?}");
    }
}
