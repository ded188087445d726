//! E-mails: each template for the event that it names, to those whom it concerns.

use std::collections::HashSet;

use super::*;
use crate::sandbox::{
    AccountAction, AccountChange, Bank, InstrumentKind, Mail, MailAbout, MailFilter, Setting, TokenRole, mail::Template,
};

/// An e-mail that must be there: its template, the account that gets it, and what stands in it.
type Expected = (Template, &'static str, Vec<&'static str>);

over_stores! {
    async fn every_template_goes_out_for_its_event(world: World) {
        // First those for which days pass: then nothing else is summed up on the way.
        let passing = [Template::DailySummary, Template::MonthlyStatement];
        let rest = Template::ALL.iter().copied().filter(|template| !passing.contains(template));
        let mut known = HashSet::new();
        for template in passing.into_iter().chain(rest) {
            let expected = bring_about(&world, template).await;
            assert!(expected.iter().any(|(sent, ..)| *sent == template), "{template} is not expected of its own event");
            let mails = everything(&world).await.into_iter().filter(|mail| known.insert(mail.id.clone()));
            check(template, mails.collect(), expected);
        }
        world.check_ledger().await;
    }

    async fn what_has_no_template_is_told_in_no_mail(world: World) {
        // A single-use token, a refused payment, a reservation, a recipient token of the caller itself.
        let token = world.sender("ABT").await;
        refused(world.pay(&token, "10000.01").await, ErrorCode::AmountOutOfRange);
        let reservation = world.reserve("10").await;
        world.pass(TimeDelta::seconds(1));
        assert_eq!(world.status(&reservation).await.transaction_status, TransactionStatus::Reserved);
        world.create(NewToken { role: TokenRole::Recipient, account: Some("shop".into()), ..<_>::default() }).await;
        // Payments from instruments, and debts that are forgiven.
        let funded = fund(&world, "prepaid-abt").await;
        world.pay(&world.token("prepaid-abt-sender"), "4").await.unwrap();
        world.pay(&world.token("postpaid-abt-sender"), "4").await.unwrap();
        let instrument = &world.instrument("postpaid-abt").instrument_id;
        let request = WriteOffDebtRequest::new(instrument, dollars("4"), world.reference());
        world.sandbox.write_off_debt(&world.call(), request).await.unwrap();
        let mails = everything(&world).await;
        assert_eq!(mails.len(), 2, "{mails:#?}");
        assert!(mails.iter().all(|mail| mail.about == MailAbout::Transaction(funded.clone())), "{mails:#?}");

        let paid = world.paid("ABT", "10").await;
        let before = everything(&world).await.len();
        world.refund(&paid, Some("3")).await.unwrap();
        assert_eq!(everything(&world).await.len(), before);
    }

    async fn a_reservation_that_is_settled_or_comes_to_nothing_is_told(world: World) {
        let settled = world.reserve("10").await;
        let cancelled = world.reserve("20").await;
        let expired = world.reserve("30").await;
        world.pass(TimeDelta::seconds(1));
        world.settle(&settled, Some("7")).await.unwrap();
        world.cancel(&cancelled).await.unwrap();
        world.pass(TimeDelta::seconds(1));
        let told = [
            ("OnetimePaymentFailure", "Your payment of USD 20.00 to Example Shop has failed"),
            ("OnetimePaymentSuccess", "Your payment of USD 7.00 to Example Shop was made"),
        ];
        assert_eq!(to(&world, "buyer").await, told.map(pair));
        world.pass(TimeDelta::days(7));
        let mails = to(&world, "shop").await;
        assert!(mails.contains(&pair(("OnetimePaymentFailure", "The payment of USD 30.00 from Bea Buyer has failed"))), "{mails:?}");
        let about = MailFilter { about: Some(expired.as_str().to_owned()), ..<_>::default() };
        let mails = world.sandbox.mail(about).await.unwrap();
        assert_eq!(mails.len(), 2);
        assert!(mails.iter().all(|mail| mail.text.contains("No money was moved.")), "{mails:#?}");
    }

    async fn a_marketplace_tells_all_three(world: World) {
        let token = world.sender("CC").await;
        let mut request = world.payment(&token, "100");
        request.recipient_token_id = Some(world.token("recipient"));
        request.marketplace_fixed_fee = Some(dollars("1"));
        request.marketplace_variable_fee = Some(decimal("5"));
        request.caller_description = Some("Order 17".to_owned());
        request.sender_description = Some("Two chairs".to_owned());
        let reference = request.caller_reference.clone();
        let paid = world.pay_request(request).await.unwrap().transaction_id;
        assert_eq!(everything(&world).await, [], "it is pending");
        world.pass(TimeDelta::seconds(1));

        let mail = async |name| {
            let mails = world.sandbox.mail(MailFilter { to: Some(email(&world, name)), ..<_>::default() }).await.unwrap();
            let [mail] = mails.try_into().unwrap();
            mail
        };
        let (buyer, seller, owner): (Mail, Mail, Mail) = (mail("buyer").await, mail("seller").await, mail("shop").await);
        for mail in [&buyer, &seller, &owner] {
            assert_eq!(mail.about, MailAbout::Transaction(paid.clone()));
            assert_eq!((mail.template.as_str(), mail.at), ("OnetimePaymentSuccess", world.now()));
            assert!(mail.text.contains(paid.as_str()) && mail.text.contains("USD 100.00"), "{}", mail.text);
        }
        assert_eq!(buyer.subject, "Your payment of USD 100.00 to Sam's Goods was made");
        assert_eq!(seller.subject, "The payment of USD 100.00 from Bea Buyer was made");
        assert_eq!(owner.subject, "The payment of USD 100.00 from Bea Buyer to Sam's Goods was made");
        // 2.9 % and 0.30 for the service, charged to the seller; 5 % and 1.00 for the owner.
        assert!(seller.text.contains("Fees:             USD 3.20\nMarketplace fee:  USD 6.00\n"), "{}", seller.text);
        assert!(owner.text.contains("Marketplace fee:  USD 6.00\n") && !owner.text.contains("Fees:"), "{}", owner.text);
        assert!(owner.text.contains(reference.as_str()) && owner.text.contains("Order 17"), "{}", owner.text);
        assert!(!buyer.text.contains("fee") && buyer.text.contains("Two chairs"), "{}", buyer.text);
        assert!(!buyer.text.contains("Order 17") && !seller.text.contains(reference.as_str()));
        for mail in [buyer, seller, owner] {
            assert!(!mail.text.contains(token.as_str()), "{}", mail.text);
        }
    }

    async fn a_day_is_summed_up_when_it_is_over(world: World) {
        let before = world.available().await;
        let mut marketplace = world.payment(&world.sender("ABT").await, "100");
        marketplace.recipient_token_id = Some(world.token("recipient"));
        marketplace.marketplace_fixed_fee = Some(dollars("1"));
        world.pay_request(marketplace).await.unwrap();
        let paid = world.paid("CC", "50").await;
        world.refund(&paid, Some("20")).await.unwrap();
        world.sandbox.act(None, "shop", AccountAction::Withdraw { amount: decimal("12.5") }).await.unwrap();
        world.pass(TimeDelta::seconds(5));
        let change = world.available().await - before;
        // One is still pending at midnight, and belongs to the next day.
        world.clock.set("2012-03-05T23:59:59Z".parse().unwrap());
        world.pay(&world.sender("ACH").await, "7").await.unwrap();
        assert_eq!(of(&world, "DailySummary").await.len(), 0);

        world.clock.set("2012-03-06T00:00:00Z".parse().unwrap());
        let mails = of(&world, "DailySummary").await;
        let texts = |name| mails.iter().filter(|mail| mail.to == email(&world, name)).map(|mail| mail.text.as_str()).collect::<Vec<_>>();
        assert_eq!(mails.len(), 3, "{mails:#?}");
        assert!(mails.iter().all(|mail| mail.subject == "Your transactions of 2012-03-05" && mail.at == world.now()));
        let [buyer] = texts("buyer")[..] else { panic!("{mails:#?}") };
        for line in ["Payments:           3\n", "Sent:               USD 150.00\n", "Received:           USD 20.00\n", "Change of balance:  USD -100.00\n"] {
            assert!(buyer.contains(line), "{line}{buyer}");
        }
        let [seller] = texts("seller")[..] else { panic!("{mails:#?}") };
        // Less 1.00 for the shop, and less 1.5 % and 0.01.
        for line in ["Payments:           1\n", "Received:           USD 100.00\n", "Change of balance:  USD 97.49\n"] {
            assert!(seller.contains(line), "{line}{seller}");
        }
        let [owner] = texts("shop")[..] else { panic!("{mails:#?}") };
        let change = format!("Change of balance:  USD {change:.2}\n");
        for line in ["Payments:           3\n", "Sent:               USD 20.00\n", "Received:           USD 50.00\n", "Withdrawn:          USD 12.50\n", &change] {
            assert!(owner.contains(line), "{line}{owner}");
        }

        // The next day holds only what was pending, and a day without transactions is not summed up.
        world.pass(TimeDelta::days(5));
        let mails = of(&world, "DailySummary").await;
        let later: Vec<_> = mails.iter().filter(|mail| mail.subject == "Your transactions of 2012-03-06").collect();
        assert_eq!((mails.len(), later.len()), (5, 2), "{mails:#?}");
        assert!(later.iter().all(|mail| mail.text.contains("Payments:           1\n") && mail.text.contains("USD 7.00")));
    }

    async fn a_month_is_summed_up_once(world: World) {
        for _ in 0..3 {
            world.paid("ABT", "10").await;
            world.pass(TimeDelta::days(5));
        }
        assert_eq!(of(&world, "MonthlyNotif").await.len(), 0);
        assert_eq!(of(&world, "DailySummary").await.len(), 6);
        world.clock.set("2012-04-01T00:00:00Z".parse().unwrap());
        let mails = of(&world, "MonthlyNotif").await;
        assert_eq!(mails.len(), 2);
        for mail in &mails {
            assert_eq!(mail.subject, "Your statement for March 2012");
            assert!(mail.text.contains("Payments:           3\n") && mail.text.contains("USD 30.00"), "{}", mail.text);
        }
        world.clock.set("2012-04-02T12:00:00Z".parse().unwrap());
        assert_eq!(of(&world, "MonthlyNotif").await.len(), 2);
    }

    async fn a_subscription_that_charges_itself_is_told(world: World) {
        world.pass(TimeDelta::days(30));
        let mails = of(&world, "RecurringPaymentSuccess").await;
        assert_eq!(mails.len(), 2, "{mails:#?}");
        assert!(mails.iter().all(|mail| mail.text.contains("USD 9.95") && mail.at < world.now()), "{mails:#?}");
        act(&world, "buyer", AccountAction::FinishCardVerification { succeeds: false }).await;
        world.pass(TimeDelta::days(30));
        let mails = of(&world, "RecurringPaymentFailure").await;
        assert_eq!(mails.len(), 2, "{mails:#?}");
        assert_eq!(of(&world, "RecurringPaymentSuccess").await.len(), 2);
    }

    async fn mails_are_found_and_paged(world: World) {
        for amount in 1..=60 {
            world.pay(&world.token("multi-use-abt"), &amount.to_string()).await.unwrap();
        }
        let find = |filter| {
            let sandbox = world.sandbox.clone();
            async move { sandbox.mail(filter).await }
        };
        let all = find(MailFilter { limit: Some(1_000), ..<_>::default() }).await.unwrap();
        assert_eq!(all.len(), 120);
        assert!(all[0].text.contains("USD 60.00") && all[119].text.contains("USD 1.00"), "the newest comes first");
        assert_eq!(find(MailFilter::default()).await.unwrap(), all[..100]);
        assert_eq!(find(MailFilter { skip: 115, ..<_>::default() }).await.unwrap(), all[115..]);
        let shop = find(MailFilter { to: Some("shop@example.com".into()), skip: 1, limit: Some(2), ..<_>::default() });
        let shop = shop.await.unwrap();
        assert_eq!(shop.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["shop@example.com"; 2]);
        assert!(shop[0].text.contains("USD 59.00"), "{}", shop[0].text);
        let template = |name: &str| MailFilter { template: Some(name.to_owned()), ..<_>::default() };
        assert_eq!(find(template("WithdrawFailure")).await.unwrap(), []);
        refused(find(template("Greetings")).await, ErrorCode::InvalidParams);
        refused(find(MailFilter { caller: Some("nobody".into()), ..<_>::default() }).await, ErrorCode::InvalidParams);
    }

    async fn mails_outlive_a_restart_unless_they_are_in_memory(world: World) {
        world.paid("ABT", "10").await;
        let before = everything(&world).await;
        assert_eq!(before.len(), 2);
        let is_durable = !matches!(world.home, Home::Memory);
        let after = everything(&world.restarted().await).await;
        assert_eq!(after, if is_durable { before } else { Vec::new() });
    }

    async fn a_name_can_not_break_out_of_its_subject(world: World) {
        world.alter("buyer", |buyer| buyer.name = "Bea\r\nBcc: everybody@example.com\u{7}".to_owned()).await;
        world.paid("ABT", "10").await;
        let mails = everything(&world).await;
        let mail = mails.iter().find(|mail| mail.to == "shop@example.com").unwrap();
        assert_eq!(mail.subject, "The payment of USD 10.00 from Bea  Bcc: everybody@example.com  was made");
    }
}

/// Brings about the event of `template`, and tells every e-mail that comes of it.
async fn bring_about(world: &World, template: Template) -> Vec<Expected> {
    use Template as T;

    let declined =
        || NewToken { account: Some("poor-buyer".into()), payment_method: Some("CC".into()), ..NewToken::default() };
    let typed = |name: &str, token| NewToken { token_type: Some(name.to_owned()), ..token };
    match template {
        T::DailySummary => {
            world.paid("ABT", "10").await;
            world.clock.set("2012-03-06T00:00:00Z".parse().unwrap());
            let day = || vec!["2012-03-05", "Payments:           1", "USD 10.00"];
            let mut expected = both(T::OneTimePaymentSuccess, "10.00");
            expected.extend([(template, "buyer", day()), (template, "shop", day())]);
            expected
        }
        T::MonthlyStatement => {
            world.clock.set("2012-04-01T00:00:00Z".parse().unwrap());
            vec![
                (template, "buyer", vec!["March 2012", "USD 10.00"]),
                (template, "shop", vec!["March 2012", "USD 9.84"]),
            ]
        }
        T::BankVerificationStarted => {
            act(world, "poor-buyer", AccountAction::StartBankVerification {}).await;
            vec![(template, "poor-buyer", vec!["6789"])]
        }
        T::BankVerificationStartedForDeveloper => {
            let bank = Setting::To(Bank { verified: Some(false), ..Bank::default() });
            alter(world, "shop", AccountChange { bank, ..<_>::default() }).await;
            act(world, "shop", AccountAction::StartBankVerification {}).await;
            vec![(template, "shop", vec!["6789"])]
        }
        T::BankVerificationFailed => {
            act(world, "poor-buyer", AccountAction::StartBankVerification {}).await;
            act(world, "poor-buyer", AccountAction::FinishBankVerification { succeeds: false }).await;
            vec![(T::BankVerificationStarted, "poor-buyer", vec![]), (template, "poor-buyer", vec!["6789"])]
        }
        T::BankVerified => {
            act(world, "poor-buyer", AccountAction::FinishBankVerification { succeeds: true }).await;
            vec![(template, "poor-buyer", vec!["6789"])]
        }
        T::CardVerificationFailed => {
            act(world, "seller", AccountAction::FinishCardVerification { succeeds: false }).await;
            vec![(template, "seller", vec![])]
        }
        T::ConfirmEmailPersonal => {
            act(world, "unverified-email", AccountAction::SendEmailConfirmation {}).await;
            vec![(template, "unverified-email", vec!["unverified-email@example.com"])]
        }
        T::ConfirmEmailDeveloper | T::ConfirmEmailBusiness => {
            let name = if template == T::ConfirmEmailDeveloper { "shop" } else { "seller" };
            alter(world, name, AccountChange { email_verified: Some(false), ..<_>::default() }).await;
            act(world, name, AccountAction::SendEmailConfirmation {}).await;
            if name == "shop" {
                // Confirming it is told to no developer.
                act(world, name, AccountAction::ConfirmEmail {}).await;
            }
            vec![(template, name, vec!["@example.com"])]
        }
        T::EmailVerifiedPersonal | T::EmailVerifiedBusiness => {
            let name = if template == T::EmailVerifiedPersonal { "unverified-email" } else { "seller" };
            act(world, name, AccountAction::ConfirmEmail {}).await;
            vec![(template, name, vec!["@example.com"])]
        }
        T::DepositInitiated => {
            act(world, "buyer", AccountAction::Deposit { amount: decimal("25") }).await;
            vec![(template, "buyer", vec!["USD 25.00"])]
        }
        T::DepositSuccess => {
            world.pass(TimeDelta::seconds(3));
            vec![(template, "buyer", vec!["USD 25.00"])]
        }
        T::DepositFailure => {
            bank_declines(world, "buyer", true).await;
            act(world, "buyer", AccountAction::Deposit { amount: decimal("26") }).await;
            world.pass(TimeDelta::seconds(3));
            bank_declines(world, "buyer", false).await;
            vec![(T::DepositInitiated, "buyer", vec!["USD 26.00"]), (template, "buyer", vec!["USD 26.00"])]
        }
        T::WithdrawalInitiated => {
            act(world, "seller", AccountAction::Withdraw { amount: decimal("5") }).await;
            world.pass(TimeDelta::seconds(3));
            vec![(template, "seller", vec!["USD 5.00"])]
        }
        T::WithdrawalFailure => {
            bank_declines(world, "seller", true).await;
            act(world, "seller", AccountAction::Withdraw { amount: decimal("6.5") }).await;
            world.pass(TimeDelta::seconds(3));
            bank_declines(world, "seller", false).await;
            vec![(T::WithdrawalInitiated, "seller", vec!["USD 6.50"]), (template, "seller", vec!["USD 6.50"])]
        }
        T::DeveloperRegistered => {
            act(world, "small-seller", AccountAction::RegisterDeveloper {}).await;
            vec![(template, "small-seller", vec![])]
        }
        T::UpgradedToBusiness => {
            act(world, "buyer", AccountAction::UpgradeToBusiness {}).await;
            vec![(template, "buyer", vec![])]
        }
        T::FundPrepaidSuccess => {
            fund(world, "prepaid-cc").await;
            world.pass(TimeDelta::seconds(1));
            both(template, "5.00")
        }
        T::FundPrepaidFailure => {
            let instrument = NewInstrument { account: Some("poor-buyer".into()), ..<_>::default() };
            let instrument = world.create_instrument(instrument).await;
            let token = instrument.funding_token_id.as_ref().unwrap();
            let request = FundPrepaidRequest::new(token, &instrument.instrument_id, dollars("5"), world.reference());
            world.sandbox.fund_prepaid(&world.call(), request).await.unwrap();
            world.pass(TimeDelta::seconds(1));
            vec![(template, "poor-buyer", vec!["USD 5.00"]), (template, "shop", vec!["USD 5.00"])]
        }
        T::SettleDebtSuccess => {
            world.pay(&world.token("postpaid-abt-sender"), "8").await.unwrap();
            let instrument = world.instrument("postpaid-abt");
            let token = instrument.settlement_token_id.as_ref().unwrap();
            let request = SettleDebtRequest::new(token, &instrument.instrument_id, dollars("8"), world.reference());
            world.sandbox.settle_debt(&world.call(), request).await.unwrap();
            both(template, "8.00")
        }
        T::SettleDebtFailure => {
            let credit = NewInstrument {
                kind: InstrumentKind::Credit,
                account: Some("poor-buyer".into()),
                ..NewInstrument::default()
            };
            let credit = world.create_instrument(credit).await;
            world.pay(&credit.sender_token_id, "8").await.unwrap();
            let token = credit.settlement_token_id.as_ref().unwrap();
            let request = SettleDebtRequest::new(token, &credit.instrument_id, dollars("8"), world.reference());
            world.sandbox.settle_debt(&world.call(), request).await.unwrap();
            world.pass(TimeDelta::seconds(1));
            vec![
                (T::PostpaidTokenInstalled, "poor-buyer", vec!["USD 100.00"]),
                (template, "poor-buyer", vec!["USD 8.00"]),
                (template, "shop", vec!["USD 8.00"]),
            ]
        }
        T::FeeRegistrationCallerPays | T::FeeRegistrationRecipientPays => {
            let token = NewToken {
                role: TokenRole::Recipient,
                max_fixed_fee: Some(decimal("1.25")),
                max_variable_fee: Some(decimal("7.50")),
                caller_pays_fee: template == T::FeeRegistrationCallerPays,
                ..NewToken::default()
            };
            let id = world.create(token).await;
            assert_redacted(world, &id).await;
            let said = || vec!["USD 1.25", "7.5 %"];
            vec![(template, "seller", said()), (template, "shop", said())]
        }
        T::MultiPaymentSuccess => {
            world.pay(&world.token("multi-use-abt"), "11").await.unwrap();
            both(template, "11.00")
        }
        T::MultiPaymentFailure => {
            world.pay(&world.token("sender-declined"), "12").await.unwrap();
            world.pass(TimeDelta::seconds(1));
            vec![(template, "poor-buyer", vec!["USD 12.00"]), (template, "shop", vec!["USD 12.00"])]
        }
        T::MultiUseTokenInstalled => {
            let token = NewToken { amount: Some(decimal("30")), total: Some(decimal("90")), ..<_>::default() };
            let id = world.create(typed("MultiUse", token)).await;
            assert_redacted(world, &id).await;
            vec![(template, "buyer", vec!["at most USD 30.00", "USD 90.00 in all", "Example Shop"])]
        }
        T::MultiUseTokenCancelled => {
            cancel_token(world, "multi-use-small").await;
            vec![(template, "buyer", vec!["USD 20.00 per day", "Example Shop"])]
        }
        T::OneTimePaymentInitiated => {
            world.pay(&world.sender("ACH").await, "13").await.unwrap();
            both(template, "13.00")
        }
        T::OneTimePaymentSuccessAch => {
            // The one that has begun for OnetimePaymentACHInit comes to its end.
            world.pass(TimeDelta::seconds(2));
            both(template, "13.00")
        }
        T::OneTimePaymentFailure => {
            world.pay(&world.create(declined()).await, "14").await.unwrap();
            world.pass(TimeDelta::seconds(1));
            vec![(template, "poor-buyer", vec!["USD 14.00"]), (template, "shop", vec!["USD 14.00"])]
        }
        T::OneTimePaymentSuccess => {
            world.pay(&world.sender("ABT").await, "15").await.unwrap();
            both(template, "15.00")
        }
        T::PostpaidTokenInstalled => {
            let credit = NewInstrument { kind: InstrumentKind::Credit, limit: Some(decimal("70")), ..<_>::default() };
            let instrument = world.create_instrument(credit).await;
            assert_redacted(world, &instrument.sender_token_id).await;
            vec![(template, "buyer", vec!["USD 70.00", "Example Shop"])]
        }
        T::PostpaidTokenCancelled => {
            cancel_token(world, "postpaid-cc-sender").await;
            vec![(template, "buyer", vec!["USD 100.00", "Example Shop"])]
        }
        T::RecurringPaymentSuccess => {
            world.pay(&world.token("recurring"), "10").await.unwrap();
            world.pass(TimeDelta::seconds(1));
            both(template, "10.00")
        }
        T::RecurringPaymentSuccessAch => {
            let ach = NewToken { payment_method: Some("ACH".into()), ..NewToken::default() };
            let token = world.create(typed("Recurring", ach)).await;
            world.pay(&token, "16").await.unwrap();
            world.pass(TimeDelta::seconds(3));
            let mut expected = both(template, "16.00");
            expected.push((T::RecurringTokenInstalled, "buyer", vec!["bank account"]));
            expected
        }
        T::RecurringPaymentFailure => {
            let token = world.create(typed("Recurring", declined())).await;
            world.pay(&token, "17").await.unwrap();
            world.pass(TimeDelta::seconds(1));
            vec![
                (T::RecurringTokenInstalled, "poor-buyer", vec!["credit card"]),
                (template, "poor-buyer", vec!["USD 17.00"]),
                (template, "shop", vec!["USD 17.00"]),
            ]
        }
        T::RecurringTokenInstalled => {
            world.create(typed("Recurring", NewToken::default())).await;
            vec![(template, "buyer", vec!["Example Shop"])]
        }
        T::RecurringTokenCancelled => {
            cancel_token(world, "recurring").await;
            vec![(template, "buyer", vec!["exactly USD 10.00", "one payment per month"])]
        }
    }
}

/// What the buyer and the shop are both told.
fn both(template: Template, amount: &'static str) -> Vec<Expected> {
    vec![(template, "buyer", vec!["USD", amount]), (template, "shop", vec!["USD", amount])]
}

#[track_caller]
fn check(template: Template, mut mails: Vec<Mail>, expected: Vec<Expected>) {
    for (sent, account, said) in expected {
        let address = format!("{account}@example.com");
        let place = mails.iter().position(|mail| mail.template == sent.name() && mail.to == address);
        let Some(place) = place else { panic!("{template}: no {sent} to {address} among {mails:#?}") };
        let mail = mails.remove(place);
        assert_eq!(mail.event, sent.event());
        for what in said {
            let all = format!("{}\n{}", mail.subject, mail.text);
            assert!(all.contains(what), "{template}: '{what}' does not stand in {all}");
        }
        assert!(mail.text.starts_with(&format!("Dear {},\n", mail.name)), "{}", mail.text);
        assert!(!mail.subject.is_empty() && !mail.subject.contains(char::is_control), "{}", mail.subject);
        assert_eq!((mail.due, mail.delivered, mail.attempts), (None, None, Vec::new()), "it stays in the mailbox");
    }
    assert!(mails.is_empty(), "{template}: also there are {mails:#?}");
}

async fn everything(world: &World) -> Vec<Mail> {
    world.sandbox.mail(MailFilter { limit: Some(1_000), ..<_>::default() }).await.unwrap()
}

async fn of(world: &World, template: &str) -> Vec<Mail> {
    world.sandbox.mail(MailFilter { template: Some(template.to_owned()), ..<_>::default() }).await.unwrap()
}

/// The templates and subjects of what an account was told, the oldest first.
async fn to(world: &World, name: &str) -> Vec<(String, String)> {
    let mails = world.sandbox.mail(MailFilter { to: Some(email(world, name)), ..<_>::default() }).await.unwrap();
    mails.into_iter().rev().map(|mail| (mail.template, mail.subject)).collect()
}

fn pair((template, subject): (&str, &str)) -> (String, String) {
    (template.to_owned(), subject.to_owned())
}

fn email(world: &World, name: &str) -> String {
    world.seed.accounts.iter().find(|account| account.name == name).unwrap().email.clone()
}

async fn assert_redacted(world: &World, token: &TokenId) {
    let mails = everything(world).await;
    assert!(mails.iter().any(|mail| mail.about == MailAbout::Token(token.clone())));
    assert!(mails.iter().all(|mail| !mail.text.contains(token.as_str()) && !mail.subject.contains(token.as_str())));
    assert!(!format!("{mails:?}").contains(token.as_str()));
}

async fn act(world: &World, account: &str, action: AccountAction) {
    world.sandbox.act(None, account, action).await.unwrap();
}

async fn alter(world: &World, account: &str, change: AccountChange) {
    world.sandbox.alter_account(account, change).await.unwrap();
}

async fn bank_declines(world: &World, account: &str, declines: bool) {
    let bank = Setting::To(Bank { declines: Some(declines), ..Bank::default() });
    alter(world, account, AccountChange { bank, ..<_>::default() }).await;
}

async fn cancel_token(world: &World, name: &str) {
    let request = CancelTokenRequest::new(world.token(name));
    world.sandbox.cancel_token(&world.call(), request).await.unwrap();
}

async fn fund(world: &World, name: &str) -> TransactionId {
    let instrument = world.instrument(name);
    let token = instrument.funding_token_id.as_ref().unwrap();
    let request = FundPrepaidRequest::new(token, &instrument.instrument_id, dollars("5"), world.reference());
    world.sandbox.fund_prepaid(&world.call(), request).await.unwrap().transaction_id
}
