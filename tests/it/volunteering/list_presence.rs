//! `POST …/activities/{activity}/attendance`

use crate::activities::past_activity;
use crate::client::community_code;
use crate::people::LEADER;
use crate::server::shared_server;
use domain::contract::{Empty, ListPresence, ShowAttendance};
use domain::ids::MemberId;
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};
use domain::volunteering::{ListPresenceRequest, PlaceState, PresenceMethod};

#[test]
fn the_paper_list_gives_a_place_and_two_times() {
    let server = shared_server();
    let (leader, member, at) = (server.person(LEADER), server.member(), (community_code(), past_activity(0)));
    let body = crate::activities::list_presence_request(0, member);
    let listed = server.call::<ListPresence>(&leader, &at, &body);
    assert_eq!((listed.checked_in_at, listed.checked_out_at), (body.checked_in_at, body.checked_out_at));
    assert_eq!((listed.measured_minutes, listed.clock_difference_seconds), (120, 0));
    let rows = server.call::<ShowAttendance>(&leader, &at, &Empty {}).rows;
    let row = rows.iter().find(|row| row.member == member).expect("a row");
    assert_eq!((row.place, row.checked_out_by), (PlaceState::Confirmed, Some(PresenceMethod::List)));
    assert_eq!(server.refusal::<ListPresence>(&leader, &at, &body), (409, "volunteering/already-checked-in".into()));
}

#[test]
fn times_that_cannot_be_are_refused() {
    let server = shared_server();
    let (leader, at) = (server.person(LEADER), (community_code(), past_activity(0)));
    let good = crate::activities::list_presence_request(0, server.member());
    let (came, went) = (good.checked_in_at, good.checked_out_at);
    for (body, refusal) in [
        (
            ListPresenceRequest { checked_out_at: came.plus(-MINUTE), ..good.clone() },
            (422, "check-out-before-check-in"),
        ),
        (ListPresenceRequest { checked_out_at: went.plus(7 * DAY), ..good.clone() }, (422, "in-the-future")),
        (ListPresenceRequest { checked_in_at: came.plus(-3 * HOUR), ..good.clone() }, (422, "outside-window")),
        (ListPresenceRequest { checked_out_at: went.plus(3 * HOUR), ..good.clone() }, (422, "outside-window")),
        (ListPresenceRequest { member: leader.member(), ..good.clone() }, (403, "own-service")),
        (
            ListPresenceRequest { member: MemberId::from_parts(UtcMillis(1), 1), ..good.clone() },
            (422, "not-a-resident"),
        ),
    ] {
        let refused = server.refusal::<ListPresence>(&leader, &at, &body);
        assert_eq!(refused, (refusal.0, format!("volunteering/{}", refusal.1)), "{body:?}");
    }
}

#[test]
fn two_services_at_once_are_refused() {
    let server = shared_server();
    let (leader, member) = (server.person(LEADER), server.member());
    // The second activity begins an hour after the first one ended; a person who stayed longer was still at the first.
    let late = ListPresenceRequest {
        checked_out_at: crate::activities::list_presence_request(2, member).checked_out_at.plus(100 * MINUTE),
        ..crate::activities::list_presence_request(2, member)
    };
    server.call::<ListPresence>(&leader, &(community_code(), past_activity(2)), &late);
    let director = server.person(crate::people::DIRECTOR);
    let early = ListPresenceRequest {
        checked_in_at: crate::activities::list_presence_request(1, member).checked_in_at.plus(-MINUTE),
        ..crate::activities::list_presence_request(1, member)
    };
    let problem = server
        .try_call::<ListPresence>(&director, &(community_code(), past_activity(1)), &early)
        .expect_err("an overlap");
    assert_eq!((problem.status, problem.code.as_str()), (409, "volunteering/overlapping-service"));
}
