//! `POST …/activities/{activity}/revision`

use crate::client::code;
use crate::people::LEADER;
use crate::scene::{TEAM, past};
use crate::server::shared;
use domain::contract::{Empty, ListNotices, ReviseActivity, ShowActivity, SignUp};
use domain::notices::NoticeKind;
use domain::volunteering::{ActivityDraft, PlaceState};

#[test]
fn more_places_move_the_waiting_up_and_everybody_is_told() {
    let server = shared();
    let (first, second, leader) = (server.resident(), server.resident(), server.person(LEADER));
    let draft = server.draft(server.team(TEAM), 1);
    let at = server.publish_draft(&draft);
    server.call::<SignUp>(&first, &at, &Empty {});
    assert_eq!(server.call::<SignUp>(&second, &at, &Empty {}).position, Some(1));
    server.call::<ReviseActivity>(&leader, &at, &ActivityDraft { capacity: 2, ..draft.clone() });
    let mine = server.call::<ShowActivity>(&second, &at, &Empty {}).mine.expect("my own part");
    assert_eq!(mine.place, Some(PlaceState::Confirmed));
    let told = |person| -> Vec<NoticeKind> {
        server.call::<ListNotices>(person, &(code(),), &Empty {}).notices.iter().map(|notice| notice.kind).collect()
    };
    assert_eq!(told(&first), [NoticeKind::ActivityRevised]);
    assert_eq!(told(&second), [NoticeKind::MovedUp, NoticeKind::ActivityRevised]);
    let fewer = server.refusal::<ReviseActivity>(&leader, &at, &draft);
    assert_eq!(fewer, (422, "volunteering/capacity-below-signed-up".into()));
}

#[test]
fn what_has_begun_stays_as_it_was() {
    let server = shared();
    let draft = server.draft(server.team(TEAM), 9);
    let refused = server.refusal::<ReviseActivity>(&server.person(LEADER), &(code(), past(0)), &draft);
    assert_eq!(refused, (409, "volunteering/no-longer-changeable".into()));
}
