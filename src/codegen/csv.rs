//! Tables as RFC 4180 has them: commas, quotation marks doubled inside quotation marks.

use super::{Place, Problem, Source};

pub struct Row {
    pub place: Place,
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub place: Place,
    pub text: String,
}

pub fn rows(source: &Source) -> Result<Vec<Row>, Problem> {
    let mut rows = Vec::new();
    let mut cells = Vec::new();
    let mut reader = Reader { source, rest: &source.text, line: 1, column: 1 };
    while !reader.rest.is_empty() {
        cells.push(reader.cell()?);
        match reader.take() {
            Some(',') => {}
            Some('\n') | None => rows.push(row(std::mem::take(&mut cells))),
            Some('\r') if reader.rest.starts_with('\n') => {
                reader.take();
                rows.push(row(std::mem::take(&mut cells)));
            }
            Some(_) => {
                return Err(reader.place().problem(
                    "text stands after a closing quotation mark",
                    "quote the whole cell, and double the quotation marks inside",
                ));
            }
        }
    }
    Ok(rows)
}

fn row(cells: Vec<Cell>) -> Row {
    let place = cells[0].place.clone(); // A row is made after its first cell was read.
    Row { place, cells }
}

struct Reader<'s> {
    source: &'s Source,
    rest: &'s str,
    line: u64,
    column: u64,
}

impl Reader<'_> {
    fn place(&self) -> Place {
        Place { path: self.source.path.clone(), line: self.line, column: self.column }
    }

    fn take(&mut self) -> Option<char> {
        let char = self.rest.chars().next()?;
        self.rest = &self.rest[char.len_utf8()..];
        match char {
            '\n' => (self.line, self.column) = (self.line + 1, 1),
            _ => self.column += 1,
        }
        Some(char)
    }

    fn cell(&mut self) -> Result<Cell, Problem> {
        let place = self.place();
        let mut text = String::new();
        if !self.rest.starts_with('"') {
            while !self.rest.is_empty() && !self.rest.starts_with([',', '\n', '\r']) {
                text.extend(self.take());
            }
            return Ok(Cell { place, text });
        }
        self.take();
        loop {
            match self.take() {
                Some('"') if self.rest.starts_with('"') => {
                    self.take();
                    text.push('"');
                }
                Some('"') => return Ok(Cell { place, text }),
                Some(char) => text.push(char),
                None => return Err(place.problem("the quotation mark is never closed", "close it")),
            }
        }
    }
}
