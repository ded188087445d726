//! What Amazon, or the buyer on Amazon's own site, does with a billing agreement by itself.

use super::{agreement, order};
use crate::{
    amazon_pay::ErrorCode,
    sandbox::{
        amazon_pay::rows::{AgreementState, BillingAgreement, OrderReference, OrderState, Reason},
        books::{Books, Stop},
    },
};

/// Who ends a billing agreement that was confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closer {
    Amazon,
    Buyer,
}

/// Cancels it with everything that is open under it: its order references, what is authorized and not captured, and
/// what is being captured.
pub(crate) fn cancel(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let mut agreement = alive(books, id, "canceled")?;
    agreement.status.enter(AgreementState::Canceled, books.now(), Reason::AmazonCanceled);
    agreement.mended_at = None;
    let orders = agreement.order_references.clone();
    books.put(agreement);
    for id in orders {
        let order = books.order_reference(&id)?.ok_or_else(|| Stop::broken("an order reference"))?;
        end(books, order)?;
    }
    Ok(())
}

/// Cancels an order reference that is not over; of one that is, nothing more is captured.
fn end(books: &mut Books<'_>, mut order: OrderReference) -> Result<(), Stop> {
    let now = books.now();
    match order.status.state() {
        OrderState::Draft | OrderState::Open | OrderState::Suspended => {
            order::end_canceled(books, order, now, Reason::AmazonCanceled, None)
        }
        OrderState::Canceled => Ok(()),
        OrderState::Closed => {
            order::end_payments(books, &mut order, now)?;
            books.put(order);
            Ok(())
        }
    }
}

/// Ends one that was confirmed. What is authorized can still be captured.
pub(crate) fn close(books: &mut Books<'_>, id: &str, by: Closer) -> Result<(), Stop> {
    let mut agreement = confirmed(books, id, "closed")?;
    let reason = match by {
        Closer::Amazon => Reason::AmazonClosed,
        Closer::Buyer => Reason::BuyerClosed,
    };
    agreement.status.enter(AgreementState::Closed, books.now(), reason);
    agreement.mended_at = None;
    books.put(agreement);
    Ok(())
}

/// Finds that its payment method is no good.
pub(crate) fn suspend(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let mut agreement = agreement::of_buyer(books, id)?;
    if !agreement.status.is(AgreementState::Open) {
        return Err(refuse(&agreement, "suspended"));
    }
    agreement::suspend(&mut agreement, books.now(), "There is a problem with the payment method.");
    books.put(agreement);
    Ok(())
}

/// The buyer deletes the address that the payment method is billed to: then it can't be charged, and can't be confirmed
/// again, before he has chosen a payment method anew.
pub(crate) fn delete_billing_address(books: &mut Books<'_>, id: &str) -> Result<(), Stop> {
    let mut agreement = confirmed(books, id, "left without a billing address")?;
    agreement.wallet.billing_address = None;
    agreement.billing_address_deleted = true;
    agreement.mended_at = None;
    if agreement.status.is(AgreementState::Open) {
        agreement::suspend(&mut agreement, books.now(), "The billing address of the payment method was deleted.");
    }
    books.put(agreement);
    Ok(())
}

fn alive(books: &Books<'_>, id: &str, deed: &str) -> Result<BillingAgreement, Stop> {
    let agreement = agreement::of_buyer(books, id)?;
    match agreement.status.state() {
        AgreementState::Draft | AgreementState::Open | AgreementState::Suspended => Ok(agreement),
        AgreementState::Canceled | AgreementState::Closed => Err(refuse(&agreement, deed)),
    }
}

fn confirmed(books: &Books<'_>, id: &str, deed: &str) -> Result<BillingAgreement, Stop> {
    let agreement = alive(books, id, deed)?;
    match agreement.status.is(AgreementState::Draft) {
        true => Err(refuse(&agreement, deed)),
        false => Ok(agreement),
    }
}

fn refuse(agreement: &BillingAgreement, deed: &str) -> Stop {
    let state = agreement.status.state().as_str();
    Stop::refuse(
        ErrorCode::InvalidBillingAgreementStatus,
        format!("BillingAgreement {} is {state}, and can't be {deed}.", agreement.id),
    )
}
