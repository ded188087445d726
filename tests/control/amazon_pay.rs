//! Amazon Pay on the control plane: what buyers make and Amazon does there is what calls find.

use amazon_fps::amazon_pay::client::{Client, Throttle};
use amazon_fps::amazon_pay::{
    AuthorizeOnBillingAgreementRequest, AuthorizeRequest, CaptureRequest, Environment, ErrorCode,
    GetMerchantAccountStatusRequest, GetOrderReferenceDetailsRequest, GetServiceStatusRequest, RefundRequest,
};
use amazon_fps::client::{Credentials, Endpoint, RetryPolicy};
use amazon_fps::money::Price;
use amazon_fps::sandbox::{Clock, Sandbox};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::served::Served;

const ORDERS: &str = "/_sandbox/amazon-pay/order-references";
const AGREEMENTS: &str = "/_sandbox/amazon-pay/billing-agreements";
const MERCHANTS: &str = "/_sandbox/amazon-pay/merchants";

/// Amazon Pay without quotas.
async fn served() -> Served {
    Served::of(Sandbox::builder().quotas(false)).await
}

/// A client for a merchant, as the control plane tells of him.
fn client(served: &Served, merchant: &Value) -> Client {
    let (caller, clock) = (served.caller(), served.clock.clone());
    let builder = Client::builder()
        .endpoint(Endpoint::url(&served.url).expect("it is an address"))
        .environment(Environment::Sandbox)
        .credentials(Credentials::new(caller.access_key_id, caller.secret_access_key))
        .seller_id(merchant["seller_id"].as_str().expect("it has one"))
        .application("control", "1")
        .retry(RetryPolicy::never())
        .throttle(Throttle::off())
        .clock(move || clock.now());
    let builder = match merchant["auth_token"].as_str() {
        Some(token) => builder.mws_auth_token(token),
        None => builder,
    };
    builder.build().expect("it has all that it needs")
}

/// The caller's own merchant.
async fn own(served: &Served) -> Value {
    served.get(MERCHANTS).await["merchants"][0].clone()
}

fn id(made: &Value) -> &str {
    made["id"].as_str().expect("it has an id")
}

/// An order reference of 20 dollars that is open, and an authorization of it that is asked for with this timeout.
async fn authorized(served: &Served, client: &Client, reference: &str, timeout: u32) -> (String, String) {
    let made = served.post(ORDERS, json!({"amount": "20", "confirm": true})).await;
    let mut request = AuthorizeRequest::new(id(&made), reference, Price::usd(20));
    request.transaction_timeout = Some(timeout);
    let answer = client.authorize(&request).await.expect("it is open").result.authorization_details;
    (id(&made).to_owned(), answer.amazon_authorization_id.as_str().to_owned())
}

#[tokio::test]
async fn an_order_reference_is_made_for_a_call_to_go_on_with() {
    let served = served().await;
    let seed = served.get("/_sandbox/seed").await;
    let own = own(&served).await;
    assert_eq!(seed["merchants"], json!([own]));
    assert_eq!(
        (&own["name"], &own["region"], &own["currency"]),
        (&json!("shop"), &json!("united_states"), &json!("USD"))
    );

    let body = json!({"amount": "19.95", "confirm": true, "seller_order_id": "order-7", "payment": "mastercard",
        "buyer": "poor-buyer", "address": {"lines": ["Am Markt 1"], "city": "Jena", "country_code": "DE"}});
    let made = served.post(ORDERS, body).await;
    assert_eq!((&made["state"], &made["seller_id"]), (&json!("Open"), &own["seller_id"]));
    let mut request = GetOrderReferenceDetailsRequest::new(id(&made));
    request.access_token = Some(made["access_token"].as_str().expect("it is a text").into());
    let details = client(&served, &own).get_order_reference_details(&request).await.expect("it is there");
    let details = details.result.order_reference_details;
    assert_eq!(details.order_total, Some(Price::usd(rust_decimal::Decimal::new(19_95, 2))));
    let destination = details.destination.and_then(|it| it.physical_destination).expect("it was chosen");
    assert_eq!((destination.city.as_deref(), destination.name.as_deref()), (Some("Jena"), Some("Pat Poor")));

    let shown = served.get(&format!("{ORDERS}/{}", id(&made))).await;
    for (field, value) in [
        ("/state", json!("Open")),
        ("/environment", json!("Sandbox")),
        ("/total", json!({"amount": "19.95", "currency": "USD"})),
        ("/seller_order_id", json!("order-7")),
        ("/payment", json!({"name": "MasterCard", "ends_in": "4444"})),
        ("/address/city", json!("Jena")),
        ("/history/0/state", json!("Draft")),
        ("/history/1/state", json!("Open")),
        ("/authorizations", json!([])),
    ] {
        assert_eq!(shown.pointer(field), Some(&value), "{field}: {shown}");
    }
    served.refused("GET", &format!("{ORDERS}/S01-0000000-0000000"), "", (404, "NotFound")).await;
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_with_its_reason() {
    let served = served().await;
    let draft = served.post(ORDERS, json!({})).await;
    let one = format!("{ORDERS}/{}", id(&draft));
    for (method, path, body, reason) in [
        ("POST", ORDERS, json!({"seller_id": "ANOBODY"}), "There is no merchant 'ANOBODY'"),
        ("POST", ORDERS, json!({"buyer": "nobody"}), "There are: shop, buyer"),
        ("POST", ORDERS, json!({"payment": "cash"}), "unknown variant `cash`"),
        ("POST", ORDERS, json!({"address": "moon"}), "There are: seattle"),
        ("POST", ORDERS, json!({"address": 1}), "an address is the name of one"),
        ("POST", ORDERS, json!({"address": {"town": "Jena"}}), "unknown field `town`"),
        ("POST", ORDERS, json!({"address": {"country_code": "Germany"}}), "two capital letters"),
        ("POST", ORDERS, json!({"address": {"city": "x".repeat(201)}}), "1 to 200 characters"),
        ("POST", ORDERS, json!({"environment": "test"}), "unknown variant `test`"),
        ("POST", ORDERS, json!({"language": "english"}), "en-GB"),
        ("POST", ORDERS, json!({"confirm": true}), "an order with an amount"),
        ("POST", ORDERS, json!({"consent": true}), "unknown field `consent`"),
        ("POST", AGREEMENTS, json!({"amount": 1}), "unknown field `amount`"),
        ("POST", MERCHANTS, json!({"seller_id": "a b"}), "capital letters and digits"),
        ("POST", MERCHANTS, json!({"currency": "EUR"}), "can be USD"),
        ("POST", MERCHANTS, json!({"region": "europe", "currency": "USD"}), "EUR or GBP"),
        ("POST", MERCHANTS, json!({"name": ""}), "name"),
        ("PATCH", "/_sandbox/amazon-pay/merchants/ANOBODY", json!({}), "There is no merchant"),
        ("PATCH", &one, json!({"consent": "yes"}), "invalid type"),
        ("POST", &format!("{one}/actions"), json!({"action": "explode"}), "unknown variant `explode`"),
        ("POST", &format!("{one}/actions"), json!({"action": "suspend"}), "an object of this kind"),
        ("POST", &format!("{ORDERS}/nothing/actions"), json!({"action": "close"}), "The id is none of"),
        ("GET", &format!("{ORDERS}?state=Gone"), json!({}), "Draft, Open, Suspended, Canceled, Closed"),
        ("GET", "/_sandbox/amazon-pay/refunds?state=Open", json!({}), "Pending, Declined, Completed"),
        ("GET", &format!("{ORDERS}?who=me"), json!({}), "unknown field `who`"),
        ("GET", &format!("{ORDERS}?caller=AKIANOBODY"), json!({}), "caller is not the access key"),
    ] {
        let said = served.refused(method, path, &body.to_string(), (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{method} {path} {body}: {said}");
    }
    // What the service itself refuses has its code and status.
    let cancel = json!({"action": "cancel"}).to_string();
    served.refused("POST", &format!("{one}/actions"), &cancel, (405, "InvalidOrderReferenceStatus")).await;
    let nowhere = format!("{ORDERS}/S01-0000000-0000000");
    served.refused("PATCH", &nowhere, r#"{"payment": "visa"}"#, (404, "InvalidOrderReferenceId")).await;
    served.refused("POST", &format!("{nowhere}/actions"), &cancel, (404, "InvalidOrderReferenceId")).await;
    let status = r#"{"status": "PURPLE"}"#;
    served.refused("PUT", "/_sandbox/amazon-pay/service-status", status, (400, "InvalidParameterValue")).await;
    // Nothing of what was refused is left.
    assert_eq!(served.get(ORDERS).await["order_references"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn amazon_decides_closes_and_gives_back() {
    let served = served().await;
    let client = client(&served, &own(&served).await);
    let act = async |kind: &str, id: &str, body: Value| {
        served.post(&format!("/_sandbox/amazon-pay/{kind}/{id}/actions"), body).await
    };
    let state = async |kind: &str, id: &str| {
        let list = served.get(&format!("/_sandbox/amazon-pay/{kind}?limit=1000")).await;
        let list = list[kind.replace('-', "_")].as_array().expect("it is a list").clone();
        let one = list.into_iter().find(|one| one["id"] == id).expect("it is listed");
        json!([one["state"], one["reason"]])
    };
    let (order, pending) = authorized(&served, &client, "a1", 60).await;
    let declined = json!({"action": "decide", "decline": "InvalidPaymentMethod", "soft": true});
    assert_eq!(act("authorizations", &pending, declined).await, json!({"done": true}));
    assert_eq!(state("authorizations", &pending).await, json!(["Declined", "InvalidPaymentMethod"]));
    assert_eq!(state("order-references", &order).await, json!(["Suspended", "InvalidPaymentMethod"]));
    act("order-references", &order, json!({"action": "mend", "payment": "mastercard"})).await;
    assert_eq!(state("order-references", &order).await[0], json!("Open"));
    act("order-references", &order, json!({"action": "cancel"})).await;
    assert_eq!(state("order-references", &order).await, json!(["Canceled", "AmazonCanceled"]));

    let (_, approved) = authorized(&served, &client, "a2", 60).await;
    act("authorizations", &approved, json!({"action": "decide"})).await;
    assert_eq!(state("authorizations", &approved).await[0], json!("Open"));
    act("authorizations", &approved, json!({"action": "close"})).await;
    assert_eq!(state("authorizations", &approved).await, json!(["Closed", "AmazonClosed"]));

    let (order, open) = authorized(&served, &client, "a3", 0).await;
    let captured = client.capture(&CaptureRequest::new(&*open, "c1", Price::usd(20))).await.expect("it is open");
    let capture = captured.result.capture_details.amazon_capture_id.as_str().to_owned();
    let refund = RefundRequest::new(&*capture, "r1", Price::usd(5));
    let refund = client.refund(&refund).await.expect("it is completed").result.refund_details;
    let refund = refund.amazon_refund_id.as_str();
    act("refunds", refund, json!({"action": "decide", "decline": "ProcessingFailure"})).await;
    assert_eq!(state("refunds", refund).await, json!(["Declined", "ProcessingFailure"]));
    let made = act("captures", &capture, json!({"action": "refund", "amount": "7.50", "cause": "chargeback"})).await;
    let chargeback = id(&made).to_owned();
    act("refunds", &chargeback, json!({"action": "decide"})).await;
    assert_eq!(state("refunds", &chargeback).await[0], json!("Completed"));
    let shown = served.get(&format!("{ORDERS}/{order}")).await;
    let refunds = shown.pointer("/authorizations/0/capture/refunds").and_then(Value::as_array).expect("it has some");
    let kinds: Vec<_> =
        refunds.iter().map(|refund| (refund["type"].clone(), refund["amount"]["amount"].clone())).collect();
    assert_eq!(kinds, [(json!("SellerInitiated"), json!("5")), (json!("Chargeback"), json!("7.5"))]);
    act("captures", &capture, json!({"action": "close"})).await;
    assert_eq!(state("captures", &capture).await, json!(["Closed", "AmazonClosed"]));
    assert_eq!(served.get("/_sandbox/ledger").await["balanced"], true);

    let of_order = served.get(&format!("/_sandbox/amazon-pay/captures?order_reference_id={order}")).await;
    assert_eq!(of_order["captures"].as_array().map(Vec::len), Some(1));
    let lines = served.get(&format!("/_sandbox/ledger?transaction={capture}")).await;
    assert!(lines["postings"].as_array().is_some_and(|lines| lines.len() >= 3), "{lines}");
}

#[tokio::test]
async fn billing_agreements_are_made_changed_and_ended() {
    let served = served().await;
    let client = client(&served, &own(&served).await);
    let made = served.post(AGREEMENTS, json!({"consent": false})).await;
    let one = format!("{AGREEMENTS}/{}", id(&made));
    let (status, _) =
        served.ask("PATCH", &one, r#"{"consent": true, "payment": "mastercard", "address": "tokyo"}"#).await;
    assert_eq!(status, 200);
    let shown = served.get(&one).await;
    assert_eq!((&shown["consent"], &shown["payment"]["name"]), (&json!(true), &json!("MasterCard")));
    assert_eq!((&shown["address"]["country_code"], &shown["state"]), (&json!("JP"), &json!("Draft")));

    let open = served.post(AGREEMENTS, json!({"confirm": true})).await;
    let mut charge = AuthorizeOnBillingAgreementRequest::new(id(&open), "m1", Price::usd(120));
    charge.transaction_timeout = Some(0);
    client.authorize_on_billing_agreement(&charge).await.expect("it is open");
    let one = format!("{AGREEMENTS}/{}", id(&open));
    let shown = served.get(&one).await;
    assert_eq!((&shown["spent_this_month"], &shown["monthly_limit"]["amount"]), (&json!("120"), &json!("500")));
    assert_eq!(shown["order_reference_ids"].as_array().map(Vec::len), Some(1));
    served.clock.advance(TimeDelta::days(31));
    assert_eq!(served.get(&one).await["spent_this_month"], json!("0"));

    let actions = format!("{one}/actions");
    for (action, state) in [
        (json!({"action": "suspend"}), "Suspended"),
        (json!({"action": "mend"}), "Open"),
        (json!({"action": "delete_billing_address"}), "Suspended"),
        (json!({"action": "close", "by_buyer": true}), "Closed"),
    ] {
        served.post(&actions, action.clone()).await;
        assert_eq!(served.get(&one).await["state"], json!(state), "{action}");
    }
    assert_eq!(served.get(&one).await["reason"], json!("BuyerClosed"));
    let cancel = json!({"action": "cancel"}).to_string();
    served.refused("POST", &actions, &cancel, (405, "InvalidBillingAgreementStatus")).await;
    let open = served.get(&format!("{AGREEMENTS}?state=Draft")).await;
    assert_eq!(open["billing_agreements"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn merchants_are_added_and_called_for() {
    let served = served().await;
    let made = served.post(MERCHANTS, json!({"seller_id": "A1UK", "region": "europe", "currency": "GBP"})).await;
    assert!(made["auth_token"].as_str().is_some_and(|token| token.starts_with("amzn.mws.")), "{made}");
    assert_eq!(served.get(MERCHANTS).await["merchants"][1], made);
    served.refused("POST", MERCHANTS, r#"{"seller_id": "A1UK"}"#, (400, "InvalidParams")).await;
    let status = GetMerchantAccountStatusRequest::default();
    let told = client(&served, &made).get_merchant_account_status(&status).await.expect("he has let it act");
    assert_eq!(told.result.account_status.as_ref(), "ACTIVE");
    let mut stranger = made.clone();
    stranger["auth_token"] = json!("amzn.mws.00000000-0000-0000-0000-000000000000");
    client(&served, &stranger).get_merchant_account_status(&status).await.expect_err("that is another token");

    let order = served.post(ORDERS, json!({"seller_id": "A1UK", "environment": "live"})).await;
    assert!(id(&order).starts_with("P02-"), "{order}");
    let (status, altered) = served.ask("PATCH", &format!("{MERCHANTS}/A1UK"), r#"{"active": false}"#).await;
    assert_eq!((status, &altered["active"]), (200, &json!(false)));
    let request = GetOrderReferenceDetailsRequest::new(id(&order));
    let refused = client(&served, &made).get_order_reference_details(&request).await;
    assert!(refused.expect_err("he is not active").is(ErrorCode::InvalidAccountStatus));
    // One for whom no token is asked for.
    let own = served.post(MERCHANTS, json!({"acts_for": false})).await;
    assert_eq!(own.get("auth_token"), None);
}

#[tokio::test]
async fn lists_are_filtered_and_paged() {
    let served = served().await;
    let mut made = Vec::new();
    for number in 0..5 {
        served.clock.advance(TimeDelta::seconds(1));
        let environment = if number == 2 { "live" } else { "sandbox" };
        made.push(served.post(ORDERS, json!({ "environment": environment })).await["id"].clone());
    }
    made.reverse();
    let page = async |query: &str| {
        let list = served.get(&format!("{ORDERS}{query}")).await;
        let list = list["order_references"].as_array().expect("it is a list").clone();
        list.iter().map(|one| one["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(page("").await, made);
    assert_eq!(page("?skip=1&limit=2").await, made[1..3]);
    assert_eq!(page("?environment=live").await, made[2..3]);
    assert_eq!(page("?seller_id=ANOBODY").await, [Value::Null; 0]);
    assert_eq!(page("?state=Draft").await, made);
    served.clock.advance(TimeDelta::hours(4));
    assert_eq!(page("?state=Canceled").await, made);
}

#[tokio::test]
async fn the_service_says_how_it_does_as_it_was_told() {
    let served = served().await;
    let path = "/_sandbox/amazon-pay/service-status";
    assert_eq!(served.get(path).await, json!({"status": "GREEN"}));
    let said = json!({"status": "YELLOW", "messages": [{"locale": "en_US", "text": "Slow <today>."}]});
    let (status, _) = served.ask("PUT", path, &said.to_string()).await;
    assert_eq!(status, 200);
    let client = client(&served, &own(&served).await);
    let told = client.get_service_status(&GetServiceStatusRequest::default()).await.expect("it answers").result;
    assert_eq!((told.status.as_ref(), told.messages[0].text.as_str()), ("YELLOW", "Slow <today>."));
    served.post("/_sandbox/reset", json!({})).await;
    assert_eq!(served.get(path).await, json!({"status": "GREEN"}));
}

#[tokio::test]
async fn a_state_holds_everything_of_amazon_pay() {
    let served = served().await;
    let (order, open) = {
        let client = client(&served, &own(&served).await);
        let (order, open) = authorized(&served, &client, "a1", 0).await;
        client.capture(&CaptureRequest::new(&*open, "c1", Price::usd(20))).await.expect("it is open");
        (order, open)
    };
    served.post(MERCHANTS, json!({"seller_id": "A1UK"})).await;
    let open_agreement = served.post(AGREEMENTS, json!({"confirm": true})).await;
    let paths = [
        format!("{ORDERS}/{order}"),
        format!("{AGREEMENTS}/{}", id(&open_agreement)),
        MERCHANTS.to_owned(),
        "/_sandbox/ledger".to_owned(),
    ];
    let mut saw = Vec::new();
    for path in &paths {
        saw.push(served.get(path).await);
    }
    let state = served.get("/_sandbox/state").await;
    served.post("/_sandbox/reset", json!({})).await;
    assert_eq!(served.get(ORDERS).await["order_references"], json!([]));
    assert_eq!(served.get(MERCHANTS).await["merchants"].as_array().map(Vec::len), Some(1));
    assert_eq!(served.ask("PUT", "/_sandbox/state", &state.to_string()).await.0, 200);
    for (path, saw) in paths.iter().zip(saw) {
        assert_eq!(served.get(path).await, saw, "{path}");
    }
    // A reference id is for ever.
    let client = client(&served, &own(&served).await);
    let repeated = client.capture(&CaptureRequest::new(&*open, "c1", Price::usd(20))).await.expect("it is a repeat");
    assert_eq!(repeated.result.capture_details.capture_reference_id, "c1");
    assert_eq!(served.get("/_sandbox/ledger").await["balanced"], true);
}

#[tokio::test]
async fn a_state_whose_objects_make_no_sense_is_not_taken_in() {
    let served = served().await;
    let client = client(&served, &own(&served).await);
    authorized(&served, &client, "a1", 0).await;
    let state = served.get("/_sandbox/state").await;
    let rows = state["rows"].as_array().expect("it is a list");
    let place = |kind: &str| rows.iter().position(|row| row[1].get(kind).is_some()).expect("there is one");
    let changed = |kind: &str, field: &str, value: Value| {
        let mut state = state.clone();
        state["rows"][place(kind)][1][kind][field] = value;
        state.to_string()
    };
    for (body, reason) in [
        (changed("OrderReference", "seller", json!("ANOBODY")), "and there is none"),
        (changed("Authorization", "order_reference", json!("S01-0000000-0000000")), "and there is none"),
        (changed("OrderReference", "status", json!({"entered": []})), "entered no state"),
        (changed("OrderReference", "created", json!("+12345-01-01T00:00:00Z")), "past the year 9999"),
    ] {
        let said = served.refused("PUT", "/_sandbox/state", &body, (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{reason}: {said}");
        assert_eq!(served.get("/_sandbox/state").await, state);
    }
}

#[tokio::test]
async fn two_callers_sell_beside_each_other() {
    let served = served().await;
    let other = served.post("/_sandbox/callers", json!({"name": "other"})).await;
    let key = other["callers"][0]["access_key_id"].as_str().expect("it is a text");
    assert_eq!(other["merchants"].as_array().map(Vec::len), Some(1));
    assert_ne!(other["merchants"][0]["seller_id"], own(&served).await["seller_id"]);
    let made = served.post(&format!("{ORDERS}?caller={key}"), json!({})).await;
    assert_eq!(served.get(ORDERS).await["order_references"], json!([]));
    assert_eq!(served.get(&format!("{ORDERS}?caller={key}")).await["order_references"][0]["id"], made["id"]);
    let foreign = GetOrderReferenceDetailsRequest::new(id(&made));
    let refused = client(&served, &own(&served).await).get_order_reference_details(&foreign).await;
    assert!(refused.expect_err("it is another caller's").is(ErrorCode::InvalidOrderReferenceId));
}
