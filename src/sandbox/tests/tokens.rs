use super::*;
use crate::sandbox::{AmountType, TokenLimit, TokenRole};

over_stores! {
    async fn a_token_is_found_by_its_id_or_its_reference(world: World) {
        let find = |request| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.get_token_by_caller(&call, request).await.map(|found| found.token.unwrap()) }
        };
        let id = world.token("recipient");
        let by_id = find(GetTokenByCallerRequest::new().token_id(&id)).await.unwrap();
        assert_eq!(by_id.token_id, id);
        assert_eq!(by_id.old_token_id, Some(id.clone()));
        assert_eq!(by_id.token_type, TokenType::Unrestricted);
        let reference = by_id.caller_reference.clone();
        let by_reference = find(GetTokenByCallerRequest::new().caller_reference(reference)).await.unwrap();
        assert_eq!(by_reference, by_id);
        let nothing = GetTokenByCallerRequest::new().caller_reference("nobody");
        refused(find(nothing).await, ErrorCode::InvalidCallerReference);
        refused(find(GetTokenByCallerRequest::new().token_id("X")).await, ErrorCode::InvalidTokenId);
        refused(find(GetTokenByCallerRequest::new()).await, ErrorCode::InvalidParams);
    }

    async fn tokens_are_listed_by_what_is_asked_for(world: World) {
        let list = |request| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.get_tokens(&call, request).await.map(|result| result.token) }
        };
        let all = list(GetTokensRequest::new()).await.unwrap();
        assert_eq!(all.len(), world.seed.tokens.len());
        let inactive = list(GetTokensRequest::new().token_status(TokenStatus::Inactive)).await.unwrap();
        assert_eq!(inactive.len(), 3);
        let recurring = list(GetTokensRequest::new().token_type(TokenType::Recurring)).await.unwrap();
        assert!(!recurring.is_empty() && recurring.iter().all(|token| token.token_type == TokenType::Recurring));
        let named = list(GetTokensRequest::new().token_friendly_name("sender-cc-1")).await.unwrap();
        assert_eq!(named.len(), 1);
        let reference = named[0].caller_reference.clone();
        assert_eq!(list(GetTokensRequest::new().caller_reference(reference)).await.unwrap(), named);
        refused(list(GetTokensRequest::new().token_type("Reusable".into())).await, ErrorCode::InvalidParams);
    }

    async fn a_cancelled_token_pays_no_more(world: World) {
        let token = world.token("multi-use-cc");
        let cancel = |token: TokenId| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.cancel_token(&call, CancelTokenRequest::new(token)).await }
        };
        world.pay(&token, "1").await.unwrap();
        cancel(token.clone()).await.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::TokenNotActiveSender);
        cancel(token).await.unwrap();
        refused(cancel("X".into()).await, ErrorCode::InvalidTokenId);
        refused(cancel(world.token("subscription")).await, ErrorCode::TokenAccessDenied);
    }

    async fn a_cancellation_says_why_and_where_it_is_announced(world: World) {
        let token = world.token("multi-use-cc");
        let cancel = |request| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.cancel_token(&call, request).await }
        };
        let request = CancelTokenRequest::new(&token).reason_text("Lost card").override_ipn_url("http://localhost/ipn");
        let nowhere = request.clone().override_ipn_url("nowhere");
        refused(cancel(nowhere).await, ErrorCode::InvalidParams);
        cancel(request).await.unwrap();
        let cancelled = world.now();
        world.pass(TimeDelta::seconds(1));
        // Once more changes nothing.
        cancel(CancelTokenRequest::new(&token).reason_text("Lost again")).await.unwrap();
        let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
        let row = world.sandbox.change_at(&tenant, world.now(), move |books| books.token(token.as_str()));
        let row = row.await.unwrap().unwrap();
        assert!(!row.active);
        let cancellation = row.cancelled.unwrap();
        assert_eq!(cancellation.at, cancelled);
        assert_eq!(cancellation.reason.as_deref(), Some("Lost card"));
        assert_eq!(cancellation.notification_url.as_deref(), Some("http://localhost/ipn"));
    }

    async fn limits_hold_within_their_windows(world: World) {
        let token = world.token("multi-use-small");
        world.pay(&token, "15").await.unwrap();
        refused(world.pay(&token, "5.01").await, ErrorCode::TokenUsageError);
        world.pay(&token, "5").await.unwrap();
        let usage = world.usage(&token).await.unwrap();
        assert_eq!(usage[0].amount, Some(dollars("20")));
        assert_eq!(usage[0].last_reset_amount, Some(dollars("0")));
        assert_eq!(usage[0].last_reset_timestamp, Some(START.parse().unwrap()));

        world.pass(TimeDelta::days(1));
        let usage = world.usage(&token).await.unwrap();
        assert_eq!(usage[0].amount, Some(dollars("0")));
        assert_eq!(usage[0].last_reset_amount, Some(dollars("20")));
        world.pay(&token, "20").await.unwrap();
    }

    async fn a_recurring_token_pays_its_amount_once_a_month(world: World) {
        let token = world.token("recurring");
        refused(world.pay(&token, "9").await, ErrorCode::IncompatibleTokens);
        world.pay(&token, "10").await.unwrap();
        refused(world.pay(&token, "10").await, ErrorCode::TokenUsageError);
        assert_eq!(world.usage(&token).await.unwrap()[0].count, Some(1));
        world.pass(TimeDelta::days(31));
        world.pay(&token, "10").await.unwrap();
    }

    async fn a_payment_that_fails_does_not_count(world: World) {
        let token = NewToken {
            token_type: Some("MultiUse".into()),
            account: Some("poor-buyer".into()),
            total: Some(decimal("10")),
            ..NewToken::default()
        };
        let token = world.create(token).await;
        world.pay(&token, "10").await.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::TokenUsageError);
        world.pass(TimeDelta::seconds(1));
        assert_eq!(world.usage(&token).await.unwrap()[0].amount, Some(dollars("0")));
        world.pay(&token, "10").await.unwrap();
    }

    async fn a_token_takes_only_numbers_that_make_sense(world: World) {
        for number in ["-5", "0.001", "10000.01", "79228162514264337593543950335"] {
            let number = Some(decimal(number));
            for token in [
                NewToken { amount: number, ..NewToken::default() },
                NewToken { total: number, ..NewToken::default() },
                NewToken { max_fixed_fee: number, ..NewToken::default() },
            ] {
                refused(world.sandbox.create_token(token).await, ErrorCode::InvalidParams);
            }
            let instrument = NewInstrument { limit: number, ..NewInstrument::default() };
            refused(world.sandbox.create_instrument(instrument).await, ErrorCode::InvalidParams);
        }
        for percent in ["-1", "100.01", "79228162514264337593543950335"] {
            let token = NewToken { max_variable_fee: Some(decimal(percent)), ..NewToken::default() };
            refused(world.sandbox.create_token(token).await, ErrorCode::InvalidParams);
        }
        let recipient = NewToken {
            role: TokenRole::Recipient,
            total: Some(decimal("10000")),
            max_fixed_fee: Some(decimal("0")),
            max_variable_fee: Some(decimal("100")),
            ..NewToken::default()
        };
        let recipient = world.create(recipient).await;
        let paid = world.payment(&world.token("multi-use-abt"), "10").recipient_token_id(recipient);
        let paid = world.pay_request(paid).await.unwrap().transaction_id;
        assert_eq!(world.detail(&paid).await.marketplace_fees, Some(dollars("10")));
    }

    async fn a_token_is_all_that_it_can_be(world: World) {
        let multi_use = || NewToken {
            token_type: Some("MultiUse".to_owned()),
            payment_method: Some("ABT".to_owned()),
            ..NewToken::default()
        };
        let now = world.now();
        let from = world.create(NewToken { valid_from: Some(now + TimeDelta::hours(1)), ..multi_use() }).await;
        let until = world.create(NewToken { expires: Some(now + TimeDelta::hours(1)), ..multi_use() }).await;
        refused(world.pay(&from, "1").await, ErrorCode::IncompatibleTokens);
        world.pay(&until, "1").await.unwrap();
        world.pass(TimeDelta::hours(1));
        world.pay(&from, "1").await.unwrap();
        refused(world.pay(&until, "1").await, ErrorCode::IncompatibleTokens);

        for (amount_type, fits, not) in [
            (AmountType::Exact, "5", "5.01"),
            (AmountType::Minimum, "5", "4.99"),
            (AmountType::Maximum, "5", "5.01"),
        ] {
            let token = world.create(NewToken { amount: Some(decimal("5")), amount_type, ..multi_use() }).await;
            refused(world.pay(&token, not).await, ErrorCode::IncompatibleTokens);
            world.pay(&token, fits).await.unwrap();
        }

        let recipients = vec!["seller".to_owned()];
        let token = NewToken {
            recipients,
            friendly_name: Some("For Sam".to_owned()),
            payment_reason: Some("Books".to_owned()),
            ..multi_use()
        };
        let token = world.create(token).await;
        refused(world.pay(&token, "1").await, ErrorCode::IncompatibleTokens);
        let sale = world.payment(&token, "1").recipient_token_id(world.token("recipient"));
        world.pay_request(sale).await.unwrap();
        let found = told(&world, &token).await;
        assert_eq!(found.friendly_name.as_deref(), Some("For Sam"));
        assert_eq!(found.payment_reason.as_deref(), Some("Books"));

        let token = world.create(NewToken { cancelled: true, ..multi_use() }).await;
        refused(world.pay(&token, "1").await, ErrorCode::TokenNotActiveSender);
    }

    async fn limits_of_every_kind_hold(world: World) {
        let limit = |amount: Option<&str>, count, period: Option<&str>| TokenLimit {
            amount: amount.map(decimal),
            count,
            period: period.map(str::to_owned),
        };
        let token = NewToken {
            token_type: Some("MultiUse".to_owned()),
            payment_method: Some("ABT".to_owned()),
            total: Some(decimal("20")),
            limits: vec![limit(Some("10"), None, Some("12 Hours")), limit(None, Some(3), Some("1 Day"))],
            ..NewToken::default()
        };
        let token = world.create(token).await;
        world.pay(&token, "6").await.unwrap();
        refused(world.pay(&token, "4.01").await, ErrorCode::TokenUsageError);
        world.pass(TimeDelta::hours(12));
        for amount in ["4.01", "5"] {
            world.pay(&token, amount).await.unwrap();
        }
        refused(world.pay(&token, "0.01").await, ErrorCode::TokenUsageError);
        world.pass(TimeDelta::hours(12));
        refused(world.pay(&token, "5").await, ErrorCode::TokenUsageError);
        world.pay(&token, "4.99").await.unwrap();
        let usage = world.usage(&token).await.unwrap();
        assert_eq!(usage[0].amount, Some(dollars("20")));
        assert_eq!((&usage[1].amount, &usage[1].last_reset_amount), (&Some(dollars("4.99")), &Some(dollars("9.01"))));
        assert_eq!((usage[2].count, usage[2].last_reset_count), (Some(1), Some(3)));

        for limits in [
            vec![limit(None, None, None)],
            vec![limit(Some("1"), Some(1), None)],
            vec![limit(Some("-1"), None, None)],
            vec![limit(None, Some(1), Some("1 Fortnight"))],
            vec![limit(None, Some(1), Some("1001 Years"))],
            vec![limit(None, Some(1), None); 4],
        ] {
            let token = NewToken { limits, ..NewToken::default() };
            refused(world.sandbox.create_token(token).await, ErrorCode::InvalidParams);
        }
        for text in ["a\0b", "a\u{1}b", "\u{ffff}", &"ä".repeat(129)] {
            let text = || Some(text.to_owned());
            for token in [
                NewToken { caller_reference: text(), ..NewToken::default() },
                NewToken { friendly_name: text(), ..NewToken::default() },
                NewToken { payment_reason: text(), ..NewToken::default() },
            ] {
                refused(world.sandbox.create_token(token).await, ErrorCode::InvalidParams);
            }
        }
        let unrestricted = NewToken { token_type: Some("Unrestricted".to_owned()), ..NewToken::default() };
        refused(world.sandbox.create_token(unrestricted).await, ErrorCode::InvalidParams);
        let never = NewToken { valid_from: Some(world.now()), expires: Some(world.now()), ..NewToken::default() };
        refused(world.sandbox.create_token(never).await, ErrorCode::InvalidParams);
    }

    async fn a_token_takes_the_place_of_another(world: World) {
        let old = world.token("multi-use-cc");
        let new = || NewToken {
            token_type: Some("MultiUse".to_owned()),
            payment_method: Some("ABT".to_owned()),
            replaces: Some(old.clone()),
            ..NewToken::default()
        };
        let elsewhere = NewToken { account: Some("poor-buyer".to_owned()), ..new() };
        refused(world.sandbox.create_token(elsewhere).await, ErrorCode::InvalidParams);
        let token = world.create(new()).await;
        refused(world.pay(&old, "1").await, ErrorCode::TokenNotActiveSender);
        world.pay(&token, "1").await.unwrap();
        assert_eq!(told(&world, &token).await.old_token_id.as_ref(), Some(&old));
        refused(world.sandbox.create_token(new()).await, ErrorCode::InvalidParams);
        let unknown = NewToken { replaces: Some("X".into()), ..new() };
        refused(world.sandbox.create_token(unknown).await, ErrorCode::InvalidTokenId);
    }

    async fn usage_is_told_of_tokens_that_have_it(world: World) {
        assert_eq!(world.usage(&world.token("multi-use-cc")).await.unwrap().len(), 3);
        refused(world.usage(&world.token("sender-cc-1")).await, ErrorCode::InvalidTokenType);
        refused(world.usage(&world.token("recipient")).await, ErrorCode::InvalidTokenType);
        refused(world.usage(&world.token("subscription")).await, ErrorCode::TokenAccessDenied);
        refused(world.usage(&TokenId::new("X")).await, ErrorCode::InvalidTokenId);
    }
}

async fn told(world: &World, token: &TokenId) -> Token {
    let request = GetTokenByCallerRequest::new().token_id(token);
    world.sandbox.get_token_by_caller(&world.call(), request).await.unwrap().token.unwrap()
}
