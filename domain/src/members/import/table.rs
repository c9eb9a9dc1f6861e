//! Comma-separated text, in and out.

use crate::members::{Kinship, Sex};
use crate::workbook::is_formula;

/// Reads comma-, semicolon- or tab-separated text with quotes, quoted line breaks and a byte order mark. Each row comes
/// with the number of its first line, as an editor shows it.
pub fn read_table(text: &str) -> Vec<(u32, Vec<String>)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter(text)).build();
    let (mut input, mut rows, mut row) = (text.as_bytes(), vec![], vec![]);
    let (mut cell, mut buffer) = (Vec::new(), [0u8; 1024]);
    let breaks = |bytes: &[u8]| bytes.iter().fold(0u32, |count, byte| count.saturating_add(u32::from(*byte == b'\n')));
    let (mut line, mut begins) = (1, 1);
    loop {
        if row.is_empty() && cell.is_empty() {
            // Empty lines, and the rest of the previous line break.
            let blank = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += breaks(&input[..blank]);
            input = &input[blank..];
            begins = line;
        }
        let (result, read, written) = reader.read_field(input, &mut buffer);
        line += breaks(&input[..read]);
        input = &input[read..];
        cell.extend_from_slice(&buffer[..written]);
        match result {
            csv_core::ReadFieldResult::InputEmpty | csv_core::ReadFieldResult::OutputFull => {}
            csv_core::ReadFieldResult::Field { record_end } => {
                row.push(String::from_utf8_lossy(&cell).into_owned());
                cell.clear();
                if record_end {
                    rows.push((begins, core::mem::take(&mut row)));
                }
            }
            csv_core::ReadFieldResult::End => return rows,
        }
    }
}

/// The most frequent separator in the first lines.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(5).collect();
    let count = |separator: u8| head.bytes().filter(|byte| *byte == separator).count();
    [b'\t', b';'].into_iter().find(|separator| count(*separator) > count(b',')).unwrap_or(b',')
}

/// Writes rows so that spreadsheet programs in China open them: UTF-8 with a byte order mark, and nothing that they
/// would run as a formula.
pub fn write_table(rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{FEFF}');
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            text.push_str(&quoted(cell));
        }
        text.push_str("\r\n");
    }
    text
}

fn quoted(cell: &str) -> String {
    let cell = if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// The words of an export, each of which an import reads as the same value; empty for no known value.
pub fn exported_words(sex: &str, kinship: &str, registered: bool) -> [&'static str; 3] {
    let sex = match sex.parse() {
        Ok(Sex::Female) => "女",
        Ok(Sex::Male) => "男",
        Err(_) => "",
    };
    let kinship = kinship.parse().map_or("", |kinship| match kinship {
        Kinship::Head => "户主",
        Kinship::Spouse => "配偶",
        Kinship::Child => "子女",
        Kinship::Parent => "父母",
        Kinship::Grandchild => "孙子女",
        Kinship::Grandparent => "祖父母",
        Kinship::Sibling => "兄弟姐妹",
        Kinship::Other => "其他",
    });
    [sex, kinship, if registered { "是" } else { "否" }]
}
