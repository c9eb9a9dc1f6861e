//! Changing the reader's phone: a code goes to the new number, and with it the number is changed.

use crate::command::Command;
use crate::current_session::use_session;
use crate::location::current_community;
use crate::ui::{
    Element, Field, Input, cell_words, command_refusal, el, field, live, nothing, section, show_toast, submit_button,
};
use crate::words::{key, t, tf};
use domain::contract::{ChangeOwnPhone, RequestPhoneCode, ShowInbox};
use domain::sessions::{ChangeOwnPhoneRequest, Code, Phone, PhoneCodeRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn phone_card() -> Element {
    let text = || RwSignal::new(String::new());
    let (number, code, number_error, code_error, shown) = (text(), text(), text(), text(), text());
    let sent = RwSignal::new(false);
    let (asking, changing, session) = (Command::new(), Command::new(), use_session());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let phone = number.with_untracked(|text| text.parse::<Phone>());
        number_error.set(if phone.is_err() { t(key::SIGN_IN_PHONE_WRONG) } else { String::new() });
        let Ok(phone) = phone else { return };
        if !sent.get_untracked() {
            return asking.send::<RequestPhoneCode>(
                (current_community(),),
                PhoneCodeRequest { phone: phone.clone() },
                move |_| {
                    sent.set(true);
                    look_into_inbox(phone, shown);
                },
            );
        }
        let typed = code.with_untracked(|text| text.parse::<Code>());
        code_error.set(if typed.is_err() { t(key::SIGN_IN_CODE_WRONG) } else { String::new() });
        let Ok(code_typed) = typed else { return };
        changing.send::<ChangeOwnPhone>(
            (current_community(),),
            ChangeOwnPhoneRequest { phone, code: code_typed },
            move |_| {
                for text in [number, code, shown] {
                    text.set(String::new());
                }
                sent.set(false);
                show_toast(t(key::SECURITY_PHONE_CHANGED));
                session.refresh();
            },
        );
    };
    let now = live(move || {
        let phone = session.me().map(|me| me.phone_masked).unwrap_or_default();
        el("p", "faint").child(tf(key::SECURITY_PHONE_NOW, &[("phone", &phone)])).any()
    });
    let plain =
        |id, label, input, value, hint, error| field(Field { id, label, input, value, hint, error, beside: None });
    let code_field = live(move || {
        if !sent.get() {
            return nothing();
        }
        let hint = t(key::SIGN_IN_CODE_HINT);
        el("div", "stack")
            .child(plain("new-phone-code", t(key::SIGN_IN_CODE), Input::CODE, code, hint, code_error))
            .live(move || {
                let text = shown.get();
                if text.is_empty() {
                    return nothing();
                }
                let words = cell_words(tf(key::SIGN_IN_INBOX, &[("code", &text)]), t(key::SIGN_IN_INBOX_BELOW));
                el("div", "card warn").child(el("div", "cell").child(words)).any()
            })
            .any()
    });
    let action = live(move || {
        let (words, command) =
            if sent.get() { (key::SECURITY_PHONE_CHANGE, changing) } else { (key::SIGN_IN_ASK, asking) };
        submit_button("button", t(words), command.busy).any()
    });
    let hint = t(key::SECURITY_PHONE_NEW_HINT);
    let form = el("form", "stack")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(now)
        .child(plain("new-phone", t(key::SECURITY_PHONE_NEW), Input::PHONE, number, hint, number_error))
        .child(code_field)
        .child(command_refusal(asking, t(key::SIGN_IN_NOT_SENT)))
        .child(command_refusal(changing, t(key::SECURITY_PHONE_REFUSED)))
        .child(el("div", "actions").child(action));
    section("card", t(key::SECURITY_PHONE)).child(el("div", "body").child(form))
}

/// Shows the newest code of the demonstration's inbox, which exists in demonstration mode only.
fn look_into_inbox(phone: Phone, shown: RwSignal<String>) {
    let community = current_community();
    spawn_local(async move {
        if let Ok(inbox) = crate::call::read_reply::<ShowInbox>((community,), ()).await {
            let messages = inbox.messages.into_iter().filter(|message| message.phone == phone.as_str());
            shown.try_set(messages.max_by_key(|message| message.at).map(|message| message.code).unwrap_or_default());
        }
    });
}
