use super::*;
use crate::sandbox::TokenRole;

over_stores! {
    async fn an_instruction_is_installed_and_shown(world: World) {
        let text = "MyRole == 'Recipient' orSay 'Roles do not match';";
        let request = install(&world, text, TokenType::Unrestricted).token_friendly_name("Our own");
        let run = |request| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.install_payment_instruction(&call, request).await.map(|result| result.token_id) }
        };
        let token = run(request.clone()).await.unwrap();
        assert_eq!(run(request.clone()).await.unwrap(), token);
        let other = InstallPaymentInstructionRequest { token_type: TokenType::MultiUse, ..request };
        refused(run(other).await, ErrorCode::DuplicateRequest);

        let shown = show(&world, &token).await.unwrap();
        assert_eq!(shown.payment_instruction, text);
        assert_eq!(shown.token_friendly_name.as_deref(), Some("Our own"));
        assert_eq!(shown.token.token_id, token);
        // It is of use.
        let pay = world.payment(&world.token("sender-abt-1"), "1").recipient_token_id(&token);
        world.pay_request(pay).await.unwrap();
    }

    async fn a_sender_must_say_how_he_pays(world: World) {
        let run = |request| {
            let (sandbox, call) = (world.sandbox.clone(), world.call());
            async move { sandbox.install_payment_instruction(&call, request).await.map(|result| result.token_id) }
        };
        let token = run(install(&world, "MyRole == 'Sender';", TokenType::SingleUse)).await.unwrap();
        let pay = world.payment(&token, "1").recipient_token_id(world.token("recipient"));
        refused(world.pay_request(pay).await, ErrorCode::PaymentMethodNotDefined);
        let text = "MyRole == 'Sender'; PaymentMethod == 'ABT'; TransactionAmount <= 'USD 5.00';";
        let token = run(install(&world, text, TokenType::SingleUse)).await.unwrap();
        let pay = |amount| world.payment(&token, amount).recipient_token_id(world.token("recipient"));
        refused(world.pay_request(pay("5.01")).await, ErrorCode::IncompatibleTokens);
        world.pay_request(pay("5")).await.unwrap();
        refused(run(install(&world, text, TokenType::Unrestricted)).await, ErrorCode::InvalidParams);
        refused(run(install(&world, "nonsense", TokenType::SingleUse)).await, ErrorCode::BadRule);
    }

    async fn every_condition_holds(world: World) {
        let text = "MyRole == 'Sender'; PaymentMethod == 'ABT'; \
                    TransactionAmount >= 'USD 2.00'; TransactionAmount <= 'USD 5.00';";
        let token = installed(&world, text, TokenType::MultiUse).await.unwrap();
        let pay = |amount| world.payment(&token, amount).recipient_token_id(world.token("recipient"));
        refused(world.pay_request(pay("1.99")).await, ErrorCode::IncompatibleTokens);
        refused(world.pay_request(pay("5.01")).await, ErrorCode::IncompatibleTokens);
        world.pay_request(pay("2")).await.unwrap();
        assert_eq!(
            show(&world, &token).await.unwrap().payment_instruction,
            text,
        );
        for text in [
            "MyRole == 'Sender'; MyRole == 'Recipient';",
            "MyRole == 'Sender'; PaymentMethod == 'ABT'; PaymentMethod == 'CC';",
        ] {
            refused(installed(&world, text, TokenType::MultiUse).await, ErrorCode::BadRule);
        }
    }

    async fn the_recipients_conditions_hold_too(world: World) {
        let text = "MyRole == 'Recipient'; PaymentMethod == 'ABT'; TransactionAmount <= 'USD 5.00';";
        let token = installed(&world, text, TokenType::SingleUse).await.unwrap();
        let pay = |sender: &str, amount| world.payment(&world.token(sender), amount).recipient_token_id(&token);
        refused(world.pay_request(pay("multi-use-abt", "5.01")).await, ErrorCode::IncompatibleTokens);
        refused(world.pay_request(pay("multi-use-cc", "5")).await, ErrorCode::IncompatibleTokens);
        world.pay_request(pay("multi-use-abt", "5")).await.unwrap();
        refused(world.pay_request(pay("multi-use-abt", "5")).await, ErrorCode::InvalidTokenIdRecipient);
    }

    async fn a_recipients_limit_is_free_again_when_a_payment_fails(world: World) {
        let token = NewToken {
            role: TokenRole::Recipient,
            token_type: Some("MultiUse".to_owned()),
            total: Some(decimal("10")),
            ..NewToken::default()
        };
        let token = world.create(token).await;
        let pay = |sender: &str, amount| world.payment(&world.token(sender), amount).recipient_token_id(&token);
        world.pay_request(pay("sender-declined", "10")).await.unwrap();
        refused(world.pay_request(pay("multi-use-abt", "0.01")).await, ErrorCode::TokenUsageError);
        world.pass(TimeDelta::seconds(1));
        world.pay_request(pay("multi-use-abt", "10")).await.unwrap();
    }

    async fn an_instruction_that_is_not_well_formed_is_a_bad_rule(world: World) {
        for (text, code) in [
            ("nonsense", ErrorCode::BadRule),
            ("PaymentMethod == 'CC';", ErrorCode::BadRule),
            ("MyRole == 'Caller", ErrorCode::BadRule),
            ("MyRole == 'Caller'; PaymentMethod == 'Cash';", ErrorCode::InvalidPaymentMethod),
            ("", ErrorCode::InvalidParams),
            (" \n", ErrorCode::InvalidParams),
        ] {
            refused(installed(&world, text, TokenType::MultiUse).await, code);
        }
    }

    async fn what_a_buyer_agreed_to_is_shown_as_an_instruction(world: World) {
        let shown = show(&world, &world.token("recurring")).await.unwrap();
        assert_eq!(
            shown.payment_instruction,
            "MyRole == 'Sender'; PaymentMethod == 'CC'; TransactionAmount == 'USD 10.00';"
        );
        refused(show(&world, &TokenId::new("X")).await, ErrorCode::InvalidTokenId);
    }
}

fn install(world: &World, text: &str, token_type: TokenType) -> InstallPaymentInstructionRequest {
    InstallPaymentInstructionRequest::new(text, world.reference(), token_type)
}

async fn installed(world: &World, text: &str, token_type: TokenType) -> Result<TokenId, ServiceError> {
    let request = install(world, text, token_type);
    world.sandbox.install_payment_instruction(&world.call(), request).await.map(|result| result.token_id)
}

async fn show(world: &World, token: &TokenId) -> Result<GetPaymentInstructionResult, ServiceError> {
    world.sandbox.get_payment_instruction(&world.call(), GetPaymentInstructionRequest::new(token)).await
}
