//! Whatever the processor answers, a saga leads on, and comes to an end once answers are final.

use std::collections::BTreeSet;

use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};

use super::*;
use crate::gateway::instruction::ConsentState;

/// More questions than any saga asks without waiting.
const MOST_AT_ONCE: usize = 16;

/// What is answered to whatever is asked.
#[derive(Debug, Clone)]
struct Reply {
    state: State,
    captured: bool,
    consent: (bool, bool, bool),
    code: Option<&'static str>,
    lost: bool,
}

impl Reply {
    fn to(&self, instruction: &Instruction) -> Result<Answer, Failure> {
        if self.lost {
            return Err(Failure::Unknown { why: "the connection broke".to_owned() });
        }
        if let Some(code) = self.code {
            return refused(code);
        }
        let (draft, suspended, ended) = self.consent;
        Ok(match instruction.asked() {
            Asked::Authorize | Asked::Forestall | Asked::LookAtAuthorization => {
                authorization(self.state, self.captured)
            }
            Asked::Capture | Asked::LookAtCapture => capture(self.state),
            Asked::Refund | Asked::LookAtRefund => refund(self.state),
            Asked::ReverseCredit | Asked::LookAtReversal => reversal(self.state),
            Asked::LookAtMerchant => Answer::Merchant { active: true },
            Asked::LookAtConsent => {
                Answer::Consent(ConsentState { draft, suspended, ended, buyer_name: None, buyer_email: None })
            }
            _ => Answer::Done,
        })
    }

    /// The answer after which nothing changes any more.
    fn last() -> Self {
        Self { state: State::Completed, captured: true, consent: (false, false, true), code: None, lost: false }
    }
}

fn states() -> impl Strategy<Value = State> {
    let reasons = prop_oneof![
        Just(Reason::InvalidPaymentMethod),
        Just(Reason::SoftDecline),
        Just(Reason::Rejected),
        Just(Reason::TimedOut),
        Just(Reason::ExpiredUnused),
        Just(Reason::MaxCapturesProcessed),
        Just(Reason::MaxRefunded),
        Just(Reason::SellerClosed),
        Just(Reason::ConsentCanceled),
        Just(Reason::ProcessorClosed),
        Just(Reason::Other),
    ];
    prop_oneof![
        Just(State::Pending),
        Just(State::Open),
        Just(State::Completed),
        reasons.clone().prop_map(State::Declined),
        reasons.prop_map(State::Closed),
    ]
}

fn replies() -> impl Strategy<Value = Vec<Reply>> {
    let codes: Vec<&'static str> = crate::amazon_pay::SERVICE.errors.iter().map(|error| error.code).collect();
    let code = prop_oneof![3 => Just(None), 1 => prop::sample::select(codes).prop_map(Some)];
    let reply = (states(), any::<bool>(), any::<(bool, bool, bool)>(), code, prop::bool::weighted(0.1));
    let reply = reply.prop_map(|(state, captured, consent, code, lost)| Reply { state, captured, consent, code, lost });
    prop::collection::vec(reply, 0..12)
}

fn kinds() -> impl Strategy<Value = ConsentKind> {
    prop_oneof![Just(ConsentKind::Once), Just(ConsentKind::Standing)]
}

/// Plays a saga to its end, and tells what was asked.
fn play(story: &mut Story, replies: &[Reply]) -> Result<Vec<Asked>, TestCaseError> {
    let mut replies = replies.iter();
    let mut asked = Vec::new();
    let mut at_once = 0;
    for _ in 0..200 {
        let next = story.next();
        prop_assert_eq!(format!("{:?}", story.next()), format!("{:?}", &next), "the same case leads to the same");
        let instruction = match next {
            Next::Ask(instruction) => instruction,
            Next::Wait { until, then } => {
                prop_assert!(until > story.now, "it waits for what is past");
                story.now = until;
                at_once = 0;
                prop_assert!(matches!(story.next(), Next::Ask(now) if now == then), "it waits longer than it said");
                then
            }
            Next::Decide(decision) => {
                prop_assert!(!matches!(decision, Decision::Nothing | Decision::Refused(_)));
                story.write(&decision);
                continue;
            }
            Next::Finish(decision) => {
                story.write(&decision);
                return Ok(asked);
            }
        };
        let reply = replies.next().cloned().unwrap_or_else(Reply::last);
        let answer = reply.to(&instruction);
        let tries = story.saga.tries;
        story.take(&instruction, &answer);
        asked.push(instruction.asked());
        if story.saga.tries > tries {
            // It was in vain: whoever takes it up asks the same.
            let again = match story.next() {
                Next::Ask(again) | Next::Wait { then: again, .. } => again,
                other => return Err(TestCaseError::fail(format!("{other:?} after nothing was answered"))),
            };
            prop_assert_eq!(again, instruction);
        } else {
            at_once += 1;
        }
        prop_assert!(at_once <= MOST_AT_ONCE, "it asks and asks: {:?}", asked);
    }
    Err(TestCaseError::fail(format!("it comes to no end: {asked:?}")))
}

fn any_story(action: SagaAction, kind: ConsentKind, market: bool) -> Story {
    if market { Story::of_marketplace(action, kind, Some(PROVIDER)) } else { Story::of(action, kind) }
}

/// Everything that is asked for the sake of an action, in some story or other.
pub(super) fn asked_by(action: SagaAction) -> BTreeSet<(Asked, ConsentKind)> {
    let mut runner = TestRunner::deterministic();
    let mut all = BTreeSet::new();
    for turn in 0..1_600 {
        let kind = kinds().new_tree(&mut runner).expect("there is one").current();
        let replies = replies().new_tree(&mut runner).expect("there is one").current();
        let mut story = any_story(action, kind, turn % 4 < 2);
        // Of a token that was never used, another end is made, and another of what may have been made in time.
        story.token.as_mut().expect("there is one").uses = turn % 2;
        if turn % 8 > 5 {
            story.late();
        }
        let asked = play(&mut story, &replies).expect("it comes to its end");
        all.extend(asked.into_iter().map(|asked| (asked, kind)));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_answer_leads_on(
        action in prop::sample::select(ACTIONS.to_vec()),
        kind in kinds(),
        market: bool,
        replies in replies(),
    ) {
        play(&mut any_story(action, kind, market), &replies)?;
    }

    #[test]
    fn a_step_is_kept_by_whatever_store(
        action in prop::sample::select(ACTIONS.to_vec()),
        kind in kinds(),
        market: bool,
        replies in replies(),
    ) {
        let mut story = any_story(action, kind, market);
        play(&mut story, &replies)?;
        let text = serde_json::to_string(&story.saga).expect("a saga is plain data");
        prop_assert_eq!(serde_json::from_str::<Saga>(&text).expect("it was written by itself"), story.saga);
    }
}
