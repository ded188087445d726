use super::{
    Case, Decision, Next, errors, reverse,
    statuses::{Meaning, Object, meaning},
    texts,
};
use crate::{
    fps::ErrorCode,
    gateway::instruction::{Instruction, Refund},
    sandbox::rows::{Asked, Heard, State, Status},
};

/// Refund. **Changed**: it gives back of the capture, and is always pending at first. Amazon Pay takes ten of a capture
/// and up to fifteen percent more than was captured, which the rules of FPS never ask for.
///
/// A fee of a marketplace is given back along with it, or [alone](reverse), where Amazon Pay had paid it to the caller as a
/// provider; where not, the gateway's books alone know of it.
pub(super) fn next(case: &Case<'_>) -> Next {
    let Some(transaction) = case.transaction else { return Next::Finish(Decision::Nothing) };
    if transaction.status != Status::Pending {
        return Next::Finish(Decision::Nothing);
    }
    if case.original.is_some_and(|original| transaction.refunds_fee_alone(original)) {
        return reverse::next(case, transaction);
    }
    if let Some(refund) = case.outside().and_then(|outside| outside.refund.as_deref()) {
        let look = Instruction::LookAtRefund { refund: refund.to_owned() };
        let Some((_, Heard::Refund(state))) = case.last() else { return Next::Ask(look) };
        return ended(case, Object::Refund, *state, look);
    }
    let capture = case.original.and_then(|original| original.outside.as_ref()?.capture.as_deref());
    let Some(capture) = capture else {
        let why = "The payment was not made at Amazon Pay: it can't be given back there.";
        return case.refuse(ErrorCode::TransactionDenied, why);
    };
    match case.last() {
        // Whether it was not complete yet, has failed, or was all given back: its state tells.
        Some((Asked::Refund, Heard::Refused { code, .. })) if errors::is_not_refundable(code) => {
            Next::Ask(Instruction::LookAtCapture { capture: capture.to_owned() })
        }
        Some((Asked::LookAtCapture, Heard::Capture(state))) => {
            let state = match state {
                State::Pending | State::Open => "Pending",
                State::Declined(_) => "Declined",
                State::Completed => "Completed",
                State::Closed(_) => "Closed",
            };
            case.refused(Asked::Refund, errors::NOT_REFUNDABLE, &format!("the capture is {state}."))
        }
        Some((asked, Heard::Refused { code, message })) => case.refused(asked, code, message),
        _ => Next::Ask(Instruction::Refund(Refund {
            capture: capture.to_owned(),
            key: case.saga.key.clone(),
            amount: transaction.amount,
            note: texts::note(transaction.caller_description.as_deref(), texts::NOTE),
            reversal: case.provider_fee(transaction.marketplace_refunded),
        })),
    }
}

/// What becomes of what is given back, by its state.
pub(super) fn ended(case: &Case<'_>, object: Object, state: State, look: Instruction) -> Next {
    match meaning(case.saga.action, object, state) {
        Meaning::Failed(code, message) => Next::Finish(Decision::Failed { code, message: message.to_owned() }),
        Meaning::Cancelled(code, message) => Next::Finish(Decision::Cancelled { code, message: message.to_owned() }),
        Meaning::Succeeded => Next::Finish(Decision::Succeeded { fees: case.fees() }),
        Meaning::Undecided | Meaning::Reserved | Meaning::Captured => case.look_again(look),
    }
}
