//! `POST …/matters/{matter}/versions`, `…/summary` and `…/answer`

use super::found::{find_for_office, note};
use super::review::tell_proposer;
use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::Cx;
use domain::ids::{CommunityCode, MatterId};
use domain::matters::{
    By, MatterAnswer, MatterEvent, MatterStanding, MatterSummary, MatterVersionDraft, Stage, answer, organise,
    summarise,
};
use domain::notices::NoticeKind;

pub fn add_version(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &MatterVersionDraft,
) -> Answer<MatterStanding> {
    let found = find_for_office(cx, id)?;
    let by = cx.member()?;
    let before = cx.first(sql::NEWEST_TEXT, bind![id])?.map_or_else(|| Ok(String::new()), |row| row.text(0))?;
    organise(&found.matter, before == body.text.as_str(), cx.now)?;
    let (number, text, summary) = (found.matter.versions + 1, body.text.as_str(), body.summary.as_str());
    let values = bind![id, number, cx.now, "committee", by, found.title.as_str(), text, summary];
    cx.run(sql::ADD_VERSION, values)?;
    cx.run(sql::SET_VERSION, bind![number, id])?;
    note(cx, id, MatterEvent::VersionAdded, By::Committee)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "version": number }))?;
    Ok(found.standing(found.matter.stage(cx.now)))
}

pub fn summarise_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &MatterSummary,
) -> Answer<MatterStanding> {
    let found = find_for_office(cx, id)?;
    summarise(&found.matter, cx.now)?;
    cx.run(sql::SUMMARISE, bind![id, cx.now, body.text.as_str(), cx.member()?])?;
    note(cx, id, MatterEvent::Summarised, By::Committee)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "version": found.matter.versions }))?;
    Ok(found.standing(Stage::Discussed))
}

/// The committee's answer closes the matter; its proposer is told, and everybody may read it.
pub fn answer_matter(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &MatterAnswer,
) -> Answer<MatterStanding> {
    let found = find_for_office(cx, id)?;
    answer(&found.matter, cx.now)?;
    let outcome = body.outcome.as_str();
    cx.run(sql::ANSWER, bind![id, cx.now, outcome, body.reason.as_str(), cx.member()?])?;
    cx.run(sql::SET_STAGE, bind![Stage::Done.as_str(), id])?;
    note(cx, id, MatterEvent::Answered, By::Committee)?;
    let told = serde_json::json!({ "outcome": outcome, "reason": body.reason });
    tell_proposer(cx, &found, NoticeKind::MatterAnswered, told)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "outcome": outcome }))?;
    Ok(found.standing(Stage::Done))
}
