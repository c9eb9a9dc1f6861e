//! `POST …/imports/{import}/undoing`: takes the last import back, as long as nothing depends on it; people who were
//! registered one by one since then do not prevent it.

use super::{roster, sql, standing};
use crate::answer::HandlerResult;
use crate::bind;
use crate::erasing;
use crate::members::read_sort_keys;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, ImportId};
use domain::members::import::{ImportRefusal, ImportState, ImportUndone};

crate::handle!(UndoImport, undo_import);
pub fn undo_import(
    cx: &Cx<'_>,
    (_, import): (CommunityCode, ImportId),
    _: &(),
    _: &Empty,
) -> HandlerResult<ImportUndone> {
    cx.allow(&Subject::Community)?;
    let standing = standing(cx, import)?;
    // Any other change to the roster since then has raised its revision, and this import was not moved on to that.
    if standing.state != ImportState::Confirmed || standing.roster != roster(cx)? {
        return Err(ImportRefusal::NotTheLast.into());
    }
    let people = cx.first(sql::IN_USE, bind![import])?.map_or(Ok(0), |row| row.count(0))?;
    if people > 0 {
        return Err(ImportRefusal::InUse { people }.into());
    }
    erasing::erase_soon(cx.db, cx.now, &["import_changes"])?;
    erasing::erase_tonight(cx.db, cx.now)?;
    let restored = cx.run(sql::RESTORE, bind![cx.now, import])?.len();
    for forget in [sql::FORGET_CHANGES, sql::FORGET_HEADS] {
        cx.run(forget, bind![import])?;
    }
    let removed = cx.run(sql::WITHDRAW, bind![cx.now, import])?.len();
    let after = roster(cx)?;
    cx.run(sql::DECIDE, bind!["undone", cx.now, after, import])?;
    // People registered one by one before or after it can still be taken back.
    cx.run(sql::GO_ALONG, bind![after, standing.roster, import])?;
    read_sort_keys(cx.db)?;
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    let undone = ImportUndone { removed: count(removed), restored: count(restored) };
    cx.journal(&import.to_string(), &serde_json::json!({ "removed": undone.removed, "restored": undone.restored }))?;
    cx.bump_revision(Feature::Members)?;
    Ok(undone)
}
