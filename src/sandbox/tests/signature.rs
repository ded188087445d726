use super::*;
use crate::sandbox::Delivery;

const URL: &str = "http://shop.example.com:8080/ipn/receive";

#[tokio::test]
async fn what_the_sandbox_signed_is_verified() {
    let world = World::in_memory().await;
    for delivery in [Delivery::Post, Delivery::Get] {
        let text = signed(&world, delivery);
        assert_eq!(verify(&world, URL, &text).await.unwrap(), VerificationStatus::Success);
        // Without a caller, as the official clients ask.
        let call = Call { caller: None, ..world.call() };
        let request = VerifySignatureRequest::new(URL, text);
        world.sandbox.verify_signature(&call, request).await.unwrap();
    }
}

#[tokio::test]
async fn anything_else_is_not() {
    let world = World::in_memory().await;
    let text = signed(&world, Delivery::Post);
    for (url, text) in [
        (URL, text.replace("transactionAmount=USD%2010.00", "transactionAmount=USD%2011.00")),
        (URL, format!("{text}&more=1")),
        ("http://shop.example.com:8080/ipn/receive/", text.clone()),
        ("http://shop.example.com/ipn/receive", text.clone()),
    ] {
        assert_eq!(verify(&world, url, &text).await.unwrap(), VerificationStatus::Failure, "{url} {text}");
    }
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let world = World::in_memory().await;
    let text = signed(&world, Delivery::Post);
    let without = |name: &str| {
        text.split('&').filter(|part| !part.starts_with(&format!("{name}="))).collect::<Vec<_>>().join("&")
    };
    let error = verify(&world, URL, &without("certificateUrl")).await.unwrap_err();
    assert!(error.is(ErrorCode::InvalidParams));
    assert_eq!(error.message(), "certificateUrl is missing in 'HttpParameters'.");
    for name in ["signature", "signatureVersion", "signatureMethod"] {
        refused(verify(&world, URL, &without(name)).await, ErrorCode::InvalidParams);
    }
    refused(verify(&world, URL, &text.replace("RSA-SHA1", "HmacSHA256")).await, ErrorCode::InvalidParams);
    refused(verify(&world, "shop.example.com", &text).await, ErrorCode::InvalidParams);
}

fn signed(world: &World, delivery: Delivery) -> String {
    let parameters = [("transactionId", "14GN"), ("transactionAmount", "USD 10.00"), ("buyerName", "Bea Böhm+Co")];
    world.sandbox.sign_notification(URL, delivery, &parameters).unwrap()
}

async fn verify(world: &World, url: &str, text: &str) -> Result<VerificationStatus, ServiceError> {
    let request = VerifySignatureRequest::new(url, text);
    let result = world.sandbox.verify_signature(&world.call(), request).await?;
    Ok(result.verification_status.unwrap())
}
