//! Which samples there are, and which there are not.

use std::collections::BTreeSet;

use amazon_fps::amazon_pay::SERVICE;

use crate::samples::folder;

/// Operations without a sample, with the reason.
const ABSENT: [(&str, &str); 11] = [
    ("GetCaptureDetails", "nothing stands under the heading"),
    ("GetRefundDetails", "the heading of the sample has nothing under it"),
    ("SetOrderAttributes", "no document has the operation"),
    ("ListOrderReference", "no document has the operation"),
    ("ListOrderReferenceByNextToken", "no document has the operation"),
    ("GetMerchantAccountStatus", "no document has the operation"),
    ("GetMerchantNotificationConfiguration", "no document has the operation"),
    ("SetMerchantNotificationConfiguration", "no document has the operation"),
    ("GetProviderCreditDetails", "no document has the operation"),
    ("GetProviderCreditReversalDetails", "no document has the operation"),
    ("ReverseProviderCredit", "no document has the operation"),
];

#[test]
fn every_operation_has_its_samples_or_a_reason_why_not() {
    for operation in SERVICE.operations {
        let absent = ABSENT.iter().any(|(name, _)| *name == operation.name);
        for file in ["request.txt", "response.xml"] {
            let path = folder().join(operation.name).join(file);
            assert_ne!(path.is_file(), absent, "{}", path.display());
        }
    }
    assert!(ABSENT.iter().all(|(name, _)| SERVICE.operation(name).is_some()));
}

#[test]
fn every_folder_is_an_operation() {
    let entries = std::fs::read_dir(folder()).expect("the folder is there").map(|entry| entry.expect("it is listed"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().into_string().expect("the names are ASCII"));
    let names = names.collect::<BTreeSet<_>>();
    assert_eq!(names.len(), SERVICE.operations.len() - ABSENT.len());
    assert!(names.iter().all(|name| SERVICE.operation(name).is_some()), "{names:?}");
}
