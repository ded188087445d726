use serde::{Deserialize, Serialize};

/// What a buyer has chosen for an order reference or a billing agreement, and can change while it is not over.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wallet {
    pub(crate) buyer: Buyer,
    /// Where it is sent to; none before the buyer has chosen it.
    pub(crate) destination: Option<Address>,
    /// None before the buyer has chosen it.
    pub(crate) payment: Option<PaymentMethod>,
    pub(crate) billing_address: Option<Address>,
    /// How often the payment method was chosen: what is suspended for an old one can be confirmed with a new one.
    pub(crate) payments_chosen: u32,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Buyer {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Address {
    pub(crate) name: Option<String>,
    pub(crate) lines: Vec<String>,
    pub(crate) city: Option<String>,
    pub(crate) county: Option<String>,
    pub(crate) district: Option<String>,
    pub(crate) state_or_region: Option<String>,
    pub(crate) postal_code: Option<String>,
    pub(crate) country_code: String,
    pub(crate) phone: Option<String>,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaymentMethod {
    /// What the buyer sees: `Visa`.
    pub(crate) name: String,
    pub(crate) account_number_tail: String,
    pub(crate) behaviour: Behaviour,
}

/// What comes of a payment method when it is charged: the test cards of the sandbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Behaviour {
    Approved,
    /// Declined with InvalidPaymentMethod; a soft decline may succeed when it is tried again.
    Invalid {
        soft: bool,
    },
    /// Declined with AmazonRejected.
    Rejected,
    /// Declined with TransactionTimedOut.
    TimesOut,
    /// It can't be used for this order: the constraint PaymentMethodNotAllowed.
    NotAllowed,
}

impl std::fmt::Debug for Wallet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let behaviour = self.payment.as_ref().map(|payment| payment.behaviour);
        f.debug_struct("Wallet").field("behaviour", &behaviour).finish_non_exhaustive()
    }
}
