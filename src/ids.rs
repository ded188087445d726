//! Identifiers, each of a type of its own, so that a token can't stand where a transaction is meant.
//!
//! They hold any text: what a service answers is kept as it is, and a request is checked as a whole
//! before it is sent.

use std::fmt;

/// Identifiers: how `Debug` shows each, and how it is read.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $debug:ident $read:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
        pub struct $name(String);

        impl $name {
            /// The identifier with this text.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text, taken out.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::new(text)
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                crate::ids::$debug(stringify!($name), &self.0, f)
            }
        }

        impl crate::wire::Encode for $name {
            fn encode(&self, key: crate::wire::Key, sink: &mut dyn crate::wire::Sink) {
                sink.text(key, &self.0);
            }
        }

        impl crate::wire::Decode for $name {
            fn decode(node: crate::wire::Node<'_>) -> Result<Self, crate::wire::Malformed> {
                <String as crate::wire::Decode>::decode(node).map(|text| Self(crate::ids::$read(text)))
            }

            fn is_absent(node: crate::wire::Node<'_>) -> bool {
                node.is_leaf() && node.text().trim().is_empty()
            }

            fn nothing() -> Option<Self> {
                Some(Self::default())
            }
        }
    )*};
}

#[cfg(feature = "amazon-pay")]
pub(crate) use ids;

ids! {
    /// A payment authorisation: whoever has it may move money, so `Debug` shows its end only and
    /// there is no `Display`. 64 characters `[0-9A-Z]`; the reference also says 65.
    TokenId redacted trimmed;
    /// A prepaid or a credit instrument, at most 128 bytes. `Debug` shows its end only.
    InstrumentId redacted trimmed;
    /// A transaction: 35 characters `[0-9A-Z]`.
    TransactionId plain trimmed;
    /// The caller's own name for a request, at most 128 characters. The same reference with the same
    /// request gets the first answer again for seven days; with another request, `DuplicateRequest`.
    CallerReference plain exact;
    /// A subscription made by a payment button.
    SubscriptionId plain trimmed;
    /// The service's name for one call, at most 64 bytes: a lower-case UUID and `:0`.
    RequestId plain trimmed;
    /// The parameters of a notification or of a return from the co-branded pages, as they came. They hold
    /// tokens, so `Debug` shows their end only.
    SignedParameters redacted exact;
}

/// Identifiers that may be shown.
macro_rules! shown {
    ($($name:ident)*) => {$(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

#[cfg(feature = "amazon-pay")]
pub(crate) use shown;

shown! { TransactionId CallerReference SubscriptionId RequestId }

/// Blanks around an identifier that the service has made are none of it.
pub(crate) fn trimmed(text: String) -> String {
    match text.trim().len() == text.len() {
        true => text,
        false => text.trim().to_owned(),
    }
}

/// What the caller has made up is kept to the letter.
pub(crate) fn exact(text: String) -> String {
    text
}

pub(crate) fn plain(name: &str, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple(name).field(&text).finish()
}

pub(crate) fn redacted(name: &str, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.debug_tuple(name).field(&format_args!("{}", redact(text))).finish()
}

/// The last four characters of a text that is long enough not to be told by them.
pub(crate) fn redact(text: &str) -> String {
    match text.char_indices().rev().nth(3) {
        Some((end, _)) if text.len() >= 16 => format!("…{}", &text[end..]),
        _ => "…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Fields;

    #[test]
    fn what_moves_money_is_not_told_by_debug() {
        let token = TokenId::new("553ILMLCG6Z8J431H7BX3UMN3FFQU8VSNTSRNCTAASDJNX66LNZLKSZU3PI7TXIH");
        assert_eq!(format!("{token:?}"), "TokenId(…TXIH)");
        assert_eq!(format!("{:?}", InstrumentId::new("short")), "InstrumentId(…)");
        assert_eq!(format!("{:?}", TransactionId::new("14GK")), "TransactionId(\"14GK\")");
    }

    #[test]
    fn an_empty_id_is_one_where_it_is_required_and_none_where_it_may_be_missing() {
        let tree = |source| crate::wire::xml::read(source, &crate::wire::Limits::ANSWER).expect("it is XML");
        let empty = tree("<Result><Id/></Result>");
        let fields = |tree: &'_ crate::wire::Tree<'_>, required| {
            let mut fields = Fields::of(tree.root())?;
            match required {
                true => fields.required::<TransactionId>("Id").map(Some),
                false => fields.optional::<TransactionId>("Id"),
            }
        };
        assert_eq!(fields(&empty, true), Ok(Some(TransactionId::default())));
        assert_eq!(fields(&empty, false), Ok(None));
        assert!(fields(&tree("<Result/>"), true).is_err());
    }
}
