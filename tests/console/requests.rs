//! The log of requests, and why a signature does not match.

use std::sync::Arc;
use std::time::Duration;

use amazon_fps::client::{Http, HttpClient};
use amazon_fps::fps::{ErrorCode, GetAccountBalanceRequest};

use crate::browser::ask;
use crate::world::World;

const BALANCE: [(&str, &str); 1] = [("Action", "GetAccountBalance")];

#[tokio::test]
async fn requests_are_shown_as_they_came_and_as_they_were_answered() {
    let world = World::start().await;
    world.pay("ABT", 7, "by-rest").await;
    let payment = world.payment("ABT", 8, "by-soap").await;
    world.soap().build().expect("it is complete").pay(&payment).await.expect("the buyer has it");
    let list = world.read("requests").await;
    assert!(list.contains("Pay SOAP POST AKIAIOSFODNN7EXAMPLE 200"), "{list}");
    assert!(list.contains("Pay REST POST AKIAIOSFODNN7EXAMPLE 200"), "{list}");

    let rest = world.page("requests/1").await.text;
    for part in ["TransactionAmount.Value", "by-rest", "POST /", "<PayResult>\n", "    <TransactionId>", "Signature"] {
        assert!(rest.contains(part), "{part} is not in: {rest}");
    }
    let soap = world.page("requests/2").await.text;
    for part in ["TransactionAmount.Value", "by-soap", "SOAPAction", "<ds:SignatureValue>", "As it was sent"] {
        assert!(
            soap.contains(part) || part == "<ds:SignatureValue>" && soap.contains("SignatureValue"),
            "{part}: {soap}"
        );
    }
    assert_eq!(world.get("/_sandbox/console/requests/3").await.status, 404);
}

#[tokio::test]
async fn a_usual_mistake_is_named_and_marked() {
    let world = World::start().await;
    let fields = [("Action", "GetTokenByCaller"), ("CallerReference", "two words")];
    let refused = world.send_signed(&fields, |text| text.replace("%20", "+")).await;
    assert_eq!(refused.status, 403);
    let page = world.get("/_sandbox/console/requests/1").await.body;
    assert!(page.contains("blanks were signed as +, and must be %20"), "{page}");
    let marked = |id: &str| {
        let begin = page.find(&format!("<pre id=\"{id}\">")).expect("it is there");
        let text = &page[begin..begin + page[begin..].find("</pre>").expect("it ends")];
        text.split("<mark>").nth(1).and_then(|tail| tail.split("</mark>").next()).map(str::to_owned)
    };
    assert_eq!(marked("expected").as_deref(), Some("%20words"));
    assert_eq!(marked("signed").as_deref(), Some("+words"));
    assert!(world.read("requests?only=refused").await.contains("SignatureDoesNotMatch"));
}

#[tokio::test]
async fn another_secret_is_what_is_left() {
    let world = World::start().await;
    world.send_signed(&BALANCE, |text| format!("{text}?")).await;
    let page = world.page("requests/1").await;
    assert!(page.text.contains("none of the usual mistakes accounts for it"), "{}", page.text);
    assert!(!page.text.contains("Was signed"));
    // Whoever signed can say what: a form sends its line ends in its own way.
    let said = format!("GET%0D%0A{}%0D%0A/%0D%0AAWSAccessKeyId=other", world.address);
    let text = world.page(&format!("requests/1?signed={said}")).await.text;
    assert!(text.contains("Was signed") && text.contains("AWSAccessKeyId=other"), "{text}");
}

#[tokio::test]
async fn a_changed_message_says_what_was_changed() {
    let world = World::start().await;
    let http = Arc::new(HttpClient::new(Duration::from_secs(10)).expect("it can be made"));
    let meddler = world.soap().http(move |mut request: amazon_fps::client::HttpRequest| {
        let body = String::from_utf8(request.body).expect("it is XML");
        request.body = body.replace("by-soap", "by-sope").into_bytes();
        let http = Arc::clone(&http);
        async move { http.send(request).await }
    });
    let payment = world.payment("ABT", 8, "by-soap").await;
    let refused = meddler.build().expect("it is complete").pay(&payment).await.expect_err("it was changed");
    assert!(refused.is(ErrorCode::SignatureDoesNotMatch), "{refused}");
    let text = world.read("requests/1").await;
    assert!(text.contains("was changed after it was signed: the digest of"), "{text}");
    assert!(text.contains("by-sope") && text.contains("AKIAIOSFODNN7EXAMPLE"), "{text}");
}

#[tokio::test]
async fn what_can_not_be_read_is_shown_all_the_same() {
    let world = World::start().await;
    for (target, form) in [("/?Action=%FF%FE", None), ("/nowhere?&&==", None), ("/", Some("<Envelope><Body>"))] {
        ask(world.address, target, form, &[]).await;
    }
    world.rest().get_account_balance(&GetAccountBalanceRequest::default()).await.expect("it is signed");
    for number in 1..=4 {
        assert!(world.page(&format!("requests/{number}")).await.text.contains("Answer"));
    }
    assert!(world.read("requests").await.contains("/nowhere"));
}
