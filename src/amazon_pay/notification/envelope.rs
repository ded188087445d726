//! What SNS writes around a message, and how it signs it.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use chrono::{DateTime, SecondsFormat, Utc};
use url::Url;

use super::received::MessageType;
use crate::sign::{
    rsa_sha1::SignatureAlgorithm,
    x509::{Error, Identity},
};

/// A message as SNS sends it: signed for whoever has subscribed to its topic. For a sandbox, and for tests of a handler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What SNS calls it, the same whenever it is sent again.
    pub message_id: String,
    /// What it was published to, such as `arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA2K7NDRCTOTPW9`.
    pub topic_arn: String,
    /// Its subject, which notifications of Amazon Pay don't have.
    pub subject: Option<String>,
    /// What it says: see [`Notification::message`](super::Notification::message).
    pub message: String,
    /// When it was published; milliseconds count.
    pub published: DateTime<Utc>,
}

/// A signed message, ready to be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The headers that SNS sends with it.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl Envelope {
    /// Signs the message with the key of `identity`, whose certificate is served at `certificate_url`. SNS signs those of
    /// Amazon Pay by [`SignatureAlgorithm::RsaSha1`], its signature version 1.
    ///
    /// # Errors
    /// [`Error::Signing`] when the operating system has no randomness to give.
    pub fn sign(
        &self,
        identity: &Identity,
        certificate_url: &str,
        algorithm: SignatureAlgorithm,
    ) -> Result<Signed, Error> {
        let kind = MessageType::Notification;
        let published = self.published.to_rfc3339_opts(SecondsFormat::Millis, true);
        let subject = self.subject.as_deref();
        let text = string_to_sign(&self.message, &self.message_id, subject, &published, &self.topic_arn);
        let signature = BASE64.encode(identity.sign(algorithm, text.as_bytes())?);
        let unsubscribe = unsubscribe_url(certificate_url, &self.topic_arn);
        let members = [
            ("Type", Some(kind.as_str())),
            ("MessageId", Some(&self.message_id)),
            ("TopicArn", Some(&self.topic_arn)),
            ("Subject", subject),
            ("Message", Some(&self.message)),
            ("Timestamp", Some(&published)),
            ("SignatureVersion", Some(version(algorithm))),
            ("Signature", Some(&signature)),
            ("SigningCertURL", Some(certificate_url)),
            ("UnsubscribeURL", unsubscribe.as_deref()),
        ];
        let lines: Vec<_> = members.iter().filter_map(|(name, value)| Some(member(name, (*value)?))).collect();
        Ok(Signed {
            headers: vec![
                ("Content-Type", "text/plain; charset=UTF-8".to_owned()),
                ("x-amz-sns-message-type", kind.to_string()),
                ("x-amz-sns-message-id", self.message_id.clone()),
                ("x-amz-sns-topic-arn", self.topic_arn.clone()),
            ],
            body: format!("{{\n{}\n}}", lines.join(",\n")),
        })
    }
}

/// What is signed of a notification: names and values, each in a line.
pub(super) fn string_to_sign(
    message: &str,
    message_id: &str,
    subject: Option<&str>,
    timestamp: &str,
    topic_arn: &str,
) -> String {
    let lines = [
        ("Message", Some(message)),
        ("MessageId", Some(message_id)),
        ("Subject", subject),
        ("Timestamp", Some(timestamp)),
        ("TopicArn", Some(topic_arn)),
        ("Type", Some(MessageType::Notification.as_str())),
    ];
    let mut text = String::with_capacity(message.len() + 256);
    for (name, value) in lines {
        let Some(value) = value else { continue };
        for line in [name, value] {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// How the message says which algorithm signed it.
fn version(algorithm: SignatureAlgorithm) -> &'static str {
    match algorithm {
        SignatureAlgorithm::RsaSha1 => "1",
        SignatureAlgorithm::RsaSha256 => "2",
    }
}

/// Where the subscription is ended: at the host of SNS that serves the certificate.
fn unsubscribe_url(certificate_url: &str, topic_arn: &str) -> Option<String> {
    let origin = Url::parse(certificate_url).ok()?.origin();
    origin
        .is_tuple()
        .then(|| format!("{}/?Action=Unsubscribe&SubscriptionArn={topic_arn}", origin.ascii_serialization()))
}

/// A member in a line, laid out as SNS does.
fn member(name: &str, value: &str) -> String {
    format!("  \"{name}\" : {}", serde_json::Value::from(value))
}
