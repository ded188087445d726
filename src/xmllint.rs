//! What a judge that isn't ours says of documents: xmllint, with the schemas in `wsdl/`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

/// What xmllint has against these documents, by a schema such as `AmazonFPS.xsd`; nothing where they are valid.
pub(crate) fn complaints<'d>(schema: &str, documents: impl IntoIterator<Item = &'d str>) -> String {
    let folder = Folder::new();
    let files = documents.into_iter().enumerate().map(|(number, document)| {
        let file = folder.0.join(format!("{number}.xml"));
        fs::write(&file, document).expect("the folder takes files");
        file
    });
    let files = files.collect::<Vec<_>>();
    // As many as fit on a command line.
    files.chunks(1_000).map(|files| judge(schema, files)).collect()
}

fn judge(schema: &str, files: &[PathBuf]) -> String {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("wsdl").join(schema);
    let mut xmllint = Command::new("xmllint");
    xmllint.args(["--nonet", "--noout", "--schema"]).arg(schema).args(files);
    let output = xmllint.output().expect("xmllint is installed");
    let told = String::from_utf8_lossy(&output.stderr);
    let complaints = told.lines().filter(|line| !line.ends_with(" validates")).collect::<Vec<_>>().join("\n");
    assert_eq!(output.status.success(), complaints.is_empty(), "{complaints}");
    complaints
}

/// A folder that is gone with its value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("amazon-fps-xmllint-{}-{number}", std::process::id()));
        fs::create_dir(&folder).expect("nobody else has a folder of this name");
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
