//! `POST …/matters/{matter}/posts`, `…/posts/{post}/text`, `…/withdrawal` and `…/reports`

use super::found::{Found, absent, find, find_for_acting, own};
use super::sql;
use super::talk::{Said, said};
use crate::answer::{Answer, Stop};
use crate::archive::{attach_all, names};
use crate::bind;
use crate::community::{Cx, Feature};
use domain::archive::{Owner, Purpose};
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{
    ModerationMode, PostDraft, PostReport, PostRevision, PostState, Posted, Rules, report, rewrite, take_back, write,
};
use domain::sessions::Done;
use domain::time::start_of;

/// A post with its matter.
pub fn find_post(cx: &Cx<'_>, id: PostId) -> Answer<Option<(Said, Found)>> {
    let Some(row) = cx.first(sql::POST, bind![cx.standing().member, id])? else { return Ok(None) };
    let said = said(cx.now, &row)?;
    Ok(find(cx, said.matter)?.map(|found| (said, found)))
}

pub fn mode(cx: &Cx<'_>) -> Answer<ModerationMode> {
    let row = cx.first(sql::SETTINGS, &[])?;
    Ok(row.map_or(Ok(ModerationMode::Post), |row| row.parsed(0))?)
}

pub fn write_post(cx: &Cx<'_>, (_, id): (CommunityCode, MatterId), _: &(), body: &PostDraft) -> Answer<Posted> {
    let found = find_for_acting(cx, id)?;
    let author = cx.member()?;
    if !(1..=found.matter.versions).contains(&body.version) {
        return Err(Stop::Problem(Absence::malformed("version", "a version of this matter's text")));
    }
    let target = body.reply_to.map(|post| -> Answer<_> {
        let found = find_post(cx, post)?.filter(|(said, _)| said.matter == id);
        found.map(|(said, _)| said.post).ok_or_else(|| Stop::from(Absence::NotFound))
    });
    let target = target.transpose()?;
    let today = cx.first(sql::POSTED_SINCE, bind![author, start_of(cx.now.day())])?;
    let today = today.map_or(Ok(0), |row| row.count(0))?;
    write(&found.matter, target.as_ref(), today, cx.now, Rules::current())?;
    let released_at = (mode(cx)? == ModerationMode::Post).then_some(cx.now);
    let post = cx.new_id(PostId::from_parts);
    let (side, text) = (body.side.as_str(), body.text.as_str());
    cx.run(sql::WRITE, bind![post, id, body.reply_to, author, side, body.version, text, cx.now, released_at])?;
    attach_all(cx, Owner::Post(post), Purpose::Enclosure, &body.files)?;
    cx.touch(Feature::Matters)?;
    let detail = serde_json::json!({
        "matter": id, "side": side, "version": body.version, "reply_to": body.reply_to, "files": names(&body.files),
    });
    cx.journal(&post.to_string(), &detail)?;
    let state = if released_at.is_some() { PostState::Shown } else { PostState::Waiting };
    Ok(Posted { post, state })
}

/// The author's own post.
pub fn find_own_post(cx: &Cx<'_>, id: PostId) -> Answer<(Said, Found)> {
    let Some(found) = find_post(cx, id)? else { return absent(cx) };
    cx.allow(&own(found.0.post.author))?;
    Ok(found)
}

pub fn rewrite_post(cx: &Cx<'_>, (_, id): (CommunityCode, PostId), _: &(), body: &PostRevision) -> Answer<Posted> {
    let (said, found) = find_own_post(cx, id)?;
    rewrite(&found.matter, &said.post, cx.now, Rules::current())?;
    cx.run(sql::REWRITE, bind![body.text.as_str(), cx.now, id])?;
    cx.touch(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter }))?;
    Ok(Posted { post: id, state: said.post.state() })
}

pub fn withdraw_post(cx: &Cx<'_>, (_, id): (CommunityCode, PostId), _: &(), _: &Empty) -> Answer<Posted> {
    let (said, _) = find_own_post(cx, id)?;
    take_back(&said.post)?;
    cx.run(sql::WITHDRAW, bind![cx.now, id])?;
    cx.run(sql::CLOSE_REPORTS, bind![cx.now, id])?;
    cx.touch(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter }))?;
    Ok(Posted { post: id, state: PostState::Withdrawn })
}

pub fn report_post(cx: &Cx<'_>, (_, id): (CommunityCode, PostId), _: &(), body: &PostReport) -> Answer<Done> {
    let by = cx.allow_self()?;
    let (said, _) = find_post(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    report(&said.post, by, said.was_reported_by_reader)?;
    cx.run(sql::REPORT, bind![id, by, body.rule.as_str(), cx.now])?;
    // The page of the member who reported shows that.
    cx.touch(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter, "rule": body.rule }))?;
    Ok(Done {})
}
