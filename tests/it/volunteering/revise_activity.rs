//! `POST …/activities/{activity}/revision`

use crate::activities::{TEAM, past_activity};
use crate::client::community_code;
use crate::people::LEADER;
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, ReviseActivity, ShowActivity, SignUp};
use domain::notices::NoticeKind;
use domain::volunteering::{ActivityRequest, PlaceState};

#[test]
fn more_places_move_the_waiting_up_and_everybody_is_told() {
    let server = shared_server();
    let (first, second, leader) = (server.resident(), server.resident(), server.person(LEADER));
    let draft = server.draft(server.team(TEAM), 1);
    let at = server.publish_draft(&draft);
    server.call::<SignUp>(&first, &at, &Empty {});
    assert_eq!(server.call::<SignUp>(&second, &at, &Empty {}).position, Some(1));
    server.call::<ReviseActivity>(&leader, &at, &ActivityRequest { capacity: 2, ..draft.clone() });
    let mine = server.call::<ShowActivity>(&second, &at, &Empty {}).mine.expect("my own part");
    assert_eq!(mine.place, Some(PlaceState::Confirmed));
    let told = |person| -> Vec<NoticeKind> {
        server
            .call::<ListNotices>(person, &(community_code(),), &Empty {})
            .rows
            .iter()
            .map(|notice| notice.kind)
            .collect()
    };
    assert_eq!(told(&first), [NoticeKind::ActivityRevised]);
    assert_eq!(told(&second), [NoticeKind::MovedUp, NoticeKind::ActivityRevised]);
    let fewer = server.refusal::<ReviseActivity>(&leader, &at, &draft);
    assert_eq!(fewer, (422, "volunteering/capacity-below-signed-up".into()));
}

#[test]
fn what_has_begun_stays_as_it_was() {
    let server = shared_server();
    let draft = server.draft(server.team(TEAM), 9);
    let refused =
        server.refusal::<ReviseActivity>(&server.person(LEADER), &(community_code(), past_activity(0)), &draft);
    assert_eq!(refused, (409, "volunteering/no-longer-changeable".into()));
}
