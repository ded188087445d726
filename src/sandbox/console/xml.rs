//! XML, laid out for a person: an element a line.

use quick_xml::{Reader, events::Event};

const STEP: &str = "  ";

/// `source` with every element on a line of its own, and an element that holds only text with it on one; none where it
/// is no whole document. What is within tags, and texts, stay as they are written.
pub(super) fn laid_out(source: &str) -> Option<String> {
    let mut reader = Reader::from_str(source);
    let mut out = String::with_capacity(source.len() * 2);
    let mut depth = 0_usize;
    // Whether the element that is open has nothing but text in it so far, and which.
    let mut is_leaf = false;
    let mut text = String::new();
    loop {
        let begin = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let end = usize::try_from(reader.buffer_position()).ok()?;
        let written = source.get(begin..end)?;
        match event {
            Event::Text(_) | Event::GeneralRef(_) | Event::CData(_) => text.push_str(written),
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                if is_leaf {
                    out.push_str(&text);
                } else {
                    stray(&mut out, &mut text, depth + 1);
                    new_line(&mut out, depth);
                }
                out.push_str(written);
                text.clear();
                is_leaf = false;
            }
            Event::Eof => return (depth == 0 && !out.is_empty()).then_some(out),
            event => {
                stray(&mut out, &mut text, depth);
                new_line(&mut out, depth);
                out.push_str(written.trim());
                is_leaf = matches!(event, Event::Start(_));
                depth += usize::from(is_leaf);
            }
        }
    }
}

/// Text between elements.
fn stray(out: &mut String, text: &mut String, depth: usize) {
    if !text.trim().is_empty() {
        new_line(out, depth);
        out.push_str(text.trim());
    }
    text.clear();
}

fn new_line(out: &mut String, depth: usize) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.extend(std::iter::repeat_n(STEP, depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_laid_out_and_texts_are_kept() {
        let source = "<?xml version=\"1.0\"?>\n<a x='1'><b> 1 &amp; 2</b><c/><d><e></e>\n</d>stray</a>";
        let expected = "<?xml version=\"1.0\"?>\n<a x='1'>\n  <b> 1 &amp; 2</b>\n  <c/>\n  <d>\n    <e></e>\n  </d>\n  stray\n</a>";
        assert_eq!(laid_out(source).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_no_document_is_left_alone() {
        for source in ["", "plain", "<a><b></a>", "<a>", "</a>"] {
            let laid_out = laid_out(source);
            assert!(laid_out.is_none(), "{source}: {laid_out:?}");
        }
    }
}
