//! The life of a matter from a resident's concern to the public answer, and what nobody may do with it.

use crate::busy_community::{Actor, BusyCommunity};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{CommunityCode, MatterId, PostId};
use domain::matters::Stage as Stage_;
use domain::matters::*;
use domain::notices::NoticeKind;
use domain::text::Reason;
use domain::time::{DAY, MINUTE};

fn reason() -> Reason {
    "请看说明".parse().unwrap()
}

pub fn propose_matter_request(item: &str) -> ProposeMatterRequest {
    ProposeMatterRequest {
        title: "楼下装一个雨棚".parse().unwrap(),
        text: "下雨天等车没有地方躲，希望在门口装一个雨棚。".parse().unwrap(),
        item: item.parse().unwrap(),
        shown: ShownAs::Named,
        files: vec![],
    }
}

pub fn write_post_request(side: Stance) -> WritePostRequest {
    WritePostRequest {
        side,
        text: "我有话要说，这件事我赞成。".parse().unwrap(),
        version: 1,
        reply_to: None,
        files: vec![],
    }
}

/// The list in force with one more item.
pub fn own_list(desk: &TestCommunity) -> ReplaceCatalogueRequest {
    let items = desk.call::<ShowCatalogue>(&Person::default(), &(TestCommunity::code(),), &Empty {}).items;
    let mut lines: Vec<CatalogueLine> = items.iter().map(catalogue_line).collect();
    let own =
        CatalogueLine { code: "canal".parse().unwrap(), title_zh: "沟渠清淤".parse().unwrap(), ..lines[3].clone() };
    lines.push(own);
    ReplaceCatalogueRequest { lines }
}

fn of(matter: MatterId) -> (CommunityCode, MatterId) {
    (TestCommunity::code(), matter)
}

fn at(post: PostId) -> (CommunityCode, PostId) {
    (TestCommunity::code(), post)
}

fn put(stage: &BusyCommunity, by: &Actor, item: &str) -> MatterId {
    stage.desk.call::<ProposeMatter>(&by.person, &(TestCommunity::code(),), &propose_matter_request(item)).matter
}

/// A matter in the pre-review.
pub fn proposed_matter(stage: &BusyCommunity, by: &Actor) -> MatterId {
    put(stage, by, "pets")
}

/// A matter that looks for five co-signers.
pub fn cosigning_matter(stage: &BusyCommunity, by: &Actor) -> MatterId {
    put(stage, by, "lifts")
}

fn verdict(verdict: VerdictKind) -> DecidePreReviewRequest {
    let destination = (verdict == VerdictKind::Route).then(|| "街道办事处".parse().unwrap());
    DecidePreReviewRequest { verdict, reason: reason(), destination, days: None }
}

/// The volunteer's matter, sent back.
pub fn returned_matter(stage: &BusyCommunity) -> MatterId {
    let matter = proposed_matter(stage, &stage.volunteer);
    stage.desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Return));
    matter
}

/// The neighbour's matter, under discussion.
pub fn accepted_matter(stage: &BusyCommunity) -> MatterId {
    let matter = proposed_matter(stage, &stage.neighbour);
    stage.desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    matter
}

pub fn write_post(stage: &BusyCommunity, matter: MatterId, by: &Actor) -> PostId {
    stage.desk.call::<WritePost>(&by.person, &of(matter), &write_post_request(Stance::For)).post
}

fn hiding(rule: HidingRule, days: Option<u32>) -> HidePostRequest {
    HidePostRequest { rule, reason: reason(), days }
}

/// The volunteer's post, hidden for a week; with a pending appeal if `appealed`.
pub fn hidden_post(stage: &BusyCommunity, appealed: bool) -> PostId {
    let post = write_post(stage, accepted_matter(stage), &stage.volunteer);
    stage.desk.call::<HidePost>(&stage.clerk.person, &at(post), &hiding(HidingRule::Insult, Some(7)));
    if appealed {
        let body = AppealHidingRequest { reason: reason() };
        stage.desk.call::<AppealHiding>(&stage.volunteer.person, &at(post), &body);
    }
    post
}

fn view(stage: &BusyCommunity, matter: MatterId, who: &Person) -> MatterView {
    stage.desk.call::<ShowMatter>(who, &of(matter), &Empty {})
}

fn listed(stage: &BusyCommunity, who: &Person, query: &MattersQuery) -> Vec<MatterId> {
    let page = stage.desk.try_call::<ListMatters>(who, &(TestCommunity::code(),), query, &Empty {}).unwrap();
    page.rows.iter().map(|row| row.id).collect()
}

fn talk(stage: &BusyCommunity, matter: MatterId, who: &Person) -> Vec<PostView> {
    stage.desk.call::<ListPosts>(who, &of(matter), &Empty {}).rows
}

fn newest_notice(stage: &BusyCommunity, who: &Actor) -> domain::notices::Notice {
    stage.desk.call::<ListNotices>(&who.person, &(TestCommunity::code(),), &Empty {}).rows.remove(0)
}

#[test]
fn a_list_of_ones_own_is_taken_as_a_whole_or_not_at_all() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let list = own_list(desk);
    let mut wrong = list.clone();
    wrong.lines.remove(1);
    wrong.lines[2].code = "Größe".parse().unwrap();
    let before = desk.fingerprint();
    let refused = desk.try_call::<ReplaceCatalogue>(clerk, &here, &(), &wrong).unwrap_err();
    assert_eq!(refused.code, "matters/catalogue-lines");
    let rules: Vec<_> =
        refused.params["faults"].as_array().unwrap().iter().map(|fault| fault["rule"].clone()).collect();
    assert_eq!(rules, ["code-not-fitting", "item-of-law-missing"]);
    assert_eq!(desk.fingerprint(), before);
    let taken = desk.call::<ReplaceCatalogue>(clerk, &here, &list);
    assert_eq!(taken, desk.call::<ShowCatalogue>(&Person::default(), &here, &Empty {}));
    assert_eq!((taken.items.len(), taken.own_since), (list.lines.len(), Some(desk.now.get())));
    let convention = taken.items.iter().find(|item| item.code == "convention").unwrap();
    assert!(convention.by_law && convention.verified && convention.flags.contains(&Flag::ReservedToAssembly));
    // A second replacement with one item less: the newest list counts, not both.
    let shorter = ReplaceCatalogueRequest { lines: list.lines[..list.lines.len() - 1].to_vec() };
    assert_eq!(desk.call::<ReplaceCatalogue>(clerk, &here, &shorter).items.len(), shorter.lines.len());
    let gone = desk.refusal::<ProposeMatter>(&stage.volunteer.person, &here, &propose_matter_request("canal"));
    assert_eq!(gone, "matters/unknown-item");
}

#[test]
fn from_a_concern_over_co_signers_to_an_answer() {
    use MatterEvent as Ev;
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (guest, volunteer) = (Person::default(), &stage.volunteer.person);
    let matter = cosigning_matter(&stage, &stage.volunteer);
    assert_eq!(desk.refusal::<CosignMatter>(volunteer, &of(matter), &Empty {}), "matters/own-case");
    assert_eq!(
        desk.refusal::<ShowMatter>(&guest, &of(matter), &Empty {}),
        "request/not-found",
        "not yet for strangers"
    );
    let others = [&stage.neighbour, &stage.leader, &stage.other_leader, &stage.grid_worker, &stage.watcher];
    for (number, other) in (1..).zip(others) {
        let standing = desk.call::<CosignMatter>(&other.person, &of(matter), &Empty {});
        let stage = if number == 5 { Stage_::PreReview } else { Stage_::Collecting };
        assert_eq!((standing.cosigned, standing.stage), (number, stage));
        if number == 1 {
            assert_eq!(desk.refusal::<CosignMatter>(&other.person, &of(matter), &Empty {}), "matters/already-cosigned");
        }
    }
    assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::MatterHandedIn);
    assert_eq!(
        desk.refusal::<WritePost>(volunteer, &of(matter), &write_post_request(Stance::For)),
        "matters/not-discussing"
    );

    desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    let told = newest_notice(&stage, &stage.volunteer);
    let until = view(&stage, matter, &guest).row.discussing_until.unwrap();
    assert_eq!((told.kind, &told.params["until"]), (NoticeKind::MatterAccepted, &until.0.into()));
    assert_eq!((told.params["office"].as_str(), told.params["reason"].as_str()), (Some("committee"), Some("请看说明")));
    let clerk = &stage.clerk.person;
    let summary = SummariseMatterRequest { text: "大家都同意装雨棚，位置在东门。".parse().unwrap() };
    let answer = AnswerMatterRequest { outcome: MatterOutcome::Partly, reason: reason() };
    assert_eq!(desk.refusal::<SummariseMatter>(clerk, &of(matter), &summary), "matters/still-discussing");
    assert_eq!(desk.refusal::<AnswerMatter>(clerk, &of(matter), &answer), "matters/still-discussing");
    desk.pass_awake(until.since(desk.now.get()) - 1);
    assert_eq!(view(&stage, matter, &guest).row.stage, Stage_::Discussing);
    desk.pass_awake(1);
    assert_eq!(view(&stage, matter, &guest).row.stage, Stage_::Discussed, "by the clock alone");
    assert_eq!(
        desk.refusal::<WritePost>(volunteer, &of(matter), &write_post_request(Stance::For)),
        "matters/not-discussing"
    );
    assert_eq!(desk.refusal::<AnswerMatter>(clerk, &of(matter), &answer), "matters/summary-missing");
    desk.call::<SummariseMatter>(clerk, &of(matter), &summary);
    assert_eq!(desk.refusal::<SummariseMatter>(clerk, &of(matter), &summary), "matters/already-summarised");
    desk.call::<AnswerMatter>(clerk, &of(matter), &answer);
    assert_eq!(desk.refusal::<AnswerMatter>(clerk, &of(matter), &answer), "matters/already-closed");
    let done = view(&stage, matter, &guest);
    assert_eq!(
        (done.row.stage, done.row.outcome, done.proposer.as_deref()),
        (Stage_::Done, Some(MatterOutcome::Partly), Some("李**"))
    );
    let events: Vec<_> = done.timeline.iter().map(|row| row.event).collect();
    assert_eq!(events, [Ev::Proposed, Ev::HandedIn, Ev::Accepted, Ev::DiscussionEnded, Ev::Summarised, Ev::Answered]);
    assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::MatterAnswered);
    desk.check_books();
}

#[test]
fn what_comes_back_is_mended_and_what_is_routed_is_told() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer.person);
    let matter = returned_matter(&stage);
    let told = newest_notice(&stage, &stage.volunteer);
    assert_eq!((told.kind, told.params["reason"].as_str()), (NoticeKind::MatterReturned, Some("请看说明")));
    assert_eq!(desk.refusal::<ShowMatter>(&stage.neighbour.person, &of(matter), &Empty {}), "request/not-found");
    assert_eq!(view(&stage, matter, volunteer).mine.may, [MatterAct::Revise, MatterAct::Withdraw, MatterAct::Enclose]);
    let mended = ReviseMatterRequest {
        title: "东门装一个雨棚".parse().unwrap(),
        text: "下雨天等车没有地方躲，希望在东门装一个雨棚。".parse().unwrap(),
        summary: reason(),
    };
    assert_eq!(desk.refusal::<ReviseMatter>(&stage.neighbour.person, &of(matter), &mended), "request/not-allowed");
    desk.call::<ReviseMatter>(volunteer, &of(matter), &mended);
    let versions = desk.call::<ShowVersions>(volunteer, &of(matter), &Empty {}).versions;
    assert_eq!(
        versions.iter().map(|one| (one.number, one.by)).collect::<Vec<_>>(),
        [(1, EventActor::Proposer), (2, EventActor::Proposer)]
    );
    let pieces = diff::diff_texts(&versions[0].text, &versions[1].text);
    assert_eq!(
        pieces.iter().find(|piece| piece.change == diff::Change::Added).map(|piece| piece.text.as_str()),
        Some("东")
    );
    let nowhere = DecidePreReviewRequest { destination: None, ..verdict(VerdictKind::Route) };
    assert_eq!(
        desk.refusal::<DecidePreReview>(&stage.clerk.person, &of(matter), &nowhere),
        "matters/destination-missing"
    );
    desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Route));
    let routed = view(&stage, matter, &Person::default());
    assert_eq!(routed.row.title, "东门装一个雨棚");
    let last = routed.reviews.last().unwrap();
    assert_eq!((last.destination.as_deref(), last.office, last.late), (Some("街道办事处"), Office::Committee, false));
    assert_eq!(newest_notice(&stage, &stage.volunteer).params["destination"], "街道办事处");
    assert_eq!(desk.refusal::<WithdrawMatter>(volunteer, &of(matter), &Empty {}), "matters/already-closed");
}

#[test]
fn nobody_reviews_the_own_and_the_branch_may() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let own = proposed_matter(&stage, &stage.clerk);
    let accept = verdict(VerdictKind::Accept);
    assert_eq!(desk.refusal::<DecidePreReview>(&stage.clerk.person, &of(own), &accept), "matters/own-case");
    let deputy = desk.sign_in("陈建国");
    desk.call::<DecidePreReview>(&deputy, &of(own), &accept);
    let matter = proposed_matter(&stage, &stage.volunteer);
    let branch = desk.sign_in(BRANCH);
    assert_eq!(view(&stage, matter, &branch).mine.may, [MatterAct::PreReview]);
    desk.call::<DecidePreReview>(&branch, &of(matter), &accept);
    assert_eq!(view(&stage, matter, &branch).reviews[0].office, Office::PartyCommittee);
    assert_eq!(view(&stage, matter, &branch).timeline.last().unwrap().by, EventActor::PartyCommittee);
}

/// A member of the party branch's committee.
const BRANCH: &str = "宋霞磊";

#[test]
fn the_office_and_its_supervisors_see_what_is_late() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let matter = proposed_matter(&stage, &stage.volunteer);
    let task = |who: &Actor| {
        let tasks = desk.call::<ListMatterTasks>(&who.person, &(TestCommunity::code(),), &Empty {}).tasks;
        tasks.into_iter().find(|task| task.matter == matter).unwrap()
    };
    let due = task(&stage.clerk).due;
    desk.pass_awake(due.since(desk.now.get()) - 1);
    assert_eq!((task(&stage.clerk).overdue, task(&stage.watcher).overdue), (false, false));
    desk.pass_awake(1);
    assert_eq!((task(&stage.clerk).overdue, task(&stage.watcher).overdue), (true, true));
    desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    assert!(view(&stage, matter, &Person::default()).reviews[0].late, "and everybody sees that it was");
}

#[test]
fn how_often_somebody_may_propose() {
    let stage = BusyCommunity::open();
    let (desk, here, volunteer) = (&stage.desk, (TestCommunity::code(),), &stage.volunteer.person);
    let refuse = || desk.refusal::<ProposeMatter>(volunteer, &here, &propose_matter_request("pets"));
    proposed_matter(&stage, &stage.volunteer);
    let second = proposed_matter(&stage, &stage.volunteer);
    assert_eq!(refuse(), "matters/too-many-today");
    desk.pass_awake(DAY);
    proposed_matter(&stage, &stage.volunteer);
    assert_eq!(refuse(), "matters/too-many-open");
    desk.call::<WithdrawMatter>(volunteer, &of(second), &Empty {});
    proposed_matter(&stage, &stage.volunteer);
    let nameless = ProposeMatterRequest { shown: ShownAs::Anonymous, ..propose_matter_request("elections") };
    assert_eq!(desk.refusal::<ProposeMatter>(&stage.leader.person, &here, &nameless), "matters/name-needed");
    let nameless = ProposeMatterRequest { shown: ShownAs::Anonymous, ..propose_matter_request(OTHER_ITEM) };
    let matter = desk.call::<ProposeMatter>(&stage.leader.person, &here, &nameless).matter;
    assert_eq!(view(&stage, matter, &stage.clerk.person).proposer, None, "not for the committee either");
    let actor = desk.texts("select actor from journal where subject = ?", bind![matter]);
    assert_eq!(actor, [stage.leader.member().to_string()], "the journal knows");
}

#[test]
fn lists_by_stage_and_by_reader() {
    let stage = BusyCommunity::open();
    let (desk, guest) = (&stage.desk, Person::default());
    let (waits, open, back) =
        (proposed_matter(&stage, &stage.volunteer), accepted_matter(&stage), returned_matter(&stage));
    let by = |stage: Stage_| MattersQuery { stage: Some(stage), ..MattersQuery::default() };
    for (who, query, has) in [
        (&guest, MattersQuery::default(), [false, true, false]),
        (&stage.leader.person, MattersQuery::default(), [true, true, false]),
        (&stage.clerk.person, MattersQuery::default(), [true, true, true]),
        (&guest, by(Stage_::PreReview), [false; 3]),
        (&stage.leader.person, by(Stage_::PreReview), [true, false, false]),
        (&stage.leader.person, by(Stage_::Returned), [false; 3]),
        (&guest, by(Stage_::Discussing), [false, true, false]),
        (&guest, by(Stage_::Discussed), [false; 3]),
        (
            &stage.volunteer.person,
            MattersQuery { of: Some(MattersOf::Mine), ..MattersQuery::default() },
            [true, false, true],
        ),
    ] {
        let found = listed(&stage, who, &query);
        assert_eq!([waits, open, back].map(|id| found.contains(&id)), has, "{query:?}");
    }
    desk.pass_awake(11 * DAY);
    assert!(listed(&stage, &guest, &by(Stage_::Discussed)).contains(&open));
    assert!(!listed(&stage, &guest, &by(Stage_::Discussing)).contains(&open));
    // Page by page, without repeating or omitting any.
    let all = listed(&stage, &guest, &MattersQuery::default());
    let (mut paged, mut after) = (vec![], None);
    loop {
        let query = MattersQuery { after, limit: Some(2), ..MattersQuery::default() };
        let page = desk.try_call::<ListMatters>(&guest, &(TestCommunity::code(),), &query, &Empty {}).unwrap();
        paged.extend(page.rows.iter().map(|row| row.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(paged, all);
    let mine = MattersQuery { of: Some(MattersOf::Mine), ..MattersQuery::default() };
    let refused = desk.try_call::<ListMatters>(&guest, &(TestCommunity::code(),), &mine, &Empty {}).unwrap_err();
    assert_eq!(refused.code, "request/not-signed-in");
}

#[test]
fn what_is_like_it_is_found_while_typing() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let typed = |title: &str| FindSimilarRequest { title: title.parse().unwrap(), text: "".parse().unwrap() };
    let found = desk.call::<FindSimilar>(&stage.volunteer.person, &here, &typed("我们楼想加装电梯"));
    assert_eq!(found.matters[0].title, "5号楼2单元加装电梯");
    assert_eq!(desk.call::<FindSimilar>(&stage.volunteer.person, &here, &typed("修理健身器材")).matters, []);
    for _ in 2..domain::limits::SIMILAR_PER_HOUR {
        desk.call::<FindSimilar>(&stage.volunteer.person, &here, &typed(""));
    }
    assert_eq!(desk.refusal::<FindSimilar>(&stage.volunteer.person, &here, &typed("")), "request/too-many");
    assert!(desk.dump().iter().all(|row| !row.contains("我们楼想")), "nothing that was typed is kept");
}

#[test]
fn a_discussion_is_two_deep_and_by_side() {
    let stage = BusyCommunity::open();
    let (desk, volunteer) = (&stage.desk, &stage.volunteer.person);
    let matter = accepted_matter(&stage);
    let first = write_post(&stage, matter, &stage.volunteer);
    let against = WritePostRequest { reply_to: Some(first), ..write_post_request(Stance::Against) };
    let reply = desk.call::<WritePost>(&stage.leader.person, &of(matter), &against).post;
    let deeper = WritePostRequest { reply_to: Some(reply), ..write_post_request(Stance::For) };
    assert_eq!(desk.refusal::<WritePost>(volunteer, &of(matter), &deeper), "matters/too-deep");
    let other = accepted_by_other(&stage);
    let elsewhere = WritePostRequest { reply_to: Some(first), ..write_post_request(Stance::For) };
    assert_eq!(desk.refusal::<WritePost>(volunteer, &of(other), &elsewhere), "request/not-found");
    let no_version = WritePostRequest { version: 2, ..write_post_request(Stance::For) };
    assert_eq!(desk.refusal::<WritePost>(volunteer, &of(matter), &no_version), "request/malformed");
    let text = AddVersionRequest { text: "下雨天在东门装一个雨棚。".parse().unwrap(), summary: reason() };
    desk.call::<AddVersion>(&stage.clerk.person, &of(matter), &text);
    assert_eq!(desk.refusal::<AddVersion>(&stage.clerk.person, &of(matter), &text), "matters/same-text");
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
    assert_eq!(page.iter().map(|post| post.id).collect::<Vec<_>>(), [first]);
    let view = view(&stage, matter, volunteer);
    assert_eq!((view.posts_for, view.posts_against, view.posts_neutral, view.row.posts), (1, 2, 0, 3));
    assert_eq!((view.version, view.text.as_str()), (2, "下雨天在东门装一个雨棚。"));
}

/// A second one under discussion.
fn accepted_by_other(stage: &BusyCommunity) -> MatterId {
    let matter = proposed_matter(stage, &stage.leader);
    stage.desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    matter
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
    assert_eq!(view(&stage, matter, volunteer).row.posts, 1, "the answer");
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
    assert_eq!(desk.refusal::<HidePost>(clerk, &at(id), &hiding(HidingRule::Insult, None)), "matters/end-missing");
    desk.call::<HidePost>(clerk, &at(id), &hiding(HidingRule::Insult, Some(3)));
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
        desk.call::<DecideAppeal>(watcher, &at(id), &no_appeal);
        assert_eq!(talk(&stage, matter, &guest)[0].state, PostState::Shown);
        assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::AppealUpheld);
        assert_eq!(desk.refusal::<DecideAppeal>(watcher, &at(id), &no_appeal), "matters/no-appeal");
    });
    let dismissed = DecideAppealRequest { outcome: AppealOutcome::Dismissed, reason: reason() };
    assert_eq!(desk.call::<DecideAppeal>(watcher, &at(id), &dismissed).state, PostState::Hidden);
    assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::AppealDismissed);
    desk.call::<ReleasePost>(clerk, &at(id), &Empty {});
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
    assert_eq!(view(&stage, matter, clerk).row.posts, 0);
    let list = || desk.call::<ShowModeration>(clerk, &here, &Empty {});
    assert_eq!(list().waiting.iter().map(|task| task.post.id).collect::<Vec<_>>(), [waiting.post]);
    desk.call::<ReleasePost>(clerk, &at(waiting.post), &Empty {});
    assert_eq!((list().waiting, view(&stage, matter, clerk).row.posts), (vec![], 1));
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
    let reported = list().reported;
    let mine = reported.iter().find(|task| task.post.id == waiting.post).unwrap();
    assert_eq!((reported.len(), mine.reports[0].rule, mine.reports[0].count), (before + 1, HidingRule::OffTopic, 1));
    desk.call::<ReleasePost>(clerk, &at(waiting.post), &Empty {});
    assert_eq!(list().reported.len(), before, "looked at, and it stays");
    let own = write_post(&stage, matter, &stage.clerk);
    assert_eq!(desk.refusal::<ReleasePost>(clerk, &at(own), &Empty {}), "matters/own-case");
    desk.call::<ReleasePost>(&desk.sign_in("陈建国"), &at(own), &Empty {});
}

/// The store itself refuses what the rules refuse.
#[test]
fn the_store_keeps_to_the_rules() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let matter = accepted_matter(&stage);
    write_post(&stage, matter, &stage.volunteer);
    for (name, sql) in [
        ("an end put off", "update matters set until_at = until_at + 1 where stage = 'discussing'"),
        ("a discussion closed early", "update matters set until_at = 1 where stage = 'discussing'"),
        ("a done matter opened again", "update matters set stage = 'discussing' where stage = 'done'"),
        ("a version rewritten", "update matter_versions set text = 'x'"),
        ("a version lost", "delete from matter_versions"),
        ("a post lost", "delete from posts"),
        (
            "a post after the end",
            "insert into posts (id, matter, author, side, version, text, at) select 'x', matter, author, side, 1, 'x', 9e12 from posts limit 1",
        ),
        ("an answer changed", "update outcomes set outcome = 'not'"),
        (
            "three deep",
            "insert into posts (id, matter, parent, author, side, version, text, at) select 'x', matter, id, author, side, 1, 'x', at from posts where parent is not null limit 1",
        ),
    ] {
        assert!(desk.rehearse(|| desk.db.run_script(sql)).is_err(), "{name}");
    }
}

/// Everybody offered on the sign-in page lives here under that name and holds the promised role.
#[test]
fn the_accounts_are_who_they_say() {
    let stage = BusyCommunity::open();
    for account in api::demonstration::list_accounts() {
        let names = stage.desk.texts("select name from members where phone = ?", bind![account.phone.clone()]);
        assert_eq!(names, std::slice::from_ref(&account.name));
        let person = stage.desk.sign_in_by(&account.phone);
        let held = stage.desk.call::<ShowMe>(&person, &(TestCommunity::code(),), &Empty {}).held;
        let is_plain = account.role == domain::access::Role::Resident && held.is_empty();
        assert!(is_plain || held.iter().any(|held| held.role == account.role), "{}: {held:?}", account.name);
    }
}
