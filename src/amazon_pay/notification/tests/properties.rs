//! What holds of every notification.

use proptest::prelude::*;

use super::*;
use crate::amazon_pay::{
    AuthorizationState, AuthorizationStatus, OrderReferenceState, OrderReferenceStatus, ProviderCreditState,
    ProviderCreditStatus, RefundState, RefundStatus,
};

/// A text that XML can carry, without a line break at its ends, which would be layout.
fn words() -> impl Strategy<Value = String> {
    "[ -~äöü€]{0,20}[!-~]"
}

fn prices() -> impl Strategy<Value = Price> {
    (0..100_000_000_i64, 0..4_u32, "[A-Z]{3}")
        .prop_map(|(units, scale, currency)| Price::new(rust_decimal::Decimal::new(units, scale), &currency))
}

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (0..4_000_000_000_000_i64).prop_map(|millis| DateTime::from_timestamp_millis(millis).unwrap())
}

/// A status of the type that is asked for.
macro_rules! status {
    ($status:ident, $state:ident) => {
        (
            proptest::sample::select($state::VALUES).prop_map($state::from),
            proptest::option::of(instants()),
            proptest::option::of(words()),
            proptest::option::of(words()),
        )
            .prop_map(|(state, last_update_timestamp, reason, reason_description)| $status {
                state,
                last_update_timestamp,
                reason_code: reason.map(|reason| reason.as_str().into()),
                reason_description,
            })
    };
}

fn contents() -> impl Strategy<Value = Content> {
    let order = (
        words(),
        status!(OrderReferenceStatus, OrderReferenceState),
        instants(),
        proptest::option::of(prices()),
        words(),
    );
    let order = order.prop_map(|(id, status, at, total, seller_order_id)| {
        let mut order = OrderReference::new(id.trim().into(), status, at);
        order.order_total = total;
        order.seller_order_attributes =
            Some(SellerOrderAttributes { seller_order_id: Some(seller_order_id), ..SellerOrderAttributes::default() });
        Content::OrderReference(Box::new(order))
    });
    let capture = (
        words(),
        words(),
        prices(),
        instants(),
        status!(CaptureStatus, CaptureState),
        proptest::collection::vec(words(), 0..4),
    );
    let capture = capture.prop_map(|(id, reference, amount, at, status, ids)| {
        let mut capture = Capture::new(id.trim().into(), reference, amount, at, status);
        capture.id_list = ids.iter().map(|id| id.trim().into()).collect();
        Content::Capture(Box::new(capture))
    });
    let authorization = (
        words(),
        words(),
        prices(),
        instants(),
        status!(AuthorizationStatus, AuthorizationState),
        proptest::option::of(any::<bool>()),
    );
    let authorization = authorization.prop_map(|(id, reference, amount, at, status, now)| {
        let mut authorization = Authorization::new(id.trim().into(), reference, amount, at, status);
        authorization.capture_now = now;
        Content::Authorization(Box::new(authorization))
    });
    let refund = (words(), words(), prices(), instants(), status!(RefundStatus, RefundState));
    let refund = refund.prop_map(|(id, reference, amount, at, status)| {
        Content::Refund(Box::new(Refund::new(id.trim().into(), reference, amount, at, status)))
    });
    let credit = (words(), words(), words(), prices(), instants(), status!(ProviderCreditStatus, ProviderCreditState));
    let credit = credit.prop_map(|(id, provider, reference, amount, at, status)| {
        let credit = ProviderCredit::new(id.trim().into(), "A1".to_owned(), provider, reference, amount, at, status);
        Content::ProviderCredit(Box::new(credit))
    });
    let other = (words(), words()).prop_map(|(kind, data)| {
        Content::Other(OtherContent { notification_type: format!("Another {kind}"), notification_data: data })
    });
    prop_oneof![order, capture, authorization, refund, credit, other]
}

fn notifications() -> impl Strategy<Value = Notification> {
    (words(), any::<bool>(), words(), contents(), proptest::option::of(instants()), any::<bool>()).prop_map(
        |(seller, live, reference, content, timestamp, sample)| {
            let environment = if live { Environment::Live } else { Environment::Sandbox };
            let mut notification = Notification::new(seller, environment, reference, content);
            notification.timestamp = timestamp;
            notification.is_sample = sample;
            notification.event_type = sample.then_some(EventType::AddressUpdated);
            notification
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_signed_is_verified_as_it_was(notification in notifications(), version_2 in any::<bool>()) {
        let algorithm = if version_2 { SignatureAlgorithm::RsaSha256 } else { SignatureAlgorithm::RsaSha1 };
        let signed = envelope(notification.message()).sign(&SNS, CERTIFICATE_URL, algorithm).unwrap();
        prop_assert_eq!(verify(&signed.body), Ok(notification));
    }

    #[test]
    fn whatever_byte_is_changed_nothing_else_is_told(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut body = signed(&capture().message()).into_bytes();
        let place = place.index(body.len());
        body[place] = byte;
        let verified = Received::parse(TYPE, &body).map_err(VerifyError::from)
            .and_then(|received| received.verify(SNS.certificate()));
        // A byte that isn't signed tells nothing.
        if let Ok(told) = verified {
            prop_assert_eq!(told, capture());
        }
    }

    #[test]
    fn no_byte_of_what_is_signed_may_change(
        member in proptest::sample::select(&["Message", "MessageId", "Timestamp", "TopicArn", "Type", "Signature"][..]),
        place in any::<prop::sample::Index>(),
        flip in 1..128_u8,
    ) {
        let body = signed(&capture().message());
        let members: serde_json::Value = serde_json::from_str(&body).unwrap();
        let mut value = members[member].as_str().unwrap().as_bytes().to_vec();
        let place = place.index(value.len());
        value[place] ^= flip;
        let changed = with(&body, member, String::from_utf8(value).unwrap());
        prop_assert!(verify(&changed).is_err(), "{}", changed);
    }

    #[test]
    fn nothing_panics(body in any::<Vec<u8>>(), text in any::<String>()) {
        let _ = Received::parse(None, &body);
        let _ = Received::parse(Some(&text), signed(&text).as_bytes());
        let message = with(&capture().message(), "NotificationData", text);
        let _ = Received::parse(TYPE, signed(&message).as_bytes());
    }
}
