//! `POST …/imports` and `POST …/imports/{import}/dropping`

use super::{json, roster, sql, standing};
use crate::answer::HandlerResult;
use crate::db::Db;
use crate::object::Cx;
use crate::{bind, due, erasing, journal};
use domain::access::Subject;
use domain::ids::{CommunityCode, ImportId};
use domain::limits;
use domain::members::import::{ImportOpened, ImportRefusal, ImportState, OpenImportRequest};
use domain::process::{DueKind, DueNext};
use domain::sessions::Done;
use domain::time::{DAY, UtcMillis};

crate::handle!(OpenImport, open_import);
pub fn open_import(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &OpenImportRequest) -> HandlerResult<ImportOpened> {
    cx.allow(&Subject::Community)?;
    if !(1..=limits::IMPORT_LINES_MAX).contains(&body.lines) {
        return Err(ImportRefusal::TooManyLines { max: limits::IMPORT_LINES_MAX }.into());
    }
    let open = cx.first(sql::COUNT_OPEN, &[])?.map_or(Ok(0), |row| row.count(0))?;
    if open >= limits::IMPORTS_OPEN_MAX {
        return Err(ImportRefusal::TooManyOpen.into());
    }
    let import = cx.new_id(ImportId::from_parts);
    let headings: Vec<String> = body.headings.iter().map(|cell| shortened(&cell.0)).collect();
    let values = bind![
        import,
        body.file.as_str(),
        body.lines,
        json(&headings)?,
        json(&body.columns)?,
        roster(cx)?,
        cx.member()?,
        cx.now
    ];
    cx.run(sql::OPEN, values)?;
    due::set_due(cx.db, DueKind::Import, &import.to_string(), cx.now.plus(limits::IMPORT_OPEN_DAYS * DAY))?;
    // The file's name may contain a person's name: the journal stores only the number of lines.
    cx.journal(&import.to_string(), &serde_json::json!({ "lines": body.lines }))?;
    Ok(ImportOpened { import })
}

fn shortened(text: &str) -> String {
    text.chars().take(limits::NAME_CHARS_MAX).collect()
}

crate::handle!(DropImport, drop_import);
/// Deletes the lines of an import that will not be confirmed.
pub fn drop_import(
    cx: &Cx<'_>,
    (_, import): (CommunityCode, ImportId),
    _: &(),
    _: &domain::contract::Empty,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    if standing(cx, import)?.state != ImportState::Open {
        return Err(ImportRefusal::NotOpen.into());
    }
    cx.run(sql::DECIDE, bind!["dropped", cx.now, 0i64, import])?;
    erasing::erase_soon(cx.db, cx.now, &["import_lines"])?;
    cx.run(sql::FORGET_LINES, bind![import])?;
    cx.journal(&import.to_string(), &serde_json::json!({}))?;
    Ok(Done {})
}

/// An import that was not confirmed in time is dropped with its lines.
pub fn forget_import(db: &dyn Db, now: UtcMillis, import: &str) -> HandlerResult<DueNext> {
    if !db.run(sql::LAPSE, bind![now, import])?.is_empty() {
        erasing::erase_soon(db, now, &["import_lines"])?;
        db.run(sql::FORGET_LINES, bind![import])?;
        journal::append_row(db, now, "", "due/forget-import", import, "{}")?;
    }
    Ok(DueNext::Done)
}
