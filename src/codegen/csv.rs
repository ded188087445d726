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
    let mut reader = Reader { source, rest: &source.text, line: 1, column: 1 };
    while !reader.rest.is_empty() {
        rows.push(reader.row()?);
    }
    Ok(rows)
}

struct Reader<'s> {
    source: &'s Source,
    rest: &'s str,
    line: u64,
    column: u64,
}

impl Reader<'_> {
    fn row(&mut self) -> Result<Row, Problem> {
        let place = self.place();
        let mut cells = vec![self.cell()?];
        while self.take_if(",") {
            cells.push(self.cell()?);
        }
        if self.rest.is_empty() || self.take_if("\n") || self.take_if("\r\n") {
            return Ok(Row { place, cells });
        }
        Err(self.place().problem(
            "the cell goes on where it should end",
            "quote the whole cell, and double the quotation marks inside",
        ))
    }

    fn cell(&mut self) -> Result<Cell, Problem> {
        let place = self.place();
        let mut text = String::new();
        if !self.take_if("\"") {
            while !self.rest.is_empty() && !self.rest.starts_with([',', '\n', '\r', '"']) {
                text.extend(self.take());
            }
            return Ok(Cell { place, text });
        }
        loop {
            if self.take_if("\"\"") {
                text.push('"');
            } else if self.take_if("\"") {
                return Ok(Cell { place, text });
            } else {
                match self.take() {
                    Some(char) => text.push(char),
                    None => return Err(place.problem("the quotation mark is never closed", "close it")),
                }
            }
        }
    }

    fn take_if(&mut self, text: &str) -> bool {
        let is_next = self.rest.starts_with(text);
        if is_next {
            text.chars().for_each(|_| {
                self.take();
            });
        }
        is_next
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

    fn place(&self) -> Place {
        Place { path: self.source.path.clone(), line: self.line, column: self.column }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_table_is_read_back(table in prop::collection::vec(prop::collection::vec(any::<String>(), 1..5), 0..5)) {
            let cell = |cell: &String| match cell.contains([',', '"', '\r', '\n']) {
                true => format!("\"{}\"", cell.replace('"', "\"\"")),
                false => cell.clone(),
            };
            let line = |row: &Vec<String>| row.iter().map(cell).collect::<Vec<_>>().join(",") + "\n";
            let text = table.iter().map(line).collect();
            let rows = rows(&Source { path: "table.csv".into(), text }).map_err(|problem| problem.to_string());
            let texts = |row: Row| row.cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>();
            prop_assert_eq!(rows.map(|rows| rows.into_iter().map(texts).collect::<Vec<_>>()), Ok(table));
        }
    }

    #[test]
    fn cells_know_where_they_stand() {
        let text = "a,\"b\r\n\",c\r\nd,e".to_owned();
        let rows = rows(&Source { path: "table.csv".into(), text }).map_err(|problem| problem.to_string());
        let places = |row: &Row| row.cells.iter().map(|cell| (cell.place.line, cell.place.column)).collect::<Vec<_>>();
        let places = rows.map(|rows| rows.iter().map(places).collect::<Vec<_>>());
        assert_eq!(places, Ok(vec![vec![(1, 1), (1, 3), (2, 3)], vec![(3, 1), (3, 3)]]));
    }
}
