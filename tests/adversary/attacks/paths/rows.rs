//! All rows of all objects of a stopped server, for comparison.

use crate::template::{class_databases, open_database};
use rusqlite::types::ValueRef;
use std::collections::BTreeMap;
use std::path::Path;

/// Counters and times that any request may change, even a refused one.
const MOVING: [&str; 5] = ["rates", "due", "revisions", "sessions", "_cf_METADATA"];

/// Object and table, with its rows.
pub struct Rows(BTreeMap<(String, String), Vec<String>>);

impl Rows {
    pub fn of(data: &Path) -> Self {
        let mut all = BTreeMap::new();
        for class in ["linli-community", "linli-region", "linli-archive"] {
            for path in class_databases(data, class) {
                let db = open_database(&path);
                let file = format!("{class}/{}", path.file_stem().unwrap_or_default().to_string_lossy());
                all.insert((file.clone(), String::new()), vec!["the object".to_owned()]);
                let tables: Vec<String> = db
                    .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                    .and_then(|mut rows| rows.query_map([], |row| row.get(0))?.collect())
                    .expect("the tables");
                for table in tables.into_iter().filter(|table| !MOVING.contains(&table.as_str())) {
                    let mut statement = db.prepare(&format!("select * from \"{table}\"")).expect("a table");
                    let columns = statement.column_count();
                    let text = |row: &rusqlite::Row<'_>| -> rusqlite::Result<String> {
                        (0..columns).map(|at| Ok(shown(row.get_ref(at)?) + "|")).collect()
                    };
                    let mut rows: Vec<String> =
                        statement.query_map([], text).and_then(Iterator::collect).expect("the rows");
                    rows.sort_unstable();
                    all.insert((file.clone(), table), rows);
                }
            }
        }
        Self(all)
    }

    /// Tables whose rows differ, with the numbers before and after.
    pub fn changed(&self, after: &Self) -> Vec<String> {
        let keys: std::collections::BTreeSet<_> = self.0.keys().chain(after.0.keys()).collect();
        let differs = keys.into_iter().filter(|key| self.0.get(*key) != after.0.get(*key));
        let count = |rows: Option<&Vec<String>>| rows.map_or(0, Vec::len);
        differs
            .map(|key| format!("{}/{} {} → {}", key.0, key.1, count(self.0.get(key)), count(after.0.get(key))))
            .collect()
    }
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => domain::journal::to_hex(bytes),
    }
}
