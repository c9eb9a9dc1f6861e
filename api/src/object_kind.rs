//! The kinds of objects by their stores: the object's name in the log, and whether its store is its own.
//!
//! Invariant: the gate calls an object only when a region lists its code, so a store that does not know its own code is
//! lost, emptied or another's. Such an object answers nothing and writes nothing: an empty list would be believed, its
//! archive would delete its files, and a second history would begin. Only requests that open an object may find it
//! empty.

use crate::db::{Db, DbError};
use crate::migrations::{self, Migration};
use crate::{archive, communities, regions};
use domain::contract::Responder;

pub struct StoreKind {
    /// The word for it in the log.
    pub word: &'static str,
    /// The folder of its files: the namespace's key in `api/worker.capnp`.
    pub folder: &'static str,
    pub migrations: &'static [Migration],
    own_code: &'static str,
    /// Whether a request may reach an object whose store is still empty.
    begins: fn(&str) -> bool,
}

/// The namespace of the objects that answer, as the configuration names it. The gate has no object.
pub fn namespace_of(responder: Responder) -> &'static str {
    if responder == Responder::Region { "REGION" } else { "COMMUNITY" }
}

pub const COMMUNITY: StoreKind = StoreKind {
    word: "community",
    folder: "linli-community",
    migrations: migrations::COMMUNITY,
    own_code: communities::sql::OWN_CODE,
    begins: |path| matches!(path, "/internal/open" | "/internal/open-demonstration"),
};

/// An office may be opened only where the region exists; that request checks this by itself.
pub const REGION: StoreKind = StoreKind {
    word: "region",
    folder: "linli-region",
    migrations: migrations::REGION,
    own_code: regions::OWN_CODE,
    begins: |path| matches!(path, "/internal/open" | "/internal/lead" | "/internal/open-office") || is_of_country(path),
};

/// An archive's code is that of the community in its `origin` row, which is written with the first file.
pub const ARCHIVE: StoreKind = StoreKind {
    word: "archive",
    folder: "linli-archive",
    migrations: migrations::ARCHIVE,
    own_code: archive::byte_store::ORIGIN,
    begins: |_| true,
};

/// The code in a path; most internal paths have none.
fn code_in(path: &str) -> Option<&str> {
    match path.strip_prefix("/internal/blobs/") {
        Some(rest) => rest.split('/').next(),
        None => path.strip_prefix("/api/")?.split('/').nth(1),
    }
}

/// The country is real from the first start, before anything has opened below it; its children are provinces.
fn is_of_country(path: &str) -> bool {
    code_in(path) == Some("0") || path.strip_prefix("/internal/knows/").is_some_and(|child| child.len() == 2)
}

impl StoreKind {
    /// The code that the store contains as its own.
    fn own_code(&self, db: &dyn Db) -> Result<Option<String>, DbError> {
        db.run(self.own_code, &[])?.first().map(|row| row.text(0)).transpose()
    }

    /// Whether the store belongs to the called object. Returns whether that was verified; it then stays so.
    pub fn check(&self, db: &dyn Db, path: &str) -> Result<bool, String> {
        let asked = code_in(path);
        match self.own_code(db).map_err(|error| error.0)? {
            Some(own) if asked.is_none_or(|asked| asked == own) => Ok(asked.is_some()),
            Some(own) => Err(format!("the store is that of {own}")),
            None if (self.begins)(path) => Ok(false),
            None => Err("the store is empty: it was lost, or not restored".to_owned()),
        }
    }

    /// The object's name in the log, with the file that an operator looks for. If the store cannot be read, the code is
    /// taken from the request's path.
    pub fn name(&self, db: &dyn Db, path: &str, id: &str) -> String {
        let code = code_in(path).map(str::to_owned).or_else(|| self.own_code(db).ok().flatten());
        format!("{} {} (file {}/{id}.sqlite)", self.word, code.as_deref().unwrap_or("of a code unknown"), self.folder)
    }
}
