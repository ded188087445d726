//! The contract, as toolkits fetch it.

use super::front::{Arrived, Reply};
use crate::wire::xml;

const WSDL: &str = include_str!("../../wsdl/AmazonFPS.wsdl");
const SCHEMA: &str = include_str!("../../wsdl/AmazonFPS.xsd");

/// The WSDL, naming the address at which it was asked for, or the schema; nothing for other paths.
pub fn get(arrived: &Arrived) -> Option<Reply> {
    let body = match arrived.path.as_str() {
        "/doc/2010-08-28/AmazonFPS.wsdl" => {
            let mut own = format!("{}://", arrived.scheme);
            xml::escape_into(&arrived.host, &mut own);
            WSDL.replace(crate::fps::SERVICE.endpoint, &own)
        }
        "/doc/2010-08-28/AmazonFPS.xsd" => SCHEMA.to_owned(),
        _ => return None,
    };
    Some(Reply { status: 200, body })
}
