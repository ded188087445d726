//! Looking at a reservation that no saga is about any more.

use super::{
    Decision,
    statuses::{Meaning, Object, meaning},
};
use crate::{
    gateway::instruction::{Answer, Instruction},
    sandbox::rows::{SagaAction, Status, Transaction},
};

/// What tells whether a reservation still stands. **Changed**: Amazon Pay may end one before its time.
pub(crate) fn look(reservation: &Transaction) -> Option<Instruction> {
    let authorization = reservation.outside.as_ref().filter(|_| reservation.status == Status::Reserved)?;
    Some(Instruction::LookAtAuthorization { authorization: authorization.authorization.clone()? })
}

/// What became of it: none where it still stands.
pub(crate) fn seen(reservation: &Transaction, answer: &Answer) -> Option<Decision> {
    let Answer::Authorization { state, .. } = answer else { return None };
    if reservation.status != Status::Reserved {
        return None;
    }
    match meaning(SagaAction::Reserve, Object::Authorization, *state) {
        Meaning::Cancelled(code, message) => Some(Decision::Cancelled { code, message: message.to_owned() }),
        Meaning::Failed(code, message) => Some(Decision::Failed { code, message: message.to_owned() }),
        Meaning::Undecided | Meaning::Reserved | Meaning::Captured | Meaning::Succeeded => None,
    }
}
