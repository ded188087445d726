//! What was mended in the samples, and what comes of reading them as they are printed; and what may differ between
//! answers without changing what they mean.

use std::collections::BTreeSet;

use amazon_fps::amazon_pay::*;
use amazon_fps::wire::{Request, flatten, query};

use crate::samples::{read_answer, read_request, sample, usd};

/// One place that was mended. Runs of white space in it are one blank.
struct Repair {
    file: &'static str,
    printed: &'static str,
    repaired: &'static str,
    /// What a reader says of the sample, or which fields it loses, where the place is as it was printed.
    as_printed: &'static str,
    read: fn(&str) -> Result<BTreeSet<String>, String>,
}

const REPAIRS: [Repair; 7] = [
    // Times are percent-encoded inside of XML.
    Repair {
        file: "GetAuthorizationDetails/response.xml",
        printed: "<CreationTimestamp>2012-12-10T19%3A01%3A11Z<",
        repaired: "<CreationTimestamp>2012-12-10T19:01:11Z<",
        as_printed: "AuthorizationDetails.CreationTimestamp: it is '2012-12-10T19%3A01%3A11Z', and must be a date and time",
        read: |text| answered(&GetAuthorizationDetailsRequest::new("P"), text),
    },
    Repair {
        file: "GetAuthorizationDetails/response.xml",
        printed: "<LastUpdateTimestamp>2012-12-10T19%3A01%3A11Z<",
        repaired: "<LastUpdateTimestamp>2012-12-10T19:01:11Z<",
        as_printed: "AuthorizationDetails.AuthorizationStatus.LastUpdateTimestamp: it is '2012-12-10T19%3A01%3A11Z'",
        read: |text| answered(&GetAuthorizationDetailsRequest::new("P"), text),
    },
    // A constraint stands without an element of its own.
    Repair {
        file: "GetBillingAgreementDetails/response.xml",
        printed: "<Constraints> <ConstraintID>BuyerConsentNotSet</ConstraintID> <Description> Buyer has not given \
                  consent for this Billing Agreement. </Description> </Constraints>",
        repaired: "<Constraints> <Constraint> <ConstraintID>BuyerConsentNotSet</ConstraintID> <Description> Buyer has \
                   not given consent for this Billing Agreement. </Description> </Constraint> </Constraints>",
        as_printed: "BillingAgreementDetails.Constraints.Constraint.1.ConstraintID \
                     BillingAgreementDetails.Constraints.Constraint.1.Description",
        read: |text| answered(&GetBillingAgreementDetailsRequest::new("C"), text),
    },
    // The amount of a refund is named as that of a capture that was refunded.
    Repair {
        file: "Refund/response.xml",
        printed: "<RefundedAmount> <CurrencyCode>USD</CurrencyCode> <Amount>94.50</Amount> </RefundedAmount>",
        repaired: "<RefundAmount> <CurrencyCode>USD</CurrencyCode> <Amount>94.50</Amount> </RefundAmount>",
        as_printed: "RefundDetails.RefundAmount: it is required, and is missing",
        read: |text| answered(&RefundRequest::new("P", "r", usd("1")), text),
    },
    // Names of parameters are broken over two lines.
    Repair {
        file: "SetBillingAgreementDetails/request.txt",
        printed: "BillingAgreementAttributes.SellerBillingAgreementAttributes .CustomInformation=",
        repaired: "BillingAgreementAttributes.SellerBillingAgreementAttributes.CustomInformation=",
        as_printed: "SellerBillingAgreementAttributes is given both a value and fields",
        read: asked::<SetBillingAgreementDetailsRequest>,
    },
    Repair {
        file: "SetBillingAgreementDetails/request.txt",
        printed: "BillingAgreementAttributes.SellerBillingAgreementAttributes .StoreName=",
        repaired: "BillingAgreementAttributes.SellerBillingAgreementAttributes.StoreName=",
        as_printed: "BillingAgreementAttributes.SellerBillingAgreementAttributes is given both a value and fields",
        read: asked::<SetBillingAgreementDetailsRequest>,
    },
    // A comment stands between the parameters.
    Repair {
        file: "SetOrderReferenceDetails/request.txt",
        printed: "Action=SetOrderReferenceDetails // must precede &AmazonOrderReferenceId ",
        repaired: "Action=SetOrderReferenceDetails ",
        as_printed: "AmazonOrderReferenceId is given twice, with different values",
        read: asked::<SetOrderReferenceDetailsRequest>,
    },
];

#[test]
fn what_was_mended_could_not_be_read() {
    for Repair { file, printed, repaired, as_printed, read } in &REPAIRS {
        let mended = one_blank(&sample(file), file);
        assert_eq!(mended.matches(repaired).count(), 1, "{file}: {repaired}");
        let whole = read(&mended).unwrap_or_else(|error| panic!("{file}: {error}"));
        let found = match read(&mended.replace(repaired, printed)) {
            Err(error) => error,
            Ok(fields) => {
                assert!(fields.is_subset(&whole), "{file}: {fields:?}");
                whole.difference(&fields).map(String::as_str).collect::<Vec<_>>().join(" ")
            }
        };
        assert!(!found.is_empty() && found.contains(as_printed), "{file}: {found}");
    }
}

/// Whatever namespace the documents print, and those that real answers have.
#[test]
fn answers_are_read_in_every_namespace_that_was_ever_printed() {
    let text = sample("Capture/response.xml");
    let printed = "https://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01";
    assert_eq!(text.matches(printed).count(), 1);
    let request = CaptureRequest::new("P", "r", usd("1"));
    let expected = answered(&request, &text).expect("it is whole");
    for namespace in [
        "http://mws.amazonservices.com/schema/OffAmazonPayments/2013-01-01",
        "http://mws.amazonservices.com/schema/OffAmazonPayments_Sandbox/2013-01-01",
        "https://mws.amazonservices.com/schema/OffAmazonPayments_Sandbox/2013-01-01",
        "https://mws-eu.amazonservices.com/schema/OffAmazonPayments/2013-01-01",
        "https://mws.amazonservices.com/\n          schema/OffAmazonPayments_Sandbox/2013-01-01",
        " https://mws.amazonservices.com/schema/\nOffAmazonPayments/2013-01-01",
    ] {
        let found = answered(&request, &text.replace(printed, namespace));
        assert_eq!(found.as_ref(), Ok(&expected), "{namespace:?}");
    }
}

#[test]
fn an_answer_that_is_cut_anywhere_is_never_a_success() {
    let request = AuthorizeRequest::new("P", "r", usd("1"));
    let text = sample("Authorize/response.xml");
    let whole = text.trim_end();
    assert!(answered(&request, whole).is_ok());
    for end in 0..whole.len() {
        let error = answered(&request, &whole[..end]).expect_err(&whole[..end]);
        assert!(error.contains("it is not XML"), "cut at {end}: {error}");
    }
}

/// The fields that a client reads of an answer.
fn answered<R: Request>(request: &R, text: &str) -> Result<BTreeSet<String>, String> {
    let answer = read_answer(request, text).map_err(|error| error.to_string())?;
    Ok(flatten(&answer.result).into_iter().map(|(path, _)| path).collect())
}

/// The parameters that a server reads of a request.
fn asked<R: Request>(text: &str) -> Result<BTreeSet<String>, String> {
    // No text in the samples that are mended has a blank that isn't encoded, so that each is the end of a line.
    let request = read_request::<R>(&text.replace(' ', "\n"))?;
    Ok(query::write(&request).into_iter().map(|(name, _)| name).collect())
}

fn one_blank(text: &str, file: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // Lines of parameters end; documents may begin and end as they like.
    if file.ends_with(".txt") { text + " " } else { text }
}
