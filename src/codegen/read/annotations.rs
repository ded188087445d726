//! What stands in `xs:annotation`: words for people, and one element of ours for the machine.
//!
//! Ours are of the namespace `urn:amazon-fps:contract:1`, stand in `xs:appinfo`, and have attributes
//! only:
//!
//! - `<service>`, on the schema: `name`, `title`, `versions` (dates, the oldest first), `namespace`
//!   (a pattern with `{version}`), `amount-decimals`, `date-style` (`utc` or `pacific`).
//! - `<operation>`, on the element of a request: `since`, `effect` (`reads`, `changes` or
//!   `moves-money`), `idempotent-by` (the field that makes a repeat safe), `signed="optional"`,
//!   `quick-starts`.
//! - `<field>`, on a field. In requests `use` (`required`, `conditional` or `optional`, as the
//!   service enforces it), `when` (the condition, for people), `required-unless`, `required-with`
//!   (another field), `required-if` (`Path.To.Field=Value`), `default`, `minimum`, `maximum`; in
//!   answers too `max-length` with `count` (`characters` or `bytes`), `since`, and `holds` (the
//!   Rust type of an identifier).
//! - `<type>`, on a type: `native`, the Rust type that is written by hand instead.
//!
//! Types that `holds` and `native` name have to be in scope where the generated code is included;
//! whether they are, only the compiler can say.

use super::super::document::Element;
use super::super::model::{Bound, Longest, Presence, Rules};
use super::super::{Problem, names};
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
            own.only_children(&[])?;
        }
        Ok(note)
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
        "default",
        "minimum",
        "maximum",
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
        default: text("default"),
        minimum: bound(own, "minimum")?,
        maximum: bound(own, "maximum")?,
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

fn bound(own: &Element, name: &str) -> Result<Option<Bound>, Problem> {
    let Some(text) = own.attribute(name) else { return Ok(None) };
    match Bound::read(text) {
        Some(bound) => Ok(Some(bound)),
        None => Err(own
            .place
            .problem(format!("{name}=\"{text}\" is no number that fits"), "write digits, with a point if need be")),
    }
}
