//! `POST …/matters/{matter}/versions`, `…/summary` and `…/answer`

use super::load::{find_for_office, record_event};
use super::review::notify_proposer;
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ids::{CommunityCode, MatterId};
use domain::matters::{
    AddVersionRequest, AnswerMatterRequest, EventActor, MatterEvent, MatterStanding, Stage, SummariseMatterRequest,
    may_add_version, may_answer_matter, may_summarise,
};
use domain::notices::NoticeKind;

crate::handle!(AddVersion, add_version);
pub fn add_version(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &AddVersionRequest,
) -> HandlerResult<MatterStanding> {
    let found = find_for_office(cx, id)?;
    let by = cx.member()?;
    let before = cx.first(sql::NEWEST_TEXT, bind![id])?.map_or_else(|| Ok(String::new()), |row| row.text(0))?;
    may_add_version(&found.matter, before == body.text.as_str(), cx.now)?;
    let (number, text, summary) = (found.matter.versions + 1, body.text.as_str(), body.summary.as_str());
    let values = bind![id, number, cx.now, "committee", by, found.title.as_str(), text, summary];
    cx.run(sql::ADD_VERSION, values)?;
    cx.run(sql::SET_VERSION, bind![number, id])?;
    record_event(cx, id, MatterEvent::VersionAdded, EventActor::Committee)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "version": number }))?;
    Ok(found.standing(found.matter.stage(cx.now)))
}

crate::handle!(SummariseMatter, summarise_matter);
pub fn summarise_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &SummariseMatterRequest,
) -> HandlerResult<MatterStanding> {
    let found = find_for_office(cx, id)?;
    may_summarise(&found.matter, cx.now)?;
    cx.run(sql::SUMMARISE, bind![id, cx.now, body.text.as_str(), cx.member()?])?;
    record_event(cx, id, MatterEvent::Summarised, EventActor::Committee)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "version": found.matter.versions }))?;
    Ok(found.standing(Stage::Discussed))
}

crate::handle!(AnswerMatter, answer_matter);
/// The committee's answer closes the matter; its proposer is told, and everybody may read it.
pub fn answer_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &AnswerMatterRequest,
) -> HandlerResult<MatterStanding> {
    let found = find_for_office(cx, id)?;
    may_answer_matter(&found.matter, cx.now)?;
    let outcome = body.outcome.as_str();
    cx.run(sql::ANSWER, bind![id, cx.now, outcome, body.reason.as_str(), cx.member()?])?;
    cx.run(sql::SET_STAGE, bind![Stage::Done.as_str(), id])?;
    record_event(cx, id, MatterEvent::Answered, EventActor::Committee)?;
    let told = serde_json::json!({ "outcome": outcome, "reason": body.reason });
    notify_proposer(cx, &found, NoticeKind::MatterAnswered, told)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "outcome": outcome }))?;
    Ok(found.standing(Stage::Done))
}
