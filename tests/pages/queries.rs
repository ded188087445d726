//! Whatever comes is answered.

use amazon_fps::cbui::PATH;
use amazon_fps::sign::v2::encode_parameters;
use proptest::prelude::*;

use crate::world::{BACK, KEY, World};

/// Names that mean something, and some that don't.
fn name() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "callerKey",
        "pipelineName",
        "returnURL",
        "callerReference",
        "version",
        "signature",
        "signatureVersion",
        "signatureMethod",
        "transactionAmount",
        "globalAmountLimit",
        "recurringPeriod",
        "recipientPaysFee",
        "tokenId",
        "callerReferenceSender",
        "callerReferenceFunding",
        "fundingAmount",
        "creditLimit",
        "callerReferenceSettlement",
        "usageLimitType1",
        "usageLimitValue1",
        "usageLimitPeriod2",
        "validityStart",
        "validityExpiry",
        "paymentMethod",
        "recipientTokenList",
        "auto",
        "buyer",
        "method",
        "cobrandingUrl",
        "collectShippingAddress",
        "maxVariableFee",
    ];
    prop_oneof![9 => proptest::sample::select(KNOWN).prop_map(str::to_owned), 1 => any::<String>()]
}

fn value() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        KEY,
        BACK,
        "SingleUse",
        "MultiUse",
        "Recurring",
        "Recipient",
        "SetupPrepaid",
        "SetupPostpaid",
        "EditToken",
        "10",
        "0.01",
        "1 Month",
        "10000 Years",
        "True",
        "2",
        "HmacSHA256",
        "CC,ABT",
        "Count",
        "253402300799",
        "0",
        "approve",
        "buyer",
        "seller",
        "CC",
        "2009-01-09",
        "NP",
    ];
    prop_oneof![9 => proptest::sample::select(KNOWN).prop_map(str::to_owned), 1 => any::<String>()]
}

#[test]
fn every_query_is_answered() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("there are threads");
    let world = runtime.block_on(World::new());
    let cases = ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(cases, |(mut parameters in proptest::collection::vec((name(), value()), 0..14), sound in any::<bool>(), form in any::<String>())| {
        if sound {
            let common = [("callerKey", KEY), ("returnURL", BACK)];
            parameters.splice(0..0, common.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        let target = format!("{PATH}?{}", encode_parameters(&parameters));
        let seen = runtime.block_on(world.get(&target));
        prop_assert!([200, 302, 400].contains(&seen.status), "{}: {}", seen.status, seen.body);
        prop_assert_eq!(seen.status == 302, seen.header("location").is_some());
        let form = encode_parameters(&[("answer", form.as_str()), ("buyer", "buyer")]);
        let taken = runtime.block_on(world.post(&target, &form));
        prop_assert!([303, 400].contains(&taken.status), "{}: {}", taken.status, taken.body);
    });
}
