//! How the state of each object may begin, and from where it may lead where: the tables of states, written down again.

use std::collections::BTreeSet;

use crate::sandbox::{
    amazon_pay::rows::Status,
    rows::{Key, Row},
};

/// From which state (none where it begins) to which, and the reasons that may be given: none is an empty text.
type Edge = (&'static str, &'static str, &'static [&'static str]);

const NEW: &str = "";
const NONE: &[&str] = &[""];
const DECLINED: &[&str] = &["InvalidPaymentMethod", "AmazonRejected", "ProcessingFailure", "TransactionTimedOut"];
const FAILED: &[&str] = &["AmazonRejected", "ProcessingFailure"];

const ORDER: &[Edge] = &[
    (NEW, "Draft", NONE),
    ("Draft", "Open", NONE),
    // The second one where the agreement that it was made from is canceled.
    ("Draft", "Canceled", &["Stale", "AmazonCanceled"]),
    ("Open", "Suspended", &["InvalidPaymentMethod"]),
    ("Suspended", "Open", NONE),
    ("Open", "Canceled", &["SellerCanceled", "AmazonCanceled"]),
    ("Suspended", "Canceled", &["SellerCanceled", "AmazonCanceled"]),
    ("Open", "Closed", &["SellerClosed", "AmazonClosed", "Expired", "MaxAmountCharged", "MaxAuthorizationsCaptured"]),
    // Asked for by a simulation, or Amazon's own.
    ("Suspended", "Closed", &["SellerClosed", "AmazonClosed", "Expired"]),
];

const AUTHORIZATION: &[Edge] = &[
    (NEW, "Pending", NONE),
    (NEW, "Open", NONE),
    (NEW, "Closed", &["MaxCapturesProcessed"]),
    (NEW, "Declined", DECLINED),
    ("Pending", "Open", NONE),
    ("Pending", "Closed", &["MaxCapturesProcessed", "OrderReferenceCanceled"]),
    ("Pending", "Declined", DECLINED),
    (
        "Open",
        "Closed",
        &["MaxCapturesProcessed", "ExpiredUnused", "SellerClosed", "OrderReferenceCanceled", "AmazonClosed"],
    ),
];

const CAPTURE: &[Edge] = &[
    (NEW, "Pending", NONE),
    (NEW, "Completed", NONE),
    (NEW, "Declined", FAILED),
    ("Pending", "Completed", NONE),
    ("Pending", "Declined", FAILED),
    ("Completed", "Closed", &["MaxAmountRefunded", "MaxRefundsProcessed", "AmazonClosed"]),
];

const REFUND: &[Edge] =
    &[(NEW, "Pending", NONE), ("Pending", "Completed", &["", "BuyerCanceled"]), ("Pending", "Declined", FAILED)];

const AGREEMENT: &[Edge] = &[
    (NEW, "Draft", NONE),
    ("Draft", "Open", NONE),
    ("Draft", "Canceled", &["Stale", "AmazonCanceled"]),
    ("Open", "Suspended", &["InvalidPaymentMethod"]),
    ("Suspended", "Open", NONE),
    ("Open", "Closed", &["SellerClosed", "BuyerClosed", "AmazonClosed"]),
    ("Suspended", "Closed", &["SellerClosed", "BuyerClosed", "AmazonClosed"]),
    ("Open", "Canceled", &["AmazonCanceled"]),
    ("Suspended", "Canceled", &["AmazonCanceled"]),
];

const CREDIT: &[Edge] = &[(NEW, "Open", NONE), ("Open", "Closed", &["MaxAmountReversed"])];

const REVERSAL: &[Edge] = &[(NEW, "Pending", NONE), ("Pending", "Completed", NONE), ("Pending", "Declined", FAILED)];

const TABLES: [(&str, &[Edge]); 7] = [
    ("order reference", ORDER),
    ("authorization", AUTHORIZATION),
    ("capture", CAPTURE),
    ("refund", REFUND),
    ("billing agreement", AGREEMENT),
    ("provider credit", CREDIT),
    ("provider credit reversal", REVERSAL),
];

/// Every edge: what it is one of, from where, and where to.
pub(super) fn all() -> BTreeSet<(&'static str, &'static str, &'static str)> {
    TABLES.iter().flat_map(|(name, edges)| edges.iter().map(|(from, to, _)| (*name, *from, *to))).collect()
}

/// What an object is called in the tables.
pub(super) fn name(key: &Key) -> &'static str {
    let place = match key {
        Key::OrderReference(_) => 0,
        Key::Authorization(_) => 1,
        Key::Capture(_) => 2,
        Key::Refund(_) => 3,
        Key::BillingAgreement(_) => 4,
        Key::ProviderCredit(_) => 5,
        Key::ProviderCreditReversal(_) => 6,
        other => panic!("{other:?} is no object of Amazon Pay"),
    };
    TABLES[place].0
}

/// The states that an object has entered, each with its reason; none for a row that has no state.
pub(super) fn walked(row: &Row) -> Option<Vec<(&'static str, &'static str)>> {
    macro_rules! walk {
        ($status:expr, $edges:expr) => {
            Some(walk($status, $edges, |state| state.as_str()))
        };
    }
    match row {
        Row::OrderReference(row) => walk!(&row.status, ORDER),
        Row::Authorization(row) => walk!(&row.status, AUTHORIZATION),
        Row::Capture(row) => walk!(&row.status, CAPTURE),
        Row::Refund(row) => walk!(&row.status, REFUND),
        Row::BillingAgreement(row) => walk!(&row.status, AGREEMENT),
        Row::ProviderCredit(row) => walk!(&row.status, CREDIT),
        Row::ProviderCreditReversal(row) => walk!(&row.status, REVERSAL),
        _ => None,
    }
}

/// Checks that every step is an edge, and that none is before the last one.
fn walk<S: Copy + PartialEq>(
    status: &Status<S>,
    edges: &[Edge],
    name: fn(S) -> &'static str,
) -> Vec<(&'static str, &'static str)> {
    let mut from = NEW;
    let mut last = None;
    let mut walked = Vec::new();
    for entered in status.history() {
        let to = name(entered.state);
        let reason = entered.reason.map_or("", |reason| reason.as_str());
        let is_edge = edges.iter().any(|edge| edge.0 == from && edge.1 == to && edge.2.contains(&reason));
        assert!(is_edge, "from '{from}' to '{to}' because of '{reason}'");
        assert!(last.is_none_or(|last| last <= entered.at), "{to} is entered before {from}");
        walked.push((to, reason));
        (from, last) = (to, Some(entered.at));
    }
    walked
}
