//! Devices on which the reader is signed in, and signing out of each of them.

use crate::call::CallError;
use crate::command::Command;
use crate::current_session::use_session;
use crate::load::load_reply;
use crate::location::{current_community, local_link, use_location};
use crate::outbox::use_outbox;
use crate::ui::{
    Element, Tone, badge, busy_button, button, cell_words, command_refusal, confirm, el, error_panel, live, nothing,
    section, several, show_toast, skeleton,
};
use crate::words::{key, moment, t, tf, tn};
use domain::contract::{Empty, ListSessions, RevokeSession};
use domain::sessions::{Me, SessionRow};
use leptos::prelude::*;

pub fn devices_view(me: &Me) -> AnyView {
    let place = use_location();
    let found = load_reply::<ListSessions>(move || {
        ((place.community().unwrap_or_else(crate::location::current_community),), ())
    });
    let list = live(move || match found.get() {
        // The rest of the page works without a network; this can wait.
        Some(Err(CallError::Offline)) => nothing(),
        Some(Err(error)) => error_panel(&error, move || found.again()).any(),
        Some(Ok(found)) => {
            let rows: Vec<_> = found.sessions.iter().map(row).collect();
            section("card", t(key::ME_DEVICES)).child(el("ul", "").child(rows)).any()
        }
        None => skeleton(),
    });
    several([list, sign_out(me)])
}

fn row(row: &SessionRow) -> Element {
    let command = Command::new();
    let device = device_name(&row.device).unwrap_or_else(|| t(key::ME_DEVICE_UNKNOWN));
    let seen = tf(key::ME_DEVICE_SEEN, &[("time", &moment(row.last_seen_at))]);
    let id = row.id;
    let end = if row.current {
        badge(Tone::Green, t(key::ME_DEVICE_THIS))
    } else {
        busy_button("button small quiet", t(key::ME_SIGN_OUT), command.busy, move || {
            command.send::<RevokeSession>((current_community(), id), Empty {}, |_| show_toast(t(key::ME_DEVICE_OUT)));
        })
    };
    el("li", "")
        .child(el("div", "cell").child(cell_words(device, seen)).child(end))
        .child(command_refusal(command, t(key::ME_NOT_OUT)))
}

fn sign_out(me: &Me) -> AnyView {
    let command = Command::new();
    let open = RwSignal::new(false);
    let session = use_session();
    let outbox = use_outbox();
    let id = me.session;
    let sure = move || {
        let code = current_community();
        let home = local_link("");
        command.send::<RevokeSession>((code.clone(), id), Empty {}, move |_| {
            open.try_set(false);
            show_toast(t(key::ME_OUT));
            session.forget(&code);
            crate::navigation::open_address(&home);
        });
    };
    let waiting = live(move || {
        let count = outbox.of_this_person().iter().filter(|row| row.is_waiting()).count();
        if count == 0 {
            return nothing();
        }
        el("p", "due").child(tn(key::ME_OUT_WAITING, count.try_into().unwrap_or(i64::MAX), &[])).any()
    });
    let content =
        vec![el("p", "").child(t(key::ME_OUT_BELOW)).any(), waiting, command_refusal(command, t(key::ME_NOT_OUT))];
    let sure = busy_button("button danger sure", t(key::ME_SIGN_OUT), command.busy, sure);
    let ask = button("button danger block middle", t(key::ME_SIGN_OUT), move || open.set(true));
    several([el("div", "").child(ask).any(), confirm(open, "sign-out", t(key::ME_OUT_TITLE), content, sure).any()])
}

/// Common names of browsers and systems, by a browser's description of itself; the first match counts.
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

pub fn device_name(agent: &str) -> Option<String> {
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
