//! What stands in `xs:annotation`: words for people, and one element of ours for the machine.
//!
//! Ours are of the namespace `urn:amazon-fps:contract:1`, stand in `xs:appinfo`, and have attributes
//! only:
//!
//! - `<service>`, on the schema: `name`, `title`, `versions` (dates, the oldest first), `namespace`
//!   (a pattern with `{version}`), `amount-decimals` (left out where an amount has as many as its
//!   currency), `date-style` (`utc` or `pacific`).
//! - `<operation>`, on the element of a request: `since`, `effect` (`reads`, `changes` or
//!   `moves-money`), `idempotent-by` (the field that makes a repeat safe), `signed="optional"`,
//!   `quick-starts`. In it may stand `<quota>`, one an environment: `environment`, `most` (calls at
//!   once), `restored` (calls that come back) and `every-seconds` (after how long they do).
//! - `<field>`, on a field. In requests `use` (`required`, `conditional` or `optional`, as the
//!   service enforces it), `when` (the condition, for people), `required-unless`, `required-with`
//!   (another field), `required-if` (`Path.To.Field=Value`), `default`, `minimum`, `maximum`,
//!   `step` (what a number is a multiple of), `characters` (those that a text is made of, as in
//!   `A-Z 0-9 _`); in answers too `max-length` with `count` (`characters` or `bytes`), `since`, and `holds` (the
//!   Rust type of an identifier).
//! - `<type>`, on a type: `native`, the Rust type that is written by hand instead.
//!
//! Types that `holds` and `native` name have to be in scope where the generated code is included;
//! whether they are, only the compiler can say.

use super::super::document::Element;
use super::super::model::{Bound, Characters, Longest, Presence, Quota, Rules};
use super::super::{Problem, names, words};
use super::XS;

const OURS: &str = "urn:amazon-fps:contract:1";

pub struct Note {
    pub documentation: String,
    pub own: Option<Element>,
}

impl Note {
    /// The note of `element`, where the element of ours called `own` may stand.
    pub fn of(element: &Element, own: Option<&str>) -> Result<Self, Problem> {
        let mut note = Self { documentation: String::new(), own: None };
        let Some(annotation) = element.child_if_any(XS, "annotation")? else { return Ok(note) };
        annotation.only_attributes(&[])?;
        annotation.only_children(&[(XS, "documentation"), (XS, "appinfo")])?;
        if let Some(documentation) = annotation.child_if_any(XS, "documentation")? {
            documentation.only_attributes(&[])?;
            note.documentation = documentation.words();
        }
        if let Some(info) = annotation.child_if_any(XS, "appinfo")? {
            info.only_attributes(&[])?;
            info.only_children(own.map(|own| (OURS, own)).as_slice())?;
            note.own = info.children.first().cloned();
            if let Some(second) = info.children.get(1) {
                return Err(second.unknown(info));
            }
        }
        if let Some(own) = &note.own {
            own.only_children(if own.name == "operation" { &[(OURS, "quota")] } else { &[] })?;
        }
        Ok(note)
    }
}

/// The quotas in an `<operation>`.
pub fn quotas(own: &Element) -> Result<Vec<Quota>, Problem> {
    let mut quotas: Vec<Quota> = Vec::new();
    for quota in &own.children {
        quota.only_children(&[])?;
        quota.only_attributes(&["environment", "most", "restored", "every-seconds"])?;
        let environment = quota.required("environment")?;
        if quotas.iter().any(|other| other.environment == environment) {
            return Err(quota
                .place
                .problem(format!("there is another quota of the environment {environment}"), "leave one of them"));
        }
        quotas.push(Quota {
            environment: environment.to_owned(),
            most: some(quota, "most")?,
            restored: some(quota, "restored")?,
            every_seconds: some(quota, "every-seconds")?,
        });
    }
    Ok(quotas)
}

/// A whole number from 1.
fn some(own: &Element, name: &str) -> Result<u32, Problem> {
    match own.number(name)? {
        Some(number @ 1..) => Ok(number),
        _ => Err(own
            .place
            .problem(format!("<{}> has no {name} of 1 or more", own.name), format!("give it {name}=\"…\""))),
    }
}

/// The hand-written type that `<c:type>` names.
pub fn native(own: Option<Element>) -> Result<Option<String>, Problem> {
    let Some(own) = own else { return Ok(None) };
    own.only_attributes(&["native"])?;
    own.required("native")?;
    rust_type(&own, "native")
}

/// The newtype that a `<c:field>` says a text has.
pub fn id(own: &Element) -> Result<Option<String>, Problem> {
    rust_type(own, "holds")
}

/// A name that is written as types are written. Whether there is such a type, the compiler knows.
fn rust_type(own: &Element, attribute: &str) -> Result<Option<String>, Problem> {
    match own.attribute(attribute) {
        Some(name) if !names::is_type(name) => Err(own
            .place
            .problem(format!("{attribute}=\"{name}\" names no type of Rust"), "name one as Rust does, without a path")),
        name => Ok(name.map(str::to_owned)),
    }
}

/// What `<c:field>` says.
pub fn rules(own: &Element) -> Result<Rules, Problem> {
    own.only_attributes(&[
        "use",
        "when",
        "required-unless",
        "required-with",
        "required-if",
        "max-length",
        "count",
        "characters",
        "default",
        "minimum",
        "maximum",
        "step",
        "since",
        "holds",
    ])?;
    let text = |name: &str| own.attribute(name).map(str::to_owned);
    Ok(Rules {
        presence: match own.attribute("use") {
            None => None,
            Some("required") => Some(Presence::Required),
            Some("conditional") => Some(Presence::Conditional),
            Some("optional") => Some(Presence::Optional),
            Some(other) => {
                return Err(own
                    .place
                    .problem(format!("'{other}' is no use"), "write required, conditional or optional"));
            }
        },
        when: text("when"),
        unless: text("required-unless"),
        with: text("required-with"),
        if_equal: if_equal(own)?,
        longest: longest(own)?,
        characters: characters(own)?,
        default: text("default"),
        minimum: bound(own, "minimum")?,
        maximum: bound(own, "maximum")?,
        step: own.attribute("step").map(|_| some(own, "step")).transpose()?,
        since: text("since"),
    })
}

fn if_equal(own: &Element) -> Result<Option<(String, String)>, Problem> {
    let Some(rule) = own.attribute("required-if") else { return Ok(None) };
    match rule.split_once('=') {
        Some((path, value)) => Ok(Some((path.to_owned(), value.to_owned()))),
        None => Err(own.place.problem(format!("'{rule}' is no condition"), "write it as Path.To.Field=Value")),
    }
}

fn longest(own: &Element) -> Result<Option<Longest>, Problem> {
    match (own.number("max-length")?, own.attribute("count")) {
        (None, None) => Ok(None),
        (Some(most), Some("characters")) => Ok(Some(Longest::Characters(most))),
        (Some(most), Some("bytes")) => Ok(Some(Longest::Bytes(most))),
        _ => Err(own.place.problem("max-length and count belong together", "give both, and count characters or bytes")),
    }
}

fn characters(own: &Element) -> Result<Option<Characters>, Problem> {
    let Some(text) = own.attribute("characters") else { return Ok(None) };
    let range = |part: &str| match part.chars().collect::<Vec<_>>().as_slice() {
        [one] => Some((*one, *one)),
        [first, '-', last] if first < last => Some((*first, *last)),
        _ => None,
    };
    match text.split_whitespace().map(range).collect::<Option<Vec<_>>>() {
        Some(ranges) if !ranges.is_empty() => Ok(Some(Characters { text: words(text), ranges })),
        _ => Err(own.place.problem(
            format!("characters=\"{text}\" names no set of characters"),
            "write characters and ranges of them with blanks between, as in A-Z 0-9 _",
        )),
    }
}

fn bound(own: &Element, name: &str) -> Result<Option<Bound>, Problem> {
    let Some(text) = own.attribute(name) else { return Ok(None) };
    match Bound::read(text) {
        Some(bound) => Ok(Some(bound)),
        None => Err(own
            .place
            .problem(format!("{name}=\"{text}\" is no number that fits"), "write digits, with a point if need be")),
    }
}
