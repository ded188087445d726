//! Every setting, by the one name that it has in the file, in the environment and on the command line.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::net::SocketAddr;
use std::path::PathBuf;

use serde::Deserialize;
use toml::Spanned;

use super::given::{Given, PREFIX, Problem, Shown, Source};
use super::recipients::RecipientFile;
use super::value::{Environment, LogFormat, LogLevel, Region, Secret, Texts, Value};

/// The variables of the environment.
pub struct Variables(BTreeMap<OsString, OsString>);

impl Variables {
    pub fn named(&self, name: &str) -> Option<&OsStr> {
        self.0.get(OsStr::new(name)).map(OsString::as_os_str)
    }

    pub fn names(&self) -> impl Iterator<Item = &OsStr> {
        self.0.keys().map(OsString::as_os_str)
    }
}

impl FromIterator<(OsString, OsString)> for Variables {
    fn from_iter<I: IntoIterator<Item = (OsString, OsString)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// Settings that stand beside each other: as the file has them, as the command line has them, and as a layer of what is
/// in force in the end. Secrets have no option: whoever is at the machine can read the command lines of others.
macro_rules! settings {
    (
        $(#[$about:meta])*
        $layer:ident, $file:ident, $flags:ident, $prefix:literal;
        options { $($(#[$option_meta:meta])* $option:ident: $type:ty $(= $default:expr)?;)* }
        secrets { $($secret:ident;)* }
        nested { $($nested:ident: $nested_type:ty;)* }
    ) => {
        $(#[$about])*
        #[derive(Clone, Default)]
        pub struct $layer {
            $(pub $option: Option<Given<$type>>,)*
            $(pub $secret: Option<Given<Secret>>,)*
        }

        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $file {
            $($option: Option<Spanned<$type>>,)*
            $($secret: Option<Spanned<Secret>>,)*
            $(#[serde(default)] pub $nested: $nested_type,)*
        }

        #[derive(Clone, Default, clap::Args)]
        pub struct $flags {
            $($(#[$option_meta])* pub $option: Option<String>,)*
        }

        impl $layer {
            #[allow(dead_code, reason = "not every group is asked for them")]
            pub fn of_defaults() -> Self {
                #[allow(unused_mut, reason = "not every group has defaults")]
                let mut layer = Self::default();
                $($(layer.$option = Some(Given::by_default($default));)?)*
                layer
            }

            pub fn of_file(file: $file, line: &dyn Fn(usize) -> usize) -> Self {
                Self {
                    $($option: file.$option.map(|value| Given::in_file(value, line)),)*
                    $($secret: file.$secret.map(|value| Given::in_file(value, line)),)*
                }
            }

            pub fn of_variables(variables: &Variables, problems: &mut Vec<Problem>) -> Self {
                Self {
                    $($option: option(variables, variable($prefix, stringify!($option)), stringify!($option), problems),)*
                    $($secret: secret(variables, variable($prefix, stringify!($secret)), stringify!($secret), problems),)*
                }
            }

            pub fn of_flags(flags: &$flags, problems: &mut Vec<Problem>) -> Self {
                Self {
                    $($option: flags.$option.as_ref().and_then(|text| {
                        let source = Source::Option(flag($prefix, stringify!($option)));
                        read(text, source, stringify!($option), problems)
                    }),)*
                    $($secret: None,)*
                }
            }

            /// This layer upon another one.
            pub fn over(self, below: Self) -> Self {
                Self {
                    $($option: self.$option.or(below.$option),)*
                    $($secret: self.$secret.or(below.$secret),)*
                }
            }

            #[allow(dead_code, reason = "of some groups nobody asks whether they are empty")]
            pub fn is_empty(&self) -> bool {
                $(self.$option.is_none() &&)* $(self.$secret.is_none() &&)* true
            }

            pub fn shown(&self) -> Vec<Shown> {
                let all = [
                    $(Shown::of(stringify!($option), self.$option.as_ref()),)*
                    $(Shown::of(stringify!($secret), self.$secret.as_ref()),)*
                ];
                all.into_iter().flatten().collect()
            }

            /// The variables that have something to say here.
            pub fn variables() -> Vec<String> {
                let options = [$(variable($prefix, stringify!($option))),*];
                let secrets = [$(variable($prefix, stringify!($secret))),*];
                let in_files = secrets.clone().map(|name| name + OF_FILE);
                options.into_iter().chain(secrets).chain(in_files).collect()
            }
        }
    };
}

/// What follows the name of a secret in the environment where a file holds it.
const OF_FILE: &str = "_FILE";

settings! {
    /// What is the same for all callers.
    Common, CommonFile, CommonFlags, "";
    options {
        /// The address to listen on; with port 0 the system chooses one [default: 127.0.0.1:8080]
        #[arg(long, value_name = "ADDRESS:PORT")]
        listen: SocketAddr;
        /// The address for /health, /ready and /metrics alone [default: /health and /ready are beside FPS, and so is
        /// /metrics where --listen is an address of this machine alone; else it is nowhere]
        #[arg(long, value_name = "ADDRESS:PORT")]
        admin_listen: SocketAddr;
        /// Where buyers and notifications of Amazon Pay find the gateway [default: the address that it listens on]
        #[arg(long, value_name = "URL")]
        public_url: String;
        /// Where notifications and the co-branded pages say that their certificate is [default: the public URL followed
        /// by /certs/090909/PKICert.pem]
        #[arg(long, value_name = "URL")]
        certificate_url: String;
        /// Serve https with a certificate that the gateway makes, which is good for this machine and for
        /// fps.amazonaws.com and the like, where programs have these hosts built in and are led here; they are to trust
        /// ca.pem in the folder of the books, or at /gateway/ca.pem [default: false]
        #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
        tls: bool = false;
        /// Serve https with this certificate, which those follow that lead to an authority
        #[arg(long, value_name = "FILE.pem")]
        tls_cert: PathBuf;
        /// The private key of --tls-cert
        #[arg(long, value_name = "FILE.pem")]
        tls_key: PathBuf;
        /// The folder that the books are kept in, which is for one gateway at a time [default: fps-gateway]
        #[arg(long, value_name = "FOLDER")]
        data: PathBuf = PathBuf::from("fps-gateway");
        /// Where notifications go that have no other address
        #[arg(long, value_name = "URL")]
        notification_url: String;
        /// Let notifications of FPS leave this machine; otherwise only loopback addresses get them [default: true where
        /// money is real, which is how a shop learns of its payments, else false; in a rehearsal always false]
        #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
        notify_anywhere: bool;
        /// The ARNs of the SNS topics from which notifications of Amazon Pay are taken, and whose subscription is
        /// confirmed, parted by commas; needed where money is real [default: every topic whose messages Amazon has signed]
        #[arg(long, value_name = "ARN,…")]
        topics: Texts;
        /// Hosts, beside Amazon's, whose certificates are trusted for notifications of Amazon Pay, such as that of a
        /// sandbox, parted by commas [default: none]
        #[arg(long, value_name = "HOST,…")]
        trust_hosts: Texts;
        /// Where every certificate of notifications of Amazon Pay is fetched instead of at Amazon: a sandbox, and never in
        /// production [default: where the notification says, if that is Amazon]
        #[arg(long, value_name = "URL")]
        certificates_from: String;
        /// How the log is written to standard error: text, json, or auto, which is text on a terminal and json elsewhere
        /// [default: auto]
        #[arg(long, value_name = "FORMAT")]
        log_format: LogFormat = LogFormat::Auto;
        /// What is written into the log: error, warn, info (every call) or debug (every step, too) [default: info]
        #[arg(long, value_name = "LEVEL")]
        log_level: LogLevel = LogLevel::Info;
        /// How long what is under way may take once the gateway is to end [default: 30]
        #[arg(long, value_name = "SECONDS")]
        grace_seconds: u32 = 30;
    }
    secrets {
        database_url;
    }
    nested {
        caller: Vec<CallerFile>;
    }
}

settings! {
    /// Somebody who calls.
    CallerLayer, CallerFile, CallerFlags, "caller_";
    options {
        /// The access key of the caller that the other options of a caller are about: one that the file has, or one more
        #[arg(id = "caller_access_key_id", long = "caller-access-key-id", value_name = "KEY")]
        access_key_id: String;
        /// The certificate that the caller signs SOAP messages with
        #[arg(id = "caller_certificate", long = "caller-certificate", value_name = "FILE.pem")]
        certificate: PathBuf;
    }
    secrets {
        secret_access_key;
    }
    nested {
        amazon_pay: AmazonPayFile;
        recipient: Vec<RecipientFile>;
    }
}

settings! {
    /// The account of Amazon Pay that a caller's payments come to.
    AmazonPayLayer, AmazonPayFile, AmazonPayFlags, "amazon_pay_";
    options {
        /// The merchant's SellerId
        #[arg(id = "amazon_pay_seller_id", long = "amazon-pay-seller-id", value_name = "ID")]
        seller_id: String;
        /// The access key of MWS
        #[arg(id = "amazon_pay_access_key_id", long = "amazon-pay-access-key-id", value_name = "KEY")]
        access_key_id: String;
        /// Where the merchant is registered: us, eu or jp [default: us]
        #[arg(id = "amazon_pay_region", long = "amazon-pay-region", value_name = "REGION")]
        region: Region = Region::UnitedStates;
        /// Whether money is real: live or sandbox [default: sandbox]
        #[arg(id = "amazon_pay_environment", long = "amazon-pay-environment", value_name = "ENVIRONMENT")]
        environment: Environment = Environment::Sandbox;
        /// Another address that speaks for Amazon Pay, such as that of `fps sandbox` [default: the region's]
        #[arg(id = "amazon_pay_endpoint", long = "amazon-pay-endpoint", value_name = "URL")]
        endpoint: String;
        /// The merchant's client id of Login with Amazon, for the widgets with which buyers consent
        #[arg(id = "amazon_pay_client_id", long = "amazon-pay-client-id", value_name = "ID")]
        client_id: String;
        /// Where the script of the widgets is [default: where the region has it]
        #[arg(id = "amazon_pay_widgets", long = "amazon-pay-widgets", value_name = "URL")]
        widgets: String;
        /// The ProviderId under which Amazon Pay pays the caller the fees of its marketplace, if it is enrolled for that
        /// [default: it isn't, and such fees are kept in the gateway's books alone]
        #[arg(id = "amazon_pay_provider_id", long = "amazon-pay-provider-id", value_name = "ID")]
        provider_id: String;
    }
    secrets {
        secret_access_key;
        auth_token;
    }
    nested {}
}

fn variable(prefix: &str, name: &str) -> String {
    format!("{PREFIX}{prefix}{name}").to_uppercase()
}

fn flag(prefix: &str, name: &str) -> String {
    format!("--{prefix}{name}").replace('_', "-")
}

fn option<T: Value>(
    variables: &Variables,
    name: String,
    setting: &str,
    problems: &mut Vec<Problem>,
) -> Option<Given<T>> {
    let text = text(variables, &name, setting, problems)?;
    read(&text, Source::Variable(name), setting, problems)
}

fn secret(variables: &Variables, name: String, setting: &str, problems: &mut Vec<Problem>) -> Option<Given<Secret>> {
    let in_file = name.clone() + OF_FILE;
    let file = text(variables, &in_file, setting, problems);
    let literal = text(variables, &name, setting, problems);
    if file.is_some() && literal.is_some() {
        problems.push(Problem::error(&name, setting, format!("{in_file} gives the same: leave one of them out")));
    }
    match (literal, file) {
        (Some(text), _) => read(&text, Source::Variable(name), setting, problems),
        (None, Some(file)) => Some(Given { value: Secret::File(file.into()), source: Source::Variable(in_file) }),
        (None, None) => None,
    }
}

/// What a variable says, if it says anything.
pub fn text(variables: &Variables, name: &str, setting: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let value = variables.named(name).filter(|value| !value.is_empty())?;
    if value.to_str().is_none() {
        problems.push(Problem::error(name, setting, "it is not UTF-8"));
    }
    value.to_str().map(str::to_owned)
}

fn read<T: Value>(text: &str, source: Source, setting: &str, problems: &mut Vec<Problem>) -> Option<Given<T>> {
    match T::parse(text) {
        Ok(value) => Some(Given { value, source }),
        Err(reason) => {
            let place = match &source {
                Source::Variable(name) | Source::Option(name) => name.clone(),
                other => other.to_string(),
            };
            problems.push(Problem::error(place, setting, reason));
            None
        }
    }
}
