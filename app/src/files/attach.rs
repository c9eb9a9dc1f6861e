//! The dialog for choosing, sending and attaching photos and documents. It is in a file of its own, so that readers do
//! not load it.
//!
//! Form by hand: one dialog serves the bodies of four endpoints, and a form of the page that sends the files itself.

use super::case_paper::paper_dialog;
use super::file_field::file_field;
use super::pending_files::{CaptionNeed, PendingFiles};
use crate::lazy_modules::lazy_modules;
use crate::ui::form::Form;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{el, show_toast};
use crate::words::{key, t};
use domain::archive::{CaptionedFile, CaptionedFilesRequest};
use domain::contract::{AddMaterials, AddMatterFiles, AddPostFiles, AddRecords};
use domain::decisions::CaseStep;
use domain::ids::{CaseId, CommunityCode, MatterId, MeetingId, PostId};
use domain::meetings::{AddRecordsRequest, MeetingRecord};
use std::sync::Arc;

lazy_modules! {
    /// Choosing photos and documents, sending and attaching them.
    attach_file(AttachRequest) -> () = attach_dialog, "files";
}

/// What the files are attached to.
#[derive(Clone, Copy)]
pub enum Target {
    /// The page's form, which sends them itself.
    Form,
    Matter(MatterId),
    Post(PostId),
    Materials(MeetingId),
    Records(MeetingId, MeetingRecord),
    /// With a dialog of its own, which asks for the kind of paper.
    Paper(CaseId, CaseStep),
}

/// A page's request for the dialog.
pub struct AttachRequest {
    pub ask: PageDialog,
    pub kept: PendingFiles,
    pub to: Target,
    /// Runs when they are attached.
    pub done: Arc<dyn Fn() + Send + Sync>,
}

pub fn attach_dialog(asked: AttachRequest) {
    if let Target::Paper(case, step) = asked.to {
        return paper_dialog(asked, case, step);
    }
    let AttachRequest { ask, kept, to, done } = asked;
    let pictures = kept.asks == CaptionNeed::Pictures;
    let title = t(if pictures { key::FILES_TITLE_PICTURES } else { key::FILES_TITLE });
    ask.open(title, move |ask| {
        let form = Form::new();
        let (dialog, chosen) = (ask.clone(), kept.clone());
        let run = move || {
            let Some(files) = chosen.read() else { return };
            let (dialog, done) = (dialog.clone(), done.clone());
            let close = move || {
                dialog.close();
                done();
            };
            match to {
                Target::Form => {
                    chosen.make_ready(files);
                    close();
                }
                _ if files.is_empty() => chosen.refuse(key::FILES_NONE),
                _ => send(form, to, (chosen.code.clone(), files), move || {
                    close();
                    show_toast(t(key::FILES_ATTACHED));
                }),
            }
        };
        let sure = t(if matches!(to, Target::Form) { key::FILES_READY } else { key::FILES_ATTACH });
        form.element("stack", run)
            .child(el("p", "faint").child(t(key::FILES_WORDS_WHY)))
            .child(file_field("files", t(key::FILES_CHOOSE), &kept))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", sure)))
    });
}

fn send(form: Form, to: Target, (code, files): (CommunityCode, Vec<CaptionedFile>), done: impl FnOnce() + 'static) {
    let done: Box<dyn FnOnce()> = Box::new(done);
    match to {
        Target::Form | Target::Paper(..) => done(),
        Target::Matter(id) => form.send::<AddMatterFiles>((code, id), CaptionedFilesRequest { files }, move |_| done()),
        Target::Post(id) => form.send::<AddPostFiles>((code, id), CaptionedFilesRequest { files }, move |_| done()),
        Target::Materials(id) => {
            form.send::<AddMaterials>((code, id), CaptionedFilesRequest { files }, move |_| done());
        }
        Target::Records(id, record) => {
            form.send::<AddRecords>((code, id), AddRecordsRequest { record, files }, move |_| done());
        }
    }
}
