//! Text for people: headings, wrapped paragraphs and tables, as wide as the terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

pub use amazon_fps::migrate::report::visible;
use comfy_table::{ContentArrangement, LineStyle, Table, TableStyle};

/// A text that is made for a width and then printed at once.
pub struct Page {
    pub text: String,
    width: usize,
    styled: bool,
}

/// A word about something, in the colour that goes with it.
#[derive(Clone, Copy)]
pub enum Tone {
    Strong,
    Good,
    Warn,
    Bad,
}

impl Page {
    /// A page for standard output. Colours and bold letters only where that is a terminal and
    /// `NO_COLOR` isn't set.
    pub fn for_stdout() -> Self {
        let terminal = io::stdout().is_terminal();
        let width = match terminal {
            true => Table::new().set_content_arrangement(ContentArrangement::Dynamic).width().unwrap_or(80),
            false => 100,
        };
        let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        Self { text: String::new(), width: usize::from(width).clamp(40, 120), styled: terminal && colours }
    }

    /// A page without colours, `width` characters wide.
    pub fn plain(width: usize) -> Self {
        Self { text: String::new(), width, styled: false }
    }

    pub fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let heading = self.toned(Tone::Strong, text);
        self.text.push_str(&heading);
        self.text.push('\n');
    }

    /// `text` in lines of the page's width, each begun with `indent` blanks.
    pub fn paragraph(&mut self, indent: usize, text: &str) {
        for line in wrap(text, self.width.saturating_sub(indent).max(20)) {
            // Writing to a string can't fail.
            let _ = writeln!(self.text, "{:indent$}{line}", "");
        }
    }

    /// A name that stands out and what is said of it, in lines that hang below it.
    pub fn entry(&mut self, indent: usize, name: &str, text: &str) {
        let mut lines = wrap(&format!("{name}  {text}"), self.width.saturating_sub(indent + 4).max(20)).into_iter();
        let first = lines.next().unwrap_or_default();
        let rest = first.strip_prefix(name).unwrap_or_default();
        let name = self.toned(Tone::Strong, name);
        let _ = writeln!(self.text, "{:indent$}{name} {rest}", "");
        for line in lines {
            let _ = writeln!(self.text, "{:indent$}    {line}", "");
        }
    }

    /// One line as it is, however long. What somebody else has written goes through [`visible`] first.
    pub fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Columns under their titles.
    pub fn table<R: IntoIterator<Item = String>>(&mut self, titles: &[&str], rows: impl IntoIterator<Item = R>) {
        let mut table = Table::new();
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX)).force_no_tty();
        table.set_header(titles.iter().map(|title| title.to_string()));
        table
            .add_rows(rows.into_iter().map(|row| row.into_iter().map(|cell| visible_lines(&cell)).collect::<Vec<_>>()));
        for line in table.lines() {
            self.line(line.trim_end());
        }
    }

    /// `text` in the colour of the tone. It is made [`visible`].
    pub fn toned(&self, tone: Tone, text: &str) -> String {
        let text = visible(text);
        let code = match tone {
            Tone::Strong => "1",
            Tone::Good => "32",
            Tone::Warn => "33",
            Tone::Bad => "31",
        };
        match self.styled {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.into_owned(),
        }
    }

    pub fn print(&self) -> io::Result<()> {
        say(&self.text)
    }
}

/// Writes a text to standard output. Whoever reads it may have seen enough and be gone, as `head` is: that is no failure,
/// and what the command has come to is told by its exit status all the same.
pub fn say(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    unless_closed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What came of writing to standard output, which is no failure where nobody reads it any more.
pub fn unless_closed(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// What somebody else has written, made [`visible`] but for its line ends, which are meant.
pub fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = width;
    for word in text.split_whitespace().map(visible) {
        let length = word.chars().count();
        let last = lines.len() - 1;
        if lines[last].is_empty() {
            room = width.saturating_sub(length);
            lines[last].push_str(&word);
        } else if length < room {
            room -= length + 1;
            lines[last].push(' ');
            lines[last].push_str(&word);
        } else {
            room = width.saturating_sub(length);
            lines.push(word.into_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_long_as_they_may_be_and_no_longer() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two three", 6), ["one", "two", "three"]);
        assert_eq!(wrap("a-word-too-long for it", 6), ["a-word-too-long", "for it"]);
        assert_eq!(wrap("", 6), [""]);
    }

    #[test]
    fn what_somebody_else_has_written_does_not_steer_the_terminal() {
        const HOSTILE: &str = "a\u{1b}[2Jb\r\u{9b}1mc\n\u{7f}é";
        let mut page = Page::plain(60);
        page.heading(HOSTILE);
        page.paragraph(0, HOSTILE);
        page.table(&["title"], [[HOSTILE.to_owned()]]);
        assert!(!page.text.contains(|it: char| it.is_control() && it != '\n'), "{:?}", page.text);
    }
}
