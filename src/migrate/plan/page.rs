//! A plan as a text for people.

use super::actions::{ActionPlan, Place, Standing};
use super::block::Block;
use super::consents::Renewal;
use super::{Plan, counted, grouped};
use crate::fate::Fate;
use crate::fps;

/// The plan from its summary to its questions.
pub(super) fn of(plan: &Plan) -> Vec<Block> {
    let mut page = vec![heading(1, "From FPS to Amazon Pay: the plan")];
    basis(&mut page, plan);
    summary(&mut page, plan);
    steps(&mut page, plan);
    first_day(&mut page, plan);
    impossible(&mut page, plan);
    consents(&mut page, plan);
    notices(&mut page, plan);
    checks(&mut page, plan);
    rollout(&mut page, plan);
    effort(&mut page, plan);
    page.push(heading(2, "Open questions"));
    page.push(Block::List(plan.questions.clone()));
    page
}

fn basis(page: &mut Vec<Block>, plan: &Plan) {
    let mut lines = Vec::new();
    match &plan.basis.code {
        Some(code) => {
            let mut line = format!(
                "Code: {} with {} in {}",
                counted(code.files, "file"),
                counted(code.places, "place"),
                code.roots.iter().map(|root| scanned(root)).collect::<Vec<_>>().join(", ")
            );
            if code.vendored > 0 {
                line += &format!(
                    ", and {}",
                    if code.vendored == 1 {
                        "a copy of a library".to_owned()
                    } else {
                        format!("{} copies of libraries", code.vendored)
                    }
                );
            }
            lines.push(line + ".");
        }
        None => lines.push("Code: not scanned.".to_owned()),
    }
    match &plan.basis.traffic {
        Some(traffic) => {
            let mut line = format!(
                "Traffic: {} of FPS by {}",
                counted(traffic.calls, "call"),
                counted(traffic.callers.len() as u64, "caller")
            );
            if let (Some(first), Some(last)) = (traffic.first, traffic.last) {
                line += &format!(", from {} to {}", first.format("%Y-%m-%d"), last.format("%Y-%m-%d"));
            }
            lines.push(line + ".");
        }
        None => lines.push("Traffic: not recorded.".to_owned()),
    }
    page.push(Block::List(lines));
}

/// In percent, rounded to a tenth; what isn't all never looks like it.
fn share(part: u64, whole: u64) -> String {
    let (part, whole) = (u128::from(part), u128::from(whole.max(1)));
    match (part * 2000 + whole) / (whole * 2) {
        1000 if part < whole => "more than 99.9 %".to_owned(),
        tenths => format!("{}.{} %", tenths / 10, tenths % 10),
    }
}

/// What was scanned, as it stands in a sentence.
fn scanned(root: &str) -> &str {
    match root {
        "." | "./" => "the folder in which the scan ran",
        root => root,
    }
}

fn summary(page: &mut Vec<Block>, plan: &Plan) {
    let count =
        |wanted: &[Option<Fate>]| plan.actions.iter().filter(|action| wanted.contains(&action.fate)).count() as u64;
    let covered = count(&[Some(Fate::Exact), Some(Fate::Changed), Some(Fate::Kept)]);
    let not = count(&[Some(Fate::Impossible), None]);
    let mut lines = vec![format!(
        "Of {} in use, the gateway answers {covered} from the first day and can't answer {not}.",
        counted(plan.actions.len() as u64, "action")
    )];
    let calls = |fate: &dyn Fn(Option<Fate>) -> bool| {
        let wanted = plan.actions.iter().filter(|action| fate(action.fate)).filter_map(|action| action.volume.as_ref());
        wanted.map(|volume| volume.calls).sum::<u64>()
    };
    let all = calls(&|_| true);
    if all > 0 {
        let answered = calls(&|fate| fate.is_some_and(|fate| fate != Fate::Impossible));
        lines.push(format!("Of {}, that is {}.", counted(all, "recorded call"), share(answered, all)));
    }
    lines.push(match plan.consents.how_many() {
        Some(count) => format!("{count} of the recording need a buyer's new consent."),
        None if plan.basis.traffic.is_none() => {
            "How many tokens need a buyer's new consent isn't known without traffic.".to_owned()
        }
        None => {
            "How many tokens need a buyer's new consent the recording can't tell: the shop's database can.".to_owned()
        }
    });
    lines.push(format!(
        "Work before the cut-over: {}. Work that can wait: {}.",
        hours(plan.effort.before),
        hours(plan.effort.later)
    ));
    page.push(Block::List(lines));
}

fn steps(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "What to do, in this order"));
    for (number, step) in plan.steps.iter().enumerate() {
        page.push(heading(3, &format!("Step {}: {}", number + 1, step.title)));
        page.push(Block::Paragraph(step.why.clone()));
        let mut details = step.details.clone();
        if step.places > 0 {
            details.push(format!("In the code: {}.", places(step.places, &step.first_places)));
        }
        if !details.is_empty() {
            page.push(Block::List(details));
        }
        page.extend(step.command.clone().map(Block::Command));
    }
}

fn first_day(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "What the gateway covers from the first day"));
    page.push(Block::Paragraph(format!(
        "Signed calls over REST and SOAP in versions {}, the co-branded pages with their signed return, and signed \
         notifications that are sent until they arrive. Of the actions in use:",
        fps::SERVICE.versions.join(" and ")
    )));
    let covered = plan.actions.iter().filter(|action| action.fate.is_some_and(|fate| fate != Fate::Impossible));
    let rows = covered.map(|action| {
        let fate = match action.fate {
            Some(Fate::Exact) => "the same",
            Some(Fate::Kept) => "kept by the gateway",
            _ => "changed",
        };
        vec![
            action.action.clone(),
            fate.to_owned(),
            used(action),
            found(action),
            action.difference.clone(),
            action.calls.join(", "),
            action.kept.clone(),
        ]
    });
    let titles =
        vec!["action", "on Amazon Pay", "traffic", "code", "difference", "asks Amazon Pay for", "kept by the gateway"];
    page.push(table(titles, rows.collect()));
}

fn impossible(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "What is impossible, and who uses it"));
    let rows =
        plan.actions.iter().filter(|action| matches!(action.fate, Some(Fate::Impossible) | None)).map(|action| {
            let callers = action.volume.iter().flat_map(|volume| &volume.callers);
            let callers =
                callers.map(|(caller, calls)| format!("{caller} ({})", grouped(*calls))).collect::<Vec<_>>().join(", ");
            let answer = match &action.refusal {
                Some((code, message)) => format!("{code}: {message}"),
                None => "FPS 2010-08-28 has no such action, and the gateway refuses it.".to_owned(),
            };
            vec![action.action.clone(), used(action), callers, found(action), answer]
        });
    page.push(table(vec!["action", "traffic", "callers", "code", "what the gateway answers"], rows.collect()));
}

fn consents(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "What needs the buyer again"));
    if plan.basis.traffic.is_none() {
        page.push(Block::Paragraph(
            "No traffic was recorded: the shop's database says how many multi-use and recurring tokens are in use. Each of \
             them needs a new consent, and so do tokens that fund prepaid instruments or settle debt."
                .to_owned(),
        ));
    } else {
        let rows = plan.consents.kinds.iter().map(|kind| {
            let renewal = match kind.renewal {
                Renewal::BillingAgreement => "a new consent",
                Renewal::None => "nothing",
                Renewal::Linked => "its row in the file",
                Renewal::Recipient => "the recipient",
                Renewal::Unclear => "can't be told",
            };
            vec![
                kind.kind.name().to_owned(),
                grouped(kind.tokens),
                kind.in_use.map_or_else(|| "not known".to_owned(), grouped),
                grouped(kind.alive),
                renewal.to_owned(),
                kind.link_type.clone().unwrap_or_default(),
                kind.what.clone(),
            ]
        });
        let titles =
            vec!["tokens", "seen", "in use", "not cancelled", "need", "type for fps migrate link", "what that means"];
        page.push(table(titles, rows.collect()));
        page.push(Block::Paragraph(
            "In use means: used in the last thirty days of the recording and not cancelled; it isn't known where uses are \
             recorded without a time. A token that is charged once a quarter or once a year may be in use as well, so that \
             at most all need a new consent that are not cancelled. Tokens that are not in the recording at all aren't \
             counted; the shop's database knows them."
                .to_owned(),
        ));
        if plan.consents.at_most.is_none() {
            page.push(Block::Paragraph(
                "How many tokens there are at most isn't known: the recording doesn't show every call, or has no token of a \
                 kind that buyers are asked for."
                    .to_owned(),
            ));
        }
    }
    if !plan.consents.pages.is_empty() {
        page.push(Block::Paragraph(format!(
            "Buyers are sent to these co-branded pages: {}.",
            plan.consents.pages.join(", ")
        )));
    }
}

fn notices(page: &mut Vec<Block>, plan: &Plan) {
    if plan.notices.is_empty() {
        return;
    }
    page.push(heading(2, "What the traffic does that is different"));
    let rows =
        plan.notices.iter().map(|notice| vec![notice.what.clone(), grouped(notice.calls), notice.difference.clone()]);
    page.push(table(vec!["what", "calls, at most", "difference"], rows.collect()));
}

fn checks(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "What to test"));
    let rows = plan.checks.iter().map(|check| vec![check.what.clone(), check.expect.clone(), check.why.clone()]);
    page.push(table(vec!["what", "what must come of it", "why"], rows.collect()));
}

fn rollout(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "Rollout"));
    let rows = plan
        .rollout
        .iter()
        .map(|stage| vec![stage.title.clone(), stage.doing.clone(), stage.done_when.clone(), stage.back.clone()]);
    page.push(table(vec!["stage", "what", "done when", "the way back"], rows.collect()));
}

fn effort(page: &mut Vec<Block>, plan: &Plan) {
    page.push(heading(2, "Effort"));
    let mut rows = Vec::new();
    for part in &plan.effort.code {
        let when = if part.before { "before" } else { "later" };
        let what = format!("{} in {}", part.kind.name().replace('_', " "), counted(part.files, "file"));
        rows.push(vec![what, when.to_owned(), grouped(part.places), hours(part.minutes)]);
    }
    for task in &plan.effort.around {
        rows.push(vec![task.what.clone(), "before".to_owned(), String::new(), hours(task.minutes)]);
    }
    rows.push(vec![
        "all before the cut-over".to_owned(),
        "before".to_owned(),
        String::new(),
        hours(plan.effort.before),
    ]);
    rows.push(vec!["all that can wait".to_owned(), "later".to_owned(), String::new(), hours(plan.effort.later)]);
    page.push(table(vec!["work", "when", "places", "time"], rows));
    page.push(Block::List(plan.effort.reckoning.clone()));
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading(level, text.to_owned())
}

fn table(titles: Vec<&'static str>, rows: Vec<Vec<String>>) -> Block {
    match rows.is_empty() {
        true => Block::Paragraph("Nothing.".to_owned()),
        false => Block::Table(titles, rows),
    }
}

fn used(action: &ActionPlan) -> String {
    match (&action.volume, action.standing) {
        (Some(volume), Standing::CalledFromElsewhere) => {
            format!("{}, from outside of the scanned code", counted(volume.calls, "call"))
        }
        (Some(volume), _) => counted(volume.calls, "call"),
        (None, Standing::NeverCalled) => "never called".to_owned(),
        (None, _) => "not known".to_owned(),
    }
}

fn found(action: &ActionPlan) -> String {
    match action.places {
        0 => String::new(),
        count => places(count, &action.first_places),
    }
}

fn places(count: u64, first: &[Place]) -> String {
    let named = first.iter().map(|place| format!("{}:{}", place.path, place.line)).collect::<Vec<_>>().join(", ");
    match count > first.len() as u64 {
        true => format!("{}, first {named}", counted(count, "place")),
        false => named,
    }
}

fn hours((least, most): (u64, u64)) -> String {
    let tenths = |minutes: u64| {
        let tenths = (minutes + 3) / 6;
        if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
    };
    match least == most {
        true => format!("{} h", tenths(least)),
        false => format!("{} to {} h", tenths(least), tenths(most)),
    }
}
