//! The co-branded pages: where buyers and sellers authorise what a caller may do with their money.
//!
//! A caller sends the buyer's browser to a signed address ([`Pages::link`]). There the buyer picks a way to pay and
//! approves; the browser then comes back to the caller's own address with a token and a signature ([`Return`]).
//! There is one pipeline for each kind of authorisation: see [`Pipeline`].
//!
//! ```
//! # use amazon_fps::{cbui::*, client::{Credentials, Endpoint}, money::Amount};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let pages = Pages::new(Endpoint::url("http://127.0.0.1:8080/")?, Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret"))?;
//! let pipeline = SingleUse::new("order-4711", Amount::usd(25)).payment_reason("A book");
//! let address = pages.link(&Request::new(pipeline, "https://shop.example.com/back"))?;
//! assert!(address.starts_with("http://127.0.0.1:8080/cobranded-ui/actions/start?"));
//! # Ok(())
//! # }
//! ```

mod field;
mod link;
mod pipeline;
mod request;
mod terms;
#[cfg(test)]
mod tests;
mod way_back;

pub use link::Pages;
pub use pipeline::{EditToken, MultiUse, Pipeline, Recipient, Recurring, SetupPostpaid, SetupPrepaid, SingleUse};
pub use request::{Malformed, Request};
pub use terms::{Address, Bound, Branding, BrandingStyle, CardExpiry, Period, Quota, Status, Unit, UsageLimit};
pub use way_back::{Return, ReturnError};

/// The path of the pages on every server.
pub const PATH: &str = "/cobranded-ui/actions/start";

/// The version of the pages, which is that of no API.
pub const VERSION: &str = "2009-01-09";
