//! Simultaneous requests: one key sent many times, one place wanted by many.

use crate::server::{Server, shared_server};
use domain::contract::*;
use domain::journal::JournalQuery;
use domain::volunteering::{PlaceState, ServicesConfirmed};
use std::sync::Barrier;
use tests::scenes::activities::{TEAM, confirm_services_request, past_activity};
use tests::scenes::client::{Call, HttpAnswer, community_code, new_key};
use tests::scenes::people::{LEADER, SUPERVISOR};

const AT_ONCE: usize = 64;

/// Sends all calls from separate threads that start together.
pub fn all_at_once(server: &Server, calls: &[Call]) -> Vec<HttpAnswer> {
    let barrier = Barrier::new(calls.len());
    std::thread::scope(|scope| {
        let send = |call| {
            barrier.wait();
            server.send(call)
        };
        let threads: Vec<_> = calls.iter().map(|call| scope.spawn(move || send(call))).collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    })
}

fn journal_rows(server: &Server, subject: &str) -> usize {
    let query = JournalQuery { subject: subject.parse().ok(), ..JournalQuery::default() };
    server.query::<ShowJournal>(&server.person(SUPERVISOR), &(community_code(),), &query).rows.len()
}

#[test]
fn one_key_sent_by_64_at_once_has_one_effect_and_one_answer() {
    let server = shared_server();
    let (person, leader) = (server.resident(), server.person(LEADER));
    let service = server.list(2, person.member());
    let before = journal_rows(server, &service.to_string());
    let key = new_key().to_string();
    let call = Call::of::<ConfirmServices>(
        &leader,
        &(community_code(), past_activity(2)),
        &(),
        &confirm_services_request(&[service]),
    );
    let answers = all_at_once(server, &vec![call.with(KEY_HEADER, &key); AT_ONCE]);
    for answer in &answers {
        assert_eq!(answer.read::<ConfirmServices>(), Ok(ServicesConfirmed { count: 1, minutes: 120 }));
        assert_eq!(answer.body, answers[0].body);
    }
    let hours = server.call::<ShowHours>(&person, &(community_code(), person.member()), &Empty {});
    assert_eq!((hours.total_minutes, hours.page.rows.len()), (120, 1));
    assert_eq!(journal_rows(server, &service.to_string()), before + 1);
}

#[test]
fn one_key_with_64_contents_takes_one_of_them() {
    let server = shared_server();
    let (person, key) = (server.resident(), new_key().to_string());
    let call = |_| Call::of::<SignUp>(&person, &server.publish(TEAM, 5), &(), &Empty {}).with(KEY_HEADER, &key);
    let answers = all_at_once(server, &(0..AT_ONCE).map(call).collect::<Vec<_>>());
    let taken = answers.iter().filter(|answer| answer.status == 200).count();
    let refused = answers.iter().filter(|answer| answer.status == 409 && answer.problem().code == "request/key-reused");
    assert_eq!((taken, refused.count()), (1, AT_ONCE - 1));
}

#[test]
fn the_last_places_are_given_once() {
    const CAPACITY: u32 = 5;
    let server = shared_server();
    let at = server.publish(TEAM, CAPACITY);
    let people: Vec<_> = (0..24).map(|_| server.resident()).collect();
    let calls: Vec<Call> = people.iter().map(|person| Call::of::<SignUp>(person, &at, &(), &Empty {})).collect();
    let answers = all_at_once(server, &calls);
    let places: Vec<_> = answers.iter().map(|answer| answer.read::<SignUp>().expect("a place or a number")).collect();
    assert_eq!(places.iter().filter(|place| place.place == PlaceState::Confirmed).count(), 5);
    let mut numbers: Vec<u32> = places.iter().filter_map(|place| place.position).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=19).collect::<Vec<u32>>(), "everybody else waits, each at a place of one's own");
    let row = server.call::<ShowActivity>(&people[0], &at, &Empty {}).row;
    assert_eq!((row.signed_up, row.waiting), (CAPACITY, 19));
}
