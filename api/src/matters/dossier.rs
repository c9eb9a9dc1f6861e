//! A matter as in the dossier of its case: the public part, the same for every reader.

use super::sql::{self, DossierRow};
use crate::answer::HandlerResult;
use crate::archive::all_files_of_each;
use crate::bind;
use crate::db::Db;
use crate::object::Cx;
use domain::archive::OwnerKind;
use domain::decisions::DossierMatter;
use domain::ids::MatterId;
use domain::journal::to_hex;
use domain::matters::is_public;
use domain::regions::CheckDraft;

/// `None` where there is no such matter, or none that the public sees.
pub fn of_dossier(cx: &Cx<'_>, id: MatterId) -> HandlerResult<Option<DossierMatter>> {
    let found: Option<DossierRow> = cx.read_first(sql::DOSSIER, bind![id])?;
    let Some(found) = found.filter(|found| is_public(found.stage)) else { return Ok(None) };
    let files = all_files_of_each(cx, OwnerKind::Matter, &[id.to_string()])?.pop().unwrap_or_default();
    Ok(Some(DossierMatter {
        reviews: cx.read_all(sql::REVIEWS, bind![id])?,
        versions: cx.read_all(sql::VERSIONS, bind![id])?,
        files: files.into_iter().map(Into::into).collect(),
        ..found.matter
    }))
}

/// The newest version of the text, for the office of the street or township: only if it is public.
pub fn public_draft(db: &dyn Db, id: MatterId) -> HandlerResult<Option<CheckDraft>> {
    let rows = db.run(sql::NEWEST_VERSION, bind![id])?;
    let Some(row) = rows.first() else { return Ok(None) };
    if !is_public(row.parsed(2)?) {
        return Ok(None);
    }
    let text = row.text(1)?;
    let hash = to_hex(&crate::crypto::hash_sha256(text.as_bytes()));
    Ok(Some(CheckDraft { version: row.count(0)?, text, hash }))
}
