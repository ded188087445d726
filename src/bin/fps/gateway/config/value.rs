//! What a setting can be, in the file as in a text of the environment or the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use amazon_fps::amazon_pay;
use secrecy::SecretString;
use serde::Deserialize;

/// Something that a text can say, and that can be shown as the file would say it.
pub trait Value: Sized {
    /// What `text` says, or what it should say instead. The reason does not repeat the text.
    fn parse(text: &str) -> Result<Self, String>;

    /// As TOML; what is secret is left out of it.
    fn shown(&self) -> String;
}

/// Something that nobody is to see: itself, or where it is.
#[derive(Clone, Deserialize)]
#[serde(from = "Written")]
pub enum Secret {
    Literal(SecretString),
    /// In this variable of the environment.
    Env(String),
    /// In this file, whose last line end is none of it.
    File(PathBuf),
}

/// What is expected is said without what was found: that may be the secret.
#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields, expecting = "a secret is a text, { env = \"NAME\" } or { file = \"PATH\" }")]
enum Written {
    Literal(String),
    Env { env: String },
    File { file: PathBuf },
}

impl From<Written> for Secret {
    fn from(written: Written) -> Self {
        match written {
            Written::Literal(text) => Self::Literal(text.into()),
            Written::Env { env } => Self::Env(env),
            Written::File { file } => Self::File(file),
        }
    }
}

/// Several texts, which are parted by commas where there is but one text for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub Vec<String>);

/// Settings that are one word of several.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($variant:ident = $word:literal,)* })*) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        pub enum $name {
            $(#[serde(rename = $word)] $variant,)*
        }

        impl Value for $name {
            fn parse(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok(Self::$variant),)*
                    _ => Err(format!("write one of {}", [$($word),*].join(", "))),
                }
            }

            fn shown(&self) -> String {
                quoted(match self {
                    $(Self::$variant => $word,)*
                })
            }
        }
    )* };
}

words! {
    /// Where a merchant of Amazon Pay is registered.
    Region {
        UnitedStates = "us",
        Europe = "eu",
        Japan = "jp",
    }

    /// Whether money is real.
    Environment {
        Live = "live",
        Sandbox = "sandbox",
    }

    /// How the log is written.
    LogFormat {
        Auto = "auto",
        Text = "text",
        Json = "json",
    }

    /// What is written into the log: each level with all that stand before it.
    LogLevel {
        Error = "error",
        Warn = "warn",
        Info = "info",
        Debug = "debug",
    }
}

impl From<Region> for amazon_pay::Region {
    fn from(region: Region) -> Self {
        match region {
            Region::UnitedStates => Self::UnitedStates,
            Region::Europe => Self::Europe,
            Region::Japan => Self::Japan,
        }
    }
}

impl From<Environment> for amazon_pay::Environment {
    fn from(environment: Environment) -> Self {
        match environment {
            Environment::Live => Self::Live,
            Environment::Sandbox => Self::Sandbox,
        }
    }
}

impl Value for String {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }

    fn shown(&self) -> String {
        quoted(self)
    }
}

impl Value for bool {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "write true or false".to_owned())
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for u32 {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "write a whole number".to_owned())
    }

    fn shown(&self) -> String {
        self.to_string()
    }
}

impl Value for SocketAddr {
    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "write an address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned())
    }

    fn shown(&self) -> String {
        quoted(&self.to_string())
    }
}

impl Value for PathBuf {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.into())
    }

    fn shown(&self) -> String {
        quoted(&self.display().to_string())
    }
}

impl Value for Texts {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(Self(text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect()))
    }

    fn shown(&self) -> String {
        format!("[{}]", self.0.iter().map(|one| quoted(one)).collect::<Vec<_>>().join(", "))
    }
}

impl Value for Secret {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(Self::Literal(SecretString::from(text)))
    }

    fn shown(&self) -> String {
        match self {
            Self::Literal(_) => quoted("(hidden)"),
            Self::Env(name) => format!("{{ env = {} }}", quoted(name)),
            Self::File(file) => format!("{{ file = {} }}", file.shown()),
        }
    }
}

/// A text of TOML, on one line.
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.replace(['\n', '\r'], " ")).to_string()
}
