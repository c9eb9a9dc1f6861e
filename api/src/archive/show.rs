//! `GET …/files/{file}`, as the community sees it: whether the caller may see the file. The gate then gives its bytes out.

use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use domain::access::Subject;
use domain::archive::{FileId, SeenFile, Visibility};
use domain::contract::Empty;
use domain::ids::CommunityCode;

pub fn show_file(cx: &Cx<'_>, (_, file): (CommunityCode, FileId), _: &(), _: &Empty) -> Answer<SeenFile> {
    let caller = cx.standing().member;
    let Some(row) = cx.first(sql::SEEN, bind![caller, file])? else { return cx.absent() };
    let is_public = row.flag(1)?;
    let subject = match row.maybe_parsed(2)? {
        _ if is_public => Subject::Public,
        Some(member) => Subject::Member { member, household: None, grid: None },
        // Whoever brought it in closed the account; it is attached to something all the same.
        None => Subject::Community,
    };
    cx.allow(&subject)?;
    let visibility = if is_public { Visibility::Public } else { Visibility::Restricted };
    Ok(SeenFile { file, kind: row.parsed(0)?, visibility })
}
