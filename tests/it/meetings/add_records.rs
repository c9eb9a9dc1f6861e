//! `POST …/meetings/{meeting}/records`

use crate::archive::upload_file::test_photo;
use crate::matters::add_matter_files::captioned_file;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::{Server, shared_server};
use domain::archive::FilePurpose;
use domain::contract::{AddRecords, Empty, ShowMeeting};
use domain::meetings::{AddRecordsRequest, MeetingRecord};

impl Server {
    /// A photo of this person as a record of a meeting.
    pub fn record(&self, who: &Person, record: MeetingRecord, number: u32) -> AddRecordsRequest {
        AddRecordsRequest { record, files: vec![captioned_file(self.bring(who, test_photo(number)).file)] }
    }
}

#[test]
fn photos_are_public_and_signatures_are_not() {
    let server = shared_server();
    let (director, supervisor, resident) = (server.person(DIRECTOR), server.person(SUPERVISOR), server.resident());
    let at = server.called();
    let early = server.record(&director, MeetingRecord::Photo, 7401);
    assert_eq!(server.refusal::<AddRecords>(&director, &at, &early), (409, "meetings/not-open-yet".into()));
    let at = server.opened();
    let sheet = server.record(&director, MeetingRecord::SignatureSheet, 7402);
    server.call::<AddRecords>(&director, &at, &early);
    server.call::<AddRecords>(&director, &at, &sheet);
    let (picture, signed) = (early.files[0].file, sheet.files[0].file);
    for (who, status) in [(&Person::guest(), 401), (&resident, 403), (&director, 200), (&supervisor, 200)] {
        assert_eq!((server.file(who, picture).status, server.file(who, signed).status), (200, status));
    }
    let purposes = |who: &Person| -> Vec<FilePurpose> {
        server.call::<ShowMeeting>(who, &at, &Empty {}).files.iter().map(|one| one.purpose).collect()
    };
    assert_eq!(purposes(&resident), [FilePurpose::Photo]);
    assert_eq!(purposes(&supervisor), [FilePurpose::Photo, FilePurpose::SignatureSheet]);
    let again = AddRecordsRequest { record: MeetingRecord::Photo, files: sheet.files.clone() };
    let refused = server.refusal::<AddRecords>(&director, &at, &again);
    assert_eq!(refused, (409, "archive/attached-otherwise".into()), "a sheet does not become a photo");
    let theirs = server.record(&resident, MeetingRecord::Photo, 7403);
    assert_eq!(server.refusal::<AddRecords>(&resident, &at, &theirs), (403, "request/not-allowed".into()));
    let tellers = server.record(&supervisor, MeetingRecord::Photo, 7404);
    assert_eq!(server.refusal::<AddRecords>(&supervisor, &at, &tellers), (403, "request/not-allowed".into()));
}
