use super::{Case, Decision, Next, charge, texts};
use crate::{
    fps::ErrorCode,
    gateway::instruction::{Capture, Instruction},
    sandbox::rows::{Asked, Heard, Status},
};

/// Settle. **Exact**: one capture of what was reserved, as FPS settled a reservation once. The amount is always given,
/// the whole one where the caller left it out. Seven days after the reservation it may be pending.
pub(super) fn next(case: &Case<'_>) -> Next {
    let Some(transaction) = case.transaction else { return Next::Finish(Decision::Nothing) };
    if transaction.status != Status::Pending {
        return charge::tidy(case, transaction);
    }
    let outside = case.outside();
    if let Some(capture) = outside.and_then(|outside| outside.capture.as_deref()) {
        return charge::follow_capture(case, transaction, capture);
    }
    if let Some((asked @ Asked::Capture, Heard::Refused { code, message })) = case.last() {
        return case.refused(asked, code, message);
    }
    match outside.and_then(|outside| outside.authorization.as_deref()) {
        Some(authorization) => Next::Ask(Instruction::Capture(Capture {
            authorization: authorization.to_owned(),
            key: case.saga.key.clone(),
            amount: transaction.amount,
            note: texts::note(transaction.sender_description.as_deref(), texts::NOTE),
            statement: texts::statement(transaction),
            provider_fee: charge::provider_fee(case, transaction),
        })),
        None => case.refuse(ErrorCode::InvalidTransactionState, "Nothing was authorized for the reservation."),
    }
}
