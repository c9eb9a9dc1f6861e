//! Refusals of minutes, outcomes and files of meetings that no other test meets, each by its code.

use super::meetings::{AtMeeting, TAKEN, add_photos_request, announce_meeting, check_codes, send_command};
use crate::attachments::upload_captioned_files;
use crate::busy_community::BusyCommunity;
use crate::meetings::{meeting_path, show_meeting};
use crate::prepared_meetings::{Progress, announce_meeting_request, prepare_meeting, record_outcomes_request};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::archive::{CaptionedFile, CaptionedFilesRequest, FilePurpose};
use domain::contract::*;
use domain::limits;
use domain::matters::MatterOutcome;
use domain::meetings as g;

/// An open talk with so many items on its agenda.
fn open_talk(stage: &BusyCommunity, items: usize) -> AtMeeting {
    let draft = announce_meeting_request(stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
    let draft = g::AnnounceMeetingRequest { agenda: vec![draft.agenda[0].clone(); items], ..draft };
    let here = (TestCommunity::code(),);
    let at = meeting_path(stage.desk.call::<AnnounceMeeting>(&stage.clerk.person, &here, &draft).meeting);
    assert_eq!(send_command::<OpenMeeting>(stage, &at, &Empty {}), TAKEN);
    at
}

#[test]
fn minutes_have_one_text_for_each_item_and_an_end() {
    const SECTIONS: &str = "meetings/sections-do-not-fit";
    let stage = BusyCommunity::open();
    let at = open_talk(&stage, 3);
    // Texts of so many characters each.
    let write = |chars: &[usize], follows| {
        let texts: Vec<g::MinutesText> = chars.iter().map(|count| "议".repeat(*count).parse().unwrap()).collect();
        send_command::<WriteMinutes>(&stage, &at, &g::WriteMinutesRequest { texts, follows })
    };
    let most = limits::MINUTES_ITEM_CHARS_MAX;
    let rest = limits::MINUTES_CHARS_MAX - 3 * most;
    check_codes([
        ("a text too few", write(&[5; 3], 0), SECTIONS),
        ("a text too many", write(&[5; 5], 0), SECTIONS),
        ("no words", write(&[0; 4], 0), "meetings/minutes-empty"),
        ("a character too many", write(&[most, most, most, rest + 1], 0), "meetings/minutes-too-long"),
        ("the longest minutes", write(&[most, most, most, rest], 0), TAKEN),
    ]);
    let versions = "with recursive n(i) as (select 2 union all select i + 1 from n where i < ?1)
      insert into meeting_minutes (meeting, version, sections, hash, at, by)
      select m.id, n.i, '[]', m.roll_hash, 1, m.chair from n join meetings m on m.id = ?2 order by n.i";
    stage.desk.db.run(versions, bind![limits::MINUTES_VERSIONS_MAX, at.1]).unwrap();
    assert_eq!(write(&[5; 4], limits::MINUTES_VERSIONS_MAX), "meetings/too-many");
}

#[test]
fn only_minutes_that_are_written_and_not_yet_adopted_are_signed() {
    let stage = BusyCommunity::open();
    let (bare, minuted) = (open_talk(&stage, 1), meeting_path(prepare_meeting(&stage, Progress::Minuted)));
    let sign = |at: &AtMeeting| send_command::<AdoptMinutes>(&stage, at, &g::AdoptMinutesRequest { version: 1 });
    check_codes([
        ("the closing", send_command::<CloseMeeting>(&stage, &bare, &g::CloseMeetingRequest { visitors: 1 }), TAKEN),
        ("minutes that nobody wrote", sign(&bare), "meetings/minutes-missing"),
        ("minutes that both have signed", sign(&minuted), "meetings/minutes-adopted"),
    ]);
}

#[test]
fn outcomes_name_each_item_once_with_a_reason_and_have_an_end() {
    const INCOMPLETE: &str = "meetings/outcomes-incomplete";
    const UNFOUNDED: &str = "meetings/outcome-reason-missing";
    let stage = BusyCommunity::open();
    let talk = meeting_path(prepare_meeting(&stage, Progress::Minuted));
    let decides = announce_meeting(&stage, g::MeetingForm::RepresentativesMeeting, g::Electorate::Representatives);
    let record = |outcomes, follows| {
        send_command::<RecordOutcomes>(&stage, &talk, &g::RecordOutcomesRequest { outcomes, follows })
    };
    // The item of the agenda, not adopted; and a further suggestion, adopted.
    let [item, further]: [g::OutcomeDraft; 2] = record_outcomes_request(0).outcomes.try_into().unwrap();
    let with = |one| vec![item.clone(), one];
    let filled = |count: usize| [vec![item.clone()], vec![further.clone(); count - 1]].concat();
    let unfounded = g::OutcomeDraft { reason: g::OutcomeReason::default(), ..item.clone() };
    let partly = g::OutcomeDraft { outcome: MatterOutcome::Partly, ..unfounded.clone() };
    let most = limits::AGENDA_ITEMS_MAX + limits::SUGGESTIONS_MAX;
    check_codes([
        (
            "of a meeting that decides by vote",
            send_command::<RecordOutcomes>(&stage, &decides, &record_outcomes_request(0)),
            "meetings/decides-by-vote",
        ),
        ("no item", record(vec![], 0), INCOMPLETE),
        ("an item twice", record(with(item.clone()), 0), INCOMPLETE),
        ("an item that is not on the agenda", record(with(g::OutcomeDraft { item: 2, ..item.clone() }), 0), INCOMPLETE),
        (
            "another topic without a suggestion",
            record(with(g::OutcomeDraft { item: 0, ..item.clone() }), 0),
            INCOMPLETE,
        ),
        ("not adopted and no reason (SH-RC art. 23)", record(vec![unfounded], 0), UNFOUNDED),
        ("adopted in part and no reason", record(vec![partly], 0), UNFOUNDED),
        ("an outcome too many", record(filled(most + 1), 0), "meetings/too-many"),
        ("the most outcomes", record(filled(most), 0), TAKEN),
    ]);
    for follows in 1..limits::OUTCOME_VERSIONS_MAX {
        assert_eq!(record(vec![item.clone()], follows), TAKEN, "after version {follows}");
    }
    assert_eq!(record(vec![item.clone()], limits::OUTCOME_VERSIONS_MAX), "meetings/too-many", "a version too many");
}

#[test]
fn a_meeting_takes_the_own_files_and_not_without_end() {
    const FULL: &str = "archive/too-many-attached";
    const NO_FILE: &str = "archive/no-such-file";
    let stage = BusyCommunity::open();
    let bytes: Vec<_> = (0..=limits::MEETING_MATERIALS_MAX).map(u32::to_be_bytes).collect();
    let bytes: Vec<&[u8]> = bytes.iter().map(<[u8; 4]>::as_slice).collect();
    let files = upload_captioned_files(&stage, &stage.clerk.person, &bytes).files;
    let others = upload_captioned_files(&stage, &stage.neighbour.person, &[b"of a neighbour"]).files;
    let announced = meeting_path(prepare_meeting(&stage, Progress::Announced));
    let open = meeting_path(prepare_meeting(&stage, Progress::Open));
    let read = |files: &[CaptionedFile]| {
        send_command::<AddMaterials>(&stage, &announced, &CaptionedFilesRequest { files: files.to_vec() })
    };
    let photograph =
        |files: &[CaptionedFile]| send_command::<AddRecords>(&stage, &open, &add_photos_request(files.to_vec()));
    let (materials, photos) = (limits::MEETING_MATERIALS_MAX as usize, limits::FILES_PER_OWNER_MAX as usize);
    check_codes([
        ("materials of somebody else", read(&others), NO_FILE),
        ("too many materials at once", read(&files), FULL),
        ("the most materials", read(&files[..materials]), TAKEN),
        ("one more", read(&files[materials..]), FULL),
        ("a photo of somebody else", photograph(&others), NO_FILE),
        ("too many photos at once", photograph(&files[..=photos]), FULL),
        ("the most photos", photograph(&files[..photos]), TAKEN),
        ("one more", photograph(&files[photos..=photos]), FULL),
    ]);
    let shown = |at: &AtMeeting| -> Vec<_> {
        let files = show_meeting(&stage, at.1, &Person::default()).files;
        files.iter().map(|one| (one.purpose, one.file)).collect()
    };
    let of = |purpose, files: &[CaptionedFile]| -> Vec<_> { files.iter().map(|one| (purpose, one.file)).collect() };
    assert_eq!(shown(&announced), of(FilePurpose::Material, &files[..materials]), "in their order");
    assert_eq!(shown(&open), of(FilePurpose::Photo, &files[..photos]), "in their order");
}
