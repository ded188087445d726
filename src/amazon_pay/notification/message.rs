//! What Amazon Pay says: the JSON in the `Message` of SNS.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;

use super::{
    content::Content,
    error::{ParseError, shortened},
    json::Members,
};
use crate::{amazon_pay::Environment, wire::Scalar};

/// The part that Amazon Pay writes.
const MESSAGE: &str = "Message";
const VERSION: &str = "2013-01-01";

/// A notification, with everything that it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notification {
    /// The merchant.
    pub seller_id: String,
    /// In which of its two worlds it has happened.
    pub release_environment: Environment,
    /// The marketplace of the merchant.
    pub marketplace_id: Option<String>,
    /// The version of the API that the content is of: `2013-01-01`.
    pub version: String,
    /// The id of what is told, the same whenever it is told again: what a handler has seen, it need not look at twice.
    pub reference_id: String,
    /// When it was told. Amazon Pay was seen to write hours of the afternoon in a twelve-hour clock, 03:55 for 15:55: no
    /// order follows from it. None where it is no time.
    pub timestamp: Option<DateTime<Utc>>,
    /// Whether it is a sample that a merchant has asked for, and tells of nothing that has happened.
    pub is_sample: bool,
    /// What has changed, where it is about a billing agreement.
    pub event_type: Option<EventType>,
    /// What it is about, as it has become.
    pub content: Content,
}

crate::wire::open_enum! {
    /// What has changed at a billing agreement.
    EventType {
        /// Its state.
        BillingAgreementStatusUpdated = "BillingAgreementStatusUpdated",
        /// How the buyer pays.
        PaymentMethodUpdated = "PaymentMethodUpdated",
        /// The address of the buyer.
        AddressUpdated = "AddressUpdated",
        /// The address of the buyer, and how he pays.
        AddressAndPaymentMethodUpdated = "AddressAndPaymentMethodUpdated",
    }
}

impl Notification {
    /// A notification with nothing but what each has.
    pub fn new(
        seller_id: impl Into<String>,
        release_environment: Environment,
        reference_id: impl Into<String>,
        content: Content,
    ) -> Self {
        Self {
            seller_id: seller_id.into(),
            release_environment,
            marketplace_id: None,
            version: VERSION.to_owned(),
            reference_id: reference_id.into(),
            timestamp: None,
            is_sample: false,
            event_type: None,
            content,
        }
    }

    /// What it tells as the text that SNS carries in an [`Envelope`](super::Envelope).
    pub fn message(&self) -> String {
        let timestamp = self.timestamp.map(|timestamp| timestamp.to_rfc3339_opts(SecondsFormat::Millis, true));
        let message = Message {
            notification_reference_id: &self.reference_id,
            marketplace_id: self.marketplace_id.as_deref(),
            notification_type: self.content.notification_type(),
            seller_id: &self.seller_id,
            release_environment: self.release_environment.as_str(),
            version: &self.version,
            is_sample: self.is_sample.then_some(true),
            event_type: self.event_type.as_ref().map(EventType::as_str),
            notification_data: &self.content.data(),
            timestamp: timestamp.as_deref(),
        };
        // Texts and a yes: what can't be written in JSON is not among them.
        serde_json::to_string(&message).expect("an object of texts and a flag is JSON")
    }

    /// Reads what [`Notification::message`] gives.
    pub(crate) fn read(text: &str) -> Result<Self, ParseError> {
        let message = Members::read(MESSAGE, text)?;
        let optional = |name| Ok(message.optional(name)?.map(str::to_owned));
        Ok(Self {
            seller_id: message.text("SellerId")?.to_owned(),
            release_environment: environment(message.text("ReleaseEnvironment")?)?,
            marketplace_id: optional("MarketplaceID")?,
            version: message.text("Version")?.to_owned(),
            reference_id: message.text("NotificationReferenceId")?.to_owned(),
            timestamp: message.optional("Timestamp")?.and_then(DateTime::<Utc>::read),
            is_sample: message.flag("IsSample")?,
            event_type: message.optional("EventType")?.map(EventType::from),
            content: Content::read(message.text("NotificationType")?, message.text("NotificationData")?)?,
        })
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Message<'a> {
    notification_reference_id: &'a str,
    #[serde(rename = "MarketplaceID", skip_serializing_if = "Option::is_none")]
    marketplace_id: Option<&'a str>,
    notification_type: &'a str,
    seller_id: &'a str,
    release_environment: &'a str,
    version: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_sample: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event_type: Option<&'a str>,
    notification_data: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    timestamp: Option<&'a str>,
}

fn environment(text: &str) -> Result<Environment, ParseError> {
    let known = [Environment::Live, Environment::Sandbox].into_iter().find(|environment| environment.as_str() == text);
    known.ok_or_else(|| ParseError::Invalid {
        part: MESSAGE,
        name: "ReleaseEnvironment",
        value: shortened(text, 40),
        expected: "Live or Sandbox",
    })
}
