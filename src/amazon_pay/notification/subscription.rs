//! The message by which SNS asks whether an address is to hear of a topic.

use std::fmt;

use url::Url;

use super::{
    error::{ParseError, VerifyError},
    received::{MessageType, check, envelope, required},
};
use crate::sign::x509::Certificate;

/// A question of SNS that was verified: whether the address that it was posted to is to hear of a topic. It is answered
/// with [`Verifier::confirm`](super::Verifier::confirm).
#[derive(Clone)]
pub struct Subscription {
    pub(super) topic_arn: String,
    pub(super) subscribe_url: Url,
}

impl Subscription {
    /// The topic.
    pub fn topic_arn(&self) -> &str {
        &self.topic_arn
    }
}

/// Leaves out the address, which holds a token: whoever has it can confirm.
impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Subscription").field("topic_arn", &self.topic_arn).finish_non_exhaustive()
    }
}

/// A body that was read as such a question, of which nothing is believed yet.
pub(super) struct Question {
    pub(super) topic_arn: String,
    pub(super) subscribe_url: String,
    pub(super) certificate_url: String,
    signature_version: String,
    signature: String,
    /// What is signed of it.
    text: String,
}

impl Question {
    pub(super) fn parse(message_type: Option<&str>, body: &[u8]) -> Result<Self, ParseError> {
        let kind = MessageType::SubscriptionConfirmation;
        let envelope = envelope(message_type, body, kind.clone())?;
        let required = |name| required(&envelope, name);
        let (topic_arn, subscribe_url) = (required("TopicArn")?, required("SubscribeURL")?);
        let text = string_to_sign([
            // For people, in whatever words.
            envelope.text("Message")?,
            &required("MessageId")?,
            &subscribe_url,
            &required("Timestamp")?,
            &required("Token")?,
            &topic_arn,
            kind.as_str(),
        ]);
        Ok(Self {
            topic_arn,
            subscribe_url,
            certificate_url: required("SigningCertURL")?,
            signature_version: required("SignatureVersion")?,
            signature: required("Signature")?,
            text,
        })
    }

    pub(super) fn check(&self, certificate: &Certificate) -> Result<(), VerifyError> {
        check(&self.text, &self.signature_version, &self.signature, certificate)
    }
}

/// Names and values, each in a line.
pub(super) fn string_to_sign(values: [&str; 7]) -> String {
    let names = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
    names.iter().zip(values).map(|(name, value)| format!("{name}\n{value}\n")).collect()
}
