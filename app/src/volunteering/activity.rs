//! One activity: title, time, place, number of people; the reader's place in it; the result.

use super::{activity_of_page, own_place};
use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::local_link;
use crate::outbox;
use crate::sharing::{SharedPage, sharing_buttons};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, cell_link, el, fact, live, live_text, loaded_view, nothing, page, section, several};
use crate::words::{key, last_day, minutes, moment, number, t, tf, tn, weekday_span};
use domain::access::{Capability, Subject};
use domain::contract::ShowActivity;
use domain::volunteering::Activity;
use leptos::prelude::*;

pub fn activity_page() -> AnyView {
    let found = load_reply::<ShowActivity>(move || (activity_of_page(), ()));
    let title =
        live_text(move || found.value().map_or_else(|| t(key::ACTIVITY_TITLE), |activity| activity.row.title.clone()));
    let below = live_text(move || found.value().map(|activity| activity.row.body_name.clone()).unwrap_or_default());
    let ask = PageDialog::new();
    let dialogs = ask.place().any();
    let content = loaded_view(found, move |activity| {
        let parts = [
            cancelled(&activity).map(Element::any),
            Some(facts(&activity).any()),
            plan(&activity).map(Element::any),
            Some(own_place::own_place_view(&activity)),
            sharing_buttons(&SharedPage::Activity(activity.clone()), &ask).map(Element::any),
            Some(outbox::outbox_list(Some(activity.row.id.to_string()))),
            result(&activity).map(Element::any),
            Some(for_the_office(&activity)),
        ];
        several(parts.into_iter().flatten())
    });
    page(title).below(below).back(local_link("activities")).around(vec![content, dialogs])
}

fn cancelled(activity: &Activity) -> Option<Element> {
    let reason = activity.cancelled_reason.as_deref()?;
    let words = tf(key::ACTIVITY_CANCELLED_BELOW, &[("reason", reason)]);
    let title = el("b", "").child(t(key::ACTIVITY_CANCELLED_TITLE));
    Some(el("div", "refusal").child(title).child(el("p", "").child(words)))
}

fn facts(activity: &Activity) -> Element {
    let row = &activity.row;
    let leader = activity.leader_name.as_ref().map(|name| [row.body_name.as_str(), name].join(" · "));
    let places = tf(
        key::ACTIVITY_PLACES,
        &[("signed_up", &number(row.signed_up.into())), ("capacity", &number(row.capacity.into()))],
    );
    let waiting = (row.waiting > 0).then(|| tn(key::ACTIVITY_WAITING, row.waiting.into(), &[]));
    let bar = el("progress", "")
        .attr("value", row.signed_up.to_string())
        .attr("max", row.capacity.to_string())
        .attr("aria-label", t(key::ACTIVITY_FACT_PLACES))
        .child(places.clone());
    let places = [Some(places.into_any()), Some(bar.any()), waiting.map(IntoAny::into_any)];
    let facts = el("dl", "facts")
        .child(fact(t(key::ACTIVITY_FACT_TIME), weekday_span(row.starts_at, row.ends_at)))
        .child(fact(t(key::ACTIVITY_FACT_PLACE), row.place.clone()))
        .child(fact(t(key::ACTIVITY_FACT_BODY), leader.unwrap_or_else(|| row.body_name.clone())))
        .child(fact(t(key::ACTIVITY_FACT_PLACES), places.into_iter().flatten().collect::<Vec<_>>()))
        .child(fact(t(key::ACTIVITY_FACT_DEADLINE), deadline(activity)));
    let state = el("div", "body").child(crate::activity_row::activity_state(row));
    el("section", "card").child(state).child(el("div", "body").child(facts))
}

fn deadline(activity: &Activity) -> Vec<AnyView> {
    // The end of a day: its last minute gives the day that people mean.
    let day = last_day(activity.record_deadline);
    let firm = if activity.deadline_is_firm { key::ACTIVITY_DEADLINE } else { key::ACTIVITY_DEADLINE_PROVISIONAL };
    vec![day.into_any(), el("br", "").any(), el("span", "faint").child(t(firm)).any()]
}

fn plan(activity: &Activity) -> Option<Element> {
    let lines = activity.plan.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<_> = lines.map(|line| el("p", "").child(line.to_owned())).collect();
    (!lines.is_empty()).then(|| section("card", t(key::ACTIVITY_PLAN)).child(el("div", "body").child(lines)))
}

fn result(activity: &Activity) -> Option<Element> {
    if activity.confirmed_people == 0 {
        return None;
    }
    let served = minutes(activity.confirmed_minutes.into());
    let words = tn(key::ACTIVITY_RESULT, activity.confirmed_people.into(), &[("minutes", &served)]);
    Some(section("card", t(key::ACTIVITY_RESULT_TITLE)).child(el("div", "body").child(el("p", "").child(words))))
}

/// For those who lead or supervise it: links to names, codes and confirmations.
fn for_the_office(activity: &Activity) -> AnyView {
    let session = use_session();
    let (body, base) =
        (Subject::Body(activity.row.body), ["office/activities/", &activity.row.id.to_string()].concat());
    let until = tf(key::ACTIVITY_CODE_BELOW, &[("time", &moment(activity.check_in_from))]);
    live(move || {
        let mut rows = vec![];
        if session.may(Capability::ConfirmService, &body) {
            let href = local_link(&[&base, "/code"].concat());
            rows.push(cell_link(href, t(key::ACTIVITY_TO_CODE), until.clone(), None));
        }
        if session.may(Capability::SeeAttendance, &body) {
            let href = local_link(&[&base, "/attendance"].concat());
            rows.push(cell_link(href, t(key::ACTIVITY_TO_ATTENDANCE), t(key::ACTIVITY_TO_ATTENDANCE_BELOW), None));
        }
        if rows.is_empty() {
            return nothing();
        }
        section("card", t(key::ACTIVITY_FOR_OFFICE)).child(el("ul", "").child(rows)).any()
    })
}
