//! Refusals of ballots that no other test meets, each by its code.

use crate::ballot_meeting::{BallotMeeting, ballot_request};
use crate::ballots::{AT, ballot_path, count_request, hold_ballot_meeting, paper_request, take_token_request};
use crate::busy_community::{BusyCommunity, sign_in_actor};
use crate::case_meetings::{WAY, open_case};
use crate::several_decisions::{DecisionMeeting, agenda_item};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::access::Role;
use domain::ballots::{
    AtRevisionRequest, BallotRequest, Choice, CountRequest, HandOutPaperRequest, Method, TakeTokenRequest,
};
use domain::contract::*;
use domain::decisions as d;
use domain::ids::{BallotId, CaseId};
use domain::limits;

const FIRST: AtRevisionRequest = AtRevisionRequest { revision: 1 };

#[test]
fn a_ballot_takes_nothing_in_another_state_by_another_method_or_from_an_older_page() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (chair, teller, one) = (&stage.clerk.person, &stage.watcher.person, &stage.neighbour);
    let (guest, draft) = (Person::default(), ballot_path(hall.draft(Method::Secret)));
    let [by_name, hands, secret] =
        [Method::Open, Method::Hands, Method::Secret].map(|method| ballot_path(hall.open(method)));
    let vote = BallotMeeting::secret_vote(hall.token(secret.1, &stage.volunteer), Choice::For);
    let (count, paper, token) = (count_request([1, 0, 0, 0]), paper_request(one), take_token_request(one.member()));
    let old_count = CountRequest { revision: 1, ..count.clone() };
    let old_paper = HandOutPaperRequest { revision: 1, ..paper.clone() };
    let old_token = TakeTokenRequest { revision: 1, ..token };
    let enter = |ballot, body: &CountRequest| desk.refusal::<EnterCount>(chair, ballot, body);
    let confirm = |ballot, body: &CountRequest| desk.refusal::<ConfirmCount>(teller, ballot, body);
    let hand = |ballot, body: &HandOutPaperRequest| desk.refusal::<HandOutPaper>(chair, ballot, body);
    let cast = |ballot| desk.refusal::<CastSecretBallot>(&guest, ballot, &vote);
    let receipts = |ballot| desk.refusal::<ListReceipts>(&guest, ballot, &Empty {});
    let names = |ballot| desk.refusal::<ListVotes>(&guest, ballot, &Empty {});
    for (what, code, expect) in [
        ("a count of a draft", enter(&draft, &count), "ballots/not-open"),
        ("a second count of a draft", confirm(&draft, &count), "ballots/not-open"),
        ("a paper of a draft", hand(&draft, &paper), "ballots/not-open"),
        ("a secret vote where people vote by name", cast(&by_name), "ballots/other-method"),
        ("a second count where people vote by name", confirm(&by_name, &count), "ballots/other-method"),
        ("a count by an older page", enter(&hands, &old_count), "ballots/stale-page"),
        ("a second count by an older page", confirm(&hands, &old_count), "ballots/stale-page"),
        ("a paper by an older page", hand(&secret, &old_paper), "ballots/stale-page"),
        ("a token by an older page", desk.refusal::<TakeToken>(&one.person, &secret, &old_token), "ballots/stale-page"),
        ("the end by an older page", desk.refusal::<CloseBallot>(chair, &hands, &FIRST), "ballots/stale-page"),
        ("more hands than people", confirm(&hands, &count_request([7, 0, 0, 0])), "ballots/too-many-votes"),
        ("a hand without a choice", confirm(&hands, &count_request([1, 0, 0, 1])), "ballots/too-many-votes"),
        ("a paper that was not handed out", enter(&secret, &count), "ballots/too-many-votes"),
        ("a draft dropped by another page", desk.refusal::<DropBallot>(chair, &draft, &AT), "ballots/stale-page"),
        ("a second opening", desk.refusal::<OpenBallot>(chair, &hands, &FIRST), "ballots/not-draft"),
        ("the end of a draft", desk.refusal::<CloseBallot>(chair, &draft, &FIRST), "ballots/not-open"),
        ("receipts before the end", receipts(&secret), "ballots/not-closed"),
        ("names before the end", names(&by_name), "ballots/not-closed"),
        ("receipts of a vote by name", receipts(&by_name), "ballots/other-method"),
        ("names of a secret vote", names(&secret), "ballots/other-method"),
    ] {
        assert_eq!(code, expect, "{what}");
    }
    hall.run("update meetings set status = 'closed', closed_at = opened_at where id = ?", bind![hall.meeting]);
    for (what, code) in [
        ("a count", enter(&hands, &count)),
        ("a second count", confirm(&hands, &count)),
        ("a paper", hand(&secret, &paper)),
        ("a secret vote", cast(&secret)),
    ] {
        assert_eq!(code, "ballots/meeting-not-open", "{what} after the meeting");
    }
}

/// Others of the committee may draft; the chair of the meeting runs the vote.
#[test]
fn only_the_chair_opens_counts_hands_and_closes() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let director = desk.sign_in("陈建国");
    let (draft, hands) = (ballot_path(hall.draft(Method::Hands)), ballot_path(hall.open(Method::Hands)));
    for (what, code) in [
        ("opened", desk.refusal::<OpenBallot>(&director, &draft, &FIRST)),
        ("counted", desk.refusal::<EnterCount>(&director, &hands, &count_request([1, 0, 0, 0]))),
        ("closed", desk.refusal::<CloseBallot>(&director, &hands, &AT)),
    ] {
        assert_eq!(code, "ballots/not-chair", "{what} by the director");
    }
}

#[test]
fn the_second_count_is_by_another_person() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    // A teller who sits on the committee may also enter the first count of papers.
    let teller = sign_in_actor(desk, "陈建国", Some(Role::Committee));
    let hall = BallotMeeting::hold(desk, (stage.clerk.clone(), teller.clone()), &[stage.volunteer.member()]);
    let (ballot, none) = (ballot_path(hall.open(Method::Secret)), count_request([0; 4]));
    desk.call::<EnterCount>(&teller.person, &ballot, &none);
    assert_eq!(desk.refusal::<ConfirmCount>(&teller.person, &ballot, &none), "ballots/same-counter");
}

/// Every announcement names a teller; the store does not require one.
#[test]
fn without_a_teller_nothing_is_counted() {
    let stage = BusyCommunity::open();
    let (desk, hall, chair) = (&stage.desk, hold_ballot_meeting(&stage), &stage.clerk.person);
    let (hands, secret) = (ballot_path(hall.draft(Method::Hands)), ballot_path(hall.open(Method::Secret)));
    hall.run("update meetings set teller = null where id = ?", bind![hall.meeting]);
    let paper = paper_request(&stage.volunteer);
    for (what, code) in [
        ("a ballot by hands is opened", desk.refusal::<OpenBallot>(chair, &hands, &FIRST)),
        ("a paper is handed out", desk.refusal::<HandOutPaper>(chair, &secret, &paper)),
        ("papers are counted", desk.refusal::<EnterCount>(chair, &secret, &count_request([0; 4]))),
    ] {
        assert_eq!(code, "ballots/no-teller", "{what}");
    }
}

#[test]
fn a_meeting_has_only_so_many_ballots() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    for _ in 0..limits::BALLOTS_PER_MEETING_MAX {
        hall.draft(Method::Open);
    }
    let at = (TestCommunity::code(), hall.meeting);
    let refused = desk.refusal::<DraftBallot>(&stage.clerk.person, &at, &ballot_request(Method::Open));
    assert_eq!(refused, "ballots/too-many");
}

/// VC25 art. 26, 30: those present vote; a household has one vote.
#[test]
fn a_token_is_for_the_one_who_may_vote() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (other, one) = (&stage.neighbour, &stage.volunteer);
    let officers = || (stage.clerk.clone(), stage.watcher.clone());
    let hall = BallotMeeting::call(desk, officers(), ("residents-assembly", "adults"));
    for who in [other, one] {
        hall.enrol(&who.member().to_string());
    }
    hall.begin(&[(one.member(), other.member())]);
    hall.present(&other.member().to_string(), other.member());
    hall.there(&one.member().to_string(), "proxy", other.member());
    let came = "update meeting_presence set how = 'code', by = voter where meeting = ? and voter = ?";
    hall.run(came, bind![hall.meeting, one.member()]);
    let token = take_token_request(one.member());
    let by_proxy = desk.refusal::<TakeToken>(&other.person, &ballot_path(hall.open(Method::Secret)), &token);
    assert_eq!(by_proxy, "ballots/principal-present");

    let house = one.standing.household.unwrap();
    let moves = "update members set household = ?, housed_at = ? where id = ?";
    desk.db.run(moves, bind![house, desk.now.get(), other.member()]).unwrap();
    let hall = BallotMeeting::call(desk, officers(), ("household-assembly", "households"));
    hall.enrol(&house.to_string());
    hall.begin(&[]);
    hall.present(&house.to_string(), other.member());
    let token = TakeTokenRequest { voter: house.into(), ..token };
    let second = desk.refusal::<TakeToken>(&one.person, &ballot_path(hall.open(Method::Secret)), &token);
    assert_eq!(second, "ballots/spoken-for");
}

#[test]
fn a_draft_asks_only_what_this_meeting_may_be_asked() {
    let stage = BusyCommunity::open();
    let (desk, evening) = (&stage.desk, DecisionMeeting::of(&stage, d::CaseStep::Proposal, 2));
    let [lift, other] = [0; 2].map(|_| open_case(&stage, WAY));
    let meeting = evening.call(Some(lift), vec![agenda_item(Some(lift))]).unwrap();
    evening.link(lift, meeting).unwrap();
    let present = evening.begin(meeting, usize::MAX);
    let draft = ballot_path(evening.free(meeting, 0).unwrap());
    let revised = |to: &BallotRequest| desk.refusal::<ReviseBallot>(&evening.head.person, &draft, to);
    let about = |case: CaseId| d::ballot_of_case(case, None, Method::Hands, "10".parse().unwrap()).unwrap();
    let free = |item: u32| {
        let minutes = "10".parse().unwrap();
        d::free_ballot("是否同意本次会议到此结束".parse().unwrap(), Method::Hands, item, minutes).unwrap()
    };
    for (what, code, expect) in [
        ("an item that the agenda does not have", revised(&free(2)), "ballots/item-not-named"),
        ("a decision of another meeting", revised(&about(other)), "ballots/case-not-here"),
    ] {
        assert_eq!(code, expect, "{what}");
    }
    let asked = evening.draft(meeting, lift, None).unwrap();
    assert_eq!(revised(&about(lift)), "ballots/case-asked", "another draft asks it");
    evening.vote(asked, present, 0);
    assert_eq!(revised(&about(lift)), "ballots/reason-missing", "it was put to the vote here");

    // No command leaves such a draft of a case without a reason: it is written here, as the store allows.
    let again: BallotId = desk.key().to_string().parse().unwrap();
    let written =
        "insert into ballots (id, meeting, question, method, rule, open_minutes, drafted_by, drafted_at, case_id)
        values (?, ?, '是否同意', 'hands', 'x', 10, ?, ?, ?)";
    let values = bind![again, meeting, evening.head.member(), desk.now.get(), lift];
    desk.db.run(written, values).unwrap();
    let opened = desk.refusal::<OpenBallot>(&evening.head.person, &ballot_path(again), &FIRST);
    assert_eq!(opened, "ballots/reason-missing");
}
