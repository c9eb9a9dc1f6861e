//! The steps between the right code and a session: the choice among people who share the phone, and the second factor.
//!
//! State: the ticket that replaces the right code. Invariant: the code is never typed a second time.

use super::second_factor::CODE;
use crate::command::Command;
use crate::ui::{Element, Field, button, cell_words, command_refusal, el, field, section, submit_button};
use crate::words::{key, t};
use domain::sessions::{FactorCode, FinishSignInRequest, NextStep, SignInCandidate};
use leptos::prelude::*;

/// Sends the reader's input to a community or to a region, and continues with the next step in the answer.
pub type Finish = fn(Command, FinishSignInRequest, RwSignal<Option<NextStep>>);

/// `over` starts again with the phone.
pub fn sign_in_step_view(next: &NextStep, step: RwSignal<Option<NextStep>>, finish: Finish) -> Element {
    let command = Command::new();
    let content =
        if next.second_factor { factor(next, command, step, finish) } else { people(next, command, step, finish) };
    let over = button("button quiet block", t(key::SIGN_IN_START_OVER), move || step.set(None));
    content.child(el("div", "body").child(command_refusal(command, t(key::SIGN_IN_REFUSED))).child(over))
}

fn people(next: &NextStep, command: Command, step: RwSignal<Option<NextStep>>, finish: Finish) -> Element {
    let row = |person: &SignInCandidate| {
        let (member, ticket) = (person.member, next.ticket.clone());
        let choose = move || {
            finish(command, FinishSignInRequest { ticket: ticket.clone(), member: Some(member), code: None }, step);
        };
        el("li", "").child(button("cell", String::new(), choose).child(cell_words(person.name.clone(), String::new())))
    };
    let rows: Vec<Element> = next.people.iter().map(row).collect();
    section("card", t(key::SIGN_IN_WHO))
        .child(el("p", "body faint").child(t(key::SIGN_IN_WHO_BELOW)))
        .child(el("ul", "").child(rows))
}

fn factor(next: &NextStep, command: Command, step: RwSignal<Option<NextStep>>, finish: Finish) -> Element {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ticket = next.ticket.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let Ok(code) = text.with_untracked(|text| text.parse::<FactorCode>()) else {
            return error.set(t(key::SIGN_IN_FACTOR_WRONG));
        };
        error.set(String::new());
        finish(command, FinishSignInRequest { ticket: ticket.clone(), member: None, code: Some(code) }, step);
    };
    let code = field(Field {
        id: "factor",
        label: t(key::SIGN_IN_FACTOR),
        input: CODE,
        value: text,
        hint: t(key::SIGN_IN_FACTOR_HINT),
        error,
        beside: None,
    });
    let form = el("form", "stack")
        .attr("novalidate", "")
        .on("submit", submit)
        .child(el("p", "faint").child(t(key::SIGN_IN_FACTOR_BELOW)))
        .child(code)
        .child(submit_button("button block middle", t(key::SIGN_IN_SEND), command.busy));
    section("card", t(key::SECURITY_FACTOR)).child(el("div", "body").child(form))
}
