//! What is to be read before a meeting (会议材料), what it looked like, and who signed: each where the reader may see it.

use crate::files::gallery;
use crate::place::community;
use crate::ui::{Element, section};
use crate::words::{key, moment, t, tf};
use domain::archive::{Attachment, Purpose};
use domain::meetings::Meeting;

/// One section for a purpose; nothing where there is nothing.
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

/// Materials that came after the announcement say when.
pub fn added_later(one: &Meeting, file: &Attachment) -> Option<String> {
    let later = file.purpose == Purpose::Material && file.at > one.announced_at;
    later.then(|| tf(key::MEETINGS_ADDED_LATER, &[("time", &moment(file.at))]))
}
