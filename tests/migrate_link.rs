//! `fps migrate link`: a file of old tokens is taken over by the books of a gateway that stands still, as a whole or not
//! at all.

mod program;

use std::collections::BTreeMap;
use std::fs;
use std::future::Future;
use std::path::PathBuf;

use amazon_fps::gateway::link::Workbench;
use amazon_fps::gateway::{Account, Gateway};
use serde_json::json;

use program::{Ran, fps, program, ran};

const CALLER: &str = "AKIAGATEWAYEXAMPLE00";
const FILE: &str = "\
token_id,type,consent,total,total_used,instrument_id,instrument_limit,balance
MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM,multi-use,C01-1234567-1234567,100,20,,,
PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP,prepaid-sender,,,,INSTRUMENT-1,50,12.50
FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF,prepaid-funding,,,,INSTRUMENT-1,,
";

/// A folder that is gone when the test is over, with the books of a gateway that was started once.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("fps-migrate-link-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("there is room");
        fs::write(folder.join("tokens.csv"), FILE).expect("there is room");
        let account = Account::new("A1EXAMPLESELLER", "AKIAMWS", "secret".to_owned());
        let gateway = Gateway::builder().data(folder.join("books")).caller(CALLER, "secret").merchant(CALLER, account);
        drop(wait(gateway.build()).expect("nobody else has the books"));
        Self(folder)
    }

    /// What is in the books, byte by byte.
    fn books(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let files = fs::read_dir(self.0.join("books")).expect("there are books");
        let files = files.map(|file| file.expect("there are books").path());
        files.map(|file| (file.clone(), fs::read(file).expect("it is ours"))).collect()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Links this text, with more arguments.
    fn link(&self, text: &str, more: &[&str]) -> Ran {
        let (file, books) = (self.path("tokens.csv"), self.path("books"));
        fs::write(&file, text).expect("there is room");
        let mut arguments = vec!["migrate", "link", &file, "--caller", CALLER, "--data", &books];
        arguments.extend(["--seller-id", "A1EXAMPLESELLER"]);
        arguments.extend(more);
        fps(&arguments)
    }
}

fn wait<T>(done: impl Future<Output = T>) -> T {
    tokio::runtime::Runtime::new().expect("the system has threads").block_on(done)
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_is_linked_once_and_told_in_words_and_json() {
    let folder = Folder::new("once");
    let before = folder.books();
    let dry = folder.link(FILE, &["--dry-run"]);
    assert!(dry.status == 0 && dry.out.starts_with("Nothing was written."), "{}{}", dry.out, dry.err);
    assert!(folder.books() == before, "something was written");
    let first = folder.link(FILE, &["--json"]);
    let expected = json!({
        "dry_run": false, "linked": 3, "updated": 0, "unchanged": 0, "awaiting_consent": 1, "instruments": 1,
        "prepaid_balance": "12.5", "debt": "0", "recipients": [], "problems": []
    });
    assert_eq!((first.status, first.json()), (0, expected));
    let again = folder.link(FILE, &[]);
    assert!(again.status == 0 && again.out.contains("       3 unchanged"), "{}{}", again.out, again.err);
    let other = FILE.replace(",100,20,", ",120,20,");
    let refused = folder.link(&other, &[]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("tokens.csv:2:"), "{}", refused.err);
    assert!(refused.err.contains("total is another one than when the token was linked: --update changes it."));
    let updated = folder.link(&other, &["--update"]);
    assert!(updated.status == 0 && updated.out.contains("       1 updated"), "{}{}", updated.out, updated.err);
}

#[test]
fn every_problem_is_told_and_no_token() {
    let folder = Folder::new("problems");
    let broken = FILE.replace(",100,20,", ",100,200,").replace("12.50", "much");
    let refused = folder.link(&broken, &[]);
    assert_eq!(refused.status, 2);
    for text in ["total_used is 200", "balance is 'much'", "there are 2 problems: nothing was written"] {
        assert!(refused.err.contains(text), "{text}: {}", refused.err);
    }
    assert!(!refused.err.contains("MMMM") && !refused.err.contains("C01-1234567"), "{}", refused.err);
    let told = folder.link(&broken, &["--json"]);
    assert_eq!(told.json()["problems"][0]["line"], 2);
    assert_eq!(told.json()["problems"][0]["column"], "total_used");
}

#[test]
fn addresses_to_consent_at_are_for_their_owner_alone() {
    let folder = Folder::new("links");
    let links = folder.path("links.csv");
    let below = folder.link(FILE, &["--renewal-links", &links, "--public-url", "https://shop.example/fps"]);
    assert!(below.status == 2 && below.err.contains("it must have no path"), "{}", below.err);
    let nowhere = folder.link(FILE, &["--renewal-links", &links]);
    assert!(nowhere.status == 2 && nowhere.err.contains("say where browsers find the gateway"), "{}", nowhere.err);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::write(&links, "what was there before, and is longer than what comes in its place").expect("there is room");
        fs::set_permissions(&links, fs::Permissions::from_mode(0o644)).expect("it is ours");
    }
    let ran = folder.link(FILE, &["--renewal-links", &links, "--public-url", "https://fps.shop.example"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    let text = fs::read_to_string(&links).expect("it was written");
    let lines: Vec<_> = text.lines().collect();
    let [header, only] = lines.as_slice() else { panic!("{text}") };
    assert_eq!(*header, "token_id,url");
    assert!(only.starts_with(&format!(
        "{0},https://fps.shop.example/gateway/renew?caller={CALLER}&token={0}&",
        "F".repeat(64)
    )));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&links).expect("it was written").permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn books_that_are_open_elsewhere_are_left_alone() {
    let folder = Folder::new("open");
    let open = wait(Workbench::of(CALLER).folder(folder.path("books"))).expect("nobody else has them");
    for more in [&[][..], &["--dry-run"]] {
        let refused = folder.link(FILE, more);
        assert_eq!(refused.status, 2);
        for text in ["are open in another program", "stop the gateway, link, and start it again"] {
            assert!(refused.err.contains(text), "{text}: {}", refused.err);
        }
    }
    drop(open);
    assert_eq!(folder.link(FILE, &[]).status, 0);
}

#[test]
fn the_columns_are_listed() {
    let told = fps(&["migrate", "link", "--columns"]);
    assert!(told.status == 0 && told.out.contains("\ntoken_id,type,caller_reference,"), "{}", told.out);
    let nowhere = fps(&["migrate", "link", "none.csv", "--caller", CALLER]);
    assert!(nowhere.status == 2 && nowhere.err.contains("can't read none.csv"), "{}", nowhere.err);
}

#[test]
fn what_was_mistyped_is_refused_and_leaves_nothing() {
    let folder = Folder::new("mistyped");
    let (file, books, elsewhere) = (folder.path("tokens.csv"), folder.path("books"), folder.path("bookz"));
    let before = folder.books();
    for dry in [&["--dry-run"][..], &[]] {
        let link = |caller: &str, data: &str| {
            let given = ["migrate", "link", &file, "--caller", caller, "--data", data];
            fps(&[&given[..], dry].concat())
        };
        let unknown = link("AKIATYPO", &books);
        assert_eq!(unknown.status, 2);
        for text in ["the books have no caller AKIATYPO, but AKIAGATEWAYEXAMPLE00", "--new does it now"] {
            assert!(unknown.err.contains(text), "{text}: {}", unknown.err);
        }
        let nowhere = link(CALLER, &elsewhere);
        assert_eq!(nowhere.status, 2);
        assert!(nowhere.err.contains("bookz: there are no books of a gateway there"), "{}", nowhere.err);
    }
    assert!(folder.books() == before && !folder.0.join("bookz").exists());
    let blank = fps(&["migrate", "link", &file, "--caller", "AKIA TYPO", "--data", &books, "--new"]);
    assert!(blank.status == 2 && blank.err.contains("--caller: an access key has"), "{}", blank.err);

    let new = ["migrate", "link", &file, "--caller", CALLER, "--data", &elsewhere, "--seller-id", "A1", "--new"];
    let dry = fps(&[&new[..], &["--dry-run"]].concat());
    assert!(dry.status == 0 && dry.out.contains("       3 linked"), "{}{}", dry.out, dry.err);
    assert!(!folder.0.join("bookz").exists(), "something was written");
    let made = fps(&new);
    assert!(made.status == 0 && made.out.contains("       3 linked"), "{}{}", made.out, made.err);
    let again = fps(&new[..new.len() - 1]);
    assert!(again.status == 0 && again.out.contains("       3 unchanged"), "{}{}", again.out, again.err);
}

#[test]
fn the_configuration_of_the_gateway_says_where_and_whose() {
    let folder = Folder::new("configured");
    let (file, config, links) = (folder.path("tokens.csv"), folder.path("gateway.toml"), folder.path("links.csv"));
    let one =
        format!("[[caller]]\naccess_key_id = \"{CALLER}\"\n[caller.amazon_pay]\nseller_id = \"A1EXAMPLESELLER\"\n");
    let text = format!("data = \"books\"\npublic_url = \"https://fps.shop.example\"\n{one}");
    fs::write(&config, &text).expect("there is room");
    let link = |more: &[&str], variables: &[(&str, &str)]| {
        let mut command = program(&[&["migrate", "link", &file], more].concat());
        command.envs(variables.iter().copied());
        ran(command)
    };
    // The variable of the sandbox is another one, and no secret is needed.
    let sandbox = ("FPS_DATABASE_URL", "postgres://127.0.0.1:1/fps");
    let linked = link(&["--config", &config, "--renewal-links", &links], &[sandbox]);
    assert!(linked.status == 0 && linked.out.contains("       3 linked"), "{}{}", linked.out, linked.err);
    let told = fs::read_to_string(&links).expect("it was written");
    assert!(told.contains(&format!(",https://fps.shop.example/gateway/renew?caller={CALLER}&")), "{told}");

    let by_variables = [
        ("FPS_GATEWAY_DATA", folder.path("books")),
        ("FPS_GATEWAY_AMAZON_PAY_SELLER_ID", "A1EXAMPLESELLER".to_owned()),
    ];
    let by_variables = by_variables.iter().map(|(name, value)| (*name, value.as_str()));
    let by_variables: Vec<_> = by_variables.chain([("FPS_GATEWAY_CALLER_ACCESS_KEY_ID", CALLER)]).collect();
    let by_name = [("FPS_GATEWAY_CONFIG", config.as_str())];
    for variables in [&by_variables[..], &by_name] {
        let again = link(&["--dry-run"], variables);
        assert!(again.status == 0 && again.out.contains("       3 unchanged"), "{}{}", again.out, again.err);
        let typo = link(&["--caller", "AKIATYPO", "--new"], variables);
        assert_eq!(typo.status, 2);
        for text in ["the gateway's configuration has no caller AKIATYPO", &format!("It has {CALLER}.")] {
            assert!(typo.err.contains(text), "{text}: {}", typo.err);
        }
    }

    fs::write(&config, text + "[[caller]]\naccess_key_id = \"AKIAOTHER\"\n").expect("there is room");
    let which = link(&["--config", &config], &[]);
    assert!(which.status == 2 && which.err.contains("say which with --caller"), "{}", which.err);
    let broken = link(&["--config", &config, "--caller", CALLER], &[("FPS_GATEWAY_DATABASE_URI", "postgres://db/fps")]);
    assert!(broken.status == 2 && broken.err.contains("is FPS_GATEWAY_DATABASE_URL meant?"), "{}", broken.err);
    let nobody = link(&[], &[("FPS_GATEWAY_DATA", &folder.path("books"))]);
    assert!(nobody.status == 2 && nobody.err.contains("say whose tokens they are"), "{}", nobody.err);
    let closed = link(&["--caller", CALLER], &[("FPS_GATEWAY_DATABASE_URL", "postgres://fps:hunter2@127.0.0.1:1/fps")]);
    assert!(closed.status == 1 && closed.err.contains("PostgreSQL at 127.0.0.1:1"), "{}", closed.err);
    assert!(!closed.err.contains("hunter2"), "{}", closed.err);
}
