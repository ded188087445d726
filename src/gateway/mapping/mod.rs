//! What each action of FPS asks of the processor: pure functions of what is known to what is asked next.
//!
//! All that is known stands in rows, so that whoever takes a saga up asks what the one before him would have asked.

mod approve;
mod cancel;
mod cancel_token;
mod charge;
mod errors;
mod expire;
mod fund_prepaid;
mod pay;
mod refund;
mod reservation;
mod reserve;
mod reverse;
mod settle;
mod settle_debt;
mod statuses;
mod take;
#[cfg(test)]
mod tests;
mod texts;
mod verification;

use chrono::{DateTime, TimeDelta, Utc};
use rust_decimal::Decimal;

use super::instruction::{Instruction, ProviderFee};
use crate::{
    error::ServiceError,
    fps::ErrorCode,
    sandbox::rows::{
        Asked, Consent, ConsentKind, Heard, Marketplace, Outside, Saga, SagaAction, StatusCode, Taken, Token,
        Transaction,
    },
};

pub(crate) use errors::{
    asked_for, causes, is_about_the_account, is_looked_into, is_not_modifiable, is_passing, translate,
};
pub(crate) use reservation::{look, seen};
pub(crate) use statuses::{Meaning, Object, meaning};
pub(crate) use take::{Rows, take};
pub(crate) use verification::verification;

/// What is known when a saga is taken up.
pub(crate) struct Case<'a> {
    pub(crate) saga: &'a Saga,
    /// None where it is about a token.
    pub(crate) transaction: Option<&'a Transaction>,
    /// The transaction that is refunded.
    pub(crate) original: Option<&'a Transaction>,
    /// The sender's, or the one that it is about.
    pub(crate) token: Option<&'a Token>,
    /// The caller's own SellerId, where the buyer has agreed to pay another one.
    pub(crate) platform: Option<&'a str>,
    pub(crate) now: DateTime<Utc>,
}

/// What happens next in a saga.
#[derive(Debug, Clone)]
pub(crate) enum Next {
    Ask(Instruction),
    /// The processor hasn't decided: this is asked when it has said so, or at that moment, which is to come.
    Wait {
        until: DateTime<Utc>,
        then: Instruction,
    },
    /// This is what became of the transaction. Once it is written, what is left to be done comes next.
    Decide(Decision),
    /// Everything was asked: this is what became of the transaction.
    Finish(Decision),
}

/// What became of a transaction.
#[derive(Debug, Clone)]
pub(crate) enum Decision {
    Reserved {
        expires: Option<DateTime<Utc>>,
    },
    Succeeded {
        /// What the processor charged for it; negative where a refund gives it back.
        fees: Decimal,
    },
    Failed {
        code: StatusCode,
        message: String,
    },
    Cancelled {
        code: StatusCode,
        message: String,
    },
    /// The processor refused before there was anything: the caller gets this error.
    Refused(ServiceError),
    /// Nothing becomes of it: a token was cancelled, a reservation was given back, or it was decided before.
    Nothing,
}

/// What happens next. The same case always leads to the same.
pub(crate) fn next(case: &Case<'_>) -> Next {
    match case.saga.action {
        SagaAction::Pay => pay::next(case),
        SagaAction::Reserve => reserve::next(case),
        SagaAction::Settle => settle::next(case),
        SagaAction::Refund => refund::next(case),
        SagaAction::FundPrepaid => fund_prepaid::next(case),
        SagaAction::SettleDebt => settle_debt::next(case),
        SagaAction::Cancel => cancel::next(case),
        SagaAction::Expire => expire::next(case),
        SagaAction::CancelToken => cancel_token::next(case),
        SagaAction::Approve => approve::next(case),
    }
}

/// The operation of Amazon Pay that a question is asked by.
pub(crate) fn operation(asked: Asked, kind: ConsentKind) -> &'static str {
    match (asked, kind) {
        (Asked::SetTerms, _) => "SetOrderReferenceDetails",
        (Asked::Confirm, ConsentKind::Once) => "ConfirmOrderReference",
        (Asked::Confirm, ConsentKind::Standing) => "ConfirmBillingAgreement",
        (Asked::Authorize | Asked::Forestall, ConsentKind::Once) => "Authorize",
        (Asked::Authorize | Asked::Forestall, ConsentKind::Standing) => "AuthorizeOnBillingAgreement",
        (Asked::Capture, _) => "Capture",
        (Asked::Refund, _) => "Refund",
        (Asked::CloseAuthorization, _) => "CloseAuthorization",
        (Asked::CancelConsent, _) => "CancelOrderReference",
        (Asked::CloseConsent, ConsentKind::Once) => "CloseOrderReference",
        (Asked::CloseConsent, ConsentKind::Standing) => "CloseBillingAgreement",
        (Asked::LookAtConsent, ConsentKind::Once) => "GetOrderReferenceDetails",
        (Asked::LookAtConsent, ConsentKind::Standing) => "GetBillingAgreementDetails",
        (Asked::LookAtAuthorization, _) => "GetAuthorizationDetails",
        (Asked::LookAtCapture, _) => "GetCaptureDetails",
        (Asked::LookAtRefund, _) => "GetRefundDetails",
        (Asked::LookAtMerchant, _) => "GetMerchantAccountStatus",
        (Asked::ReverseCredit, _) => "ReverseProviderCredit",
        (Asked::LookAtReversal, _) => "GetProviderCreditReversalDetails",
    }
}

/// How soon something that is pending is looked at after it began.
const FIRST_LOOK: TimeDelta = TimeDelta::seconds(5);

/// The longest pause between two looks: a buyer's bank may take a day.
pub(super) const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);

impl<'a> Case<'a> {
    /// What the buyer agreed to when it began, as far as it is known now.
    fn consent(&self) -> Option<&'a Consent> {
        let begun = self.transaction.and_then(|transaction| transaction.outside.as_ref()?.consent.as_ref());
        let present = self.token.and_then(|token| token.consent.as_ref());
        match (begun, present) {
            (Some(begun), Some(present)) if begun.id == present.id => Some(present),
            (Some(begun), _) => Some(begun),
            (None, present) => present,
        }
    }

    fn outside(&self) -> Option<&'a Outside> {
        self.transaction.and_then(|transaction| transaction.outside.as_ref())
    }

    /// As whom the caller takes part in a payment to another.
    fn marketplace(&self) -> Option<&'a Marketplace> {
        self.outside()?.marketplace.as_ref()
    }

    /// What the processor calls the caller as whoever gets or gives back `fee`; none where it has no part in that.
    fn provider_fee(&self, fee: Decimal) -> Option<ProviderFee> {
        let provider = self.marketplace()?.provider.clone()?;
        (!fee.is_zero()).then_some(ProviderFee { provider, amount: fee })
    }

    /// What the processor charged for the transaction.
    fn fees(&self) -> Decimal {
        self.outside().map(|outside| outside.fees).unwrap_or_default()
    }

    /// The latest answer.
    fn last(&self) -> Option<(Asked, &'a Heard)> {
        self.saga.steps.last().map(|taken| (taken.asked, &taken.heard))
    }

    /// Since when this may have been carried out, where it is next and no answer to it is known.
    fn in_doubt(&self, asked: Asked) -> Option<DateTime<Utc>> {
        self.saga.doubt.filter(|doubt| doubt.asked == asked).map(|doubt| doubt.since)
    }

    fn was_asked(&self, asked: Asked) -> bool {
        self.saga.steps.iter().any(|taken| taken.asked == asked)
    }

    /// Looks again at what is pending: later and later, unless the processor says before that it has decided.
    fn look_again(&self, look: Instruction) -> Next {
        let Some(Taken { at, asked, times, .. }) = self.saga.steps.last() else { return Next::Ask(look) };
        let looks = if *asked == look.asked() { *times } else { 0 };
        // 5 seconds doubled eight times is more than the longest pause.
        let pause = (FIRST_LOOK * (1 << looks.min(8))).min(LONGEST_PAUSE);
        let until = *at + pause;
        match until <= self.now {
            true => Next::Ask(look),
            false => Next::Wait { until, then: look },
        }
    }

    /// Refuses it for a reason of the gateway's own.
    fn refuse(&self, code: ErrorCode, why: &str) -> Next {
        Next::Finish(Decision::Refused(ServiceError::new(code, why)))
    }

    /// The processor's refusal, in the words of FPS.
    fn refused(&self, asked: Asked, code: &str, message: &str) -> Next {
        let pays_another = self.marketplace().is_some();
        let error = errors::translate(self.saga.action, asked, code, message);
        Next::Finish(Decision::Refused(if pays_another {
            errors::of_another(self.saga.action, code, error)
        } else {
            error
        }))
    }
}
