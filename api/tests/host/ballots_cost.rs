//! The cost of a vote and of a result in the store, with ten votes and with five hundred.

use crate::ballot_meeting::{BallotMeeting, voter_id};
use crate::ballots::{AT, ballot_path, take_token_request};
use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use api::answer::ObjectRequest;
use api::ballots::urn::Urn;
use api::bind;
use domain::ballots::token::Receipt;
use domain::ballots::{CastOpenVoteRequest, Choice, Method};
use domain::contract::*;
use domain::ids::BallotId;
use domain::time::MINUTE;

const SCENES: [&str; 6] = ["vote by name", "token", "secret cast", "turnout", "closing by name", "closing in secret"];

const VOTERS: u32 = 500;

/// A meeting of the named people and `VOTERS` strangers, all present.
fn assembly(stage: &BusyCommunity) -> BallotMeeting<'_> {
    let desk = &stage.desk;
    let meeting = desk.key().to_string().parse().unwrap();
    let hall = BallotMeeting { desk, chair: stage.clerk.clone(), teller: stage.watcher.clone(), meeting };
    let (chair, teller) = (hall.chair.member(), hall.teller.member());
    hall.run(
        "insert into meetings (id, seq, form, electorate, title, agenda, place, starts_at, notice_days, status, announced_at,
           roll_hash, roll_count, chair, teller, convened_by, rules_version)
         select ?1, coalesce(max(seq), 0) + 1, 'residents-assembly', 'adults', '示范数据：居民会议', '[]', '社区广场', ?2, 10,
           'announced', ?2, '', 0, ?3, ?4, ?3, '2026-11' from meetings",
        bind![meeting, desk.now.get(), chair, teller],
    );
    hall.run(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
         insert into meeting_roll (meeting, voter, household, woman)
         select ?1, printf('01ARZ3NDEKTSV4RT%010d', i), (select min(id) from households), 0 from n
         union all select ?1, id, household, 0 from members where id in (?3, ?4, ?5, ?6)",
        bind![meeting, VOTERS, chair, teller, stage.volunteer.member(), stage.neighbour.member()],
    );
    let frozen = "update meetings set roll_hash = ?, roll_count = ? where id = ?";
    hall.run(frozen, bind!["0".repeat(64), VOTERS + 4, meeting]);
    hall.run("update meetings set status = 'open', opened_at = ? where id = ?", bind![desk.now.get(), meeting]);
    let present = "insert into meeting_presence (meeting, voter, how, at, by)
        select meeting, voter, 'list', 1, ? from meeting_roll where meeting = ?";
    hall.run(present, bind![chair, meeting]);
    hall
}

/// The strangers up to this one have voted, by name and in secret. Of their tokens only the count is stored.
fn voted(hall: &BallotMeeting<'_>, [open, secret]: [BallotId; 2], until: u32, count: u32) {
    hall.run(
        "insert into ballot_votes (ballot, voter, choice, by, how)
         select ?1, voter, 'for', ?2, 'own' from meeting_roll
         where meeting = ?3 and voter like '01ARZ3NDEKTSV4RT%' and voter <= printf('01ARZ3NDEKTSV4RT%010d', ?4)
           and voter not in (select voter from ballot_votes where ballot = ?1)",
        bind![open, hall.chair.member(), hall.meeting, until],
    );
    hall.run("update ballots set given = given + ? where id = ?", bind![count, secret]);
    let desk = hall.desk;
    desk.with_world(|world| {
        let urn = Urn::new(world.db, world.secrets, world.chance, secret);
        for number in 0..count {
            let receipt = Receipt(api::crypto::hash_sha256(format!("{until} {number}").as_bytes()));
            urn.put(&receipt, Choice::For, VOTERS).map_err(|_| ()).unwrap();
        }
    });
}

#[test]
fn votes_cost_the_same_at_ten_and_at_five_hundred() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, assembly(&stage));
    let ballots = [hall.open(Method::Open), hall.open(Method::Secret)];
    let [open, secret] = ballots.map(ballot_path);
    let (guest, who) = (Person::default(), &stage.volunteer);
    let cast = BallotMeeting::secret_vote(hall.token(secret.1, &stage.neighbour), Choice::Against);
    let cost = |request: ObjectRequest, wait: i64| {
        desk.rehearse(|| {
            desk.pass(wait);
            let request = ObjectRequest { key: Some(desk.key().to_string()), ..request };
            let (statements, work) = (desk.db.statements(), desk.db.work());
            let answer = desk.handle(&request);
            assert_eq!(answer.status, 200, "{}", answer.body);
            (desk.db.statements() - statements, desk.db.work() - work)
        })
    };
    let vote = CastOpenVoteRequest { voter: voter_id(who.member()), choice: Choice::For, revision: AT.revision };
    let measure = || {
        let chair = &stage.clerk.person;
        [
            cost(TestCommunity::request::<CastOpenVote>(&who.person, &open, &(), &vote), 0),
            cost(TestCommunity::request::<TakeToken>(&who.person, &secret, &(), &take_token_request(who.member())), 0),
            cost(TestCommunity::request::<CastSecretBallot>(&guest, &secret, &(), &cast), 0),
            cost(TestCommunity::request::<ShowTurnout>(&guest, &secret, &(), &Empty {}), 0),
            cost(TestCommunity::request::<CloseBallot>(chair, &open, &(), &AT), 10 * MINUTE),
            cost(TestCommunity::request::<CloseBallot>(chair, &secret, &(), &AT), 10 * MINUTE),
        ]
    };
    voted(&hall, ballots, 10, 10);
    let ten = measure();
    voted(&hall, ballots, VOTERS, VOTERS - 10);
    let turnout = desk.call::<ShowTurnout>(&guest, &secret, &Empty {});
    assert_eq!((turnout.voted, turnout.present), (VOTERS, VOTERS + 4));
    let many = measure();
    println!("| request | statements | steps of the store at 10 votes | at 500 |");
    println!("|---|---:|---:|---:|");
    for (name, (ten, many)) in SCENES.iter().zip(ten.iter().zip(&many)) {
        println!("| {name} | {} | {} | {} |", many.0, ten.1, many.1);
        // Each vote is written once more, in receipt order; all other costs are the same.
        if *name == "closing in secret" {
            let votes = VOTERS - 10;
            assert_eq!(many.0 - ten.0, votes, "{name}: a statement a vote");
            assert!(many.1 - ten.1 <= 400 * u64::from(votes), "{name}: {ten:?} {many:?}");
            continue;
        }
        assert_eq!(ten.0, many.0, "{name}: statements");
        assert!(many.1 <= ten.1 + 10, "{name}: {ten:?} steps at ten votes, {many:?} at five hundred");
    }
}
