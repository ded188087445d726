//! The page for buyers of Amazon Pay over HTTP: what is made and changed there, what comes back to a merchant, and what
//! is refused.

#[path = "amazon_pay_pages/choices.rs"]
mod choices;
#[path = "pages/http.rs"]
mod http;
#[path = "amazon_pay_pages/visits.rs"]
mod visits;
#[path = "amazon_pay_pages/world.rs"]
mod world;
