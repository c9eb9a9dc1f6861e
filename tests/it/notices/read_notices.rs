//! `POST …/notices/read`

use crate::client::code;
use crate::server::shared;
use domain::contract::{Empty, ListNotices, ReadNotices, ShowMe};
use domain::notices::ReadUpTo;

#[test]
fn what_came_later_stays_unread() {
    let server = shared();
    let person = server.resident();
    server.confirmed(0, person.member());
    let here = (code(),);
    let notices = server.call::<ListNotices>(&person, &here, &Empty {}).notices;
    server.call::<ReadNotices>(&person, &here, &ReadUpTo { seq: notices[1].seq });
    let read: Vec<bool> =
        server.call::<ListNotices>(&person, &here, &Empty {}).notices.iter().map(|n| n.read).collect();
    assert_eq!(read, [false, true]);
    assert_eq!(server.call::<ShowMe>(&person, &here, &Empty {}).notices_unread, 1);
}
