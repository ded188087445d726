//! What the service signs with its own certificate for a caller: notifications, and the buyer's way back from a
//! co-branded page.
//!
//! Both carry `signature`, `signatureVersion`, `signatureMethod` and `certificateUrl` beside what they say. The
//! signed text is that of Signature [Version 2](crate::sign::v2), and the signature is RSA-SHA1 in Base64.

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use url::Url;

use super::{
    rsa_sha1::SignatureAlgorithm,
    v2::string_to_sign,
    x509::{Certificate, Identity},
};

/// The only `signatureVersion` of messages to callers that a certificate vouches for.
pub const VERSION: &str = "2";

/// The only `signatureMethod` of messages to callers.
pub const METHOD: &str = "RSA-SHA1";

/// How a signed message reaches the caller. The verb is a part of what is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Delivery {
    /// An instant payment notification: the form of a POST.
    Post,
    /// The buyer's way back from a co-branded page: the query of a GET.
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

/// Signs `parameters` for a message to `url`: all of them, in their order, and after them `signatureVersion`,
/// `signatureMethod`, `certificateUrl` and `signature`.
///
/// For [`Delivery::Get`] the parameters are all that the query will hold, also those that `url` has of its own. The
/// query of `url` itself is not looked at.
///
/// # Errors
/// [`Error::Url`], or [`Error::Signing`].
pub fn sign<N: AsRef<str>, V: AsRef<str>>(
    identity: &Identity,
    certificate_url: &str,
    delivery: Delivery,
    url: &str,
    parameters: &[(N, V)],
) -> Result<Vec<(String, String)>, Error> {
    let place = Place::parse(url)?;
    let own = parameters.iter().map(|(name, value)| (name.as_ref(), value.as_ref()));
    let about = [("signatureVersion", VERSION), ("signatureMethod", METHOD), ("certificateUrl", certificate_url)];
    let mut signed: Vec<_> = own.chain(about).map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let text = place.string_to_sign(delivery, &signed);
    let signature = identity
        .sign(SignatureAlgorithm::RsaSha1, text.as_bytes())
        .map_err(|error| Error::Signing { problem: error.to_string() })?;
    signed.push(("signature".to_owned(), BASE64.encode(signature)));
    Ok(signed)
}

/// A message that says that it is signed: nothing in it can be trusted before [`Signed::verify`].
#[derive(Clone)]
pub struct Signed<'p> {
    parameters: &'p [(String, String)],
    certificate_url: &'p str,
    signature: Vec<u8>,
}

impl<'p> Signed<'p> {
    /// Finds the signature among the decoded parameters of a message.
    ///
    /// Line breaks in the signature are left out, and blanks in it are read as the plus signs that they were before
    /// something decoded them once too often.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Repeated`], [`Error::Version`], [`Error::Method`] or [`Error::NotBase64`].
    pub fn read(parameters: &'p [(String, String)]) -> Result<Self, Error> {
        let required = |name| {
            let mut found = parameters.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str());
            let value = found.next().filter(|value| !value.is_empty()).ok_or(Error::Missing { name })?;
            if found.next().is_some() { Err(Error::Repeated { name }) } else { Ok(value) }
        };
        let certificate_url = required("certificateUrl")?;
        let signature = required("signature")?;
        let version = required("signatureVersion")?;
        let method = required("signatureMethod")?;
        if version != VERSION {
            return Err(Error::Version { found: shortened(version) });
        }
        if method != METHOD {
            return Err(Error::Method { found: shortened(method) });
        }
        let signature: String = signature
            .chars()
            .filter(|char| !matches!(char, '\r' | '\n'))
            .map(|char| if char == ' ' { '+' } else { char })
            .collect();
        let signature = BASE64.decode(signature).map_err(|_| Error::NotBase64)?;
        Ok(Self { parameters, certificate_url, signature })
    }

    /// Where the message says that its certificate is. Whoever forges a message chooses this too: check the host
    /// before anything is fetched.
    pub fn certificate_url(&self) -> &'p str {
        self.certificate_url
    }

    /// Checks that the key of `certificate` has signed the message for this `url`, whose query is not looked at.
    ///
    /// # Errors
    /// [`Error::Url`], or [`Error::Mismatch`].
    pub fn verify(&self, certificate: &Certificate, delivery: Delivery, url: &str) -> Result<(), Error> {
        let text = Place::parse(url)?.string_to_sign(delivery, self.parameters);
        match certificate.verify(SignatureAlgorithm::RsaSha1, text.as_bytes(), &self.signature) {
            true => Ok(()),
            false => Err(Error::Mismatch),
        }
    }
}

// The message may name tokens.
impl std::fmt::Debug for Signed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signed").field("certificate_url", &self.certificate_url).finish_non_exhaustive()
    }
}

/// Why a message is not signed, or can't be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A parameter that every signed message has is missing or empty.
    #[error("{name} is missing: the message is not signed, or was cut off")]
    Missing {
        /// The parameter.
        name: &'static str,
    },
    /// A parameter of the signature is there more than once.
    #[error("{name} is there more than once")]
    Repeated {
        /// The parameter.
        name: &'static str,
    },
    /// The signature is of a version that no certificate vouches for.
    #[error("signatureVersion is '{found}', and must be {VERSION}: older ones are no longer safe")]
    Version {
        /// What the message says, shortened.
        found: String,
    },
    /// The signature is made by another method.
    #[error("signatureMethod is '{found}', and must be {METHOD}")]
    Method {
        /// What the message says, shortened.
        found: String,
    },
    /// The signature can't be read.
    #[error("signature is not Base64")]
    NotBase64,
    /// What is to be the address of the message is none.
    #[error("'{url}' is not an absolute http or https URL")]
    Url {
        /// What was given, shortened.
        url: String,
    },
    /// The signature is not that of the certificate's key over this message for this URL.
    #[error("the signature does not match: the message was changed, is for another URL, or is signed by somebody else")]
    Mismatch,
    /// The signature could not be computed.
    #[error("the message can't be signed: {problem}")]
    Signing {
        /// What went wrong.
        problem: String,
    },
}

impl Error {
    pub(crate) fn url(url: &str) -> Self {
        Self::Url { url: shortened(url) }
    }
}

/// Where a message goes, as far as it is signed.
struct Place {
    host: String,
    path: String,
}

impl Place {
    fn parse(text: &str) -> Result<Self, Error> {
        let bad = || Error::url(text);
        let url = Url::parse(text).map_err(|_| bad())?;
        let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https")).ok_or_else(bad)?;
        // The parser leaves out a port that is the scheme's own.
        let host = match url.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        };
        let path = percent_encoding::percent_decode_str(url.path()).decode_utf8().map_err(|_| bad())?;
        Ok(Self { host, path: path.into_owned() })
    }

    fn string_to_sign(&self, delivery: Delivery, parameters: &[(String, String)]) -> String {
        string_to_sign(delivery.verb(), &self.host, &self.path, parameters)
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use chrono::{TimeDelta, Utc};

    use super::*;

    const URL: &str = "https://shop.example.com/back%20here?own=1";
    const CERTIFICATE_URL: &str = "https://fps.sandbox.amazonaws.com/certs/090909/PKICert.pem";

    static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
        let now = Utc::now();
        Identity::generate("signer", 1024, now, now + TimeDelta::days(1)).expect("the key is long enough")
    });

    fn signed() -> Vec<(String, String)> {
        let parameters = [("own", "1"), ("tokenID", "A+B"), ("status", "SC")];
        sign(&IDENTITY, CERTIFICATE_URL, Delivery::Get, URL, &parameters).expect("the URL is one")
    }

    fn verify(parameters: &[(String, String)], delivery: Delivery, url: &str) -> Result<(), Error> {
        Signed::read(parameters)?.verify(IDENTITY.certificate(), delivery, url)
    }

    #[test]
    fn what_was_signed_is_verified_in_any_order_and_spelling_of_the_signature() {
        let mut parameters = signed();
        parameters.reverse();
        let signature = &mut parameters[0].1;
        *signature = signature.replace('+', " ");
        signature.insert_str(76, "\r\n");
        assert_eq!(verify(&parameters, Delivery::Get, URL), Ok(()));
        assert_eq!(verify(&parameters, Delivery::Get, "https://SHOP.example.com:443/back here"), Ok(()));
        assert_eq!(Signed::read(&parameters).unwrap().certificate_url(), CERTIFICATE_URL);
    }

    #[test]
    fn every_change_is_noticed() {
        for index in 0..3 {
            let mut parameters = signed();
            parameters[index].1.push('x');
            assert_eq!(verify(&parameters, Delivery::Get, URL), Err(Error::Mismatch), "{index}");
            parameters.remove(index);
            assert_eq!(verify(&parameters, Delivery::Get, URL), Err(Error::Mismatch), "{index}");
        }
        let mut more = signed();
        more.push(("Signature".to_owned(), "of a request".to_owned()));
        for (parameters, delivery, url) in [
            (&more, Delivery::Get, URL),
            (&signed(), Delivery::Post, URL),
            (&signed(), Delivery::Get, "https://shop.example.com/back%20here/"),
            (&signed(), Delivery::Get, "https://shop.example.com:8443/back%20here"),
        ] {
            assert_eq!(verify(parameters, delivery, url), Err(Error::Mismatch), "{url}");
        }
    }

    #[test]
    fn what_is_no_signature_is_named() {
        for (index, name) in [(3, "signatureVersion"), (4, "signatureMethod"), (5, "certificateUrl"), (6, "signature")]
        {
            let mut parameters = signed();
            let taken = parameters.remove(index);
            assert_eq!(taken.0, name);
            assert_eq!(verify(&parameters, Delivery::Get, URL), Err(Error::Missing { name }));
            parameters.extend([taken.clone(), taken]);
            assert_eq!(verify(&parameters, Delivery::Get, URL), Err(Error::Repeated { name }));
        }
        let with = |index: usize, value: &str| {
            let mut parameters = signed();
            parameters[index].1 = value.to_owned();
            verify(&parameters, Delivery::Get, URL).unwrap_err()
        };
        assert_eq!(with(3, "1"), Error::Version { found: "1".to_owned() });
        assert_eq!(with(4, "HmacSHA1"), Error::Method { found: "HmacSHA1".to_owned() });
        assert_eq!(with(6, "?"), Error::NotBase64);
        assert_eq!(verify(&signed(), Delivery::Get, "/back"), Err(Error::Url { url: "/back".to_owned() }));
        assert_eq!(verify(&signed(), Delivery::Get, "ftp://a/b"), Err(Error::Url { url: "ftp://a/b".to_owned() }));
    }
}
