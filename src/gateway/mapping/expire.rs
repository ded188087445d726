use super::{Case, Decision, Next, charge, errors};
use crate::{
    gateway::instruction::Instruction,
    sandbox::rows::{Asked, Heard},
};

/// The end of a reservation that nobody has settled in the seven days of FPS. **Changed**: Amazon Pay would keep it for
/// thirty, so that the gateway closes it, and then the order that was for this one purchase.
pub(super) fn next(case: &Case<'_>) -> Next {
    let Some(transaction) = case.transaction else { return Next::Finish(Decision::Nothing) };
    let authorization = case.outside().and_then(|outside| outside.authorization.clone());
    match (case.last(), authorization) {
        (None, Some(authorization)) => Next::Ask(Instruction::CloseAuthorization {
            authorization,
            reason: Some("The reserved amount was not settled in time.".to_owned()),
        }),
        (Some((asked @ Asked::CloseAuthorization, Heard::Refused { code, message })), _)
            if !errors::is_wrong_status(code) =>
        {
            case.refused(asked, code, message)
        }
        _ => charge::tidy(case, transaction),
    }
}
