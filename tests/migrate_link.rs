//! `fps migrate link`: a file of old tokens is taken over by the books of a gateway that stands still, as a whole or not
//! at all.

mod program;

use std::fs;
use std::path::PathBuf;

use amazon_fps::gateway::link::Workbench;
use serde_json::json;

use program::{Ran, fps};

const CALLER: &str = "AKIAGATEWAYEXAMPLE00";
const FILE: &str = "\
token_id,type,consent,total,total_used,instrument_id,instrument_limit,balance
MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM,multi-use,C01-1234567-1234567,100,20,,,
PPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPPP,prepaid-sender,,,,INSTRUMENT-1,50,12.50
FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF,prepaid-funding,,,,INSTRUMENT-1,,
";

/// A folder that is gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("fps-migrate-link-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("there is room");
        Self(folder)
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

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_file_is_linked_once_and_told_in_words_and_json() {
    let folder = Folder::new("once");
    let dry = folder.link(FILE, &["--dry-run"]);
    assert!(dry.status == 0 && dry.out.starts_with("Nothing was written."), "{}{}", dry.out, dry.err);
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
    let runtime = tokio::runtime::Runtime::new().expect("the system has threads");
    let open = runtime.block_on(Workbench::folder(folder.path("books"), CALLER)).expect("nobody else has them");
    let refused = folder.link(FILE, &[]);
    assert_eq!(refused.status, 2);
    for text in ["are open in another program", "stop the gateway, link, and start it again"] {
        assert!(refused.err.contains(text), "{text}: {}", refused.err);
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
