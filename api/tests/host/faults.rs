//! A crash between any two statements of any command leaves nothing half done, and the retry succeeds.

use crate::allowed_calls::{AllowedCalls, keyed_commands, writing_endpoints};
use crate::busy_community::BusyCommunity;
use crate::host_api::HostApi;
use crate::test_community::TestCommunity;
use api::answer::ObjectRequest;
use api::bind;
use api::db::Db;
use domain::ballots::{AtRevisionRequest, Choice, Method};
use domain::contract::*;
use domain::sessions::SignInRequest;
use domain::time::HOUR;
use domain::volunteering::AttendanceCodeRequest;

/// More statements than any command needs; beyond this the loop has failed to end.
const STATEMENTS_MAX: u32 = 200;

/// Fails the request after 0, 1, 2… statements until it succeeds; each time everything is as before, and the same
/// request sent again is answered with `status`. Returns the number of points of failure.
fn fail_everywhere(desk: &TestCommunity, name: &str, status: u16, request: &ObjectRequest) -> u32 {
    for after in 0..STATEMENTS_MAX {
        let failed = desk.rehearse(|| {
            let before = desk.fingerprint();
            desk.db.fail_after(Some(after));
            let response = desk.handle(request);
            desk.db.fail_after(None);
            if response.status != 500 {
                assert_eq!(response.status, status, "{name}: {}", response.body);
                assert_ne!(desk.fingerprint(), before, "{name} changes nothing: the request proves nothing");
                return false;
            }
            let log = response.log.unwrap_or_default();
            assert!(log.contains("injected"), "{name} after {after}: {log}");
            assert!(!response.body.contains("injected"), "{name} tells strangers about our faults");
            assert!(response.set_cookie.is_none() && response.messages.is_empty(), "{name}: something left the house");
            assert_eq!(desk.fingerprint(), before, "{name}: half done after {after} statements");
            let again = desk.handle(request);
            assert_eq!(again.status, status, "{name} again after {after}: {} {:?}", again.body, again.log);
            if after % 4 == 0 {
                desk.check_books();
            }
            true
        });
        if !failed {
            return after;
        }
    }
    panic!("{name} runs more than {STATEMENTS_MAX} statements");
}

/// Checks that a request changes more than the sessions. Names in the journal are looked up by a command, so that they
/// stand in no address; that one only reads.
fn require_change(desk: &TestCommunity, id: EndpointId, request: &ObjectRequest) {
    let others = || {
        let mut tables = desk.fingerprint();
        tables.retain(|table| !table.contains("from sessions"));
        tables
    };
    let before = others();
    let after = desk.rehearse(|| {
        desk.handle(request);
        others()
    });
    assert_eq!(after == before, id == EndpointId::FindJournalPeople, "{id:?} proves nothing");
}

#[test]
fn a_crash_between_any_two_statements_leaves_nothing_half_done() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let mut points = 0;
    // Requesting a passkey challenge writes nothing.
    for (id, spec) in writing_endpoints().filter(|(id, _)| *id != EndpointId::BeginPasskeySignIn) {
        let request = calls.allowed_request(id);
        // So the request notes that its session is used.
        desk.db.run("update sessions set last_seen_at = ?", bind![desk.now.get().plus(-2 * HOUR)]).unwrap();
        require_change(&desk, id, &request);
        let found = fail_everywhere(&desk, spec.name, 200, &request);
        assert!(found >= 3, "{} has {found} statements only", spec.name);
        points += found;
    }
    println!("{points} points of failure");
}

/// Votes move from the urn to their final table: wherever that is interrupted, all of them are still in the urn.
#[test]
fn a_crash_in_the_middle_of_closing_in_secret_leaves_every_vote_in_the_urn() {
    let stage = BusyCommunity::open();
    let hall = crate::ballots::hold_ballot_meeting(&stage);
    let ballot = hall.open(Method::Secret);
    for who in crate::ballots::all_actors(&stage) {
        hall.cast(ballot, hall.token(ballot, who), Choice::For);
    }
    let (at, body) = ((TestCommunity::code(), ballot), AtRevisionRequest { revision: 2 });
    let close = stage.desk.command::<CloseBallot>(&stage.clerk.person, &at, &body);
    let points = fail_everywhere(&stage.desk, "closing in secret", 200, &close);
    assert!(points > 20, "{points}");
    assert_eq!(hall.close(ballot).total.r#for, 6);
}

#[test]
fn a_refusal_that_is_counted_is_counted_as_a_whole() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    let mut come = calls.allowed_request(EndpointId::CheckIn);
    let report: AttendanceCodeRequest = serde_json::from_slice(&come.body).unwrap();
    let wrong = if report.code.as_str() == "000000" { "000001" } else { "000000" };
    come.body = serde_json::to_vec(&AttendanceCodeRequest { code: wrong.parse().unwrap(), ..report }).unwrap();
    fail_everywhere(&desk, "a wrong check-in code", 422, &come);
    let mut sign_in = calls.requests_by(EndpointId::SignIn, &calls.guest).remove(0);
    let body: SignInRequest = serde_json::from_slice(&sign_in.body).unwrap();
    let wrong = if body.code.as_str() == "000000" { "000001" } else { "000000" };
    sign_in.body = serde_json::to_vec(&SignInRequest { code: wrong.parse().unwrap(), ..body }).unwrap();
    sign_in.address = Some("192.0.2.1".to_owned());
    fail_everywhere(&desk, "a wrong sign-in code", 422, &sign_in);
}

#[test]
fn opening_a_community_happens_as_a_whole_or_not_at_all() {
    for after in [0, 1, 5, 40, 400, 1500] {
        let db = api::db::native::Native::in_memory().unwrap();
        api::migrations::run_migrations(&db, api::migrations::COMMUNITY, crate::test_community::MORNING).unwrap();
        db.fail_after(Some(after));
        assert!(api::demonstration::open_demonstration(&db, crate::test_community::MORNING).is_err(), "after {after}");
        let rows = api::db::Db::run(&db, "select count(*) from members", &[]).unwrap();
        assert_eq!(rows[0].int(0), Ok(0), "after {after}");
        assert!(api::demonstration::open_demonstration(&db, crate::test_community::MORNING).unwrap());
        assert!(
            !api::demonstration::open_demonstration(&db, crate::test_community::MORNING).unwrap(),
            "a second time changes nothing"
        );
    }
}

#[test]
fn a_refused_command_leaves_nothing_behind() {
    let desk = TestCommunity::open();
    let world = HostApi::world(&desk);
    let calls = AllowedCalls::open(&world);
    for (id, spec) in keyed_commands() {
        for request in calls.requests_by(id, &calls.guest) {
            let before = desk.fingerprint();
            let response = desk.handle(&request);
            assert_eq!(response.status, 401, "{}", spec.name);
            assert_eq!(desk.fingerprint(), before, "{} by a guest left something", spec.name);
        }
    }
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    let full = (TestCommunity::code(), stage.full);
    let before = desk.fingerprint();
    assert_eq!(desk.refusal::<SignUp>(&stage.volunteer.person, &full, &Empty {}), "volunteering/already-signed-up");
    assert_eq!(desk.fingerprint(), before);
}
