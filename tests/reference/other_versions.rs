//! Answers in the form of version 2007-01-08: they are refused in clear words, and give no values.

use amazon_fps::fps::{GetAccountActivityRequest, GetPrepaidBalanceRequest, GetTransactionRequest};
use amazon_fps::wire::Request;

use crate::answers::{answer, namespace};
use crate::outline::Element;
use crate::samples::{instant, sample};
use crate::soap::{in_body, read};

#[test]
fn transactions_of_the_older_form() {
    let request = GetAccountActivityRequest::new(instant("2008-02-12T00:00:00Z"));
    refused(
        "version-2007-01-08/GetAccountActivity.xml",
        &request,
        "Transaction.1.FPSOperation: it is required, and is missing",
    );
}

#[test]
fn a_history_of_the_older_form() {
    let request = GetTransactionRequest::new("130KM6RHU2ZT12OFCICMZ326V8GFJ955UGM");
    refused(
        "version-2007-01-08/GetTransaction.xml",
        &request,
        "Transaction.StatusHistory.1.TransactionStatus: it is required, and is missing",
    );
}

#[test]
fn a_balance_of_the_older_form() {
    let file = "version-2007-01-08/GetPrepaidBalance.xml";
    let request = GetPrepaidBalanceRequest::new("instrument");
    refused(file, &request, "has no GetPrepaidBalanceResult");

    let mut body = body(file);
    body.namespace = "http://fps.amazonaws.com/doc/2007-01-08/".to_owned();
    let error = answer(&request, 200, body.write("").as_bytes()).expect_err("it is of another version");
    let reason = "its namespace http://fps.amazonaws.com/doc/2007-01-08/ is not one of Amazon FPS";
    assert!(error.to_string().contains(reason), "{error}");
}

/// That both transports refuse the answer, even in the namespace that was asked for.
#[track_caller]
fn refused<R: Request>(file: &str, request: &R, reason: &str) {
    let mut body = body(file);
    body.namespace = namespace();
    let error = answer(request, 200, body.write("\n").as_bytes()).err().expect("it is of another version");
    assert!(error.to_string().contains(reason), "{error}");

    // Outside of the body nothing is wrong with the sample.
    let text = sample(file);
    let error = read(request, &text).err().expect("it is of another version");
    let missing = format!("there is no {}", R::OPERATION.result.unwrap_or_default());
    assert!(error.contains(reason) || error == missing, "{error}");
    #[cfg(feature = "soap")]
    {
        let error = crate::soap::signed::answer(request, 200, text.as_bytes()).err().expect("it is of another version");
        let reasons = [reason, "/2007-01-08/ is not one of Amazon FPS"];
        assert!(reasons.iter().any(|reason| error.to_string().contains(reason)), "{error}");
    }
}

fn body(file: &str) -> Element {
    in_body(&Element::read(&sample(file)))
}
