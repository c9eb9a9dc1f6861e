//! `POST …/activities/{activity}/cancellation`

use crate::activities::{TEAM, test_reason};
use crate::client::community_code;
use crate::people::{LEADER, Person};
use crate::server::shared_server;
use domain::contract::{CancelActivity, Empty, ListNotices, ShowActivity, SignUp};
use domain::notices::NoticeKind;
use domain::volunteering::CancelActivityRequest;

#[test]
fn who_signed_up_is_told_why_and_nobody_else_signs_up() {
    let server = shared_server();
    let (person, late, leader) = (server.resident(), server.resident(), server.person(LEADER));
    let (at, body) = (server.publish(TEAM, 5), CancelActivityRequest { reason: test_reason() });
    server.call::<SignUp>(&person, &at, &Empty {});
    server.call::<CancelActivity>(&leader, &at, &body);
    let shown = server.call::<ShowActivity>(&Person::guest(), &at, &Empty {});
    assert_eq!((shown.row.cancelled, shown.cancelled_reason.as_deref()), (true, Some(test_reason().as_str())));
    let notice = server.call::<ListNotices>(&person, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!(
        (notice.kind, notice.params["reason"].as_str()),
        (NoticeKind::ActivityCancelled, Some(test_reason().as_str()))
    );
    assert_eq!(server.refusal::<SignUp>(&late, &at, &Empty {}), (409, "volunteering/cancelled".into()));
    assert_eq!(
        server.refusal::<CancelActivity>(&leader, &at, &body),
        (409, "volunteering/no-longer-changeable".into())
    );
}
