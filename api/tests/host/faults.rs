//! A crash between any two statements of any command leaves nothing half done, and the retry succeeds.

use crate::busy_community::BusyCommunity;
use crate::samples::{endpoint_sample, leave_a_notice, of_the_community, sample_actor};
use crate::test_community::TestCommunity;
use api::answer::ObjectRequest;
use domain::ballots::{AtRevisionRequest, Choice, Method};
use domain::contract::*;
use domain::sessions::SignInRequest;
use domain::volunteering::AttendanceCodeRequest;

/// More statements than any command needs; beyond this the loop has failed to end.
const STATEMENTS_MAX: u32 = 200;

/// Fails the request after 0, 1, 2… statements until it succeeds; each time everything is as before, and the same
/// request sent again is answered with `status`. Returns the number of points of failure.
fn fail_everywhere(stage: &BusyCommunity, name: &str, status: u16, request: &dyn Fn() -> ObjectRequest) -> u32 {
    let desk = &stage.desk;
    for after in 0..STATEMENTS_MAX {
        let failed = desk.rehearse(|| {
            let request = request();
            let before = desk.fingerprint();
            desk.db.fail_after(Some(after));
            let response = desk.handle(&request);
            desk.db.fail_after(None);
            if response.status != 500 {
                assert_eq!(response.status, status, "{name}: {}", response.body);
                assert_ne!(desk.fingerprint(), before, "{name} changes nothing: the sample proves nothing");
                return false;
            }
            let log = response.log.unwrap_or_default();
            assert!(log.contains("injected"), "{name} after {after}: {log}");
            assert!(!response.body.contains("injected"), "{name} tells strangers about our faults");
            assert!(response.set_cookie.is_none() && response.messages.is_empty(), "{name}: something left the house");
            assert_eq!(desk.fingerprint(), before, "{name}: half done after {after} statements");
            let again = desk.handle(&request);
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

#[test]
fn a_crash_between_any_two_statements_leaves_nothing_half_done() {
    let stage = BusyCommunity::open();
    leave_a_notice(&stage, &stage.volunteer);
    let mut points = 0;
    // Requesting a passkey challenge writes nothing.
    let writes = |id: EndpointId, spec: &Spec| spec.kind != EndpointKind::Read && id != EndpointId::BeginPasskeySignIn;
    for (id, spec) in of_the_community().filter(|(id, spec)| writes(*id, spec)) {
        let caller = sample_actor(&stage, id);
        let found = fail_everywhere(&stage, spec.name, 200, &|| endpoint_sample(&stage, id, &caller.person));
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
    let close = || {
        let body = AtRevisionRequest { revision: 2 };
        let mut request =
            TestCommunity::request::<CloseBallot>(&stage.clerk.person, &(TestCommunity::code(), ballot), &(), &body);
        request.key = Some(stage.desk.key().to_string());
        request
    };
    let points = fail_everywhere(&stage, "closing in secret", 200, &close);
    assert!(points > 20, "{points}");
    assert_eq!(hall.close(ballot).total.r#for, 6);
}

#[test]
fn a_refusal_that_is_counted_is_counted_as_a_whole() {
    let stage = BusyCommunity::open();
    let volunteer = &stage.volunteer.person;
    let wrong_code = || {
        let mut request = endpoint_sample(&stage, EndpointId::CheckIn, volunteer);
        let report: AttendanceCodeRequest = serde_json::from_slice(&request.body).unwrap();
        let wrong = if report.code.as_str() == "000000" { "000001" } else { "000000" };
        request.body = serde_json::to_vec(&AttendanceCodeRequest { code: wrong.parse().unwrap(), ..report }).unwrap();
        request
    };
    fail_everywhere(&stage, "a wrong check-in code", 422, &wrong_code);
    let wrong_try = || {
        let mut request = endpoint_sample(&stage, EndpointId::SignIn, &crate::test_community::Person::default());
        let body: SignInRequest = serde_json::from_slice(&request.body).unwrap();
        let wrong = if body.code.as_str() == "000000" { "000001" } else { "000000" };
        request.body = serde_json::to_vec(&SignInRequest { code: wrong.parse().unwrap(), ..body }).unwrap();
        request.address = Some("192.0.2.1".to_owned());
        request
    };
    fail_everywhere(&stage, "a wrong sign-in code", 422, &wrong_try);
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
    let stage = BusyCommunity::open();
    let desk = &stage.desk;
    for (id, spec) in of_the_community().filter(|(_, spec)| spec.kind == EndpointKind::Command) {
        desk.rehearse(|| {
            let request = endpoint_sample(&stage, id, &crate::test_community::Person::default());
            let before = desk.fingerprint();
            let response = desk.handle(&request);
            assert_eq!(response.status, 401, "{}", spec.name);
            assert_eq!(desk.fingerprint(), before, "{} by a guest left something", spec.name);
        });
    }
    let full = (TestCommunity::code(), stage.full);
    let before = desk.fingerprint();
    assert_eq!(desk.refusal::<SignUp>(&stage.volunteer.person, &full, &Empty {}), "volunteering/already-signed-up");
    assert_eq!(desk.fingerprint(), before);
}
