//! The account: its balance, its activity, its transactions.

use amazon_fps::fps::{
    AccountBalance, AvailableBalances, FpsOperation, GetAccountActivityRequest, GetAccountActivityResult,
    GetAccountBalanceRequest, GetAccountBalanceResult, GetTransactionRequest, GetTransactionResult,
    GetTransactionStatusRequest, GetTransactionsForSubscriptionRequest, PaymentMethod, StatusHistory, Transaction,
    TransactionDetail, TransactionPart, TransactionStatus, TransactionalRole,
};

use crate::answers::rest_answer;
use crate::requests::rest_request;
use crate::samples::{instant, usd};
use crate::soap::{soap_answer, soap_request};

const CHARGED: &str = "The transaction was successful and the payment instrument was charged.";

#[test]
fn get_account_balance() {
    let request = GetAccountBalanceRequest::new();
    rest_request("GetAccountBalance/rest-request.txt", &request);
    soap_request("GetAccountBalance/soap-request.xml", &request);

    let balance = |total| GetAccountBalanceResult {
        account_balance: Some(AccountBalance {
            total_balance: usd(total),
            pending_in_balance: usd("0.000000"),
            pending_out_balance: usd("0.000000"),
            available_balances: AvailableBalances { disburse_balance: usd(total), refund_balance: usd(total) },
        }),
    };
    let answer = rest_answer("GetAccountBalance/rest-response.xml", &request);
    assert_eq!(answer.result, balance("7.400000"));
    assert_eq!(answer.request_id.as_str(), "7b74a504-7517-4d81-8312-1427570d028c:0");

    let answer = soap_answer("GetAccountBalance/soap-response.xml", &request);
    assert_eq!(answer.result, balance("10.750000"));
    assert_eq!(answer.request_id, "fce1f1e5-de4e-401b-b0bb-905e84ee933b:0");
    assert_eq!(answer.message_id.as_deref(), Some("urn:uuid:fce1f1e5-de4e-401b-b0bb-905e84ee933b"));
}

#[test]
fn get_account_activity() {
    let request = GetAccountActivityRequest::new(instant("2009-10-07T00:00:00Z"));
    rest_request("GetAccountActivity/rest-request.txt", &request);

    let answer = rest_answer("GetAccountActivity/rest-response.xml", &request);
    let transaction = vec![fund_prepaid(), pay_with_prepaid(), fund_prepaid_by_a_shop(), refund(), pay()];
    assert_eq!(
        answer.result,
        GetAccountActivityResult { batch_size: Some(5), transaction, start_time_for_next_transaction: None }
    );
    assert_eq!(answer.request_id.as_str(), "87e1570a-ef8c-4846-8265-74d07a6a83fb:0");
}

fn fund_prepaid() -> Transaction {
    let token = "563INMLCG3ZJJ4L1I7BB31MN2FBQUCVXNTDRTCT5A2DJDXG6LNZ7KSNUJPI7TVIF";
    Transaction {
        transaction_id: "14GN2BUHUAV4KG5S8USHN79PQH1NGN5ADK4".into(),
        caller_transaction_date: instant("2009-10-07T08:37:54.765Z"),
        date_received: instant("2009-10-07T08:38:11.262Z"),
        date_completed: Some(instant("2009-10-07T08:38:12.857Z")),
        transaction_amount: usd("1.000000"),
        fps_operation: FpsOperation::FundPrepaid,
        transaction_status: TransactionStatus::Success,
        status_message: Some(CHARGED.into()),
        status_code: Some("Success".into()),
        original_transaction_id: None,
        transaction_part: vec![
            part(TransactionalRole::Recipient, "0.100000"),
            TransactionPart {
                reference: Some("CallerReference10".into()),
                description: Some("MyWish".into()),
                ..part(TransactionalRole::Caller, "0.000000")
            },
        ],
        payment_method: PaymentMethod::Cc,
        sender_name: Some("Test Business".into()),
        caller_name: "Test Business".into(),
        recipient_name: Some("Test Business".into()),
        fps_fees: usd("0.100000"),
        balance: usd("7.400000"),
        sender_token_id: Some(token.into()),
        recipient_token_id: None,
    }
}

fn pay_with_prepaid() -> Transaction {
    let sender = "513I1MGCG6ZZJ49157BZ3EMNJFAQU6V9NTSRUCTEANDJ3X46LGZNKSJUVPIXTPID";
    let recipient = "D639FT4TMP4QK9UBH6PAK2WAXGHDZSBUX3UJSGVX3LEFVGU7XDQXMENL4OGVZEGB";
    Transaction {
        transaction_id: "14GN1O5992IEOB3ELM1SCUFTSOQ3C6S7NR2".into(),
        caller_transaction_date: instant("2009-10-07T08:27:21.469Z"),
        date_received: instant("2009-10-07T08:27:22.793Z"),
        date_completed: Some(instant("2009-10-07T08:27:23.335Z")),
        transaction_amount: usd("4.000000"),
        fps_operation: FpsOperation::Pay,
        transaction_status: TransactionStatus::Success,
        status_message: Some(CHARGED.into()),
        status_code: Some("Success".into()),
        original_transaction_id: None,
        transaction_part: vec![
            TransactionPart {
                reference: Some("Prepaid Digital Download - 1254904041469".into()),
                description: Some("Prepaid Digital Download".into()),
                ..part(TransactionalRole::Recipient, "0.000000")
            },
            TransactionPart {
                reference: Some("Prepaid Digital Download - 1254904034205".into()),
                description: Some("Prepaid Digital Download - payment for mp3 from digital.".into()),
                ..part(TransactionalRole::Caller, "0.000000")
            },
        ],
        payment_method: PaymentMethod::Prepaid,
        sender_name: Some("Test Business".into()),
        caller_name: "Test Business".into(),
        recipient_name: Some("Test Business".into()),
        fps_fees: usd("0"),
        balance: usd("6.500000"),
        sender_token_id: Some(sender.into()),
        recipient_token_id: Some(recipient.into()),
    }
}

fn fund_prepaid_by_a_shop() -> Transaction {
    let token = "513ISM2CGDZPJ4S1D7BH3HMNIFCQUAVNNTQRXCTHAUDJLXV6LMZLKSTUKPITTXIV";
    Transaction {
        transaction_id: "14GN1NHHN489BFGH6D8BMGT8NLSR2DJ4PNK".into(),
        caller_transaction_date: instant("2009-10-07T08:26:58.190Z"),
        date_received: instant("2009-10-07T08:27:02.583Z"),
        date_completed: Some(instant("2009-10-07T08:27:04.435Z")),
        transaction_amount: usd("5.000000"),
        fps_operation: FpsOperation::FundPrepaid,
        transaction_status: TransactionStatus::Success,
        status_message: Some(CHARGED.into()),
        status_code: Some("Success".into()),
        original_transaction_id: None,
        transaction_part: vec![
            TransactionPart {
                reference: Some("Prepaid Digital Download - 1254903995419".into()),
                ..part(TransactionalRole::Caller, "0.000000")
            },
            part(TransactionalRole::Recipient, "0.300000"),
        ],
        payment_method: PaymentMethod::Cc,
        sender_name: Some("Test Business".into()),
        caller_name: "Test Business".into(),
        recipient_name: Some("Test Business".into()),
        fps_fees: usd("0.300000"),
        balance: usd("6.500000"),
        sender_token_id: Some(token.into()),
        recipient_token_id: None,
    }
}

/// The fee comes back: it is negative, for the sender of the refund and as a whole.
fn refund() -> Transaction {
    Transaction {
        transaction_id: "14GMNT2PDVUJA18L44TO4DIFJEJRF9LTV2T".into(),
        caller_transaction_date: instant("2009-10-07T05:35:02.031Z"),
        date_received: instant("2009-10-07T05:35:18.317Z"),
        date_completed: Some(instant("2009-10-07T05:35:19.332Z")),
        transaction_amount: usd("1.000000"),
        fps_operation: FpsOperation::Refund,
        transaction_status: TransactionStatus::Success,
        status_message: Some(CHARGED.into()),
        status_code: Some("Success".into()),
        original_transaction_id: None,
        transaction_part: vec![
            TransactionPart {
                reference: Some("CallerReference09".into()),
                ..part(TransactionalRole::Caller, "0.000000")
            },
            part(TransactionalRole::Sender, "-0.100000"),
        ],
        payment_method: PaymentMethod::Cc,
        sender_name: Some("Test Business".into()),
        caller_name: "Test Business".into(),
        recipient_name: Some("Test Business".into()),
        fps_fees: usd("-0.100000"),
        balance: usd("1.800000"),
        sender_token_id: None,
        recipient_token_id: None,
    }
}

fn pay() -> Transaction {
    let sender = "533I1M9CGUZ9J4M197BM3LMNKFVQUFVFNT5RRCT2ACDJBXV6LRZ6KSRUSPI6T3I3";
    let recipient = "D139MTVTMK4CK9QB26PKKLWA1GHDZGBGX3SJLGVU37EFUGJ7XVQIMETLSOGAZJGV";
    Transaction {
        transaction_id: "14GMNRDSJ6TJTNDUTOUA917PIFJDSGNB2JP".into(),
        caller_transaction_date: instant("2009-10-07T05:34:24.053Z"),
        date_received: instant("2009-10-07T05:34:24.147Z"),
        date_completed: Some(instant("2009-10-07T05:34:25.223Z")),
        transaction_amount: usd("1.000000"),
        fps_operation: FpsOperation::Pay,
        transaction_status: TransactionStatus::Success,
        status_message: Some(CHARGED.into()),
        status_code: Some("Success".into()),
        original_transaction_id: None,
        transaction_part: vec![
            TransactionPart {
                description: Some("SubscriptionTesting".into()),
                ..part(TransactionalRole::Recipient, "0.100000")
            },
            TransactionPart {
                reference: Some("63314e32-d6b0-4abd-a0ab-7b89717ba5cb".into()),
                ..part(TransactionalRole::Caller, "0.000000")
            },
        ],
        payment_method: PaymentMethod::Cc,
        sender_name: Some("Test Business".into()),
        caller_name: "Test Business".into(),
        recipient_name: Some("Test Business".into()),
        fps_fees: usd("0.100000"),
        balance: usd("2.700000"),
        sender_token_id: Some(sender.into()),
        recipient_token_id: Some(recipient.into()),
    }
}

/// What every part of the samples has in common.
fn part(role: TransactionalRole, fees_paid: &str) -> TransactionPart {
    TransactionPart {
        instrument_id: None,
        role,
        name: Some("Test Business".into()),
        reference: None,
        description: None,
        fees_paid: Some(usd(fees_paid)),
    }
}

#[test]
fn get_transaction() {
    soap_request("GetTransaction/soap-request.xml", &GetTransactionRequest::new("130KM6RHU2ZT12OFCICMZ326V8GFJ955UGM"));

    let request = GetTransactionRequest::new("14GK6BGKA7U6OU6SUTNLBI5SBBV9PGDJ6UL");
    let answer = rest_answer("GetTransaction/rest-response.xml", &request);
    let token = "553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH";
    assert_eq!(
        answer.result,
        GetTransactionResult {
            transaction: Some(TransactionDetail {
                transaction_id: request.transaction_id,
                caller_reference: "CallerReference02".into(),
                caller_description: Some("MyWish".into()),
                sender_description: None,
                date_received: instant("2009-10-06T05:50:08.010Z"),
                date_completed: Some(instant("2009-10-06T05:50:09.086Z")),
                transaction_amount: usd("1.000000"),
                fps_fees: usd("0.100000"),
                marketplace_fees: None,
                fps_fees_paid_by: TransactionalRole::Recipient,
                sender_token_id: Some(token.into()),
                recipient_token_id: None,
                prepaid_instrument_id: None,
                credit_instrument_id: None,
                fps_operation: FpsOperation::Pay,
                payment_method: PaymentMethod::Cc,
                transaction_status: TransactionStatus::Success,
                status_code: Some("Success".into()),
                status_message: Some(CHARGED.into()),
                sender_name: Some("Test Business".into()),
                sender_email: Some("new_premium@amazon.com".into()),
                caller_name: "Test Business".into(),
                recipient_name: Some("Test Business".into()),
                recipient_email: Some("test-caller@amazon.com".into()),
                related_transaction: vec![],
                status_history: vec![
                    StatusHistory {
                        date: instant("2009-10-06T05:50:08.092Z"),
                        transaction_status: TransactionStatus::Pending,
                        status_code: Some("PendingNetworkResponse".into()),
                        amount: None,
                    },
                    StatusHistory {
                        date: instant("2009-10-06T05:50:09.086Z"),
                        transaction_status: TransactionStatus::Success,
                        status_code: Some("Success".into()),
                        amount: None,
                    },
                ],
            }),
        }
    );
    assert_eq!(answer.request_id.as_str(), "0702960e-8221-4e04-9413-ca7d010d3b06:0");
}

#[test]
fn get_transaction_status() {
    let request = GetTransactionStatusRequest::new("14GKE3B85HCMF1BTSH5C4PD2IHZL95RJ2LM");
    rest_request("GetTransactionStatus/rest-request.txt", &request);
}

#[test]
fn get_transactions_for_subscription() {
    rest_request(
        "GetTransactionsForSubscription/rest-request.txt",
        &GetTransactionsForSubscriptionRequest::new("SubscriptionId"),
    );
}
