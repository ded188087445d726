use std::fmt;
use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};

use super::interference::{Answer, Interference, Interferer, Stopped};
use super::{Call, Caller, Callers, Rejected, Transport, documents, rest, soap};
use crate::contract::OperationInfo;
use crate::error::ServiceError;
use crate::fps::{self, ErrorCode, Operation, SERVICE, Service};
use crate::ids::RequestId;
use crate::wire::{Encode, Key, Limits, Node, Style, xml};

/// Hosts a service for every FPS client there is.
///
/// - REST: `GET` and `POST`, parameters from the query and the form, Signature Version 2 over the
///   host with or without its port, or over one of Amazon's host names.
/// - SOAP 1.1 with WS-Security; what is executed is the Body that was signed.
/// - A request is at most 1 MiB, and at most 15 minutes old or early.
/// - Answers are in the namespace of the version that was asked for.
/// - The WSDL and its schema are at `/doc/2010-08-28/AmazonFPS.wsdl` and `.xsd`.
pub struct Front<S> {
    pub(super) service: S,
    pub(super) callers: Callers,
    pub(super) clock: Box<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    pub(super) request_ids: Box<dyn Fn() -> RequestId + Send + Sync>,
    pub(super) limits: Limits,
    pub(super) interfere: Option<Interferer>,
    pub(super) search: Option<Search>,
}

/// Looks for callers that have come since.
pub(super) type Search = Box<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// A request as it came, before anything of it is believed. `Debug` shows neither its query nor its
/// body, which hold tokens.
#[derive(Clone, Default)]
pub struct Arrived {
    /// `GET` or `POST`.
    pub method: String,
    /// `http` or `https`.
    pub scheme: &'static str,
    /// The `Host` header.
    pub host: String,
    /// The path, decoded.
    pub path: String,
    /// The query, as it was sent.
    pub query: String,
    /// The `Content-Type` header; empty where there is none.
    pub content_type: String,
    /// The `SOAPAction` header.
    pub soap_action: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// An answer: a status and an XML document. `Debug` doesn't show the document.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The document.
    pub body: String,
}

impl fmt::Debug for Arrived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Arrived")
            .field("method", &self.method)
            .field("host", &self.host)
            .field("path", &self.path)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply").field("status", &self.status).field("bytes", &self.body.len()).finish_non_exhaustive()
    }
}

/// How far the time of a request may be off, either way, in minutes.
pub(super) const TOLERANCE_MINUTES: i64 = 15;

/// Versions that are served although their contract is not ours: their clients ask for nothing else
/// than version 2010-08-28 has.
const SERVED_AS_LATEST: [&str; 1] = ["2011-09-20"];

impl<S: Service> Front<S> {
    /// A front for `service` that lets `callers` in.
    pub fn new(service: S, callers: Callers) -> Self {
        Self {
            service,
            callers,
            clock: Box::new(Utc::now),
            request_ids: Box::new(super::random_request_id),
            limits: Limits::REQUEST,
            interfere: None,
            search: None,
        }
    }

    /// The time against which requests are checked. Default: the system's.
    pub fn clock(self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// What names requests. Default: [`random_request_id`](super::random_request_id).
    pub fn request_ids(self, request_ids: impl Fn() -> RequestId + Send + Sync + 'static) -> Self {
        Self { request_ids: Box::new(request_ids), ..self }
    }

    /// Awaits `search` before a request by somebody who isn't known is refused: it may add callers to those whom this
    /// front was given. It is for whoever keeps callers elsewhere, and should limit how often it looks there.
    pub fn search<F>(self, search: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self { search: Some(Box::new(move || Box::pin(search()))), ..self }
    }

    /// Answers one request, whatever it holds. Where an [`Interference`] has it that there is no document, the body is
    /// empty, and where there is nothing at all, the status is 0: see [`Front::serve`].
    pub async fn answer(&self, arrived: Arrived) -> Reply {
        self.serve(arrived).await.into_reply()
    }

    /// Answers one request, whatever it holds, for a server that can break the connection off.
    pub async fn serve(&self, arrived: Arrived) -> Answer {
        if let Some(document) = documents::get(&arrived) {
            return Answer::Document(document);
        }
        match is_soap(&arrived) {
            true => soap::answer(self, &arrived).await,
            false => rest::answer(self, &arrived).await,
        }
    }

    /// The document with the service's result, for a request whose sender is known.
    pub(super) async fn execute(
        &self,
        operation: Operation,
        version: &Version,
        caller: Option<Caller>,
        transport: Transport,
        now: DateTime<Utc>,
        request: Node<'_>,
    ) -> Result<Executed, Stopped> {
        let request_id = (self.request_ids)();
        let call = Call {
            caller,
            version: version.contract,
            request_id: request_id.clone(),
            received_at: now,
            transport,
            #[cfg(feature = "amazon-pay")]
            seller: None,
        };
        let interference = match &self.interfere {
            Some(interfere) => interfere(operation, &call).await,
            None => None,
        };
        let breaks = match interference {
            None => false,
            Some(Interference::BreakAfter) => true,
            Some(Interference::BreakBefore) => return Err(Stopped::Broken),
            Some(Interference::Status(status)) => return Err(Stopped::Bare(status)),
            Some(Interference::Refuse(error)) => {
                return Err(error.with_request_id(bare(&request_id)).into());
            }
        };
        let result = fps::dispatch(&self.service, operation, &call, request).await.map_err(|rejected| match rejected {
            Rejected::Invalid(invalid) => ServiceError::new(ErrorCode::InvalidParams, invalid.to_string()),
            Rejected::Service(error) => error,
        });
        match result {
            _ if breaks => Err(Stopped::Broken),
            Ok(result) => {
                Ok(Executed { document: document(operation.info(), version, &*result, &request_id), request_id })
            }
            Err(error) => Err(error.with_request_id(bare(&request_id)).into()),
        }
    }

    /// Looks for callers that have come since.
    pub(super) async fn search_callers(&self) {
        if let Some(search) = &self.search {
            search().await;
        }
    }

    /// The refusal of a request that no service saw, with a name of its own.
    pub(super) fn refusal(&self, error: ServiceError) -> ServiceError {
        match error.request_id() {
            Some(_) => error,
            None => error.with_request_id(bare(&(self.request_ids)())),
        }
    }
}

/// What a request has led to.
pub(super) struct Executed {
    /// The document element of the answer.
    pub document: String,
    pub request_id: RequestId,
}

/// The version that a request asks for.
pub(super) struct Version {
    /// The one whose contract is followed.
    pub contract: &'static str,
    /// The namespace of the answer.
    pub namespace: String,
}

impl Version {
    pub fn named(name: &str) -> Result<Self, ServiceError> {
        let known = SERVICE.versions.iter().copied().find(|version| *version == name);
        let latest = SERVICE.versions[SERVICE.versions.len() - 1]; // The contract has at least one version.
        match known {
            Some(contract) => Ok(Self { contract, namespace: SERVICE.namespace_of(contract) }),
            None if SERVED_AS_LATEST.contains(&name) => {
                Ok(Self { contract: latest, namespace: SERVICE.namespace_of(name) })
            }
            None => Err(invalid(format!(
                "Version is '{}', and may be {}. Version 2007-01-08 had other messages and another signature, and is not served.",
                name.chars().take(40).collect::<String>(),
                SERVICE.versions.join(" or ")
            ))),
        }
    }

    pub fn latest() -> Self {
        let contract = SERVICE.versions[SERVICE.versions.len() - 1]; // The contract has at least one version.
        Self { contract, namespace: SERVICE.namespace_of(contract) }
    }

    /// The version to which a message in `namespace` belongs.
    pub fn of_namespace(namespace: &str) -> Result<Self, ServiceError> {
        let name =
            SERVICE.versions.iter().chain(&SERVED_AS_LATEST).find(|name| SERVICE.namespace_of(name) == namespace);
        match name {
            Some(name) => Self::named(name),
            None => Err(invalid(format!(
                "The element in the Body is in the namespace '{}', and that of FPS is {}",
                namespace.chars().take(80).collect::<String>(),
                SERVICE.namespace_of(Self::latest().contract)
            ))),
        }
    }
}

/// The operation that a request names, or an error with the one that was perhaps meant.
pub(super) fn operation(name: &str) -> Result<Operation, ServiceError> {
    if let Some(operation) = Operation::from_name(name) {
        return Ok(operation);
    }
    let shown = name.chars().take(80).collect::<String>();
    Err(invalid(match SERVICE.nearest_operation(name) {
        Some(nearest) => format!("There is no action '{shown}'. Is {} meant? Names are case-sensitive.", nearest.name),
        None => format!("There is no action '{shown}'"),
    }))
}

pub(super) fn invalid(message: impl Into<String>) -> ServiceError {
    ServiceError::new(ErrorCode::InvalidParams, message)
}

/// A request id as errors show it: without the `:0`.
pub(super) fn bare(request_id: &RequestId) -> &str {
    request_id.as_str().trim_end_matches(":0")
}

fn document(operation: &OperationInfo, version: &Version, result: &dyn Encode, request_id: &RequestId) -> String {
    let style = Style { amount_decimals: SERVICE.amount_decimals, dates: SERVICE.dates };
    xml::document(operation.response, &version.namespace, style, |sink| {
        if let Some(name) = operation.result {
            result.encode(Key::of(name), sink);
        }
        sink.open(Key::of("ResponseMetadata"));
        sink.text(Key::of("RequestId"), request_id.as_str());
        sink.close(Key::of("ResponseMetadata"));
    })
}

/// SOAP comes as XML in a POST; everything else is a query.
pub(crate) fn is_soap(arrived: &Arrived) -> bool {
    let says_xml = ["text/xml", "application/soap+xml", "application/xml"].iter().any(|kind| {
        arrived.content_type.get(..kind.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(kind))
    });
    let is_xml = || {
        let beginning = arrived.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&arrived.body);
        beginning.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'<')
    };
    arrived.method == "POST" && (says_xml || arrived.soap_action.is_some() || is_xml())
}
