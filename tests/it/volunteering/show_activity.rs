//! `GET …/activities/{activity}`

use crate::activities::{TEAM, past_activity};
use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ShowActivity, SignUp};
use domain::ids::ActivityId;
use domain::time::UtcMillis;
use domain::volunteering::{PlaceState, ServiceState};

#[test]
fn the_own_part_is_shown_to_oneself_only() {
    let server = shared_server();
    let (person, at) = (server.resident(), server.publish(TEAM, 1));
    server.call::<SignUp>(&person, &at, &Empty {});
    let mine = server.call::<ShowActivity>(&person, &at, &Empty {}).mine.expect("my own part");
    assert_eq!((mine.place, mine.position, mine.service), (Some(PlaceState::Confirmed), None, None));
    let shown = server.call::<ShowActivity>(&Person::guest(), &at, &Empty {});
    assert_eq!((shown.row.signed_up, shown.mine), (1, None));
    let answer = server.raw::<ShowActivity>(&Person::guest(), &at);
    assert!(!answer.text().contains(&person.me().name), "no volunteer by name");
    assert_eq!(
        answer.fields(""),
        "cancelled_reason check_in_from check_out_until confirmed_minutes confirmed_people deadline_is_firm leader_name \
         mine plan record_deadline row"
    );
}

#[test]
fn anybody_can_look_at_what_was_served() {
    let server = shared_server();
    let (person, at) = (server.resident(), (community_code(), past_activity(3)));
    let before = server.call::<ShowActivity>(&person, &at, &Empty {});
    server.confirmed(3, person.member());
    let after = server.call::<ShowActivity>(&person, &at, &Empty {});
    assert!(
        after.confirmed_people > before.confirmed_people && after.confirmed_minutes >= before.confirmed_minutes + 120
    );
    let service = after.mine.and_then(|mine| mine.service).expect("my service");
    assert_eq!((service.state, service.confirmed_minutes), (ServiceState::Confirmed, 120));
    assert!(service.record_deadline > service.checked_in_at);
    let nothing = (community_code(), ActivityId::from_parts(UtcMillis(1), 1));
    assert_eq!(server.refusal::<ShowActivity>(&person, &nothing, &Empty {}), (404, "request/not-found".into()));
}
