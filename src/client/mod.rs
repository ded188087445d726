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
mod credentials;
mod http;
mod retry;
mod transport;
mod wait;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;

pub use activity::AccountActivity;
pub use answer::Answer;
pub use builder::{ClientBuilder, Endpoint};
pub use credentials::Credentials;
#[cfg(feature = "soap")]
pub(crate) use http::DynHttp;
pub use http::{Http, HttpClient, HttpFailure, HttpRequest, HttpResponse};
pub use retry::RetryPolicy;
pub use transport::{Method, Prepared};
pub use wait::Wait;

use crate::contract::{OperationInfo, ServiceInfo};
use crate::error::{Error, MalformedAnswer, Outcome};
use crate::wire::{Decode, Encode, Node, Request, query};

/// A client of the Flexible Payments Service. Clones share their connections.
///
/// It has a method for each action; [`Client::call`] calls any of them.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    service: &'static ServiceInfo,
    version: &'static str,
    endpoint: url::Url,
    transport: transport::Transport,
    http: Box<dyn http::DynHttp>,
    timeout: Duration,
    retry: RetryPolicy,
    user_agent: String,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

impl Client {
    /// Begins to set up a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new(&crate::fps::SERVICE)
    }

    /// Calls the operation that the type of the request names.
    ///
    /// A request that breaks the contract is not sent. A failed call is repeated as the client's
    /// [`RetryPolicy`] says, where that is safe.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        let operation = R::OPERATION;
        let invalid = |invalid| Error::Invalid { operation: operation.name, invalid };
        request.check(self.inner.version).map_err(invalid)?;
        self.call_unchecked(request).await
    }

    /// Calls the operation without checking the request first: for tests of how a service refuses.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn call_unchecked<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        let has_key = request.idempotency_key().is_some_and(|key| !key.is_empty());
        let began = Instant::now();
        let mut tries = 0;
        // What became of an earlier try stays unknown, whatever a later one is told.
        let mut unknown = None;
        loop {
            tries += 1;
            let error = match self.inner.attempt(request).await {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let pause = self.inner.retry.pause_after(&error, R::OPERATION, has_key, tries, began.elapsed());
            let Some(pause) = pause else {
                return Err(match unknown {
                    Some(earlier) if error.outcome() != Outcome::Unknown => {
                        Error::Unresolved { earlier: Box::new(earlier), last: Box::new(error) }
                    }
                    _ => error,
                });
            };
            if error.outcome() == Outcome::Unknown {
                unknown = Some(error);
            }
            tokio::time::sleep(pause).await;
        }
    }

    /// The API version that the client asks for.
    pub fn version(&self) -> &'static str {
        self.inner.version
    }

    /// A request as it would be sent now, with its signature, for another HTTP client. It holds
    /// tokens: it is nothing for a log.
    ///
    /// # Errors
    /// [`Error::Configuration`] where it can't be signed.
    pub fn prepare<R: Request>(&self, request: &R) -> Result<Prepared, Error> {
        self.inner.prepare(R::OPERATION, request)
    }

    pub(crate) async fn call_decoded<R: Request>(
        &self,
        request: Node<'_>,
    ) -> Result<Answer<Box<dyn Encode + Send>>, Error>
    where
        R::Result: 'static,
    {
        let operation = R::OPERATION.name;
        let request =
            R::decode(request).map_err(|malformed| Error::Invalid { operation, invalid: malformed.into() })?;
        Ok(self.call(&request).await?.boxed())
    }
}

impl Inner {
    fn prepare(&self, operation: &'static OperationInfo, request: &dyn Encode) -> Result<Prepared, Error> {
        self.transport.prepare(&transport::Unsigned {
            #[cfg(feature = "soap")]
            service: self.service,
            operation,
            version: self.version,
            endpoint: &self.endpoint,
            user_agent: &self.user_agent,
            now: (self.clock)(),
            request,
        })
    }

    async fn attempt<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        let operation = R::OPERATION;
        let prepared = self.prepare(operation, request)?;
        let message_id = prepared.message_id;
        let sent = self.http.send_boxed(prepared.http);
        let response = match tokio::time::timeout(self.timeout, sent).await {
            Err(_) => return Err(Error::Timeout { after: self.timeout }),
            Ok(Err(failure)) => return Err(failure.into_error(operation.name, &self.endpoint)),
            Ok(Ok(response)) => response,
        };
        let read = self.transport.read(self.service, operation, &response)?;
        let malformed = |reason: String| MalformedAnswer::new(operation.name, response.status, reason, &response.body);
        if let (Some(answered), Some(sent)) = (&read.relates_to, &message_id)
            && answered != sent
        {
            return Err(malformed(format!("it answers the message {answered}, and {sent} was sent")).into());
        }
        let root = read.tree.root();
        let content = match operation.result {
            None => root,
            // A result without fields says nothing, and some services leave it out.
            Some(_) if operation.result_fields.is_empty() => root,
            Some(name) => root.child(name).ok_or_else(|| malformed(format!("{} has no {name}", operation.response)))?,
        };
        let result = R::Result::decode(content).map_err(|fields| malformed(fields.to_string()))?;
        let request_id = root.child("ResponseMetadata").and_then(|metadata| metadata.child("RequestId"));
        Ok(Answer { result, request_id: request_id.map(|id| id.text().trim().into()).unwrap_or_default() })
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("endpoint", &self.inner.endpoint.as_str())
            .field("version", &self.inner.version)
            .finish_non_exhaustive()
    }
}

/// The operation's own parameters of a request, as REST sends them.
pub(crate) fn parameters(request: &dyn Encode) -> Vec<(String, String)> {
    query::write(request)
}
