//! The kinds of objects as their stores have them: what one is called in the log, and whether its store is its own.
//!
//! Invariant: the gate asks an object only when a region lists its code, so a store that does not know its own code is
//! lost, emptied or another's. Such an object answers nothing and writes nothing: an empty list would be believed, its archive
//! would throw its files away, and a second history would begin. Only what opens an object may find it empty.

use crate::db::{Db, DbError};
use crate::migrations::{self, Migration};
use crate::{archive, communities, region};

pub struct Kind {
    /// The word of the log.
    pub word: &'static str,
    /// Where its files are: the namespace's key in `api/worker.capnp`.
    pub folder: &'static str,
    pub migrations: &'static [Migration],
    own_code: &'static str,
    /// What may be asked of an object whose store is still empty.
    begins: fn(&str) -> bool,
}

pub const COMMUNITY: Kind = Kind {
    word: "community",
    folder: "linli-community",
    migrations: migrations::COMMUNITY,
    own_code: communities::sql::OWN_CODE,
    begins: |path| matches!(path, "/internal/open" | "/internal/open-demonstration"),
};

/// An office is opened where the region knows itself, which it looks at by itself.
pub const REGION: Kind = Kind {
    word: "region",
    folder: "linli-region",
    migrations: migrations::REGION,
    own_code: region::OWN_CODE,
    begins: |path| matches!(path, "/internal/open" | "/internal/lead" | "/internal/open-office") || is_of_country(path),
};

/// What an archive was told to keep tells whose it is; it begins with the first file.
pub const ARCHIVE: Kind = Kind {
    word: "archive",
    folder: "linli-archive",
    migrations: migrations::ARCHIVE,
    own_code: archive::store::ORIGIN,
    begins: |_| true,
};

/// The code in a path that has one: those by which objects are asked from within mostly have none.
fn code_in(path: &str) -> Option<&str> {
    match path.strip_prefix("/internal/blobs/") {
        Some(rest) => rest.split('/').next(),
        None => path.strip_prefix("/api/")?.split('/').nth(1),
    }
}

/// The country is real from the first start on, before anything has opened below it; its children are provinces.
fn is_of_country(path: &str) -> bool {
    code_in(path) == Some("0") || path.strip_prefix("/internal/knows/").is_some_and(|child| child.len() == 2)
}

impl Kind {
    /// The code that the store says is its own.
    fn own_code(&self, db: &dyn Db) -> Result<Option<String>, DbError> {
        db.run(self.own_code, &[])?.first().map(|row| row.text(0)).transpose()
    }

    /// Whether the store is that of the object which is asked. Says whether it was seen to be, which stays so.
    pub fn check(&self, db: &dyn Db, path: &str) -> Result<bool, String> {
        let asked = code_in(path);
        match self.own_code(db).map_err(|error| error.0)? {
            Some(own) if asked.is_none_or(|asked| asked == own) => Ok(asked.is_some()),
            Some(own) => Err(format!("the store is that of {own}")),
            None if (self.begins)(path) => Ok(false),
            None => Err("the store is empty: it was lost, or not restored".to_owned()),
        }
    }

    /// What the object is called in the log, with the file that an operator looks for. A store that cannot be read tells no
    /// code: then the path of the request does.
    pub fn name(&self, db: &dyn Db, path: &str, id: &str) -> String {
        let code = code_in(path).map(str::to_owned).or_else(|| self.own_code(db).ok().flatten());
        format!("{} {} (file {}/{id}.sqlite)", self.word, code.as_deref().unwrap_or("of a code unknown"), self.folder)
    }
}
