//! Lists of order references.

use chrono::TimeDelta;

use super::{
    super::{Shop, refused},
    attributes,
};
use crate::{
    amazon_pay::{Service, *},
    error::ServiceError,
    sandbox::tests::{World, over_stores},
};

impl Shop {
    /// An open order reference that the merchant calls so.
    async fn order_called(&self, name: &str) -> String {
        let id = self.draft().await;
        let called = SellerOrderAttributes { seller_order_id: Some(name.to_owned()), ..Default::default() };
        let said = OrderReferenceAttributes { seller_order_attributes: Some(called), ..attributes("5") };
        let request = SetOrderReferenceDetailsRequest::new(id.as_str(), said);
        self.world.sandbox.set_order_reference_details(&self.call(), request).await.unwrap();
        self.confirm(&id).await.unwrap();
        id
    }

    async fn list(&self, request: ListOrderReferenceRequest) -> Result<ListOrderReferenceResult, ServiceError> {
        self.world.sandbox.list_order_reference(&self.call(), request).await
    }

    /// The ids of the first page.
    async fn listed(&self, request: ListOrderReferenceRequest) -> Vec<String> {
        ids(&self.list(request).await.unwrap().order_reference_list)
    }

    async fn page(&self, token: &str) -> Result<ListOrderReferenceByNextTokenResult, ServiceError> {
        let request = ListOrderReferenceByNextTokenRequest::new(token);
        self.world.sandbox.list_order_reference_by_next_token(&self.call(), request).await
    }
}

fn listing(name: &str) -> ListOrderReferenceRequest {
    ListOrderReferenceRequest::new(name, QueryIdType::SellerOrderId)
}

fn ids(orders: &[OrderReference]) -> Vec<String> {
    orders.iter().map(|order| order.amazon_order_reference_id.to_string()).collect()
}

over_stores! {
    async fn a_list_goes_on_from_page_to_page(world: World) {
        let shop = Shop::in_(world);
        let mut made = Vec::new();
        for _ in 0..5 {
            made.push(shop.order_called("Order 1").await);
            shop.minutes(1);
        }
        shop.order_called("Order 2").await;
        for ascending in [true, false] {
            let order = if ascending { SortOrder::Ascending } else { SortOrder::Descending };
            let first = shop.list(listing("Order 1").page_size(2).sort_order(order)).await.unwrap();
            let mut seen = ids(&first.order_reference_list);
            let mut token = first.next_page_token;
            let mut sizes = vec![seen.len()];
            // What is new meanwhile shifts nothing.
            let late = shop.order_called("Order 1").await;
            while let Some(next) = token {
                let page = shop.page(&next).await.unwrap();
                assert_eq!(shop.page(&next).await.unwrap(), page);
                sizes.push(page.order_reference_list.len());
                seen.extend(ids(&page.order_reference_list));
                token = page.next_page_token;
            }
            let mut expected = made.clone();
            if ascending {
                expected.push(late.clone());
            } else {
                expected.reverse();
            }
            assert_eq!(seen, expected);
            assert_eq!(sizes.iter().sum::<usize>(), expected.len());
            assert!(sizes.iter().all(|size| *size <= 2));
            made.push(late);
            shop.minutes(1);
        }
    }
}

#[tokio::test]
async fn an_order_is_shown_as_it_is() {
    let shop = Shop::in_(World::in_memory().await);
    let id = shop.order_called("Order 1").await;
    let listed = shop.list(listing("Order 1")).await.unwrap().order_reference_list;
    let details = shop.details(&id).await;
    let [order] = listed.as_slice() else { panic!("{listed:?}") };
    assert_eq!(order.order_reference_status, details.order_reference_status);
    assert_eq!(order.seller_order_attributes, details.seller_order_attributes);
    assert_eq!(order.order_total, details.order_total);
    assert_eq!(order.creation_timestamp, details.creation_timestamp);
    assert_eq!(order.order_language, details.order_language);
    assert_eq!(order.release_environment, ReleaseEnvironment::Sandbox);
}

#[tokio::test]
async fn only_what_is_asked_for_is_listed() {
    let shop = Shop::in_(World::in_memory().await);
    let open = shop.order_called("Order").await;
    shop.minutes(1);
    let closed = shop.order_called("Order").await;
    shop.close(&closed).await.unwrap();
    shop.minutes(1);
    let canceled = shop.order_called("Order").await;
    shop.cancel(&canceled).await.unwrap();
    let draft = shop.draft().await;
    let called = SellerOrderAttributes { seller_order_id: Some("Order".to_owned()), ..Default::default() };
    let said = OrderReferenceAttributes { seller_order_attributes: Some(called), ..attributes("5") };
    let set = SetOrderReferenceDetailsRequest::new(draft.as_str(), said);
    shop.world.sandbox.set_order_reference_details(&shop.call(), set).await.unwrap();

    let all = [&canceled, &closed, &open].map(Clone::clone);
    assert_eq!(shop.listed(listing("Order")).await, all);
    assert!(shop.listed(listing("Nothing")).await.is_empty());
    for (states, expected) in [
        (vec![ListedState::Open], vec![&open]),
        (vec![ListedState::Closed, ListedState::Canceled], vec![&canceled, &closed]),
        (vec![ListedState::Suspended], vec![]),
    ] {
        let request = ListOrderReferenceRequest { order_reference_status_list_filter: states, ..listing("Order") };
        assert_eq!(shop.listed(request).await, expected.into_iter().cloned().collect::<Vec<_>>());
    }
    for (domain, expected) in [(PaymentDomain::NaUsd, 3), (PaymentDomain::EuEur, 0), (PaymentDomain::FeJpy, 0)] {
        assert_eq!(shop.listed(listing("Order").payment_domain(domain)).await.len(), expected);
    }
    // One that is called otherwise later is found under its last name.
    let called = SellerOrderAttributes { seller_order_id: Some("Other".to_owned()), ..Default::default() };
    let said = OrderReferenceAttributes { seller_order_attributes: Some(called), ..attributes("5") };
    let set = SetOrderReferenceDetailsRequest::new(draft.as_str(), said);
    shop.world.sandbox.set_order_reference_details(&shop.call(), set).await.unwrap();
    shop.confirm(&draft).await.unwrap();
    assert_eq!(shop.listed(listing("Order")).await, all);
    assert_eq!(shop.listed(listing("Other")).await, [draft]);
}

#[tokio::test]
async fn a_range_of_time_has_its_ends_in_it_and_thirty_one_days() {
    let shop = Shop::in_(World::in_memory().await);
    let first = shop.order_called("Order").await;
    let begun = shop.now();
    shop.pass(TimeDelta::days(31));
    let second = shop.order_called("Order").await;
    let now = shop.now();
    let range = |start_time, end_time| {
        let range = CreatedTimeRange { start_time, end_time };
        listing("Order").created_time_range(range).sort_order(SortOrder::Ascending)
    };
    let moment = TimeDelta::milliseconds(1);
    assert_eq!(shop.listed(range(Some(begun), Some(now))).await, [first.clone(), second.clone()]);
    assert_eq!(shop.listed(range(None, None)).await, [first.clone(), second.clone()]);
    assert_eq!(shop.listed(range(None, Some(now - moment))).await, std::slice::from_ref(&first));
    assert_eq!(shop.listed(range(Some(begun + moment), None)).await, [second]);
    assert_eq!(shop.listed(range(Some(begun), Some(begun))).await, [first]);
    for refusal in
        [range(Some(begun), Some(now + moment)), range(Some(now), Some(begun)), range(Some(now + moment), None)]
    {
        refused(shop.list(refusal).await, ErrorCode::InvalidParameterValue, 400);
    }
}

#[tokio::test]
async fn a_request_that_makes_no_sense_is_refused() {
    let shop = Shop::in_(World::in_memory().await);
    let other = || "Other".to_owned();
    for request in [
        listing(""),
        ListOrderReferenceRequest::new("Order", QueryIdType::Other(other())),
        listing("Order").page_size(0),
        listing("Order").page_size(-1),
        listing("Order").sort_order(SortOrder::Other(other())),
        listing("Order").payment_domain(PaymentDomain::Other(other())),
        listing("Order").order_reference_status_list_filter([ListedState::Other(other())]),
    ] {
        refused(shop.list(request).await, ErrorCode::InvalidParameterValue, 400);
    }
}

#[tokio::test]
async fn a_page_has_ten_orders_unless_said_otherwise_and_never_more_than_a_hundred() {
    let shop = Shop::in_(World::in_memory().await);
    for _ in 0..101 {
        shop.order_called("Order").await;
    }
    assert_eq!(shop.listed(listing("Order")).await.len(), 10);
    let whole = shop.list(listing("Order").page_size(1_000)).await.unwrap();
    assert_eq!(whole.order_reference_list.len(), 100);
    let last = shop.page(&whole.next_page_token.unwrap()).await.unwrap();
    assert_eq!((last.order_reference_list.len(), last.next_page_token), (1, None));
}

#[tokio::test]
async fn a_page_token_of_elsewhere_or_with_a_letter_changed_is_refused() {
    let shop = Shop::in_(World::in_memory().await);
    refused(shop.page("e30.e30").await, ErrorCode::InvalidParameterValue, 400);
    for _ in 0..3 {
        shop.order_called("Order").await;
    }
    let token = shop.list(listing("Order").page_size(1)).await.unwrap().next_page_token.unwrap();
    shop.page(&token).await.unwrap();
    for place in (0..token.len()).step_by(7) {
        let mut forged = token.clone().into_bytes();
        forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        refused(shop.page(&forged).await, ErrorCode::InvalidParameterValue, 400);
    }
    for forged in ["", ".", "x", &token[1..], &format!("{token}."), "\u{e9}.\u{e9}"] {
        refused(shop.page(forged).await, ErrorCode::InvalidParameterValue, 400);
    }
    let live = shop.call_in(Environment::Live);
    let request = ListOrderReferenceByNextTokenRequest::new(token.as_str());
    let answer = shop.world.sandbox.list_order_reference_by_next_token(&live, request).await;
    refused(answer, ErrorCode::InvalidParameterValue, 400);
    // That of another world was signed with another key.
    let elsewhere = Shop::in_(World::in_memory().await);
    elsewhere.agreement().await;
    for _ in 0..3 {
        elsewhere.order_called("Order").await;
    }
    let foreign = elsewhere.list(listing("Order").page_size(1)).await.unwrap().next_page_token.unwrap();
    refused(shop.page(&foreign).await, ErrorCode::InvalidParameterValue, 400);
}
