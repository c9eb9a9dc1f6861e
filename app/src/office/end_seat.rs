//! A seat ends, with its cause and what is handed over.

use domain::contract::EndSeatAt;
use domain::members::{EndCause, EndSeat, SeatRow};
use leptos::prelude::*;

use super::ask::reason_field;
use super::bodies::named;
use super::form::{Control, Form};
use super::frame::Desk;
use super::typed;
use crate::ui::{Element, el};
use crate::words::{key, t, tf};

fn field_of(code: &str) -> Option<&'static str> {
    Some(match code {
        "members/term-not-over" => "cause",
        "members/basis-missing" => "basis",
        _ => return None,
    })
}

pub fn button(desk: &Desk, seat: &SeatRow, body: &str, person: &str) -> Element {
    let label = tf(key::OFFICE_OF, &[("action", &t(key::OFFICE_END_SEAT)), ("title", person)]);
    let (desk, seat, body) = (desk.clone(), seat.clone(), body.to_owned());
    el("button", "badge")
        .attr("type", "button")
        .attr("aria-label", label)
        .on_click(move || open(&desk, &seat, &body))
        .child(t(key::OFFICE_END_SEAT))
}

fn open(desk: &Desk, seat: &SeatRow, body: &str) {
    let (desk, id) = (desk.clone(), seat.id);
    let names = [("name", &*seat.name), ("post", &*named("post", seat.post.as_str())), ("body", body)];
    let why = tf(key::OFFICE_END_SEAT_WHY, &names);
    let ask = desk.ask.clone();
    ask.open(t(key::OFFICE_END_SEAT_TITLE), move |ask| {
        let form = Form::new(&["cause", "reason", "basis", "handover"], field_of);
        let cause = RwSignal::new(EndCause::Resigned.as_str().to_owned());
        let [reason, basis, handover] = [(); 3].map(|()| RwSignal::new(String::new()));
        let send = move || match read(cause, reason, basis, handover) {
            Err((field, text)) => form.refuse(field, text),
            Ok(end) => {
                let desk = desk.clone();
                form.send::<EndSeatAt>((desk.code.clone(), id), end, move |done| {
                    desk.ask.close();
                    desk.say(tf(key::OFFICE_SEAT_ENDED, &[("sessions", &done.sessions.to_string())]));
                });
            }
        };
        let causes = Control::Choice(causes());
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

fn read(cause: Text, reason: Text, basis: Text, handover: Text) -> Result<EndSeat, (&'static str, String)> {
    Ok(EndSeat {
        cause: cause.get_untracked().parse().map_err(|_| ("cause", t(key::OFFICE_MISSING)))?,
        reason: reason.get_untracked().parse().map_err(|bad| ("reason", typed::wrong(bad)))?,
        basis: basis.get_untracked().parse().map_err(|bad| ("basis", typed::wrong(bad)))?,
        handover: handover.get_untracked().parse().map_err(|bad| ("handover", typed::wrong(bad)))?,
    })
}

/// Codes with their words.
fn causes() -> Vec<(String, String)> {
    let one = |cause: &EndCause| (cause.as_str().to_owned(), named("end-cause", cause.as_str()));
    EndCause::ALL.iter().map(one).collect()
}
