//! The seats of the office; for a head the forms for filling and ending one.

use super::region_now;
use crate::call::current_time;
use crate::load::{Load, load_reply};
use crate::ui::body_form::BodyForm;
use crate::ui::page_dialog::PageDialog;
use crate::ui::{Element, button, cell_words, el, loaded_view, nothing, said_and_reloaded, section, several};
use crate::words::{day, key, t, tf, word_text};
use domain::access::{Capability, Subject};
use domain::contract::{EndOfficerSeat, FillOfficerSeat, ListOfficers, ResetOfficerFactor};
use domain::members::Day;
use domain::regions::{OfficerMe, OfficerPost, OfficerRow, Officers};
use domain::time::DAY;
use leptos::prelude::*;
use std::sync::Arc;

/// The initial last day of the form: two years after today. It may be changed.
const TERM_DAYS: i64 = 2 * 365;

pub fn officer_seats_card(me: &OfficerMe, ask: PageDialog) -> AnyView {
    let list = load_reply::<ListOfficers>(|| ((region_now(),), ()));
    let manages = me.standing(current_time().day()).may(Capability::ManageOfficers, &Subject::Region);
    let own = me.seat;
    let opener = manages.then(|| {
        let ask = ask.clone();
        let open = move || fill(&ask, list);
        el("p", "body").child(button("button quiet", t(key::OFFICERS_FILL), open))
    });
    let rows = loaded_view(list, move |officers: Arc<Officers>| {
        let today = Day::of(current_time().day());
        let is_open = |row: &&OfficerRow| row.ended_at.is_none() && row.until >= today;
        let open: Vec<Element> = officers
            .officers
            .iter()
            .filter(is_open)
            .map(|row| {
                let end = (manages && row.seat != own).then(|| end(row, ask.clone(), list));
                let reset = (manages && row.seat != own && row.has_factor).then(|| reset(row, ask.clone(), list));
                el("li", "").child(el("div", "cell").child(cell_words(heading(row), line(row))).child(reset).child(end))
            })
            .collect();
        let past: Vec<Element> = officers
            .officers
            .iter()
            .filter(|row| !is_open(row))
            .map(|row| el("li", "").child(el("div", "cell").child(cell_words(heading(row), line(row)))))
            .collect();
        let past = if past.is_empty() {
            nothing()
        } else {
            let title = el("summary", "cell").child(t(key::OFFICERS_PAST));
            el("details", "").child(title).child(el("ul", "").child(past)).any()
        };
        several([el("ul", "").child(open).any(), past])
    });
    section("card", t(key::OFFICERS_SEATS)).child(rows).child(opener).any()
}

fn heading(row: &OfficerRow) -> String {
    [row.name.as_str(), &word_text(row.post)].join(" · ")
}

fn line(row: &OfficerRow) -> String {
    let term = tf(key::OFFICERS_UNTIL, &[("from", &row.from.to_string()), ("until", &row.until.to_string())]);
    let ended = row.ended_at.map(|at| tf(key::OFFICERS_ENDED, &[("day", &day(at))]));
    let parts = [Some(term), ended, Some(row.phone_masked.clone()), Some(row.basis.clone())];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Asks once, with a reason, and ends the seat.
fn end(row: &OfficerRow, ask: PageDialog, list: Load<Officers>) -> Element {
    let (seat, name) = (row.seat, row.name.clone());
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICERS_END)), ("title", &name)]);
    let open = move || {
        BodyForm::<EndOfficerSeat>::new(tf(key::OFFICERS_END_TITLE, &[("name", &name)]))
            .text(t(key::OFFICERS_END_WHY))
            .submit(t(key::OFFICERS_END))
            .danger()
            .open(&ask, (region_now(), seat), said_and_reloaded(list, key::OFFICERS_SEAT_ENDED));
    };
    button("badge", t(key::OFFICERS_END), open).attr("aria-label", label)
}

/// Asks once, with a reason, and resets a lost second factor.
fn reset(row: &OfficerRow, ask: PageDialog, list: Load<Officers>) -> Element {
    let (officer, name) = (row.officer, row.name.clone());
    let label = tf(key::SHELL_ACTION_OF, &[("action", &t(key::OFFICERS_RESET)), ("title", &name)]);
    let open = move || {
        BodyForm::<ResetOfficerFactor>::new(tf(key::OFFICERS_RESET_TITLE, &[("name", &name)]))
            .text(t(key::OFFICERS_RESET_WHY))
            .submit(t(key::OFFICERS_RESET))
            .danger()
            .open(&ask, (region_now(), officer), said_and_reloaded(list, key::OFFICERS_RESET_DONE));
    };
    button("badge", t(key::OFFICERS_RESET), open).attr("aria-label", label)
}

fn fill(ask: &PageDialog, list: Load<Officers>) {
    let last = Day::of(current_time().plus(TERM_DAYS * DAY).day());
    BodyForm::<FillOfficerSeat>::new(t(key::OFFICERS_FILL))
        .starts("post", OfficerPost::Staff.to_string())
        .starts("from", Day::of(current_time().day()).to_string())
        .starts("until", last.to_string())
        .open(ask, (region_now(),), said_and_reloaded(list, key::OFFICERS_FILLED));
}
