//! What somebody else has written, made harmless to look at.

use std::borrow::Cow;

/// `text` with its control characters as they are written in Rust, line ends among them, and so with those that turn the
/// direction of writing or have no width: what somebody else has written neither steers a terminal nor looks like
/// something else than it is.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(misleads) {
        return text.into();
    }
    let mut visible = String::new();
    for character in text.chars() {
        match misleads(character) {
            true => visible.extend(character.escape_default()),
            false => visible.push(character),
        }
    }
    visible.into()
}

fn misleads(character: char) -> bool {
    let turns_or_hides = matches!(character,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    character.is_control() || turns_or_hides
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_misleads_is_seen() {
        assert_eq!(visible("a café, שלום"), "a café, שלום");
        assert_eq!(visible("a\u{1b}[2Jb\r\u{9b}1mc\n\u{7f}é"), r"a\u{1b}[2Jb\r\u{9b}1mc\n\u{7f}é");
        assert_eq!(visible("user\u{202e}gpj.php\u{2066}\u{200b}"), r"user\u{202e}gpj.php\u{2066}\u{200b}");
    }
}
