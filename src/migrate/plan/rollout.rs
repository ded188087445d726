//! What to test, and how to go live.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::actions::Standing;
use super::{Known, counted, grouped};
use crate::fate::Fate;
use crate::migrate::traffic::{ActionUse, Transport};

/// Something to test.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Check {
    /// What.
    pub what: String,
    /// What must come of it.
    pub expect: String,
    /// Why it is worth it.
    pub why: String,
}

/// A stage of going live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stage {
    /// Its name.
    pub title: String,
    /// What to do.
    pub doing: String,
    /// When it is over.
    pub done_when: String,
    /// The way back.
    pub back: String,
}

/// How long a shadow should see the traffic, in days: a week has every day of it.
const SHADOW_DAYS: u64 = 7;

pub(super) fn checks(known: &Known<'_>) -> Vec<Check> {
    let mut checks = Vec::new();
    let used = known.traffic.iter().flat_map(|traffic| &traffic.callers).flat_map(|caller| &caller.actions);
    let used = used.filter(|action| action.known).collect::<Vec<_>>();
    for plan in known.actions.iter().filter(|plan| plan.fate.is_some_and(|fate| fate != Fate::Impossible)) {
        let uses = used.iter().filter(|action| action.action == plan.action).copied().collect::<Vec<_>>();
        let ways = ways(&uses);
        checks.push(Check {
            what: if ways.is_empty() {
                plan.action.clone()
            } else {
                format!("{} over {}", plan.action, ways.join(", "))
            },
            expect:
                "The answer has the same type and the same fields as before; ids, times and request ids may differ."
                    .to_owned(),
            why: match &plan.volume {
                Some(volume) => format!("{} in the recording.", counted(volume.calls, "call")),
                None => format!("{} in the code.", counted(plan.places, "place")),
            },
        });
    }
    checks.extend(errors(&used));
    checks.extend(retries(&used));
    checks.extend(pending(&used));
    checks.extend(pages(known));
    if let Some(notifications) = known.traffic.map(|traffic| &traffic.notifications).filter(|it| !it.is_empty()) {
        checks.push(Check {
            what: format!("Notifications: {}", notifications.keys().map(String::as_str).collect::<Vec<_>>().join(", ")),
            expect: "The handler takes each of them, twice and out of order, too, and its signature check accepts the gateway's."
                .to_owned(),
            why: format!("{} in the recording.", counted(notifications.values().sum(), "notification")),
        });
    }
    for quota in known.actions.iter().filter_map(|plan| Some((plan, plan.over_quota.as_ref()?))) {
        let (plan, quota) = quota;
        checks.push(Check {
            what: format!("{} at {} a minute", plan.action, counted(quota.busiest_minute, "call")),
            expect: "Nothing is lost: what is throttled is done later, and the caller sees it pending.".to_owned(),
            why: format!(
                "Amazon Pay allows {} of {} at once and {} in such a minute: ask for a higher quota, or spread the calls.",
                quota.most, quota.operation, quota.in_a_minute
            ),
        });
    }
    checks
}

pub(super) fn stages(known: &Known<'_>) -> Vec<Stage> {
    let mut callers = known.basis.traffic.iter().flat_map(|traffic| traffic.callers.clone()).collect::<Vec<_>>();
    callers.retain(|(caller, calls)| !caller.starts_with('(') && *calls > 0);
    callers.reverse();
    let first = match callers.first() {
        Some((caller, calls)) if callers.len() > 1 => {
            format!("Point {caller} at the gateway: with {}, it is the one with the least.", counted(*calls, "call"))
        }
        _ => "There is one caller: point one of its servers, or one kind of its payments, at the gateway.".to_owned(),
    };
    let others = match callers.get(1..) {
        Some(others) if !others.is_empty() => {
            let names = others.iter().map(|(caller, calls)| format!("{caller} ({})", counted(*calls, "call")));
            format!("Point the others at it, in the order of their calls: {}.", names.collect::<Vec<_>>().join(", "))
        }
        _ => "Point the rest at it.".to_owned(),
    };
    let stage = |title: &str, doing: String, done_when: String, back: &str| Stage {
        title: title.to_owned(),
        doing,
        done_when,
        back: back.to_owned(),
    };
    let way_back = "Put the address back that was there before, if anything answers there: a stand-in for FPS, or fps sandbox, \
                    which moves no money. FPS itself closed in 2015, so that without one the way back is to take no payments \
                    until it is mended. What the gateway has begun it also finishes, as long as it runs; what was paid \
                    through it is settled, refunded and looked up through it.";
    vec![
        stage(
            "Shadow",
            "Let a copy of the programs call fps gateway --shadow simulated, which answers from a simulation of FPS, or with \
             the files of a recording in place of the word, which gives the recorded answers. It tells of each call what it \
             would have asked of Amazon Pay or refused, and of each action in the end. No money moves."
                .to_owned(),
            format!(
                "It has seen {SHADOW_DAYS} days with every action of this plan, and whatever it would have refused is explained."
            ),
            "Nothing has changed: leave it out.",
        ),
        stage(
            "Link",
            "Start the gateway once, which makes its books, stop it, and load the file of tokens (fps migrate link); start it, and \
             send each buyer the address on which he renews his consent."
                .to_owned(),
            match known.consents.at_most {
                Some(most) => format!(
                    "Every token in use has a row, and as many of the consents ({} at most) as the business needs have been \
                     given.",
                    grouped(most)
                ),
                None => "Every token in use has a row, and as many consents as the business needs have been given.".to_owned(),
            },
            "Linked tokens do no harm while nobody uses them.",
        ),
        stage(
            "One caller first",
            first,
            "A day's payments, refunds and notifications agree between the shop's books, the gateway's and Amazon's report."
                .to_owned(),
            way_back,
        ),
        stage("Cut over", others, "The same holds for each of them before the next one follows.".to_owned(), way_back),
        stage(
            "Clean up",
            match known.actions.iter().any(|plan| plan.standing == Standing::NeverCalled) {
                true => "Take the shadow and the old addresses away, and remove what is never called.".to_owned(),
                false => "Take the shadow and the old addresses away.".to_owned(),
            },
            "Nothing is pending in the gateway's books that began before.".to_owned(),
            "There is none from here, and none is needed.",
        ),
    ]
}

/// The transports and versions in which an action was called.
fn ways(uses: &[&ActionUse]) -> Vec<String> {
    let transports = uses.iter().flat_map(|action| action.transports.keys()).collect::<BTreeSet<_>>();
    let versions = uses.iter().flat_map(|action| action.versions.keys()).collect::<BTreeSet<_>>();
    let transports = transports.into_iter().map(|transport| match transport {
        Transport::RestGet => "REST (GET)".to_owned(),
        Transport::RestPost => "REST (POST)".to_owned(),
        Transport::Soap => "SOAP".to_owned(),
        Transport::Json => "JSON".to_owned(),
    });
    transports.chain(versions.into_iter().map(|version| format!("version {version}"))).collect()
}

fn errors(used: &[&ActionUse]) -> Option<Check> {
    let codes = used.iter().flat_map(|action| action.errors.keys()).map(String::as_str).collect::<BTreeSet<_>>();
    let refused = used.iter().map(|action| action.outcomes.refused).sum::<u64>();
    (!codes.is_empty()).then(|| Check {
        what: format!("Errors: {}", codes.into_iter().collect::<Vec<_>>().join(", ")),
        expect: "The code does what it did when it gets each of them; what can't be provoked at Amazon Pay can in the sandbox."
            .to_owned(),
        why: format!("{} refused in the recording.", counted(refused, "call")),
    })
}

fn retries(used: &[&ActionUse]) -> Option<Check> {
    let repeated = used.iter().filter_map(|action| action.references.as_ref()).map(|it| it.repeated).sum::<u64>();
    let moves_money = used.iter().any(|action| action.references.is_some());
    moves_money.then(|| Check {
        what: "The same request twice, and a time-out before its answer".to_owned(),
        expect: "There is one payment, and both answers are the same.".to_owned(),
        why: match repeated {
            0 => "Nothing was sent again in the recording; it will be one day.".to_owned(),
            _ => format!("{} sent again in the recording.", counted(repeated, "request")),
        },
    })
}

fn pending(used: &[&ActionUse]) -> Option<Check> {
    let pending = used.iter().filter_map(|action| action.transaction_statuses.get("Pending")).sum::<u64>();
    (pending > 0).then(|| Check {
        what: "A payment that is pending at first, and then succeeds or fails".to_owned(),
        expect: "The order waits, and the notification or the next look at its status moves it on.".to_owned(),
        why: format!("{} answered Pending in the recording.", counted(pending, "call")),
    })
}

fn pages(known: &Known<'_>) -> Vec<Check> {
    let returns = known.traffic.map(|traffic| &traffic.returns).filter(|returns| !returns.is_empty());
    let statuses = returns.map(|returns| returns.keys().map(String::as_str).collect::<Vec<_>>().join(", "));
    let pages = known.consents.pages.iter().map(|page| Check {
        what: format!("The co-branded page {page}, to the end and given up"),
        expect: "The buyer comes back with a signed status and the token works.".to_owned(),
        why: match &statuses {
            Some(statuses) => {
                format!("Buyers came back with {statuses} in the recording, from which page it doesn't tell.")
            }
            None => "Buyers are sent there.".to_owned(),
        },
    });
    pages.collect()
}
