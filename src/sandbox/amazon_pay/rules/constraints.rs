//! What keeps an order reference from being confirmed.
//!
//! The wallet shows prices in the currency of the order, so that there is never the constraint `CurrencyMismatch`.

use crate::{
    amazon_pay::{Constraint, ConstraintId},
    sandbox::amazon_pay::rows::{Behaviour, Merchant, OrderReference, Wallet},
};

/// The constraints on an order reference, in the order of their names.
pub(crate) fn of(order: &OrderReference, merchant: &Merchant) -> Vec<Constraint> {
    let Wallet { buyer, destination, payment, .. } = &order.wallet;
    let not_allowed = payment.as_ref().is_some_and(|payment| payment.behaviour == Behaviour::NotAllowed);
    // What is made from a billing agreement inherits its address, or is sent nowhere.
    let goes_nowhere = destination.is_none() && order.agreement.is_none();
    let checks = [
        (order.terms.total.is_none(), ConstraintId::AmountNotSet, "The merchant has not set the total of the order."),
        (
            buyer.email.eq_ignore_ascii_case(&merchant.email),
            ConstraintId::BuyerEqualsSeller,
            "The buyer is the merchant himself.",
        ),
        (
            not_allowed || order.simulated_constraint.is_some(),
            ConstraintId::PaymentMethodNotAllowed,
            "The payment method that the buyer has chosen can't be used for this order.",
        ),
        (payment.is_none(), ConstraintId::PaymentPlanNotSet, "The buyer has not chosen how to pay."),
        (goes_nowhere, ConstraintId::ShippingAddressNotSet, "The buyer has not chosen where the order goes to."),
    ];
    let there = checks.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, constraint_id, text)| Constraint { constraint_id, description: Some(text.to_owned()) }).collect()
}
