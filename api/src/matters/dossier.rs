//! A matter as the dossier of its case has it: what everybody may read, whoever asks.

use super::lists::{review, version};
use super::sql;
use crate::answer::Answer;
use crate::archive::all_files_of_each;
use crate::bind;
use crate::community::Cx;
use domain::archive::OwnerKind;
use domain::decisions::DossierMatter;
use domain::ids::MatterId;
use domain::matters::{MatterAnswerRow, MatterSummaryRow, Viewer, may_see};

/// Nothing where there is no such matter, or none that strangers see.
pub fn of_dossier(cx: &Cx<'_>, id: MatterId) -> Answer<Option<DossierMatter>> {
    let Some(row) = cx.first(sql::DOSSIER, bind![id])? else { return Ok(None) };
    let stranger = Viewer { member: None, household: None, office: None, is_supervisor: false, has_cosigned: false };
    if !may_see(row.parsed(2)?, &stranger, false) {
        return Ok(None);
    }
    let summary = row
        .maybe_time(10)?
        .map(|at| -> Answer<_> { Ok(MatterSummaryRow { at, text: row.maybe_text(11)?.unwrap_or_default() }) });
    let answer = row.maybe_time(12)?.map(|at| -> Answer<_> {
        Ok(MatterAnswerRow { at, outcome: row.parsed(13)?, reason: row.maybe_text(14)?.unwrap_or_default() })
    });
    let files = all_files_of_each(cx, OwnerKind::Matter, &[id.to_string()])?.pop().unwrap_or_default();
    Ok(Some(DossierMatter {
        title: row.text(0)?,
        item: row.text(1)?,
        proposed_at: row.time(3)?,
        cosigned: row.count(4)?,
        cosigners: row.count(5)?,
        reviews: cx.run(sql::REVIEWS, bind![id])?.iter().map(review).collect::<Answer<_>>()?,
        versions: cx.run(sql::VERSIONS, bind![id])?.iter().map(version).collect::<Answer<_>>()?,
        discussed_until: row.maybe_time(6)?,
        posts_for: row.count(7)?,
        posts_against: row.count(8)?,
        posts_neutral: row.count(9)?,
        summary: summary.transpose()?,
        answer: answer.transpose()?,
        files: files.into_iter().map(Into::into).collect(),
    }))
}
