use std::fmt;
use std::future::Future;
use std::pin::Pin;

use chrono::{DateTime, Utc};

use super::dialect::{Dialect, Reason};
use super::interference::{Answer, Interference, Interferer, Stopped};
use super::version::Version;
use super::{Call, Callers, Rejected, documents, rest, soap};
use crate::contract::OperationInfo;
use crate::error::ServiceError;
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
pub struct Front<H> {
    pub(super) hosted: H,
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
    /// The `User-Agent` header; empty where there is none.
    pub user_agent: String,
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

impl<H: Dialect> Front<H> {
    /// A front for a service that lets `callers` in: `Front::new(fps::Server(service), callers)`.
    pub fn new(hosted: H, callers: Callers) -> Self {
        Self {
            hosted,
            callers,
            clock: Box::new(Utc::now),
            request_ids: Box::new(H::request_id),
            limits: Limits::REQUEST,
            interfere: None,
            search: None,
        }
    }

    /// The time against which requests are checked. Default: the system's.
    pub fn clock(self, clock: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self { clock: Box::new(clock), ..self }
    }

    /// What names requests. Default: at random, as the service did.
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
        if let Some(document) = documents::get::<H>(&arrived) {
            return Answer::Document(document);
        }
        match H::SOAP && is_soap(&arrived) {
            true => soap::answer(self, &arrived).await,
            false => rest::answer(self, &arrived).await,
        }
    }

    /// The document with the service's result, for a request whose sender is known.
    pub(super) async fn execute(
        &self,
        operation: &'static OperationInfo,
        version: &Version,
        call: &Call,
        request: Node<'_>,
    ) -> Result<String, Stopped> {
        let interference = match &self.interfere {
            Some(interfere) => interfere(operation, call).await,
            None => None,
        };
        let refused = |error: ServiceError| Stopped::Refused(error.with_request_id(bare(&call.request_id)));
        let breaks = match interference {
            None => false,
            Some(Interference::BreakAfter) => true,
            Some(Interference::BreakBefore) => return Err(Stopped::Broken),
            Some(Interference::Status(status)) => return Err(Stopped::Bare(status)),
            Some(Interference::Refuse(error)) => return Err(refused(error)),
        };
        let result = self.hosted.dispatch(operation, call, request).await;
        if breaks {
            return Err(Stopped::Broken);
        }
        match result {
            Ok(result) => Ok(document::<H>(operation, version, &*result, &call.request_id)),
            Err(Rejected::Service(error)) => Err(refused(error)),
            Err(Rejected::Invalid(invalid)) => Err(refused(self::invalid::<H>(invalid.to_string()))),
            Err(Rejected::NoOperation) => Err(refused(no_operation::<H>(operation.name))),
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

/// The operation that a request names, or an error with the one that was perhaps meant.
pub(super) fn operation<H: Dialect>(name: &str) -> Result<&'static OperationInfo, ServiceError> {
    H::SERVICE.operation(name).ok_or_else(|| no_operation::<H>(name))
}

fn no_operation<H: Dialect>(name: &str) -> ServiceError {
    let shown = name.chars().take(80).collect::<String>();
    invalid::<H>(match H::SERVICE.nearest_operation(name) {
        Some(nearest) => format!("There is no action '{shown}'. Is {} meant? Names are case-sensitive.", nearest.name),
        None => format!("There is no action '{shown}'"),
    })
}

pub(super) fn invalid<H: Dialect>(message: impl Into<String>) -> ServiceError {
    H::refuse(Reason::Invalid, message.into())
}

/// A request id as errors show it: without the `:0`.
pub(super) fn bare(request_id: &RequestId) -> &str {
    request_id.as_str().trim_end_matches(":0")
}

fn document<H: Dialect>(
    operation: &OperationInfo,
    version: &Version,
    result: &dyn Encode,
    request_id: &RequestId,
) -> String {
    let style = Style { amount_decimals: H::SERVICE.amount_decimals, dates: H::SERVICE.dates };
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
