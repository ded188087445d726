//! The table of error codes.

use super::super::csv::{self, Cell, Row};
use super::super::model::{ErrorRow, Operation, Repeat};
use super::super::{Place, Problem, Source, words};
use super::list;

const COLUMNS: [&str; 8] =
    ["code", "retriable", "repeat", "http_status", "meaning", "customer_message", "operations", "provoke"];

pub fn read(source: &Source, operations: &[Operation]) -> Result<Vec<ErrorRow>, Problem> {
    let mut rows = csv::rows(source)?.into_iter();
    let header = rows.next().map(|row| row.cells.into_iter().map(|cell| cell.text).collect::<Vec<_>>());
    if header.as_deref().is_none_or(|header| header != COLUMNS) {
        return Err(Place::start_of(&source.path)
            .problem("the columns are not the known ones", format!("begin with the line {}", COLUMNS.join(","))));
    }
    rows.map(|row| read_row(row, operations)).collect()
}

fn read_row(row: Row, operations: &[Operation]) -> Result<ErrorRow, Problem> {
    let [code, retriable, repeat, http_status, meaning, customer_message, listed, provoke] = row.cells.as_slice()
    else {
        return Err(row
            .place
            .problem(format!("the row has {} cells", row.cells.len()), format!("give it {}", COLUMNS.len())));
    };
    // A question mark behind a status says that it comes from no document.
    let status = http_status.text.strip_suffix('?').unwrap_or(&http_status.text);
    Ok(ErrorRow {
        place: code.place.clone(),
        code: code.text.clone(),
        retriable: match retriable.text.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            "unspecified" => None,
            other => {
                return Err(retriable.place.problem(format!("retriable is '{other}'"), "write yes, no or unspecified"));
            }
        },
        repeat: match repeat.text.as_str() {
            "at-once" => Repeat::AtOnce,
            "after-change" => Repeat::AfterChange,
            "never" => Repeat::Never,
            other => {
                return Err(repeat
                    .place
                    .problem(format!("repeat is '{other}'"), "write at-once, after-change or never"));
            }
        },
        http_status: match status.parse() {
            Ok(status @ 400..=599) => status,
            _ => {
                return Err(http_status
                    .place
                    .problem(format!("'{}' is no HTTP status of an error", http_status.text), "write 400 to 599"));
            }
        },
        status_verified: status == http_status.text,
        meaning: match words(&meaning.text) {
            meaning if !meaning.is_empty() => meaning,
            _ => return Err(meaning.place.problem(format!("{} is not documented", code.text), "say what it means")),
        },
        customer_message: perhaps(customer_message),
        operations: listing(listed, operations)?,
        provoke: perhaps(provoke),
    })
}

fn perhaps(cell: &Cell) -> Option<String> {
    Some(words(&cell.text)).filter(|text| !text.is_empty())
}

fn listing(cell: &Cell, operations: &[Operation]) -> Result<Vec<String>, Problem> {
    let names = list(&cell.text);
    for (index, name) in names.iter().enumerate() {
        if !operations.iter().any(|operation| operation.name == *name) {
            return Err(cell.place.problem(format!("the list has {name}, which is no operation"), "mend the list"));
        }
        if names[..index].contains(name) {
            return Err(cell.place.problem(format!("the list has {name} twice"), "take one out"));
        }
    }
    Ok(names)
}
