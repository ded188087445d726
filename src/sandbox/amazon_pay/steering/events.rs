//! What Amazon does by itself.

use rust_decimal::Decimal;

use super::{
    is_agreement,
    model::{AmazonAction, AmazonRefund},
};
use crate::{
    money::Price,
    sandbox::{
        amazon_pay::{
            rows::{Decision, Reason},
            rules::{
                amazon::{self, RefundCause},
                amazon_agreement::{self, Closer},
                wallet,
            },
        },
        books::{Books, Stop},
        command::invalid,
    },
};

/// What an id is of, as its letters tell.
enum Object {
    Order,
    Agreement,
    Authorization,
    Capture,
    Refund,
    Other,
}

impl Object {
    fn of(id: &str) -> Self {
        let letter = id.rsplit_once('-').and_then(|(_, last)| last.chars().next());
        match letter {
            Some('A') => Self::Authorization,
            Some('C') => Self::Capture,
            Some('R') => Self::Refund,
            Some(digit) if digit.is_ascii_digit() && is_agreement(id) => Self::Agreement,
            Some(digit) if digit.is_ascii_digit() => Self::Order,
            _ => Self::Other,
        }
    }
}

/// Does it, and tells the id of what was made by it.
pub(super) fn act(books: &mut Books<'_>, id: &str, action: &AmazonAction) -> Result<Option<String>, Stop> {
    let nothing = |()| None;
    match (action, Object::of(id)) {
        (AmazonAction::Cancel {}, Object::Order) => amazon::cancel_order(books, id).map(nothing),
        (AmazonAction::Cancel {}, Object::Agreement) => amazon_agreement::cancel(books, id).map(nothing),
        (AmazonAction::Close { by_buyer: false }, Object::Order) => amazon::close_order(books, id).map(nothing),
        (AmazonAction::Close { by_buyer: false }, Object::Authorization) => {
            amazon::close_authorization(books, id).map(nothing)
        }
        (AmazonAction::Close { by_buyer: false }, Object::Capture) => amazon::close_capture(books, id).map(nothing),
        (AmazonAction::Close { by_buyer }, Object::Agreement) => {
            let closer = if *by_buyer { Closer::Buyer } else { Closer::Amazon };
            amazon_agreement::close(books, id, closer).map(nothing)
        }
        (AmazonAction::Suspend {}, Object::Agreement) => amazon_agreement::suspend(books, id).map(nothing),
        (AmazonAction::DeleteBillingAddress {}, Object::Agreement) => {
            amazon_agreement::delete_billing_address(books, id).map(nothing)
        }
        (AmazonAction::Decide { decline, soft }, Object::Authorization) => {
            amazon::decide_authorization(books, id, decision(decline.as_deref(), *soft)?).map(nothing)
        }
        (AmazonAction::Decide { decline, soft: false }, Object::Capture) => {
            amazon::decide_capture(books, id, declined(decline.as_deref())?).map(nothing)
        }
        (AmazonAction::Decide { decline, soft: false }, Object::Refund) => {
            amazon::decide_refund(books, id, declined(decline.as_deref())?).map(nothing)
        }
        (AmazonAction::Refund { amount, cause }, Object::Capture) => refund(books, id, *amount, *cause).map(Some),
        (AmazonAction::Mend { payment }, Object::Order | Object::Agreement) => {
            wallet::mend(books, id, payment.method()).map(nothing)
        }
        (_, Object::Other) => Err(invalid(
            "The id is none of an order reference, a billing agreement, an authorization, a capture or a refund.",
        )),
        _ => Err(invalid("That can't be done with an object of this kind.")),
    }
}

fn decision(decline: Option<&str>, soft: bool) -> Result<Decision, Stop> {
    let Some(name) = decline else { return Ok(Decision::Approve) };
    let reasons =
        [Reason::InvalidPaymentMethod, Reason::AmazonRejected, Reason::ProcessingFailure, Reason::TransactionTimedOut];
    let reason = named(&reasons, name)?;
    let soft = (reason == Reason::InvalidPaymentMethod).then_some(soft);
    Ok(Decision::Decline { reason, soft, mended_after: None })
}

fn declined(decline: Option<&str>) -> Result<Option<Reason>, Stop> {
    decline.map(|name| named(&[Reason::AmazonRejected, Reason::ProcessingFailure], name)).transpose()
}

fn named(reasons: &[Reason], name: &str) -> Result<Reason, Stop> {
    let found = reasons.iter().copied().find(|reason| reason.as_str() == name);
    found.ok_or_else(|| {
        let names: Vec<_> = reasons.iter().map(|reason| reason.as_str()).collect();
        invalid(format!("decline can be {}.", names.join(", ")))
    })
}

fn refund(books: &mut Books<'_>, id: &str, amount: Option<Decimal>, cause: AmazonRefund) -> Result<String, Stop> {
    let currency = books.capture(id)?.map(|capture| capture.amount.currency_code);
    // Where there is no such capture, the rule says so.
    let amount = amount.zip(currency).map(|(amount, currency_code)| Price { amount, currency_code });
    let cause = match cause {
        AmazonRefund::Guarantee => RefundCause::Guarantee,
        AmazonRefund::BuyerCanceled => RefundCause::BuyerCanceled,
        AmazonRefund::Chargeback => RefundCause::Chargeback,
    };
    amazon::refund(books, id, amount, cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_tell_what_they_are_of() {
        let kind = |id| match Object::of(id) {
            Object::Order => "order",
            Object::Agreement => "agreement",
            Object::Authorization => "authorization",
            Object::Capture => "capture",
            Object::Refund => "refund",
            Object::Other => "other",
        };
        for (id, what) in [
            ("S01-1234567-1234567", "order"),
            ("P03-1234567-1234567", "order"),
            ("C01-1234567-1234567", "agreement"),
            ("B02-1234567-1234567", "agreement"),
            ("S01-1234567-1234567-A123456", "authorization"),
            ("S01-1234567-1234567-C123456", "capture"),
            ("S01-1234567-1234567-R123456", "refund"),
            ("S01-1234567-1234567-P123456", "other"),
            ("nonsense", "other"),
            ("", "other"),
        ] {
            assert_eq!(kind(id), what, "{id}");
        }
    }
}
