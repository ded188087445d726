//! What is done with Amazon Pay outside of its calls: by buyers, by Amazon, and by whoever sets up a test.

pub(crate) mod choices;
mod events;
mod merchants;
mod model;

use rust_decimal::Decimal;

pub(in crate::sandbox) use self::merchants::all as merchants_of;
pub use self::model::{
    AmazonAction, AmazonRefund, BuyerChoice, Choice, ChosenAddress, MerchantChange, MerchantRegion,
    NewBillingAgreement, NewMerchant, NewOrderReference, SeedMerchant, ShippingAddress,
};
use super::{
    rows::{BillingAgreement, OrderReference},
    rules::{self, On, access, status},
};
use crate::{
    amazon_pay as pay,
    error::ServiceError,
    money::Price,
    sandbox::{
        Sandbox,
        books::{Books, Stop},
        command::invalid,
        rows::Tenant,
    },
};

impl Sandbox {
    /// Makes an order reference as a buyer would on a merchant's page: a draft, with what the buyer has chosen. With an
    /// amount it also gets its details, and it can be confirmed.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller, merchant, buyer or address, or a text that makes no sense; what
    /// `SetOrderReferenceDetails` and `ConfirmOrderReference` are refused with.
    pub async fn create_order_reference(&self, new: NewOrderReference) -> Result<Choice, ServiceError> {
        self.steer(new.caller.clone().as_deref(), move |books| create_order_reference(books, &new)).await
    }

    /// Makes a billing agreement as a buyer would on a merchant's page: a draft, with what the buyer has chosen.
    ///
    /// # Errors
    /// As for [`Sandbox::create_order_reference`], with `ConfirmBillingAgreement`.
    pub async fn create_billing_agreement(&self, new: NewBillingAgreement) -> Result<Choice, ServiceError> {
        self.steer(new.caller.clone().as_deref(), move |books| create_billing_agreement(books, &new)).await
    }

    /// Changes what a buyer has chosen for an order reference or a billing agreement, as he would on the merchant's
    /// page.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller or address, `InvalidOrderReferenceId` and `InvalidBillingAgreementId` for
    /// an id that is none, and what is refused in its state: `InvalidOrderReferenceStatus`,
    /// `InvalidBillingAgreementStatus`.
    pub async fn choose(&self, id: impl Into<String>, choice: BuyerChoice) -> Result<Choice, ServiceError> {
        let id = id.into();
        self.steer(choice.caller.clone().as_deref(), move |books| choose(books, &id, &choice)).await
    }

    /// Does what Amazon does by itself with an order reference, a billing agreement or one of their transactions, in the
    /// world of `caller`; without a caller it is the world of the first one. Answered is the id of what was made by it.
    ///
    /// # Errors
    /// `InvalidParams` for an unknown caller, or an action that makes no sense for such an object; a code for an unknown
    /// id, and one for a state in which it can't be done.
    pub async fn act_as_amazon(
        &self,
        caller: Option<&str>,
        id: &str,
        action: AmazonAction,
    ) -> Result<Option<String>, ServiceError> {
        let id = id.to_owned();
        self.steer(caller, move |books| events::act(books, &id, &action)).await
    }

    /// Has `GetServiceStatus` say this from now on in the world of `caller`, or of the first one. Calls go on as they
    /// did: see [`Sandbox::inject`] for what goes wrong.
    pub(in crate::sandbox) async fn announce_service_status(
        &self,
        caller: Option<&str>,
        announcement: status::Announcement,
    ) -> Result<status::Announcement, ServiceError> {
        self.steer(caller, move |books| status::announce(books, announcement.clone())).await
    }

    /// Applies `rule` to the rows of the caller that is named, once all is done that is due.
    pub(in crate::sandbox) async fn steer<T: Send + 'static>(
        &self,
        caller: Option<&str>,
        rule: impl Fn(&mut Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        let _nothing_is_replaced = self.0.replacing.read().await;
        let tenant = Tenant::of(&self.named(caller)?);
        let now = self.now();
        self.catch_up(&tenant, now).await?;
        self.change_at(&tenant, now, rule).await
    }
}

fn create_order_reference(books: &mut Books<'_>, new: &NewOrderReference) -> Result<Choice, Stop> {
    let on = choices::on(books, new.seller_id.as_deref(), new.environment)?;
    choices::check_language(new.language.as_deref())?;
    let buyer = choices::buyer(books, &on.merchant, new.buyer.as_deref())?;
    let wallet = choices::wallet(&on.merchant, buyer, &new.address, new.payment)?;
    let order = rules::order::create(books, &on, wallet, new.language.clone())?;
    match new.amount {
        Some(amount) => describe(books, &on, &order.id, amount, new)?,
        None if new.confirm || new.seller_order_id.is_some() => {
            return Err(invalid("confirm and seller_order_id are for an order with an amount."));
        }
        None => {}
    }
    if new.confirm {
        rules::order::confirm(books, &on, &pay::ConfirmOrderReferenceRequest::new(order.id.as_str()))?;
    }
    of_order(books, &order.id)
}

/// Does the merchant's part.
fn describe(books: &mut Books<'_>, on: &On, id: &str, amount: Decimal, new: &NewOrderReference) -> Result<(), Stop> {
    let seller_order_attributes = new.seller_order_id.as_ref().map(|id| pay::SellerOrderAttributes {
        seller_order_id: Some(id.clone()),
        ..pay::SellerOrderAttributes::default()
    });
    let attributes = pay::OrderReferenceAttributes {
        order_total: Price::new(amount, &on.merchant.currency),
        platform_id: None,
        seller_note: None,
        request_payment_authorization: None,
        seller_order_attributes,
    };
    let request = pay::SetOrderReferenceDetailsRequest::new(id, attributes);
    rules::order::set_details(books, on, &request).map(drop)
}

fn create_billing_agreement(books: &mut Books<'_>, new: &NewBillingAgreement) -> Result<Choice, Stop> {
    let on = choices::on(books, new.seller_id.as_deref(), new.environment)?;
    choices::check_language(new.language.as_deref())?;
    let buyer = choices::buyer(books, &on.merchant, new.buyer.as_deref())?;
    let wallet = choices::wallet(&on.merchant, buyer, &new.address, new.payment)?;
    let agreement = rules::agreement::create(books, &on, wallet, new.language.clone())?;
    rules::wallet::consent(books, &agreement.id, new.consent.unwrap_or(true))?;
    if new.confirm {
        rules::agreement::confirm(books, &on, &pay::ConfirmBillingAgreementRequest::new(agreement.id.as_str()))?;
    }
    of_agreement(books, &agreement.id)
}

fn choose(books: &mut Books<'_>, id: &str, choice: &BuyerChoice) -> Result<Choice, Stop> {
    if let Some(chosen) = &choice.address {
        let buyer = match is_agreement(id) {
            true => agreement(books, id)?.wallet.buyer,
            false => order(books, id)?.wallet.buyer,
        };
        let address = choices::address(chosen, &buyer.name)?;
        rules::wallet::choose_address(books, id, address)?;
    }
    if let Some(card) = choice.payment {
        rules::wallet::choose_payment(books, id, card.method())?;
    }
    if let Some(consents) = choice.consent {
        rules::wallet::consent(books, id, consents)?;
    }
    if is_agreement(id) { of_agreement(books, id) } else { of_order(books, id) }
}

fn of_order(books: &Books<'_>, id: &str) -> Result<Choice, Stop> {
    let order = order(books, id)?;
    Ok(Choice {
        access_token: access::token(books, &order.seller, &order.wallet.buyer),
        id: order.id,
        seller_id: order.seller,
        environment: order.environment,
        state: order.status.state().as_str().to_owned(),
    })
}

fn of_agreement(books: &Books<'_>, id: &str) -> Result<Choice, Stop> {
    let agreement = agreement(books, id)?;
    Ok(Choice {
        access_token: access::token(books, &agreement.seller, &agreement.wallet.buyer),
        id: agreement.id,
        seller_id: agreement.seller,
        environment: agreement.environment,
        state: agreement.status.state().as_str().to_owned(),
    })
}

fn order(books: &Books<'_>, id: &str) -> Result<OrderReference, Stop> {
    let unknown =
        || Stop::refuse(pay::ErrorCode::InvalidOrderReferenceId, format!("The OrderReferenceId {id} is invalid."));
    books.order_reference(id)?.ok_or_else(unknown)
}

fn agreement(books: &Books<'_>, id: &str) -> Result<BillingAgreement, Stop> {
    rules::agreement::of_buyer(books, id)
}

/// Whether an id is that of a billing agreement: its letter tells.
fn is_agreement(id: &str) -> bool {
    id.starts_with(['B', 'C'])
}
