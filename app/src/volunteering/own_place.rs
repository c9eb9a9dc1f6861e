//! The reader's own part in an activity: a place or a wait, and buttons to take or give up either.

use crate::command::Command;
use crate::current_session::use_session;
use crate::location::{current_community, local_link};
use crate::ui::{
    Element, Tone, badge, busy_button, button, command_refusal, confirm, el, empty, link_button, live, nothing,
    section, show_toast, sign_in_link,
};
use crate::words::{Key, clock, key, minutes, number, span, t, tf};
use domain::contract::{Empty, SignUp, Withdraw};
use domain::time::UtcMillis;
use domain::volunteering::{Activity, OwnParticipation, PlaceState, ServiceState, ServiceView};
use leptos::prelude::*;

pub fn own_place_view(activity: &Activity) -> AnyView {
    let now = crate::call::current_time();
    let row = &activity.row;
    let over = row.cancelled || now >= row.ends_at;
    let session = use_session();
    let Some(mine) = &activity.mine else {
        return live(move || if !over && session.me().is_none() { sign_in_first().any() } else { nothing() });
    };
    let part = match (&mine.service, mine.place) {
        (Some(service), _) => served(activity, service),
        (None, Some(PlaceState::Confirmed)) => has_place(activity, now, !over),
        (None, Some(PlaceState::Waiting)) => waits(activity, mine, !over),
        (None, Some(PlaceState::Withdrawn) | None) if over => return nothing(),
        (None, Some(PlaceState::Withdrawn) | None) => take(activity),
    };
    part.any()
}

fn sign_in_first() -> Element {
    empty("log-in", t(key::MINE_SIGN_IN), t(key::MINE_SIGN_IN_BELOW), Some((sign_in_link(), t(key::SHELL_SIGN_IN))))
}

fn take(activity: &Activity) -> Element {
    let command = Command::new();
    let (id, row) = (activity.row.id, &activity.row);
    let full = row.signed_up >= row.capacity || row.waiting > 0;
    let press = move || {
        command.send::<SignUp>((current_community(), id), Empty {}, |seat| match (seat.place, seat.position) {
            (PlaceState::Waiting, Some(position)) => {
                show_toast(tf(key::MINE_QUEUED, &[("position", &number(position.into()))]));
            }
            _ => show_toast(t(key::MINE_TAKEN)),
        });
    };
    let (words, hint) =
        if full { (key::MINE_QUEUE, key::MINE_QUEUE_HINT) } else { (key::MINE_TAKE, key::MINE_TAKE_HINT) };
    el("div", "stack")
        .child(command_refusal(command, t(key::MINE_NOT_TAKEN)))
        .child(busy_button("button block middle", t(words), command.busy, press))
        .child(el("p", "faint").child(t(hint)))
}

/// Checking in is the main act only from when the API takes it; before, the page says when.
fn has_place(activity: &Activity, now: UtcMillis, may_withdraw: bool) -> Element {
    let may_check_in = now < activity.check_out_until && !activity.row.cancelled;
    let class = if now < activity.check_in_from { "button quiet block middle" } else { "button block middle" };
    let href = local_link(&["activities/", &activity.row.id.to_string(), "/service"].concat());
    let to_service = may_check_in.then(|| link_button(class, t(key::MINE_TO_SERVICE), href));
    let (check_in, until) = (span(activity.check_in_from, activity.row.ends_at), clock(activity.check_out_until));
    let when = tf(key::MINE_CHECK_IN_SPAN, &[("span", &check_in), ("until", &until)]);
    let give_back = may_withdraw.then(|| give_back(activity, key::MINE_WITHDRAW_SURE));
    let state = el("div", "body stack")
        .child(el("p", "").child(badge(Tone::Green, t(key::MINE_HAS_PLACE))))
        .child(el("p", "faint").child(when))
        .child(to_service)
        .child(give_back);
    section("card", t(key::MINE_TITLE)).child(state)
}

fn waits(activity: &Activity, mine: &OwnParticipation, may_withdraw: bool) -> Element {
    let position = number(mine.position.unwrap_or(1).into());
    let give_back = may_withdraw.then(|| give_back(activity, key::MINE_WITHDRAW_SURE_WAITING));
    let waits = badge(Tone::Amber, tf(key::MINE_WAITS, &[("position", &position)]));
    let state = el("div", "body stack")
        .child(el("p", "").child(waits))
        .child(el("p", "faint").child(t(key::MINE_WAITS_BELOW)))
        .child(give_back);
    section("card", t(key::MINE_TITLE)).child(state)
}

fn give_back(activity: &Activity, question: Key) -> Vec<Element> {
    let command = Command::new();
    let open = RwSignal::new(false);
    let id = activity.row.id;
    let sure = move || {
        command.send::<Withdraw>((current_community(), id), Empty {}, move |_| {
            open.try_set(false);
            show_toast(t(key::MINE_WITHDRAWN));
        });
    };
    let content = vec![el("p", "").child(t(question)).any(), command_refusal(command, t(key::MINE_NOT_WITHDRAWN))];
    let sure = busy_button("button danger sure", t(key::MINE_WITHDRAW), command.busy, sure);
    vec![
        button("button quiet block middle", t(key::MINE_WITHDRAW), move || open.set(true)),
        confirm(open, "withdraw", t(key::MINE_WITHDRAW_TITLE), content, sure),
    ]
}

fn served(activity: &Activity, service: &ServiceView) -> Element {
    let (tone, state, figure) = match service.state {
        ServiceState::Open => (Tone::Blue, key::SERVICE_OPEN, None),
        ServiceState::Finished => (Tone::Amber, key::SERVICE_FINISHED, Some(service.measured_minutes)),
        ServiceState::Confirmed => (Tone::Green, key::SERVICE_CONFIRMED, Some(service.confirmed_minutes)),
        ServiceState::Rejected => (Tone::Red, key::SERVICE_REJECTED, None),
    };
    let to_service = local_link(&["activities/", &activity.row.id.to_string(), "/service"].concat());
    let reason = service.reason.as_deref().map(|reason| tf(key::MINE_REASON, &[("reason", reason)]));
    let words = if service.state == ServiceState::Open { key::MINE_TO_CHECK_OUT } else { key::MINE_TO_RECORD };
    let figure = figure.map(|figure| el("b", "").child(minutes(figure.into())));
    let state = el("div", "body stack")
        .child(el("p", "").child(badge(tone, t(state))).child(" ".to_owned()).child(figure))
        .child(reason.map(|reason| el("p", "").child(reason)))
        .child(link_button("button block middle", t(words), to_service));
    section("card", t(key::MINE_SERVICE)).child(state)
}
