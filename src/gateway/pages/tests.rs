//! The pages over HTTP, with the sandbox as Amazon Pay.

use chrono::TimeDelta;
use reqwest::redirect::Policy;
use secrecy::ExposeSecret;

use super::*;
use crate::{
    amazon_pay::{GetBillingAgreementDetailsRequest, GetOrderReferenceDetailsRequest, Service as _},
    cbui::{
        EditToken, MultiUse, Pages, Period, Pipeline, Recipient, Recurring, Request, Return, SetupPostpaid,
        SetupPrepaid, SingleUse, Status, Unit,
    },
    client::{Credentials, Endpoint},
    fps::{self, PaymentMethod, Service as _},
    gateway::{
        Account, Gateway,
        link::{self, Linking, Sheet},
    },
    ids::RequestId,
    money::Amount,
    sandbox::{
        Effect, Fault, ManualClock, Moment as FaultMoment,
        amazon_pay::{AmazonAction, BuyerChoice, NewBillingAgreement, NewMerchant},
        books::Books,
        rows::{Token, TokenRole},
        rules::approval,
    },
    server::{Call, Caller, Listening, Seller, Transport},
};

const KEY: &str = "AKIAI0SF0DNN7GATEWAY";
const SECRET: &str = "secret";
const PAY_KEY: &str = "AKIAIOSFODNN7EXAMPLE";
/// A seller who is paid through the shop.
const OTHER: &str = "A5BOOKS";
const SHOP: &str = "https://shop.example.com/back?session=1";

/// A call of Amazon Pay.
fn call(pay: &Sandbox, merchant: &Merchant) -> Call {
    Call {
        caller: Some(Caller { access_key_id: PAY_KEY.to_owned() }),
        version: "2013-01-01",
        request_id: RequestId::new("00000000-0000-0000-0000-000000000000"),
        received_at: pay.now(),
        transport: Transport::Rest,
        seller: Some(Seller {
            seller_id: merchant.seller_id.clone(),
            auth_token: merchant.auth_token.as_ref().map(|token| token.expose_secret().to_owned()),
            environment: Environment::Sandbox,
        }),
    }
}

/// A gateway's pages and an Amazon Pay.
struct World {
    gateway: Gateway,
    books: Sandbox,
    desk: Desk,
    pay: Sandbox,
    seller: String,
    clock: ManualClock,
    home: Url,
    http: reqwest::Client,
}

impl World {
    async fn new() -> Self {
        Self::with(None).await
    }

    async fn with(wallet: Option<Wallet>) -> Self {
        let clock = ManualClock::new("2014-03-15T12:00:00Z".parse().unwrap());
        let pay = Sandbox::builder().clock(clock.clone()).quotas(false).seed(1).build().await.unwrap();
        let seller = pay.merchants(Some(PAY_KEY)).await.unwrap()[0].seller_id.clone();
        let pay_url = serve(pay.listen("127.0.0.1:0").await.unwrap());
        let new =
            NewMerchant { caller: Some(PAY_KEY.to_owned()), seller_id: Some(OTHER.to_owned()), ..Default::default() };
        let auth_token = pay.add_merchant(new).await.unwrap().auth_token.unwrap();
        let mut account = Account::new(&seller, PAY_KEY, pay.caller(PAY_KEY).unwrap().secret_access_key);
        account.endpoint = Some(pay_url);
        account.wallet = wallet;
        account.recipients = vec![crate::gateway::Recipient::new(OTHER, auth_token)];
        let gateway = Gateway::builder().caller(KEY, SECRET).merchant(KEY, account).clock(clock.clone()).seed(2);
        let gateway = gateway.build().await.unwrap();
        let home = serve(gateway.listen("127.0.0.1:0").await.unwrap());
        // Another test may have done so already; nothing here speaks TLS.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        let (books, desk) = (gateway.books().clone(), gateway.0.desk.clone());
        Self { gateway, books, desk, pay, seller, clock, home: Url::parse(&home).unwrap(), http }
    }

    /// The signed address of a pipeline, with what isn't signed.
    fn start(&self, pipeline: impl Into<Pipeline>, steering: &str) -> String {
        let endpoint = Endpoint::url(self.home.as_str()).unwrap();
        let pages = Pages::new(endpoint, Credentials::new(KEY, SECRET)).unwrap();
        format!("{}{steering}", pages.link(&Request::new(pipeline, SHOP)).unwrap())
    }

    async fn get(&self, url: &str, cookie: &str) -> Got {
        Got::of(self.http.get(url).header("Cookie", cookie).send().await.unwrap()).await
    }

    async fn post(&self, url: &str, form: &str) -> Got {
        let request = self.http.post(url).header("Content-Type", "application/x-www-form-urlencoded");
        Got::of(request.body(form.to_owned()).send().await.unwrap()).await
    }

    /// Where a program comes out that follows every redirection of `url` to the shop.
    async fn follow(&self, url: &str) -> String {
        let mut url = url.to_owned();
        for _ in 0..5 {
            let got = self.get(&url, "").await;
            url = got.location.unwrap_or_else(|| panic!("{} {}", got.status, got.text));
            if url.starts_with("https://shop.example.com/") {
                return url;
            }
        }
        panic!("{url} is not the shop");
    }

    /// What the shop gets, once its signature was verified.
    fn back(&self, url: &str) -> Return {
        let query = url.split_once('?').unwrap().1;
        Return::verify(SHOP, query, self.books.notification_certificate()).unwrap()
    }

    async fn approve(&self, pipeline: impl Into<Pipeline>) -> Return {
        self.back(&self.follow(&self.start(pipeline, "&auto=approve")).await)
    }

    /// The state of what a token stands for, and whether the books say that it is confirmed.
    async fn agreed(&self, token: &str) -> (String, bool) {
        let consent = self.token(token).await.consent.unwrap();
        let merchant = Merchant { seller_id: consent.seller.clone(), auth_token: None };
        let call = call(&self.pay, &merchant);
        let state = match consent.kind {
            ConsentKind::Once => {
                let asked = GetOrderReferenceDetailsRequest::new(consent.id.as_str());
                let found = self.pay.get_order_reference_details(&call, asked).await.unwrap();
                found.order_reference_details.order_reference_status.state.as_ref().to_owned()
            }
            ConsentKind::Standing => {
                let asked = GetBillingAgreementDetailsRequest::new(consent.id.as_str());
                let found = self.pay.get_billing_agreement_details(&call, asked).await.unwrap();
                found.billing_agreement_details.billing_agreement_status.state.as_ref().to_owned()
            }
        };
        (state, consent.confirmed)
    }

    /// Pays by a token, and tells what comes of it.
    async fn pay(&self, token: &str, reference: &str) -> Result<fps::TransactionStatus, ServiceError> {
        let call = Call {
            caller: Some(Caller { access_key_id: KEY.to_owned() }),
            version: "2010-08-28",
            request_id: RequestId::new("00000000-0000-0000-0000-000000000000:0"),
            received_at: self.books.now(),
            transport: Transport::Rest,
            seller: None,
        };
        let request = fps::PayRequest::new(token, Amount::usd(25), reference);
        let paid = self.gateway.pay(&call, request).await?;
        for _ in 0..10 {
            self.pass(TimeDelta::minutes(1)).await;
        }
        let asked = fps::GetTransactionStatusRequest::new(&paid.transaction_id);
        Ok(self.gateway.get_transaction_status(&call, asked).await?.transaction_status)
    }

    /// Lets time pass on both sides.
    async fn pass(&self, step: TimeDelta) {
        self.clock.advance(step);
        self.pay.tick().await.unwrap();
        self.gateway.tick().await.unwrap();
    }

    /// Has the next call of an operation of Amazon Pay carried out, and its answer lost.
    fn lose(&self, operation: &str) {
        let lost = Fault::new(Effect::Drop(FaultMoment::After)).of(operation).of_service("amazon-pay");
        self.pay.inject(lost).unwrap();
    }

    async fn token(&self, id: &str) -> Token {
        let id = id.to_owned();
        self.books.look(&Tenant::of(KEY), move |books: &Books<'_>| books.token(&id)).await.unwrap().unwrap()
    }

    /// A linked token without a consent, and the address to renew it.
    async fn old_token(&self) -> (String, String) {
        let id = "T".repeat(64);
        let file = format!(
            "token_id,type,limit1_type,limit1_value,limit1_period,payment_reason,expires\n{id},multi-use,Amount,50,1 \
             Month,<b>Books</b>,2015-01-01\n"
        );
        let address = self.link(&id, &file).await;
        (id, address)
    }

    /// The address on which the buyer of a token renews it that a file tells of.
    async fn link(&self, id: &str, file: &str) -> String {
        let sheet = Sheet::read(file.as_bytes()).unwrap();
        link::apply(&self.books, KEY, &sheet, &Linking::default()).await.unwrap();
        let expires = self.books.now() + TimeDelta::days(30);
        self.desk.renewal_link(&self.home, KEY, id, expires).await.unwrap()
    }

    /// What a buyer reads in the end who renews a token.
    async fn follow_renewal(&self, address: &str) -> String {
        let wallet = self.get(&format!("{address}&auto=approve"), "").await.location.unwrap();
        let back = self.get(&wallet, "").await.location.unwrap();
        let done = self.get(&back, "").await;
        assert_eq!(done.status, 200, "{}", done.text);
        done.text
    }
}

/// What a browser got.
struct Got {
    status: u16,
    location: Option<String>,
    cookie: String,
    policy: String,
    text: String,
}

impl Got {
    async fn of(response: reqwest::Response) -> Self {
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let cookie = header("set-cookie").unwrap_or_default();
        Self {
            status: response.status().as_u16(),
            location: header("location"),
            cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
            policy: header("content-security-policy").unwrap_or_default(),
            text: response.text().await.unwrap(),
        }
    }
}

fn serve(listening: Listening) -> String {
    let url = listening.url();
    tokio::spawn(listening.serve(std::future::pending()));
    url
}

fn book() -> SingleUse {
    SingleUse::new("order-1", Amount::usd(25)).payment_reason("A <book>")
}

#[tokio::test]
async fn every_pipeline_ends_with_tokens_that_stand_for_a_consent() {
    let world = World::new().await;
    let month = Period::new(1, Unit::Month);
    let pipelines: [(Pipeline, Status, char, ConsentKind, TokenRole); 5] = [
        (book().into(), Status::Sc, 'S', ConsentKind::Once, TokenRole::Sender),
        (
            MultiUse::new("multi", Amount::usd(100)).payment_methods([PaymentMethod::Ach]).into(),
            Status::Sb,
            'C',
            ConsentKind::Standing,
            TokenRole::Sender,
        ),
        (
            Recurring::new("monthly", Amount::usd(5), month).payment_methods([PaymentMethod::Abt]).into(),
            Status::Sa,
            'C',
            ConsentKind::Standing,
            TokenRole::Sender,
        ),
        (
            SetupPrepaid::new("pre-s", "pre-f", Amount::usd(50)).into(),
            Status::Sc,
            'C',
            ConsentKind::Standing,
            TokenRole::Funding,
        ),
        (
            SetupPostpaid::new("post-s", "post-t", Amount::usd(30), Amount::usd(40)).into(),
            Status::Sc,
            'C',
            ConsentKind::Standing,
            TokenRole::Settlement,
        ),
    ];
    for (pipeline, status, letter, kind, role) in pipelines {
        let back = world.approve(pipeline.clone()).await;
        assert_eq!(back.status, status, "{back:?}");
        let paying = back.token_id.or(back.funding_token_id).or(back.settlement_token_id).unwrap();
        let token = world.token(paying.as_str()).await;
        let consent = token.consent.unwrap();
        assert_eq!((token.role, consent.kind, consent.seller.as_str()), (role, kind, world.seller.as_str()));
        // An order is left a draft whose token lasts no longer.
        let open = if kind == ConsentKind::Standing { ("Open".to_owned(), true) } else { ("Draft".to_owned(), false) };
        assert!(consent.id.starts_with(letter), "{}", consent.id);
        assert_eq!(world.agreed(paying.as_str()).await, open, "{pipeline:?}");
        for drawing in [back.prepaid_sender_token_id, back.credit_sender_token_id].into_iter().flatten() {
            assert!(world.token(drawing.as_str()).await.consent.is_none());
        }
        // Whoever starts over gets another consent, which the caller's reference isn't for.
        assert_eq!(world.approve(pipeline).await.status, Status::Ce);
    }
}

#[tokio::test]
async fn a_person_sees_the_terms_and_comes_back_in_the_same_browser() {
    let world = World::new().await;
    let start = world.start(book(), "");
    let page = world.get(&start, "").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("$25.00 at most, once") && page.text.contains("A &#60;book&#62;"), "{}", page.text);
    assert!(page.policy.contains("default-src 'none'") && page.policy.contains("frame-ancestors 'none'"));
    let action = page.text.split("action=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let leaving = world.post(world.home.join(&action).unwrap().as_str(), "answer=continue").await;
    let wallet = leaving.location.unwrap();
    assert_eq!(leaving.status, 303);
    assert!(leaving.cookie.starts_with("fps-visit-"), "{}", leaving.cookie);
    assert!(!wallet.contains("auto"));

    let back = world.get(&format!("{wallet}&auto=approve"), "").await.location.unwrap();
    for cookie in ["", "fps-visit-0123456789abcdef=x"] {
        let lost = world.get(&back, cookie).await;
        assert_eq!(lost.status, 400);
        assert!(lost.text.contains("Another browser was sent"), "{}", lost.text);
    }
    let done = world.get(&back, &leaving.cookie).await.location.unwrap();
    assert_eq!(world.back(&done).status, Status::Sc);
    let token = world.back(&done).token_id.unwrap();
    // Loading it again gives the same token, and another consent gives none.
    assert_eq!(world.back(&world.get(&back, &leaving.cookie).await.location.unwrap()).token_id, Some(token.clone()));
    let other = world.get(&format!("{wallet}&auto=approve"), "").await.location.unwrap();
    let refused = world.back(&world.get(&other, &leaving.cookie).await.location.unwrap());
    assert_eq!((refused.status, refused.token_id), (Status::Np, None));
    let id = back.split("orderReferenceId=").nth(1).unwrap().split('&').next().unwrap();
    assert_eq!(world.token(token.as_str()).await.consent.unwrap().id, id);
}

#[tokio::test]
async fn who_does_not_consent_installs_nothing() {
    let world = World::new().await;
    for steering in ["&auto=abandon", "&auto=cancel"] {
        let back = world.back(&world.follow(&world.start(book(), steering)).await);
        assert_eq!((back.status, back.token_id), (Status::A, None));
    }
    let left = world.post(&world.start(book(), ""), "answer=abandon").await;
    assert_eq!(world.back(&left.location.unwrap()).status, Status::A);
    let many = || MultiUse::new("multi", Amount::usd(100));
    let wallet = world.get(&world.start(many(), "&auto=approve"), "").await.location.unwrap();
    let unticked = world.back(&world.follow(&format!("{wallet}&consent=false")).await);
    assert_eq!(unticked.status, Status::A);
    assert_eq!(world.approve(many()).await.status, Status::Sc);
}

#[tokio::test]
async fn only_signed_addresses_and_visits_of_our_own_count() {
    let world = World::new().await;
    let start = world.start(book(), "");
    let (unsigned, _) = start.split_once("&signatureVersion").unwrap();
    let forged = start.replace("transactionAmount=25", "transactionAmount=26");
    let elsewhere = start.replace("shop.example.com", "evil.example.com");
    let stranger = start.replace(KEY, "AKIASOMEBODYELSE0000");
    let bare = world.home.join(&format!("{}?returnURL={SHOP}", cbui::PATH)).unwrap();
    for address in [unsigned, &forged, &elsewhere, &stranger, bare.as_str()] {
        assert_ne!(address, start);
        // Nobody is led to where an address says that nobody has signed.
        for turned in [world.get(address, "").await, world.post(address, "answer=abandon").await] {
            assert_eq!((turned.status, turned.location), (400, None), "{address}");
            assert!(turned.text.contains("Nothing was authorised"), "{}", turned.text);
        }
    }

    let wallet = world.get(&world.start(book(), "&auto=approve"), "").await.location.unwrap();
    let back = world.get(&wallet, "").await.location.unwrap();
    let lost = world.get(&back.replace("state=", "state=x"), "").await;
    assert!(lost.status == 400 && lost.text.contains("was not written here"), "{}", lost.text);
    let unknown = world.get(&back.replace("orderReferenceId=S01-", "orderReferenceId=S02-"), "").await;
    assert!(unknown.status == 400 && unknown.text.contains("Amazon Pay does not know it"), "{}", unknown.text);
    let other = world.get(&back.replace(&format!("sellerId={}", world.seller), "sellerId=A2OTHER"), "").await;
    assert_eq!(world.back(&other.location.unwrap()).status, Status::Np);
    world.clock.advance(TimeDelta::hours(3));
    let late = world.get(&back, "").await;
    assert!(late.status == 400 && late.text.contains("took too long"), "{}", late.text);
}

#[tokio::test]
async fn a_token_that_is_edited_keeps_its_name_and_its_consent() {
    let world = World::new().await;
    let made = world.approve(MultiUse::new("multi", Amount::usd(100))).await.token_id.unwrap();
    let before = world.token(made.as_str()).await;
    let edit = world.start(EditToken::new("edit", &made), "&auto=approve");
    let wallet = world.get(&edit, "").await.location.unwrap();
    assert!(wallet.contains(&format!("billingAgreementId={}", before.consent.as_ref().unwrap().id)), "{wallet}");
    let back = world.back(&world.follow(&edit).await);
    assert_eq!((back.status, back.token_id.as_ref()), (Status::Su, Some(&made)));
    assert_eq!(world.token(made.as_str()).await, before);

    // By another method only, another token takes its place and its consent.
    let other = EditToken::new("other", &made).payment_methods([PaymentMethod::Abt]);
    let back = world.approve(other).await;
    let new = world.token(back.token_id.unwrap().as_str()).await;
    assert_eq!((back.status, new.replaces.as_deref()), (Status::Sa, Some(made.as_str())));
    assert_eq!(new.consent, before.consent);
    assert!(!world.token(made.as_str()).await.active);
}

#[tokio::test]
async fn what_is_confirmed_already_becomes_nobodys_token() {
    let world = World::new().await;
    let (id, renewal) = world.old_token().await;
    let subscribed = NewBillingAgreement { confirm: true, ..NewBillingAgreement::default() };
    let subscribed = world.pay.create_billing_agreement(subscribed).await.unwrap().id.to_string();
    let somebody_elses = |back: &str| {
        let own = back.split("billingAgreementId=").nth(1).unwrap().split('&').next().unwrap();
        back.replace(own, &subscribed)
    };

    let wallet = world.get(&world.start(MultiUse::new("multi", Amount::usd(100)), "&auto=approve"), "").await;
    let back = world.get(&wallet.location.unwrap(), "").await.location.unwrap();
    let taken = world.back(&world.get(&somebody_elses(&back), "").await.location.unwrap());
    assert_eq!((taken.status, taken.token_id), (Status::Np, None));
    let leaving = world.post(&renewal, "answer=continue").await;
    let renewed = world.get(&format!("{}&auto=approve", leaving.location.unwrap()), "").await.location.unwrap();
    let taken = world.get(&somebody_elses(&renewed), &leaving.cookie).await;
    assert!(taken.status == 400 && taken.text.contains("is confirmed at Amazon Pay already"), "{}", taken.text);
    assert!(world.token(&id).await.consent.is_none());

    // What was just consented to is good, also where the page is loaded again once it was confirmed.
    let made = world.back(&world.get(&back, "").await.location.unwrap()).token_id.unwrap();
    assert_eq!(world.agreed(made.as_str()).await, ("Open".to_owned(), true));
    assert_eq!(world.back(&world.get(&back, "").await.location.unwrap()).token_id.as_ref(), Some(&made));
    let edited = world.approve(EditToken::new("edit", &made)).await;
    assert_eq!((edited.status, edited.token_id), (Status::Su, Some(made)));
}

#[tokio::test]
async fn a_merchant_who_is_paid_says_who_he_is() {
    let world = World::new().await;
    let start = world.start(Recipient::new("seller", true).max_fixed_fee(Amount::usd(1)), "");
    let page = world.get(&start, "").await;
    assert!(page.text.contains("Your SellerId at Amazon Pay"), "{}", page.text);
    for (form, why) in [
        ("answer=continue&sellerId=A2OTHER&name=Sam", "was not given leave to act for him"),
        ("answer=continue&sellerId=A2OTHER", "A name is needed"),
    ] {
        let again = world.post(&start, form).await;
        assert!(again.status == 400 && again.text.contains(why), "{}", again.text);
    }
    let done = world.post(&start, &format!("answer=continue&sellerId={}&name=Sam", world.seller)).await;
    let back = world.back(&done.location.unwrap());
    assert_eq!(back.status, Status::Sr);
    assert_eq!(world.token(back.token_id.unwrap().as_str()).await.account, KEY);
    assert!(back.refund_token_id.is_some());
}

#[tokio::test]
async fn a_buyer_consents_to_pay_the_one_seller_whom_the_token_pays() {
    let world = World::new().await;
    let mut recipients = Vec::new();
    for seller in [OTHER, world.seller.as_str()] {
        let start = world.start(Recipient::new(format!("of {seller}"), true), "");
        let done = world.post(&start, &format!("answer=continue&sellerId={seller}&name=Sam")).await;
        recipients.push(world.back(&done.location.unwrap()).token_id.unwrap());
    }
    assert_eq!(world.token(recipients[0].as_str()).await.account, OTHER);
    assert_eq!(world.token(recipients[1].as_str()).await.account, KEY);

    for (recipient, seller) in recipients.iter().zip([OTHER, world.seller.as_str()]) {
        let single = SingleUse::new(format!("for {seller}"), Amount::usd(25)).recipient_token(recipient);
        let back = world.approve(single).await;
        let token = world.token(back.token_id.unwrap().as_str()).await;
        assert_eq!(token.consent.unwrap().seller, seller);
        // What was consented to with somebody else is none of his.
        let wallet = world.start(SingleUse::new("again", Amount::usd(25)).recipient_token(recipient), "&auto=approve");
        let wallet = world.get(&wallet, "").await.location.unwrap();
        assert!(wallet.contains(&format!("sellerId={seller}")), "{wallet}");
    }

    let both = MultiUse::new("both", Amount::usd(100)).recipient_tokens(recipients.clone());
    let back = world.approve(both).await;
    assert_eq!(back.status, Status::Ce);
    assert!(back.error_message.is_some_and(|why| why.contains("ask for a token for each of them")));

    // The marketplace may not act for him, or not any more.
    let pipeline: Pipeline = Recipient::new("gone", true).into();
    let gone = move |books: &mut Books<'_>| approval::receive(books, &pipeline, Some("A9GONE"), "Gone");
    let gone = world.books.alter(&Tenant::of(KEY), gone).await.unwrap().unwrap().token_id.unwrap();
    let back = world.approve(SingleUse::new("for gone", Amount::usd(25)).recipient_token(gone)).await;
    assert_eq!(back.status, Status::Nm);
}

#[tokio::test]
async fn the_buyer_of_an_old_token_consents_anew() {
    let world = World::new().await;
    let (id, address) = world.old_token().await;
    let page = world.get(&address, "").await;
    assert_eq!(page.status, 200);
    for text in ["$50.00 at most in a month", "2015-01-01", "&#60;b&#62;Books", KEY] {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    let leaving = world.post(&address, "answer=continue").await;
    let wallet = leaving.location.unwrap();
    assert!(wallet.contains("agreementType=BillingAgreement"), "{wallet}");

    let left = world.get(&format!("{wallet}&auto=cancel"), "").await.location.unwrap();
    let nothing = world.get(&left, &leaving.cookie).await;
    assert!(nothing.status == 200 && nothing.text.contains("Nothing was changed"), "{}", nothing.text);
    assert!(world.token(&id).await.consent.is_none());

    // One that has ended is none.
    let closed = world.get(&format!("{wallet}&auto=approve"), "").await.location.unwrap();
    let agreement = closed.split("billingAgreementId=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    world.pay.act_as_amazon(None, &agreement, AmazonAction::Cancel {}).await.unwrap();
    let ended = world.get(&closed, &leaving.cookie).await;
    assert!(ended.status == 400 && ended.text.contains("has come to its end"), "{}", ended.text);

    let back = world.get(&format!("{wallet}&auto=approve"), "").await.location.unwrap();
    assert_eq!(world.get(&back, "").await.status, 400);
    let done = world.get(&back, &leaving.cookie).await;
    assert!(done.status == 200 && done.text.contains("Your consent is noted"), "{}", done.text);
    let consent = world.token(&id).await.consent.unwrap();
    assert!(consent.id.starts_with("C01-") && back.contains(&consent.id) && consent.confirmed);
    assert_eq!((consent.kind, consent.seller.as_str()), (ConsentKind::Standing, world.seller.as_str()));

    // What is done once is done, whoever comes with what.
    assert_eq!(world.get(&back, &leaving.cookie).await.status, 200);
    let other = world.get(&format!("{wallet}&auto=approve"), "").await.location.unwrap();
    let refused = world.get(&other, &leaving.cookie).await;
    assert!(refused.status == 400 && refused.text.contains("Consent was given for this token already"));
    assert_eq!(world.token(&id).await.consent.unwrap(), consent);
    assert!(world.get(&address, "").await.text.contains("Nothing to do"));
}

#[tokio::test]
async fn a_renewal_is_only_by_an_address_that_was_made_for_it() {
    let world = World::new().await;
    let (id, address) = world.old_token().await;
    for forged in [
        address.replace(&id, &"U".repeat(64)),
        address.replace("expires=1", "expires=2"),
        address.split("&signature").next().unwrap().to_owned(),
    ] {
        let refused = world.get(&forged, "").await;
        assert!(refused.status == 400 && refused.text.contains("was not made by the shop"), "{}", refused.text);
        assert_eq!(world.post(&forged, "answer=continue").await.status, 400);
    }
    world.clock.advance(TimeDelta::days(30));
    let late = world.get(&address, "").await;
    assert!(late.status == 400 && late.text.contains("no longer good"), "{}", late.text);
}

#[tokio::test]
async fn the_page_of_the_widgets_runs_no_script_but_its_own_and_amazons() {
    let client_id = "amzn1.application-oa2-client.0123456789abcdef".to_owned();
    let world = World::with(Some(Wallet::Widgets { client_id: client_id.clone(), script: None })).await;
    let start = world.start(MultiUse::new("multi", Amount::usd(100)), "&auto=approve");
    // What answers by itself in tests does nothing where Amazon itself asks.
    assert_eq!(world.get(&start, "").await.status, 200);
    let page = world.post(&start, "answer=continue").await;
    assert_eq!(page.status, 200);
    let script = "https://static-na.payments-amazon.com/OffAmazonPayments/us/sandbox/js/Widgets.js";
    for text in
        [client_id.as_str(), script, world.seller.as_str(), "data-kind=\"standing\"", "name=\"billingAgreementId\""]
    {
        assert!(page.text.contains(text), "{text}: {}", page.text);
    }
    assert!(page.cookie.starts_with("fps-visit-"));
    assert!(page.policy.contains("script-src 'self' https://static-na.payments-amazon.com"), "{}", page.policy);
    assert!(!page.policy.contains("script-src 'self' 'unsafe-inline'") && !page.text.contains("<script>"));
    // From the form a buyer comes back to the shop, which is somewhere else.
    assert!(!page.policy.contains("form-action"), "{}", page.policy);
    let script = world.get(world.home.join(SCRIPT_PATH).unwrap().as_str(), "").await;
    assert!(script.status == 200 && script.text.contains("OffAmazonPayments.Widgets.Wallet"));

    let leave = page.text.split("<a href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let left = world.get(&leave, &page.cookie).await;
    assert_eq!(world.back(&left.location.unwrap()).status, Status::A);
}

#[tokio::test]
async fn a_token_from_the_pages_pays_hours_after_the_buyer_was_there() {
    let world = World::new().await;
    let single = world.approve(book()).await.token_id.unwrap();
    let lasting = "W".repeat(64);
    let file = format!("token_id,type,amount,amount_type,expires\n{lasting},single-use,25,Exact,2015-01-01\n");
    world.follow_renewal(&world.link(&lasting, &file).await).await;
    let multi = world.approve(MultiUse::new("multi", Amount::usd(100))).await.token_id.unwrap();
    let (old, renewal) = world.old_token().await;
    world.follow_renewal(&renewal).await;
    for (token, state) in [(single.as_str(), "Draft"), (&lasting, "Open"), (multi.as_str(), "Open"), (&old, "Open")] {
        assert_eq!(world.agreed(token).await, (state.to_owned(), state == "Open"), "{token}");
    }
    let paid = world.pay(single.as_str(), "single").await.unwrap();
    assert_eq!(paid, fps::TransactionStatus::Success);
    assert_eq!(world.agreed(single.as_str()).await, ("Closed".to_owned(), true));

    world.pass(TimeDelta::hours(4)).await;
    for token in [lasting.as_str(), multi.as_str(), old.as_str()] {
        assert_eq!(world.pay(token, &token[..8]).await.unwrap(), fps::TransactionStatus::Success);
    }
    assert_eq!(world.agreed(&lasting).await, ("Closed".to_owned(), true));
}

#[tokio::test]
async fn what_amazon_pay_refuses_to_confirm_is_no_token_until_it_does() {
    let world = World::new().await;
    let wallet = world.get(&world.start(MultiUse::new("multi", Amount::usd(100)), "&auto=approve"), "").await;
    let back = world.get(&wallet.location.unwrap(), "").await.location.unwrap();
    let agreement = back.split("billingAgreementId=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let consent = async |given| {
        let choice = BuyerChoice { consent: Some(given), ..BuyerChoice::default() };
        world.pay.choose(agreement.as_str(), choice).await.unwrap();
    };
    consent(false).await;
    for _ in 0..2 {
        let refused = world.back(&world.get(&back, "").await.location.unwrap());
        assert_eq!((refused.status, refused.token_id), (Status::Pe, None));
        assert!(refused.error_message.is_some_and(|why| why.contains("BillingAgreementConstraintsExist")));
    }
    consent(true).await;
    let good = world.back(&world.get(&back, "").await.location.unwrap());
    assert_eq!(good.status, Status::Sc);
    assert_eq!(world.agreed(good.token_id.unwrap().as_str()).await, ("Open".to_owned(), true));

    // Whoever renews is told it, and can come again.
    let (id, renewal) = world.old_token().await;
    let leaving = world.post(&renewal, "answer=continue").await;
    let back = world.get(&format!("{}&auto=approve", leaving.location.unwrap()), "").await.location.unwrap();
    let agreement = back.split("billingAgreementId=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let without = BuyerChoice { consent: Some(false), ..BuyerChoice::default() };
    world.pay.choose(agreement.as_str(), without).await.unwrap();
    let refused = world.get(&back, &leaving.cookie).await;
    assert!(refused.status == 400 && refused.text.contains("Your consent is not good yet"), "{}", refused.text);
    assert!(world.token(&id).await.consent.is_none());
    world.follow_renewal(&renewal).await;
    assert_eq!(world.agreed(&id).await, ("Open".to_owned(), true));
}

#[tokio::test]
async fn what_is_not_known_to_be_confirmed_is_asked_for_again() {
    let world = World::new().await;
    let wallet = world.get(&world.start(MultiUse::new("multi", Amount::usd(100)), "&auto=approve"), "").await;
    let back = world.get(&wallet.location.unwrap(), "").await.location.unwrap();
    world.lose("ConfirmBillingAgreement");
    let waiting = world.get(&back, "").await;
    assert!(waiting.status == 503 && waiting.text.contains("Nothing is lost"), "{}", waiting.text);
    world.pass(TimeDelta::seconds(1)).await;
    let good = world.back(&world.get(&back, "").await.location.unwrap());
    assert_eq!((good.status, good.token_id.is_some()), (Status::Sc, true));

    let (id, renewal) = world.old_token().await;
    let leaving = world.post(&renewal, "answer=continue").await;
    let back = world.get(&format!("{}&auto=approve", leaving.location.unwrap()), "").await.location.unwrap();
    world.lose("ConfirmBillingAgreement");
    let waiting = world.get(&back, &leaving.cookie).await;
    assert!(waiting.status == 202 && waiting.text.contains("has not confirmed it yet"), "{}", waiting.text);
    // Nobody loads it again.
    world.pass(TimeDelta::seconds(1)).await;
    assert_eq!(world.agreed(&id).await, ("Open".to_owned(), true));
    world.pass(TimeDelta::hours(4)).await;
    assert_eq!(world.pay(&id, "late").await.unwrap(), fps::TransactionStatus::Success);
}

#[tokio::test]
async fn a_renewed_token_for_one_payment_says_until_when_it_can_be_charged() {
    let world = World::new().await;
    for (id, amount, said) in [("U", "", "keeps it until 2014-03-15 15:00 UTC"), ("V", "25", "Nothing more is needed")]
    {
        let id = id.repeat(64);
        let file = format!("token_id,type,amount,amount_type,expires\n{id},single-use,{amount},Maximum,2015-01-01\n");
        let file =
            if amount.is_empty() { format!("token_id,type,expires\n{id},single-use,2015-01-01\n") } else { file };
        let done = world.follow_renewal(&world.link(&id, &file).await).await;
        assert!(done.contains(said), "{done}");
    }
    let confirmed = world.agreed(&"V".repeat(64)).await;
    assert_eq!(
        (world.agreed(&"U".repeat(64)).await, confirmed),
        (("Draft".to_owned(), false), ("Open".to_owned(), true))
    );
}
