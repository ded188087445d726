use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use secrecy::{ExposeSecret, SecretString};

use super::{Asking, Processor, answers, requests};
use crate::{
    amazon_pay::{
        ConfirmBillingAgreementRequest, ConfirmOrderReferenceRequest, GetAuthorizationDetailsRequest,
        GetBillingAgreementDetailsRequest, GetCaptureDetailsRequest, GetMerchantAccountStatusRequest,
        GetOrderReferenceDetailsRequest, GetProviderCreditReversalDetailsRequest, GetRefundDetailsRequest,
        client::{Client, ClientBuilder, RetryPolicy},
    },
    error::{Error, Outcome},
    gateway::{
        instruction::{Answer, Failure, Instruction, Merchant},
        mapping,
    },
    sandbox::rows::ConsentKind,
};

/// How long one question may take, and how long it waits for its turn before that. Amazon Pay decides within eight
/// seconds what is to be decided at once.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Amazon Pay, API version 2013-01-01: one client for each merchant, which keeps to the merchant's quotas.
///
/// A question is asked once. Whoever asks decides when it is asked again, and knows what may have been done by then.
pub(crate) struct OffAmazonPayments {
    connect: Box<dyn Fn() -> ClientBuilder + Send + Sync>,
    clients: Mutex<HashMap<String, Known>>,
}

/// A merchant for whom there is a client.
struct Known {
    auth_token: Option<SecretString>,
    client: Client,
}

impl OffAmazonPayments {
    /// Calls Amazon Pay with what `connect` sets up: the access key, and the place. `merchants` are those for whom it
    /// will call.
    ///
    /// # Errors
    /// [`Error::Configuration`] where something that a client needs is missing or doesn't fit.
    pub(crate) fn new(
        connect: impl Fn() -> ClientBuilder + Send + Sync + 'static,
        merchants: &[Merchant],
    ) -> Result<Self, Error> {
        let processor = Self { connect: Box::new(connect), clients: Mutex::default() };
        for merchant in merchants {
            processor.client_of(merchant)?;
        }
        Ok(processor)
    }

    fn client_of(&self, merchant: &Merchant) -> Result<Client, Error> {
        let mut clients = self.clients.lock().unwrap_or_else(PoisonError::into_inner);
        let auth_token = merchant.auth_token.as_ref().map(ExposeSecret::expose_secret);
        if let Some(known) = clients.get(&merchant.seller_id)
            && known.auth_token.as_ref().map(ExposeSecret::expose_secret) == auth_token
        {
            return Ok(known.client.clone());
        }
        let builder = (self.connect)().seller_id(&merchant.seller_id).timeout(TIMEOUT).retry(RetryPolicy::never());
        let builder = match auth_token {
            Some(auth_token) => builder.mws_auth_token(auth_token),
            None => builder,
        };
        let client = builder.build()?;
        let known = Known { auth_token: merchant.auth_token.clone(), client: client.clone() };
        clients.insert(merchant.seller_id.clone(), known);
        Ok(client)
    }
}

impl Processor for OffAmazonPayments {
    fn ask<'a>(&'a self, merchant: &'a Merchant, instruction: &'a Instruction) -> Asking<'a> {
        Asking::new(async move {
            let client = self.client_of(merchant).map_err(failure)?;
            ask(&client, instruction).await.map_err(failure)
        })
    }
}

impl fmt::Debug for OffAmazonPayments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OffAmazonPayments")
    }
}

async fn ask(client: &Client, instruction: &Instruction) -> Result<Answer, Error> {
    use ConsentKind::{Once, Standing};
    Ok(match instruction {
        Instruction::SetTerms { consent, amount, note, order, information, platform } => {
            let request = requests::set_terms(consent, *amount, note, order, information, platform);
            client.set_order_reference_details(&request).await?;
            Answer::Done
        }
        Instruction::Confirm { consent, kind: Once } => {
            client.confirm_order_reference(&ConfirmOrderReferenceRequest::new(consent.as_str())).await?;
            Answer::Done
        }
        Instruction::Confirm { consent, kind: Standing } => {
            client.confirm_billing_agreement(&ConfirmBillingAgreementRequest::new(consent.as_str())).await?;
            Answer::Done
        }
        Instruction::Authorize(asked) => match asked.kind {
            Once => {
                let answer = client.authorize(&requests::authorize(asked)).await?.result;
                answers::authorization(answer.authorization_details)
            }
            Standing => {
                let answer = client.authorize_on_billing_agreement(&requests::charge_agreement(asked)).await?.result;
                answers::authorization(answer.authorization_details)
            }
        },
        Instruction::Capture(asked) => {
            answers::capture(client.capture(&requests::capture(asked)).await?.result.capture_details)
        }
        Instruction::Refund(asked) => {
            answers::refund(client.refund(&requests::refund(asked)).await?.result.refund_details)
        }
        Instruction::CloseAuthorization { authorization, reason } => {
            client.close_authorization(&requests::close_authorization(authorization, reason)).await?;
            Answer::Done
        }
        Instruction::CancelConsent { consent, reason } => {
            client.cancel_order_reference(&requests::cancel_order(consent, reason)).await?;
            Answer::Done
        }
        Instruction::CloseConsent { consent, kind: Once, reason } => {
            client.close_order_reference(&requests::close_order(consent, reason)).await?;
            Answer::Done
        }
        Instruction::CloseConsent { consent, kind: Standing, reason } => {
            client.close_billing_agreement(&requests::close_agreement(consent, reason)).await?;
            Answer::Done
        }
        Instruction::LookAtConsent { consent, kind: Once } => {
            let answer = client
                .get_order_reference_details(&GetOrderReferenceDetailsRequest::new(consent.as_str()))
                .await?
                .result;
            answers::order(answer.order_reference_details)
        }
        Instruction::LookAtConsent { consent, kind: Standing } => {
            let answer = client
                .get_billing_agreement_details(&GetBillingAgreementDetailsRequest::new(consent.as_str()))
                .await?
                .result;
            answers::agreement(answer.billing_agreement_details)
        }
        Instruction::LookAtAuthorization { authorization } => {
            let answer = client
                .get_authorization_details(&GetAuthorizationDetailsRequest::new(authorization.as_str()))
                .await?
                .result;
            answers::authorization(answer.authorization_details)
        }
        Instruction::LookAtCapture { capture } => {
            let answer = client.get_capture_details(&GetCaptureDetailsRequest::new(capture.as_str())).await?.result;
            answers::capture(answer.capture_details)
        }
        Instruction::LookAtRefund { refund } => {
            let answer = client.get_refund_details(&GetRefundDetailsRequest::new(refund.as_str())).await?.result;
            answers::refund(answer.refund_details)
        }
        Instruction::LookAtMerchant => {
            let answer = client.get_merchant_account_status(&GetMerchantAccountStatusRequest::new()).await?.result;
            answers::merchant(&answer.account_status)
        }
        Instruction::ReverseCredit(asked) => {
            let answer = client.reverse_provider_credit(&requests::reverse_credit(asked)).await?.result;
            answers::reversal(answer.provider_credit_reversal_details)
        }
        Instruction::LookAtReversal { reversal } => {
            let request = GetProviderCreditReversalDetailsRequest::new(reversal.as_str());
            let answer = client.get_provider_credit_reversal_details(&request).await?.result;
            answers::reversal(answer.provider_credit_reversal_details)
        }
    })
}

/// Why there is no answer: what matters is whether it may have been done.
fn failure(error: Error) -> Failure {
    let why = error.to_string();
    match (error.outcome(), error.service()) {
        (Outcome::Refused, Some(refusal)) if mapping::is_passing(refusal.code()) => Failure::Later { why },
        (Outcome::Refused, Some(refusal)) => {
            Failure::Refused { code: refusal.code().to_owned(), message: refusal.message().to_owned() }
        }
        // What breaks a rule of the contract would be refused with this code, today and tomorrow.
        (Outcome::NotSent, _) if matches!(error, Error::Invalid { .. }) => {
            Failure::Refused { code: "InvalidParameterValue".to_owned(), message: why }
        }
        (Outcome::NotSent, _) => Failure::Later { why },
        _ => Failure::Unknown { why },
    }
}
