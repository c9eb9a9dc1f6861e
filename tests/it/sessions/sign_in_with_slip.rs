//! `POST …/sign-in-slips`

use super::print_slip::print_slip_request;
use crate::activities::test_reason;
use crate::client::{CODE, Call, HttpAnswer, community_code};
use crate::people::{DIRECTOR, Person};
use crate::server::{Mode, Server, ServerSettings, new_folder, shared_server};
use crate::template::{copy_to, neighbour_code};
use domain::contract::{ChangePhone, Empty, ListSessions, ListSignIns, PrintSlip, ShowMe, SignInWithSlip};
use domain::ids::MemberId;
use domain::limits::SIGN_IN_PER_ADDRESS_HOUR;
use domain::members::LeaveRosterRequest;
use domain::sessions::{ChangePhoneRequest, EventKind, SignInWithSlipRequest, SlipCode};
use std::sync::Barrier;

fn print(server: &Server, member: MemberId) -> SlipCode {
    server.call::<PrintSlip>(&server.person(DIRECTOR), &(community_code(), member), &print_slip_request()).slip
}

fn call(slip: &SlipCode) -> Call {
    Call::of::<SignInWithSlip>(
        &Person::guest(),
        &(community_code(),),
        &(),
        &SignInWithSlipRequest { slip: slip.clone() },
    )
}

fn spent(answer: &HttpAnswer, name: &str) {
    assert_eq!(answer.refusal(), (422, "sessions/slip-spent".into()), "{name}");
    assert_eq!(answer.header("set-cookie"), "", "{name}");
}

#[test]
fn a_slip_opens_once_as_a_code_does() {
    let server = shared_server();
    let member = server.member();
    let slip = print(server, member);
    let answer = server.send(&call(&slip));
    let me = answer.read::<SignInWithSlip>().expect("signed in").me.expect("at once");
    assert_eq!(me.member, member);
    let cookies: Vec<&str> =
        answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("linli-device=")), "{cookies:?}");
    assert!(cookies.iter().all(|cookie| cookie.contains(&format!("Path=/api/communities/{CODE}; HttpOnly"))));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    let person = Person::with_cookie(cookies[0].split(';').next().expect("a cookie"));
    assert_eq!(server.call::<ShowMe>(&person, &(community_code(),), &Empty {}), me);
    assert_eq!(server.call::<ListSessions>(&person, &(community_code(),), &Empty {}).sessions.len(), 1);
    let events = server.call::<ListSignIns>(&person, &(community_code(),), &Empty {}).rows;
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [EventKind::BySlip, EventKind::SlipPrinted]);
    spent(&server.send(&call(&slip)), "again");
}

#[test]
fn typed_as_people_type_it() {
    let server = shared_server();
    let slip = print(server, server.member());
    let typed = slip.shown().to_lowercase().replace('-', " ");
    let url = call(&slip).url;
    let answer = server.send(&Call::post(&url, format!("{{\"slip\":\"{typed}\"}}")));
    answer.read::<SignInWithSlip>().expect("signed in");
}

#[test]
fn one_of_many_at_once() {
    const AT_ONCE: usize = 32;
    let server = shared_server();
    let call = call(&print(server, server.member()));
    let barrier = Barrier::new(AT_ONCE);
    let answers: Vec<HttpAnswer> = std::thread::scope(|scope| {
        let send = || {
            barrier.wait();
            server.send(&call)
        };
        let threads: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(send)).collect();
        threads.into_iter().map(|thread| thread.join().expect("an answer")).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!(won.len(), 1);
    for answer in lost {
        spent(answer, "beaten to it");
    }
}

#[test]
fn whatever_is_wrong_the_answer_is_the_same() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let (mover, changed) = (server.member(), server.member());
    let slips = [print(server, mover), print(server, changed)];
    server.call::<domain::contract::LeaveRoster>(
        &director,
        &(community_code(), mover),
        &LeaveRosterRequest::moved(test_reason()),
    );
    let body = ChangePhoneRequest { phone: "13711110077".parse().expect("a phone"), reason: test_reason() };
    server.call::<ChangePhone>(&director, &(community_code(), changed), &body);
    let here = print(server, server.member());
    let next_door = Call { url: call(&here).url.replace(CODE, neighbour_code().as_str()), ..call(&here) };
    let bodies: Vec<Vec<u8>> = [
        ("of somebody who left", call(&slips[0])),
        ("from before another phone", call(&slips[1])),
        ("in another community", next_door),
        ("guessed", call(&SlipCode::from_chance(7))),
    ]
    .into_iter()
    .map(|(name, call)| {
        let answer = server.send(&call);
        spent(&answer, name);
        answer.body
    })
    .collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]), "told apart");
    server.send(&call(&here)).read::<SignInWithSlip>().expect("what was tried next door opens at home");
}

#[test]
fn guesses_from_one_address_end_and_disturb_no_other() {
    let data = new_folder();
    copy_to(&data);
    let around = ServerSettings { address_header: Some("x-real-ip"), sender: None, ..ServerSettings::default() };
    let server = &Server::start_with(&data, Mode::Demonstration, &around);
    let slip = print(server, server.member());
    let from = |slip: &SlipCode, address: &str| server.send(&call(slip).with("x-real-ip", address)).refusal().1;
    let wrong = SlipCode::from_chance(7);
    // The count restarts at the turn of an hour, which can happen once at most.
    let guesses: Vec<String> = (0..=2 * SIGN_IN_PER_ADDRESS_HOUR).map(|_| from(&wrong, "198.51.100.1")).collect();
    let looked_at = guesses.iter().filter(|code| *code == "sessions/slip-spent").count();
    assert!((SIGN_IN_PER_ADDRESS_HOUR as usize..guesses.len()).contains(&looked_at), "{looked_at}");
    assert!(guesses.iter().any(|code| code == "sessions/too-many-codes"), "{guesses:?}");
    let answer = server.send(&call(&slip).with("x-real-ip", "203.0.113.1"));
    answer.read::<SignInWithSlip>().expect("another address is not disturbed");
}
