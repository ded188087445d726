//! Comma-separated values as RFC 4180 has them, with the place of every field, so that what is wrong can be found.

/// One record: the fields between two ends of line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// The line that it begins on, from 1.
    pub(super) line: u32,
    pub(super) fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The line that it begins on, from 1: another one than that of its record after a field of several lines.
    pub(super) line: u32,
    /// The character on that line that it begins with, from 1.
    pub(super) character: u32,
    pub(super) text: String,
}

/// What can't be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) line: u32,
    pub(super) character: u32,
    pub(super) why: &'static str,
}

/// Reads everything. Lines may end in CR LF, as in the RFC, or in LF alone; empty ones are passed over, as is a byte
/// order mark.
pub(super) fn read(text: &str) -> Result<Vec<Record>, Broken> {
    let mut reader = Reader { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1, character: 1 };
    let mut records = Vec::new();
    while !reader.rest.is_empty() {
        let record = reader.record()?;
        if record.fields.len() > 1 || !record.fields[0].text.is_empty() {
            records.push(record);
        }
    }
    Ok(records)
}

/// One field, quoted where it has to be.
#[cfg(test)]
pub(super) fn written(text: &str) -> String {
    match text.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

struct Reader<'t> {
    rest: &'t str,
    line: u32,
    character: u32,
}

impl Reader<'_> {
    /// There is one field at least.
    fn record(&mut self) -> Result<Record, Broken> {
        let mut record = Record { line: self.line, fields: Vec::new() };
        loop {
            record.fields.push(self.field()?);
            if !self.skip(",") {
                break;
            }
        }
        if self.rest.is_empty() || self.skip("\r\n") || self.skip("\n") {
            return Ok(record);
        }
        Err(self.broken("a quoted field goes on behind its closing quotation mark"))
    }

    fn field(&mut self) -> Result<Field, Broken> {
        let (line, character) = (self.line, self.character);
        let text = match self.skip("\"") {
            true => self.quoted(line, character)?,
            false => self.plain()?,
        };
        Ok(Field { line, character, text })
    }

    fn plain(&mut self) -> Result<String, Broken> {
        let end = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
        let text = &self.rest[..end];
        // The one before LF belongs to the end of the line.
        let text = text.strip_suffix('\r').filter(|_| self.rest[end..].starts_with('\n')).unwrap_or(text);
        if let Some(place) = text.find(['"', '\r']) {
            let why = match text[place..].starts_with('"') {
                true => "a quotation mark stands in a field that does not begin with one",
                false => "a line ends in CR alone",
            };
            self.pass(place);
            return Err(self.broken(why));
        }
        let text = text.to_owned();
        self.pass(text.len());
        Ok(text)
    }

    /// What stands behind an opening quotation mark, which is at `line` and `character`.
    fn quoted(&mut self, line: u32, character: u32) -> Result<String, Broken> {
        let mut text = String::new();
        loop {
            let Some(end) = self.rest.find('"') else {
                return Err(Broken { line, character, why: "a quotation mark is opened and never closed" });
            };
            text.push_str(&self.rest[..end]);
            self.pass(end + 1);
            if !self.skip("\"") {
                return Ok(text);
            }
            text.push('"');
        }
    }

    fn skip(&mut self, what: &str) -> bool {
        let is_next = self.rest.starts_with(what);
        if is_next {
            self.pass(what.len());
        }
        is_next
    }

    /// Goes on behind so many bytes, which end between two characters.
    fn pass(&mut self, bytes: usize) {
        let (passed, rest) = self.rest.split_at(bytes);
        for char in passed.chars() {
            match char {
                '\n' => (self.line, self.character) = (self.line + 1, 1),
                _ => self.character += 1,
            }
        }
        self.rest = rest;
    }

    fn broken(&self, why: &'static str) -> Broken {
        Broken { line: self.line, character: self.character, why }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let records = read(text).unwrap();
        records.into_iter().map(|record| record.fields.into_iter().map(|field| field.text).collect()).collect()
    }

    #[test]
    fn fields_are_read_as_the_rfc_has_them() {
        for (text, expected) in [
            ("", vec![]),
            ("a,b\r\nc,d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a,b\nc,d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("\u{feff}a\n\n\nb\n", vec![vec!["a"], vec!["b"]]),
            ("\"a,\"\"b\"\"\r\nc\",,\n", vec![vec!["a,\"b\"\r\nc", "", ""]]),
            ("\"\",x", vec![vec!["", "x"]]),
            (" a , b ", vec![vec![" a ", " b "]]),
        ] {
            assert_eq!(texts(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_field_has_its_place() {
        let records = read("ü,b\n\n\"two\nlines\",c\nd").unwrap();
        let places: Vec<_> = records
            .iter()
            .flat_map(|record| record.fields.iter().map(|field| (record.line, field.line, field.character)))
            .collect();
        assert_eq!(places, [(1, 1, 1), (1, 1, 3), (3, 3, 1), (3, 4, 8), (5, 5, 1)]);
    }

    #[test]
    fn what_is_no_csv_is_refused_where_it_is() {
        for (text, line, character) in
            [("a,b\nc,\"d\n\n", 2, 3), ("a\"b", 1, 2), ("\"a\"b,c", 1, 4), ("a\n\"b\"\rc", 2, 4), ("a\rb\n", 1, 2)]
        {
            let broken = read(text).unwrap_err();
            assert_eq!((broken.line, broken.character), (line, character), "{text:?}: {}", broken.why);
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(fields in proptest::collection::vec("[a,\"\r\nü ]{0,6}", 1..5)) {
            let line: Vec<_> = fields.iter().map(|field| written(field)).collect();
            let line = line.join(",");
            proptest::prop_assume!(!line.is_empty() && !line.starts_with('\u{feff}'));
            proptest::prop_assert_eq!(texts(&format!("{line}\r\n")), [fields]);
        }

        #[test]
        fn nothing_makes_it_panic(text in ".*|[a,\"\r\n]*") {
            let _ = read(&text);
        }
    }
}
