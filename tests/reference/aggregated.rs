//! Prepaid and postpaid instruments: funding, debts, balances.

use amazon_fps::fps::{
    DebtBalance, FundPrepaidRequest, FundPrepaidResult, GetDebtBalanceRequest, GetDebtBalanceResult,
    GetOutstandingDebtBalanceRequest, GetOutstandingDebtBalanceResult, GetPrepaidBalanceRequest,
    GetPrepaidBalanceResult, GetTotalPrepaidLiabilityRequest, GetTotalPrepaidLiabilityResult, OutstandingDebtBalance,
    OutstandingPrepaidLiability, PrepaidBalance, SettleDebtRequest, SettleDebtResult, TransactionStatus,
    WriteOffDebtRequest, WriteOffDebtResult,
};

use crate::answers::rest_answer;
use crate::requests::rest_request;
use crate::samples::usd;
use crate::soap::{soap_answer, soap_request};

const PREPAID: &str = "573IEMDCGRZHJ4P1D7BC3GMNBFPQU1VLNT7R4CT7A7DJIX96LKZNKSXUGPIGTTI8";
const CREDIT: &str = "553IBMFCG7Z8J4D1H7BB3HMNPFQQUPVUNT8RHCT1AXDJNXE6LJZ4KSKU2PI1TTIG";

#[test]
fn fund_prepaid() {
    let token = "563INMLCG3ZJJ4L1I7BB31MN2FBQUCVXNTDRTCT5A2DJDXG6LNZ7KSNUJPI7TVIF";
    let request = FundPrepaidRequest::new(token, PREPAID, usd("1"), "CallerReference10").caller_description("MyWish");
    rest_request("FundPrepaid/rest-request.txt", &request);

    let request = FundPrepaidRequest::new(
        "R740EB8KRTSE4PN2S8KI7PLD2LXZGGI6UMF8HXUHJ9PVKLI2EISA5MHPIZJ4V4NF",
        "RA4QLBMKRVSK4PZ2J8KN72LDDL4ZGTI4UM581XUPJJPV6LZ2EGS55MBP5ZJ5V7NA",
        usd("50"),
        "ReferenceString????f2VW12290544025471",
    )
    .caller_description("DescriptionString-????j38y12290544025481");
    soap_request("FundPrepaid/soap-request.xml", &request);

    let answer = soap_answer("FundPrepaid/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        FundPrepaidResult {
            transaction_id: "130KLJ0453E6VC06NDHD8CG9RUG2DZLZC3E".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    answer.came_with("FundPrepaid", "dd5439cf-ee48-4531-9736-0176e847b823");
}

#[test]
fn get_prepaid_balance() {
    let request = GetPrepaidBalanceRequest::new(PREPAID);
    rest_request("GetPrepaidBalance/rest-request.txt", &request);

    let answer = rest_answer("GetPrepaidBalance/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        GetPrepaidBalanceResult {
            prepaid_balance: Some(PrepaidBalance {
                available_balance: usd("2.000000"),
                pending_in_balance: Some(usd("0.000000")),
            }),
        }
    );
    assert_eq!(answer.request_id.as_str(), "f04c9ea5-13a2-4379-9129-39cbbad7bcfe:0");
}

#[test]
fn get_total_prepaid_liability() {
    let request = GetTotalPrepaidLiabilityRequest::new();
    rest_request("GetTotalPrepaidLiability/rest-request.txt", &request);

    let answer = soap_answer("GetTotalPrepaidLiability/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        GetTotalPrepaidLiabilityResult {
            outstanding_prepaid_liability: Some(OutstandingPrepaidLiability {
                outstanding_balance: usd("50.000000"),
                pending_in_balance: Some(usd("0.000000")),
            }),
        }
    );
    answer.came_with("GetTotalPrepaidLiability", "16d69143-2542-4b8f-8642-8d96d8a3a8fb");
}

#[test]
fn get_debt_balance() {
    let request = GetDebtBalanceRequest::new(CREDIT);
    rest_request("GetDebtBalance/rest-request.txt", &request);

    let balance = |available| GetDebtBalanceResult {
        debt_balance: Some(DebtBalance {
            available_balance: usd(available),
            pending_out_balance: Some(usd("0.000000")),
        }),
    };
    let answer = rest_answer("GetDebtBalance/rest-response.xml", &request);
    assert_eq!(answer.result, balance("5.000000"));
    assert_eq!(answer.request_id.as_str(), "73f8efcd-0ea3-4015-b7da-5da1b1111b82:0");

    let answer = soap_answer("GetDebtBalance/soap-response.xml", &request);
    assert_eq!(answer.result, balance("0.000000"));
    assert_eq!(answer.request_id, "d7d45a93-8699-4042-a014-0ae0b8102b07:0");
}

#[test]
fn get_outstanding_debt_balance() {
    let request = GetOutstandingDebtBalanceRequest::new();
    rest_request("GetOutstandingDebtBalance/rest-request.txt", &request);

    let answer = soap_answer("GetOutstandingDebtBalance/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        GetOutstandingDebtBalanceResult {
            outstanding_debt: Some(OutstandingDebtBalance {
                outstanding_balance: usd("0.000000"),
                pending_out_balance: Some(usd("0.000000")),
            }),
        }
    );
    answer.came_with("GetOutstandingDebtBalance", "6661b766-61db-46c0-9334-5276354c4d80");
}

#[test]
fn settle_debt() {
    let token = "543IJMECGZZ3J4K1F7BJ3TMNXFBQU9VXNT7RRCTNAJDJ8X36L1ZRKSUUPPIBTTIK";
    let request = SettleDebtRequest::new(token, CREDIT, usd("1"), "CallerReference13").caller_description("MyWish");
    rest_request("SettleDebt/rest-request.txt", &request);

    let answer = rest_answer("SettleDebt/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        SettleDebtResult {
            transaction_id: "14GND25ZN3B7049QVHNASTT98UOBN83NC92".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    assert_eq!(answer.request_id.as_str(), "9ddfbffc-f909-4628-b247-36a5ef3fc7f3:0");

    let request = SettleDebtRequest::new(
        "J4D62EZ3K8IMB3MR18R15RMKNR7VJVMA3I49EFTQ4Q1PN4XE4BBZ5RRQ7NMKSFV6",
        "J3D6VEG3KHILB3PR58R65ZMKIRQVJHMB3I996FT84P1PP4QE4BBX5RTQCNMGSUVA",
        usd("50"),
        "ReferenceString????gsBq12290565996541",
    )
    .caller_description("DescriptionString-????d5ik12290565996541");
    soap_request("SettleDebt/soap-request.xml", &request);

    let answer = soap_answer("SettleDebt/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        SettleDebtResult {
            transaction_id: "130KNMPO244IU5G38V98NFTP7LPAKPGR73T".into(),
            transaction_status: TransactionStatus::Pending,
        }
    );
    answer.came_with("SettleDebt", "5787db56-61b7-4636-9fd1-7179523ca194");
}

#[test]
fn write_off_debt() {
    let request = WriteOffDebtRequest::new(CREDIT, usd("1"), "CallerReference14").caller_description("MyWish");
    rest_request("WriteOffDebt/rest-request.txt", &request);

    let answer = rest_answer("WriteOffDebt/rest-response.xml", &request);
    assert_eq!(
        answer.result,
        WriteOffDebtResult {
            transaction_id: "14GND73BD1S570EBM501RDLGU65HN51V9JK".into(),
            transaction_status: TransactionStatus::Success,
        }
    );
    assert_eq!(answer.request_id.as_str(), "76c22576-aeda-4d55-859a-20d56efb6068:0");

    let request = WriteOffDebtRequest::new(
        "J79851HA56JBX434EJG9SGMYUZDPJPYZAR5BXCF4G59MGUBUMHX5XJ9EJKCZIXN4",
        usd("50"),
        "ReferenceString????c5ie12290575241881",
    )
    .caller_description("DescriptionString-????75gZ12290575241881");
    soap_request("WriteOffDebt/soap-request.xml", &request);

    let answer = soap_answer("WriteOffDebt/soap-response.xml", &request);
    assert_eq!(
        answer.result,
        WriteOffDebtResult {
            transaction_id: "130KOJZJ25NM479TDVU4LREENBT72A3PIUR".into(),
            transaction_status: TransactionStatus::Success,
        }
    );
    answer.came_with("WriteOffDebt", "1370e898-8d81-45f0-9b74-20a9682ba531");
}
