//! Ending a seat, with its cause and the hand-over.

use domain::contract::EndSeat;
use domain::ids::SeatId;
use domain::members::{BodyReview, EndCause, SeatReview};

use super::dialogs::{BodyDialog, body_dialog_button};
use super::terms::seat_title;
use crate::office::frame::OfficeContext;
use crate::ui::Element;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t, tf};

pub fn end_seat_button(desk: &OfficeContext, seat: &SeatReview, body: &BodyReview, person: &str) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_END_SEAT)), ("title", person)]);
    let names = [("name", &*seat.name), ("post", &*seat_title(body.kind, seat.post)), ("body", &*body.name)];
    let (id, why) = (seat.id, tf(key::OFFICE_END_SEAT_WHY, &names));
    body_dialog_button(desk, "badge", key::OFFICE_END_SEAT, move || BodyDialog::End(id, why.clone()))
        .attr("aria-label", label)
}

/// Opens the form for ending a seat, with these words.
pub fn end_seat_dialog(desk: &OfficeContext, id: SeatId, why: String) {
    let then = desk.clone();
    BodyForm::<EndSeat>::new(t(key::OFFICE_END_SEAT_TITLE))
        .submit(t(key::OFFICE_END_SEAT))
        .text(why)
        .danger()
        .starts("cause", EndCause::Resigned.to_string())
        .open(&desk.ask, (desk.code.clone(), id), move |done| {
            then.say(tf(key::OFFICE_SEAT_ENDED, &[("sessions", &done.sessions.to_string())]));
        });
}
