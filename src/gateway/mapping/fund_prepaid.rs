use super::{
    Case, Next,
    charge::{self, Captures},
};

/// FundPrepaid. **Changed**: the buyer is charged under the consent of the funding token, and what was funded is there
/// when the capture is complete. The balance is the gateway's own.
pub(super) fn next(case: &Case<'_>) -> Next {
    charge::next(case, Captures::AtOnce)
}
