//! Enrolling the second factor: a key as QR code and as text, the first code, then the recovery codes, once.
//!
//! A community's people and a region's officers have the same card; only the endpoints differ ([`FactorConfig`]).
//!
//! State: the progress of the enrolment. Invariant: key and recovery codes are only in this page's memory, and are gone
//! with it.

use crate::command::Command;
use crate::current_session::use_session;
use crate::light_signal::LightSignal;
use crate::location::current_community;
use crate::qr;
use crate::sharing::ways::copy_text;
use crate::ui::{
    Element, Field, Input, Tone, badge, busy_button, button, command_refusal, el, field, live, section, show_toast,
    submit_button,
};
use crate::words::{key, moment, t, tf};
use domain::contract::{BeginFactor, ConfirmFactor, Empty};
use domain::sessions::{Code, ConfirmFactorRequest, FactorBegun, FactorConfirmed, SecondFactor};
use leptos::prelude::*;

/// A code of the authenticator, or a recovery code.
pub const CODE: Input =
    Input { kind: "text", inputmode: "text", autocomplete: "one-time-code", max_chars: 13, code: true };

#[derive(Clone, PartialEq)]
enum FactorStage {
    Rest,
    Begun(FactorBegun),
    Enrolled(Vec<String>),
}

/// What to do with an answer.
pub type ReplyHandler<T> = Box<dyn FnOnce(T)>;

/// The endpoints and the state of one person's second factor.
#[derive(Clone, Copy)]
pub struct FactorConfig {
    pub begin: fn(Command, ReplyHandler<FactorBegun>),
    pub confirm: fn(Command, ConfirmFactorRequest, ReplyHandler<FactorConfirmed>),
    /// The present state; followed.
    pub state: Signal<Option<SecondFactor>>,
    /// The state has changed.
    pub renew: Callback<()>,
}

/// The second factor of the signed-in member of a community.
pub fn own_card() -> Element {
    let session = use_session();
    factor_card(FactorConfig {
        begin: |command, done| command.send::<BeginFactor>((current_community(),), Empty {}, done),
        confirm: |command, body, done| command.send::<ConfirmFactor>((current_community(),), body, done),
        state: Signal::derive(move || session.me().and_then(|me| me.second_factor)),
        renew: Callback::new(move |()| session.refresh()),
    })
}

pub fn factor_card(ways: FactorConfig) -> Element {
    let stage = LightSignal::new(FactorStage::Rest);
    let body = el("div", "body stack").live(move || match stage.get() {
        FactorStage::Rest => rest(ways, &stage).any(),
        FactorStage::Begun(begun) => begun_form(ways, &stage, &begun).any(),
        FactorStage::Enrolled(codes) => recovery(&stage, &codes).any(),
    });
    section("card", t(key::SECURITY_FACTOR)).child(body)
}

fn rest(ways: FactorConfig, stage: &LightSignal<FactorStage>) -> Element {
    let (command, stage) = (Command::new(), stage.clone());
    let begin = move || {
        let stage = stage.clone();
        (ways.begin)(command, Box::new(move |begun| stage.set(FactorStage::Begun(begun))));
    };
    let state = live(move || {
        let factor = ways.state.get();
        let on = factor.as_ref().is_some_and(|factor| factor.enrolled);
        let begin = begin.clone();
        let words = if on { key::SECURITY_FACTOR_AGAIN } else { key::SECURITY_FACTOR_BEGIN };
        let state = if on {
            badge(Tone::Green, t(key::SECURITY_FACTOR_ON))
        } else {
            badge(Tone::Blue, t(key::SECURITY_FACTOR_OFF))
        };
        el("div", "stack")
            .child(el("p", "").child(state))
            .child(factor.as_ref().and_then(due))
            .child(busy_button(if on { "button quiet" } else { "button" }, t(words), command.busy, begin))
            .any()
    });
    el("div", "stack")
        .child(el("p", "faint").child(t(key::SECURITY_FACTOR_WHY)))
        .child(state)
        .child(command_refusal(command, t(key::SECURITY_FACTOR_REFUSED)))
}

fn due(factor: &SecondFactor) -> Option<Element> {
    let due_at = factor.due_at?;
    let words = if factor.overdue { key::SECURITY_FACTOR_OVERDUE } else { key::SECURITY_FACTOR_DUE };
    Some(el("p", "due").child(tf(words, &[("due_at", &moment(due_at))])))
}

/// The element with the key in words.
const KEY: &str = "factor-key";

fn begun_form(ways: FactorConfig, stage: &LightSignal<FactorStage>, begun: &FactorBegun) -> Element {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (command, stage) = (Command::new(), stage.clone());
    let back = stage.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let Ok(code) = text.with_untracked(|text| text.parse::<Code>()) else {
            return error.set(t(key::SIGN_IN_CODE_WRONG));
        };
        error.set(String::new());
        let stage = stage.clone();
        let enrolled = move |done: FactorConfirmed| {
            show_toast(t(key::SECURITY_ENROLLED));
            stage.set(FactorStage::Enrolled(done.recovery_codes));
            ways.renew.run(());
        };
        (ways.confirm)(command, ConfirmFactorRequest { code }, Box::new(enrolled));
    };
    let (uri, typed) = (begun.uri.clone(), begun.key.clone());
    let open = el("a", "button quiet").attr("href", begun.uri.clone()).child(t(key::SECURITY_OPEN_APP));
    let copy = button("button quiet", t(key::SECURITY_COPY_KEY), move || {
        copy_text(typed.clone(), KEY, [key::SECURITY_KEY_COPIED, key::SECURITY_KEY_SELECTED]);
    });
    let same_phone = el("div", "actions").child(copy).child(open);
    let spaced: Vec<String> = begun.key.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into()).collect();
    let first_code = field(Field {
        id: "first-code",
        label: t(key::SECURITY_FIRST_CODE),
        input: Input::CODE,
        value: text,
        hint: t(key::SECURITY_FIRST_CODE_HINT),
        error,
        beside: None,
    });
    el("form", "stack")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(el("p", "").child(t(key::SECURITY_SCAN)))
        .child(qr::qr_view(move || uri.clone()))
        .child(el("p", "faint").child(t(key::SECURITY_TYPE)))
        .child(
            el("p", "")
                .attr("id", KEY)
                .attr("role", "group")
                .attr("aria-label", t(key::SECURITY_KEY))
                .child(spaced.join(" ")),
        )
        .child(same_phone)
        .child(first_code)
        .child(command_refusal(command, t(key::SECURITY_FACTOR_REFUSED)))
        .child(
            el("div", "actions")
                .child(button("button quiet", t(key::FORM_BACK), move || back.set(FactorStage::Rest)))
                .child(submit_button("button", t(key::SECURITY_CONFIRM), command.busy)),
        )
}

fn recovery(stage: &LightSignal<FactorStage>, codes: &[String]) -> Element {
    let stage = stage.clone();
    let rows: Vec<Element> = codes.iter().map(|code| el("li", "number").child(code.clone())).collect();
    let print = button("button quiet", t(key::SECURITY_RECOVERY_PRINT), || {
        let _ = window().print();
    });
    el("div", "stack")
        .child(el("h3", "").child(t(key::SECURITY_RECOVERY)))
        .child(el("p", "").child(t(key::SECURITY_RECOVERY_BELOW)))
        .child(el("ol", "recovery").child(rows))
        .child(
            el("div", "actions")
                .child(button("button", t(key::SECURITY_RECOVERY_KEPT), move || stage.set(FactorStage::Rest)))
                .child(print),
        )
}
