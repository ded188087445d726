//! Which tokens there are, of what kinds, and which of them are still in use.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};

use super::sample::{Sample, hash};
use crate::migrate::traffic::answer::Outcome;
use crate::migrate::traffic::seen::{Call, Fields};
use crate::migrate::traffic::usage::{TokenKind, TokenUse};

/// What is known of tokens and instruments so far.
pub(super) struct Tokens {
    tokens: Sample<Row>,
    instruments: Sample<Instrument>,
    /// The page to which a buyer was sent, by the reference that comes back with him.
    visits: Sample<Visit>,
}

#[derive(Default)]
struct Row {
    /// By its place; none while only a return was seen.
    caller: Option<u32>,
    /// As answers or pages say it.
    told: Option<TokenKind>,
    /// As the use shows it.
    used_as: Option<TokenKind>,
    shape: &'static str,
    payments: u32,
    last: Option<DateTime<Utc>>,
    /// Whether a payment was seen of which no time is recorded.
    untimed: bool,
    cancelled: bool,
}

#[derive(Default)]
struct Instrument {
    caller: u32,
    is_credit: bool,
}

#[derive(Default)]
struct Visit {
    caller: Option<u32>,
    kind: Option<TokenKind>,
}

/// A token counts as in use if it was used in so many days before the end of the recording.
const RECENT_DAYS: i64 = 30;

impl Tokens {
    pub(super) fn new(most: usize) -> Self {
        Self { tokens: Sample::new(most), instruments: Sample::new(most), visits: Sample::new(most) }
    }

    /// Whether there were more than there is room for.
    pub(super) fn is_estimated(&self) -> bool {
        self.tokens.scale() > 1 || self.instruments.scale() > 1
    }

    /// `is_repeat` says that the same request was made before, so that it pays nothing.
    pub(super) fn note_call(&mut self, call: &Call, caller: u32, at: Option<DateTime<Utc>>, is_repeat: bool) {
        let is_refused = match call.outcome {
            Outcome::Refused { .. } => true,
            Outcome::Status(status) | Outcome::Unreadable(status) => status >= 400,
            _ => false,
        };
        let pays = !is_refused && !is_repeat;
        for (name, value) in &call.fields.0 {
            let (used_as, payments) = match (name.as_str(), call.action.as_str()) {
                ("SenderTokenId", "FundPrepaid") => (Some(TokenKind::Funding), pays),
                ("SenderTokenId", "SettleDebt") => (Some(TokenKind::Settlement), pays),
                ("SenderTokenId", _) => (Some(TokenKind::Sender), pays),
                ("RecipientTokenId", _) => {
                    (Some(TokenKind::Recipient), pays && call.action != "GetRecipientVerificationStatus")
                }
                ("TokenId", _) => (None, false),
                ("PrepaidInstrumentId" | "CreditInstrumentId", _) => {
                    self.note_instrument(value, caller, name.starts_with('C'));
                    continue;
                }
                _ => continue,
            };
            let Some(row) = self.row(value) else { continue };
            row.caller = Some(caller);
            row.used_as = used_as.or(row.used_as);
            row.payments += u32::from(payments);
            row.cancelled |= call.action == "CancelToken" && !is_refused;
            if payments {
                row.last = row.last.max(at);
                row.untimed |= at.is_none();
            }
        }
        if let Outcome::Answered { result, .. } = &call.outcome {
            self.note_told(result, caller);
        }
    }

    /// A buyer goes to a co-branded page.
    pub(super) fn note_visit(&mut self, fields: &Fields, caller: u32) {
        let kind = match fields.value("pipelineName").unwrap_or_default() {
            "SingleUse" => Some(TokenKind::SingleUse),
            "MultiUse" => Some(TokenKind::MultiUse),
            "Recurring" => Some(TokenKind::Recurring),
            "Recipient" => Some(TokenKind::Recipient),
            _ => None,
        };
        let Some(reference) = fields.value("callerReference") else { return };
        if let Some(visit) = self.visits.row(hash(reference)) {
            *visit = Visit { caller: Some(caller), kind };
        }
    }

    /// A buyer comes back with what he has agreed to.
    pub(super) fn note_return(&mut self, fields: &Fields) {
        let reference = fields.value("callerReference").unwrap_or_default();
        let visit = self.visits.row(hash(reference)).map(|visit| (visit.caller, visit.kind));
        let (caller, visited) = visit.unwrap_or_default();
        let of_recipient = (fields.value("status") == Some("SR")).then_some(TokenKind::Recipient);
        for (name, kind) in [
            ("tokenID", visited.or(of_recipient)),
            ("refundTokenID", Some(TokenKind::Refund)),
            ("prepaidSenderTokenID", Some(TokenKind::Prepaid)),
            ("fundingTokenID", Some(TokenKind::Funding)),
            ("creditSenderTokenID", Some(TokenKind::Postpaid)),
            ("settlementTokenID", Some(TokenKind::Settlement)),
        ] {
            let Some(row) = fields.value(name).and_then(|token| self.row(token)) else { continue };
            row.told = kind.or(row.told);
            row.caller = row.caller.or(caller);
        }
    }

    /// The kinds of each caller's tokens, by the caller's place; none where nobody used them.
    pub(super) fn finish(&self, end: Option<DateTime<Utc>>) -> BTreeMap<Option<u32>, Vec<TokenUse>> {
        let scale = self.tokens.scale();
        let mut uses = BTreeMap::<(Option<u32>, TokenKind), TokenUse>::new();
        for row in self.tokens.rows() {
            let kind = row.kind();
            let usage = uses.entry((row.caller, kind)).or_insert_with(|| TokenUse { kind, ..TokenUse::default() });
            let is_recent = row.last.zip(end).is_some_and(|(last, end)| last > end - Duration::days(RECENT_DAYS));
            usage.tokens += scale;
            usage.unused += scale * u64::from(row.payments == 0);
            usage.used_once += scale * u64::from(row.payments == 1);
            usage.used_repeatedly += scale * u64::from(row.payments > 1);
            usage.cancelled += scale * u64::from(row.cancelled);
            usage.recent += scale * u64::from(is_recent && !row.cancelled);
            usage.untimed += scale * u64::from(row.untimed && !is_recent && !row.cancelled);
            *usage.shapes.entry(row.shape.to_owned()).or_default() += scale;
        }
        let mut callers = BTreeMap::<_, Vec<_>>::new();
        for ((caller, _), usage) in uses {
            callers.entry(caller).or_default().push(usage);
        }
        callers
    }

    /// The distinct prepaid and credit instruments of a caller.
    pub(super) fn instruments_of(&self, caller: u32) -> (u64, u64) {
        let scale = self.instruments.scale();
        let count = |is_credit| {
            let own = self.instruments.rows().filter(|row| row.caller == caller && row.is_credit == is_credit);
            own.count() as u64 * scale
        };
        (count(false), count(true))
    }

    /// Token types as answers give them, each beside the token's id.
    fn note_told(&mut self, result: &Fields, caller: u32) {
        for (path, id) in &result.0 {
            let Some(token) = path.strip_suffix("TokenId").filter(|token| token.ends_with('.')) else { continue };
            let kind = match result.value(&format!("{token}TokenType")) {
                Some("SingleUse") => TokenKind::SingleUse,
                Some("MultiUse") => TokenKind::MultiUse,
                Some("Recurring") => TokenKind::Recurring,
                Some("Unrestricted") => TokenKind::Recipient,
                _ => continue,
            };
            if let Some(row) = self.row(id) {
                // What the pages have said is more exact: a prepaid token is a multi-use token, too.
                row.told = row.told.or(Some(kind));
                row.caller = Some(caller);
            }
        }
    }

    fn note_instrument(&mut self, id: &str, caller: u32, is_credit: bool) {
        if let Some(row) = self.instruments.row(hash(id)).filter(|_| !id.is_empty()) {
            *row = Instrument { caller, is_credit };
        }
    }

    fn row(&mut self, id: &str) -> Option<&mut Row> {
        let id = id.trim();
        if id.is_empty() {
            return None;
        }
        let row = self.tokens.row(hash(id))?;
        row.shape = shape(id);
        Some(row)
    }
}

impl Row {
    fn kind(&self) -> TokenKind {
        match (self.told, self.used_as) {
            (
                Some(TokenKind::SingleUse | TokenKind::MultiUse),
                Some(kind @ (TokenKind::Funding | TokenKind::Settlement)),
            ) => kind,
            (Some(told), _) => told,
            (None, Some(TokenKind::Sender)) if self.payments > 1 => TokenKind::LastingSender,
            (None, Some(used_as)) => used_as,
            (None, None) => TokenKind::Unknown,
        }
    }
}

/// By the shape of an id, whose it is.
fn shape(id: &str) -> &'static str {
    let is_of = |length: &[usize]| {
        let parts = id.split('-').collect::<Vec<_>>();
        parts.len() == length.len()
            && parts.iter().zip(length).all(|(part, length)| {
                part.len() == *length && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            })
    };
    match id.as_bytes().first() {
        _ if is_of(&[64]) || is_of(&[65]) => "fps",
        Some(b'S' | b'P') if is_of(&[3, 7, 7]) => "order_reference",
        Some(b'B' | b'C') if is_of(&[3, 7, 7]) => "billing_agreement",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_told_apart_by_their_shape() {
        assert_eq!(shape(&"A1".repeat(32)), "fps");
        assert_eq!(shape("S01-1234567-1234567"), "order_reference");
        assert_eq!(shape("B01-1234567-1234567"), "billing_agreement");
        assert_eq!(shape("my token"), "other");
    }
}
