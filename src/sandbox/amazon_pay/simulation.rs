//! What a merchant asks the sandbox environment to play, with JSON at the end of a note:
//! `{"SandboxSimulation": {"State": "Declined", "ReasonCode": "AmazonRejected"}}`.
//!
//! | call | constraint, or state and reason | with it |
//! |---|---|---|
//! | SetOrderReferenceDetails, SetOrderAttributes | PaymentMethodNotAllowed | |
//! | CloseOrderReference | Closed, AmazonClosed | |
//! | Authorize, AuthorizeOnBillingAgreement | Declined, InvalidPaymentMethod | PaymentMethodUpdateTimeInMins 1 to 240, without which the buyer mends nothing by himself; SoftDecline |
//! | | Declined, AmazonRejected or TransactionTimedOut | |
//! | | Closed, ExpiredUnused | ExpirationTimeInMins 1 to 60, 1 without it |
//! | | Closed, AmazonClosed | |
//! | Capture | Pending | |
//! | | Declined, AmazonRejected | |
//! | | Closed, AmazonClosed | |
//! | Refund | Declined, AmazonRejected | |
//!
//! Everything else is refused with `InvalidSandboxSimulationSpecified`. In the live environment a note is a note.

use std::ops::RangeInclusive;

use chrono::TimeDelta;
use serde::{Deserialize, de::DeserializeOwned};

use super::rows::{Decision, Reason};
use crate::{
    amazon_pay::{ConstraintId, Environment, ErrorCode},
    sandbox::books::Stop,
};

const KEY: &str = "SandboxSimulation";

/// What shall become of an authorization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AuthorizationFate {
    Decline(Decision),
    /// It is approved, and closed after this time.
    Close(TimeDelta, Reason),
}

/// What shall become of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CaptureFate {
    Pending,
    Declined,
    Closed,
}

/// A note, and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct Note<'n> {
    pub(crate) field: &'static str,
    pub(crate) text: Option<&'n str>,
    pub(crate) environment: Environment,
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "SandboxSimulation")]
    asked: Asked,
}

/// What of all calls can be asked for.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "PascalCase")]
struct Asked {
    constraint: Option<String>,
    state: Option<String>,
    reason_code: Option<String>,
    payment_method_update_time_in_mins: Option<Text>,
    soft_decline: Option<Text>,
    expiration_time_in_mins: Option<Text>,
}

/// A value that may stand in quotation marks or not.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Text {
    Quoted(String),
    Number(u32),
    Truth(bool),
}

impl Note<'_> {
    /// A constraint on an order reference.
    pub(crate) fn constraint(self) -> Result<Option<ConstraintId>, Stop> {
        let Some(asked) = self.asked()? else { return Ok(None) };
        let only = Asked { constraint: asked.constraint.clone(), ..Asked::default() };
        match asked.constraint.as_deref() {
            Some("PaymentMethodNotAllowed") if asked == only => Ok(Some(ConstraintId::PaymentMethodNotAllowed)),
            _ => Err(self.invalid("the Constraint PaymentMethodNotAllowed")),
        }
    }

    /// Whether it is Amazon that closes the order reference.
    pub(crate) fn closes_by_amazon(self) -> Result<bool, Stop> {
        match self.asked()? {
            None => Ok(false),
            Some(asked) if asked.is("Closed", Some("AmazonClosed")) => Ok(true),
            Some(_) => Err(self.invalid("the State Closed with the ReasonCode AmazonClosed")),
        }
    }

    pub(crate) fn authorization(self, capture_now: bool) -> Result<Option<AuthorizationFate>, Stop> {
        const PLAYED: &str = "the State Declined with the ReasonCode InvalidPaymentMethod, AmazonRejected or \
                              TransactionTimedOut, or, without CaptureNow, Closed with ExpiredUnused or AmazonClosed";
        let Some(mut asked) = self.asked()? else { return Ok(None) };
        let mended_after = self.minutes(asked.payment_method_update_time_in_mins.take(), 1..=240)?;
        let expires_after = self.minutes(asked.expiration_time_in_mins.take(), 1..=60)?;
        let soft = self.truth(asked.soft_decline.take())?;
        let decline =
            |reason| Ok(Some(AuthorizationFate::Decline(Decision::Decline { reason, soft: None, mended_after: None })));
        match (mended_after, soft, expires_after) {
            (_, _, None) if asked.is("Declined", Some("InvalidPaymentMethod")) => {
                let soft = Some(soft.unwrap_or(false));
                let reason = Reason::InvalidPaymentMethod;
                Ok(Some(AuthorizationFate::Decline(Decision::Decline { reason, soft, mended_after })))
            }
            (None, None, None) if asked.is("Declined", Some("AmazonRejected")) => decline(Reason::AmazonRejected),
            (None, None, None) if asked.is("Declined", Some("TransactionTimedOut")) => {
                decline(Reason::TransactionTimedOut)
            }
            (None, None, after) if !capture_now && asked.is("Closed", Some("ExpiredUnused")) => {
                let after = TimeDelta::minutes(after.unwrap_or(1).into());
                Ok(Some(AuthorizationFate::Close(after, Reason::ExpiredUnused)))
            }
            (None, None, None) if !capture_now && asked.is("Closed", Some("AmazonClosed")) => {
                Ok(Some(AuthorizationFate::Close(TimeDelta::zero(), Reason::AmazonClosed)))
            }
            _ => Err(self.invalid(PLAYED)),
        }
    }

    pub(crate) fn capture(self) -> Result<Option<CaptureFate>, Stop> {
        let Some(asked) = self.asked()? else { return Ok(None) };
        match &asked {
            asked if asked.is("Pending", None) => Ok(Some(CaptureFate::Pending)),
            asked if asked.is("Declined", Some("AmazonRejected")) => Ok(Some(CaptureFate::Declined)),
            asked if asked.is("Closed", Some("AmazonClosed")) => Ok(Some(CaptureFate::Closed)),
            _ => Err(self.invalid(
                "the State Pending, or Declined with the ReasonCode AmazonRejected, or Closed with AmazonClosed",
            )),
        }
    }

    /// Why a refund is declined.
    pub(crate) fn refund(self) -> Result<Option<Reason>, Stop> {
        match self.asked()? {
            None => Ok(None),
            Some(asked) if asked.is("Declined", Some("AmazonRejected")) => Ok(Some(Reason::AmazonRejected)),
            Some(_) => Err(self.invalid("the State Declined with the ReasonCode AmazonRejected")),
        }
    }

    fn asked(self) -> Result<Option<Asked>, Stop> {
        let Some(text) = self.text.filter(|text| self.environment == Environment::Sandbox && text.contains(KEY)) else {
            return Ok(None);
        };
        match last_part::<Envelope>(text) {
            Some(Envelope { asked }) => Ok(Some(asked)),
            None => Err(Stop::refuse(
                ErrorCode::InvalidSandboxSimulationSpecified,
                format!(
                    "{} names {KEY}, and does not end with JSON like {{\"{KEY}\": {{\"State\": …, \"ReasonCode\": …}}}}.",
                    self.field
                ),
            )),
        }
    }

    fn minutes(self, text: Option<Text>, range: RangeInclusive<u32>) -> Result<Option<u32>, Stop> {
        let Some(text) = text else { return Ok(None) };
        let minutes = match text {
            Text::Quoted(text) => text.trim().parse().ok(),
            Text::Number(number) => Some(number),
            Text::Truth(_) => None,
        };
        let minutes = minutes.filter(|minutes| range.contains(minutes));
        let (least, most) = range.into_inner();
        minutes.map(Some).ok_or_else(|| self.invalid(&format!("a time from {least} to {most} minutes")))
    }

    fn truth(self, text: Option<Text>) -> Result<Option<bool>, Stop> {
        let Some(text) = text else { return Ok(None) };
        let truth = match text {
            Text::Quoted(text) => text.trim().parse().ok(),
            Text::Truth(truth) => Some(truth),
            Text::Number(_) => None,
        };
        truth.map(Some).ok_or_else(|| self.invalid("a SoftDecline of true or false"))
    }

    fn invalid(self, played: &str) -> Stop {
        Stop::refuse(
            ErrorCode::InvalidSandboxSimulationSpecified,
            format!("{} asks for a simulation that is not played here: it may ask for {played}.", self.field),
        )
    }
}

impl Asked {
    /// Whether this state with this reason is all that is asked for.
    fn is(&self, state: &str, reason: Option<&str>) -> bool {
        let only = Self { state: self.state.clone(), reason_code: self.reason_code.clone(), ..Self::default() };
        *self == only && self.state.as_deref() == Some(state) && self.reason_code.as_deref() == reason
    }
}

/// The JSON with which `text` ends. Notes are short, so that every brace can be tried.
fn last_part<T: DeserializeOwned>(text: &str) -> Option<T> {
    text.match_indices('{').find_map(|(place, _)| serde_json::from_str(&text[place..]).ok())
}
