//! `GET …/file-room`

use super::upload_file::test_photo;
use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::archive::RoomFor;
use domain::contract::{Empty, ShowFileRoom};
use domain::limits;

#[test]
fn what_comes_in_takes_room() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let before = server.call::<ShowFileRoom>(&resident, &here, &Empty {});
    assert_eq!(before.files_left_today, limits::FILES_PER_MEMBER_DAY);
    assert_eq!((before.bytes_left, before.file_bytes_max), (limits::FILE_BYTES_PER_MEMBER_MAX, limits::FILE_BYTES_MAX));
    let kept = server.bring(&resident, test_photo(201));
    let after = server.call::<ShowFileRoom>(&resident, &here, &Empty {});
    assert_eq!(after.files_left_today, before.files_left_today - 1);
    assert_eq!(after.bytes_left, before.bytes_left - u64::from(kept.bytes));
    let asked = RoomFor { file: Some(kept.file), bytes: Some(kept.bytes) };
    assert_eq!(server.query::<ShowFileRoom>(&resident, &here, &asked), after);
    let refused = server.refusal::<ShowFileRoom>(&Person::guest(), &here, &Empty {});
    assert_eq!(refused, (401, "request/not-signed-in".into()));
}
