//! Instant payment notifications (IPN) of Amazon Pay: what it posts to a merchant when an order reference, an
//! authorization, a capture, a refund or a billing agreement changes its state.
//!
//! They come through the Amazon Simple Notification Service (SNS), which signs what it sends: a JSON envelope, whose
//! `Message` is JSON again, whose `NotificationData` is XML. Anybody can post such a text. So a body is first
//! [`Received`], and becomes a [`Notification`] when it was verified by the certificate that it names: by a [`Verifier`],
//! or by [`Received::verify`] with a certificate at hand.
//!
//! What a handler should know:
//! - It answers 200 when it has taken the notification in, and only then: else it is sent again, every hour for up to 14
//!   days.
//! - A notification may come more than once, and a later one before an earlier one. What is new is told by
//!   [`Notification::reference_id`]; what is true now, by asking for the object.
//! - A message of another type is refused by name: [`ParseError::OtherMessage`]. The one that asks for the confirmation
//!   of a subscription is for [`Verifier::verify_subscription`].
//!
//! ```no_run
//! # async fn handle(message_type: Option<&str>, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use amazon_fps::amazon_pay::{CaptureState, notification::{Content, Verifier}};
//!
//! let verifier = Verifier::new()?; // Once, for all notifications.
//! // The header x-amz-sns-message-type, and the body as it came.
//! let notification = verifier.verify(message_type, body).await?;
//! match notification.content {
//!     Content::Capture(capture) if capture.capture_status.state == CaptureState::Completed => {
//!         println!("{} is captured", capture.capture_amount);
//!     }
//!     _ => {}
//! }
//! # Ok(())
//! # }
//! ```

mod content;
mod envelope;
mod error;
mod json;
mod message;
mod received;
mod subscription;
#[cfg(test)]
mod tests;
mod verifier;

pub use self::{
    content::{
        Authorization, BillingAgreement, Capture, Chargeback, Content, OrderReference, OtherContent, ProviderCredit,
        ProviderCreditReversal, Refund, SellerBillingAgreementAttributes, SellerOrderAttributes, SolutionProviderEvent,
        SolutionProviderOption,
    },
    envelope::{Envelope, Signed},
    error::{ParseError, VerifyError},
    message::{EventType, Notification},
    received::{MessageType, Received},
    subscription::Subscription,
    verifier::Verifier,
};
