//! Signing in with the phone number of the roster and a one-time code, or with a slip.
//!
//! State: the form, what is still asked, and whether it is done with a slip. Invariant: the page says the same whether or
//! not the number is in the roster.

use super::code_form::{CodeForm, Ways};
use super::sign_in_slip as by_slip;
use super::sign_in_steps::steps;
use crate::call::read;
use crate::place::{community, here, query, use_place};
use crate::session::use_session;
use crate::ui::{Element, button, cell_words, el, live, nothing, page, say, section, several, words};
use crate::watched::Watched;
use crate::words::{key, t, tf};
use domain::communities::DemonstrationAccount;
use domain::contract::{ListDemonstrationAccounts, RequestCode, ShowInbox, SignIn};
use domain::sessions::{CodeRequest, NextStep, Phone, SignInWith, SignedIn};
use leptos::prelude::*;
use leptos::task::spawn_local;

const WAYS: Ways = Ways {
    ask: |form, phone| {
        form.asking.send::<RequestCode>((community(),), CodeRequest { phone: phone.clone() }, move |sent| {
            form.asked(&sent, phone);
        });
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
            Some(next) => steps(&next, form.step, went).any(),
            None if slip.with(Option::is_some) => by_slip::card(slip, form.step, went).any(),
            None => several([form.card().any(), by_slip::way(slip).any(), accounts(form)]),
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

fn look_into_inbox(form: CodeForm, phone: Phone) {
    let community = community();
    spawn_local(async move {
        if let Ok(inbox) = read::<ShowInbox>((community,), ()).await {
            form.show_code(inbox, &phone);
        }
    });
}

/// Where the reader wanted to go; never to another site.
fn next() -> String {
    query("next").filter(|next| next.starts_with("/c/")).unwrap_or_else(|| here(""))
}

/// People to try the demonstration with; nothing in production, where the list does not exist.
fn accounts(form: CodeForm) -> AnyView {
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

fn account_row(form: CodeForm, account: &DemonstrationAccount) -> Element {
    let role = crate::words::look_up(&["role.", account.role.as_str()].concat()).unwrap_or_default();
    let below = [role.as_str(), &account.phone].join(" · ");
    let phone = account.phone.clone();
    let choose = move || {
        form.phone.set(phone.clone());
        form.ask_for_code();
    };
    el("li", "").child(button("cell", String::new(), choose).child(cell_words(account.name.clone(), below)))
}
