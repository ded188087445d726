//! What callers send that can't be used.

use amazon_fps::cbui::{PATH, Status};
use amazon_fps::sign::v2::encode_parameters;

use crate::world::{BACK, KEY, World};

/// What each pipeline can't do without, and what its parameters can't be.
#[tokio::test]
async fn what_is_not_well_formed_is_named() {
    let world = World::new().await;
    let token = world.seed.tokens.iter().find(|token| token.name == "recipient").expect("the seed has it");
    let token = token.token_id.as_str();
    let good: &[(&str, &[(&str, &str)])] = &[
        ("SingleUse", &[("callerReference", "r"), ("transactionAmount", "10")]),
        ("MultiUse", &[("callerReference", "r"), ("globalAmountLimit", "10")]),
        ("Recurring", &[("callerReference", "r"), ("transactionAmount", "10"), ("recurringPeriod", "7 Days")]),
        ("Recipient", &[("callerReference", "r"), ("recipientPaysFee", "True")]),
        (
            "SetupPrepaid",
            &[("callerReferenceSender", "r"), ("callerReferenceFunding", "f"), ("fundingAmount", "10.50")],
        ),
        (
            "SetupPostpaid",
            &[
                ("callerReferenceSender", "r"),
                ("callerReferenceSettlement", "s"),
                ("creditLimit", "10"),
                ("globalAmountLimit", "20"),
            ],
        ),
    ];
    let long = "x".repeat(129);
    let bad: &[(&str, &str, &str)] = &[
        ("SingleUse", "transactionAmount", "0"),
        ("SingleUse", "transactionAmount", "-1"),
        ("SingleUse", "transactionAmount", "1.005"),
        ("SingleUse", "transactionAmount", "1e3"),
        ("SingleUse", "transactionAmount", "ten"),
        ("SingleUse", "transactionAmount", "1,000"),
        ("SingleUse", "transactionAmount", "99999999999999999999999999999999"),
        ("SingleUse", "callerReference", &long),
        ("SingleUse", "callerReference", "a\0b"),
        ("SingleUse", "paymentReason", &long),
        ("SingleUse", "paymentReason", "a\u{1}b"),
        ("SingleUse", "websiteDescription", "\u{ffff}"),
        ("SetupPrepaid", "callerReferenceSender", "a\u{8}b"),
        ("SingleUse", "paymentMethod", "CC,Cash"),
        ("SingleUse", "paymentMethod", ","),
        ("SingleUse", "paymentMethod", "Prepaid"),
        ("SingleUse", "currencyCode", "EUR"),
        ("SingleUse", "reserve", "perhaps"),
        ("SingleUse", "recipientToken", "nobody"),
        ("SingleUse", "tax", "-1"),
        ("SingleUse", "version", "2007-01-08"),
        ("SingleUse", "cobrandingStyle", "neon"),
        ("SingleUse", "cobrandingUrl", "http://shop.example.com/logo.png"),
        ("SingleUse", "collectShippingAddress", "2"),
        ("MultiUse", "amountType", "About"),
        ("MultiUse", "transactionAmount", "0"),
        ("MultiUse", "usageLimitType1", "Weight"),
        ("MultiUse", "usageLimitValue1", "5"),
        ("MultiUse", "validityStart", "tomorrow"),
        ("MultiUse", "validityExpiry", "1"),
        ("MultiUse", "validityExpiry", "99999999999999"),
        ("MultiUse", "recipientTokenList", "nobody,anybody"),
        ("MultiUse", "isRecipientCobranding", "maybe"),
        ("Recurring", "recurringPeriod", "0 Days"),
        ("Recurring", "recurringPeriod", "1 Fortnight"),
        ("Recurring", "recurringPeriod", "99999999999 Days"),
        ("Recipient", "recipientPaysFee", "yes"),
        ("Recipient", "maxVariableFee", "101"),
        ("Recipient", "maxFixedFee", "-1"),
        ("SetupPrepaid", "fundingAmount", "0.00"),
        ("SetupPrepaid", "callerReferenceFunding", "r"),
        ("SetupPostpaid", "creditLimit", "0"),
        ("SetupPostpaid", "callerReferenceSettlement", "r"),
    ];
    let visit = |pipeline: &str, parameters: &[(&str, &str)]| {
        let common = [("callerKey", KEY), ("pipelineName", pipeline), ("returnURL", BACK), ("auto", "abandon")];
        format!("{PATH}?{}", encode_parameters(&[&common, parameters].concat()))
    };
    let refused = async |name: &str, pipeline: &str, parameters: &[(&str, &str)]| {
        let back = world.visit(&visit(pipeline, parameters)).await;
        assert_eq!(back.status, Status::Ce, "{pipeline} {name} {parameters:?}");
        let message = back.error_message.expect("it says why");
        let expected = if name == "usageLimitValue1" { "usageLimitType1" } else { name };
        assert_eq!(
            message,
            format!("The following input(s) are not well formed:[{expected}]"),
            "{pipeline} {parameters:?}"
        );
    };
    for (pipeline, parameters) in good {
        assert_eq!(world.visit(&visit(pipeline, parameters)).await.status, Status::A, "{pipeline}");
        for left_out in *parameters {
            let rest: Vec<_> = parameters.iter().copied().filter(|it| it != left_out).collect();
            refused(left_out.0, pipeline, &rest).await;
        }
        for (_, name, value) in bad.iter().filter(|(bad, ..)| bad == pipeline) {
            let mut parameters: Vec<_> = parameters.iter().copied().filter(|(known, _)| known != name).collect();
            parameters.push((name, value));
            refused(name, pipeline, &parameters).await;
        }
    }
    refused("tokenId", "EditToken", &[("callerReference", "r")]).await;
    refused("tokenId", "EditToken", &[("callerReference", "r"), ("tokenID", "nobody's")]).await;
    refused("pipelineName", "SingleUser", &[]).await;
    let cobranded = [("callerReference", "r"), ("globalAmountLimit", "1"), ("isRecipientCobranding", "True")];
    refused("recipientTokenList", "MultiUse", &cobranded).await;
    let many = [("usageLimitType1", "Count"), ("usageLimitValue1", "0")];
    let back = world.visit(&visit("MultiUse", &[&cobranded[..2], &many].concat())).await;
    assert_eq!(back.error_message.as_deref(), Some("The following input(s) are not well formed:[usageLimitValue1]"));
    let all = [("callerReference", ""), ("transactionAmount", "x"), ("paymentMethod", "Cash")];
    let message = world.visit(&visit("SingleUse", &all)).await.error_message.expect("it says why");
    assert!(message.ends_with(":[callerReference, paymentMethod, transactionAmount]"), "{message}");

    // What is unknown is passed over, other spellings and cases are taken.
    let lenient = [
        ("callerReference", "r"),
        ("globalAmountLimit", "10.5"),
        ("amountType", "maximum"),
        ("transactionAmount", "5"),
        ("usageLimitType1", "Count"),
        ("usageLimitValue1", "3"),
        ("usageLimitPeriod1", "2 weeks"),
        ("usageLimitType2", "Amount"),
        ("usageLimitValue2", "3.50"),
        ("validityStart", "1283342400"),
        ("recipientTokenList", token),
        ("isRecipientCobranding", "TRUE"),
        ("paymentMethod", "abt, ACH"),
        ("weather", "fair"),
    ];
    assert_eq!(world.visit(&visit("MultiUse", &lenient)).await.status, Status::A);
}

#[tokio::test]
async fn where_there_is_no_way_back_a_page_says_so() {
    let world = World::new().await;
    for (target, why) in [
        (PATH.to_owned(), "returnURL is missing"),
        (format!("{PATH}?returnURL="), "returnURL is missing"),
        (format!("{PATH}?returnURL=%2Fback"), "not an absolute"),
        (format!("{PATH}?returnURL=javascript:alert(1)"), "not an absolute"),
        (format!("{PATH}?returnURL=ftp%3A%2F%2Fshop.example.com"), "not an absolute"),
        (format!("{PATH}?returnURL=http%3A%2F%2Fshop.example.com%2F%3Fstatus%3DSC"), "status is there more than once"),
        (format!("{PATH}?returnURL=http%3A%2F%2Fshop.example.com%2F%3Fa%3D%25FF"), "not UTF-8"),
        (format!("{PATH}?returnURL=%FF"), "not UTF-8"),
        (format!("{PATH}?{}", "a=b&".repeat(101)), "more than 100 parameters"),
    ] {
        let answer = world.get(&target).await;
        assert_eq!(answer.status, 400, "{target}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(answer.body.contains(why), "{target}: {}", answer.body);
    }
}

#[tokio::test]
async fn callers_are_known_or_told_so() {
    let world = World::new().await;
    let visit = |key: &str| format!("{PATH}?returnURL={}&{key}", "http%3A%2F%2Fshop.example.com%3A8443%2Fback");
    let back = world.visit(&visit("callerKey=AKIASTRANGER")).await;
    assert_eq!(back.status, Status::Nm);
    let back = world.visit(&visit("pipelineName=SingleUse")).await;
    assert_eq!(back.status, Status::Ce);
    assert!(back.error_message.expect("it says why").ends_with("[callerKey]"));
}
