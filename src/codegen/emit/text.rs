//! Words of the contract as documentation in Rust.

use proc_macro2::TokenStream;
use quote::quote;

/// With the slashes and four blanks before them, a line has a hundred characters.
const WIDTH: usize = 92;

/// The documentation of an item: paragraphs, with a blank line between them.
pub fn doc(text: &str) -> TokenStream {
    let lines = lines(text).map(|line| if line.is_empty() { line } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// The same as text, for what is written without the pretty printer.
pub fn comment(indent: &str, text: &str) -> String {
    lines(text).map(|line| format!("{indent}/// {line}").trim_end().to_owned() + "\n").collect()
}

/// What the contract says, where backticks are the only markup.
pub fn plain(text: &str) -> String {
    let mut parts = text.split('`').enumerate().peekable();
    let mut plain = String::new();
    while let Some((index, part)) = parts.next() {
        let is_code = index % 2 == 1 && parts.peek().is_some();
        for char in part.chars() {
            if !is_code && matches!(char, '[' | ']' | '<' | '>' | '*' | '\\') {
                plain.push('\\');
            }
            plain.push(char);
        }
        if parts.peek().is_some() {
            plain.push('`');
        }
    }
    plain
}

fn lines(text: &str) -> impl Iterator<Item = String> {
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n") {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(String::new());
        for word in paragraph.split_whitespace() {
            let Some(line) = lines.last_mut() else { continue };
            let is_full = line.chars().count() + 1 + word.chars().count() > WIDTH;
            if is_full && !line.is_empty() && may_begin(word) {
                lines.push(word.to_owned());
                continue;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.into_iter()
}

/// Whether the word is no markup where a line begins with it.
fn may_begin(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')']);
    let is_item = number != word && number.bytes().all(|byte| byte.is_ascii_digit());
    !is_item && !word.starts_with(['-', '+', '#', '=', '~', '|', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_documentation_is_wrapped_and_no_line_becomes_markup() {
        let text = format!("{} - 12. 2010-08-28 {}\n\nEnd.", "a".repeat(90), "b".repeat(91));
        let expected =
            format!("  /// {} - 12.\n  /// 2010-08-28\n  /// {}\n  ///\n  /// End.\n", "a".repeat(90), "b".repeat(91));
        assert_eq!(comment("  ", &text), expected);
    }

    #[test]
    fn what_could_be_markup_is_plain_outside_of_backticks() {
        assert_eq!(plain("a [b] `[c]` <d> `e"), "a \\[b\\] `[c]` \\<d\\> `e");
    }
}
