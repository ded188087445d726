//! That no sample is missing, altered or left untested without a word.

use std::collections::BTreeSet;
use std::fs;

use crate::samples::{folder, sample, table};

/// The actions that the Reference describes.
const ACTIONS: [&str; 22] = [
    "Cancel",
    "CancelToken",
    "FundPrepaid",
    "GetAccountActivity",
    "GetAccountBalance",
    "GetDebtBalance",
    "GetOutstandingDebtBalance",
    "GetPrepaidBalance",
    "GetRecipientVerificationStatus",
    "GetTokenByCaller",
    "GetTokenUsage",
    "GetTokens",
    "GetTotalPrepaidLiability",
    "GetTransaction",
    "GetTransactionStatus",
    "Pay",
    "Refund",
    "Reserve",
    "Settle",
    "SettleDebt",
    "VerifySignature",
    "WriteOffDebt",
];

/// What each of them has a place for.
const KINDS: [&str; 4] = ["rest-request.txt", "soap-request.xml", "rest-response.xml", "soap-response.xml"];

/// The second requests of three actions.
const SECOND: [&str; 6] = [
    "Pay/rest-request-marketplace.txt",
    "Pay/soap-request-marketplace.xml",
    "Refund/rest-request-advanced.txt",
    "Refund/soap-request-advanced.xml",
    "Reserve/rest-request-marketplace.txt",
    "Reserve/soap-request-marketplace.xml",
];

#[test]
fn every_sample_is_there_or_its_absence_is_explained() {
    let places = ACTIONS.iter().flat_map(|action| KINDS.map(|kind| format!("{action}/{kind}")));
    let places = places.chain(SECOND.map(str::to_owned)).collect::<BTreeSet<_>>();
    let absent = table::<3>("absent.csv");
    let explained = absent.iter().map(|[file, ..]| file.clone()).collect::<BTreeSet<_>>();
    let present = files();

    assert_eq!(explained.len(), absent.len(), "no absence is explained twice");
    for place in &places {
        assert_ne!(present.contains(place), explained.contains(place), "{place} is either there or explained");
    }
    assert_eq!(explained.difference(&places).collect::<Vec<_>>(), [""; 0], "only places can be empty");
    let kept = absent.iter().map(|[_, _, kept]| kept.clone()).filter(|kept| !kept.is_empty()).collect();
    let beside = present.difference(&places).cloned().collect::<BTreeSet<_>>();
    assert_eq!(beside.difference(&kept).collect::<Vec<_>>(), [""; 0], "whatever else is there is kept for a reason");
    assert_eq!(kept.difference(&present).collect::<Vec<_>>(), [""; 0], "what is kept is there");
    assert!(absent.iter().all(|[_, reason, _]| !reason.is_empty()));
}

#[test]
fn every_repair_is_what_the_files_hold() {
    for [file, damage, printed, repaired] in table::<4>("repairs.csv") {
        assert!(!damage.is_empty(), "{file}");
        // A request is one line in print: its layout here is for reading.
        let text = match file.ends_with(".txt") {
            true => sample(&file).replace('\n', " "),
            false => sample(&file).split_whitespace().collect::<Vec<_>>().join(" "),
        };
        assert!(text.contains(&repaired), "{file} doesn't hold {repaired}");
        let is_gone = printed.is_empty() || repaired.contains(&printed) || !text.contains(&printed);
        assert!(is_gone, "{file} still holds {printed}");
    }
}

#[test]
fn every_sample_is_tested() {
    let mut tests = String::new();
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "rs") && !path.ends_with("inventory.rs") {
            tests += &fs::read_to_string(&path).expect("the tests can be read");
        }
    }
    for file in files() {
        assert!(tests.contains(&format!("\"{file}\"")), "no test reads {file}");
    }
}

/// Every file of every action, and of what is kept beside them.
fn files() -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder()).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if !path.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&path).expect("the folder can be read") {
            let file = entry.expect("the folder can be read").path();
            let relative = file.strip_prefix(folder()).expect("it is inside");
            let parts = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>();
            files.insert(parts.join("/"));
        }
    }
    files
}
