//! `GET …/matters`, `…/matters/{matter}`, `…/versions` and `POST …/similar-matters`

use super::load::{current_viewer, find_for_reading};
use super::sql::{self, MatterDetails};
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::files_of;
use crate::bind;
use crate::db::Value;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::archive::Owner;
use domain::contract::{Empty, Page, RequestError, page_below, page_limit};
use domain::ids::{CommunityCode, MatterId};
use domain::limits;
use domain::masking;
use domain::matters::{
    EventActor, FindSimilarRequest, MatterEvent, MatterRow, MatterVersions, MatterView, MattersOf, MattersQuery,
    OwnRights, ShownAs, SimilarCandidate, SimilarMatters, Stage, TimelineRow, may_see, offered_acts, rank_similar,
    stage_at,
};
use domain::time::{HOUR, SECOND, UtcMillis};

/// Matters in their present stages.
fn read_matters(cx: &Cx<'_>, statement: &'static str, values: &[Value]) -> HandlerResult<Vec<MatterRow>> {
    let mut matters: Vec<MatterRow> = cx.read_all(statement, values)?;
    for matter in &mut matters {
        matter.stage = stage_at(matter.stage, matter.discussing_until, cx.now);
    }
    Ok(matters)
}

/// The stages in which this reader sees matters of others, as one parameter.
fn seen_stages(cx: &Cx<'_>) -> String {
    let viewer = current_viewer(cx);
    let seen = Stage::ALL.iter().filter(|stage| may_see(**stage, &viewer, false));
    serde_json::json!(seen.map(|stage| stage.as_str()).collect::<Vec<_>>()).to_string()
}

crate::handle!(ListMatters, list_matters);
pub fn list_matters(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &MattersQuery,
    _: &Empty,
) -> HandlerResult<Page<MatterRow>> {
    cx.allow(&Subject::Public)?;
    cx.set_etag(&[Feature::Matters, Feature::Members, Feature::Decisions])?;
    let (below, limit) = (page_below(query.after), page_limit(query.limit));
    let matters = match (query.of, query.stage) {
        (Some(MattersOf::Mine), _) => read_matters(cx, sql::MINE, bind![cx.member()?, below, limit])?,
        (_, None) => read_matters(cx, sql::OF_STAGES, bind![seen_stages(cx), below, limit])?,
        (_, Some(Stage::Discussing)) => read_matters(cx, sql::DISCUSSING, bind![cx.now, below, limit])?,
        (_, Some(Stage::Discussed)) => read_matters(cx, sql::DISCUSSED, bind![cx.now, below, limit])?,
        (_, Some(stage)) if may_see(stage, &current_viewer(cx), false) => {
            read_matters(cx, sql::OF_STAGE, bind![stage.as_str(), below, limit])?
        }
        (_, Some(_)) => vec![],
    };
    Ok(Page::cut(matters, limit, |matter| matter.seq))
}

/// The discussions that are open now, newest first.
pub fn list_discussed(cx: &Cx<'_>, limit: u32) -> HandlerResult<Vec<MatterRow>> {
    read_matters(cx, sql::DISCUSSING, bind![cx.now, page_below(None), limit])
}

crate::handle!(ShowMatter, show_matter);
pub fn show_matter(cx: &Cx<'_>, (_, id): (CommunityCode, MatterId), _: &(), _: &Empty) -> HandlerResult<MatterView> {
    let found = find_for_reading(cx, id)?;
    cx.set_etag(&[Feature::Matters, Feature::Members, Feature::Decisions, Feature::Meetings])?;
    let row = read_matters(cx, sql::ONE, bind![id])?.pop();
    let details: Option<MatterDetails> = cx.read_first(sql::DETAILS, bind![id])?;
    let (row, details) = row.zip(details).ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    Ok(MatterView {
        row,
        text: details.text,
        version: found.matter.versions,
        files: files_of(cx, Owner::Matter(id))?,
        proposer: (found.shown == ShownAs::Named).then(|| masking::mask_name(&found.proposer_name)),
        reviews: cx.read_all(sql::REVIEWS, bind![id])?,
        summary: details.summary,
        answer: details.answer,
        case_id: found.case_id,
        meets: cx.read_first(sql::MEETS, bind![found.case_id])?,
        timeline: timeline(cx, id, found.matter.until)?,
        posts_for: details.posts_for,
        posts_against: details.posts_against,
        posts_neutral: details.posts_neutral,
        mine: OwnRights {
            proposed: found.viewer.member == Some(found.matter.proposer),
            cosigned: found.viewer.has_cosigned,
            may: offered_acts(&found.matter, &found.viewer, cx.now),
        },
    })
}

/// The events, with the end of the discussion inserted at its time.
fn timeline(cx: &Cx<'_>, id: MatterId, until: Option<UtcMillis>) -> HandlerResult<Vec<TimelineRow>> {
    let mut rows: Vec<TimelineRow> = cx.read_all(sql::EVENTS, bind![id])?;
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
    Ok(MatterVersions { versions: cx.read_all(sql::VERSIONS, bind![id])? })
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
    let mut matters = read_matters(cx, sql::THESE, bind![serde_json::json!(alike).to_string()])?;
    matters.sort_by_key(|one| alike.iter().position(|id| *id == one.id));
    Ok(SimilarMatters { matters })
}
