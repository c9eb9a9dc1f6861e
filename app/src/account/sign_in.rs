//! Signing in with the phone number of the roster and a one-time code, or with a slip.
//!
//! State: phone and code as typed, until when no other code is sent, and whether it is done with a slip. Invariant: the
//! page says the same whether or not the number is in the roster.

use super::sign_in_slip as by_slip;
use super::sign_in_steps::steps;
use crate::call::{CallError, now, read};
use crate::command::Command;
use crate::place::{community, here, query, use_place};
use crate::session::use_session;
use crate::ui::{
    Element, Field, Input, button, cell_words, command_refusal, el, field, live, nothing, page, say, section, several,
    submit_button, words,
};
use crate::watched::Watched;
use crate::words::{key, t, tf};
use domain::communities::DemonstrationAccount;
use domain::contract::{ListDemonstrationAccounts, RequestCode, ShowInbox, SignIn};
use domain::sessions::{Code, CodeRequest, NextStep, Phone, SignInWith, SignedIn};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

#[derive(Clone, Copy)]
struct Form {
    phone: RwSignal<String>,
    code: RwSignal<String>,
    /// What is wrong with them; empty for nothing.
    phone_error: RwSignal<String>,
    code_error: RwSignal<String>,
    /// Seconds until another code may be asked for; `None` before the first.
    wait_seconds: RwSignal<Option<i64>>,
    asking: Command,
    signing: Command,
    /// The code that the demonstration inbox shows; empty for none.
    shown_code: RwSignal<String>,
    /// What is still asked after the right code.
    step: RwSignal<Option<NextStep>>,
}

pub fn sign_in((): ()) -> AnyView {
    let text = || RwSignal::new(String::new());
    let form = Form {
        phone: text(),
        code: text(),
        phone_error: text(),
        code_error: text(),
        wait_seconds: RwSignal::new(None),
        asking: Command::new(),
        signing: Command::new(),
        shown_code: text(),
        step: RwSignal::new(None),
    };
    // A code that was sent before, from this or another page, can still be typed in.
    Effect::new(move |_| {
        if let Some(CallError::Problem(problem)) = form.asking.error.get()
            && let Some(seconds) = problem.params.get("retry_seconds").and_then(serde_json::Value::as_i64)
        {
            count_down(form, now().plus(seconds * 1000));
            if let Ok(phone) = form.phone.with_untracked(|text| text.parse()) {
                look_into_inbox(form, phone);
            }
        }
    });
    let (place, slip) = (use_place(), RwSignal::new(by_slip::brought()));
    page(words(|| t(key::SIGN_IN_TITLE))).below(words(move || place.name.get())).back(here("")).around(vec![live(
        move || match form.step.get() {
            Some(next) => steps(&next, form.step, went).any(),
            None if slip.with(Option::is_some) => by_slip::card(slip, form.step, went).any(),
            None => several([fields(form).any(), by_slip::way(slip).any(), accounts(form)]),
        },
    )])
}

/// Goes on with whatever the answer asks for next, or is signed in.
fn went(answer: SignedIn, step: RwSignal<Option<NextStep>>) {
    let Some(me) = answer.me else { return step.set(answer.next) };
    say(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
    use_session().signed_in(&community(), &serde_json::to_string(&me).unwrap_or_default());
    crate::router::replace(&next());
}

fn fields(form: Form) -> Element {
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        if form.wait_seconds.get_untracked().is_none() {
            return ask_for_code(form);
        }
        let Some((phone, code)) = form.read() else { return };
        form.signing.send::<SignIn>((community(),), SignInWith { phone, code }, move |answer| went(answer, form.step));
    };
    // The field must not be made anew, and lose what is typed, each second.
    let asked = Memo::new(move |_| form.wait_seconds.with(Option::is_some));
    let code_field = live(move || if asked.get() { code_field(form).any() } else { nothing() });
    let action = live(move || {
        let (words, command) =
            if asked.get() { (key::SIGN_IN_SEND, form.signing) } else { (key::SIGN_IN_ASK, form.asking) };
        submit_button("button block middle", t(words), command.busy).any()
    });
    let phone = field(Field {
        id: "phone",
        label: t(key::SIGN_IN_PHONE),
        input: Input::PHONE,
        value: form.phone,
        hint: t(key::SIGN_IN_PHONE_HINT),
        error: form.phone_error,
        beside: None,
    });
    let form = el("form", "stack")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(phone)
        .child(code_field)
        .child(command_refusal(form.asking, t(key::SIGN_IN_NOT_SENT)))
        .child(command_refusal(form.signing, t(key::SIGN_IN_REFUSED)))
        .child(action);
    el("section", "card").child(el("div", "body").child(form))
}

fn code_field(form: Form) -> Element {
    let again = button("button quiet", String::new(), move || ask_for_code(form))
        .flag_live("disabled", move || form.wait_seconds.get().is_some_and(i64::is_positive))
        .text_live(move || again_words(form.wait_seconds.get().unwrap_or(0)));
    let code = field(Field {
        id: "code",
        label: t(key::SIGN_IN_CODE),
        input: Input::CODE,
        value: form.code,
        hint: t(key::SIGN_IN_CODE_HINT),
        error: form.code_error,
        beside: Some(again),
    });
    el("div", "stack").child(code).child(shown_code(form))
}

fn again_words(seconds: i64) -> String {
    if seconds > 0 { tf(key::SIGN_IN_AGAIN_IN, &[("seconds", &seconds.to_string())]) } else { t(key::SIGN_IN_AGAIN) }
}

impl Form {
    fn read_phone(self) -> Option<Phone> {
        let phone = self.phone.with_untracked(|text| text.parse::<Phone>().ok());
        self.phone_error.set(if phone.is_none() { t(key::SIGN_IN_PHONE_WRONG) } else { String::new() });
        phone
    }

    fn read(self) -> Option<(Phone, Code)> {
        let phone = self.read_phone();
        let code = self.code.with_untracked(|text| text.parse::<Code>().ok());
        self.code_error.set(if code.is_none() { t(key::SIGN_IN_CODE_WRONG) } else { String::new() });
        Some((phone?, code?))
    }
}

fn ask_for_code(form: Form) {
    let Some(phone) = form.read_phone() else { return };
    let community = community();
    // What the inbox showed is not what comes now.
    form.shown_code.set(String::new());
    form.asking.send::<RequestCode>((community.clone(),), CodeRequest { phone: phone.clone() }, move |sent| {
        form.code.set(String::new());
        form.signing.error.set(None);
        count_down(form, now().plus(sent.resend_after_seconds * 1000));
        say(t(key::SIGN_IN_SENT));
        look_into_inbox(form, phone);
    });
}

/// Shows the newest code of the demonstration's inbox, which exists in demonstration mode only.
fn look_into_inbox(form: Form, phone: Phone) {
    let community = community();
    spawn_local(async move {
        if let Ok(inbox) = read::<ShowInbox>((community,), ()).await {
            let messages = inbox.messages.into_iter().filter(|message| message.phone == phone.as_str());
            let newest = messages.max_by_key(|message| message.at);
            form.shown_code.try_set(newest.map(|message| message.code).unwrap_or_default());
        }
    });
}

/// Counts by the clock, so that a phone that slept is right when it wakes.
fn count_down(form: Form, until: UtcMillis) {
    let left = (until.since(now()) + 999) / 1000;
    form.wait_seconds.try_set(Some(left.max(0)));
    if left > 0 && !form.wait_seconds.is_disposed() {
        set_timeout(move || count_down(form, until), Duration::from_secs(1));
    }
}

/// Where the reader wanted to go; never to another site.
fn next() -> String {
    query("next").filter(|next| next.starts_with("/c/")).unwrap_or_else(|| here(""))
}

fn shown_code(form: Form) -> AnyView {
    let fill = move || form.code.set(form.shown_code.get_untracked());
    live(move || {
        let code = form.shown_code.get();
        if code.is_empty() {
            return nothing();
        }
        let words = cell_words(tf(key::SIGN_IN_INBOX, &[("code", &code)]), t(key::SIGN_IN_INBOX_BELOW));
        let fill = button("button small quiet", t(key::SIGN_IN_INBOX_FILL), fill);
        el("div", "card warn").child(el("div", "cell").child(words).child(fill)).any()
    })
}

/// People to try the demonstration with; nothing in production, where the list does not exist.
fn accounts(form: Form) -> AnyView {
    let found = Watched::new(Vec::<DemonstrationAccount>::new());
    let (arrived, here) = (found.clone(), community());
    spawn_local(async move {
        if let Ok(list) = read::<ListDemonstrationAccounts>((), ()).await {
            arrived.set(list.accounts.into_iter().filter(|account| account.community == here).collect());
        }
    });
    live(move || {
        let rows: Vec<_> = found.with(|accounts| accounts.iter().map(|account| account_row(form, account)).collect());
        if rows.is_empty() {
            return nothing();
        }
        section("card", t(key::SIGN_IN_ACCOUNTS))
            .child(el("p", "body faint").child(t(key::SIGN_IN_ACCOUNTS_BELOW)))
            .child(el("ul", "").child(rows))
            .any()
    })
}

fn account_row(form: Form, account: &DemonstrationAccount) -> Element {
    let role = crate::words::look_up(&["role.", account.role.as_str()].concat()).unwrap_or_default();
    let below = [role.as_str(), &account.phone].join(" · ");
    let phone = account.phone.clone();
    let choose = move || {
        form.phone.set(phone.clone());
        ask_for_code(form);
    };
    el("li", "").child(button("cell", String::new(), choose).child(cell_words(account.name.clone(), below)))
}
