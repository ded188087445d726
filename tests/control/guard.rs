//! Who may steer.

use amazon_fps::sandbox::{BuildError, Sandbox};
use serde_json::json;

use crate::served::Served;

#[tokio::test]
async fn pages_from_elsewhere_and_names_of_others_are_turned_away() {
    let served = Served::start().await;
    let reset = |headers: Vec<(&'static str, &'static str)>| {
        let served = &served;
        async move { served.send("POST", "/_sandbox/faults", r#"{"status": 500}"#, &headers).await.status }
    };
    assert_eq!(reset(vec![("Origin", "http://evil.example")]).await, 403);
    assert_eq!(reset(vec![("Sec-Fetch-Site", "cross-site")]).await, 403);
    assert_eq!(reset(vec![("Host", "evil.example")]).await, 403);
    assert!(served.sandbox.faults().is_empty());
    assert_eq!(served.send("GET", "/_sandbox/seed", "", &[("Host", "evil.example")]).await.status, 403);
    assert_eq!(reset(vec![("Sec-Fetch-Site", "same-origin")]).await, 200);
}

/// A caller says where notifications go, and they come from the machine itself.
#[tokio::test]
async fn a_notification_steers_nothing() {
    let served = Served::start().await;
    for path in ["/_sandbox/reset", "/_sandbox/console/clock"] {
        let payment = served
            .payment(path.rsplit('/').next().unwrap_or(path))
            .await
            .override_ipn_url(format!("{}{path}", served.url));
        let paid = served.rest().pay(&payment).await.expect("the buyer has money");
        served.sandbox.deliver().await.expect("the store is there");
        let told = served.get(&format!("/_sandbox/notifications?transaction={}", paid.transaction_id)).await;
        let told = told["notifications"].as_array().expect("it is a list");
        assert!(!told.is_empty(), "{path}: the payment is still there, and was told of");
        for one in told {
            assert_eq!((&one["attempts"][0]["status"], &one["state"]), (&json!(403), &json!("pending")), "{path}");
        }
    }
}

#[tokio::test]
async fn a_key_is_asked_of_everybody() {
    let served = Served::of(Sandbox::builder().control_key("open-sesame")).await;
    for path in ["/_sandbox/seed", "/_sandbox/help", "/_sandbox/nothing"] {
        let reason = served.refused("GET", path, "", (401, "Unauthorized")).await;
        assert!(reason.contains("Authorization: Bearer"), "{reason}");
        assert!(served.send("GET", path, "", &[("Authorization", "Bearer open-sesame")]).await.status != 401);
    }
    let wrong = served.send("GET", "/_sandbox/seed", "", &[("Authorization", "Bearer sesame")]).await;
    let said = String::from_utf8_lossy(&wrong.body).into_owned();
    assert!(wrong.status == 401 && !said.contains("open-sesame"), "{said}");
    // FPS itself has its own keys, and the certificate is for everybody.
    served.rest().pay(&served.payment("paid").await).await.expect("it is signed");
    assert_eq!(served.send("GET", "/certs/090909/PKICert.pem", "", &[]).await.status, 200);
}

#[tokio::test]
async fn a_key_that_is_soon_guessed_is_none() {
    for key in ["", "short", "with a blank in it", "wörterbuch"] {
        let refused = Sandbox::builder().control_key(key).build().await;
        assert!(matches!(refused, Err(BuildError::ControlKey)), "{key}: {refused:?}");
    }
    let shown = format!("{:?}", Sandbox::builder().control_key("open-sesame"));
    assert!(!shown.contains("open-sesame"), "{shown}");
}
