//! The typed client: one API over the signed REST query and over SOAP.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use amazon_fps::client::{Client, Credentials, Endpoint};
//! use amazon_fps::fps::PayRequest;
//! use amazon_fps::money::Amount;
//!
//! let client = Client::builder()
//!     .credentials(Credentials::from_env()?)
//!     .endpoint(Endpoint::url("http://127.0.0.1:8080")?)
//!     .build()?;
//! let paid = client.pay(&PayRequest::new("SENDERTOKEN…", Amount::usd(5), "order-4711")).await?;
//! println!("{} is {}", paid.transaction_id, paid.transaction_status);
//! # Ok(())
//! # }
//! ```

mod activity;
mod answer;
mod builder;
#[cfg(feature = "soap")]
pub(crate) mod certificates;
pub(crate) mod core;
mod credentials;
mod http;
pub(crate) mod pages;
mod retry;
#[cfg_attr(not(feature = "amazon-pay"), allow(dead_code))] // FPS has no documented quotas.
mod throttle;
pub(crate) mod transport;
mod wait;

use std::sync::Arc;

pub use activity::AccountActivity;
pub use answer::Answer;
pub use builder::{ClientBuilder, Endpoint};
pub use credentials::Credentials;
#[cfg(feature = "soap")]
pub(crate) use http::DynHttp;
pub use http::{Http, HttpClient, HttpFailure, HttpRequest, HttpResponse};
pub use retry::RetryPolicy;
#[cfg(feature = "amazon-pay")]
pub(crate) use retry::random_part;
#[cfg(feature = "amazon-pay")]
pub use throttle::Throttle;
#[cfg(feature = "amazon-pay")]
pub(crate) use transport::Transport;
pub use transport::{Method, Prepared};
pub use wait::Wait;

use crate::error::Error;
use crate::wire::{Encode, Node, Request, query};

/// A client of the Flexible Payments Service. Clones share their connections.
///
/// It has a method for each action; [`Client::call`] calls any of them.
#[derive(Clone)]
pub struct Client {
    core: Arc<core::Core>,
}

impl Client {
    /// Begins to set up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Calls the operation that the type of the request names.
    ///
    /// A request that breaks the contract is not sent. A failed call is repeated as the client's
    /// [`RetryPolicy`] says, where that is safe.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        self.core.call(request).await
    }

    /// Calls the operation without checking the request first: for tests of how a service refuses.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call_unchecked<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        self.core.call_unchecked(request).await
    }

    /// The API version that the client asks for.
    pub fn version(&self) -> &'static str {
        self.core.version()
    }

    /// A request as it would be sent now, with its signature, for another HTTP client. It holds
    /// tokens: it is nothing for a log.
    ///
    /// # Errors
    /// [`Error::Configuration`] where it can't be signed.
    pub fn prepare<R: Request>(&self, request: &R) -> Result<Prepared, Error> {
        self.core.prepare(R::OPERATION, request)
    }

    pub(crate) async fn call_decoded<R: Request>(
        &self,
        request: Node<'_>,
    ) -> Result<Answer<Box<dyn Encode + Send>>, Error>
    where
        R::Result: 'static,
    {
        self.core.call_decoded::<R>(request).await
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.core.endpoint().as_str())
            .field("version", &self.core.version())
            .finish_non_exhaustive()
    }
}

/// The operation's own parameters of a request, as REST sends them.
pub(crate) fn parameters(request: &dyn Encode) -> Vec<(String, String)> {
    query::write(request)
}
