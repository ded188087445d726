//! The co-branded pages, the page for buyers of Amazon Pay, the console and the report of a scan in a real browser: `cargo test --test browser -- --ignored`, where chromedriver is installed.

#[path = "browser/buyer.rs"]
mod buyer;
#[path = "browser/console.rs"]
mod console;
#[path = "pages/http.rs"]
mod http;
#[path = "browser/scan.rs"]
mod scan;
#[path = "browser/webdriver.rs"]
mod webdriver;

use std::net::SocketAddr;

use amazon_fps::cbui::{
    EditToken, MultiUse, Pages, Period, Pipeline, Recipient, Recurring, Request, Return, SetupPostpaid, SetupPrepaid,
    SingleUse, Status, Unit, UsageLimit,
};
use amazon_fps::client::{Client, Credentials, Endpoint};
use amazon_fps::fps::{FundPrepaidRequest, PayRequest, PaymentMethod, SettleDebtRequest, TransactionStatus};
use amazon_fps::money::Amount;
use amazon_fps::sandbox::Sandbox;
use rust_decimal::Decimal;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use webdriver::{Browser, ENTER, Manner, SPACE, TAB};

/// A sandbox on a port, and a shop that people come back to.
struct World {
    sandbox: Sandbox,
    pages: Pages,
    client: Client,
    back: String,
}

impl World {
    async fn new() -> Self {
        let sandbox = Sandbox::builder().seed(7).build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has a port");
        let endpoint = Endpoint::url(&listening.url()).expect("it is an address");
        tokio::spawn(listening.serve(std::future::pending()));
        let caller = sandbox.callers().into_iter().next().expect("the sandbox begins with one");
        let credentials = Credentials::new(caller.access_key_id, caller.secret_access_key);
        let client = Client::builder().endpoint(endpoint.clone()).credentials(credentials.clone());
        Self {
            pages: Pages::new(endpoint, credentials).expect("it is an address"),
            client: client.build().expect("it has all that it needs"),
            back: format!("http://{}/back?order=1", shop().await),
            sandbox,
        }
    }

    fn link(&self, pipeline: impl Into<Pipeline>) -> String {
        self.pages.link(&Request::new(pipeline, &self.back)).expect("the request is well formed")
    }

    /// What the browser came back with.
    async fn returned(&self, browser: &Browser) -> Return {
        let url = browser.arrive(&self.back).await;
        assert_eq!(browser.title().await, "The shop");
        let (_, query) = url.split_once('?').expect("it begins with the order");
        Return::verify(&self.back, query, self.sandbox.notification_certificate()).expect("the sandbox signs it")
    }

    /// Picks a way to pay with the mouse, and approves.
    async fn approve(&self, browser: &Browser, pipeline: impl Into<Pipeline>, method: Option<&str>) -> Return {
        let pipeline = pipeline.into();
        let name = pipeline.name();
        browser.open(&self.link(pipeline)).await;
        if let Some(method) = method {
            browser.find(&format!("input[name=method][value={method}]")).await.click().await;
        }
        browser.picture(name).await;
        browser.find("button[value=approve]").await.click().await;
        self.returned(browser).await
    }
}

/// A page that says who it is, at any path.
async fn shop() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("the system has a port");
    let address = listener.local_addr().expect("it was bound");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = [0; 8192];
                // The request is one packet on this machine, and nothing in it matters.
                let _ = stream.read(&mut request).await;
                let page = "<!doctype html><title>The shop</title>";
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\nContent-Length:";
                let _ = stream.write_all(format!("{head} {}\r\n\r\n{page}", page.len()).as_bytes()).await;
            });
        }
    });
    address
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn every_pipeline_is_approved_without_scripts_and_used() {
    let world = World::new().await;
    let browser = Browser::start(Manner { without_scripts: true, ..Manner::default() }).await;
    browser.open("data:text/html,<title>off</title><script>document.title='on'</script>").await;
    assert_eq!(browser.title().await, "off");
    let client = &world.client;

    let recipient = world.approve(&browser, Recipient::new("seller", true).max_variable_fee(Decimal::TEN), None).await;
    assert_eq!(recipient.status, Status::Sr);
    let recipient = recipient.token_id.expect("it was approved");

    let single_use = SingleUse::new("single", Amount::usd(25)).payment_reason("A book").recipient_token(&recipient);
    let back = world.approve(&browser, single_use, Some("ABT")).await;
    assert_eq!(back.status, Status::Sa);
    let token = back.token_id.expect("it was approved");
    let pay = PayRequest::new(token, Amount::usd(25), "p1").recipient_token_id(&recipient);
    assert_eq!(client.pay(&pay).await.expect("it was authorised").transaction_status, TransactionStatus::Success);

    let daily = UsageLimit::count(1, Some(Period::new(1, Unit::Day)));
    let multi_use = MultiUse::new("multi", Amount::usd(100)).usage_limits([daily]);
    let back = world.approve(&browser, multi_use, Some("CC")).await;
    assert_eq!((&back.status, back.expiry.is_some()), (&Status::Sc, true));
    let many = back.token_id.expect("it was approved");

    let back = world.approve(&browser, EditToken::new("edited", &many), Some("ABT")).await;
    assert_eq!(back.status, Status::Sa);
    let edited = back.token_id.expect("it was approved");
    client.pay(&PayRequest::new(&many, Amount::usd(1), "p2")).await.expect_err("another took its place");
    client.pay(&PayRequest::new(&edited, Amount::usd(1), "p3")).await.expect("it was authorised");
    client.pay(&PayRequest::new(&edited, Amount::usd(1), "p4")).await.expect_err("one a day is the most");

    let recurring = Recurring::new("recurring", Amount::usd(10), Period::new(1, Unit::Month));
    let back = world.approve(&browser, recurring, Some("ACH")).await;
    assert_eq!(back.status, Status::Sb);
    let token = back.token_id.expect("it was approved");
    client.pay(&PayRequest::new(token, Amount::usd(10), "p5")).await.expect("it was authorised");

    let back = world.approve(&browser, SetupPrepaid::new("pre-s", "pre-f", Amount::usd(50)), Some("ABT")).await;
    let instrument = back.prepaid_instrument_id.expect("it was approved");
    let funding = back.funding_token_id.expect("it was approved");
    client.fund_prepaid(&FundPrepaidRequest::new(funding, instrument, Amount::usd(50), "f1")).await.expect("so it may");
    let token = back.prepaid_sender_token_id.expect("it was approved");
    client.pay(&PayRequest::new(token, Amount::usd(20), "p6")).await.expect("it was funded");

    let postpaid = SetupPostpaid::new("post-s", "post-t", Amount::usd(30), Amount::usd(60));
    let back = world.approve(&browser, postpaid, Some("ABT")).await;
    let instrument = back.credit_instrument_id.expect("it was approved");
    let token = back.credit_sender_token_id.expect("it was approved");
    client.pay(&PayRequest::new(token, Amount::usd(30), "p7")).await.expect("it was authorised");
    let settlement = back.settlement_token_id.expect("it was approved");
    let settle = SettleDebtRequest::new(settlement, instrument, Amount::usd(30), "s1");
    client.settle_debt(&settle).await.expect("it was authorised");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn the_keyboard_is_enough() {
    let world = World::new().await;
    let browser = Browser::start(Manner::default()).await;
    browser.open(&world.link(SingleUse::new("order-1", Amount::usd(25)))).await;
    // Somebody else: the list, and the button beside it.
    tab_to(&browser, "name", "buyer").await;
    browser.press("Pat").await;
    browser.press(TAB).await;
    browser.press(ENTER).await;
    assert!(browser.find("fieldset legend").await.text().await.contains("Pat Poor"));
    // Another way to pay: arrows move within the group.
    tab_to(&browser, "name", "method").await;
    browser.press("\u{E015}\u{E015}").await;
    assert_eq!(browser.focused().await.attribute("value").await, "ABT");
    browser.press(SPACE).await;
    tab_to(&browser, "value", "approve").await;
    browser.picture("keyboard").await;
    browser.press(ENTER).await;
    let back = world.returned(&browser).await;
    assert_eq!(back.status, Status::Sa);
    let pay = PayRequest::new(back.token_id.expect("it was approved"), Amount::usd(1), "p1");
    assert_eq!(world.client.pay(&pay).await.expect("Pat has a dollar").transaction_status, TransactionStatus::Success);

    browser.open(&world.link(SingleUse::new("order-2", Amount::usd(25)))).await;
    tab_to(&browser, "value", "abandon").await;
    browser.press(ENTER).await;
    let back = world.returned(&browser).await;
    assert_eq!((back.status, back.token_id), (Status::A, None));

    browser.open(&world.link(SingleUse::new("order-3", Amount::usd(25)))).await;
    browser.find("summary").await.type_in(ENTER).await;
    tab_to(&browser, "name", "status").await;
    browser.press("PE").await;
    tab_to(&browser, "value", "other").await;
    browser.picture("otherwise").await;
    browser.press(ENTER).await;
    assert_eq!(world.returned(&browser).await.status, Status::Pe);
}

/// Presses the tabulator until an element with this attribute has the focus.
async fn tab_to(browser: &Browser, attribute: &str, value: &str) {
    for _ in 0..40 {
        if browser.focused().await.attribute(attribute).await == value {
            return;
        }
        browser.press(TAB).await;
    }
    panic!("the tabulator never comes to {attribute}={value}");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_telephone_is_wide_enough() {
    let world = World::new().await;
    for dark in [false, true] {
        let browser = Browser::start(Manner { width: Some(360), dark, ..Manner::default() }).await;
        let long = "Donaudampfschifffahrtsgesellschaft".repeat(2)[..64].to_owned();
        let order = SingleUse::new("order-1", Amount::usd(999_999)).payment_reason(long).tax(Amount::usd(50));
        let limits = [
            UsageLimit::amount(Amount::usd(50), Some(Period::new(1, Unit::Day))),
            UsageLimit::count(10_000, Some(Period::new(12, Unit::Month))),
        ];
        let requests = [
            Request::new(order, &world.back).shipping_address(Default::default()),
            Request::new(MultiUse::new("multi", Amount::usd(100)).usage_limits(limits), &world.back),
            Request::new(Recipient::new("seller", false).payment_methods([PaymentMethod::Abt]), &world.back),
        ];
        for request in &requests {
            browser.open(&world.pages.link(request).expect("the request is well formed")).await;
            let widths = browser
                .script("return [document.documentElement.scrollWidth, innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]")
                .await;
            assert_eq!(widths, serde_json::json!([360, 360, dark]), "{}", request.pipeline.name());
            browser
                .picture(&format!("phone-{}-{}", request.pipeline.name(), if dark { "dark" } else { "light" }))
                .await;
        }
        let order = Request::new(SingleUse::new(format!("order-{dark}"), Amount::usd(5)), &world.back);
        let order = order.shipping_address(Default::default());
        browser.open(&world.pages.link(&order).expect("the request is well formed")).await;
        let city = browser.find("#city").await;
        city.clear().await;
        city.type_in("Jena").await;
        browser.find("button[value=approve]").await.click().await;
        let back = world.returned(&browser).await;
        assert_eq!((back.status, back.address.city.as_deref()), (Status::Sc, Some("Jena")));
    }
}
