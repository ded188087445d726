//! The page for buyers of Amazon Pay: what they choose there is what the merchant finds.

use amazon_fps::amazon_pay::client::{Client, Credentials, Throttle};
use amazon_fps::amazon_pay::{
    AuthorizeRequest, ConfirmBillingAgreementRequest, ConfirmOrderReferenceRequest, Environment,
    GetBillingAgreementDetailsRequest, OrderReferenceAttributes, SetOrderReferenceDetailsRequest,
};
use amazon_fps::client::Endpoint;
use amazon_fps::money::Price;
use amazon_fps::sandbox::Sandbox;
use url::Url;

use crate::shop;
use crate::webdriver::{Browser, Manner};

/// A sandbox on a port, somebody who sells there, and a shop that people come back to.
struct World {
    client: Client,
    url: String,
    back: String,
}

impl World {
    async fn new() -> Self {
        let sandbox = Sandbox::builder().seed(7).build().await.expect("memory is always there");
        let listening = sandbox.listen("127.0.0.1:0").await.expect("the system has a port");
        let url = listening.url();
        tokio::spawn(listening.serve(std::future::pending()));
        let caller = sandbox.callers().remove(0);
        let merchant = sandbox.merchants(None).await.expect("there is one").remove(0);
        let client = Client::builder()
            .endpoint(Endpoint::url(&url).expect("it is an address"))
            .environment(Environment::Sandbox)
            .credentials(Credentials::new(caller.access_key_id, caller.secret_access_key))
            .seller_id(merchant.seller_id)
            .application("browser", "1")
            .throttle(Throttle::off());
        let back = format!("http://{}/back?order=1", shop().await);
        Self { client: client.build().expect("it has all that it needs"), url, back }
    }

    fn link(&self, parameters: &[(&str, &str)]) -> String {
        let always = [("sellerId", self.client.seller_id()), ("returnUrl", &self.back)];
        let query =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(always).extend_pairs(parameters).finish();
        format!("{}/amazon-pay/buyer?{query}", self.url)
    }

    /// Continues, and tells what the browser came back with.
    async fn go_on(&self, browser: &Browser, name: &str) -> String {
        browser.find("button[value=approve]").await.click().await;
        let url = Url::parse(&browser.arrive(&self.back).await).expect("it is an address");
        assert_eq!(browser.title().await, "The shop");
        let found = url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
        found.unwrap_or_else(|| panic!("{name} came not back: {url}"))
    }

    /// The state and the reason of an authorization of ten dollars.
    async fn authorize(&self, order: &str, reference: &str) -> (String, Option<String>) {
        let mut request = AuthorizeRequest::new(order, reference, Price::usd(10));
        request.transaction_timeout = Some(0);
        let answer = self.client.authorize(&request).await.expect("it is open").result;
        let status = answer.authorization_details.authorization_status;
        (status.state.as_ref().to_owned(), status.reason_code.map(|code| code.as_ref().to_owned()))
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_buyer_pays_is_declined_and_mends_it_without_scripts() {
    let world = World::new().await;
    let browser = Browser::start(Manner { without_scripts: true, ..Manner::default() }).await;
    browser.open(&world.link(&[])).await;
    browser.find("input[name=payment][value=invalid_hard]").await.click().await;
    browser.find("input[name=address][value=new_york]").await.click().await;
    browser.picture("buyer-order").await;
    let order = world.go_on(&browser, "orderReferenceId").await;
    let attributes = OrderReferenceAttributes {
        order_total: Price::usd(10),
        platform_id: None,
        seller_note: None,
        request_payment_authorization: None,
        seller_order_attributes: None,
    };
    let details = SetOrderReferenceDetailsRequest::new(&*order, attributes);
    world.client.set_order_reference_details(&details).await.expect("it is a draft");
    let confirm = ConfirmOrderReferenceRequest::new(&*order);
    world.client.confirm_order_reference(&confirm).await.expect("nothing is missing");
    let declined = ("Declined".to_owned(), Some("InvalidPaymentMethod".to_owned()));
    assert_eq!(world.authorize(&order, "first").await, declined);

    browser.open(&world.link(&[("orderReferenceId", &order)])).await;
    browser.find("input[name=payment][value=visa]").await.click().await;
    browser.picture("buyer-mends").await;
    assert_eq!(world.go_on(&browser, "orderReferenceId").await, order);
    world.client.confirm_order_reference(&confirm).await.expect("there is another card");
    assert_eq!(world.authorize(&order, "second").await, ("Open".to_owned(), None));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs chromedriver"]
async fn a_buyer_consents_on_a_telephone() {
    let world = World::new().await;
    let browser = Browser::start(Manner { width: Some(360), ..Manner::default() }).await;
    browser.open(&world.link(&[("agreementType", "BillingAgreement")])).await;
    let fits = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assert!(browser.script(fits).await == true, "it is wider than a telephone");
    browser.find("input[name=consent]").await.click().await;
    browser.picture("buyer-agreement").await;
    let agreement = world.go_on(&browser, "billingAgreementId").await;
    let confirm = ConfirmBillingAgreementRequest::new(&*agreement);
    world.client.confirm_billing_agreement(&confirm).await.expect("the buyer consents");
    let details = GetBillingAgreementDetailsRequest::new(&*agreement);
    let details = world.client.get_billing_agreement_details(&details).await.expect("it is there").result;
    assert_eq!(details.billing_agreement_details.billing_agreement_status.state.as_ref(), "Open");

    browser.open(&world.link(&[("billingAgreementId", &agreement)])).await;
    assert!(browser.find("input[name=consent]").await.attribute("checked").await == "true", "it was ticked");
    browser.find("button[value=cancel]").await.click().await;
    assert!(browser.arrive(&world.back).await.contains("error=access_denied"));
}
