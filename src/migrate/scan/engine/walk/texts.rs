//! Texts that are put together.

use super::Walk;
use crate::migrate::scan::engine::Draft;
use crate::migrate::scan::engine::value::{LONGEST_TEXT, UNKNOWN_PART, Value, ends};
use crate::migrate::scan::syntax::{Form, Node};

/// The most bytes of texts that are put together in one pass through a file. A page that is built line by line is far below.
pub(super) const MOST: usize = 64 << 20;

/// How much of a part is looked at on each side of a seam, in bytes: the rest is found in the file's own text.
const BESIDE: usize = 512;

/// The seams of a text that is put together: of each part its beginning and its end.
struct Seams {
    text: String,
    /// Where each part begins in the text, and in the file.
    starts: Vec<(usize, usize)>,
}

impl Walk<'_> {
    pub(super) fn join(&mut self, parts: &[Node]) -> Value {
        self.joins += 1;
        let looks = self.joins == 1 && self.reports;
        let mut whole = String::new();
        let mut seams = Seams { text: String::new(), starts: Vec::new() };
        let mut flat = Vec::new();
        flatten(parts, &mut flat);
        for part in flat {
            let value = self.eval(part);
            let text = match &value {
                Value::Text(text) if self.affords(text.len(), part) => text,
                _ => UNKNOWN_PART,
            };
            if looks {
                seams.starts.push((seams.text.len(), part.at.0));
                seams.text.push_str(ends(text, 2 * BESIDE).as_deref().unwrap_or(text));
            }
            whole.push_str(text);
            if let Some(shorter) = ends(&whole, LONGEST_TEXT) {
                whole = shorter;
            }
        }
        self.joins -= 1;
        if looks {
            self.joined(&seams);
        }
        Value::Text(whole.into())
    }

    /// A text with more behind it.
    pub(super) fn longer(&mut self, text: &str, more: &str, at: &Node) -> Value {
        match self.affords(text.len() + more.len(), at) {
            true => Value::text(&[text, more].concat()),
            false => Value::Unknown,
        }
    }

    /// Whether so many bytes may still be put together; where not, that is noted.
    fn affords(&mut self, bytes: usize, at: &Node) -> bool {
        let left = self.texts_left.checked_sub(bytes);
        if left.is_none() {
            self.texts_cut = self.texts_cut.or(Some(at.at.0));
        }
        self.texts_left = left.unwrap_or_default();
        left.is_some()
    }

    /// Patterns that only the whole of a text shows.
    fn joined(&mut self, seams: &Seams) {
        let Seams { text, starts } = seams;
        for draft in crate::migrate::scan::engine::patterns::in_text(self.file, text, self.around, self.about_fps()) {
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
