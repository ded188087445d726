//! What the states of Amazon Pay are called, and their colours.

use crate::{
    amazon_pay::Environment,
    sandbox::{
        amazon_pay::rows::{
            AgreementState, AuthorizationState, Behaviour, CaptureState, CreditState, OrderState, Reason, RefundState,
            Region, ReversalState,
        },
        console::filters::Named,
    },
};

macro_rules! states {
    ($($type:ident { $($state:ident: $tone:literal),+ $(,)? })+) => {$(
        impl Named for $type {
            fn name(&self) -> &'static str {
                self.as_str()
            }

            fn tone(&self) -> &'static str {
                match self {
                    $(Self::$state => $tone,)+
                }
            }
        }
    )+};
}

states! {
    OrderState { Draft: "", Open: "good", Suspended: "bad", Canceled: "off", Closed: "off" }
    AgreementState { Draft: "", Open: "good", Suspended: "bad", Canceled: "off", Closed: "off" }
    AuthorizationState { Pending: "warn", Open: "good", Declined: "bad", Closed: "off" }
    CaptureState { Pending: "warn", Declined: "bad", Completed: "good", Closed: "off" }
    RefundState { Pending: "warn", Declined: "bad", Completed: "good" }
    CreditState { Pending: "warn", Open: "good", Declined: "bad", Closed: "off" }
    ReversalState { Pending: "warn", Declined: "bad", Completed: "good" }
    Environment { Live: "warn", Sandbox: "" }
}

impl Named for Reason {
    fn name(&self) -> &'static str {
        self.as_str()
    }
}

impl Named for Region {
    fn name(&self) -> &'static str {
        match self {
            Self::UnitedStates => "United States",
            Self::Europe => "Europe",
            Self::Japan => "Japan",
        }
    }
}

impl Named for Behaviour {
    fn name(&self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Invalid { soft: true } => "declined: InvalidPaymentMethod, softly",
            Self::Invalid { soft: false } => "declined: InvalidPaymentMethod",
            Self::Rejected => "declined: AmazonRejected",
            Self::TimesOut => "declined: TransactionTimedOut",
            Self::NotAllowed => "not allowed: PaymentMethodNotAllowed",
        }
    }

    fn tone(&self) -> &'static str {
        match self {
            Self::Approved => "good",
            _ => "bad",
        }
    }
}
