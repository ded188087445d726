//! Payments at a processor who keeps his word: a key is charged once, whatever is lost on the way and however often it
//! is asked, and both sides know the same in the end.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Draft,
    Open,
    Suspended,
    Ended,
}

/// A consent at the processor, with the one payment that is made of it.
struct Processor {
    kind: ConsentKind,
    consent: Standing,
    authorization: Option<State>,
    capture: Option<State>,
    charges: u32,
    /// What comes next, where the processor has a choice.
    choices: std::vec::IntoIter<u8>,
}

impl Processor {
    fn choose(&mut self, most: u8) -> u8 {
        self.choices.next().map_or(0, |choice| choice % (most + 1))
    }

    fn ask(&mut self, instruction: &Instruction) -> Result<Answer, Failure> {
        let answer = self.answer(instruction);
        match self.choose(5) {
            5 => Err(Failure::Unknown { why: "the answer was lost".to_owned() }),
            _ => answer,
        }
    }

    fn answer(&mut self, instruction: &Instruction) -> Result<Answer, Failure> {
        match instruction {
            Instruction::SetTerms { .. } if self.consent == Standing::Draft => Ok(Answer::Done),
            Instruction::SetTerms { .. } => refused("OrderReferenceNotModifiable"),
            Instruction::Confirm { .. } => {
                let is_mended = self.consent == Standing::Suspended && self.choose(1) == 1;
                match self.consent {
                    Standing::Suspended if !is_mended => refused("PaymentMethodNotUpdated"),
                    Standing::Ended => refused("InvalidOrderReferenceStatus"),
                    Standing::Draft | Standing::Open | Standing::Suspended => {
                        self.consent = Standing::Open;
                        Ok(Answer::Done)
                    }
                }
            }
            Instruction::Authorize(asked) => {
                if self.authorization.is_none() {
                    if self.consent != Standing::Open {
                        return refused("InvalidOrderReferenceStatus");
                    }
                    self.charges += 1;
                    self.authorization = Some(State::Pending);
                    if self.choose(1) == 0 {
                        self.decide(asked.capture);
                    }
                }
                Ok(self.authorized())
            }
            Instruction::LookAtAuthorization { .. } => {
                if self.authorization == Some(State::Pending) && self.choose(2) == 0 {
                    self.decide(true);
                }
                Ok(self.authorized())
            }
            Instruction::LookAtCapture { .. } => {
                if self.capture == Some(State::Pending) && self.choose(1) == 0 {
                    self.capture = Some(match self.choose(2) {
                        2 => State::Declined(Reason::ProcessingFailure),
                        _ => State::Completed,
                    });
                }
                Ok(capture(self.capture.expect("it was told of")))
            }
            Instruction::LookAtConsent { .. } => Ok(Answer::Consent(crate::gateway::instruction::ConsentState {
                draft: self.consent == Standing::Draft,
                suspended: self.consent == Standing::Suspended,
                ended: self.consent == Standing::Ended,
                buyer_name: None,
                buyer_email: None,
            })),
            Instruction::CloseConsent { .. } if matches!(self.consent, Standing::Open | Standing::Suspended) => {
                self.consent = Standing::Ended;
                Ok(Answer::Done)
            }
            Instruction::CloseConsent { .. } => refused("InvalidCloseAttempt"),
            Instruction::CancelConsent { .. } if self.capture.is_some() => refused("InvalidCancelAttempt"),
            Instruction::CancelConsent { .. } if matches!(self.consent, Standing::Open | Standing::Suspended) => {
                self.consent = Standing::Ended;
                Ok(Answer::Done)
            }
            Instruction::CancelConsent { .. } => refused("InvalidCancelAttempt"),
            other => panic!("{other:?} is no part of a payment under {:?}", self.kind),
        }
    }

    fn decide(&mut self, captures: bool) {
        let (state, capture) = match self.choose(4) {
            3 => (State::Declined(Reason::InvalidPaymentMethod), None),
            4 => (State::Declined(Reason::TimedOut), None),
            _ if captures => (State::Closed(Reason::MaxCapturesProcessed), Some(State::Pending)),
            _ => (State::Open, None),
        };
        if state == State::Declined(Reason::InvalidPaymentMethod) {
            self.consent = Standing::Suspended;
        }
        self.authorization = Some(state);
        self.capture = capture.map(|pending| if self.choose(1) == 0 { State::Completed } else { pending });
    }

    fn authorized(&self) -> Answer {
        authorization(self.authorization.expect("it was made"), self.capture.is_some())
    }
}

fn play(kind: ConsentKind, consent: Standing, choices: Vec<u8>) -> (Decision, Processor) {
    let choices = choices.into_iter();
    let mut processor = Processor { kind, consent, authorization: None, capture: None, charges: 0, choices };
    let mut story = Story::of(SagaAction::Pay, kind);
    let mut became = None;
    for _ in 0..500 {
        match story.next() {
            Next::Ask(instruction) => {
                let answer = processor.ask(&instruction);
                story.take(&instruction, &answer);
            }
            Next::Wait { until, .. } => story.now = until,
            Next::Decide(decision) => {
                story.write(&decision);
                became = Some(decision);
            }
            Next::Finish(decision) => return (became.unwrap_or(decision), processor),
        }
    }
    panic!("it comes to no end")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_payment_is_made_once_or_not_at_all_and_both_sides_know(
        once in any::<bool>(),
        consent in prop_oneof![Just(Standing::Draft), Just(Standing::Open), Just(Standing::Suspended), Just(Standing::Ended)],
        choices in prop::collection::vec(any::<u8>(), 0..60),
    ) {
        let kind = if once { ConsentKind::Once } else { ConsentKind::Standing };
        let (decision, processor) = play(kind, consent, choices);
        prop_assert!(processor.charges <= 1);
        let is_refused = matches!(decision, Decision::Refused(_));
        let has_come = processor.capture == Some(State::Completed);
        match decision {
            Decision::Succeeded { .. } => prop_assert!(has_come),
            Decision::Failed { .. } => {
                let declined = [processor.authorization, processor.capture];
                prop_assert!(declined.iter().flatten().any(|state| matches!(state, State::Declined(_))));
                prop_assert!(!has_come);
            }
            Decision::Refused(error) => prop_assert!(processor.charges == 0, "{} after a charge", error.code()),
            other => prop_assert!(false, "{:?}", other),
        }
        // What was refused at once has not used the token up.
        if kind == ConsentKind::Once && !is_refused {
            prop_assert_eq!(processor.consent, Standing::Ended);
        }
    }
}
