//! Rows of the store are read by name (`api/src/db/rows.rs`); only the first columns may be read by position.

use super::SourceFile;

/// A column further right than this is easily taken for its neighbour.
pub const COLUMN_MAX: u32 = 3;

pub fn check_rows(files: &[SourceFile], complaints: &mut Vec<String>) {
    for file in files.iter().filter(|file| file.path.starts_with("api/src/") && file.ends_with(&["rs"])) {
        let columns = columns_read(file.text.as_deref().unwrap_or_default());
        for column in columns.into_iter().filter(|column| *column > COLUMN_MAX) {
            complaints.push(format!("{}: column {column} is read by position; declare the row with `row!`", file.path));
        }
    }
}

/// The columns of `row.text(17)` and its like.
pub fn columns_read(text: &str) -> Vec<u32> {
    let calls = text.split("row.").skip(1);
    let column = |call: &str| {
        let (method, rest) = call.split_once('(')?;
        let is_method = method.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let argument = rest.split(')').next()?;
        if is_method { argument.parse().ok() } else { None }
    };
    calls.filter_map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positional_reads_are_found() {
        let text = "row.text(17)?; row.parsed::<A>(2); row.flag(COLUMN); row.maybe_time(0)";
        assert_eq!(columns_read(text), [17, 0]);
        let file = SourceFile { path: "api/src/a/b.rs".into(), bytes: 0, text: Some(text.into()) };
        let mut complaints = Vec::new();
        check_rows(&[file], &mut complaints);
        assert_eq!(complaints, ["api/src/a/b.rs: column 17 is read by position; declare the row with `row!`"]);
    }
}
