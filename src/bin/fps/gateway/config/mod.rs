//! The configuration of the gateway: a file, the environment and the command line, and what they come to together.

mod books;
mod effective;
mod given;
mod layers;
mod recipients;
mod settings;
mod show;
#[cfg(test)]
mod tests;
mod value;

pub use books::{Bookkeeping, Listed};
pub use effective::{Account, Caller, Config, Https, Recipient, Store, tls_identity};
pub use given::{Problem, Severity};
pub use layers::{Flags, Settings};
pub use settings::Variables;
pub use show::{Checked, Report, as_file};
#[cfg(test)]
use value::Environment;
pub use value::{LogFormat, LogLevel};

/// A configuration file with every setting, to be filled in.
pub const EXAMPLE: &str = include_str!("example.toml");
