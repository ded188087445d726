use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The states that an object has entered, the present one last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Record<S>")]
pub(crate) struct Status<S> {
    /// Never empty.
    entered: Vec<Entered<S>>,
}

/// A status as it was written.
#[derive(Deserialize)]
struct Record<S> {
    entered: Vec<Entered<S>>,
}

impl<S> TryFrom<Record<S>> for Status<S> {
    type Error = &'static str;

    fn try_from(Record { entered }: Record<S>) -> Result<Self, Self::Error> {
        if entered.is_empty() { Err("an object has entered no state") } else { Ok(Self { entered }) }
    }
}

/// One state of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entered<S> {
    pub(crate) state: S,
    pub(crate) at: DateTime<Utc>,
    pub(crate) reason: Option<Reason>,
    /// What somebody has said about it.
    pub(crate) description: Option<String>,
}

impl<S: Copy + PartialEq> Status<S> {
    pub(crate) fn new(state: S, at: DateTime<Utc>) -> Self {
        Self::begun(state, at, None)
    }

    /// Of an object that begins in a state which has a reason.
    pub(crate) fn begun(state: S, at: DateTime<Utc>, reason: impl Into<Option<Reason>>) -> Self {
        Self { entered: vec![Entered { state, at, reason: reason.into(), description: None }] }
    }

    pub(crate) fn enter(&mut self, state: S, at: DateTime<Utc>, reason: impl Into<Option<Reason>>) {
        self.enter_because(state, at, reason, None);
    }

    pub(crate) fn enter_because(
        &mut self,
        state: S,
        at: DateTime<Utc>,
        reason: impl Into<Option<Reason>>,
        description: Option<String>,
    ) {
        self.entered.push(Entered { state, at, reason: reason.into(), description });
    }

    pub(crate) fn present(&self) -> &Entered<S> {
        &self.entered[self.entered.len() - 1] // It has at least one.
    }

    pub(crate) fn state(&self) -> S {
        self.present().state
    }

    pub(crate) fn is(&self, state: S) -> bool {
        self.state() == state
    }

    pub(crate) fn reason(&self) -> Option<Reason> {
        self.present().reason
    }

    /// Every state that was entered, the first one first.
    pub(crate) fn history(&self) -> &[Entered<S>] {
        &self.entered
    }
}

/// States, as answers spell them.
macro_rules! states {
    ($($(#[$doc:meta])* $name:ident { $($state:ident),+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub(crate) enum $name { $($state),+ }

        impl $name {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$state),+];

            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$state => stringify!($state),)+ }
            }
        }
    )+};
}

states! {
    OrderState { Draft, Open, Suspended, Canceled, Closed }
    AgreementState { Draft, Open, Suspended, Canceled, Closed }
    AuthorizationState { Pending, Open, Declined, Closed }
    CaptureState { Pending, Declined, Completed, Closed }
    RefundState { Pending, Declined, Completed }
    CreditState { Pending, Open, Declined, Closed }
    ReversalState { Pending, Declined, Completed }
    /// Why an object is in its state: the reason codes of all objects.
    Reason {
        InvalidPaymentMethod, AmazonRejected, ProcessingFailure, TransactionTimedOut, ExpiredUnused,
        MaxCapturesProcessed, SellerClosed, OrderReferenceCanceled, AmazonClosed, SellerCanceled, Stale,
        AmazonCanceled, MaxAmountCharged, MaxAuthorizationsCaptured, Expired, MaxAmountRefunded, MaxRefundsProcessed,
        MaxAmountReversed, BuyerCanceled, BuyerClosed
    }
}
