//! Payments to others than the caller, where a processor makes them: who can be paid, and out of which consent.

use rust_decimal::Decimal;

use super::parties;
use crate::{
    fps::ErrorCode,
    sandbox::{
        books::{Books, Decides, Stop},
        command::invalid,
        rows::{Consent, Marketplace, Operation, Outside, Transaction},
    },
};

/// As whom the caller takes part in a payment to the account `recipient` out of `consent`; none where it is paid itself.
pub(crate) fn part(books: &Books<'_>, recipient: &str, consent: &Consent) -> Result<Option<Marketplace>, Stop> {
    let Some(sellers) = books.policy().sellers.get(books.caller_id()) else {
        return if recipient == books.caller_id() { Ok(None) } else { Err(no_marketplace()) };
    };
    let is_own = recipient == books.caller_id() || recipient == sellers.own;
    if !is_own && sellers.others.is_empty() {
        return Err(no_marketplace());
    }
    if !is_own && !sellers.others.contains(recipient) {
        return Err(Stop::refuse(
            ErrorCode::InvalidTokenIdRecipient,
            format!(
                "The recipient is the seller {recipient}, for whom the gateway can't act: give his SellerId and \
                 MWSAuthToken in its configuration, as a [[caller.recipient]]."
            ),
        ));
    }
    let seller = if is_own { &sellers.own } else { recipient };
    if consent.seller != seller {
        return Err(parties::incompatible(format!(
            "What the buyer agreed to lets the seller {} be paid and nobody else, and the recipient is the seller {seller}: \
             have the buyer authorise a token for this recipient.",
            consent.seller
        )));
    }
    let part = || Marketplace { platform: sellers.own.clone(), provider: sellers.provider.clone() };
    Ok((!is_own).then(part))
}

/// Whether the processor can pay the caller its fee out of the payment.
pub(crate) fn check_fee(transaction: &Transaction, part: Option<&Marketplace>) -> Result<(), Stop> {
    let is_paid = part.is_some_and(|part| part.provider.is_some()) && transaction.operation != Operation::Refund;
    match transaction.marketplace_fee.filter(|fee| is_paid && *fee > transaction.amount) {
        Some(fee) => Err(invalid(format!(
            "The marketplace fee is {fee}, and the payment {}: Amazon Pay pays a fee out of the payment.",
            transaction.amount
        ))),
        None => Ok(()),
    }
}

/// What a refund of `original` begins with where the processor is asked for it; none where it is the books' own matter,
/// as is that of a fee which the processor has not paid.
pub(crate) fn refunded(books: &Books<'_>, original: &Transaction, is_of_fee_alone: bool) -> Option<Outside> {
    let paid = original.outside.as_ref().filter(|_| books.policy().decides == Decides::Outside)?;
    let part = paid.marketplace.clone();
    let is_paid = part.as_ref().is_some_and(|part| part.provider.is_some());
    let has_fee = original.marketplace_fee.is_some_and(|fee| fee > Decimal::ZERO);
    (!is_of_fee_alone || is_paid && has_fee).then(|| Outside { marketplace: part, ..Outside::default() })
}

fn no_marketplace() -> Stop {
    Stop::refuse(
        ErrorCode::NotMarketplaceApp,
        "The recipient is another seller than the caller, and the gateway was told of none for whom it may act: give his \
         SellerId and MWSAuthToken in its configuration, as a [[caller.recipient]].",
    )
}
