use super::{Answer, Client};
use crate::amazon_pay::ids::{BillingAgreementId, OrderReferenceId};
use crate::amazon_pay::{
    AuthorizationDetails, AuthorizeOnBillingAgreementRequest, AuthorizeRequest, BillingAgreementState,
    ConfirmBillingAgreementRequest, ConfirmOrderReferenceRequest, GetBillingAgreementDetailsRequest,
    GetOrderReferenceDetailsRequest, OrderReferenceAttributes, OrderReferenceState, SetOrderReferenceDetailsRequest,
};
use crate::error::Error;
use crate::money::Price;
use crate::wire::Invalid;

/// What [`Client::charge`] takes of a buyer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The merchant's own name for the authorization, which makes it safe to charge again: at most 32
    /// letters, digits, `-` and `_`, new for each charge.
    pub reference_id: String,
    /// How much.
    pub amount: Price,
    /// Whether to capture the amount as soon as it is authorized. Default: no.
    pub capture_now: bool,
    /// Minutes in which the authorization has to be decided: 0, which answers with the decision, or a
    /// multiple of 5 up to 1440. Default: 1440.
    pub transaction_timeout: Option<i32>,
    /// A note for the buyer, who is shown it where the amount is captured at once: at most 255
    /// characters.
    pub note: Option<String>,
    /// What the buyer's statement shows where the amount is captured at once: at most 16 characters.
    /// Default: the merchant's name.
    pub soft_descriptor: Option<String>,
}

impl Charge {
    /// A charge of this amount, under a name that no other charge of the merchant has.
    pub fn new(reference_id: impl Into<String>, amount: Price) -> Self {
        Self {
            reference_id: reference_id.into(),
            amount,
            capture_now: false,
            transaction_timeout: None,
            note: None,
            soft_descriptor: None,
        }
    }
}

impl Client {
    /// Authorizes an amount of an order reference (`P…`, `S…`) or of a billing agreement (`B…`,
    /// `C…`), and confirms it before, if it is a draft. The total of an order that is a draft is set to
    /// the amount.
    ///
    /// Whatever it failed at, the same charge can be made again: what is done is not done twice. A
    /// decline is no error: see [`AuthorizationDetails::declined`].
    ///
    /// # Errors
    /// Those of the calls that it makes, the first that fails; and [`Error::Invalid`] for an id of
    /// another kind, or a charge that can't be authorized: nothing is sent then.
    pub async fn charge(&self, id: &str, charge: &Charge) -> Result<Answer<AuthorizationDetails>, Error> {
        match id.as_bytes().first() {
            Some(b'P' | b'S') => self.charge_order(id.into(), charge).await,
            Some(b'B' | b'C') => self.charge_agreement(id.into(), charge).await,
            _ => {
                // It may be a token of another service, which is nothing to repeat.
                let rule = "it must begin with P or S, or, as the id of a billing agreement, with B or C";
                let invalid = Invalid { field: "AmazonOrderReferenceId".to_owned(), rule: rule.to_owned() };
                Err(Error::Invalid { operation: "Authorize", invalid })
            }
        }
    }

    async fn charge_order(&self, id: OrderReferenceId, charge: &Charge) -> Result<Answer<AuthorizationDetails>, Error> {
        let mut request = AuthorizeRequest::new(&id, &charge.reference_id, charge.amount.clone());
        request.capture_now = Some(charge.capture_now);
        request.transaction_timeout = charge.transaction_timeout;
        request.seller_authorization_note.clone_from(&charge.note);
        request.soft_descriptor.clone_from(&charge.soft_descriptor);
        self.core.check(&request)?;

        let order = self.get_order_reference_details(&GetOrderReferenceDetailsRequest::new(&id)).await?;
        if order.order_reference_details.order_reference_status.state == OrderReferenceState::Draft {
            let attributes = OrderReferenceAttributes::new(charge.amount.clone());
            self.set_order_reference_details(&SetOrderReferenceDetailsRequest::new(&id, attributes)).await?;
            self.confirm_order_reference(&ConfirmOrderReferenceRequest::new(&id)).await?;
        }
        let Answer { result, request_id } = self.authorize(&request).await?;
        Ok(Answer { result: result.authorization_details, request_id })
    }

    async fn charge_agreement(
        &self,
        id: BillingAgreementId,
        charge: &Charge,
    ) -> Result<Answer<AuthorizationDetails>, Error> {
        let mut request = AuthorizeOnBillingAgreementRequest::new(&id, &charge.reference_id, charge.amount.clone());
        request.capture_now = Some(charge.capture_now);
        request.transaction_timeout = charge.transaction_timeout;
        request.seller_authorization_note.clone_from(&charge.note);
        request.soft_descriptor.clone_from(&charge.soft_descriptor);
        self.core.check(&request)?;

        let agreement = self.get_billing_agreement_details(&GetBillingAgreementDetailsRequest::new(&id)).await?;
        if agreement.billing_agreement_details.billing_agreement_status.state == BillingAgreementState::Draft {
            self.confirm_billing_agreement(&ConfirmBillingAgreementRequest::new(&id)).await?;
        }
        let Answer { result, request_id } = self.authorize_on_billing_agreement(&request).await?;
        Ok(Answer { result: result.authorization_details, request_id })
    }
}
