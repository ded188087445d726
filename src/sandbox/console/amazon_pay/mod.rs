//! Amazon Pay: order references with what was paid for them, billing agreements, and merchants.

mod actions;
mod agreements;
mod merchants;
mod names;
mod orders;

use axum::{
    Router,
    routing::{get, post},
};
use rust_decimal::Decimal;

pub(super) use self::{
    agreements::{newest as newest_agreements, next_of_agreement},
    merchants::all as merchants,
    orders::{newest as newest_orders, next_of_authorization, next_of_order},
};
use super::frame::{Frame, Section};
use crate::{
    amazon_pay::Environment,
    money::Price,
    sandbox::{
        Sandbox,
        amazon_pay::{
            rows::{BillingAgreement, OrderReference},
            tree::order_of,
        },
        pages::BUYER_PATH,
    },
    sign::v2::encode_parameters,
};

const ENVIRONMENTS: [Environment; 2] = [Environment::Live, Environment::Sandbox];

pub(super) fn routes() -> Router<Sandbox> {
    Router::new()
        .route("/_sandbox/console/amazon-pay/{id}/actions", post(actions::act))
        .route("/_sandbox/console/amazon-pay-agreements", get(agreements::list))
        .route("/_sandbox/console/amazon-pay-agreements/{id}", get(agreements::one))
        .route("/_sandbox/console/amazon-pay-merchants", get(merchants::list))
        .route("/_sandbox/console/amazon-pay-merchants/{id}", get(merchants::one))
        .route("/_sandbox/console/amazon-pay-orders", get(orders::list))
        .route("/_sandbox/console/amazon-pay-orders/{id}", get(orders::one))
}

impl Frame {
    /// The page of an order reference, at the place of one of its transactions where `id` is that of one.
    pub(super) fn payment(&self, id: &str) -> String {
        let order = order_of(id);
        let page = self.one(Section::Orders.path(), order);
        if order == id { page } else { format!("{page}#{id}") }
    }

    /// The page of an object of Amazon Pay, whatever it is.
    pub(super) fn amazon_pay(&self, id: &str) -> String {
        match id.starts_with(['B', 'C']) {
            true => self.one(Section::Agreements.path(), id),
            false => self.payment(id),
        }
    }

    /// Where a buyer chooses for a merchant of the world that is shown, with one parameter more.
    fn buyer_page(&self, seller: &str, environment: Environment, (name, value): (&str, &str)) -> String {
        let environment = environment.as_str().to_lowercase();
        let parameters = [("sellerId", seller), ("environment", environment.as_str()), (name, value)];
        let caller = self.callers.iter().find(|caller| caller.shown).map(|caller| ("caller", &*caller.access_key_id));
        let parameters: Vec<_> = parameters.into_iter().chain(caller).collect();
        format!("{BUYER_PATH}?{}", encode_parameters(&parameters))
    }

    /// Where forms lead that have Amazon do something with an object.
    fn actions(&self, id: &str) -> String {
        self.to(&format!("amazon-pay/{id}/actions"))
    }

    /// The page of whatever has moved money: a transaction, or a part of an order reference of Amazon Pay.
    pub(super) fn mover(&self, id: &str) -> String {
        // No id of a transaction has a hyphen.
        if id.contains('-') { self.payment(id) } else { self.one(Section::Transactions.path(), id) }
    }
}

/// Whether something that a person knows of an order reference has `text`, in lower case, in it.
pub(super) fn order_mentions(order: &OrderReference, text: &str) -> bool {
    let terms = &order.terms;
    let texts = [&terms.seller_note, &terms.seller_order.seller_order_id, &terms.seller_order.store_name];
    let texts = texts.into_iter().flatten().chain(&order.agreement).chain(&order.authorizations);
    let own = [&order.id, &order.seller, &order.wallet.buyer.name, &order.wallet.buyer.email];
    let amount = text.parse::<Decimal>().is_ok_and(|amount| {
        terms.total.as_ref().is_some_and(|total| total.amount == amount) || order.captured == amount
    });
    amount || own.into_iter().chain(texts).any(|it| super::transactions::contains(it, text))
}

/// Whether something that a person knows of a billing agreement has `text`, in lower case, in it.
pub(super) fn agreement_mentions(agreement: &BillingAgreement, text: &str) -> bool {
    let terms = &agreement.terms;
    let texts = [&terms.seller_note, &terms.seller_billing_agreement_id, &terms.store_name].into_iter().flatten();
    let own = [&agreement.id, &agreement.seller, &agreement.wallet.buyer.name, &agreement.wallet.buyer.email];
    own.into_iter().chain(texts).any(|it| super::transactions::contains(it, text))
}

/// `amount` in the currency of `price`.
fn like(amount: Decimal, price: &Price) -> Price {
    Price { amount, currency_code: price.currency_code.clone() }
}
