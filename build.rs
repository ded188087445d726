//! Generates the Rust side of each contract in `wsdl/`.

#[path = "src/codegen/mod.rs"]
mod codegen;

use std::path::Path;

/// The name of each contract's WSDL and schema, its error table, the module that is made of them, and the feature that
/// it belongs to, as cargo tells it.
const CONTRACTS: [(&str, &str, &str, Option<&str>); 2] = [
    ("AmazonFPS", "errors.csv", "fps.rs", None),
    ("OffAmazonPayments", "OffAmazonPayments-errors.csv", "amazon_pay.rs", Some("CARGO_FEATURE_AMAZON_PAY")),
];

/// Where the rules of the scanner are: every file there is built in, so that a new one is all it takes.
const SCAN_RULES: &str = "src/migrate/scan/rules";

fn main() {
    println!("cargo::rerun-if-changed=wsdl");
    println!("cargo::rerun-if-changed=src/codegen");
    println!("cargo::rerun-if-changed={SCAN_RULES}");
    let out = std::env::var_os("OUT_DIR").expect("cargo names the folder for what is built");
    for (name, errors, module, feature) in CONTRACTS {
        if feature.is_some_and(|feature| std::env::var_os(feature).is_none()) {
            continue;
        }
        let code =
            codegen::Contract::load(Path::new("wsdl"), name, errors).and_then(|contract| codegen::generate(&contract));
        match code {
            Ok(code) => {
                std::fs::write(Path::new(&out).join(module), code).expect("the folder for what is built takes files")
            }
            Err(problem) => {
                println!("cargo::error={problem}");
                return;
            }
        }
    }
    std::fs::write(Path::new(&out).join("scan_rules.rs"), scan_rules())
        .expect("the folder for what is built takes files");
}

/// A table of the rule files, by name.
fn scan_rules() -> String {
    let mut names: Vec<_> = std::fs::read_dir(SCAN_RULES)
        .expect("the rules of the scanner are part of the package")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let rows = names.iter().map(|name| {
        format!("({name:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{SCAN_RULES}/{name}\"))),")
    });
    format!("const BUILTIN: &[(&str, &str)] = &[{}];", rows.collect::<String>())
}
