//! The dialog that moves an announced meeting to another place or a later time.
//!
//! Invariant: the request names no officers, so they stay; the page does not know their ids.

use domain::contract::ReviseMeeting;
use domain::ids::MeetingId;
use domain::meetings::ReviseMeetingRequest;
use domain::time::UtcMillis;
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::{el, form_values};
use crate::words::{key, moment, number, t, tf};

/// The field that a refusal refers to.
fn field_of(code: &str) -> Option<&'static str> {
    matches!(code, "meetings/only-later" | "meetings/starts-too-far-ahead").then_some("starts_at")
}

/// `place` and `starts_at` are those that the page shows.
pub fn revise_meeting_dialog(desk: &OfficeContext, meeting: MeetingId, place: String, starts_at: UtcMillis) {
    let desk = desk.clone();
    desk.clone().ask.open(t(key::OFFICE_REVISE_MEETING), move |ask| {
        let form = Form::new(&["place", "starts_at", "reason"], field_of);
        let shown_start = form_values::moment_text(starts_at);
        let (new_place, new_start) = (RwSignal::new(place.clone()), RwSignal::new(shown_start.clone()));
        let reason = RwSignal::new(String::new());
        let dialog = ask.clone();
        let read = move || -> Result<ReviseMeetingRequest, (&'static str, String)> {
            let text = |signal: RwSignal<String>| signal.get_untracked();
            // The field has whole minutes, the meeting perhaps not.
            let typed = text(new_start);
            let start = if typed == shown_start { Some(starts_at) } else { form_values::parse_moment(&typed) };
            Ok(ReviseMeetingRequest {
                place: text(new_place).parse().map_err(|bad| ("place", form_values::bad_text_words(bad)))?,
                starts_at: start.ok_or_else(|| ("starts_at", t(key::OFFICE_MISSING)))?,
                officers: None,
                reason: text(reason).parse().map_err(|bad| ("reason", form_values::bad_text_words(bad)))?,
            })
        };
        let send = move || {
            let revision = match read() {
                Ok(revision) => revision,
                Err((field, why)) => return form.refuse(field, why),
            };
            if revision.starts_at == starts_at && revision.place.as_str() == place {
                return form.refuse("place", t(key::OFFICE_REVISE_MEETING_SAME));
            }
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<ReviseMeeting>((desk.code.clone(), meeting), revision, move |revised| {
                dialog.close();
                desk.say(tf(key::OFFICE_MEETING_REVISED, &[("told", &number(revised.told.into()))]));
            });
        };
        let later = Some(tf(key::OFFICE_REVISE_MEETING_TIME_HINT, &[("starts_at", &moment(starts_at))]));
        let why = Some(t(key::OFFICE_REVISE_MEETING_REASON_HINT));
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_REVISE_MEETING_WHY)))
            .child(form.field("place", t(key::MEETINGS_PLACE), None, Control::Text, new_place))
            .child(form.field("starts_at", t(key::MEETINGS_TIME), later, Control::Moment, new_start))
            .child(form.field("reason", t(key::FORM_REASON), why, Control::Area, reason))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_REVISE_MEETING))))
    });
}
