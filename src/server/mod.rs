//! The server side: a front that hosts a service over REST and SOAP on one port.
//!
//! It takes what real clients send, and finds out who sends it before the service sees anything of
//! it: see [`Front`].

mod call;
mod callers;
mod dialect;
mod documents;
mod front;
mod http;
mod ids;
mod interference;
mod line;
mod rest;
mod soap;
mod tls;
mod version;

#[cfg(feature = "amazon-pay")]
pub use call::Seller;
pub(crate) use call::decode;
pub use call::{Call, Caller, Rejected, Transport};
pub use callers::Callers;
pub use dialect::{Dialect, Hosted, Reason};
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
