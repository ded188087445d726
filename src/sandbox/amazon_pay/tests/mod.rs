//! What Amazon Pay does, tried over every store.

mod access;
mod agreements;
mod amazon;
mod authorizations;
mod captures;
mod completeness;
mod limits;
mod orders;
mod properties;
mod references;
mod refunds;
mod simulations;
mod sound;

use std::{
    fmt::Debug,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::TimeDelta;
use rust_decimal::Decimal;

use super::{
    merchants,
    rows::{Address, Behaviour, Buyer, PaymentMethod, Wallet},
    rules::{On, order},
};
use crate::{
    amazon_pay::{ids::*, *},
    error::ServiceError,
    ids::RequestId,
    money::Price,
    sandbox::{
        books::{Books, Stop},
        ledger::{Book, LedgerAccount},
        rows::Tenant,
        tests::World,
    },
    server::{Call, Caller, Seller, Transport},
};

/// A merchant who sells in a world.
pub(super) struct Shop {
    pub(super) world: World,
    references: AtomicU32,
}

impl Shop {
    pub(super) fn in_(world: World) -> Self {
        Self { world, references: AtomicU32::new(0) }
    }

    pub(super) fn access_key(&self) -> &str {
        &self.world.seed.callers[0].access_key_id
    }

    pub(super) fn seller_id(&self) -> String {
        merchants::seller_id_of(self.access_key())
    }

    /// A call of the merchant himself in the sandbox environment.
    pub(super) fn call(&self) -> Call {
        self.call_in(Environment::Sandbox)
    }

    pub(super) fn call_in(&self, environment: Environment) -> Call {
        self.call_for(Seller { seller_id: self.seller_id(), auth_token: None, environment })
    }

    pub(super) fn call_for(&self, seller: Seller) -> Call {
        Call {
            caller: Some(Caller { access_key_id: self.access_key().to_owned() }),
            version: "2013-01-01",
            request_id: RequestId::new("00000000-0000-0000-0000-000000000000"),
            received_at: self.world.now(),
            transport: Transport::Rest,
            seller: Some(seller),
        }
    }

    /// A reference id that was not used before.
    pub(super) fn reference(&self) -> String {
        format!("ref-{}", self.references.fetch_add(1, Ordering::Relaxed))
    }

    /// Something that is done without a call, by the buyer or by Amazon.
    pub(super) async fn act<T: Send + 'static>(
        &self,
        rule: impl Fn(&mut Books<'_>) -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, ServiceError> {
        self.world.sandbox.change(&self.call(), rule).await
    }

    pub(super) fn pass(&self, step: TimeDelta) {
        self.world.pass(step);
    }

    /// Lets what is under way be decided.
    pub(super) fn wait(&self) {
        self.pass(TimeDelta::seconds(1));
    }

    /// An order reference of a buyer who has chosen everything.
    pub(super) async fn draft(&self) -> String {
        self.draft_with(Environment::Sandbox, wallet(Behaviour::Approved)).await
    }

    pub(super) async fn draft_with(&self, environment: Environment, wallet: Wallet) -> String {
        let seller = self.seller_id();
        let made = self.act(move |books| {
            let merchant = books.merchant(&seller)?.expect("it was founded");
            let order = order::create(books, &On { merchant, environment }, wallet.clone(), Some("en-US".to_owned()))?;
            Ok(order.id)
        });
        made.await.unwrap()
    }

    pub(super) async fn set_total(&self, order: &str, total: Price) -> Result<OrderReferenceDetails, ServiceError> {
        let request = SetOrderReferenceDetailsRequest::new(order, attributes(total));
        let call = self.call_in(environment_of(order));
        let result = self.world.sandbox.set_order_reference_details(&call, request).await?;
        Ok(result.order_reference_details)
    }

    pub(super) async fn confirm(&self, order: &str) -> Result<(), ServiceError> {
        let call = self.call_in(environment_of(order));
        let request = ConfirmOrderReferenceRequest::new(order);
        self.world.sandbox.confirm_order_reference(&call, request).await.map(drop)
    }

    /// An order reference that is open, of so many dollars.
    pub(super) async fn order(&self, dollars: &str) -> String {
        self.order_with(Environment::Sandbox, wallet(Behaviour::Approved), dollars).await
    }

    pub(super) async fn order_with(&self, environment: Environment, wallet: Wallet, dollars: &str) -> String {
        let order = self.draft_with(environment, wallet).await;
        self.set_total(&order, usd(dollars)).await.unwrap();
        self.confirm(&order).await.unwrap();
        order
    }

    pub(super) fn authorization(&self, order: &str, dollars: &str) -> AuthorizeRequest {
        AuthorizeRequest::new(order, self.reference(), usd(dollars))
    }

    pub(super) async fn authorize(&self, request: AuthorizeRequest) -> Result<AuthorizationDetails, ServiceError> {
        let call = self.call_in(environment_of(request.amazon_order_reference_id.as_str()));
        let result = self.world.sandbox.authorize(&call, request).await?;
        Ok(result.authorization_details)
    }

    /// An authorization that is open, decided at once.
    pub(super) async fn authorized(&self, order: &str, dollars: &str) -> String {
        let request = self.authorization(order, dollars).transaction_timeout(0);
        let made = self.authorize(request).await.unwrap();
        assert_eq!(made.authorization_status.state, AuthorizationState::Open);
        made.amazon_authorization_id.into_string()
    }

    /// An authorization that is pending, and how it will be decided is the matter of its note.
    pub(super) async fn pending(&self, order: &str, dollars: &str) -> String {
        let made = self.authorize(self.authorization(order, dollars)).await.unwrap();
        assert_eq!(made.authorization_status.state, AuthorizationState::Pending);
        made.amazon_authorization_id.into_string()
    }

    pub(super) async fn close_authorization(&self, authorization: &str) -> Result<(), ServiceError> {
        let call = self.call_in(environment_of(authorization));
        let request = CloseAuthorizationRequest::new(authorization);
        self.world.sandbox.close_authorization(&call, request).await.map(drop)
    }

    pub(super) fn capturing(&self, authorization: &str, dollars: &str) -> CaptureRequest {
        CaptureRequest::new(authorization, self.reference(), usd(dollars))
    }

    pub(super) async fn capture(&self, request: CaptureRequest) -> Result<CaptureDetails, ServiceError> {
        let call = self.call_in(environment_of(request.amazon_authorization_id.as_str()));
        let result = self.world.sandbox.capture(&call, request).await?;
        Ok(result.capture_details)
    }

    /// A capture that is pending, of an authorization that is open.
    pub(super) async fn capturing_slowly(&self, authorization: &str, dollars: &str) -> String {
        let note = simulation(r#""State": "Pending""#);
        let made = self.capture(self.capturing(authorization, dollars).seller_capture_note(note)).await.unwrap();
        assert_eq!(made.capture_status.state, CaptureState::Pending);
        made.amazon_capture_id.into_string()
    }

    /// A capture that is completed, of an order and an authorization of its own.
    pub(super) async fn captured(&self, dollars: &str) -> String {
        let order = self.order(dollars).await;
        self.captured_of(&order, dollars).await
    }

    pub(super) async fn captured_of(&self, order: &str, dollars: &str) -> String {
        let authorization = self.authorized(order, dollars).await;
        let made = self.capture(self.capturing(&authorization, dollars)).await.unwrap();
        assert_eq!(made.capture_status.state, CaptureState::Completed);
        made.amazon_capture_id.into_string()
    }

    pub(super) fn refunding(&self, capture: &str, dollars: &str) -> RefundRequest {
        RefundRequest::new(capture, self.reference(), usd(dollars))
    }

    pub(super) async fn refund(&self, request: RefundRequest) -> Result<RefundDetails, ServiceError> {
        let call = self.call_in(environment_of(request.amazon_capture_id.as_str()));
        let result = self.world.sandbox.refund(&call, request).await?;
        Ok(result.refund_details)
    }

    pub(super) async fn cancel(&self, order: &str) -> Result<(), ServiceError> {
        let call = self.call_in(environment_of(order));
        let request = CancelOrderReferenceRequest::new(order).cancelation_reason("sold out");
        self.world.sandbox.cancel_order_reference(&call, request).await.map(drop)
    }

    pub(super) async fn close(&self, order: &str) -> Result<(), ServiceError> {
        let call = self.call_in(environment_of(order));
        let request = CloseOrderReferenceRequest::new(order).closure_reason("all sent");
        self.world.sandbox.close_order_reference(&call, request).await.map(drop)
    }

    pub(super) async fn details(&self, order: &str) -> OrderReferenceDetails {
        let call = self.call_in(environment_of(order));
        let request = GetOrderReferenceDetailsRequest::new(order);
        self.world.sandbox.get_order_reference_details(&call, request).await.unwrap().order_reference_details
    }

    pub(super) async fn authorization_details(&self, id: &str) -> AuthorizationDetails {
        let call = self.call_in(environment_of(id));
        let request = GetAuthorizationDetailsRequest::new(id);
        self.world.sandbox.get_authorization_details(&call, request).await.unwrap().authorization_details
    }

    pub(super) async fn capture_details(&self, id: &str) -> CaptureDetails {
        let call = self.call_in(environment_of(id));
        let request = GetCaptureDetailsRequest::new(id);
        self.world.sandbox.get_capture_details(&call, request).await.unwrap().capture_details
    }

    pub(super) async fn refund_details(&self, id: &str) -> RefundDetails {
        let call = self.call_in(environment_of(id));
        let request = GetRefundDetailsRequest::new(id);
        self.world.sandbox.get_refund_details(&call, request).await.unwrap().refund_details
    }

    /// The state of an order reference, an authorization, a capture or a refund, and its reason: `Closed/Expired`.
    pub(super) async fn state(&self, id: &str) -> String {
        let with = |state: &str, reason: Option<&str>| match reason {
            Some(reason) => format!("{state}/{reason}"),
            None => state.to_owned(),
        };
        match id.rsplit('-').next().and_then(|last| last.chars().next()) {
            Some('A') => {
                let status = self.authorization_details(id).await.authorization_status;
                with(status.state.as_ref(), status.reason_code.as_ref().map(AsRef::as_ref))
            }
            Some('C') => {
                let status = self.capture_details(id).await.capture_status;
                with(status.state.as_ref(), status.reason_code.as_ref().map(AsRef::as_ref))
            }
            Some('R') => {
                let status = self.refund_details(id).await.refund_status;
                with(status.state.as_ref(), status.reason_code.as_ref().map(AsRef::as_ref))
            }
            _ => {
                let status = self.details(id).await.order_reference_status;
                with(status.state.as_ref(), status.reason_code.as_ref().map(AsRef::as_ref))
            }
        }
    }

    /// What the ledger says of the merchant, or with an empty owner of Amazon Pay, in US dollars of both environments.
    pub(super) async fn balance(&self, book: Book, owner: &str) -> Decimal {
        let accounts = [Environment::Live, Environment::Sandbox]
            .map(|environment| LedgerAccount::in_currency(book, owner, environment, "USD"));
        let tenant = Tenant::of(self.access_key());
        let sum = move |books: &Books<'_>| Ok(books.balance(&accounts[0])? + books.balance(&accounts[1])?);
        self.world.sandbox.look(&tenant, sum).await.unwrap()
    }

    /// What the merchant is to be paid out.
    pub(super) async fn earned(&self) -> Decimal {
        self.balance(Book::Seller, &self.seller_id()).await
    }

    pub(super) async fn check_ledger(&self) {
        assert!(self.world.sandbox.ledger_balanced().await.unwrap());
    }
}

/// What a buyer has chosen who pays with a card that does this.
pub(super) fn wallet(behaviour: Behaviour) -> Wallet {
    let address = Address {
        name: Some("Berta Buyer".to_owned()),
        lines: vec!["1 Main Street".to_owned(), "Door 2".to_owned()],
        city: Some("Seattle".to_owned()),
        state_or_region: Some("WA".to_owned()),
        postal_code: Some("98101".to_owned()),
        country_code: "US".to_owned(),
        phone: Some("800-000-0000".to_owned()),
        ..Address::default()
    };
    Wallet {
        buyer: Buyer {
            name: "Berta Buyer".to_owned(),
            email: "berta@example.com".to_owned(),
            phone: Some("800-000-0000".to_owned()),
        },
        destination: Some(address.clone()),
        payment: Some(card(behaviour)),
        billing_address: Some(address),
        payments_chosen: 1,
    }
}

pub(super) fn card(behaviour: Behaviour) -> PaymentMethod {
    PaymentMethod { name: "Visa".to_owned(), account_number_tail: "42".to_owned(), behaviour }
}

pub(super) fn usd(amount: &str) -> Price {
    Price::usd(decimal(amount))
}

pub(super) fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// What a merchant says of an order of this total.
pub(super) fn attributes(order_total: Price) -> OrderReferenceAttributes {
    OrderReferenceAttributes {
        order_total,
        platform_id: None,
        seller_note: None,
        request_payment_authorization: None,
        seller_order_attributes: None,
    }
}

/// So many dollars for a provider.
pub(super) fn share(dollars: &str) -> ProviderCredit {
    ProviderCredit { provider_id: "A1PROVIDER".to_owned(), credit_amount: usd(dollars) }
}

/// A note that asks for a simulation.
pub(super) fn simulation(asked: &str) -> String {
    format!("for the buyer {{\"SandboxSimulation\": {{{asked}}}}}")
}

/// Ids tell where they belong.
pub(super) fn environment_of(id: &str) -> Environment {
    match id.as_bytes()[0] {
        b'P' | b'B' => Environment::Live,
        _ => Environment::Sandbox,
    }
}

#[track_caller]
pub(super) fn refused<T: Debug>(result: Result<T, ServiceError>, code: ErrorCode, status: u16) {
    match result {
        Err(error) => {
            assert!(error.is(&code), "expected {}, got {error}", code.as_ref());
            assert_eq!(error.status(), status, "{error}");
        }
        Ok(answer) => panic!("expected {}, got {answer:?}", code.as_ref()),
    }
}
