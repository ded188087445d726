//! The samples of the documents of Amazon Pay: every whole request is built and read, every whole answer is read into
//! typed values, and what is damaged in them is named.
//!
//! The samples are data beside this file; `amazon_pay/README.md` says how they were mended.

#[path = "amazon_pay/agreements.rs"]
mod agreements;
#[path = "amazon_pay/damage.rs"]
mod damage;
#[path = "amazon_pay/inventory.rs"]
mod inventory;
#[path = "amazon_pay/orders.rs"]
mod orders;
#[path = "amazon_pay/samples.rs"]
mod samples;
