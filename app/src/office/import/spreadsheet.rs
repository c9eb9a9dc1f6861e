//! A spreadsheet (XLSX, XLS) to rows of text, by a library in a file of its own: an import of plain text never loads
//! it.

use crate::lazy_modules::lazy_modules;
use calamine::{Data, Reader, open_workbook_auto_from_rs};
use std::io::Cursor;

lazy_modules! {
    /// The rows of a spreadsheet.
    office_spreadsheet_file(Vec<u8>) -> Option<Vec<(u32, Vec<String>)>> = spreadsheet_rows;
}

/// Rows with their numbers, of the first sheet that has any; `None` if it is no spreadsheet.
pub fn spreadsheet_rows(bytes: Vec<u8>) -> Option<Vec<(u32, Vec<String>)>> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(bytes)).ok()?;
    let names = book.sheet_names();
    let range = names.iter().find_map(|name| book.worksheet_range(name).ok().filter(|range| !range.is_empty()))?;
    let first = range.start().map_or(0, |(row, _)| row) + 1;
    Some((first..).zip(range.rows()).map(|(number, cells)| (number, cells.iter().map(text).collect())).collect())
}

/// A cell as it would be typed: days as days, whole numbers without a point.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
