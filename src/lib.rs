//! Amazon Flexible Payments Service (FPS), which closed in 2015, answered again, and the way off it:
//!
//! - a typed [client](fps) over signed REST and over SOAP, API version 2010-08-28 (feature `client`, and `soap`);
//! - a sandbox that behaves as FPS did, for any client in any language (`sandbox`, and `postgres` for several on one state);
//! - the same for Amazon Pay (OffAmazonPayments 2013-01-01), where the users of FPS went (`amazon-pay`);
//! - a gateway that answers the calls of old programs by calling Amazon Pay (`gateway`);
//! - what finds FPS in source code and recorded traffic, plans the move and proves it by replay (`migrate`);
//! - a server front for implementations of one's own of [`fps::Service`] (`server`).
//!
//! The default features are `client` and `tls-ring`, which is HTTPS with the platform's trusted certificates. `cli` has
//! everything, and the program `fps`.
//!
#![cfg_attr(
    feature = "client",
    doc = r#"
```no_run
# async fn run() -> Result<(), Box<dyn std::error::Error>> {
use amazon_fps::client::{Client, Credentials, Endpoint};
use amazon_fps::fps::PayRequest;
use amazon_fps::money::Amount;

let client = Client::builder()
    .credentials(Credentials::from_env()?)
    .endpoint(Endpoint::url("http://127.0.0.1:8080")?)
    .build()?;
let paid = client.pay(&PayRequest::new("SENDERTOKEN…", Amount::usd(5), "order-4711")).await?;
println!("{} is {}", paid.transaction_id, paid.transaction_status);
# Ok(())
# }
```
"#
)]
//!
//! It is not a product of Amazon.

#![warn(missing_docs)]
#![forbid(unsafe_code)]

#[cfg(feature = "amazon-pay")]
pub mod amazon_pay;
#[cfg(feature = "client")]
pub mod cbui;
#[cfg(feature = "client")]
pub mod client;
pub mod contract;
pub mod error;
#[cfg(feature = "gateway")]
pub mod fate;
pub mod fps;
#[cfg(feature = "gateway")]
pub mod gateway;
pub mod ids;
pub mod ipn;
#[cfg(feature = "migrate")]
pub mod migrate;
pub mod money;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(feature = "server")]
pub mod server;
pub mod sign;
#[cfg(feature = "soap")]
pub mod soap;
#[cfg(any(feature = "server", all(feature = "client", feature = "soap")))]
mod uuid;
pub mod wire;

#[cfg(test)]
#[path = "../tests/codegen/compiles.rs"]
mod generated;
#[cfg(all(test, feature = "amazon-pay"))]
mod xmllint;

pub use error::Error;
