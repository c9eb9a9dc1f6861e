//! Pending requests for correction, with the present values, and deciding on them.

use domain::contract::{DecideCorrection, ListCorrections};
use domain::ids::CorrectionId;
use domain::privacy::CorrectionTask;

use crate::load::load_reply;
use crate::office::frame::{OfficeContext, page_head};
use crate::office::sheet::{Sheet, faint_text, line_cell, plain_cell, titled_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, el, empty, loaded_view};
use crate::words::{key, last_day, t, tf, word_text};

pub fn corrections_page(desk: OfficeContext) -> Element {
    let code = desk.code.clone();
    let found = load_reply::<ListCorrections>(move || ((code.clone(),), ()));
    let content = loaded_view(found, move |found| shown(&found.requests, &desk).any());
    el("div", "stack")
        .child(page_head(t(key::OFFICE_CORRECTIONS), Some(t(key::OFFICE_CORRECTIONS_BELOW)), None))
        .child(content)
}

fn shown(tasks: &[CorrectionTask], desk: &OfficeContext) -> Element {
    if tasks.is_empty() {
        return empty("inbox", t(key::OFFICE_NO_CORRECTIONS), t(key::OFFICE_NO_CORRECTIONS_NEXT), None);
    }
    let columns = [key::OFFICE_NAME, key::OFFICE_CORRECT_NOW, key::OFFICE_CORRECT_WANTED, key::OFFICE_DUE].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_CORRECTIONS), &[&columns[..], &[None]].concat());
    for task in tasks {
        let act = if task.own {
            faint_text(t(key::OFFICE_CORRECT_OWN))
        } else {
            let (desk, id) = (desk.clone(), task.request.id);
            let label = [("action", t(key::OFFICE_CORRECT_DECIDE)), ("title", task.name.clone())];
            let label = label.each_ref().map(|(name, value)| (*name, value.as_str()));
            el("button", "badge green")
                .attr("type", "button")
                .attr("aria-label", tf(key::SHELL_ACTION_OF, &label))
                .on_click(move || deciding(&desk, id))
                .child(t(key::OFFICE_CORRECT_DECIDE))
        };
        sheet.row(vec![
            titled_cell(task.name.clone(), word_text(task.request.field)),
            plain_cell(task.now.clone().unwrap_or_default()),
            plain_cell(task.request.wanted.clone().unwrap_or_default()),
            line_cell(last_day(task.request.answer_due), None),
            el("div", "").child(act),
        ]);
    }
    sheet.done()
}

fn deciding(desk: &OfficeContext, id: CorrectionId) {
    let then = desk.clone();
    BodyForm::<DecideCorrection>::new(t(key::OFFICE_CORRECT_DECIDE)).open(
        &desk.ask,
        (desk.code.clone(), id),
        move |_| then.say(t(key::OFFICE_CORRECT_DONE)),
    );
}
