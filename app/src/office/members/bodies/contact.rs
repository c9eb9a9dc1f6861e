//! The telephone of an office and its hours, which everybody sees.

use domain::contract::SetSeatContact;
use domain::ids::SeatId;
use domain::members::SeatReview;

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t, tf};

/// The contact of a seat, as it is published now.
pub struct SeatContact {
    seat: SeatId,
    name: String,
    phone: String,
    hours: String,
}

impl SeatContact {
    pub fn of(seat: &SeatReview) -> Self {
        let phone = seat.phone.as_ref().map(ToString::to_string).unwrap_or_default();
        Self { seat: seat.id, name: seat.name.clone(), phone, hours: seat.hours.clone() }
    }
}

pub fn contact_dialog(desk: &OfficeContext, contact: SeatContact) {
    let then = desk.clone();
    BodyForm::<SetSeatContact>::new(tf(key::BODIES_CONTACT_TITLE, &[("name", &contact.name)]))
        .text(t(key::BODIES_CONTACT_WHY))
        .starts("phone", contact.phone)
        .starts("hours", contact.hours)
        .open(&desk.ask, (desk.code.clone(), contact.seat), move |_| then.say(t(key::BODIES_CONTACT_DONE)));
}
