//! `POST …/matters/{matter}/posts`, `…/posts/{post}/text`, `…/withdrawal` and `…/reports`

use super::load::{LoadedMatter, absent_matter, find_for_acting, load_matter, own_subject};
use super::post_view::{LoadedPost, read_posts};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::{attach_all, file_ids};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::archive::{FilePurpose, Owner};
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::{
    ModerationMode, PostState, PostWritten, ReportPostRequest, RewritePostRequest, Rules, WritePostRequest,
    may_report_post, may_rewrite_post, may_write_post, take_back,
};
use domain::sessions::Done;
use domain::time::start_of;

/// A post with its matter.
pub fn find_post(cx: &Cx<'_>, id: PostId) -> HandlerResult<Option<(LoadedPost, LoadedMatter)>> {
    let Some(said) = read_posts(cx, sql::POST, bind![cx.standing().member, id])?.pop() else { return Ok(None) };
    Ok(load_matter(cx, said.matter)?.map(|found| (said, found)))
}

pub fn moderation_mode(cx: &Cx<'_>) -> HandlerResult<ModerationMode> {
    let row = cx.first(sql::SETTINGS, &[])?;
    Ok(row.map_or(Ok(ModerationMode::Post), |row| row.parsed(0))?)
}

crate::handle!(WritePost, write_post);
pub fn write_post(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MatterId),
    _: &(),
    body: &WritePostRequest,
) -> HandlerResult<PostWritten> {
    let found = find_for_acting(cx, id)?;
    let author = cx.member()?;
    if !(1..=found.matter.versions).contains(&body.version) {
        return Err(HandlerError::Problem(RequestError::malformed("version", "a version of this matter's text")));
    }
    let target = body.reply_to.map(|post| -> HandlerResult<_> {
        let found = find_post(cx, post)?.filter(|(said, _)| said.matter == id);
        found.map(|(said, _)| said.post).ok_or_else(|| HandlerError::from(RequestError::NotFound))
    });
    let target = target.transpose()?;
    let today = cx.first(sql::POSTED_SINCE, bind![author, start_of(cx.now.day())])?;
    let today = today.map_or(Ok(0), |row| row.count(0))?;
    may_write_post(&found.matter, target.as_ref(), today, cx.now, Rules::current())?;
    let released_at = (moderation_mode(cx)? == ModerationMode::Post).then_some(cx.now);
    let post = cx.new_id(PostId::from_parts);
    let (side, text) = (body.side.as_str(), body.text.as_str());
    cx.run(sql::WRITE, bind![post, id, body.reply_to, author, side, body.version, text, cx.now, released_at])?;
    attach_all(cx, Owner::Post(post), FilePurpose::Enclosure, &body.files)?;
    cx.bump_revision(Feature::Matters)?;
    let detail = serde_json::json!({
        "matter": id, "side": side, "version": body.version, "reply_to": body.reply_to, "files": file_ids(&body.files),
    });
    cx.journal(&post.to_string(), &detail)?;
    let state = if released_at.is_some() { PostState::Shown } else { PostState::Waiting };
    Ok(PostWritten { post, state })
}

/// The author's own post.
pub fn find_own_post(cx: &Cx<'_>, id: PostId) -> HandlerResult<(LoadedPost, LoadedMatter)> {
    let Some(found) = find_post(cx, id)? else { return absent_matter(cx) };
    cx.allow(&own_subject(found.0.post.author))?;
    Ok(found)
}

crate::handle!(RewritePost, rewrite_post);
pub fn rewrite_post(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, PostId),
    _: &(),
    body: &RewritePostRequest,
) -> HandlerResult<PostWritten> {
    let (said, found) = find_own_post(cx, id)?;
    may_rewrite_post(&found.matter, &said.post, cx.now, Rules::current())?;
    cx.run(sql::REWRITE, bind![body.text.as_str(), cx.now, id])?;
    cx.bump_revision(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter }))?;
    Ok(PostWritten { post: id, state: said.post.state() })
}

crate::handle!(WithdrawPost, withdraw_post);
pub fn withdraw_post(cx: &Cx<'_>, (_, id): (CommunityCode, PostId), _: &(), _: &Empty) -> HandlerResult<PostWritten> {
    let (said, _) = find_own_post(cx, id)?;
    take_back(&said.post)?;
    cx.run(sql::WITHDRAW, bind![cx.now, id])?;
    cx.run(sql::CLOSE_REPORTS, bind![cx.now, id])?;
    cx.bump_revision(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter }))?;
    Ok(PostWritten { post: id, state: PostState::Withdrawn })
}

crate::handle!(ReportPost, report_post);
pub fn report_post(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, PostId),
    _: &(),
    body: &ReportPostRequest,
) -> HandlerResult<Done> {
    let by = cx.allow_self()?;
    let (said, _) = find_post(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    may_report_post(&said.post, by, said.was_reported_by_reader)?;
    cx.run(sql::REPORT, bind![id, by, body.rule.as_str(), cx.now])?;
    // The page of the member who reported shows that.
    cx.bump_revision(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter, "rule": body.rule }))?;
    Ok(Done {})
}
