//! The configuration in force, and what is wrong with it, for a person and for a program.

use std::fmt::Write;

use serde::Serialize;

use super::given::{Problem, Severity};
use super::layers::Settings;
use super::value::quoted;

/// What `fps gateway --check` found, as JSON.
#[derive(Serialize)]
pub struct Report {
    /// Whether the gateway can start, at once or when what it waits for is so.
    pub ok: bool,
    /// What has to be so before it can start: nothing where it can at once.
    pub waits_for: Vec<String>,
    pub settings: Vec<Setting>,
    pub problems: Vec<Told>,
    /// What was tried, with what came of it.
    pub checked: Vec<Checked>,
}

#[derive(Serialize)]
pub struct Setting {
    pub setting: String,
    /// As the file would have it.
    pub value: String,
    pub from: String,
}

#[derive(Serialize)]
pub struct Told {
    pub severity: &'static str,
    pub place: String,
    pub setting: String,
    pub message: String,
}

#[derive(Serialize)]
pub struct Checked {
    pub what: String,
    pub result: String,
}

impl Report {
    pub fn of(settings: &Settings, problems: &[Problem], checked: Vec<Checked>, waits_for: Vec<String>) -> Self {
        let shown = settings.shown().into_iter().map(|(table, shown)| Setting {
            setting: if table.is_empty() { shown.name.to_owned() } else { format!("{table}.{}", shown.name) },
            value: shown.value,
            from: shown.source.to_string(),
        });
        let told = problems.iter().map(|problem| Told {
            severity: problem.severity.as_str(),
            place: problem.place.clone(),
            setting: problem.setting.clone(),
            message: problem.message.clone(),
        });
        Self {
            ok: problems.iter().all(|problem| problem.severity != Severity::Error),
            waits_for,
            settings: shown.collect(),
            problems: told.collect(),
            checked,
        }
    }
}

/// The settings in force as a file would have them, each with where it comes from.
pub fn as_file(settings: &Settings) -> String {
    let mut text = String::from("# What is in force, and where each value comes from");
    if let Some(file) = &settings.file {
        let _ = write!(text, "; the file is {}", quoted(&file.display().to_string()));
    }
    text.push('\n');
    let mut table = String::new();
    for (within, shown) in settings.shown() {
        if within != table {
            let header = match within.rsplit_once('.') {
                Some((_, "amazon_pay")) => "[caller.amazon_pay]",
                Some(_) => "[[caller.recipient]]",
                None => "[[caller]]",
            };
            let _ = writeln!(text, "\n{header}");
            table = within;
        }
        let line = format!("{} = {}", shown.name, shown.value);
        let _ = writeln!(text, "{line:<50} # {}", shown.source);
    }
    text
}
