//! Identifiers of Amazon Pay, each of a type of its own, so that an authorization can't stand where a capture is meant.
//!
//! They hold any text: what the service answers is kept as it is, and a request is checked as a whole before it is
//! sent. The merchant's own reference ids are plain texts.

use crate::ids::{ids, shown};

ids! {
    /// An order reference: `P01-1234567-1234567`, in the sandbox `S01-…`.
    OrderReferenceId plain trimmed;
    /// A billing agreement: `B01-1234567-1234567`, in the sandbox `C01-…`.
    BillingAgreementId plain trimmed;
    /// An authorization: the id of its order reference, and `-A` with six digits.
    AuthorizationId plain trimmed;
    /// A capture: the id of its order reference, and `-C` with six digits.
    CaptureId plain trimmed;
    /// A refund: the id of its order reference, and `-R` with six digits.
    RefundId plain trimmed;
    /// What a solution provider got of a capture: the id of its order reference, and `-P` with six digits.
    ProviderCreditId plain trimmed;
    /// What a solution provider has given back: the id of its order reference, and `-Q` with six digits.
    ProviderCreditReversalId plain trimmed;
    /// A buyer's token, which opens what the merchant would not be shown without it: `Debug` shows its end only.
    ConsentToken redacted trimmed;
}

shown! {
    OrderReferenceId BillingAgreementId AuthorizationId CaptureId RefundId ProviderCreditId ProviderCreditReversalId
}
