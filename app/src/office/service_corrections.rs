//! A correction of confirmed minutes: the old entry stays, a linked one is added, the volunteer is notified.

use domain::contract::CorrectService;
use domain::volunteering::{CorrectServiceRequest, ServiceView};
use leptos::prelude::*;

use super::form::{Control, Form};
use super::form_values;
use super::frame::OfficeContext;
use super::page_dialog::reason_field;
use crate::ui::el;
use crate::words::{key, minutes, t, tf};

fn field_of(code: &str) -> Option<&'static str> {
    matches!(code, "volunteering/nothing-to-correct" | "volunteering/day-too-long").then_some("minutes")
}

const DAY_MINUTES: u32 = 24 * 60;

pub fn correct_service_dialog(desk: &OfficeContext, service: &ServiceView, name: &str) {
    let (desk, ask, id, stands) = (desk.clone(), desk.ask.clone(), service.id, service.confirmed_minutes);
    let why = tf(
        key::OFFICE_CORRECT_WHY,
        &[("name", name), ("title", &service.title), ("time", &minutes(i64::from(stands)))],
    );
    ask.open(t(key::OFFICE_CORRECT_TITLE), move |ask| {
        let form = Form::new(&["minutes", "reason"], field_of);
        let (count, text) = (RwSignal::new(stands.to_string()), RwSignal::new(String::new()));
        let send = move || {
            let Some(wanted) = count.get_untracked().trim().parse::<u32>().ok().filter(|count| *count <= DAY_MINUTES)
            else {
                return form.refuse("minutes", tf(key::OFFICE_MINUTES_FROM_ZERO, &[("max", &DAY_MINUTES.to_string())]));
            };
            match text.get_untracked().parse() {
                Err(bad) => form.refuse("reason", form_values::bad_text_words(bad)),
                Ok(reason) => {
                    let desk = desk.clone();
                    form.send::<CorrectService>(
                        (desk.code.clone(), id),
                        CorrectServiceRequest { minutes: wanted, reason },
                        move |done| {
                            desk.ask.close();
                            desk.say(tf(
                                key::OFFICE_CORRECTED_NOW,
                                &[("time", &minutes(i64::from(done.minutes))), ("total", &minutes(done.total_minutes))],
                            ));
                        },
                    );
                }
            }
        };
        form.element("stack", send)
            .child(el("p", "").child(why))
            .child(form.field(
                "minutes",
                t(key::OFFICE_MINUTES_NOW),
                Some(t(key::OFFICE_MINUTES_NOW_HINT)),
                Control::Number { min: 0, max: DAY_MINUTES },
                count,
            ))
            .child(reason_field(form, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_CORRECT))))
    });
}
