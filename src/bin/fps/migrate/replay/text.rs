//! What a replay came to, for people.

use amazon_fps::migrate::replay::{Report, Verdict};

use crate::page::{Page, Tone, visible};

/// The most calls that are told of one by one under each heading.
const MOST: usize = 50;
/// The most fields that are named for each explanation.
const MOST_FIELDS: usize = 8;

pub(super) fn report(page: &mut Page, report: &Report) {
    page.heading(&format!("Replay of {} against {}", report.name, report.against));
    page.table(
        &["came to", "calls"],
        report.counts.iter().map(|(verdict, count)| [verdict.as_str().to_owned(), count.to_string()]),
    );
    for (verdict, title) in [
        (Verdict::Unexplained, "What nothing explains"),
        (Verdict::Unmapped, "Ids for which nothing stands (--map says what does)"),
        (Verdict::Unsigned, "Nothing to sign them with (--caller says who does, --one-caller that it is all the same)"),
        (Verdict::NotSent, "Not sent"),
        (Verdict::NotCompared, "Not compared"),
        (Verdict::StatusOnly, "Only the status was compared"),
        (Verdict::LeftOut, "Left out on purpose"),
        (Verdict::Planned, "What would be sent"),
    ] {
        cases(page, report, verdict, title);
    }
    explained(page, report);
    page.line("");
    for note in report.notes() {
        page.paragraph(0, &note);
    }
    let open = report.open_calls();
    if open > 0 {
        let words = format!("Calls, or what may be calls, that were not replayed or not compared: {open}.");
        let words = page.toned(Tone::Bad, &words);
        page.line(&words);
    }
    let (tone, words) = match (report.is_clean(), report.dry_run) {
        (true, true) => (Tone::Good, "Everything can be sent; nothing was, for it was a dry run."),
        (true, false) => (Tone::Good, "Nothing is left unexplained."),
        (false, true) => (Tone::Bad, "Not everything can be sent; nothing was, for it was a dry run."),
        (false, false) => (Tone::Bad, "This proves nothing yet: see above."),
    };
    let words = page.toned(tone, words);
    page.line(&words);
}

fn explained(page: &mut Page, report: &Report) {
    let explanations = report.explanations();
    if explanations.is_empty() {
        return;
    }
    page.heading("What is explained");
    for explanation in explanations {
        page.line(&format!("{} × {}", explanation.count, visible(explanation.why)));
        let fields = explanation.fields.iter().take(MOST_FIELDS).map(String::as_str).collect::<Vec<_>>().join(", ");
        let more = explanation.fields.len().saturating_sub(MOST_FIELDS);
        let more = if more > 0 { format!(", and {more} more") } else { String::new() };
        page.paragraph(4, &visible(&format!("{fields}{more}")));
    }
}

fn cases(page: &mut Page, report: &Report, verdict: Verdict, title: &str) {
    let of_it = report.cases.iter().filter(|case| case.verdict == verdict).collect::<Vec<_>>();
    if of_it.is_empty() {
        return;
    }
    page.heading(title);
    for case in of_it.iter().take(MOST) {
        page.line(&visible(&format!("{}: {}", case.place, case.action)));
        for line in case.details() {
            page.paragraph(4, &line);
        }
    }
    if of_it.len() > MOST {
        page.line(&format!("and {} more, which --json and --html list", of_it.len() - MOST));
    }
}
