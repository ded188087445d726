//! The code generator, by contracts in `tests/codegen`: good ones with the code that is made of
//! them, and bad ones with the problem that is found.
//!
//! `UPDATE_SNAPSHOT=1 cargo test --test codegen` writes what is expected anew; read the difference
//! before you keep it.

#[path = "../src/codegen/mod.rs"]
mod codegen;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::{Contract, Problem, Source, generate};
use proptest::prelude::*;

const FILES: [&str; 3] = ["Service.wsdl", "Service.xsd", "errors.csv"];

#[test]
fn the_code_of_fps_is_the_snapshot() {
    let contract = Contract::load(Path::new("wsdl"), "AmazonFPS", "errors.csv").expect("the contract is there");
    let code = generate(&contract).unwrap_or_else(|problem| panic!("{problem}"));
    assert_expected(Path::new("tests/codegen/AmazonFPS.rs"), &code);
}

#[test]
fn the_code_of_amazon_pay_is_the_snapshot() {
    let errors = "OffAmazonPayments-errors.csv";
    let contract = Contract::load(Path::new("wsdl"), "OffAmazonPayments", errors).expect("the contract is there");
    let code = generate(&contract).unwrap_or_else(|problem| panic!("{problem}"));
    assert_expected(Path::new("tests/codegen/OffAmazonPayments.rs"), &code);
}

#[test]
fn good_contracts_become_code() {
    for folder in folders("good") {
        let code = generate(&good(&folder)).unwrap_or_else(|problem| panic!("{}: {problem}", folder.display()));
        assert_expected(&folder.join("expected.rs"), &code);
    }
}

#[test]
fn bad_contracts_are_refused_with_place_and_advice() {
    for folder in folders("bad") {
        let problem = match generate(&bad(&folder)) {
            Err(problem) => problem,
            Ok(_) => panic!("{}: no problem is found", folder.display()),
        };
        assert_expected(&folder.join("expected.txt"), &format!("{problem}\n"));
    }
}

#[test]
fn a_file_that_is_missing_is_named() {
    let folder = Path::new("tests/codegen/good/minimal");
    let problem = |name, errors| match Contract::load(folder, name, errors) {
        Err(problem) => problem.to_string(),
        Ok(_) => panic!("{name} and {errors} are there"),
    };
    let begins = "tests/codegen/good/minimal/Missing.wsdl:1:1: the file can't be read: ";
    assert!(problem("Missing", "errors.csv").starts_with(begins));
    let begins = "tests/codegen/good/minimal/missing.csv:1:1: the file can't be read: ";
    assert!(problem("Service", "missing.csv").starts_with(begins));
}

#[test]
fn the_same_contract_becomes_the_same_code() {
    let folder = Path::new("tests/codegen/good/shapes");
    assert_eq!(generate(&good(folder)).ok(), generate(&good(folder)).ok());
}

proptest! {
    #[test]
    fn no_text_makes_the_generator_panic(file in 0..FILES.len(), text in any::<String>()) {
        let mut texts = texts(Path::new("tests/codegen/good/minimal"));
        texts.insert(FILES[file], text);
        check_code_or_problem(generate(&contract(texts)))?;
    }

    /// Slips of the keyboard in a good contract: a piece taken out, doubled, or put elsewhere.
    #[test]
    fn no_slip_makes_the_generator_panic_or_write_nonsense(
        folder in prop::sample::select(vec!["rules", "shapes", "market"]),
        file in prop::sample::select(FILES.to_vec()),
        from in any::<prop::sample::Index>(),
        length in 0_usize..80,
        to in any::<prop::sample::Index>(),
        takes in any::<bool>(),
    ) {
        let mut texts = texts(&Path::new("tests/codegen/good").join(folder));
        let mut text = texts[file].chars().collect::<Vec<_>>();
        let from = from.index(text.len());
        let piece = from..text.len().min(from + length);
        let moved = text[piece.clone()].to_vec();
        if takes {
            text.drain(piece);
        }
        let to = to.index(text.len());
        text.splice(to..to, moved);
        texts.insert(file, text.into_iter().collect());
        check_code_or_problem(generate(&contract(texts)))?;
    }
}

/// Code that the compiler can read, or a problem in one of the files.
fn check_code_or_problem(generated: Result<String, Problem>) -> Result<(), TestCaseError> {
    match generated {
        Ok(code) => prop_assert!(syn::parse_file(&code).is_ok(), "this is no Rust: {code}"),
        Err(problem) => {
            let Problem { place, what, advice } = &problem;
            prop_assert!(FILES.iter().any(|file| Path::new(file) == place.path));
            prop_assert!(place.line > 0 && place.column > 0 && !what.is_empty() && !advice.is_empty());
            prop_assert!(!problem.to_string().contains('\n'));
        }
    }
    Ok(())
}

/// Compares with a file, or writes it anew.
fn assert_expected(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        fs::write(path, found).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return;
    }
    let same = expected.lines().zip(found.lines()).take_while(|(expected, found)| expected == found).count();
    let shown = |text: &str| text.lines().skip(same).take(5).collect::<Vec<_>>().join("\n");
    panic!(
        "{}, from line {}, is\n{}\nand should be\n{}\n`UPDATE_SNAPSHOT=1 cargo test --test codegen` renews it",
        path.display(),
        same + 1,
        shown(&expected),
        shown(found),
    );
}

fn folders(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new("tests/codegen").join(kind);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut folders = entries.map(|entry| entry.expect("the folder can be listed").path()).collect::<Vec<_>>();
    folders.sort();
    assert!(!folders.is_empty(), "there is nothing in {}", folder.display());
    folders
}

fn good(folder: &Path) -> Contract {
    contract(texts(folder))
}

/// A good contract with changes. `edit.txt` names the contract, and then says as often as it takes:
/// `--- FILE`, lines that are there once, `+++`, and the lines that stand there instead.
fn bad(folder: &Path) -> Contract {
    let edit = read(&folder.join("edit.txt"));
    let mut blocks = edit.split("--- ");
    let name = blocks.next().unwrap_or_default().trim();
    let mut texts = texts(&Path::new("tests/codegen/good").join(name));
    for block in blocks {
        let shown = || format!("{}: {block}", folder.display());
        let (file, change) = block.split_once('\n').unwrap_or_else(|| panic!("no lines to change: {}", shown()));
        let (old, new) = change.split_once("+++\n").unwrap_or_else(|| panic!("no lines to put: {}", shown()));
        let text = texts.get_mut(file).unwrap_or_else(|| panic!("no such file: {}", shown()));
        assert_eq!(text.matches(old).count(), 1, "these lines should be there once: {}", shown());
        *text = text.replace(old, new);
    }
    contract(texts)
}

fn texts(folder: &Path) -> BTreeMap<&'static str, String> {
    FILES.into_iter().map(|file| (file, read(&folder.join(file)))).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn contract(mut texts: BTreeMap<&str, String>) -> Contract {
    let [wsdl, schema, errors] =
        FILES.map(|file| Source { path: file.into(), text: texts.remove(file).unwrap_or_default() });
    Contract { wsdl, schema, errors }
}
