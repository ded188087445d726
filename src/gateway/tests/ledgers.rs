//! What the gateway keeps by itself: money that was paid before it is spent, and debts.

use super::*;
use crate::sandbox::{InstrumentKind, NewInstrument, SeedInstrument, rows::Reason};

impl World {
    /// An instrument whose funding or settling token stands for a consent.
    async fn instrument(&self, kind: InstrumentKind) -> SeedInstrument {
        let new = NewInstrument { kind, payment_method: Some("CC".to_owned()), ..NewInstrument::default() };
        let made = self.gateway.books().create_instrument(new).await.unwrap();
        let token = made.funding_token_id.clone().or(made.settlement_token_id.clone()).unwrap();
        let consent = Consent {
            id: "C01-0000001-0000001".to_owned(),
            kind: ConsentKind::Standing,
            seller: "A2SELLER".to_owned(),
            confirmed: false,
            ended: false,
        };
        self.agree(&token, Some(consent)).await;
        made
    }

    /// What can be spent, and what is on its way.
    async fn prepaid(&self, instrument: &SeedInstrument) -> (Decimal, Decimal) {
        let request = GetPrepaidBalanceRequest::new(&instrument.instrument_id);
        let balance = self.gateway.get_prepaid_balance(&call(), request).await.unwrap().prepaid_balance.unwrap();
        (balance.available_balance.value, balance.pending_in_balance.unwrap().value)
    }

    /// What is owed, and what of it is being settled.
    async fn debt(&self, instrument: &SeedInstrument) -> (Decimal, Decimal) {
        let request = GetDebtBalanceRequest::new(&instrument.instrument_id);
        let balance = self.gateway.get_debt_balance(&call(), request).await.unwrap().debt_balance.unwrap();
        (balance.available_balance.value, balance.pending_out_balance.unwrap().value)
    }
}

over_stores! {
    async fn what_is_funded_can_be_spent_once_amazon_pay_has_it(world: World) {
        let instrument = world.instrument(InstrumentKind::Prepaid).await;
        let (funding, id) = (instrument.funding_token_id.clone().unwrap(), &instrument.instrument_id);
        world.fake.take_time();
        let fund = |amount: &str, reference: &str| FundPrepaidRequest::new(&funding, id, dollars(amount), reference);
        let funded = world.gateway.fund_prepaid(&call(), fund("30", "fund")).await.unwrap();
        assert_eq!(funded.transaction_status, TransactionStatus::Pending);
        assert_eq!(world.prepaid(&instrument).await, (decimal("0"), decimal("30")));
        let spend = || PayRequest::new(&instrument.sender_token_id, dollars("4"), "spend");
        refused(world.gateway.pay(&call(), spend()).await, ErrorCode::InsufficientBalance);
        world.fake.make_up_its_mind();
        world.pass(TimeDelta::seconds(5)).await;
        assert_eq!(world.prepaid(&instrument).await, (decimal("30"), decimal("0")));

        world.fake.asked();
        let spent = world.gateway.pay(&call(), spend()).await.unwrap();
        assert_eq!(spent.transaction_status, TransactionStatus::Success);
        let refund = RefundRequest::new(&spent.transaction_id, "back");
        let refund = world.gateway.refund(&call(), refund).await.unwrap();
        assert_eq!(refund.transaction_status, TransactionStatus::Success);
        assert!(world.fake.asked().is_empty(), "that is none of the processor's");
        assert_eq!(world.prepaid(&instrument).await, (decimal("30"), decimal("0")));

        world.fake.play([Trick::Decline(Reason::InvalidPaymentMethod)]);
        world.gateway.fund_prepaid(&call(), fund("20", "more")).await.unwrap();
        assert_eq!(world.prepaid(&instrument).await, (decimal("30"), decimal("0")));
        refused(
            world.gateway.fund_prepaid(&call(), fund("70.01", "much")).await,
            ErrorCode::PrepaidFundingLimitExceeded,
        );
        assert_eq!(world.fake.sums().captured, decimal("30"));
        world.check_ledger().await;
    }

    async fn a_debt_is_settled_once_amazon_pay_has_the_money(world: World) {
        let instrument = world.instrument(InstrumentKind::Credit).await;
        let bought = PayRequest::new(&instrument.sender_token_id, dollars("25"), "buy");
        let bought = world.gateway.pay(&call(), bought).await.unwrap();
        assert_eq!(bought.transaction_status, TransactionStatus::Success);
        let token = instrument.settlement_token_id.clone().unwrap();
        let settle = SettleDebtRequest::new(&token, &instrument.instrument_id, dollars("20"), "settle");
        world.fake.play([Trick::Fair, Trick::Silent]);
        world.gateway.settle_debt(&call(), settle).await.unwrap();
        assert_eq!(world.debt(&instrument).await, (decimal("5"), decimal("20")));
        world.pass(TimeDelta::seconds(1)).await;
        assert_eq!(world.debt(&instrument).await, (decimal("5"), decimal("0")));
        assert_eq!(world.fake.sums().captured, decimal("20"));

        // What was paid of it would have to be given back, which Amazon Pay can't be asked for.
        let refund = RefundRequest::new(&bought.transaction_id, "back");
        let why = refused(world.gateway.refund(&call(), refund).await, ErrorCode::RefundAmountExceeded);
        assert!(why.contains("settle"), "{why}");
        let forgive = WriteOffDebtRequest::new(&instrument.instrument_id, dollars("5"), "forgive");
        let forgiven = world.gateway.write_off_debt(&call(), forgive).await.unwrap();
        assert_eq!(forgiven.transaction_status, TransactionStatus::Success);
        assert_eq!(world.debt(&instrument).await, (decimal("0"), decimal("0")));
        world.check_ledger().await;
    }

    async fn a_cancelled_token_ends_the_agreement_that_filled_its_instrument(world: World) {
        let instrument = world.instrument(InstrumentKind::Prepaid).await;
        let funding = instrument.funding_token_id.clone().unwrap();
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&instrument.sender_token_id)).await.unwrap();
        world.pass(TimeDelta::seconds(1)).await;
        assert!(world.fake.has_ended("C01-0000001-0000001"));
        let fund = FundPrepaidRequest::new(&funding, &instrument.instrument_id, dollars("30"), "fund");
        refused(world.gateway.fund_prepaid(&call(), fund).await, ErrorCode::TokenNotActiveSender);
    }

    async fn what_is_owed_can_be_settled_although_nothing_more_can_be_bought(world: World) {
        let instrument = world.instrument(InstrumentKind::Credit).await;
        let bought = PayRequest::new(&instrument.sender_token_id, dollars("25"), "buy");
        world.gateway.pay(&call(), bought).await.unwrap();
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&instrument.sender_token_id)).await.unwrap();
        world.pass(TimeDelta::seconds(1)).await;
        assert!(!world.fake.has_ended("C01-0000001-0000001"));
        let token = instrument.settlement_token_id.clone().unwrap();
        let settle = SettleDebtRequest::new(&token, &instrument.instrument_id, dollars("25"), "settle");
        world.gateway.settle_debt(&call(), settle).await.unwrap();
        assert_eq!(world.debt(&instrument).await, (decimal("0"), decimal("0")));
        world.gateway.cancel_token(&call(), CancelTokenRequest::new(&token)).await.unwrap();
        assert!(world.fake.has_ended("C01-0000001-0000001"));
    }

    async fn a_payment_is_cancelled_before_amazon_pay_decides_and_not_before_it_has_it(world: World) {
        world.fake.take_time();
        let token = world.sender("CC").await;
        world.fake.play([Trick::Fair, Trick::Fair, Trick::Silent]);
        let paid = world.gateway.pay(&call(), world.pay(&token, "5")).await.unwrap().transaction_id;
        // Whether it has it, nobody knows: it must not be told to be cancelled.
        refused(world.gateway.cancel(&call(), CancelRequest::new(&paid)).await, ErrorCode::ConcurrentModification);
        assert_eq!(world.status(&paid).await, TransactionStatus::Pending);
        world.pass(TimeDelta::seconds(1)).await;
        let cancelled = world.gateway.cancel(&call(), CancelRequest::new(&paid)).await.unwrap();
        assert_eq!(cancelled.transaction_status, Some(TransactionStatus::Cancelled));
        world.fake.make_up_its_mind();
        world.pass(TimeDelta::minutes(1)).await;
        assert_eq!(world.status(&paid).await, TransactionStatus::Cancelled);
        assert_eq!(world.fake.sums().captured, decimal("0"));
        assert!(world.open_sagas().await.is_empty());
        world.check_ledger().await;
    }

    async fn a_reference_names_another_payment_after_its_seven_days(world: World) {
        let token = world.multi_use("ABT").await;
        let request = world.pay(&token, "5");
        let first = world.gateway.pay(&call(), request.clone()).await.unwrap().transaction_id;
        world.pass(TimeDelta::days(7) - TimeDelta::seconds(1)).await;
        assert_eq!(world.gateway.pay(&call(), request.clone()).await.unwrap().transaction_id, first);
        world.pass(TimeDelta::seconds(1)).await;
        let second = world.gateway.pay(&call(), request).await.unwrap().transaction_id;
        assert_ne!(second, first);
        assert_eq!(world.fake.sums().captures, 2);
    }

    async fn a_reference_is_another_one_after_its_seven_days_however_often_it_is_refused_then(world: World) {
        let token = world.multi_use("ABT").await;
        let request = PayRequest::new(&token, dollars("20"), "member-42");
        let paid = world.gateway.pay(&call(), request.clone()).await.unwrap().transaction_id;
        let mut refund = RefundRequest::new(&paid, "refund-17");
        refund.refund_amount = Some(dollars("5"));
        world.gateway.refund(&call(), refund.clone()).await.unwrap();
        world.pass(TimeDelta::seconds(5)).await;

        for times in [2, 3] {
            world.pass(TimeDelta::days(8)).await;
            for _ in 0..2 {
                world.fake.play([Trick::Refuse("InvalidAccountStatus")]);
                refused(world.gateway.pay(&call(), request.clone()).await, ErrorCode::InvalidAccountStateCaller);
                world.fake.play([Trick::Refuse("InvalidAccountStatus")]);
                refused(world.gateway.refund(&call(), refund.clone()).await, ErrorCode::InvalidAccountStateCaller);
                world.pass(TimeDelta::days(6)).await;
            }
            let again = world.gateway.pay(&call(), request.clone()).await.unwrap();
            assert_eq!(again.transaction_status, TransactionStatus::Success);
            let back = world.gateway.refund(&call(), refund.clone()).await.unwrap();
            world.pass(TimeDelta::seconds(5)).await;
            assert_eq!(world.status(&back.transaction_id).await, TransactionStatus::Success);
            let sums = world.fake.sums();
            assert_eq!((sums.captures, sums.refunded), (times, Decimal::from(5 * times)));
        }
        world.check_ledger().await;
    }
}
