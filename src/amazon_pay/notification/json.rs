//! The members of a JSON object, each of which is there once or not at all.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor},
};

use super::error::{ParseError, shortened};

/// The most members that are read: about four times as many as there are.
const MOST: usize = 40;

/// The members of one object, by name. What is nested in them is passed over.
pub(super) struct Members {
    part: &'static str,
    members: Vec<(String, Value)>,
}

enum Value {
    Text(String),
    Flag(bool),
    Other,
}

impl Members {
    /// Reads an object; `part` is what it is to whoever wrote it.
    pub(super) fn read(part: &'static str, text: &str) -> Result<Self, ParseError> {
        let object = serde_json::from_str::<Object>(text);
        let Object(members) =
            object.map_err(|error| ParseError::NotJson { part, problem: shortened(&error.to_string(), 120) })?;
        match members.iter().enumerate().find(|(place, (name, _))| members[..*place].iter().any(|(n, _)| n == name)) {
            Some((_, (name, _))) => Err(ParseError::Repeated { part, name: shortened(name, 40) }),
            None => Ok(Self { part, members }),
        }
    }

    /// A text that has to be there.
    pub(super) fn text(&self, name: &'static str) -> Result<&str, ParseError> {
        self.optional(name)?.ok_or(ParseError::Missing { part: self.part, name })
    }

    /// A text that may be missing or empty.
    pub(super) fn optional(&self, name: &'static str) -> Result<Option<&str>, ParseError> {
        match self.member(name) {
            None => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.as_str()).filter(|text| !text.is_empty())),
            Some(_) => Err(ParseError::NotText { part: self.part, name }),
        }
    }

    /// A yes or no, no where it is missing; also as a text.
    pub(super) fn flag(&self, name: &'static str) -> Result<bool, ParseError> {
        let (part, expected) = (self.part, "true or false");
        match self.member(name) {
            None => Ok(false),
            Some(Value::Flag(flag)) => Ok(*flag),
            Some(Value::Text(text)) => {
                text.parse().map_err(|_| ParseError::Invalid { part, name, value: shortened(text, 40), expected })
            }
            Some(Value::Other) => Err(ParseError::Invalid { part, name, value: "something else".to_owned(), expected }),
        }
    }

    fn member(&self, name: &str) -> Option<&Value> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
}

/// All members in their order, also those of one name.
struct Object(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    if members.len() == MOST {
                        return Err(A::Error::custom(format_args!("there are more than {MOST} members")));
                    }
                    members.push(member);
                }
                Ok(Object(members))
            }
        }

        deserializer.deserialize_map(Reader)
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value::Text(text.to_owned()))
            }

            fn visit_string<E>(self, text: String) -> Result<Value, E> {
                Ok(Value::Text(text))
            }

            fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
                Ok(Value::Flag(flag))
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
                Ok(Value::Other)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
                while list.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Value::Other)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value::Other)
            }
        }

        deserializer.deserialize_any(Reader)
    }
}
