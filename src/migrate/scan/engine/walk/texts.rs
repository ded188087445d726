//! Texts that are put together.

use super::Walk;
use crate::migrate::scan::engine::Draft;
use crate::migrate::scan::engine::value::{UNKNOWN_PART, Value};
use crate::migrate::scan::syntax::{Form, Node};

impl Walk<'_> {
    pub(super) fn join(&mut self, parts: &[Node]) -> Value {
        self.joins += 1;
        let mut whole = String::new();
        // Where each part begins in the whole, and in the file.
        let mut starts = Vec::new();
        let mut flat = Vec::new();
        flatten(parts, &mut flat);
        for part in flat {
            starts.push((whole.len(), part.at.0));
            match self.eval(part) {
                Value::Text(text) => whole.push_str(&text),
                _ => whole.push(UNKNOWN_PART),
            }
        }
        self.joins -= 1;
        if self.joins == 0 && self.reports {
            self.joined(&whole, &starts);
        }
        Value::Text(whole)
    }

    /// Patterns that only the whole of a text shows.
    pub(super) fn joined(&mut self, whole: &str, starts: &[(usize, usize)]) {
        for draft in crate::migrate::scan::engine::patterns::in_text(self.file, whole, self.around, self.about_fps()) {
            let part = |at: usize| starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            let (first, last) = (part(draft.at.0), part(draft.at.1.saturating_sub(1)));
            // What one part shows by itself is found in the file's text.
            if first != last {
                let at = starts[last].1;
                self.report(Draft { at: (at, at), ..draft }, Vec::new());
            }
        }
    }
}

/// The parts of a text that is put together step by step.
fn flatten<'n>(parts: &'n [Node], flat: &mut Vec<&'n Node>) {
    for part in parts {
        match &part.form {
            Form::Join(inner) => flatten(inner, flat),
            _ => flat.push(part),
        }
    }
}
