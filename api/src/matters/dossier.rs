//! A matter as in the dossier of its case: the public part, the same for every reader.

use super::lists::{read_review, read_version};
use super::sql;
use crate::answer::HandlerResult;
use crate::archive::all_files_of_each;
use crate::bind;
use crate::db::Db;
use crate::object::Cx;
use domain::archive::OwnerKind;
use domain::decisions::DossierMatter;
use domain::ids::MatterId;
use domain::journal::to_hex;
use domain::matters::{MatterAnswerRow, MatterSummaryRow, Stage, Viewer, may_see};
use domain::regions::CheckDraft;

/// `None` where there is no such matter, or none that the public sees.
pub fn of_dossier(cx: &Cx<'_>, id: MatterId) -> HandlerResult<Option<DossierMatter>> {
    let Some(row) = cx.first(sql::DOSSIER, bind![id])? else { return Ok(None) };
    if !is_public(row.parsed(2)?) {
        return Ok(None);
    }
    let summary = row
        .maybe_time(10)?
        .map(|at| -> HandlerResult<_> { Ok(MatterSummaryRow { at, text: row.maybe_text(11)?.unwrap_or_default() }) });
    let answer = row.maybe_time(12)?.map(|at| -> HandlerResult<_> {
        Ok(MatterAnswerRow { at, outcome: row.parsed(13)?, reason: row.maybe_text(14)?.unwrap_or_default() })
    });
    let files = all_files_of_each(cx, OwnerKind::Matter, &[id.to_string()])?.pop().unwrap_or_default();
    Ok(Some(DossierMatter {
        title: row.text(0)?,
        item: row.text(1)?,
        proposed_at: row.time(3)?,
        cosigned: row.count(4)?,
        cosigners: row.count(5)?,
        reviews: cx.run(sql::REVIEWS, bind![id])?.iter().map(read_review).collect::<HandlerResult<_>>()?,
        versions: cx.run(sql::VERSIONS, bind![id])?.iter().map(read_version).collect::<HandlerResult<_>>()?,
        discussed_until: row.maybe_time(6)?,
        posts_for: row.count(7)?,
        posts_against: row.count(8)?,
        posts_neutral: row.count(9)?,
        summary: summary.transpose()?,
        answer: answer.transpose()?,
        files: files.into_iter().map(Into::into).collect(),
    }))
}

/// Whether the public sees a matter at this stage.
pub fn is_public(stage: Stage) -> bool {
    may_see(stage, &Viewer::default(), false)
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
