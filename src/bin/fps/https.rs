use std::fs;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use amazon_fps::sandbox::Sandbox;
use amazon_fps::server::{Listening, TlsIdentity};
use anyhow::Context;
use chrono::Utc;

use crate::as_amazon;
use crate::failure::Failure;

/// Where a sandbox listens that isn't told where.
const USUAL: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
/// Where a sandbox serves the certificate of what it signs.
const CERTIFICATE_PATH: &str = "/certs/090909/PKICert.pem";
/// The port that clients call which have the hosts of Amazon built in.
const HTTPS: u16 = 443;

/// Where the sandbox listens, and how.
#[derive(clap::Args)]
pub struct Options {
    /// The address to listen on; with port 0 the system chooses one [default: 127.0.0.1:8080, and
    /// 127.0.0.1:443 with --as-amazon]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// Serve https instead of http, with a certificate that the sandbox makes: clients are to trust
    /// /_sandbox/ca.pem, which stays the same with --data
    #[arg(long)]
    tls: bool,
    /// Serve https with this certificate, which those follow that lead to an authority
    #[arg(long, value_name = "FILE.pem", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The private key of --tls-cert
    #[arg(long, value_name = "FILE.pem", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Stand in for fps.amazonaws.com and the like: serve https, and explain how to lead clients
    /// here that have these hosts built in
    #[arg(long)]
    as_amazon: bool,
    /// Where notifications and the co-branded pages say that their certificate is [default: this
    /// sandbox's address, and Amazon's with --as-amazon, followed by /certs/090909/PKICert.pem];
    /// the certificate of Amazon Pay's notifications is said to be at the same host
    #[arg(long, value_name = "URL")]
    certificate_url: Option<String>,
}

/// Where the sandbox is to listen, and how.
pub struct Plan {
    certificate_url: Option<String>,
    address: SocketAddr,
    certificate: Option<Certificate>,
    as_amazon: bool,
}

enum Certificate {
    /// The sandbox's own, and the folder where its authority is to be put.
    Own(Option<PathBuf>),
    Given {
        identity: TlsIdentity,
        file: PathBuf,
    },
}

impl Options {
    /// Reads the certificate, if one is given. `data` is the folder of the sandbox.
    pub fn plan(&self, data: Option<&Path>) -> Result<Plan, Failure> {
        let usual = if self.as_amazon { SocketAddr::new(USUAL.ip(), HTTPS) } else { USUAL };
        let certificate = match (&self.tls_cert, &self.tls_key) {
            (Some(file), Some(key)) => Some(Certificate::Given { identity: given(file, key)?, file: file.clone() }),
            _ if self.tls || self.as_amazon => Some(Certificate::Own(data.map(Path::to_owned))),
            _ => None,
        };
        Ok(Plan {
            certificate_url: self.certificate_url.clone(),
            address: self.listen.unwrap_or(usual),
            certificate,
            as_amazon: self.as_amazon,
        })
    }
}

impl Plan {
    /// Takes the port, and answers what is to be said of it to whoever starts the sandbox.
    pub async fn listen(self, sandbox: &Sandbox) -> Result<(Listening, String), Failure> {
        let listening = sandbox.listen(self.address).await.map_err(|error| self.refused(error))?;
        let (certificate_url, as_amazon) = (self.certificate_url, self.as_amazon);
        let say_where_the_certificate_is = |url: String| match certificate_url {
            Some(url) => sandbox.set_certificate_url(url),
            None if as_amazon => {}
            None => sandbox.set_certificate_url(format!("{url}{CERTIFICATE_PATH}")),
        };
        let (identity, trust) = match self.certificate {
            None => {
                say_where_the_certificate_is(listening.url());
                return Ok((listening, String::new()));
            }
            Some(Certificate::Given { identity, file }) => (identity, as_amazon::Trust::Given(file)),
            Some(Certificate::Own(data)) => {
                let identity = sandbox.tls_identity().await.context("the certificate can't be made")?;
                let authority = sandbox.tls_authority().await.context("the certificate can't be made")?;
                (identity, as_amazon::Trust::authority(&authority, data.as_deref())?)
            }
        };
        let listening = listening.tls(&identity).on_failed_handshake(|peer, reason| {
            let _ = writeln!(io::stderr(), "warning: no TLS with the client at {peer}: {reason}");
        });
        say_where_the_certificate_is(listening.url());
        let told = match as_amazon {
            true => as_amazon::explanation(listening.address(), &trust),
            false => format!("Clients are to trust {}\n", trust.place(&listening.url())),
        };
        Ok((listening, told))
    }

    fn refused(&self, error: io::Error) -> Failure {
        let kind = error.kind();
        let failure =
            Failure::from(anyhow::Error::new(error).context(format!("the sandbox can't listen on {}", self.address)));
        match kind {
            io::ErrorKind::PermissionDenied => failure.advise(format!(
                "Ports below 1024 are for the system's administrator: run it with sudo, allow it once with `sudo \
                 setcap cap_net_bind_service=+ep {}`, or give another address with --listen.",
                std::env::current_exe().map_or_else(|_| "fps".to_owned(), |program| program.display().to_string())
            )),
            io::ErrorKind::AddrInUse => failure.advise(format!(
                "Another program has port {}: end it, or give another address with --listen.",
                self.address.port()
            )),
            _ => failure,
        }
    }
}

fn given(certificate: &Path, key: &Path) -> Result<TlsIdentity, Failure> {
    let read = |file: &Path| {
        fs::read_to_string(file).map_err(|error| Failure::usage(format!("{} can't be read: {error}", file.display())))
    };
    let identity = TlsIdentity::from_pem(&read(certificate)?, &read(key)?).map_err(|error| {
        Failure::usage(format!("{} and {} can't be used: {error}", certificate.display(), key.display()))
    })?;
    if !identity.valid_at(Utc::now()) {
        let _ = writeln!(
            io::stderr(),
            "warning: the certificate of {} in {} is not valid now (it ends on {}): clients may refuse it",
            identity.subject(),
            certificate.display(),
            identity.not_after().format("%Y-%m-%d"),
        );
    }
    Ok(identity)
}
