use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::errors;
use crate::{
    gateway::instruction::{Answer, ConsentState, Failure, Instruction},
    sandbox::rows::{Asked, Consent, Doubt, Heard, Outside, Saga, SagaAction, Status, Taken, Token, Transaction},
};

/// The rows that an answer changes.
pub(crate) struct Rows<'a> {
    pub(crate) saga: &'a mut Saga,
    /// None where it is about a token.
    pub(crate) transaction: Option<&'a mut Transaction>,
    /// The sender's, or the one that it is about.
    pub(crate) token: Option<&'a mut Token>,
}

/// Writes what was answered, so that [`next`](super::next) goes on from there. Where nothing was, or where it says
/// nothing of the payment itself, it writes why and counts the tries: the same has to be asked again, later.
///
/// The saga has the doubt that was there before the question was put, at `put`; whether this try has left one is written.
pub(crate) fn take(
    mut rows: Rows<'_>,
    instruction: &Instruction,
    answer: &Result<Answer, Failure>,
    put: DateTime<Utc>,
    now: DateTime<Utc>,
) {
    let asked = instruction.asked();
    let heard = match answer {
        Ok(answer) => {
            let Some(heard) = told(answer).filter(|_| is_answer_to(asked, answer)) else {
                rows.doubt(asked, put);
                return rows.in_vain("The processor has answered another question than was asked.");
            };
            rows.note(instruction, answer);
            heard
        }
        Err(Failure::Refused { code, message }) => {
            if is_no_answer(&rows, asked, code) {
                return rows.in_vain(&format!("{code}: {message}"));
            }
            // One that can't be closed is over already, or a draft, which ends by itself.
            let is_over = asked == Asked::CloseConsent && errors::is_wrong_status(code);
            if is_over || asked == Asked::Confirm && errors::ends_consent(code) {
                rows.each_consent(instruction, |consent| consent.ended = true);
            }
            Heard::Refused { code: code.clone(), message: message.clone() }
        }
        Err(Failure::Unknown { why }) => {
            rows.doubt(asked, put);
            return rows.in_vain(why);
        }
        Err(Failure::Later { why }) => return rows.in_vain(why),
    };
    let saga = rows.saga;
    // What is forestalled too late was made: then the answer to that is still to be heard.
    if !matches!(&heard, Heard::Refused { code, .. } if asked == Asked::Forestall && errors::is_about_an_earlier_try(code))
    {
        saga.doubt = None;
    }
    saga.tries = 0;
    saga.trouble = None;
    match saga.steps.last_mut().filter(|last| last.asked == asked && last.heard == heard) {
        Some(last) => {
            last.at = now;
            last.times = last.times.saturating_add(1);
        }
        None => saga.steps.push(Taken { at: now, asked, heard, times: 1 }),
    }
}

/// Whether a refusal leaves open what becomes of the transaction.
///
/// What is only looked at has its state whoever may look at it, and what is only tidied up has to be, as soon as
/// whatever is wrong with the account was mended. And where an earlier try may have been carried out, a refusal because
/// of that try, or of whoever asks, is none of the transaction: it must neither be taken for failed nor be made a second
/// time.
fn is_no_answer(rows: &Rows<'_>, asked: Asked, code: &str) -> bool {
    let saga = &*rows.saga;
    let looks = matches!(
        asked,
        Asked::LookAtAuthorization | Asked::LookAtCapture | Asked::LookAtRefund | Asked::LookAtReversal
    );
    let is_decided = rows.transaction.as_deref().is_some_and(|known| is_decided(known.status));
    let tidies = match saga.action {
        SagaAction::Expire | SagaAction::CancelToken => true,
        SagaAction::Cancel => is_decided,
        _ => is_decided || asked == Asked::CloseAuthorization,
    };
    // The buyer has done his part, and has long left when somebody mends it.
    let tidies = tidies || saga.action == SagaAction::Approve;
    looks
        || tidies && errors::is_about_the_account(code)
        || saga.doubt.is_some() && errors::is_about_the_account(code)
        // Whoever forestalls wants to know just that.
        || saga.doubt.is_some() && asked != Asked::Forestall && errors::is_about_an_earlier_try(code)
        || asked == Asked::Authorize && is_made(saga)
        || errors::is_passing(code)
}

fn is_decided(status: Status) -> bool {
    match status {
        Status::Success | Status::Failure | Status::Cancelled => true,
        Status::Pending | Status::Reserved => false,
    }
}

/// Whether something was made under the key of the charge: nothing could take its place.
fn is_made(saga: &Saga) -> bool {
    let is_refused =
        |heard: &Heard| matches!(heard, Heard::Refused { code, .. } if errors::is_about_an_earlier_try(code));
    saga.steps.last().is_some_and(|last| last.asked == Asked::Forestall && is_refused(&last.heard))
}

impl Rows<'_> {
    /// What was put at `put` may have been carried out, if nothing before it was.
    fn doubt(&mut self, asked: Asked, put: DateTime<Utc>) {
        self.saga.doubt.get_or_insert(Doubt { asked, since: put });
    }

    fn in_vain(self, why: &str) {
        self.saga.tries = self.saga.tries.saturating_add(1);
        self.saga.trouble = Some(why.to_owned());
    }

    /// What an answer says of the things themselves.
    fn note(&mut self, instruction: &Instruction, answer: &Answer) {
        match answer {
            Answer::Done => match instruction.asked() {
                Asked::Confirm => self.each_consent(instruction, |consent| consent.confirmed = true),
                Asked::CancelConsent | Asked::CloseConsent => {
                    self.each_consent(instruction, |consent| consent.ended = true);
                }
                _ => {}
            },
            Answer::Consent(ConsentState { draft, ended, .. }) => {
                let (confirmed, ended) = (!draft, *ended);
                self.each_consent(instruction, |consent| {
                    consent.confirmed = confirmed;
                    consent.ended |= ended;
                });
            }
            Answer::Authorization { id, captures, fee, .. } => {
                let capture = captures.first().cloned();
                self.outside(|outside| {
                    outside.authorization = Some(id.clone());
                    if capture.is_some() {
                        outside.capture = capture;
                    }
                    outside.fees = *fee + outside.capture_fee;
                });
            }
            // What a refund looks at is the capture of the payment.
            Answer::Capture { credits, .. } if self.saga.action == SagaAction::Refund => self.outside(|outside| {
                let provider = outside.marketplace.as_ref().and_then(|marketplace| marketplace.provider.as_ref());
                let credit = credits.iter().find(|credit| provider == Some(&credit.provider));
                outside.credit = credit.map(|credit| credit.id.clone());
            }),
            Answer::Capture { id, fee, .. } => self.outside(|outside| {
                outside.capture = Some(id.clone());
                outside.fees += *fee - outside.capture_fee;
                outside.capture_fee = *fee;
            }),
            Answer::Refund { id, fee_given_back, .. } => self.outside(|outside| {
                outside.refund = Some(id.clone());
                outside.fees = Decimal::ZERO - *fee_given_back;
            }),
            Answer::Reversal { id, .. } => self.outside(|outside| outside.reversal = Some(id.clone())),
            // No saga asks about a merchant.
            Answer::Merchant { .. } => {}
        }
    }

    fn outside(&mut self, change: impl FnOnce(&mut Outside)) {
        if let Some(transaction) = &mut self.transaction {
            change(transaction.outside.get_or_insert_default());
        }
    }

    /// What the transaction began with, and what the token stands for, which may be another consent by now than the one
    /// that was asked about.
    fn each_consent(&mut self, instruction: &Instruction, change: impl Fn(&mut Consent)) {
        let begun =
            self.transaction.as_deref_mut().and_then(|transaction| transaction.outside.as_mut()?.consent.as_mut());
        let present = self.token.as_deref_mut().and_then(|token| token.consent.as_mut());
        let is_it = |consent: &&mut Consent| instruction.consent() == Some(consent.id.as_str());
        begun.into_iter().chain(present).filter(is_it).for_each(change);
    }
}

fn is_answer_to(asked: Asked, answer: &Answer) -> bool {
    match asked {
        Asked::SetTerms | Asked::Confirm | Asked::CloseAuthorization | Asked::CancelConsent | Asked::CloseConsent => {
            matches!(answer, Answer::Done)
        }
        Asked::LookAtConsent => matches!(answer, Answer::Consent(_)),
        Asked::Authorize | Asked::Forestall | Asked::LookAtAuthorization => {
            matches!(answer, Answer::Authorization { .. })
        }
        Asked::Capture | Asked::LookAtCapture => matches!(answer, Answer::Capture { .. }),
        Asked::Refund | Asked::LookAtRefund => matches!(answer, Answer::Refund { .. }),
        Asked::LookAtMerchant => false,
        Asked::ReverseCredit | Asked::LookAtReversal => matches!(answer, Answer::Reversal { .. }),
    }
}

/// What a saga goes on from; none where no saga asks for it.
fn told(answer: &Answer) -> Option<Heard> {
    Some(match answer {
        Answer::Done => Heard::Done,
        Answer::Consent(ConsentState { draft, suspended, ended, .. }) => {
            Heard::Consent { draft: *draft, suspended: *suspended, ended: *ended }
        }
        Answer::Authorization { state, expires, .. } => Heard::Authorization { state: *state, expires: *expires },
        Answer::Capture { state, .. } => Heard::Capture(*state),
        Answer::Refund { state, .. } => Heard::Refund(*state),
        Answer::Reversal { state, .. } => Heard::Reversal(*state),
        Answer::Merchant { .. } => return None,
    })
}
