//! Devices on which the reader is signed in, and signing out of each of them.

use crate::call::CallError;
use crate::command::Command;
use crate::load::load;
use crate::outbox::use_outbox;
use crate::place::{community, here, use_place};
use crate::session::use_session;
use crate::ui::{Dialog, Section, button, command_refusal, error_panel, say, skeleton};
use crate::words::{key, moment, t, tf, tn};
use domain::contract::{Empty, ListSessions, RevokeSession};
use domain::sessions::{Me, SessionRow, Sessions};
use leptos::prelude::*;

pub fn section(me: &Me) -> AnyView {
    let place = use_place();
    let found = load::<ListSessions>(move || ((place.community().unwrap_or_else(crate::place::community),), ()));
    let list = move || match found.get() {
        // The rest of the page works without a network; this can wait.
        Some(Err(CallError::Offline)) => None,
        Some(Err(error)) => Some(error_panel(&error, move || found.again())),
        Some(Ok(Sessions { sessions })) => {
            let rows: Vec<_> = sessions.into_iter().map(row).collect();
            Some(view! { <Section title=t(key::ME_DEVICES)><ul>{rows}</ul></Section> }.into_any())
        }
        None => Some(skeleton()),
    };
    view! { {list}{sign_out(me)} }.into_any()
}

fn row(row: SessionRow) -> AnyView {
    let command = Command::new();
    let device = device_name(&row.device).unwrap_or_else(|| t(key::ME_DEVICE_UNKNOWN));
    let seen = tf(key::ME_DEVICE_SEEN, &[("time", &moment(row.last_seen_at))]);
    let end = if row.current {
        view! { <span class="badge green">{t(key::ME_DEVICE_THIS)}</span> }.into_any()
    } else {
        let press =
            move || command.send::<RevokeSession>((community(), row.id), Empty {}, |_| say(t(key::ME_DEVICE_OUT)));
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
    let id = me.session;
    let sure = move || {
        let code = community();
        let home = here("");
        command.send::<RevokeSession>((code.clone(), id), Empty {}, move |_| {
            open.try_set(false);
            say(t(key::ME_OUT));
            session.forget(&code);
            crate::router::go(&home);
        });
    };
    let waiting = move || {
        let count = outbox.of_this_person().iter().filter(|row| row.is_waiting()).count();
        (count > 0)
            .then(|| view! { <p class="due">{tn(key::ME_OUT_WAITING, count.try_into().unwrap_or(i64::MAX), &[])}</p> })
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

/// Browsers and systems as people call them, by what a browser says of itself; the first that fits.
const BROWSERS: [(&str, &str); 7] = [
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("HuaweiBrowser", "Huawei"),
    ("MiuiBrowser", "Xiaomi"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

fn device_name(agent: &str) -> Option<String> {
    let first =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name);
    let names: Vec<&str> = [first(&SYSTEMS), first(&BROWSERS)].into_iter().flatten().collect();
    (!names.is_empty()).then(|| names.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::device_name;

    #[test]
    fn a_device_is_named_as_people_call_it() {
        for (agent, name) in [
            (
                "Mozilla/5.0 (Linux; Android 13; V2166A) AppleWebKit/537.36 Chrome/107 Mobile Safari/537.36 XWEB MicroMessenger/8.0",
                Some("Android · 微信"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1",
                Some("iPhone · Safari"),
            ),
            ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", Some("Linux · Chrome")),
            ("curl/8", None),
        ] {
            assert_eq!(device_name(agent).as_deref(), name, "{agent}");
        }
    }
}
