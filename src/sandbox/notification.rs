//! What the sandbox signs for its callers, and how they can have it checked.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use url::Url;

use super::{Sandbox, command::invalid};
use crate::{
    error::ServiceError,
    sign::{
        rsa_sha1::SignatureAlgorithm,
        v2::{decode_parameters, encode_parameters, string_to_sign},
    },
};

const METHOD: &str = "RSA-SHA1";
const VERSION: &str = "2";

/// How a signed message reaches the caller. The verb is a part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Delivery {
    /// An instant payment notification.
    Post,
    /// The buyer's way back from a co-branded page.
    Get,
}

impl Delivery {
    fn verb(self) -> &'static str {
        match self {
            Self::Post => "POST",
            Self::Get => "GET",
        }
    }
}

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
        let place = Place::parse(url)?;
        let certificate_url = self.certificate_url();
        let mut signed: Vec<_> = parameters.to_vec();
        signed.extend([
            ("signatureVersion", VERSION),
            ("signatureMethod", METHOD),
            ("certificateUrl", certificate_url.as_str()),
        ]);
        let text = place.string_to_sign(delivery, &signed);
        let signature = self.notary().sign(SignatureAlgorithm::RsaSha1, text.as_bytes());
        let signature = signature.map_err(|_| super::internal("The sandbox could not sign a message."))?;
        let signature = BASE64.encode(signature);
        signed.push(("signature", &signature));
        Ok(encode_parameters(&signed))
    }

    /// Whether the sandbox has signed these parameters for a message to that URL.
    pub(super) fn verifies(&self, url: &str, parameters: &str) -> Result<bool, ServiceError> {
        let parameters = decode_parameters(parameters.trim().trim_start_matches('?'))
            .map_err(|_| invalid("HttpParameters is not UTF-8 once it is decoded."))?;
        let value = |name: &str| {
            let found = parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
            found.filter(|value| !value.is_empty())
        };
        let require =
            |name: &str| value(name).ok_or_else(|| invalid(format!("{name} is missing in 'HttpParameters'.")));
        require("certificateUrl")?;
        let signature = require("signature")?;
        let version = require("signatureVersion")?;
        let method = require("signatureMethod")?;
        if version != VERSION {
            return Err(invalid(format!("signatureVersion in 'HttpParameters' must be {VERSION}.")).into());
        }
        if method != METHOD {
            return Err(invalid(format!("signatureMethod in 'HttpParameters' must be {METHOD}.")).into());
        }
        let place = Place::parse(url)?;
        // A blank is a plus sign that was decoded once too often; line breaks come with Base64 as FPS wrote it.
        let signature: String = signature
            .chars()
            .filter(|char| !matches!(char, '\r' | '\n'))
            .map(|char| if char == ' ' { '+' } else { char })
            .collect();
        let Ok(signature) = BASE64.decode(signature) else { return Ok(false) };
        Ok([Delivery::Post, Delivery::Get].into_iter().any(|delivery| {
            let text = place.string_to_sign(delivery, &parameters);
            self.notary().certificate().verify(SignatureAlgorithm::RsaSha1, text.as_bytes(), &signature)
        }))
    }
}

/// Where a message goes, as far as it is signed.
struct Place {
    host: String,
    path: String,
}

impl Place {
    fn parse(url: &str) -> Result<Self, ServiceError> {
        let bad = || invalid("UrlEndPoint must be an absolute http or https URL without its query string.");
        let url = Url::parse(url).map_err(|_| bad())?;
        let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")).ok_or_else(bad)?;
        // The parser leaves out a port that is the scheme's own.
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8().map_err(|_| bad())?;
        Ok(Self { host, path: path.into_owned() })
    }

    fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(&self, delivery: Delivery, parameters: &[(N, V)]) -> String {
        string_to_sign(delivery.verb(), &self.host, &self.path, parameters)
    }
}
