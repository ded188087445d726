//! What providers get, and what they give back.

use super::super::{Shop, decimal, refused, simulation, usd};
use crate::{
    amazon_pay::{Service, *},
    error::ServiceError,
    money::Price,
    sandbox::{
        amazon_pay::{rows::Reason, rules::amazon},
        ledger::Book,
        tests::{World, over_stores},
    },
};

const ONE: &str = "A1PROVIDER";
const TWO: &str = "A2PROVIDER";

fn credit(provider: &str, dollars: &str) -> ProviderCredit {
    ProviderCredit { provider_id: provider.to_owned(), credit_amount: usd(dollars) }
}

fn reversal(provider: &str, dollars: &str) -> ProviderCreditReversal {
    ProviderCreditReversal { provider_id: provider.to_owned(), credit_reversal_amount: usd(dollars) }
}

impl Shop {
    /// A capture of 100 dollars of which providers get these parts.
    async fn shared(&self, credits: Vec<ProviderCredit>) -> Result<CaptureDetails, ServiceError> {
        let order = self.order("100").await;
        let authorization = self.authorized(&order, "100").await;
        let request = CaptureRequest { provider_credit_list: credits, ..self.capturing(&authorization, "100") };
        self.capture(request).await
    }

    async fn credit_details(&self, id: &str) -> ProviderCreditDetails {
        let request = GetProviderCreditDetailsRequest::new(id);
        let answer = self.world.sandbox.get_provider_credit_details(&self.call(), request).await;
        answer.unwrap().provider_credit_details
    }

    async fn reversal_details(&self, id: &str) -> ProviderCreditReversalDetails {
        let request = GetProviderCreditReversalDetailsRequest::new(id);
        let answer = self.world.sandbox.get_provider_credit_reversal_details(&self.call(), request).await;
        answer.unwrap().provider_credit_reversal_details
    }

    async fn reverse(
        &self,
        request: ReverseProviderCreditRequest,
    ) -> Result<ProviderCreditReversalDetails, ServiceError> {
        let answer = self.world.sandbox.reverse_provider_credit(&self.call(), request).await;
        answer.map(|answer| answer.provider_credit_reversal_details)
    }

    fn reversing(&self, credit: &str, dollars: &str) -> ReverseProviderCreditRequest {
        ReverseProviderCreditRequest::new(credit, self.reference(), usd(dollars))
    }

    async fn provided(&self, provider: &str) -> rust_decimal::Decimal {
        self.balance(Book::Provider, provider).await
    }
}

over_stores! {
    async fn providers_get_their_parts_of_a_capture_and_give_them_back(world: World) {
        let shop = Shop::in_(world);
        let capture = shop.shared(vec![credit(ONE, "10"), credit(TWO, "2.50")]).await.unwrap();
        let fee = shop.balance(Book::PayFees, "").await;
        assert_eq!(shop.earned().await, decimal("87.50") - fee);
        assert_eq!((shop.provided(ONE).await, shop.provided(TWO).await), (decimal("10"), decimal("2.50")));

        let [one, two] = capture.provider_credit_summary_list.as_slice() else { panic!("{capture:?}") };
        assert_eq!((one.provider_id.as_str(), two.provider_id.as_str()), (ONE, TWO));
        let id = one.provider_credit_id.as_str();
        assert!(id.contains("-P"), "{id}");
        let details = shop.credit_details(id).await;
        assert_eq!(details.seller_id, Some(shop.seller_id()));
        assert_eq!(details.provider_id.as_deref(), Some(ONE));
        assert_eq!(details.credit_reference_id.as_ref(), Some(&capture.capture_reference_id));
        assert_eq!((details.credit_amount, details.credit_reversal_amount), (usd("10"), Some(usd("0"))));
        assert_eq!(details.credit_status.state, ProviderCreditState::Open);

        let request = shop.reversing(id, "4").credit_reversal_note("Sent back");
        let made = shop.reverse(request.clone()).await.unwrap();
        assert_eq!(made.credit_reversal_status.state, ProviderCreditReversalState::Completed);
        assert_eq!(made.credit_reversal_note.as_deref(), Some("Sent back"));
        assert!(made.amazon_provider_credit_reversal_id.as_str().contains("-Q"));
        assert_eq!(shop.reverse(request.clone()).await.unwrap(), made);
        assert_eq!(shop.reversal_details(made.amazon_provider_credit_reversal_id.as_str()).await, made);
        assert_eq!(shop.provided(ONE).await, decimal("6"));
        assert_eq!(shop.earned().await, decimal("91.50") - fee);

        refused(shop.reverse(shop.reversing(id, "6.01")).await, ErrorCode::TransactionAmountExceeded, 400);
        shop.reverse(shop.reversing(id, "6")).await.unwrap();
        let details = shop.credit_details(id).await;
        assert_eq!(details.credit_status.state, ProviderCreditState::Closed);
        assert_eq!(details.credit_status.reason_code, Some(ProviderCreditReasonCode::MaxAmountReversed));
        assert_eq!(details.credit_reversal_id_list.len(), 2);
        assert_eq!(details.credit_reversal_amount, Some(usd("10")));
        refused(shop.reverse(shop.reversing(id, "0.01")).await, ErrorCode::TransactionAmountExceeded, 400);
        assert_eq!(shop.provided(ONE).await, decimal("0"));
        shop.check_ledger().await;
    }

    async fn providers_give_back_their_parts_with_a_refund(world: World) {
        let shop = Shop::in_(world);
        let capture = shop.shared(vec![credit(ONE, "10")]).await.unwrap();
        let of_capture = capture.amazon_capture_id.as_str();
        let of_credit = capture.provider_credit_summary_list[0].provider_credit_id.as_str().to_owned();
        let before = shop.earned().await;
        let request = RefundRequest {
            provider_credit_reversal_list: vec![reversal(ONE, "10")],
            ..shop.refunding(of_capture, "50")
        };
        let refund = shop.refund(request).await.unwrap();
        let [given] = refund.provider_credit_reversal_summary_list.as_slice() else { panic!("{refund:?}") };
        let given = given.provider_credit_reversal_id.as_str();
        let pending = shop.reversal_details(given).await;
        assert_eq!(pending.credit_reversal_status.state, ProviderCreditReversalState::Pending);
        // It is set aside: neither gone nor to be taken again.
        assert_eq!((shop.provided(ONE).await, shop.earned().await), (decimal("10"), before));
        refused(shop.reverse(shop.reversing(&of_credit, "0.01")).await, ErrorCode::TransactionAmountExceeded, 400);
        assert_eq!(shop.credit_details(&of_credit).await.credit_status.state, ProviderCreditState::Open);

        shop.wait();
        let done = shop.reversal_details(given).await;
        assert_eq!(done.credit_reversal_status.state, ProviderCreditReversalState::Completed);
        let fee_back = shop.refund_details(refund.amazon_refund_id.as_str()).await.fee_refunded.unwrap().amount;
        assert_eq!(shop.provided(ONE).await, decimal("0"));
        assert_eq!(shop.earned().await, before - decimal("50") + fee_back + decimal("10"));
        assert_eq!(shop.credit_details(&of_credit).await.credit_status.state, ProviderCreditState::Closed);
        shop.check_ledger().await;
    }
}

#[tokio::test]
async fn what_is_declined_gives_nothing_back() {
    let shop = Shop::in_(World::in_memory().await);
    let capture = shop.shared(vec![credit(ONE, "10")]).await.unwrap();
    let of_credit = capture.provider_credit_summary_list[0].provider_credit_id.as_str().to_owned();
    let request = RefundRequest {
        provider_credit_reversal_list: vec![reversal(ONE, "10")],
        ..shop.refunding(capture.amazon_capture_id.as_str(), "50")
    };
    let declines = simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#);
    let refund = shop.refund(request.seller_refund_note(declines)).await.unwrap();
    shop.wait();
    let given = &refund.provider_credit_reversal_summary_list[0].provider_credit_reversal_id;
    let status = shop.reversal_details(given.as_str()).await.credit_reversal_status;
    assert_eq!(status.state, ProviderCreditReversalState::Declined);
    assert_eq!(status.reason_code, Some(ProviderCreditReversalReasonCode::AmazonRejected));
    assert_eq!(shop.provided(ONE).await, decimal("10"));
    let details = shop.credit_details(&of_credit).await;
    assert_eq!(details.credit_reversal_amount, Some(usd("0")));
    shop.reverse(shop.reversing(&of_credit, "10")).await.unwrap();
}

#[tokio::test]
async fn a_pending_capture_gives_providers_nothing_before_it_is_completed() {
    let shop = Shop::in_(World::in_memory().await);
    for (declined, expected) in [(false, "10"), (true, "0")] {
        let order = shop.order("100").await;
        let authorization = shop.authorized(&order, "100").await;
        let request = shop.capturing(&authorization, "100").provider_credit_list([credit(TWO, "10")]);
        let pending = request.seller_capture_note(simulation(r#""State": "Pending""#));
        let before = shop.provided(TWO).await;
        let capture = shop.capture(pending).await.unwrap();
        assert!(capture.provider_credit_summary_list.is_empty());
        assert_eq!(shop.provided(TWO).await, before);
        let id = capture.amazon_capture_id.to_string();
        let reason = declined.then_some(Reason::ProcessingFailure);
        let decided = shop.act(move |books| amazon::decide_capture(books, &id, reason));
        decided.await.unwrap();
        assert_eq!(shop.provided(TWO).await - before, decimal(expected));
        let shown = shop.capture_details(capture.amazon_capture_id.as_str()).await;
        assert_eq!(shown.provider_credit_summary_list.len(), usize::from(!declined));
    }
    shop.check_ledger().await;
}

#[tokio::test]
async fn lists_of_providers_are_checked() {
    let shop = Shop::in_(World::in_memory().await);
    let euros = ProviderCredit { credit_amount: Price::new(1, "EUR"), ..credit(ONE, "1") };
    for (list, code) in [
        (vec![credit(ONE, "60"), credit(TWO, "40.01")], ErrorCode::TransactionAmountExceeded),
        (vec![credit(ONE, "1"), credit(ONE, "1")], ErrorCode::InvalidParameterValue),
        (vec![credit("", "1")], ErrorCode::InvalidParameterValue),
        (vec![credit(ONE, "0")], ErrorCode::InvalidParameterValue),
        (vec![credit(ONE, "-1")], ErrorCode::InvalidParameterValue),
        (vec![euros], ErrorCode::CurrencyMismatch),
    ] {
        refused(shop.shared(list).await, code, 400);
    }
    shop.shared(vec![credit(ONE, "60"), credit(TWO, "40")]).await.unwrap();

    let capture = shop.shared(vec![credit(ONE, "10")]).await.unwrap().amazon_capture_id;
    let refunding =
        |list| RefundRequest { provider_credit_reversal_list: list, ..shop.refunding(capture.as_str(), "50") };
    for (list, code) in [
        (vec![reversal(TWO, "1")], ErrorCode::InvalidParameterValue),
        (vec![reversal(ONE, "10.01")], ErrorCode::TransactionAmountExceeded),
        (vec![reversal(ONE, "50.01")], ErrorCode::TransactionAmountExceeded),
        (vec![reversal(ONE, "1"), reversal(ONE, "1")], ErrorCode::InvalidParameterValue),
    ] {
        refused(shop.refund(refunding(list)).await, code, 400);
    }
    assert_eq!(shop.capture_details(capture.as_str()).await.refunded_amount, Some(usd("0")));
}

#[tokio::test]
async fn a_charge_at_once_can_be_shared() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.agreement().await;
    let shared = || shop.charging(&id, "20").provider_credit_list([credit(ONE, "5")]);
    refused(shop.charge(shared()).await, ErrorCode::InvalidParameterValue, 400);
    shop.charge(shared().capture_now(true)).await.unwrap();
    assert_eq!(shop.provided(ONE).await, decimal("5"));
}

#[tokio::test]
async fn a_reversal_is_refused_for_what_is_wrong_with_it() {
    let shop = Shop::in_(World::in_memory().await);
    let capture = shop.shared(vec![credit(ONE, "10"), credit(TWO, "10")]).await.unwrap();
    let [one, two] =
        [0, 1].map(|place: usize| capture.provider_credit_summary_list[place].provider_credit_id.as_str().to_owned());
    let unknown = format!("{one}0");
    refused(shop.reverse(shop.reversing(&unknown, "1")).await, ErrorCode::InvalidTransactionId, 404);
    let euros =
        ReverseProviderCreditRequest { credit_reversal_amount: Price::new(1, "EUR"), ..shop.reversing(&one, "1") };
    refused(shop.reverse(euros).await, ErrorCode::CurrencyMismatch, 400);
    let first = shop.reversing(&one, "1");
    shop.reverse(first.clone()).await.unwrap();
    let more = ReverseProviderCreditRequest { credit_reversal_amount: usd("2"), ..first.clone() };
    refused(shop.reverse(more).await, ErrorCode::DuplicateRequest, 400);
    let other = ReverseProviderCreditRequest { amazon_provider_credit_id: two.as_str().into(), ..first };
    refused(shop.reverse(other).await, ErrorCode::DuplicateReferenceId, 400);

    let live = shop.call_in(Environment::Live);
    let look = GetProviderCreditDetailsRequest::new(one.as_str());
    let answer = shop.world.sandbox.get_provider_credit_details(&live, look).await;
    refused(answer, ErrorCode::InvalidTransactionId, 404);
    let look = GetProviderCreditReversalDetailsRequest::new(one.as_str());
    let answer = shop.world.sandbox.get_provider_credit_reversal_details(&shop.call(), look).await;
    refused(answer, ErrorCode::InvalidTransactionId, 404);
}
