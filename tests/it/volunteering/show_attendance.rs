//! `GET …/activities/{activity}/attendance`

use crate::activities::TEAM;
use crate::client::community_code;
use crate::people::{DIRECTOR, LEADER};
use crate::server::shared_server;
use domain::contract::{Empty, ShowAttendance, SignUp};
use domain::ids::ActivityId;
use domain::time::UtcMillis;
use domain::volunteering::PlaceState;

#[test]
fn names_places_and_masked_phones() {
    let server = shared_server();
    let (leader, at) = (server.person(LEADER), server.publish(TEAM, 1));
    let (first, second) = (server.resident(), server.resident());
    for person in [&first, &second, &leader] {
        server.call::<SignUp>(person, &at, &Empty {});
    }
    let rows = server.call::<ShowAttendance>(&leader, &at, &Empty {}).rows;
    let row = |who: &crate::people::Person| rows.iter().find(|row| row.member == who.member()).expect("a row");
    assert_eq!((row(&first).place, row(&first).position), (PlaceState::Confirmed, None));
    assert_eq!((row(&second).place, row(&second).position), (PlaceState::Waiting, Some(1)));
    assert_eq!((row(&first).own, row(&leader).own), (false, true), "nobody decides on their own service");
    assert!(rows.iter().all(|row| row.phone_masked.starts_with("138****")));
    let answer = server.raw::<ShowAttendance>(&leader, &at);
    assert_eq!(
        answer.fields("/rows/0"),
        "checked_in_by checked_out_by clock_difference_seconds delay_seconds member name own phone_masked place position service"
    );
}

#[test]
fn who_may_not_look_does_not_learn_what_exists() {
    let server = shared_server();
    let nothing = (community_code(), ActivityId::from_parts(UtcMillis(1), 1));
    let stranger = server.refusal::<ShowAttendance>(&server.resident(), &nothing, &Empty {});
    assert_eq!(stranger, (403, "request/not-allowed".into()));
    let clerk = server.refusal::<ShowAttendance>(&server.person(DIRECTOR), &nothing, &Empty {});
    assert_eq!(clerk, (404, "request/not-found".into()));
}
