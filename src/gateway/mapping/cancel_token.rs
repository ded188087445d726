use super::{Case, Decision, Next, errors, texts};
use crate::{
    gateway::instruction::Instruction,
    sandbox::rows::{Asked, ConsentKind, Heard},
};

/// CancelToken. **Changed**: what the buyer agreed to ends at Amazon Pay as well. What was reserved before can still be
/// settled, so that a consent is cancelled only where the token has never been used, and closed otherwise.
///
/// A consent that has ended there already, or a draft, which ends by itself, needs nothing more. Tokens of recipients
/// and callers have no consent.
pub(super) fn next(case: &Case<'_>) -> Next {
    let (Some(token), Some(consent)) = (case.token, case.consent()) else { return Next::Finish(Decision::Nothing) };
    let reason = token.cancelled.as_ref().and_then(|cancelled| cancelled.reason.as_deref());
    let reason = texts::note(reason, texts::LONG_NOTE);
    let close =
        |reason| Next::Ask(Instruction::CloseConsent { consent: consent.id.clone(), kind: consent.kind, reason });
    match case.last() {
        None if consent.ended => Next::Finish(Decision::Nothing),
        None if consent.kind == ConsentKind::Once && token.uses == 0 => {
            Next::Ask(Instruction::CancelConsent { consent: consent.id.clone(), reason })
        }
        None | Some((Asked::CancelConsent, Heard::Refused { .. })) => close(reason),
        Some((asked, Heard::Refused { code, message })) if !errors::is_wrong_status(code) => {
            case.refused(asked, code, message)
        }
        Some(_) => Next::Finish(Decision::Nothing),
    }
}
