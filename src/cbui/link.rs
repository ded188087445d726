//! Addresses of the pages, signed.

use url::Url;

use super::{
    PATH,
    request::{Malformed, Request},
};
use crate::{
    Error,
    client::{Credentials, Endpoint},
    sign::v2::{SignatureMethod, encode_parameters, string_to_sign},
};

/// The pages of a service, to which a caller sends buyers and sellers.
#[derive(Clone, Debug)]
pub struct Pages {
    start: Url,
    credentials: Credentials,
    signature_method: SignatureMethod,
}

impl Pages {
    /// The pages of this endpoint. Production and sandbox have a host of their own for them; of any other address
    /// scheme, host and port count, and the path is [`PATH`].
    ///
    /// # Errors
    /// [`Error::Configuration`] where the address can't be used.
    pub fn new(endpoint: Endpoint, credentials: Credentials) -> Result<Self, Error> {
        let mut start = match endpoint {
            Endpoint::Production => Endpoint::url("https://authorize.payments.amazon.com/")?,
            Endpoint::Sandbox => Endpoint::url("https://authorize.payments-sandbox.amazon.com/")?,
            Endpoint::Url(url) => Endpoint::Url(url),
        }
        .into_url()?;
        start.set_path(PATH);
        Ok(Self { start, credentials, signature_method: SignatureMethod::default() })
    }

    /// Signs with this method. Default: HmacSHA256.
    #[must_use]
    pub fn signature_method(self, signature_method: SignatureMethod) -> Self {
        Self { signature_method, ..self }
    }

    /// The signed address for a browser to go to.
    ///
    /// # Errors
    /// [`Malformed`], which names the parameters that the pages would not take.
    pub fn link(&self, request: &Request) -> Result<String, Malformed> {
        let mut parameters = vec![("callerKey", self.credentials.access_key_id().to_owned())];
        parameters.extend(request.parameters()?);
        parameters.push(("signatureVersion", "2".to_owned()));
        parameters.push(("signatureMethod", self.signature_method.as_str().to_owned()));
        let host = self.start.host_str().unwrap_or_default();
        let host = match self.start.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let text = string_to_sign("GET", &host, PATH, &parameters);
        parameters.push(("signature", self.signature_method.sign(self.credentials.secret(), &text)));
        Ok(format!("{}?{}", self.start, encode_parameters(&parameters)))
    }
}
