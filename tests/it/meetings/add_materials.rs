//! `POST …/meetings/{meeting}/materials`

use crate::archive::upload_file::test_photo;
use crate::matters::add_matter_files::captioned_file;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::archive::FilePurpose;
use domain::contract::{AddMaterials, Empty, OpenMeeting, ShowMeeting};
use domain::meetings::{AnnounceMeetingRequest, Electorate};

#[test]
fn what_is_to_be_read_is_there_before_the_meeting() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let first = server.bring(&director, test_photo(7301)).file;
    let draft =
        AnnounceMeetingRequest { materials: vec![captioned_file(first)], ..server.talk(Electorate::JointCommittees) };
    let at = server.announce(&draft);
    let more = server.bring_captioned(&director, 7302);
    server.call::<AddMaterials>(&director, &at, &more);
    server.call::<AddMaterials>(&director, &at, &more);
    let shown = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {});
    let files: Vec<_> = shown.files.iter().map(|one| (one.file, one.purpose, one.at > shown.announced_at)).collect();
    assert_eq!(files, [(first, FilePurpose::Material, false), (more.files[0].file, FilePurpose::Material, true)]);
    assert_eq!(server.file(&Person::guest(), first).body, test_photo(7301));
    let resident = server.resident();
    let strangers = server.bring_captioned(&resident, 7303);
    assert_eq!(server.refusal::<AddMaterials>(&resident, &at, &strangers), (403, "request/not-allowed".into()));
    assert_eq!(server.refusal::<AddMaterials>(&director, &at, &strangers), (422, "archive/no-such-file".into()));
    server.call::<OpenMeeting>(&director, &at, &Empty {});
    assert_eq!(server.refusal::<AddMaterials>(&director, &at, &more), (409, "meetings/already-open".into()));
}
