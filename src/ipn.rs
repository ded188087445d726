//! Instant payment notifications (IPN): the forms that FPS posts to a caller when a transaction changes its status
//! and when a token is cancelled.
//!
//! Anybody can post a form. So a body is first [`Received`], and becomes a [`Notification`] when it was verified: by
//! the certificate that it names ([`Verifier`], or [`Received::verify`] with a certificate at hand), or by asking the
//! service ([`Received::verify_with`], the action VerifySignature).
//!
//! What a handler should know:
//! - It answers 200 when it has taken the notification in, and only then: else it is sent again, for about a day.
//! - A notification may come more than once, and a later one before an earlier one: a `PENDING` after a `SUCCESS`
//!   says nothing.
//! - The URL that a notification was posted to is a part of what is signed: give it as the service knows it, whatever
//!   proxy stands in between.
//!
//! ```no_run
//! # #[cfg(all(feature = "client", feature = "soap"))]
//! # async fn handle(body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {
//! use amazon_fps::ipn::{Notification, Status, Verifier};
//!
//! let verifier = Verifier::new()?; // Once, for all notifications.
//! match verifier.verify("https://shop.example.com/ipn", body).await? {
//!     Notification::Transaction(notice) if notice.status == Status::Success => {
//!         println!("{} is paid", notice.transaction_id);
//!     }
//!     _ => {}
//! }
//! # Ok(())
//! # }
//! ```

mod notification;
mod parameters;
mod received;
#[cfg(test)]
mod tests;
#[cfg(all(feature = "client", feature = "soap"))]
mod verifier;

#[cfg(any(feature = "client", feature = "soap"))]
pub use self::received::VerifyError;
#[cfg(feature = "soap")]
pub use self::received::sign;
#[cfg(all(feature = "client", feature = "soap"))]
pub use self::verifier::Verifier;
pub use self::{
    notification::{
        Address, Notification, Operation, OtherNotice, SimplePayNotice, SimplePayStatus, Status, TokenCancellation,
        TransactionNotice,
    },
    parameters::{ParseError, Unknown},
    received::Received,
};
