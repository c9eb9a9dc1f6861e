//! An officer signs in at the region of the address, with phone and code.
//!
//! Invariant: the page says the same whether or not the number is an officer's.

use super::{address, region, region_now};
use crate::account::{CodeForm, Ways};
use crate::call::read;
use crate::load::load;
use crate::ui::{page, say, words};
use crate::words::{key, t, tf};
use domain::contract::{RequestOfficerCode, ShowOfficerInbox, ShowRegion, SignInOfficer};
use domain::sessions::{CodeRequest, Phone, SignInWith};
use leptos::prelude::*;
use leptos::task::spawn_local;

const WAYS: Ways = Ways {
    ask: |form, phone| {
        let body = CodeRequest { phone: phone.clone() };
        form.asking.send::<RequestOfficerCode>((region_now(),), body, move |sent| form.asked(&sent, phone));
    },
    sign: |form, phone, code| {
        let here = region_now();
        form.signing.send::<SignInOfficer>((here.clone(),), SignInWith { phone, code }, move |me| {
            say(tf(key::SIGN_IN_WELCOME, &[("name", &me.name)]));
            crate::router::replace(&address(&here, "office"));
        });
    },
    inbox: look_into_inbox,
    phone_hint: key::OFFICERS_PHONE_HINT,
    sent: key::OFFICERS_SENT,
};

pub fn sign_in() -> AnyView {
    let form = CodeForm::new(WAYS);
    let found = load::<ShowRegion>(|| ((region(),), ()));
    let name = words(move || found.value().map(|region| region.name.clone()).unwrap_or_default());
    page(words(|| t(key::OFFICERS_SIGN_IN))).below(name).back(address(&region_now(), "")).around(form.card())
}

fn look_into_inbox(form: CodeForm, phone: Phone) {
    let here = region_now();
    spawn_local(async move {
        if let Ok(inbox) = read::<ShowOfficerInbox>((here,), ()).await {
            form.show_code(inbox, &phone);
        }
    });
}
