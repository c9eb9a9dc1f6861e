//! What a ballot shows, and to whom: the draft, the published key, the figures, the caller's own voice, who voted how, and the
//! rows of the journal.

use crate::ballot_meeting::{Token, ballot_request};
use crate::ballots::{AT, all_actors, ballot_path, hold_ballot_meeting};
use crate::busy_community::BusyCommunity;
use crate::test_community::{Person, TestCommunity};
use domain::ballots::{BallotStatus, Choice, LostPhone, Method, VoiceState, VoteQuery, VotingRight};
use domain::contract::*;
use domain::ids::BallotId;
use domain::journal::JournalRow;
use domain::time::{MINUTE, UtcMillis};
use std::cmp::Reverse;

#[test]
fn everybody_reads_the_draft_and_then_the_key() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let (chair, ballot) = (&stage.clerk.person, hall.draft(Method::Hands));
    let shown = |ballot: BallotId| desk.call::<ShowBallot>(&Person::default(), &ballot_path(ballot), &Empty {});
    let draft = shown(ballot);
    assert_eq!((draft.turnout.status, draft.turnout.revision, draft.public_key), (BallotStatus::Draft, 1, None));
    assert_eq!(draft.question, ballot_request(Method::Hands).question.unwrap().as_str());
    let revised = desk.call::<ReviseBallot>(chair, &ballot_path(ballot), &ballot_request(Method::Secret));
    let again = shown(ballot);
    assert_eq!((revised.revision, again.turnout.revision, again.method), (2, 2, Method::Secret));

    let opened = desk.call::<OpenBallot>(chair, &ballot_path(ballot), &AT);
    let open = shown(ballot);
    assert!(opened.public_key.is_some());
    assert_eq!((open.turnout.status, open.public_key), (BallotStatus::Open, opened.public_key));
    assert_eq!(open.opened_at.map(|at| at.plus(10 * MINUTE)), Some(opened.closes_at));
    assert_eq!((open.entitled_at_opening, open.present_at_opening), (Some(6), Some(6)), "everybody came");
    assert_eq!(open.lost_phone, LostPhone::GivenNotCast, "the rule stands with every ballot");
    let other = shown(hall.open(Method::Secret));
    assert!(other.public_key.is_some() && other.public_key != opened.public_key, "a key for each ballot");
}

#[test]
fn figures_are_for_everybody_and_the_own_voice_for_its_voter() {
    let stage = BusyCommunity::open();
    let (desk, hall, one) = (&stage.desk, hold_ballot_meeting(&stage), &stage.volunteer);
    let this = ballot_path(hall.open(Method::Open));
    let shown = |who: &Person| desk.call::<ShowBallot>(who, &this, &Empty {});
    let before = shown(&one.person).mine;
    assert_eq!((before.len(), before[0].how, before[0].state), (1, VotingRight::Own, VoiceState::Free));
    hall.vote(this.1, one, Choice::For);
    let after = shown(&one.person);
    assert_eq!((after.mine[0].state, after.turnout.voted, after.tally), (VoiceState::Voted, 1, None));
    let public = shown(&Person::default());
    assert_eq!((public.mine, public.turnout.voted, public.tally), (vec![], 1, None), "no count before it is closed");
    assert_eq!(shown(&stage.closer.person).mine, vec![], "who is not on the roll has no voice");
}

#[test]
fn the_ballots_of_a_meeting_are_listed_in_order() {
    let stage = BusyCommunity::open();
    let (desk, hall, guest) = (&stage.desk, hold_ballot_meeting(&stage), Person::default());
    let (first, second) = (hall.open(Method::Secret), hall.draft(Method::Hands));
    for who in [&stage.clerk, &stage.watcher, &stage.leader] {
        hall.cast(first, hall.token(first, who), Choice::For);
    }
    desk.pass(10 * MINUTE);
    assert_eq!(hall.close(first).total.r#for, 3);
    let at = (TestCommunity::code(), hall.meeting);
    let rows = desk.call::<ListBallots>(&guest, &at, &Empty {}).ballots;
    let listed: Vec<_> = rows.iter().map(|row| (row.ballot, row.tally.map(|tally| tally.total.r#for))).collect();
    assert_eq!(listed, [(first, Some(3)), (second, None)], "with the result of those that are over");
    let receipts = desk.call::<ListReceipts>(&guest, &ballot_path(first), &Empty {}).rows;
    assert!(receipts.len() == 3 && receipts.iter().all(|row| row.choice == Some(Choice::For)));
    assert!(receipts.is_sorted_by_key(|row| row.receipt));
}

#[test]
fn who_voted_how_is_listed_page_by_page() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let this = ballot_path(hall.open(Method::Open));
    for who in all_actors(&stage) {
        hall.vote(this.1, who, Choice::For);
    }
    hall.close(this.1);
    let page = |after, limit| {
        let query = VoteQuery { after, limit: Some(limit) };
        desk.try_call::<ListVotes>(&Person::default(), &this, &query, &Empty {}).unwrap()
    };
    let all = page(None, 50).rows;
    let first = page(None, 4);
    assert_eq!((all.len(), first.rows.as_slice(), first.next), (6, &all[..4], Some(all[3].voter)));
    let last = page(first.next, 2);
    assert_eq!((last.rows.as_slice(), last.next), (&all[4..], None), "a full page, and the last one");
}

/// The journal records given tokens only at closing, in the order of the voters.
#[test]
fn the_journal_tells_of_tokens_when_the_ballot_is_closed() {
    let stage = BusyCommunity::open();
    let (desk, hall) = (&stage.desk, hold_ballot_meeting(&stage));
    let ballot = hall.open(Method::Secret);
    let told = || -> Vec<(String, UtcMillis)> {
        let rows = desk.call::<ShowJournal>(&stage.watcher.person, &(TestCommunity::code(),), &Empty {}).rows;
        let of_tokens = |row: &JournalRow| row.command == "ballots/take-token" && row.subject == ballot.to_string();
        rows.into_iter().rev().filter(of_tokens).map(|row| (row.detail, row.at)).collect()
    };
    // They come in another order than that of the roll, a minute apart.
    let mut voters = all_actors(&stage);
    voters.sort_by_key(|who| Reverse(who.member()));
    let taken = |who| {
        desk.pass(MINUTE);
        hall.token(ballot, who)
    };
    let tokens: Vec<Token> = voters.into_iter().map(taken).collect();
    assert!(told().is_empty());
    for token in &tokens {
        hall.cast(ballot, *token, Choice::Against);
    }
    assert!(told().is_empty());
    desk.pass(MINUTE);
    hall.close(ballot);
    let rows = told();
    assert!(rows.len() == 6 && rows.is_sorted_by_key(|(detail, _)| detail.clone()), "{rows:?}");
    assert!(rows.iter().all(|(_, at)| *at == desk.now.get()), "all of one moment: {rows:?}");
    for (input, output) in tokens {
        for secret in [input.to_string(), output.to_string(), input.receipt().to_string()] {
            assert!(rows.iter().all(|(detail, _)| !detail.contains(&secret)));
        }
    }
}
