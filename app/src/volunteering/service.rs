//! Checking in and out with the organiser's code, with or without a network, and the running time in between.
//!
//! State: the phase, which never steps back during a request. Invariant: input goes into the outbox first, so that
//! closing the page right after the press loses nothing.

use super::activity_of_page;
use super::code_entry::code_entry;
use super::phase::Phase;
use crate::call::current_time;
use crate::light_signal::LightSignal;
use crate::load::{Load, load_reply};
use crate::location::local_link;
use crate::outbox::{self, OutboxRow, use_outbox};
use crate::ui::{Element, LiveText, el, fact, link_button, live, live_text, maybe, page, section, several, signed_in};
use crate::words::{clock, elapsed, key, last_day, minutes, moment, span, t, tf};
use domain::contract::ShowActivity;
use domain::time::UtcMillis;
use domain::volunteering::{Activity, PlaceState, ServiceState, ServiceView};
use leptos::prelude::*;
use std::time::Duration;

pub fn service_page() -> AnyView {
    let found = load_reply::<ShowActivity>(move || (activity_of_page(), ()));
    // Without a network the title may be unknown here; rows that are made then get it once there is a network.
    let title = live_text(move || {
        let known = found.value().map(|activity| activity.row.title.clone());
        let queued = || rows_here().into_iter().map(|row| row.title).find(|title| !title.is_empty());
        known.or_else(queued).unwrap_or_default()
    });
    let below = live_text(move || {
        let words = |activity: &Activity| {
            [activity.row.body_name.clone(), span(activity.row.starts_at, activity.row.ends_at)].join(" · ")
        };
        found.value().map(|activity| words(&activity)).unwrap_or_default()
    });
    let subject = untrack(subject);
    let back = local_link(&["activities/", &subject].concat());
    let heading = heading_of(title.clone());
    let given = subject.clone();
    Effect::new(move |_| {
        if let Some(activity) = found.value() {
            use_outbox().entitle(&given, &activity.row.title);
        }
    });
    let content = signed_in(move |_| {
        let (phase, title) = (phase_of(found), title.clone());
        let state = live(move || view_of(phase.get(), found, title.clone()));
        several([state, outbox::outbox_list(Some(subject.clone()))])
    });
    page(heading).below(below).back(back).around(content)
}

fn heading_of(title: LiveText) -> LiveText {
    live_text(move || Some(title()).filter(|title| !title.is_empty()).unwrap_or_else(|| t(key::SERVICE_TITLE)))
}

/// The activity of the page, as the outbox's subject.
fn subject() -> String {
    activity_of_page().1.to_string()
}

/// Rows that this person made here and that are still in the phone.
fn rows_here() -> Vec<OutboxRow> {
    let subject = subject();
    use_outbox().of_this_person().into_iter().filter(|row| row.subject == subject).collect()
}

/// Between "sent" and "read again" neither the phone nor the page knows of the check-in: meanwhile the phase stays.
fn phase_of(found: Load<Activity>) -> LightSignal<Phase> {
    let phase = LightSignal::new(Phase::Before);
    let shown = phase.clone();
    let before = StoredValue::new(None::<u32>);
    Effect::new(move |_| {
        let settled = found.settled();
        let rows = rows_here();
        let activity = found.value();
        let service = activity.as_ref().and_then(|activity| activity.mine.as_ref()?.service.as_ref());
        let next = Phase::of(service, &rows);
        let refused = !rows.iter().all(OutboxRow::is_waiting);
        let forward = shown.peek(|known| (next != *known).then(|| next.rank() >= known.rank()));
        let answered = before.get_value() != Some(settled);
        before.set_value(Some(settled));
        if forward.is_some_and(|forward| forward || answered || refused) {
            shown.set(next);
        }
    });
    phase
}

/// Reacts only to the phase: an answer that arrives during typing must not remove the form.
fn view_of(phase: Phase, found: Load<Activity>, title: LiveText) -> AnyView {
    match phase {
        Phase::Before => {
            let check_in = section("card", t(key::SERVICE_CHECK_IN)).child(code_entry(false, title));
            several([live(move || several(warnings(found.value().as_deref()))), check_in.any()])
        }
        Phase::Serving { since, waiting } => serving(since, waiting, found, title),
        Phase::Gone { since, until, waiting } => {
            live(move || gone(since, until, waiting, found.value().as_deref()).any())
        }
        Phase::Decided => live(move || {
            let activity = found.value();
            let service = activity.as_ref().and_then(|activity| activity.mine.as_ref()?.service.as_ref());
            maybe(service.map(decided))
        }),
    }
}

fn warnings(activity: Option<&Activity>) -> Vec<AnyView> {
    let Some(activity) = activity else { return vec![] };
    let card = |body: Element| el("div", "card warn").child(body).any();
    let mut cards = vec![];
    if activity.mine.as_ref().and_then(|mine| mine.place) != Some(PlaceState::Confirmed) {
        let words = el("div", "body").child(el("b", "").child(t(key::SERVICE_NO_PLACE)));
        cards.push(card(words.child(el("p", "").child(t(key::SERVICE_NO_PLACE_BELOW)))));
    }
    if current_time() < activity.check_in_from {
        let words = tf(key::SERVICE_EARLY, &[("time", &moment(activity.check_in_from))]);
        cards.push(card(el("div", "body").child(el("p", "").child(words))));
    }
    cards
}

fn serving(since: UtcMillis, waiting: bool, found: Load<Activity>, title: LiveText) -> AnyView {
    let begins = live(move || {
        let begins = found.value().map(|activity| activity.row.starts_at).filter(|starts_at| since < *starts_at);
        let words = begins.map(|at| tf(key::SERVICE_COUNTS_FROM, &[("time", &clock(at))]));
        maybe(words.map(|words| el("p", "faint").child(words)))
    });
    let since_now = move || elapsed(current_time().since(since));
    let shown = RwSignal::new(since_now());
    let tick = move || {
        shown.try_set(since_now());
    };
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || timer.clear());
    }
    // Nobody has checked the code yet: the page says no more than what this phone knows.
    let (state, words, timer) = if waiting {
        (key::SERVICE_NOTED, key::SERVICE_SINCE_WAITING, "timer unproved")
    } else {
        (key::SERVICE_OPEN_LONG, key::SERVICE_SINCE, "timer")
    };
    let clock = el("section", "card clock")
        .child(el("p", "faint").child(t(state)))
        .child(el("p", timer).attr("role", "timer").text_live(move || shown.get()))
        .child(el("p", "faint").child(tf(words, &[("time", &clock(since))])))
        .child(begins);
    let check_out = section("card", t(key::SERVICE_CHECK_OUT)).child(code_entry(true, title));
    several([clock.any(), check_out.any()])
}

fn to_hours() -> Element {
    link_button("button block middle", t(key::SERVICE_TO_HOURS), local_link("hours"))
}

fn gone(since: UtcMillis, until: UtcMillis, waiting: bool, activity: Option<&Activity>) -> Element {
    let measured =
        activity.and_then(|activity| activity.mine.as_ref()?.service.as_ref()).map(|service| service.measured_minutes);
    let figure = match (waiting, measured) {
        (false, Some(measured)) => minutes(measured.into()),
        _ => elapsed(until.since(since)),
    };
    let deadline = activity.map(|activity| tf(key::SERVICE_DEADLINE, &[("day", &last_day(activity.record_deadline))]));
    let state = if waiting { key::SERVICE_GONE_WAITING } else { key::SERVICE_FINISHED_LONG };
    let faint = |words: String| el("p", "faint").child(words);
    el("section", "card clock")
        .child(faint(t(state)))
        .child(el("p", if waiting { "timer unproved" } else { "timer" }).child(figure))
        .child(faint([clock(since), clock(until)].join("–")))
        .child(deadline.map(faint))
        .child(to_hours())
}

fn decided(service: &ServiceView) -> Element {
    let state = if service.state == ServiceState::Confirmed { key::SERVICE_CONFIRMED } else { key::SERVICE_REJECTED };
    let facts = el("dl", "facts")
        .child(fact(t(key::SERVICE_CAME), moment(service.checked_in_at)))
        .child(service.checked_out_at.map(|at| fact(t(key::SERVICE_LEFT), moment(at))))
        .child(fact(t(key::SERVICE_COUNTED), minutes(service.confirmed_minutes.into())))
        .child(service.reason.clone().map(|reason| fact(t(key::SERVICE_REASON), reason)));
    section("card", t(state)).child(el("div", "body").child(facts)).child(el("div", "body").child(to_hours()))
}
