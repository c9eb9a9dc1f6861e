//! One body: what needs attention, the holders of its seats, vacancies, and hand-overs to successors.

use domain::access::{Capability, Subject};
use domain::members::{BodyReview, Handover, Post, SeatReview, Vacancy};

use super::contact::SeatContact;
use super::dialogs::{BodyDialog, body_dialog_button};
use super::{end_seat, fill_seat, terms};
use crate::office::frame::OfficeContext;
use crate::office::sheet::{badge_span, faint_text};
use crate::ui::{Element, el};
use crate::words::{Key, key, t, tf, tn, word_text};

/// Seats that are shown before the rest is unfolded.
const SEATS_AT_ONCE: usize = 9;

pub fn body_card(body: &BodyReview, desk: &OfficeContext) -> Element {
    let keeps = desk.session.may(Capability::ManageRoster, &Subject::Community);
    let title = el("div", "head")
        .child(el("h2", "").child(body.name.clone()))
        .child(badge_span("badge", terms::body_kind_words(body.kind)));
    let mut list = el("ul", "");
    for warning in &body.warnings {
        let sign = el("span", "sign amber").attr("aria-hidden", "true");
        let cell = el("div", "cell").child(sign).child(el("div", "").child(terms::warning_words(warning)));
        list = list.child(el("li", "").child(cell));
    }
    for vacancy in &body.vacancies {
        list = list.child(el("li", "").child(vacant(vacancy, body, desk, keeps)));
    }
    let line = |seat: &SeatReview| el("li", "").child(cell(seat, body, desk, keeps));
    let is_member = |seat: &&SeatReview| seat.post == Post::PartyMember;
    let (members, seats): (Vec<&SeatReview>, Vec<&SeatReview>) = body.seats.iter().partition(is_member);
    let (first, rest) = seats.split_at(seats.len().min(SEATS_AT_ONCE));
    list = list.child(first.iter().map(|seat| line(seat)).collect::<Vec<_>>());
    // A long list, as of a meeting of representatives or a large team, would hide the bodies below it.
    let folded = |name: Key, seats: &[&SeatReview]| {
        (!seats.is_empty()).then(|| {
            let summary = tn(name, i64::try_from(seats.len()).unwrap_or_default(), &[]);
            el("details", "")
                .child(el("summary", "cell plain").child(summary))
                .child(el("ul", "").child(seats.iter().map(|seat| line(seat)).collect::<Vec<_>>()))
        })
    };
    let (rest, members) = (folded(key::BODIES_REST, rest), folded(key::BODIES_PARTY_MEMBERS, &members));
    let nobody = body.seats.is_empty().then(|| el("div", "cell").child(faint_text(t(key::OFFICE_NO_SEATS))));
    let (activities, services) = (body.open_activities, body.unconfirmed_services);
    let unfinished = (activities + services > 0).then(|| {
        let figures = [("activities", &*activities.to_string()), ("services", &*services.to_string())];
        el("div", "cell").child(faint_text(tf(key::BODIES_UNFINISHED, &figures)))
    });
    let add = keeps.then(|| el("div", "body").child(fill_seat::fill_seat_button(desk, body)));
    el("section", "card").child(title).child(list).child(rest).child(members).child(nobody).child(unfinished).child(add)
}

fn cell(seat: &SeatReview, body: &BodyReview, desk: &OfficeContext, keeps: bool) -> Element {
    let own = desk.session.me_now().is_some_and(|me| me.member == seat.member);
    let person = [seat.name.as_str(), " · ", &terms::seat_title(body.kind, seat.post)].concat();
    // A party member has no term, and is neither elected nor appointed.
    let holds_office = seat.post != Post::PartyMember;
    let (from, until) = (seat.from.to_string(), seat.until.to_string());
    let term = holds_office.then(|| tf(key::OFFICE_TERM, &[("from", &from), ("until", &until)]));
    let came = seat.how.filter(|_| holds_office).map(|how| match seat.basis.as_str() {
        "" => word_text(how),
        basis => tf(key::BODIES_BY, &[("how", &word_text(how)), ("basis", basis)]),
    });
    let duties = Some(seat.duties.clone()).filter(|duties| !duties.is_empty());
    let marks = el("div", "actions")
        .child((seat.runs_out && holds_office).then(|| badge_span("badge amber", t(key::BODIES_RUNS_OUT))))
        .child(seat.birth_unknown.then(|| badge_span("badge amber", t(key::BODIES_BIRTH_UNKNOWN))))
        .child((keeps && seat.post.is_office()).then(|| contact_button(desk, seat, &person)))
        .child((keeps && !own).then(|| end_seat::end_seat_button(desk, seat, body, &person)));
    let name = el("div", "")
        .child(el("b", "").child(person.clone()))
        .child(term.map(faint_text))
        .child(came.map(faint_text))
        .child(published_contact(seat).map(faint_text))
        .child(duties.map(faint_text))
        .child(seat.took_over.as_ref().map(left).map(faint_text));
    el("div", "cell").child(name).child(marks)
}

fn contact_button(desk: &OfficeContext, seat: &SeatReview, person: &str) -> Element {
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::BODIES_CONTACT)), ("title", person)]);
    let seat = seat.clone();
    body_dialog_button(desk, "badge", key::BODIES_CONTACT, move || BodyDialog::Contact(SeatContact::of(&seat)))
        .attr("aria-label", label)
}

/// The telephone of the office and its hours, in one line.
fn published_contact(seat: &SeatReview) -> Option<String> {
    let phone = seat.phone.as_ref()?.to_string();
    Some(if seat.hours.is_empty() { phone } else { [phone.as_str(), &seat.hours].join(" · ") })
}

fn vacant(vacancy: &Vacancy, body: &BodyReview, desk: &OfficeContext, keeps: bool) -> Element {
    let until = vacancy.until.to_string();
    let what = tf(key::BODIES_VACANT, &[("post", &terms::seat_title(body.kind, vacancy.post)), ("until", &until)]);
    let text = el("div", "").child(el("b", "due").child(what)).child(faint_text(left(&vacancy.handover)));
    el("div", "cell").child(text).child(keeps.then(|| fill_seat::by_election(desk, body, vacancy)))
}

/// The previous holder, the cause, and the hand-over, in one line.
fn left(handover: &Handover) -> String {
    let parts = [handover.duties.as_str(), handover.note.as_str()];
    let text: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let cause = handover.cause.map(word_text).unwrap_or_default();
    let text = if text.is_empty() { "—".to_owned() } else { text.join("；") };
    tf(key::BODIES_LEFT_BY, &[("name", &handover.name), ("cause", &cause), ("text", &text)])
}
