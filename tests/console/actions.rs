//! What is done from pages, and by whom it may be.

use amazon_fps::fps::GetTransactionStatusRequest;
use amazon_fps::sandbox::Sandbox;
use chrono::TimeDelta;

use crate::browser::ask;
use crate::world::{World, noon};

const CLOCK: &str = "/_sandbox/console/clock";

#[tokio::test]
async fn the_clock_is_moved_and_stopped() {
    let world = World::start().await;
    let paid = world.pay("CC", 5, "order-1").await.transaction_id;
    let answer = world.post(CLOCK, "change=day&back=%2F_sandbox%2Fconsole%2Fledger").await;
    assert_eq!((answer.status, answer.header("location")), (303, "/_sandbox/console/ledger"));
    assert_eq!(world.sandbox.now(), noon() + TimeDelta::days(1));
    let status = world.rest().get_transaction_status(&GetTransactionStatusRequest::new(&paid)).await;
    assert_eq!(status.expect("it is there").result.transaction_status.as_ref(), "Success");

    world.post(CLOCK, "change=freeze&back=").await;
    assert!(world.sandbox.clock().frozen && world.read("").await.contains("frozen"));
    world.post(CLOCK, "change=run&back=").await;
    assert!(!world.sandbox.clock().frozen);
    let elsewhere = world.post(CLOCK, "change=hour&back=https%3A%2F%2Fevil.example%2F").await;
    assert_eq!(elsewhere.header("location"), "/_sandbox/");
    assert_eq!(world.post(CLOCK, "change=never&back=").await.status, 422);
}

#[tokio::test]
async fn a_reset_is_asked_for_twice() {
    let world = World::start().await;
    let paid = world.pay("ABT", 5, "order-1").await.transaction_id;
    let path = format!("/_sandbox/console/transactions/{paid}");
    assert!(world.read("reset").await.contains("Yes, reset everything"));
    assert_eq!(world.get(&path).await.status, 200, "looking at the question does nothing");
    assert_eq!(world.post("/_sandbox/console/reset", "").await.status, 303);
    assert_eq!(world.get(&path).await.status, 404);
}

#[tokio::test]
async fn a_notification_is_sent_again() {
    let world = World::start().await;
    // Nobody listens there.
    let payment = world.payment("ABT", 5, "order-1").await.override_ipn_url("http://127.0.0.1:1/");
    let paid = world.rest().pay(&payment).await.expect("the buyer has it").result.transaction_id;
    let page = world.page(&format!("transactions/{paid}")).await;
    let link = page.links.iter().find(|link| link.contains("/notifications/")).expect("it was announced");
    assert!(world.get(link).await.body.contains("It was not sent yet."));
    let back = world.post(&format!("{link}/replay"), "back=%2F_sandbox%2Fconsole%2Fnotifications").await;
    assert_eq!((back.status, back.header("location")), (303, "/_sandbox/console/notifications"));
    let text = world.read(link.trim_start_matches("/_sandbox/console/")).await;
    assert!(text.contains("At Outcome 2010-09-01 12:00:00"), "{text}");
    assert_eq!(world.post("/_sandbox/console/notifications/nobody/replay", "back=").await.status, 400);
}

#[tokio::test]
async fn pages_from_elsewhere_do_nothing() {
    let world = World::start().await;
    for header in ["Origin: http://evil.example", "Sec-Fetch-Site: cross-site"] {
        let answer = ask(world.address, CLOCK, Some("change=day&back="), &[header]).await;
        assert_eq!(answer.status, 403, "{header}");
    }
    assert_eq!(world.sandbox.now(), noon());
}

#[tokio::test]
async fn a_key_is_asked_for_once() {
    let world = World::of(Sandbox::builder().control_key("open-sesame")).await;
    let asked = world.get("/_sandbox/console/ledger").await;
    assert!(
        asked.status == 401 && asked.body.contains("control key") && asked.body.contains("/_sandbox/console/ledger")
    );
    let wrong = world.post("/_sandbox/console/login", "key=sesame-open&back=%2F").await;
    assert!(wrong.status == 401 && wrong.body.contains("This is not the key"), "{}", wrong.body);
    assert_eq!(wrong.header("set-cookie"), "");

    let right = world.post("/_sandbox/console/login", "key=open-sesame&back=%2F_sandbox%2Fconsole%2Fledger").await;
    assert_eq!((right.status, right.header("location")), (303, "/_sandbox/console/ledger"));
    let cookie = right.header("set-cookie");
    assert!(cookie.ends_with("; Path=/_sandbox; HttpOnly; SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains("open-sesame"), "{cookie}");
    let shown = format!("Cookie: {}", cookie.split(';').next().unwrap_or_default());
    assert_eq!(ask(world.address, "/_sandbox/console/ledger", None, &[&shown]).await.status, 200);
    assert_eq!(ask(world.address, CLOCK, Some("change=day&back="), &[&shown]).await.status, 303);
    assert_eq!(world.post(CLOCK, "change=day&back=").await.status, 401);
}

#[tokio::test]
async fn programs_are_shown_the_control_plane() {
    let world = World::start().await;
    let answer = ask(world.address, "/_sandbox/", None, &["Accept: application/json"]).await;
    assert_eq!((answer.status, answer.header("location")), (303, "/_sandbox/help"));
    assert_eq!(world.get("/_sandbox").await.header("location"), "/_sandbox/");
}
