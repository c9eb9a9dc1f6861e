//! `POST …/members/{member}/sign-in-slips`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DEPUTY, DIRECTOR, GRID_WORKER, LEADER, Person, SUPERVISOR};
use crate::server::{Server, shared_server};
use domain::contract::{Empty, ListNotices, ListSignIns, PrintSlip, ShowJournal, ShowRoster, SignInWithSlip};
use domain::ids::MemberId;
use domain::limits::SLIP_HOURS;
use domain::members::RosterQuery;
use domain::sessions::{EventKind, PrintSlipRequest, SignInWithSlipRequest};
use domain::time::{HOUR, MINUTE};

pub fn print_slip_request() -> PrintSlipRequest {
    PrintSlipRequest { reason: test_reason() }
}

/// A person in a grid other than the worker's.
fn of_another_grid(server: &Server) -> MemberId {
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let own = server.person(GRID_WORKER).me().held[0].grid;
    let grids = server.call::<ShowRoster>(&director, &here, &Empty {}).grids;
    let grid = grids.iter().find(|grid| Some(grid.id) != own).map(|grid| grid.id);
    server.query::<ShowRoster>(&director, &here, &RosterQuery { grid, ..RosterQuery::default() }).page.rows[3].id
}

#[test]
fn for_the_own_grid_and_for_nobody_with_an_office() {
    let server = shared_server();
    let (director, worker, person) = (server.person(DIRECTOR), server.person(GRID_WORKER), server.resident());
    let enrolled = server.resident();
    server.enrol(&enrolled);
    let nobody = MemberId::from_parts(server.now(), 7);
    for (name, who, of, expect) in [
        ("another grid", &worker, of_another_grid(server), (403, "request/not-allowed")),
        ("oneself", &director, director.member(), (403, "sessions/own-case")),
        ("the director", &worker, director.member(), (403, "sessions/slip-needs-factor")),
        ("a deputy", &director, server.person(DEPUTY).member(), (403, "sessions/slip-needs-factor")),
        ("who watches", &director, server.person(SUPERVISOR).member(), (403, "sessions/slip-needs-factor")),
        ("the worker", &director, worker.member(), (403, "sessions/slip-needs-factor")),
        ("who enrolled", &director, enrolled.member(), (403, "sessions/slip-needs-factor")),
        ("nobody", &director, nobody, (404, "request/not-found")),
        ("by a team's leader", &server.person(LEADER), person.member(), (403, "request/not-allowed")),
        ("by a resident", &person, person.member(), (403, "request/not-allowed")),
        ("by a guest", &Person::guest(), person.member(), (401, "request/not-signed-in")),
    ] {
        let refusal = server.refusal::<PrintSlip>(who, &(community_code(), of), &print_slip_request());
        assert_eq!(refusal, (expect.0, expect.1.to_owned()), "{name}");
    }
}

#[test]
fn the_person_is_told_and_the_journal_has_no_code() {
    let server = shared_server();
    let (worker, person) = (server.person(GRID_WORKER), server.resident());
    let now = server.now();
    let slip = server.call::<PrintSlip>(&worker, &(community_code(), person.member()), &print_slip_request());
    assert!((slip.expires_at.since(now) - SLIP_HOURS * HOUR).abs() < MINUTE, "{:?}", slip.expires_at);
    assert_eq!((slip.by_name.as_str(), slip.slip.shown().len()), (GRID_WORKER, 14));
    let surname: String = person.me().name.chars().take(1).collect();
    assert_eq!(slip.name_masked, [&surname, "**"].concat());
    let notices = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).rows;
    assert_eq!((notices[0].kind.as_str(), &notices[0].params["by"]), ("slip-printed", &GRID_WORKER.into()));
    let events = server.call::<ListSignIns>(&person, &(community_code(),), &Empty {}).rows;
    assert_eq!(events[0].kind, EventKind::SlipPrinted);
    let journal = server.raw::<ShowJournal>(&server.person(SUPERVISOR), &(community_code(),)).text();
    assert!(journal.contains("sessions/print-slip") && journal.contains(&person.member().to_string()));
    assert!(!journal.contains(&slip.slip.shown()) && !journal.contains(slip.slip.as_str()));
}

#[test]
fn a_newer_one_takes_the_place_of_the_older() {
    let server = shared_server();
    let (director, member) = (server.person(DIRECTOR), server.member());
    let print = || server.call::<PrintSlip>(&director, &(community_code(), member), &print_slip_request()).slip;
    let (old, new) = (print(), print());
    let bring = |slip| {
        server.try_call::<SignInWithSlip>(&Person::guest(), &(community_code(),), &SignInWithSlipRequest { slip })
    };
    assert_eq!(bring(old).map_err(|problem| problem.code), Err("sessions/slip-spent".to_owned()));
    assert_eq!(bring(new).expect("signed in").me.expect("at once").member, member);
}
