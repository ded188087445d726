//! What the generated types are made of, so that they stay short to read and quick to compile.

/// An enumeration that keeps a value that it doesn't know.
macro_rules! open_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
            /// A value that this version of the contract doesn't have, as it was read.
            Other(String),
        }

        impl $name {
            /// The values of the contract, as they are written.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The value as it is written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    text => Self::Other(text.to_owned()),
                }
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::wire::Encode for $name {
            fn encode(&self, key: crate::wire::Key, sink: &mut dyn crate::wire::Sink) {
                sink.text(key, self.as_str());
            }
        }

        impl crate::wire::Decode for $name {
            fn decode(node: crate::wire::Node<'_>) -> Result<Self, crate::wire::Malformed> {
                node.is_leaf()
                    .then(|| Self::from(node.text().trim()))
                    .ok_or_else(|| crate::wire::Malformed::structure("one of its values"))
            }

            fn is_absent(node: crate::wire::Node<'_>) -> bool {
                node.is_leaf() && node.text().trim().is_empty()
            }
        }
    };
}

/// A struct whose fields are written in this order and read in any.
macro_rules! shape {
    ($name:ident {}) => {
        impl crate::wire::Encode for $name {
            fn encode(&self, key: crate::wire::Key, sink: &mut dyn crate::wire::Sink) {
                sink.open(key);
                sink.close(key);
            }
        }

        impl crate::wire::Decode for $name {
            fn decode(node: crate::wire::Node<'_>) -> Result<Self, crate::wire::Malformed> {
                crate::wire::Fields::of(node).map(|_| Self {})
            }
        }
    };
    ($name:ident { $($field:ident: $how_often:ident $text:literal $(/ $item:literal)?,)+ }) => {
        impl crate::wire::Encode for $name {
            fn encode(&self, key: crate::wire::Key, sink: &mut dyn crate::wire::Sink) {
                sink.open(key);
                $(crate::wire::write_field!($how_often self.$field, sink, $text $(/ $item)?);)+
                sink.close(key);
            }
        }

        impl crate::wire::Decode for $name {
            fn decode(node: crate::wire::Node<'_>) -> Result<Self, crate::wire::Malformed> {
                let mut fields = crate::wire::Fields::of(node)?;
                let shape = Self { $($field: fields.$how_often($text $(, $item)?)?,)+ };
                fields.finish(&[$(crate::wire::single!($how_often $text)),+])?;
                Ok(shape)
            }

            /// As a query has it, where a field that holds nothing can't be told from none.
            fn is_absent(node: crate::wire::Node<'_>) -> bool {
                node.is_leaf() && node.text().trim().is_empty()
            }
        }
    };
}

/// Writes a field, and a list that has an element of its own around it.
macro_rules! write_field {
    (enclosed $value:expr, $sink:ident, $text:literal / $item:literal) => {
        crate::wire::encode_enclosed(crate::wire::Key::of($text), crate::wire::Key::of($item), &$value, $sink)
    };
    (wrapped $value:expr, $sink:ident, $text:literal / $item:literal) => {
        crate::wire::encode_wrapped(crate::wire::Key::of($text), crate::wire::Key::of($item), &$value, $sink)
    };
    ($how_often:ident $value:expr, $sink:ident, $text:literal) => {
        $value.encode(crate::wire::Key::of($text), $sink)
    };
}

/// The name of a field that may stand once; of a list, a name that no field has.
macro_rules! single {
    (list $text:literal) => {
        ""
    };
    ($how_often:ident $text:literal) => {
        $text
    };
}

pub(crate) use {open_enum, shape, single, write_field};
