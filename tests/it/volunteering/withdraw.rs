//! `POST …/activities/{activity}/withdrawal`

use crate::activities::TEAM;
use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, ShowActivity, SignUp, Withdraw};
use domain::notices::NoticeKind;
use domain::volunteering::PlaceState;

#[test]
fn who_waits_first_moves_up_and_is_told() {
    let server = shared_server();
    let at = server.publish(TEAM, 1);
    let (first, second) = (server.resident(), server.resident());
    for person in [&first, &second] {
        server.call::<SignUp>(person, &at, &Empty {});
    }
    assert_eq!(server.call::<Withdraw>(&first, &at, &Empty {}).moved_up, 1);
    let shown = server.call::<ShowActivity>(&second, &at, &Empty {});
    assert_eq!((shown.row.signed_up, shown.row.waiting), (1, 0));
    assert_eq!(shown.mine.and_then(|mine| mine.place), Some(PlaceState::Confirmed));
    let notices = server.call::<ListNotices>(&second, &(community_code(),), &Empty {}).rows;
    assert_eq!(notices.iter().map(|notice| notice.kind).collect::<Vec<_>>(), [NoticeKind::MovedUp]);
    assert_eq!(server.refusal::<Withdraw>(&first, &at, &Empty {}), (409, "volunteering/not-signed-up".into()));
}
