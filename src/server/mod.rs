//! The server side: a front that hosts any service over REST and SOAP on one port.
//!
//! It takes what real clients send, and finds out who sends it before the service sees anything of
//! it: see [`Front`].

mod call;
mod callers;
mod documents;
mod front;
mod http;
mod ids;
mod interference;
mod line;
mod rest;
mod soap;
mod tls;

#[cfg(feature = "amazon-pay")]
pub use call::Seller;
pub use call::{Call, Caller, Transport};
pub(crate) use call::{Rejected, decode};
pub use callers::Callers;
#[cfg(feature = "sandbox")]
pub(crate) use front::is_soap;
pub use front::{Arrived, Front, Reply};
pub use http::Listening;
#[cfg(feature = "sandbox")]
pub(crate) use http::respond;
pub use ids::random_request_id;
pub use interference::{Answer, Interference};
#[cfg(feature = "sandbox")]
pub(crate) use line::Peer;
#[cfg(feature = "sandbox")]
pub(crate) use rest::hosts;
pub use tls::{TlsError, TlsIdentity};
