use super::*;

over_stores! {
    async fn the_same_request_gets_the_first_answer_again(world: World) {
        let request = world.payment(&world.token("sender-cc-1"), "10");
        let first = world.pay_request(request.clone()).await.unwrap();
        world.pass(TimeDelta::days(6));
        let again = world.pay_request(request).await.unwrap();
        assert_eq!(first, again);
        assert_eq!(world.available().await, decimal("1000") + first_balance(&world).await);
    }

    async fn another_request_is_a_duplicate(world: World) {
        let request = world.payment(&world.token("sender-abt-1"), "10");
        world.pay_request(request.clone()).await.unwrap();
        let other = PayRequest { transaction_amount: dollars("11"), ..request.clone() };
        refused(world.pay_request(other).await, ErrorCode::DuplicateRequest);
        let refund = RefundRequest::new("0".repeat(35), request.caller_reference.clone());
        refused(world.sandbox.refund(&world.call(), refund).await, ErrorCode::DuplicateRequest);
        // Two ways to write one amount.
        let same = PayRequest { transaction_amount: dollars("10.00"), ..request };
        world.pay_request(same).await.unwrap();
    }

    async fn a_refused_request_binds_its_reference(world: World) {
        let request = world.payment(&world.token("sender-poor"), "5");
        refused(world.pay_request(request.clone()).await, ErrorCode::InsufficientBalance);
        let other = PayRequest { transaction_amount: dollars("0.50"), ..request.clone() };
        refused(world.pay_request(other).await, ErrorCode::DuplicateRequest);
        refused(world.pay_request(request).await, ErrorCode::InsufficientBalance);
        world.check_ledger().await;
    }

    async fn a_reference_is_forgotten_after_a_week(world: World) {
        let token = world.token("multi-use-abt");
        let request = world.payment(&token, "10");
        let first = world.pay_request(request.clone()).await.unwrap();
        world.pass(TimeDelta::days(7));
        let second = world.pay_request(request).await.unwrap();
        assert_ne!(first.transaction_id, second.transaction_id);
    }

    async fn a_refused_request_pays_once_what_was_wrong_is_mended(world: World) {
        let request = world.payment(&world.token("sender-poor"), "5");
        refused(world.pay_request(request.clone()).await, ErrorCode::InsufficientBalance);
        let deposit = crate::sandbox::ledger::LedgerAccount::of(
            crate::sandbox::ledger::Book::Balance,
            &world.seed.accounts.iter().find(|account| account.name == "poor-buyer").unwrap().account_id,
        );
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        let deposited = world.sandbox.change_at(&tenant, world.now(), move |books| {
            let mut movement = crate::sandbox::ledger::Movement::default();
            let banks = crate::sandbox::ledger::LedgerAccount::service(crate::sandbox::ledger::Book::Banks);
            movement.transfer(banks, deposit.clone(), decimal("10"));
            books.post(books.now(), "", movement)
        });
        deposited.await.unwrap();
        let paid = world.pay_request(request.clone()).await.unwrap();
        assert_eq!(world.pay_request(request).await.unwrap(), paid);
        world.check_ledger().await;
    }

    async fn racing_requests_pay_once(world: World) {
        let request = world.payment(&world.token("multi-use-abt"), "10");
        let before = world.available().await;
        let race = || async {
            let mut racers = Vec::new();
            for _ in 0..16 {
                let (sandbox, call, request) = (world.sandbox.clone(), world.call(), request.clone());
                racers.push(tokio::spawn(async move { sandbox.pay(&call, request).await.unwrap() }));
            }
            let mut answers = Vec::new();
            for racer in racers {
                answers.push(racer.await.unwrap());
            }
            answers
        };
        let answers = race().await;
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert_eq!(world.available().await - before, decimal("9.84"));
        assert_eq!(race().await, answers);
        assert_eq!(world.available().await - before, decimal("9.84"));
    }

    async fn racing_requests_that_differ_pay_once(world: World) {
        let request = world.payment(&world.token("multi-use-abt"), "10");
        let mut racers = Vec::new();
        for cents in 0..16 {
            let amount = Amount::usd(Decimal::TEN + Decimal::new(cents, 2));
            let request = PayRequest { transaction_amount: amount, ..request.clone() };
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            racers.push(tokio::spawn(async move { sandbox.pay(&call, request).await }));
        }
        let mut paid = 0;
        for racer in racers {
            match racer.await.unwrap() {
                Ok(_) => paid += 1,
                Err(error) => assert!(error.is(ErrorCode::DuplicateRequest), "{error}"),
            }
        }
        assert_eq!(paid, 1);
        world.check_ledger().await;
    }

    async fn callers_do_not_share_references(world: World) {
        let world = world.with(|builder| builder.caller("AKIAOTHER", "secret")).await;
        let World { sandbox, seed, .. } = &world;
        let token = |caller: &str| {
            let found = seed.tokens.iter().find(|token| token.caller == caller && token.name == "sender-abt-1");
            found.unwrap().token_id.clone()
        };
        let own = &seed.callers[0].access_key_id;
        let pay = |caller: &str, token: TokenId| {
            let (sandbox, call) = (sandbox.clone(), call_of(caller));
            async move { sandbox.pay(&call, PayRequest::new(token, dollars("1"), "same")).await }
        };
        let one = pay(own, token(own)).await.unwrap();
        let other = pay("AKIAOTHER", token("AKIAOTHER")).await.unwrap();
        assert_ne!(one.transaction_id, other.transaction_id);
        refused(pay("AKIAOTHER", token(own)).await, ErrorCode::DuplicateRequest);
        let request = PayRequest::new(token(own), dollars("1"), "another");
        refused(sandbox.pay(&call_of("AKIAOTHER"), request).await, ErrorCode::InvalidTokenIdSender);
    }
}

/// What the seeded subscriptions and one payment of 10.00 by card have brought the shop.
async fn first_balance(world: &World) -> Decimal {
    let fees = crate::sandbox::FeeSchedule::default();
    let net = |amount: &str| {
        let amount = decimal(amount);
        amount - fees.of(crate::sandbox::rows::Method::Cc, amount)
    };
    let payments = |name: &str| world.seed.subscriptions.iter().filter(|known| known.name == name).count();
    assert_eq!((payments("subscription"), payments("subscription-cancelled")), (1, 1));
    net("10") + net("4.95") * Decimal::TWO + net("9.95") * decimal("4")
}
