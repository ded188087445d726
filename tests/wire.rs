//! One encode and one decode for both transports: whatever a request holds, the query and the XML
//! document mean the same, and the server reads what the client wrote.

use std::borrow::Cow;

use amazon_fps::fps::{
    ChargeFeeTo, DescriptorPolicy, GetAccountActivityRequest, PayRequest, SoftDescriptorType, TransactionalRole,
};
use amazon_fps::money::Amount;
use amazon_fps::wire::{Decode, Limits, Request, flatten, query, xml};
use chrono::{DateTime, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;

fn through_query<R: Request>(request: &R) -> R {
    let parameters = query::write(request);
    let parameters =
        parameters.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), Cow::Borrowed(value.as_str())));
    let tree = query::read(R::OPERATION.name, parameters, &Limits::REQUEST).expect("nothing contradicts");
    R::decode(tree.root()).expect("we read what we wrote")
}

fn through_xml<R: Request>(request: &R) -> R {
    let document = xml::body(R::OPERATION.name, "http://fps.amazonaws.com/doc/2010-08-28/", request);
    let tree = xml::read(&document, &Limits::REQUEST).expect("we write XML");
    R::decode(tree.root()).expect("we read what we wrote")
}

fn text() -> impl Strategy<Value = String> {
    any::<String>().prop_filter("XML can carry it", |text| xml::is_writable(text))
}

fn amount() -> impl Strategy<Value = Amount> {
    (1_i64..1_000_000_000).prop_map(|cents| Amount::usd(Decimal::new(cents, 2)))
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    // Milliseconds from 2007 to 2100: what FPS ever had to write.
    (1_167_609_600_000_i64..4_102_444_800_000)
        .prop_map(|millis| DateTime::from_timestamp_millis(millis).expect("it is in range"))
}

prop_compose! {
    fn pay()(
        tokens in prop::collection::vec("[0-9A-Z]{1,65}", 2),
        reference in text().prop_filter("it says something", |text| !text.trim().is_empty()),
        texts in prop::collection::vec(text(), 3),
        amount in amount(),
        fee in prop::option::of(amount_of_fee()),
        percent in prop::option::of((0_i64..100_000, 0_u32..4)),
        charge in prop::option::of(prop_oneof![Just(ChargeFeeTo::Caller), Just(ChargeFeeTo::Recipient)]),
        dynamic in any::<Option<bool>>(),
        minutes in prop::option::of(1_i32..),
    ) -> PayRequest {
        let mut request = PayRequest::new(tokens[0].as_str(), amount, reference.as_str())
            .recipient_token_id(tokens[1].as_str())
            .caller_description(texts[0].as_str())
            .sender_description(texts[1].as_str())
            .override_ipn_url(texts[2].as_str());
        request.marketplace_fixed_fee = fee;
        request.marketplace_variable_fee = percent.map(|(value, scale)| Decimal::new(value, scale));
        request.charge_fee_to = charge;
        request.descriptor_policy = dynamic.map(|dynamic| DescriptorPolicy {
            soft_descriptor_type: Some(if dynamic { SoftDescriptorType::Dynamic } else { SoftDescriptorType::Static }),
            cs_owner: None,
        });
        request.transaction_timeout_in_mins = minutes;
        request
    }
}

fn amount_of_fee() -> impl Strategy<Value = Amount> {
    (0_i64..10_000).prop_map(|cents| Amount::usd(Decimal::new(cents, 2)))
}

prop_compose! {
    fn activity()(
        start in instant(),
        end in prop::option::of(instant()),
        size in prop::option::of(20_i32..=200),
        roles in prop::collection::vec(
            prop_oneof![Just(TransactionalRole::Sender), Just(TransactionalRole::Caller), Just(TransactionalRole::Recipient)],
            0..15,
        ),
    ) -> GetAccountActivityRequest {
        let mut request = GetAccountActivityRequest::new(start).role(roles);
        request.end_date = end;
        request.max_batch_size = size;
        request
    }
}

proptest! {
    #[test]
    fn a_payment_means_the_same_on_both_ways(request in pay()) {
        prop_assert_eq!(&through_query(&request), &request);
        prop_assert_eq!(&through_xml(&request), &request);
        prop_assert_eq!(flatten(&through_query(&request)), flatten(&through_xml(&request)));
    }

    #[test]
    fn lists_and_instants_mean_the_same_on_both_ways(request in activity()) {
        prop_assert_eq!(&through_query(&request), &request);
        prop_assert_eq!(&through_xml(&request), &request);
    }

    #[test]
    fn the_order_of_fields_means_nothing(request in pay(), seed in any::<u64>()) {
        let mut parameters = query::write(&request);
        let mut state = seed | 1;
        for index in (1..parameters.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            parameters.swap(index, (state >> 33) as usize % (index + 1));
        }
        let parameters = parameters.iter().map(|(name, value)| (Cow::Borrowed(name.as_str()), Cow::Borrowed(value.as_str())));
        let tree = query::read("Pay", parameters, &Limits::REQUEST).expect("nothing contradicts");
        prop_assert_eq!(PayRequest::decode(tree.root()).expect("it is whole"), request);
    }
}

#[test]
fn a_misspelt_name_is_pointed_at() {
    let parameters = [
        ("SenderTokenID", "T"),
        ("CallerReference", "r"),
        ("TransactionAmount.CurrencyCode", "USD"),
        ("TransactionAmount.Value", "1"),
    ];
    let parameters = parameters.map(|(name, value)| (Cow::Borrowed(name), Cow::Borrowed(value)));
    let tree = query::read("Pay", parameters, &Limits::REQUEST).expect("nothing contradicts");
    let malformed = PayRequest::decode(tree.root()).expect_err("there is no SenderTokenId");
    assert_eq!(
        malformed.to_string(),
        "SenderTokenId: it is required, and is missing; there is SenderTokenID, but names are case-sensitive"
    );

    let tree = query::read(
        "Pay",
        [
            ("TransactionAmount.Value".into(), "1,5".into()),
            ("SenderTokenId".into(), "T".into()),
            ("TransactionAmount.CurrencyCode".into(), "USD".into()),
        ],
        &Limits::REQUEST,
    )
    .expect("nothing contradicts");
    let malformed = PayRequest::decode(tree.root()).expect_err("1,5 is no number");
    assert_eq!(
        malformed.to_string(),
        "TransactionAmount.Value: it is '1,5', and must be a decimal number such as 25.01"
    );
}
