use proptest::prelude::*;

use super::*;
use crate::{
    gateway::mapping::{
        statuses::{Meaning, Object, meaning},
        texts::{LONG_NOTE, NOTE, note, statement, wait},
    },
    sandbox::rows::Descriptor,
};

#[test]
fn a_note_is_as_long_as_it_may_be_and_asks_for_no_simulation() {
    assert_eq!(note(Some("  "), NOTE), None);
    assert_eq!(note(Some("é".repeat(300).as_str()), NOTE).map(|text| text.chars().count()), Some(255));
    let played = r#"{"SandboxSimulation": {"State": "Declined", "ReasonCode": "AmazonRejected"}}"#;
    assert!(note(Some(played), NOTE).is_some_and(|text| !text.contains("SandboxSimulation")));
}

#[test]
fn a_statement_says_only_what_was_asked_for() {
    let mut paid = transaction();
    paid.sender_description = Some("A very long description\nof books".to_owned());
    assert_eq!(statement(&paid), None);
    paid.descriptor = Some(Descriptor { kind: Some("Static".to_owned()), cs_owner: None });
    assert_eq!(statement(&paid), None);
    paid.descriptor = Some(Descriptor { kind: Some("Dynamic".to_owned()), cs_owner: None });
    assert_eq!(statement(&paid).as_deref(), Some("A very long des"));
}

#[test]
fn a_wait_is_as_long_as_fps_would_wait_and_amazon_pay_can() {
    let mut paid = transaction();
    for (minutes, expected) in [(10_080, 1440), (1440, 1440), (61, 60), (7, 5), (1, 5), (0, 5)] {
        paid.times_out = paid.received + TimeDelta::minutes(minutes);
        assert_eq!(wait(&paid, paid.received), expected, "{minutes} minutes");
    }
    paid.times_out = paid.received + TimeDelta::minutes(30);
    for (gone, left) in [(4, 30), (5, 25), (29, 5), (300, 5)] {
        assert_eq!(wait(&paid, paid.received + TimeDelta::minutes(gone)), left, "{gone} minutes later");
    }
    paid.method = Method::Abt;
    assert_eq!(wait(&paid, paid.received), 0);
}

#[test]
fn every_state_means_something_for_every_action() {
    let reasons = [
        Reason::InvalidPaymentMethod,
        Reason::SoftDecline,
        Reason::Rejected,
        Reason::ProcessingFailure,
        Reason::TimedOut,
        Reason::ExpiredUnused,
        Reason::MaxCapturesProcessed,
        Reason::MaxRefunded,
        Reason::SellerClosed,
        Reason::ConsentCanceled,
        Reason::ProcessorClosed,
        Reason::Other,
    ];
    for action in ACTIONS {
        for object in [Object::Authorization, Object::Capture, Object::Refund] {
            assert_eq!(meaning(action, object, State::Pending), Meaning::Undecided);
            for reason in reasons {
                assert!(
                    matches!(meaning(action, object, State::Declined(reason)), Meaning::Failed(..)),
                    "{action:?} {object:?} {reason:?}"
                );
                let closed = meaning(action, object, State::Closed(reason));
                assert_ne!(closed, Meaning::Undecided, "{action:?} {object:?} {reason:?}");
                let is_money = object != Object::Authorization;
                assert_eq!(closed == Meaning::Succeeded, is_money, "{action:?} {object:?} {reason:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_breaks_a_limit(text in "\\PC{0,2000}") {
        for longest in [NOTE, LONG_NOTE] {
            if let Some(text) = note(Some(&text), longest) {
                prop_assert!(text.chars().count() <= longest && !text.trim().is_empty());
                prop_assert!(!text.contains("SandboxSimulation"));
            }
        }
        let mut paid = transaction();
        paid.descriptor = Some(Descriptor { kind: Some("Dynamic".to_owned()), cs_owner: None });
        paid.sender_description = Some(text);
        prop_assert!(statement(&paid).is_none_or(|text| text.chars().count() <= 16 && !text.is_empty()));
    }
}
