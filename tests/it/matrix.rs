//! Who may do what, over HTTP: every endpoint as every caller, compared with `domain::access::TABLE`.
//!
//! Invariant: each cell is prepared so that only the table can refuse it: a caller with the right gets 200, a guest
//! without it 401, everybody else 403. An endpoint without a prepared request does not compile.

pub mod callers;
pub mod prepared;

use crate::client::{CODE, Call};
use crate::people::Person;
use crate::server::{Server, fresh_server};
use callers::{Caller, matrix_callers};
use domain::access::CallerStanding;
use domain::contract::{ENDPOINTS, EndpointId, Responder, Spec};
use prepared::{Cell, Prepared};
use std::io::Write;

/// What the table says about one cell. A person who is signed in elsewhere is a guest at this endpoint.
pub fn expected_status(caller: &Caller, place: Responder, cell: &Cell) -> u16 {
    let guest = CallerStanding::guest();
    let standing = if caller.at == place { &caller.standing } else { &guest };
    match (standing.may(cell.capability, &cell.subject), standing.is_guest()) {
        (true, _) => 200,
        (false, true) => 401,
        (false, false) => 403,
    }
}

/// Signing out comes last, because nothing can be tried after it.
pub fn endpoints_in_order() -> impl Iterator<Item = (EndpointId, &'static Spec)> {
    let is_last = |id| matches!(id, EndpointId::RevokeSession | EndpointId::SignOutOfficer);
    let all = || ENDPOINTS.iter().map(|(id, spec)| (*id, spec));
    all().filter(move |(id, _)| !is_last(*id)).chain(all().filter(move |(id, _)| is_last(*id)))
}

#[test]
fn every_endpoint_answers_everybody_as_the_table_says() {
    let server = fresh_server();
    let callers = matrix_callers(&server);
    let prepared = Prepared::new(&server);
    let (mut cells, mut allowed, mut wrong) = (0, 0, vec![]);
    for (id, spec) in endpoints_in_order() {
        for caller in &callers {
            for cell in prepared.cells(id, caller) {
                let answer = server.send(&cell.call);
                let expected = expected_status(caller, spec.place, &cell);
                if answer.status != expected {
                    wrong.push(format!(
                        "{id:?} {} as {}: {} instead of {expected}: {}",
                        cell.about,
                        caller.name,
                        answer.status,
                        answer.text()
                    ));
                }
                cells += 1;
                allowed += u32::from(expected == 200);
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {cells} cells:\n{}", wrong.len(), wrong.join("\n"));
    assert!(allowed > 150 && cells - allowed > 150, "{allowed} of {cells} allowed: the walk tried too little");
    let _ = writeln!(std::io::stderr(), "access: {cells} cells, {allowed} of them allowed");
}

#[test]
fn a_session_opens_no_community_that_is_not_real() {
    let server = fresh_server();
    let director = server.person(crate::people::DIRECTOR);
    let callers = [Caller::new("committee", director, true)];
    let prepared = Prepared::new(&server);
    for (id, spec) in ENDPOINTS.iter().filter(|(_, spec)| spec.place == Responder::Community) {
        for cell in prepared.cells(*id, &callers[0]) {
            let forged = Call { url: cell.call.url.replace(CODE, "511402901777"), ..cell.call };
            assert_eq!(server.send(&forged).refusal(), (404, "request/not-found".into()), "{}", spec.name);
        }
    }
}

/// The caller's own sessions come from here, so that the walk needs no second code within the minute.
fn guest_like(name: &'static str, person: Person) -> Caller {
    Caller::new(name, person, false)
}

fn remove(server: &Server, person: &Person) {
    let body = domain::members::LeaveRosterRequest::moved(crate::activities::test_reason());
    let this = (crate::client::community_code(), person.member());
    server.call::<domain::contract::LeaveRoster>(&server.person(crate::people::DIRECTOR), &this, &body);
}
