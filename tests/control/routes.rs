//! Each route, with what it takes and what it refuses.

use amazon_fps::fps::{CsOwner, DescriptorPolicy, SoftDescriptorType};
use amazon_fps::sandbox::{Sandbox, amazon_pay::NewOrderReference};
use amazon_fps::sign::x509::Certificate;
use serde_json::json;

use crate::served::Served;

#[tokio::test]
async fn what_there_is_is_listed_and_what_is_listed_is_there() {
    let served = Served::start().await;
    let help = served.get("/_sandbox/help").await;
    let routes = help["routes"].as_array().expect("it is a list");
    assert!(routes.len() > 20);
    let documented = include_str!("../../src/sandbox/http/mod.rs");
    for route in routes {
        let text = |name: &str| route[name].as_str().expect("it is a text");
        let (method, path) = (text("method"), text("path").split('?').next().expect("it has a beginning"));
        let method = ["GET", "POST", "PUT", "PATCH", "DELETE"].into_iter().find(|known| *known == method);
        let method = method.expect("it is a method");
        assert!(documented.contains(&format!("`{method} {path}")), "{method} {path} is in the documentation");
        // Whatever it says, it is not that there is no such thing.
        let filled = path.replace("{account}", "buyer").replace("{id}", "none").replace("{number}", "1");
        let (status, answer) = served.ask(method, &filled, "[]").await;
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(status != 405 && !message.contains("GET /_sandbox/help"), "{method} {filled}: {answer}");
    }
}

#[tokio::test]
async fn what_there_is_not_is_answered_with_what_there_is() {
    let served = Served::start().await;
    let said = served.refused("GET", "/_sandbox/sed", "", (404, "NotFound")).await;
    assert!(said.contains("/_sandbox/sed") && said.contains("/_sandbox/help"), "{said}");
    let said = served.refused("DELETE", "/_sandbox/clock", "", (405, "MethodNotAllowed")).await;
    assert!(said.contains("but GET, POST."), "{said}");
    let said = served.refused("GET", "/_sandbox/accounts/buyer", "", (405, "MethodNotAllowed")).await;
    assert!(said.contains("but PATCH"), "{said}");
}

#[tokio::test]
async fn accounts_are_opened_altered_and_listed_with_their_balances() {
    let served = Served::start().await;
    let made = served.post("/_sandbox/accounts", json!({"name": "anna", "balance": 12.5})).await;
    assert_eq!((&made["name"], &made["balance"]), (&json!("anna"), &json!("12.5")));
    let change = json!({"state": "Suspended", "card": null}).to_string();
    let (status, altered) = served.ask("PATCH", "/_sandbox/accounts/anna", &change).await;
    assert_eq!((status, &altered["account_id"]), (200, &made["account_id"]));
    let accounts = served.get("/_sandbox/accounts").await;
    let anna = accounts["accounts"].as_array().expect("it is a list").iter().find(|one| one["name"] == "anna");
    let anna = anna.expect("she is there");
    for (field, value) in [
        ("balance", json!("12.5")),
        ("pending_in", json!("0")),
        ("state", json!("Suspended")),
        ("card", json!(null)),
        ("account_id", made["account_id"].clone()),
    ] {
        assert_eq!(anna[field], value, "{field}");
    }
    for (method, path, body, reason) in [
        ("POST", "/_sandbox/accounts", json!({"name": "anna"}), "already"),
        ("POST", "/_sandbox/accounts", json!({"balance": 1}), "missing field `name`"),
        ("POST", "/_sandbox/accounts", json!({"name": "otto", "balanse": 1}), "unknown field `balanse`"),
        ("PATCH", "/_sandbox/accounts/nobody", json!({}), "There is no account 'nobody'"),
        ("PATCH", "/_sandbox/accounts/anna", json!({"state": "Lost"}), "unknown variant `Lost`"),
        ("GET", "/_sandbox/accounts?who=me", json!({}), "unknown field `who`"),
    ] {
        let said = served.refused(method, path, &body.to_string(), (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{method} {path} {body}: {said}");
    }
}

#[tokio::test]
async fn what_is_in_a_world_is_listed_in_pages() {
    let served = Served::start().await;
    for _ in 0..100 {
        served.post("/_sandbox/tokens", json!({})).await;
    }
    for list in ["accounts", "tokens", "instruments"] {
        let page = async |query: &str| {
            let answer = served.get(&format!("/_sandbox/{list}{query}")).await;
            answer[list].as_array().expect("it is a list").clone()
        };
        let all = page("?limit=1001").await;
        assert_eq!(page("").await, all[..all.len().min(100)], "{list}");
        assert_eq!(page("?skip=1&limit=2").await, all[1..3], "{list}");
        assert_eq!(page("?limit=0").await, all[..1], "{list}");
        assert!(page(&format!("?skip={}", all.len())).await.is_empty(), "{list}");
    }
    assert!(served.get("/_sandbox/tokens?limit=1000").await["tokens"].as_array().is_some_and(|all| all.len() > 100));
}

#[tokio::test]
async fn tokens_and_instruments_are_made_and_listed() {
    let served = Served::start().await;
    let made = served.post("/_sandbox/tokens", json!({"type": "MultiUse", "payment_method": "ABT", "total": 30})).await;
    let request = amazon_fps::fps::PayRequest::new(
        made["token_id"].as_str().expect("it is a text"),
        amazon_fps::money::Amount::usd(10),
        "part",
    );
    served.rest().pay(&request).await.expect("the buyer has money");
    let tokens = served.get("/_sandbox/tokens?status=Active").await;
    let tokens = tokens["tokens"].as_array().expect("it is a list");
    let token = tokens.iter().find(|token| token["token_id"] == made["token_id"]).expect("it is there");
    assert_eq!((&token["account"], &token["uses"], &token["role"]), (&json!("buyer"), &json!(1), &json!("sender")));
    assert_eq!((&token["limits"][0]["most"], &token["limits"][0]["used"]), (&json!("30"), &json!("10")));
    let inactive = served.get("/_sandbox/tokens?status=Inactive&limit=1").await;
    assert_eq!(
        (inactive["tokens"].as_array().map(Vec::len), &inactive["tokens"][0]["status"]),
        (Some(1), &json!("Inactive"))
    );
    served.refused("GET", "/_sandbox/tokens?status=Broken", "", (400, "InvalidParams")).await;
    served.refused("POST", "/_sandbox/tokens", r#"{"account": "nobody"}"#, (400, "InvalidParams")).await;

    let made = served.post("/_sandbox/instruments", json!({"kind": "credit", "limit": 40})).await;
    let instruments = served.get("/_sandbox/instruments").await;
    let instruments = instruments["instruments"].as_array().expect("it is a list");
    let instrument = instruments.iter().find(|one| one["instrument_id"] == made["instrument_id"]);
    let instrument = instrument.expect("it is there");
    assert_eq!((&instrument["kind"], &instrument["limit"]), (&json!("credit"), &json!("40")));
    assert_eq!((&instrument["balance"], &instrument["status"]), (&json!("0"), &json!("Active")));
    served.refused("POST", "/_sandbox/instruments", r#"{"limit": -1}"#, (400, "InvalidParams")).await;
}

#[tokio::test]
async fn the_ledger_and_the_transactions_are_shown_page_by_page() {
    let served = Served::start().await;
    let mut paid = Vec::new();
    for number in 0..3 {
        let mut request = served.payment(&format!("order-{number}")).await;
        if number == 0 {
            request.sender_description = Some("A book".to_owned());
            request.descriptor_policy = Some(DescriptorPolicy {
                soft_descriptor_type: Some(SoftDescriptorType::Dynamic),
                cs_owner: Some(CsOwner::Caller),
            });
        }
        let answer = served.rest().pay(&request).await.expect("the buyer has money");
        paid.push(answer.transaction_id.as_str().to_owned());
    }
    let one = served.get(&format!("/_sandbox/transactions/{}", paid[0])).await;
    assert_eq!((&one["status"], &one["operation"], &one["method"]), (&json!("Success"), &json!("Pay"), &json!("ABT")));
    assert_eq!(one["sender"]["name"], "Bea Buyer");
    assert_eq!(one["descriptor"], json!({"type": "Dynamic", "cs_owner": "Caller"}));
    assert_eq!(served.get(&format!("/_sandbox/transactions/{}", paid[1])).await["descriptor"], json!(null));
    let postings = one["postings"].as_array().expect("it is a list");
    let value = |posting: &serde_json::Value| -> rust_decimal::Decimal {
        posting["value"].as_str().expect("it is a text").parse().expect("it is a number")
    };
    assert!(postings.len() >= 2 && postings.iter().map(value).sum::<rust_decimal::Decimal>().is_zero());
    served.refused("GET", "/_sandbox/transactions/none", "", (404, "NotFound")).await;

    let mut listed = Vec::new();
    let mut next = String::new();
    while listed.len() < 3 {
        let page = served.get(&format!("/_sandbox/transactions?operation=Pay&method=ABT&limit=1{next}")).await;
        listed.push(page["transactions"][0]["transaction_id"].as_str().expect("there is one").to_owned());
        next = format!("&before={}", page["next"].as_str().expect("there are more"));
    }
    listed.reverse();
    assert_eq!(listed, paid);
    for filter in ["status=Broken", "operation=Steal", "method=Cash", "before=noon", "limit=many"] {
        served.refused("GET", &format!("/_sandbox/transactions?{filter}"), "", (400, "InvalidParams")).await;
    }

    let all = served.get("/_sandbox/ledger?limit=1000").await;
    assert_eq!((&all["balanced"], &all["next"]), (&json!(true), &json!(null)));
    assert!(all["accounts"].as_array().expect("it is a list").iter().any(|one| one["book"] == "Fees"));
    let first = served.get("/_sandbox/ledger?limit=2").await;
    let rest = served.get(&format!("/_sandbox/ledger?limit=1000&before={}", first["next"])).await;
    let list = |page: &serde_json::Value| page["postings"].as_array().expect("it is a list").clone();
    assert_eq!([list(&first), list(&rest)].concat(), list(&all));
    let own = served.get(&format!("/_sandbox/ledger?transaction={}", paid[0])).await;
    assert_eq!(list(&own), postings.clone());
}

#[tokio::test]
async fn faults_are_injected_listed_and_cleared() {
    let served = Served::start().await;
    let fault = json!({"action": "Pay", "count": 2, "code": "InternalError", "delay_ms": 1});
    assert_eq!(served.post("/_sandbox/faults", fault.clone()).await, json!({"faults": [fault]}));
    served.rest().pay(&served.payment("order").await).await.expect_err("it was asked for");
    assert_eq!(served.get("/_sandbox/faults").await["faults"][0]["count"], 1);
    for (fault, reason) in [
        (json!({"action": "Pya", "status": 500}), "Is Pay meant?"),
        (json!({"code": "InternalErorr"}), "Is InternalError meant?"),
        (json!({"code": "InternalError", "drop": "after"}), "exclude each other"),
        (json!({"drop": "during"}), "unknown variant `during`"),
        (json!({"count": 1}), "one of code, status and drop"),
        (json!({"status": 500, "count": -1}), "invalid value"),
        (json!({"status": 500, "acton": "Pay"}), "unknown field `acton`"),
    ] {
        let said = served.refused("POST", "/_sandbox/faults", &fault.to_string(), (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{fault}: {said}");
    }
    let (status, cleared) = served.ask("DELETE", "/_sandbox/faults", "").await;
    assert_eq!((status, cleared), (200, json!({"faults": []})));
}

#[tokio::test]
async fn notifications_are_shown_with_how_far_they_came() {
    let served = Served::start().await;
    let url = "http://127.0.0.1:9/ipn";
    let body = json!({ "notification_url": url }).to_string();
    assert_eq!(served.ask("PATCH", "/_sandbox/accounts/shop", &body).await.0, 200);
    let paid = served.rest().pay(&served.payment("order").await).await.expect("the buyer has money");
    let id = paid.transaction_id.as_str();
    let list = async |filter: &str| {
        let answer = served.get(&format!("/_sandbox/notifications?{filter}")).await;
        answer["notifications"].as_array().expect("it is a list").clone()
    };
    let told = list(&format!("transaction={id}")).await;
    let last = told.first().expect("it was told");
    assert_eq!(
        (&last["state"], &last["url"], &last["about"]),
        (&json!("pending"), &json!(url), &json!({"transaction": id}))
    );
    assert_eq!(list("state=pending").await, told);
    assert!(list("state=delivered").await.is_empty() && list("transaction=other").await.is_empty());
    assert_eq!(list("skip=1").await, told[1..]);
    assert!(list(&format!("skip={}", usize::MAX)).await.is_empty());
    let first =
        served.get(&format!("/_sandbox/transactions?before={:?}", chrono::DateTime::<chrono::Utc>::MIN_UTC)).await;
    assert_eq!(first, json!({"transactions": [], "next": null}), "nothing was before everything");
    served.refused("GET", "/_sandbox/notifications?state=lost", "", (400, "InvalidParams")).await;

    let replay = format!("/_sandbox/notifications/{}/replay", last["id"].as_str().expect("it is a text"));
    let replayed = served.post(&replay, json!({})).await;
    assert!(replayed["failure"].is_string(), "nobody listens there: {replayed}");
    assert_eq!(list("").await[0]["attempts"].as_array().map(Vec::len), Some(1));
    served.refused("POST", "/_sandbox/notifications/none/replay", "", (400, "InvalidParams")).await;
}

#[tokio::test]
async fn notifications_of_amazon_pay_are_shown_with_what_they_tell() {
    let url = "http://127.0.0.1:9/pay";
    let served = Served::of(Sandbox::builder().notification_url(url)).await;
    let order = NewOrderReference { amount: Some(94.into()), confirm: true, ..NewOrderReference::default() };
    let order = served.sandbox.create_order_reference(order).await.expect("the buyer can pay").id;
    let list = async |filter: &str| {
        let answer = served.get(&format!("/_sandbox/notifications?{filter}")).await;
        answer["notifications"].as_array().expect("it is a list").clone()
    };
    let told = list(&format!("amazon_pay={order}")).await;
    let [notification] = &told[..] else { panic!("{told:?}") };
    assert_eq!((&notification["url"], &notification["about"]), (&json!(url), &json!({"amazon_pay": order})));
    assert_eq!(notification["message"]["NotificationType"], json!("OrderReferenceNotification"));
    assert_eq!(notification["message"]["ReleaseEnvironment"], json!("Sandbox"));
    let data = notification["message"]["NotificationData"].as_str().expect("it is a text");
    assert!(data.contains(&format!("<AmazonOrderReferenceId>{order}</AmazonOrderReferenceId>")), "{data}");
    assert_eq!(notification.get("parameters"), None);
    assert!(list("amazon_pay=S01-0000000-0000000").await.is_empty());
    let both = format!("/_sandbox/notifications?amazon_pay={order}&transaction=other");
    served.refused("GET", &both, "", (400, "InvalidParams")).await;

    let replay = format!("/_sandbox/notifications/{}/replay", notification["id"].as_str().expect("it is a text"));
    let replayed = served.post(&replay, json!({})).await;
    assert!(replayed["failure"].is_string(), "nobody listens there: {replayed}");
}

#[tokio::test]
async fn the_certificate_of_sns_is_served_where_it_is_said_to_be() {
    let served = Served::start().await;
    let url = served.sandbox.sns_certificate_url();
    let path = url.strip_prefix("https://sns.us-east-1.amazonaws.com").expect("nobody has said otherwise");
    let answer = served.send("GET", path, "", &[]).await;
    let certificate = Certificate::from_pem(&String::from_utf8(answer.body).expect("it is text")).expect("it is one");
    assert_eq!((answer.status, certificate.common_name()), (200, Some("sns.amazonaws.com")));
    assert_eq!(served.sandbox.sns_certificate().await.expect("memory is always there"), certificate);
}

#[tokio::test]
async fn there_is_no_authority_where_no_certificate_was_made() {
    let served = Served::start().await;
    let answer = served.send("GET", "/_sandbox/ca.pem", "", &[]).await;
    let said = String::from_utf8_lossy(&answer.body).into_owned();
    assert_eq!((answer.status, said.contains("no certificate for https")), (404, true), "{said}");
}

#[tokio::test]
async fn owners_act_on_their_accounts_and_get_their_mail() {
    let served = Served::start().await;
    let balance = async || {
        let accounts = served.get("/_sandbox/accounts").await;
        let accounts = accounts["accounts"].as_array().expect("it is a list").clone();
        let seller = accounts.into_iter().find(|one| one["name"] == "seller").expect("he is there");
        (seller["balance"].clone(), seller["email"].clone())
    };
    assert_eq!(balance().await.0, "100");
    let deposit = json!({"action": "deposit", "amount": "25.00"});
    assert_eq!(served.post("/_sandbox/accounts/seller/actions", deposit).await, json!({"done": true}));
    served.post("/_sandbox/clock/advance", json!({"seconds": 60})).await;
    let (now, email) = balance().await;
    assert_eq!(now, "125");
    let email = email.as_str().expect("it is a text");
    let mail = served.get(&format!("/_sandbox/mail?to={email}")).await;
    let templates: Vec<_> =
        mail["mail"].as_array().expect("a list").iter().map(|one| one["template"].clone()).collect();
    assert_eq!(templates, ["DepositSuccess", "DepositFundsInitiated"]);
    let oldest = served.get(&format!("/_sandbox/mail?to={email}&skip=1&limit=1")).await;
    assert_eq!(oldest["mail"][0]["template"], "DepositFundsInitiated");

    for (body, reason) in [
        (json!({"action": "steal"}), "unknown variant `steal`"),
        (json!({"action": "deposit"}), "missing field `amount`"),
        (json!({"amount": 1}), "missing field `action`"),
    ] {
        let path = "/_sandbox/accounts/seller/actions";
        let said = served.refused("POST", path, &body.to_string(), (400, "InvalidParams")).await;
        assert!(said.contains(reason), "{body}: {said}");
    }
    let body = r#"{"action": "deposit", "amount": 1}"#;
    served.refused("POST", "/_sandbox/accounts/nobody/actions", body, (400, "InvalidParams")).await;
    served.refused("GET", "/_sandbox/mail?template=LoveLetter", "", (400, "InvalidParams")).await;
}

#[tokio::test]
async fn requests_are_shown_as_they_came_and_were_answered() {
    let served = Served::start().await;
    let (rest, soap) = (served.payment("over-rest").await, served.payment("over-soap").await);
    let paid = served.rest().pay(&rest).await.expect("the buyer has money");
    served.soap().pay(&soap).await.expect("the buyer has money");
    served.post("/_sandbox/faults", json!({"action": "Pay", "drop": "before"})).await;
    served.rest().pay(&rest).await.expect_err("it was asked for");
    let list = async |filter: &str| {
        let answer = served.get(&format!("/_sandbox/requests?{filter}")).await;
        answer["requests"].as_array().expect("it is a list").clone()
    };
    let all = list("").await;
    let seen: Vec<_> = all.iter().map(|one| (one["transport"].clone(), one["status"].clone())).collect();
    assert_eq!(seen, [(json!("REST"), json!(0)), (json!("SOAP"), json!(200)), (json!("REST"), json!(200))]);
    let caller = served.caller().access_key_id;
    assert!(all.iter().all(|one| one["action"] == "Pay" && one["caller"] == caller.as_str()), "{all:?}");
    assert_eq!(list("status=200&limit=1").await, all[1..2]);
    assert_eq!(list(&format!("action=Pay&caller={caller}")).await, all);
    assert!(list("action=Refund").await.is_empty() && list("caller=AKIAOTHER").await.is_empty());

    let one = served.get(&format!("/_sandbox/requests/{}", all[2]["number"])).await;
    assert!(one["answer"].as_str().expect("it is a text").contains(paid.transaction_id.as_str()));
    let sent = format!("{}{}", one["query"], one["body"]);
    assert!(sent.contains("CallerReference=over-rest"), "{sent}");
    served.refused("GET", "/_sandbox/requests/4711", "", (404, "NotFound")).await;
    served.refused("GET", "/_sandbox/requests/last", "", (400, "InvalidParams")).await;
}
