//! Which tokens need the buyer again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::migrate::scan::Scan;
use crate::migrate::traffic::{TokenKind, Traffic};

/// Which tokens need the buyer again, and how many buyers that are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Consents {
    /// By kind of token.
    pub kinds: Vec<ConsentPlan>,
    /// The tokens for which a buyer has to consent anew, at least: those that are still in use and surely last. None where
    /// no traffic was recorded.
    pub at_least: Option<u64>,
    /// The same, if every token of which it can't be told lasts, too.
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
    /// Those of them that were used in the last thirty days of the recording and not cancelled.
    pub in_use: u64,
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

pub(super) fn of(scan: Option<&Scan>, traffic: Option<&Traffic>) -> Consents {
    let mut counts = BTreeMap::<TokenKind, (u64, u64)>::new();
    for usage in traffic.iter().flat_map(|traffic| &traffic.callers).flat_map(|caller| &caller.tokens) {
        let (tokens, in_use) = counts.entry(usage.kind).or_default();
        *tokens += usage.tokens;
        *in_use += usage.recent;
    }
    let pages = pages(scan, traffic);
    let ledgers = pages.iter().any(|page| page.starts_with("Setup")) || has_instruments(traffic);
    let kinds =
        counts.into_iter().map(|(kind, (tokens, in_use))| plan(kind, tokens, in_use, ledgers)).collect::<Vec<_>>();
    let in_use = |wanted: &[Renewal]| {
        let wanted = kinds.iter().filter(|plan| wanted.contains(&plan.renewal));
        traffic.map(|_| wanted.map(|plan| plan.in_use).sum())
    };
    Consents {
        at_least: in_use(&[Renewal::BillingAgreement]),
        at_most: in_use(&[Renewal::BillingAgreement, Renewal::Unclear]),
        pages,
        kinds,
    }
}

/// `ledgers` says whether there are prepaid or credit instruments, whose tokens need no consent of their own.
fn plan(kind: TokenKind, tokens: u64, in_use: u64, ledgers: bool) -> ConsentPlan {
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
    ConsentPlan { kind, tokens, in_use, link_type: link_type.map(str::to_owned), renewal, what: what.to_owned() }
}

fn has_instruments(traffic: Option<&Traffic>) -> bool {
    let mut callers = traffic.iter().flat_map(|traffic| &traffic.callers);
    callers.any(|caller| caller.prepaid_instruments > 0 || caller.credit_instruments > 0)
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
