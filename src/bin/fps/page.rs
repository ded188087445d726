//! Text for people: headings, wrapped paragraphs and tables, as wide as the terminal.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};

pub use amazon_fps::migrate::report::visible;
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};

/// A text that is made for a width and then printed at once.
pub struct Page {
    pub text: String,
    width: usize,
    /// Whether somebody sees it in that width. Where a file or another program takes it, a row of a table is one line.
    fits: bool,
    styled: bool,
}

/// What is longer than this is prose, which has several lines in a table in any case.
const PROSE: u16 = 60;
/// The blanks beside what stands in a column.
const PADDING: u16 = 2;

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
        let width = usize::from(width).clamp(40, 120);
        Self { text: String::new(), width, fits: terminal, styled: terminal && colours }
    }

    /// A page without colours, `width` characters wide.
    pub fn plain(width: usize) -> Self {
        Self { text: String::new(), width, fits: true, styled: false }
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

    /// Columns under their titles. No word is broken: where there isn't room for the longest ones, lines are longer than
    /// the page is wide.
    pub fn table<R: IntoIterator<Item = String>>(&mut self, titles: &[&str], rows: impl IntoIterator<Item = R>) {
        let lines = self.lines_of(titles, &cells(rows));
        self.put(lines);
    }

    /// Columns under their titles, the last of which is left out where there isn't room for all.
    pub fn table_with_spare<R: IntoIterator<Item = String>>(
        &mut self,
        titles: &[&str],
        rows: impl IntoIterator<Item = R>,
    ) {
        let mut rows = cells(rows);
        let mut lines = self.lines_of(titles, &rows);
        if let Some((_, titles)) = titles.split_last()
            && self.fits
            && lines.iter().any(|line| line.trim_end().chars().count() > self.width)
        {
            rows.iter_mut().for_each(|row| row.truncate(titles.len()));
            lines = self.lines_of(titles, &rows);
        }
        self.put(lines);
    }

    fn lines_of(&self, titles: &[&str], rows: &[Vec<String>]) -> Vec<String> {
        let mut table = Table::new();
        table.load_style(TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─')));
        table.set_content_arrangement(ContentArrangement::Dynamic);
        let width = if self.fits { u16::try_from(self.width).unwrap_or(u16::MAX) } else { u16::MAX };
        table.set_width(width).force_no_tty();
        table.set_header(titles.iter().map(|title| title.to_string()));
        table.add_rows(rows);
        let longest = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(String::as_str).chain([titles[column]]);
            let longest = cells.flat_map(|cell| cell.split([' ', '\n'])).map(|word| word.chars().count()).max();
            u16::try_from(longest.unwrap_or_default()).unwrap_or(u16::MAX).saturating_add(PADDING)
        };
        table.set_constraints((0..titles.len()).map(|column| {
            let lower = longest(column);
            match self.fits {
                true => ColumnConstraint::LowerBoundary(Width::Fixed(lower)),
                false => ColumnConstraint::Boundaries {
                    lower: Width::Fixed(lower),
                    upper: Width::Fixed(lower.max(PROSE + PADDING)),
                },
            }
        }));
        table.lines().collect()
    }

    fn put(&mut self, lines: Vec<String>) {
        for line in lines {
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

fn cells<R: IntoIterator<Item = String>>(rows: impl IntoIterator<Item = R>) -> Vec<Vec<String>> {
    rows.into_iter().map(|row| row.into_iter().map(|cell| visible_lines(&cell)).collect()).collect()
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

    const CALLED: [&str; 3] = ["GetTransactionStatus", "2008-09-17, 2010-08-28", "the buyer has to agree to it anew"];

    fn row() -> [[String; 3]; 1] {
        [CALLED.map(str::to_owned)]
    }

    #[test]
    fn a_table_breaks_no_word() {
        for width in [20, 40, 60, 100] {
            let mut page = Page::plain(width);
            page.table(&["action", "versions", "difference"], row());
            for word in CALLED.iter().flat_map(|cell| cell.split(' ')) {
                assert!(page.text.contains(word), "{word} at {width}:\n{}", page.text);
            }
            let widest = page.text.lines().map(|line| line.chars().count()).max();
            assert!(width < 60 || widest <= Some(width), "{width}:\n{}", page.text);
        }
    }

    #[test]
    fn a_row_is_one_line_where_nobody_sees_it_but_for_prose() {
        let mut page = Page { fits: false, ..Page::plain(40) };
        page.table(&["action", "versions", "difference"], row());
        assert_eq!(page.text.lines().count(), 3, "{}", page.text);
        let prose = ["Pay".to_owned(), "the buyer has to agree ".repeat(5), String::new()];
        let mut page = Page { fits: false, ..Page::plain(40) };
        page.table(&["action", "difference", "by day"], [prose]);
        assert_eq!(page.text.lines().count(), 4, "{}", page.text);
    }

    #[test]
    fn the_last_column_can_be_spared() {
        let titles = ["action", "versions", "difference"];
        let spared = |width| {
            let mut page = Page::plain(width);
            page.table_with_spare(&titles, row());
            !page.text.contains("difference")
        };
        assert_eq!([30, 100].map(spared), [true, false]);
        let mut page = Page { fits: false, ..Page::plain(30) };
        page.table_with_spare(&titles, row());
        assert!(page.text.contains("difference"), "{}", page.text);
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
