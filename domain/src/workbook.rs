//! A workbook (XLSX) with one sheet of text: what spreadsheet programs open with its Chinese signs and its long numbers
//! as they are.
//!
//! Invariant: no cell is a formula or a number, and none becomes one when somebody edits it. The files in the archive
//! are not compressed.

/// A spreadsheet program would take the text for a formula. Programs set to Chinese also accept full-width signs.
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// The style of a cell of text, of one that would be taken for a formula, and of the headings.
const TEXT: &str = "1";
const QUOTED: &str = "2";
const HEADING: &str = "3";
/// The widest column, in digits.
const WIDTH_MAX: usize = 60;
/// The first day that an archive can name, 1 January 1980: the same table gives the same file.
const NO_DATE: [u8; 4] = [0, 0, 0x21, 0];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Number format 49 is text; `quotePrefix` is the apostrophe that keeps it text when it is edited.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>"#;

/// The bytes of a workbook. The first row is the headings, which stay visible; `sheet` is the name on the tab.
pub fn write_workbook(sheet: &str, rows: &[Vec<String>]) -> Vec<u8> {
    let name: String = sheet.chars().filter(|sign| !"[]:*?/\\'".contains(*sign)).take(31).collect();
    let book = [
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name=""#,
        &escaped(&name),
        r#"" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ];
    let parts: [(&str, &[&str]); 6] = [
        ("[Content_Types].xml", &[TYPES]),
        ("_rels/.rels", &[RELATIONS]),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &[BOOK_RELATIONS]),
        ("xl/styles.xml", &[STYLES]),
        ("xl/worksheets/sheet1.xml", &[&sheet_text(rows)]),
    ];
    archive(&parts.map(|(name, pieces)| (name, [HEAD, &pieces.concat()].concat().into_bytes())))
}

fn sheet_text(rows: &[Vec<String>]) -> String {
    let mut text = String::from(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>"#,
    );
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default().max(1);
    for at in 0..columns {
        let width = rows.iter().filter_map(|row| row.get(at)).map(|cell| width_of(cell)).max().unwrap_or_default();
        let (at, width) = ((at + 1).to_string(), (width + 2).min(WIDTH_MAX).to_string());
        text.extend([
            r#"<col min=""#,
            &at,
            r#"" max=""#,
            &at,
            r#"" width=""#,
            &width,
            r#"" style="1" customWidth="1"/>"#,
        ]);
    }
    text.push_str("</cols><sheetData>");
    for (number, row) in rows.iter().enumerate() {
        text.push_str("<row>");
        for cell in row {
            let style = match (number, is_formula(cell)) {
                (_, true) => QUOTED,
                (0, false) => HEADING,
                (_, false) => TEXT,
            };
            text.extend([r#"<c t="inlineStr" s=""#, style, r#""><is><t xml:space="preserve">"#]);
            text.push_str(&escaped(cell));
            text.push_str("</t></is></c>");
        }
        text.push_str("</row>");
    }
    text.push_str("</sheetData></worksheet>");
    text
}

/// In digits: other signs than ASCII take the room of two.
fn width_of(cell: &str) -> usize {
    cell.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}

/// The text in XML, without the signs that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => safe.push(sign),
        }
    }
    safe
}

/// A ZIP archive of uncompressed files.
fn archive(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (vec![], vec![]);
    for (name, content) in files {
        let begin = four(bytes.len());
        let mut about = vec![10, 0, 0, 0, 0, 0];
        about.extend(NO_DATE);
        about.extend(checksum(content).to_le_bytes());
        about.extend(four(content.len()));
        about.extend(four(content.len()));
        about.extend(two(name.len()));
        about.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(content);
        directory.extend(b"PK\x01\x02\x0a\x00");
        directory.extend(&about);
        directory.extend([0; 10]);
        directory.extend(begin);
        directory.extend(name.as_bytes());
    }
    let (begin, length, count) = (four(bytes.len()), four(directory.len()), two(files.len()));
    bytes.extend(directory);
    bytes.extend(b"PK\x05\x06\x00\x00\x00\x00");
    bytes.extend(count);
    bytes.extend(count);
    bytes.extend(length);
    bytes.extend(begin);
    bytes.extend([0, 0]);
    bytes
}

fn two(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes()
}

fn four(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes()
}

/// CRC-32, as archives use it.
fn checksum(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = core::array::from_fn(|at| {
        (0..8).fold(u32::try_from(at).unwrap_or_default(), |rest, _| {
            if rest & 1 == 1 { (rest >> 1) ^ 0xedb8_8320 } else { rest >> 1 }
        })
    });
    !bytes.iter().fold(u32::MAX, |rest, byte| table[usize::from(rest.to_le_bytes()[0] ^ byte)] ^ (rest >> 8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(rows: &[&[&str]]) -> String {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
        String::from_utf8_lossy(&write_workbook("居民名册", &rows)).into_owned()
    }

    #[test]
    fn the_checksum_is_the_one_of_archives() {
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum(b""), 0);
    }

    #[test]
    fn every_cell_is_text_and_none_a_formula() {
        let text = book(&[&["姓名", "联系电话"], &["=1+1", "13800000006"], &["＝1＋1", "+86"], &["－1", "@x"]]);
        for formula in ["=1+1", "＝1＋1", "+86", "－1", "@x"] {
            let quoted = format!(r#"<c t="inlineStr" s="2"><is><t xml:space="preserve">{formula}</t>"#);
            assert!(text.contains(&quoted), "{formula}");
        }
        assert!(text.contains(r#"<c t="inlineStr" s="1"><is><t xml:space="preserve">13800000006</t>"#));
        assert!(text.contains(r#"<c t="inlineStr" s="3"><is><t xml:space="preserve">姓名</t>"#));
        assert!(!text.contains("<f>") && !text.contains("<v>"));
    }

    #[test]
    fn no_text_leaves_its_cell() {
        let text = book(&[&["</t></is></c><c><f>1</f></c>", "\"&\u{1}\u{ffff}"]]);
        assert!(!text.contains("<f>") && text.contains("&lt;f&gt;1&lt;/f&gt;") && text.contains("&quot;&amp;</t>"));
    }

    #[test]
    fn the_directory_names_where_each_file_begins() {
        let rows = [vec!["姓名".to_owned()]];
        let bytes = write_workbook("[名册]", &rows);
        assert_eq!(bytes, write_workbook("名册", &rows), "the name of the tab has no signs that are not allowed");
        let end = &bytes[bytes.len() - 22..];
        assert_eq!((&end[..4], end[8], end[10]), (&b"PK\x05\x06"[..], 6, 6));
        let at = |from: usize| u32::from_le_bytes(bytes[from..from + 4].try_into().unwrap()) as usize;
        let mut entry = at(bytes.len() - 6);
        for _ in 0..6 {
            assert_eq!(&bytes[entry..entry + 4], b"PK\x01\x02");
            let (file, name) = (at(entry + 42), usize::from(bytes[entry + 28]));
            assert_eq!(&bytes[file..file + 4], b"PK\x03\x04");
            assert_eq!(bytes[file + 4..file + 30], bytes[entry + 6..entry + 32], "the same facts in both places");
            entry += 46 + name;
        }
        assert_eq!(entry, bytes.len() - 22);
    }
}
