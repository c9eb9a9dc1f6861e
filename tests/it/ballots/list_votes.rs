//! `GET …/ballots/{ballot}/votes`

use crate::open_meetings::small_meeting;
use crate::people::{LEADER, Person};
use crate::server::shared_server;
use domain::ballots::{Method, VoteQuery};
use domain::contract::{Empty, ListVotes};

#[test]
fn who_voted_how_is_public_when_it_is_over() {
    let server = shared_server();
    let (guest, ballot) = (Person::guest(), server.open_ballot(small_meeting(), Method::Open));
    let early = server.refusal::<ListVotes>(&guest, &ballot, &Empty {});
    assert_eq!(early, (409, "ballots/not-closed".into()));
    server.close_small(&ballot, Method::Open);
    let leader = server.person(LEADER);
    let named = server.call::<ListVotes>(&leader, &ballot, &Empty {}).rows;
    assert!(named.len() == 3 && named.iter().any(|vote| vote.name == LEADER));
    let masked = server.call::<ListVotes>(&guest, &ballot, &Empty {}).rows;
    assert!(masked.iter().all(|vote| vote.name.ends_with("**")), "guests see surnames");
    let first = server.query::<ListVotes>(&guest, &ballot, &VoteQuery { after: None, limit: Some(2) });
    assert_eq!((first.rows.len(), first.next), (2, Some(masked[1].voter)));
    let last = server.query::<ListVotes>(&guest, &ballot, &VoteQuery { after: first.next, limit: Some(1) });
    assert_eq!((last.rows.as_slice(), last.next), (&masked[2..], None), "a full page, and the last one");
    let secret = server.open_ballot(small_meeting(), Method::Secret);
    let other = server.refusal::<ListVotes>(&guest, &secret, &Empty {});
    assert_eq!(other, (409, "ballots/other-method".into()));
}
