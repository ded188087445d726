//! What a signature is made of, and what each mistake changes in it.

use super::{Mistake, Signed, is_signature};
use crate::sign::v2::{self, SignatureMethod};

/// All that goes into a signature.
#[derive(Clone, PartialEq)]
pub(super) struct Recipe {
    verb: String,
    host: String,
    path: Option<String>,
    spelling: Spelling,
    order: Order,
    left_out: Option<String>,
    empty_left_out: bool,
    line_feed: bool,
    version_one: bool,
    method: SignatureMethod,
    secret: String,
    signature: String,
}

#[derive(Clone, Copy, PartialEq)]
struct Spelling {
    times: u8,
    plus: bool,
    bare_star: bool,
    encoded_tilde: bool,
    lower_case: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    Sorted,
    IgnoringCase,
    AsSent,
}

impl Recipe {
    pub(super) fn right(request: &Signed<'_>, secret: &str) -> Self {
        let path = match request.path {
            "" => "/",
            path => path,
        };
        Self {
            verb: request.verb.to_owned(),
            host: request.host.to_ascii_lowercase(),
            path: Some(path.to_owned()),
            spelling: Spelling { times: 1, plus: false, bare_star: false, encoded_tilde: false, lower_case: false },
            order: Order::Sorted,
            left_out: None,
            empty_left_out: false,
            line_feed: false,
            version_one: false,
            method: request.method,
            secret: secret.to_owned(),
            signature: request.signature.to_owned(),
        }
    }

    pub(super) fn apply(&mut self, mistake: &Mistake) {
        match mistake {
            Mistake::Verb(verb) => self.verb = (*verb).to_owned(),
            Mistake::Host(host) => self.host.clone_from(host),
            Mistake::NoPathLine => self.path = None,
            Mistake::Path(path) => self.path = Some(path.clone()),
            Mistake::PlusForBlank => self.spelling.plus = true,
            Mistake::BareStar => self.spelling.bare_star = true,
            Mistake::EncodedTilde => self.spelling.encoded_tilde = true,
            Mistake::FormEncoding => {
                self.spelling = Spelling { plus: true, bare_star: true, encoded_tilde: true, ..self.spelling }
            }
            Mistake::LowerCaseHex => self.spelling.lower_case = true,
            Mistake::NotEncoded => self.spelling.times = 0,
            Mistake::EncodedTwice => self.spelling.times = 2,
            Mistake::Unsorted => self.order = Order::AsSent,
            Mistake::SortedIgnoringCase => self.order = Order::IgnoringCase,
            Mistake::LeftOut(name) => self.left_out = Some(name.clone()),
            Mistake::EmptyLeftOut => self.empty_left_out = true,
            Mistake::LineFeedAtEnd => self.line_feed = true,
            Mistake::Method(method) => self.method = *method,
            Mistake::SecretFollowedBy(end) => self.secret.push_str(end),
            Mistake::SecretNotTrimmed => self.secret = self.secret.trim().to_owned(),
            Mistake::VersionOne => self.version_one = true,
            Mistake::BlanksInSignature => self.signature = self.signature.replace(' ', "+"),
            Mistake::SignatureEncodedTwice => {
                self.signature = percent_encoding::percent_decode_str(&self.signature).decode_utf8_lossy().into_owned()
            }
            Mistake::UrlSafeSignature => self.signature = self.signature.replace('-', "+").replace('_', "/"),
            Mistake::HexSignature => {
                if let Some(base64) = base64_of_hex(&self.signature) {
                    self.signature = base64;
                }
            }
        }
    }

    /// The string, if it gives the signature that was sent.
    pub(super) fn gives(&self, request: &Signed<'_>) -> Option<String> {
        let string = self.string(request);
        self.method.verify(&self.secret, &string, &self.signature).then_some(string)
    }

    pub(super) fn string(&self, request: &Signed<'_>) -> String {
        let mut parameters = request
            .parameters
            .iter()
            .filter(|(name, value)| {
                !is_signature(name)
                    && self.left_out.as_ref() != Some(name)
                    && !(self.empty_left_out && value.is_empty())
            })
            .collect::<Vec<_>>();
        if self.version_one {
            parameters.sort_by_key(|(name, _)| name.to_lowercase());
            return parameters.into_iter().flat_map(|(name, value)| [name.as_str(), value]).collect();
        }
        match self.order {
            Order::AsSent => {}
            Order::Sorted => parameters.sort(),
            Order::IgnoringCase => parameters.sort_by_key(|(name, _)| name.to_lowercase()),
        }
        let parameters = parameters
            .into_iter()
            .map(|(name, value)| format!("{}={}", self.spelling.encode(name), self.spelling.encode(value)))
            .collect::<Vec<_>>()
            .join("&");
        let path = self.path.as_ref().map(|path| path.split('/').map(encode).collect::<Vec<_>>().join("/"));
        let lines = [Some(self.verb.clone()), Some(self.host.clone()), path, Some(parameters)];
        let mut string = lines.into_iter().flatten().collect::<Vec<_>>().join("\n");
        if self.line_feed {
            string.push('\n');
        }
        string
    }
}

impl Spelling {
    fn encode(self, text: &str) -> String {
        let mut encoded = text.to_owned();
        for _ in 0..self.times {
            encoded = encode(&encoded);
        }
        if self.plus {
            encoded = encoded.replace("%20", "+");
        }
        if self.bare_star {
            encoded = encoded.replace("%2A", "*");
        }
        if self.encoded_tilde {
            encoded = encoded.replace('~', "%7E");
        }
        if self.lower_case && self.times > 0 {
            encoded = with_lower_case_digits(&encoded);
        }
        encoded
    }
}

fn encode(text: &str) -> String {
    let mut encoded = String::new();
    v2::encode_into(text, &mut encoded);
    encoded
}

fn with_lower_case_digits(encoded: &str) -> String {
    let mut digits = 0;
    let lower = |char: char| {
        if char == '%' {
            digits = 2;
            return char;
        }
        if digits == 0 {
            return char;
        }
        digits -= 1;
        char.to_ascii_lowercase()
    };
    encoded.chars().map(lower).collect()
}

fn base64_of_hex(hex: &str) -> Option<String> {
    use base64::Engine;

    let digits = hex.trim().chars().map(|digit| digit.to_digit(16)).collect::<Option<Vec<_>>>()?;
    if digits.len() % 2 != 0 {
        return None;
    }
    let bytes = digits.chunks(2).map(|pair| (pair[0] * 16 + pair[1]) as u8).collect::<Vec<_>>();
    Some(base64::engine::general_purpose::STANDARD.encode(bytes))
}
