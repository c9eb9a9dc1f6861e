//! What comes between the right code and a session: who of those who share the phone, and the second factor.
//!
//! State: the ticket that stands for the right code. Invariant: the code is never typed a second time.

use super::factor::CODE;
use crate::command::Command;
use crate::place::community;
use crate::ui::{Element, Field, button, cell_words, command_refusal, el, field, section, submit_button};
use crate::words::{key, t};
use domain::contract::FinishSignIn;
use domain::ids::MemberId;
use domain::sessions::{Candidate, FactorCode, FinishSignInWith, NextStep, SignedIn, Ticket};
use leptos::prelude::*;

/// What to do with the next answer.
pub type Went = fn(SignedIn, RwSignal<Option<NextStep>>);

/// `over` begins anew with the phone.
pub fn steps(next: &NextStep, step: RwSignal<Option<NextStep>>, went: Went) -> Element {
    let command = Command::new();
    let content =
        if next.second_factor { factor(next, command, step, went) } else { people(next, command, step, went) };
    let over = button("button quiet block", t(key::SIGN_IN_START_OVER), move || step.set(None));
    content.child(el("div", "body").child(command_refusal(command, t(key::SIGN_IN_REFUSED))).child(over))
}

fn people(next: &NextStep, command: Command, step: RwSignal<Option<NextStep>>, went: Went) -> Element {
    let row = |person: &Candidate| {
        let (member, ticket) = (person.member, next.ticket.clone());
        let choose = move || send(command, &ticket, Some(member), None, step, went);
        el("li", "").child(button("cell", String::new(), choose).child(cell_words(person.name.clone(), String::new())))
    };
    let rows: Vec<Element> = next.people.iter().map(row).collect();
    section("card", t(key::SIGN_IN_WHO))
        .child(el("p", "body faint").child(t(key::SIGN_IN_WHO_BELOW)))
        .child(el("ul", "").child(rows))
}

fn factor(next: &NextStep, command: Command, step: RwSignal<Option<NextStep>>, went: Went) -> Element {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ticket = next.ticket.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let Ok(code) = text.with_untracked(|text| text.parse::<FactorCode>()) else {
            return error.set(t(key::SIGN_IN_FACTOR_WRONG));
        };
        error.set(String::new());
        send(command, &ticket, None, Some(code), step, went);
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

fn send(
    command: Command,
    ticket: &Ticket,
    member: Option<MemberId>,
    code: Option<FactorCode>,
    step: RwSignal<Option<NextStep>>,
    went: Went,
) {
    let body = FinishSignInWith { ticket: ticket.clone(), member, code };
    command.send::<FinishSignIn>((community(),), body, move |answer| went(answer, step));
}
