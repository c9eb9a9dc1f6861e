//! `POST …/files` and `GET …/file-room`, the community's part: the gate asks for room, stores the bytes, and then
//! registers them here. The rule is checked both times, because anything may have happened in between. Registering
//! requires the Archive's proof (`proof.rs`): every reader of a dossier knows the hashes.

use super::proof::{self, StoredFile};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::db::Db;
use crate::object::Cx;
use crate::{bind, due, journal};
use domain::archive::{FileId, FileRoom, KeptFile, Refusal, RoomFor, Stock, UploadFileRequest, check_room};
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::process::DueKind;
use domain::time::{DAY, UtcMillis, start_of};

crate::handle!(ShowFileRoom, show_file_room);
pub fn show_file_room(cx: &Cx<'_>, _: (CommunityCode,), asked: &RoomFor, _: &Empty) -> HandlerResult<FileRoom> {
    let member = cx.allow_self()?;
    let stock = stock(cx, member)?;
    match (asked.file, asked.bytes) {
        (None, None) => {}
        (Some(file), Some(bytes)) => {
            if !has_brought(cx, file, member)? {
                check_room(&stock, bytes)?;
            }
        }
        _ => return Err(HandlerError::Problem(RequestError::malformed("query", "file and bytes, or neither"))),
    }
    Ok(stock.room())
}

crate::handle!(UploadFile, upload_file);
pub fn upload_file(
    cx: &Cx<'_>,
    (code,): (CommunityCode,),
    _: &(),
    sent: &UploadFileRequest,
) -> HandlerResult<KeptFile> {
    let member = cx.allow_self()?;
    if !is_stored(cx, &code, sent)? {
        return Err(Refusal::NoSuchFile.into());
    }
    if !has_brought(cx, sent.file, member)? {
        check_room(&stock(cx, member)?, sent.bytes)?;
        cx.run(sql::REGISTER, bind![sent.file, sent.kind.as_str(), sent.bytes, cx.now])?;
        cx.run(sql::BRING, bind![sent.file, member, sent.bytes, cx.now])?;
        // A later upload of the same file starts the full period again.
        let (file, at) = (sent.file.to_string(), cx.now.plus(limits::FILE_UNUSED_DAYS * DAY));
        due::set_due(cx.db, DueKind::ForgetFile, &file, at)?;
        due::put_off(cx.db, DueKind::ForgetFile, &file, at)?;
    }
    let detail = serde_json::json!({ "kind": sent.kind, "bytes": sent.bytes });
    cx.journal(&sent.file.to_string(), &detail)?;
    Ok(KeptFile { file: sent.file, kind: sent.kind, bytes: sent.bytes })
}

/// Whether the Archive of this very community confirms it for this command.
fn is_stored(cx: &Cx<'_>, code: &CommunityCode, sent: &UploadFileRequest) -> HandlerResult<bool> {
    let Some(given) = cx.request.stored.as_deref() else { return Ok(false) };
    if cx.first(sql::IS_HERE, bind![code.as_str()])?.is_none() {
        return Ok(false);
    }
    let (key, cookie, on_behalf_of) = (&cx.request.key, &cx.request.cookie, &cx.request.on_behalf_of);
    let command = proof::command_digest(key.as_deref(), cookie.as_deref(), on_behalf_of.as_deref());
    Ok(proof::is_good(cx.secrets, cx.now, &StoredFile::of(code, sent), &command, given))
}

fn has_brought(cx: &Cx<'_>, file: FileId, member: MemberId) -> HandlerResult<bool> {
    Ok(cx.first(sql::BROUGHT, bind![file, member])?.is_some())
}

fn stock(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Stock> {
    let Some(row) = cx.first(sql::STOCK, bind![start_of(cx.now.day()), member])? else { return Ok(Stock::default()) };
    let bytes = |at| row.int(at).map(i64::unsigned_abs);
    Ok(Stock { files_today: row.count(0)?, member_bytes: bytes(1)?, community_bytes: bytes(2)? })
}

/// Forgets a file that is attached to nothing; its bytes are deleted when the Archive next asks about it.
pub fn forget_unused(db: &dyn Db, now: UtcMillis, file: &str) -> Result<(), HandlerError> {
    db.run(sql::FORGET_UPLOADS, bind![file])?;
    if !db.run(sql::FORGET, bind![file])?.is_empty() {
        journal::append_row(db, now, "", "due/forget-file", file, "{}")?;
    }
    Ok(())
}

/// Which of these files the community knows, for the Archive's question.
pub fn known_files(db: &dyn Db, files: &[FileId]) -> Result<Vec<FileId>, HandlerError> {
    let list = serde_json::to_string(files).map_err(|error| HandlerError::Fault(error.to_string()))?;
    db.run(sql::KNOWN, bind![list])?.iter().map(|row| Ok(row.parsed(0)?)).collect()
}
