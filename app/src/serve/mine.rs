//! The reader's own part in an activity: a place, a wait, a way to take or give back either.

use crate::command::Command;
use crate::place::{community, here};
use crate::session::use_session;
use crate::ui::{Dialog, Section, Tone, badge, button, command_refusal, empty, say, sign_in_link};
use crate::words::{key, minutes, number, span, t, tf};
use domain::contract::{Empty, SignUp, Withdraw};
use domain::volunteering::{Activity, Mine, PlaceState, ServiceState, ServiceView};
use leptos::prelude::*;

pub fn place(activity: &Activity) -> AnyView {
    let now = crate::call::now();
    let row = &activity.row;
    let over = row.cancelled || now >= row.ends_at;
    let session = use_session();
    let Some(mine) = &activity.mine else {
        let to_sign_in = move || (!over && session.me().is_none()).then(sign_in_first);
        return to_sign_in.into_any();
    };
    if let Some(service) = &mine.service {
        return served(activity, service);
    }
    let body = match mine.place {
        Some(PlaceState::Confirmed) => has_place(activity, now < activity.check_out_until && !row.cancelled, !over),
        Some(PlaceState::Waiting) => waits(activity, mine, !over),
        Some(PlaceState::Withdrawn) | None if over => return ().into_any(),
        Some(PlaceState::Withdrawn) | None => take(activity),
    };
    body.into_any()
}

fn sign_in_first() -> AnyView {
    empty("log-in", t(key::MINE_SIGN_IN), t(key::MINE_SIGN_IN_BELOW), Some((sign_in_link(), t(key::SHELL_SIGN_IN))))
}

fn take(activity: &Activity) -> AnyView {
    let command = Command::new();
    let (id, row) = (activity.row.id, &activity.row);
    let full = row.signed_up >= row.capacity || row.waiting > 0;
    let press = move || {
        command.send::<SignUp>((community(), id), Empty {}, |seat| match (seat.place, seat.position) {
            (PlaceState::Waiting, Some(position)) => {
                say(tf(key::MINE_QUEUED, &[("position", &number(position.into()))]));
            }
            _ => say(t(key::MINE_TAKEN)),
        });
    };
    let (words, hint) =
        if full { (key::MINE_QUEUE, key::MINE_QUEUE_HINT) } else { (key::MINE_TAKE, key::MINE_TAKE_HINT) };
    view! {
        <div class="stack">
            {command_refusal(command, t(key::MINE_NOT_TAKEN))}
            {button("button block middle", t(words), command.busy, press)}
            <p class="faint">{t(hint)}</p>
        </div>
    }
    .into_any()
}

fn has_place(activity: &Activity, may_check_in: bool, may_withdraw: bool) -> AnyView {
    let href = here(&["activities/", &activity.row.id.to_string(), "/service"].concat());
    let to_service =
        may_check_in.then(|| view! { <a class="button block middle" href=href>{t(key::MINE_TO_SERVICE)}</a> });
    let when = tf(key::MINE_CHECK_IN_SPAN, &[("span", &span(activity.check_in_from, activity.check_out_until))]);
    let give_back = may_withdraw.then(|| give_back(activity, key::MINE_WITHDRAW_SURE));
    view! {
        <Section title=t(key::MINE_TITLE)>
            <div class="body stack">
                <p>{badge(Tone::Green, t(key::MINE_HAS_PLACE))}</p>
                <p class="faint">{when}</p>
                {to_service}
                {give_back}
            </div>
        </Section>
    }
    .into_any()
}

fn waits(activity: &Activity, mine: &Mine, may_withdraw: bool) -> AnyView {
    let position = number(mine.position.unwrap_or(1).into());
    let give_back = may_withdraw.then(|| give_back(activity, key::MINE_WITHDRAW_SURE_WAITING));
    view! {
        <Section title=t(key::MINE_TITLE)>
            <div class="body stack">
                <p>{badge(Tone::Amber, tf(key::MINE_WAITS, &[("position", &position)]))}</p>
                <p class="faint">{t(key::MINE_WAITS_BELOW)}</p>
                {give_back}
            </div>
        </Section>
    }
    .into_any()
}

fn give_back(activity: &Activity, question: crate::words::Key) -> AnyView {
    let command = Command::new();
    let open = RwSignal::new(false);
    let id = activity.row.id;
    let sure = move || {
        command.send::<Withdraw>((community(), id), Empty {}, move |_| {
            open.try_set(false);
            say(t(key::MINE_WITHDRAWN));
        });
    };
    view! {
        <button class="button quiet block middle" type="button" on:click=move |_| open.set(true)>{t(key::MINE_WITHDRAW)}</button>
        <Dialog open=open id="withdraw" title=t(key::MINE_WITHDRAW_TITLE)>
            <p>{t(question)}</p>
            {command_refusal(command, t(key::MINE_NOT_WITHDRAWN))}
            <div class="actions">
                <button class="button quiet" type="button" on:click=move |_| open.set(false)>{t(key::MINE_KEEP)}</button>
                {button("button danger sure", t(key::MINE_WITHDRAW), command.busy, sure)}
            </div>
        </Dialog>
    }
    .into_any()
}

fn served(activity: &Activity, service: &ServiceView) -> AnyView {
    let (tone, state, figure) = match service.state {
        ServiceState::Open => (Tone::Blue, key::SERVICE_OPEN, None),
        ServiceState::Finished => (Tone::Amber, key::SERVICE_FINISHED, Some(service.measured_minutes)),
        ServiceState::Confirmed => (Tone::Green, key::SERVICE_CONFIRMED, Some(service.confirmed_minutes)),
        ServiceState::Rejected => (Tone::Red, key::SERVICE_REJECTED, None),
    };
    let to_service = here(&["activities/", &activity.row.id.to_string(), "/service"].concat());
    let reason = service.reason.clone();
    let words = if service.state == ServiceState::Open { key::MINE_TO_CHECK_OUT } else { key::MINE_TO_RECORD };
    view! {
        <Section title=t(key::MINE_SERVICE)>
            <div class="body stack">
                <p>{badge(tone, t(state))}" "{figure.map(|figure| view! { <b>{minutes(figure.into())}</b> })}</p>
                {reason.map(|reason| view! { <p>{tf(key::MINE_REASON, &[("reason", &reason)])}</p> })}
                <a class="button block middle" href=to_service>{t(words)}</a>
            </div>
        </Section>
    }
    .into_any()
}
