//! A text made of headings, paragraphs, lists and tables, whatever it is then written as.

/// A part of a text.
pub(super) enum Block {
    /// The title of the whole, of a part or of a part of it, by its level: 1, 2 or 3.
    Heading(u8, String),
    Paragraph(String),
    List(Vec<String>),
    /// What somebody types.
    Command(String),
    Table(Vec<&'static str>, Vec<Vec<String>>),
}

/// The text with what would steer a terminal, or turn lines around, made visible: it may come from files that somebody
/// else has written.
pub(super) fn visible(text: &str) -> String {
    let is_hidden = |char: char| {
        char.is_control()
            || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match is_hidden(char) {
            true => out.extend(char.escape_unicode()),
            false => out.push(char),
        }
    }
    out
}
