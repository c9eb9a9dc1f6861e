//! Counting hands and papers, what the store itself refuses, the cost of a result, and the ballots of a party branch.

use crate::ballot_meeting::{BallotMeeting, ballot_request, voter_id};
use crate::ballots::{
    AT, all_actors, ballot_path, count_request, hold_ballot_meeting, paper_request, take_token_request,
};
use crate::busy_community::{Actor, BusyCommunity};
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::bind;
use api::db::Db;
use domain::ballots::{AtRevisionRequest, Choice, Counts, HandOutPaperRequest, Method, VoiceState};
use domain::contract::*;
use domain::ids::MemberId;
use domain::time::MINUTE;

#[test]
fn hands_are_counted_by_two() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Hands);
    let (chair, teller, this) = (&stage.clerk.person, &stage.watcher.person, ballot_path(ballot));
    assert_eq!(desk.refusal::<ConfirmCount>(teller, &this, &count_request([3, 2, 1, 0])), "ballots/nothing-entered");
    assert_eq!(desk.refusal::<EnterCount>(chair, &this, &count_request([3, 3, 1, 0])), "ballots/too-many-votes");
    assert_eq!(desk.refusal::<ConfirmCount>(chair, &this, &count_request([3, 2, 1, 0])), "request/not-allowed");
    assert!(!desk.call::<EnterCount>(chair, &this, &count_request([3, 2, 1, 0])).agreed);
    let differs = desk.try_call::<ConfirmCount>(teller, &this, &(), &count_request([2, 3, 1, 0])).unwrap_err();
    assert_eq!(differs.code, "ballots/counts-differ");
    let (first, second) = (&differs.params["first_for"], &differs.params["second_for"]);
    assert_eq!((first.as_u64(), second.as_u64()), (Some(3), Some(2)), "both are shown");
    assert_eq!(desk.refusal::<CloseBallot>(chair, &this, &AT), "ballots/count-missing");
    assert!(!desk.call::<EnterCount>(chair, &this, &count_request([2, 3, 1, 0])).agreed, "the chair may look again");
    assert!(desk.call::<ConfirmCount>(teller, &this, &count_request([2, 3, 1, 0])).agreed);
    assert_eq!(desk.refusal::<ConfirmCount>(teller, &this, &count_request([2, 3, 1, 0])), "ballots/already-counted");
    assert_eq!(desk.refusal::<EnterCount>(chair, &this, &count_request([6, 0, 0, 0])), "ballots/already-counted");
    let tally = hall.close(ballot);
    assert_eq!((tally.total, tally.phone), (Counts { r#for: 2, against: 3, abstain: 1, invalid: 0 }, None));
}

/// All of a list or nobody; a refusal names people; the list of receivers is for those who manage the ballot.
#[test]
fn a_list_gets_its_papers_in_one_act() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Secret);
    let (chair, this) = (&stage.clerk.person, ballot_path(ballot));
    let asked = |who: &[&Actor]| HandOutPaperRequest {
        voters: who.iter().map(|one| voter_id(one.member())).collect(),
        revision: 2,
    };
    let refused = |who: &[&Actor]| desk.try_call::<HandOutPaper>(chair, &this, &(), &asked(who)).unwrap_err();
    let receivers = || desk.call::<ListReceivers>(chair, &this, &Empty {}).rows;
    let state =
        |who: &Actor| receivers().into_iter().find(|row| row.voter == voter_id(who.member())).map(|row| row.state);
    assert_eq!(receivers().len(), 6, "all who are there");
    hall.cast(ballot, hall.token(ballot, &stage.neighbour), Choice::For);
    let all = [&stage.clerk, &stage.watcher, &stage.volunteer, &stage.neighbour];
    let problem = refused(&all);
    assert_eq!(problem.code, "ballots/receivers-have-tokens");
    let name = &desk.texts("select name from members where id = ?", bind![stage.neighbour.member()])[0];
    assert_eq!(problem.params["names"].as_str(), Some(name.as_str()), "by name");
    assert_eq!(state(&stage.clerk), Some(VoiceState::Free), "nobody got one");
    assert_eq!(refused(&[&stage.clerk, &stage.closer]).code, "ballots/not-on-roll");
    assert_eq!(refused(&[]).code, "ballots/receivers-out-of-range");
    assert_eq!(refused(&[&stage.clerk; 201]).code, "ballots/receivers-out-of-range");
    let twice = [&stage.clerk, &stage.watcher, &stage.clerk];
    let done = desk.call::<HandOutPaper>(chair, &this, &asked(&twice));
    assert_eq!((done.added, done.handed_out), (2, 2), "one paper for each");
    assert_eq!(refused(&[&stage.volunteer, &stage.clerk, &stage.watcher]).code, "ballots/receivers-have-papers");
    let states = [&stage.clerk, &stage.neighbour, &stage.volunteer].map(state);
    assert_eq!(states.map(Option::unwrap), [VoiceState::PaperGiven, VoiceState::TokenGiven, VoiceState::Free]);
    for person in [&stage.neighbour.person, &stage.watcher.person, &Person::default()] {
        assert!(desk.refusal::<ListReceivers>(person, &this, &Empty {}).starts_with("request/not-"));
        assert!(desk.refusal::<HandOutPaper>(person, &this, &asked(&[&stage.volunteer])).starts_with("request/not-"));
    }
    let hands = ballot_path(hall.open(Method::Hands));
    assert_eq!(desk.refusal::<ListReceivers>(chair, &hands, &Empty {}), "ballots/other-method");
    let draft = ballot_path(hall.draft(Method::Secret));
    assert_eq!(desk.refusal::<ListReceivers>(chair, &draft, &Empty {}), "ballots/not-open");
}

/// The officers see who has counted; only the counter sees the figures before the second count.
#[test]
fn the_first_count_is_seen_by_its_counter_only() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Hands);
    let shown = |person: &Person| {
        let found = desk.call::<ListBallots>(person, &(TestCommunity::code(), hall.meeting), &Empty {});
        found.ballots.into_iter().find(|row| row.ballot == ballot).unwrap()
    };
    assert!(shown(&stage.clerk.person).first_count.is_none());
    desk.call::<EnterCount>(&stage.clerk.person, &ballot_path(ballot), &count_request([3, 2, 1, 0]));
    let counter = shown(&stage.clerk.person);
    assert_eq!(counter.first_count.unwrap().counts, Some(Counts { r#for: 3, against: 2, abstain: 1, invalid: 0 }));
    assert_eq!(counter.turnout.counts_entered, 1);
    assert_eq!(shown(&stage.watcher.person).first_count.map(|first| first.counts), Some(None), "the second counter");
    assert!(shown(&stage.neighbour.person).first_count.is_none());
    assert!(shown(&Person::default()).first_count.is_none());
    desk.call::<ConfirmCount>(&stage.watcher.person, &ballot_path(ballot), &count_request([3, 2, 1, 0]));
    let agreed = shown(&stage.clerk.person);
    assert!(agreed.first_count.is_none() && agreed.turnout.counts_entered == 2);
}

#[test]
fn papers_are_handed_out_once_and_counted_anew_when_two_counts_differ() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Secret);
    let (chair, teller, this) = (&stage.clerk.person, &stage.watcher.person, ballot_path(ballot));
    let hand = |who: &Actor| desk.try_call::<HandOutPaper>(chair, &this, &(), &paper_request(who)).map_err(|p| p.code);
    for who in [&stage.clerk, &stage.watcher, &stage.volunteer] {
        assert!(hand(who).is_ok());
    }
    assert_eq!(hand(&stage.volunteer).unwrap_err(), "ballots/receivers-have-papers");
    assert_eq!(hand(&stage.closer).unwrap_err(), "ballots/not-on-roll");
    let phone =
        desk.refusal::<TakeToken>(&stage.volunteer.person, &this, &take_token_request(stage.volunteer.member()));
    assert_eq!(phone, "ballots/paper-given");
    desk.rehearse(|| {
        hall.strike(stage.neighbour.member());
        assert_eq!(hand(&stage.neighbour).unwrap_err(), "ballots/receivers-struck");
    });
    let token = hall.token(ballot, &stage.neighbour);
    assert_eq!(hand(&stage.neighbour).unwrap_err(), "ballots/receivers-have-tokens");
    let figures = desk.call::<ShowTurnout>(&stage.leader.person, &this, &Empty {});
    assert_eq!((figures.given, figures.handed_out, figures.voted), (1, 3, 0));
    hall.cast(ballot, token, Choice::For);

    assert_eq!(desk.refusal::<EnterCount>(chair, &this, &count_request([3, 1, 0, 0])), "ballots/too-many-votes");
    desk.call::<EnterCount>(chair, &this, &count_request([2, 0, 0, 1]));
    let differs = desk.refusal::<ConfirmCount>(teller, &this, &count_request([1, 1, 0, 1]));
    assert_eq!(differs, "ballots/counts-differ");
    let again = desk.refusal::<ConfirmCount>(teller, &this, &count_request([2, 0, 0, 1]));
    assert_eq!(again, "ballots/nothing-entered", "both count again");
    hall.count(ballot, [1, 1, 0, 1]);
    assert_eq!(hand(&stage.leader).unwrap_err(), "ballots/already-counted");
    desk.pass(10 * MINUTE);
    let tally = hall.close(ballot);
    assert_eq!(tally.total, Counts { r#for: 2, against: 1, abstain: 0, invalid: 1 });
    assert_eq!((tally.phone, tally.paper), (None, None), "a part of one vote is nobody's business");
    let receipts = desk.call::<ListReceipts>(&Person::default(), &this, &Empty {}).rows;
    assert_eq!((receipts.len(), receipts[0].choice), (1, None), "nor is it told by the receipts");
}

/// What no handler requests is refused by the store as well.
#[test]
fn the_store_refuses_what_no_rule_allows() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (closed, secret) = (hall.open(Method::Open), hall.open(Method::Secret));
    hall.vote(closed, &stage.volunteer, Choice::For);
    desk.pass(10 * MINUTE);
    hall.close(closed);
    let over = hall.open(Method::Secret);
    for ballot in [secret, over] {
        hall.cast(ballot, hall.token(ballot, &stage.volunteer), Choice::For);
    }
    desk.pass_awake(10 * MINUTE);
    hall.close(over);
    let (who, receipt) = (stage.neighbour.member(), [9u8; 32]);
    desk.db.run("insert into ballot_paper (ballot, voter, at, by) values (?, ?, 1, ?2)", bind![secret, who]).unwrap();
    let refused = |sql: &'static str, params: &[api::db::Value]| {
        let before = desk.fingerprint();
        assert!(desk.db.run(sql, params).is_err(), "{sql}");
        assert_eq!(desk.fingerprint(), before, "{sql}");
    };
    for sql in [
        "update ballots set votes_for = votes_for + 1 where id = ?",
        "update ballots set status = 'open', closed_at = null where id = ?",
        "delete from ballots where id = ?",
        "insert into ballot_votes (ballot, voter, choice, by, how) select id, (select max(voter) from meeting_roll), 'for', drafted_by, 'own' from ballots where id = ?",
        "update ballot_votes set choice = 'against' where ballot = ?",
        "delete from ballot_votes where ballot = ?",
    ] {
        refused(sql, bind![closed]);
    }
    for sql in [
        "update ballots set question = 'x' where id = ?",
        "update ballots set closes_at = closes_at + 1 where id = ?",
        "update ballots set votes_against = 1 where id = ?",
        "update ballots set status = 'draft', opened_at = null where id = ?",
        "insert into ballot_cast (ballot, receipt, choice) values (?, zeroblob(32), 'for')",
        "update ballots set cast_count = cast_count + 1 where id = ?",
        "update ballots set status = 'closed', closed_at = closes_at, sealed_key = null where id = ?",
        "update ballot_urn set ballot = '00000000000000000000000000' where ballot = ?",
        "delete from ballot_urn where ballot = ?",
        "delete from ballot_tokens where ballot = ?",
        "update ballot_tokens set blinded = zeroblob(32) where ballot = ?",
        "delete from ballot_paper where ballot = ?",
        "update ballot_tokens set voter = 'x' where ballot = ?",
    ] {
        refused(sql, bind![secret]);
    }
    for sql in [
        "insert into ballot_cast (ballot, receipt, choice) values (?, zeroblob(32), 'for')",
        "update ballot_cast set choice = 'against' where ballot = ?",
        "delete from ballot_cast where ballot = ?",
    ] {
        refused(sql, bind![over]);
    }
    // A sheet that is not lent takes no vote.
    refused("update ballot_urn set votes = randomblob(2140) where ballot = ?", bind!["0".repeat(26)]);
    let token = "insert into ballot_tokens (ballot, voter, blinded, at, by) values (?, ?, zeroblob(32), 1, ?2)";
    for voter in [who, stage.closer.member()] {
        refused(token, bind![secret, voter]);
    }
    refused("insert into ballot_cast (ballot, receipt, choice) values (?, ?, 'for')", bind![closed, receipt]);
    let count =
        "insert into ballot_counts (ballot, hand, votes_for, votes_against, votes_abstain, votes_invalid, at, by)
        values (?, 'second', 1, 0, 0, 0, 1, ?)";
    refused(count, bind![secret, who]);
}

/// The six people of these tests and further invented voters, all present.
fn assembly(stage: &BusyCommunity, more: u32) -> BallotMeeting<'_> {
    let hall = BallotMeeting::call(
        &stage.desk,
        (stage.clerk.clone(), stage.watcher.clone()),
        ("residents-assembly", "adults"),
    );
    let invented = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
        insert into meeting_roll (meeting, voter, household, woman)
        select ?1, printf('01ARZ3NDEKTSV4RT%010d', i), (select min(id) from households), 0 from n where ?2 > 0";
    hall.run(invented, bind![hall.meeting, more]);
    for who in all_actors(stage) {
        hall.enrol(&who.member().to_string());
    }
    hall.begin(&[]);
    let there = "insert into meeting_presence (meeting, voter, how, at, by)
        select meeting, voter, 'list', 1, ?2 from meeting_roll where meeting = ?1";
    hall.run(there, bind![hall.meeting, stage.clerk.member()]);
    hall
}

/// A result is read from one row, however many people have voted.
#[test]
fn a_result_costs_the_same_for_few_and_for_many() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let (few, many) = (assembly(&stage, 0), assembly(&stage, 3000));
    let cost = |request: ObjectRequest| {
        let (statements, work) = (desk.db.statements(), desk.db.work());
        assert_eq!(desk.handle(&request).status, 200);
        (desk.db.statements() - statements, desk.db.work() - work)
    };
    let guest = Person::default();
    let measure = |hall: &BallotMeeting<'_>, ballot| {
        let voted = "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
            insert into ballot_cast (ballot, receipt, choice) select ?1, randomblob(32), 'for' from n where ?2 > 0";
        let given = "insert into ballot_tokens (ballot, voter, blinded, at, by)
            select ?1, voter, randomblob(32), 1, ?2 from meeting_roll where voter like '01ARZ3NDEKTSV4RT%' and meeting = ?3";
        hall.run(given, bind![ballot, stage.clerk.member(), hall.meeting]);
        let tokens = desk.call::<ShowTurnout>(&guest, &ballot_path(ballot), &Empty {}).given;
        hall.run(voted, bind![ballot, tokens]);
        [
            cost(TestCommunity::request::<ShowTurnout>(&guest, &ballot_path(ballot), &(), &Empty {})),
            cost(TestCommunity::request::<ShowBallot>(&guest, &ballot_path(ballot), &(), &Empty {})),
            cost(TestCommunity::request::<ShowBallot>(&stage.volunteer.person, &ballot_path(ballot), &(), &Empty {})),
        ]
    };
    let (small, ballot) = (few.open(Method::Secret), many.open(Method::Secret));
    let few = measure(&few, small);
    let counted = measure(&many, ballot);
    let hall = many;
    let shown = desk.call::<ShowTurnout>(&guest, &ballot_path(ballot), &Empty {});
    assert_eq!((shown.given, shown.voted, shown.present), (3000, 3000, 3006));
    println!("{few:?} statements and steps, then {counted:?} with 3000 votes");
    for (few, many) in few.iter().zip(&counted) {
        assert!(few.0 == many.0 && many.1 <= few.1 + 10, "{few:?} {many:?}");
    }
    desk.pass(10 * MINUTE);
    assert_eq!(hall.close(ballot).total.r#for, 3000);
    // All pages of receipts have the same length, and together they contain all receipts.
    let (mut after, mut listed) = (None, vec![]);
    loop {
        let query = domain::ballots::ReceiptQuery { after, limit: Some(100) };
        let page = desk.try_call::<ListReceipts>(&guest, &ballot_path(ballot), &query, &Empty {}).unwrap();
        listed.extend(page.rows.iter().map(|row| row.receipt));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert!(listed.len() == 3000 && listed.is_sorted());
}

/// The leader of a branch runs its meetings and no others.
#[test]
fn a_branch_committee_runs_the_branchs_ballots() {
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let secretary = desk.texts(
        "select s.member from seats s join bodies b on b.id = s.body where b.kind = 'party-branch' and s.post = 'secretary'
         and s.ended_at is null",
        &[],
    )[0]
    .clone();
    let phone = desk.texts("select phone from members where id = ?", bind![secretary.as_str()])[0].clone();
    let person = desk.sign_in_by(&phone);
    let member: MemberId = secretary.parse().unwrap();
    let standing = domain::access::CallerStanding { member: Some(member), ..stage.leader.standing.clone() };
    let lead = Actor { name: "书记", person, standing };
    let general = BallotMeeting::hold(desk, (stage.clerk.clone(), stage.watcher.clone()), &[member]);
    let hall =
        BallotMeeting::call(desk, (lead.clone(), stage.watcher.clone()), ("party-members-meeting", "party-members"));
    hall.enrol(&member.to_string());
    hall.begin(&[]);
    let at = (TestCommunity::code(), hall.meeting);
    desk.db.run("update seats set ended_at = 1, ended_reason = '届满', ended_cause = 'term-over' where member = ? and body in (select id from bodies where kind = 'residents-committee')", bind![member]).unwrap();
    let general = desk.refusal::<DraftBallot>(
        &lead.person,
        &(TestCommunity::code(), general.meeting),
        &ballot_request(Method::Open),
    );
    assert_eq!(general, "request/not-allowed");
    let ballot = ballot_path(desk.call::<DraftBallot>(&lead.person, &at, &ballot_request(Method::Open)).ballot);
    assert_eq!(
        desk.refusal::<OpenBallot>(&stage.clerk.person, &ballot, &AtRevisionRequest { revision: 1 }),
        "ballots/not-chair"
    );
    desk.call::<OpenBallot>(&lead.person, &ballot, &AtRevisionRequest { revision: 1 });
    assert_eq!(desk.refusal::<CloseBallot>(&stage.volunteer.person, &ballot, &AT), "request/not-allowed");
}
