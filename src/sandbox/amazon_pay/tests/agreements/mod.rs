//! Billing agreements, what is charged on them, and what belongs to no order.

mod account;
mod charges;
mod details;
mod listing;
mod providers;
mod states;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Shop, card, environment_of, usd, wallet};
use crate::{
    amazon_pay::*,
    error::ServiceError,
    sandbox::{
        amazon_pay::{
            rows::{Behaviour, BillingAgreement, OrderReference, Wallet},
            rules::{self, On},
        },
        books::{Books, Stop},
        rows::Tenant,
    },
};

impl Shop {
    /// The row that `rule` looks up.
    async fn row<T: Send + 'static>(&self, rule: impl Fn(&Books<'_>) -> Result<Option<T>, Stop> + Send + 'static) -> T {
        self.world.sandbox.look(&Tenant::of(self.access_key()), rule).await.unwrap().unwrap()
    }

    async fn agreement_row(&self, id: &str) -> BillingAgreement {
        let id = id.to_owned();
        self.row(move |books| books.billing_agreement(&id)).await
    }

    async fn order_row(&self, id: &str) -> OrderReference {
        let id = id.to_owned();
        self.row(move |books| books.order_reference(&id)).await
    }

    /// An agreement of a buyer who has chosen what `wallet` says.
    pub(super) async fn agreement_draft_with(&self, environment: Environment, wallet: Wallet) -> String {
        let seller = self.seller_id();
        let made = self.act(move |books| {
            let merchant = books.merchant(&seller)?.expect("it was founded");
            let language = Some("en-US".to_owned());
            rules::agreement::create(books, &On { merchant, environment }, wallet.clone(), language)
        });
        made.await.unwrap().id
    }

    /// A draft to which nothing is missing.
    async fn agreement_draft(&self) -> String {
        let id = self.agreement_draft_with(Environment::Sandbox, wallet(Behaviour::Approved)).await;
        self.consent(&id, true).await.unwrap();
        id
    }

    /// An agreement that is open.
    async fn agreement(&self) -> String {
        let id = self.agreement_draft().await;
        self.confirm_agreement(&id).await.unwrap();
        id
    }

    pub(super) async fn consent(&self, id: &str, consents: bool) -> Result<(), ServiceError> {
        let id = id.to_owned();
        self.act(move |books| rules::wallet::consent(books, &id, consents)).await
    }

    async fn choose(&self, id: &str, behaviour: Behaviour) -> Result<(), ServiceError> {
        let id = id.to_owned();
        self.act(move |books| rules::wallet::choose_payment(books, &id, card(behaviour))).await
    }

    pub(super) async fn confirm_agreement(&self, id: &str) -> Result<(), ServiceError> {
        let request = ConfirmBillingAgreementRequest::new(id);
        self.world.sandbox.confirm_billing_agreement(&self.call_in(environment_of(id)), request).await.map(drop)
    }

    async fn agreement_details(&self, id: &str) -> BillingAgreementDetails {
        let request = GetBillingAgreementDetailsRequest::new(id);
        let result = self.world.sandbox.get_billing_agreement_details(&self.call_in(environment_of(id)), request).await;
        result.unwrap().billing_agreement_details
    }

    /// A request to charge an agreement, and to be told at once.
    fn charging(&self, id: &str, dollars: &str) -> AuthorizeOnBillingAgreementRequest {
        AuthorizeOnBillingAgreementRequest::new(id, self.reference(), usd(dollars)).transaction_timeout(0)
    }

    async fn charge(
        &self,
        request: AuthorizeOnBillingAgreementRequest,
    ) -> Result<AuthorizeOnBillingAgreementResult, ServiceError> {
        let call = self.call_in(environment_of(request.amazon_billing_agreement_id.as_str()));
        self.world.sandbox.authorize_on_billing_agreement(&call, request).await
    }

    /// An authorization on an agreement, and what has become of it.
    async fn charged(&self, id: &str, dollars: &str) -> AuthorizationDetails {
        self.charge(self.charging(id, dollars)).await.unwrap().authorization_details
    }

    fn making_order(&self, id: &str) -> CreateOrderReferenceForIdRequest {
        CreateOrderReferenceForIdRequest::new(id, IdType::BillingAgreement)
    }

    async fn make_order(
        &self,
        request: CreateOrderReferenceForIdRequest,
    ) -> Result<OrderReferenceDetails, ServiceError> {
        let result = self.world.sandbox.create_order_reference_for_id(&self.call(), request).await?;
        Ok(result.order_reference_details)
    }

    fn now(&self) -> DateTime<Utc> {
        self.world.now()
    }

    /// Lets time pass until that moment.
    fn until(&self, moment: &str) {
        self.pass(moment.parse::<DateTime<Utc>>().unwrap() - self.now());
    }

    fn minutes(&self, minutes: i64) {
        self.pass(TimeDelta::minutes(minutes));
    }
}

/// What a merchant says of an order of so many dollars, and nothing else.
fn attributes(dollars: &str) -> OrderReferenceAttributes {
    super::attributes(usd(dollars))
}
