//! The second factor again, before an irreversible act: a dialog over the present page.
//!
//! Invariant: the waiting act is done once the proof succeeds, and not at all when the dialog is closed.

use crate::command::{AfterStepUp, Command};
use crate::lazy_modules::lazy_modules;
use crate::location::{current_community, path_id};
use crate::ui::{Element, Field, button, close_dialog, command_refusal, dialog, el, field, submit_button};
use crate::words::{key, t};
use domain::contract::{ProveFactor, ProveOfficerFactor};
use domain::ids::RegionCode;
use domain::sessions::{Done, FactorCode, ProveFactorRequest};
use leptos::prelude::*;

use super::passkeys;
use super::second_factor::CODE;

lazy_modules! {
    /// Asks for the second factor, and then does what waits for it.
    step_up_file(AfterStepUp) -> () = step_up, "security";
}

pub fn step_up(again: AfterStepUp) {
    let Some(body) = document().body() else { return };
    let again = StoredValue::new_local(Some(again));
    leptos::mount::mount_to(body, move || asked(again).any()).forget();
}

fn asked(again: StoredValue<Option<AfterStepUp>, LocalStorage>) -> Element {
    let (text, error) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let command = Command::new();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let Ok(code) = text.with_untracked(|text| text.parse::<FactorCode>()) else {
            return error.set(t(key::SIGN_IN_FACTOR_WRONG));
        };
        error.set(String::new());
        prove(command, ProveFactorRequest { code }, move |_| go_on(again));
    };
    let code = field(Field {
        id: "step-up-code",
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
        .child(el("p", "").child(crate::words::look_up("refusal.sessions/step-up-needed").unwrap_or_default()))
        .child(code)
        .child(command_refusal(command, t(key::SECURITY_STEP_UP_REFUSED)))
        .child(
            el("div", "actions")
                .child(button("button quiet", t(key::FORM_BACK), || close_dialog(ID)))
                .child(submit_button("button", t(key::SECURITY_STEP_UP_SURE), command.busy)),
        );
    dialog(RwSignal::new(true), ID, t(key::SECURITY_STEP_UP_TITLE))
        // The dialog is removed, not only closed: the next one is a new one.
        .on("close", |_| remove())
        .child(form)
        .child(by_passkey(again))
}

/// The proof succeeded: does the waiting act.
fn go_on(again: StoredValue<Option<AfterStepUp>, LocalStorage>) {
    let waiting = again.try_update_value(Option::take).flatten();
    close_dialog(ID);
    if let Some(again) = waiting {
        again();
    }
}

/// The region in the address; on its pages the reader is signed in to the region and not to a community.
fn region() -> Option<RegionCode> {
    untrack(|| path_id::<RegionCode>("regions"))
}

/// A region has no passkeys; a passkey of the community, in the same browser, proves nothing there.
fn by_passkey(again: StoredValue<Option<AfterStepUp>, LocalStorage>) -> Option<AnyView> {
    region().is_none().then(|| passkeys::passkey_proof(move || go_on(again)))
}

fn prove(command: Command, body: ProveFactorRequest, done: impl FnOnce(Done) + 'static) {
    match region() {
        Some(region) => command.send::<ProveOfficerFactor>((region,), body, done),
        None => command.send::<ProveFactor>((current_community(),), body, done),
    }
}

const ID: &str = "step-up";

fn remove() {
    if let Some(dialog) = document().get_element_by_id(ID) {
        dialog.remove();
    }
}
