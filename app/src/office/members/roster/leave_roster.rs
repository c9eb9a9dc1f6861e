//! A member leaves the roster: moved away or died.

use domain::contract::LeaveRoster;
use domain::ids::MemberId;
use domain::members::{LeaveCause, LeaveRosterRequest};
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::words::{key, t, tf};

pub fn leave_roster_dialog(desk: &OfficeContext, id: MemberId, name: &str) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    let why = tf(key::OFFICE_LEAVE_WHY, &[("name", name)]);
    ask.open(t(key::OFFICE_LEAVE_TITLE), move |ask| {
        let form = Form::new(&["cause", "reason"], |_| None);
        let (cause, text) = (RwSignal::new(LeaveCause::Moved.as_str().to_owned()), RwSignal::new(String::new()));
        let send = move || {
            let Ok(cause) = cause.get_untracked().parse::<LeaveCause>() else { return };
            let reason = match text.get_untracked().parse() {
                Ok(reason) => reason,
                Err(bad) => return form.refuse("reason", form_values::bad_text_words(bad)),
            };
            let after = desk.clone();
            form.send::<LeaveRoster>((desk.code.clone(), id), LeaveRosterRequest { cause, reason }, move |done| {
                after.ask.close();
                let figures = [("seats", &*done.seats.to_string()), ("sessions", &*done.sessions.to_string())];
                after.say(tf(key::OFFICE_LEFT_NOW, &figures));
            });
        };
        let causes = [(LeaveCause::Moved, key::OFFICE_LEAVE_MOVED), (LeaveCause::Died, key::OFFICE_LEAVE_DIED)];
        let causes = causes.map(|(code, name)| (code.to_string(), t(name))).to_vec();
        form.element("stack", send)
            .child(el("p", "").child(why))
            .child(form.field("cause", t(key::OFFICE_LEAVE_CAUSE), None, Control::Choice(causes), cause))
            .child(reason_field(form, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_LEAVE))))
    });
}
