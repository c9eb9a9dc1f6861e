//! Refusals of the archive that no other test meets, each by its code.

use super::meetings::{TAKEN, check_codes, code_of, send_command};
use crate::busy_community::BusyCommunity;
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::archive::{FileId, FileKind, RoomFor, UploadFileRequest};
use domain::contract::*;
use domain::limits;

#[test]
fn a_file_has_bytes_and_fits_what_is_left_to_its_sender_and_to_the_community() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let file = |number: u32| FileId::of(&number.to_be_bytes());
    let upload = |number, bytes| {
        let facts = UploadFileRequest { file: file(number), kind: FileKind::Png, bytes };
        send_command::<UploadFile>(&stage, &here, &facts)
    };
    let room = RoomFor { file: Some(file(0)), bytes: Some(0) };
    let room = desk.try_call::<ShowFileRoom>(&stage.clerk.person, &here, &room, &Empty {});
    check_codes([
        ("room for nothing", code_of(room), "archive/damaged"),
        ("a file of no bytes", upload(0, 0), "archive/damaged"),
        ("a file", upload(1, 10), TAKEN),
    ]);
    // Ten bytes are left to the sender, and then to the community.
    let own = "update file_uploads set bytes = iif(file = ?2, ?3, 0) where member = ?1";
    let own_bytes = limits::FILE_BYTES_PER_MEMBER_MAX - 10;
    desk.rehearse(|| {
        desk.db.run(own, bind![stage.clerk.member(), file(1), own_bytes]).unwrap();
        check_codes([
            ("a byte more than the sender has left", upload(2, 11), "archive/member-full"),
            ("the last bytes of the sender", upload(2, 10), TAKEN),
        ]);
    });
    let all_bytes = limits::FILE_BYTES_PER_COMMUNITY_MAX - 10;
    desk.rehearse(|| {
        desk.db.run("update file_totals set bytes = ?", bind![all_bytes]).unwrap();
        check_codes([
            ("a byte more than the community has left", upload(2, 11), "archive/community-full"),
            ("the last bytes of the community", upload(2, 10), TAKEN),
        ]);
    });
}
