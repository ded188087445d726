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
        Ok(ident) => ident,
        Err(_) => Ident::new(&format!("{name}_"), Span::call_site()),
    }
}

/// Whether Rust can have a name made of `name`.
pub fn is_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
}

/// Words in lower case. A word begins at a capital letter; in a run of capitals the last one begins
/// the next word, except that the known abbreviations are words of their own.
fn words(name: &str) -> Vec<String> {
    const ABBREVIATIONS: [&str; 7] = ["FPS", "IPN", "URL", "ABT", "ACH", "CC", "CS"];
    let mut words: Vec<String> = Vec::new();
    let mut rest = name;
    let mut begins = true;
    while let Some(char) = rest.chars().next() {
        if !char.is_ascii_alphanumeric() {
            rest = &rest[char.len_utf8()..];
            begins = true;
            continue;
        }
        let abbreviation = ABBREVIATIONS.iter().find(|word| {
            rest.strip_prefix(**word).is_some_and(|after| !after.starts_with(|char: char| char.is_ascii_lowercase()))
        });
        if let Some(word) = abbreviation {
            words.push(word.to_lowercase());
            rest = &rest[word.len()..];
            begins = true;
            continue;
        }
        let next_is_lower = rest.chars().nth(1).is_some_and(|next| next.is_ascii_lowercase());
        let after_lower = words.last().is_some_and(|word| !word.ends_with(|char: char| char.is_ascii_uppercase()));
        if begins || (char.is_ascii_uppercase() && (next_is_lower || after_lower)) {
            words.push(String::new());
        }
        // The loop has begun a word before it gets here.
        if let Some(word) = words.last_mut() {
            word.push(char);
        }
        begins = false;
        rest = &rest[1..];
    }
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(chars).collect()
}

#[cfg(test)]
mod tests {
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
        ] {
            assert_eq!((lower(name).as_str(), upper(name).as_str()), (field, type_), "{name}");
        }
        assert_eq!(ident("type").to_string(), "type_");
    }
}
