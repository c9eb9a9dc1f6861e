//! Importing a roster. See `domain::members::import` for the verdict on a line.
//!
//! State: lines that wait in `import_lines`, compared with one revision of the roster. Invariant: the roster changes
//! only by confirmation, in one transaction, and only at the revision that the lines were compared with. Identity
//! numbers are stored sealed from their arrival, and all lines are deleted once the import is decided.
//!
//! # From lines to people
//!
//! Lines arrive in pieces. A piece that is sent twice replaces itself. Confirming reads the stored cells again, with
//! the same rule. A counter that triggers keep (`revisions`, `roster`) tells whether the roster changed since the
//! comparison; if it did, nothing is written. Taking the last import back restores the people that it changed and
//! empties the rows that it added. The row stays, because a roll may have counted it.
//!
//! Neither a file nor taking it back changes the phone of somebody who ever signed in: the holder of the phone would
//! become that person. Such a line says so, and its other cells are written. A keyed hash finds a sealed identity
//! number. `stays`, kept by triggers, tells who lived where and when.

mod confirm;
mod export;
mod fill;
mod open;
mod report;
pub(crate) mod sql;
mod undo;

pub use open::forget_import;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::contract::RequestError;
use domain::ids::ImportId;
use domain::members::import::{ImportRefusal, ImportState};
use sql::LoadedImport;

fn standing(cx: &Cx<'_>, import: ImportId) -> HandlerResult<LoadedImport> {
    cx.read_first(sql::IMPORT, bind![import])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))
}

/// An import whose lines may still change: open, and compared with the roster's present revision.
fn open_one(cx: &Cx<'_>, import: ImportId) -> HandlerResult<LoadedImport> {
    let standing = standing(cx, import)?;
    if standing.state != ImportState::Open {
        return Err(ImportRefusal::NotOpen.into());
    }
    if standing.roster != roster(cx)? {
        return Err(ImportRefusal::RosterChanged.into());
    }
    Ok(standing)
}

/// The roster's revision.
fn roster(cx: &Cx<'_>) -> HandlerResult<i64> {
    Ok(cx.first(sql::ROSTER_REVISION, &[])?.map_or(Ok(0), |row| row.int(0))?)
}

fn json<T: serde::Serialize>(value: &T) -> HandlerResult<String> {
    serde_json::to_string(value).map_err(|error| HandlerError::Fault(error.to_string()))
}

/// The context in which an identity number is sealed while its line waits.
fn line_context(import: ImportId, line: u32) -> [String; 3] {
    ["import-line".to_owned(), import.to_string(), line.to_string()]
}
