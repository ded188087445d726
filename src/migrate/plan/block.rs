//! A text made of headings, paragraphs, lists and tables, whatever it is then written as.

/// A part of a text.
pub(in crate::migrate) enum Block {
    /// The title of the whole, of a part or of a part of it, by its level: 1, 2 or 3.
    Heading(u8, String),
    Paragraph(String),
    List(Vec<String>),
    /// What somebody types.
    Command(String),
    Table(Vec<&'static str>, Vec<Vec<String>>),
}
