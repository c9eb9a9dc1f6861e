//! A SQLite file as read by somebody who has the file and no program: pages, the cells in them, the log beside it.
//!
//! Invariant: nothing here uses SQLite. A cell is identified by its page and its offset; SQLite writes each new cell of
//! a page below the one before, so within a page a higher offset is an older cell.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A folder of its own, deleted with the value.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("linli-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("store.sqlite")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A copy of the file and of the log beside it; the log is empty if there is none.
pub struct Copy {
    pub file: Vec<u8>,
    pub log: Vec<u8>,
}

pub fn read_copy(path: &Path) -> Copy {
    let log = PathBuf::from(format!("{}-wal", path.display()));
    Copy { file: std::fs::read(path).unwrap(), log: std::fs::read(log).unwrap_or_default() }
}

pub struct Cell {
    pub page: usize,
    pub offset: usize,
    /// From the beginning of the cell to the end of the page.
    pub bytes: Vec<u8>,
}

fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    bytes[at..at + length].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
}

fn page_bytes(file: &[u8]) -> usize {
    match number(file, 16, 2) {
        1 => 65_536,
        bytes => bytes,
    }
}

/// Every page of the file, in its order.
pub fn file_pages(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    file.chunks_exact(page_bytes(file))
}

/// Every page in the log, oldest first, including those of earlier rounds.
pub fn log_pages(copy: &Copy) -> impl Iterator<Item = &[u8]> {
    let frame = 24 + page_bytes(&copy.file);
    copy.log.get(32..).unwrap_or_default().chunks_exact(frame).map(|frame| &frame[24..])
}

/// The number of a table's first page, found by name in the schema.
pub fn root_page(file: &[u8], table: &str) -> usize {
    let mut found = 0;
    walk(file, 1, &mut |cell| {
        // type, name, table name, root, sql: all of them short enough for the page.
        let record = Record::of(&cell.bytes, true);
        if record.text(0) == b"table" && record.text(1) == table.as_bytes() {
            found = record.integer(3);
        }
    });
    assert_ne!(found, 0, "no table {table}");
    found
}

/// The cells of a table, page by page; within a page the oldest first.
pub fn table_cells(file: &[u8], table: &str) -> Vec<Cell> {
    let mut cells = vec![];
    walk(file, root_page(file, table), &mut |cell| cells.push(cell));
    cells.sort_by_key(|cell| (cell.page, usize::MAX - cell.offset));
    cells
}

fn walk(file: &[u8], page: usize, found: &mut dyn FnMut(Cell)) {
    let size = page_bytes(file);
    let bytes = &file[(page - 1) * size..page * size];
    let head = if page == 1 { 100 } else { 0 };
    let kind = bytes[head];
    let inner = matches!(kind, 2 | 5);
    let pointers = head + if inner { 12 } else { 8 };
    for at in 0..number(bytes, head + 3, 2) {
        let offset = number(bytes, pointers + 2 * at, 2);
        if inner {
            walk(file, number(bytes, offset, 4), found);
        }
        // In an index, cells between the children are rows as well; in a table they are not.
        match kind {
            2 => found(Cell { page, offset, bytes: bytes[offset + 4..].to_vec() }),
            10 | 13 => found(Cell { page, offset, bytes: bytes[offset..].to_vec() }),
            _ => {}
        }
    }
    if inner {
        walk(file, number(bytes, head + 8, 4), found);
    }
}

/// A record at the beginning of a cell.
struct Record<'b> {
    bytes: &'b [u8],
    /// Serial type and where the value begins.
    values: Vec<(usize, usize)>,
}

impl<'b> Record<'b> {
    /// `of_table`: the row's number is between length and record.
    fn of(bytes: &'b [u8], of_table: bool) -> Self {
        let mut at = 0;
        varint(bytes, &mut at);
        if of_table {
            varint(bytes, &mut at);
        }
        let begin = at;
        let head = varint(bytes, &mut at);
        let (mut values, mut value) = (vec![], begin + head);
        while at < begin + head {
            let kind = varint(bytes, &mut at);
            values.push((kind, value));
            value += length(kind);
        }
        Self { bytes, values }
    }

    fn text(&self, column: usize) -> &'b [u8] {
        let (kind, at) = self.values[column];
        self.bytes.get(at..at + length(kind)).unwrap_or_default()
    }

    fn integer(&self, column: usize) -> usize {
        let (kind, at) = self.values[column];
        if kind == 9 { 1 } else { number(self.bytes, at, length(kind)) }
    }
}

fn length(kind: usize) -> usize {
    match kind {
        0..=4 => kind,
        5 => 6,
        6 | 7 => 8,
        8..=11 => 0,
        _ => (kind - 12) / 2,
    }
}

fn varint(bytes: &[u8], at: &mut usize) -> usize {
    let mut value = 0;
    for _ in 0..9 {
        let byte = bytes[*at];
        *at += 1;
        value = value << 7 | usize::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    value
}

/// Where each of some strings of equal length occurs, as (part, offset), in the order of the parts.
pub fn find_occurrences<'p>(parts: impl Iterator<Item = &'p [u8]>, wanted: &[Vec<u8>]) -> Vec<Vec<(usize, usize)>> {
    const KEY: usize = 8;
    let length = wanted.first().map_or(KEY, Vec::len);
    // Indexed by the end of each, because ids begin with a time that many of them share.
    let by_end: HashMap<&[u8], Vec<usize>> =
        wanted.iter().enumerate().fold(HashMap::new(), |mut found, (which, bytes)| {
            found.entry(&bytes[length - KEY..]).or_default().push(which);
            found
        });
    // Most positions are not the end of any string: two bytes show that.
    let mut ends = vec![false; 1 << 16];
    for bytes in wanted {
        ends[number(bytes, length - 2, 2)] = true;
    }
    let mut seen = vec![vec![]; wanted.len()];
    for (part, bytes) in parts.enumerate() {
        for end in length..=bytes.len() {
            if !ends[usize::from(bytes[end - 2]) << 8 | usize::from(bytes[end - 1])] {
                continue;
            }
            for which in by_end.get(&bytes[end - KEY..end]).into_iter().flatten() {
                if bytes[end - length..end] == wanted[*which] {
                    seen[*which].push((part, end - length));
                }
            }
        }
    }
    seen
}
