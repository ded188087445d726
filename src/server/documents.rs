//! The contract, as toolkits fetch it.

use super::dialect::Dialect;
use super::front::{Arrived, Reply};
use crate::wire::xml;

/// The file of the contract that is at this path, if there is one. Where it names the host of the service, it names
/// that at which it was asked for instead.
pub fn get<H: Dialect>(arrived: &Arrived) -> Option<Reply> {
    let (_, document) = H::DOCUMENTS.iter().find(|(path, _)| *path == arrived.path)?;
    let mut here = format!("{}://", arrived.scheme);
    xml::escape_into(&arrived.host, &mut here);
    Some(Reply { status: 200, body: document.replace(origin(H::SERVICE.endpoint), &here) })
}

/// A URL up to its path.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |scheme| scheme + "://".len());
    url[host..].find('/').map_or(url, |path| &url[..host + path])
}
