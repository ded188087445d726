use std::fmt;
use std::io;
use std::process::ExitCode;

use amazon_fps::Error;
use amazon_fps::contract::Repeat;
use amazon_fps::error::Outcome;
use serde::Serialize;

use crate::page::visible_lines;
use crate::service::Service;

/// What the program says of itself when it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Success = 0,
    /// Something differed, or this machine failed.
    Failed = 1,
    Usage = 2,
    Refused = 3,
    Unknown = 4,
    /// The service was never reached: nothing was sent, and it can be tried later.
    Unreached = 5,
}

/// Why a command gave no result, and what to do about it.
#[derive(Debug)]
pub struct Failure {
    status: Status,
    error: anyhow::Error,
    advice: Option<String>,
}

/// A [`Failure`] as JSON.
#[derive(Serialize)]
pub struct Report<'a> {
    error: Details<'a>,
}

#[derive(Serialize)]
struct Details<'a> {
    kind: &'static str,
    exit_status: u8,
    message: String,
    advice: Option<&'a str>,
    #[serde(flatten)]
    call: Option<CallDetails<'a>>,
}

/// What is known of a call that was made, or was about to be.
#[derive(Serialize)]
struct CallDetails<'a> {
    code: Option<&'a str>,
    request_id: Option<&'a str>,
    http_status: Option<u16>,
    retriable: bool,
    repeat: &'static str,
    outcome: &'static str,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

impl Failure {
    /// A command line that means nothing, or nothing that can be done.
    pub fn usage(problem: impl fmt::Display) -> Self {
        Self { status: Status::Usage, error: anyhow::anyhow!("{problem}"), advice: None }
    }

    /// What the parser of the command line found.
    pub fn usage_of(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        Self::usage(text.strip_prefix("error: ").unwrap_or(&text).trim_end())
    }

    /// Something that a server doesn't do.
    pub fn refused(problem: impl fmt::Display) -> Self {
        Self { status: Status::Refused, error: anyhow::anyhow!("{problem}"), advice: None }
    }

    /// The same failure, with something to do about it.
    pub fn advise(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }

    /// The failure of a call, said to be of `what`: `Pay over REST`. `service` is the one whose action was called;
    /// none where it was a sandbox's control plane.
    pub fn of_call(service: Option<Service>, what: &str, error: Error) -> Self {
        let status = match error.outcome() {
            Outcome::Refused => Status::Refused,
            Outcome::Unknown => Status::Unknown,
            Outcome::NotSent if matches!(error, Error::Connect { .. } | Error::Throttled { .. }) => Status::Unreached,
            _ => Status::Usage,
        };
        let advice = advice(service, &error);
        let says_what = matches!(error, Error::Invalid { .. });
        let error = anyhow::Error::new(error);
        Self { status, error: if says_what { error } else { error.context(what.to_owned()) }, advice }
    }

    pub fn status(&self) -> Status {
        self.status
    }

    pub fn report(&self) -> Report<'_> {
        Report {
            error: Details {
                kind: match self.status {
                    Status::Success | Status::Failed => "failed",
                    Status::Usage => "usage",
                    Status::Refused => "refused",
                    Status::Unknown => "unknown",
                    Status::Unreached => "unreached",
                },
                exit_status: self.status as u8,
                message: self.message(),
                advice: self.advice.as_deref(),
                call: self.error.downcast_ref::<Error>().map(CallDetails::of),
            },
        }
    }

    /// The error and its causes, except those that it has told of itself.
    fn message(&self) -> String {
        let mut message = String::new();
        for cause in self.error.chain().map(|cause| cause.to_string()) {
            if !message.contains(&cause) {
                let between = if message.is_empty() { "" } else { ": " };
                message.push_str(between);
                message.push_str(&cause);
            }
        }
        message
    }
}

impl<'a> CallDetails<'a> {
    fn of(error: &'a Error) -> Self {
        let service = error.service();
        Self {
            code: service.map(|error| error.code()),
            request_id: service.and_then(|error| error.request_id()),
            http_status: match error {
                Error::Malformed(answer) => Some(answer.status),
                _ => service.map(|error| error.status()),
            },
            retriable: error.retriable(),
            repeat: error.repeat().as_str(),
            outcome: match error.outcome() {
                Outcome::NotSent => "not-sent",
                Outcome::Refused => "refused",
                _ => "unknown",
            },
        }
    }
}

/// Anything that this machine couldn't do.
impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self { status: Status::Failed, error, advice: None }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::from(anyhow::Error::new(error))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error: {}", visible_lines(&self.message()))?;
        match &self.advice {
            Some(advice) => writeln!(f, "  {}", advice.replace('\n', "\n  ")),
            None => Ok(()),
        }
    }
}

fn advice(service: Option<Service>, error: &Error) -> Option<String> {
    match error {
        Error::Connect { .. } => Some(
            "Nothing was sent. Is a service running there? `fps sandbox --listen 127.0.0.1:8080` starts one.".into(),
        ),
        Error::Throttled { .. } => Some("Nothing was sent. Try again when its turn has come.".into()),
        Error::Service(error) => {
            let advice = match error.code() {
                "SignatureDoesNotMatch" => {
                    "Check AWS_SECRET_ACCESS_KEY for a blank or a line end, and that it belongs to the access key."
                }
                "RequestExpired" => {
                    "Compare this machine's clock with the service's: 15 minutes either way are allowed."
                }
                "InvalidClientTokenId" | "AuthFailure" => {
                    "Check AWS_ACCESS_KEY_ID, or that the certificate is registered."
                }
                _ => return error.info().map(|info| format!("{} {}", info.meaning, repeat(info.repeat))),
            };
            Some(advice.to_owned())
        }
        error if error.outcome() == Outcome::Unknown => {
            let look = service.map_or("Look before you send it again.", Service::after_unknown);
            Some(format!("It may have been carried out. {look}"))
        }
        _ => None,
    }
}

fn repeat(repeat: Repeat) -> &'static str {
    match repeat {
        Repeat::AtOnce => "The same request may be sent again.",
        Repeat::AfterChange => "Send it again once that has changed.",
        _ => "Sending it again won't help.",
    }
}
