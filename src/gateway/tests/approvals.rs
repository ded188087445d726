//! What buyers consent to is confirmed as soon as they are back, whatever is lost on the way.

use super::*;
use crate::sandbox::rows::Told;

const FIRST: &str = "C02-0000001-0000000";
const SECOND: &str = "C02-0000002-0000000";
const ORDER: &str = "S02-0000003-0000000";

impl World {
    async fn come_back(&self, token: &TokenId, consent: &str) -> Approved {
        match come_back(&self.gateway, token, consent).await.unwrap() {
            Ok(approved) => approved,
            Err(refusal) => panic!("{}", refusal.message),
        }
    }

    #[track_caller]
    fn check_asked(&self, asked: &[&str]) {
        assert_eq!(self.fake.asked(), asked);
    }
}

fn refusal(approved: Approved) -> String {
    match approved {
        Approved::Refused(why) => why,
        Approved::Good(_) => panic!("it is good"),
        Approved::UnderWay => panic!("it is under way"),
    }
}

over_stores! {
    async fn what_a_buyer_consents_to_is_confirmed_while_he_waits(world: World) {
        let token = world.old_multi_use().await;
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::Good(token) if token.consent.is_some()));
        world.check_asked(&["Confirm"]);
        assert!(world.fake.is_open(FIRST) && world.token_row(&token).await.consent.unwrap().confirmed);
        // However often he loads the page.
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::Good(_)));
        let other = come_back(&world.gateway, &token, SECOND).await.unwrap();
        assert!(other.is_err_and(|refusal| refusal.message.contains("Consent was given for this token already")));
        world.check_asked(&[]);
        world.clock.advance(TimeDelta::hours(4));
        let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        world.check_asked(&["Authorize", "LookAtCapture"]);
        assert!(world.open_sagas().await.is_empty());
    }

    async fn what_is_for_one_purchase_is_confirmed_where_its_amount_is_known_and_a_draft_would_end_before(world: World) {
        let lasting = world.old_single_use(TimeDelta::days(7)).await;
        assert!(matches!(world.come_back(&lasting, ORDER).await, Approved::Good(_)));
        world.check_asked(&["SetTerms", "Confirm"]);
        world.clock.advance(TimeDelta::hours(4));
        let paid = world.gateway.pay(&call(), world.pay(&lasting, "12")).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        world.check_asked(&["Authorize", "LookAtCapture", "CloseConsent"]);

        let short = world.old_single_use(TimeDelta::hours(1)).await;
        let unknown = world.old(NewToken::default()).await;
        for (token, order) in [(short, "S02-0000004-0000000"), (unknown, "S02-0000005-0000000")] {
            assert!(matches!(world.come_back(&token, order).await, Approved::Good(_)));
            world.check_asked(&[]);
            world.gateway.pay(&call(), world.pay(&token, "12")).await.unwrap();
            world.check_asked(&["SetTerms", "Confirm", "Authorize", "LookAtCapture", "CloseConsent"]);
        }
        assert_eq!(world.fake.sums().captured, decimal("36"));
    }

    async fn what_is_lost_is_asked_again_until_it_is_known(world: World) {
        for (number, trick) in [Trick::Lost, Trick::Silent, Trick::Later, Trick::Deny("AccessDenied")].into_iter().enumerate() {
            let (token, consent) = (world.old_multi_use().await, format!("C03-000000{number}-0000000"));
            world.fake.play([trick]);
            assert!(matches!(world.come_back(&token, &consent).await, Approved::UnderWay), "{trick:?}");
            assert!(matches!(world.come_back(&token, &consent).await, Approved::UnderWay), "{trick:?}");
            world.check_asked(&["Confirm"]);
            world.pass(TimeDelta::seconds(1)).await;
            world.check_asked(&["Confirm"]);
            assert!(matches!(world.come_back(&token, &consent).await, Approved::Good(_)), "{trick:?}");
            assert!(world.fake.is_open(&consent) && world.open_sagas().await.is_empty());
        }
    }

    async fn a_payment_needs_not_wait_for_what_is_confirmed_at_the_same_time(world: World) {
        let token = world.old_multi_use().await;
        world.fake.play([Trick::Lost]);
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::UnderWay));
        let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        world.check_asked(&["Confirm", "Confirm", "Authorize", "LookAtCapture"]);
        world.pass(TimeDelta::seconds(1)).await;
        world.check_asked(&[]);
        assert!(world.open_sagas().await.is_empty());
    }

    async fn a_buyer_whose_consent_is_refused_can_consent_anew(world: World) {
        let token = world.old_multi_use().await;
        world.fake.play([Trick::Refuse("BillingAgreementConstraintsExist")]);
        let why = refusal(world.come_back(&token, FIRST).await);
        assert!(why.contains("BillingAgreementConstraintsExist"), "{why}");
        assert!(world.token_row(&token).await.consent.is_none());
        let saga = world.saga(SagaAction::Approve, token.as_str()).await.unwrap();
        assert!(saga.trouble.is_none() && matches!(saga.told, Some(Told::Refused { .. })), "he was told");
        refused(world.gateway.pay(&call(), world.pay(&token, "5")).await, ErrorCode::TokenNotActiveSender);
        // With the same, once he has mended it.
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::Good(_)));

        // He has left before it is refused, and comes with another one.
        let token = world.old_multi_use().await;
        world.fake.play([Trick::Lost, Trick::Refuse("InvalidBillingAgreementStatus")]);
        assert!(matches!(world.come_back(&token, SECOND).await, Approved::UnderWay));
        world.pass(TimeDelta::seconds(1)).await;
        let saga = world.saga(SagaAction::Approve, token.as_str()).await.unwrap();
        assert!(saga.trouble.is_some_and(|why| why.contains("InvalidBillingAgreementStatus")));
        assert!(refusal(world.come_back(&token, SECOND).await).contains("InvalidBillingAgreementStatus"));
        assert!(matches!(world.come_back(&token, "C02-0000009-0000000").await, Approved::Good(_)));
        assert!(world.fake.is_open("C02-0000009-0000000") && world.open_sagas().await.is_empty());
    }

    async fn another_consent_takes_the_place_of_one_that_has_ended_while_it_was_confirmed(world: World) {
        let token = world.old_single_use(TimeDelta::days(7)).await;
        world.fake.play([Trick::Fair, Trick::Lost]);
        assert!(matches!(world.come_back(&token, ORDER).await, Approved::UnderWay));
        let row = world.token_row(&token).await;
        world.agree(&token, row.consent.map(|consent| Consent { ended: true, ..consent })).await;
        world.fake.asked();
        assert!(matches!(world.come_back(&token, "S02-0000006-0000000").await, Approved::Good(_)));
        world.check_asked(&["SetTerms", "Confirm"]);
        world.pass(TimeDelta::minutes(2)).await;
        world.check_asked(&[]);
        assert!(world.fake.is_open("S02-0000006-0000000") && world.open_sagas().await.is_empty());
    }

    async fn a_token_that_is_cancelled_meanwhile_leaves_nothing_open(world: World) {
        // It was never confirmed, and isn't any more.
        let token = world.old_multi_use().await;
        world.fake.play([Trick::Later]);
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::UnderWay));
        world.fake.asked();
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
        world.pass(TimeDelta::minutes(10)).await;
        world.check_asked(&["CloseConsent"]);
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::Refused(_)));

        // It may have been, so that this is made certain first.
        let token = world.old_multi_use().await;
        world.fake.play([Trick::Silent]);
        assert!(matches!(world.come_back(&token, SECOND).await, Approved::UnderWay));
        world.fake.asked();
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
        assert!(world.fake.is_open(SECOND));
        world.check_asked(&[]);
        world.pass(TimeDelta::seconds(1)).await;
        world.check_asked(&["Confirm"]);
        world.pass(TimeDelta::seconds(60)).await;
        world.check_asked(&["CloseConsent"]);
        assert!(world.fake.has_ended(SECOND) && world.open_sagas().await.is_empty());
    }

    async fn whoever_is_gone_while_it_is_confirmed_leaves_it_to_others(world: World) {
        let token = world.old_multi_use().await;
        world.fake.play([Trick::Gone]);
        world.abandon(come_back(&world.gateway, &token, FIRST)).await;
        world.restart().await;
        world.fake.asked();
        world.pass(TimeDelta::seconds(60)).await;
        world.check_asked(&["Confirm"]);
        assert!(matches!(world.come_back(&token, FIRST).await, Approved::Good(_)));
        assert!(world.open_sagas().await.is_empty());
    }
}
