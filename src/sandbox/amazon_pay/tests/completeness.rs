//! Every operation on an object in every state: what it leads to, or how it is refused.

use super::{
    super::{
        rows::{self, OrderState},
        rules::amazon,
    },
    *,
};

/// The operations on order references, in the order of the table.
const ON_ORDERS: [&str; 7] = [
    "SetOrderReferenceDetails",
    "SetOrderAttributes",
    "ConfirmOrderReference",
    "Authorize",
    "CancelOrderReference",
    "CloseOrderReference",
    "GetOrderReferenceDetails",
];

/// What each leads to: the state of the order, or the error. The order gets a new total by the first one, and a name of
/// a store by the second.
const ORDERS: &[(OrderState, [&str; 7])] = &[
    (
        OrderState::Draft,
        [
            "Draft",
            "Draft",
            "Open",
            "InvalidOrderReferenceStatus",
            "InvalidCancelAttempt",
            "InvalidCloseAttempt",
            "Draft",
        ],
    ),
    (
        OrderState::Open,
        [
            "OrderReferenceNotModifiable",
            "Open",
            "Open",
            "Open",
            "Canceled/SellerCanceled",
            "Closed/SellerClosed",
            "Open",
        ],
    ),
    (
        OrderState::Suspended,
        [
            "OrderReferenceNotModifiable",
            "Suspended/InvalidPaymentMethod",
            "PaymentMethodNotUpdated",
            "InvalidOrderReferenceStatus",
            "Canceled/SellerCanceled",
            "Closed/SellerClosed",
            "Suspended/InvalidPaymentMethod",
        ],
    ),
    (
        OrderState::Canceled,
        [
            "OrderReferenceNotModifiable",
            "OrderReferenceNotModifiable",
            "InvalidOrderReferenceStatus",
            "InvalidOrderReferenceStatus",
            "InvalidCancelAttempt",
            "InvalidCloseAttempt",
            "Canceled/AmazonCanceled",
        ],
    ),
    (
        OrderState::Closed,
        [
            "OrderReferenceNotModifiable",
            "Closed/AmazonClosed",
            "InvalidOrderReferenceStatus",
            "InvalidOrderReferenceStatus",
            "InvalidCancelAttempt",
            "InvalidCloseAttempt",
            "Closed/AmazonClosed",
        ],
    ),
];

const ON_AUTHORIZATIONS: [&str; 3] = ["Capture", "CloseAuthorization", "GetAuthorizationDetails"];

const AUTHORIZATIONS: &[(rows::AuthorizationState, [&str; 3])] = &[
    (rows::AuthorizationState::Pending, ["InvalidAuthorizationStatus", "InvalidAuthorizationStatus", "Pending"]),
    (rows::AuthorizationState::Open, ["Closed/MaxCapturesProcessed", "Closed/SellerClosed", "Open"]),
    (
        rows::AuthorizationState::Declined,
        ["InvalidAuthorizationStatus", "InvalidAuthorizationStatus", "Declined/ProcessingFailure"],
    ),
    (
        rows::AuthorizationState::Closed,
        ["InvalidAuthorizationStatus", "InvalidAuthorizationStatus", "Closed/AmazonClosed"],
    ),
];

const ON_CAPTURES: [&str; 2] = ["Refund", "GetCaptureDetails"];

const CAPTURES: &[(rows::CaptureState, [&str; 2])] = &[
    (rows::CaptureState::Pending, ["CaptureNotRefundable", "Pending"]),
    (rows::CaptureState::Declined, ["CaptureNotRefundable", "Declined/AmazonRejected"]),
    (rows::CaptureState::Completed, ["Completed", "Completed"]),
    (rows::CaptureState::Closed, ["CaptureNotRefundable", "Closed/AmazonClosed"]),
];

const REFUNDS: &[(rows::RefundState, [&str; 1])] = &[
    (rows::RefundState::Pending, ["Pending"]),
    (rows::RefundState::Declined, ["Declined/ProcessingFailure"]),
    (rows::RefundState::Completed, ["Completed"]),
];

#[test]
fn no_state_is_forgotten() {
    assert_eq!(ORDERS.iter().map(|(state, _)| *state).collect::<Vec<_>>(), OrderState::ALL);
    let authorizations: Vec<_> = AUTHORIZATIONS.iter().map(|(state, _)| *state).collect();
    assert_eq!(authorizations, rows::AuthorizationState::ALL);
    assert_eq!(CAPTURES.iter().map(|(state, _)| *state).collect::<Vec<_>>(), rows::CaptureState::ALL);
    assert_eq!(REFUNDS.iter().map(|(state, _)| *state).collect::<Vec<_>>(), rows::RefundState::ALL);
}

/// Of orders and what they lead to; those of billing agreements and providers have tables of their own.
#[test]
fn no_operation_is_forgotten() {
    let takes = |operation: &&crate::contract::OperationInfo| {
        ["AmazonOrderReferenceId", "AmazonAuthorizationId", "AmazonCaptureId", "AmazonRefundId"]
            .iter()
            .any(|id| operation.request_fields.iter().any(|field| field.name == *id))
    };
    let mut known: Vec<_> = SERVICE.operations.iter().filter(takes).map(|operation| operation.name).collect();
    let mut here: Vec<_> = [&ON_ORDERS[..], &ON_AUTHORIZATIONS, &ON_CAPTURES, &["GetRefundDetails"]].concat();
    known.sort_unstable();
    here.sort_unstable();
    assert_eq!(here, known);
}

#[tokio::test]
async fn orders_in_every_state() {
    let shop = Shop::in_(World::in_memory().await);
    for (state, expected) in ORDERS {
        for (operation, expected) in ON_ORDERS.iter().zip(expected) {
            let order = shop.order_in(*state).await;
            let result = shop.on_order(operation, &order).await;
            assert_eq!(shop.outcome(result, &order).await, *expected, "{operation} of a {state:?} order");
        }
    }
}

#[tokio::test]
async fn authorizations_in_every_state() {
    let shop = Shop::in_(World::in_memory().await);
    for (state, expected) in AUTHORIZATIONS {
        for (operation, expected) in ON_AUTHORIZATIONS.iter().zip(expected) {
            let id = shop.authorization_in(*state).await;
            let result = match *operation {
                "Capture" => shop.capture(shop.capturing(&id, "1")).await.map(drop),
                "CloseAuthorization" => shop.close_authorization(&id).await,
                _ => Ok(()),
            };
            assert_eq!(shop.outcome(result, &id).await, *expected, "{operation} of a {state:?} authorization");
        }
    }
}

#[tokio::test]
async fn captures_in_every_state() {
    let shop = Shop::in_(World::in_memory().await);
    for (state, expected) in CAPTURES {
        for (operation, expected) in ON_CAPTURES.iter().zip(expected) {
            let id = shop.capture_in(*state).await;
            let result = match *operation {
                "Refund" => shop.refund(shop.refunding(&id, "1")).await.map(drop),
                _ => Ok(()),
            };
            assert_eq!(shop.outcome(result, &id).await, *expected, "{operation} of a {state:?} capture");
        }
    }
}

#[tokio::test]
async fn refunds_in_every_state() {
    let shop = Shop::in_(World::in_memory().await);
    for (state, [expected]) in REFUNDS {
        let capture = shop.captured("10").await;
        let id: String = shop.refund(shop.refunding(&capture, "1")).await.unwrap().amazon_refund_id.into_string();
        let declined = match state {
            rows::RefundState::Pending => None,
            rows::RefundState::Declined => Some(Some(rows::Reason::ProcessingFailure)),
            rows::RefundState::Completed => Some(None),
        };
        if let Some(declined) = declined {
            let id = id.clone();
            shop.act(move |books| amazon::decide_refund(books, &id, declined)).await.unwrap();
        }
        assert_eq!(shop.state(&id).await, *expected);
    }
}

impl Shop {
    async fn outcome(&self, result: Result<(), ServiceError>, id: &str) -> String {
        match result {
            Ok(()) => self.state(id).await,
            Err(error) => {
                let info = SERVICE.error(error.code()).unwrap();
                assert_eq!(error.status(), info.http_status);
                error.code().to_owned()
            }
        }
    }

    async fn order_in(&self, state: OrderState) -> String {
        if state == OrderState::Draft {
            let order = self.draft().await;
            self.set_total(&order, usd("10")).await.unwrap();
            return order;
        }
        let order = self.order("10").await;
        let id = order.clone();
        match state {
            OrderState::Draft | OrderState::Open => {}
            OrderState::Suspended => {
                let note = simulation(r#""State": "Declined", "ReasonCode": "InvalidPaymentMethod""#);
                let request = self.authorization(&order, "1").transaction_timeout(0).seller_authorization_note(note);
                self.authorize(request).await.unwrap();
            }
            OrderState::Canceled => self.act(move |books| amazon::cancel_order(books, &id)).await.unwrap(),
            OrderState::Closed => self.act(move |books| amazon::close_order(books, &id)).await.unwrap(),
        }
        order
    }

    async fn on_order(&self, operation: &str, order: &str) -> Result<(), ServiceError> {
        match operation {
            "SetOrderReferenceDetails" => self.set_total(order, usd("11")).await.map(drop),
            "SetOrderAttributes" => {
                let name =
                    SellerOrderAttributes { store_name: Some("Books".to_owned()), ..SellerOrderAttributes::default() };
                let attributes = OrderAttributes { seller_order_attributes: Some(name), ..OrderAttributes::default() };
                let request = SetOrderAttributesRequest::new(order, attributes);
                self.world.sandbox.set_order_attributes(&self.call(), request).await.map(drop)
            }
            "ConfirmOrderReference" => self.confirm(order).await,
            "Authorize" => self.authorize(self.authorization(order, "1").transaction_timeout(0)).await.map(drop),
            "CancelOrderReference" => self.cancel(order).await,
            "CloseOrderReference" => self.close(order).await,
            _ => Ok(()),
        }
    }

    async fn authorization_in(&self, state: rows::AuthorizationState) -> String {
        let order = self.order("10").await;
        let id = self.pending(&order, "1").await;
        let known = id.clone();
        let decision = match state {
            rows::AuthorizationState::Pending => return id,
            rows::AuthorizationState::Open | rows::AuthorizationState::Closed => rows::Decision::Approve,
            rows::AuthorizationState::Declined => {
                rows::Decision::Decline { reason: rows::Reason::ProcessingFailure, soft: None, mended_after: None }
            }
        };
        self.act(move |books| {
            amazon::decide_authorization(books, &known, decision)?;
            match state {
                rows::AuthorizationState::Closed => amazon::close_authorization(books, &known),
                _ => Ok(()),
            }
        })
        .await
        .unwrap();
        id
    }

    async fn capture_in(&self, state: rows::CaptureState) -> String {
        let order = self.order("10").await;
        let authorization = self.authorized(&order, "10").await;
        let mut request = self.capturing(&authorization, "10");
        request.seller_capture_note = match state {
            rows::CaptureState::Pending => Some(simulation(r#""State": "Pending""#)),
            rows::CaptureState::Declined => Some(simulation(r#""State": "Declined", "ReasonCode": "AmazonRejected""#)),
            rows::CaptureState::Closed => Some(simulation(r#""State": "Closed", "ReasonCode": "AmazonClosed""#)),
            rows::CaptureState::Completed => None,
        };
        self.capture(request).await.unwrap().amazon_capture_id.into_string()
    }
}
