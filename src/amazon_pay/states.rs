//! What a state means, for whoever has to act on it.
//!
//! A state that this version of the contract doesn't have is neither declined nor final.

use super::{
    AuthorizationDetails, AuthorizationReasonCode, AuthorizationState, BillingAgreementState, CaptureDetails,
    CaptureReasonCode, CaptureState, OrderReferenceState, RefundDetails, RefundReasonCode, RefundState,
};

impl AuthorizationState {
    /// Whether nothing happens to the authorization any more. An open one can be captured, and
    /// expires by itself.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Declined | Self::Closed)
    }
}

impl CaptureState {
    /// Whether nothing more happens to the capture by itself: the money is there, or won't come.
    /// Refunds can still close a completed one.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Declined | Self::Closed)
    }
}

impl RefundState {
    /// Whether nothing happens to the refund any more: the money is back, or won't come back.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Completed | Self::Declined)
    }
}

impl OrderReferenceState {
    /// Whether nothing can be authorized for the order any more, whatever anybody does.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Canceled | Self::Closed)
    }
}

impl BillingAgreementState {
    /// Whether nothing can be charged under the agreement any more, whatever anybody does.
    pub fn is_final(&self) -> bool {
        matches!(self, Self::Canceled | Self::Closed)
    }
}

impl AuthorizationDetails {
    /// Whether the amount is reserved, and can be captured.
    pub fn is_open(&self) -> bool {
        self.authorization_status.state == AuthorizationState::Open
    }

    /// Whether it was captured, as it is at once with `CaptureNow`: an authorization takes one
    /// capture, which closes it.
    pub fn is_captured(&self) -> bool {
        self.authorization_status.state == AuthorizationState::Closed
            && self.authorization_status.reason_code == Some(AuthorizationReasonCode::MaxCapturesProcessed)
    }

    /// Why it was declined; nothing where it wasn't. The reason is `Other`, and empty, where the
    /// service gave none.
    ///
    /// A decline is no error: the call was carried out.
    pub fn declined(&self) -> Option<&AuthorizationReasonCode> {
        static NONE: AuthorizationReasonCode = AuthorizationReasonCode::Other(String::new());
        let status = &self.authorization_status;
        (status.state == AuthorizationState::Declined).then(|| status.reason_code.as_ref().unwrap_or(&NONE))
    }

    /// Whether it was declined in such a way that the same payment method may do another time.
    pub fn is_soft_decline(&self) -> bool {
        self.declined().is_some() && self.soft_decline == Some(true)
    }
}

impl CaptureDetails {
    /// Why it was declined; nothing where it wasn't. The reason is `Other`, and empty, where the
    /// service gave none.
    pub fn declined(&self) -> Option<&CaptureReasonCode> {
        static NONE: CaptureReasonCode = CaptureReasonCode::Other(String::new());
        let status = &self.capture_status;
        (status.state == CaptureState::Declined).then(|| status.reason_code.as_ref().unwrap_or(&NONE))
    }
}

impl RefundDetails {
    /// Why it was declined; nothing where it wasn't. The reason is `Other`, and empty, where the
    /// service gave none.
    pub fn declined(&self) -> Option<&RefundReasonCode> {
        static NONE: RefundReasonCode = RefundReasonCode::Other(String::new());
        let status = &self.refund_status;
        (status.state == RefundState::Declined).then(|| status.reason_code.as_ref().unwrap_or(&NONE))
    }
}
