//! A charge, which is up to four calls.

use amazon_fps::amazon_pay::ErrorCode;
use amazon_fps::amazon_pay::client::{Charge, Client};
use amazon_fps::error::Outcome;
use amazon_fps::money::Price;

use crate::script::*;

const ORDER: &str = "S01-1234567-7654321";
const AGREEMENT: &str = "C01-1234567-7654321";

fn charge() -> Charge {
    Charge { capture_now: true, transaction_timeout: Some(0), ..Charge::new("order-4711-1", Price::usd(94)) }
}

fn order(state: &str) -> String {
    format!(
        "<OrderReferenceDetails><OrderReferenceStatus><State>{state}</State></OrderReferenceStatus>\
         <ReleaseEnvironment>Sandbox</ReleaseEnvironment><AmazonOrderReferenceId>{ORDER}</AmazonOrderReferenceId>\
         <CreationTimestamp>2017-07-07T11:00:00.000Z</CreationTimestamp>\
         <ExpirationTimestamp>2018-01-03T11:00:00.000Z</ExpirationTimestamp></OrderReferenceDetails>"
    )
}

fn agreement(state: &str) -> Reply {
    let details = format!(
        "<BillingAgreementDetails><BillingAgreementStatus><State>{state}</State></BillingAgreementStatus>\
         <ReleaseEnvironment>Sandbox</ReleaseEnvironment><AmazonBillingAgreementId>{AGREEMENT}</AmazonBillingAgreementId>\
         <CreationTimestamp>2017-07-07T11:00:00.000Z</CreationTimestamp></BillingAgreementDetails>"
    );
    answer("GetBillingAgreementDetails", &details)
}

fn of(script: &Script) -> Client {
    script.client().build().expect("it is complete")
}

/// The operations that were called, and the amounts that they named.
fn called(script: &Script) -> Vec<(String, Option<String>)> {
    let sent = script.sent();
    let amount = |sent: &[(String, String)]| {
        sent.iter()
            .find(|(name, _)| name.ends_with(".Amount"))
            .map(|(_, value)| value.trim_end_matches(".00").to_owned())
    };
    sent.iter().map(|sent| (value(sent, "Action").expect("it is sent").to_owned(), amount(sent))).collect()
}

fn calls<const N: usize>(calls: [(&str, Option<&str>); N]) -> Vec<(String, Option<String>)> {
    calls.into_iter().map(|(operation, amount)| (operation.to_owned(), amount.map(str::to_owned))).collect()
}

#[tokio::test]
async fn a_draft_is_set_and_confirmed_before_it_is_authorized() {
    let captured = authorization("<State>Closed</State><ReasonCode>MaxCapturesProcessed</ReasonCode>");
    let script = Script::of([
        answer("GetOrderReferenceDetails", &order("Draft")),
        answer("SetOrderReferenceDetails", &order("Draft")),
        reply(200, document("ConfirmOrderReference", "")),
        answer("Authorize", &captured),
    ]);
    let client = of(&script);
    let charging = tokio::spawn(async move { client.charge(ORDER, &charge()).await });
    let charged = charging.await.expect("nothing panics").expect("the script charges");
    assert!(charged.is_captured());
    assert_eq!(
        called(&script),
        calls([
            ("GetOrderReferenceDetails", None),
            ("SetOrderReferenceDetails", Some("94")),
            ("ConfirmOrderReference", None),
            ("Authorize", Some("94")),
        ])
    );
    let authorize = script.sent().pop().expect("it was the last call");
    assert_eq!(value(&authorize, "AuthorizationReferenceId"), Some("order-4711-1"));
    assert_eq!((value(&authorize, "CaptureNow"), value(&authorize, "TransactionTimeout")), (Some("true"), Some("0")));
}

#[tokio::test]
async fn whatever_is_no_draft_is_authorized_as_it_is() {
    let script = Script::of([answer("GetOrderReferenceDetails", &order("Open")), authorized()]);
    of(&script).charge(ORDER, &charge()).await.expect("the script charges");
    assert_eq!(called(&script), calls([("GetOrderReferenceDetails", None), ("Authorize", Some("94"))]));

    // What can't be authorized is the service's to say.
    let script = Script::of([
        answer("GetOrderReferenceDetails", &order("Suspended")),
        refusal(405, "InvalidOrderReferenceStatus"),
    ]);
    let error = of(&script).charge(ORDER, &charge()).await.expect_err("it is suspended");
    assert!(error.is(ErrorCode::InvalidOrderReferenceStatus), "{error}");
}

#[tokio::test]
async fn a_constraint_ends_a_charge_before_any_money_moves() {
    let script = Script::of([
        answer("GetOrderReferenceDetails", &order("Draft")),
        answer("SetOrderReferenceDetails", &order("Draft")),
        refusal(404, "ConstraintsExist"),
    ]);
    let error = of(&script).charge(ORDER, &charge()).await.expect_err("there is a constraint");
    assert!(error.is(ErrorCode::ConstraintsExist), "{error}");
    assert_eq!(script.requests().len(), 3);
}

#[tokio::test]
async fn a_billing_agreement_is_known_by_its_id() {
    let result =
        format!("{}<AmazonOrderReferenceId>{ORDER}</AmazonOrderReferenceId>", authorization("<State>Open</State>"));
    let script = Script::of([
        agreement("Draft"),
        reply(200, document("ConfirmBillingAgreement", "<ConfirmBillingAgreementResult/>")),
        answer("AuthorizeOnBillingAgreement", &result),
        agreement("Open"),
        answer("AuthorizeOnBillingAgreement", &result),
    ]);
    let client = of(&script);
    for _ in 0..2 {
        assert!(client.charge(AGREEMENT, &charge()).await.expect("the script charges").is_open());
    }
    assert_eq!(
        called(&script),
        calls([
            ("GetBillingAgreementDetails", None),
            ("ConfirmBillingAgreement", None),
            ("AuthorizeOnBillingAgreement", Some("94")),
            ("GetBillingAgreementDetails", None),
            ("AuthorizeOnBillingAgreement", Some("94")),
        ])
    );
}

#[tokio::test]
async fn a_charge_that_cannot_be_made_is_not_begun() {
    let script = Script::of([]);
    let client = of(&script);
    let long = Charge::new("x".repeat(33), Price::usd(94));
    for (id, charge, reason) in [
        ("A01-1234567-7654321", &charge(), "AmazonOrderReferenceId: it must begin with P or S"),
        ("", &charge(), "must begin with P or S"),
        (ORDER, &long, "AuthorizationReferenceId: it has 33 characters"),
        (AGREEMENT, &long, "AuthorizationReferenceId: it has 33 characters"),
    ] {
        let error = client.charge(id, charge).await.expect_err(reason);
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(error.outcome(), Outcome::NotSent);
    }
    assert!(script.requests().is_empty());
}
