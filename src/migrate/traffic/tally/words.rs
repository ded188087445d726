//! What may be told of texts that come from outside: nothing but words that can't be a secret.

use crate::migrate::traffic::seen::CallerName;

/// An API version: a date.
pub(super) fn is_version(text: &str) -> bool {
    let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'9' } else { byte });
    shape.eq("9999-99-99".bytes())
}

/// A word as codes and actions are made of: letters, dots and underscores, beginning with a capital letter and not all
/// capital letters, as ids are.
pub(super) fn is_word(text: &str) -> bool {
    text.len() <= 48
        && text.starts_with(|first: char| first.is_ascii_uppercase())
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
        && text.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'_'))
}

/// A parameter's name without the numbers that stand in it for places in lists.
pub(super) fn without_numbers(name: &str) -> String {
    let is_name = |part: &&str| part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit());
    name.split('.').filter(is_name).collect::<Vec<_>>().join(".")
}

/// How a caller is called, if he is named by something that is no secret.
pub(super) fn caller(name: &CallerName) -> Option<String> {
    match name {
        CallerName::AccessKeyId(key) => {
            // A card's number has no letters, and a token id is longer.
            let is_id = (16..=32).contains(&key.len())
                && key.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
                && key.bytes().filter(u8::is_ascii_uppercase).count() >= 3;
            is_id.then(|| key.clone())
        }
        CallerName::Certificate(thumbprint) => Some(format!("certificate {thumbprint}")),
    }
}

/// A host by name if it is one of Amazon's.
pub(super) fn host(host: &str) -> Option<&str> {
    let host = host.split(':').next().unwrap_or_default();
    let is_amazons =
        ["amazonaws.com", "amazon.com", "amazonservices.com", "amazonservices.co.uk", "amazon.eu", "amazon.jp"]
            .iter()
            .any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')));
    let is_plain = host.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'-'));
    (is_amazons && is_plain).then_some(host)
}

/// The program that a `User-Agent` names, without its version.
pub(super) fn agent(header: &str) -> Option<&str> {
    let name = header.split(['/', '(', ';', ',']).next().unwrap_or_default().trim();
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b' ' | b'-' | b'_' | b'.'));
    (is_plain && (2..=24).contains(&name.len())).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_and_what_may_be_a_secret_is_not() {
        for word in ["InvalidParams", "InvalidAccountState_Caller", "GetAllCreditInstruments"] {
            assert!(is_word(word), "{word}");
        }
        for secret in ["AKIAIOSFODNN", "hunter2", "A b", "wJalrXUtnFEMI/K7MDENG", "", "me@example.com"] {
            assert!(!is_word(secret), "{secret}");
        }
        assert!(is_version("2008-09-17") && !is_version("hunter2-99") && !is_version("2008-09-178"));
        assert_eq!(without_numbers("Role.12"), "Role");
        assert_eq!(without_numbers("A.1.B.2"), "A.B");
        let key = |key: &str| caller(&CallerName::AccessKeyId(key.to_owned()));
        assert_eq!(key("AKIAIOSFODNN7EXAMPLE").as_deref(), Some("AKIAIOSFODNN7EXAMPLE"));
        assert_eq!(key("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), None);
        assert_eq!((key(&"A".repeat(64)), key("4111111111111111")), (None, None));
        assert_eq!(host("fps.sandbox.amazonaws.com:443"), Some("fps.sandbox.amazonaws.com"));
        assert_eq!((host("shop.example"), host("notamazonaws.com"), host("x1.amazonaws.com")), (None, None, None));
        assert_eq!(agent("Boto/2.9 (linux)"), Some("Boto"));
        assert_eq!((agent("hunter2"), agent("")), (None, None));
    }
}
