//! Checking in and out with the organiser's code, with or without a network, and the time that runs in between.
//!
//! State: the phase, which never steps back while an answer is on its way. Invariant: what is typed here goes into
//! the outbox first, so that closing the page right after the press loses nothing.

use super::activity_of_page;
use super::code_entry::code_entry;
use super::phase::Phase;
use crate::call::now;
use crate::load::{Load, load};
use crate::outbox::{self, State, use_outbox};
use crate::place::here;
use crate::ui::{Page, Section, fact, signed_in};
use crate::words::{clock, day, elapsed, key, minutes, moment, span, t, tf};
use domain::contract::ShowActivity;
use domain::time::UtcMillis;
use domain::volunteering::{Activity, PlaceState, ServiceState, ServiceView};
use leptos::prelude::*;
use std::time::Duration;

pub fn page() -> AnyView {
    let found = load::<ShowActivity>(move || (activity_of_page(), ()));
    let subject = Signal::derive(|| activity_of_page().1.to_string());
    let queued_title =
        move || use_outbox().of_this_person().into_iter().find(|row| row.subject == subject.get()).map(|row| row.title);
    let title = Signal::derive(move || {
        let known = found.value().map(|activity| activity.row.title);
        known.or_else(queued_title).unwrap_or_else(|| t(key::SERVICE_TITLE))
    });
    let below = Signal::derive(move || {
        let words = |activity: Activity| {
            [activity.row.body_name, span(activity.row.starts_at, activity.row.ends_at)].join(" · ")
        };
        found.value().map(words).unwrap_or_default()
    });
    let back = here(&["activities/", &subject.get_untracked()].concat());
    let content = signed_in(move |_| {
        let phase = phase_of(found, subject);
        view! { {move || view_of(phase.get(), found, title)}{outbox::queue(Some(subject.get_untracked()))} }.into_any()
    });
    view! { <Page title=title below=below back=back>{content}</Page> }.into_any()
}

/// Between "sent" and "read again" neither the phone nor the page knows of the check-in: the phase stays.
fn phase_of(found: Load<Activity>, subject: Signal<String>) -> RwSignal<Phase> {
    let outbox = use_outbox();
    let phase = RwSignal::new(Phase::Before);
    Effect::new(move |before: Option<u32>| {
        let settled = found.settled();
        let rows: Vec<_> = outbox.of_this_person().into_iter().filter(|row| row.subject == subject.get()).collect();
        let service = found.value().and_then(|activity| activity.mine?.service);
        let next = Phase::of(service.as_ref(), &rows);
        let refused = rows.iter().any(|row| row.state != State::Waiting);
        let known = phase.get_untracked();
        if next != known && (next.rank() >= known.rank() || before != Some(settled) || refused) {
            phase.set(next);
        }
        settled
    });
    phase
}

/// Follows the phase alone: an answer that arrives while somebody types must not take the form away.
fn view_of(phase: Phase, found: Load<Activity>, title: Signal<String>) -> AnyView {
    match phase {
        Phase::Before => {
            let warnings = move || warnings(found.value().as_ref());
            view! { {warnings}<Section title=t(key::SERVICE_CHECK_IN)>{code_entry(false, title)}</Section> }.into_any()
        }
        Phase::Serving { since, waiting } => serving(since, waiting, found, title),
        Phase::Gone { since, until, waiting } => {
            (move || gone(since, until, waiting, found.value().as_ref())).into_any()
        }
        Phase::Decided => (move || decided(found.value().and_then(|activity| activity.mine?.service))).into_any(),
    }
}

fn warnings(activity: Option<&Activity>) -> AnyView {
    let place = activity.and_then(|activity| activity.mine.as_ref()?.place);
    let known_without_place = activity.is_some() && place != Some(PlaceState::Confirmed);
    let warning = known_without_place.then(|| {
        view! { <div class="card warn"><div class="body"><b>{t(key::SERVICE_NO_PLACE)}</b><p>{t(key::SERVICE_NO_PLACE_BELOW)}</p></div></div> }
    });
    let early = activity.filter(|activity| now() < activity.check_in_from).map(|activity| {
        let words = tf(key::SERVICE_EARLY, &[("time", &moment(activity.check_in_from))]);
        view! { <div class="card warn"><div class="body"><p>{words}</p></div></div> }
    });
    view! { {warning}{early} }.into_any()
}

fn serving(since: UtcMillis, waiting: bool, found: Load<Activity>, title: Signal<String>) -> AnyView {
    let begins = move || {
        let begins = found.value().map(|activity| activity.row.starts_at).filter(|starts_at| since < *starts_at);
        begins.map(|at| view! { <p class="faint">{tf(key::SERVICE_COUNTS_FROM, &[("time", &clock(at))])}</p> })
    };
    let seen = RwSignal::new(now());
    let timer = set_interval_with_handle(
        move || {
            seen.try_set(now());
        },
        Duration::from_secs(1),
    )
    .ok();
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
    });
    let words = if waiting { key::SERVICE_SINCE_WAITING } else { key::SERVICE_SINCE };
    view! {
        <section class="card clock">
            <p class="faint">{t(key::SERVICE_OPEN_LONG)}</p>
            <p class="timer" role="timer">{move || elapsed(seen.get().since(since))}</p>
            <p class="faint">{tf(words, &[("time", &clock(since))])}</p>
            {begins}
        </section>
        <Section title=t(key::SERVICE_CHECK_OUT)>{code_entry(true, title)}</Section>
    }
    .into_any()
}

fn gone(since: UtcMillis, until: UtcMillis, waiting: bool, activity: Option<&Activity>) -> AnyView {
    let measured =
        activity.and_then(|activity| activity.mine.as_ref()?.service.as_ref()).map(|service| service.measured_minutes);
    let figure = match (waiting, measured) {
        (false, Some(measured)) => minutes(measured.into()),
        _ => elapsed(until.since(since)),
    };
    let deadline =
        activity.map(|activity| tf(key::SERVICE_DEADLINE, &[("day", &day(activity.record_deadline.plus(-1)))]));
    let state = if waiting { key::SERVICE_GONE_WAITING } else { key::SERVICE_FINISHED_LONG };
    view! {
        <section class="card clock">
            <p class="faint">{t(state)}</p>
            <p class="timer">{figure}</p>
            <p class="faint">{[clock(since), clock(until)].join("–")}</p>
            {deadline.map(|words| view! { <p class="faint">{words}</p> })}
            <a class="button block middle" href=here("hours")>{t(key::SERVICE_TO_HOURS)}</a>
        </section>
    }
    .into_any()
}

fn decided(service: Option<ServiceView>) -> AnyView {
    let Some(service) = service else { return ().into_any() };
    let state = if service.state == ServiceState::Confirmed { key::SERVICE_CONFIRMED } else { key::SERVICE_REJECTED };
    let left = service.checked_out_at.map(|at| fact(t(key::SERVICE_LEFT), moment(at).into_any()));
    let reason = service.reason.map(|reason| fact(t(key::SERVICE_REASON), reason.into_any()));
    view! {
        <Section title=t(state)>
            <div class="body"><dl class="facts">
                {fact(t(key::SERVICE_CAME), moment(service.checked_in_at).into_any())}
                {left}
                {fact(t(key::SERVICE_COUNTED), minutes(service.confirmed_minutes.into()).into_any())}
                {reason}
            </dl></div>
            <div class="body"><a class="button block middle" href=here("hours")>{t(key::SERVICE_TO_HOURS)}</a></div>
        </Section>
    }
    .into_any()
}
