use super::{Case, Next, refund, statuses::Object, texts};
use crate::{
    fps::ErrorCode,
    gateway::instruction::{Instruction, ReverseCredit},
    sandbox::rows::{Asked, Heard, Transaction},
};

/// Refund of nothing but the fee of a marketplace. **Changed**: the capture tells what Amazon Pay has paid to the caller,
/// and of that is given back; the buyer gets nothing, and the seller is paid at once.
pub(super) fn next(case: &Case<'_>, transaction: &Transaction) -> Next {
    let outside = case.outside();
    if let Some(reversal) = outside.and_then(|outside| outside.reversal.as_deref()) {
        let look = Instruction::LookAtReversal { reversal: reversal.to_owned() };
        let Some((_, Heard::Reversal(state))) = case.last() else { return Next::Ask(look) };
        return refund::ended(case, Object::Reversal, *state, look);
    }
    if let Some((asked, Heard::Refused { code, message })) = case.last() {
        return case.refused(asked, code, message);
    }
    if let Some(credit) = outside.and_then(|outside| outside.credit.clone()) {
        return Next::Ask(Instruction::ReverseCredit(ReverseCredit {
            credit,
            key: case.saga.key.clone(),
            amount: transaction.amount,
            note: texts::note(transaction.caller_description.as_deref(), texts::NOTE),
        }));
    }
    let capture = case.original.and_then(|original| original.outside.as_ref()?.capture.clone());
    match capture.filter(|_| !case.was_asked(Asked::LookAtCapture)) {
        Some(capture) => Next::Ask(Instruction::LookAtCapture { capture }),
        None => {
            let why = "Amazon Pay tells of no fee that it has paid of the payment: it can't be given back there.";
            case.refuse(ErrorCode::TransactionDenied, why)
        }
    }
}
