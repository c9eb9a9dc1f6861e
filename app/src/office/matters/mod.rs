//! Tasks of the deliberation: pre-reviews by their deadline, discussions that ended without a summary, summaries
//! without an answer; and posts to be reviewed.

mod dialogs;
mod moderation;

pub use moderation::moderation_page;

use domain::access::{Capability, Subject};
use domain::contract::ListMatterTasks;
use domain::matters::{MatterTask, Stage};

use super::frame::{OfficeContext, page_head};
use super::sheet::{Sheet, badge_span, line_cell, plain_cell, titled_cell};
use crate::load::load_reply;
use crate::location::local_link;
use crate::ui::{Element, el, empty, loaded_view};
use crate::words::{key, last_day, t, word_text};

pub fn matter_tasks_page(desk: OfficeContext) -> Element {
    let to_posts = el("a", "button quiet").attr("href", desk.link("moderation")).child(t(key::OFFICE_MODERATION));
    let code = desk.code.clone();
    let found = load_reply::<ListMatterTasks>(move || ((code.clone(),), ()));
    let content = loaded_view(found, move |found| shown(&found.tasks, &desk).any());
    el("div", "stack")
        .child(page_head(t(key::OFFICE_MATTERS), Some(t(key::OFFICE_MATTERS_BELOW)), Some(to_posts)))
        .child(content)
}

fn shown(tasks: &[MatterTask], desk: &OfficeContext) -> Element {
    if tasks.is_empty() {
        return empty("inbox", t(key::OFFICE_NO_MATTERS), t(key::OFFICE_NO_MATTERS_NEXT), None);
    }
    let columns = [key::OFFICE_MATTER, key::OFFICE_STUCK, key::OFFICE_DUE].map(Some);
    let mut sheet = Sheet::new(t(key::OFFICE_MATTERS), &[&columns[..], &[None]].concat());
    for task in tasks {
        let address = local_link(&["matters/", &task.matter.to_string()].concat());
        let title = el("a", "").attr("href", address).child(task.title.clone());
        let due = if task.overdue {
            line_cell(badge_span("overdue", t(key::OFFICE_IS_OVERDUE)), last_day(task.due))
        } else {
            plain_cell(last_day(task.due))
        };
        sheet.row(vec![titled_cell(title, None), plain_cell(word_text(task.stage)), due, acts(task, desk)]);
    }
    sheet.done()
}

/// People who are concerned themselves must leave it to others.
fn acts(task: &MatterTask, desk: &OfficeContext) -> Element {
    if task.own {
        return plain_cell(t(key::OFFICE_OWN_CASE));
    }
    let may = |capability| desk.session.may(capability, &Subject::Community);
    let row = el("div", "actions");
    match task.stage {
        Stage::PreReview if may(Capability::PreReviewMatters) => row.child(dialogs::pre_review(task, desk)),
        Stage::Discussing if may(Capability::OrganiseMatters) => row.child(dialogs::new_version_button(task, desk)),
        Stage::Discussed if may(Capability::OrganiseMatters) => {
            row.child(dialogs::summary_button(task, desk)).child(dialogs::answer_button(task, desk))
        }
        _ => row,
    }
}
