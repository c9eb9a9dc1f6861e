//! `GET …/matters`, `…/matters/{matter}`, `…/versions` and `POST …/similar-matters`

use super::load::{current_viewer, find_for_reading};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::files_of;
use crate::bind;
use crate::db::Row;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::archive::Owner;
use domain::contract::{Empty, RequestError, page_before, page_limit};
use domain::ids::{CommunityCode, MatterId};
use domain::limits;
use domain::masking;
use domain::matters::{
    EventActor, FindSimilarRequest, MatterAnswerRow, MatterEvent, MatterRow, MatterSummaryRow, MatterVersion,
    MatterVersions, MatterView, Matters, MattersOf, MattersQuery, OwnRights, PreReviewRow, Rules, ShownAs,
    SimilarCandidate, SimilarMatters, Stage, TimelineRow, answer_due, may_see, offered_acts, rank_similar,
};
use domain::time::{HOUR, SECOND, UtcMillis};

fn row(now: UtcMillis, row: &Row) -> HandlerResult<MatterRow> {
    let (stored, until): (Stage, _) = (row.parsed(4)?, row.maybe_time(10)?);
    let is_over = stored == Stage::Discussing && until.is_some_and(|until| until <= now);
    let stage = if is_over { Stage::Discussed } else { stored };
    let handed_in = row.maybe_time(9)?.filter(|_| stage == Stage::PreReview);
    Ok(MatterRow {
        seq: row.int(0)?.unsigned_abs(),
        id: row.parsed(1)?,
        title: row.text(2)?,
        item: row.text(3)?,
        stage,
        proposed_at: row.time(5)?,
        cosigned: row.count(6)?,
        cosigners: row.count(7)?,
        posts: row.count(8)?,
        review_due: handed_in.map(|at| answer_due(at, Rules::current())),
        discussing_until: until,
        outcome: row.maybe_parsed(11)?,
    })
}

/// The stages in which this reader sees matters of others, as one parameter.
fn seen_stages(cx: &Cx<'_>) -> String {
    let viewer = current_viewer(cx);
    let seen = Stage::ALL.iter().filter(|stage| may_see(**stage, &viewer, false));
    serde_json::json!(seen.map(|stage| stage.as_str()).collect::<Vec<_>>()).to_string()
}

crate::handle!(ListMatters, list_matters);
pub fn list_matters(cx: &Cx<'_>, _: (CommunityCode,), query: &MattersQuery, _: &Empty) -> HandlerResult<Matters> {
    cx.allow(&Subject::Public)?;
    cx.set_etag(&[Feature::Matters, Feature::Members])?;
    let (before, limit) = (page_before(query.before), page_limit(query.limit));
    let rows = match (query.of, query.stage) {
        (Some(MattersOf::Mine), _) => cx.run(sql::MINE, bind![cx.member()?, before, limit])?,
        (_, None) => cx.run(sql::OF_STAGES, bind![seen_stages(cx), before, limit])?,
        (_, Some(Stage::Discussing)) => cx.run(sql::DISCUSSING, bind![cx.now, before, limit])?,
        (_, Some(Stage::Discussed)) => cx.run(sql::DISCUSSED, bind![cx.now, before, limit])?,
        (_, Some(stage)) if may_see(stage, &current_viewer(cx), false) => {
            cx.run(sql::OF_STAGE, bind![stage.as_str(), before, limit])?
        }
        (_, Some(_)) => vec![],
    };
    let matters = rows.iter().map(|found| row(cx.now, found)).collect::<HandlerResult<Vec<_>>>()?;
    let full = matters.len() == limit as usize;
    let next_before = matters.last().map(|last| last.seq).filter(|_| full);
    Ok(Matters { matters, next_before })
}

/// The discussions that are open now, newest first.
pub fn list_discussed(cx: &Cx<'_>, limit: u32) -> HandlerResult<Vec<MatterRow>> {
    cx.run(sql::DISCUSSING, bind![cx.now, page_before(None), limit])?.iter().map(|found| row(cx.now, found)).collect()
}

crate::handle!(ShowMatter, show_matter);
pub fn show_matter(cx: &Cx<'_>, (_, id): (CommunityCode, MatterId), _: &(), _: &Empty) -> HandlerResult<MatterView> {
    let found = find_for_reading(cx, id)?;
    cx.set_etag(&[Feature::Matters, Feature::Members])?;
    let (Some(one), Some(details)) = (cx.first(sql::ONE, bind![id])?, cx.first(sql::DETAILS, bind![id])?) else {
        return Err(RequestError::NotFound.into());
    };
    let summary = details.maybe_time(4)?.map(|at| -> HandlerResult<_> {
        Ok(MatterSummaryRow { at, text: details.maybe_text(5)?.unwrap_or_default() })
    });
    let answer = details.maybe_time(6)?.map(|at| -> HandlerResult<_> {
        let reason = details.maybe_text(8)?.unwrap_or_default();
        Ok(MatterAnswerRow { at, outcome: details.parsed(7)?, reason })
    });
    Ok(MatterView {
        row: row(cx.now, &one)?,
        text: details.text(3)?,
        version: found.matter.versions,
        files: files_of(cx, Owner::Matter(id))?,
        proposer: (found.shown == ShownAs::Named).then(|| masking::mask_name(&found.proposer_name)),
        reviews: cx.run(sql::REVIEWS, bind![id])?.iter().map(read_review).collect::<HandlerResult<Vec<_>>>()?,
        summary: summary.transpose()?,
        answer: answer.transpose()?,
        case_id: found.case_id,
        timeline: timeline(cx, id, found.matter.until)?,
        posts_for: details.count(0)?,
        posts_against: details.count(1)?,
        posts_neutral: details.count(2)?,
        mine: OwnRights {
            proposed: found.viewer.member == Some(found.matter.proposer),
            cosigned: found.viewer.has_cosigned,
            may: offered_acts(&found.matter, &found.viewer, cx.now),
        },
    })
}

pub(super) fn read_review(row: &Row) -> HandlerResult<PreReviewRow> {
    Ok(PreReviewRow {
        at: row.time(0)?,
        verdict: row.parsed(1)?,
        reason: row.text(2)?,
        destination: row.maybe_text(3)?,
        office: row.parsed(4)?,
        late: row.flag(5)?,
    })
}

/// The events, with the end of the discussion inserted at its time.
fn timeline(cx: &Cx<'_>, id: MatterId, until: Option<UtcMillis>) -> HandlerResult<Vec<TimelineRow>> {
    let mut rows = vec![];
    for row in cx.run(sql::EVENTS, bind![id])? {
        rows.push(TimelineRow { at: row.time(0)?, event: row.parsed(1)?, by: row.parsed(2)? });
    }
    if let Some(at) = until.filter(|until| *until <= cx.now) {
        let before = rows.partition_point(|row| row.at < at);
        rows.insert(before, TimelineRow { at, event: MatterEvent::DiscussionEnded, by: EventActor::Clock });
    }
    Ok(rows)
}

crate::handle!(ShowVersions, show_versions);
pub fn show_versions(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    _: &Empty,
) -> HandlerResult<MatterVersions> {
    find_for_reading(cx, id)?;
    cx.set_etag(&[Feature::Matters, Feature::Members])?;
    let versions = cx.run(sql::VERSIONS, bind![id])?.iter().map(read_version).collect::<HandlerResult<Vec<_>>>()?;
    Ok(MatterVersions { versions })
}

pub(super) fn read_version(row: &Row) -> HandlerResult<MatterVersion> {
    Ok(MatterVersion {
        number: row.count(0)?,
        at: row.time(1)?,
        by: row.parsed(2)?,
        title: row.text(3)?,
        text: row.text(4)?,
        summary: row.text(5)?,
    })
}

crate::handle!(FindSimilar, find_similar);
/// The typed text is not stored, only that the caller searched, so that searches can be limited.
pub fn find_similar(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &FindSimilarRequest,
) -> HandlerResult<SimilarMatters> {
    let member = cx.allow_self()?;
    let window = cx.now.0.div_euclid(HOUR) * HOUR;
    let counted = cx.first(sql::COUNT_SEARCH, bind![format!("similar:{member}"), window])?;
    if counted.map_or(Ok(1), |row| row.count(0))? > limits::SIMILAR_PER_HOUR {
        let retry_seconds = (window + HOUR - cx.now.0) / SECOND + 1;
        return Err(RequestError::TooMany { retry_seconds }.into());
    }
    let wanted = bind![seen_stages(cx), limits::SIMILAR_LOOKED_AT, limits::SIMILAR_CHARS];
    let looked_at = cx.run(sql::LIKE_WHAT, wanted)?;
    let texts = looked_at.iter().map(|row| Ok((row.parsed(0)?, row.text(1)?, row.text(2)?)));
    let texts: Vec<(MatterId, String, String)> = texts.collect::<Result<_, HandlerError>>()?;
    let candidates: Vec<_> = texts.iter().map(|(_, title, text)| SimilarCandidate { title, text }).collect();
    let alike: Vec<MatterId> =
        rank_similar(body.title.as_str(), body.text.as_str(), &candidates).into_iter().map(|at| texts[at].0).collect();
    let rows = cx.run(sql::THESE, bind![serde_json::json!(alike).to_string()])?;
    let mut matters = rows.iter().map(|found| row(cx.now, found)).collect::<HandlerResult<Vec<_>>>()?;
    matters.sort_by_key(|one| alike.iter().position(|id| *id == one.id));
    Ok(SimilarMatters { matters })
}
