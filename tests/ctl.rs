//! `fps sandbox-ctl` as its users meet it.

mod program;

use amazon_fps::sandbox::ManualClock;
use serde_json::{Value, json};

use program::{KEY, Ran, Served, closed_port, file, fps, program, ran};

const USAGE: i32 = 2;
const REFUSED: i32 = 3;
const UNREACHED: i32 = 5;

/// A sandbox with a clock that stands still.
fn served() -> Served {
    Served::with_clock(ManualClock::new("2010-09-01T12:00:00Z".parse().expect("it is a time")))
}

fn ctl(served: &Served, arguments: &[&str]) -> Ran {
    let mut all = vec!["sandbox-ctl"];
    all.extend(arguments);
    all.extend(["--endpoint", &served.url]);
    fps(&all)
}

/// The one document that is printed with `--json`.
fn told(served: &Served, arguments: &[&str]) -> Value {
    let ran = ctl(served, &[arguments, &["--json"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}: {}", ran.out);
    ran.json()
}

#[test]
fn each_list_is_a_table_for_people_and_json_for_machines() {
    let served = served();
    for (arguments, list, shown) in [
        (&["seed"][..], "tokens", "sender-cc-1"),
        (&["callers"], "callers", KEY),
        (&["accounts"], "accounts", "buyer@example.com"),
        (&["tokens", "--status", "Active"], "tokens", "SingleUse"),
        (&["instruments"], "instruments", "prepaid"),
        (&["faults"], "faults", "There is none."),
        (&["ledger"], "postings", "The ledger balances."),
        (&["transactions"], "transactions", "Success"),
        (&["notifications"], "notifications", "There is none."),
        (&["mail", "--limit", "3"], "mail", ""),
        (&["requests"], "requests", "There is none."),
    ] {
        let ran = ctl(&served, arguments);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
        assert!(ran.out.contains(shown), "{arguments:?}: {}", ran.out);
        assert!(told(&served, arguments)[list].is_array(), "{arguments:?}");
    }
}

#[test]
fn a_world_is_made_and_steered() {
    let served = served();
    let anna = told(&served, &["accounts", "add", "anna", "balance=12.50", "card=null"]);
    assert_eq!((&anna["name"], &anna["balance"]), (&json!("anna"), &json!("12.5")));
    let id = anna["account_id"].as_str().expect("it is a text");
    assert_eq!(told(&served, &["accounts", "alter", id, "state=Suspended"])["account_id"], anna["account_id"]);
    assert_eq!(told(&served, &["accounts", "act", "seller", "deposit", "amount=25"]), json!({"done": true}));
    let token = told(&served, &["tokens", "add", "account=anna", "payment_method=ABT", "type=MultiUse"]);
    assert_eq!((&token["account"], &token["type"]), (&json!("anna"), &json!("MultiUse")));
    let instrument = told(&served, &["instruments", "add", "kind=credit", "limit=40"]);
    assert_eq!((&instrument["kind"], &instrument["limit"]), (&json!("credit"), &json!("40")));

    let caller = told(&served, &["callers", "add", "one"]);
    let key = caller["callers"][0]["access_key_id"].as_str().expect("it is a text");
    let own = told(&served, &["accounts", "--caller", key]);
    let names: Vec<_> = own["accounts"].as_array().expect("a list").iter().map(|one| one["name"].clone()).collect();
    assert!(names.contains(&json!("buyer")) && !names.contains(&json!("anna")), "{names:?}");

    assert_eq!(told(&served, &["clock"]), json!({"now": "2010-09-01T12:00:00Z", "frozen": false}));
    assert_eq!(told(&served, &["advance", "7d"])["now"], "2010-09-08T12:00:00Z");
    let set = told(&served, &["clock", "2010-10-01T00:00:00Z", "--freeze"]);
    assert_eq!(set, json!({"now": "2010-10-01T00:00:00Z", "frozen": true}));
    assert_eq!(told(&served, &["clock", "--run"])["frozen"], false);

    let fault = told(&served, &["faults", "add", "action=Pay", "count=2", "drop=after"]);
    assert_eq!(fault["faults"], json!([{"action": "Pay", "count": 2, "drop": "after"}]));
    assert_eq!(told(&served, &["faults", "clear"]), json!({"faults": []}));

    let transactions = told(&served, &["transactions", "--status", "Success", "--limit", "1"]);
    let id = transactions["transactions"][0]["transaction_id"].as_str().expect("it is a text");
    let one = ctl(&served, &["transactions", id]);
    assert!(one.status == 0 && one.out.contains("History") && one.out.contains("Postings"), "{}", one.out);
    assert!(told(&served, &["ledger", "--transaction", id])["postings"][0]["transaction"] == id);
}

#[test]
fn faults_are_those_of_the_caller_that_is_named() {
    let served = served();
    let other = told(&served, &["callers", "add", "other"]);
    let other = other["callers"][0]["access_key_id"].as_str().expect("it is a text");
    told(&served, &["faults", "add", "action=Pay", "status=503"]);
    told(&served, &["faults", "add", "action=Pay", "status=500", "--caller", other]);
    told(&served, &["faults", "add", "action=Pay", "status=502", "--caller", other, &format!("caller={KEY}")]);
    let statuses = |arguments: &[&str]| {
        let faults = told(&served, arguments);
        let faults = faults["faults"].as_array().expect("it is a list").clone();
        faults.iter().map(|fault| fault["status"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(statuses(&["faults"]), [503, 500, 502]);
    assert_eq!(statuses(&["faults", "--caller", other]), [500]);
    assert_eq!(statuses(&["faults", "--caller", KEY]), [502]);
    assert_eq!(statuses(&["faults", "clear", "--caller", other]), [0; 0]);
    assert_eq!(statuses(&["faults"]), [503, 502]);
    let nobody = ctl(&served, &["faults", "clear", "--caller", "AKIANOBODY"]);
    assert!(nobody.status == REFUSED && nobody.err.contains("access key"), "{}", nobody.err);
    assert_eq!(statuses(&["faults", "clear"]), [0; 0]);
}

#[test]
fn a_state_goes_into_a_file_and_back() {
    let served = served();
    told(&served, &["accounts", "add", "anna"]);
    let path = file("state.json", "");
    std::fs::remove_file(&path).expect("it was made");
    assert_eq!(told(&served, &["state", "export", &path])["file"], json!(path));
    let again = ctl(&served, &["state", "export", &path]);
    assert_eq!(again.status, 1, "no file is written over: {}", again.err);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&path).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "it holds secrets");
    }
    assert_eq!(ctl(&served, &["reset"]).status, 0);
    let names = || told(&served, &["accounts"])["accounts"].to_string();
    assert!(!names().contains("anna"));
    assert!(told(&served, &["state", "import", &path])["rows"].as_u64().is_some_and(|rows| rows > 0));
    assert!(names().contains("anna"));
    assert_eq!(told(&served, &["state", "export"])["version"], 1);
    let nonsense = ctl(&served, &["state", "import", &file("nonsense.json", "nonsense")]);
    assert!(nonsense.status == USAGE && nonsense.err.contains("holds no JSON"), "{}", nonsense.err);
}

#[test]
fn amazon_pay_is_steered() {
    let served = served();
    let told = |arguments: &[&str]| told(&served, &[&["amazon-pay"], arguments].concat());
    let text = |value: &Value| value.as_str().expect("it is a text").to_owned();
    let merchant = told(&["merchants", "add", "seller_id=A1UK", "region=europe", "currency=GBP"]);
    assert_eq!(told(&["merchants"])["merchants"][1], merchant);
    assert_eq!(told(&["merchants", "alter", "A1UK", "active=false"])["active"], false);

    let order = text(&told(&["orders", "add", "payment=invalid_soft", "amount=19.95", "confirm=true"])["id"]);
    told(&["orders", "add", "seller_id=A1UK", "environment=live"]);
    assert_eq!(told(&["orders", "--state", "Open"])["order_references"][0]["id"], json!(order));
    assert_eq!(told(&["orders", "--seller", "A1UK"])["order_references"][0]["state"], "Draft");
    assert_eq!(told(&["orders", "act", &order, "close"])["done"], true);
    assert_eq!(told(&["orders", "show", &order])["reason"], "AmazonClosed");
    let shown = ctl(&served, &["amazon-pay", "orders", "show", &order]);
    for part in ["19.95", "History", "AmazonClosed", "Authorizations", "There is none."] {
        assert!(shown.out.contains(part), "{part}: {}{}", shown.out, shown.err);
    }

    let agreement = text(&told(&["agreements", "add", "consent=false"])["id"]);
    told(&["agreements", "choose", &agreement, "consent=true", "address=berlin"]);
    assert_eq!(told(&["agreements"])["billing_agreements"][0]["consent"], true);
    for list in ["authorizations", "captures", "refunds"] {
        assert_eq!(told(&[list]), json!({ list: [] }));
        let refused = ctl(&served, &["amazon-pay", list, "act", "S01-0000000-0000000-X000000", "decide"]);
        assert_eq!(refused.status, REFUSED, "{list}: {}", refused.err);
    }
    assert_eq!(told(&["status", "RED", "Down."])["messages"][0]["text"], "Down.");
    assert_eq!(told(&["status"])["status"], "RED");
    for list in [&["orders"][..], &["agreements"], &["merchants"], &["captures"]] {
        let shown = ctl(&served, &[&["amazon-pay"], list].concat());
        assert!(shown.status == 0 && !shown.out.is_empty(), "{list:?}: {}", shown.err);
    }
}

#[test]
fn what_cannot_be_done_is_said_with_a_status() {
    let served = served();
    for (arguments, status, said) in [
        (&["faults", "add", "action=Pya", "status=500"][..], REFUSED, "Is Pay meant?"),
        (&["accounts", "alter", "nobody", "state=Closed"], REFUSED, "There is no account 'nobody'"),
        (&["accounts", "add", "anna", "balanse=1"], REFUSED, "unknown field `balanse`"),
        (&["transactions", "none"], REFUSED, "There is no such transaction"),
        (&["replay", "none/none"], REFUSED, "There is no message 'none/none'"),
        (&["advance", "7"], USAGE, "90s, 15m, 3h, 7d or 2w"),
        (&["accounts", "alter", "anna"], USAGE, "FIELD=VALUE"),
        (&["accounts", "alter", "anna", "state"], USAGE, "FIELD=VALUE"),
        (&["clock", "--freeze", "--run"], USAGE, "--run"),
    ] {
        let ran = ctl(&served, arguments);
        assert_eq!((ran.status, ran.out.as_str()), (status, ""), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    let unreached = fps(&["sandbox-ctl", "clock", "--endpoint", &closed_port(), "--json"]);
    assert_eq!((unreached.status, &unreached.json()["error"]["kind"]), (UNREACHED, &json!("unreached")));
    assert_eq!(fps(&["sandbox-ctl", "clock", "--endpoint", "nonsense"]).status, USAGE);
}

#[test]
fn a_key_is_shown_where_one_is_asked_for() {
    let served = Served::of(amazon_fps::sandbox::Sandbox::builder().control_key("open-sesame"));
    let refused = ctl(&served, &["clock"]);
    assert!(refused.status == REFUSED && refused.err.contains("FPS_SANDBOX_KEY"), "{}", refused.err);
    let wrong = ctl(&served, &["clock", "--key", "open-barley"]);
    assert!(wrong.status == REFUSED && !wrong.err.contains("open-barley"), "{}", wrong.err);
    assert_eq!(ctl(&served, &["clock", "--key", "open-sesame"]).status, 0);
    let mut by_environment = program(&["sandbox-ctl", "seed"]);
    by_environment.env("FPS_SANDBOX_KEY", "open-sesame").env("FPS_ENDPOINT", &served.url);
    assert_eq!(ran(by_environment).status, 0);
    let short = fps(&["sandbox", "--control-key", "short"]);
    assert!(short.status == USAGE && short.err.contains("8 characters"), "{}", short.err);
}
