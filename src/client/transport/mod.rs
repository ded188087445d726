//! The two ways to the service, each from a typed request to HTTP and back to a tree.

pub(crate) mod rest;
#[cfg(feature = "soap")]
pub(crate) mod soap;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use url::Url;

use super::{Credentials, HttpRequest, HttpResponse};
use crate::contract::{OperationInfo, ServiceInfo};
use crate::error::{Error, MalformedAnswer, ServiceError};
use crate::sign::v2::SignatureMethod;
use crate::wire::{Encode, Tree};

/// The HTTP method of REST requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Method {
    /// Parameters in the query of the URL, which servers and proxies log and limit.
    Get,
    /// Parameters in the body.
    #[default]
    Post,
}

/// A request that is ready to be sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The request.
    pub http: HttpRequest,
    /// What was signed, for REST: the string-to-sign.
    pub string_to_sign: Option<String>,
    /// The message's name, for SOAP: an answer that relates to another message is none to this one.
    pub message_id: Option<String>,
}

pub(crate) enum Transport {
    Rest {
        credentials: Credentials,
        method: Method,
        signature_method: SignatureMethod,
        /// What the service wants in every request beside the parameters of the signature.
        common: Vec<(&'static str, SecretString)>,
    },
    #[cfg(feature = "soap")]
    Soap(Box<crate::soap::wsse::Signer>),
}

/// Everything that a request is made of.
pub(super) struct Unsigned<'r> {
    #[cfg(feature = "soap")]
    pub service: &'static ServiceInfo,
    pub operation: &'static OperationInfo,
    pub version: &'static str,
    pub endpoint: &'r Url,
    pub user_agent: &'r str,
    pub now: DateTime<Utc>,
    pub request: &'r dyn Encode,
}

/// An answer whose document element is the operation's own.
pub(crate) struct Read<'a> {
    pub tree: Tree<'a>,
    /// The message that it answers, where it says so.
    pub relates_to: Option<String>,
}

impl Transport {
    pub(super) fn prepare(&self, unsigned: &Unsigned<'_>) -> Result<Prepared, Error> {
        match self {
            Self::Rest { credentials, method, signature_method, common } => {
                Ok(rest::prepare(unsigned, credentials, *method, *signature_method, common))
            }
            #[cfg(feature = "soap")]
            Self::Soap(signer) => soap::prepare(unsigned, signer),
        }
    }

    pub(super) fn read<'a>(
        &self,
        service: &'static ServiceInfo,
        own_namespace: fn(&str) -> bool,
        operation: &'static OperationInfo,
        response: &'a HttpResponse,
    ) -> Result<Read<'a>, Error> {
        let malformed = |reason: String| MalformedAnswer::new(operation.name, response.status, reason, &response.body);
        let read = match self {
            Self::Rest { .. } => rest::read(service, response),
            #[cfg(feature = "soap")]
            Self::Soap(_) => soap::read(service, response),
        };
        let read = match read {
            Ok(read) => read,
            Err(Unread::Refused(error)) => return Err(Error::Service(error)),
            Err(Unread::Malformed(reason)) => return Err(malformed(reason).into()),
        };
        let root = read.tree.root();
        // Answers of another action, or of another service, must not be taken for this one's.
        if root.name() != operation.response {
            return Err(malformed(format!("it is {} where {} is expected", root.name(), operation.response)).into());
        }
        match root.namespace() {
            Some(namespace) if !own_namespace(namespace) => {
                Err(malformed(format!("its namespace {namespace} is not one of {}", service.title)).into())
            }
            _ => Ok(read),
        }
    }
}

impl std::fmt::Debug for Prepared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared").field("http", &self.http).finish_non_exhaustive()
    }
}

/// Why an answer holds no document of the operation.
pub(crate) enum Unread {
    Refused(ServiceError),
    Malformed(String),
}

fn refuse_web_page(body: &[u8]) -> Result<(), Unread> {
    let beginning = body.trim_ascii_start().iter().take(14).map(u8::to_ascii_lowercase).collect::<Vec<_>>();
    match beginning.starts_with(b"<html") || beginning.starts_with(b"<!doctype html") {
        true => Err(Unread::Malformed("it is a web page: is the endpoint that of the service itself?".to_owned())),
        false => Ok(()),
    }
}
