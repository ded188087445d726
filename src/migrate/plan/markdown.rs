//! A text as Markdown.

use super::block::Block;
use crate::migrate::report::visible;

pub(super) fn write(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        if !out.is_empty() {
            out.push('\n');
        }
        match block {
            Block::Heading(level, text) => {
                out.push_str(&"#".repeat(usize::from(*level)));
                out.push_str(&format!(" {}\n", escaped(text)));
            }
            Block::Paragraph(text) => out.push_str(&format!("{}\n", escaped(text))),
            Block::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", escaped(item)));
                }
            }
            Block::Command(text) => out.push_str(&format!("    {}\n", visible(text))),
            Block::Table(titles, rows) => {
                out.push_str(&row(titles.iter().map(|title| escaped(title))));
                out.push_str(&row(titles.iter().map(|_| "---".to_owned())));
                for cells in rows {
                    out.push_str(&row(cells.iter().map(|cell| escaped(cell))));
                }
            }
        }
    }
    out
}

fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// The text with what Markdown would read as markup protected.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = visible(text);
    for (at, char) in text.char_indices() {
        let is_markup = matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#')
            // At the beginning these make lists and headings.
            || (at == 0 && matches!(char, '-' | '+' | '=' | ' '))
            || (matches!(char, '.' | ')') && at > 0 && text[..at].bytes().all(|byte| byte.is_ascii_digit()));
        if is_markup {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_has_written_is_no_markup() {
        let hostile = "# <script>|`x`_*[a](b)&amp;\n\u{202e}";
        let text =
            write(&[Block::List(vec![hostile.to_owned()]), Block::Table(vec!["t"], vec![vec![hostile.to_owned()]])]);
        let escaped = "\\# \\<script\\>\\|\\`x\\`\\_\\*\\[a\\](b)\\&amp;\\\\n\\\\u{202e}";
        assert_eq!(text, format!("- {escaped}\n\n| t |\n| --- |\n| {escaped} |\n"));
        assert_eq!(write(&[Block::Paragraph("1. a".to_owned())]), "1\\. a\n");
    }
}
