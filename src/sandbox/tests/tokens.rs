use super::*;
use crate::sandbox::TokenRole;

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

    async fn usage_is_told_of_tokens_that_have_it(world: World) {
        assert_eq!(world.usage(&world.token("multi-use-cc")).await.unwrap().len(), 3);
        refused(world.usage(&world.token("sender-cc-1")).await, ErrorCode::InvalidTokenType);
        refused(world.usage(&world.token("recipient")).await, ErrorCode::InvalidTokenType);
        refused(world.usage(&world.token("subscription")).await, ErrorCode::TokenAccessDenied);
        refused(world.usage(&TokenId::new("X")).await, ErrorCode::InvalidTokenId);
    }
}
