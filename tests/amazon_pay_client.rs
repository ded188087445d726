//! The Amazon Pay client against answers that a closure gives: what it sends and when, what it makes
//! of what comes back, and when it tries again.

#[path = "amazon_pay_client/script.rs"]
mod script;

#[path = "amazon_pay_client/answers.rs"]
mod answers;
#[path = "amazon_pay_client/charges.rs"]
mod charges;
#[path = "amazon_pay_client/requests.rs"]
mod requests;
#[path = "amazon_pay_client/retries.rs"]
mod retries;
#[path = "amazon_pay_client/throttling.rs"]
mod throttling;
