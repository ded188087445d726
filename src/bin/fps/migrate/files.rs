//! Files that are named on the command line. One that can't be read is a mistake in the command, and none that was made.

use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use anyhow::Context;

use crate::failure::Failure;
use crate::page::say;

/// Whether a recording is there and may be read.
pub fn check(name: &str) -> Result<(), Failure> {
    if name == "-" {
        return Ok(());
    }
    let metadata = std::fs::metadata(name).map_err(|error| unreadable(name, error))?;
    if metadata.is_dir() {
        return Err(unreadable(name, "it is a folder, and not a recording"));
    }
    // A pipe can be opened once.
    if metadata.is_file() { open(name).map(|_| ()) } else { Ok(()) }
}

/// A recording, from its beginning; `-` is standard input.
pub fn open(name: &str) -> Result<Box<dyn Read>, Failure> {
    Ok(match name {
        "-" => Box::new(io::stdin().lock()),
        path => Box::new(File::open(path).map_err(|error| unreadable(path, error))?),
    })
}

/// A whole file.
pub fn read(path: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| unreadable(path, error))
}

fn unreadable(name: &str, why: impl Display) -> Failure {
    Failure::usage(format!("can't read '{name}': {why}"))
}

/// Writes a whole text to a file, or to standard output.
pub fn write(path: Option<&str>, text: &str) -> Result<(), Failure> {
    match path {
        Some(path) => std::fs::write(path, text).with_context(|| format!("can't write '{path}'"))?,
        None => say(text)?,
    }
    Ok(())
}

/// Writes a file that its owner alone may read, from before there is anything in it.
pub fn write_privately(path: &Path, text: &str) -> Result<(), Failure> {
    private(path, text).with_context(|| format!("can't write '{}'", path.display()))?;
    Ok(())
}

fn private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    #[cfg(unix)]
    if file.metadata()?.is_file() {
        // One that was there before keeps the mode that it had.
        file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    }
    file.write_all(text.as_bytes())
}
