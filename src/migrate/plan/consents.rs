//! Which tokens need the buyer again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::actions::shows_every_call;
use super::{Known, counted, grouped};
use crate::migrate::scan::{Kind, Scan};
use crate::migrate::traffic::{TokenKind, Traffic};

/// Which tokens need the buyer again, and how many buyers that are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Consents {
    /// By kind of token.
    pub kinds: Vec<ConsentPlan>,
    /// The tokens of the recording for which a buyer has to consent anew, at least: those that are still in use and surely
    /// last. None where it can't be told: no traffic was recorded, or uses of such tokens without their times, or none of
    /// them was seen and there is no [`at_most`](Self::at_most) either.
    pub at_least: Option<u64>,
    /// The same, at most: all that are not cancelled and last, or of which it can't be told, whenever they were used last,
    /// for some are charged once a year. None where it can't be told: no traffic was recorded, or what was doesn't show
    /// every call or has no token, or buyers are sent to pages for tokens that last, of which it has none.
    pub at_most: Option<u64>,
    /// The co-branded pages that the code or the traffic sends buyers to.
    pub pages: Vec<String>,
}

/// What becomes of the tokens of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ConsentPlan {
    /// The kind.
    pub kind: TokenKind,
    /// Distinct tokens that were seen.
    pub tokens: u64,
    /// Those of them that were used in the last thirty days of the recording and not cancelled; none where uses are
    /// recorded without a time.
    pub in_use: Option<u64>,
    /// Those of them that were not cancelled.
    pub alive: u64,
    /// The type that the file for `fps migrate link` has for them; none where the traffic can't tell it.
    pub link_type: Option<String>,
    /// What they need.
    pub renewal: Renewal,
    /// The same in words.
    pub what: String,
}

/// What a token needs to be used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Renewal {
    /// The buyer has to consent to a billing agreement.
    BillingAgreement,
    /// Nothing: it has served, or it serves for one checkout.
    None,
    /// Nothing but its row in the file of tokens, with what it has left.
    Linked,
    /// The recipient has to let the merchant's provider act for him.
    Recipient,
    /// It can't be told from the traffic.
    Unclear,
}

const PAGES: [&str; 7] =
    ["SingleUse", "MultiUse", "Recurring", "Recipient", "SetupPrepaid", "SetupPostpaid", "EditToken"];

/// The pages whose tokens last.
const LASTING: [&str; 5] = ["MultiUse", "Recurring", "SetupPrepaid", "SetupPostpaid", "EditToken"];

pub(super) fn of(scan: Option<&Scan>, traffic: Option<&Traffic>) -> Consents {
    let mut counts = BTreeMap::<TokenKind, Count>::new();
    for usage in traffic.iter().flat_map(|traffic| &traffic.callers).flat_map(|caller| &caller.tokens) {
        let count = counts.entry(usage.kind).or_default();
        count.tokens += usage.tokens;
        count.alive += usage.tokens.saturating_sub(usage.cancelled);
        count.recent += usage.recent;
        count.untimed += usage.untimed;
    }
    let pages = pages(scan, traffic);
    let ledgers = pages.iter().any(|page| page.starts_with("Setup")) || has_instruments(traffic);
    let kinds = counts.into_iter().map(|(kind, count)| plan(kind, &count, ledgers)).collect::<Vec<_>>();
    let lasting = kinds.iter().filter(|plan| plan.renewal == Renewal::BillingAgreement);
    let possible = kinds.iter().filter(|plan| matches!(plan.renewal, Renewal::BillingAgreement | Renewal::Unclear));
    let least = traffic.and_then(|_| lasting.map(|plan| plan.in_use).sum::<Option<u64>>());
    let most = possible.map(|plan| plan.alive).sum::<u64>();
    let others = pages.iter().any(|page| LASTING.contains(&page.as_str())) || has_unnamed_pages(scan, traffic);
    let is_told = traffic.is_some_and(shows_every_call) && !kinds.is_empty() && (most > 0 || !others);
    Consents { at_least: least.filter(|least| is_told || *least > 0), at_most: is_told.then_some(most), pages, kinds }
}

/// Whether no token has to be linked and no buyer asked, for sure: every call was seen, all tokens are for one payment, and
/// buyers are sent nowhere else than to the page for these.
pub(super) fn is_nothing_left(known: &Known<'_>) -> bool {
    let Consents { kinds, pages, .. } = known.consents;
    known.traffic.is_some_and(shows_every_call)
        && !kinds.is_empty()
        && kinds.iter().all(|plan| plan.renewal == Renewal::None)
        && pages.iter().eq(["SingleUse"])
        && !has_unnamed_pages(known.scan, known.traffic)
}

/// Tokens of one kind.
#[derive(Default)]
struct Count {
    tokens: u64,
    alive: u64,
    recent: u64,
    untimed: u64,
}

impl Consents {
    /// How many tokens of the recording need a new consent: `3 tokens`, `Between 1 and 3 tokens`. None where it can't be
    /// told.
    pub(super) fn how_many(&self) -> Option<String> {
        Some(match (self.at_least, self.at_most) {
            (Some(least), Some(most)) if least == most => counted(least, "token"),
            (Some(least), Some(most)) => format!("Between {} and {}", grouped(least), counted(most, "token")),
            (None, Some(most)) => format!("At most {}", counted(most, "token")),
            (Some(least), None) => format!("At least {}", counted(least, "token")),
            (None, None) => return None,
        })
    }
}

/// `ledgers` says whether there are prepaid or credit instruments, whose tokens need no consent of their own.
fn plan(kind: TokenKind, count: &Count, ledgers: bool) -> ConsentPlan {
    let (link_type, renewal, what) = match kind {
        TokenKind::SingleUse => (
            Some("single-use"),
            Renewal::None,
            "A token for one payment is used up or has expired. A buyer who is in the middle of paying at the cut-over \
             begins again.",
        ),
        TokenKind::MultiUse => (
            Some("multi-use"),
            Renewal::BillingAgreement,
            "The buyer consents to a billing agreement; until then payments are refused with TokenNotActive_Sender.",
        ),
        TokenKind::Recurring => (
            Some("recurring"),
            Renewal::BillingAgreement,
            "The buyer consents to a billing agreement before the next period is charged.",
        ),
        TokenKind::Prepaid => (
            Some("prepaid-sender"),
            Renewal::Linked,
            "The balance is carried over in the file of tokens, and payments from it need nobody's consent.",
        ),
        TokenKind::Postpaid => (
            Some("postpaid-sender"),
            Renewal::Linked,
            "The debt and the limits are carried over in the file of tokens; only settling the debt needs a consent.",
        ),
        TokenKind::Funding => (
            Some("prepaid-funding"),
            Renewal::BillingAgreement,
            "The buyer consents to a billing agreement before the instrument can be funded again.",
        ),
        TokenKind::Settlement => (
            Some("postpaid-settlement"),
            Renewal::BillingAgreement,
            "The buyer consents to a billing agreement before debt can be settled.",
        ),
        TokenKind::Recipient => (
            Some("recipient"),
            Renewal::Recipient,
            "Each recipient needs a merchant account at Amazon Pay, and has to let the marketplace act for it.",
        ),
        TokenKind::Refund => (
            Some("caller"),
            Renewal::Linked,
            "Refunds go through the merchant's account and need no token of their own.",
        ),
        TokenKind::LastingSender if ledgers => (
            None,
            Renewal::Unclear,
            "Used for several payments, so that it is a multi-use, a recurring, a prepaid or a postpaid token. The shop's \
             database or a recorded GetTokens says which; the first two need a new consent.",
        ),
        TokenKind::LastingSender => (
            None,
            Renewal::BillingAgreement,
            "Used for several payments, so that it is a multi-use or a recurring token: nothing prepaid or on credit is \
             known. The shop's database or a recorded GetTokens says which.",
        ),
        TokenKind::Sender => (
            None,
            Renewal::Unclear,
            "Used once or not at all in the recording: it may be for one payment, or one that lasts. The shop's database \
             or a recorded GetTokens says which.",
        ),
        _ => (
            None,
            Renewal::Unclear,
            "Only looked up or cancelled in the recording. The shop's database says what it is.",
        ),
    };
    ConsentPlan {
        kind,
        tokens: count.tokens,
        in_use: (count.untimed == 0).then_some(count.recent),
        alive: count.alive,
        link_type: link_type.map(str::to_owned),
        renewal,
        what: what.to_owned(),
    }
}

fn has_instruments(traffic: Option<&Traffic>) -> bool {
    let mut callers = traffic.iter().flat_map(|traffic| &traffic.callers);
    callers.any(|caller| caller.prepaid_instruments > 0 || caller.credit_instruments > 0)
}

/// Whether buyers are sent to pages that are none of those that are known by name, or whose name the code chooses when it
/// runs.
fn has_unnamed_pages(scan: Option<&Scan>, traffic: Option<&Traffic>) -> bool {
    let mut visited = traffic.iter().flat_map(|traffic| &traffic.callers).flat_map(|caller| &caller.pipelines);
    let mut sent = scan.iter().flat_map(|scan| &scan.findings).filter(|finding| finding.kind == Kind::Pipeline);
    visited.any(|pipeline| !PAGES.contains(&pipeline.action.as_str())) || sent.any(|finding| finding.pipeline.is_none())
}

/// The pages that traffic goes to, and those that a finding names.
fn pages(scan: Option<&Scan>, traffic: Option<&Traffic>) -> Vec<String> {
    let visited = |page: &str| {
        let mut pipelines = traffic.iter().flat_map(|traffic| &traffic.callers).flat_map(|caller| &caller.pipelines);
        pipelines.any(|pipeline| pipeline.action == page)
    };
    let named = |page: &str| {
        scan.iter().flat_map(|scan| &scan.findings).any(|finding| finding.pipeline.as_deref() == Some(page))
    };
    PAGES.into_iter().filter(|page| visited(page) || named(page)).map(str::to_owned).collect()
}
