//! A paper of a case (佐证材料): a photo or a document, sent first and then attached as a certain kind.

use super::attach::AttachRequest;
use super::file_field::file_field;
use crate::ui::form::{Control, Form};
use crate::words::{key, t, word_choices};
use domain::contract::AttachPaper;
use domain::decisions::{AttachPaperRequest, CaseStep, PaperKind};
use domain::ids::CaseId;
use leptos::prelude::*;

pub fn paper_dialog(AttachRequest { ask, kept, done, .. }: AttachRequest, case: CaseId, step: CaseStep) {
    ask.open(t(key::OFFICE_ATTACH), move |ask| {
        let form = Form::new(&["kind"], |_| None);
        let (kind, chosen, dialog) = (RwSignal::new(PaperKind::Photo.to_string()), kept.clone(), ask.clone());
        let send = move || {
            let Ok(kind) = kind.get_untracked().parse() else { return };
            // One paper for each command: for a second photo the dialog is opened again.
            let Some(file) = chosen.first() else { return form.refuse("kind", t(key::OFFICE_PAPER_MISSING)) };
            let (dialog, done) = (dialog.clone(), done.clone());
            form.send::<AttachPaper>((chosen.code.clone(), case), AttachPaperRequest { step, kind, file }, move |_| {
                dialog.close();
                done();
            });
        };
        let kinds = word_choices::<PaperKind>();
        form.element("stack", send)
            .child(form.field("kind", t(key::OFFICE_PAPER_KIND), None, Control::Choice(kinds), kind))
            .child(file_field("paper-file", t(key::OFFICE_PAPER_FILE), &kept))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_ATTACH))))
    });
}
