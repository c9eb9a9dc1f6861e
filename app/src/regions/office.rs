//! The office of a region: the signed-in officer, the regions below, the seats.
//!
//! State: the answers of the region; the signed-in officer is requested again whenever the page opens and is not
//! stored. Invariant: rights for buttons are checked in the table of access, and again by the region.

use super::office_seats::officer_seats_card;
use super::security::factor_reset_notice;
use super::{address, guest, region, region_now};
use crate::call::current_time;
use crate::command::Command;
use crate::load::{Load, load_reply};
use crate::typed_fields::forget_all_typed;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, busy_button, cell_link, command_refusal, el, error_panel, fact, link_button, live, live_text, loaded_view,
    nothing, page, section, several, show_toast, skeleton,
};
use crate::words::{key, moment, number, t, tf, tn, word_text};
use domain::access::{Capability, Subject};
use domain::contract::{Empty, ShowOfficerMe, ShowRegion, SignOutOfficer};
use domain::regions::{OfficerMe, Region};
use leptos::prelude::*;
use std::sync::Arc;

pub fn region_office_page() -> AnyView {
    let found = load_reply::<ShowRegion>(|| ((region(),), ()));
    let me = load_reply::<ShowOfficerMe>(|| ((region(),), ()));
    let name = move || found.value().map(|region| region.name.clone()).unwrap_or_default();
    let title = live_text(move || tf(key::OFFICERS_TITLE, &[("region", &name())]));
    let ask = PageDialog::new();
    let dialog = ask.place();
    let content = live(move || match me.get() {
        None => skeleton(),
        Some(Ok(officer)) if officer.second_factor.overdue => {
            several([first_enrol(&officer).map_or_else(nothing, Element::any), own(&officer, me).any()])
        }
        Some(Ok(officer)) => several([
            officer.factor_reset.as_ref().map_or_else(nothing, |reset| factor_reset_notice(reset).any()),
            first_enrol(&officer).map_or_else(nothing, Element::any),
            own(&officer, me).any(),
            loaded_view(found, below),
            officer_seats_card(&officer, ask.clone()),
        ]),
        Some(Err(error)) if error.is("request/not-signed-in") => guest(),
        Some(Err(error)) => error_panel(&error, move || me.again()).any(),
    });
    page(title).back(address(&region_now(), "")).around(vec![content, dialog.any()])
}

/// The signed-in officer, and signing out.
fn own(me: &OfficerMe, load: Load<OfficerMe>) -> Element {
    let command = Command::new();
    let out = move || {
        command.send::<SignOutOfficer>((region_now(),), Empty {}, move |_| {
            forget_all_typed();
            show_toast(t(key::ME_OUT));
            load.again();
        });
    };
    let term = tf(key::OFFICERS_UNTIL, &[("from", &me.from.to_string()), ("until", &me.until.to_string())]);
    let facts: Vec<AnyView> = [
        fact(t(key::FIELD_NAME), me.name.clone()),
        fact(t(key::OFFICERS_PHONE), me.phone_masked.clone()),
        fact(t(key::OFFICERS_POST), word_text(me.post)),
        fact(t(key::OFFICERS_TERM), term),
    ]
    .into_iter()
    .flatten()
    .collect();
    let to = |page: &str| address(&region_now(), page);
    let security = cell_link(to("security"), t(key::OFFICERS_SECURITY), t(key::OFFICERS_SECURITY_BELOW), None);
    let may = |capability| me.standing(current_time().day()).may(capability, &Subject::Region);
    let reads = may(Capability::SeeRegionJournal);
    let checks = may(Capability::SeeChecks)
        .then(|| cell_link(to("checks"), t(key::OFFICERS_CHECKS), t(key::OFFICERS_CHECKS_BELOW), None));
    let journal = reads.then(|| cell_link(to("journal"), t(key::OFFICE_JOURNAL), t(key::OFFICERS_JOURNAL_BELOW), None));
    section("card", t(key::OFFICERS_ME)).child(el("ul", "").child(checks).child(security).child(journal)).child(
        el("div", "body stack")
            .child(el("dl", "facts").child(facts))
            .child(command_refusal(command, t(key::ME_NOT_OUT)))
            .child(busy_button("button quiet", t(key::ME_SIGN_OUT), command.busy, out)),
    )
}

/// The deadline for enrolling a second factor, or that the office is closed without one.
fn first_enrol(me: &OfficerMe) -> Option<Element> {
    let due_at = moment(me.second_factor.due_at?);
    let overdue = me.second_factor.overdue;
    let (class, words) = if overdue {
        ("card trouble", key::OFFICERS_FACTOR_OVERDUE)
    } else {
        ("card pad stack", key::OFFICERS_FACTOR_DUE)
    };
    let link = link_button("button", t(key::OFFICERS_FACTOR_ENROL), address(&region_now(), "security"));
    Some(
        el("section", class)
            .child(el("p", "").child(tf(words, &[("due_at", &due_at)])))
            .child(el("div", "actions").child(link)),
    )
}

/// The children, with the number of opened communities in each.
fn below(region: Arc<Region>) -> AnyView {
    if region.regions.is_empty() && region.communities.is_empty() {
        return section("card", t(key::OFFICERS_BELOW))
            .child(el("p", "body faint").child(t(key::OFFICERS_NONE_BELOW)))
            .any();
    }
    let regions = region.regions.iter().map(|child| {
        let open = tn(key::REGIONS_OPEN, child.communities_open.into(), &[]);
        let total = child.communities_total.map(|total| tf(key::REGIONS_TOTAL, &[("total", &number(total.into()))]));
        let words = total.map_or_else(|| open.clone(), |total| [total, open.clone()].join(" · "));
        cell_link(address(&child.code, ""), child.name.clone(), words, None)
    });
    let communities = region.communities.iter().map(|child| {
        cell_link(crate::location::community_link(&child.code, ""), child.name.clone(), String::new(), None)
    });
    let title = if region.regions.is_empty() { key::OFFICERS_COMMUNITIES } else { key::OFFICERS_BELOW };
    let rows: Vec<Element> = regions.chain(communities).collect();
    section("card", t(title)).child(el("ul", "").child(rows)).any()
}
