//! Others than the caller are paid: with their own accounts, out of what buyers agreed to with them, and the caller gets
//! its fee.

use super::*;
use crate::gateway::{Recipient, tests::fake::PROVIDER};

/// Sellers for whom the caller may act.
pub(super) const BOOKS: &str = "A5BOOKS";
const TOYS: &str = "A6TOYS";

impl World {
    /// A token of a seller, who lets the caller charge a dollar and ten percent.
    pub(super) async fn recipient(&self, seller: &str) -> TokenId {
        let pipeline = crate::cbui::Recipient::new(self.reference(), true)
            .max_fixed_fee(dollars("1"))
            .max_variable_fee(decimal("10"))
            .into();
        let seller = seller.to_owned();
        let receive = move |books: &mut crate::sandbox::books::Books<'_>| {
            crate::sandbox::rules::approval::receive(books, &pipeline, Some(&seller), "A seller")
        };
        let made = self.gateway.books().alter(&Tenant::of(CALLER), receive).await.unwrap().unwrap();
        made.token_id.unwrap()
    }

    /// A token of the buyer, who agreed with that seller.
    pub(super) async fn sender_for(&self, seller: &str, method: &str) -> TokenId {
        let token = self.sender(method).await;
        let consent = self.token_row(&token).await.consent.unwrap();
        self.agree(&token, Some(Consent { seller: seller.to_owned(), ..consent })).await;
        token
    }

    /// Starts again with another account.
    async fn reopen(&mut self, account: Account) {
        self.account = account;
        let nowhere = Gateway::builder().build().await.unwrap();
        drop(std::mem::replace(&mut self.gateway, nowhere));
        self.gateway = self.builder().build().await.unwrap();
    }

    async fn sold(&self, seller: &str, amount: &str, fee: &str) -> TransactionId {
        let (sender, recipient) = (self.sender_for(seller, "ABT").await, self.recipient(seller).await);
        let request = sale(self.pay(&sender, amount), &recipient, fee);
        let paid = self.gateway.pay(&call(), request).await.unwrap();
        assert_eq!(paid.transaction_status, TransactionStatus::Success);
        paid.transaction_id
    }

    async fn refund(&self, paid: &TransactionId, policy: MarketplaceRefundPolicy, amount: &str) -> TransactionId {
        let mut request = RefundRequest::new(paid, self.reference());
        request.marketplace_refund_policy = Some(policy);
        request.refund_amount = Some(dollars(amount));
        let refund = self.gateway.refund(&call(), request).await.unwrap().transaction_id;
        self.pass(TimeDelta::minutes(1)).await;
        assert_eq!(self.status(&refund).await, TransactionStatus::Success);
        refund
    }
}

pub(super) fn sale(mut request: PayRequest, recipient: &TokenId, fee: &str) -> PayRequest {
    request.recipient_token_id = Some(recipient.clone());
    request.marketplace_fixed_fee = Some(dollars(fee));
    request
}

fn without_provider() -> Account {
    Account { provider_id: None, ..account() }
}

over_stores! {
    async fn a_seller_is_paid_for_himself_and_the_marketplace_its_fee(world: World) {
        let paid = world.sold(BOOKS, "10", "1").await;
        assert_eq!(world.fake.sellers(), [BOOKS]);
        assert_eq!((world.fake.sums().captured, world.fake.sums().provided), (decimal("10"), decimal("1")));
        let row = world.transaction(&paid).await;
        assert_eq!((row.marketplace_fee, row.recipient.account.as_str()), (Some(decimal("1")), BOOKS));

        let (sender, recipient) = (world.sender_for(TOYS, "CC").await, world.recipient(TOYS).await);
        let mut request = ReserveRequest::new(&sender, dollars("20"), world.reference());
        request.recipient_token_id = Some(recipient);
        request.marketplace_variable_fee = Some(decimal("10"));
        let reserved = world.gateway.reserve(&call(), request).await.unwrap().transaction_id;
        assert_eq!(world.fake.sums().provided, decimal("1"));
        let mut settle = SettleRequest::new(&reserved);
        settle.transaction_amount = Some(dollars("15"));
        world.gateway.settle(&call(), settle).await.unwrap();
        world.pass(TimeDelta::minutes(1)).await;
        assert_eq!(world.status(&reserved).await, TransactionStatus::Success);
        assert_eq!((world.fake.sellers(), world.fake.sums().provided), (vec![TOYS.to_owned()], decimal("2.5")));
        world.check_ledger().await;
    }

    async fn a_refund_gives_back_what_its_policy_says(world: World) {
        use MarketplaceRefundPolicy::{MarketplaceTxnOnly, MasterAndMarketplaceTxn, MasterTxnOnly};
        let paid = world.sold(BOOKS, "10", "1").await;
        let sums = || (world.fake.sums().refunded, world.fake.sums().provided);
        world.refund(&paid, MasterTxnOnly, "2").await;
        assert_eq!(sums(), (decimal("2"), decimal("1")));
        world.refund(&paid, MasterAndMarketplaceTxn, "4").await;
        assert_eq!(sums(), (decimal("6"), decimal("0.60")));
        world.fake.asked();
        let alone = world.refund(&paid, MarketplaceTxnOnly, "0.25").await;
        assert_eq!(sums(), (decimal("6"), decimal("0.35")));
        assert_eq!(world.fake.asked(), ["LookAtCapture", "ReverseCredit", "LookAtReversal"]);
        assert_eq!(world.fake.sellers(), [BOOKS]);
        let (row, refund) = (world.transaction(&paid).await, world.transaction(&alone).await);
        assert_eq!((row.refunded, row.marketplace_refunded), (decimal("6"), decimal("0.65")));
        assert!(refund.outside.unwrap().reversal.is_some());
        world.check_ledger().await;
    }

    async fn a_fee_that_is_not_given_back_can_be_still(world: World) {
        let paid = world.sold(BOOKS, "10", "1").await;
        let mut request = RefundRequest::new(&paid, "alone");
        request.marketplace_refund_policy = Some(MarketplaceRefundPolicy::MarketplaceTxnOnly);
        world.fake.play([Trick::Fair, Trick::Refuse("TransactionAmountExceeded")]);
        refused(world.gateway.refund(&call(), request.clone()).await, ErrorCode::RefundAmountExceeded);
        let row = world.transaction(&paid).await;
        assert_eq!((row.refunded, row.marketplace_refunded), (decimal("0"), decimal("0")));
        world.gateway.refund(&call(), request).await.unwrap();
        assert_eq!(world.fake.sums().provided, decimal("0"));
        world.check_ledger().await;
    }

    async fn without_being_a_provider_a_marketplace_keeps_its_fees_in_the_books(world: World) {
        world = world.anew_with(without_provider()).await;
        let paid = world.sold(BOOKS, "10", "1").await;
        assert_eq!((world.fake.sums().captured, world.fake.sums().provided), (decimal("10"), decimal("0")));
        assert_eq!(world.transaction(&paid).await.marketplace_fee, Some(decimal("1")));
        world.fake.asked();
        world.refund(&paid, MarketplaceRefundPolicy::MarketplaceTxnOnly, "0.25").await;
        assert!(world.fake.asked().is_empty(), "the processor has no part in it");
        world.check_ledger().await;
    }

    async fn nobody_is_paid_but_whom_the_buyer_agreed_with_and_the_gateway_acts_for(world: World) {
        let (own, books) = (world.sender("ABT").await, world.sender_for(BOOKS, "ABT").await);
        let (recipient, gone) = (world.recipient(BOOKS).await, world.recipient("A9GONE").await);
        let paid = world.gateway.pay(&call(), sale(world.pay(&own, "5"), &recipient, "0")).await;
        let why = refused(paid, ErrorCode::IncompatibleTokens);
        assert!(why.contains("lets the seller A2SELLER be paid") && why.contains("the seller A5BOOKS"), "{why}");
        refused(world.gateway.pay(&call(), world.pay(&books, "5")).await, ErrorCode::IncompatibleTokens);
        let stranger = world.sender_for("A9GONE", "ABT").await;
        let paid = world.gateway.pay(&call(), sale(world.pay(&stranger, "5"), &gone, "0")).await;
        let why = refused(paid, ErrorCode::InvalidTokenIdRecipient);
        assert!(why.contains("A9GONE") && why.contains("[[caller.recipient]]"), "{why}");
        let paid = world.gateway.pay(&call(), sale(world.pay(&books, "0.50"), &recipient, "1")).await;
        let why = refused(paid, ErrorCode::InvalidParams);
        assert!(why.contains("out of the payment"), "{why}");
        assert!(world.fake.asked().is_empty());

        let status = |token: &TokenId| GetRecipientVerificationStatusRequest::new(token);
        let known = world.gateway.get_recipient_verification_status(&call(), status(&recipient)).await.unwrap();
        assert_eq!(known.recipient_verification_status, Some(RecipientVerificationStatus::VerificationComplete));
        assert_eq!(world.fake.sellers(), [BOOKS]);
        let unknown = world.gateway.get_recipient_verification_status(&call(), status(&gone)).await;
        refused(unknown, ErrorCode::InvalidTokenId);

        let world = world.anew_with(Account { recipients: Vec::new(), ..account() }).await;
        let (books, recipient) = (world.sender_for(BOOKS, "ABT").await, world.recipient(BOOKS).await);
        let paid = world.gateway.pay(&call(), sale(world.pay(&books, "5"), &recipient, "1")).await;
        let why = refused(paid, ErrorCode::NotMarketplaceApp);
        assert!(why.contains("[[caller.recipient]]"), "{why}");
    }
}

/// What was begun for a seller is asked for him alone, and waits for as long as nobody can.
#[tokio::test]
async fn what_was_begun_goes_on_with_the_same_seller_whatever_the_configuration_says_now() {
    let mut world = World::in_a_file().await;
    let (sender, recipient) = (world.sender_for(BOOKS, "CC").await, world.recipient(BOOKS).await);
    world.fake.play([Trick::Fair, Trick::Fair, Trick::Later]);
    let request = sale(world.pay(&sender, "10"), &recipient, "1");
    let paid = world.gateway.pay(&call(), request).await.unwrap().transaction_id;
    assert_eq!(world.fake.sellers(), [BOOKS]);

    let alone =
        Account { recipients: Vec::new(), provider_id: None, ..Account::new("A7OTHER", "AKIAMWS", "mws secret") };
    world.reopen(alone).await;
    world.pass(TimeDelta::minutes(6)).await;
    assert!(world.fake.sellers().is_empty(), "nobody else is asked");
    assert_eq!(world.status(&paid).await, TransactionStatus::Pending);

    let again = Account {
        recipients: vec![Recipient::new(BOOKS, "amzn.mws.newer")],
        provider_id: Some("A8NEWER".to_owned()),
        ..Account::new("A7OTHER", "AKIAMWS", "mws secret")
    };
    world.reopen(again).await;
    world.pass(TimeDelta::minutes(6)).await;
    assert_eq!(world.status(&paid).await, TransactionStatus::Success);
    assert_eq!(world.fake.sellers(), [BOOKS]);
    // It is the provider of then who gets the fee, as the processor was told before: the fake knows no other.
    assert_eq!(world.fake.sums().provided, decimal("1"));
    world.refund(&paid, MarketplaceRefundPolicy::MarketplaceTxnOnly, "1").await;
    assert_eq!((world.fake.sums().provided, PROVIDER), (decimal("0"), "A3PROVIDER"));
}

#[tokio::test]
async fn a_seller_is_given_once() {
    let mut account = account();
    account.recipients.push(Recipient::new(BOOKS, "amzn.mws.again"));
    let built = Gateway::builder().caller(CALLER, "secret").merchant(CALLER, account).build().await;
    assert!(built.unwrap_err().to_string().contains("the seller A5BOOKS is given twice"));
}
