use super::{Case, Decision, Next, errors, texts};
use crate::{
    gateway::instruction::Instruction,
    sandbox::rows::{Asked, ConsentKind, Heard, Token},
};

/// What comes of a buyer's being back from Amazon Pay. **Changed**: a token of FPS was good at once; what he has agreed to
/// is a draft there, which ends after three hours unless it is confirmed. What is for one purchase is given its terms
/// before: the most that the token may pay.
///
/// A token that is cancelled, or replaced, meanwhile is confirmed no more, except where it may have been already: then
/// that is made certain, so that it can be ended.
pub(super) fn next(case: &Case<'_>) -> Next {
    let (Some(token), Some(consent)) = (case.token, case.consent()) else { return Next::Finish(Decision::Nothing) };
    let is_in_doubt = case.in_doubt(Asked::Confirm).is_some();
    // A payment may have confirmed it first.
    if consent.confirmed || !token.active && !is_in_doubt {
        return Next::Finish(Decision::Nothing);
    }
    let confirm = || Next::Ask(Instruction::Confirm { consent: consent.id.clone(), kind: consent.kind });
    match case.last() {
        Some((asked @ Asked::SetTerms, Heard::Refused { code, message })) if !errors::is_not_modifiable(code) => {
            case.refused(asked, code, message)
        }
        Some((asked @ Asked::Confirm, Heard::Refused { code, message })) => case.refused(asked, code, message),
        _ if consent.ended => Next::Finish(Decision::Nothing),
        None if consent.kind == ConsentKind::Once && !is_in_doubt => {
            set_terms(case, token, &consent.id).unwrap_or(Next::Finish(Decision::Nothing))
        }
        _ => confirm(),
    }
}

/// None where nothing says what the purchase will cost.
fn set_terms(case: &Case<'_>, token: &Token, consent: &str) -> Option<Next> {
    Some(Next::Ask(Instruction::SetTerms {
        consent: consent.to_owned(),
        amount: token.most()?,
        note: texts::note(token.payment_reason.as_deref(), texts::LONG_NOTE),
        // There is no transaction yet: the caller knows the purchase by what he calls the token.
        order: Some(token.caller_reference.clone()).filter(|reference| !reference.is_empty()),
        information: None,
        platform: case.platform.map(str::to_owned),
    }))
}
