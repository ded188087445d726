//! Tokens: finding, measuring and cancelling them.

use amazon_fps::fps::{
    CancelTokenRequest, CancelTokenResult, GetRecipientVerificationStatusRequest, GetTokenByCallerRequest,
    GetTokenByCallerResult, GetTokenUsageRequest, GetTokenUsageResult, GetTokensRequest, GetTokensResult, Token,
    TokenStatus, TokenType, TokenUsageLimit,
};

use crate::answers::rest_answer;
use crate::requests::rest_request;
use crate::samples::{instant, usd};
use crate::soap::{soap_answer, soap_request};

#[test]
fn cancel_token() {
    let token = "D739IT9TMC4FK9KB56PDKJWAQGXDZ3B8X3SJNGVH3UEF5GQ7XAQZMEIL4OGEZKGX";
    let request = CancelTokenRequest::new(token).reason_text("MyWish");
    rest_request("CancelToken/rest-request.txt", &request);

    let answer = rest_answer("CancelToken/rest-response.xml", &request);
    assert_eq!(answer.result, CancelTokenResult {});
    assert_eq!(answer.request_id.as_str(), "a10e0ad6-148f-4afe-8bcd-e80a2680793d:0");

    let answer = soap_answer("CancelToken/soap-response.xml", &request);
    assert_eq!(answer.result, CancelTokenResult {});
    answer.came_with("CancelToken", "5fb6a949-a481-4f6f-bdfb-bcdde0daea6b");
}

#[test]
fn get_tokens() {
    rest_request("GetTokens/rest-request.txt", &GetTokensRequest::new().caller_reference("CallerReference12"));
    let request = GetTokensRequest::new().caller_reference("293847SKDJRH29387");
    soap_request("GetTokens/soap-request.xml", &request);

    let answer = soap_answer("GetTokens/soap-response.xml", &request);
    let token_id = "M157V8ZXS4AF9C132FNT5HXNNX8ZK7K1C5IHVRE4VZJTCEBLP8X1CTBCSFTFHKCK";
    assert_eq!(
        answer.result,
        GetTokensResult {
            token: vec![Token {
                token_id: token_id.into(),
                friendly_name: Some("FriendlyName-????pHhq12275863261891".to_owned()),
                token_status: TokenStatus::Active,
                date_installed: instant("2008-04-25T04:12:06.200Z"),
                caller_reference: "293847SKDJRH29387".into(),
                token_type: TokenType::Unrestricted,
                old_token_id: Some(token_id.into()),
                payment_reason: Some("Testing".into()),
            }],
        }
    );
    answer.came_with("GetTokens", "edf2a735-2b50-4c71-9a1a-943d946d4a89");
}

#[test]
fn get_token_by_caller() {
    let token_id = "543IJMECGZZ3J4K1F7BJ3TMNXFBQU9VXNT7RRCTNAJDJ8X36L1ZRKSUUPPIBTTIK";
    let request = GetTokenByCallerRequest::new().token_id(token_id).caller_reference("callerReferenceSingleUse10");
    rest_request("GetTokenByCaller/rest-request.txt", &request);

    let answer = rest_answer("GetTokenByCaller/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        GetTokenByCallerResult {
            token: Some(Token {
                token_id: token_id.into(),
                friendly_name: Some("Friendly1339359778".to_owned()),
                token_status: TokenStatus::Active,
                date_installed: instant("2009-10-07T11:29:05.054Z"),
                caller_reference: "callerReferenceSingleUse10".into(),
                token_type: TokenType::SingleUse,
                old_token_id: Some(token_id.into()),
                payment_reason: Some("PaymentReason".into()),
            }),
        }
    );
    assert_eq!(answer.request_id.as_str(), "45b6c560-8aa9-463c-84be-80eeefb21034:0");
}

#[test]
fn get_token_usage() {
    let request = GetTokenUsageRequest::new("254656Example83987");
    rest_request("GetTokenUsage/rest-request.txt", &request);
    soap_request(
        "GetTokenUsage/soap-request.xml",
        &GetTokenUsageRequest::new("23KMPG91JJBN37MI23IE4MXK7J8AC3JB7ESI5T1E3URQXA2TFXRK7XTRJZTDXLWK"),
    );

    let last_reset = Some(instant("2008-01-01T10:00:00Z"));
    let usage = GetTokenUsageResult {
        token_usage_limits: vec![
            TokenUsageLimit {
                count: None,
                amount: Some(usd("10.000000")),
                last_reset_count: None,
                last_reset_amount: Some(usd("0.000000")),
                last_reset_timestamp: last_reset,
            },
            TokenUsageLimit {
                count: Some(1),
                amount: None,
                last_reset_count: Some(0),
                last_reset_amount: None,
                last_reset_timestamp: last_reset,
            },
        ],
    };
    let answer = rest_answer("GetTokenUsage/rest-response.xml", &request);
    assert_eq!(answer.result, usage);
    assert_eq!(answer.request_id.as_str(), "9faeed71-9362-4eb8-9431-b99e92b441ee:0");

    let answer = soap_answer("GetTokenUsage/soap-response.xml", &request);
    assert_eq!(answer.result, usage);
    answer.came_with("GetTokenUsage", "9faeed71-9362-4eb8-9431-b99e92b441ee");
}

#[test]
fn get_recipient_verification_status() {
    rest_request(
        "GetRecipientVerificationStatus/rest-request.txt",
        &GetRecipientVerificationStatusRequest::new("09DG234OGD"),
    );
}
