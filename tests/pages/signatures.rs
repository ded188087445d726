//! Who has signed an address, and who a way back.

use amazon_fps::cbui::{PATH, Return, ReturnError, SingleUse, Status};
use amazon_fps::fps::{VerificationStatus, VerifySignatureRequest};
use amazon_fps::money::Amount;
use amazon_fps::sign::v2::{SignatureMethod, decode_parameters, encode_parameters, string_to_sign};

use crate::world::{BACK, KEY, SECRET, World};

#[tokio::test]
async fn the_service_verifies_the_way_back() {
    let world = World::new().await;
    let link = world.link(SingleUse::new("order-1", Amount::usd(25)));
    let answer = world.get(&format!("{link}&auto=approve")).await;
    assert_eq!(answer.status, 302);
    let location = answer.header("location").expect("it leads back");
    let (base, query) = location.split_once('?').expect("the way back has a query");
    let verify = |query: &str| VerifySignatureRequest::new(base, query);
    let client = world.client();
    let verified = client.verify_signature(&verify(query)).await.expect("it answers").result.verification_status;
    assert_eq!(verified, Some(VerificationStatus::Success));
    let other = query.replace("status=SC", "status=SA");
    let verified = client.verify_signature(&verify(&other)).await.expect("it answers").result.verification_status;
    assert_eq!(verified, Some(VerificationStatus::Failure));

    let parameters = decode_parameters(query).expect("it is text");
    let find = |name: &str| parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    assert_eq!(find("session"), Some("a b"));
    assert_eq!(find("expiry"), Some("09/2013"));
    assert_eq!(find("signatureMethod"), Some("RSA-SHA1"));
    assert_eq!(find("signatureVersion"), Some("2"));
    assert_eq!(find("certificateUrl"), Some(world.sandbox.certificate_url().as_str()));
    assert!(matches!(
        Return::verify(BACK, &other, world.sandbox.notification_certificate()),
        Err(ReturnError::Signature(_))
    ));
}

/// Parameters of a link, and how they are signed.
struct Link {
    host: String,
    secret: &'static str,
    method: SignatureMethod,
    parameters: Vec<(&'static str, String)>,
}

impl Link {
    fn new(host: impl Into<String>) -> Self {
        let parameters = [
            ("callerKey", KEY),
            ("callerReference", "order-1"),
            ("paymentReason", "A book ~ *"),
            ("pipelineName", "SingleUse"),
            ("returnURL", BACK),
            ("signatureMethod", "HmacSHA256"),
            ("signatureVersion", "2"),
            ("transactionAmount", "25.0"),
        ];
        let parameters = parameters.into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        Self { host: host.into(), secret: SECRET, method: SignatureMethod::HmacSha256, parameters }
    }

    fn signature(&self) -> String {
        self.method.sign(self.secret, &string_to_sign("GET", &self.host, PATH, &self.parameters))
    }

    fn target(&self) -> String {
        let mut parameters = self.parameters.clone();
        parameters.push(("signature", self.signature()));
        format!("{PATH}?{}&auto=abandon", encode_parameters(&parameters))
    }
}

#[tokio::test]
async fn signatures_over_any_of_the_hosts_are_taken() {
    let world = World::new().await;
    let here = world.address.to_string();
    for host in [
        here.as_str(),
        "127.0.0.1",
        "authorize.payments.amazon.com",
        "authorize.payments-sandbox.amazon.com",
        "fps.sandbox.amazonaws.com",
    ] {
        let link = Link::new(host);
        assert_eq!(world.visit(&link.target()).await.status, Status::A, "{host}");
        // As some clients encode: blanks as +, ~ and * encoded or not.
        let other = link.target().replace("%20", "+").replace('~', "%7E").replace("%2A", "*");
        assert_eq!(world.visit(&other).await.status, Status::A, "{host}");
    }
    let mut sha1 = Link::new(&*here);
    sha1.method = SignatureMethod::HmacSha1;
    sha1.parameters
        .iter_mut()
        .filter(|(name, _)| *name == "signatureMethod")
        .for_each(|it| it.1 = "HmacSHA1".to_owned());
    assert_eq!(world.visit(&sha1.target()).await.status, Status::A);
    // Whoever signs what steers the pages is right as well.
    let mut steered = Link::new(&*here);
    steered.parameters.push(("auto", "abandon".to_owned()));
    let mut parameters = steered.parameters.clone();
    parameters.push(("signature", steered.signature()));
    assert_eq!(world.visit(&format!("{PATH}?{}", encode_parameters(&parameters))).await.status, Status::A);
}

#[tokio::test]
async fn a_page_whose_buyer_is_signed_can_be_approved() {
    for (steering, status) in [
        (vec![("buyer", "buyer"), ("method", "ACH")], Status::Sb),
        (vec![("method", "ABT")], Status::Sa),
        (vec![], Status::Sc),
    ] {
        let world = World::new().await;
        let mut link = Link::new(world.address.to_string());
        link.parameters.extend(steering.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let mut parameters = link.parameters.clone();
        parameters.push(("signature", link.signature()));
        let page = world.get(&format!("{PATH}?{}", encode_parameters(&parameters))).await;
        assert_eq!(page.status, 200, "{steering:?}");
        // Another buyer would not be what was signed.
        assert_eq!(page.body.contains("<select id=\"who\""), steering.is_empty(), "{steering:?}: {}", page.body);
        let form = page.body.split_once("<form method=\"post\" action=\"").expect("somebody can answer").1;
        let action = form.split('"').next().expect("it is an address").replace("&#38;", "&").replace("&amp;", "&");
        let checked = form.split("<input type=\"radio\" name=\"method\" value=\"").find(|it| it.contains("\" checked"));
        let method = checked.and_then(|it| it.split('"').next()).expect("a method is picked");
        let answer = world.post(&action, &format!("buyer=buyer&method={method}&answer=approve")).await;
        assert_eq!(answer.status, 303, "{steering:?}: {}", answer.body);
        let back = world.back(&answer);
        assert_eq!((back.status, back.token_id.is_some()), (status, true), "{steering:?}");
    }
}

#[tokio::test]
async fn a_wrong_signature_is_refused_with_its_mistake() {
    let world = World::new().await;
    let here = world.address.to_string();
    let message = async |target: &str| {
        let back = world.visit(target).await;
        assert_eq!(back.status, Status::Ce, "{target}");
        back.error_message.expect("it says why")
    };
    let good = Link::new(&*here).target();
    assert!(message(&good.replace("=25.0", "=26.0")).await.contains("well formed:[signature]"));
    let added = message(&format!("{good}&tax=1")).await;
    assert!(added.contains("tax was added after signing"), "{added}");
    let wrong = Link { secret: "another", ..Link::new(&*here) };
    let wrong = message(&wrong.target()).await;
    assert!(wrong.contains("[signature]") && !wrong.contains(SECRET), "{wrong}");
    let one = message(&good.replace("signatureVersion=2", "signatureVersion=1")).await;
    assert!(one.contains("signatureVersion"), "{one}");
    let old =
        format!("{PATH}?returnURL={}&callerKey={KEY}&awsSignature=x", "http%3A%2F%2Fshop.example.com%3A8443%2Fback");
    assert!(message(&old).await.ends_with("[awsSignature]"));
}

/// What boto 2.49 sends: both spellings of the reference, no version, signed without the port.
#[tokio::test]
async fn botos_links_are_taken() {
    let world = World::new().await;
    let mut link = Link::new("authorize.payments-sandbox.amazon.com");
    link.parameters.push(("CallerReference", "order-1".to_owned()));
    let target = link.target().replace("auto=abandon", "auto=approve");
    let back = world.visit(&target).await;
    assert_eq!((back.status, back.caller_reference), (Status::Sc, Some("order-1".into())));
    // Without any signature, too, and with the capital alone.
    let plain = [
        ("callerKey", KEY),
        ("CallerReference", "order-2"),
        ("pipelineName", "SingleUse"),
        ("returnUrl", BACK),
        ("transactionAmount", "25"),
        ("auto", "approve"),
    ];
    let back = world.visit(&format!("{PATH}?{}", encode_parameters(&plain))).await;
    assert_eq!((back.status, back.caller_reference), (Status::Sc, Some("order-2".into())));
}
