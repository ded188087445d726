//! Where calls go, and who makes them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use amazon_fps::amazon_pay;
use amazon_fps::client::{Client, ClientBuilder, Credentials, Endpoint, Method, RetryPolicy};
use amazon_fps::fps::ApiVersion;
use amazon_fps::sign::rsa_sha1::SignatureAlgorithm;
use amazon_fps::sign::v2::SignatureMethod;
use amazon_fps::sign::x509::Identity;
use chrono::{DateTime, Utc};
use clap::ValueEnum;

use crate::failure::Failure;

/// How a call gets to the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Transport {
    /// A signed query
    Rest,
    /// A signed SOAP message
    Soap,
}

#[derive(clap::Args)]
pub struct ConnectionArgs {
    /// The address of the service [default: the environment variable FPS_ENDPOINT]
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// The API version
    #[arg(long, default_value = ApiVersion::default().as_str(), value_parser = version)]
    version: ApiVersion,
    /// The certificate that signs SOAP messages, in PEM
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The private key of the certificate, in PEM
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// Seconds that one try may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..=3600))]
    timeout: u64,
    /// How often a call is tried where repeating it is safe
    #[arg(long, value_name = "TIMES", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=20))]
    tries: u32,
}

/// For whom Amazon Pay is called.
#[derive(clap::Args)]
pub struct MerchantArgs {
    /// The merchant for whom Amazon Pay is called [default: the environment variable AMAZON_PAY_SELLER_ID]
    #[arg(long, value_name = "ID")]
    seller_id: Option<String>,
    /// The environment of Amazon Pay; MWS_AUTH_TOKEN in that of this program lets act for another merchant
    #[arg(long, value_enum, default_value = "sandbox")]
    environment: Environment,
}

/// Which of the two worlds of Amazon Pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Environment {
    /// Real money, where the service is real
    Live,
    /// Play money
    Sandbox,
}

impl ConnectionArgs {
    /// Whether a certificate was given.
    pub fn has_certificate(&self) -> bool {
        self.cert.is_some()
    }

    /// A client over signed queries, with the access key of the environment.
    pub fn rest(&self, method: Method, signature_method: SignatureMethod) -> Result<Client, Failure> {
        let credentials = Credentials::new(variable("AWS_ACCESS_KEY_ID")?, variable("AWS_SECRET_ACCESS_KEY")?);
        self.rest_as(credentials, method, signature_method)
    }

    /// A client over signed queries, with this access key.
    pub fn rest_as(
        &self,
        credentials: Credentials,
        method: Method,
        signature_method: SignatureMethod,
    ) -> Result<Client, Failure> {
        built(self.builder()?.credentials(credentials).rest(method, signature_method))
    }

    /// A client over SOAP messages, with the certificate of the command line.
    pub fn soap(&self, algorithm: SignatureAlgorithm, now: DateTime<Utc>) -> Result<Client, Failure> {
        let (Some(certificate), Some(key)) = (&self.cert, &self.key) else {
            return Err(Failure::usage("SOAP messages are signed with a certificate, and none is given")
                .advise("Give --cert FILE.pem and --key FILE.pem; a sandbox shows its own at /_sandbox/seed."));
        };
        self.soap_as(identity(certificate, key, now)?, algorithm)
    }

    /// A client over SOAP messages, with this certificate.
    pub fn soap_as(&self, identity: Identity, algorithm: SignatureAlgorithm) -> Result<Client, Failure> {
        built(self.builder()?.soap_with(identity, algorithm))
    }

    /// A client of Amazon Pay, with the access key of the environment.
    pub fn amazon_pay(&self, merchant: &MerchantArgs) -> Result<amazon_pay::Client, Failure> {
        let seller_id = match &merchant.seller_id {
            Some(seller_id) => seller_id.clone(),
            None => named("AMAZON_PAY_SELLER_ID")?.ok_or_else(|| {
                Failure::usage("there is no merchant: the environment variable AMAZON_PAY_SELLER_ID is not set")
                    .advise("Give --seller-id ID; a sandbox shows its own at /_sandbox/seed.")
            })?,
        };
        let environment = match merchant.environment {
            Environment::Live => amazon_pay::Environment::Live,
            Environment::Sandbox => amazon_pay::Environment::Sandbox,
        };
        let mut builder = amazon_pay::Client::builder()
            .credentials(Credentials::new(variable("AWS_ACCESS_KEY_ID")?, variable("AWS_SECRET_ACCESS_KEY")?))
            .seller_id(seller_id)
            .environment(environment)
            .endpoint(Endpoint::url(&self.endpoint()?).map_err(Failure::usage)?)
            .timeout(Duration::from_secs(self.timeout))
            .retry(RetryPolicy::default().attempts(self.tries));
        if let Some(token) = named("MWS_AUTH_TOKEN")? {
            builder = builder.mws_auth_token(token);
        }
        builder.build().map_err(Failure::usage)
    }

    /// The address of the service.
    pub fn endpoint(&self) -> Result<String, Failure> {
        let from_environment = || std::env::var("FPS_ENDPOINT").ok().filter(|value| !value.is_empty());
        self.endpoint.clone().or_else(from_environment).ok_or_else(|| {
            Failure::usage("there is no endpoint, and none is assumed").advise(
                "Give --endpoint URL, or set FPS_ENDPOINT. `fps sandbox --listen 127.0.0.1:8080` starts a sandbox at \
                 http://127.0.0.1:8080.",
            )
        })
    }

    /// Whether an address was given, on the command line or in the environment.
    pub fn has_endpoint(&self) -> bool {
        self.endpoint().is_ok()
    }

    fn builder(&self) -> Result<ClientBuilder, Failure> {
        let endpoint = Endpoint::url(&self.endpoint()?).map_err(Failure::usage)?;
        Ok(Client::builder()
            .endpoint(endpoint)
            .version(self.version)
            .timeout(Duration::from_secs(self.timeout))
            .retry(RetryPolicy::default().attempts(self.tries)))
    }
}

/// A variable of the environment that must say something.
pub fn variable(name: &str) -> Result<String, Failure> {
    named(name)?.ok_or_else(|| {
        Failure::usage(format!("there are no credentials: the environment variable {name} is not set"))
            .advise("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; a sandbox shows its own at /_sandbox/seed.")
    })
}

/// A variable of the environment, if it says something.
fn named(name: &str) -> Result<Option<String>, Failure> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::usage(format!("the environment variable {name} is not UTF-8")))
        }
        Err(std::env::VarError::NotPresent) => Ok(None),
    }
}

/// The certificate and key in these files, if the certificate is valid at `now`.
pub fn identity(certificate: &Path, key: &Path, now: DateTime<Utc>) -> Result<Identity, Failure> {
    let identity = Identity::from_pem(&contents(certificate)?, &contents(key)?)
        .map_err(|error| Failure::usage(format!("{} and {}: {error}", certificate.display(), key.display())))?;
    let valid = identity.certificate();
    if valid.valid_at(now) {
        return Ok(identity);
    }
    let file = certificate.display();
    let problem = match now < valid.not_before() {
        true => format!("the certificate in {file} is not valid before {}", valid.not_before()),
        false => format!("the certificate in {file} expired on {}", valid.not_after()),
    };
    Err(Failure::usage(format!("{problem}; it is {} now", now.format("%Y-%m-%d %H:%M:%S UTC")))
        .advise("Use a certificate that is valid, or set this machine's clock."))
}

fn contents(file: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(file).map_err(|error| Failure::usage(format!("{} can't be read: {error}", file.display())))
}

fn built(builder: ClientBuilder) -> Result<Client, Failure> {
    builder.build().map_err(Failure::usage)
}

fn version(text: &str) -> Result<ApiVersion, String> {
    let known = || ApiVersion::ALL.iter().map(|version| version.as_str()).collect::<Vec<_>>().join(" and ");
    ApiVersion::ALL
        .iter()
        .copied()
        .find(|version| version.as_str() == text)
        .ok_or_else(|| format!("the versions are {}", known()))
}
