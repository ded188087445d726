//! The header that tells the service who calls: it refuses requests without one.

/// The application where none is named.
pub(super) const CRATE: (&str, &str) = ("amazon-fps", env!("CARGO_PKG_VERSION"));

/// `Shop/1.0 (Language=Rust; Library=…)`. What would end the name or the version is escaped.
pub(super) fn of(name: &str, version: &str) -> String {
    let (library, library_version) = CRATE;
    let (name, version) = (escape(name, '/'), escape(version, '('));
    format!("{name}/{version} (Language=Rust; Library={library}/{library_version})")
}

fn escape(text: &str, end: char) -> String {
    text.replace('\\', "\\\\").replace(end, &format!("\\{end}"))
}
