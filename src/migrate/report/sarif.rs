//! A scan as SARIF 2.1.0, for build servers and editors.

use std::collections::{BTreeMap, HashMap};

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::risk::{Risk, fate};
use super::steps::counted;
use super::visible;
use crate::fate;
use crate::migrate::scan::{Finding, Kind, Scan};

/// The schema, which is where it says.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands for the folder in which the scan ran.
const BASE: &str = "SRCROOT";

/// How many files that weren't read are named, each by a notification.
const NOTIFIED: usize = 1_000;

/// What of a path needs no escape in an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A scan as SARIF 2.1.0.
///
/// Its rules are what was found: one for each action, and one for each other kind of place. A result is an error where the
/// risk is [high](Risk::High), a warning where it is medium, and a note otherwise. Fingerprints don't change when
/// lines before the place do. Paths are relative to the folder in which the scan ran, unless they were asked for
/// otherwise; files in an archive are artifacts within it. Of files that weren't read the first 1,000 are named.
pub fn sarif(scan: &Scan) -> String {
    let rules = Rules::of(scan);
    let mut artifacts = Artifacts::new(scan);
    let mut fingerprints = HashMap::new();
    let results = scan.findings.iter().map(|finding| {
        let location = artifacts.location(&finding.path);
        result(finding, &rules, location, fingerprint(finding, &mut fingerprints))
    });
    let results = results.collect::<Vec<_>>();
    let notifications = scan.skipped.iter().take(NOTIFIED).map(|skipped| {
        let location = artifacts.location(&skipped.path);
        json!({
            "level": "warning",
            "message": { "text": format!("Not read: {}.", visible(&skipped.why)) },
            "locations": [{ "physicalLocation": { "artifactLocation": location } }],
        })
    });
    let mut notifications = notifications.collect::<Vec<_>>();
    let more = scan.skipped.len().saturating_sub(NOTIFIED);
    if more > 0 {
        let text = format!("{} were not read, which the report in JSON names.", counted(more, "more file"));
        notifications.push(json!({ "level": "warning", "message": { "text": text } }));
    }
    let copies = scan.vendored.iter().map(
        |copy| json!({ "path": copy.path, "library": copy.library, "version": copy.version, "files": copy.files }),
    );
    let copies = copies.collect::<Vec<_>>();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fps migrate scan",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.descriptors,
            } },
            "invocations": [{ "executionSuccessful": true, "toolExecutionNotifications": notifications }],
            "originalUriBaseIds": { BASE: { "description": { "text": "The folder in which the scan ran." } } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts.all,
            "results": results,
            "properties": {
                "roots": scan.roots,
                "revision": scan.revision,
                "filesRead": scan.files_read,
                "bytesRead": scan.bytes_read,
                "notText": scan.not_text,
                "vendored": copies,
            },
        }],
    });
    format!("{log:#}\n")
}

fn result(finding: &Finding, rules: &Rules, location: Value, fingerprint: String) -> Value {
    let rule = rule_id(finding);
    let mut text = sentence(&finding.what);
    for more in [finding.difference.as_deref().unwrap_or_default(), &finding.advice] {
        if !more.is_empty() {
            text.push(' ');
            text.push_str(&sentence(more));
        }
    }
    json!({
        "ruleId": rule,
        "ruleIndex": rules.index[&rule],
        "level": level(Risk::of(finding)),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": location,
            "region": {
                "startLine": finding.line.max(1),
                "startColumn": finding.column.max(1),
                "endLine": finding.end_line.max(finding.line).max(1),
                "snippet": { "text": finding.excerpt },
            },
        } }],
        "partialFingerprints": { "place/v1": fingerprint },
        "properties": {
            "kind": finding.kind,
            "language": finding.language,
            "library": finding.library,
            "action": finding.action,
            "pipeline": finding.pipeline,
            "parameters": finding.parameters,
            "fate": finding.fate,
            "effort": finding.effort,
            "risk": Risk::of(finding).as_str(),
            "rule": finding.rule,
        },
    })
}

/// What the results refer to.
struct Rules {
    descriptors: Vec<Value>,
    index: BTreeMap<String, usize>,
}

impl Rules {
    fn of(scan: &Scan) -> Self {
        let mut found = BTreeMap::<String, Vec<&Finding>>::new();
        for finding in &scan.findings {
            found.entry(rule_id(finding)).or_default().push(finding);
        }
        let index = found.keys().enumerate().map(|(index, id)| (id.clone(), index)).collect();
        Self { descriptors: found.iter().map(|(id, findings)| descriptor(id, findings)).collect(), index }
    }
}

fn descriptor(id: &str, findings: &[&Finding]) -> Value {
    // A rule is only there where something was found by it.
    let first = findings[0];
    let worst = findings.iter().map(|finding| Risk::of(finding)).max().unwrap_or(Risk::None);
    let action = of_action(first);
    let (name, short) = match action {
        Some(action) => (format!("Action{action}"), format!("The action {} of FPS.", visible(action))),
        None => (pascal(first.kind.name()), meaning(first.kind).to_owned()),
    };
    let mut full = short.clone();
    if let Some(fate) = fate(first) {
        full.push_str(&format!(" On Amazon Pay it is {fate}."));
    }
    if let Some(difference) = &first.difference {
        full.push(' ');
        full.push_str(&sentence(difference));
    }
    let mut help = full.clone();
    if let Some(fate) = action.and_then(fate::of) {
        if !fate.calls.is_empty() {
            help.push_str(&format!(" The gateway calls {}.", fate.calls.join(", ")));
        }
        if !fate.kept.is_empty() {
            help.push_str(&format!(" It keeps in its own books: {}.", fate.kept.trim_end_matches('.')));
        }
        if let Some(refusal) = fate.refusal {
            help.push_str(&format!(" A call is refused with {}: {}", refusal.code, refusal.message));
        }
    }
    if !first.advice.is_empty() {
        help.push(' ');
        help.push_str(&sentence(&first.advice));
    }
    json!({
        "id": id,
        "name": name.chars().filter(char::is_ascii_alphanumeric).collect::<String>(),
        "shortDescription": { "text": short },
        "fullDescription": { "text": full },
        "help": { "text": help },
        "defaultConfiguration": { "level": level(worst) },
        "properties": { "tags": ["fps", "migration", first.kind.name()] },
    })
}

/// The action whose rule a place falls under.
fn of_action(finding: &Finding) -> Option<&str> {
    matches!(finding.kind, Kind::Action | Kind::Request).then_some(finding.action.as_deref()).flatten()
}

fn rule_id(finding: &Finding) -> String {
    match of_action(finding) {
        Some(action) => format!("fps.action.{}", visible(action)),
        None => format!("fps.{}", finding.kind.name()),
    }
}

fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Library => "A library for FPS is used.",
        Kind::Client => "A client of FPS is built.",
        Kind::Request => "A request of FPS is built.",
        Kind::Action => "An action of FPS is called that is chosen at run time.",
        Kind::Pipeline => "Buyers are sent to a co-branded page.",
        Kind::NotificationHandler => "Notifications of FPS are received.",
        Kind::ReturnHandler => "Buyers come back from a co-branded page.",
        Kind::Signature => "Signatures of FPS are made or checked.",
        Kind::Endpoint => "An address of FPS is written here.",
        Kind::Credential => "An access key or a secret key stands in the open.",
        Kind::Button => "A button or a form of Simple Pay.",
        Kind::WireFormat => "The contract of FPS or the form of its messages is used.",
        Kind::ErrorHandler => "Errors of FPS are handled.",
        Kind::SandboxValue => "A value that had a meaning in Amazon's sandbox.",
        Kind::StoredToken => "A token of FPS is kept here.",
    }
}

fn level(risk: Risk) -> &'static str {
    match risk {
        Risk::High => "error",
        Risk::Medium => "warning",
        Risk::Low | Risk::None => "note",
    }
}

/// The files, each once, in the order in which they come up.
struct Artifacts<'s> {
    scan: &'s Scan,
    all: Vec<Value>,
    index: HashMap<String, usize>,
}

impl<'s> Artifacts<'s> {
    fn new(scan: &'s Scan) -> Self {
        Self { scan, all: Vec::new(), index: HashMap::new() }
    }

    /// Where a file is, by its path in the scan.
    fn location(&mut self, path: &str) -> Value {
        let (mut location, parent) = match self.archive(path) {
            Some((archive, inner)) => {
                let parent = self.index(archive, &address(archive), None);
                (json!({ "uri": encoded(inner) }), Some(parent))
            }
            None => (address(path), None),
        };
        location["index"] = self.index(path, &location, parent).into();
        location
    }

    fn index(&mut self, path: &str, location: &Value, parent: Option<usize>) -> usize {
        if let Some(index) = self.index.get(path) {
            return *index;
        }
        let index = self.all.len();
        let mut artifact = json!({ "location": location, "roles": ["analysisTarget"] });
        if let Some(parent) = parent {
            artifact["parentIndex"] = parent.into();
        }
        self.all.push(artifact);
        self.index.insert(path.to_owned(), index);
        index
    }

    /// The archive that a file is in, and where in it: `!/` stands between the two if the archive was asked for.
    fn archive<'p>(&self, path: &'p str) -> Option<(&'p str, &'p str)> {
        let parts = path.match_indices("!/").map(|(end, between)| (&path[..end], &path[end + between.len()..]));
        parts.into_iter().find(|(archive, _)| self.scan.roots.iter().any(|root| root == archive))
    }
}

/// Where a path leads from the folder in which the scan ran.
fn address(path: &str) -> Value {
    match path.starts_with('/') {
        true => json!({ "uri": format!("file://{}", encoded(path)) }),
        false => json!({ "uri": encoded(path), "uriBaseId": BASE }),
    }
}

fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PLAIN).to_string()
}

/// What tells a place from all others, wherever its line is: the file, what was found and how the line reads, and how
/// many such there are before it.
fn fingerprint<'s>(finding: &'s Finding, before: &mut HashMap<(&'s str, &'s str, String), u32>) -> String {
    let words = finding.excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = before.entry((&finding.path, &finding.rule, words.clone())).or_default();
    let mut hash = Sha256::new();
    for part in [&finding.path, &rule_id(finding), &finding.rule, &words, &count.to_string()] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    *count += 1;
    URL_SAFE_NO_PAD.encode(&hash.finalize()[..16])
}

/// What ends as a sentence does.
fn sentence(text: &str) -> String {
    let text = visible(text.trim());
    match text.ends_with(['.', '!', '?', ':']) {
        true => text.into_owned(),
        false => format!("{text}."),
    }
}

fn pascal(name: &str) -> String {
    name.split('_')
        .flat_map(|word| word[..1].to_uppercase().chars().chain(word[1..].chars()).collect::<Vec<_>>())
        .collect()
}
