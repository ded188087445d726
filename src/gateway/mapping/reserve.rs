use super::{
    Case, Next,
    charge::{self, Captures},
};

/// Reserve. **Changed**: an authorization that isn't captured. Amazon Pay keeps it for thirty days, and doesn't say
/// whether it is on a credit card; the gateway closes it after the seven days of FPS.
pub(super) fn next(case: &Case<'_>) -> Next {
    charge::next(case, Captures::Later)
}
