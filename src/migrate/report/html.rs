//! A scan as one page of HTML.

use std::collections::HashMap;

use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::flow::{Anchored, Flow};
use super::risk::{Risk, fate};
use super::steps::{counted, not_text};
use super::summary::{Summary, Used};
use super::{steps::Step, visible};
use crate::migrate::scan::{Finding, Scan};

/// How many places the page shows at most, those of the highest risk first. How many there are it says in any case.
pub const SHOWN: usize = 10_000;

/// How many of the files that weren't read the page names.
const NOT_READ: usize = 1_000;

/// How many places a step names.
const NAMED: usize = 8;

const STYLE: &str = include_str!("templates/style.css");

/// A scan as one page of HTML that refers to nothing outside of it, runs no script, and says so to the browser.
pub fn html(scan: &Scan) -> String {
    let summary = Summary::of(scan);
    Page::of(&summary).render().expect("a template that writes to a text doesn't fail")
}

#[derive(Template)]
#[template(path = "report/templates/report.html", config = "src/migrate/askama.toml")]
struct Page {
    style: &'static str,
    /// What a browser may do with this page.
    policy: String,
    roots: Vec<String>,
    revision: Option<String>,
    read: String,
    found: String,
    risks: Vec<RiskTile>,
    flow: Option<Flow>,
    steps: Vec<StepView>,
    actions: Vec<ActionView>,
    groups: Vec<GroupView>,
    /// How many places are not shown.
    left_out: usize,
    vendored: Vec<[String; 4]>,
    skipped: Vec<[String; 2]>,
    /// Of what wasn't read, how much is not shown.
    more_skipped: usize,
    /// What is no text, in words; empty if there is nothing.
    not_text: String,
}

struct RiskTile {
    risk: &'static str,
    places: usize,
    meaning: &'static str,
}

struct StepView {
    title: String,
    /// In pieces, each with whether it is a command.
    why: Vec<(bool, &'static str)>,
    places: Vec<Link>,
    more: usize,
}

struct Link {
    text: String,
    href: Option<String>,
}

struct ActionView {
    id: String,
    name: String,
    fate: &'static str,
    difference: String,
    places: usize,
    files: usize,
}

struct GroupView {
    risk: &'static str,
    title: String,
    meaning: &'static str,
    files: Vec<FileView>,
}

struct FileView {
    /// Only at the first group that has the file.
    id: Option<String>,
    path: String,
    count: String,
    open: bool,
    places: Vec<PlaceView>,
}

struct PlaceView {
    id: String,
    line: usize,
    column: usize,
    what: String,
    action: String,
    parameters: String,
    fate: &'static str,
    effort: &'static str,
    difference: String,
    advice: String,
    excerpt: String,
    rule: String,
}

/// Where on the page something stands.
#[derive(Default)]
struct Anchors<'s> {
    files: HashMap<&'s str, usize>,
    /// By where a finding is in memory: there may be several that are equal.
    places: HashMap<*const Finding, usize>,
}

impl Page {
    fn of(summary: &Summary<'_>) -> Self {
        let scan = summary.scan;
        let mut anchors = Anchors::default();
        let groups = groups(summary, &mut anchors);
        let flow = Flow::of(scan, &|what| match what {
            Anchored::File(path) => anchors.files.get(path).map(|number| format!("#file-{number}")),
            Anchored::Action(action) => {
                let number = summary.actions.iter().position(|used| used.action == action)?;
                Some(format!("#action-{number}"))
            }
        });
        Self {
            style: STYLE,
            policy: policy(),
            roots: scan.roots.iter().map(|root| visible(root).into_owned()).collect(),
            revision: scan.revision.as_deref().map(|revision| visible(revision).into_owned()),
            read: format!("{} and {} bytes", counted(count(scan.files_read), "file"), scan.bytes_read),
            found: format!("{} in {}", counted(scan.findings.len(), "place"), counted(summary.files, "file")),
            risks: Risk::ALL.into_iter().map(|risk| tile(summary, risk)).collect(),
            flow,
            steps: summary.steps.iter().map(|step| step_view(step, &anchors)).collect(),
            actions: summary.actions.iter().enumerate().map(|(number, used)| action_view(number, used)).collect(),
            groups,
            left_out: scan.findings.len() - anchors.places.len(),
            vendored: scan
                .vendored
                .iter()
                .map(|copy| {
                    let version = copy.version.as_deref().unwrap_or("not written there");
                    [&copy.path, &copy.library, version, &copy.files.to_string()].map(|text| visible(text).into_owned())
                })
                .collect(),
            skipped: scan
                .skipped
                .iter()
                .take(NOT_READ)
                .map(|skipped| [&skipped.path, &skipped.why].map(|text| visible(text).into_owned()))
                .collect(),
            more_skipped: scan.skipped.len().saturating_sub(NOT_READ),
            not_text: not_text(scan),
        }
    }
}

fn groups<'s>(summary: &Summary<'s>, anchors: &mut Anchors<'s>) -> Vec<GroupView> {
    let mut groups = Vec::new();
    for group in &summary.groups {
        let mut files = Vec::new();
        for file in &group.files {
            let room = SHOWN - anchors.places.len();
            if room == 0 {
                break;
            }
            let number = anchors.files.len() + 1;
            let first = *anchors.files.entry(file.path).or_insert(number) == number;
            let places = file.findings.iter().take(room).map(|finding| {
                let number = anchors.places.len() + 1;
                anchors.places.insert(*finding, number);
                place_view(number, finding)
            });
            files.push(FileView {
                id: first.then(|| format!("file-{number}")),
                path: visible(file.path).into_owned(),
                count: counted(file.findings.len(), "place"),
                open: group.risk >= Risk::Medium,
                places: places.collect(),
            });
        }
        let title = match group.risk {
            Risk::None => "No risk".to_owned(),
            risk => format!("{} risk", capital(risk.as_str())),
        };
        groups.push(GroupView {
            risk: group.risk.as_str(),
            title: format!("{title}: {} in {}", counted(group.places, "place"), counted(group.files.len(), "file")),
            meaning: group.risk.meaning(),
            files,
        });
    }
    groups.retain(|group| !group.files.is_empty());
    groups
}

fn place_view(number: usize, finding: &Finding) -> PlaceView {
    let text = |text: &str| visible(text).into_owned();
    PlaceView {
        id: format!("place-{number}"),
        line: finding.line,
        column: finding.column,
        what: text(&finding.what),
        action: text(finding.action.as_deref().unwrap_or_default()),
        parameters: text(&finding.parameters.join(", ")),
        fate: fate(finding).map_or("", |fate| fate.as_str()),
        effort: finding.effort.name(),
        difference: text(finding.difference.as_deref().unwrap_or_default()),
        advice: text(&finding.advice),
        excerpt: text(&finding.excerpt),
        rule: text(&finding.rule),
    }
}

fn tile(summary: &Summary<'_>, risk: Risk) -> RiskTile {
    RiskTile { risk: risk.as_str(), places: summary.places(risk), meaning: risk.meaning() }
}

fn step_view(step: &Step<'_>, anchors: &Anchors<'_>) -> StepView {
    let places = step.places.iter().take(NAMED).map(|finding| Link {
        text: visible(&format!("{}:{}", finding.path, finding.line)).into_owned(),
        href: anchors.places.get(&std::ptr::from_ref(*finding)).map(|number| format!("#place-{number}")),
    });
    StepView {
        title: step.title.clone(),
        why: step.why.split('`').enumerate().map(|(number, piece)| (number % 2 == 1, piece)).collect(),
        places: places.collect(),
        more: step.places.len().saturating_sub(NAMED),
    }
}

fn action_view(number: usize, used: &Used<'_>) -> ActionView {
    ActionView {
        id: format!("action-{number}"),
        name: visible(used.action.unwrap_or("(chosen at run time)")).into_owned(),
        fate: used.fate.map_or("unknown", |fate| fate.as_str()),
        difference: visible(used.difference).into_owned(),
        places: used.places,
        files: used.files,
    }
}

/// The style of the page is all that a browser may take, by its hash.
fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!("default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn count(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
