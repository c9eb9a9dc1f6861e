//! Volunteer service over HTTP: the gate passes the header with the reading of the phone's clock to the object.
//!
//! The rules are tested on the host, in `api/tests/host/volunteering_activities.rs` and `volunteering_services.rs`.

use crate::server::shared_server;
use domain::contract::{CheckIn, Empty, SENT_AT_HEADER, ShowCheckInKey, SignUp};
use domain::time::{DAY, SECOND};
use tests::scenes::activities::TEAM;
use tests::scenes::client::Call;
use tests::scenes::people::LEADER;
use tests::scenes::volunteering::attendance_code_request;

#[test]
fn the_reading_of_a_clock_a_day_wrong_comes_to_the_object() {
    let server = shared_server();
    let (person, leader, at) = (server.resident(), server.person(LEADER), server.publish_beginning(TEAM));
    server.call::<SignUp>(&person, &at, &Empty {});
    let key = server.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    let call = Call::of::<CheckIn>(&person, &at, &(), &attendance_code_request(&key.key, key.now, DAY));
    let unreadable = server.send(&call.clone().with(SENT_AT_HEADER, "soon")).read::<CheckIn>().expect_err("no time");
    assert_eq!((unreadable.status, unreadable.field.as_deref()), (400, Some(SENT_AT_HEADER)));
    let call = call.with(SENT_AT_HEADER, &key.now.plus(DAY).0.to_string());
    let checked_in = server.send(&call).read::<CheckIn>().expect("the code decides");
    assert!(checked_in.checked_in_at.since(key.now).abs() <= 30 * SECOND, "within the code's half minute");
    let difference = checked_in.clock_difference_seconds;
    assert!((difference - DAY / SECOND).abs() <= 30, "{difference}");
}
