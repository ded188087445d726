//! Payments as they go, question by question.

use super::*;

#[test]
fn a_single_payment_sets_its_terms_confirms_charges_and_closes() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Once);
    let terms = story.done(Asked::SetTerms);
    let Instruction::SetTerms { amount, order, .. } = terms else { panic!("{terms:?}") };
    assert_eq!((amount, order), (Decimal::from(25), story.transaction.as_ref().map(|known| known.id.clone())));
    story.done(Asked::Confirm);
    assert!(story.token.as_ref().and_then(|token| token.consent.as_ref()).is_some_and(|consent| consent.confirmed));
    let charged = Ok(authorization(State::Closed(Reason::MaxCapturesProcessed), true));
    let asked = story.answer(Asked::Authorize, charged);
    let Instruction::Authorize(asked) = asked else { panic!("{asked:?}") };
    assert!(asked.capture && asked.wait == 1440 && asked.key == story.saga.key, "{asked:?}");
    story.answer(Asked::LookAtCapture, Ok(capture(State::Completed)));
    // What became of it is told before the consent is closed.
    let Next::Decide(decision) = story.next() else { panic!("{:?}", story.next()) };
    assert!(matches!(&decision, Decision::Succeeded { fees } if *fees == Decimal::new(103, 2)));
    story.write(&decision);
    story.done(Asked::CloseConsent);
    assert!(matches!(story.finish(), Decision::Nothing));
    assert!(story.token.and_then(|token| token.consent).is_some_and(|consent| consent.ended));
}

#[test]
fn a_payment_under_an_open_agreement_is_one_question_until_it_is_captured() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    for consent in [
        story.token.as_mut().and_then(|token| token.consent.as_mut()),
        story.transaction.as_mut().and_then(|known| known.outside.as_mut()?.consent.as_mut()),
    ] {
        consent.expect("there is one").confirmed = true;
    }
    story.answer(Asked::Authorize, Ok(authorization(State::Pending, false)));
    let Next::Wait { until, then } = story.next() else { panic!("{:?}", story.next()) };
    assert_eq!((until, then.asked()), (start() + TimeDelta::seconds(5), Asked::LookAtAuthorization));
    story.now = until;
    story.answer(Asked::LookAtAuthorization, Ok(authorization(State::Pending, false)));
    let Next::Wait { until, .. } = story.next() else { panic!("{:?}", story.next()) };
    assert_eq!(until, story.now + TimeDelta::seconds(10));
    story.now = until;
    story.answer(Asked::LookAtAuthorization, Ok(authorization(State::Closed(Reason::MaxCapturesProcessed), true)));
    story.answer(Asked::LookAtCapture, Ok(capture(State::Completed)));
    assert!(matches!(story.finish(), Decision::Succeeded { .. }), "nothing is to be closed");
}

#[test]
fn an_account_balance_is_charged_at_once() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    story.transaction.as_mut().expect("there is one").method = Method::Abt;
    story.done(Asked::Confirm);
    let Next::Ask(Instruction::Authorize(asked)) = story.next() else { panic!("{:?}", story.next()) };
    assert_eq!(asked.wait, 0);
}

#[test]
fn what_was_confirmed_before_is_not_asked_for_twice() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Once);
    story.answer(Asked::SetTerms, refused("OrderReferenceNotModifiable"));
    story.done(Asked::Confirm);
    story.answer(Asked::Authorize, Ok(authorization(State::Pending, false)));
}

#[test]
fn a_suspended_consent_is_confirmed_again_and_charged_with_the_same_key() {
    for kind in [ConsentKind::Once, ConsentKind::Standing] {
        let mut story = Story::of(SagaAction::Reserve, kind);
        story.token.as_mut().and_then(|token| token.consent.as_mut()).expect("there is one").confirmed = true;
        let first = story.answer(Asked::Authorize, refused("InvalidBillingAgreementStatus"));
        story.answer(Asked::LookAtConsent, Ok(consent(false, true, false)));
        story.done(Asked::Confirm);
        let Next::Ask(second) = story.next() else { panic!("{:?}", story.next()) };
        assert_eq!(second, first);
        story.take(&second, &refused("InvalidBillingAgreementStatus"));
        assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "TokenNotActive_Sender"));
    }
}

#[test]
fn a_buyer_who_has_mended_nothing_is_denied() {
    for (action, code) in [(SagaAction::Pay, "TransactionDenied"), (SagaAction::SettleDebt, "InactiveInstrument")] {
        let mut story = Story::of(action, ConsentKind::Standing);
        story.answer(Asked::Confirm, refused("PaymentMethodNotUpdated"));
        assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == code));
    }
}

#[test]
fn a_consent_that_has_ended_is_kept_as_ended() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    story.token.as_mut().and_then(|token| token.consent.as_mut()).expect("there is one").confirmed = true;
    story.answer(Asked::Authorize, refused("InvalidBillingAgreementStatus"));
    story.answer(Asked::LookAtConsent, Ok(consent(false, false, true)));
    assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "TokenNotActive_Sender"));
    assert!(story.token.and_then(|token| token.consent).is_some_and(|consent| consent.ended));
}

#[test]
fn a_reservation_is_settled_once_with_its_whole_amount() {
    let mut story = Story::of(SagaAction::Reserve, ConsentKind::Once);
    story.done(Asked::SetTerms);
    story.done(Asked::Confirm);
    let asked = story.answer(Asked::Authorize, Ok(authorization(State::Open, false)));
    assert!(matches!(asked, Instruction::Authorize(asked) if !asked.capture && asked.provider_fee.is_none()));
    let Decision::Reserved { expires } = story.finish() else { panic!("{:?}", story.finish()) };
    assert_eq!(expires, Some(start() + TimeDelta::days(30)));

    let mut story = Story { saga: saga(SagaAction::Settle), ..story };
    let asked = story.answer(Asked::Capture, Ok(capture(State::Completed)));
    assert!(matches!(asked, Instruction::Capture(asked) if asked.amount == Decimal::from(25)));
    let Next::Decide(decision) = story.next() else { panic!("{:?}", story.next()) };
    story.write(&decision);
    story.answer(Asked::CloseConsent, refused("InvalidCloseAttempt"));
    assert!(matches!(story.finish(), Decision::Nothing));
}

#[test]
fn a_marketplace_gets_its_fee_only_as_a_provider_and_only_when_money_is_taken() {
    let fee = Some(Decimal::TWO);
    for (action, provider, gets) in [
        (SagaAction::Pay, Some(PROVIDER), true),
        (SagaAction::Pay, None, false),
        (SagaAction::Reserve, Some(PROVIDER), false),
    ] {
        let mut story = Story::of_marketplace(action, ConsentKind::Standing, provider);
        story.done(Asked::Confirm);
        let Next::Ask(Instruction::Authorize(asked)) = story.next() else { panic!("{:?}", story.next()) };
        assert_eq!(asked.platform.as_deref(), Some(PLATFORM));
        assert_eq!(asked.provider_fee.map(|fee| fee.amount), fee.filter(|_| gets), "{action:?} {provider:?}");
    }
    let story = Story::of_marketplace(SagaAction::Settle, ConsentKind::Standing, Some(PROVIDER));
    let Next::Ask(Instruction::Capture(asked)) = story.next() else { panic!("{:?}", story.next()) };
    let fee = asked.provider_fee.expect("the money is taken now");
    assert_eq!((fee.provider.as_str(), fee.amount), (PROVIDER, Decimal::TWO));
    let story = Story::of_marketplace(SagaAction::Pay, ConsentKind::Once, None);
    let Next::Ask(Instruction::SetTerms { platform, .. }) = story.next() else { panic!("{:?}", story.next()) };
    assert_eq!(platform.as_deref(), Some(PLATFORM));
}

#[test]
fn a_fee_is_given_back_alone_of_what_the_capture_tells() {
    let mut story = Story::of_marketplace(SagaAction::Refund, ConsentKind::Once, Some(PROVIDER));
    let look = story.answer(Asked::LookAtCapture, Ok(capture(State::Completed)));
    assert!(matches!(look, Instruction::LookAtCapture { capture } if capture == CAPTURE));
    let asked = story.answer(Asked::ReverseCredit, Ok(reversal(State::Pending)));
    let Instruction::ReverseCredit(asked) = asked else { panic!("{asked:?}") };
    assert_eq!((asked.credit.as_str(), asked.amount), (CREDIT, Decimal::ONE));
    assert_eq!(asked.key, story.saga.key);
    let Next::Wait { until, .. } = story.next() else { panic!("{:?}", story.next()) };
    story.now = until;
    story.answer(Asked::LookAtReversal, Ok(reversal(State::Completed)));
    assert!(matches!(story.finish(), Decision::Succeeded { fees } if fees.is_zero()));

    // The processor has paid no such fee, or to somebody else.
    let mut story = Story::of_marketplace(SagaAction::Refund, ConsentKind::Once, Some("A3STRANGER"));
    story.answer(Asked::LookAtCapture, Ok(capture(State::Completed)));
    assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "TransactionDenied"));
    let mut story = Story::of_marketplace(SagaAction::Refund, ConsentKind::Once, Some(PROVIDER));
    story.answer(Asked::LookAtCapture, Ok(capture(State::Completed)));
    story.answer(Asked::ReverseCredit, refused("TransactionAmountExceeded"));
    assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "RefundAmountExceeded"));
}

#[test]
fn the_account_of_whoever_is_paid_is_the_one_that_is_not_active() {
    for (market, code) in [(true, "InvalidAccountState_Recipient"), (false, "InvalidAccountState_Caller")] {
        let mut story = match market {
            true => Story::of_marketplace(SagaAction::Settle, ConsentKind::Once, None),
            false => Story::of(SagaAction::Settle, ConsentKind::Once),
        };
        story.answer(Asked::Capture, refused("InvalidAccountStatus"));
        assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == code), "{code}");
    }
}

#[test]
fn a_refund_gives_back_of_the_capture_and_waits() {
    let mut story = Story::of(SagaAction::Refund, ConsentKind::Once);
    let asked = story.answer(Asked::Refund, Ok(refund(State::Pending)));
    assert!(matches!(asked, Instruction::Refund(asked) if asked.capture == CAPTURE));
    let Next::Wait { until, .. } = story.next() else { panic!("{:?}", story.next()) };
    story.now = until;
    story.answer(Asked::LookAtRefund, Ok(refund(State::Completed)));
    assert!(matches!(story.finish(), Decision::Succeeded { fees } if fees == Decimal::new(-103, 2)));
}

#[test]
fn a_refund_that_is_not_possible_says_why() {
    for (state, code) in [
        (State::Pending, "OriginalTransactionIncomplete"),
        (State::Declined(Reason::Rejected), "OriginalTransactionFailed"),
        (State::Closed(Reason::MaxRefunded), "TransactionFullyRefundedAlready"),
        (State::Completed, "TransactionDenied"),
    ] {
        let mut story = Story::of(SagaAction::Refund, ConsentKind::Once);
        story.answer(Asked::Refund, refused("CaptureNotRefundable"));
        story.answer(Asked::LookAtCapture, Ok(capture(state)));
        assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == code), "{state:?}");
        assert_eq!(story.transaction.and_then(|known| known.outside?.capture), None, "it is the payment's own");
    }
}

#[test]
fn a_reservation_is_cancelled_with_the_consent_that_was_for_it_alone() {
    for kind in [ConsentKind::Once, ConsentKind::Standing] {
        let mut story = Story::of(SagaAction::Cancel, kind);
        story.transaction.as_mut().expect("there is one").status = Status::Reserved;
        story.done(Asked::CloseAuthorization);
        if kind == ConsentKind::Once {
            // It is told to be cancelled before the consent is.
            let Next::Decide(decision) = story.next() else { panic!("{:?}", story.next()) };
            assert!(matches!(decision, Decision::Cancelled { code: StatusCode::Canceled, .. }));
            story.write(&decision);
            let first = story.answer(Asked::CancelConsent, refused("AccessDenied"));
            assert_eq!(story.answer(Asked::CancelConsent, Ok(Answer::Done)), first, "it is asked again");
            assert!(matches!(story.finish(), Decision::Nothing));
        } else {
            assert!(matches!(story.finish(), Decision::Cancelled { code: StatusCode::Canceled, .. }));
        }
        let ended = story.token.and_then(|token| token.consent).is_some_and(|consent| consent.ended);
        assert_eq!(ended, kind == ConsentKind::Once);
    }
}

#[test]
fn what_amazon_pay_ends_while_the_answer_is_under_way_is_tidied_up() {
    let mut story = Story::of(SagaAction::Cancel, ConsentKind::Once);
    story.transaction.as_mut().expect("there is one").status = Status::Reserved;
    story.done(Asked::CloseAuthorization);
    // A look has found it closed, and has written that first.
    story.transaction.as_mut().expect("there is one").status = Status::Cancelled;
    story.answer(Asked::CancelConsent, refused("InvalidCancelAttempt"));
    story.answer(Asked::CloseConsent, refused("InvalidCloseAttempt"));
    assert!(matches!(story.finish(), Decision::Nothing));
}

#[test]
fn a_cancellation_whose_answer_was_lost_is_found_to_be_done() {
    let mut story = Story::of(SagaAction::Cancel, ConsentKind::Once);
    story.answer(Asked::CancelConsent, Err(Failure::Unknown { why: "no answer".to_owned() }));
    assert_eq!((story.saga.tries, story.saga.trouble.as_deref()), (1, Some("no answer")));
    story.answer(Asked::CancelConsent, refused("InvalidCancelAttempt"));
    story.answer(Asked::LookAtAuthorization, Ok(authorization(State::Closed(Reason::ConsentCanceled), false)));
    story.decide(Status::Cancelled);
    story.answer(Asked::CloseConsent, refused("InvalidCloseAttempt"));
    assert!(matches!(story.finish(), Decision::Nothing));
}

#[test]
fn a_reservation_whose_cancellation_was_not_answered_leaves_no_order_open() {
    let mut story = Story::of(SagaAction::Cancel, ConsentKind::Once);
    story.transaction.as_mut().expect("there is one").status = Status::Reserved;
    story.answer(Asked::CloseAuthorization, Err(Failure::Unknown { why: "no answer".to_owned() }));
    story.answer(Asked::CloseAuthorization, refused("InvalidAuthorizationStatus"));
    story.answer(Asked::LookAtAuthorization, Ok(authorization(State::Closed(Reason::SellerClosed), false)));
    story.decide(Status::Cancelled);
    story.done(Asked::CancelConsent);
    assert!(matches!(story.finish(), Decision::Nothing));
}

#[test]
fn the_order_of_a_token_that_pays_once_ends_whatever_comes_of_the_payment() {
    for (action, state) in [
        (SagaAction::Pay, State::Declined(Reason::Rejected)),
        (SagaAction::Reserve, State::Declined(Reason::TimedOut)),
        (SagaAction::Reserve, State::Closed(Reason::SellerClosed)),
    ] {
        let mut story = Story::of(action, ConsentKind::Once);
        story.done(Asked::SetTerms);
        story.done(Asked::Confirm);
        story.answer(Asked::Authorize, Ok(authorization(state, false)));
        story.decide(if matches!(state, State::Declined(_)) { Status::Failure } else { Status::Cancelled });
        story.answer(Asked::CancelConsent, refused("InvalidAccountStatus"));
        story.done(Asked::CancelConsent);
        assert!(matches!(story.finish(), Decision::Nothing), "{action:?}");
    }
    let mut story = Story::of(SagaAction::Expire, ConsentKind::Once);
    story.transaction.as_mut().expect("there is one").status = Status::Cancelled;
    story.answer(Asked::CloseAuthorization, refused("InvalidAuthorizationStatus"));
    story.done(Asked::CancelConsent);
    assert!(matches!(story.finish(), Decision::Nothing));
    // One that was refused at once has not used its token up: it can be tried again.
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Once);
    story.done(Asked::SetTerms);
    story.answer(Asked::Confirm, refused("ConstraintsExist"));
    assert!(matches!(story.finish(), Decision::Refused(_)));
}

#[test]
fn what_a_buyer_is_back_with_has_the_most_that_its_token_may_pay() {
    let mut story = Story::of(SagaAction::Approve, ConsentKind::Once);
    let Instruction::SetTerms { amount, order, note, .. } = story.answer(Asked::SetTerms, Ok(Answer::Done)) else {
        panic!("no terms")
    };
    assert_eq!((amount, order.as_deref(), note), (Decimal::from(30), Some("token 4711"), None));
    story.done(Asked::Confirm);
    assert!(matches!(story.finish(), Decision::Nothing));
    assert!(story.token.is_some_and(|token| token.consent.is_some_and(|consent| consent.confirmed)));

    let mut story = Story::of(SagaAction::Approve, ConsentKind::Standing);
    story.answer(Asked::Confirm, refused("InvalidAccountStatus"));
    story.answer(Asked::Confirm, refused("BillingAgreementConstraintsExist"));
    assert!(matches!(story.finish(), Decision::Refused(_)));
}

#[test]
fn what_is_captured_can_not_be_cancelled() {
    let mut story = Story::of(SagaAction::Cancel, ConsentKind::Standing);
    story.answer(Asked::CloseAuthorization, refused("InvalidAuthorizationStatus"));
    let captured = authorization(State::Closed(Reason::MaxCapturesProcessed), true);
    story.answer(Asked::LookAtAuthorization, Ok(captured));
    assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "InvalidTransactionState"));
    // Its id may come later, and the buyer is charged all the same.
    for (state, status) in [
        (State::Closed(Reason::MaxCapturesProcessed), Status::Pending),
        (State::Closed(Reason::MaxCapturesProcessed), Status::Reserved),
        (State::Completed, Status::Pending),
    ] {
        let mut story = Story::of(SagaAction::Cancel, ConsentKind::Standing);
        story.transaction.as_mut().expect("there is one").status = status;
        story.answer(Asked::CloseAuthorization, refused("InvalidAuthorizationStatus"));
        story.answer(Asked::LookAtAuthorization, Ok(authorization(state, false)));
        assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "InvalidTransactionState"));
    }
}

#[test]
fn a_token_that_was_never_used_cancels_its_order_and_any_other_closes_it() {
    let mut story = Story::of(SagaAction::CancelToken, ConsentKind::Once);
    story.done(Asked::CloseConsent);
    assert!(matches!(story.finish(), Decision::Nothing));
    let mut story = Story::of(SagaAction::CancelToken, ConsentKind::Once);
    story.token.as_mut().expect("there is one").uses = 0;
    story.answer(Asked::CancelConsent, refused("InvalidCancelAttempt"));
    story.answer(Asked::CloseConsent, refused("InvalidCloseAttempt"));
    assert!(matches!(story.finish(), Decision::Nothing));
}

#[test]
fn what_can_not_be_tidied_up_is_kept_as_trouble_unless_it_has_ended_there() {
    for action in [SagaAction::CancelToken, SagaAction::Expire] {
        for (code, is_trouble) in [
            ("InvalidBillingAgreementId", true),
            ("InvalidParameterValue", true),
            ("InvalidBillingAgreementStatus", false),
            ("InvalidAuthorizationStatus", false),
        ] {
            let mut story = Story::of(action, ConsentKind::Standing);
            let Next::Ask(first) = story.next() else { panic!("{:?}", story.next()) };
            story.take(&first, &refused(code));
            assert_eq!(matches!(story.finish(), Decision::Refused(_)), is_trouble, "{action:?} {code}");
        }
    }
}

#[test]
fn what_was_never_asked_in_time_is_not_asked_any_more() {
    for action in [SagaAction::Pay, SagaAction::Reserve, SagaAction::FundPrepaid, SagaAction::SettleDebt] {
        for asked in [None, Some(Asked::Confirm)] {
            let mut story = Story::of(action, ConsentKind::Standing);
            story.saga.doubt = asked.map(|asked| Doubt { asked, since: story.now });
            story.now += TimeDelta::days(7) - TimeDelta::seconds(1);
            assert!(matches!(story.next(), Next::Ask(Instruction::Confirm { .. })), "{action:?}");
            story.now += TimeDelta::seconds(1);
            assert!(matches!(story.finish(), Decision::Failed { code: StatusCode::Expired, .. }), "{action:?}");
        }
    }
}

#[test]
fn what_may_have_been_charged_in_time_is_asked_for_without_being_charged_now() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    story.done(Asked::Confirm);
    let lost = || Err(Failure::Unknown { why: "no answer".to_owned() });
    let first = story.answer(Asked::Authorize, lost());
    story.now = story.transaction.as_ref().expect("there is one").times_out;
    let forestall = story.answer(Asked::Forestall, lost());
    let Instruction::Forestall(asked) = &forestall else { panic!("{forestall:?}") };
    assert!(!asked.capture && asked.wait == 0 && asked.key == story.saga.key);
    assert_eq!(story.answer(Asked::Forestall, refused("AccessDenied")), forestall);

    // It was made: it is asked for as it was the first time.
    let mut made = story.clone();
    made.answer(Asked::Forestall, refused("DuplicateRequest"));
    assert_eq!(made.answer(Asked::Authorize, lost()), first);
    made.answer(Asked::Authorize, Ok(authorization(State::Closed(Reason::MaxCapturesProcessed), true)));
    made.answer(Asked::LookAtCapture, Ok(capture(State::Completed)));
    assert!(matches!(made.finish(), Decision::Succeeded { .. }));

    // It was not, and what has taken its place is let go.
    let mut gone = story.clone();
    gone.answer(Asked::Forestall, Ok(authorization(State::Open, false)));
    gone.answer(Asked::CloseAuthorization, refused("AccessDenied"));
    gone.answer(Asked::CloseAuthorization, refused("InvalidAuthorizationStatus"));
    gone.answer(Asked::LookAtAuthorization, Ok(authorization(State::Closed(Reason::SellerClosed), false)));
    assert!(matches!(gone.finish(), Decision::Failed { code: StatusCode::Expired, .. }));

    // Nothing can be made any more, and so nothing was.
    let mut ended = story.clone();
    ended.answer(Asked::Forestall, refused("InvalidBillingAgreementStatus"));
    assert!(matches!(ended.finish(), Decision::Failed { code: StatusCode::Expired, .. }));
}

#[test]
fn what_was_not_carried_out_leaves_no_doubt() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    story.done(Asked::Confirm);
    story.answer(Asked::Authorize, Err(Failure::Later { why: "throttled".to_owned() }));
    assert_eq!((story.saga.tries, story.saga.doubt), (1, None));
    story.answer(Asked::Authorize, refused("InvalidAccountStatus"));
    assert!(matches!(story.finish(), Decision::Refused(_)));
}

#[test]
fn what_is_wrong_with_the_account_is_told_to_who_pays_and_waited_out_by_who_tidies() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    story.answer(Asked::Confirm, refused("SignatureDoesNotMatch"));
    assert!(matches!(story.finish(), Decision::Refused(error) if error.code() == "SignatureDoesNotMatch"));
    for action in [SagaAction::Expire, SagaAction::CancelToken] {
        let mut story = Story::of(action, ConsentKind::Standing);
        let Next::Ask(first) = story.next() else { panic!("{:?}", story.next()) };
        story.take(&first, &refused("AccessDenied"));
        assert_eq!(story.saga.tries, 1);
        assert!(matches!(story.next(), Next::Ask(again) if again == first));
    }
}

#[test]
fn a_payment_is_not_taken_for_failed_because_of_its_own_earlier_try() {
    let mut story = Story::of(SagaAction::Pay, ConsentKind::Standing);
    story.done(Asked::Confirm);
    let lost = Err(Failure::Unknown { why: "no answer".to_owned() });
    let first = story.answer(Asked::Authorize, lost);
    story.take(&first, &refused("DuplicateRequest"));
    assert!(matches!(story.next(), Next::Ask(again) if again == first));
    assert_eq!(story.saga.tries, 2);
}

fn consent(draft: bool, suspended: bool, ended: bool) -> Answer {
    Answer::Consent(crate::gateway::instruction::ConsentState {
        draft,
        suspended,
        ended,
        buyer_name: None,
        buyer_email: None,
    })
}
