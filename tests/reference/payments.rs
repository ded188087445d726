//! Paying, reserving, settling, refunding, cancelling.

use amazon_fps::fps::{
    CancelRequest, PayRequest, PayResult, RefundRequest, RefundResult, ReserveRequest, ReserveResult, SettleRequest,
    SettleResult, TransactionStatus, VerifySignatureRequest,
};

use crate::answers::rest_answer;
use crate::requests::rest_request;
use crate::samples::usd;
use crate::soap::{soap_answer, soap_request};

#[test]
fn pay() {
    let token = "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH";
    let request = PayRequest::new(token, usd("1"), "CallerReference02").caller_description("MyWish");
    rest_request("Pay/rest-request.txt", &request);
    rest_request("Pay/rest-request-marketplace.txt", &request.recipient_token_id("254656Example83987"));

    let request =
        PayRequest::new("76PSX31MM77T81ExampleQVDNQPG5GFAK", usd("1.1"), "ReferenceString????rpXe12275876325471")
            .caller_description("DescriptionString-????i86x12275876325471")
            .sender_description("DescriptionString-????0m6112275876325471");
    soap_request("Pay/soap-request.xml", &request);
    let request = request.recipient_token_id("6SC9UJ1VJEExampleBTBNUNEYUBJM1K");
    soap_request("Pay/soap-request-marketplace.xml", &request);

    let answer = rest_answer("Pay/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        PayResult {
            transaction_id: "14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    assert_eq!(answer.request_id.as_str(), "c21e7735-9c08-4cd8-99bf-535a848c79b4:0");

    let answer = soap_answer("Pay/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        PayResult {
            transaction_id: "13N8UPFET32I4I7FCF9T4ZKFETETINTK56Q".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    answer.came_with("Pay", "b415f09d-5924-4315-b31a-21c977c85c39");
}

#[test]
fn reserve() {
    let token = "553IPMACGAZ2J4N1L7BJ3UMNRFTQU4V9NT4RJCTVADDJKXQ6L1ZAKSIUNPIRTTI1";
    let request = ReserveRequest::new(token, usd("1"), "CallerReference05").caller_description("Reserve");
    rest_request("Reserve/rest-request.txt", &request);
    rest_request("Reserve/rest-request-marketplace.txt", &request.recipient_token_id("254656Example83987"));

    let request =
        ReserveRequest::new("76PSX31MM77T81ExampleQVDNQPG5GFAK", usd("1.10"), "ReferenceString????Qlrd12275864150791")
            .caller_description("DescriptionString-????UQAu12275864150791")
            .sender_description("DescriptionString-????kbPT12275864150791");
    soap_request("Reserve/soap-request.xml", &request);
    let request = request.recipient_token_id("6SC9UJ1VJEExampleBTBNUNEYUBJM1K");
    soap_request("Reserve/soap-request-marketplace.xml", &request);

    let answer = soap_answer("Reserve/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        ReserveResult {
            transaction_id: "13N8TKAK15P3GOIPLP796OKSB66C6K2LBEK".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    answer.came_with("Reserve", "a9e1fc80-03f6-4e1b-a1c0-541df545afac");
}

#[test]
fn settle() {
    let request = SettleRequest::new("14GKD9GE66FAA63E6O6B2JDPZKN53LZ7F22").transaction_amount(usd("1"));
    rest_request("Settle/rest-request.txt", &request);

    let answer = rest_answer("Settle/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        SettleResult {
            // A settlement keeps the id of the reservation.
            transaction_id: request.reserve_transaction_id.clone(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    assert_eq!(answer.request_id.as_str(), "9ed2008b-b230-4ed0-9210-095f77fc2359:0");

    let answer = soap_answer("Settle/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        SettleResult { transaction_id: "254656Example83987".into(), transaction_status: TransactionStatus::Pending }
    );
    assert_eq!(answer.request_id, "a8d5e97c-6a7e-4fe1-b019-58a428a5a68b:0");
}

#[test]
fn refund() {
    let request = RefundRequest::new("14GK4TNCAQ84NK9VITEHKAS94RAD9ZE2AQD", "CallerReference03")
        .refund_amount(usd("1"))
        .caller_description("MyWish");
    rest_request("Refund/rest-request.txt", &request);
    rest_request("Refund/rest-request-advanced.txt", &request);

    let answer = rest_answer("Refund/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        RefundResult {
            transaction_id: "14GK6F2QU755ODS27SGHEURLKPG72Z54KMF".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    assert_eq!(answer.request_id.as_str(), "1a146b9a-b37b-4f5f-bda6-012a5b9e45c3:0");
}

#[test]
fn cancel() {
    let request = CancelRequest::new("14GKI1SKSR1V6DO1RCCB32RBR6KLODMGQUD").description("MyWish");
    rest_request("Cancel/rest-request.txt", &request);
}

#[test]
fn verify_signature() {
    // Percent-encoded once, as a notification brings it; the request encodes it once more.
    let notification = [
        "expiry=08%2F2015",
        "signature=ynDukZ9%2FG77uSJVb5YM0cadwHVwYKPMKOO3PNvgADbv6VtymgBxeOWEhED6KGHsGSvSJnMWDN%2FZl639AkRe9Ry\
         %2F7zmn9CmiM%2FZkp1XtshERGTqi2YL10GwQpaH17MQqOX3u1cW4LlyFoLy4celUFBPq1WM2ZJnaNZRJIEY%2FvpeVnCVK8VIPdY3HM\
         xPAkNi5zeF2BbqH%2BL2vAWef6vfHkNcJPlOuOl6jP4E%2B58F24ni%2B9ek%2FQH18O4kw%2FUJ7ZfKwjCCI13%2BcFybpofcKqddq8\
         CuUJj5Ii7Pdw1fje7ktzHeeNhF0r9siWcYmd4JaxTP3NmLJdHFRq2T%2FgsF3vK9m3gw%3D%3D",
        "signatureVersion=2",
        "signatureMethod=RSA-SHA1",
        "certificateUrl=https%3A%2F%2Ffps.sandbox.amazonaws.com%2Fcerts%2F090909%2FPKICert.pem",
        "tokenID=A5BB3HUNAZFJ5CRXIPH72LIODZUNAUZIVP7UB74QNFQDSQ9MN4HPIKISQZWPLJXF",
        "status=SC",
        "callerReference=callerReferenceMultiUse1",
    ];
    let request = VerifySignatureRequest::new("http://example.com:8080/ipn.jsp", notification.join("&"));
    rest_request("VerifySignature/rest-request.txt", &request);
}
