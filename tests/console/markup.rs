//! HTML as the console writes it: stricter than browsers ask for.

const VOID: [&str; 5] = ["meta", "link", "input", "br", "hr"];

/// What stands apart from what follows it.
const CELLS: [&str; 4] = ["dt", "dd", "th", "td"];

/// A page, taken apart.
#[derive(Default)]
pub struct Markup {
    /// What a person can read, with every reference resolved.
    pub text: String,
    /// Where its links lead.
    pub links: Vec<String>,
    ids: Vec<String>,
}

impl Markup {
    /// Reads a page, of which every element must be closed, every attribute quoted and every `&` and `<` escaped.
    pub fn of(page: &str) -> Self {
        let mut markup = Self::default();
        let mut open: Vec<&str> = Vec::new();
        let mut rest = page.strip_prefix("<!doctype html>").expect("a page begins with its type");
        while let Some(begin) = rest.find('<') {
            markup.text += &plain(&rest[..begin]);
            let end = begin + rest[begin..].find('>').expect("a tag ends");
            let tag = &rest[begin + 1..end];
            rest = &rest[end + 1..];
            if let Some(name) = tag.strip_prefix('/') {
                if CELLS.contains(&name) {
                    markup.text.push(' ');
                }
                assert_eq!(
                    open.pop(),
                    Some(name),
                    "{name} is closed where another element is open, before {rest:.200}"
                );
                continue;
            }
            let (name, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
            assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "<{tag}>");
            markup.attributes(name, attributes);
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} stay open");
        let count = markup.ids.len();
        markup.ids.sort_unstable();
        markup.ids.dedup();
        assert_eq!(markup.ids.len(), count, "an id is there twice");
        markup
    }

    fn attributes(&mut self, element: &str, text: &str) {
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = rest.find(|char: char| char == '=' || char.is_whitespace()).unwrap_or(rest.len());
            let name = &rest[..end];
            assert!(!name.starts_with("on") && name != "style", "{name} would be forbidden by the policy");
            let mut value = String::new();
            rest = match rest[end..].strip_prefix("=\"") {
                Some(tail) => {
                    let end = tail.find('"').expect("a value is quoted");
                    value = plain(&tail[..end]);
                    tail[end + 1..].trim_start()
                }
                None => rest[end..].trim_start(),
            };
            match name {
                "id" => self.ids.push(value),
                "href" if element == "a" => self.links.push(value),
                _ => {}
            }
        }
    }
}

/// A text without references.
fn plain(text: &str) -> String {
    assert!(!text.contains('>'), "{text}");
    let mut out = String::new();
    let mut rest = text;
    while let Some(begin) = rest.find('&') {
        out += &rest[..begin];
        let end = begin + rest[begin..].find(';').unwrap_or_else(|| panic!("& is not escaped: {text}"));
        out.push(match &rest[begin + 1..end] {
            "lt" => '<',
            "gt" => '>',
            number => {
                let code = number.strip_prefix('#').and_then(|code| code.parse().ok()).and_then(char::from_u32);
                code.unwrap_or_else(|| panic!("&{number}; is not known here"))
            }
        });
        rest = &rest[end + 1..];
    }
    out + rest
}
