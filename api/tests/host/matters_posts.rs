//! Posts of a discussion: written, edited and withdrawn by their authors, moderated by the committee, and appeals.

use crate::busy_community::BusyCommunity;
use crate::matters::{
    accepted_matter, accepted_matter_of, newest_notice, propose_matter_request, show_matter, write_post,
    write_post_request,
};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::*;
use domain::notices::NoticeKind;
use domain::text::Reason;
use domain::time::{DAY, MINUTE};

fn of(matter: MatterId) -> (CommunityCode, MatterId) {
    (TestCommunity::code(), matter)
}

fn at(post: PostId) -> (CommunityCode, PostId) {
    (TestCommunity::code(), post)
}

fn reason() -> Reason {
    "请看说明".parse().unwrap()
}

fn talk(stage: &BusyCommunity, matter: MatterId, who: &Person) -> Vec<PostView> {
    stage.desk.call::<ListPosts>(who, &of(matter), &Empty {}).rows
}

#[test]
fn a_discussion_is_two_deep_and_by_side() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer.person);
    let matter = accepted_matter(&stage);
    let written = desk.call::<WritePost>(volunteer, &of(matter), &write_post_request(Stance::For));
    assert_eq!(written.state, PostState::Shown);
    let first = written.post;
    let against = WritePostRequest { reply_to: Some(first), ..write_post_request(Stance::Against) };
    let reply = desk.call::<WritePost>(&stage.leader.person, &of(matter), &against).post;
    let deeper = WritePostRequest { reply_to: Some(reply), ..write_post_request(Stance::For) };
    assert_eq!(desk.refusal::<WritePost>(volunteer, &of(matter), &deeper), "matters/too-deep");
    let other = accepted_matter_of(&stage, &stage.leader);
    let elsewhere = WritePostRequest { reply_to: Some(first), ..write_post_request(Stance::For) };
    assert_eq!(desk.refusal::<WritePost>(volunteer, &of(other), &elsewhere), "request/not-found");
    let no_version = WritePostRequest { version: 2, ..write_post_request(Stance::For) };
    assert_eq!(desk.refusal::<WritePost>(volunteer, &of(matter), &no_version), "request/malformed");
    let text = AddVersionRequest { text: "下雨天在东门装一个雨棚。".parse().unwrap(), summary: reason() };
    desk.call::<AddVersion>(&stage.clerk.person, &of(matter), &text);
    assert_eq!(desk.refusal::<AddVersion>(&stage.clerk.person, &of(matter), &text), "matters/same-text");
    let versions = desk.call::<ShowVersions>(&Person::default(), &of(matter), &Empty {}).versions;
    let kept: Vec<_> = versions.iter().map(|one| (one.by, one.text.as_str())).collect();
    let before = propose_matter_request("pets").text;
    assert_eq!(kept, [(EventActor::Proposer, before.as_str()), (EventActor::Committee, text.text.as_str())]);
    desk.call::<WritePost>(
        &stage.watcher.person,
        &of(matter),
        &WritePostRequest { version: 2, ..write_post_request(Stance::Against) },
    );
    let all = talk(&stage, matter, &Person::default());
    assert_eq!(
        all.iter().map(|post| (post.side, post.version, post.replies.len())).collect::<Vec<_>>(),
        [(Stance::Against, 2, 0), (Stance::For, 1, 1)]
    );
    assert_eq!((all[1].author.as_str(), all[1].own, all[1].rewrite_until), ("李**", false, None));
    let query = PostsQuery { side: Some(Stance::For), ..PostsQuery::default() };
    let page = desk.try_call::<ListPosts>(&Person::default(), &of(matter), &query, &Empty {}).unwrap().rows;
    assert_eq!(page.iter().map(|post| (post.id, post.own)).collect::<Vec<_>>(), [(first, false)]);
    let page = desk.try_call::<ListPosts>(volunteer, &of(matter), &query, &Empty {}).unwrap().rows;
    assert_eq!(page.iter().map(|post| (post.id, post.own)).collect::<Vec<_>>(), [(first, true)]);
    let request =
        TestCommunity::request::<ListPosts>(&Person::default(), &of(matter), &PostsQuery::default(), &Empty {});
    assert!(!desk.handle(&request).body.contains(stage.volunteer.name), "no name in full");
    let view = show_matter(&stage, matter, volunteer);
    assert_eq!((view.posts_for, view.posts_against, view.posts_neutral, view.row.posts), (1, 2, 0, 3));
    assert_eq!((view.version, view.text.as_str()), (2, "下雨天在东门装一个雨棚。"));
}

#[test]
fn a_post_is_mended_soon_or_withdrawn_and_nothing_is_lost() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer.person);
    let matter = accepted_matter(&stage);
    let id = write_post(&stage, matter, &stage.volunteer);
    let better = RewritePostRequest { text: "我改一个错字。".parse().unwrap() };
    assert_eq!(desk.refusal::<RewritePost>(&stage.leader.person, &at(id), &better), "request/not-allowed");
    let until = talk(&stage, matter, volunteer)[0].rewrite_until.unwrap();
    assert_eq!(until, desk.now.get().plus(15 * MINUTE));
    desk.rehearse(|| {
        desk.now.set(until);
        assert_eq!(desk.refusal::<RewritePost>(volunteer, &at(id), &better), "matters/too-late-to-rewrite");
    });
    desk.call::<RewritePost>(volunteer, &at(id), &better);
    let shown = talk(&stage, matter, volunteer).remove(0);
    assert_eq!((shown.text.as_deref(), shown.rewritten_at), (Some("我改一个错字。"), Some(desk.now.get())));
    assert_eq!(desk.texts("select text from post_texts where post = ?", bind![id]), ["我有话要说，这件事我赞成。"]);
    let reply = WritePostRequest { reply_to: Some(id), ..write_post_request(Stance::Neutral) };
    desk.call::<WritePost>(&stage.leader.person, &of(matter), &reply);
    assert_eq!(desk.refusal::<RewritePost>(volunteer, &at(id), &better), "matters/already-answered");
    desk.call::<WithdrawPost>(volunteer, &at(id), &Empty {});
    assert_eq!(desk.refusal::<WithdrawPost>(volunteer, &at(id), &Empty {}), "matters/already-withdrawn");
    let left = talk(&stage, matter, &Person::default()).remove(0);
    assert_eq!((left.state, left.text.as_deref(), left.replies.len()), (PostState::Withdrawn, None, 1));
    assert_eq!(show_matter(&stage, matter, volunteer).row.posts, 1, "the answer");
    let late = desk.db.run("delete from posts where id = ?", bind![id]);
    assert!(late.is_err(), "the store itself keeps it");
}

#[test]
fn whoever_is_hidden_is_told_and_may_appeal_once() {
    let stage = BusyCommunity::open();
    let (desk, volunteer, watcher) = (&stage.desk, &stage.volunteer.person, &stage.watcher.person);
    let matter = accepted_matter(&stage);
    let id = write_post(&stage, matter, &stage.volunteer);
    let (clerk, guest) = (&stage.clerk.person, Person::default());
    let hiding = |days| HidePostRequest { rule: HidingRule::Insult, reason: reason(), days };
    assert_eq!(desk.refusal::<HidePost>(clerk, &at(id), &hiding(None)), "matters/end-missing");
    desk.call::<HidePost>(clerk, &at(id), &hiding(Some(3)));
    let told = newest_notice(&stage, &stage.volunteer);
    let says = |name: &str| told.params[name].as_str().map(str::to_owned);
    assert_eq!(told.kind, NoticeKind::PostHidden);
    assert_eq!((says("rule"), says("office")), (Some("insult".into()), Some("committee".into())));
    assert!(told.params["until"].is_number());
    let texts = [&guest, clerk, volunteer, watcher].map(|who| {
        let post = talk(&stage, matter, who).remove(0);
        assert_eq!(post.state, PostState::Hidden);
        (post.text.is_some(), post.hiding.unwrap().reason.is_some())
    });
    assert_eq!(
        texts,
        [(false, false), (false, true), (true, true), (true, true)],
        "guest, committee, author, supervisor"
    );
    let appeal = AppealHidingRequest { reason: "我没有骂人".parse().unwrap() };
    assert_eq!(desk.refusal::<AppealHiding>(&stage.leader.person, &at(id), &appeal), "request/not-allowed");
    let no_appeal = DecideAppealRequest { outcome: AppealOutcome::Upheld, reason: reason() };
    assert_eq!(desk.refusal::<DecideAppeal>(watcher, &at(id), &no_appeal), "matters/no-appeal");
    desk.rehearse(|| {
        desk.pass_awake(4 * DAY);
        assert_eq!(talk(&stage, matter, &guest)[0].state, PostState::Shown, "the end comes by itself");
        assert_eq!(desk.refusal::<AppealHiding>(volunteer, &at(id), &appeal), "matters/not-hidden");
    });
    desk.call::<AppealHiding>(volunteer, &at(id), &appeal);
    assert_eq!(desk.refusal::<AppealHiding>(volunteer, &at(id), &appeal), "matters/already-appealed");
    let waits = desk.call::<ShowModeration>(watcher, &(TestCommunity::code(),), &Empty {}).appeals;
    assert_eq!((waits.len(), waits[0].post.id, waits[0].overdue), (1, id, false));
    assert_eq!(desk.refusal::<DecideAppeal>(clerk, &at(id), &no_appeal), "request/not-allowed");
    desk.rehearse(|| {
        assert_eq!(desk.call::<DecideAppeal>(watcher, &at(id), &no_appeal).state, PostState::Shown);
        assert_eq!(talk(&stage, matter, &guest)[0].state, PostState::Shown);
        assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::AppealUpheld);
        assert_eq!(desk.refusal::<DecideAppeal>(watcher, &at(id), &no_appeal), "matters/no-appeal");
    });
    let dismissed = DecideAppealRequest { outcome: AppealOutcome::Dismissed, reason: reason() };
    assert_eq!(desk.call::<DecideAppeal>(watcher, &at(id), &dismissed).state, PostState::Hidden);
    assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::AppealDismissed);
    let of_author = desk.refusal::<ReleasePost>(volunteer, &at(id), &Empty {});
    assert_eq!(of_author, "request/not-allowed", "the author does not take the hiding back");
    assert_eq!(desk.call::<ReleasePost>(clerk, &at(id), &Empty {}).state, PostState::Shown);
    let shown = talk(&stage, matter, &guest).remove(0);
    assert!(shown.text.is_some() && shown.hiding.is_none(), "nobody else needs to know");
    assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::PostReleased);
    assert_eq!(desk.refusal::<ReleasePost>(clerk, &at(id), &Empty {}), "matters/nothing-to-release");
}

#[test]
fn looked_at_before_or_after() {
    let stage = BusyCommunity::open();
    let (desk, here, clerk) = (&stage.desk, (TestCommunity::code(),), &stage.clerk.person);
    let matter = accepted_matter(&stage);
    desk.call::<SetModeration>(clerk, &here, &SetModerationRequest { mode: ModerationMode::Pre });
    let waiting = desk.call::<WritePost>(&stage.volunteer.person, &of(matter), &write_post_request(Stance::For));
    assert_eq!(waiting.state, PostState::Waiting);
    assert_eq!(talk(&stage, matter, &Person::default()), []);
    assert_eq!(talk(&stage, matter, &stage.volunteer.person)[0].state, PostState::Waiting);
    assert_eq!(show_matter(&stage, matter, clerk).row.posts, 0);
    let list = || desk.call::<ShowModeration>(clerk, &here, &Empty {});
    assert_eq!(list().waiting.iter().map(|task| task.post.id).collect::<Vec<_>>(), [waiting.post]);
    desk.call::<ReleasePost>(clerk, &at(waiting.post), &Empty {});
    assert_eq!((list().waiting, show_matter(&stage, matter, clerk).row.posts), (vec![], 1));
    // Reports: one for each member, until somebody reviews the post.
    let report = ReportPostRequest { rule: HidingRule::OffTopic };
    let before = list().reported.len();
    desk.call::<ReportPost>(&stage.leader.person, &at(waiting.post), &report);
    assert_eq!(
        desk.refusal::<ReportPost>(&stage.leader.person, &at(waiting.post), &report),
        "matters/already-reported"
    );
    assert_eq!(desk.refusal::<ReportPost>(&stage.volunteer.person, &at(waiting.post), &report), "matters/own-case");
    assert!(talk(&stage, matter, &stage.leader.person)[0].reported_by_me);
    for who in [clerk, &stage.watcher.person] {
        let reported = desk.call::<ShowModeration>(who, &here, &Empty {}).reported;
        let mine = reported.iter().find(|task| task.post.id == waiting.post).unwrap();
        let report = &mine.reports[0];
        assert_eq!((reported.len(), report.rule, report.count), (before + 1, HidingRule::OffTopic, 1));
    }
    desk.call::<ReleasePost>(clerk, &at(waiting.post), &Empty {});
    assert_eq!(list().reported.len(), before, "looked at, and it stays");
    let own = write_post(&stage, matter, &stage.clerk);
    assert_eq!(desk.refusal::<ReleasePost>(clerk, &at(own), &Empty {}), "matters/own-case");
    desk.call::<ReleasePost>(&desk.sign_in("陈建国"), &at(own), &Empty {});
}
