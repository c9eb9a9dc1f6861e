//! The stores of an installation, by the codes of their communities and regions.
//!
//! Invariant: the folder stays unchanged, byte for byte. A store without a log is opened as immutable; a store with a
//! log is copied first, because SQLite folds the log in and leaves files behind that the server could not write to.

use super::sql;
use anyhow::{Context, Result, bail};
use hmac::{Hmac, KeyInit, Mac};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, DirBuilder, File};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

/// One object's store.
pub struct Store {
    pub code: String,
    pub name: String,
    pub file: PathBuf,
    db: Connection,
}

/// A row of a statement.
pub struct Row(Vec<Value>);

pub struct Installation {
    pub communities: BTreeMap<String, Store>,
    pub regions: BTreeMap<String, Store>,
    /// By the community whose files they contain.
    pub archives: BTreeMap<String, Store>,
    /// Stores of objects that were requested but never opened.
    pub unopened: Vec<PathBuf>,
    /// Stores that claim to be another object: kind, code, file.
    pub misplaced: Vec<(&'static str, String, PathBuf)>,
    _copies: Copies,
}

impl Installation {
    /// `data` is the folder that contains `objects`, of a stopped installation or of a copy.
    pub fn open(data: &Path) -> Result<Self> {
        let objects = data.join("objects");
        if !objects.is_dir() {
            bail!("{} holds no objects/; --data names the data folder of an installation", data.display());
        }
        if File::open(data.join("lock")).is_ok_and(|lock| lock.try_lock_shared().is_err()) {
            bail!("a server uses {}: stop it, or look at a copy", data.display());
        }
        let copies = Copies::new()?;
        let (mut unopened, mut misplaced) = (vec![], vec![]);
        let mut of = |class: &'static str, itself: &str| -> Result<BTreeMap<String, Store>> {
            let mut stores = BTreeMap::new();
            for file in databases(&objects.join(class))? {
                let db = copies.open(&file).with_context(|| format!("opening {}", file.display()))?;
                let own = rows(&db, itself, &[]).with_context(|| format!("reading {}", file.display()))?;
                match own.first() {
                    None => unopened.push(file),
                    Some(own) => {
                        let store = Store { code: own.text(0), name: own.text(1), file, db };
                        if store.file.file_stem().is_some_and(|stem| *stem == *object_id(class, &store.code)) {
                            stores.insert(store.code.clone(), store);
                        } else {
                            misplaced.push((class, store.code, store.file));
                        }
                    }
                }
            }
            Ok(stores)
        };
        let communities = of("linli-community", sql::COMMUNITY)?;
        let regions = of("linli-region", sql::REGION)?;
        let archives = of("linli-archive", sql::ARCHIVE)?;
        Ok(Self { communities, regions, archives, unopened, misplaced, _copies: copies })
    }

    pub fn counts(&self) -> [usize; 3] {
        [self.communities.len(), self.regions.len(), self.archives.len()]
    }
}

/// The name of an object's file: workerd derives it from the unique key of the class in `api/worker.capnp` and the name
/// of the object.
pub fn object_id(unique_key: &str, name: &str) -> String {
    let key: [u8; 32] = Sha256::digest(unique_key.as_bytes()).into();
    let half = |of: &[u8]| {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).expect("HMAC takes a key of any length");
        mac.update(of);
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        bytes[..16].to_vec()
    };
    let first = half(name.as_bytes());
    let whole = [first.clone(), half(&first)].concat();
    whole.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The databases of one class of objects, without its register of alarms.
fn databases(folder: &Path) -> Result<Vec<PathBuf>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(vec![]) };
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|end| end == "sqlite") && !file.ends_with("metadata.sqlite"));
    files.sort();
    Ok(files)
}

impl Store {
    pub fn connection(&self) -> &Connection {
        &self.db
    }

    /// The rows of a statement; none if the store's version does not have the table yet.
    pub fn rows(&self, sql: &str, values: &[&str]) -> Result<Vec<Row>> {
        rows(&self.db, sql, values).with_context(|| format!("reading {}", self.file.display()))
    }
}

fn rows(db: &Connection, sql: &str, values: &[&str]) -> Result<Vec<Row>> {
    let mut statement = match db.prepare(sql) {
        Ok(statement) => statement,
        Err(error) if error.to_string().contains("no such ") => return Ok(vec![]),
        Err(error) => return Err(error.into()),
    };
    let columns = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<_, _>>().map(Row);
    Ok(statement.query_map(rusqlite::params_from_iter(values), row)?.collect::<Result<_, _>>()?)
}

impl Row {
    /// A column as text; null becomes the empty text.
    pub fn text(&self, at: usize) -> String {
        match self.0.get(at) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Integer(number)) => number.to_string(),
            Some(Value::Real(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    pub fn number(&self, at: usize) -> i64 {
        match self.0.get(at) {
            Some(Value::Integer(number)) => *number,
            _ => 0,
        }
    }

    pub fn is_set(&self, at: usize) -> bool {
        self.number(at) != 0
    }
}

/// Copies of stores that had a log, only for this user; removed with the value.
struct Copies(PathBuf);

impl Copies {
    fn new() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("inspect-{}-{:x}", std::process::id(), nonce()));
        DirBuilder::new().mode(0o700).create(&folder).with_context(|| format!("creating {}", folder.display()))?;
        Ok(Self(folder))
    }

    fn open(&self, file: &Path) -> Result<Connection> {
        let log = PathBuf::from(format!("{}-wal", file.display()));
        if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
            let copy = self.0.join(format!("{:x}.sqlite", nonce()));
            fs::copy(file, &copy)?;
            fs::copy(&log, format!("{}-wal", copy.display()))?;
            return Ok(Connection::open(copy)?);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        Ok(Connection::open_with_flags(format!("file:{}?immutable=1", escaped(file)), flags)?)
    }
}

impl Drop for Copies {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A number that is unique in this process.
fn nonce() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// A path, escaped for an SQLite URI.
fn escaped(file: &Path) -> String {
    file.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}
