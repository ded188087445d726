use std::fmt;

use super::{Signed, is_signature};
use crate::sign::v2::SignatureMethod;

/// Something that goes wrong when a query is signed. `Display` says it in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mistake {
    /// Another HTTP verb was signed than was sent.
    Verb(&'static str),
    /// Another host was signed than the request was sent to.
    Host(String),
    /// The line with the path is missing.
    NoPathLine,
    /// The line with the path is empty, or is another path.
    Path(String),
    /// Blanks are `+` in the string, not `%20`.
    PlusForBlank,
    /// `*` is not encoded in the string.
    BareStar,
    /// `~` is encoded in the string.
    EncodedTilde,
    /// The parameters are encoded as a form does it: `+`, `*` and `%7E`.
    FormEncoding,
    /// The digits of `%XX` are in lower case.
    LowerCaseHex,
    /// The parameters are not encoded at all.
    NotEncoded,
    /// The parameters are encoded twice.
    EncodedTwice,
    /// The parameters are in the order in which they were sent.
    Unsorted,
    /// The parameters are sorted without regard to case.
    SortedIgnoringCase,
    /// A parameter was added, or changed, after signing.
    LeftOut(String),
    /// Parameters without a value are left out.
    EmptyLeftOut,
    /// The string ends with a line feed.
    LineFeedAtEnd,
    /// The other hash was used than `SignatureMethod` says.
    Method(SignatureMethod),
    /// The secret that signed had this after it: a blank or a line end.
    SecretFollowedBy(&'static str),
    /// The secret that the signature is checked with has blanks or line ends around it.
    SecretNotTrimmed,
    /// The string is that of Signature Version 1.
    VersionOne,
    /// The `+` of the signature arrived as blanks: the signature was not percent-encoded.
    BlanksInSignature,
    /// The signature was percent-encoded twice.
    SignatureEncodedTwice,
    /// The signature is in the Base64 of URLs, with `-` and `_`.
    UrlSafeSignature,
    /// The signature is in hexadecimal digits, not in Base64.
    HexSignature,
}

/// The names under which FPS was reached, which requests to a stand-in are sometimes still signed for.
const HOSTS: [&str; 4] = [
    "fps.amazonaws.com",
    "fps.sandbox.amazonaws.com",
    "authorize.payments.amazon.com",
    "authorize.payments-sandbox.amazon.com",
];

pub(super) fn mistakes(request: &Signed<'_>) -> Vec<Mistake> {
    let mut mistakes = vec![
        Mistake::SecretNotTrimmed,
        Mistake::SecretFollowedBy("\n"),
        Mistake::SecretFollowedBy("\r\n"),
        Mistake::SecretFollowedBy(" "),
        Mistake::Method(SignatureMethod::HmacSha256),
        Mistake::Method(SignatureMethod::HmacSha1),
        Mistake::Verb("GET"),
        Mistake::Verb("POST"),
        Mistake::PlusForBlank,
        Mistake::BareStar,
        Mistake::EncodedTilde,
        Mistake::FormEncoding,
        Mistake::LowerCaseHex,
        Mistake::NotEncoded,
        Mistake::EncodedTwice,
        Mistake::Unsorted,
        Mistake::SortedIgnoringCase,
        Mistake::EmptyLeftOut,
        Mistake::LineFeedAtEnd,
        Mistake::NoPathLine,
        Mistake::Path(String::new()),
        Mistake::Path("/".to_owned()),
        Mistake::VersionOne,
        Mistake::BlanksInSignature,
        Mistake::SignatureEncodedTwice,
        Mistake::UrlSafeSignature,
        Mistake::HexSignature,
    ];
    if let Some(path) = request.path.strip_suffix('/').filter(|path| !path.is_empty()) {
        mistakes.push(Mistake::Path(path.to_owned()));
    }
    let host = request.host;
    match host.rsplit_once(':') {
        Some((name, _)) => mistakes.push(Mistake::Host(name.to_owned())),
        None => mistakes.extend(["80", "443"].map(|port| Mistake::Host(format!("{host}:{port}")))),
    }
    mistakes.push(Mistake::Host(host.to_owned()));
    mistakes.extend(HOSTS.map(|host| Mistake::Host(host.to_owned())));
    mistakes
}

pub(super) fn left_out(request: &Signed<'_>) -> impl Iterator<Item = Mistake> {
    let names = request.parameters.iter().map(|(name, _)| name);
    names.filter(|name| !is_signature(name)).map(|name| Mistake::LeftOut(name.clone()))
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Verb(verb) => write!(f, "the verb {verb} was signed, which is not the one that was sent"),
            Self::Host(host) => write!(f, "the host was signed as {host}"),
            Self::NoPathLine => f.write_str("the third line, the path, is missing: it is / where there is none"),
            Self::Path(path) if path.is_empty() => {
                f.write_str("the third line, the path, is empty: it must be / where there is none")
            }
            Self::Path(path) => write!(f, "the path was signed as {path}"),
            Self::PlusForBlank => f.write_str("blanks were signed as +, and must be %20"),
            Self::BareStar => f.write_str("* was signed as it is, and must be %2A"),
            Self::EncodedTilde => f.write_str("~ was signed as %7E, and must stay as it is"),
            Self::FormEncoding => {
                f.write_str("the parameters were signed as a form encodes them; blanks must be %20, * %2A and ~ itself")
            }
            Self::LowerCaseHex => f.write_str("percent-encoding was signed in lower case, and must be upper: %2F"),
            Self::NotEncoded => f.write_str("the parameters were signed without percent-encoding"),
            Self::EncodedTwice => f.write_str("the parameters were percent-encoded twice before they were signed"),
            Self::Unsorted => f.write_str("the parameters were signed in the order of sending, and must be sorted"),
            Self::SortedIgnoringCase => {
                f.write_str("the parameters were sorted without regard to case; capitals come before small letters")
            }
            Self::LeftOut(name) => write!(f, "{name} was added after signing: it is not part of what was signed"),
            Self::EmptyLeftOut => f.write_str("parameters without a value were not signed; they are signed as Name="),
            Self::LineFeedAtEnd => f.write_str("the string was signed with a line feed at its end"),
            Self::Method(method) => {
                write!(f, "it was signed with {}, and SignatureMethod says otherwise", method.as_str())
            }
            Self::SecretFollowedBy(" ") => f.write_str("the secret that signed it has a blank at its end"),
            Self::SecretFollowedBy(_) => f.write_str("the secret that signed it has a line end at its end"),
            Self::SecretNotTrimmed => {
                f.write_str("the secret given here has blanks or line ends around it, and the one that signed has none")
            }
            Self::VersionOne => f.write_str("it is a signature of version 1, which is no longer accepted"),
            Self::BlanksInSignature => {
                f.write_str("the + of the signature arrived as blanks: percent-encode the signature when sending it")
            }
            Self::SignatureEncodedTwice => f.write_str("the signature was percent-encoded twice when it was sent"),
            Self::UrlSafeSignature => f.write_str("the signature is in URL-safe Base64, and must have + and /"),
            Self::HexSignature => f.write_str("the signature is in hexadecimal digits, and must be in Base64"),
        }
    }
}
