//! The own service statement: what stands in the ledger with its running total, and what waits for confirmation.

use crate::load::load;
use crate::place::{here, use_place};
use crate::session::use_session;
use crate::ui::{Page, Section, Tone, badge, empty, shown, signed_in};
use crate::words::{clock, day, hours, key, minutes, number, signed_minutes, t, tf};
use domain::contract::{Page as Query, ShowHours};
use domain::ledger::{HoursEntry, HoursStatement, Purpose};
use domain::volunteering::{ServiceState, ServiceView};
use leptos::prelude::*;

pub fn page() -> AnyView {
    let session = use_session();
    let place = use_place();
    let below = Signal::derive(move || {
        let mut names = [session.me().map(|me| me.name).unwrap_or_default(), place.name.get()].to_vec();
        names.retain(|name| !name.is_empty());
        names.join(" · ")
    });
    let content = signed_in(|me| statement(me.member));
    view! { <Page title=t(key::HOURS_TITLE) below=below back=here("activities")>{content}</Page> }.into_any()
}

fn statement(member: domain::ids::MemberId) -> AnyView {
    // Where each page begins, so that one can go back as well.
    let before = RwSignal::new(Vec::<u64>::new());
    let place = use_place();
    let found = load::<ShowHours>(move || {
        let code = place.community().unwrap_or_else(crate::place::community);
        ((code, member), Query { before: before.with(|before| before.last().copied()), limit: Some(20) })
    });
    shown(found, move |statement: HoursStatement| {
        let first = before.with_untracked(Vec::is_empty);
        if first && statement.entries.is_empty() && statement.pending.is_empty() {
            return view! { {figures(&statement)}{none()} }.into_any();
        }
        let pending = (first && !statement.pending.is_empty()).then(|| pending(&statement.pending));
        let entries = (!statement.entries.is_empty()).then(|| {
            let rows = statement.entries.iter().map(entry).collect_view();
            view! { <Section title=t(key::HOURS_ENTRIES) class="statement"><ul>{rows}</ul></Section> }
        });
        let next = statement.next_before;
        let older = next.map(|next| {
            view! { <button class="button small quiet" type="button" on:click=move |_| before.update(|before| before.push(next))>{t(key::HOURS_OLDER)}</button> }
        });
        let newer = (!first).then(|| {
            view! { <button class="button small quiet" type="button" on:click=move |_| before.update(|before| { before.pop(); })>{t(key::HOURS_NEWER)}</button> }
        });
        let print = |_| {
            let _ = window().print();
        };
        view! {
            {figures(&statement)}
            {pending}
            {entries}
            <div class="actions no-print">{newer}{older}<button class="button small quiet" type="button" on:click=print>{t(key::HOURS_PRINT)}</button></div>
            <p class="faint">{t(key::HOURS_RULE)}</p>
        }
        .into_any()
    })
}

fn figures(statement: &HoursStatement) -> AnyView {
    let waiting: i64 = open_of(&statement.pending).map(|service| i64::from(service.measured_minutes)).sum();
    let count = open_of(&statement.pending).count();
    let figure = |name, value| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> };
    view! {
        <section class="card"><dl class="figures">
            {figure(key::HOURS_TOTAL, hours(statement.total_minutes))}
            {figure(key::HOURS_PENDING, hours(waiting))}
            {figure(key::HOURS_PENDING_COUNT, number(count.try_into().unwrap_or(i64::MAX)))}
        </dl></section>
    }
    .into_any()
}

fn open_of(pending: &[ServiceView]) -> impl Iterator<Item = &ServiceView> {
    pending.iter().filter(|service| service.state != ServiceState::Rejected)
}

fn none() -> AnyView {
    empty("clock", t(key::HOURS_NONE), t(key::HOURS_NONE_BELOW), Some((here("activities"), t(key::HOURS_NONE_NEXT))))
}

fn pending(services: &[ServiceView]) -> AnyView {
    let row = |service: &ServiceView| {
        let (tone, words) = match service.state {
            ServiceState::Open => (Tone::Blue, key::SERVICE_OPEN),
            ServiceState::Rejected => (Tone::Red, key::SERVICE_REJECTED),
            ServiceState::Finished | ServiceState::Confirmed => (Tone::Amber, key::SERVICE_FINISHED),
        };
        let until = match service.state {
            ServiceState::Rejected => service.reason.clone().map(|reason| tf(key::MINE_REASON, &[("reason", &reason)])),
            ServiceState::Open => Some(tf(key::SERVICE_SINCE, &[("time", &clock(service.checked_in_at))])),
            _ => Some(tf(key::SERVICE_DEADLINE, &[("day", &day(service.record_deadline.plus(-1)))])),
        };
        let amount = (service.state == ServiceState::Finished).then(|| minutes(service.measured_minutes.into()));
        let href = here(&["activities/", &service.activity.to_string(), "/service"].concat());
        view! {
            <li><a class="cell bare" href=href>
                <div><b>{service.title.clone()}</b><span class="faint">{day(service.checked_in_at)}</span><span class="faint">{until}</span></div>
                <p class="amount">{badge(tone, t(words))}<small>{amount}</small></p>
            </a></li>
        }
    };
    let rows = services.iter().map(row).collect_view();
    view! { <Section title=t(key::HOURS_WAITING) class="statement"><ul>{rows}</ul></Section> }.into_any()
}

fn entry(entry: &HoursEntry) -> AnyView {
    let title = entry.title.clone().unwrap_or_default();
    let (title, below) = match entry.purpose {
        Purpose::Service => (title, [day(entry.served_on.unwrap_or(entry.at)), t(key::HOURS_POSTED)].join(" · ")),
        Purpose::Correction => {
            let reason = tf(key::MINE_REASON, &[("reason", entry.reason.as_deref().unwrap_or(""))]);
            (tf(key::HOURS_CORRECTION, &[("title", &title)]), [day(entry.at), reason].join(" · "))
        }
    };
    let class = if entry.minutes < 0 { "minus" } else { "" };
    let total = tf(key::HOURS_RUNNING, &[("total", &minutes(entry.total_minutes))]);
    view! {
        <li><div class="cell">
            <div><b>{title}</b><span class="faint">{below}</span></div>
            <p class="amount"><span class=class>{signed_minutes(entry.minutes)}</span><small>{total}</small></p>
        </div></li>
    }
    .into_any()
}
