//! Finding FPS in source code.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use ignore::WalkBuilder;

use crate::failure::{Failure, Status};

/// List the files that are source code or may say something of FPS: all that no ignore file leaves out
#[derive(clap::Args)]
pub struct Args {
    /// Folders and files
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

impl Args {
    pub fn run(self) -> Result<Status, Failure> {
        let mut out = io::stdout().lock();
        for path in &self.paths {
            for entry in WalkBuilder::new(path).sort_by_file_path(|a, b| a.cmp(b)).build() {
                let entry = entry.with_context(|| format!("{} can't be read", path.display()))?;
                if entry.file_type().is_some_and(|kind| kind.is_file()) {
                    writeln!(out, "{}", entry.path().display())?;
                }
            }
        }
        Ok(Status::Success)
    }
}
