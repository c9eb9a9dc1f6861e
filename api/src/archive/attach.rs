//! Attaching files, for the handlers of other features; within their transaction and their journal row.
//!
//! Invariant: an attachment stays attached, in the position and for the purpose that it was given.

use super::sql::{self, AttachedFile};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::archive::{
    self, Attachment, AttachmentFacts, CaptionedFile, FileId, FilePurpose, Owner, OwnerKind, Refusal, Visibility,
};
use domain::contract::RequestError;
use domain::ids::MemberId;

/// A file with the purpose of its attachment and its caption.
#[derive(Debug, Clone, Copy)]
pub struct NewAttachment<'a> {
    pub file: FileId,
    pub purpose: FilePurpose,
    /// Empty where the owner itself says what the file is.
    pub caption: &'a str,
}

/// Attaches a file that the caller uploaded, or the worker who acts for the caller. Attaching it again is no error and
/// changes nothing. Returns whether this call attached it.
pub fn attach_file(cx: &Cx<'_>, owner: Owner, enclosed: &NewAttachment<'_>) -> HandlerResult<bool> {
    let (member, actor) = (cx.member()?, cx.actor()?);
    let NewAttachment { file, purpose, caption } = *enclosed;
    let (to, id) = (owner.kind(), owner.id());
    let of_two = cx.first(sql::OF_TWO, bind![file, member, actor])?;
    let callers = of_two.map(|row| row.parsed(0)).transpose()?;
    let found = cx.first(sql::ATTACHED, bind![purpose.as_str(), file, to.as_str(), id.as_str()])?;
    let (attached, last, here_as) = match found {
        Some(row) => (row.count(0)?, row.count(1)?, row.maybe_parsed(2)?),
        None => (0, 0, None),
    };
    let asked = AttachmentFacts { callers, to, purpose, here_as, attached };
    let is_new = archive::check_attachment(&asked)?;
    if is_new {
        let visibility = archive::attachment_visibility(to, purpose).as_str();
        let (to, purpose) = (to.as_str(), purpose.as_str());
        cx.run(sql::ATTACH, bind![to, id, last + 1, file, purpose, visibility, caption, actor, cx.now])?;
    }
    Ok(is_new)
}

/// Attaches the files of a draft, which may have none. Returns how many are newly attached.
pub fn attach_all(cx: &Cx<'_>, owner: Owner, purpose: FilePurpose, files: &[CaptionedFile]) -> HandlerResult<u32> {
    let count_max = archive::files_max(owner.kind(), purpose);
    if files.len() > count_max as usize {
        return Err(Refusal::TooManyAttached { count_max }.into());
    }
    let mut new = 0;
    for CaptionedFile { file, caption } in files {
        new += u32::from(attach_file(cx, owner, &NewAttachment { file: *file, purpose, caption: caption.as_str() })?);
    }
    Ok(new)
}

/// Attaches the files of a request that carries nothing else, so at least one. Returns how many are newly attached.
pub fn attach_some(cx: &Cx<'_>, owner: Owner, purpose: FilePurpose, files: &[CaptionedFile]) -> HandlerResult<u32> {
    if files.is_empty() {
        return Err(HandlerError::Problem(RequestError::malformed("files", "one file at least")));
    }
    attach_all(cx, owner, purpose, files)
}

/// File ids for the journal, which stores no text that people typed.
pub fn file_ids(files: &[CaptionedFile]) -> Vec<FileId> {
    files.iter().map(|one| one.file).collect()
}

/// The files of one owner, in the order of attaching.
pub fn files_of(cx: &Cx<'_>, owner: Owner) -> HandlerResult<Vec<Attachment>> {
    Ok(files_of_each(cx, owner.kind(), &[owner.id()])?.pop().unwrap_or_default())
}

/// The attachments of each listed owner, in list order, with one statement. A restricted file is included only for the
/// member who attached it and for callers who may see all files.
pub fn files_of_each(cx: &Cx<'_>, kind: OwnerKind, owners: &[String]) -> HandlerResult<Vec<Vec<Attachment>>> {
    let sees_all = cx.standing().may(domain::access::Capability::SeeFile, &domain::access::Subject::Community);
    let caller = cx.standing().member;
    every_file_of(cx, kind, owners, |attachment, by| {
        let visibility = archive::attachment_visibility(kind, attachment.purpose);
        visibility != Visibility::Restricted || sees_all || caller == Some(by)
    })
}

/// The same regardless of the caller: for results that must not depend on the caller and expose no captions.
pub fn all_files_of_each(cx: &Cx<'_>, kind: OwnerKind, owners: &[String]) -> HandlerResult<Vec<Vec<Attachment>>> {
    every_file_of(cx, kind, owners, |_, _| true)
}

fn every_file_of(
    cx: &Cx<'_>,
    kind: OwnerKind,
    owners: &[String],
    is_told: impl Fn(&Attachment, MemberId) -> bool,
) -> HandlerResult<Vec<Vec<Attachment>>> {
    let mut of_each = vec![vec![]; owners.len()];
    let list = serde_json::to_string(owners).map_err(|error| HandlerError::Fault(error.to_string()))?;
    for AttachedFile { owner, attachment, attached_by } in cx.read_all(sql::OF_EACH, bind![list, kind.as_str()])? {
        let is_told = is_told(&attachment, attached_by);
        if let Some(at) = owners.iter().position(|id| is_told && *id == owner) {
            of_each[at].push(attachment);
        }
    }
    Ok(of_each)
}
