//! The dialog that moves an announced meeting to another place or a later time.
//!
//! Invariant: the request names no officers, so they stay; the page does not know their ids.

use domain::contract::ReviseMeeting;
use domain::ids::MeetingId;
use domain::time::UtcMillis;

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, moment, number, t, tf};

/// `place` and `starts_at` are those that the page shows.
pub fn revise_meeting_dialog(desk: OfficeContext, meeting: MeetingId, place: String, starts_at: UtcMillis) {
    BodyForm::<ReviseMeeting>::new(t(key::OFFICE_REVISE_MEETING))
        .text(t(key::OFFICE_REVISE_MEETING_WHY))
        .starts("place", place)
        .starts_at("starts_at", starts_at)
        .hint("starts_at", tf(key::OFFICE_REVISE_MEETING_TIME_HINT, &[("starts_at", &moment(starts_at))]))
        .without("officers")
        .open(&desk.ask.clone(), (desk.code.clone(), meeting), move |revised| {
            desk.say(tf(key::OFFICE_MEETING_REVISED, &[("told", &number(revised.told.into()))]));
        });
}
