//! Generates the Rust side of each contract in `wsdl/`.

#[path = "src/codegen/mod.rs"]
mod codegen;

use std::path::Path;

/// The name of each contract's WSDL and schema, its error table, and the module that is made of them.
const CONTRACTS: [(&str, &str, &str); 1] = [("AmazonFPS", "errors.csv", "fps.rs")];

fn main() {
    println!("cargo::rerun-if-changed=wsdl");
    println!("cargo::rerun-if-changed=src/codegen");
    let out = std::env::var_os("OUT_DIR").expect("cargo names the folder for what is built");
    for (name, errors, module) in CONTRACTS {
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
}
