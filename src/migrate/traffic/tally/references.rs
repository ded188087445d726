//! How the references are used that make repeats safe: once, again for the same request, or for another one.

use chrono::{DateTime, Utc};

use super::sample::{Sample, hash};
use crate::migrate::traffic::seen::{Call, Fields};
use crate::migrate::traffic::usage::References;

/// What is known of references so far.
pub(super) struct Seen {
    references: Sample<Row>,
}

#[derive(Default)]
struct Row {
    /// The caller and the action, by their places.
    of: (u32, u32),
    content: u64,
    first: Option<DateTime<Utc>>,
    calls: u64,
    repeated: u64,
    conflicting: u64,
    late: u64,
}

/// How long FPS remembered a reference.
const REMEMBERED: chrono::Duration = chrono::Duration::days(7);

impl Seen {
    pub(super) fn new(most: usize) -> Self {
        Self { references: Sample::new(most) }
    }

    pub(super) fn is_estimated(&self) -> bool {
        self.references.scale() > 1
    }

    /// Notes the call of that caller and action, and tells whether it repeats an earlier one.
    pub(super) fn note(&mut self, of: (u32, u32), reference: &str, call: &Call, at: Option<DateTime<Utc>>) -> bool {
        let Some(row) = self.references.row(hash((of, reference))) else { return false };
        row.calls += 1;
        let content = content(&call.fields);
        if row.calls == 1 {
            *row = Row { of, content, first: at, calls: 1, ..Row::default() };
            return false;
        }
        row.late += u64::from(row.first.zip(at).is_some_and(|(first, at)| (at - first).abs() > REMEMBERED));
        match row.content == content {
            true => row.repeated += 1,
            false => row.conflicting += 1,
        }
        row.content == content
    }

    pub(super) fn of(&self, of: (u32, u32), parameter: &str, missing: u64) -> References {
        let mut references = References { parameter: parameter.to_owned(), missing, ..References::default() };
        let scale = self.references.scale();
        for row in self.references.rows().filter(|row| row.of == of) {
            references.distinct += scale;
            references.repeated += row.repeated * scale;
            references.conflicting += row.conflicting * scale;
            references.late += row.late * scale;
        }
        references
    }
}

/// A number that stands for what is asked, in whatever order.
fn content(fields: &Fields) -> u64 {
    let mut fields = fields.0.iter().collect::<Vec<_>>();
    fields.sort();
    hash(fields)
}
