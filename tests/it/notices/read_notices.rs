//! `POST …/notices/read`

use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, ReadNotices, ShowMe};
use domain::notices::ReadNoticesRequest;

#[test]
fn what_came_later_stays_unread() {
    let server = shared_server();
    let person = server.resident();
    server.confirmed(0, person.member());
    let here = (community_code(),);
    let notices = server.call::<ListNotices>(&person, &here, &Empty {}).rows;
    server.call::<ReadNotices>(&person, &here, &ReadNoticesRequest { seq: notices[1].seq });
    let read: Vec<bool> = server.call::<ListNotices>(&person, &here, &Empty {}).rows.iter().map(|n| n.read).collect();
    assert_eq!(read, [false, true]);
    assert_eq!(server.call::<ShowMe>(&person, &here, &Empty {}).notices_unread, 1);
}
