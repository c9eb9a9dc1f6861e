//! A member leaves the roster: moved away or died.

use domain::contract::LeaveRoster;
use domain::ids::MemberId;
use domain::members::LeaveCause;

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t, tf};

pub fn leave_roster_dialog(desk: &OfficeContext, id: MemberId, name: &str) {
    let then = desk.clone();
    let causes = [(LeaveCause::Moved, key::OFFICE_LEAVE_MOVED), (LeaveCause::Died, key::OFFICE_LEAVE_DIED)];
    BodyForm::<LeaveRoster>::new(t(key::OFFICE_LEAVE_TITLE))
        .submit(t(key::OFFICE_LEAVE))
        .text(tf(key::OFFICE_LEAVE_WHY, &[("name", name)]))
        .danger()
        .choices("cause", causes.map(|(code, name)| (code.to_string(), t(name))).to_vec())
        .open(&desk.ask, (desk.code.clone(), id), move |done| {
            let figures = [("seats", &*done.seats.to_string()), ("sessions", &*done.sessions.to_string())];
            then.say(tf(key::OFFICE_LEFT_NOW, &figures));
        });
}
