//! Signing in with the phone number of the roster and a one-time code, with a passkey, or with a slip.
//!
//! State: the form, what is still needed, and whether a slip is used. Invariant: the page says the same whether or not
//! the number is in the roster.

use super::code_form::{CodeForm, CodeFormConfig};
use super::demo_accounts::{DemoAccount, demo_accounts_view};
use super::passkeys;
use super::sign_in_slip as by_slip;
use super::sign_in_steps::sign_in_step_view;
use crate::call::read_reply;
use crate::command::Command;
use crate::current_session::use_session;
use crate::location::{current_community, local_link, query_value, use_location};
use crate::ui::{link_button, live, live_text, page, several, show_toast};
use crate::words::{code_text, key, t, tf};
use domain::access::Role;
use domain::contract::{FinishSignIn, RequestCode, ShowInbox, SignIn};
use domain::sessions::{FinishSignInRequest, NextStep, Phone, SignInRequest, SignedIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

const WAYS: CodeFormConfig = CodeFormConfig {
    ask: |form, request| {
        let phone = request.phone.clone();
        form.asking.send::<RequestCode>((current_community(),), request, move |sent| form.asked(&sent, phone));
    },
    sign: |form, phone, code| {
        form.signing.send::<SignIn>((current_community(),), SignInRequest { phone, code }, move |answer| {
            went(answer, form.step);
        });
    },
    inbox: look_into_inbox,
    phone_hint: key::SIGN_IN_PHONE_HINT,
    sent: key::SIGN_IN_SENT,
};

pub fn sign_in() -> AnyView {
    let form = CodeForm::new(WAYS);
    let (place, slip) = (use_location(), RwSignal::new(by_slip::slip_from_address()));
    page(live_text(|| t(key::SIGN_IN_TITLE))).below(live_text(move || place.name.get())).back(local_link("")).around(
        vec![live(move || match form.step.get() {
            Some(next) => sign_in_step_view(&next, form.step, finish).any(),
            None if slip.with(Option::is_some) => by_slip::sign_in_slip_card(slip, form.step, went).any(),
            None => {
                let ways = [passkeys::passkey_sign_in(form.step, went), by_slip::slip_button(slip).any()];
                several([form.card().any(), several(ways), data_use(), accounts(form)])
            }
        })],
    )
}

/// What becomes of personal data, before a number is given.
fn data_use() -> AnyView {
    link_button("button quiet block middle", t(key::SIGN_IN_DATA_USE), local_link("privacy")).any()
}

/// Continues with the next step in the answer, or completes the sign-in.
fn went(answer: SignedIn, step: RwSignal<Option<NextStep>>) {
    let Some(me) = answer.me else { return step.set(answer.next) };
    show_toast(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
    use_session().signed_in(&current_community(), &serde_json::to_string(&me).unwrap_or_default());
    crate::navigation::replace_address(&next());
}

fn finish(command: Command, body: FinishSignInRequest, step: RwSignal<Option<NextStep>>) {
    command.send::<FinishSignIn>((current_community(),), body, move |answer| went(answer, step));
}

fn look_into_inbox(form: CodeForm, phone: Phone) {
    let community = current_community();
    spawn_local(async move {
        if let Ok(inbox) = read_reply::<ShowInbox>((community,), ()).await {
            form.show_code(inbox, &phone);
        }
    });
}

/// The page that the reader wanted; never another site.
fn next() -> String {
    query_value("next").filter(|next| next.starts_with("/c/")).unwrap_or_else(|| local_link(""))
}

/// The people of this community for trying the demonstration.
fn accounts(form: CodeForm) -> AnyView {
    let here = current_community();
    demo_accounts_view(form, move |list| {
        let role = |role: Role| code_text("role", role.as_str());
        let mine = list.accounts.into_iter().filter(|account| account.community == here);
        mine.map(|account| DemoAccount { name: account.name, what: role(account.role), phone: account.phone }).collect()
    })
}
