//! An officer signs in at the region in the address, with phone and code, and the second factor if one is enrolled.
//!
//! Invariant: the page says the same whether or not the number is an officer's.

use super::office::post;
use super::{address, region, region_now};
use crate::account::{CodeForm, Offered, Ways, offered, steps};
use crate::call::read;
use crate::command::Command;
use crate::load::load;
use crate::ui::{live, page, say, several, words};
use crate::words::{key, t, tf};
use domain::contract::{FinishOfficerSignIn, RequestOfficerCode, ShowOfficerInbox, ShowRegion, SignInOfficer};
use domain::regions::{FinishOfficerSignInWith, OfficerSignedIn};
use domain::sessions::{FinishSignInWith, NextStep, Phone, SignInWith};
use leptos::prelude::*;
use leptos::task::spawn_local;

const WAYS: Ways = Ways {
    ask: |form, request| {
        let phone = request.phone.clone();
        form.asking.send::<RequestOfficerCode>((region_now(),), request, move |sent| form.asked(&sent, phone));
    },
    sign: |form, phone, code| {
        let body = SignInWith { phone, code };
        form.signing.send::<SignInOfficer>((region_now(),), body, move |answer| went(answer, form.step));
    },
    inbox: look_into_inbox,
    phone_hint: key::OFFICERS_PHONE_HINT,
    sent: key::OFFICERS_SENT,
};

pub fn sign_in() -> AnyView {
    let form = CodeForm::new(WAYS);
    let found = load::<ShowRegion>(|| ((region(),), ()));
    let name = words(move || found.value().map(|region| region.name.clone()).unwrap_or_default());
    let content = live(move || match form.step.get() {
        Some(next) => steps(&next, form.step, finish).any(),
        None => several([form.card().any(), accounts(form)]),
    });
    page(words(|| t(key::OFFICERS_SIGN_IN))).below(name).back(address(&region_now(), "")).around(vec![content])
}

/// Continues with the second factor, or completes the sign-in.
fn went(answer: OfficerSignedIn, step: RwSignal<Option<NextStep>>) {
    let Some(me) = answer.me else { return step.set(answer.next) };
    say(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
    crate::router::replace(&address(&me.region, "office"));
}

fn finish(command: Command, body: FinishSignInWith, step: RwSignal<Option<NextStep>>) {
    let Some(code) = body.code else { return };
    let body = FinishOfficerSignInWith { ticket: body.ticket, code };
    command.send::<FinishOfficerSignIn>((region_now(),), body, move |answer| went(answer, step));
}

fn look_into_inbox(form: CodeForm, phone: Phone) {
    let here = region_now();
    spawn_local(async move {
        if let Ok(inbox) = read::<ShowOfficerInbox>((here,), ()).await {
            form.show_code(inbox, &phone);
        }
    });
}

/// The people of this region for trying the demonstration.
fn accounts(form: CodeForm) -> AnyView {
    let here = region_now();
    offered(form, move |list| {
        let mine = list.officers.into_iter().filter(|officer| officer.region == here);
        mine.map(|officer| Offered { name: officer.name, what: post(officer.post), phone: officer.phone }).collect()
    })
}
