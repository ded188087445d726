//! What came of the cases: for people, for machines, and for build servers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::Duration;

use amazon_fps::fps::SERVICE;
use amazon_fps::wire::xml::escape_into;
use serde::{Serialize, Serializer};

use crate::observe::Difference;
use crate::page::{Page, Tone};

#[derive(Serialize)]
pub struct Report {
    summary: Summary,
    /// The error codes that were provoked, and were the same over both transports.
    codes: BTreeSet<String>,
    cases: Vec<CaseReport>,
}

#[derive(Serialize)]
struct Summary {
    cases: usize,
    equal: usize,
    different: usize,
    skipped: usize,
    calls: usize,
    #[serde(serialize_with = "seconds")]
    seconds: Duration,
}

#[derive(Serialize)]
pub struct CaseReport {
    pub action: &'static str,
    pub name: String,
    pub calls: usize,
    #[serde(skip)]
    pub codes: BTreeSet<String>,
    #[serde(rename = "rest_seconds", serialize_with = "seconds")]
    pub rest: Duration,
    #[serde(rename = "soap_seconds", serialize_with = "seconds")]
    pub soap: Duration,
    #[serde(rename = "seconds", serialize_with = "seconds")]
    pub took: Duration,
    #[serde(flatten)]
    pub verdict: Verdict,
}

#[derive(Serialize)]
#[serde(tag = "verdict", rename_all = "lowercase")]
pub enum Verdict {
    Equal,
    Different {
        /// What didn't go as it must, apart from any difference.
        problems: Vec<String>,
        differences: Vec<Difference>,
    },
    #[serde(serialize_with = "skipped")]
    Skipped(String),
}

impl Report {
    pub fn new(cases: Vec<CaseReport>, took: Duration) -> Self {
        let count = |wanted: fn(&Verdict) -> bool| cases.iter().filter(|case| wanted(&case.verdict)).count();
        Self {
            summary: Summary {
                cases: cases.len(),
                equal: count(|verdict| matches!(verdict, Verdict::Equal)),
                different: count(|verdict| matches!(verdict, Verdict::Different { .. })),
                skipped: count(|verdict| matches!(verdict, Verdict::Skipped(_))),
                calls: cases.iter().map(|case| case.calls).sum(),
                seconds: took,
            },
            codes: cases.iter().flat_map(|case| case.codes.iter().cloned()).collect(),
            cases,
        }
    }

    /// Whether everything that could be played was equal, and something was.
    pub fn is_equal(&self) -> bool {
        self.summary.different == 0 && self.summary.equal > 0
    }

    pub fn write(&self, page: &mut Page) {
        let mut actions = BTreeMap::<&str, [usize; 4]>::new();
        for case in &self.cases {
            let counts = actions.entry(case.action).or_default();
            counts[0] += 1;
            match case.verdict {
                Verdict::Equal => counts[1] += 1,
                Verdict::Different { .. } => counts[2] += 1,
                Verdict::Skipped(_) => counts[3] += 1,
            }
        }
        page.table(
            &["action", "cases", "equal", "different", "skipped"],
            actions.into_iter().map(|(action, counts)| {
                std::iter::once(action.to_owned()).chain(counts.map(|count| count.to_string())).collect::<Vec<_>>()
            }),
        );
        for case in &self.cases {
            if let Verdict::Different { problems, differences } = &case.verdict {
                describe(page, case, problems, differences);
            }
        }
        let mut reasons = BTreeMap::<&str, usize>::new();
        for case in &self.cases {
            if let Verdict::Skipped(reason) = &case.verdict {
                *reasons.entry(reason).or_default() += 1;
            }
        }
        for (reason, count) in reasons {
            page.paragraph(0, &format!("{count} cases were skipped: {reason}."));
        }
        let Summary { cases, equal, skipped, calls, seconds, .. } = &self.summary;
        let tone = if self.is_equal() { Tone::Good } else { Tone::Bad };
        let summary = page.toned(tone, &format!("{equal} of {} cases equal", cases - skipped));
        page.line(&format!(
            "\n{summary}: {calls} calls in {:.1} s, {} of {} error codes provoked",
            seconds.as_secs_f64(),
            self.codes.len(),
            SERVICE.errors.len()
        ));
    }

    /// The report in the form that build servers read.
    pub fn junit(&self) -> String {
        let Summary { cases, different, skipped, seconds, .. } = &self.summary;
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"fps parity\" tests=\"{cases}\" \
             failures=\"{different}\" errors=\"0\" skipped=\"{skipped}\" time=\"{:.3}\">\n",
            seconds.as_secs_f64()
        );
        for case in &self.cases {
            // Writing to a string can't fail.
            let _ = write!(out, "<testcase classname=\"{}\" name=\"", case.action);
            escape_into(&case.name, &mut out);
            let _ = write!(out, "\" time=\"{:.3}\">", case.took.as_secs_f64());
            match &case.verdict {
                Verdict::Equal => {}
                Verdict::Skipped(reason) => {
                    out.push_str("<skipped message=\"");
                    escape_into(reason, &mut out);
                    out.push_str("\"/>");
                }
                Verdict::Different { problems, differences } => {
                    out.push_str("<failure message=\"REST and SOAP differ, or what must be didn't come to pass\">");
                    let differences = differences.iter().map(|difference| {
                        format!(
                            "{}: {:?} over REST, {:?} over SOAP",
                            difference.field, difference.rest, difference.soap
                        )
                    });
                    let lines = problems.iter().cloned().chain(differences).collect::<Vec<_>>();
                    escape_into(&lines.join("\n"), &mut out);
                    out.push_str("</failure>");
                }
            }
            out.push_str("</testcase>\n");
        }
        out.push_str("</testsuite>\n");
        out
    }
}

fn describe(page: &mut Page, case: &CaseReport, problems: &[String], differences: &[Difference]) {
    page.heading(&format!("{}: {}", case.action, case.name));
    for problem in problems {
        page.paragraph(2, problem);
    }
    let rows = differences.iter().map(|difference| {
        let shown = |value: &Option<String>| value.as_ref().map_or("(absent)".to_owned(), |value| format!("{value:?}"));
        [difference.field.clone(), shown(&difference.rest), shown(&difference.soap)]
    });
    if !differences.is_empty() {
        page.table(&["call and field", "over REST", "over SOAP"], rows);
    }
}

fn seconds<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((duration.as_secs_f64() * 1000.0).round() / 1000.0)
}

fn skipped<S: Serializer>(reason: &str, serializer: S) -> Result<S::Ok, S::Error> {
    use serde::ser::SerializeMap;

    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry("reason", reason)?;
    map.end()
}
