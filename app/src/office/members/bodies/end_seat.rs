//! Ending a seat, with its cause and the hand-over.

use domain::contract::EndSeat;
use domain::ids::SeatId;
use domain::members::{BodyReview, EndCause, EndSeatRequest, SeatReview};
use leptos::prelude::*;

use super::dialogs::{BodyDialog, body_dialog_button};
use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::ui::{Element, el};
use crate::words::{key, t, tf, word_choices, word_text};

fn field_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "members/term-not-over" => "cause",
        "members/basis-missing" => "basis",
        _ => return None,
    })
}

pub fn end_seat_button(desk: &OfficeContext, seat: &SeatReview, body: &BodyReview, person: &str) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICE_END_SEAT)), ("title", person)]);
    let names = [("name", &*seat.name), ("post", &*word_text(seat.post)), ("body", &*body.name)];
    let (id, why) = (seat.id, tf(key::OFFICE_END_SEAT_WHY, &names));
    body_dialog_button(desk, "badge", key::OFFICE_END_SEAT, move || BodyDialog::End(id, why.clone()))
        .attr("aria-label", label)
}

/// Opens the form for ending a seat, with these words.
pub fn end_seat_dialog(desk: &OfficeContext, id: SeatId, why: String) {
    let desk = desk.clone();
    let ask = desk.ask.clone();
    ask.open(t(key::OFFICE_END_SEAT_TITLE), move |ask| {
        let form = Form::new(&["cause", "reason", "basis", "handover"], field_of);
        let cause = RwSignal::new(EndCause::Resigned.as_str().to_owned());
        let [reason, basis, handover] = [(); 3].map(|()| RwSignal::new(String::new()));
        let send = move || match read(cause, reason, basis, handover) {
            Err((field, text)) => form.refuse(field, text),
            Ok(end) => {
                let desk = desk.clone();
                form.send::<EndSeat>((desk.code.clone(), id), end, move |done| {
                    desk.ask.close();
                    desk.say(tf(key::OFFICE_SEAT_ENDED, &[("sessions", &done.sessions.to_string())]));
                });
            }
        };
        let causes = Control::Choice(word_choices::<EndCause>());
        form.element("stack", send)
            .child(el("p", "").child(why))
            .child(form.field("cause", t(key::BODIES_CAUSE), None, causes, cause))
            .child(reason_field(form, reason))
            .child(form.field("basis", t(key::BODIES_RECALL_BASIS), None, Control::Text, basis))
            .child(form.field(
                "handover",
                t(key::BODIES_HANDOVER),
                Some(t(key::BODIES_HANDOVER_HINT)),
                Control::Area,
                handover,
            ))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_END_SEAT))))
    });
}

type Text = RwSignal<String>;

fn read(cause: Text, reason: Text, basis: Text, handover: Text) -> Result<EndSeatRequest, (&'static str, String)> {
    Ok(EndSeatRequest {
        cause: cause.get_untracked().parse().map_err(|_| ("cause", t(key::OFFICE_MISSING)))?,
        reason: reason.get_untracked().parse().map_err(|bad| ("reason", form_values::bad_text_words(bad)))?,
        basis: basis.get_untracked().parse().map_err(|bad| ("basis", form_values::bad_text_words(bad)))?,
        handover: handover.get_untracked().parse().map_err(|bad| ("handover", form_values::bad_text_words(bad)))?,
    })
}
