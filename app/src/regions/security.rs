//! The security of an officer's sign-in: the second factor, the sign-in history, and the data held about an officer.
//!
//! Invariant: the card of the factor stays while the signed-in officer is requested again, so that recovery codes are
//! not lost.

use super::{address, guest, region, region_now};
use crate::load::{Load, load_reply};
use crate::sessions::{FactorConfig, HISTORY_ROWS, factor_card, history_card};
use crate::ui::{Element, el, error_panel, fact, live, live_text, nothing, page, section, several, skeleton};
use crate::words::{Key, key, moment, t, tf, tn};
use domain::contract::{BeginOfficerFactor, ConfirmOfficerFactor, Empty, ListOfficerSignIns, PageQuery, ShowOfficerMe};
use domain::limits;
use domain::regions::{FactorResetTold, OfficerMe};
use leptos::prelude::*;

pub fn officer_security_page() -> AnyView {
    let me = load_reply::<ShowOfficerMe>(|| ((region(),), ()));
    // The page is rebuilt only when the person changes.
    let who = Memo::new(move |_| me.get().map(|answer| answer.map(|me| me.officer.to_string())));
    let content = live(move || match who.get() {
        None => skeleton(),
        Some(Ok(_)) => several([told_of_reset(me), factor_card(ways(me)).any(), history(), held().any()]),
        Some(Err(error)) if error.is("request/not-signed-in") => guest(),
        Some(Err(error)) => error_panel(&error, move || me.again()).any(),
    });
    let back = address(&region_now(), "office");
    page(live_text(|| t(key::OFFICERS_SECURITY))).back(back).around(vec![content])
}

fn ways(me: Load<OfficerMe>) -> FactorConfig {
    FactorConfig {
        begin: |command, done| command.send::<BeginOfficerFactor>((region_now(),), Empty {}, done),
        confirm: |command, body, done| command.send::<ConfirmOfficerFactor>((region_now(),), body, done),
        state: Signal::derive(move || me.value().map(|me| me.second_factor.clone())),
        renew: Callback::new(move |()| me.again()),
    }
}

/// Who reset the second factor, and why.
fn told_of_reset(me: Load<OfficerMe>) -> AnyView {
    live(move || {
        let told = me.value().and_then(|me| me.factor_reset.as_ref().map(factor_reset_notice));
        told.map_or_else(nothing, Element::any)
    })
}

pub fn factor_reset_notice(reset: &FactorResetTold) -> Element {
    let values = [("at", moment(reset.at)), ("name", reset.by_name.clone()), ("reason", reset.reason.clone())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    el("section", "card trouble").attr("role", "status").child(el("p", "").child(tf(key::OFFICERS_RESET_TOLD, &values)))
}

fn history() -> AnyView {
    let after = RwSignal::new(Vec::<u64>::new());
    let found = load_reply::<ListOfficerSignIns>(move || {
        ((region(),), PageQuery { after: after.with(|after| after.last().copied()), limit: Some(HISTORY_ROWS) })
    });
    history_card(found, after, key::OFFICERS_HISTORY_BELOW)
}

/// The data held about an officer, and for how long: the register in words.
fn held() -> Element {
    let days = |words: Key, days: i64| tn(words, days, &[]);
    let rows: Vec<AnyView> = [
        fact(t(key::OFFICERS_HELD_CONTACT), days(key::OFFICERS_HELD_AFTER_SEAT, limits::OFFICER_PHONE_DAYS)),
        fact(t(key::OFFICERS_HELD_FACTOR), days(key::OFFICERS_HELD_AFTER_SEAT, limits::OFFICER_PHONE_DAYS)),
        fact(t(key::OFFICERS_HELD_SESSIONS), days(key::OFFICERS_HELD_DAYS, limits::SESSION_DAYS)),
        fact(t(key::OFFICERS_HELD_SIGN_INS), days(key::OFFICERS_HELD_DAYS, limits::SIGN_IN_HISTORY_DAYS)),
        fact(t(key::OFFICERS_HELD_SEATS), t(key::OFFICERS_HELD_ALWAYS)),
        fact(t(key::OFFICERS_HELD_JOURNAL), t(key::OFFICERS_HELD_ALWAYS)),
    ]
    .into_iter()
    .flatten()
    .collect();
    section("card", t(key::OFFICERS_HELD)).child(
        el("div", "body stack")
            .child(el("p", "faint").child(t(key::OFFICERS_HELD_WHY)))
            .child(el("dl", "facts").child(rows)),
    )
}
