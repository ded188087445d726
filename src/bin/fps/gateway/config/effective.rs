//! What the settings come to, once each of them was checked.

use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use amazon_fps::client::Endpoint;
use amazon_fps::gateway::Wallet;
use amazon_fps::server::Listening;
use amazon_fps::sign::x509::Certificate;
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::given::{Given, Problem, Severity, Source};
use super::layers::{GivenCaller, Settings};
use super::settings::{AmazonPayLayer, Variables};
use super::value::{Environment, LogFormat, LogLevel, Region, Secret, quoted};

/// How the gateway is to run.
pub struct Config {
    pub listen: SocketAddr,
    pub admin_listen: Option<SocketAddr>,
    pub public_url: Option<String>,
    pub certificate_url: Option<String>,
    pub https: Https,
    pub store: Store,
    pub notification_url: Option<String>,
    pub notify_anywhere: bool,
    /// The same in a rehearsal, in which nothing is paid: only where it was said.
    pub rehearsal_notifies_anywhere: bool,
    /// None where it is not said which: any.
    pub topics: Option<Vec<String>>,
    pub trust_hosts: Vec<String>,
    pub certificates_from: Option<String>,
    pub log_format: LogFormat,
    pub log_level: LogLevel,
    pub grace: Duration,
    pub callers: Vec<Caller>,
}

/// How TLS is spoken.
pub struct Https {
    /// With a certificate of the gateway's own.
    pub own: bool,
    /// A certificate and its key.
    pub given: Option<(PathBuf, PathBuf)>,
}

impl Https {
    pub fn is_on(&self) -> bool {
        self.own || self.given.is_some()
    }
}

/// Where the books are.
pub enum Store {
    Folder(PathBuf),
    Database(SecretString),
}

pub struct Caller {
    pub access_key_id: String,
    pub secret_access_key: SecretString,
    pub certificate: Option<Certificate>,
    pub account: Account,
}

/// Where a caller's payments come to.
pub struct Account {
    pub seller_id: String,
    pub access_key_id: String,
    pub secret_access_key: SecretString,
    pub auth_token: Option<SecretString>,
    pub region: Region,
    pub environment: Environment,
    pub endpoint: Option<String>,
    /// Where buyers consent, if not beside the endpoint.
    pub wallet: Option<Wallet>,
    pub recipients: Vec<Recipient>,
    pub provider_id: Option<String>,
}

/// Another seller whom the caller has paid.
pub struct Recipient {
    pub seller_id: String,
    pub auth_token: SecretString,
    /// Where his buyers consent, if not where the caller's do.
    pub wallet: Option<Wallet>,
}

/// Where a gateway listens that isn't told where.
const USUAL: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

/// What is wrong with an address of the gateway that has more than a host.
const NOT_ROOT: &str = "it must have no path, no query and no fragment: the gateway needs a host of its own";

/// Where the certificate is served of what the gateway signs.
const CERTIFICATE_PATH: &str = "/certs/090909/PKICert.pem";

impl Config {
    /// Where what the gateway signs says that its certificate is.
    pub fn certificate_url(&self, listening: &Listening) -> String {
        let public = || self.public_url.clone().unwrap_or_else(|| listening.url()) + CERTIFICATE_PATH;
        self.certificate_url.clone().unwrap_or_else(public)
    }

    /// Who gets notifications of FPS, for a person.
    pub fn notified(&self) -> &'static str {
        match self.notify_anywhere {
            true => "they go to whatever address they have",
            false => "they go to addresses of this machine alone",
        }
    }

    /// Checks everything that can be checked without the store and the network. Nothing where something is wrong that
    /// the gateway can't run with, in `problems` already or found here, where each is told with its place, and with them
    /// what looks wrong but may be meant.
    pub fn of(
        settings: &Settings,
        variables: &Variables,
        now: DateTime<Utc>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let config = Check { settings, variables, now, problems }.config();
        config.filter(|_| problems.iter().all(|problem| problem.severity != Severity::Error))
    }
}

/// Where browsers are said to find the gateway, or why they can't find it there.
pub fn home(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
    let url = url.ok_or("write an absolute http or https URL")?;
    if is_root(&url) { Ok(url) } else { Err(NOT_ROOT.to_owned()) }
}

fn is_root(url: &Url) -> bool {
    url.path() == "/" && url.query().is_none() && url.fragment().is_none()
}

struct Check<'a> {
    settings: &'a Settings,
    variables: &'a Variables,
    now: DateTime<Utc>,
    problems: &'a mut Vec<Problem>,
}

impl Check<'_> {
    fn config(&mut self) -> Option<Config> {
        let common = &self.settings.common;
        let is_set = |given: &Option<Given<bool>>| given.as_ref().is_some_and(|given| given.value);
        let is_said = |given: &Option<Given<bool>>| given.as_ref().is_some_and(|given| given.source != Source::Default);
        let https = Https { own: is_set(&common.tls), given: self.certificate_files() };
        let listen = common.listen.as_ref().map_or(USUAL, |given| given.value);
        let admin_listen = common.admin_listen.as_ref().map(|given| given.value);
        let [public_url, certificate_url, notification_url, certificates_from] = [
            ("public_url", &common.public_url),
            ("certificate_url", &common.certificate_url),
            ("notification_url", &common.notification_url),
            ("certificates_from", &common.certificates_from),
        ]
        .map(|(setting, given)| given.as_ref().and_then(|given| self.url(setting, given)));
        let store = self.store();
        let callers = self.callers();
        self.warn_of_the_open(listen, admin_listen, &https, &callers);
        self.check_whose_news(&callers);
        self.warn_of_the_untold(notification_url.as_deref(), &callers);
        let texts = |given: &Option<Given<super::value::Texts>>| given.as_ref().map(|given| given.value.0.clone());
        Some(Config {
            listen,
            admin_listen,
            public_url,
            certificate_url,
            https,
            store: store?,
            notification_url,
            notify_anywhere: is_set(&common.notify_anywhere),
            rehearsal_notifies_anywhere: is_said(&common.notify_anywhere) && is_set(&common.notify_anywhere),
            topics: texts(&common.topics),
            trust_hosts: texts(&common.trust_hosts).unwrap_or_default(),
            certificates_from,
            log_format: common.log_format.as_ref().map_or(LogFormat::Auto, |given| given.value),
            log_level: common.log_level.as_ref().map_or(LogLevel::Info, |given| given.value),
            grace: Duration::from_secs(common.grace_seconds.as_ref().map_or(0, |given| given.value).into()),
            callers,
        })
    }

    fn certificate_files(&mut self) -> Option<(PathBuf, PathBuf)> {
        let common = &self.settings.common;
        let path = |given: &Given<PathBuf>| self.settings.path(&given.value, &given.source);
        match (&common.tls_cert, &common.tls_key) {
            (None, None) => None,
            (Some(certificate), Some(key)) => {
                let files = (path(certificate), path(key));
                if let Err(reason) = tls_identity(&files.0, &files.1) {
                    self.error("tls_cert", &certificate.source, reason);
                }
                Some(files)
            }
            (Some(given), None) => {
                self.error("tls_cert", &given.source, "its private key is missing: give tls_key, too");
                None
            }
            (None, Some(given)) => {
                self.error("tls_key", &given.source, "its certificate is missing: give tls_cert, too");
                None
            }
        }
    }

    /// Of a folder and a database the one that was given in the higher layer.
    fn store(&mut self) -> Option<Store> {
        let common = &self.settings.common;
        match (&common.data, &common.database_url) {
            (Some(data), Some(database)) if data.source.layer() == database.source.layer() => {
                let message = "data and database_url are both given: the books are in a folder or in a database";
                self.error("database_url", &database.source, message);
                None
            }
            (Some(data), database)
                if database.as_ref().is_none_or(|other| other.source.layer() < data.source.layer()) =>
            {
                if data.value.as_os_str().is_empty() {
                    self.error("data", &data.source, "it is empty: name a folder");
                    return None;
                }
                Some(Store::Folder(self.settings.path(&data.value, &data.source)))
            }
            (_, Some(database)) => self.secret("database_url", database).map(Store::Database),
            (_, None) => None,
        }
    }

    fn callers(&mut self) -> Vec<Caller> {
        let settings = self.settings;
        if settings.callers.is_empty() {
            let message = "there is no caller: give [[caller]] in the file, or FPS_GATEWAY_CALLER_ACCESS_KEY_ID and its \
                           like in the environment; `fps gateway --print-config` shows all of it";
            self.problems.push(Problem::error("", "caller", message));
        }
        let mut seen: Vec<&str> = Vec::new();
        let mut callers = Vec::new();
        for (place, given) in settings.callers.iter().enumerate() {
            let table = format!("caller[{}]", place + 1);
            if let Some(key) = &given.own.access_key_id {
                match seen.contains(&key.value.as_str()) {
                    true => self.error(&format!("{table}.access_key_id"), &key.source, "another caller has it, too"),
                    false => seen.push(&key.value),
                }
            }
            callers.extend(self.caller(&table, given));
        }
        callers
    }

    fn caller(&mut self, table: &str, given: &GivenCaller) -> Option<Caller> {
        let setting = |name: &str| format!("{table}.{name}");
        let access_key_id = self.text(&setting("access_key_id"), given.own.access_key_id.as_ref());
        let secret = self.needed_secret(&setting("secret_access_key"), given.own.secret_access_key.as_ref());
        let certificate =
            given.own.certificate.as_ref().and_then(|given| self.certificate(&setting("certificate"), given));

        let account = &given.amazon_pay;
        let setting = |name: &str| format!("{table}.amazon_pay.{name}");
        let seller_id = self.text(&setting("seller_id"), account.seller_id.as_ref());
        let mws_key = self.text(&setting("access_key_id"), account.access_key_id.as_ref());
        let mws_secret = self.needed_secret(&setting("secret_access_key"), account.secret_access_key.as_ref());
        let auth_token = account.auth_token.as_ref().and_then(|given| self.secret(&setting("auth_token"), given));
        let environment = account.environment.as_ref().map_or(Environment::Sandbox, |given| given.value);
        let endpoint =
            account.endpoint.as_ref().and_then(|given| self.endpoint(&setting("endpoint"), given, environment));
        let wallet = self.wallet(&setting("client_id"), account.client_id.as_ref(), account);
        let provider_id =
            account.provider_id.as_ref().and_then(|given| self.text(&setting("provider_id"), Some(given)));
        let recipients = self.recipients(table, given);
        Some(Caller {
            access_key_id: access_key_id?,
            secret_access_key: secret?,
            certificate,
            account: Account {
                seller_id: seller_id?,
                access_key_id: mws_key?,
                secret_access_key: mws_secret?,
                auth_token,
                region: account.region.as_ref().map_or(Region::UnitedStates, |given| given.value),
                environment,
                endpoint,
                wallet,
                recipients,
                provider_id,
            },
        })
    }

    fn recipients(&mut self, table: &str, given: &GivenCaller) -> Vec<Recipient> {
        let account = &given.amazon_pay;
        let mut seen: Vec<&str> = account.seller_id.iter().map(|own| own.value.as_str()).collect();
        let mut recipients = Vec::new();
        for (place, recipient) in given.recipients.iter().enumerate() {
            let setting = |name: &str| format!("{table}.recipient[{}].{name}", place + 1);
            if let Some(seller) = &recipient.seller_id {
                match seen.contains(&seller.value.as_str()) {
                    true => self.error(&setting("seller_id"), &seller.source, "it is the caller's own, or given twice"),
                    false => seen.push(&seller.value),
                }
            }
            let seller_id = self.text(&setting("seller_id"), recipient.seller_id.as_ref());
            let auth_token = self.needed_secret(&setting("auth_token"), recipient.auth_token.as_ref());
            let client_id = recipient.client_id.as_ref();
            let wallet = client_id.and_then(|id| self.wallet(&setting("client_id"), Some(id), account));
            if let (Some(seller_id), Some(auth_token)) = (seller_id, auth_token) {
                recipients.push(Recipient { seller_id, auth_token, wallet });
            }
        }
        let is_missing = account.provider_id.is_none();
        if let Some(first) = given.recipients.first().and_then(|first| first.seller_id.as_ref()).filter(|_| is_missing)
        {
            let message = "the caller has no amazon_pay.provider_id: Amazon Pay pays its recipients in full, and the fees of \
                           its marketplace are kept in the gateway's books alone";
            self.warn(&format!("{table}.recipient"), &first.source, message);
        }
        if let (true, Some(provider)) = (given.recipients.is_empty(), &account.provider_id) {
            let message = "the caller has no [[caller.recipient]], and so no fees to be paid";
            self.warn(&format!("{table}.amazon_pay.provider_id"), &provider.source, message);
        }
        recipients
    }

    fn wallet(&mut self, setting: &str, client_id: Option<&Given<String>>, account: &AmazonPayLayer) -> Option<Wallet> {
        let script = account.widgets.as_ref();
        let Some(client_id) = client_id else {
            if let Some(script) = script {
                self.error(setting, &script.source, "is needed for the widgets");
            }
            return None;
        };
        let wallet = Wallet::widgets(&client_id.value, script.map(|script| script.value.clone()));
        if let Some(problem) = wallet.problem() {
            self.error(setting, &client_id.source, problem);
        }
        Some(wallet)
    }

    fn text(&mut self, setting: &str, given: Option<&Given<String>>) -> Option<String> {
        let Some(given) = given else {
            self.missing(setting);
            return None;
        };
        match unfit(&given.value) {
            Some(reason) => {
                self.error(setting, &given.source, reason);
                None
            }
            None => Some(given.value.clone()),
        }
    }

    fn needed_secret(&mut self, setting: &str, given: Option<&Given<Secret>>) -> Option<SecretString> {
        if given.is_none() {
            self.missing(setting);
        }
        self.secret(setting, given?)
    }

    fn secret(&mut self, setting: &str, given: &Given<Secret>) -> Option<SecretString> {
        let text = match &given.value {
            Secret::Literal(text) => {
                if matches!(given.source, Source::File(_)) {
                    self.warn_of_readers(setting, &given.source, self.settings.file.as_deref());
                }
                text.clone()
            }
            Secret::Env(name) => match self.variables.named(name).map(|value| value.to_str()) {
                Some(Some(text)) => SecretString::from(text),
                found => {
                    let what = if found.is_some() { "is not UTF-8" } else { "is not set" };
                    self.error(setting, &given.source, format!("the environment variable {name} {what}"));
                    return None;
                }
            },
            Secret::File(file) => {
                let file = self.settings.path(file, &given.source);
                match fs::read_to_string(&file) {
                    Ok(text) => {
                        self.warn_of_readers(setting, &given.source, Some(&file));
                        SecretString::from(text.trim_end_matches(['\n', '\r']))
                    }
                    Err(error) => {
                        self.error(setting, &given.source, format!("{} can't be read: {error}", file.display()));
                        return None;
                    }
                }
            }
        };
        match unfit(text.expose_secret()) {
            Some(reason) => {
                self.error(setting, &given.source, reason);
                None
            }
            None => Some(text),
        }
    }

    fn certificate(&mut self, setting: &str, given: &Given<PathBuf>) -> Option<Certificate> {
        let file = self.settings.path(&given.value, &given.source);
        let name = file.display();
        let read = fs::read_to_string(&file).map_err(|error| format!("{name} can't be read: {error}"));
        let parsed = read.and_then(|pem| Certificate::from_pem(&pem).map_err(|error| format!("{name}: {error}")));
        match parsed {
            Ok(certificate) => {
                if !certificate.valid_at(self.now) {
                    let message = format!(
                        "the certificate in {name} is valid from {} to {}, and not now: SOAP messages that are signed \
                         with it are refused",
                        certificate.not_before().format("%Y-%m-%d"),
                        certificate.not_after().format("%Y-%m-%d")
                    );
                    self.warn(setting, &given.source, message);
                }
                Some(certificate)
            }
            Err(reason) => {
                self.error(setting, &given.source, reason);
                None
            }
        }
    }

    fn url(&mut self, setting: &str, given: &Given<String>) -> Option<String> {
        let url =
            Url::parse(&given.value).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
        let problem = match &url {
            None => "write an absolute http or https URL",
            Some(url) if !url.username().is_empty() || url.password().is_some() => {
                "it must have no user and no password"
            }
            Some(url) if setting == "public_url" && !is_root(url) => NOT_ROOT,
            Some(_) => return Some(given.value.trim_end_matches('/').to_owned()),
        };
        self.error(setting, &given.source, problem);
        None
    }

    fn endpoint(&mut self, setting: &str, given: &Given<String>, environment: Environment) -> Option<String> {
        if Endpoint::url(&given.value).is_err() {
            self.error(setting, &given.source, "write an absolute http or https URL");
            return None;
        }
        let url = self.url(setting, given)?;
        if environment == Environment::Live && url.starts_with("http:") && !leads_here(&url) {
            let message = "real money must not go over http: write https, or environment = \"sandbox\"";
            self.error(setting, &given.source, message);
        }
        Some(url)
    }

    /// SNS signs for whoever has an account there: only the topic shows that a notification comes from Amazon Pay.
    fn check_whose_news(&mut self, callers: &[Caller]) {
        let common = &self.settings.common;
        let is_live = callers.iter().any(|caller| caller.account.environment == Environment::Live);
        match &common.topics {
            None if is_live => {
                let message = "money is real: name the SNS topics that notifications of Amazon Pay come by, or write an \
                               empty list to take none; the log tells the topic of each that was refused";
                self.error("topics", &Source::Default, message);
            }
            // What is signed by that place alone can't come from somebody else.
            None if common.certificates_from.is_none() => {
                let message = "notifications of every SNS topic are believed, and anybody can have one: name those that \
                               Amazon Pay's come by, before money is real";
                self.warn("topics", &Source::Default, message);
            }
            _ => {}
        }
        if let Some(given) = &common.topics {
            for topic in given.value.0.iter().filter(|topic| !is_topic(topic)) {
                let message = format!(
                    "{} is no SNS topic: write its ARN, arn:aws:sns:REGION:ACCOUNT:NAME with an account of 12 digits",
                    quoted(topic)
                );
                self.error("topics", &given.source, message);
            }
        }
        let message = "money is real: whoever has that host can write notifications of Amazon Pay; it is for a sandbox";
        if let Some(given) = common.trust_hosts.as_ref().filter(|given| is_live && !given.value.0.is_empty()) {
            self.warn("trust_hosts", &given.source, message);
        }
        if let Some(given) = common.certificates_from.as_ref().filter(|_| is_live) {
            self.warn("certificates_from", &given.source, message);
        }
    }

    /// Card and bank payments are pending at first: a shop that is not notified waits for ever for what became of them.
    fn warn_of_the_untold(&mut self, notification_url: Option<&str>, callers: &[Caller]) {
        let Some(given) = self.settings.common.notify_anywhere.as_ref().filter(|given| !given.value) else { return };
        let is_live = callers.iter().any(|caller| caller.account.environment == Environment::Live);
        match notification_url {
            Some(url) if !leads_here(url) => {
                let message = "nothing is sent to notification_url: it is not this machine, and only that gets \
                               notifications; write notify_anywhere = true, or the shop is not told of its payments";
                self.warn("notify_anywhere", &given.source, message);
            }
            None if is_live => {
                let message = "money is real, and only this machine gets notifications: a shop elsewhere is not told of \
                               its payments; write notify_anywhere = true, unless it asks for each of them";
                self.warn("notify_anywhere", &given.source, message);
            }
            _ => {}
        }
    }

    fn warn_of_the_open(&mut self, listen: SocketAddr, admin: Option<SocketAddr>, https: &Https, callers: &[Caller]) {
        let common = &self.settings.common;
        let source =
            |given: &Option<Given<SocketAddr>>| given.as_ref().map_or(Source::Default, |given| given.source.clone());
        let is_live = callers.iter().any(|caller| caller.account.environment == Environment::Live);
        if is_live && !listen.ip().is_loopback() && !https.is_on() {
            let message = "other machines call it over plain http, and money is real: requests are signed, but tokens \
                           can be read on the way; give tls_cert and tls_key, or put a proxy with https in front";
            self.warn("listen", &source(&common.listen), message);
        }
        if let Some(admin) = admin {
            if admin.port() == listen.port() && admin.port() != 0 && overlap(admin.ip(), listen.ip()) {
                self.error("admin_listen", &source(&common.admin_listen), "it is the address of listen, too");
            }
            if !admin.ip().is_loopback() {
                let message = "other machines can read the metrics there: see that only those can reach it that may";
                self.warn("admin_listen", &source(&common.admin_listen), message);
            }
        }
    }

    /// Warns where others than its owner may read a file with a secret in it.
    #[cfg(unix)]
    fn warn_of_readers(&mut self, setting: &str, source: &Source, file: Option<&Path>) {
        use std::os::unix::fs::PermissionsExt;

        let Some(file) = file else { return };
        let Ok(about) = fs::metadata(file) else { return };
        if about.is_file() && about.permissions().mode() & 0o004 != 0 {
            let message = format!("everybody on this machine can read {}: chmod 600 it", file.display());
            self.warn(setting, source, message);
        }
    }

    #[cfg(not(unix))]
    fn warn_of_readers(&mut self, _: &str, _: &Source, _: Option<&Path>) {}

    fn missing(&mut self, setting: &str) {
        let place = self.settings.file.as_deref().map(|file| file.display().to_string()).unwrap_or_default();
        self.problems.push(Problem::error(place, setting, "it is missing"));
    }

    fn error(&mut self, setting: &str, source: &Source, message: impl Into<String>) {
        self.problems.push(Problem::error(self.settings.place(source), setting, message));
    }

    fn warn(&mut self, setting: &str, source: &Source, message: impl Into<String>) {
        self.problems.push(Problem::warning(self.settings.place(source), setting, message));
    }
}

/// Why a text can be neither an id nor a secret. The reason doesn't repeat it.
fn unfit(text: &str) -> Option<&'static str> {
    if text.is_empty() {
        return Some("it is empty");
    }
    if text.starts_with('<') && text.ends_with('>') {
        return Some("it is still to be filled in");
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some("it has a blank, a line end, or something that is not ASCII in it");
    }
    None
}

/// Whether a text is the ARN of an SNS topic: what is none is the topic of no notification.
fn is_topic(text: &str) -> bool {
    let parts: Vec<_> = text.split(':').collect();
    let &["arn", partition, "sns", region, account, name] = parts.as_slice() else { return false };
    let is_account = account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit());
    partition.starts_with("aws") && unfit(region).is_none() && is_account && unfit(name).is_none()
}

/// Whether a port at one of the addresses is taken where it is taken at the other.
fn overlap(one: IpAddr, other: IpAddr) -> bool {
    let covers = |one: IpAddr, other: IpAddr| one.is_unspecified() && (one.is_ipv6() || other.is_ipv4());
    one == other || covers(one, other) || covers(other, one)
}

/// Whether a URL is one of this machine.
fn leads_here(url: &str) -> bool {
    let url = Url::parse(url);
    url.ok().is_some_and(|url| match url.host() {
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => false,
    })
}

/// The certificate and the key that https is spoken with.
pub fn tls_identity(certificate: &Path, key: &Path) -> Result<amazon_fps::server::TlsIdentity, String> {
    let read =
        |file: &Path| fs::read_to_string(file).map_err(|error| format!("{} can't be read: {error}", file.display()));
    amazon_fps::server::TlsIdentity::from_pem(&read(certificate)?, &read(key)?)
        .map_err(|error| format!("{} and {} can't be used: {error}", certificate.display(), key.display()))
}
