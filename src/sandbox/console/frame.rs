//! What is around every page: where it belongs, whose world it shows, and at which time.

use chrono::{DateTime, Utc};

use super::{PLACE, visit::Visit};
use crate::sign::v2::encode_parameters;

/// A part of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Overview,
    Transactions,
    Tokens,
    Accounts,
    Instruments,
    Subscriptions,
    Orders,
    Agreements,
    Merchants,
    Ledger,
    Notifications,
    Mail,
    Requests,
    Search,
}

impl Section {
    const ALL: [Self; 13] = [
        Self::Overview,
        Self::Transactions,
        Self::Tokens,
        Self::Accounts,
        Self::Instruments,
        Self::Subscriptions,
        Self::Orders,
        Self::Agreements,
        Self::Merchants,
        Self::Ledger,
        Self::Notifications,
        Self::Mail,
        Self::Requests,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Transactions => "Transactions",
            Self::Tokens => "Tokens",
            Self::Accounts => "Accounts",
            Self::Instruments => "Instruments",
            Self::Subscriptions => "Subscriptions",
            Self::Orders => "Order references",
            Self::Agreements => "Billing agreements",
            Self::Merchants => "Merchants",
            Self::Ledger => "Ledger",
            Self::Notifications => "Notifications",
            Self::Mail => "Mail",
            Self::Requests => "Requests",
            Self::Search => "Search",
        }
    }

    /// The address of its list, without the caller.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Transactions => "transactions",
            Self::Tokens => "tokens",
            Self::Accounts => "accounts",
            Self::Instruments => "instruments",
            Self::Subscriptions => "subscriptions",
            Self::Orders => "amazon-pay-orders",
            Self::Agreements => "amazon-pay-agreements",
            Self::Merchants => "amazon-pay-merchants",
            Self::Ledger => "ledger",
            Self::Notifications => "notifications",
            Self::Mail => "mail",
            Self::Requests => "requests",
            Self::Search => "search",
        }
    }
}

/// What every page begins and ends with.
pub(super) struct Frame {
    pub(super) title: String,
    pub(super) section: Section,
    pub(super) callers: Vec<Choice>,
    /// The caller that was asked for, which is not the first one.
    pub(super) chosen: Option<String>,
    pub(super) now: DateTime<Utc>,
    pub(super) frozen: bool,
    /// Where whoever does something comes back to.
    pub(super) here: String,
}

pub(super) struct Choice {
    pub(super) name: String,
    pub(super) access_key_id: String,
    pub(super) shown: bool,
}

impl Frame {
    pub(super) fn new(visit: &Visit, section: Section, title: String) -> Self {
        let shown = &visit.caller.access_key_id;
        let choice = |caller: &crate::sandbox::CallerIdentity| Choice {
            name: caller.name.clone(),
            access_key_id: caller.access_key_id.clone(),
            shown: caller.access_key_id == *shown,
        };
        let callers: Vec<_> = visit.sandbox.callers().iter().map(choice).collect();
        let is_first = callers.first().is_some_and(|first| first.shown);
        let clock = visit.sandbox.clock();
        Self {
            title,
            section,
            callers,
            chosen: (!is_first).then(|| shown.clone()),
            now: clock.now,
            frozen: clock.frozen,
            here: visit.here.clone(),
        }
    }

    pub(super) fn sections(&self) -> impl Iterator<Item = Section> {
        Section::ALL.into_iter()
    }

    /// The address of a list in the world that is shown.
    pub(super) fn to(&self, path: &str) -> String {
        self.with(path, &[])
    }

    /// The address of one thing in a list.
    pub(super) fn one(&self, list: &str, id: impl AsRef<str>) -> String {
        let mut path = format!("{list}/");
        crate::sign::v2::encode_into(id.as_ref(), &mut path);
        self.with(&path, &[])
    }

    /// The address of a list, with parameters; empty ones are left out.
    pub(super) fn with(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let place = if path.is_empty() { "/_sandbox/".to_owned() } else { format!("{PLACE}/{path}") };
        let caller = self.chosen.as_deref().map(|caller| ("caller", caller));
        let parameters: Vec<_> =
            parameters.iter().copied().filter(|(_, value)| !value.is_empty()).chain(caller).collect();
        if parameters.is_empty() { place } else { format!("{place}?{}", encode_parameters(&parameters)) }
    }
}
