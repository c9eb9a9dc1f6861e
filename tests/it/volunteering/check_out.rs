//! `POST …/activities/{activity}/check-outs`

use super::check_in::attendance_code_request;
use crate::activities::TEAM;
use crate::client::Call;
use crate::people::LEADER;
use crate::server::shared_server;
use domain::contract::{CheckIn, CheckOut, Empty, ShowCheckInKey, SignUp};

#[test]
fn a_queue_that_arrives_in_the_wrong_order_and_twice() {
    let server = shared_server();
    let (person, leader, at) = (server.resident(), server.person(LEADER), server.publish_beginning(TEAM));
    server.call::<SignUp>(&person, &at, &Empty {});
    let key = server.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    let report = attendance_code_request(&key.key, key.now, 0);
    let out = Call::of::<CheckOut>(&person, &at, &(), &report);
    assert_eq!(server.send(&out).refusal(), (409, "volunteering/not-checked-in".into()));
    let checked_in = server.call::<CheckIn>(&person, &at, &report);
    let first = server.send(&out);
    let checked_out = first.read::<CheckOut>().expect("the refused key is free again");
    assert_eq!((checked_out.service, checked_out.checked_in_at), (checked_in.service, checked_in.checked_in_at));
    assert!(checked_out.checked_out_at >= checked_in.checked_in_at);
    assert_eq!(checked_out.measured_minutes, 0, "nothing before the beginning counts");
    assert_eq!(server.send(&out).text(), first.text(), "sent again, the same answer");
    let twice = server.refusal::<CheckOut>(&person, &at, &report);
    assert_eq!(twice, (409, "volunteering/already-checked-out".into()));
}
