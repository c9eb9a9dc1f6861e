//! Refusals of matters and posts that no other test meets, each by its code.

use crate::attachments::upload_captioned_files;
use crate::busy_community::BusyCommunity;
use crate::matters::{accepted_matter, propose_matter_request, proposed_matter, write_post, write_post_request};
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::archive::{CaptionedFile, CaptionedFilesRequest, FileId};
use domain::contract::*;
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::limits;
use domain::matters::{
    AddVersionRequest, AnswerMatterRequest, AppealHidingRequest, AppealOutcome, DecideAppealRequest,
    DecidePreReviewRequest, HidePostRequest, HidingRule, MatterOutcome, ProposeMatterRequest, ReportPostRequest,
    ReviseMatterRequest, RewritePostRequest, Stance, SummariseMatterRequest, VerdictKind, WritePostRequest,
};
use domain::text::Reason;

type AtMatter = (CommunityCode, MatterId);
type AtPost = (CommunityCode, PostId);

fn of(matter: MatterId) -> AtMatter {
    (TestCommunity::code(), matter)
}

fn at(post: PostId) -> AtPost {
    (TestCommunity::code(), post)
}

fn reason() -> Reason {
    "请看说明".parse().unwrap()
}

fn accept(days: Option<u32>) -> DecidePreReviewRequest {
    DecidePreReviewRequest { verdict: VerdictKind::Accept, reason: reason(), destination: None, days }
}

/// Files that nobody uploaded.
fn unknown_files(count: u32) -> Vec<CaptionedFile> {
    let one = |number: u32| {
        let file = FileId::of(&number.to_be_bytes());
        CaptionedFile { file, caption: "示范照片".parse().unwrap() }
    };
    (0..count).map(one).collect()
}

/// Lets time pass until the discussion of the matter ends.
fn end_discussion(stage: &BusyCommunity, matter: &AtMatter) {
    let view = stage.desk.call::<ShowMatter>(&stage.clerk.person, matter, &Empty {});
    let until = view.row.discussing_until.unwrap();
    stage.desk.pass_awake(until.since(stage.desk.now.get()));
}

#[test]
fn a_matter_refuses_what_belongs_to_another_stage() {
    let stage = BusyCommunity::open();
    let (desk, clerk, volunteer) = (&stage.desk, &stage.clerk.person, &stage.volunteer.person);
    let neighbour = &stage.neighbour.person;
    let matter = of(proposed_matter(&stage, &stage.volunteer));
    let version =
        AddVersionRequest { text: "下雨天在东门装一个雨棚。".parse().unwrap(), summary: reason() };
    let summary = SummariseMatterRequest { text: "大家都同意装雨棚，位置在东门。".parse().unwrap() };
    let answer = AnswerMatterRequest { outcome: MatterOutcome::Partly, reason: reason() };
    let draft = propose_matter_request("pets");
    let mended = ReviseMatterRequest { title: draft.title, text: draft.text, summary: reason() };
    let summarise = || desk.refusal::<SummariseMatter>(clerk, &matter, &summary);
    let review = |days| desk.refusal::<DecidePreReview>(clerk, &matter, &accept(days));
    let bounds = "matters/days-out-of-bounds";
    for (what, given, code) in [
        ("a version", desk.refusal::<AddVersion>(clerk, &matter, &version), "matters/not-discussing"),
        ("a summary", summarise(), "matters/not-discussing"),
        ("an answer", desk.refusal::<AnswerMatter>(clerk, &matter, &answer), "matters/not-discussing"),
        ("a co-signer", desk.refusal::<CosignMatter>(neighbour, &matter, &Empty {}), "matters/not-collecting"),
        ("a revision", desk.refusal::<ReviseMatter>(volunteer, &matter, &mended), "matters/not-returned"),
        ("a discussion of six days", review(Some(6)), bounds),
        ("a discussion of sixty-one days", review(Some(61)), bounds),
    ] {
        assert_eq!(given, code, "{what}, in the pre-review");
    }

    desk.call::<DecidePreReview>(clerk, &matter, &accept(None));
    let withdraw = |matter: &AtMatter| desk.refusal::<WithdrawMatter>(volunteer, matter, &Empty {});
    assert_eq!(review(None), "matters/not-in-pre-review", "reviewed already");
    assert_eq!(withdraw(&matter), "matters/under-discussion");
    let versions = "with recursive n(i) as (select 2 union all select i + 1 from n where i < ?2)
        insert into matter_versions (matter, number, at, by, author, title, text, summary)
        select matter, i, at, by, author, title, text || i, summary from matter_versions, n where matter = ?1";
    desk.db.run(versions, bind![matter.1, limits::MATTER_VERSIONS_MAX]).unwrap();
    let newest = "update matters set version = ? where id = ?";
    desk.db.run(newest, bind![limits::MATTER_VERSIONS_MAX, matter.1]).unwrap();
    assert_eq!(desk.refusal::<AddVersion>(clerk, &matter, &version), "matters/too-many-versions");

    end_discussion(&stage, &matter);
    desk.call::<SummariseMatter>(clerk, &matter, &summary);
    desk.call::<AnswerMatter>(clerk, &matter, &answer);
    let files = CaptionedFilesRequest { files: unknown_files(1) };
    assert_eq!(summarise(), "matters/already-closed", "a summary of what was answered");
    assert_eq!(desk.refusal::<AddMatterFiles>(clerk, &matter, &files), "matters/already-closed", "files of it");

    let other = of(proposed_matter(&stage, &stage.volunteer));
    desk.call::<WithdrawMatter>(volunteer, &other, &Empty {});
    assert_eq!(withdraw(&other), "matters/already-withdrawn", "twice");
}

#[test]
fn a_proposal_and_a_post_take_only_the_authors_files_and_not_too_many() {
    let stage = BusyCommunity::open();
    let (desk, volunteer, here) = (&stage.desk, &stage.volunteer.person, (TestCommunity::code(),));
    let matter = of(accepted_matter(&stage));
    let post = at(write_post(&stage, matter.1, &stage.volunteer));
    let others = upload_captioned_files(&stage, &stage.neighbour.person, &[b"of a neighbour"]);
    let propose = |files| {
        let body = ProposeMatterRequest { files, ..propose_matter_request("pets") };
        desk.refusal::<ProposeMatter>(volunteer, &here, &body)
    };
    let write = |files| {
        let body = WritePostRequest { files, ..write_post_request(Stance::For) };
        desk.refusal::<WritePost>(volunteer, &matter, &body)
    };
    let add = |body: &CaptionedFilesRequest| desk.refusal::<AddPostFiles>(volunteer, &post, body);
    let (of_matter, of_post) = (limits::FILES_PER_OWNER_MAX + 1, limits::FILES_PER_POST_MAX + 1);
    for (what, given, code) in [
        ("a proposal with another's file", propose(others.files.clone()), "archive/no-such-file"),
        ("a proposal with too many", propose(unknown_files(of_matter)), "archive/too-many-attached"),
        ("a post with another's file", write(others.files.clone()), "archive/no-such-file"),
        ("a post with too many", write(unknown_files(of_post)), "archive/too-many-attached"),
        ("another's file for a post that stands", add(&others), "archive/no-such-file"),
    ] {
        assert_eq!(given, code, "{what}");
    }
}

#[test]
fn a_post_that_is_gone_hidden_or_answered_refuses_what_needs_it_shown() {
    let stage = BusyCommunity::open();
    let (desk, clerk, volunteer) = (&stage.desk, &stage.clerk.person, &stage.volunteer.person);
    let (leader, watcher) = (&stage.leader.person, &stage.watcher.person);
    let matter = of(accepted_matter(&stage));
    let [gone, hidden, answered, shown] = [(); 4].map(|()| at(write_post(&stage, matter.1, &stage.volunteer)));
    let (of_clerk, of_watcher) =
        (write_post(&stage, matter.1, &stage.clerk), write_post(&stage, matter.1, &stage.watcher));
    let hiding = |days| HidePostRequest { rule: HidingRule::Insult, reason: reason(), days };
    let replying = |post: &AtPost| WritePostRequest { reply_to: Some(post.1), ..write_post_request(Stance::For) };
    desk.call::<WithdrawPost>(volunteer, &gone, &Empty {});
    desk.call::<HidePost>(clerk, &hidden, &hiding(Some(7)));
    desk.call::<WritePost>(leader, &matter, &replying(&answered));

    let (files, better) = (
        CaptionedFilesRequest { files: unknown_files(1) },
        RewritePostRequest { text: "我改一个错字。".parse().unwrap() },
    );
    let add = |post: &AtPost| desk.refusal::<AddPostFiles>(volunteer, post, &files);
    let rewrite = |post: &AtPost| desk.refusal::<RewritePost>(volunteer, post, &better);
    let hide = |post: &AtPost, days| desk.refusal::<HidePost>(clerk, post, &hiding(days));
    let reply = |post: &AtPost| desk.refusal::<WritePost>(leader, &matter, &replying(post));
    let report = ReportPostRequest { rule: HidingRule::OffTopic };
    let appeal = AppealHidingRequest { reason: reason() };
    let dismissed = DecideAppealRequest { outcome: AppealOutcome::Dismissed, reason: reason() };
    let bounds = "matters/days-out-of-bounds";
    for (what, given, code) in [
        ("files for a withdrawn one", add(&gone), "matters/already-withdrawn"),
        ("files for an answered one", add(&answered), "matters/already-answered"),
        ("another text for a withdrawn one", rewrite(&gone), "matters/already-withdrawn"),
        ("another text for a hidden one", rewrite(&hidden), "matters/post-not-shown"),
        ("a withdrawn one hidden", hide(&gone, Some(7)), "matters/already-withdrawn"),
        ("hidden twice", hide(&hidden, Some(7)), "matters/already-hidden"),
        ("hidden for no day", hide(&shown, Some(0)), bounds),
        ("hidden for ninety-one days", hide(&shown, Some(91)), bounds),
        ("one's own hidden", hide(&at(of_clerk), Some(7)), "matters/own-case"),
        ("a withdrawn one shown", desk.refusal::<ReleasePost>(clerk, &gone, &Empty {}), "matters/already-withdrawn"),
        ("a hidden one reported", desk.refusal::<ReportPost>(leader, &hidden, &report), "matters/post-not-shown"),
        ("a reply to a withdrawn one", reply(&gone), "matters/post-not-shown"),
        ("a reply to a hidden one", reply(&hidden), "matters/post-not-shown"),
        (
            "an appeal about one that was never hidden",
            desk.refusal::<AppealHiding>(volunteer, &shown, &appeal),
            "matters/not-hidden",
        ),
        (
            "a supervisor's own appeal",
            desk.refusal::<DecideAppeal>(watcher, &at(of_watcher), &dismissed),
            "matters/own-case",
        ),
    ] {
        assert_eq!(given, code, "{what}");
    }

    let replies = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?4)
        insert into posts (id, matter, parent, author, side, version, text, at, released_at)
        select printf('01ARZ3NDEKTSV4RX%010d', i), ?1, ?2, ?3, 'neutral', 1, '同意', ?5, ?5 from n";
    let neighbour = stage.neighbour.member();
    desk.db.run(replies, bind![matter.1, shown.1, neighbour, limits::REPLIES_MAX, desk.now.get()]).unwrap();
    assert_eq!(reply(&shown), "matters/too-many-replies");
    let one_more = desk.refusal::<WritePost>(&stage.neighbour.person, &matter, &write_post_request(Stance::For));
    assert_eq!(one_more, "matters/too-many-today", "from the neighbour, who wrote all of them");

    end_discussion(&stage, &matter);
    assert_eq!(rewrite(&shown), "matters/not-discussing", "after the end");
    assert_eq!(add(&shown), "matters/not-discussing", "after the end");
}
