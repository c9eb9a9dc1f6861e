//! Bodies and who holds their seats (组织与任职). Offices are public; ending one is for those who keep the roster.

use domain::access::{Capability, Subject};
use domain::contract::{EndSeatAt, Endpoint, ListBodies};
use domain::members::{BodyKind, BodyRow, EndSeat, Post, SeatRow};

use super::ask::reason;
use super::frame::{Desk, head};
use super::loading::{Calls, loading};
use super::sheet::{empty, faint};
use crate::ui::{Element, el};
use crate::words::{key, t, tf};

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
    let kind = match body.kind {
        BodyKind::ResidentsCommittee => key::OFFICE_RESIDENTS_COMMITTEE,
        BodyKind::SupervisionCommittee => key::OFFICE_SUPERVISION_COMMITTEE,
        BodyKind::VolunteerTeam => key::OFFICE_VOLUNTEER_TEAM,
        BodyKind::GridService => key::OFFICE_GRID_SERVICE,
    };
    let title =
        el("div", "head").child(el("h2", "").child(body.name.clone())).child(el("span", "badge").child(t(kind)));
    let seats =
        body.seats.iter().fold(el("ul", ""), |list, seat| list.child(el("li", "").child(cell(seat, body, desk))));
    let vacant = body.seats.is_empty().then(|| el("div", "cell").child(faint(t(key::OFFICE_NO_SEATS))));
    el("section", "card").child(title).child(seats).child(vacant)
}

fn post(post: Post) -> String {
    t(match post {
        Post::Director => key::OFFICE_DIRECTOR,
        Post::DeputyDirector => key::OFFICE_DEPUTY_DIRECTOR,
        Post::Member => key::OFFICE_COMMITTEE_MEMBER,
        Post::TeamLeader => key::OFFICE_TEAM_LEADER,
        Post::TeamMember => key::OFFICE_TEAM_MEMBER,
        Post::GridWorker => key::OFFICE_GRID_WORKER,
    })
}

fn cell(seat: &SeatRow, body: &BodyRow, desk: &Desk) -> Element {
    let own = desk.session.me_now().is_some_and(|me| me.member == seat.member);
    let may = desk.session.may(Capability::ManageRoster, &Subject::Community) && !own;
    let term = tf(key::OFFICE_TERM, &[("from", &seat.from), ("until", &seat.until)]);
    let person = [seat.name.as_str(), " · ", &post(seat.post)].concat();
    let end = may.then(|| {
        let (desk, seat, body) = (desk.clone(), seat.clone(), body.name.clone());
        el("button", "badge")
            .attr("type", "button")
            .attr("aria-label", tf(key::OFFICE_OF, &[("action", &t(key::OFFICE_END_SEAT)), ("title", &person)]))
            .on_click(move || ending(&desk, &seat, &body))
            .child(t(key::OFFICE_END_SEAT))
    });
    let name = el("div", "").child(el("b", "").child(person)).child(faint(term));
    el("div", "cell").child(name).child(end)
}

fn ending(desk: &Desk, seat: &SeatRow, body: &str) {
    let (then, id) = (desk.clone(), seat.id);
    let why = tf(key::OFFICE_END_SEAT_WHY, &[("name", &seat.name), ("post", &post(seat.post)), ("body", body)]);
    reason(&desk.ask, t(key::OFFICE_END_SEAT_TITLE), why, t(key::OFFICE_END_SEAT), move |form, reason| {
        let after = then.clone();
        form.send::<EndSeatAt>((then.code.clone(), id), EndSeat { reason }, move |done| {
            after.ask.close();
            after.say(tf(key::OFFICE_SEAT_ENDED, &[("sessions", &done.sessions.to_string())]));
        });
    });
}
