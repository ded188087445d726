//! The typed client of Amazon Pay.
//!
//! A decline is no error: the service has done as it was told, and the answer says that the buyer's
//! bank refuses. An error is a call that the service did not carry out, or may not have.
//!
//! ```no_run
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! use amazon_fps::amazon_pay::client::{Client, Credentials, Region};
//! use amazon_fps::amazon_pay::{AuthorizeRequest, Environment, ErrorCode};
//! use amazon_fps::money::Price;
//!
//! let client = Client::builder()
//!     .credentials(Credentials::from_env()?)
//!     .seller_id("A2SHOPSHOPSHOP")
//!     .region(Region::Europe)
//!     .environment(Environment::Sandbox)
//!     .application("Shop", "1.0")
//!     .build()?;
//! let request = AuthorizeRequest::new("S02-1234567-7654321", "order-4711-1", Price::new(94, "EUR"))
//!     .transaction_timeout(0);
//! match client.authorize(&request).await {
//!     Ok(answer) => match answer.authorization_details.declined() {
//!         None => println!("{} is authorized", answer.authorization_details.amazon_authorization_id),
//!         Some(reason) => println!("the buyer has to choose another card: {reason}"),
//!     },
//!     Err(error) if error.is(ErrorCode::DuplicateRequest) => {
//!         println!("order-4711-1 names another authorization already: {error}");
//!     }
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```

mod builder;
mod charge;
mod decision;
mod references;
mod region;
mod user_agent;

use std::sync::Arc;

pub use builder::ClientBuilder;
pub use charge::Charge;
pub use references::OrderReferences;
pub use region::Region;

use super::Environment;
use crate::client::core::Core;
pub use crate::client::{
    Answer, Credentials, Endpoint, Http, HttpClient, HttpFailure, HttpRequest, HttpResponse, Prepared, RetryPolicy,
    Throttle, Wait,
};
use crate::error::Error;
use crate::wire::{Encode, Node, Request};

/// A client of Amazon Pay for one merchant. Clones share their connections and what is left of the
/// merchant's quotas.
///
/// It has a method for each operation; [`Client::call`] calls any of them.
#[derive(Clone)]
pub struct Client {
    core: Arc<Core>,
    seller_id: Arc<str>,
    environment: Environment,
}

impl Client {
    /// Begins to set up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// Calls the operation that the type of the request names.
    ///
    /// A request that breaks the contract is not sent. A call waits for its turn as the client's
    /// [`Throttle`] says; one that failed is repeated as [`ClientBuilder::retry`] says, with the same
    /// reference id.
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

    /// A request as it would be sent now, with its signature, for another HTTP client. It may hold
    /// tokens: it is nothing for a log.
    ///
    /// # Errors
    /// [`Error::Configuration`] where it can't be signed.
    pub fn prepare<R: Request>(&self, request: &R) -> Result<Prepared, Error> {
        self.core.prepare(R::OPERATION, request)
    }

    /// The merchant for whom calls are made.
    pub fn seller_id(&self) -> &str {
        &self.seller_id
    }

    /// Whether money is real.
    pub fn environment(&self) -> Environment {
        self.environment
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
            .field("seller_id", &self.seller_id)
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
