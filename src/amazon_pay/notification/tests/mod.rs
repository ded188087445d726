mod properties;
mod received;
mod verifier;

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};

use super::*;
use crate::{
    amazon_pay::{CaptureState, CaptureStatus, Environment},
    money::Price,
    sign::{rsa_sha1::SignatureAlgorithm, x509::Identity},
};

const CERTIFICATE_URL: &str =
    "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-433026a4050d206028891664da859041.pem";
const NOW: &str = "2017-07-06T03:12:23.500Z";
const TYPE: Option<&str> = Some("Notification");

static SNS: LazyLock<Identity> = LazyLock::new(|| identity("sns.amazonaws.com"));
/// Somebody else with a certificate of the same name.
static FORGER: LazyLock<Identity> = LazyLock::new(|| identity("sns.amazonaws.com"));

fn identity(name: &str) -> Identity {
    let now = instant(NOW);
    Identity::generate(name, 1024, now - TimeDelta::days(1), now + TimeDelta::days(1)).unwrap()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn price(amount: &str, currency: &str) -> Price {
    Price::new(amount.parse::<rust_decimal::Decimal>().unwrap(), currency)
}

fn capture() -> Notification {
    let status = CaptureStatus {
        state: CaptureState::Completed,
        last_update_timestamp: None,
        reason_code: None,
        reason_description: None,
    };
    let capture = Capture::new(
        "S01-6112897-1842302-C042768".into(),
        "order <4717> & \"more\"".to_owned(),
        price("19.95", "GBP"),
        instant("2017-06-27T22:42:56.430Z"),
        status,
    );
    Notification::new("A2K7NDRCTOTPW9", Environment::Sandbox, "f0336c8f", Content::Capture(Box::new(capture)))
}

fn envelope(message: String) -> Envelope {
    Envelope {
        message_id: "22ed5c15-c3c8-5e74-aceb-0e350c4a2620".to_owned(),
        topic_arn: "arn:aws:sns:us-east-1:598607868003:A3BXB0YN3XH17HA2K7NDRCTOTPW9".to_owned(),
        subject: None,
        message,
        published: instant(NOW),
    }
}

fn signed(message: &str) -> String {
    envelope(message.to_owned()).sign(&SNS, CERTIFICATE_URL, SignatureAlgorithm::RsaSha1).unwrap().body
}

fn verify(body: &str) -> Result<Notification, VerifyError> {
    Received::parse(TYPE, body.as_bytes())?.verify(SNS.certificate())
}

/// The members of a JSON object, one of them changed.
fn with(body: &str, name: &str, value: impl Into<serde_json::Value>) -> String {
    let mut members: serde_json::Value = serde_json::from_str(body).unwrap();
    members[name] = value.into();
    members.to_string()
}

fn without(body: &str, name: &str) -> String {
    let mut members: serde_json::Value = serde_json::from_str(body).unwrap();
    members.as_object_mut().unwrap().remove(name).unwrap();
    members.to_string()
}
