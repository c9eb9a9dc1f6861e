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
use domain::time::DAY;

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
    accepted_matter_of(stage, &stage.neighbour)
}

/// A matter of this person, under discussion.
pub fn accepted_matter_of(stage: &BusyCommunity, by: &Actor) -> MatterId {
    let matter = proposed_matter(stage, by);
    stage.desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    matter
}

pub fn write_post(stage: &BusyCommunity, matter: MatterId, by: &Actor) -> PostId {
    stage.desk.call::<WritePost>(&by.person, &of(matter), &write_post_request(Stance::For)).post
}

/// The volunteer's post, hidden for a week; with a pending appeal if `appealed`.
pub fn hidden_post(stage: &BusyCommunity, appealed: bool) -> PostId {
    let post = write_post(stage, accepted_matter(stage), &stage.volunteer);
    let hiding = HidePostRequest { rule: HidingRule::Insult, reason: reason(), days: Some(7) };
    stage.desk.call::<HidePost>(&stage.clerk.person, &at(post), &hiding);
    if appealed {
        let body = AppealHidingRequest { reason: reason() };
        stage.desk.call::<AppealHiding>(&stage.volunteer.person, &at(post), &body);
    }
    post
}

pub fn show_matter(stage: &BusyCommunity, matter: MatterId, who: &Person) -> MatterView {
    stage.desk.call::<ShowMatter>(who, &of(matter), &Empty {})
}

pub fn newest_notice(stage: &BusyCommunity, who: &Actor) -> domain::notices::Notice {
    stage.desk.call::<ListNotices>(&who.person, &(TestCommunity::code(),), &Empty {}).rows.remove(0)
}

#[test]
fn a_list_of_ones_own_is_taken_as_a_whole_or_not_at_all() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let given = desk.call::<ShowCatalogue>(&Person::default(), &here, &Empty {}).items;
    let convention = given.iter().find(|item| item.code == "convention").unwrap();
    assert!(convention.by_law && convention.flags.contains(&Flag::NeedsFiling), "{convention:?}");
    assert!(given.iter().all(|item| !item.source.is_empty()), "each item names its source");
    let list = own_list(desk);
    let mut wrong = list.clone();
    wrong.lines.remove(1);
    wrong.lines[2].code = "Größe".parse().unwrap();
    let before = desk.fingerprint();
    let refused = desk.try_call::<ReplaceCatalogue>(clerk, &here, &(), &wrong).unwrap_err();
    assert_eq!((refused.code.as_str(), &refused.params["count"]), ("matters/catalogue-lines", &2.into()));
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
    assert_eq!(show_matter(&stage, matter, volunteer).mine.may, [MatterAct::Withdraw, MatterAct::Enclose]);
    assert_eq!(show_matter(&stage, matter, &stage.neighbour.person).mine.may, [MatterAct::Cosign]);
    // A co-signature is taken back, once, and may be given again.
    let neighbour = &stage.neighbour.person;
    desk.call::<CosignMatter>(neighbour, &of(matter), &Empty {});
    assert_eq!(show_matter(&stage, matter, neighbour).mine.may, [MatterAct::WithdrawCosignature]);
    assert_eq!(desk.call::<WithdrawCosignature>(neighbour, &of(matter), &Empty {}).cosigned, 0);
    let again = desk.refusal::<WithdrawCosignature>(neighbour, &of(matter), &Empty {});
    assert_eq!(again, "matters/not-cosigned");
    assert_eq!(show_matter(&stage, matter, neighbour).row.cosigned, 0);
    let others = [&stage.neighbour, &stage.leader, &stage.other_leader, &stage.grid_worker, &stage.watcher];
    for (number, other) in (1..).zip(others) {
        let standing = desk.call::<CosignMatter>(&other.person, &of(matter), &Empty {});
        let stage = if number == 5 { Stage_::PreReview } else { Stage_::Collecting };
        assert_eq!((standing.cosigned, standing.stage), (number, stage));
        let again = desk.refusal::<CosignMatter>(&other.person, &of(matter), &Empty {});
        assert_eq!(again, if number == 5 { "matters/not-collecting" } else { "matters/already-cosigned" });
    }
    let back = desk.refusal::<WithdrawCosignature>(neighbour, &of(matter), &Empty {});
    assert_eq!(back, "matters/not-collecting");
    assert_eq!(newest_notice(&stage, &stage.volunteer).kind, NoticeKind::MatterHandedIn);
    assert_eq!(
        desk.refusal::<WritePost>(volunteer, &of(matter), &write_post_request(Stance::For)),
        "matters/not-discussing"
    );

    let accepted = desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    assert_eq!(accepted.stage, Stage_::Discussing);
    let told = newest_notice(&stage, &stage.volunteer);
    let until = show_matter(&stage, matter, &guest).row.discussing_until.unwrap();
    assert_eq!((told.kind, &told.params["until"]), (NoticeKind::MatterAccepted, &until.0.into()));
    assert_eq!((told.params["office"].as_str(), told.params["reason"].as_str()), (Some("committee"), Some("请看说明")));
    let clerk = &stage.clerk.person;
    let summary = SummariseMatterRequest { text: "大家都同意装雨棚，位置在东门。".parse().unwrap() };
    let answer = AnswerMatterRequest { outcome: MatterOutcome::Partly, reason: reason() };
    assert_eq!(desk.refusal::<SummariseMatter>(clerk, &of(matter), &summary), "matters/still-discussing");
    assert_eq!(desk.refusal::<AnswerMatter>(clerk, &of(matter), &answer), "matters/still-discussing");
    desk.pass_awake(until.since(desk.now.get()) - 1);
    assert_eq!(show_matter(&stage, matter, &guest).row.stage, Stage_::Discussing);
    desk.pass_awake(1);
    assert_eq!(show_matter(&stage, matter, &guest).row.stage, Stage_::Discussed, "by the clock alone");
    assert_eq!(
        desk.refusal::<WritePost>(volunteer, &of(matter), &write_post_request(Stance::For)),
        "matters/not-discussing"
    );
    assert_eq!(desk.refusal::<AnswerMatter>(clerk, &of(matter), &answer), "matters/summary-missing");
    desk.call::<SummariseMatter>(clerk, &of(matter), &summary);
    assert_eq!(desk.refusal::<SummariseMatter>(clerk, &of(matter), &summary), "matters/already-summarised");
    desk.call::<AnswerMatter>(clerk, &of(matter), &answer);
    assert_eq!(desk.refusal::<AnswerMatter>(clerk, &of(matter), &answer), "matters/already-closed");
    let done = show_matter(&stage, matter, &guest);
    assert_eq!(
        (done.row.stage, done.row.outcome, done.proposer.as_deref()),
        (Stage_::Done, Some(MatterOutcome::Partly), Some("李**"))
    );
    assert_eq!(done.summary.unwrap().text, summary.text.as_str());
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
    assert_eq!(show_matter(&stage, matter, &stage.clerk.person).reviews.len(), 1);
    let may = [MatterAct::Revise, MatterAct::Withdraw, MatterAct::Enclose];
    assert_eq!(show_matter(&stage, matter, volunteer).mine.may, may);
    let mended = ReviseMatterRequest {
        title: "东门装一个雨棚".parse().unwrap(),
        text: "下雨天等车没有地方躲，希望在东门装一个雨棚。".parse().unwrap(),
        summary: reason(),
    };
    assert_eq!(desk.refusal::<ReviseMatter>(&stage.neighbour.person, &of(matter), &mended), "request/not-allowed");
    assert_eq!(desk.call::<ReviseMatter>(volunteer, &of(matter), &mended).stage, Stage_::PreReview);
    assert_eq!(desk.refusal::<ReviseMatter>(volunteer, &of(matter), &mended), "matters/not-returned", "twice");
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
    let routed = show_matter(&stage, matter, &Person::default());
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
    assert_eq!(show_matter(&stage, matter, &branch).mine.may, [MatterAct::PreReview]);
    desk.call::<DecidePreReview>(&branch, &of(matter), &accept);
    assert_eq!(show_matter(&stage, matter, &branch).reviews[0].office, Office::PartyCommittee);
    assert_eq!(show_matter(&stage, matter, &branch).timeline.last().unwrap().by, EventActor::PartyCommittee);
}

/// A member of the party branch's committee.
const BRANCH: &str = "宋霞磊";

#[test]
fn the_office_and_its_supervisors_see_what_is_late() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let matter = proposed_matter(&stage, &stage.volunteer);
    let tasks = |who: &Actor| desk.call::<ListMatterTasks>(&who.person, &(TestCommunity::code(),), &Empty {}).tasks;
    let task = |who: &Actor| tasks(who).into_iter().find(|task| task.matter == matter).unwrap();
    for who in [&stage.clerk, &stage.watcher] {
        assert!(tasks(who).is_sorted_by_key(|task| task.due), "the most urgent first");
        assert!(tasks(who).iter().any(|task| task.overdue), "one of the demonstration is late");
        assert!(!task(who).own, "it is a case of another person than {}", who.name);
    }
    let due = task(&stage.clerk).due;
    desk.pass_awake(due.since(desk.now.get()) - 1);
    assert_eq!((task(&stage.clerk).overdue, task(&stage.watcher).overdue), (false, false));
    desk.pass_awake(1);
    assert_eq!((task(&stage.clerk).overdue, task(&stage.watcher).overdue), (true, true));
    desk.call::<DecidePreReview>(&stage.clerk.person, &of(matter), &verdict(VerdictKind::Accept));
    assert!(show_matter(&stage, matter, &Person::default()).reviews[0].late, "and everybody sees that it was");
}

#[test]
fn how_often_somebody_may_propose() {
    let stage = BusyCommunity::open();
    let (desk, here, volunteer) = (&stage.desk, (TestCommunity::code(),), &stage.volunteer.person);
    let refuse = || desk.refusal::<ProposeMatter>(volunteer, &here, &propose_matter_request("pets"));
    let propose = |item: &str| desk.call::<ProposeMatter>(volunteer, &here, &propose_matter_request(item));
    let (first, second) = (propose("pets"), propose("lifts"));
    assert_eq!((first.stage, second.stage), (Stage_::PreReview, Stage_::Collecting), "as the item requires");
    assert_eq!(refuse(), "matters/too-many-today");
    desk.pass_awake(DAY);
    proposed_matter(&stage, &stage.volunteer);
    assert_eq!(refuse(), "matters/too-many-open");
    assert_eq!(desk.call::<WithdrawMatter>(volunteer, &of(second.matter), &Empty {}).stage, Stage_::Withdrawn);
    proposed_matter(&stage, &stage.volunteer);
    let nameless = ProposeMatterRequest { shown: ShownAs::Anonymous, ..propose_matter_request("elections") };
    assert_eq!(desk.refusal::<ProposeMatter>(&stage.leader.person, &here, &nameless), "matters/name-needed");
    let nameless = ProposeMatterRequest { shown: ShownAs::Anonymous, ..propose_matter_request(OTHER_ITEM) };
    let matter = desk.call::<ProposeMatter>(&stage.leader.person, &here, &nameless).matter;
    assert_eq!(show_matter(&stage, matter, &stage.clerk.person).proposer, None, "not for the committee either");
    let actor = desk.texts("select actor from journal where subject = ?", bind![matter]);
    assert_eq!(actor, [stage.leader.member().to_string()], "the journal knows");
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
