use super::{
    Case, Next,
    charge::{self, Captures},
};

/// Pay. **Changed**: a payment is an authorization that is captured at once, so that it has two ids at Amazon Pay.
///
/// With a consent for one purchase, a draft is given its terms and confirmed first, and the consent is closed after the
/// capture, as a single-use token pays once. With a standing one, a draft is confirmed. Cards and bank accounts are
/// authorized asynchronously, account balances synchronously, as FPS did.
///
/// What could not be asked within the caller's time fails, as it did on FPS. Where it may have been asked, an
/// authorization without a capture takes its place: it is refused where the payment was made, and is let go otherwise.
///
/// Prepaid and postpaid payments are none of this: no saga begins for them.
pub(super) fn next(case: &Case<'_>) -> Next {
    charge::next(case, Captures::AtOnce)
}
