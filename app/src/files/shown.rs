//! Files where they are attached: photos as pictures that open in full, documents as links that save them.

use crate::ui::{Element, el, several};
use crate::words::{key, number, tf};
use domain::archive::{Attachment, FileId};
use domain::contract::{Endpoint, ShowFile};
use domain::ids::CommunityCode;

const KILOBYTE: u32 = 1024;

pub fn file_url(code: &CommunityCode, file: FileId) -> String {
    ShowFile::url(&(code.clone(), file), &())
}

/// All of them in their order; nothing where there are none. `about` says what they belong to, for who cannot see them.
pub fn attachments(code: &CommunityCode, about: &str, files: &[Attachment]) -> Option<Element> {
    if files.is_empty() {
        return None;
    }
    let rows = files.iter().enumerate().map(|(at, file)| {
        let count = |number_of: usize| number(i64::try_from(number_of).unwrap_or_default());
        let (number_here, total) = (count(at + 1), count(files.len()));
        let values = [("about", about), ("number", number_here.as_str()), ("total", total.as_str())];
        let url = file_url(code, file.file);
        let link = el("a", "").attr("href", url.clone());
        let link = if file.kind.is_image() {
            let picture = el("img", "").attr("src", url).attr("loading", "lazy").attr("height", "120");
            link.child(picture.attr("alt", tf(key::FILES_PHOTO, &values)))
        } else {
            let kilobytes = number(i64::from(file.bytes.div_ceil(KILOBYTE)));
            let [about, number_here, total] = values;
            link.attr("download", "")
                .child(tf(key::FILES_DOCUMENT, &[about, number_here, total, ("kilobytes", &kilobytes)]))
        };
        el("li", "").child(link).any()
    });
    Some(el("ul", "stack").child(several(rows)))
}
