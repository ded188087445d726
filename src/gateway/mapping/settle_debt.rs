use super::{
    Case, Next,
    charge::{self, Captures},
};

/// SettleDebt. **Changed**: the buyer is charged under the consent of the settlement token, and the debt is less when
/// the capture is complete. The debt is the gateway's own.
pub(super) fn next(case: &Case<'_>) -> Next {
    charge::next(case, Captures::AtOnce)
}
