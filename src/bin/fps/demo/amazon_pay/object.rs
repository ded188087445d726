//! What the story makes, and the states in which it was seen.

use std::fmt;

use amazon_fps::amazon_pay::{
    AuthorizationDetails, BillingAgreementDetails, CaptureDetails, OrderReferenceDetails, RefundDetails,
};
use chrono::{DateTime, Utc};
use serde::Serialize;

use super::news::Heard;

/// The only state that no notification tells.
const DRAFT: &str = "Draft";

/// An object with the states in which it was seen, the first one first.
#[derive(Serialize)]
pub struct Object {
    pub kind: &'static str,
    pub id: String,
    pub amount: Option<String>,
    pub stages: Vec<Stage>,
}

/// A state, as an answer shows it.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    pub state: String,
    pub reason: Option<String>,
    pub since: Option<DateTime<Utc>>,
}

/// The details of something that has states.
pub trait Stated {
    const KIND: &'static str;

    fn id(&self) -> String;
    fn amount(&self) -> Option<String>;
    fn stage(&self) -> Stage;
}

impl Object {
    pub fn new<D: Stated>(details: &D) -> Self {
        Self { kind: D::KIND, id: details.id(), amount: details.amount(), stages: Vec::new() }
    }

    pub fn enter(&mut self, stage: Stage) {
        if self.stages.last().is_none_or(|last| (&last.state, &last.reason) != (&stage.state, &stage.reason)) {
            self.stages.push(stage);
        }
    }

    /// How many verified notifications tell of it.
    pub fn told(&self, heard: &Heard) -> usize {
        heard.verified.iter().filter(|(id, _)| *id == self.id).count()
    }

    /// The states of which no notification has told, as problems.
    pub fn untold(&self, heard: &Heard) -> Vec<String> {
        let told = |state: &str| heard.verified.iter().any(|(id, told)| *id == self.id && told == state);
        let untold = self.stages.iter().filter(|stage| stage.state != DRAFT && !told(&stage.state));
        untold.map(|stage| format!("no notification has told that {} is {}", self.id, stage.state)).collect()
    }
}

/// The state and its reason: `Closed SellerClosed`.
impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.state)?;
        match &self.reason {
            Some(reason) => write!(f, " {reason}"),
            None => Ok(()),
        }
    }
}

macro_rules! stated {
    ($($details:ident = $kind:literal, $id:ident, $status:ident / $since:ident, $amount:expr;)+) => {$(
        impl Stated for $details {
            const KIND: &'static str = $kind;

            fn id(&self) -> String {
                self.$id.to_string()
            }

            fn amount(&self) -> Option<String> {
                $amount(self)
            }

            fn stage(&self) -> Stage {
                Stage {
                    state: self.$status.state.to_string(),
                    reason: self.$status.reason_code.as_ref().map(ToString::to_string),
                    since: self.$status.$since,
                }
            }
        }
    )+};
}

stated! {
    OrderReferenceDetails = "order reference", amazon_order_reference_id, order_reference_status / last_update_timestamp,
        |order: &Self| order.order_total.as_ref().map(ToString::to_string);
    AuthorizationDetails = "authorization", amazon_authorization_id, authorization_status / last_update_timestamp,
        |authorization: &Self| Some(authorization.authorization_amount.to_string());
    CaptureDetails = "capture", amazon_capture_id, capture_status / last_update_timestamp,
        |capture: &Self| Some(capture.capture_amount.to_string());
    RefundDetails = "refund", amazon_refund_id, refund_status / last_update_timestamp,
        |refund: &Self| Some(refund.refund_amount.to_string());
    BillingAgreementDetails = "billing agreement", amazon_billing_agreement_id, billing_agreement_status / last_updated_timestamp,
        |_: &Self| None;
}
