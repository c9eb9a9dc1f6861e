//! One activity: what, when, where, how many; the own place in it; what became of it.

use super::{activity_of_page, mine};
use crate::load::load;
use crate::outbox;
use crate::place::here;
use crate::session::use_session;
use crate::ui::{Page, Section, cell_link, fact, shown};
use crate::words::{key, minutes, moment, number, t, tf, tn, weekday_span};
use domain::access::{Capability, Subject};
use domain::contract::ShowActivity;
use domain::volunteering::Activity;
use leptos::prelude::*;

pub fn page() -> AnyView {
    let found = load::<ShowActivity>(move || (activity_of_page(), ()));
    let title =
        Signal::derive(move || found.value().map_or_else(|| t(key::ACTIVITY_TITLE), |activity| activity.row.title));
    let below = Signal::derive(move || found.value().map(|activity| activity.row.body_name).unwrap_or_default());
    let content = shown(found, |activity| {
        let subject = activity.row.id.to_string();
        view! {
            {cancelled(&activity)}
            {facts(&activity)}
            {plan(&activity)}
            {mine::place(&activity)}
            {outbox::queue(Some(subject))}
            {result(&activity)}
            {for_the_office(&activity)}
        }
        .into_any()
    });
    view! { <Page title=title below=below back=here("activities")>{content}</Page> }.into_any()
}

fn cancelled(activity: &Activity) -> AnyView {
    let words = |reason: &String| {
        view! { <div class="refusal"><b>{t(key::ACTIVITY_CANCELLED_TITLE)}</b><p>{tf(key::ACTIVITY_CANCELLED_BELOW, &[("reason", reason)])}</p></div> }
    };
    activity.cancelled_reason.as_ref().map(words).into_any()
}

fn facts(activity: &Activity) -> AnyView {
    let row = &activity.row;
    let leader = activity.leader_name.as_ref().map(|name| [row.body_name.as_str(), name].join(" · "));
    let places = tf(
        key::ACTIVITY_PLACES,
        &[("signed_up", &number(row.signed_up.into())), ("capacity", &number(row.capacity.into()))],
    );
    let waiting = (row.waiting > 0).then(|| tn(key::ACTIVITY_WAITING, row.waiting.into(), &[]));
    let places = view! {
        {places.clone()}<progress value=row.signed_up max=row.capacity aria-label=t(key::ACTIVITY_FACT_PLACES)>{places}</progress>{waiting}
    };
    view! {
        <section class="card"><div class="body">{crate::activity_row::state(row)}</div><div class="body"><dl class="facts">
            {fact(t(key::ACTIVITY_FACT_TIME), weekday_span(row.starts_at, row.ends_at).into_any())}
            {fact(t(key::ACTIVITY_FACT_PLACE), row.place.clone().into_any())}
            {fact(t(key::ACTIVITY_FACT_BODY), leader.unwrap_or_else(|| row.body_name.clone()).into_any())}
            {fact(t(key::ACTIVITY_FACT_PLACES), places.into_any())}
            {fact(t(key::ACTIVITY_FACT_DEADLINE), deadline(activity))}
        </dl></div></section>
    }
    .into_any()
}

fn deadline(activity: &Activity) -> AnyView {
    // The end of a day: its last minute names the day that people mean.
    let day = crate::words::day(activity.record_deadline.plus(-1));
    let firm = if activity.deadline_is_firm { key::ACTIVITY_DEADLINE } else { key::ACTIVITY_DEADLINE_PROVISIONAL };
    view! { {day}<br/><span class="faint">{t(firm)}</span> }.into_any()
}

fn plan(activity: &Activity) -> AnyView {
    let lines =
        activity.plan.lines().filter(|line| !line.trim().is_empty()).map(|line| view! { <p>{line.to_owned()}</p> });
    let lines = lines.collect_view();
    (!activity.plan.is_empty())
        .then(|| view! { <Section title=t(key::ACTIVITY_PLAN)><div class="body">{lines}</div></Section> })
        .into_any()
}

fn result(activity: &Activity) -> AnyView {
    let words = tn(
        key::ACTIVITY_RESULT,
        activity.confirmed_people.into(),
        &[("minutes", &minutes(activity.confirmed_minutes.into()))],
    );
    (activity.confirmed_people > 0)
        .then(
            || view! { <Section title=t(key::ACTIVITY_RESULT_TITLE)><div class="body"><p>{words}</p></div></Section> },
        )
        .into_any()
}

/// For those who lead or watch it: the way to names, codes and confirmations.
fn for_the_office(activity: &Activity) -> AnyView {
    let session = use_session();
    let (body, base) =
        (Subject::Body(activity.row.body), ["office/activities/", &activity.row.id.to_string()].concat());
    let until = tf(key::ACTIVITY_CODE_BELOW, &[("time", &moment(activity.check_in_from))]);
    (move || {
        let may = |capability| session.may(capability, &body);
        let code = may(Capability::ConfirmService)
            .then(|| cell_link(here(&[&base, "/code"].concat()), t(key::ACTIVITY_TO_CODE), until.clone(), None));
        let names = may(Capability::SeeAttendance).then(|| {
            cell_link(
                here(&[&base, "/attendance"].concat()),
                t(key::ACTIVITY_TO_ATTENDANCE),
                t(key::ACTIVITY_TO_ATTENDANCE_BELOW),
                None,
            )
        });
        (code.is_some() || names.is_some())
            .then(|| view! { <Section title=t(key::ACTIVITY_FOR_OFFICE)><ul>{code}{names}</ul></Section> })
    })
    .into_any()
}
