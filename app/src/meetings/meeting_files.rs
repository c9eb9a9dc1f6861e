//! The materials of a meeting (会议材料), its photos and its signature sheet: each where the reader may see it.

use crate::files::file_gallery;
use crate::location::current_community;
use crate::ui::{Element, section};
use crate::words::{key, moment, t, tf};
use domain::archive::{Attachment, FilePurpose};
use domain::meetings::Meeting;

/// One section for a purpose; nothing if there are no files.
pub fn meeting_files_card(one: &Meeting, purpose: FilePurpose) -> Option<Element> {
    let files = one.files.iter().filter(|file| file.purpose == purpose);
    let gallery = file_gallery(&current_community(), files, |file| added_later(one, file))?;
    let title = match purpose {
        FilePurpose::Photo => key::MEETINGS_PHOTOS,
        FilePurpose::SignatureSheet => key::MEETINGS_SHEETS,
        FilePurpose::Material | FilePurpose::Enclosure => key::MEETINGS_MATERIALS,
    };
    Some(section("card", t(title)).child(gallery))
}

/// Materials added after the announcement show their time.
pub fn added_later(one: &Meeting, file: &Attachment) -> Option<String> {
    let later = file.purpose == FilePurpose::Material && file.at > one.announced_at;
    later.then(|| tf(key::MEETINGS_ADDED_LATER, &[("time", &moment(file.at))]))
}
