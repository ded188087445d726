//! The flows as a diagram: from the buyer over the co-branded pages and the shop's files to the actions of FPS, and
//! from those to the handlers of notifications. Everything has its place by whole numbers, so that it is the same
//! wherever it is drawn.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::risk::{Risk, fate};
use super::steps::counted;
use super::summary::is_of_action;
use super::visible;
use crate::contract::Effect;
use crate::fps::SERVICE;
use crate::migrate::scan::{Finding, Kind, Scan};

/// The most files of a column; those of the highest risk are drawn.
const FILES: usize = 16;

const WIDTH: i32 = 196;
const HEIGHT: i32 = 36;
const GAP: i32 = 12;
/// Between two columns.
const BETWEEN: i32 = 84;
const MARGIN: i32 = 12;
/// Above the columns: their titles.
const HEAD: i32 = 34;

/// The most characters of a label.
const LABEL: usize = 24;

/// The diagram, laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) columns: Vec<Column>,
    pub(super) edges: Vec<Edge>,
    pub(super) nodes: Vec<Node>,
}

/// What stands above a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) title: &'static str,
    pub(super) x: i32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) x: i32,
    pub(super) y: i32,
    /// What it is called, shortened.
    pub(super) label: String,
    /// What it is, in full.
    pub(super) title: String,
    /// The place in the report that tells more; none where there is none.
    pub(super) href: Option<String>,
    /// In one word, what it looks like: a risk, or `plain`.
    pub(super) class: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    /// The path, as SVG has it.
    pub(super) path: String,
    pub(super) title: String,
    /// In pixels.
    pub(super) thickness: u32,
}

/// What a node is, before it has its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Part<'s> {
    Buyer,
    Page(&'s str),
    File(&'s str),
    MoreFiles,
    Action(Option<&'s str>),
    Notifications,
    Handler(&'s str),
    MoreHandlers,
}

const CO_BRANDED: &str = "Co-branded page";
const SIMPLE_PAY: &str = "Simple Pay";

impl Flow {
    /// Lays out what was found; none where there is nothing to draw. `anchor` names the places of the report that tell
    /// of a file or of an action.
    pub(super) fn of(scan: &Scan, anchor: &dyn Fn(Anchored<'_>) -> Option<String>) -> Option<Self> {
        let graph = Graph::of(scan);
        if graph.edges.is_empty() {
            return None;
        }
        let columns = graph.columns();
        let tallest = columns.iter().map(|(_, parts)| parts.len() as i32).max().unwrap_or_default();
        let body = tallest * (HEIGHT + GAP) - GAP;
        let mut placed = HashMap::new();
        let mut flow = Self {
            width: columns.len() as i32 * (WIDTH + BETWEEN) - BETWEEN + 2 * MARGIN,
            height: body + HEAD + 2 * MARGIN,
            columns: Vec::new(),
            edges: Vec::new(),
            nodes: Vec::new(),
        };
        for (number, (title, parts)) in columns.into_iter().enumerate() {
            let x = MARGIN + number as i32 * (WIDTH + BETWEEN);
            flow.columns.push(Column { title, x: x + WIDTH / 2 });
            let used = parts.len() as i32 * (HEIGHT + GAP) - GAP;
            let mut y = MARGIN + HEAD + (body - used) / 2;
            for part in parts {
                placed.insert(part, (x, y));
                flow.nodes.push(graph.node(part, x, y, anchor));
                y += HEIGHT + GAP;
            }
        }
        for ((from, to), places) in &graph.edges {
            if let (Some(from), Some(to)) = (placed.get(from), placed.get(to)) {
                flow.edges.push(edge(*from, *to, *places));
            }
        }
        Some(flow)
    }
}

/// What a place in the report may tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchored<'s> {
    File(&'s str),
    Action(Option<&'s str>),
}

/// What leads to what, and over how many places.
struct Graph<'s> {
    edges: BTreeMap<(Part<'s>, Part<'s>), usize>,
    /// The risk of each file: of all that is in it.
    risks: BTreeMap<&'s str, Risk>,
    /// By action: its risk.
    fates: BTreeMap<Option<&'s str>, Risk>,
    files: Vec<&'s str>,
    handlers: Vec<&'s str>,
    more_files: usize,
    more_handlers: usize,
}

impl<'s> Graph<'s> {
    fn of(scan: &'s Scan) -> Self {
        let mut graph = Self {
            edges: BTreeMap::new(),
            risks: BTreeMap::new(),
            fates: BTreeMap::new(),
            files: Vec::new(),
            handlers: Vec::new(),
            more_files: 0,
            more_handlers: 0,
        };
        for finding in &scan.findings {
            let risk = graph.risks.entry(finding.path.as_str()).or_insert(Risk::None);
            *risk = (*risk).max(Risk::of(finding));
        }
        let takes_part = |finding: &&Finding| page(finding).is_some() || is_of_action(finding);
        (graph.files, graph.more_files) = graph.riskiest(scan.findings.iter().filter(takes_part));
        let handles = |finding: &&Finding| finding.kind == Kind::NotificationHandler;
        (graph.handlers, graph.more_handlers) = graph.riskiest(scan.findings.iter().filter(handles));
        for finding in &scan.findings {
            let file = match graph.files.contains(&finding.path.as_str()) {
                true => Part::File(&finding.path),
                false => Part::MoreFiles,
            };
            if let Some(page) = page(finding) {
                graph.lead(Part::Buyer, Part::Page(page));
                graph.lead(Part::Page(page), file);
            }
            if is_of_action(finding) {
                let action = finding.action.as_deref();
                graph.lead(file, Part::Action(action));
                let risk = graph.fates.entry(action).or_insert(Risk::None);
                // What is called at run time may be anything.
                *risk = (*risk).max(if fate(finding).is_none() { Risk::Medium } else { Risk::of(finding) });
            }
        }
        graph.notify();
        graph
    }

    /// Leads from what moves money over the notifications to whoever receives them.
    fn notify(&mut self) {
        if self.handlers.is_empty() {
            return;
        }
        let notified = self.fates.keys().copied().filter(|action| {
            let operation = action.and_then(|action| SERVICE.operation(action));
            operation.is_none_or(|operation| operation.effect == Effect::MovesMoney)
        });
        for action in notified.collect::<Vec<_>>() {
            self.lead(Part::Action(action), Part::Notifications);
        }
        for handler in self.handlers.clone() {
            self.lead(Part::Notifications, Part::Handler(handler));
        }
        if self.more_handlers > 0 {
            self.lead(Part::Notifications, Part::MoreHandlers);
        }
    }

    fn lead(&mut self, from: Part<'s>, to: Part<'s>) {
        *self.edges.entry((from, to)).or_default() += 1;
    }

    /// The files of the findings, those of the highest risk first, and how many there are besides.
    fn riskiest(&self, findings: impl Iterator<Item = &'s Finding>) -> (Vec<&'s str>, usize) {
        let paths = findings.map(|finding| finding.path.as_str()).collect::<BTreeSet<_>>();
        let mut paths = paths.into_iter().collect::<Vec<_>>();
        paths.sort_by_key(|path| std::cmp::Reverse(self.risks.get(path).copied()));
        let more = paths.len().saturating_sub(FILES);
        paths.truncate(FILES);
        (paths, more)
    }

    /// What is drawn, from the left to the right and from above.
    fn columns(&self) -> Vec<(&'static str, Vec<Part<'s>>)> {
        let parts = self.edges.keys().flat_map(|(from, to)| [*from, *to]).collect::<BTreeSet<_>>();
        let of = |wanted: fn(&Part<'s>) -> bool| parts.iter().copied().filter(wanted).collect::<Vec<_>>();
        let mut files =
            self.files.iter().map(|path| Part::File(path)).filter(|it| parts.contains(it)).collect::<Vec<_>>();
        files.extend(of(|part| *part == Part::MoreFiles));
        let mut handlers = self.handlers.iter().map(|path| Part::Handler(path)).collect::<Vec<_>>();
        handlers.extend(of(|part| *part == Part::MoreHandlers));
        let actions = self.near(of(|part| matches!(part, Part::Action(_))), &files);
        let columns = [
            ("Buyer", of(|part| *part == Part::Buyer)),
            ("Pages", of(|part| matches!(part, Part::Page(_)))),
            ("Code", files),
            ("Actions of FPS", actions),
            ("Notifications", of(|part| *part == Part::Notifications)),
            ("Handlers", handlers),
        ];
        columns.into_iter().filter(|(_, parts)| !parts.is_empty()).collect()
    }

    /// `parts` in the order in which what leads to them stands, so that fewer lines cross.
    fn near(&self, mut parts: Vec<Part<'s>>, before: &[Part<'s>]) -> Vec<Part<'s>> {
        parts.sort_by_cached_key(|part| {
            let from = before.iter().enumerate().filter(|(_, from)| self.edges.contains_key(&(**from, *part)));
            let (sum, count) = from.fold((0, 0), |(sum, count), (place, _)| (sum + place, count + 1));
            // In hundredths of a place.
            (100 * sum).checked_div(count).unwrap_or_default()
        });
        parts
    }

    fn node(&self, part: Part<'s>, x: i32, y: i32, anchor: &dyn Fn(Anchored<'_>) -> Option<String>) -> Node {
        let places = self.edges.iter().filter(|((_, to), _)| *to == part).map(|(_, places)| places).sum::<usize>();
        let file = |path: &'s str| {
            let risk = self.risks.get(path).copied().unwrap_or(Risk::None);
            let title = format!("{}: risk {risk}", visible(path));
            (short_path(path), title, anchor(Anchored::File(path)), risk.as_str())
        };
        let (label, title, href, class) = match part {
            Part::Buyer => ("Buyer".to_owned(), "Whoever pays".to_owned(), None, "plain"),
            Part::Page(page) => {
                let title = format!("{}: {}", visible(page), counted(places, "place"));
                (shortened(&visible(page)), title, None, "plain")
            }
            Part::File(path) | Part::Handler(path) => file(path),
            Part::MoreFiles => more(self.more_files, "more file"),
            Part::MoreHandlers => more(self.more_handlers, "more handler"),
            Part::Action(action) => {
                let name = action.map_or("(chosen at run time)".into(), visible);
                let risk = self.fates.get(&action).copied().unwrap_or(Risk::None);
                let title = format!("{name}: {}, risk {risk}", counted(places, "place"));
                (shortened(&name), title, anchor(Anchored::Action(action)), risk.as_str())
            }
            Part::Notifications => {
                let title = "Instant payment notifications of what moves money".to_owned();
                ("Notifications".to_owned(), title, None, "plain")
            }
        };
        Node { x, y, label, title, href, class }
    }
}

/// The page of Amazon's that a place has to do with.
fn page(finding: &Finding) -> Option<&str> {
    match finding.kind {
        Kind::Pipeline => Some(finding.pipeline.as_deref().unwrap_or(CO_BRANDED)),
        Kind::ReturnHandler => Some(CO_BRANDED),
        Kind::Button => Some(SIMPLE_PAY),
        _ => None,
    }
}

fn more(number: usize, thing: &str) -> (String, String, Option<String>, &'static str) {
    let label = counted(number, thing);
    (label.clone(), format!("{label}, of no higher risk than these"), None, "plain")
}

fn edge((x, y): (i32, i32), (to_x, to_y): (i32, i32), places: usize) -> Edge {
    let (x, y, to_y) = (x + WIDTH, y + HEIGHT / 2, to_y + HEIGHT / 2);
    let middle = (x + to_x) / 2;
    Edge {
        path: format!("M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}"),
        title: counted(places, "place"),
        // One pixel more for each time that it doubles.
        thickness: places.max(1).ilog2().min(5) + 1,
    }
}

/// The end of a path tells most, in whole parts if one fits.
fn short_path(path: &str) -> String {
    let path = visible(path);
    let count = path.chars().count();
    if count <= LABEL {
        return path.into_owned();
    }
    let end = path.chars().skip(count + 1 - LABEL).collect::<String>();
    match end.find('/') {
        Some(part) => format!("…{}", &end[part..]),
        None => format!("…{end}"),
    }
}

fn shortened(text: &str) -> String {
    match text.chars().count() > LABEL {
        true => format!("{}…", text.chars().take(LABEL - 1).collect::<String>()),
        false => text.to_owned(),
    }
}
