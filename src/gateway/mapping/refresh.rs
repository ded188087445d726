//! Looking before answering: what a reader of a transaction may ask of the processor, and what that changes.

use super::{
    Decision,
    statuses::{Meaning, Object, meaning},
};
use crate::{
    fps::RecipientVerificationStatus,
    gateway::instruction::{Answer, Instruction},
    sandbox::rows::{SagaAction, Status, Transaction},
};

/// What GetTransaction and GetTransactionStatus may look at before they answer: what can still change, and nothing else.
/// **Changed**: the refund if there is one, else the capture, else the authorization.
pub(crate) fn look(transaction: &Transaction) -> Option<Instruction> {
    if !matches!(transaction.status, Status::Pending | Status::Reserved) {
        return None;
    }
    let outside = transaction.outside.as_ref()?;
    if let Some(refund) = outside.refund.clone() {
        return Some(Instruction::LookAtRefund { refund });
    }
    if let Some(capture) = outside.capture.clone() {
        return Some(Instruction::LookAtCapture { capture });
    }
    let authorization = outside.authorization.clone()?;
    Some(Instruction::LookAtAuthorization { authorization })
}

/// What became of a reservation that no saga is about any more, after it was looked at: none where it still stands.
pub(crate) fn seen(transaction: &Transaction, answer: &Answer) -> Option<Decision> {
    let Answer::Authorization { state, .. } = answer else { return None };
    if transaction.status != Status::Reserved {
        return None;
    }
    match meaning(SagaAction::Reserve, Object::Authorization, *state) {
        Meaning::Cancelled(code, message) => Some(Decision::Cancelled { code, message: message.to_owned() }),
        Meaning::Failed(code, message) => Some(Decision::Failed { code, message: message.to_owned() }),
        Meaning::Undecided | Meaning::Reserved | Meaning::Captured | Meaning::Succeeded => None,
    }
}

/// GetRecipientVerificationStatus. **Changed**: an account that is active is verified, and one that isn't has still to
/// be. That there are no limits is never said.
pub(crate) fn verification(active: bool) -> RecipientVerificationStatus {
    match active {
        true => RecipientVerificationStatus::VerificationComplete,
        false => RecipientVerificationStatus::VerificationPending,
    }
}
