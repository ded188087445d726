//! What the clients of all services share: the way from a typed request to its typed answer.

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::time::Instant;
use url::Url;

use super::http::{DynHttp, HttpClient};
use super::throttle::Buckets;
use super::transport::{Transport, Unsigned};
use super::{Answer, Prepared, RetryPolicy};
use crate::contract::{Effect, OperationInfo, Repeat, ServiceInfo};
use crate::error::{Error, MalformedAnswer, Outcome};
use crate::wire::{Decode, Encode, Node, Request};

/// Calls the operations of one service at one endpoint.
pub(crate) struct Core {
    service: &'static ServiceInfo,
    version: &'static str,
    endpoint: Url,
    transport: Transport,
    http: Box<dyn DynHttp>,
    timeout: Duration,
    retry: RetryPolicy,
    passing: fn(&Error) -> bool,
    own_namespace: fn(&str) -> bool,
    buckets: Option<Buckets>,
    user_agent: String,
    clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

/// What is set up alike for the client of any service.
pub(crate) struct Setup {
    pub connect_timeout: Duration,
    pub timeout: Duration,
    pub retry: RetryPolicy,
    /// Whether the same request may succeed a moment later.
    pub passing: fn(&Error) -> bool,
    /// Whether this is how the service's answers spell their namespace.
    pub own_namespace: fn(&str) -> bool,
    /// What is left of the service's quotas, for a client that keeps to them.
    pub buckets: Option<Buckets>,
    pub user_agent: String,
    pub clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    pub http: Option<Box<dyn DynHttp>>,
}

impl Core {
    pub fn version(&self) -> &'static str {
        self.version
    }

    pub fn endpoint(&self) -> &Url {
        &self.endpoint
    }

    pub async fn call<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        self.check(request)?;
        self.call_unchecked(request).await
    }

    /// Whether the contract lets the request be sent.
    pub fn check<R: Request>(&self, request: &R) -> Result<(), Error> {
        let operation = R::OPERATION.name;
        request.check(self.version).map_err(|invalid| Error::Invalid { operation, invalid })
    }

    pub async fn call_unchecked<R: Request>(&self, request: &R) -> Result<Answer<R::Result>, Error> {
        let has_key = request.idempotency_key().is_some_and(|key| !key.is_empty());
        // The retries' time runs from the first try, and not from the call, which may wait for its turn.
        let mut began = None;
        let mut tries = 0;
        // What became of an earlier try stays unknown, whatever a later one is told.
        let mut unknown = None;
        let mut patience = self.timeout;
        loop {
            let turn = self.turn(R::OPERATION, patience).await;
            let began = *began.get_or_insert_with(Instant::now);
            tries += 1;
            let answer = match turn {
                Ok(()) => self.attempt(request).await,
                Err(too_late) => Err(too_late),
            };
            let error = match answer {
                Ok(answer) => return Ok(answer),
                Err(error) => error,
            };
            let may_repeat = (self.passing)(&error) && harmless(R::OPERATION, has_key, &error);
            let pause = may_repeat.then(|| self.retry.pause_after(tries, began.elapsed())).flatten();
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
            patience = self.timeout.min(self.retry.left(began.elapsed()));
        }
    }

    pub async fn call_decoded<R: Request>(&self, request: Node<'_>) -> Result<Answer<Box<dyn Encode + Send>>, Error>
    where
        R::Result: 'static,
    {
        let operation = R::OPERATION.name;
        let request =
            R::decode(request).map_err(|malformed| Error::Invalid { operation, invalid: malformed.into() })?;
        Ok(self.call(&request).await?.boxed())
    }

    pub fn prepare(&self, operation: &'static OperationInfo, request: &dyn Encode) -> Result<Prepared, Error> {
        self.transport.prepare(&Unsigned {
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

    /// Waits until the operation may be called, but no longer than `patience`.
    async fn turn(&self, operation: &'static OperationInfo, patience: Duration) -> Result<(), Error> {
        match &self.buckets {
            Some(buckets) => buckets.turn(operation, patience).await,
            None => Ok(()),
        }
    }

    /// Sends the request once.
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
        let read = self.transport.read(self.service, self.own_namespace, operation, &response);
        if let (Some(buckets), Err(error)) = (&self.buckets, &read)
            && error.is("RequestThrottled")
        {
            buckets.empty(operation);
        }
        let read = read?;
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

/// Whether to send the request again can't do the deed twice.
fn harmless(operation: &OperationInfo, has_key: bool, error: &Error) -> bool {
    error.outcome() != Outcome::Unknown || operation.effect == Effect::Reads || has_key
}

impl Setup {
    pub fn new(own_namespace: fn(&str) -> bool) -> Self {
        Self {
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(60),
            retry: RetryPolicy::default(),
            passing: |error| error.repeat() == Repeat::AtOnce,
            own_namespace,
            buckets: None,
            user_agent: concat!("amazon-fps/", env!("CARGO_PKG_VERSION"), " (Rust)").to_owned(),
            clock: Box::new(Utc::now),
            http: None,
        }
    }

    /// The core of a client of `service`, at `endpoint`, by `transport`.
    pub fn core(
        self,
        service: &'static ServiceInfo,
        version: &'static str,
        endpoint: Url,
        transport: Transport,
    ) -> Result<Core, Error> {
        let user_agent_fits = self.user_agent.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        if !user_agent_fits {
            return Err(Error::Configuration("the user agent holds something else than printable ASCII".to_owned()));
        }
        if cfg!(not(feature = "tls-ring")) && self.http.is_none() && endpoint.scheme() == "https" {
            return Err(Error::Configuration(format!("{endpoint} needs TLS: build with the feature tls-ring")));
        }
        let http = match self.http {
            Some(http) => http,
            None => Box::new(HttpClient::new(self.connect_timeout)?),
        };
        Ok(Core {
            service,
            version,
            endpoint,
            transport,
            http,
            timeout: self.timeout,
            retry: self.retry,
            passing: self.passing,
            own_namespace: self.own_namespace,
            buckets: self.buckets,
            user_agent: self.user_agent,
            clock: self.clock,
        })
    }
}
