//! Signing in with the phone number of the roster and a one-time code, with a passkey, or with a slip.
//!
//! State: the form, what is still needed, and whether a slip is used. Invariant: the page says the same whether or not
//! the number is in the roster.

use super::code_form::{CodeForm, Ways};
use super::offered::{Offered, offered};
use super::passkeys;
use super::sign_in_slip as by_slip;
use super::sign_in_steps::steps;
use crate::call::read;
use crate::command::Command;
use crate::place::{community, here, query, use_place};
use crate::session::use_session;
use crate::ui::{live, page, say, several, words};
use crate::words::{key, t, tf};
use domain::access::Role;
use domain::contract::{FinishSignIn, RequestCode, ShowInbox, SignIn};
use domain::sessions::{FinishSignInWith, NextStep, Phone, SignInWith, SignedIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

const WAYS: Ways = Ways {
    ask: |form, request| {
        let phone = request.phone.clone();
        form.asking.send::<RequestCode>((community(),), request, move |sent| form.asked(&sent, phone));
    },
    sign: |form, phone, code| {
        form.signing.send::<SignIn>((community(),), SignInWith { phone, code }, move |answer| went(answer, form.step));
    },
    inbox: look_into_inbox,
    phone_hint: key::SIGN_IN_PHONE_HINT,
    sent: key::SIGN_IN_SENT,
};

pub fn sign_in((): ()) -> AnyView {
    let form = CodeForm::new(WAYS);
    let (place, slip) = (use_place(), RwSignal::new(by_slip::brought()));
    page(words(|| t(key::SIGN_IN_TITLE))).below(words(move || place.name.get())).back(here("")).around(vec![live(
        move || match form.step.get() {
            Some(next) => steps(&next, form.step, finish).any(),
            None if slip.with(Option::is_some) => by_slip::card(slip, form.step, went).any(),
            None => {
                let ways = [passkeys::way(form.step, went), by_slip::way(slip).any()];
                several([form.card().any(), several(ways), accounts(form)])
            }
        },
    )])
}

/// Continues with the next step in the answer, or completes the sign-in.
fn went(answer: SignedIn, step: RwSignal<Option<NextStep>>) {
    let Some(me) = answer.me else { return step.set(answer.next) };
    say(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
    use_session().signed_in(&community(), &serde_json::to_string(&me).unwrap_or_default());
    crate::router::replace(&next());
}

fn finish(command: Command, body: FinishSignInWith, step: RwSignal<Option<NextStep>>) {
    command.send::<FinishSignIn>((community(),), body, move |answer| went(answer, step));
}

fn look_into_inbox(form: CodeForm, phone: Phone) {
    let community = community();
    spawn_local(async move {
        if let Ok(inbox) = read::<ShowInbox>((community,), ()).await {
            form.show_code(inbox, &phone);
        }
    });
}

/// The page that the reader wanted; never another site.
fn next() -> String {
    query("next").filter(|next| next.starts_with("/c/")).unwrap_or_else(|| here(""))
}

/// The people of this community for trying the demonstration.
fn accounts(form: CodeForm) -> AnyView {
    let here = community();
    offered(form, move |list| {
        let role = |role: Role| crate::words::look_up(&["role.", role.as_str()].concat()).unwrap_or_default();
        let mine = list.accounts.into_iter().filter(|account| account.community == here);
        mine.map(|account| Offered { name: account.name, what: role(account.role), phone: account.phone }).collect()
    })
}
