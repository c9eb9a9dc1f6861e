//! The attendance sheet on paper (A4): signed on the spot, filed afterwards.

use domain::volunteering::{Activity, Attendance, PlaceState, ServiceState};
use leptos::prelude::*;

use crate::location::local_link;
use crate::qr;
use crate::ui::{Element, el};
use crate::words::{clock, key, span, t, tf};

/// Empty lines for people who come without having signed up.
const SPARE_LINES: usize = 4;

pub fn attendance_sheet(activity: &Activity, attendance: &Attendance) -> Element {
    let row = &activity.row;
    let address =
        [window().location().origin().unwrap_or_default(), local_link(&["activities/", &row.id.to_string()].concat())]
            .concat();
    let below = tf(
        key::OFFICE_PAPER_BELOW,
        &[("body", &row.body_name), ("time", &span(row.starts_at, row.ends_at)), ("place", &row.place)],
    );
    let head = el("div", "paper-head")
        .child(
            el("div", "")
                .child(el("h2", "").child(tf(key::OFFICE_PAPER_TITLE, &[("title", &row.title)])))
                .child(el("p", "").child(below)),
        )
        .child(qr::qr_view(move || address.clone()));
    let columns = [
        key::OFFICE_NUMBER,
        key::OFFICE_NAME,
        key::OFFICE_CAME,
        key::OFFICE_WENT,
        key::OFFICE_MINUTES,
        key::OFFICE_SIGNATURE,
    ];
    let names = columns.into_iter().map(|column| el("th", "").attr("scope", "col").child(t(column)));
    let people = attendance.rows.iter().filter(|row| row.place != PlaceState::Withdrawn || row.service.is_some());
    let mut lines: Vec<[String; 6]> = people
        .map(|row| {
            let service = row.service.as_ref();
            let time = |at: Option<_>| at.map(clock).unwrap_or_default();
            let counted = service.map(|service| match service.state {
                ServiceState::Confirmed => service.confirmed_minutes.to_string(),
                ServiceState::Finished => service.measured_minutes.to_string(),
                ServiceState::Open | ServiceState::Rejected => String::new(),
            });
            let came = time(service.map(|service| service.checked_in_at));
            let went = time(service.and_then(|service| service.checked_out_at));
            [String::new(), row.name.clone(), came, went, counted.unwrap_or_default(), String::new()]
        })
        .collect();
    lines.extend((0..SPARE_LINES).map(|_| <[String; 6]>::default()));
    let body = lines.into_iter().enumerate().map(|(at, mut line)| {
        line[0] = (at + 1).to_string();
        line.into_iter().fold(el("tr", ""), |row, text| row.child(el("td", "").child(text)))
    });
    let table = el("table", "")
        .child(el("thead", "").child(names.fold(el("tr", ""), Element::child)))
        .child(body.fold(el("tbody", ""), Element::child));
    let signed = el("p", "").child(t(key::OFFICE_PAPER_SIGNED));
    el("section", "only-print").attr("aria-hidden", "true").child(head).child(table).child(signed)
}
