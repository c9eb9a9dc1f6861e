//! The dialogs of the deliberation: the pre-review's verdict, a further version, the summary, the answer.

use domain::contract::{AddVersion, AnswerMatter, DecidePreReview, ShowMatter, SummariseMatter};
use domain::ids::MatterId;
use domain::matters::MatterTask;

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, el};
use crate::words::{Key, key, t, tf};

fn opener(words: String, title: &str, press: impl FnMut() + Send + 'static) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &words), ("title", title)]);
    el("button", "badge green").attr("type", "button").attr("aria-label", label).on_click(press).child(words)
}

/// Says that it is done.
fn said<R>(desk: OfficeContext, done: Key) -> impl Fn(R) + Clone + Send {
    move |_| desk.say(t(done))
}

pub fn pre_review(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk, name) = (task.matter, desk.clone(), task.title.clone());
    opener(t(key::OFFICE_PRE_REVIEW), &task.title, move || {
        BodyForm::<DecidePreReview>::new(t(key::OFFICE_PRE_REVIEW))
            .text(name.clone())
            .submit(t(key::OFFICE_PRE_REVIEW_SURE))
            .when("destination", "verdict", &["route"])
            .when("days", "verdict", &["accept"])
            .open(&desk.ask, (desk.code.clone(), matter), said(desk.clone(), key::OFFICE_PRE_REVIEWED));
    })
}

/// A new version begins with the present text.
pub fn new_version_button(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk) = (task.matter, desk.clone());
    opener(t(key::OFFICE_NEW_VERSION), &task.title, move || {
        let then = desk.clone();
        desk.read_first::<ShowMatter>((desk.code.clone(), matter), (), move |one| new_version(then, matter, one.text));
    })
}

fn new_version(desk: OfficeContext, matter: MatterId, text: String) {
    BodyForm::<AddVersion>::new(t(key::OFFICE_NEW_VERSION))
        .submit(t(key::OFFICE_NEW_VERSION_SURE))
        .starts("text", text)
        .open(&desk.ask.clone(), (desk.code.clone(), matter), said(desk, key::OFFICE_VERSION_ADDED));
}

pub fn summary_button(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk) = (task.matter, desk.clone());
    opener(t(key::OFFICE_SUMMARISE), &task.title, move || {
        BodyForm::<SummariseMatter>::new(t(key::OFFICE_SUMMARISE)).open(
            &desk.ask,
            (desk.code.clone(), matter),
            said(desk.clone(), key::OFFICE_SUMMARISED),
        );
    })
}

pub fn answer_button(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk) = (task.matter, desk.clone());
    opener(t(key::OFFICE_ANSWER), &task.title, move || {
        BodyForm::<AnswerMatter>::new(t(key::OFFICE_ANSWER)).open(
            &desk.ask,
            (desk.code.clone(), matter),
            said(desk.clone(), key::OFFICE_ANSWERED),
        );
    })
}
