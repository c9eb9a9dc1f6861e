//! The dialogs of the deliberation: the pre-review's verdict, a further version, the summary, the answer.

use domain::contract::{AddVersion, AnswerMatter, DecidePreReview, ShowMatter, SummariseMatter};
use domain::ids::MatterId;
use domain::matters::{
    AddVersionRequest, AnswerMatterRequest, DecidePreReviewRequest, MatterOutcome, MatterTask, SummariseMatterRequest,
    VerdictKind,
};
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog;
use crate::ui::{Element, el, form_values};
use crate::words::{key, t, tf, word_choices};

fn opener(words: String, title: &str, press: impl FnMut() + Send + 'static) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &words), ("title", title)]);
    el("button", "badge green").attr("type", "button").attr("aria-label", label).on_click(press).child(words)
}

pub fn pre_review(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk, name) = (task.matter, desk.clone(), task.title.clone());
    opener(t(key::OFFICE_PRE_REVIEW), &task.title, move || {
        let (desk, name) = (desk.clone(), name.clone());
        desk.clone().ask.open(t(key::OFFICE_PRE_REVIEW), move |ask| {
            let form = Form::new(&["verdict", "reason", "destination", "days"], |code| match code {
                "matters/destination-missing" => Some("destination"),
                "matters/days-out-of-bounds" => Some("days"),
                _ => None,
            });
            let verdict = RwSignal::new(VerdictKind::Accept.to_string());
            let [reason, destination, days] = [(); 3].map(|()| RwSignal::new(String::new()));
            let dialog = ask.clone();
            let send = move || {
                let Ok(kind) = verdict.get_untracked().parse::<VerdictKind>() else { return };
                let place = destination.get_untracked();
                let body = DecidePreReviewRequest {
                    verdict: kind,
                    reason: match reason.get_untracked().parse() {
                        Ok(reason) => reason,
                        Err(bad) => return form.refuse("reason", form_values::bad_text_words(bad)),
                    },
                    destination: match (kind, place.trim().is_empty()) {
                        (VerdictKind::Route, false) => match place.parse() {
                            Ok(place) => Some(place),
                            Err(bad) => return form.refuse("destination", form_values::bad_text_words(bad)),
                        },
                        _ => None,
                    },
                    days: days.get_untracked().trim().parse().ok().filter(|_| kind == VerdictKind::Accept),
                };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<DecidePreReview>((desk.code.clone(), matter), body, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_PRE_REVIEWED));
                });
            };
            let kinds = word_choices::<VerdictKind>();
            let is = move |kind: VerdictKind| verdict.with(|verdict| verdict == kind.as_str());
            let hint = Some(t(key::OFFICE_VERDICT_REASON_HINT));
            let place = form.field("destination", t(key::OFFICE_DESTINATION), None, Control::Text, destination);
            let length = form.field(
                "days",
                t(key::OFFICE_DISCUSSION_DAYS),
                Some(t(key::OFFICE_DISCUSSION_DAYS_HINT)),
                Control::Number { min: 1, max: 90 },
                days,
            );
            form.element("stack", send)
                .child(el("p", "").child(name))
                .child(form.field("verdict", t(key::OFFICE_VERDICT), None, Control::Choice(kinds), verdict))
                .child(form.field("reason", t(key::FORM_REASON), hint, Control::Area, reason))
                .child(el("div", "").flag_live("hidden", move || !is(VerdictKind::Route)).child(place))
                .child(el("div", "").flag_live("hidden", move || !is(VerdictKind::Accept)).child(length))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button", t(key::OFFICE_PRE_REVIEW_SURE))))
        });
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
    desk.clone().ask.open(t(key::OFFICE_NEW_VERSION), move |ask| {
        let form = Form::new(&["text", "summary"], |_| Some("text"));
        let (text, summary) = (RwSignal::new(text), RwSignal::new(String::new()));
        let dialog = ask.clone();
        let send = move || {
            let body = AddVersionRequest {
                text: match text.get_untracked().parse() {
                    Ok(text) => text,
                    Err(bad) => return form.refuse("text", form_values::bad_text_words(bad)),
                },
                summary: match summary.get_untracked().parse() {
                    Ok(summary) => summary,
                    Err(bad) => return form.refuse("summary", form_values::bad_text_words(bad)),
                },
            };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<AddVersion>((desk.code.clone(), matter), body, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_VERSION_ADDED));
            });
        };
        form.element("stack", send)
            .child(form.field("text", t(key::MATTERS_FIELD_TEXT), None, Control::Area, text))
            .child(form.field("summary", t(key::MATTERS_FIELD_CHANGED), None, Control::Text, summary))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_NEW_VERSION_SURE))))
    });
}

pub fn summary_button(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk) = (task.matter, desk.clone());
    opener(t(key::OFFICE_SUMMARISE), &task.title, move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_SUMMARISE), move |ask| {
            let (form, text) = (Form::new(&["text"], |_| Some("text")), RwSignal::new(String::new()));
            let dialog = ask.clone();
            let send = move || {
                let text = match text.get_untracked().parse() {
                    Ok(text) => text,
                    Err(bad) => return form.refuse("text", form_values::bad_text_words(bad)),
                };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<SummariseMatter>((desk.code.clone(), matter), SummariseMatterRequest { text }, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_SUMMARISED));
                });
            };
            let hint = Some(t(key::OFFICE_SUMMARY_HINT));
            form.element("stack", send)
                .child(form.field("text", t(key::OFFICE_SUMMARY), hint, Control::Area, text))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button", t(key::OFFICE_SUMMARISE))))
        });
    })
}

pub fn answer_button(task: &MatterTask, desk: &OfficeContext) -> Element {
    let (matter, desk) = (task.matter, desk.clone());
    opener(t(key::OFFICE_ANSWER), &task.title, move || {
        let choosing = (t(key::OFFICE_OUTCOME), word_choices::<MatterOutcome>());
        let (desk, name) = (desk.clone(), t(key::OFFICE_ANSWER));
        let asking = desk.ask.clone();
        page_dialog::choice_and_reason(
            &asking,
            name.clone(),
            choosing,
            ("button", name),
            move |form, outcome, reason| {
                let Ok(outcome) = outcome.parse() else { return };
                let desk = desk.clone();
                form.send::<AnswerMatter>(
                    (desk.code.clone(), matter),
                    AnswerMatterRequest { outcome, reason },
                    move |_| {
                        desk.ask.close();
                        desk.say(t(key::OFFICE_ANSWERED));
                    },
                );
            },
        );
    })
}
