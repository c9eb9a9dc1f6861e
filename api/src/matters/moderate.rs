//! `GET …/matter-moderation`, its setting, and `POST …/posts/{post}/hiding`, `…/release`, `…/appeal` and
//! `…/appeal-decision`

use super::attachments::with_files;
use super::load::{LoadedMatter, absent_matter, current_viewer, own_subject};
use super::post_view::{LoadedPost, read_posts};
use super::posts::{find_post, moderation_mode};
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::notices::notify_member;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::limits;
use domain::matters::{
    AppealHidingRequest, AppealOutcome, DecideAppealRequest, HidePostRequest, Hiding, Moderation, ModerationTask,
    Office, PostState, PostView, PostWritten, ReportCount, Rules, SetModerationRequest, is_hidden, may_appeal_hiding,
    may_hide_post, may_release_post,
};
use domain::notices::NoticeKind;
use domain::sessions::Done;
use std::collections::BTreeMap;

crate::handle!(ShowModeration, show_moderation);
pub fn show_moderation(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Moderation> {
    cx.allow(&Subject::Community)?;
    let (reader, most) = (cx.standing().member, limits::MATTER_TASKS_MAX);
    let reported = read_posts(cx, sql::REPORTED, bind![reader, most])?;
    let waiting = tasks(cx, read_posts(cx, sql::WAITING, bind![reader, cx.now, most])?)?;
    let mut reported = tasks(cx, reported)?;
    reported.retain(|task| task.post.state == PostState::Shown);
    let appeals = tasks(cx, read_posts(cx, sql::APPEALS, bind![reader, most])?)?;
    Ok(Moderation { mode: moderation_mode(cx)?, waiting, reported, appeals })
}

/// Posts with the titles of their matters and the rules under which they were reported.
fn tasks(cx: &Cx<'_>, found: Vec<LoadedPost>) -> HandlerResult<Vec<ModerationTask>> {
    if found.is_empty() {
        return Ok(vec![]);
    }
    let reader = current_viewer(cx);
    let matters = serde_json::json!(found.iter().map(|said| said.matter).collect::<Vec<_>>()).to_string();
    let titles = cx.run(sql::TITLES, bind![matters])?;
    let titles = titles.iter().map(|row| Ok((row.parsed(0)?, row.text(1)?)));
    let mut titles: BTreeMap<MatterId, String> = titles.collect::<HandlerResult<_>>()?;
    let posts = serde_json::json!(found.iter().map(|said| said.id).collect::<Vec<_>>()).to_string();
    let counts = cx.run(sql::REPORT_COUNTS, bind![posts])?;
    let counts =
        counts.iter().map(|row| Ok((row.parsed(0)?, ReportCount { rule: row.parsed(1)?, count: row.count(2)? })));
    let counts: Vec<(PostId, ReportCount)> = counts.collect::<HandlerResult<_>>()?;
    let rules = Rules::current();
    let task = |said: LoadedPost| {
        let due = said.hiding.and_then(|hiding| hiding.appealed_at).map(|at| Hiding::decision_due(at, rules));
        let (id, matter) = (said.id, said.matter);
        ModerationTask {
            matter,
            title: titles.entry(matter).or_default().clone(),
            post: said.for_reader(&reader, cx.now),
            reports: counts.iter().filter(|(post, _)| *post == id).map(|(_, count)| count.clone()).collect(),
            overdue: due.is_some_and(|due| cx.now >= due),
        }
    };
    let mut tasks: Vec<ModerationTask> = found.into_iter().map(task).collect();
    let mut posts: Vec<PostView> = tasks.iter().map(|task| task.post.clone()).collect();
    with_files(cx, &mut posts)?;
    for (task, post) in tasks.iter_mut().zip(posts) {
        task.post = post;
    }
    Ok(tasks)
}

crate::handle!(SetModeration, set_moderation);
pub fn set_moderation(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &SetModerationRequest) -> HandlerResult<Done> {
    cx.allow(&Subject::Community)?;
    cx.run(sql::SET_MODERATION, bind![body.mode.as_str()])?;
    cx.bump_revision(Feature::Matters)?;
    cx.journal("", &serde_json::json!({ "mode": body.mode }))?;
    Ok(Done {})
}

/// A post for an office, and whether the caller is concerned personally.
fn find_for_office(cx: &Cx<'_>, id: PostId) -> HandlerResult<(LoadedPost, LoadedMatter, bool)> {
    let Some((said, found)) = find_post(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    let is_own = said.post.is_own(cx.member()?, cx.standing().household);
    Ok((said, found, is_own))
}

crate::handle!(HidePost, hide_post);
pub fn hide_post(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, PostId),
    _: &(),
    body: &HidePostRequest,
) -> HandlerResult<PostWritten> {
    let (said, found, is_own) = find_for_office(cx, id)?;
    let until = may_hide_post(&said.post, is_own, (body.rule, body.days), cx.now)?;
    let (rule, reason) = (body.rule.as_str(), body.reason.as_str());
    cx.run(sql::HIDE, bind![id, rule, reason, cx.member()?, cx.now, until])?;
    // It has been reviewed, so after the hiding ends it needs no release.
    cx.run(sql::RELEASE, bind![cx.now, id])?;
    cx.run(sql::CLOSE_REPORTS, bind![cx.now, id])?;
    let kind = if until.is_some() { NoticeKind::PostHidden } else { NoticeKind::PostHiddenForGood };
    let more = serde_json::json!({ "rule": rule, "office": Office::Committee, "until": until, "reason": reason });
    notify_author(cx, &said, &found, kind, more)?;
    cx.bump_revision(Feature::Matters)?;
    let detail = serde_json::json!({ "matter": said.matter, "rule": rule, "until": until });
    cx.journal(&id.to_string(), &detail)?;
    Ok(PostWritten { post: id, state: PostState::Hidden })
}

crate::handle!(ReleasePost, release_post);
pub fn release_post(cx: &Cx<'_>, (_, id): (CommunityCode, PostId), _: &(), _: &Empty) -> HandlerResult<PostWritten> {
    let (said, found, is_own) = find_for_office(cx, id)?;
    may_release_post(&said.post, is_own)?;
    let state = said.post.state();
    cx.run(sql::RELEASE, bind![cx.now, id])?;
    cx.run(sql::CLOSE_REPORTS, bind![cx.now, id])?;
    if state != PostState::Shown {
        cx.run(sql::END_HIDING, bind![cx.now, said.hiding_seq])?;
        notify_author(cx, &said, &found, NoticeKind::PostReleased, serde_json::json!({}))?;
    }
    cx.bump_revision(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter, "before": state }))?;
    Ok(PostWritten { post: id, state: PostState::Shown })
}

crate::handle!(AppealHiding, appeal_hiding);
pub fn appeal_hiding(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, PostId),
    _: &(),
    body: &AppealHidingRequest,
) -> HandlerResult<PostWritten> {
    let Some((said, _)) = find_post(cx, id)? else { return absent_matter(cx) };
    cx.allow(&own_subject(said.post.author))?;
    may_appeal_hiding(said.hiding.as_ref(), cx.now)?;
    cx.run(sql::APPEAL, bind![cx.now, body.reason.as_str(), said.hiding_seq])?;
    cx.bump_revision(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter }))?;
    Ok(PostWritten { post: id, state: said.post.state() })
}

crate::handle!(DecideAppeal, decide_appeal);
pub fn decide_appeal(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, PostId),
    _: &(),
    body: &DecideAppealRequest,
) -> HandlerResult<PostWritten> {
    let (said, found, _) = find_for_office(cx, id)?;
    let by = cx.member()?;
    domain::matters::decide_appeal(said.hiding.as_ref(), &said.post, (by, cx.standing().household))?;
    let outcome = body.outcome.as_str();
    cx.run(sql::DECIDE, bind![cx.now, by, outcome, body.reason.as_str(), said.hiding_seq])?;
    let kind = match body.outcome {
        AppealOutcome::Upheld => {
            cx.run(sql::END_HIDING, bind![cx.now, said.hiding_seq])?;
            NoticeKind::AppealUpheld
        }
        AppealOutcome::Dismissed => NoticeKind::AppealDismissed,
    };
    notify_author(cx, &said, &found, kind, serde_json::json!({ "reason": body.reason }))?;
    cx.bump_revision(Feature::Matters)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": said.matter, "outcome": outcome }))?;
    let stays =
        body.outcome == AppealOutcome::Dismissed && said.hiding.is_some_and(|hiding| is_hidden(&hiding, cx.now));
    let shown = if said.post.is_withdrawn { PostState::Withdrawn } else { PostState::Shown };
    Ok(PostWritten { post: id, state: if stays { PostState::Hidden } else { shown } })
}

/// A notice to the author, with the title of the matter.
fn notify_author(
    cx: &Cx<'_>,
    said: &LoadedPost,
    found: &LoadedMatter,
    kind: NoticeKind,
    more: serde_json::Value,
) -> HandlerResult<()> {
    let mut params = found.params();
    if let serde_json::Value::Object(more) = more {
        params.extend(more);
    }
    notify_member(cx, said.post.author, kind, &params.into())
}
