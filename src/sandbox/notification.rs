//! What the sandbox signs for its callers, and how they can have it checked.

use super::{Sandbox, command::invalid, internal};
use crate::{
    error::ServiceError,
    sign::{
        outbound::{self, Delivery, Error, METHOD, Signed, VERSION},
        v2::{decode_parameters, encode_parameters},
    },
};

impl Sandbox {
    /// Signs `parameters` for a message to `url`, as form text: they come first, then `signatureVersion`,
    /// `signatureMethod`, `certificateUrl` and `signature`.
    ///
    /// # Errors
    /// `InvalidParams` where `url` is not an absolute URL.
    pub fn sign_notification(
        &self,
        url: &str,
        delivery: Delivery,
        parameters: &[(&str, &str)],
    ) -> Result<String, ServiceError> {
        let signed = outbound::sign(self.notary(), &self.certificate_url(), delivery, url, parameters);
        Ok(encode_parameters(&signed.map_err(refusal)?))
    }

    /// Whether the sandbox has signed these parameters for a message to that URL.
    pub(super) fn verifies(&self, url: &str, parameters: &str) -> Result<bool, ServiceError> {
        let parameters = decode_parameters(parameters.trim().trim_start_matches('?'))
            .map_err(|_| invalid("HttpParameters is not UTF-8 once it is decoded."))?;
        let signed = match Signed::read(&parameters) {
            Ok(signed) => signed,
            Err(Error::NotBase64) => return Ok(false),
            Err(error) => return Err(refusal(error)),
        };
        for delivery in [Delivery::Post, Delivery::Get] {
            match signed.verify(self.notification_certificate(), delivery, url) {
                Ok(()) => return Ok(true),
                Err(Error::Mismatch) => {}
                Err(error) => return Err(refusal(error)),
            }
        }
        Ok(false)
    }
}

fn refusal(error: Error) -> ServiceError {
    let message = match error {
        Error::Missing { name } => format!("{name} is missing in 'HttpParameters'."),
        Error::Repeated { name } => format!("{name} is there more than once in 'HttpParameters'."),
        Error::Version { .. } => format!("signatureVersion in 'HttpParameters' must be {VERSION}."),
        Error::Method { .. } => format!("signatureMethod in 'HttpParameters' must be {METHOD}."),
        Error::Url { .. } => "UrlEndPoint must be an absolute http or https URL without its query string.".to_owned(),
        other => return internal(format!("A message could not be signed: {other}.")),
    };
    invalid(message).into()
}
