use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use secrecy::ExposeSecret;

use super::given::{Given, Source};
use super::*;

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("fps-gateway-config-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let file = self.0.join(name);
        std::fs::write(&file, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        file
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const FILLED: &str = r#"
[[caller]]
access_key_id = "AKIAOLD"
secret_access_key = "old-secret"

[caller.amazon_pay]
seller_id = "A1SELLER"
access_key_id = "AKIAMWS"
secret_access_key = { env = "MWS_SECRET" }
"#;

fn now() -> DateTime<Utc> {
    "2026-01-01T00:00:00Z".parse().unwrap()
}

fn variables(pairs: &[(&str, &str)]) -> Variables {
    pairs.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))).collect()
}

/// What comes of a configuration: the settings, what they come to, and the problems as texts.
fn load(file: Option<&Path>, pairs: &[(&str, &str)], flags: Flags) -> (Settings, Option<Config>, Vec<String>) {
    let mut problems = Vec::new();
    let variables = variables(pairs);
    let settings = Settings::load(file, &variables, &flags, &mut problems);
    let config = Config::of(&settings, &variables, now(), &mut problems);
    (settings, config, problems.iter().map(ToString::to_string).collect())
}

fn taken(file: &Path, pairs: &[(&str, &str)], flags: Flags) -> Config {
    let (_, config, problems) = load(Some(file), pairs, flags);
    config.unwrap_or_else(|| panic!("{problems:?}"))
}

const TOPIC: &str = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA2K7NDRCTOTPW9";

const MWS: (&str, &str) = ("MWS_SECRET", "mws-secret");

#[test]
fn each_layer_goes_before_the_one_below() {
    let folder = Folder::new("layers");
    // Each row: what the file, the environment and the command line say, and what is in force.
    let table = [
        (None, None, None, ("127.0.0.1:8080", "default")),
        (Some("127.0.0.1:1"), None, None, ("127.0.0.1:1", "file, line 1")),
        (None, Some("127.0.0.1:2"), None, ("127.0.0.1:2", "environment, FPS_GATEWAY_LISTEN")),
        (None, None, Some("127.0.0.1:3"), ("127.0.0.1:3", "option --listen")),
        (Some("127.0.0.1:1"), Some("127.0.0.1:2"), None, ("127.0.0.1:2", "environment, FPS_GATEWAY_LISTEN")),
        (Some("127.0.0.1:1"), None, Some("127.0.0.1:3"), ("127.0.0.1:3", "option --listen")),
        (None, Some("127.0.0.1:2"), Some("127.0.0.1:3"), ("127.0.0.1:3", "option --listen")),
        (Some("127.0.0.1:1"), Some("127.0.0.1:2"), Some("127.0.0.1:3"), ("127.0.0.1:3", "option --listen")),
    ];
    for (in_file, in_environment, on_the_line, (address, from)) in table {
        let own = in_file.map(|address| format!("listen = \"{address}\"")).unwrap_or_default();
        let file = folder.file("gateway.toml", &(own + FILLED));
        let mut pairs = vec![MWS];
        pairs.extend(in_environment.map(|address| ("FPS_GATEWAY_LISTEN", address)));
        let mut flags = Flags::default();
        flags.common.listen = on_the_line.map(str::to_owned);
        let (settings, config, problems) = load(Some(&file), &pairs, flags);
        assert_eq!(config.unwrap_or_else(|| panic!("{problems:?}")).listen.to_string(), address);
        let source = settings.common.listen.map_or("default".to_owned(), |given| given.source.to_string());
        assert_eq!(source, from);
    }
}

#[test]
fn a_whole_configuration_can_come_from_the_environment() {
    let folder = Folder::new("environment");
    let secret = folder.file("secret", "of-a-file\n");
    let (_, config, problems) = load(
        None,
        &[
            ("FPS_GATEWAY_CALLER_ACCESS_KEY_ID", "AKIAOLD"),
            ("FPS_GATEWAY_CALLER_SECRET_ACCESS_KEY_FILE", secret.to_str().unwrap()),
            ("FPS_GATEWAY_AMAZON_PAY_SELLER_ID", "A1"),
            ("FPS_GATEWAY_AMAZON_PAY_ACCESS_KEY_ID", "AKIAMWS"),
            ("FPS_GATEWAY_AMAZON_PAY_SECRET_ACCESS_KEY", "mws"),
            ("FPS_GATEWAY_AMAZON_PAY_REGION", "jp"),
            ("FPS_GATEWAY_AMAZON_PAY_ENVIRONMENT", "live"),
            ("FPS_GATEWAY_DATABASE_URL", "postgres://fps:secret@db/fps"),
            (
                "FPS_GATEWAY_TOPICS",
                "arn:aws:sns:us-east-1:291180941288:one, arn:aws-cn:sns:cn-north-1:291180941288:two",
            ),
            ("FPS_GATEWAY_TLS", "true"),
            ("PATH", "/bin"),
        ],
        Flags::default(),
    );
    let config = config.unwrap_or_else(|| panic!("{problems:?}"));
    let caller = &config.callers[0];
    assert_eq!((caller.access_key_id.as_str(), caller.secret_access_key.expose_secret()), ("AKIAOLD", "of-a-file"));
    assert_eq!((caller.account.seller_id.as_str(), caller.account.environment), ("A1", Environment::Live));
    assert!(matches!(&config.store, Store::Database(url) if url.expose_secret() == "postgres://fps:secret@db/fps"));
    let topics = ["arn:aws:sns:us-east-1:291180941288:one", "arn:aws-cn:sns:cn-north-1:291180941288:two"];
    assert_eq!((config.topics, config.https.own), (Some(topics.map(str::to_owned).to_vec()), true));
}

#[test]
fn the_public_url_has_a_host_of_its_own() {
    let folder = Folder::new("public");
    for (url, is_right) in [
        ("https://fps.shop.example", true),
        ("https://fps.shop.example:8443/", true),
        ("https://shop.example/fps", false),
        ("https://shop.example/?fps", false),
        ("ftp://shop.example", false),
    ] {
        let file = folder.file("gateway.toml", &format!("public_url = \"{url}\"\n{FILLED}"));
        let (_, config, problems) = load(Some(&file), &[MWS], Flags::default());
        assert_eq!((config.is_some(), home(url).is_ok()), (is_right, is_right), "{url}: {problems:?}");
    }
}

#[test]
fn the_metrics_have_a_port_of_their_own() {
    let folder = Folder::new("ports");
    for (listen, admin, is_right) in [
        ("127.0.0.1:8080", "127.0.0.1:9090", true),
        ("127.0.0.1:8080", "127.0.0.1:8080", false),
        ("127.0.0.1:8080", "127.0.0.2:8080", true),
        ("0.0.0.0:8080", "127.0.0.1:8080", false),
        ("127.0.0.1:8080", "[::]:8080", false),
        ("0.0.0.0:8080", "[::1]:8080", true),
        ("127.0.0.1:0", "127.0.0.1:0", true),
    ] {
        let text = format!("listen = \"{listen}\"\nadmin_listen = \"{admin}\"\n{FILLED}");
        let (_, config, problems) = load(Some(&folder.file("gateway.toml", &text)), &[MWS], Flags::default());
        assert_eq!(config.is_some(), is_right, "{listen} {admin}: {problems:?}");
    }
}

#[test]
fn whose_notifications_are_believed_has_to_be_said_where_money_is_real() {
    let folder = Folder::new("topics");
    let live = FILLED.to_owned() + "environment = \"live\"\n";
    for (settings, text, is_right, begins) in [
        ("", FILLED, true, Some("warning: topics: notifications of every SNS topic are believed")),
        ("topics = []", FILLED, true, None),
        ("certificates_from = \"http://127.0.0.1:1\"", FILLED, true, None),
        ("", &live, false, Some("error: topics: money is real: name the SNS topics")),
        ("topics = []", &live, true, None),
        ("topics = [\"arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA2K7NDRCTOTPW9\"]", &live, true, None),
        ("topics = [\"foo\"]", &live, false, Some("error: ")),
        ("topics = [\"foo\"]", FILLED, false, Some("error: ")),
        ("topics = [\"arn:aws:sqs:us-east-1:291180941288:queue\"]", FILLED, false, Some("error: ")),
        ("topics = [\"arn:aws:sns:us-east-1:29118094128:short\"]", FILLED, false, Some("error: ")),
        ("topics = [\"arn:aws:sns:us-east-1:<account>:<topic>\"]", FILLED, false, Some("error: ")),
        ("topics = [\"arn:aws:sns:us-east-1:291180941288:topic:subscription\"]", FILLED, false, Some("error: ")),
        ("topics = []\ntrust_hosts = [\"sns.example\"]", &live, true, Some("warning: ")),
        ("topics = []\ncertificates_from = \"http://127.0.0.1:1\"", &live, true, Some("warning: ")),
    ] {
        let file = folder.file("gateway.toml", &format!("{settings}\n{text}"));
        let (_, config, problems) = load(Some(&file), &[MWS], Flags::default());
        // The caller's secret stands in the file.
        let problems: Vec<_> = problems.iter().filter(|problem| !problem.contains("chmod")).collect();
        assert_eq!(config.is_some(), is_right, "{settings}: {problems:?}");
        match begins {
            None => assert!(problems.is_empty(), "{settings}: {problems:?}"),
            Some(begins) => assert!(problems.len() == 1 && problems[0].starts_with(begins), "{settings}: {problems:?}"),
        }
    }
}

#[test]
fn notifications_of_fps_leave_the_machine_where_money_is_real_or_it_was_said() {
    let folder = Folder::new("notify");
    let live = FILLED.to_owned() + "environment = \"live\"\n";
    let [here, there] = ["http://127.0.0.1:9/ipn", "https://shop.example/ipn"];
    let (here, there) = (format!("notification_url = \"{here}\""), format!("notification_url = \"{there}\""));
    for (settings, text, anywhere, rehearsal, warning) in [
        (String::new(), FILLED, false, false, None),
        (here.clone(), FILLED, false, false, None),
        (there.clone(), FILLED, false, false, Some("warning: notify_anywhere: nothing is sent to notification_url")),
        (format!("{there}\nnotify_anywhere = true"), FILLED, true, true, None),
        (String::new(), &live, true, false, None),
        (there.clone(), &live, true, false, None),
        ("notify_anywhere = true".to_owned(), &live, true, true, None),
        ("notify_anywhere = false".to_owned(), &live, false, false, Some("money is real, and only this machine gets")),
        (format!("{there}\nnotify_anywhere = false"), &live, false, false, Some("nothing is sent to notification_url")),
        (format!("{here}\nnotify_anywhere = false"), &live, false, false, None),
    ] {
        let file = folder.file("gateway.toml", &format!("topics = []\n{settings}\n{text}"));
        let (shown, config, problems) = load(Some(&file), &[MWS], Flags::default());
        let config = config.unwrap_or_else(|| panic!("{problems:?}"));
        assert_eq!((config.notify_anywhere, config.rehearsal_notifies_anywhere), (anywhere, rehearsal), "{settings}");
        assert!(as_file(&shown).contains(&format!("notify_anywhere = {anywhere}")), "{settings}");
        let problems: Vec<_> = problems.iter().filter(|problem| !problem.contains("chmod")).collect();
        match warning {
            None => assert!(problems.is_empty(), "{settings}: {problems:?}"),
            Some(text) => assert!(problems.len() == 1 && problems[0].contains(text), "{settings}: {problems:?}"),
        }
    }
}

#[test]
fn the_environment_speaks_of_the_caller_whom_it_names() {
    let folder = Folder::new("callers");
    let file = folder.file("one.toml", FILLED);
    let seller = ("FPS_GATEWAY_AMAZON_PAY_SELLER_ID", "A2OTHER");
    let config = taken(&file, &[MWS, seller], Flags::default());
    assert_eq!((config.callers.len(), config.callers[0].account.seller_id.as_str()), (1, "A2OTHER"));

    let two = FILLED.to_owned() + &FILLED.replace("AKIAOLD", "AKIANEW");
    let file = folder.file("two.toml", &two);
    let (_, config, problems) = load(Some(&file), &[MWS, seller], Flags::default());
    assert!(config.is_none() && problems.iter().any(|problem| problem.contains("which one is meant")), "{problems:?}");
    let mut flags = Flags::default();
    flags.caller.access_key_id = Some("AKIANEW".to_owned());
    let config = taken(&file, &[MWS, seller], flags);
    let sellers: Vec<_> = config.callers.iter().map(|caller| caller.account.seller_id.as_str()).collect();
    assert_eq!(sellers, ["A1SELLER", "A2OTHER"]);
}

#[test]
fn of_two_stores_the_one_in_the_higher_layer_counts() {
    let folder = Folder::new("stores");
    let file = folder.file("gateway.toml", &("data = \"books\"".to_owned() + FILLED));
    let database = ("FPS_GATEWAY_DATABASE_URL", "postgres://db/fps");
    assert!(matches!(taken(&file, &[MWS, database], Flags::default()).store, Store::Database(_)));
    let mut flags = Flags::default();
    flags.common.data = Some("here".to_owned());
    let config = taken(&file, &[MWS, database], flags);
    assert!(matches!(&config.store, Store::Folder(here) if here == Path::new("here")), "not from the file's folder");
    let config = taken(&file, &[MWS], Flags::default());
    assert!(matches!(&config.store, Store::Folder(books) if *books == folder.0.join("books")));
    let (_, config, problems) = load(Some(&file), &[MWS, database, ("FPS_GATEWAY_DATA", "x")], Flags::default());
    assert!(config.is_none() && problems[0].contains("both given"), "{problems:?}");
}

#[test]
fn every_problem_is_told_with_its_place() {
    let folder = Folder::new("problems");
    let text = r#"public_url = "shop.example"
tls_cert = "nowhere.pem"
notification_url = "ftp://shop.example/"

[[caller]]
access_key_id = "AKIA ONE"
secret_access_key = { env = "NOT_SET" }
certificate = "gateway.toml"
[caller.amazon_pay]
seller_id = "<SellerId>"
access_key_id = "K"
secret_access_key = { file = "gone" }
environment = "live"
endpoint = "http://pay.example"

[[caller]]
access_key_id = "TWICE"
[[caller]]
access_key_id = "TWICE"
"#;
    let file = folder.file("gateway.toml", text);
    let mut flags = Flags::default();
    flags.common.grace_seconds = Some("soon".to_owned());
    let pairs = [("FPS_GATEWAY_LOG_LEVEL", "loud"), ("FPS_GATEWAY_LISTN", "127.0.0.1:1")];
    let (_, config, problems) = load(Some(&file), &pairs, flags);
    assert!(config.is_none());
    let name = file.display();
    for expected in [
        "error: FPS_GATEWAY_LISTN: there is no setting of that name; is FPS_GATEWAY_LISTEN meant?".to_owned(),
        "error: FPS_GATEWAY_LOG_LEVEL: log_level: write one of error, warn, info, debug".to_owned(),
        "error: --grace-seconds: grace_seconds: write a whole number".to_owned(),
        format!("error: {name}:1: public_url: write an absolute http or https URL"),
        format!("error: {name}:2: tls_cert: its private key is missing: give tls_key, too"),
        format!("error: {name}:3: notification_url: write an absolute http or https URL"),
        format!(
            "error: {name}:6: caller[1].access_key_id: it has a blank, a line end, or something that is not ASCII in it"
        ),
        format!("error: {name}:7: caller[1].secret_access_key: the environment variable NOT_SET is not set"),
        format!("error: {name}:10: caller[1].amazon_pay.seller_id: it is still to be filled in"),
        format!(
            "error: {name}:14: caller[1].amazon_pay.endpoint: real money must not go over http: write https, or environment = \"sandbox\""
        ),
        format!("error: {name}: caller[2].secret_access_key: it is missing"),
        format!("error: {name}: caller[3].amazon_pay.seller_id: it is missing"),
        format!("error: {name}:19: caller[3].access_key_id: another caller has it, too"),
    ] {
        assert!(problems.contains(&expected), "{expected} is not among {problems:#?}");
    }
    for beginning in [
        format!("error: {name}:8: caller[1].certificate: {}: ", folder.0.join("gateway.toml").display()),
        format!(
            "error: {name}:12: caller[1].amazon_pay.secret_access_key: {} can't be read",
            folder.0.join("gone").display()
        ),
    ] {
        assert!(problems.iter().any(|problem| problem.starts_with(&beginning)), "{beginning}: {problems:#?}");
    }
}

#[test]
fn a_mistake_of_form_is_told_with_line_and_column_but_without_the_line() {
    let folder = Folder::new("form");
    for (text, line, expected) in [
        ("listn = \"127.0.0.1:1\"", 1, "unknown field `listn`"),
        ("\n[[caller]]\nsecret_access_key = 4711", 3, "a secret is a text, { env = \"NAME\" } or { file = \"PATH\" }"),
        ("\n[[caller]]\nsecret_access_key = [\"4711\"]", 3, "a secret is a text"),
        ("\n[[caller]]\nsecret_access_key = \"4711", 3, "invalid basic string"),
        ("[[caller]]\n[caller.amazon_pay]\nsecret_access_key = { evn = \"4711\" }", 3, "a secret is a text"),
        (
            "[[caller]]\n[caller.amazon_pay]\nregion = \"moon\"",
            3,
            "unknown variant `moon`, expected one of `us`, `eu`, `jp`",
        ),
    ] {
        let file = folder.file("gateway.toml", text);
        let (_, config, problems) = load(Some(&file), &[], Flags::default());
        let begins = format!("error: {}:{line}:", file.display());
        assert!(config.is_none() && problems[0].starts_with(&begins), "{problems:?}");
        assert!(problems[0].contains(expected), "{expected}: {problems:?}");
        assert!(!problems.concat().contains("4711"), "{problems:?}");
    }
    let (_, _, problems) = load(Some(&folder.0.join("gone.toml")), &[], Flags::default());
    assert!(problems[0].contains("gone.toml: it can't be read"), "{problems:?}");
}

#[test]
fn what_is_shown_can_be_read_again_and_tells_no_secret() {
    let folder = Folder::new("shown");
    let secrets = ["s3cr3t-one", "s3cr3t-two", "s3cr3t-three", "s3cr3t-four", "s3cr3t-five"];
    let in_file = folder.file("key", secrets[3]);
    let text = format!(
        "database_url = \"postgres://fps:{}@db/fps\"\n[[caller]]\naccess_key_id = \"K\"\nsecret_access_key = \"{}\"\n\
         [caller.amazon_pay]\nseller_id = \"A\"\naccess_key_id = \"M\"\nsecret_access_key = {{ env = \"MWS\" }}\n\
         auth_token = {{ file = \"{}\" }}\n",
        secrets[0],
        secrets[1],
        in_file.display()
    );
    let file = folder.file("gateway.toml", &text);
    let pairs = [("MWS", secrets[2]), ("FPS_GATEWAY_CALLER_SECRET_ACCESS_KEY", secrets[4])];
    let (settings, config, problems) = load(Some(&file), &pairs, Flags::default());
    let config = config.unwrap_or_else(|| panic!("{problems:?}"));
    assert_eq!(config.callers[0].secret_access_key.expose_secret(), secrets[4]);
    assert_eq!(config.callers[0].account.auth_token.as_ref().unwrap().expose_secret(), secrets[3]);

    let shown = as_file(&settings);
    let report = serde_json::to_string(&Report::of(&settings, &[], Vec::new(), Vec::new())).unwrap();
    for secret in secrets {
        assert!(!shown.contains(secret) && !report.contains(secret), "{shown}{report}");
    }
    assert!(shown.contains("# environment, FPS_GATEWAY_CALLER_SECRET_ACCESS_KEY"), "{shown}");
    assert!(shown.contains("secret_access_key = { env = \"MWS\" }") && shown.contains("# file, line 8"), "{shown}");
    let (again, _, problems) = load(Some(&folder.file("again.toml", &shown)), &pairs[..1], Flags::default());
    assert_eq!(again.callers.len(), 1, "{problems:?}");
}

#[test]
fn the_example_names_every_setting_and_holds_when_it_is_filled_in() {
    let folder = Folder::new("example");
    let raw = folder.file("raw.toml", EXAMPLE);
    let pairs =
        [("FPS_SECRET_ACCESS_KEY", "one"), ("MWS_SECRET_ACCESS_KEY", "two"), ("DATABASE_URL", "postgres://db/fps")];
    let with_topic = [&pairs[..], &[("FPS_GATEWAY_TOPICS", TOPIC)]].concat();
    let (_, config, problems) = load(Some(&raw), &with_topic, Flags::default());
    assert!(config.is_none() && problems.len() == 3, "{problems:?}");
    assert!(problems.iter().all(|problem| problem.ends_with("it is still to be filled in")), "{problems:?}");

    let filled = EXAMPLE
        .replace("<access key of FPS>", "AKIAFPS")
        .replace("<SellerId>", "A1SELLER")
        .replace("<access key of MWS>", "AKIAMWS");
    let (_, config, problems) = load(Some(&folder.file("filled.toml", &filled)), &with_topic, Flags::default());
    assert!(config.is_some() && problems.is_empty(), "{problems:?}");

    // With everything that is commented out, every setting that there is has a value: none is missing in the example.
    let all: String = filled
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') && (setting.contains(" = ") || setting.starts_with("[[")) => {
                format!("{setting}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    let (settings, _, problems) = load(Some(&folder.file("all.toml", &all)), &pairs, Flags::default());
    assert!(!problems.iter().any(|problem| problem.contains("unknown field")), "{problems:?}");
    let shown = settings.shown();
    let named: Vec<_> = shown
        .iter()
        .filter(|(_, shown)| matches!(shown.source, Source::File(_)))
        .map(|(table, shown)| format!("{table}.{}", shown.name))
        .collect();
    // A secret has two variables.
    let variables = settings::Common::variables().len() - 1 + settings::CallerLayer::variables().len() - 1
        + settings::AmazonPayLayer::variables().len()
        - 2
        // Those of a recipient have none.
        + 3;
    assert_eq!(named.len(), variables, "{named:?}");
}

#[test]
fn a_marketplace_has_sellers_and_each_of_them_once() {
    let folder = Folder::new("recipients");
    let sellers = r#"
[[caller.recipient]]
seller_id = "A5BOOKS"
auth_token = { env = "OF_BOOKS" }

[[caller.recipient]]
seller_id = "A6TOYS"
auth_token = "amzn.mws.secret-of-toys"
"#;
    let file = folder.file("gateway.toml", &(FILLED.to_owned() + sellers));
    let pairs = [MWS, ("OF_BOOKS", "amzn.mws.secret-of-books")];
    let (settings, config, problems) = load(Some(&file), &pairs, Flags::default());
    let account = &config.unwrap().callers[0].account;
    let named: Vec<_> = account.recipients.iter().map(|recipient| recipient.seller_id.as_str()).collect();
    assert_eq!(named, ["A5BOOKS", "A6TOYS"]);
    assert!(problems.iter().any(|problem| problem.contains("has no amazon_pay.provider_id")), "{problems:?}");
    let shown = as_file(&settings);
    assert!(shown.matches("[[caller.recipient]]").count() == 2 && !shown.contains("secret-of"), "{shown}");
    let (again, ..) = load(Some(&folder.file("again.toml", &shown)), &pairs, Flags::default());
    assert_eq!(again.callers[0].recipients.len(), 2);

    let provider = ("FPS_GATEWAY_AMAZON_PAY_PROVIDER_ID", "A1SELLER");
    let (_, config, problems) = load(Some(&file), &[pairs[0], pairs[1], provider], Flags::default());
    assert_eq!(config.unwrap().callers[0].account.provider_id.as_deref(), Some("A1SELLER"));
    assert!(!problems.iter().any(|problem| problem.contains("provider_id")), "{problems:?}");

    for (from, to, why) in [
        ("A6TOYS", "A5BOOKS", "caller[1].recipient[2].seller_id: it is the caller's own, or given twice"),
        ("A6TOYS", "A1SELLER", "caller[1].recipient[2].seller_id: it is the caller's own, or given twice"),
        ("auth_token = { env = \"OF_BOOKS\" }", "", "caller[1].recipient[1].auth_token: it is missing"),
    ] {
        let file = folder.file("wrong.toml", &(FILLED.to_owned() + &sellers.replace(from, to)));
        let (_, config, problems) = load(Some(&file), &pairs, Flags::default());
        assert!(config.is_none() && problems.iter().any(|problem| problem.contains(why)), "{problems:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_with_secrets_that_everybody_can_read_is_warned_of() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new("readers");
    let file = folder.file("gateway.toml", FILLED);
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (_, config, problems) = load(Some(&file), &[MWS, ("FPS_GATEWAY_TOPICS", TOPIC)], Flags::default());
    assert!(config.is_some(), "it is no more than a warning");
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("warning: ") && problems[0].contains("chmod 600"), "{problems:?}");
}

fn given_texts() -> impl Strategy<Value = [Option<u16>; 3]> {
    proptest::array::uniform3(proptest::option::of(1..u16::MAX))
}

proptest! {
    #[test]
    fn whatever_the_layers_say_the_highest_that_says_something_counts(ports in given_texts(), levels in given_texts()) {
        let layer = |place: usize| {
            let source = [Source::File(1), Source::Variable("V".to_owned()), Source::Option("--o".to_owned())];
            settings::Common {
                listen: ports[place].map(|port| Given {
                    value: ([127, 0, 0, 1], port).into(),
                    source: source[place].clone(),
                }),
                grace_seconds: levels[place].map(|seconds| Given { value: seconds.into(), source: source[place].clone() }),
                ..settings::Common::default()
            }
        };
        let merged = layer(2).over(layer(1)).over(layer(0)).over(settings::Common::of_defaults());
        let highest = |values: [Option<u16>; 3]| values.iter().rposition(Option::is_some);
        match highest(ports) {
            Some(place) => {
                let listen = merged.listen.unwrap();
                prop_assert_eq!(Some(listen.value.port()), ports[place]);
                prop_assert_eq!(usize::from(listen.source.layer()), place + 1);
            }
            None => prop_assert!(merged.listen.is_none()),
        }
        let grace = merged.grace_seconds.unwrap();
        match highest(levels) {
            Some(place) => prop_assert_eq!(Some(grace.value), levels[place].map(u32::from)),
            None => prop_assert_eq!((grace.value, grace.source), (30, Source::Default)),
        }
    }

    #[test]
    fn no_file_makes_it_panic_or_tell_a_secret(text in "[a-z_\\[\\]=\"{}# \n.<>0-9]{0,200}") {
        let folder = Folder::new("any");
        let text = format!("{text}\n[[caller]]\nsecret_access_key = \"hun-ter-2\"\n");
        let (settings, _, problems) = load(Some(&folder.file("gateway.toml", &text)), &[], Flags::default());
        prop_assert!(!problems.concat().contains("hun-ter-2"));
        prop_assert!(!as_file(&settings).contains("hun-ter-2"));
    }
}
