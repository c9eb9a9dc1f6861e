//! Bodies and the holders of their seats (组织与任职). Offices are public; how they were filled, what is vacant and
//! what needs attention is for those who may see it; filling or ending a seat is for those who keep the roster.

mod card;
mod contact;
mod dialogs;
mod end_seat;
mod fill_seat;
mod grid_changes;
mod grids;
mod new_body;
mod relatives;
pub mod rolls;
mod terms;

use domain::access::{Capability, Subject};
use domain::contract::{Endpoint, ListBodies, ReviewBodies, ReviewGrids};
use domain::ids::BodyId;
use domain::members::{BodiesQuery, BodyReview, BodyRow, SeatReview};

use super::super::frame::{OfficeContext, page_head};
use crate::location::use_location;
use crate::ui::{Answers, Calls, Element, el, empty, loading_view};
use crate::words::{key, t};

pub fn bodies_page(desk: OfficeContext) -> Element {
    let keeps = desk.session.may(Capability::ManageRoster, &Subject::Community);
    let sees = desk.session.may(Capability::SeeRolls, &Subject::Community);
    let actions = (keeps || sees).then(|| {
        let rolls = sees.then(|| el("a", "button quiet").attr("href", desk.link("rolls")).child(t(key::BODIES_ROLLS)));
        el("div", "actions")
            .child(keeps.then(|| new_body::new_body_button(&desk)))
            .child(keeps.then(|| relatives::relatives_button(&desk)))
            .child(rolls)
    });
    let content = loading_view(move || {
        let desk = desk.clone();
        calls(&desk)
    });
    el("div", "stack")
        .child(page_head(t(key::OFFICE_BODIES), Some(t(key::OFFICE_BODIES_BELOW)), actions))
        .child(content)
}

/// Everything for committee and supervisors; for others the public list, with hand-overs to them in their own bodies.
fn calls(desk: &OfficeContext) -> Calls {
    let (here, desk) = ((desk.code.clone(),), desk.clone());
    if desk.session.may(Capability::SeeBodies, &Subject::Community) {
        let urls = vec![ReviewBodies::url(&here, &BodiesQuery::default()), ReviewGrids::url(&here, &())];
        return Calls::new(urls, move |answers| {
            let review = answers.next::<ReviewBodies>()?;
            use_location().learn_kind(review.community);
            let bodies = review.bodies;
            let grids = answers.next::<ReviewGrids>()?;
            Some(shown(&bodies, &desk).child(grids::grids_card(&grids, &desk)).any())
        });
    }
    let held = desk.session.me_now().map(|me| me.held).unwrap_or_default();
    let own: Vec<BodyId> = held
        .iter()
        .filter_map(|held| held.body)
        .filter(|body| desk.session.may(Capability::SeeBodies, &Subject::Body(*body)))
        .collect();
    let reviews = own.iter().map(|body| ReviewBodies::url(&here, &BodiesQuery { body: Some(*body) }));
    let urls = [ListBodies::url(&here, &())].into_iter().chain(reviews).collect();
    Calls::new(urls, move |answers| {
        let public = answers.next::<ListBodies>()?;
        use_location().learn_kind(public.community);
        let bodies = with_own(public.bodies, own.len(), answers);
        Some(shown(&bodies, &desk).any())
    })
}

fn with_own(public: Vec<BodyRow>, own: usize, answers: &mut Answers) -> Vec<BodyReview> {
    let mut bodies: Vec<BodyReview> = public.into_iter().map(plain).collect();
    for _ in 0..own {
        let reviewed = answers.next::<ReviewBodies>().and_then(|reply| reply.bodies.into_iter().next());
        let Some(reviewed) = reviewed else { continue };
        if let Some(place) = bodies.iter_mut().find(|body| body.id == reviewed.id) {
            *place = reviewed;
        }
    }
    bodies
}

/// The public part of a body.
fn plain(body: BodyRow) -> BodyReview {
    let seats = body.seats.into_iter().filter_map(|seat| {
        Some(SeatReview {
            id: seat.id,
            member: seat.member,
            name: seat.name,
            post: seat.post,
            from: seat.from.parse().ok()?,
            until: seat.until.parse().ok()?,
            how: None,
            basis: String::new(),
            duties: String::new(),
            grid: None,
            phone: None,
            hours: String::new(),
            birth_unknown: false,
            runs_out: false,
            took_over: None,
        })
    });
    BodyReview {
        id: body.id,
        kind: body.kind,
        name: body.name,
        seats: seats.collect(),
        vacancies: vec![],
        warnings: vec![],
        open_activities: 0,
        unconfirmed_services: 0,
    }
}

fn shown(bodies: &[BodyReview], desk: &OfficeContext) -> Element {
    if bodies.is_empty() {
        return empty("users", t(key::OFFICE_NO_BODIES), t(key::OFFICE_NO_BODIES_NEXT), None);
    }
    bodies.iter().fold(el("div", "stack"), |list, body| list.child(card::body_card(body, desk)))
}
