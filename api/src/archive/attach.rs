//! Attaching files, for the handlers of other features; inside their transaction and their journal row.
//!
//! Invariant: what is attached stays attached, in the order in which it came; only who may see it changes. An endpoint that
//! attaches lists [`domain::archive::Refusal::ATTACHING`] among its refusals.

use super::sql;
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use domain::archive::{self, Attaching, Attachment, FileId, Owner, OwnerKind, Visibility};

/// Attaches a file that the caller, or the worker who acts for the caller, brought in. Once more is no error and sets who
/// may see it.
pub fn attach(cx: &Cx<'_>, file: FileId, owner: Owner, visibility: Visibility) -> Answer<()> {
    let (member, actor) = (cx.member()?, cx.actor()?);
    let (kind, id) = (owner.kind().as_str(), owner.id());
    let is_callers = cx.first(sql::IS_OF, bind![file, member, actor])?.is_some();
    let found = cx.first(sql::ATTACHED, bind![file, kind, id.as_str()])?;
    let [attached, last, here] = match found {
        Some(row) => [row.count(0)?, row.count(1)?, row.count(2)?],
        None => [0; 3],
    };
    archive::attach(&Attaching { is_callers, kind: owner.kind(), is_attached_here: here > 0, attached })?;
    cx.run(sql::ATTACH, bind![kind, id, last + 1, file, visibility.as_str(), actor, cx.now])?;
    Ok(())
}

/// The files of one owner, in the order of attaching.
pub fn files_of(cx: &Cx<'_>, owner: Owner) -> Answer<Vec<Attachment>> {
    Ok(files_of_each(cx, owner.kind(), &[owner.id()])?.pop().unwrap_or_default())
}

/// The files of each owner of a list, in the order of the list, with one statement.
pub fn files_of_each(cx: &Cx<'_>, kind: OwnerKind, owners: &[String]) -> Answer<Vec<Vec<Attachment>>> {
    let mut of_each = vec![vec![]; owners.len()];
    let list = serde_json::to_string(owners).map_err(|error| Stop::Fault(error.to_string()))?;
    for row in cx.run(sql::OF_EACH, bind![list, kind.as_str()])? {
        let owner = row.text(0)?;
        let attachment =
            Attachment { file: row.parsed(1)?, kind: row.parsed(2)?, bytes: row.count(3)?, visibility: row.parsed(4)? };
        if let Some(at) = owners.iter().position(|id| *id == owner) {
            of_each[at].push(attachment);
        }
    }
    Ok(of_each)
}

/// Shows all files of an owner to everybody, or no longer: what a published decision or a hidden post asks for.
pub fn set_visibility(cx: &Cx<'_>, owner: Owner, visibility: Visibility) -> Answer<()> {
    cx.run(sql::SET_VISIBILITY, bind![visibility.as_str(), owner.kind().as_str(), owner.id()])?;
    Ok(())
}
