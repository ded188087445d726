//! The console in a real browser: `cargo test --test console -- --ignored`, where chromedriver is installed.

use std::time::Duration;

use crate::webdriver::{Browser, Manner};
use crate::world::World;

const SECTIONS: [&str; 10] = [
    "transactions",
    "tokens",
    "accounts",
    "instruments",
    "subscriptions",
    "ledger",
    "notifications",
    "mail",
    "requests",
    "search?q=order",
];

/// Waits until a script answers true.
async fn until(browser: &Browser, script: &str) {
    for _ in 0..200 {
        if browser.script(script).await == true {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("this never came true: {script}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn pages_fit_a_telephone() {
    let world = World::start().await;
    let paid = world.payment("CC", 12, "order-1").await.override_ipn_url("http://127.0.0.1:9/");
    let paid = world.rest().pay(&paid).await.expect("the card is good").result.transaction_id;
    world.send_signed(&[("Action", "GetAccountBalance")], |text| text.replace("GET\n", "POST\n")).await;
    let browser = Browser::start(Manner { width: Some(360), ..Manner::default() }).await;
    let pages = ["requests/2".to_owned(), format!("transactions/{paid}"), "accounts/AKIAIOSFODNN7EXAMPLE".to_owned()];
    let paths = SECTIONS.iter().map(|section| (*section).to_owned()).chain(pages);
    for path in paths.map(|path| format!("console/{path}")).chain([String::new()]) {
        browser.open(&format!("http://{}/_sandbox/{path}", world.address)).await;
        let fits = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert!(browser.script(fits).await == true, "{path} is wider than a telephone");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn lists_follow_what_happens_and_leave_alone_what_is_selected() {
    let world = World::start().await;
    world.pay("ABT", 1, "order-1").await;
    let browser = Browser::start(Manner::default()).await;
    browser.open(&format!("http://{}/_sandbox/", world.address)).await;
    browser.script("document.getSelection().selectAllChildren(document.getElementById('transactions'))").await;
    world.pay("ABT", 2, "order-2").await;
    let has = |part: &str, text: &str| format!("return document.getElementById('{part}').innerText.includes('{text}')");
    until(&browser, "return document.querySelectorAll('#requests tbody tr').length == 2").await;
    assert!(browser.script(&has("transactions", "order-2")).await == false, "it is selected");
    assert!(browser.script("return document.getSelection().isCollapsed").await == false);
    browser.script("document.getSelection().removeAllRanges()").await;
    until(&browser, &has("transactions", "order-2")).await;

    browser.script("document.querySelector('#requests a').focus()").await;
    world.pay("ABT", 3, "order-3").await;
    until(&browser, &has("transactions", "order-3")).await;
    let focused = "return document.activeElement.getAttribute('href')";
    assert_eq!(browser.script(focused).await, "/_sandbox/console/requests/2", "it was there before");
    browser.find("#reload").await.click().await;
    assert_eq!(browser.find("#reload").await.text().await, "Paused");
}
