//! Names of the contract as names of Rust.

use proc_macro2::{Ident, Span};

/// `OverrideIPNURL` as a variant or a type: `OverrideIpnUrl`, `InvalidTokenId_Sender`: `InvalidTokenIdSender`.
pub fn upper(name: &str) -> String {
    words(name).iter().map(|word| capitalised(word)).collect()
}

/// `OverrideIPNURL` as a field or a method: `override_ipn_url`.
pub fn lower(name: &str) -> String {
    words(name).join("_")
}

/// An identifier, with an underscore behind it where it would be a keyword.
pub fn ident(name: &str) -> Ident {
    match syn::parse_str::<Ident>(name) {
        // A keyword since edition 2024, which syn lets pass.
        Ok(ident) if ident != "gen" => ident,
        _ => Ident::new(&format!("{name}_"), Span::call_site()),
    }
}

/// Whether Rust can have a name made of `name`.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

/// Whether `name` is the name of a type in Rust as it stands.
pub fn is_type(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_uppercase()) && syn::parse_str::<Ident>(name).is_ok()
}

const ABBREVIATIONS: [&str; 7] = ["FPS", "IPN", "URL", "ABT", "ACH", "CC", "CS"];

/// Words in lower case. A word begins at a capital letter; in a run of capitals the last one begins
/// the next word, except that the known abbreviations are words of their own.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut rest = name;
    let mut before = None;
    while let Some(char) = rest.chars().next() {
        if !char.is_ascii_alphanumeric() {
            rest = &rest[char.len_utf8()..];
            before = None;
            continue;
        }
        let follows = rest[1..].chars().next();
        let goes_on = before.is_some_and(|before: char| {
            !char.is_ascii_uppercase()
                || before.is_ascii_uppercase() && !follows.is_some_and(|follows| follows.is_ascii_lowercase())
        });
        let length = if goes_on { 1 } else { abbreviation(rest).unwrap_or(1) };
        let (part, after) = rest.split_at(length);
        match words.last_mut() {
            Some(word) if goes_on => word.push_str(part),
            _ => words.push(part.to_owned()),
        }
        before = Some(char).filter(|_| length == 1);
        rest = after;
    }
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

/// The length of the abbreviation that `text` begins with, where another word begins behind it.
fn abbreviation(text: &str) -> Option<usize> {
    let begins_word = |text: &str| {
        let mut chars = text.chars();
        match chars.next() {
            Some(char) if char.is_ascii_uppercase() => {
                chars.next().is_some_and(|next| next.is_ascii_lowercase()) || abbreviation(text).is_some()
            }
            Some(char) => !char.is_ascii_lowercase(),
            None => true,
        }
    };
    ABBREVIATIONS.into_iter().find(|word| text.strip_prefix(*word).is_some_and(begins_word)).map(str::len)
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_read_as_rust_names_do() {
        for (name, field, type_) in [
            ("CallerReference", "caller_reference", "CallerReference"),
            ("OverrideIPNURL", "override_ipn_url", "OverrideIpnUrl"),
            ("OverrideIPNUrl", "override_ipn_url", "OverrideIpnUrl"),
            ("FPSFeesPaidBy", "fps_fees_paid_by", "FpsFeesPaidBy"),
            ("FPSFees", "fps_fees", "FpsFees"),
            ("FPSOperation", "fps_operation", "FpsOperation"),
            ("CSOwner", "cs_owner", "CsOwner"),
            ("UrlEndPoint", "url_end_point", "UrlEndPoint"),
            ("PaymentInstrumentNotCC", "payment_instrument_not_cc", "PaymentInstrumentNotCc"),
            (
                "InvalidRecipientForCCTransaction",
                "invalid_recipient_for_cc_transaction",
                "InvalidRecipientForCcTransaction",
            ),
            ("InvalidTokenId_Sender", "invalid_token_id_sender", "InvalidTokenIdSender"),
            ("ABT", "abt", "Abt"),
            ("day", "day", "Day"),
            ("MWSAuthToken", "mws_auth_token", "MwsAuthToken"),
            ("SellerId", "seller_id", "SellerId"),
            ("SUCCESS", "success", "Success"),
            ("ACHIEVED", "achieved", "Achieved"),
            ("IPNURL", "ipn_url", "IpnUrl"),
            ("GREEN_I", "green_i", "GreenI"),
            ("AmazonA-ZRefund", "amazon_a_z_refund", "AmazonAZRefund"),
            ("Address1Line", "address1_line", "Address1Line"),
            ("iPhone", "i_phone", "IPhone"),
        ] {
            assert_eq!((lower(name).as_str(), upper(name).as_str()), (field, type_), "{name}");
        }
        assert_eq!(ident("type").to_string(), "type_");
        assert_eq!(ident("Self").to_string(), "Self_");
        assert_eq!(ident("gen").to_string(), "gen_");
        assert!(is_type("TokenId") && !is_type("tokenId") && !is_type("ids::TokenId") && !is_type("Self"));
    }

    proptest! {
        #[test]
        fn every_name_gives_an_identifier(name in "[A-Za-z][A-Za-z0-9_.-]{0,40}") {
            prop_assert!(is_name(&name));
            let field = ident(&lower(&name)).to_string();
            prop_assert!(field.starts_with(|char: char| char.is_ascii_lowercase()));
            prop_assert!(field.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_')));
            prop_assert!(!field.contains("__"));
            let type_ = ident(&upper(&name)).to_string();
            prop_assert!(type_.starts_with(|char: char| char.is_ascii_uppercase()));
            prop_assert!(type_.trim_end_matches('_').bytes().all(|byte| byte.is_ascii_alphanumeric()));
        }

        #[test]
        fn no_text_is_too_odd(name in any::<String>()) {
            let (_, _) = (upper(&name), lower(&name));
        }

        /// What `check` relies on: it compares types and means fields too.
        #[test]
        fn names_that_differ_as_types_differ_as_fields(
            one in "[A-Ca-cRrUuLl][A-Ca-cRrUuLl1_.-]{0,6}",
            other in "[A-Ca-cRrUuLl][A-Ca-cRrUuLl1_.-]{0,6}",
        ) {
            prop_assert!(upper(&one) == upper(&other) || lower(&one) != lower(&other));
        }
    }
}
