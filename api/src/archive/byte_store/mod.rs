//! The bytes of one community's files.
//!
//! Invariant: a blob's name is the hash of its bytes, computed here and taken from nobody. A blob is deleted only when
//! its community, asked by the alarm, does not know it, and it was not stored again while the question was under way.

mod sql;

pub use sql::ORIGIN;

use crate::answer::HandlerError;
use crate::bind;
use crate::db::{Db, TransactionOutcome};
use domain::archive::FileId;
use domain::ids::CommunityCode;
use domain::limits;
use domain::time::{DAY, HOUR, UtcMillis};

/// Stores bytes under their hash; bytes already there are the same. An archive belongs to one community for ever.
pub fn store_bytes(
    db: &dyn Db,
    now: UtcMillis,
    community: &CommunityCode,
    bytes: Vec<u8>,
) -> Result<FileId, HandlerError> {
    let file = FileId::of(&bytes);
    let check_at = now.plus(limits::ARCHIVE_FIRST_CHECK_HOURS * HOUR);
    db.run(sql::KEEP_ORIGIN, bind![community.as_str()])?;
    let origin = db.run(sql::ORIGIN, &[])?;
    if !origin.first().is_some_and(|row| row.text(0).as_deref() == Ok(community.as_str())) {
        return Err(HandlerError::Fault(format!("the archive of another community is asked to store for {community}")));
    }
    db.run(sql::PUT, bind![file, bytes, now, check_at])?;
    Ok(file)
}

pub fn load_bytes(db: &dyn Db, file: FileId) -> Result<Option<Vec<u8>>, HandlerError> {
    let rows = db.run(sql::GET, bind![file])?;
    Ok(rows.first().map(|row| row.blob(0)).transpose()?)
}

/// A question to the community: whether it knows these files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileQuestion {
    pub community: String,
    pub files: Vec<FileId>,
    pub asked_at: UtcMillis,
}

/// The question to ask now; `None` when nothing is due.
pub fn due_question(db: &dyn Db, now: UtcMillis) -> Result<Option<FileQuestion>, HandlerError> {
    let Some(origin) = db.run(sql::ORIGIN, &[])?.into_iter().next() else { return Ok(None) };
    let rows = db.run(sql::DUE, bind![now, limits::ARCHIVE_CHECK_FILES])?;
    if rows.is_empty() {
        return Ok(None);
    }
    let files = rows.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?;
    Ok(Some(FileQuestion { community: origin.text(0)?, files, asked_at: now }))
}

/// Keeps the known files and deletes the rest; returns how many were deleted.
pub fn settle_question(db: &dyn Db, question: &FileQuestion, known: &[FileId]) -> Result<usize, HandlerError> {
    let list = |wanted: bool| {
        let files: Vec<_> = question.files.iter().filter(|file| known.contains(file) == wanted).collect();
        serde_json::to_string(&files).map_err(|error| HandlerError::Fault(error.to_string()))
    };
    let (kept, gone) = (list(true)?, list(false)?);
    let later = question.asked_at.plus(limits::ARCHIVE_CHECK_DAYS * DAY);
    let mut result = Ok(0);
    db.transaction(&mut || {
        result = db.run(sql::ASK_LATER, bind![later, kept.as_str(), question.asked_at]).and_then(|_| {
            db.run(sql::BLANK, bind![gone.as_str(), question.asked_at])?;
            let dropped = db.run(sql::DROP, bind![gone.as_str(), question.asked_at])?;
            Ok(dropped.len())
        });
        if result.is_ok() { TransactionOutcome::Commit } else { TransactionOutcome::RollBack }
    })?;
    Ok(result?)
}

/// When the alarm should ring next.
pub fn next_check(db: &dyn Db) -> Result<Option<UtcMillis>, HandlerError> {
    Ok(db.run(sql::NEXT, &[])?.first().map_or(Ok(None), |row| row.maybe_time(0))?)
}
