use super::*;

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
        refused(run(install(&world, "nonsense", TokenType::SingleUse)).await, ErrorCode::InvalidParams);
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

async fn show(world: &World, token: &TokenId) -> Result<GetPaymentInstructionResult, ServiceError> {
    world.sandbox.get_payment_instruction(&world.call(), GetPaymentInstructionRequest::new(token)).await
}
