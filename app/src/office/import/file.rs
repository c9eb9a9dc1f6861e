//! From a chosen file to rows of cells.
//!
//! The browser decodes text as UTF-8 or else as GB18030, whichever leaves fewer unreadable places; those stay marked,
//! and only their own line is refused. Spreadsheets are read by a library in a file of its own.

use domain::limits;
use domain::members::import::{Column, Fields, ImportCell, ImportLine, find_heading, read_table};
use wasm_bindgen_futures::JsFuture;

/// Why a file cannot be used at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadFile {
    TooLarge,
    Unreadable,
    /// No row names the columns.
    NoHeading,
    NoLines,
    TooManyLines,
}

/// A file with the rows below its headings.
#[derive(Clone)]
pub struct Table {
    pub name: String,
    pub headings: Vec<String>,
    pub columns: Vec<Option<Column>>,
    /// With the number of each row in the file.
    rows: Vec<(u32, Vec<String>)>,
}

pub type Rows = Vec<(u32, Vec<String>)>;

pub async fn read_import_file(file: web_sys::File) -> Result<Table, BadFile> {
    let name = file.name();
    table(name, file_rows(file_bytes(file).await?).await?)
}

pub async fn file_bytes(file: web_sys::File) -> Result<Vec<u8>, BadFile> {
    #[expect(clippy::cast_precision_loss, reason = "a limit in the megabytes")]
    if file.size() > limits::IMPORT_FILE_BYTES_MAX as f64 {
        return Err(BadFile::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| BadFile::Unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The rows of a text or of a spreadsheet, each with its number in the file.
pub async fn file_rows(bytes: Vec<u8>) -> Result<Rows, BadFile> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        super::spreadsheet::office_spreadsheet_file(bytes).await.ok_or(BadFile::Unreadable)
    } else {
        Ok(read_table(&decode_text(&bytes)?))
    }
}

fn table(name: String, rows: Rows) -> Result<Table, BadFile> {
    let heads: Vec<Vec<String>> =
        rows.iter().take(limits::IMPORT_HEADING_ROWS_MAX).map(|(_, cells)| cells.clone()).collect();
    let heading = find_heading(&heads).ok_or(BadFile::NoHeading)?;
    let headings = heads.get(heading.row).cloned().unwrap_or_default();
    let rows: Rows = rows.into_iter().skip(heading.row + 1).filter(|(_, cells)| !is_blank(cells)).collect();
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    match count {
        0 => Err(BadFile::NoLines),
        count if count > limits::IMPORT_LINES_MAX => Err(BadFile::TooManyLines),
        _ => Ok(Table { name, headings, columns: heading.columns, rows }),
    }
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

pub fn decode_text(bytes: &[u8]) -> Result<String, BadFile> {
    let with = |label: &str| {
        let decoder = web_sys::TextDecoder::new_with_label(label).map_err(|_| BadFile::Unreadable)?;
        decoder.decode_with_u8_array(bytes).map_err(|_| BadFile::Unreadable)
    };
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return with("utf-16le");
    }
    let lost = |text: &str| text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let text = with("utf-8")?;
    if lost(&text) == 0 {
        return Ok(text);
    }
    let other = with("gb18030")?;
    Ok(if lost(&other) < lost(&text) { other } else { text })
}

impl Table {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The first cell of a column that is not empty.
    pub fn example(&self, at: usize) -> String {
        let cells = self.rows.iter().filter_map(|(_, cells)| cells.get(at)).map(|cell| cell.trim());
        cells.take(50).find(|cell| !cell.is_empty()).unwrap_or_default().chars().take(24).collect()
    }

    /// The lines to be sent; merged household cells are filled from the line above.
    pub fn lines(&self) -> Vec<ImportLine> {
        let mut above: Option<Fields> = None;
        let mut lines = Vec::with_capacity(self.rows.len());
        for (number, cells) in &self.rows {
            let mut values = vec![String::new(); Column::ALL.len()];
            for (column, cell) in self.columns.iter().zip(cells) {
                if let Some(column) = column {
                    cell.clone_into(&mut values[*column as usize]);
                }
            }
            let own = Fields::new(&values);
            let filled = above.as_ref().and_then(|above| own.filled_from(above));
            let from_above = filled.is_some();
            let fields = filled.unwrap_or(own);
            let values = fields.clone().into_values().into_iter().map(ImportCell).collect();
            lines.push(ImportLine { line: *number, values, from_above });
            above = Some(fields);
        }
        lines
    }
}
