use super::{Case, Decision, Next};
use crate::{gateway::instruction::Instruction, sandbox::rows::Asked};

/// The end of a reservation that nobody has settled in the seven days of FPS. **Changed**: Amazon Pay would keep it for
/// thirty, so that the gateway closes it. One that is closed there already needs nothing more.
pub(super) fn next(case: &Case<'_>) -> Next {
    let authorization = case.outside().and_then(|outside| outside.authorization.clone());
    match authorization.filter(|_| !case.was_asked(Asked::CloseAuthorization)) {
        Some(authorization) => Next::Ask(Instruction::CloseAuthorization {
            authorization,
            reason: Some("The reserved amount was not settled in time.".to_owned()),
        }),
        None => Next::Finish(Decision::Nothing),
    }
}
