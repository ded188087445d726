//! What differs on Amazon Pay for what the traffic does, parameter by parameter.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::fps;
use crate::migrate::traffic::{ActionUse, ParameterUse, Traffic};

/// Something that the traffic does and that is different on Amazon Pay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Notice {
    /// What the traffic does.
    pub what: String,
    /// What is different, and what to do.
    pub difference: String,
    /// How many calls do it.
    pub calls: u64,
}

/// Something to look out for in a parameter.
struct Watch {
    parameter: &'static str,
    /// How many of the calls that have the parameter do it; none if it is not done.
    done: fn(&ParameterUse) -> u64,
    what: &'static str,
    difference: &'static str,
}

/// The longest wait for an authorization, in minutes.
const LONGEST_WAIT: i64 = 1440;
/// The most that an order can be worth, in dollars.
const LARGEST_AMOUNT: i64 = 150_000;
/// The most of a text that a card's statement shows.
const LONGEST_DESCRIPTOR: u64 = 15;

/// For how long a payment may be undecided.
const WAIT: &str = "TransactionTimeoutInMins";
const DECIDED_IN_A_DAY: &str = "Amazon Pay decides within 1,440 minutes; what is undecided then has failed. Whoever counts \
                                on a longer wait has to pay again.";

const WATCHED: [Watch; 9] = [
    Watch {
        parameter: WAIT,
        done: |it| past(it, LONGEST_WAIT),
        what: "waits longer than a day for a payment to be decided",
        difference: DECIDED_IN_A_DAY,
    },
    Watch {
        parameter: "TransactionAmount.Value",
        done: |it| past(it, LARGEST_AMOUNT),
        what: "pays more than 150,000 dollars at once",
        difference: "No order at Amazon Pay may be worth more.",
    },
    Watch {
        parameter: "ChargeFeeTo",
        done: |it| value(it, "Caller"),
        what: "has the caller pay the fees of a recipient",
        difference: "Amazon Pay always takes its fees from the seller; settle them with the recipient outside of it.",
    },
    Watch {
        parameter: "DescriptorPolicy.CSOwner",
        done: |it| it.calls,
        what: "says who answers the buyer's questions",
        difference: "Amazon Pay has no such choice: the seller does.",
    },
    Watch {
        parameter: "DescriptorPolicy.SoftDescriptorType",
        done: |it| value(it, "Dynamic"),
        what: "has its own words printed on card statements",
        difference: "Amazon Pay prints the first 15 characters, after AMZ*.",
    },
    Watch {
        parameter: "SenderDescription",
        done: |it| if it.longest > LONGEST_DESCRIPTOR { it.calls } else { 0 },
        what: "describes payments to the buyer in more than 15 characters",
        difference: "The whole text is kept and shown in Amazon's mails; a card statement has the first 15 characters.",
    },
    Watch {
        parameter: "MarketplaceFixedFee.Value",
        done: |it| it.calls,
        what: "takes a fixed fee as a marketplace",
        difference: "Amazon Pay knows such fees as provider credits, for providers that it has enrolled.",
    },
    Watch {
        parameter: "MarketplaceVariableFee",
        done: |it| it.calls,
        what: "takes a share as a marketplace",
        difference: "Amazon Pay knows no shares, only amounts: they are computed for each payment, for enrolled providers.",
    },
    Watch {
        parameter: "OverrideIPNURL",
        done: |it| it.calls,
        what: "names where the notifications of a call go",
        difference: "Amazon Pay notifies one address for each account; old notifications come from the gateway, which must be \
                     able to reach the address.",
    },
];

pub(super) fn of(traffic: &Traffic) -> Vec<Notice> {
    let mut notices = BTreeMap::<(&str, &str), (&str, u64)>::new();
    let used = traffic.callers.iter().flat_map(|caller| &caller.actions);
    for action in used {
        for watch in &WATCHED {
            let parameter = action.parameters.iter().find(|parameter| parameter.name == watch.parameter);
            let done = parameter.map_or(0, watch.done);
            if done > 0 {
                let (_, calls) = notices.entry((&action.action, watch.what)).or_insert((watch.difference, 0));
                *calls += done;
            }
        }
        let waits = waits_a_week(action);
        if waits > 0 {
            let what = "doesn't say how long a payment may be undecided, and FPS then waited for a week";
            let (_, calls) = notices.entry((&action.action, what)).or_insert((DECIDED_IN_A_DAY, 0));
            *calls += waits;
        }
    }
    let mut notices = notices
        .into_iter()
        .map(|((action, what), (difference, calls))| Notice {
            what: format!("{action} {what}."),
            difference: difference.to_owned(),
            calls,
        })
        .collect::<Vec<_>>();
    notices.extend(payment_methods(traffic));
    notices.extend(versions(traffic));
    notices.extend(conflicts(traffic));
    notices
}

/// The calls that leave out for how long the payment may be undecided, of an action that can say it.
fn waits_a_week(action: &ActionUse) -> u64 {
    let operation = fps::SERVICE.operation(&action.action);
    if !operation.is_some_and(|operation| operation.request_fields.iter().any(|field| field.name == WAIT)) {
        return 0;
    }
    let given =
        action.parameters.iter().find(|parameter| parameter.name == WAIT).map_or(0, |parameter| parameter.calls);
    action.calls.saturating_sub(given)
}

/// Buyers who may pay by bank account or balance only.
fn payment_methods(traffic: &Traffic) -> Option<Notice> {
    let pipelines = traffic.callers.iter().flat_map(|caller| &caller.pipelines);
    let methods = pipelines.flat_map(|pipeline| &pipeline.parameters).filter(|it| it.name == "paymentMethod");
    let calls = methods.map(|it| value(it, "ACH") + value(it, "ABT")).sum();
    (calls > 0).then(|| Notice {
        what: "Buyers are offered to pay by bank account (ACH) or by balance (ABT).".to_owned(),
        difference:
            "At Amazon Pay the buyer picks what the wallet has, and the merchant can't ask for one or the other."
                .to_owned(),
        calls,
    })
}

/// Calls that no front takes in.
fn versions(traffic: &Traffic) -> Option<Notice> {
    const OLDEST: &str = "2007-01-08";
    let used = traffic.callers.iter().flat_map(|caller| &caller.actions);
    let calls = used.filter_map(|action| action.versions.get(OLDEST)).sum();
    (calls > 0).then(|| Notice {
        what: format!("Calls are made in version {OLDEST}."),
        difference:
            "Neither Amazon in its last years nor the gateway takes the old signature and messages: move the code to \
                     2008-09-17 or 2010-08-28 first."
                .to_owned(),
        calls,
    })
}

/// References that are used for something else again.
fn conflicts(traffic: &Traffic) -> Option<Notice> {
    let used = traffic.callers.iter().flat_map(|caller| &caller.actions);
    let count = |action: &ActionUse| action.references.as_ref().map_or(0, |it| it.conflicting + it.late);
    let calls = used.map(count).sum();
    (calls > 0).then(|| Notice {
        what: "References are used again for another request, or later than seven days after the first time."
            .to_owned(),
        difference:
            "Such a call is refused with DuplicateRequest, or is a second payment where FPS had forgotten the first: \
                     give every payment a reference of its own."
                .to_owned(),
        calls,
    })
}

fn past(parameter: &ParameterUse, limit: i64) -> u64 {
    // How many of the calls have more isn't counted, so that it is one at least and all at most.
    let is_past = parameter.most.is_some_and(|most| most > Decimal::from(limit));
    if is_past { parameter.calls } else { 0 }
}

fn value(parameter: &ParameterUse, value: &str) -> u64 {
    parameter.values.get(value).copied().unwrap_or_default()
}
