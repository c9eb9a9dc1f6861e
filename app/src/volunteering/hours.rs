//! The reader's service statement: the ledger's entries with their running total, and service that waits for
//! confirmation.

use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{local_link, use_location};
use crate::ui::{
    Element, Tone, badge, button, cell_words, el, empty, figure, live_text, loaded_view, page, pager, section, several,
    signed_in,
};
use crate::words::{clock, day, key, last_day, minutes, number, signed_minutes, t, tf};
use domain::contract::{PageQuery, ShowHours};
use domain::ids::MemberId;
use domain::ledger::{HoursEntry, HoursStatement, TransferPurpose};
use domain::volunteering::{ServiceState, ServiceView};
use leptos::prelude::*;

pub fn own_hours() -> AnyView {
    let session = use_session();
    let place = use_location();
    let below = live_text(move || {
        let mut names = [session.me().map(|me| me.name).unwrap_or_default(), place.name.get()].to_vec();
        names.retain(|name| !name.is_empty());
        names.join(" · ")
    });
    let content = signed_in(|me| statement(me.member));
    page(live_text(|| t(key::HOURS_TITLE))).below(below).back(local_link("activities")).around(content)
}

fn statement(member: MemberId) -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let place = use_location();
    let found = load_reply::<ShowHours>(move || {
        let code = place.community().unwrap_or_else(crate::location::current_community);
        ((code, member), PageQuery { after: after.with(|after| after.last().copied()), limit: Some(20) })
    });
    loaded_view(found, move |statement| {
        let first = after.with_untracked(Vec::is_empty);
        if first && statement.page.rows.is_empty() && statement.pending.is_empty() {
            return several([figures(&statement).any(), none().any()]);
        }
        let list =
            |title, rows: Vec<Element>| section("card statement", t(title)).child(el("ul", "").child(rows)).any();
        let mut parts = vec![figures(&statement).any()];
        if first && !statement.pending.is_empty() {
            parts.push(list(key::HOURS_WAITING, statement.pending.iter().map(pending).collect()));
        }
        if !statement.page.rows.is_empty() {
            parts.push(list(key::HOURS_ENTRIES, statement.page.rows.iter().map(entry).collect()));
        }
        let print = button("button small quiet", t(key::HOURS_PRINT), || {
            let _ = window().print();
        });
        parts.push(pager(after, statement.page.next).child(print).any());
        parts.push(el("p", "faint").child(t(key::HOURS_RULE)).any());
        several(parts)
    })
}

fn figures(statement: &HoursStatement) -> Element {
    let waiting: i64 = open_of(&statement.pending).map(|service| i64::from(service.measured_minutes)).sum();
    let count = open_of(&statement.pending).count();
    // Where nothing waits, no zero says so.
    let waits = |name, value: String| (count > 0).then(|| figure(t(name), value));
    let figures = el("dl", "figures")
        .child(figure(t(key::HOURS_TOTAL), minutes(statement.total_minutes)))
        .child(waits(key::HOURS_PENDING, minutes(waiting)))
        .child(waits(key::HOURS_PENDING_COUNT, number(count.try_into().unwrap_or(i64::MAX))));
    el("section", "card").child(figures)
}

fn open_of(pending: &[ServiceView]) -> impl Iterator<Item = &ServiceView> {
    pending.iter().filter(|service| service.state != ServiceState::Rejected)
}

fn none() -> Element {
    empty(
        "clock",
        t(key::HOURS_NONE),
        t(key::HOURS_NONE_BELOW),
        Some((local_link("activities"), t(key::HOURS_NONE_NEXT))),
    )
}

fn pending(service: &ServiceView) -> Element {
    let (tone, words) = match service.state {
        ServiceState::Open => (Tone::Blue, key::SERVICE_OPEN),
        ServiceState::Rejected => (Tone::Red, key::SERVICE_REJECTED),
        ServiceState::Finished | ServiceState::Confirmed => (Tone::Amber, key::SERVICE_FINISHED),
    };
    let until = match service.state {
        ServiceState::Rejected => service.reason.as_deref().map(|reason| tf(key::MINE_REASON, &[("reason", reason)])),
        ServiceState::Open => Some(tf(key::SERVICE_SINCE, &[("time", &clock(service.checked_in_at))])),
        _ => Some(tf(key::SERVICE_DEADLINE, &[("day", &last_day(service.record_deadline))])),
    };
    let amount = (service.state == ServiceState::Finished).then(|| minutes(service.measured_minutes.into()));
    let href = local_link(&["activities/", &service.activity.to_string(), "/service"].concat());
    let amount = el("p", "amount").child(badge(tone, t(words))).child(el("small", "").child(amount));
    let words = cell_words(service.title.clone(), day(service.checked_in_at));
    let words = words.child(el("span", "faint").child(until));
    el("li", "").child(el("a", "cell bare").attr("href", href).child(words).child(amount))
}

fn entry(entry: &HoursEntry) -> Element {
    let title = entry.title.clone().unwrap_or_default();
    let (title, below) = match entry.purpose {
        TransferPurpose::Service => {
            (title, [day(entry.served_on.unwrap_or(entry.at)), t(key::HOURS_POSTED)].join(" · "))
        }
        TransferPurpose::Correction => {
            let reason = tf(key::MINE_REASON, &[("reason", entry.reason.as_deref().unwrap_or(""))]);
            (tf(key::HOURS_CORRECTION, &[("title", &title)]), [day(entry.at), reason].join(" · "))
        }
    };
    let class = if entry.minutes < 0 { "minus" } else { "" };
    let total = tf(key::HOURS_RUNNING, &[("total", &minutes(entry.total_minutes))]);
    let amount = el("p", "amount")
        .child(el("span", class).child(signed_minutes(entry.minutes)))
        .child(el("small", "").child(total));
    el("li", "").child(el("div", "cell").child(cell_words(title, below)).child(amount))
}
