//! The console: how wide it is, and how it follows what happens.

use std::time::Duration;

use amazon_fps::client::{Client, Credentials, Endpoint};
use amazon_fps::fps::{GetAccountBalanceRequest, PayRequest};
use amazon_fps::ids::TransactionId;
use amazon_fps::money::Amount;
use amazon_fps::sandbox::amazon_pay::{NewBillingAgreement, NewOrderReference};
use amazon_fps::sandbox::{NewToken, Sandbox};

use crate::webdriver::{Browser, Manner};

const KEY: &str = "AKIAIOSFODNN7EXAMPLE";

const SECTIONS: [&str; 13] = [
    "transactions",
    "tokens",
    "accounts",
    "instruments",
    "subscriptions",
    "amazon-pay-orders",
    "amazon-pay-agreements",
    "amazon-pay-merchants",
    "ledger",
    "notifications",
    "mail",
    "requests",
    "search?q=order",
];

/// A sandbox on a port.
struct World {
    sandbox: Sandbox,
    url: String,
}

impl World {
    async fn start() -> Self {
        let sandbox = Sandbox::builder().seed(7).build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has a port");
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        Self { sandbox, url }
    }

    fn client(&self, secret: &str) -> Client {
        let client = Client::builder().endpoint(Endpoint::url(&self.url).expect("it is an address"));
        client.credentials(Credentials::new(KEY, secret)).build().expect("it has all that it needs")
    }

    async fn pay(&self, dollars: i64, reference: &str) -> TransactionId {
        let token = NewToken { payment_method: Some("ABT".to_owned()), ..NewToken::default() };
        let token = self.sandbox.create_token(token).await.expect("the sandbox makes tokens").token_id;
        let secret = self.sandbox.caller(KEY).expect("the sandbox begins with it").secret_access_key;
        let request = PayRequest::new(token, Amount::usd(dollars), reference).override_ipn_url("http://127.0.0.1:1/");
        self.client(&secret).pay(&request).await.expect("the buyer has it").transaction_id.clone()
    }
}

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
    let paid = world.pay(12, "order-1").await;
    let refused = world.client("another secret").get_account_balance(&GetAccountBalanceRequest::default()).await;
    refused.expect_err("it is signed with another secret");
    let browser = Browser::start(Manner { width: Some(360), ..Manner::default() }).await;
    let order = NewOrderReference { amount: Some(10.into()), confirm: true, ..NewOrderReference::default() };
    let order = world.sandbox.create_order_reference(order).await.expect("nothing is missing").id;
    let agreement = world.sandbox.create_billing_agreement(NewBillingAgreement::default()).await;
    let agreement = agreement.expect("it is a draft").id;
    let of_amazon_pay = [format!("amazon-pay-orders/{order}"), format!("amazon-pay-agreements/{agreement}")];
    let pages = ["requests/2".to_owned(), format!("transactions/{paid}"), "accounts/AKIAIOSFODNN7EXAMPLE".to_owned()];
    let paths = SECTIONS.iter().map(|section| (*section).to_owned()).chain(pages).chain(of_amazon_pay);
    for path in paths.map(|path| format!("console/{path}")).chain([String::new()]) {
        browser.open(&format!("{}/_sandbox/{path}", world.url)).await;
        let fits = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert!(browser.script(fits).await == true, "{path} is wider than a telephone");
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn lists_follow_what_happens_and_leave_alone_what_is_selected() {
    let world = World::start().await;
    world.pay(1, "order-1").await;
    let browser = Browser::start(Manner::default()).await;
    browser.open(&format!("{}/_sandbox/", world.url)).await;
    browser.script("document.getSelection().selectAllChildren(document.getElementById('transactions'))").await;
    world.pay(2, "order-2").await;
    let has = |part: &str, text: &str| format!("return document.getElementById('{part}').innerText.includes('{text}')");
    until(&browser, "return document.querySelectorAll('#requests tbody tr').length == 2").await;
    assert!(browser.script(&has("transactions", "order-2")).await == false, "it is selected");
    assert!(browser.script("return document.getSelection().isCollapsed").await == false);
    browser.script("document.getSelection().removeAllRanges()").await;
    until(&browser, &has("transactions", "order-2")).await;

    browser.script("document.querySelector('#requests a').focus()").await;
    world.pay(3, "order-3").await;
    until(&browser, &has("transactions", "order-3")).await;
    let focused = "return document.activeElement.getAttribute('href')";
    assert_eq!(browser.script(focused).await, "/_sandbox/console/requests/2", "it was there before");
    browser.find("#reload").await.click().await;
    assert_eq!(browser.find("#reload").await.text().await, "Paused");
}
