//! What becomes of each action of FPS on Amazon Pay: one table, for the gateway and for migration.
//!
//! ```
//! use amazon_fps::fate::{self, Fate};
//!
//! let pay = fate::of("Pay").expect("Pay is an action of FPS");
//! assert_eq!(pay.fate, Fate::Changed);
//! assert!(pay.calls.contains(&"Authorize"));
//! ```

use std::fmt;

/// How an action fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Fate {
    /// Amazon Pay has the same.
    Exact,
    /// Amazon Pay has something like it.
    Changed,
    /// Amazon Pay has nothing like it, and the gateway keeps it in its own books.
    Kept,
    /// Neither has it: a call is refused with a documented error.
    Impossible,
}

impl Fate {
    /// In one word: `exact`, `changed`, `kept`, `impossible`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Changed => "changed",
            Self::Kept => "kept",
            Self::Impossible => "impossible",
        }
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What becomes of one action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionFate {
    /// The action of FPS.
    pub action: &'static str,
    /// How it fares.
    pub fate: Fate,
    /// What is different, in one sentence.
    pub difference: &'static str,
    /// The operations of Amazon Pay that the gateway calls for it, in their order. Which of them it calls depends on
    /// the case; a call that only reads stands last.
    pub calls: &'static [&'static str],
    /// What the gateway keeps of it in its own books; empty if nothing.
    pub kept: &'static str,
    /// The error that answers it, where it is [impossible](Fate::Impossible).
    pub refusal: Option<Refusal>,
}

/// The error that answers an action which is impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// A code that FPS documents for the action.
    pub code: &'static str,
    /// What was asked for in vain, and where it is to be had instead.
    pub message: &'static str,
}

/// What becomes of that action; none where FPS has no such action. Names are compared as they stand.
pub fn of(action: &str) -> Option<&'static ActionFate> {
    FATES.iter().find(|fate| fate.action == action)
}

/// What becomes of every action of FPS, by name.
pub fn all() -> &'static [ActionFate] {
    &FATES
}

/// What a charge asks of Amazon Pay, under an order reference or a billing agreement, until it is complete.
const CHARGE: &[&str] = &[
    "SetOrderReferenceDetails",
    "ConfirmOrderReference",
    "ConfirmBillingAgreement",
    "Authorize",
    "AuthorizeOnBillingAgreement",
    "CloseAuthorization",
    "CancelOrderReference",
    "CloseOrderReference",
    "GetOrderReferenceDetails",
    "GetBillingAgreementDetails",
    "GetAuthorizationDetails",
    "GetCaptureDetails",
];

const NO_SUBSCRIPTIONS: Refusal = Refusal {
    code: "InvalidParams",
    message: "Amazon Pay has no subscriptions that are charged by themselves, and this gateway has none either. \
              Charge each period with Pay and a Recurring token, whose consent is a billing agreement.",
};

static FATES: [ActionFate; 27] = [
    ActionFate {
        action: "Cancel",
        fate: Fate::Changed,
        difference: "The amount is really given free at the buyer's bank, where FPS only promised not to charge it; \
                     the consent of a single-use token ends with it, and what completes meanwhile can't be \
                     cancelled.",
        calls: &["CancelOrderReference", "CloseAuthorization", "CloseOrderReference", "GetAuthorizationDetails"],
        kept: "The transaction, its description and its history.",
        refusal: None,
    },
    ActionFate {
        action: "CancelSubscriptionAndRefund",
        fate: Fate::Impossible,
        difference: "There are no subscriptions that Amazon charges by itself: the shop has to charge each period, \
                     and to stop when the buyer leaves.",
        calls: &[],
        kept: "",
        refusal: Some(NO_SUBSCRIPTIONS),
    },
    ActionFate {
        action: "CancelToken",
        fate: Fate::Changed,
        difference: "The buyer's consent ends at Amazon Pay as well, so that he has to consent there anew before he \
                     pays again, and with a prepaid or postpaid token the agreement that fills its instrument, unless \
                     something is owed there; what was reserved before can still be settled.",
        calls: &["CancelOrderReference", "CloseOrderReference", "CloseBillingAgreement"],
        kept: "The token and its limits; a recipient's, a caller's and a refund token have no counterpart at all.",
        refusal: None,
    },
    ActionFate {
        action: "FundPrepaid",
        fate: Fate::Changed,
        difference: "The buyer's card is charged under a billing agreement, and what was funded can be spent only \
                     when that charge is complete.",
        calls: CHARGE,
        kept: "The prepaid instrument with its balance, its limits, and what is under way to it.",
        refusal: None,
    },
    ActionFate {
        action: "GetAccountActivity",
        fate: Fate::Kept,
        difference: "Amazon Pay lists no payments, so that only those that went through the gateway are told; its \
                     settlement reports have the others.",
        calls: &[],
        kept: "Every transaction.",
        refusal: None,
    },
    ActionFate {
        action: "GetAccountBalance",
        fate: Fate::Impossible,
        difference: "Amazon Pay tells no balance: it pays out by itself, and says what it paid in its settlement \
                     reports.",
        calls: &[],
        kept: "",
        refusal: Some(Refusal {
            code: "AccessFailure",
            message: "Amazon Pay tells nobody the balance of an account, so that this gateway can't either, now or \
                      later. Its settlement reports in Seller Central say what was earned, charged and paid out.",
        }),
    },
    ActionFate {
        action: "GetDebtBalance",
        fate: Fate::Kept,
        difference: "Amazon Pay has no credit instruments, so that the debt is what the gateway has counted, from \
                     what was carried over when the token was linked.",
        calls: &[],
        kept: "The debt of the credit instrument, and what is under way to settle it.",
        refusal: None,
    },
    ActionFate {
        action: "GetOutstandingDebtBalance",
        fate: Fate::Kept,
        difference: "Amazon Pay has no credit instruments, so that the sum is what the gateway has counted.",
        calls: &[],
        kept: "The debts of all credit instruments of the caller.",
        refusal: None,
    },
    ActionFate {
        action: "GetPaymentInstruction",
        fate: Fate::Kept,
        difference: "Amazon Pay has no payment instructions, so that the text is the one that the gateway was given.",
        calls: &[],
        kept: "The text of the instruction.",
        refusal: None,
    },
    ActionFate {
        action: "GetPrepaidBalance",
        fate: Fate::Kept,
        difference: "Amazon Pay has no prepaid instruments, so that the balance is what the gateway has counted, from \
                     what was carried over when the token was linked.",
        calls: &[],
        kept: "The balance of the prepaid instrument, and what is under way to and from it.",
        refusal: None,
    },
    ActionFate {
        action: "GetRecipientVerificationStatus",
        fate: Fate::Changed,
        difference: "Amazon Pay says only whether the merchant's account is active: VerificationComplete if it is, \
                     VerificationPending if not, and never VerificationCompleteNoLimits.",
        calls: &["GetMerchantAccountStatus"],
        kept: "The recipient's token. A recipient other than the caller, for whom the gateway was not told that it may act, \
               is answered with InvalidTokenId.",
        refusal: None,
    },
    ActionFate {
        action: "GetSubscriptionDetails",
        fate: Fate::Impossible,
        difference: "There are no subscriptions that Amazon charges by itself, and so none to tell of.",
        calls: &[],
        kept: "",
        refusal: Some(NO_SUBSCRIPTIONS),
    },
    ActionFate {
        action: "GetTokenByCaller",
        fate: Fate::Kept,
        difference: "Amazon Pay finds no consent by the caller's reference, so that the gateway looks the token up in \
                     its own books.",
        calls: &[],
        kept: "The token, and which reference names it.",
        refusal: None,
    },
    ActionFate {
        action: "GetTokenUsage",
        fate: Fate::Kept,
        difference: "Amazon Pay counts one amount a month for a billing agreement and nothing else, so that the usage \
                     is what the gateway has counted against the token's own limits.",
        calls: &[],
        kept: "The limits of the token, with what was used of each in this period and in the last.",
        refusal: None,
    },
    ActionFate {
        action: "GetTokens",
        fate: Fate::Kept,
        difference: "Amazon Pay doesn't list a merchant's consents, so that only tokens that were installed at or \
                     linked to the gateway are told.",
        calls: &[],
        kept: "Every token.",
        refusal: None,
    },
    ActionFate {
        action: "GetTotalPrepaidLiability",
        fate: Fate::Kept,
        difference: "Amazon Pay has no prepaid instruments, so that the sum is what the gateway has counted.",
        calls: &[],
        kept: "What is left on all prepaid instruments of the caller.",
        refusal: None,
    },
    ActionFate {
        action: "GetTransaction",
        fate: Fate::Changed,
        difference: "A payment is two objects at Amazon Pay, whose fees are added up, and whose state is looked up \
                     only while it can still change, and for two seconds at most; references, descriptions and the history are the gateway's own.",
        calls: &["GetAuthorizationDetails", "GetCaptureDetails", "GetRefundDetails"],
        kept: "The transaction with its descriptions, its parties, its history and what is related to it.",
        refusal: None,
    },
    ActionFate {
        action: "GetTransactionStatus",
        fate: Fate::Changed,
        difference: "Amazon Pay's states have other names and are fewer, and the state is looked up only while it can \
                     still change, within the quotas; where that takes more than two seconds, it is told as it was \
                     known before.",
        calls: &["GetAuthorizationDetails", "GetCaptureDetails", "GetRefundDetails"],
        kept: "The caller's reference, the status code and its message.",
        refusal: None,
    },
    ActionFate {
        action: "GetTransactionsForSubscription",
        fate: Fate::Impossible,
        difference: "There are no subscriptions that Amazon charges by itself, and so no payments of one.",
        calls: &[],
        kept: "",
        refusal: Some(NO_SUBSCRIPTIONS),
    },
    ActionFate {
        action: "InstallPaymentInstruction",
        fate: Fate::Kept,
        difference: "Amazon Pay has no tokens of callers and recipients, so that the gateway installs them by itself.",
        calls: &[],
        kept: "The token with the text of its instruction.",
        refusal: None,
    },
    ActionFate {
        action: "Pay",
        fate: Fate::Changed,
        difference: "A payment is an authorization and its capture under one id, the buyer must have consented at \
                     Amazon Pay, which keeps that for three hours unless it is confirmed, as the gateway does when the \
                     buyer comes back, except with a single-use token that doesn't last longer or says no greatest amount; \
                     a billing agreement has a monthly limit of its own; a consent pays one seller alone, \
                     and other sellers than the caller are paid where they let the gateway act for them; what is undecided \
                     after a day has failed, where FPS waited for a week; prepaid and postpaid payments never leave the \
                     gateway.",
        calls: CHARGE,
        kept: "Usage limits of tokens, fee ceilings of recipients, prepaid and postpaid ledgers, descriptions; a marketplace's \
               fee where the caller is no enrolled provider, and service fees charged to it, which Amazon takes from the \
               seller.",
        refusal: None,
    },
    ActionFate {
        action: "Refund",
        fate: Fate::Changed,
        difference: "A refund is always pending at first, ten are possible of one payment, and a marketplace fee goes back \
                     to the seller at Amazon where Amazon had paid it, with the refund or alone.",
        calls: &[
            "Refund",
            "GetCaptureDetails",
            "GetRefundDetails",
            "ReverseProviderCredit",
            "GetProviderCreditReversalDetails",
        ],
        kept: "A marketplace fee that Amazon has not paid, and what is left to refund, which never passes what was paid although Amazon Pay would allow more.",
        refusal: None,
    },
    ActionFate {
        action: "Reserve",
        fate: Fate::Changed,
        difference: "Amazon Pay keeps an authorization for thirty days, which the gateway closes after the seven of \
                     FPS, and it doesn't say whether the buyer pays with a credit card; what is undecided after a day has \
                     failed, and who can be paid is as with Pay.",
        calls: &[
            "SetOrderReferenceDetails",
            "ConfirmOrderReference",
            "ConfirmBillingAgreement",
            "Authorize",
            "AuthorizeOnBillingAgreement",
            "CloseAuthorization",
            "CancelOrderReference",
            "CloseOrderReference",
            "GetOrderReferenceDetails",
            "GetBillingAgreementDetails",
            "GetAuthorizationDetails",
        ],
        kept: "The seven days, usage limits of tokens, fee ceilings of recipients, descriptions; a marketplace's fee as with \
               Pay, which Amazon pays with Settle.",
        refusal: None,
    },
    ActionFate {
        action: "Settle",
        fate: Fate::Exact,
        difference: "It captures the authorization once, as FPS settled a reservation once; the amount is always sent, \
                     the whole one where the caller leaves it out.",
        calls: &["Capture", "CancelOrderReference", "CloseOrderReference", "GetCaptureDetails"],
        kept: "The id of the reservation, which the settlement keeps.",
        refusal: None,
    },
    ActionFate {
        action: "SettleDebt",
        fate: Fate::Changed,
        difference: "The buyer's card is charged under a billing agreement, and the debt is less only when that charge \
                     is complete.",
        calls: CHARGE,
        kept: "The credit instrument with its debt, its limit, and what is under way to settle it.",
        refusal: None,
    },
    ActionFate {
        action: "VerifySignature",
        fate: Fate::Kept,
        difference: "The gateway verifies what it has signed itself: returns of its pages and its FPS notifications.",
        calls: &[],
        kept: "The certificates with which it signs.",
        refusal: None,
    },
    ActionFate {
        action: "WriteOffDebt",
        fate: Fate::Kept,
        difference: "Amazon Pay has no credit instruments, so that the gateway writes the debt off in its own books.",
        calls: &[],
        kept: "The debt of the credit instrument.",
        refusal: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fps::SERVICE;

    #[test]
    fn every_action_has_its_fate_and_nothing_else_has() {
        let mut actions: Vec<_> = SERVICE.operations.iter().map(|operation| operation.name).collect();
        actions.sort_unstable();
        let fates: Vec<_> = all().iter().map(|fate| fate.action).collect();
        assert_eq!(fates, actions);
        assert!(fates.iter().all(|action| of(action).is_some_and(|fate| fate.action == *action)));
        assert_eq!(of("pay"), None);
    }

    #[test]
    fn a_difference_is_one_sentence() {
        for fate in all() {
            let text = fate.difference;
            assert!(text.ends_with('.') && !text.contains(". ") && !text.contains("  "), "{}", fate.action);
            assert!(text.starts_with(char::is_uppercase), "{}", fate.action);
        }
    }

    #[test]
    fn a_fate_fits_what_is_done() {
        for ActionFate { action, fate, calls, kept, refusal, .. } in all() {
            let leaves = !calls.is_empty();
            match fate {
                Fate::Exact | Fate::Changed => assert!(leaves && refusal.is_none(), "{action}"),
                Fate::Kept => assert!(!leaves && !kept.is_empty() && refusal.is_none(), "{action}"),
                Fate::Impossible => assert!(!leaves && kept.is_empty() && refusal.is_some(), "{action}"),
            }
        }
    }

    #[test]
    fn what_is_impossible_is_refused_as_documented_for_the_action() {
        for fate in all() {
            let Some(refusal) = fate.refusal else { continue };
            let operation = SERVICE.operation(fate.action).expect("it is an action");
            assert!(operation.errors.contains(&refusal.code), "{} with {}", fate.action, refusal.code);
        }
    }

    #[cfg(feature = "amazon-pay")]
    #[test]
    fn calls_are_operations_of_amazon_pay() {
        for fate in all() {
            for call in fate.calls {
                assert!(crate::amazon_pay::SERVICE.operation(call).is_some(), "{} for {}", call, fate.action);
            }
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn a_fate_is_one_word_to_a_machine() {
        for fate in [Fate::Exact, Fate::Changed, Fate::Kept, Fate::Impossible] {
            let text = serde_json::to_string(&fate).expect("it is a word");
            assert_eq!(text, format!("\"{fate}\""));
            assert_eq!(serde_json::from_str::<Fate>(&text).expect("it is a fate"), fate);
        }
    }
}
