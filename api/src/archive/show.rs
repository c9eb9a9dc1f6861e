//! `GET …/files/{file}`, the community's part: whether the caller may see the file. The gate then serves its bytes.
//!
//! Invariant: a file of something that can be hidden is visible to those who see that thing now; earlier access does
//! not count.

use super::sql::{self, FoundFile};
use crate::answer::HandlerResult;
use crate::bind;
use crate::matters;
use crate::object::Cx;
use domain::access::Subject;
use domain::archive::{FileId, OwnerKind, SeenFile, Visibility};
use domain::contract::Empty;
use domain::ids::{CommunityCode, MemberId};

/// The most owners that are checked for one file: the same bytes are attached to few.
const LOOKED_AT: u32 = 20;

/// Who sees an owner and so its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileAudience {
    Nobody,
    Caller,
    Everybody,
}

crate::handle!(ShowFile, show_file);
pub fn show_file(cx: &Cx<'_>, (_, file): (CommunityCode, FileId), _: &(), _: &Empty) -> HandlerResult<SeenFile> {
    let caller = cx.standing().member;
    let found: Option<FoundFile> = cx.read_first(sql::SEEN, bind![caller, file])?;
    let Some(FoundFile { kind, is_public, is_shown_somewhere, is_restricted, brought_by }) = found else {
        return cx.refuse_absent();
    };
    let is_own = caller.is_some() && caller == brought_by;
    let sight = if is_shown_somewhere && !is_public { where_shown(cx, file)? } else { FileAudience::Nobody };
    let (visibility, subject) = match sight {
        _ if is_public => (Visibility::Public, Subject::Public),
        FileAudience::Everybody => (Visibility::WhileShown, Subject::Public),
        FileAudience::Caller => (Visibility::Restricted, of(caller)),
        // A caller who may not read a hidden post may not see its files either, whatever office the caller holds.
        FileAudience::Nobody if is_shown_somewhere && !is_restricted && !is_own => return cx.refuse_absent(),
        // The uploader may have closed the account; the file is attached to something nevertheless.
        FileAudience::Nobody => (Visibility::Restricted, of(brought_by)),
    };
    cx.allow(&subject)?;
    Ok(SeenFile { file, kind, visibility })
}

fn of(member: Option<MemberId>) -> Subject {
    member.map_or(Subject::Community, |member| Subject::Member { member, household: None, grid: None })
}

fn where_shown(cx: &Cx<'_>, file: FileId) -> HandlerResult<FileAudience> {
    let mut best = FileAudience::Nobody;
    for row in cx.run(sql::WHERE_SHOWN, bind![file, LOOKED_AT])? {
        let sight = match row.parsed(0)? {
            OwnerKind::Matter => matters::sight_of_matter(cx, row.parsed(1)?)?,
            OwnerKind::Post => matters::sight_of_post(cx, row.parsed(1)?)?,
            OwnerKind::Meeting | OwnerKind::Case => FileAudience::Nobody,
        };
        best = best.max(sight);
    }
    Ok(best)
}
