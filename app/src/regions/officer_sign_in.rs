//! An officer signs in at the region in the address, with phone and code, and the second factor if one is enrolled.
//!
//! Invariant: the page says the same whether or not the number is an officer's.

use super::{address, region, region_now};
use crate::call::read_reply;
use crate::command::Command;
use crate::load::load_reply;
use crate::sessions::{CodeForm, CodeFormConfig, DemoAccount, demo_accounts_view, sign_in_step_view};
use crate::typed_fields::forget_all_typed;
use crate::ui::{live, live_text, page, several, show_toast};
use crate::words::{key, t, tf, word_text};
use domain::contract::{FinishOfficerSignIn, RequestOfficerCode, ShowOfficerInbox, ShowRegion, SignInOfficer};
use domain::regions::{FinishOfficerSignInRequest, OfficerSignedIn};
use domain::sessions::{FinishSignInRequest, NextStep, Phone, SignInRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

const WAYS: CodeFormConfig = CodeFormConfig {
    ask: |form, request| {
        let phone = request.phone.clone();
        form.asking.send::<RequestOfficerCode>((region_now(),), request, move |sent| form.asked(&sent, phone));
    },
    sign: |form, phone, code| {
        let body = SignInRequest { phone, code };
        form.signing.send::<SignInOfficer>((region_now(),), body, move |answer| went(answer, form.step));
    },
    inbox: look_into_inbox,
    phone_hint: key::OFFICERS_PHONE_HINT,
    sent: key::OFFICERS_SENT,
};

pub fn officer_sign_in() -> AnyView {
    let form = CodeForm::new(WAYS);
    let found = load_reply::<ShowRegion>(|| ((region(),), ()));
    let name = live_text(move || found.value().map(|region| region.name.clone()).unwrap_or_default());
    let content = live(move || match form.step.get() {
        Some(next) => sign_in_step_view(&next, form.step, finish).any(),
        None => several([form.card().any(), accounts(form)]),
    });
    page(live_text(|| t(key::OFFICERS_SIGN_IN))).below(name).back(address(&region_now(), "")).around(vec![content])
}

/// Continues with the second factor, or completes the sign-in.
fn went(answer: OfficerSignedIn, step: RwSignal<Option<NextStep>>) {
    let Some(me) = answer.me else { return step.set(answer.next) };
    // The officer before may have left without signing out.
    forget_all_typed();
    show_toast(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
    crate::navigation::replace_address(&address(&me.region, "office"));
}

fn finish(command: Command, body: FinishSignInRequest, step: RwSignal<Option<NextStep>>) {
    let Some(code) = body.code else { return };
    let body = FinishOfficerSignInRequest { ticket: body.ticket, code };
    command.send::<FinishOfficerSignIn>((region_now(),), body, move |answer| went(answer, step));
}

fn look_into_inbox(form: CodeForm, phone: Phone) {
    let here = region_now();
    spawn_local(async move {
        if let Ok(inbox) = read_reply::<ShowOfficerInbox>((here,), ()).await {
            form.show_code(inbox, &phone);
        }
    });
}

/// The people of this region for trying the demonstration.
fn accounts(form: CodeForm) -> AnyView {
    let here = region_now();
    demo_accounts_view(form, move |list| {
        let mine = list.officers.into_iter().filter(|officer| officer.region == here);
        mine.map(|officer| DemoAccount { name: officer.name, what: word_text(officer.post), phone: officer.phone })
            .collect()
    })
}
