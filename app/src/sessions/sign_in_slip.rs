//! Signing in with a printed slip (登录凭条): a scanned address contains its code; otherwise the code is typed.
//!
//! State: the code as scanned or typed. Invariant: opening the address does not use up the slip, the button does; the
//! code is removed from the address at once, so that neither the history nor a forwarded link contains it.

use crate::command::Command;
use crate::location::{current_community, local_link};
use crate::ui::{Element, Field, Input, button, command_refusal, el, field, live, nothing, section, submit_button};
use crate::words::{key, t};
use domain::contract::SignInWithSlip;
use domain::sessions::{NextStep, SignInWithSlipRequest, SignedIn, SlipCode};
use leptos::prelude::*;

const CODE: Input = Input { kind: "text", inputmode: "text", autocomplete: "off", max_chars: 20, code: true };

/// The code in the address, or the text in its place, which a person has to check.
pub fn slip_from_address() -> Option<String> {
    // After the #, which browsers never send: nothing on the way to us can read it.
    let text = window().location().hash().ok()?.strip_prefix("#slip=")?.to_owned();
    crate::navigation::replace_address(&local_link("sign-in"));
    Some(text.parse::<SlipCode>().map_or(text, |code| code.shown()))
}

/// The button for people who have a slip and cannot scan it.
pub fn slip_button(slip: RwSignal<Option<String>>) -> Element {
    button("button quiet block middle", t(key::SIGN_IN_SLIP_HAVE), move || slip.set(Some(String::new())))
}

/// Handles the answer.
pub type SignInHandler = fn(SignedIn, RwSignal<Option<NextStep>>);

/// `slip` is the text from the address, or empty; `None` returns to the phone form. A scanned code is only confirmed;
/// the field for typing appears when needed, and then stays.
pub fn sign_in_slip_card(
    slip: RwSignal<Option<String>>,
    step: RwSignal<Option<NextStep>>,
    went: SignInHandler,
) -> Element {
    let (text, error) = (RwSignal::new(slip.get_untracked().unwrap_or_default()), RwSignal::new(String::new()));
    let command = Command::new();
    let scanned = text.with_untracked(|text| text.parse::<SlipCode>().is_ok());
    let typed = Memo::new(move |before: Option<&bool>| {
        !scanned || before == Some(&true) || command.error.with(Option::is_some)
    });
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let Ok(slip) = text.with_untracked(|text| text.parse::<SlipCode>()) else {
            return error.set(t(key::SIGN_IN_SLIP_CODE_WRONG));
        };
        error.set(String::new());
        command.send::<SignInWithSlip>((current_community(),), SignInWithSlipRequest { slip }, move |answer| {
            went(answer, step);
        });
    };
    let code = live(move || {
        if !typed.get() {
            return nothing();
        }
        let (label, hint) = (t(key::SIGN_IN_SLIP_CODE), t(key::SIGN_IN_SLIP_CODE_HINT));
        field(Field { id: "slip", label, input: CODE, value: text, hint, error, beside: None }).any()
    });
    let form = el("form", "stack")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(el("p", "faint").child(t(key::SIGN_IN_SLIP_BELOW)))
        .child(code)
        .child(command_refusal(command, t(key::SIGN_IN_REFUSED)))
        .child(submit_button("button block middle", t(key::SIGN_IN_SLIP), command.busy))
        .child(button("button quiet block middle", t(key::SIGN_IN_SLIP_PHONE), move || slip.set(None)));
    section("card", t(key::SIGN_IN_SLIP)).child(el("div", "body").child(form))
}
