//! What to do, in which order, and what is still to be found out.

use serde::{Deserialize, Serialize};

use super::actions::{Place, Standing, first};
use super::consents::{self, Renewal};
use super::{Known, are, counted};
use crate::fate::Fate;
use crate::migrate::scan::{Finding, Kind};
use crate::migrate::traffic::Traffic;
use crate::migrate::traffic::recording::{MOST_TOLD, Recording};

/// Something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Step {
    /// What.
    pub title: String,
    /// Why it comes here.
    pub why: String,
    /// In detail.
    pub details: Vec<String>,
    /// The command that does it or helps with it, where there is one.
    pub command: Option<String>,
    /// How many places in the code it is about.
    pub places: u64,
    /// The first of them.
    pub first_places: Vec<Place>,
}

/// The days that a recording spans that has what happens once a month.
const A_MONTH: i64 = 32;

impl Step {
    fn new(title: &str, why: &str) -> Self {
        Self {
            title: title.to_owned(),
            why: why.to_owned(),
            details: Vec::new(),
            command: None,
            places: 0,
            first_places: Vec::new(),
        }
    }

    fn details(self, details: impl IntoIterator<Item = String>) -> Self {
        Self { details: details.into_iter().collect(), ..self }
    }

    fn command(self, command: &str) -> Self {
        Self { command: Some(command.to_owned()), ..self }
    }

    fn at(self, findings: &[&Finding]) -> Self {
        Self { places: findings.len() as u64, first_places: first(findings.iter().copied()), ..self }
    }
}

pub(super) fn of(known: &Known<'_>) -> Vec<Step> {
    let steps = [
        credentials(known),
        inputs(known),
        unknown_callers(known),
        impossible(known),
        Some(gateway(known)),
        rehearse(known),
        tokens(known),
        addresses(known),
        signatures(known),
        notifications(known),
        buttons(known),
        Some(
            Step::new(
                "Go live one caller at a time",
                "Whatever was overlooked concerns one caller then, and can be taken back for that one.",
            )
            .details(["The stages, what each of them needs, and the way back are listed under Rollout.".to_owned()]),
        ),
        dead_code(known),
        Some(
            Step::new(
                "Move the code to Amazon Pay itself, when it suits",
                "The gateway answers old code for as long as it runs; new code need not know FPS.",
            )
            .details([
                "Begin with the actions that are most used, and take what the gateway calls for each of them from \
                       the table of actions."
                    .to_owned(),
            ]),
        ),
    ];
    steps.into_iter().flatten().collect()
}

/// What the inputs don't answer.
pub(super) fn questions(known: &Known<'_>) -> Vec<String> {
    let mut questions = vec![
        "Which payments made at FPS may still have to be refunded? Amazon Pay doesn't know them: decide how the money goes \
         back."
            .to_owned(),
        "Who owns the merchant account at Amazon Pay, in which region is it, and who may see its keys?".to_owned(),
    ];
    if let Some(code) = known.basis.code.as_ref().filter(|code| code.skipped > 0) {
        questions.push(format!("What is in the {} that the scan didn't read?", counted(code.skipped, "file")));
    }
    if let Some(traffic) = known.traffic {
        let kinds = &traffic.kinds;
        if kinds.tunnels > 0 {
            questions.push(format!(
                "What was asked through {}? The recording doesn't have what went through them.",
                counted(kinds.tunnels, "encrypted connection")
            ));
        }
        if kinds.hidden > 0 {
            questions.push(format!(
                "What did {} to FPS ask, or that may have gone there? The recording doesn't hold the parameters, as \
                 access logs don't, so that none of the actions can be taken for one that is never called: record HAR, \
                 JSON with bodies, or raw HTTP.",
                counted(kinds.hidden, "request")
            ));
        } else if kinds.fps == 0 && kinds.tunnels == 0 {
            questions.push("Where do the calls of FPS go out? None is in the recording.".to_owned());
        }
        questions.extend(unread(traffic));
        if traffic.when.untimed > 0 {
            questions.push(format!(
                "When {} {} made? No time is recorded of it.",
                if traffic.when.untimed == 1 { "was" } else { "were" },
                counted(traffic.when.untimed, "call")
            ));
        }
        let broken = known.basis.traffic.as_ref().map_or(0, |recorded| recorded.broken);
        if broken > 0 {
            questions.push(format!(
                "What is in the rest of {}? It could not be read to the end.",
                counted(broken, "recording")
            ));
        }
        if known.basis.traffic.as_ref().and_then(|recorded| recorded.days()).is_some_and(|days| days < A_MONTH) {
            questions.push(
                "Does the recording have what happens once a month or once a year: closing of books, renewals, \
                            campaigns? It spans less than 32 days."
                    .to_owned(),
            );
        }
        if kinds.fps > 0 && kinds.notifications == 0 {
            questions.push("Where do notifications go? None is in the recording.".to_owned());
        }
        if traffic.estimated {
            questions.push("How many tokens are there exactly? The numbers here are estimates.".to_owned());
        }
    }
    let unclear =
        known.consents.kinds.iter().filter(|plan| plan.renewal == Renewal::Unclear).map(|plan| plan.alive).sum::<u64>();
    if unclear > 0 {
        questions.push(format!(
            "Of which kind {} {} that the recording can't tell, and what of it is still in use?",
            are(unclear),
            counted(unclear, "token")
        ));
    }
    if known.consents.kinds.iter().any(|plan| plan.renewal == Renewal::Recipient) || uses_marketplace(known) {
        questions.push(
            "Is the marketplace enrolled as a provider at Amazon Pay, and do its recipients have accounts there?"
                .to_owned(),
        );
    }
    let chosen_at_run_time =
        findings(known, &[Kind::Action, Kind::Request]).iter().filter(|it| it.action.is_none()).count() as u64;
    if chosen_at_run_time > 0 {
        questions.push(format!(
            "Which actions are called at {} where they are chosen at run time?",
            counted(chosen_at_run_time, "place")
        ));
    }
    questions
}

/// What asks for the lines and entries that were not understood, and says where the first of them stand.
fn unread(traffic: &Traffic) -> Option<String> {
    let sum =
        |count: fn(&Recording) -> u64| traffic.recordings.iter().map(|named| count(&named.recording)).sum::<u64>();
    let (unknown, lost) = (sum(|recording| recording.unknown), sum(|recording| recording.lost));
    let first = traffic.recordings.iter().flat_map(|named| {
        let told = named.recording.first_unknown.iter();
        told.map(|unknown| format!("{}, {} ({})", named.name, unknown.place, unknown.why))
    });
    let first = first.take(MOST_TOLD).collect::<Vec<_>>();
    (unknown > 0).then(|| {
        let places = match first.len() as u64 {
            0 => String::new(),
            told if told < unknown => format!(" The first of them: {}.", first.join("; ")),
            _ => format!(" Where: {}.", first.join("; ")),
        };
        let requests = match lost {
            0 => "",
            _ => " Some of it looks like a request or an answer that isn't whole.",
        };
        format!(
            "What is in {} of the recordings that can't be read?{places}{requests} Any of it may be a call, so that none of \
             the actions can be taken for one that is never called: record it in a format that is read, or leave out what \
             is no request.",
            counted(unknown, "part")
        )
    })
}

fn uses_marketplace(known: &Known<'_>) -> bool {
    let mut findings = known.scan.iter().flat_map(|scan| &scan.findings);
    findings.any(|finding| {
        finding.parameters.iter().any(|parameter| parameter.starts_with("Marketplace") && parameter.contains("Fee"))
    })
}

fn credentials(known: &Known<'_>) -> Option<Step> {
    let found = findings(known, &[Kind::Credential]);
    (!found.is_empty()).then(|| {
        Step::new(
            "Replace the keys that stand in the open",
            "Whoever can read the code can sign with them, today and through the gateway as well.",
        )
        .details([
            "Make new keys, put them where the program reads them at start, and withdraw the old ones.".to_owned()
        ])
        .at(&found)
    })
}

fn inputs(known: &Known<'_>) -> Option<Step> {
    let mut details = Vec::new();
    if known.traffic.is_none() {
        details.push(
            "FPS closed in 2015, so that there is traffic only where something answers in its place, or where it was kept: \
             proxies' and web servers' logs of that time, and what a stand-in is asked today. Where there is none, let the \
             programs call fps sandbox behind a recording proxy."
                .to_owned(),
        );
    }
    details.push("Then make this plan again with fps migrate plan --scan scan.json --traffic traffic.json.".to_owned());
    let step = match (known.scan, known.traffic) {
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => {
            Step::new("Scan the code", "Only the traffic is known: not what else the code can do, and where.")
                .command("fps migrate scan --format json --output scan.json PATH")
        }
        (Some(_), None) => Step::new(
            "Record the traffic of a month",
            "Only the code is known: not what is really used, how much, by whom, and which tokens.",
        )
        .command("fps migrate traffic --json --output traffic.json FILE"),
        (None, None) => Step::new(
            "Scan the code and record its traffic",
            "Nothing is known yet, and this plan is no more than an outline.",
        )
        .command("fps migrate scan --format json --output scan.json PATH"),
    };
    Some(step.details(details))
}

fn unknown_callers(known: &Known<'_>) -> Option<Step> {
    let mut details = Vec::new();
    for plan in known.actions.iter().filter(|plan| plan.standing == Standing::CalledFromElsewhere) {
        let callers = plan
            .volume
            .iter()
            .flat_map(|volume| &volume.callers)
            .map(|(caller, _)| caller.as_str())
            .collect::<Vec<_>>();
        let calls = plan.volume.as_ref().map_or(0, |volume| volume.calls);
        details.push(format!("{}: {} by {}.", plan.action, counted(calls, "call"), callers.join(", ")));
    }
    (!details.is_empty()).then(|| {
        Step::new(
            "Find what else calls FPS",
            "These actions are called, and are nowhere in the code that was scanned: another system calls them, or the code \
             chooses them at run time. The cut-over would take it by surprise.",
        )
        .details(details)
    })
}

fn impossible(known: &Known<'_>) -> Option<Step> {
    let impossible = known.actions.iter().filter(|plan| matches!(plan.fate, Some(Fate::Impossible) | None));
    let mut details = Vec::new();
    let mut found = Vec::new();
    for plan in impossible {
        let calls =
            plan.volume.as_ref().map_or_else(String::new, |volume| format!(", {}", counted(volume.calls, "call")));
        let what = match &plan.refusal {
            Some((code, message)) => format!("The gateway answers {code}: {message}"),
            None if plan.fate.is_none() => "FPS 2010-08-28 has no such action, and the gateway refuses it.".to_owned(),
            None => plan.difference.clone(),
        };
        details.push(format!("{} ({}{calls}). {what}", plan.action, counted(plan.places, "place")));
        found.extend(
            known.scan.iter().flat_map(|scan| &scan.findings).filter(|it| it.action.as_ref() == Some(&plan.action)),
        );
    }
    (!details.is_empty()).then(|| {
        Step::new(
            "Decide what replaces what nobody answers any more",
            "Neither Amazon Pay nor the gateway has these; the code has to do without before the cut-over.",
        )
        .details(details)
        .at(&found)
    })
}

fn gateway(known: &Known<'_>) -> Step {
    let mut details = vec![
        "Open a merchant account at Amazon Pay, with a sandbox, and have the keys for its API made.".to_owned(),
        "Give the gateway a certificate and an address that the shop's servers, the buyers' browsers and Amazon's \
         notifications reach."
            .to_owned(),
    ];
    let callers = known.basis.traffic.iter().flat_map(|traffic| &traffic.callers).map(|(caller, _)| caller);
    for caller in callers.filter(|caller| !caller.starts_with('(')) {
        details.push(match caller.strip_prefix("certificate ") {
            Some(thumbprint) => format!("Register the certificate with the thumbprint {thumbprint} as a caller."),
            None => format!("Register {caller} as a caller: its old signatures go on being checked."),
        });
    }
    Step::new(
        "Set up the gateway",
        "Old programs then keep their code, their library and their tokens, and change one address.",
    )
    .details(details)
    .command("fps gateway --config FILE.toml --check")
}

fn rehearse(known: &Known<'_>) -> Option<Step> {
    known.traffic.map(|_| {
        Step::new(
            "Try what is in use, against the sandbox and then against the gateway",
            "What differs shows before anybody's money depends on it.",
        )
        .details([
            "The gateway stands on the sandbox of Amazon Pay for this; with --gateway, what is documented may differ."
                .to_owned(),
            "Traffic for it needs its answers and, over POST, its bodies: HAR files or raw HTTP, not access logs."
                .to_owned(),
        ])
        .command("fps migrate replay FILE --against URL")
    })
}

fn tokens(known: &Known<'_>) -> Option<Step> {
    let consents = known.consents;
    if consents::is_nothing_left(known) {
        return None;
    }
    let mut details = vec![
        "Export every token that is still in use from the shop's database: its id, its type, its limits, and for prepaid and \
         postpaid ones what is left or owed."
            .to_owned(),
    ];
    details.push(match consents.how_many() {
        Some(count) => format!("{count} of the recording need the buyer's new consent."),
        None => {
            "How many need the buyer's new consent the shop's database says: all that last longer than one payment."
                .to_owned()
        }
    });
    details.push(
        "Write to those buyers with a link to the gateway's page for renewing; ask the ones with the next payment first."
            .to_owned(),
    );
    let step = Step::new(
        "Link the old tokens, and ask buyers for new consents",
        "Amazon Pay knows no token of FPS. It takes buyers weeks to answer, so begin early: until one has, payments with the \
         token are refused with TokenNotActive_Sender.",
    );
    Some(
        step.details(details)
            .command("fps migrate link FILE.csv --config gateway.toml")
            .at(&findings(known, &[Kind::StoredToken])),
    )
}

fn addresses(known: &Known<'_>) -> Option<Step> {
    let all = known.scan.map(|scan| scan.findings.as_slice()).unwrap_or_default();
    let found = all.iter().filter(|it| it.leads_to_service() || it.kind == Kind::Pipeline).collect::<Vec<_>>();
    let vendored = known.scan.iter().flat_map(|scan| &scan.vendored);
    let mut details = vec![
        "The service's address, the address of the co-branded pages and, for SOAP, the one in the WSDL become the \
         gateway's."
            .to_owned(),
    ];
    for copy in vendored {
        details.push(format!(
            "{} holds a copy of {}: configure its address, or change it there.",
            copy.path, copy.library
        ));
    }
    // Most libraries take no address by themselves, and each is led elsewhere in its own way.
    let clients = found.iter().filter(|finding| finding.kind == Kind::Client && !finding.advice.is_empty());
    for finding in clients {
        let library = finding.library.as_deref().unwrap_or("the client");
        let advice = format!("{library}: {}", finding.advice);
        if !details.contains(&advice) {
            details.push(advice);
        }
    }
    let is_known = known.scan.is_some();
    (!is_known || !found.is_empty() || details.len() > 1).then(|| {
        Step::new("Make the addresses a setting", "So that going live and going back are a change of configuration.")
            .details(details)
            .at(&found)
    })
}

fn signatures(known: &Known<'_>) -> Option<Step> {
    let found = findings(known, &[Kind::Signature, Kind::ReturnHandler]);
    (!found.is_empty()).then(|| {
        Step::new(
            "Look at how signatures are made and checked",
            "Old code often accepts certificates from Amazon's hosts alone, and signs the host that it was written for.",
        )
        .details([
            "Let the address of the certificate be the gateway's, or verify with the action VerifySignature.".to_owned(),
            "Sign the host that the request really goes to.".to_owned(),
        ])
        .at(&found)
    })
}

fn notifications(known: &Known<'_>) -> Option<Step> {
    let found = findings(known, &[Kind::NotificationHandler]);
    let received = known.traffic.map_or(0, |traffic| traffic.kinds.notifications);
    (!found.is_empty() || received > 0).then(|| {
        let seen = (received > 0).then(|| format!("The recording has {}.", counted(received, "notification")));
        Step::new(
            "Let the gateway's notifications in",
            "They come from the gateway, in the old form and signed by it, and may come twice and out of order as ever.",
        )
        .details(seen.into_iter().chain(["Check that a firewall lets the gateway reach the addresses.".to_owned()]))
        .at(&found)
    })
}

fn buttons(known: &Known<'_>) -> Option<Step> {
    let found = findings(known, &[Kind::Button]);
    let used = known.traffic.map_or(0, |traffic| traffic.kinds.buttons);
    (!found.is_empty() || used > 0).then(|| {
        let seen = (used > 0).then(|| format!("The recording has {} of them sent.", counted(used, "form")));
        Step::new(
            "Replace the buttons of Simple Pay",
            "They are forms that went to Amazon's own pages, and the gateway doesn't answer them.",
        )
        .details(seen.into_iter().chain(["Put a button of Amazon Pay in their place.".to_owned()]))
        .at(&found)
    })
}

fn dead_code(known: &Known<'_>) -> Option<Step> {
    let dead = known.actions.iter().filter(|plan| plan.standing == Standing::NeverCalled).collect::<Vec<_>>();
    let days = known.basis.traffic.as_ref().and_then(|traffic| traffic.days());
    (!dead.is_empty()).then(|| {
        let span = days.map_or("the recording".to_owned(), |days| {
            format!("the {} of the recording", counted(u64::try_from(days).unwrap_or_default(), "day"))
        });
        let names = dead.iter().map(|plan| format!("{} ({})", plan.action, counted(plan.places, "place")));
        let is_long = days.is_some_and(|days| days >= A_MONTH);
        let before = (!is_long).then(|| {
            "That is too short to see what happens once a month or once a year: ask whoever knows before.".to_owned()
        });
        Step::new(
            "Remove what is never called",
            &format!("The code has these actions, and nothing called them in {span}. What is gone need not be moved or tested."),
        )
        .details(names.chain(before))
    })
}

pub(super) fn findings<'k>(known: &Known<'k>, kinds: &[Kind]) -> Vec<&'k Finding> {
    let all = known.scan.map(|scan| scan.findings.as_slice()).unwrap_or_default();
    all.iter().filter(|finding| kinds.contains(&finding.kind)).collect()
}
