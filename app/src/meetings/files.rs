//! The materials of a meeting (会议材料), its photos and its signature sheet: each where the reader may see it.

use crate::files::gallery;
use crate::place::community;
use crate::ui::{Element, section};
use crate::words::{key, moment, t, tf};
use domain::archive::{Attachment, Purpose};
use domain::meetings::Meeting;

/// One section for a purpose; nothing if there are no files.
pub fn files(one: &Meeting, purpose: Purpose) -> Option<Element> {
    let files = one.files.iter().filter(|file| file.purpose == purpose);
    let gallery = gallery(&community(), files, |file| added_later(one, file))?;
    let title = match purpose {
        Purpose::Photo => key::MEETINGS_PHOTOS,
        Purpose::SignatureSheet => key::MEETINGS_SHEETS,
        Purpose::Material | Purpose::Enclosure => key::MEETINGS_MATERIALS,
    };
    Some(section("card", t(title)).child(gallery))
}

/// Materials added after the announcement show their time.
pub fn added_later(one: &Meeting, file: &Attachment) -> Option<String> {
    let later = file.purpose == Purpose::Material && file.at > one.announced_at;
    later.then(|| tf(key::MEETINGS_ADDED_LATER, &[("time", &moment(file.at))]))
}
