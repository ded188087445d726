//! The gateway before the sandbox of Amazon Pay, over HTTP.

use super::{
    markets::{BOOKS, sale},
    *,
};
use crate::{
    amazon_pay::{
        AuthorizationState, AuthorizationStatus, Environment,
        notification::{self, Content, Envelope, Notification, OtherContent},
    },
    gateway::{News, NewsError},
    sandbox::{
        Sandbox,
        amazon_pay::{NewBillingAgreement, NewMerchant, NewOrderReference},
        ledger::{Book, LedgerAccount},
    },
};

/// Both sides, and the clock that they share.
struct Street {
    gateway: Gateway,
    amazon: Sandbox,
    clock: ManualClock,
    seller: String,
    end: Option<tokio::sync::oneshot::Sender<()>>,
}

impl Street {
    async fn open() -> Self {
        let clock = ManualClock::new(START.parse().unwrap());
        let amazon = Sandbox::builder().clock(clock.clone()).seed(3).quotas(false).build().await.unwrap();
        let listening = amazon.listen("127.0.0.1:0").await.unwrap();
        let url = listening.url();
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        tokio::spawn(listening.serve(async move {
            let _ = ended.await;
        }));
        let seed = amazon.seed().await.unwrap();
        let (merchant, key) = (&seed.merchants[0], &seed.callers[0]);
        let secret = key.secret_access_key.clone();
        let mut account = Account::new(&merchant.seller_id, &key.access_key_id, secret);
        account.endpoint = Some(url.clone());
        let new = NewMerchant { seller_id: Some(BOOKS.to_owned()), ..NewMerchant::default() };
        let books = amazon.add_merchant(new).await.unwrap();
        account.recipients.push(Recipient::new(BOOKS, books.auth_token.unwrap()));
        account.provider_id = Some(merchant.seller_id.clone());
        let gateway = Gateway::builder()
            .caller(CALLER, "secret")
            .merchant(CALLER, account)
            .clock(clock.clone())
            .seed(7)
            .certificates_from(&url)
            .build()
            .await
            .unwrap();
        let buyer = NewAccount { name: "buyer".to_owned(), ..NewAccount::default() };
        gateway.books().create_account(buyer).await.unwrap();
        Self { gateway, seller: merchant.seller_id.clone(), amazon, clock, end: Some(end) }
    }

    /// A token for what a buyer agrees to at Amazon Pay now.
    async fn token(&self, token_type: &str, method: &str) -> TokenId {
        self.token_for(&self.seller, token_type, method).await
    }

    /// The same, where the buyer agrees to pay that seller.
    async fn token_for(&self, seller: &str, token_type: &str, method: &str) -> TokenId {
        let seller_id = Some(seller.to_owned());
        let once = token_type == "SingleUse";
        let (id, kind) = match once {
            true => {
                let order = self
                    .amazon
                    .create_order_reference(NewOrderReference { seller_id, ..Default::default() })
                    .await
                    .unwrap();
                (order.id.to_string(), ConsentKind::Once)
            }
            false => {
                let agreement = self
                    .amazon
                    .create_billing_agreement(NewBillingAgreement { seller_id, ..Default::default() })
                    .await
                    .unwrap();
                (agreement.id.to_string(), ConsentKind::Standing)
            }
        };
        let token = NewToken {
            payment_method: Some(method.to_owned()),
            token_type: Some(token_type.to_owned()),
            ..NewToken::default()
        };
        let made = self.gateway.books().create_token(token).await.unwrap().token_id;
        let consent = Consent { id, kind, seller: seller.to_owned(), confirmed: false, ended: false };
        let token = made.as_str().to_owned();
        let agree = move |books: &mut crate::sandbox::books::Books<'_>| {
            let mut row = books.token(&token)?.unwrap();
            row.consent = Some(consent.clone());
            books.put(row);
            Ok(())
        };
        self.gateway.books().alter(&Tenant::of(CALLER), agree).await.unwrap();
        made
    }

    /// A token of the other seller, who lets the caller charge a dollar.
    async fn recipient(&self) -> TokenId {
        let pipeline = crate::cbui::Recipient::new("books", true).max_fixed_fee(dollars("1")).into();
        let receive = move |books: &mut crate::sandbox::books::Books<'_>| {
            crate::sandbox::rules::approval::receive(books, &pipeline, Some(BOOKS), "Books")
        };
        let made = self.gateway.books().alter(&Tenant::of(CALLER), receive).await.unwrap().unwrap();
        made.token_id.unwrap()
    }

    /// What the marketplace has of its fees at Amazon Pay.
    async fn fees(&self) -> Decimal {
        let account = LedgerAccount::in_currency(Book::Provider, &self.seller, Environment::Sandbox, "USD");
        let tenant = Tenant::of(&self.amazon.callers()[0].access_key_id);
        self.amazon.look(&tenant, move |books| books.balance(&account)).await.unwrap()
    }

    async fn pass(&self, step: TimeDelta) {
        self.clock.advance(step);
        self.amazon.tick().await.unwrap();
        self.gateway.tick().await.unwrap();
    }

    async fn status(&self, id: &TransactionId) -> TransactionStatus {
        let answer = self.gateway.get_transaction_status(&call(), GetTransactionStatusRequest::new(id)).await;
        answer.unwrap().transaction_status
    }

    async fn row(&self, id: &TransactionId) -> Transaction {
        let id = id.as_str().to_owned();
        let row = self.gateway.books().look(&Tenant::of(CALLER), move |books| books.transaction(&id)).await;
        row.unwrap().unwrap()
    }

    /// What is asked for the sake of a payment.
    async fn saga(&self, paid: &TransactionId) -> Saga {
        let id = Saga::name(SagaAction::Pay, paid.as_str());
        self.gateway.books().look(&Tenant::of(CALLER), move |books| books.saga(&id)).await.unwrap().unwrap()
    }

    /// What Amazon Pay posts of something.
    async fn told(&self, reference: &str, content: Content) -> Vec<u8> {
        let told = Notification::new(&self.seller, Environment::Sandbox, reference, content);
        self.signed(reference, &told).await
    }

    async fn signed(&self, reference: &str, told: &Notification) -> Vec<u8> {
        let envelope = Envelope {
            message_id: reference.to_owned(),
            topic_arn: "arn:aws:sns:us-east-1:000000000000:example".to_owned(),
            subject: None,
            message: told.message(),
            published: self.clock.now(),
        };
        self.amazon.sign_as_sns(&envelope).await.unwrap().body.into_bytes()
    }
}

impl Drop for Street {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            let _ = end.send(());
        }
    }
}

#[tokio::test]
async fn pay_settle_refund_and_cancel_at_amazon_pay() {
    let street = Street::open().await;
    let single = street.token("SingleUse", "ABT").await;
    let paid = street.gateway.pay(&call(), PayRequest::new(&single, dollars("12.50"), "one")).await.unwrap();
    assert_eq!(paid.transaction_status, TransactionStatus::Success);
    let again = street.gateway.pay(&call(), PayRequest::new(&single, dollars("12.50"), "one")).await.unwrap();
    assert_eq!(again.transaction_id, paid.transaction_id);
    let refused_ = street.gateway.pay(&call(), PayRequest::new(&single, dollars("1"), "two")).await;
    refused(refused_, ErrorCode::SameTokenIdUsedMultipleTimes);

    let standing = street.token("MultiUse", "CC").await;
    let pending = street.gateway.pay(&call(), PayRequest::new(&standing, dollars("5"), "three")).await.unwrap();
    assert_eq!(pending.transaction_status, TransactionStatus::Pending);
    for _ in 0..6 {
        street.pass(TimeDelta::minutes(1)).await;
    }
    assert_eq!(street.status(&pending.transaction_id).await, TransactionStatus::Success);

    let card = street.token("SingleUse", "CC").await;
    let reserved = street.gateway.reserve(&call(), ReserveRequest::new(&card, dollars("20"), "four")).await.unwrap();
    for _ in 0..6 {
        street.pass(TimeDelta::minutes(1)).await;
    }
    assert_eq!(street.status(&reserved.transaction_id).await, TransactionStatus::Reserved);
    let mut settle = SettleRequest::new(&reserved.transaction_id);
    settle.transaction_amount = Some(dollars("15"));
    street.gateway.settle(&call(), settle).await.unwrap();
    street.pass(TimeDelta::minutes(1)).await;
    assert_eq!(street.status(&reserved.transaction_id).await, TransactionStatus::Success);

    let refund = street.gateway.refund(&call(), RefundRequest::new(&paid.transaction_id, "five")).await.unwrap();
    assert_eq!(refund.transaction_status, TransactionStatus::Pending);
    for _ in 0..6 {
        street.pass(TimeDelta::minutes(1)).await;
    }
    assert_eq!(street.status(&refund.transaction_id).await, TransactionStatus::Success);

    street.gateway.cancel_token(&call(), CancelTokenRequest::new(&standing)).await.unwrap();
    assert!(street.gateway.ledger_balanced().await.unwrap() && street.amazon.ledger_balanced().await.unwrap());
}

#[tokio::test]
async fn a_marketplace_has_a_seller_paid_at_amazon_pay_and_gets_its_fee_there() {
    use MarketplaceRefundPolicy::{MarketplaceTxnOnly, MasterAndMarketplaceTxn};
    let street = Street::open().await;
    let recipient = street.recipient().await;
    let single = street.token_for(BOOKS, "SingleUse", "ABT").await;
    let paid = sale(PayRequest::new(&single, dollars("10"), "one"), &recipient, "1");
    let paid = street.gateway.pay(&call(), paid).await.unwrap();
    assert_eq!(paid.transaction_status, TransactionStatus::Success);
    assert_eq!(street.fees().await, decimal("1"));

    let card = street.token_for(BOOKS, "MultiUse", "CC").await;
    let mut reserve = ReserveRequest::new(&card, dollars("20"), "two");
    reserve.recipient_token_id = Some(recipient.clone());
    let reserved = street.gateway.reserve(&call(), reserve).await.unwrap().transaction_id;
    for _ in 0..6 {
        street.pass(TimeDelta::minutes(1)).await;
    }
    assert_eq!(street.status(&reserved).await, TransactionStatus::Reserved);
    street.gateway.settle(&call(), SettleRequest::new(&reserved)).await.unwrap();
    street.pass(TimeDelta::minutes(1)).await;
    assert_eq!(street.status(&reserved).await, TransactionStatus::Success);
    // Without a fee in the request it is what the seller has agreed to at most.
    assert_eq!(street.fees().await, decimal("2"));

    for (policy, amount, reference, left) in
        [(MarketplaceTxnOnly, "0.25", "three", "1.75"), (MasterAndMarketplaceTxn, "4", "four", "1.35")]
    {
        let mut refund = RefundRequest::new(&paid.transaction_id, reference);
        refund.marketplace_refund_policy = Some(policy);
        refund.refund_amount = Some(dollars(amount));
        let refund = street.gateway.refund(&call(), refund).await.unwrap().transaction_id;
        for _ in 0..6 {
            street.pass(TimeDelta::minutes(1)).await;
        }
        assert_eq!(street.status(&refund).await, TransactionStatus::Success);
        assert_eq!(street.fees().await, decimal(left));
    }
    let row = street.row(&paid.transaction_id).await;
    assert_eq!((row.refunded, row.marketplace_refunded), (decimal("4"), decimal("0.65")));
    assert!(street.gateway.ledger_balanced().await.unwrap() && street.amazon.ledger_balanced().await.unwrap());

    // A notification that is about a seller finds the caller who has him paid.
    let content = Content::Other(OtherContent {
        notification_type: "Nothing".to_owned(),
        notification_data: "<Nothing/>".to_owned(),
    });
    let told = Notification::new(BOOKS, Environment::Sandbox, "n-1", content);
    let body = street.signed("n-1", &told).await;
    assert_eq!(street.gateway.hear(Some("Notification"), &body).await.unwrap(), News::Idle);
}

#[tokio::test]
async fn a_notification_has_what_it_is_about_looked_at_once() {
    let street = Street::open().await;
    let standing = street.token("MultiUse", "CC").await;
    let paid = street.gateway.pay(&call(), PayRequest::new(&standing, dollars("5"), "one")).await.unwrap();
    let outside = street.row(&paid.transaction_id).await.outside.unwrap();
    let key = street.saga(&paid.transaction_id).await.key;
    // Amazon Pay has decided, and the gateway would look only later.
    street.clock.advance(TimeDelta::seconds(4));
    street.amazon.tick().await.unwrap();

    let content = Content::Authorization(Box::new(notification::Authorization::new(
        outside.authorization.unwrap().into(),
        key,
        crate::money::Price::usd(5),
        street.clock.now(),
        AuthorizationStatus {
            state: AuthorizationState::Closed,
            last_update_timestamp: None,
            reason_code: None,
            reason_description: None,
        },
    )));
    let body = street.told("n-1", content.clone()).await;
    assert_eq!(street.gateway.hear(Some("Notification"), &body).await.unwrap(), News::Heeded);
    assert_eq!(street.gateway.hear(Some("Notification"), &body).await.unwrap(), News::Repeated);
    assert_eq!(street.saga(&paid.transaction_id).await.due, Some(street.clock.now()));

    let mut forged = body.clone();
    let place = forged.windows(3).position(|three| three == b"n-1").unwrap();
    forged[place + 2] = b'2';
    assert!(matches!(street.gateway.hear(None, &forged).await, Err(NewsError::Verify(_))));
    let foreign = Notification::new("ASTRANGER", Environment::Sandbox, "n-3", content);
    let envelope = Envelope {
        message_id: "n-3".to_owned(),
        topic_arn: "arn:aws:sns:us-east-1:000000000000:example".to_owned(),
        subject: None,
        message: foreign.message(),
        published: street.clock.now(),
    };
    let foreign = street.amazon.sign_as_sns(&envelope).await.unwrap().body;
    assert!(matches!(street.gateway.hear(None, foreign.as_bytes()).await, Err(NewsError::Stranger)));
}
