//! Devices on which the reader is signed in, and signing out of each of them.

use crate::command::Command;
use crate::load::load;
use crate::outbox::use_outbox;
use crate::place::{community, here, use_place};
use crate::session::use_session;
use crate::ui::{Dialog, Section, button, command_refusal, say, shown};
use crate::words::{key, moment, t, tf, tn};
use domain::contract::{Empty, ListSessions, RevokeSession};
use domain::sessions::{Me, SessionRow, Sessions};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

pub fn section(me: &Me) -> AnyView {
    let place = use_place();
    let found = load::<ListSessions>(move || ((place.community().unwrap_or_else(crate::place::community),), ()));
    let list = shown(found, |found: Sessions| {
        let others: Vec<_> = found.sessions.into_iter().map(row).collect();
        view! { <Section title=t(key::ME_DEVICES)><ul>{others}</ul></Section> }.into_any()
    });
    view! { {list}{sign_out(me)} }.into_any()
}

fn row(row: SessionRow) -> AnyView {
    let command = Command::new();
    let device = if row.device.is_empty() { t(key::ME_DEVICE_UNKNOWN) } else { row.device.clone() };
    let seen = tf(key::ME_DEVICE_SEEN, &[("time", &moment(row.last_seen_at))]);
    let end = if row.current {
        view! { <span class="badge green">{t(key::ME_DEVICE_THIS)}</span> }.into_any()
    } else {
        let press = move || command.send::<RevokeSession>((community(), row.id), Empty {}, |_| say(t(key::ME_DEVICE_OUT)));
        button("button small quiet", t(key::ME_SIGN_OUT), command.busy, press)
    };
    view! {
        <li><div class="cell"><div><b>{device}</b><span class="faint">{seen}</span></div>{end}</div>{command_refusal(command, t(key::ME_NOT_OUT))}</li>
    }
    .into_any()
}

fn sign_out(me: &Me) -> AnyView {
    let command = Command::new();
    let open = RwSignal::new(false);
    let session = use_session();
    let outbox = use_outbox();
    let navigate = use_navigate();
    let id = me.session;
    let sure = move || {
        let navigate = navigate.clone();
        let code = community();
        let home = here("");
        command.send::<RevokeSession>((code.clone(), id), Empty {}, move |_| {
            open.try_set(false);
            say(t(key::ME_OUT));
            session.forget(&code);
            navigate(&home, NavigateOptions::default());
        });
    };
    let waiting = move || {
        let count = outbox.of_this_person().iter().filter(|row| row.is_waiting()).count();
        (count > 0).then(|| view! { <p class="due">{tn(key::ME_OUT_WAITING, count.try_into().unwrap_or(i64::MAX), &[])}</p> })
    };
    view! {
        <div><button class="button danger block middle" type="button" on:click=move |_| open.set(true)>{t(key::ME_SIGN_OUT)}</button></div>
        <Dialog open=open id="sign-out" title=t(key::ME_OUT_TITLE)>
            <p>{t(key::ME_OUT_BELOW)}</p>
            {waiting}
            {command_refusal(command, t(key::ME_NOT_OUT))}
            <div class="actions">
                <button class="button quiet" type="button" on:click=move |_| open.set(false)>{t(key::MINE_KEEP)}</button>
                {button("button danger sure", t(key::ME_SIGN_OUT), command.busy, sure)}
            </div>
        </Dialog>
    }
    .into_any()
}
