//! Bodies and who holds their seats (组织与任职). Offices are public; ending one is for those who keep the roster.

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListBodies};
use domain::members::{BodyRow, SeatRow};

use super::end_seat;
use super::frame::{Desk, head};
use super::loading::{Calls, loading};
use super::sheet::{empty, faint};
use crate::ui::{Element, el};
use crate::words::{key, look_up, t, tf};

pub fn page(desk: Desk) -> Element {
    let content = loading(move || {
        let desk = desk.clone();
        Calls::new(vec![ListBodies::url(&(desk.code.clone(),), &())], move |answers| {
            Some(shown(&answers.next::<ListBodies>()?.bodies, &desk).any())
        })
    });
    el("div", "stack").child(head(t(key::OFFICE_BODIES), Some(t(key::OFFICE_BODIES_BELOW)), None)).child(content)
}

fn shown(bodies: &[BodyRow], desk: &Desk) -> Element {
    if bodies.is_empty() {
        return empty(key::OFFICE_NO_BODIES, key::OFFICE_NO_BODIES_NEXT, None);
    }
    bodies.iter().fold(el("div", "stack"), |list, body| list.child(card(body, desk)))
}

fn card(body: &BodyRow, desk: &Desk) -> Element {
    let kind = named("body-kind", body.kind.as_str());
    let title = el("div", "head").child(el("h2", "").child(body.name.clone())).child(el("span", "badge").child(kind));
    let seats =
        body.seats.iter().fold(el("ul", ""), |list, seat| list.child(el("li", "").child(cell(seat, body, desk))));
    let vacant = body.seats.is_empty().then(|| el("div", "cell").child(faint(t(key::OFFICE_NO_SEATS))));
    el("section", "card").child(title).child(seats).child(vacant)
}

/// The field's words for what the contract calls by a code.
pub fn named(group: &str, code: &str) -> String {
    look_up(&[group, ".", code].concat()).unwrap_or_else(|| code.to_owned())
}

fn cell(seat: &SeatRow, body: &BodyRow, desk: &Desk) -> Element {
    let own = desk.session.me_now().is_some_and(|me| me.member == seat.member);
    let may = desk.session.may(Capability::ManageRoster, &Subject::Community) && !own;
    let term = tf(key::OFFICE_TERM, &[("from", &seat.from), ("until", &seat.until)]);
    let person = [seat.name.as_str(), " · ", &named("post", seat.post.as_str())].concat();
    let end = may.then(|| end_seat::button(desk, seat, &body.name, &person));
    let name = el("div", "").child(el("b", "").child(person)).child(faint(term));
    el("div", "cell").child(name).child(end)
}
