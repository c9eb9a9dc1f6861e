//! Files of meetings: material before it, photos and signatures after it.

use crate::attachments::{refusal_code, seen_by_all};
use crate::attachments::{upload_captioned_files, upload_file_request};
use crate::busy_community::{Actor, BusyCommunity};
use crate::prepared_meetings::{self, Progress, prepare_meeting};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::archive::{FileId, FileKind, FilePurpose, Visibility};
use domain::contract::*;
use domain::ids::{CommunityCode, MeetingId};
use domain::limits;
use domain::meetings::{AddRecordsRequest, AnnounceMeetingRequest, MeetingForm, MeetingOfficers, MeetingRecord};
use domain::time::{DAY, MINUTE};

type AtMeeting = (CommunityCode, MeetingId);

fn record(stage: &BusyCommunity, who: &Actor, at: &AtMeeting, record: MeetingRecord, bytes: &[u8]) -> String {
    let files = upload_captioned_files(stage, &who.person, &[bytes]).files;
    refusal_code(stage.desk.try_call::<AddRecords>(&who.person, at, &(), &AddRecordsRequest { record, files }))
}

fn of_meeting(stage: &BusyCommunity, at: &AtMeeting, who: &Person) -> Vec<(FilePurpose, FileId)> {
    let files = stage.desk.call::<ShowMeeting>(who, at, &Empty {}).files;
    files.iter().map(|one| (one.purpose, one.file)).collect()
}

#[test]
fn materials_come_before_a_meeting_each_with_its_time() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk);
    let materials = upload_captioned_files(&stage, &clerk.person, &[b"the plan"]).files;
    let file = materials[0].file;
    let body = prepared_meetings::announce_meeting_request(
        &stage,
        MeetingForm::Talk,
        domain::meetings::Electorate::JointCommittees,
    );
    let officers =
        MeetingOfficers { recorder: Some(stage.volunteer.member()), ..prepared_meetings::meeting_officers(&stage) };
    let body = AnnounceMeetingRequest { materials, officers, ..body };
    let announce = |body: &AnnounceMeetingRequest| {
        desk.try_call::<AnnounceMeeting>(&clerk.person, &(TestCommunity::code(),), &(), body)
    };
    let others = upload_captioned_files(&stage, &stage.neighbour.person, &[b"another's"]).files;
    let wrong = AnnounceMeetingRequest { materials: others, ..body.clone() };
    assert_eq!(refusal_code(announce(&wrong)), "archive/no-such-file");
    let at = (TestCommunity::code(), announce(&body).unwrap().meeting);
    assert_eq!(of_meeting(&stage, &at, &Person::default()), [(FilePurpose::Material, file)]);
    assert_eq!(seen_by_all(&stage, file), [Ok(Visibility::Public); 4]);

    desk.pass_awake(MINUTE);
    let add = |who: &Actor, bytes: &[u8]| {
        let files = upload_captioned_files(&stage, &who.person, &[bytes]);
        refusal_code(desk.try_call::<AddMaterials>(&who.person, &at, &(), &files))
    };
    assert_eq!(add(clerk, b"one more"), "taken");
    assert_eq!(add(clerk, b"one more"), "taken", "twice is once");
    assert_eq!(add(&stage.neighbour, b"of a stranger"), "request/not-allowed");
    assert_eq!(add(&stage.watcher, b"of the teller"), "request/not-allowed");
    let shown = desk.call::<ShowMeeting>(&Person::default(), &at, &Empty {});
    let times: Vec<_> = shown.files.iter().map(|one| one.at > shown.announced_at).collect();
    assert_eq!(times, [false, true], "what came after the notice says so");
    assert_eq!(record(&stage, clerk, &at, MeetingRecord::Photo, b"too early"), "meetings/not-open-yet");
    desk.db
        .run("update meetings set status = 'open', opened_at = ? where id = ?", bind![desk.now.get(), at.1])
        .unwrap();
    assert_eq!(add(clerk, b"late"), "meetings/already-open");
    for who in [clerk, &stage.volunteer] {
        let bytes = [who.name.as_bytes(), b" took a photo"].concat();
        assert_eq!(record(&stage, who, &at, MeetingRecord::Photo, &bytes), "taken", "chair and recorder");
    }
    assert_eq!(record(&stage, &stage.watcher, &at, MeetingRecord::Photo, b"the teller"), "request/not-allowed");
}

#[test]
fn signatures_are_for_the_two_committees_alone() {
    let stage = BusyCommunity::open();
    let (desk, chair) = (&stage.desk, &stage.clerk);
    let at = (TestCommunity::code(), prepare_meeting(&stage, Progress::Closed));
    assert_eq!(record(&stage, chair, &at, MeetingRecord::SignatureSheet, b"who signed"), "taken");
    assert_eq!(record(&stage, chair, &at, MeetingRecord::Photo, b"the hall"), "taken");
    let (sheet, photo) = (upload_file_request(b"who signed").file, upload_file_request(b"the hall").file);
    assert_eq!(seen_by_all(&stage, photo), [Ok(Visibility::Public); 4]);
    let committees = Ok(Visibility::Restricted);
    assert_eq!(seen_by_all(&stage, sheet), [Err(401), Err(403), committees, committees], "a resident asks in vain");
    let all = vec![(FilePurpose::SignatureSheet, sheet), (FilePurpose::Photo, photo)];
    for (who, expect) in [
        (&Person::default(), all[1..].to_vec()),
        (&stage.neighbour.person, all[1..].to_vec()),
        (&chair.person, all.clone()),
        (&stage.watcher.person, all.clone()),
    ] {
        assert_eq!(of_meeting(&stage, &at, who), expect);
    }
    // The same bytes cannot be attached again as a public photo.
    assert_eq!(record(&stage, chair, &at, MeetingRecord::Photo, b"who signed"), "archive/attached-otherwise");
    assert_eq!(seen_by_all(&stage, sheet)[0], Err(401));
    let pdf = domain::archive::UploadFileRequest { kind: FileKind::Pdf, ..upload_file_request(b"a document") };
    desk.call::<UploadFile>(&chair.person, &(TestCommunity::code(),), &pdf);
    let one = domain::archive::CaptionedFile { file: pdf.file, caption: "示范文件".parse().unwrap() };
    let body = |record| AddRecordsRequest { record, files: vec![one.clone()] };
    let send = |record| refusal_code(desk.try_call::<AddRecords>(&chair.person, &at, &(), &body(record)));
    assert_eq!(send(MeetingRecord::Photo), "archive/picture-needed");
    assert_eq!(send(MeetingRecord::SignatureSheet), "taken");
    desk.pass(limits::MEETING_RECORD_DAYS * DAY);
    let phone = desk.texts("select phone from members where id = ?", bind![chair.member()]).remove(0);
    let later = Actor { person: desk.sign_in_by(&phone), ..chair.clone() };
    assert_eq!(record(&stage, &later, &at, MeetingRecord::Photo, b"late"), "meetings/too-late-for-records");
}
