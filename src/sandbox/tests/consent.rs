use super::*;
use crate::{
    cbui::{
        self, EditToken, MultiUse, Pipeline, Recipient, Recurring, Return, SetupPostpaid, SetupPrepaid, SingleUse,
        Status, UsageLimit,
    },
    sandbox::{
        rows::{Method, Query, Row, Token, TokenFilter},
        rules::consent::{self, Consent, Refusal},
    },
};

over_stores! {
    async fn a_consent_repeated_is_one(world: World) {
        let order = || SingleUse::new("order-1", dollars("25")).payment_reason("A book");
        let first = give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap();
        world.pass(TimeDelta::days(6));
        assert_eq!(give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap(), first);
        for (order, buyer, method) in [
            (order().payment_reason("A pen"), "buyer", Method::Cc),
            (order(), "buyer", Method::Abt),
            (order(), "poor-buyer", Method::Cc),
        ] {
            let refusal = give(&world, order, buyer, Some(method)).await.unwrap_err();
            assert_eq!(refusal.status, Status::Ce);
            assert!(refusal.message.contains("order-1"), "{refusal:?}");
        }
        // After a week only the token itself is known by the reference.
        world.pass(TimeDelta::days(2));
        assert_eq!(give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap_err().status, Status::Ce);
        assert_eq!(tokens(&world, "order-1").await.len(), 1);
    }

    async fn a_refusal_installs_nothing_and_is_forgotten(world: World) {
        let order = || SingleUse::new("order-1", dollars("25"));
        let refusal = give(&world, order(), "unverified-email", Some(Method::Cc)).await.unwrap_err();
        assert_eq!(refusal.status, Status::Np);
        assert!(tokens(&world, "order-1").await.is_empty());
        give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap();
    }

    async fn tokens_are_what_was_authorised(world: World) {
        let start = world.now() + TimeDelta::days(1);
        let limit = UsageLimit::count(2, Some(cbui::Period::new(1, cbui::Unit::Day)));
        let many = MultiUse::new("many", dollars("20"))
            .transaction_amount(dollars("10"))
            .amount_type(cbui::Bound::Maximum)
            .usage_limits([limit])
            .validity_start(start)
            .validity_expiry(start + TimeDelta::days(2));
        let token = give(&world, many, "buyer", Some(Method::Abt)).await.unwrap().token_id.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::IncompatibleTokens);
        world.pass(TimeDelta::days(1));
        refused(world.pay(&token, "10.01").await, ErrorCode::IncompatibleTokens);
        world.pay(&token, "1").await.unwrap();
        world.pay(&token, "9").await.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::TokenUsageError);
        world.pass(TimeDelta::days(1));
        refused(world.pay(&token, "10.01").await, ErrorCode::IncompatibleTokens);
        world.pay(&token, "10").await.unwrap();
        refused(world.pay(&token, "0.01").await, ErrorCode::TokenUsageError);
        let usage = world.usage(&token).await.unwrap();
        assert_eq!(usage[0].amount, Some(dollars("20")));
        assert_eq!(usage[1].count, Some(1));
        world.pass(TimeDelta::days(1));
        refused(world.pay(&token, "1").await, ErrorCode::IncompatibleTokens);
    }

    async fn a_recurring_token_pays_once_in_a_period(world: World) {
        let weekly = Recurring::new("weekly", dollars("5"), cbui::Period::new(7, cbui::Unit::Day));
        let token = give(&world, weekly, "buyer", Some(Method::Abt)).await.unwrap().token_id.unwrap();
        for _ in 0..3 {
            world.pay(&token, "5").await.unwrap();
            refused(world.pay(&token, "5").await, ErrorCode::TokenUsageError);
            world.pass(TimeDelta::days(7));
        }
    }

    async fn a_recipients_ceilings_are_kept(world: World) {
        let recipient = Recipient::new("seller", false).max_fixed_fee(dollars("1")).payment_methods([PaymentMethod::Abt]);
        let back = give(&world, recipient, "seller", None).await.unwrap();
        assert_eq!(back.status, Status::Sr);
        let found = tokens(&world, "seller").await;
        let [token, refund] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(back.token_id.as_ref().map(AsRef::as_ref), Some(token.id.as_str()));
        assert_eq!(back.refund_token_id.as_ref().map(AsRef::as_ref), Some(refund.id.as_str()));
        assert_eq!((token.recipient_pays_fee, token.accepts.as_slice()), (false, &[Method::Abt][..]));
        let request = GetPaymentInstructionRequest::new(back.token_id.as_ref().unwrap());
        let shown = world.sandbox.get_payment_instruction(&world.call(), request).await.unwrap();
        assert_eq!(shown.payment_instruction, "MyRole == 'Recipient'; PaymentMethod != 'ACH'; PaymentMethod != 'CC';");
        let request = GetTokenByCallerRequest::new().caller_reference("seller");
        let named = world.sandbox.get_token_by_caller(&world.call(), request).await.unwrap().token.unwrap();
        assert_eq!(Some(named.token_id), back.token_id);
    }

    async fn instruments_come_with_their_tokens(world: World) {
        let prepaid = SetupPrepaid::new("pre-s", "pre-f", dollars("50")).validity_expiry(world.now() + TimeDelta::days(9));
        let back = give(&world, prepaid, "buyer", Some(Method::Abt)).await.unwrap();
        let instrument = back.prepaid_instrument_id.unwrap();
        let fund = |amount: &str, reference: &str| {
            FundPrepaidRequest::new(back.funding_token_id.as_ref().unwrap(), &instrument, dollars(amount), reference)
        };
        refused(world.sandbox.fund_prepaid(&world.call(), fund("50.01", "a")).await, ErrorCode::PrepaidFundingLimitExceeded);
        world.sandbox.fund_prepaid(&world.call(), fund("50", "b")).await.unwrap();
        world.pay(back.prepaid_sender_token_id.as_ref().unwrap(), "50").await.unwrap();
        world.pass(TimeDelta::days(9));
        assert!(world.sandbox.fund_prepaid(&world.call(), fund("1", "c")).await.is_err());

        let postpaid = SetupPostpaid::new("post-s", "post-t", dollars("30"), dollars("40"));
        let back = give(&world, postpaid, "buyer", Some(Method::Abt)).await.unwrap();
        let instrument = back.credit_instrument_id.unwrap();
        let token = back.credit_sender_token_id.unwrap();
        world.pay(&token, "30").await.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::InsufficientBalance);
        let settlement = back.settlement_token_id.unwrap();
        let settle = SettleDebtRequest::new(settlement, instrument, dollars("30"), "d");
        world.sandbox.settle_debt(&world.call(), settle).await.unwrap();
        refused(world.pay(&token, "11").await, ErrorCode::TokenUsageError);
        world.pay(&token, "10").await.unwrap();
        // Both references are taken, whichever of them another request uses.
        for reference in ["post-s", "post-t", "pre-f"] {
            let refusal = give(&world, SingleUse::new(reference, dollars("1")), "buyer", Some(Method::Cc)).await;
            assert_eq!(refusal.unwrap_err().status, Status::Ce, "{reference}");
        }
        world.check_ledger().await;
    }

    async fn an_edited_token_keeps_its_use(world: World) {
        let token = give(&world, MultiUse::new("many", dollars("20")), "buyer", Some(Method::Cc)).await;
        let token = token.unwrap().token_id.unwrap();
        world.pay(&token, "15").await.unwrap();
        let same = give(&world, EditToken::new("same", &token), "buyer", Some(Method::Cc)).await.unwrap();
        assert_eq!((same.status, same.token_id.as_ref()), (Status::Su, Some(&token)));
        let new = give(&world, EditToken::new("edit", &token), "buyer", Some(Method::Abt)).await.unwrap().token_id.unwrap();
        refused(world.pay(&token, "1").await, ErrorCode::TokenNotActiveSender);
        refused(world.pay(&new, "6").await, ErrorCode::TokenUsageError);
        world.pay(&new, "5").await.unwrap();
        let refusal = give(&world, EditToken::new("again", &token), "buyer", Some(Method::Ach)).await.unwrap_err();
        assert_eq!(refusal, Refusal::malformed(&["tokenId"]));
        // The same edit again is the same edit, though the token that was edited is no more.
        for (reference, method, first) in [("edit", Method::Abt, &new), ("same", Method::Cc, &token)] {
            let again = give(&world, EditToken::new(reference, &token), "buyer", Some(method)).await.unwrap();
            assert_eq!(again.token_id.as_ref(), Some(first), "{reference}");
        }
        let other = give(&world, EditToken::new("edit", &token), "buyer", Some(Method::Ach)).await.unwrap_err();
        assert_eq!(other.status, Status::Ce);
        assert!(other.message.contains("edit"), "{other:?}");
        assert_eq!(tokens(&world, "edit").await.len(), 1);
    }

    async fn a_consent_repeated_is_one_whatever_has_happened_since(world: World) {
        let order = || SingleUse::new("order-1", dollars("25"));
        let first = give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap();
        world.alter("buyer", |buyer| buyer.card = None).await;
        assert_eq!(give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap(), first);
        world.alter("buyer", |buyer| buyer.state = crate::sandbox::AccountState::Suspended).await;
        assert_eq!(give(&world, order(), "buyer", Some(Method::Cc)).await.unwrap(), first);
    }

    async fn an_edited_token_gets_back_what_comes_to_nothing(world: World) {
        let token = give(&world, MultiUse::new("many", dollars("20")), "buyer", Some(Method::Cc)).await;
        let token = token.unwrap().token_id.unwrap();
        world.alter("buyer", |buyer| buyer.card.as_mut().unwrap().declines = true).await;
        let paid = world.pay(&token, "20").await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Pending);
        let balance = give(&world, EditToken::new("edit-1", &token), "buyer", Some(Method::Abt)).await.unwrap();
        let bank = EditToken::new("edit-2", balance.token_id.unwrap());
        let bank = give(&world, bank, "buyer", Some(Method::Ach)).await.unwrap().token_id.unwrap();
        refused(world.pay(&bank, "20").await, ErrorCode::TokenUsageError);
        world.pass(TimeDelta::seconds(5));
        assert_eq!(world.status(&paid.transaction_id).await.transaction_status, TransactionStatus::Failure);
        assert_eq!(world.usage(&bank).await.unwrap()[0].amount, Some(dollars("0")));
        world.pay(&bank, "20").await.unwrap();
        refused(world.pay(&bank, "0.02").await, ErrorCode::TokenUsageError);
        world.check_ledger().await;
    }

    async fn an_edited_token_pays_its_own_recipients(world: World) {
        let order = SingleUse::new("order-1", dollars("5")).recipient_token(world.token("recipient-without-cards"));
        let token = give(&world, order, "buyer", Some(Method::Abt)).await.unwrap().token_id.unwrap();
        let refusal = give(&world, EditToken::new("edit-1", &token), "buyer", Some(Method::Cc)).await.unwrap_err();
        assert_eq!(refusal.status, Status::Np);

        let order = SingleUse::new("order-2", dollars("5")).recipient_token(world.token("recipient"));
        let token = give(&world, order, "buyer", Some(Method::Abt)).await.unwrap().token_id.unwrap();
        world.alter("shop", |shop| shop.takes_cards = false).await;
        let edited = give(&world, EditToken::new("edit-2", &token), "buyer", Some(Method::Cc)).await.unwrap();
        assert_eq!(edited.status, Status::Sc);
    }

    async fn an_edited_funding_token_stays_with_its_instrument(world: World) {
        let instrument = world.instrument("prepaid-cc").clone();
        let edit = EditToken::new("edit", instrument.funding_token_id.as_ref().unwrap());
        let funding = give(&world, edit, "buyer", Some(Method::Abt)).await.unwrap().token_id.unwrap();
        let fund = FundPrepaidRequest::new(&funding, &instrument.instrument_id, dollars("10"), "f1");
        let funded = world.sandbox.fund_prepaid(&world.call(), fund).await.unwrap();
        assert_eq!(funded.transaction_status, TransactionStatus::Success);
        let old = FundPrepaidRequest::new(instrument.funding_token_id.unwrap(), &instrument.instrument_id, dollars("10"), "f2");
        refused(world.sandbox.fund_prepaid(&world.call(), old).await, ErrorCode::TokenNotActiveSender);
    }

    async fn a_caller_out_of_business_gets_nothing(world: World) {
        world.alter("shop", |shop| shop.state = crate::sandbox::AccountState::Suspended).await;
        let refusal = give(&world, SingleUse::new("order-1", dollars("1")), "buyer", Some(Method::Cc)).await.unwrap_err();
        assert_eq!(refusal.status, Status::Nm);
    }

    async fn a_time_that_is_over_is_not_authorised(world: World) {
        let over = MultiUse::new("over", dollars("1")).validity_expiry(world.now());
        let refusal = give(&world, over, "buyer", Some(Method::Cc)).await.unwrap_err();
        assert_eq!(refusal, Refusal::malformed(&["validityExpiry"]));
    }
}

#[tokio::test]
async fn a_consent_is_one_after_a_restart() {
    let world = World::in_a_file().await;
    let prepaid = || SetupPrepaid::new("pre-s", "pre-f", dollars("50"));
    let first = give(&world, prepaid(), "buyer", Some(Method::Cc)).await.unwrap();
    let world = world.restarted().await;
    assert_eq!(give(&world, prepaid(), "buyer", Some(Method::Cc)).await.unwrap(), first);
}

async fn give(
    world: &World,
    pipeline: impl Into<Pipeline>,
    name: &str,
    method: Option<Method>,
) -> Result<Return, Refusal> {
    let account = world.seed.accounts.iter().find(|account| account.name == name).unwrap();
    let consent = Consent { pipeline: pipeline.into(), account: account.account_id.clone(), method };
    let tenant = Tenant::of(&account.caller);
    world.sandbox.change_at(&tenant, world.now(), move |books| consent::give(books, &consent)).await.unwrap()
}

/// The tokens with that reference, in the order of their installation.
async fn tokens(world: &World, reference: &str) -> Vec<Token> {
    let filter = TokenFilter { caller_reference: Some(reference.to_owned()), ..TokenFilter::default() };
    let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
    let found = world.sandbox.change_at(&tenant, world.now(), move |books| {
        let rows = books.list(Query::Tokens(filter.clone()))?;
        Ok(rows
            .iter()
            .filter_map(|row| if let Row::Token(token) = row { Some(Token::clone(token)) } else { None })
            .collect())
    });
    let mut found: Vec<Token> = found.await.unwrap();
    found.sort_by_key(|token| format!("{:?}", token.role) != "Recipient");
    found
}
