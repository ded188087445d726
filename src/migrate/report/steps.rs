//! What to do first, and what then.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::risk::fate;
use super::visible;
use crate::fate::Fate;
use crate::migrate::scan::{Finding, Kind, Scan};

/// How many endings of files that are no text are named.
const ENDINGS: usize = 8;

/// Something to do, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step<'s> {
    /// What to do, in a few words.
    pub title: String,
    /// Why, and how.
    pub why: &'static str,
    /// The places that it is about, in the order of the scan; none for what is about the whole.
    pub places: Vec<&'s Finding>,
}

/// What there is to do for what was found, the first thing first: what is a danger today, what needs a decision, what
/// needs buyers, what is to be set, what is to be tested.
pub fn steps(scan: &Scan) -> Vec<Step<'_>> {
    let places = |wanted: &dyn Fn(&Finding) -> bool| scan.findings.iter().filter(|it| wanted(it)).collect::<Vec<_>>();
    let of = |kinds: &[Kind]| places(&|finding| kinds.contains(&finding.kind));
    let with = |wanted: Fate| places(&|finding| fate(finding) == Some(wanted));

    let mut steps = Vec::new();
    let mut step = |title: &dyn Fn(&[&Finding]) -> String, why, places: Vec<_>| {
        if !places.is_empty() {
            steps.push(Step { title: title(&places), why, places });
        }
    };
    step(
        &|places| format!("Revoke the keys that stand in the open, at {}", counted(places.len(), "place")),
        "Whoever has the code has them. FPS is gone, but the account of such a key may have more than FPS. The gateway \
         takes its keys from the environment or from files.",
        of(&[Kind::Credential]),
    );
    step(
        &|places| format!("Decide what takes the place of {}", names(places)),
        "Neither Amazon Pay nor the gateway has it: a call is refused with a documented error.",
        with(Fate::Impossible),
    );
    step(
        &|places| format!("Find out which actions are called at {}", counted(places.len(), "place")),
        "They are chosen when the program runs, so that the code doesn't tell. Recorded traffic does: \
         `fps migrate traffic`.",
        places(&|finding| finding.kind == Kind::Action && finding.action.is_none()),
    );
    step(
        &|places| format!("Replace {} of Simple Pay", counted(places.len(), "button or form")),
        "They lead the buyer to Amazon by themselves, without a call that a gateway could answer.",
        of(&[Kind::Button]),
    );
    step(
        &|places| format!("Plan how buyers consent again, from {}", counted(places.len(), "place")),
        "Consents of FPS ended with it. From the co-branded pages of the gateway buyers come to Amazon Pay; for tokens \
         that are kept there is a page on which a buyer renews the consent.",
        of(&[Kind::Pipeline]),
    );
    step(
        &|places| format!("Collect the tokens that are kept, at {}", counted(places.len(), "place")),
        "`fps migrate link` takes them, with their limits and balances, and ties them to new consents.",
        of(&[Kind::StoredToken]),
    );
    step(
        &|places| format!("Lead the calls to the gateway, at {}", counted(places.len(), "place")),
        "It answers as FPS did, so that the code around these places can stay as it is. Each says how: by another address \
         or, where a library takes none, by what takes the place of the one that it has built in.",
        places(&Finding::leads_to_service),
    );
    step(
        &|places| format!("See who vouches for what comes in, at {}", counted(places.len(), "place")),
        "The gateway signs notifications and returns from its pages as FPS did, with a certificate of its own: code that \
         has the address of Amazon's certificate built in refuses them.",
        of(&[Kind::NotificationHandler, Kind::ReturnHandler]),
    );
    step(
        &|places| format!("Test {} against the gateway", names(places)),
        "Amazon Pay does it in another way; what is different is said of each action.",
        with(Fate::Changed),
    );
    if !scan.skipped.is_empty() {
        steps.push(Step {
            title: format!("Look into {} that could not be read", counted(scan.skipped.len(), "file")),
            why: "They may be text, and it is not known what they hold. Those that are in another encoding are read once they are \
                  converted to UTF-8.",
            places: Vec::new(),
        });
    }
    if !scan.findings.is_empty() {
        steps.push(Step {
            title: "Record what is really called, and plan the move".to_owned(),
            why: "`fps migrate traffic` reads logs and recordings; `fps migrate plan` puts them and this scan together.",
            places: Vec::new(),
        });
    }
    steps
}

/// How many files are no text, in one sentence with their most frequent endings; empty where there are none.
pub fn not_text(scan: &Scan) -> String {
    let all = scan.not_text.values().sum::<u64>();
    if all == 0 {
        return String::new();
    }
    let mut endings = scan.not_text.iter().collect::<Vec<_>>();
    endings.sort_by_key(|(_, count)| Reverse(**count));
    let more = endings.len() > ENDINGS;
    let named = endings.into_iter().take(ENDINGS).map(|(ending, count)| match ending.as_str() {
        "" => format!("{count} without an ending"),
        ending => format!("{count} .{}", visible(ending)),
    });
    let mut named = named.collect::<Vec<_>>().join(", ");
    if more {
        named.push_str(" and others");
    }
    format!(
        "{} no text and passed over: {named}.",
        if all == 1 { "1 file is".to_owned() } else { format!("{all} files are") }
    )
}

/// A number and what it counts.
pub(super) fn counted(number: usize, thing: &str) -> String {
    match (number, thing) {
        (1, thing) => format!("1 {thing}"),
        (number, "button or form") => format!("{number} buttons and forms"),
        (number, thing) => format!("{number} {thing}s"),
    }
}

/// The actions of some places.
fn names(places: &[&Finding]) -> String {
    let names = places.iter().filter_map(|finding| finding.action.as_deref()).collect::<BTreeSet<_>>();
    names.into_iter().map(visible).collect::<Vec<_>>().join(", ")
}
