//! Signature Version 2: how REST requests, co-branded links and notifications are signed.
//!
//! The signed text has four lines: the HTTP verb, the host in lower case, the path, and all
//! parameters but the signature itself, sorted by the bytes of their names and percent-encoded by
//! RFC 3986. See "Common Request Parameters" in the reference.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// How the string-to-sign is signed: the parameter `SignatureMethod`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SignatureMethod {
    /// HMAC with SHA-256, which the reference prefers.
    #[default]
    HmacSha256,
    /// HMAC with SHA-1.
    HmacSha1,
}

/// The bytes that RFC 3986 leaves as they are: letters, digits and `-_.~`.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl SignatureMethod {
    /// As requests write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HmacSha256 => "HmacSHA256",
            Self::HmacSha1 => "HmacSHA1",
        }
    }

    /// The method of that name, to the letter.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "HmacSHA256" => Some(Self::HmacSha256),
            "HmacSHA1" => Some(Self::HmacSha1),
            _ => None,
        }
    }

    /// The signature of a string-to-sign, in Base64.
    pub fn sign(self, secret: &str, string_to_sign: &str) -> String {
        match self {
            Self::HmacSha256 => {
                BASE64.encode(keyed::<Hmac<sha2::Sha256>>(secret, string_to_sign).finalize().into_bytes())
            }
            Self::HmacSha1 => BASE64.encode(keyed::<Hmac<sha1::Sha1>>(secret, string_to_sign).finalize().into_bytes()),
        }
    }

    /// Whether `signature` is that of the string-to-sign. Takes the same time whether or not.
    pub fn verify(self, secret: &str, string_to_sign: &str, signature: &str) -> bool {
        let Ok(signature) = BASE64.decode(signature.trim()) else { return false };
        match self {
            Self::HmacSha256 => keyed::<Hmac<sha2::Sha256>>(secret, string_to_sign).verify_slice(&signature).is_ok(),
            Self::HmacSha1 => keyed::<Hmac<sha1::Sha1>>(secret, string_to_sign).verify_slice(&signature).is_ok(),
        }
    }
}

/// The four lines that are signed. `parameters` are decoded and in any order; the one called
/// `Signature` is left out, or where there is none, `signature`. `path` is decoded; an empty one is `/`.
pub fn string_to_sign<N: AsRef<str>, V: AsRef<str>>(
    verb: &str,
    host: &str,
    path: &str,
    parameters: &[(N, V)],
) -> String {
    let is_request = parameters.iter().any(|(name, _)| name.as_ref() == "Signature");
    let signature = if is_request { "Signature" } else { "signature" };
    let mut sorted = parameters
        .iter()
        .map(|(name, value)| (name.as_ref(), value.as_ref()))
        .filter(|(name, _)| *name != signature)
        .collect::<Vec<_>>();
    sorted.sort_unstable();
    let mut text =
        String::with_capacity(64 + sorted.iter().map(|(name, value)| name.len() + value.len() * 2 + 2).sum::<usize>());
    text.push_str(verb);
    text.push('\n');
    text.extend(host.chars().map(|char| char.to_ascii_lowercase()));
    text.push('\n');
    encode_path(path, &mut text);
    text.push('\n');
    for (index, (name, value)) in sorted.into_iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        encode_into(name, &mut text);
        text.push('=');
        encode_into(value, &mut text);
    }
    text
}

/// Parameters as a query or a form body: percent-encoded by RFC 3986, in their order.
pub fn encode_parameters<N: AsRef<str>, V: AsRef<str>>(parameters: &[(N, V)]) -> String {
    let mut text = String::new();
    for (name, value) in parameters {
        if !text.is_empty() {
            text.push('&');
        }
        encode_into(name.as_ref(), &mut text);
        text.push('=');
        encode_into(value.as_ref(), &mut text);
    }
    text
}

/// Reads a query or a form body as clients write them: `+` and `%20` are blanks, `%XX` is a byte.
///
/// # Errors
/// [`NotUtf8`] where the decoded bytes are no text.
pub fn decode_parameters(text: &str) -> Result<Vec<(String, String)>, NotUtf8> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name, name)?, decode(value, name)?))
        })
        .collect()
}

/// A parameter whose bytes are no UTF-8.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the parameter {name} is not UTF-8 once it is decoded")]
pub struct NotUtf8 {
    /// The parameter's name as it was sent, shortened.
    pub name: String,
}

/// Appends `text`, percent-encoded by RFC 3986 with upper-case digits.
pub fn encode_into(text: &str, out: &mut String) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

fn encode_path(path: &str, out: &mut String) {
    if !path.starts_with('/') {
        out.push('/');
    }
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            out.push('/');
        }
        encode_into(segment, out);
    }
}

fn decode(text: &str, name: &str) -> Result<String, NotUtf8> {
    let blanks;
    let text = match text.contains('+') {
        true => {
            blanks = text.replace('+', " ");
            blanks.as_str()
        }
        false => text,
    };
    match percent_decode_str(text).decode_utf8() {
        Ok(decoded) => Ok(decoded.into_owned()),
        Err(_) => Err(NotUtf8 { name: name.chars().take(40).collect() }),
    }
}

fn keyed<M: Mac + KeyInit>(secret: &str, text: &str) -> M {
    let mut mac = <M as KeyInit>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    mac
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_string_is_exact_to_the_byte() {
        let parameters = [
            ("Version", "2008-09-17"),
            ("Action", "Pay"),
            ("Signature", "left out"),
            ("CallerDescription", "a b+c~d*é/\u{1F4B0}"),
            ("TransactionAmount.Value", "1"),
            ("AWSAccessKeyId", "AKIAIOSFODNN7EXAMPLE"),
            ("Empty", ""),
        ];
        assert_eq!(
            string_to_sign("POST", "FPS.Sandbox.amazonaws.com", "", &parameters),
            "POST\nfps.sandbox.amazonaws.com\n/\n\
             AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Action=Pay&CallerDescription=a%20b%2Bc~d%2A%C3%A9%2F%F0%9F%92%B0&\
             Empty=&TransactionAmount.Value=1&Version=2008-09-17"
        );
        let nothing = [("", ""); 0];
        assert_eq!(
            string_to_sign("GET", "h", "/cobranded-ui/actions/a b", &nothing),
            "GET\nh\n/cobranded-ui/actions/a%20b\n"
        );
    }

    #[test]
    fn signatures_are_those_of_hmac() {
        // RFC 2202 and RFC 4231, the cases with the key "Jefe".
        let text = "what do ya want for nothing?";
        assert_eq!(SignatureMethod::HmacSha1.sign("Jefe", text), "7/zfauXrL6LSdBbV8YTfnCWafHk=");
        let sha256 = BASE64.encode(hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        assert_eq!(SignatureMethod::HmacSha256.sign("Jefe", text), sha256);
        assert!(SignatureMethod::HmacSha1.verify("Jefe", text, "7/zfauXrL6LSdBbV8YTfnCWafHk="));
        assert!(!SignatureMethod::HmacSha1.verify("jefe", text, "7/zfauXrL6LSdBbV8YTfnCWafHk="));
        assert!(!SignatureMethod::HmacSha256.verify("Jefe", text, "no base64!"));
    }

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("the test gives hex digits"))
            .collect()
    }

    proptest! {
        #[test]
        fn parameters_survive_every_spelling(pairs in proptest::collection::vec((".+", ".*"), 0..6)) {
            let encoded = encode_parameters(&pairs);
            prop_assert_eq!(decode_parameters(&encoded).expect("we wrote UTF-8"), pairs.clone());
            let with_pluses = encoded.replace("%20", "+").replace('~', "%7E");
            prop_assert_eq!(decode_parameters(&with_pluses).expect("we wrote UTF-8"), pairs);
        }
    }
}
