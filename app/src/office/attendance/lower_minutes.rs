//! Fewer minutes than were measured, with a reason that the volunteer reads. Prepared here, sent with the confirmation.
//! Form by hand: it sends nothing itself.

use domain::text::Reason;
use domain::volunteering::{AttendanceRow, ServiceView};
use leptos::prelude::*;

use super::AttendanceContext;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::words::{key, minutes, t, tf};

pub fn lower_minutes_dialog(
    context: &AttendanceContext,
    row: &AttendanceRow,
    service: &ServiceView,
) -> impl FnMut() + Send + 'static {
    let (ask, prepared, id, measured) =
        (context.desk.ask.clone(), context.prepared.clone(), service.id, service.measured_minutes);
    let name = row.name.clone();
    move || {
        let why = tf(key::OFFICE_LOWER_WHY, &[("name", &name), ("time", &minutes(i64::from(measured)))]);
        let prepared = prepared.clone();
        ask.open(t(key::OFFICE_LOWER), move |ask| {
            let form = Form::new();
            let before = prepared.lowered.peek(|lowered| lowered.iter().find(|(other, ..)| *other == id).cloned());
            let shown = before.as_ref().map_or(measured, |(_, minutes, _)| *minutes);
            let count = RwSignal::new(shown.to_string());
            let text = RwSignal::new(before.map(|(.., reason)| reason.to_string()).unwrap_or_default());
            let closing = ask.clone();
            let keep = move || {
                // Entering the measured minutes removes the adjustment.
                let typed =
                    count.get_untracked().trim().parse::<u32>().ok().filter(|count| (1..=measured).contains(count));
                let Some(typed) = typed else {
                    let max = measured.to_string();
                    return form.refuse("minutes", tf(key::FORM_NUMBER, &[("min", "1"), ("max", &max)]));
                };
                prepared.lowered.update(|lowered| lowered.retain(|(other, ..)| *other != id));
                if typed < measured {
                    match text.get_untracked().parse::<Reason>() {
                        Ok(reason) => prepared.lowered.update(|lowered| lowered.push((id, typed, reason))),
                        Err(bad) => return form.refuse("reason", form_values::bad_text_words(bad)),
                    }
                }
                prepared.ticked.update(|ticked| {
                    if !ticked.contains(&id) {
                        ticked.push(id);
                    }
                });
                closing.close();
            };
            form.element("stack", keep)
                .child(el("p", "").child(why))
                .child(form.field(
                    "minutes",
                    t(key::OFFICE_MINUTES),
                    None,
                    Control::Number { min: 1, max: measured.into() },
                    count,
                ))
                .child(reason_field(form, text))
                .child(ask.buttons(form.submit("button", t(key::OFFICE_KEEP))))
        });
    }
}
