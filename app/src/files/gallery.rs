//! Files on a page: pictures with captions, documents as links. And the button for attaching more.

use super::attach::attach_file;
use super::attach::{AttachRequest, Target};
use super::pending_files::{CaptionNeed, PendingFiles};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, button, cell_words, el};
use crate::words::number;
use domain::archive::{Attachment, FileId};
use domain::contract::{Endpoint, ShowFile};
use domain::ids::CommunityCode;
use leptos::task::spawn_local;
use std::sync::Arc;

pub fn file_url(code: &CommunityCode, file: FileId) -> String {
    ShowFile::url(&(code.clone(), file), &())
}

/// Nothing if there are no files. `more` gives a further line for a file.
pub fn file_gallery<'a>(
    code: &CommunityCode,
    files: impl IntoIterator<Item = &'a Attachment>,
    more: impl Fn(&Attachment) -> Option<String>,
) -> Option<Element> {
    let (pictures, documents): (Vec<&Attachment>, Vec<_>) = files.into_iter().partition(|one| one.kind.is_image());
    if pictures.is_empty() && documents.is_empty() {
        return None;
    }
    let pictures = pictures.into_iter().map(|one| picture(code, one, more(one)));
    let documents = documents.into_iter().map(|one| document(code, one, more(one)));
    Some(el("ul", "files").child(pictures.chain(documents).collect::<Vec<_>>()))
}

fn picture(code: &CommunityCode, one: &Attachment, more: Option<String>) -> Element {
    let url = file_url(code, one.file);
    let image = el("img", "")
        .attr("src", url.clone())
        .attr("alt", one.caption.clone())
        .attr("loading", "lazy")
        .attr("decoding", "async");
    // The image has the same words: a screen reader must not read them twice.
    let words = el("figcaption", "").attr("aria-hidden", "true").child(one.caption.clone());
    let figure = el("figure", "")
        .child(el("a", "").attr("href", url).attr("target", "_blank").attr("rel", "noopener external").child(image))
        .child(words)
        .child(more.map(|more| el("p", "faint").child(more)));
    el("li", "").child(figure)
}

fn document(code: &CommunityCode, one: &Attachment, more: Option<String>) -> Element {
    let size = ["PDF · ", &number(i64::from(one.bytes.div_ceil(1024))), " KB"].concat();
    let below = [Some(size), more].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let link = el("a", "cell")
        .attr("href", file_url(code, one.file))
        .attr("rel", "external")
        .attr("download", [one.caption.as_str(), ".pdf"].concat())
        .child(cell_words(one.caption.clone(), below));
    el("li", "wide").child(link)
}

/// A button that opens the dialog for attaching.
pub fn attach_button(
    (class, label): (&'static str, String),
    ask: &PageDialog,
    (code, most, asks): (CommunityCode, u32, CaptionNeed),
    to: Target,
    done: impl Fn() + Send + Sync + 'static,
) -> Element {
    let (ask, done): (_, Arc<dyn Fn() + Send + Sync>) = (ask.clone(), Arc::new(done));
    button(class, label, move || {
        let kept = PendingFiles::new(code.clone(), most, asks);
        spawn_local(attach_file(AttachRequest { ask: ask.clone(), kept, to, done: done.clone() }));
    })
}

/// The button of a form that sends its files with everything else, with their number.
pub fn with_form(label: fn(usize) -> String, ask: &PageDialog, kept: &PendingFiles) -> Element {
    let (ask, opened, counted) = (ask.clone(), kept.clone(), kept.clone());
    let button = el("button", "button quiet block middle").attr("type", "button").on_click(move || {
        let kept = opened.clone();
        spawn_local(attach_file(AttachRequest { ask: ask.clone(), kept, to: Target::Form, done: Arc::new(|| ()) }));
    });
    button.text_live(move || label(counted.count()))
}
