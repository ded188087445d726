mod forge;
mod forged;
mod judges;
mod recorded;
mod rows;
mod signed;

use std::sync::LazyLock;

use chrono::{DateTime, Utc};

use super::{KeyHint, Opened, Refused, open};
use crate::sign::x509::{Certificate, Identity};
use crate::wire::{Limits, Tree};

/// Made once: keys take their time.
static SHOP: LazyLock<Identity> = LazyLock::new(|| identity("shop", 1024));
static MARKET: LazyLock<Identity> = LazyLock::new(|| identity("market", 2048));
static STRANGER: LazyLock<Identity> = LazyLock::new(|| identity("stranger", 1024));

fn identity(name: &str, bits: usize) -> Identity {
    Identity::generate(name, bits, time("2013-01-01T00:00:00Z"), time("2014-01-01T00:00:00Z")).unwrap()
}

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    time("2013-03-04T05:06:07Z")
}

/// The registered certificates: all but the stranger's.
fn find(hint: &KeyHint) -> Option<Certificate> {
    [&*SHOP, &*MARKET].map(Identity::certificate).into_iter().find(|certificate| hint.matches(certificate)).cloned()
}

fn opened(message: &str) -> Result<Opened<'_>, Refused> {
    open(message.as_bytes(), &Limits::REQUEST, now(), &find)
}

/// The names and texts of a tree.
fn shown(tree: &Tree) -> String {
    fn show(node: crate::wire::Node, shown: &mut String) {
        shown.push_str(&format!("{}[{:?}", node.name(), node.text()));
        node.children().for_each(|child| show(child, shown));
        shown.push(']');
    }
    let mut text = String::new();
    show(tree.root(), &mut text);
    text
}
