//! Files of a meeting (会议材料、现场照片、签到表): the attached ones, and attaching more while that is allowed.

use domain::access::Capability;
use domain::archive::{Attachment, FilePurpose, OwnerKind, files_max};
use domain::meetings::{Meeting, MeetingRecord, MeetingStatus};

use crate::files::{CaptionNeed, Target, attach_button, file_gallery};
use crate::meetings::added_later;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, el, section};
use crate::words::{Key, key, t};

/// In chronological order.
const PARTS: [(FilePurpose, Key, Key); 3] = [
    (FilePurpose::Material, key::MEETINGS_MATERIALS, key::OFFICE_ADD_MATERIALS),
    (FilePurpose::Photo, key::MEETINGS_PHOTOS, key::OFFICE_ADD_PHOTOS),
    (FilePurpose::SignatureSheet, key::OFFICE_SHEETS, key::OFFICE_ADD_SHEETS),
];

pub fn records_card(meeting: &Meeting, desk: &OfficeContext) -> Element {
    let parts = PARTS.into_iter().map(|(purpose, title, add)| part(meeting, (purpose, title, add), desk));
    section("card", t(key::OFFICE_FILES)).child(el("div", "body stack").child(parts.collect::<Vec<_>>()))
}

fn part(meeting: &Meeting, (purpose, title, add): (FilePurpose, Key, Key), desk: &OfficeContext) -> Element {
    let files: Vec<&Attachment> = meeting.files.iter().filter(|one| one.purpose == purpose).collect();
    let why = (purpose == FilePurpose::SignatureSheet).then(|| el("p", "faint").child(t(key::OFFICE_SHEETS_WHY)));
    let none = files.is_empty().then(|| el("p", "faint").child(t(key::OFFICE_NO_FILES)));
    let left = files_max(OwnerKind::Meeting, purpose).saturating_sub(u32::try_from(files.len()).unwrap_or(u32::MAX));
    let button = target(meeting, purpose, desk).filter(|_| left > 0).map(|to| {
        let asks = if purpose == FilePurpose::Photo { CaptionNeed::Pictures } else { CaptionNeed::Words };
        let desk = desk.clone();
        let ask = desk.ask.clone();
        let label = ("button quiet", t(add));
        attach_button(label, &ask, (desk.code.clone(), left, asks), to, move || desk.say(t(key::OFFICE_FILES_ADDED)))
    });
    el("div", "stack")
        .child(el("h3", "").child(t(title)))
        .child(why)
        .child(none)
        .child(file_gallery(&desk.code, files, |one| added_later(meeting, one)))
        .child(button.map(|button| el("div", "actions").child(button)))
}

/// What the reader may add now; `None` at the wrong time or without the right.
fn target(meeting: &Meeting, purpose: FilePurpose, desk: &OfficeContext) -> Option<Target> {
    let (id, status) = (meeting.row.id, meeting.row.status);
    let writes = meeting.mine.as_ref().is_some_and(|mine| mine.is_chair || mine.is_recorder);
    let begun = matches!(status, MeetingStatus::Open | MeetingStatus::Closed);
    let manages = desk.session.may_somewhere(Capability::ManageMeeting);
    match purpose {
        FilePurpose::Material => (manages && status == MeetingStatus::Announced).then_some(Target::Materials(id)),
        FilePurpose::Photo => (writes && begun).then_some(Target::Records(id, MeetingRecord::Photo)),
        FilePurpose::SignatureSheet => (writes && begun).then_some(Target::Records(id, MeetingRecord::SignatureSheet)),
        FilePurpose::Enclosure => None,
    }
}
