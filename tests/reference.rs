//! The samples of the FPS API Reference: every whole request is built and sent, every whole answer
//! is read into typed values.
//!
//! The samples are data beside this file; `reference/README.md` says how they were mended.

#![cfg(feature = "client")]

#[path = "reference/account.rs"]
mod account;
#[path = "reference/aggregated.rs"]
mod aggregated;
#[path = "reference/answers.rs"]
mod answers;
#[path = "reference/damage.rs"]
mod damage;
#[path = "reference/inventory.rs"]
mod inventory;
#[path = "reference/other_versions.rs"]
mod other_versions;
#[path = "reference/outline.rs"]
mod outline;
#[path = "reference/payments.rs"]
mod payments;
#[path = "reference/requests.rs"]
mod requests;
#[path = "reference/samples.rs"]
mod samples;
#[path = "reference/soap.rs"]
mod soap;
#[path = "reference/tokens.rs"]
mod tokens;
