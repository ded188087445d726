//! Prepaid and postpaid instruments.

use super::*;
use crate::sandbox::InstrumentKind;

over_stores! {
    async fn a_prepaid_instrument_is_funded_and_spent(world: World) {
        let before = world.available().await;
        let funded = fund(&world, "prepaid-cc", "5").await.unwrap();
        assert_eq!(funded.transaction_status, TransactionStatus::Pending);
        assert_eq!(prepaid(&world, "prepaid-cc").await, ["0", "5"].map(decimal));
        assert_eq!(liability(&world).await, ["0", "5"].map(decimal));
        refused(world.pay(&world.token("prepaid-cc-sender"), "1").await, ErrorCode::InsufficientBalance);

        world.pass(TimeDelta::seconds(1));
        assert_eq!(prepaid(&world, "prepaid-cc").await, ["5", "0"].map(decimal));
        assert_eq!(liability(&world).await, ["5", "0"].map(decimal));
        // The fee of 0.30 is paid with the funding, and the money is there from then on.
        assert_eq!(world.available().await - before, decimal("4.7"));

        let paid = world.pay(&world.token("prepaid-cc-sender"), "4").await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        let detail = world.detail(&paid.transaction_id).await;
        assert_eq!(detail.payment_method, PaymentMethod::Prepaid);
        assert_eq!(detail.fps_fees.value, Decimal::ZERO);
        assert_eq!(detail.prepaid_instrument_id, Some(world.instrument("prepaid-cc").instrument_id.clone()));
        assert_eq!(prepaid(&world, "prepaid-cc").await, ["1", "0"].map(decimal));
        assert_eq!(world.available().await - before, decimal("4.7"));
        refused(world.pay(&world.token("prepaid-cc-sender"), "1.01").await, ErrorCode::InsufficientBalance);

        world.refund(&paid.transaction_id, Some("2")).await.unwrap();
        assert_eq!(prepaid(&world, "prepaid-cc").await, ["3", "0"].map(decimal));
        assert_eq!(liability(&world).await, ["3", "0"].map(decimal));
        world.check_ledger().await;
    }

    async fn funding_has_its_rules(world: World) {
        refused(fund(&world, "prepaid-abt", "100.01").await, ErrorCode::PrepaidFundingLimitExceeded);
        let credit = world.instrument("postpaid-cc").instrument_id.clone();
        let funding = world.token("prepaid-abt-funding");
        let request = |token: &TokenId, instrument| {
            FundPrepaidRequest::new(token, instrument, dollars("5"), world.reference())
        };
        let run = |request| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.fund_prepaid(&call, request).await }
        };
        refused(run(request(&funding, credit)).await, ErrorCode::InvalidPaymentInstrument);
        let other = world.instrument("prepaid-cc").instrument_id.clone();
        refused(run(request(&funding, other.clone())).await, ErrorCode::IncompatibleTokens);
        refused(run(request(&world.token("multi-use-abt"), other)).await, ErrorCode::InvalidTokenIdSender);
        let unknown = crate::ids::InstrumentId::new("X".repeat(64));
        refused(run(request(&funding, unknown)).await, ErrorCode::InvalidPaymentInstrument);
        let poor = NewInstrument { account: Some("poor-buyer".into()), payment_method: Some("ABT".into()), ..<_>::default() };
        let poor = world.create_instrument(poor).await;
        let token = poor.funding_token_id.unwrap();
        refused(run(request(&token, poor.instrument_id)).await, ErrorCode::InsufficientBalance);
        world.check_ledger().await;
    }

    async fn a_balance_is_not_lifted_above_the_limit(world: World) {
        fund(&world, "prepaid-cc", "60").await.unwrap();
        refused(fund(&world, "prepaid-cc", "40.01").await, ErrorCode::PrepaidFundingLimitExceeded);
        world.pass(TimeDelta::seconds(1));
        refused(fund(&world, "prepaid-cc", "40.01").await, ErrorCode::PrepaidFundingLimitExceeded);
        fund(&world, "prepaid-cc", "40").await.unwrap();
        world.pass(TimeDelta::seconds(1));
        assert_eq!(prepaid(&world, "prepaid-cc").await, ["100", "0"].map(decimal));
        // What was spent makes room.
        world.pay(&world.token("prepaid-cc-sender"), "25").await.unwrap();
        fund(&world, "prepaid-cc", "25").await.unwrap();
        refused(fund(&world, "prepaid-cc", "0.02").await, ErrorCode::PrepaidFundingLimitExceeded);
        world.check_ledger().await;
    }

    async fn a_refund_is_no_funding_and_has_no_limit(world: World) {
        fund(&world, "prepaid-abt", "100").await.unwrap();
        let paid = world.pay(&world.token("prepaid-abt-sender"), "40").await.unwrap().transaction_id;
        fund(&world, "prepaid-abt", "40").await.unwrap();
        world.refund(&paid, None).await.unwrap();
        assert_eq!(prepaid(&world, "prepaid-abt").await, ["140", "0"].map(decimal));
        refused(fund(&world, "prepaid-abt", "0.01").await, ErrorCode::PrepaidFundingLimitExceeded);
        world.pay(&world.token("prepaid-abt-sender"), "41").await.unwrap();
        fund(&world, "prepaid-abt", "1").await.unwrap();
        world.check_ledger().await;
    }

    async fn an_instrument_ends(world: World) {
        fund(&world, "prepaid-abt", "5").await.unwrap();
        world.pass(TimeDelta::days(366));
        let instrument = world.instrument("prepaid-abt").instrument_id.clone();
        let request = GetPrepaidBalanceRequest::new(instrument);
        world.sandbox.get_prepaid_balance(&world.call(), request).await.unwrap();
        // Its tokens end with it.
        refused(world.pay(&world.token("prepaid-abt-sender"), "1").await, ErrorCode::IncompatibleTokens);
    }

    async fn a_debt_is_made_settled_and_forgiven(world: World) {
        let before = world.available().await;
        let sender = world.token("postpaid-cc-sender");
        let paid = world.pay(&sender, "60").await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        assert_eq!(world.detail(&paid.transaction_id).await.payment_method, PaymentMethod::Debt);
        world.pay(&sender, "40").await.unwrap();
        refused(world.pay(&sender, "0.01").await, ErrorCode::InsufficientBalance);
        assert_eq!(debt(&world, "postpaid-cc").await, ["100", "0"].map(decimal));
        assert_eq!(outstanding(&world).await, ["100", "0"].map(decimal));
        assert_eq!(world.available().await, before);

        refused(settle_debt(&world, "postpaid-cc", "100.01").await, ErrorCode::SettleAmountGreaterThanDebt);
        let settled = settle_debt(&world, "postpaid-cc", "90").await.unwrap();
        assert_eq!(settled.transaction_status, TransactionStatus::Pending);
        assert_eq!(debt(&world, "postpaid-cc").await, ["10", "90"].map(decimal));
        assert_eq!(outstanding(&world).await, ["10", "90"].map(decimal));
        refused(world.pay(&sender, "1").await, ErrorCode::InsufficientBalance);
        world.pass(TimeDelta::seconds(1));
        assert_eq!(debt(&world, "postpaid-cc").await, ["10", "0"].map(decimal));
        // 2.9 % of 90.00 and 0.30 are taken from what the shop gets.
        assert_eq!(world.available().await - before, decimal("87.09"));

        refused(write_off(&world, "postpaid-cc", "10.01").await, ErrorCode::SettleAmountGreaterThanDebt);
        let forgiven = write_off(&world, "postpaid-cc", "4").await.unwrap();
        assert_eq!(forgiven.transaction_status, TransactionStatus::Success);
        assert_eq!(debt(&world, "postpaid-cc").await, ["6", "0"].map(decimal));
        assert_eq!(outstanding(&world).await, ["6", "0"].map(decimal));
        let detail = world.detail(&forgiven.transaction_id).await;
        assert_eq!(detail.fps_operation, FpsOperation::WriteOffDebt);
        world.check_ledger().await;
    }

    async fn a_settlement_that_fails_leaves_the_debt(world: World) {
        let credit = NewInstrument {
            kind: InstrumentKind::Credit,
            account: Some("poor-buyer".into()),
            ..NewInstrument::default()
        };
        let credit = world.create_instrument(credit).await;
        world.pay(&credit.sender_token_id, "8").await.unwrap();
        let token = credit.settlement_token_id.as_ref().unwrap();
        let request = SettleDebtRequest::new(token, &credit.instrument_id, dollars("8"), world.reference());
        let settled = world.sandbox.settle_debt(&world.call(), request).await.unwrap();
        world.pass(TimeDelta::seconds(1));
        assert_eq!(world.status(&settled.transaction_id).await.transaction_status, TransactionStatus::Failure);
        let request = GetDebtBalanceRequest::new(&credit.instrument_id);
        let balance = world.sandbox.get_debt_balance(&world.call(), request).await.unwrap().debt_balance.unwrap();
        assert_eq!(balance.available_balance.value, decimal("8"));
        world.check_ledger().await;
    }

    async fn a_refund_of_a_settled_debt_is_paid_back(world: World) {
        let paid = world.pay(&world.token("postpaid-abt-sender"), "10").await.unwrap().transaction_id;
        settle_debt(&world, "postpaid-abt", "7").await.unwrap();
        let before = world.available().await;
        world.refund(&paid, None).await.unwrap();
        assert_eq!(debt(&world, "postpaid-abt").await, ["0", "0"].map(decimal));
        assert_eq!(world.available().await - before, decimal("-7"));
        world.check_ledger().await;
    }

    async fn a_refund_gives_back_no_more_than_was_repaid(world: World) {
        let paid = world.pay(&world.token("postpaid-abt-sender"), "10").await.unwrap().transaction_id;
        settle_debt(&world, "postpaid-abt", "7").await.unwrap();
        write_off(&world, "postpaid-abt", "2").await.unwrap();
        let before = world.available().await;
        // One dollar is still owed, seven were paid and two were forgiven.
        refused(world.refund(&paid, None).await, ErrorCode::RefundAmountExceeded);
        world.refund(&paid, Some("5")).await.unwrap();
        assert_eq!(world.available().await - before, decimal("-4"));
        refused(world.refund(&paid, Some("3.01")).await, ErrorCode::RefundAmountExceeded);
        world.refund(&paid, Some("3")).await.unwrap();
        assert_eq!(world.available().await - before, decimal("-7"));
        refused(world.refund(&paid, None).await, ErrorCode::RefundAmountExceeded);
        world.check_ledger().await;
    }

    async fn a_forgiven_debt_is_not_refunded(world: World) {
        let paid = world.pay(&world.token("postpaid-abt-sender"), "10").await.unwrap().transaction_id;
        write_off(&world, "postpaid-abt", "10").await.unwrap();
        let before = world.available().await;
        refused(world.refund(&paid, None).await, ErrorCode::RefundAmountExceeded);
        assert_eq!(world.available().await, before);
        world.check_ledger().await;
    }

    async fn a_settlement_under_way_is_not_refunded_yet(world: World) {
        let paid = world.pay(&world.token("postpaid-cc-sender"), "10").await.unwrap().transaction_id;
        settle_debt(&world, "postpaid-cc", "10").await.unwrap();
        refused(world.refund(&paid, None).await, ErrorCode::RefundAmountExceeded);
        world.pass(TimeDelta::seconds(1));
        let before = world.available().await;
        world.refund(&paid, None).await.unwrap();
        assert_eq!(world.available().await - before, decimal("-10"));
        world.check_ledger().await;
    }

    async fn settlements_and_fundings_are_not_refunded(world: World) {
        let funded = fund(&world, "prepaid-abt", "5").await.unwrap();
        refused(world.refund(&funded.transaction_id, None).await, ErrorCode::TransactionTypeNotRefundable);
    }
}

async fn fund(world: &World, name: &str, amount: &str) -> Result<FundPrepaidResult, ServiceError> {
    let instrument = world.instrument(name);
    let token = instrument.funding_token_id.as_ref().unwrap();
    let request = FundPrepaidRequest::new(token, &instrument.instrument_id, dollars(amount), world.reference());
    world.sandbox.fund_prepaid(&world.call(), request).await
}

async fn settle_debt(world: &World, name: &str, amount: &str) -> Result<SettleDebtResult, ServiceError> {
    let instrument = world.instrument(name);
    let token = instrument.settlement_token_id.as_ref().unwrap();
    let request = SettleDebtRequest::new(token, &instrument.instrument_id, dollars(amount), world.reference());
    world.sandbox.settle_debt(&world.call(), request).await
}

async fn write_off(world: &World, name: &str, amount: &str) -> Result<WriteOffDebtResult, ServiceError> {
    let instrument = &world.instrument(name).instrument_id;
    let request = WriteOffDebtRequest::new(instrument, dollars(amount), world.reference());
    world.sandbox.write_off_debt(&world.call(), request).await
}

async fn prepaid(world: &World, name: &str) -> [Decimal; 2] {
    let request = GetPrepaidBalanceRequest::new(&world.instrument(name).instrument_id);
    let balance = world.sandbox.get_prepaid_balance(&world.call(), request).await.unwrap().prepaid_balance.unwrap();
    [balance.available_balance.value, balance.pending_in_balance.unwrap().value]
}

async fn liability(world: &World) -> [Decimal; 2] {
    let request = GetTotalPrepaidLiabilityRequest::new();
    let result = world.sandbox.get_total_prepaid_liability(&world.call(), request).await.unwrap();
    let liability = result.outstanding_prepaid_liability.unwrap();
    [liability.outstanding_balance.value, liability.pending_in_balance.unwrap().value]
}

async fn debt(world: &World, name: &str) -> [Decimal; 2] {
    let request = GetDebtBalanceRequest::new(&world.instrument(name).instrument_id);
    let balance = world.sandbox.get_debt_balance(&world.call(), request).await.unwrap().debt_balance.unwrap();
    [balance.available_balance.value, balance.pending_out_balance.unwrap().value]
}

async fn outstanding(world: &World) -> [Decimal; 2] {
    let request = GetOutstandingDebtBalanceRequest::new();
    let result = world.sandbox.get_outstanding_debt_balance(&world.call(), request).await.unwrap();
    let debt = result.outstanding_debt.unwrap();
    [debt.outstanding_balance.value, debt.pending_out_balance.unwrap().value]
}
