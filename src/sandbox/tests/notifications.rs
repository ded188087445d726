//! What is told of each change: the fields of every sample of the reference, with the values of the sandbox.

use super::*;
use crate::{
    ids::{InstrumentId, SubscriptionId},
    sandbox::{
        AccountChange, Latency, Setting,
        rows::{About, Content, Message, MessageFilter, Query, Row},
    },
};

const PENDING: &str = "The transaction is awaiting a response from the backend payment processor.";
const CHARGED: &str = "The transaction was successful and the payment instrument was charged.";
const RESERVED: &str = "The requested amount was reserved successfully against the given payment instrument.";
const CANCELLED: &str = "The transaction was explicitly cancelled by the caller.";

over_stores! {
    async fn a_card_payment_is_told_as_the_reference_tells_it(world: World) {
        let world = listened_to(world).await;
        let request = world.payment(&world.token("sender-cc-1"), "1").caller_description("MyWish");
        let paid = world.pay_request(request).await.unwrap().transaction_id;
        world.finish().await;
        let [pending, success] = &told(&world).await[..] else { panic!() };
        let fields = [("operation", "PAY"), ("paymentMethod", "CC"), ("paymentReason", "MyWish")];
        assert_eq!(*pending, world.sample(&paid, &fields, &[("transactionStatus", "PENDING"),
            ("statusCode", "PendingNetworkResponse"), ("statusMessage", PENDING)]).await);
        assert_eq!(*success, world.sample(&paid, &fields, &[("transactionStatus", "SUCCESS"),
            ("statusCode", "Success"), ("statusMessage", CHARGED)]).await);
    }

    async fn a_reservation_and_its_settlement_are_told_as_the_reference_tells_them(world: World) {
        let world = listened_to(world).await;
        let request = ReserveRequest::new(world.sender("CC").await, dollars("1"), world.reference());
        let request = request.caller_description("Reserve");
        let id = world.sandbox.reserve(&world.call(), request).await.unwrap().transaction_id;
        world.finish().await;
        world.settle(&id, None).await.unwrap();
        world.finish().await;
        let told = told(&world).await;
        assert_eq!(told.len(), 4);
        let pending = ("PENDING", "PendingNetworkResponse", PENDING);
        let samples = [
            ("RESERVE", pending), ("RESERVE", ("RESERVED", "Success", RESERVED)),
            ("SETTLE", pending), ("SETTLE", ("SUCCESS", "Success", CHARGED)),
        ];
        for (told, (operation, (status, code, message))) in told.into_iter().zip(samples) {
            let fields = [("operation", operation), ("paymentMethod", "CC"), ("paymentReason", "Reserve")];
            let entered = [("transactionStatus", status), ("statusCode", code), ("statusMessage", message)];
            assert_eq!(told, world.sample(&id, &fields, &entered).await);
        }
    }

    async fn a_cancelled_reservation_is_told_as_the_reference_tells_it(world: World) {
        let world = listened_to(world).await;
        let id = world.reserve("1").await;
        world.finish().await;
        world.cancel(&id).await.unwrap();
        let told = told(&world).await;
        assert_eq!(told.len(), 3);
        let fields = [("operation", "RESERVE"), ("paymentMethod", "CC")];
        let entered = [("transactionStatus", "CANCELLED"), ("statusMessage", CANCELLED)];
        assert_eq!(told[2], world.sample(&id, &fields, &entered).await);
    }

    async fn a_reservation_that_expires_says_so(world: World) {
        let world = listened_to(world).await;
        let id = world.reserve("1").await;
        world.pass(TimeDelta::days(8));
        world.sandbox.tick().await.unwrap();
        let told = told(&world).await;
        let statuses: Vec<_> = told.iter().map(|fields| (value(fields, "transactionStatus"), value(fields, "statusCode"))).collect();
        assert_eq!(statuses, [
            (Some("PENDING"), Some("PendingNetworkResponse")),
            (Some("RESERVED"), Some("Success")),
            (Some("CANCELLED"), Some("Expired")),
        ]);
        // Both came about at once, and each has its own words.
        assert_eq!(value(&told[1], "statusMessage"), Some(RESERVED));
        assert_eq!(value(&told[2], "transactionId"), Some(id.as_str()));
        assert_ne!(value(&told[2], "statusMessage"), Some(CANCELLED));
    }

    async fn a_refund_is_told_as_the_reference_tells_it(world: World) {
        let paid = world.paid("CC", "2").await;
        world.sandbox.tick().await.unwrap();
        world.listen().await;
        let request = RefundRequest::new(&paid, world.reference()).refund_amount(dollars("1"));
        let request = request.caller_description("MyWish");
        let refund = world.sandbox.refund(&world.call(), request).await.unwrap().transaction_id;
        world.finish().await;
        let [pending, success] = &told(&world).await[..] else { panic!() };
        let fields = [
            ("operation", "REFUND"), ("paymentMethod", "CC"), ("paymentReason", "MyWish"),
            ("parentTransactionId", paid.as_str()),
        ];
        assert_eq!(*pending, world.sample(&refund, &fields, &[("transactionStatus", "PENDING"),
            ("statusCode", "PendingNetworkResponse"), ("statusMessage", PENDING)]).await);
        assert_eq!(*success, world.sample(&refund, &fields, &[("transactionStatus", "SUCCESS"),
            ("statusCode", "Success"), ("statusMessage", CHARGED)]).await);
    }

    async fn funding_is_told_as_the_reference_tells_it(world: World) {
        let world = listened_to(world).await;
        let request = FundPrepaidRequest::new(
            world.token("prepaid-cc-funding"), world.instrument_id("prepaid-cc"), dollars("1"), world.reference(),
        );
        let request = request.caller_description("MyWish");
        let funded = world.sandbox.fund_prepaid(&world.call(), request).await.unwrap().transaction_id;
        world.finish().await;
        world.check_pending_and_success(&told(&world).await, &funded, "FUND_PREPAID").await;
    }

    async fn debt_is_told_as_the_reference_tells_it(world: World) {
        let world = listened_to(world).await;
        world.pay(&world.token("postpaid-cc-sender"), "3").await.unwrap();
        let [owed] = &told(&world).await[..] else { panic!() };
        assert_eq!(value(owed, "paymentMethod"), Some("Debt"));

        let request = SettleDebtRequest::new(
            world.token("postpaid-cc-settlement"), world.instrument_id("postpaid-cc"), dollars("1"), world.reference(),
        );
        let request = request.caller_description("MyWish");
        let settled = world.sandbox.settle_debt(&world.call(), request).await.unwrap().transaction_id;
        world.finish().await;
        world.check_pending_and_success(&told(&world).await[1..], &settled, "SETTLE_DEBT").await;

        let request = WriteOffDebtRequest::new(world.instrument_id("postpaid-cc"), dollars("1"), world.reference());
        let request = request.caller_description("MyWish");
        let written_off = world.sandbox.write_off_debt(&world.call(), request).await.unwrap().transaction_id;
        let detail = world.detail(&written_off).await;
        let [_, _, _, success] = &told(&world).await[..] else { panic!() };
        assert_eq!(*success, sorted([
            ("notificationType", "TransactionStatus"), ("transactionId", written_off.as_str()),
            ("transactionDate", &detail.date_received.timestamp().to_string()), ("transactionAmount", "USD 1.00"),
            ("transactionStatus", "SUCCESS"), ("statusCode", "Success"), ("statusMessage", CHARGED),
            ("operation", "WRITE_OFF_DEBT"), ("paymentMethod", "ABT"), ("paymentReason", "MyWish"),
            ("callerReference", detail.caller_reference.as_str()),
        ]));
    }

    async fn a_cancelled_token_is_told_as_the_reference_tells_it(world: World) {
        let world = listened_to(world).await;
        let token = world.token("sender-cc-1");
        let request = CancelTokenRequest::new(&token);
        world.sandbox.cancel_token(&world.call(), request.clone()).await.unwrap();
        // Once more changes nothing, and is not told.
        world.sandbox.cancel_token(&world.call(), request).await.unwrap();
        let [cancelled] = &messages(&world).await[..] else { panic!() };
        assert_eq!(cancelled.about, About::Token(token.as_str().to_owned()));
        let reference = &world.seed.tokens.iter().find(|known| known.name == "sender-cc-1").unwrap().caller_reference;
        assert_eq!(parameters(cancelled), sorted([
            ("notificationType", "TokenCancellation"), ("tokenId", token.as_str()), ("tokenType", "SingleUse"),
            ("dateInstalled", "Mar 5, 2012"), ("callerReference", reference.as_str()),
            ("customerName", "Bea Buyer"), ("customerEmail", "buyer@example.com"),
        ]));
    }

    async fn a_failed_payment_is_told(world: World) {
        let world = listened_to(world).await;
        world.pay(&world.token("sender-declined"), "5").await.unwrap();
        world.finish().await;
        let told = told(&world).await;
        assert_eq!(value(&told[1], "transactionStatus"), Some("FAILURE"));
        assert_eq!(value(&told[1], "statusCode"), Some("TransactionDenied"));
        assert_eq!(value(&told[1], "buyerName"), Some("Pat Poor"));
        assert_eq!(value(&told[1], "paymentReason"), None);
    }

    async fn a_payment_from_a_balance_is_told_once(world: World) {
        let world = listened_to(world).await;
        let request = world.payment(&world.token("sender-abt-1"), "10.5");
        world.pay_request(request.clone()).await.unwrap();
        // The same request is the same payment.
        world.pay_request(request).await.unwrap();
        world.finish().await;
        let [success] = &told(&world).await[..] else { panic!() };
        assert_eq!(value(success, "transactionStatus"), Some("SUCCESS"));
        assert_eq!(value(success, "transactionAmount"), Some("USD 10.50"));
        assert_eq!(value(success, "paymentMethod"), Some("ABT"));
    }

    async fn a_marketplace_does_not_learn_the_buyers_address(world: World) {
        let world = listened_to(world).await;
        let request = world.payment(&world.token("sender-abt-1"), "10").recipient_token_id(world.token("recipient"));
        let paid = world.pay_request(request).await.unwrap().transaction_id;
        world.refund(&paid, None).await.unwrap();
        let told = told(&world).await;
        assert_eq!(told.len(), 2);
        for fields in told {
            assert_eq!(value(&fields, "buyerName"), Some("Bea Buyer"));
            assert_eq!(value(&fields, "buyerEmail"), None);
            assert_eq!(value(&fields, "recipientName"), Some("Sam's Goods"));
            assert_eq!(value(&fields, "recipientEmail"), Some("seller@example.com"));
        }
    }

    async fn a_cancelled_subscription_is_told_as_simple_pay_tells_it(world: World) {
        let world = listened_to(world).await;
        let id = &world.seed.subscriptions.iter().find(|known| known.name == "subscription").unwrap().subscription_id;
        let request = CancelSubscriptionAndRefundRequest::new(SubscriptionId::from(id));
        world.sandbox.cancel_subscription_and_refund(&world.call(), request).await.unwrap();
        let [cancelled] = &told(&world).await[..] else { panic!() };
        assert_eq!(value(cancelled, "status"), Some("SubscriptionCancelled"));
        assert_eq!(value(cancelled, "subscriptionId"), Some(id.as_str()));
        assert_eq!(value(cancelled, "buyerEmail"), Some("buyer@example.com"));
        assert_eq!(value(cancelled, "notificationType"), None);
    }

    async fn a_payment_of_a_subscription_is_told_as_simple_pay_tells_it(world: World) {
        let world = listened_to(world).await;
        let subscription = world.seed.subscriptions.iter().find(|known| known.name == "subscription").unwrap();
        let id = subscription.subscription_id.as_str();
        // The fifth payment is due four weeks after the beginning.
        world.pass(TimeDelta::days(30));
        world.sandbox.tick().await.unwrap();
        let request = GetTransactionsForSubscriptionRequest::new(id);
        let paid = world.sandbox.get_transactions_for_subscription(&world.call(), request).await.unwrap();
        let paid = &paid.subscription_transaction[4];
        let told = told(&world).await;
        let statuses: Vec<_> = told.iter().map(|fields| value(fields, "status")).collect();
        assert_eq!(statuses, [Some("PI"), Some("PS")]);
        let date = paid.transaction_date.timestamp().to_string();
        assert_eq!(told[1], sorted([
            ("status", "PS"), ("subscriptionId", id), ("transactionId", paid.transaction_id.as_str()),
            ("transactionSerialNumber", "5"), ("transactionDate", &date), ("transactionAmount", "USD 9.95"),
            ("operation", "pay"), ("paymentMethod", "CC"), ("paymentReason", &paid.description),
            ("buyerName", "Bea Buyer"), ("buyerEmail", "buyer@example.com"),
            ("recipientName", "Example Shop"), ("recipientEmail", "shop@example.com"),
        ]));
    }

    async fn what_was_refused_is_not_told(world: World) {
        let world = listened_to(world).await;
        refused(world.pay(&world.token("sender-poor"), "5").await, ErrorCode::InsufficientBalance);
        refused(world.refund(&TransactionId::new("A".repeat(35)), None).await, ErrorCode::InvalidTransactionId);
        let request = CancelTokenRequest::new("X".repeat(64));
        refused(world.sandbox.cancel_token(&world.call(), request).await, ErrorCode::InvalidTokenId);
        assert_eq!(messages(&world).await, []);
    }

    async fn the_url_of_the_request_comes_before_that_of_the_account_and_that_of_all(world: World) {
        // What was there from the beginning is told to nobody.
        let everywhere = |builder: Builder| builder.notification_url("http://127.0.0.1/all").latency(Latency::ZERO);
        let world = world.with(everywhere).await;
        assert_eq!(messages(&world).await, []);
        world.pay(&world.token("sender-abt-1"), "1").await.unwrap();
        world.listen().await;
        world.pay(&world.token("sender-abt-2"), "1").await.unwrap();
        let request = world.payment(&world.token("sender-cc-1"), "1").override_ipn_url("http://127.0.0.1/mine");
        let paid = world.pay_request(request).await.unwrap().transaction_id;
        world.finish().await;
        let request = RefundRequest::new(&paid, world.reference()).override_ipn_url("http://127.0.0.1/refunds");
        world.sandbox.refund(&world.call(), request).await.unwrap();
        let urls: Vec<_> = messages(&world).await.iter().map(|message| url(message).to_owned()).collect();
        assert_eq!(urls, [
            "http://127.0.0.1/all", ACCOUNT_URL, "http://127.0.0.1/mine", "http://127.0.0.1/mine",
            "http://127.0.0.1/refunds",
        ]);
    }

    async fn a_cancellation_goes_where_its_request_says(world: World) {
        let request = CancelTokenRequest::new(world.token("sender-cc-1")).override_ipn_url("http://127.0.0.1/tokens");
        world.sandbox.cancel_token(&world.call(), request).await.unwrap();
        let id = world.reserve("1").await;
        let nowhere = CancelRequest::new(&id).override_ipn_url("ftp://127.0.0.1/cancelled");
        refused(world.sandbox.cancel(&world.call(), nowhere).await, ErrorCode::InvalidParams);
        let request = CancelRequest::new(&id).override_ipn_url("http://127.0.0.1/cancelled");
        world.sandbox.cancel(&world.call(), request).await.unwrap();
        let urls: Vec<_> = messages(&world).await.iter().map(|message| url(message).to_owned()).collect();
        assert_eq!(urls, ["http://127.0.0.1/tokens", "http://127.0.0.1/cancelled"]);
    }

    async fn without_a_url_nothing_is_told(world: World) {
        world.paid("CC", "5").await;
        world.sandbox.tick().await.unwrap();
        assert_eq!(messages(&world).await, []);
    }
}

#[tokio::test]
async fn a_url_that_is_none_is_refused() {
    let built = Sandbox::builder().notification_url("127.0.0.1:8080/ipn").build().await;
    let error = built.unwrap_err().to_string();
    assert!(error.contains("'127.0.0.1:8080/ipn'") && error.contains("absolute http or https URL"), "{error}");
}

pub(super) const ACCOUNT_URL: &str = "http://127.0.0.1:8080/ipn";

/// The world with a URL for the notifications of the shop.
pub(super) async fn listened_to(world: World) -> World {
    world.listen().await;
    world
}

type Fields = Vec<(String, String)>;

impl World {
    pub(super) async fn listen(&self) {
        let url = Setting::To(ACCOUNT_URL.to_owned());
        let change = AccountChange { notification_url: url, ..AccountChange::default() };
        self.sandbox.alter_account("shop", change).await.unwrap();
    }

    /// Lets everything pending come to its end.
    pub(super) async fn finish(&self) {
        self.pass(TimeDelta::seconds(5));
        self.sandbox.tick().await.unwrap();
    }

    fn instrument_id(&self, name: &str) -> InstrumentId {
        self.instrument(name).instrument_id.clone()
    }

    /// What is told of a dollar that moved between the buyer and the shop.
    async fn sample(&self, id: &TransactionId, fields: &[(&str, &str)], entered: &[(&str, &str)]) -> Fields {
        let detail = self.detail(id).await;
        let date = detail.date_received.timestamp().to_string();
        let common = [
            ("notificationType", "TransactionStatus"),
            ("transactionId", id.as_str()),
            ("transactionDate", &date),
            ("transactionAmount", "USD 1.00"),
            ("callerReference", detail.caller_reference.as_str()),
            ("buyerName", "Bea Buyer"),
            ("buyerEmail", "buyer@example.com"),
            ("recipientName", "Example Shop"),
            ("recipientEmail", "shop@example.com"),
        ];
        sorted(common.iter().chain(fields).chain(entered).copied())
    }

    async fn check_pending_and_success(&self, told: &[Fields], id: &TransactionId, operation: &str) {
        let [pending, success] = told else { panic!("{told:?}") };
        let fields = [("operation", operation), ("paymentMethod", "CC"), ("paymentReason", "MyWish")];
        let entered =
            [("transactionStatus", "PENDING"), ("statusCode", "PendingNetworkResponse"), ("statusMessage", PENDING)];
        assert_eq!(*pending, self.sample(id, &fields, &entered).await);
        let entered = [("transactionStatus", "SUCCESS"), ("statusCode", "Success"), ("statusMessage", CHARGED)];
        assert_eq!(*success, self.sample(id, &fields, &entered).await);
    }
}

/// The notifications of the first caller, the oldest first.
pub(super) async fn messages(world: &World) -> Vec<Message> {
    let tenant = Tenant::of(&world.seed.callers[0].access_key_id);
    let rows = world.sandbox.change_at(&tenant, world.now(), |books| {
        Ok(books.list(Query::Messages(MessageFilter { limit: 1_000, ..MessageFilter::default() }))?.to_vec())
    });
    let notification = |row| match row {
        Row::Message(message) if matches!(message.content, Content::Notification { .. }) => Some(message),
        _ => None,
    };
    let mut messages: Vec<_> = rows.await.unwrap().into_iter().filter_map(notification).collect();
    messages.reverse();
    messages
}

/// What is told, as sorted parameters.
async fn told(world: &World) -> Vec<Fields> {
    messages(world).await.iter().map(parameters).collect()
}

fn parameters(message: &Message) -> Fields {
    let Content::Notification { parameters, .. } = &message.content else { panic!("{message:?}") };
    sorted(parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

pub(super) fn url(message: &Message) -> &str {
    let Content::Notification { url, .. } = &message.content else { panic!("{message:?}") };
    url
}

fn sorted<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Fields {
    let mut fields: Vec<_> = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    fields.sort_unstable();
    fields
}

fn value<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
