//! A recorded request with the ids of now, before it is signed.

use std::sync::Arc;

use super::callers::Callers;
use super::ids::{Kind, Mapping};
use super::run::Run;
use crate::client::Credentials;
use crate::contract::OperationInfo;
use crate::fps;
use crate::migrate::traffic::{Call, Exchange, Fields, Transport};
use crate::sign::v2::SignatureMethod;
use crate::soap::wsse::Signer;
use crate::wire::{Limits, Node, xml};

/// A request that can be signed and sent.
#[derive(Clone)]
pub(super) struct Ready {
    pub operation: &'static OperationInfo,
    pub transport: Transport,
    pub content: Content,
    /// The ids of the recording, and what stands for each.
    pub exchanged: Vec<Exchanged>,
}

/// An id of the recording with what stands for it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Exchanged {
    pub parameter: String,
    pub kind: Kind,
    pub old: String,
    pub new: String,
}

#[derive(Clone)]
pub(super) enum Content {
    /// The parameters of a query, the action and the version among them.
    Query { parameters: Vec<(String, String)>, signature_method: SignatureMethod, credentials: Credentials },
    /// The one element in the Body of a SOAP message.
    Message { element: String, signer: Arc<Signer> },
}

/// An id for which nothing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unmapped {
    pub parameter: String,
    pub kind: Kind,
    pub id: String,
}

/// Why a recorded request is not sent.
pub(super) enum Unsent {
    /// It can't be.
    Unsendable(String),
    /// It was refused for its signature when it was recorded.
    Unauthentic(String),
    /// There is nothing to sign it with.
    Unsigned(String),
    /// Nothing stands for these ids.
    Unmapped(Vec<Unmapped>),
}

/// Exchanges the ids of one request.
struct Exchanger<'m> {
    mapping: &'m mut Mapping,
    run: &'m Run,
    operation: &'static OperationInfo,
    /// Whether the recorded service knew none of these ids either.
    unknown_before: bool,
    exchanged: Vec<Exchanged>,
    unmapped: Vec<Unmapped>,
}

/// The codes that refuse a request for how it is signed.
pub(super) const UNAUTHENTIC: [&str; 4] =
    ["SignatureDoesNotMatch", "InvalidSignature", "InvalidClientTokenId", "RequestExpired"];

/// Makes a recorded call ready.
pub(super) fn ready(
    exchange: &Exchange,
    call: &Call,
    callers: &mut Callers,
    mapping: &mut Mapping,
    run: &Run,
) -> Result<Ready, Unsent> {
    let unsendable = |reason: &str| Unsent::Unsendable(reason.to_owned());
    let Some(operation) = fps::SERVICE.operation(&call.action) else {
        return Err(unsendable("FPS has no such action in the versions that are spoken here"));
    };
    if call.transport == Transport::RestPost && exchange.request.body.is_none() {
        return Err(unsendable("its parameters stood in the body, which is not recorded"));
    }
    let is_too_long = exchange.request.body.as_ref().is_some_and(|body| body.len() > Limits::REQUEST.bytes)
        || exchange.request.query.len() > Limits::REQUEST.bytes;
    if exchange.request.is_cut || is_too_long {
        return Err(unsendable("it is recorded in part, or too long, and what is missing may change what it does"));
    }
    let refused = call.outcome.code();
    if let Some(code) = refused.filter(|code| UNAUTHENTIC.contains(code)) {
        return Err(Unsent::Unauthentic(format!(
            "it was refused with {code}; signed anew it would do what was not done when it was recorded"
        )));
    }
    let unknown_before =
        refused.is_some_and(|code| code.starts_with("InvalidTokenId") || code.starts_with("InvalidTransactionId"));
    let mut exchanger =
        Exchanger { mapping, run, operation, unknown_before, exchanged: Vec::new(), unmapped: Vec::new() };
    let content = match call.transport {
        Transport::Soap => Content::Message {
            signer: callers.of_message(call).map_err(Unsent::Unsigned)?,
            element: exchanger.element(exchange, call).ok_or_else(|| unsendable("its message can't be read"))?,
        },
        _ => Content::Query {
            credentials: callers.of_query(call).map_err(Unsent::Unsigned)?,
            parameters: exchanger.parameters(call),
            signature_method: signature_method(exchange),
        },
    };
    match exchanger.unmapped.is_empty() {
        true => Ok(Ready { operation, transport: call.transport, content, exchanged: exchanger.exchanged }),
        false => Err(Unsent::Unmapped(exchanger.unmapped)),
    }
}

/// A request for the status of a transaction of now, sent as `like` was.
pub(super) fn status_of(transaction_id: &str, like: &Ready) -> Option<Ready> {
    let operation = fps::SERVICE.operation("GetTransactionStatus")?;
    let content = match &like.content {
        Content::Query { parameters, signature_method, credentials } => {
            let version =
                parameters.iter().find(|(name, _)| name == "Version").map_or(latest(), |(_, value)| value.as_str());
            let parameters = [("Action", operation.name), ("Version", version), ("TransactionId", transaction_id)]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
            Content::Query {
                parameters: parameters.to_vec(),
                signature_method: *signature_method,
                credentials: credentials.clone(),
            }
        }
        Content::Message { signer, .. } => {
            let mut element = opening(operation.name, latest());
            element.push_str("<TransactionId>");
            xml::escape_into(transaction_id, &mut element);
            element.push_str(&format!("</TransactionId></{}>", operation.name));
            Content::Message { element, signer: Arc::clone(signer) }
        }
    };
    Some(Ready { operation, transport: like.transport, content, exchanged: Vec::new() })
}

impl Exchanger<'_> {
    fn parameters(&mut self, call: &Call) -> Vec<(String, String)> {
        let mut parameters = vec![("Action".to_owned(), call.spelt.clone())];
        parameters.push(("Version".to_owned(), call.version.clone().unwrap_or_else(|| latest().to_owned())));
        for (name, value) in &call.fields.0 {
            parameters.push((name.clone(), self.exchanged(name, value)));
        }
        parameters
    }

    fn element(&mut self, exchange: &Exchange, call: &Call) -> Option<String> {
        let text = std::str::from_utf8(exchange.request.body.as_deref()?).ok()?;
        let tree = xml::read(text, &Limits::REQUEST).ok()?;
        let content = tree.root().child("Body")?.children().next()?;
        let mut element = opening(content.name(), call.version.as_deref().unwrap_or(latest()));
        self.write(content, "", &mut element);
        element.push_str(&format!("</{}>", content.name()));
        Some(element)
    }

    /// What is in the element, written again.
    fn write(&mut self, node: Node<'_>, path: &str, out: &mut String) {
        if node.is_leaf() {
            let text = if path.is_empty() { node.text().to_owned() } else { self.exchanged(path, node.text()) };
            xml::escape_into(&text, out);
            return;
        }
        for child in node.children() {
            let path = super::value::join(path, child.name());
            out.push_str(&format!("<{}>", child.name()));
            self.write(child, &path, out);
            out.push_str(&format!("</{}>", child.name()));
        }
    }

    fn exchanged(&mut self, parameter: &str, value: &str) -> String {
        let new = self.standing_for(parameter, value);
        if let Some(kind) = Kind::of(parameter).filter(|_| !value.trim().is_empty()) {
            let (parameter, old) = (parameter.to_owned(), value.to_owned());
            self.exchanged.push(Exchanged { parameter, kind, old, new: new.clone() });
        }
        new
    }

    fn standing_for(&mut self, parameter: &str, value: &str) -> String {
        let kind = Kind::of(parameter);
        if value.trim().is_empty() {
            return value.to_owned();
        }
        // What it was signed with would no longer fit.
        if self.operation.name == "VerifySignature" {
            return value.to_owned();
        }
        let known = match kind {
            Some(Kind::Reference) if self.operation.idempotent_by == Some(parameter) => {
                return self.mapping.rename(value, self.run);
            }
            // A reference under which nothing was made in the recording is that of something which is older.
            Some(Kind::Reference) => return self.mapping.reference(value).unwrap_or(value).to_owned(),
            Some(_) => self.mapping.id_or_stand_in(value, self.operation.name, parameter),
            None => return self.mapping.within(value),
        };
        match (known, kind) {
            (Some(known), _) => return known,
            (None, Some(kind)) if !self.unknown_before => {
                self.unmapped.push(Unmapped { parameter: parameter.to_owned(), kind, id: value.to_owned() });
            }
            _ => {}
        }
        value.to_owned()
    }
}

fn signature_method(exchange: &Exchange) -> SignatureMethod {
    let fields = Fields::of(&exchange.request);
    fields.value("SignatureMethod").and_then(SignatureMethod::from_name).unwrap_or_default()
}

fn opening(name: &str, version: &str) -> String {
    let mut opening = format!("<{name} xmlns=\"");
    xml::escape_into(&fps::SERVICE.namespace_of(version), &mut opening);
    opening.push_str("\">");
    opening
}

/// The version of a request that names none.
fn latest() -> &'static str {
    fps::ApiVersion::default().as_str()
}
