//! The report as a page of HTML, and as JUnit's XML, which build servers read.

use super::report::{Case, Explanation, MappedId, Report, Verdict};
use crate::migrate::plan::block::Block;
use crate::migrate::plan::html;
use crate::migrate::report::visible;
use crate::wire::xml::escape_into;

impl Report {
    /// The report as one page of HTML: nothing in it runs, and nothing is loaded.
    pub fn html(&self) -> String {
        html::write(&blocks(self))
    }

    /// The report as JUnit's XML: a test for each call. One whose difference nothing explains has failed, as has one whose
    /// ids are unmapped or that nothing can sign; one that was not sent or not compared for another reason is skipped. One
    /// test more is in error where the replay can't speak for the whole recording: see [`Report::left_open`].
    pub fn junit(&self) -> String {
        let failures = self.failed();
        let skipped = self.cases.iter().filter(|case| outcome(case).is_some_and(|(element, _)| element == "skipped"));
        let skipped = skipped.count();
        let open = self.left_open();
        let errors = u64::from(!open.is_empty());
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"fps migrate replay {}\" tests=\"{}\" \
             failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\">\n",
            escaped(&self.name),
            self.cases.len() as u64 + errors,
        );
        for case in &self.cases {
            let (action, place) = (escaped(&case.action), case.place);
            out.push_str(&format!("  <testcase classname=\"{action}\" name=\"{action}, {place}\""));
            match outcome(case) {
                Some((element, message)) => {
                    let (message, detail) = (escaped(&message), escaped(&case.details().join("\n")));
                    out.push_str(&format!(
                        ">\n    <{element} message=\"{message}\">{detail}</{element}>\n  </testcase>\n"
                    ));
                }
                None => out.push_str("/>\n"),
            }
        }
        if !open.is_empty() {
            out.push_str(&format!(
                "  <testcase classname=\"replay\" name=\"the whole recording\">\n    <error message=\"{}\"/>\n  </testcase>\n",
                escaped(&open.join(" "))
            ));
        }
        out.push_str("</testsuite>\n");
        out
    }
}

impl MappedId {
    /// In one line: `SenderTokenId: for the token …1234 there is …5678`.
    pub fn in_words(&self) -> String {
        let Self { parameter, kind, id, new, brought_by } = self;
        let new = match (brought_by, new) {
            (Some(place), _) => format!("what the answer at {place} brings"),
            (None, new) => new.clone().unwrap_or_default(),
        };
        format!("{parameter}: for the {kind} {id} there is {new}")
    }
}

impl Case {
    /// What is to be said of it, in lines: of what differs, what nothing explains; of a dry run, which ids would be sent.
    /// Nothing of one that came to the same.
    pub fn details(&self) -> Vec<String> {
        let mut lines = self.why.iter().cloned().collect::<Vec<_>>();
        lines.extend(
            self.unmapped.iter().map(|id| format!("{}: nothing stands for the {} {}", id.parameter, id.kind, id.id)),
        );
        lines.extend(self.mapped.iter().map(MappedId::in_words));
        let (explained, unexplained) =
            self.differences.iter().partition::<Vec<_>, _>(|difference| difference.explained.is_some());
        lines.extend(unexplained.iter().map(|difference| difference.in_words()));
        if !explained.is_empty() {
            lines.push(format!("Differences that are explained: {}", explained.len()));
        }
        lines.extend(self.documented.iter().map(|difference| format!("Documented of {}: {difference}", self.action)));
        lines
    }
}

fn outcome(case: &Case) -> Option<(&'static str, String)> {
    let why = || case.why.clone().unwrap_or_default();
    match case.verdict {
        Verdict::Same | Verdict::Explained => None,
        Verdict::Unexplained => {
            Some(("failure", case.first_unexplained().map(|difference| difference.in_words()).unwrap_or_default()))
        }
        Verdict::Unmapped => Some(("failure", "nothing stands for an id".to_owned())),
        Verdict::Unsigned => Some(("failure", why())),
        Verdict::NotCompared | Verdict::StatusOnly | Verdict::NotSent | Verdict::LeftOut => Some(("skipped", why())),
        Verdict::Planned => Some(("skipped", "nothing was sent".to_owned())),
    }
}

fn blocks(report: &Report) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(1, format!("Replay of {}", report.name)),
        Block::Paragraph(format!("Against {}, run {}.", report.against, report.run)),
        Block::Table(
            vec!["came to", "calls"],
            report.counts.iter().map(|(verdict, count)| vec![verdict.as_str().to_owned(), count.to_string()]).collect(),
        ),
    ];
    if report.dry_run {
        blocks.push(Block::Paragraph("Nothing was sent: it was a dry run.".to_owned()));
    }
    blocks.extend(report.notes().into_iter().map(Block::Paragraph));
    for (verdict, title) in [
        (Verdict::Unexplained, "What nothing explains"),
        (Verdict::Unmapped, "Ids for which nothing stands"),
        (Verdict::Unsigned, "Nothing to sign them with"),
        (Verdict::NotSent, "Not sent"),
        (Verdict::NotCompared, "Not compared"),
        (Verdict::StatusOnly, "Only the status was compared"),
        (Verdict::LeftOut, "Left out on purpose"),
        (Verdict::Planned, "What would be sent"),
    ] {
        let of_it = report.cases.iter().filter(|case| case.verdict == verdict);
        let rows = of_it
            .map(|case| vec![case.place.to_string(), case.action.clone(), case.details().join("; ")])
            .collect::<Vec<_>>();
        if !rows.is_empty() {
            blocks.push(Block::Heading(2, title.to_owned()));
            blocks.push(Block::Table(vec!["where", "action", "what"], rows));
        }
    }
    let rows = report.explanations().into_iter().map(|Explanation { why, count, fields }| {
        vec![count.to_string(), why.to_owned(), fields.into_iter().collect::<Vec<_>>().join(", ")]
    });
    let rows = rows.collect::<Vec<_>>();
    if !rows.is_empty() {
        blocks.push(Block::Heading(2, "What is explained".to_owned()));
        blocks.push(Block::Table(vec!["differences", "why", "where"], rows));
    }
    blocks
}

/// Characters that XML can't carry, or that mislead, stand as they are written in Rust.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("&#10;");
        }
        escape_into(&visible(line), &mut out);
    }
    out
}
