//! A paper of a case: a photo or a document, sent first and then attached.

use domain::contract::AttachPaper;
use domain::decisions::{AttachPaperOf, CaseStep, PaperKind};
use domain::ids::CaseId;
use leptos::prelude::*;

use crate::decisions::words_of;
use crate::files::{Asks, Kept, chooser};
use crate::office::frame::Desk;
use crate::ui::form::{Control, Form};
use crate::words::{key, t};

/// For which step of which case.
pub struct CasePaper {
    pub desk: Desk,
    pub case: CaseId,
    pub step: CaseStep,
}

pub fn attach_paper(CasePaper { desk, case, step }: CasePaper) {
    desk.clone().ask.open(t(key::OFFICE_ATTACH), move |ask| {
        let form = Form::new(&["kind"], |_| None);
        let (kind, kept) =
            (RwSignal::new(PaperKind::Photo.to_string()), Kept::new(desk.code.clone(), 1, Asks::Nothing));
        let (dialog, chosen) = (ask.clone(), kept.clone());
        let send = move || {
            let Ok(kind) = kind.get_untracked().parse() else { return };
            // One paper, one command: a second photo is attached by opening the dialog again.
            let Some(file) = chosen.first() else {
                return form.refuse("kind", t(key::OFFICE_PAPER_MISSING));
            };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<AttachPaper>((desk.code.clone(), case), AttachPaperOf { step, kind, file }, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_ATTACHED));
            });
        };
        let kinds = PaperKind::ALL.iter().map(|one| (one.to_string(), words_of("paper", one.as_str()))).collect();
        form.element("stack", send)
            .child(form.field("kind", t(key::OFFICE_PAPER_KIND), None, Control::Choice(kinds), kind))
            .child(chooser("paper-file", t(key::OFFICE_PAPER_FILE), &kept))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_ATTACH))))
    });
}
