//! The rows of this phone, for their owner, those that the API refused apart from those that wait: each with its state,
//! and a way to delete it that asks once. A row of another community than the page's names that one.

use super::{Outbox, OutboxRow, use_outbox};
use crate::call::CallError;
use crate::communities::stored_list;
use crate::ui::{Element, button, cell_words, confirm, el, icon, live, nothing, refusal_box, section, several};
use crate::words::{Key, clock, key, moment, t, tf};
use domain::contract::{CheckOut, Endpoint};
use leptos::prelude::*;

/// The refused and the waiting items, of one subject or of all; nothing when there are none.
pub fn outbox_list(subject: Option<String>) -> AnyView {
    let outbox = use_outbox();
    // By its number: the row itself may be gone when the dialog is answered.
    let asked = RwSignal::new(0);
    let open = RwSignal::new(false);
    let list = live(move || {
        let mut rows = outbox.of_signed_in();
        rows.retain(|row| subject.as_ref().is_none_or(|subject| *subject == row.subject));
        if rows.is_empty() {
            return nothing();
        }
        let (waiting, refused): (Vec<_>, Vec<_>) = rows.into_iter().partition(OutboxRow::is_waiting);
        let card = |title: Key, rows: Vec<OutboxRow>| {
            let cells: Vec<_> = rows.into_iter().map(|row| cell(outbox, row, asked, open)).collect();
            (!cells.is_empty()).then(|| (section("card queue", t(title)), el("ul", "").child(cells)))
        };
        let refused = card(key::OUTBOX_NOT_TAKEN, refused).map(|(card, rows)| card.child(rows).any());
        let waiting = card(key::OUTBOX_TITLE, waiting)
            .map(|(card, rows)| card.child(stopped(outbox)).child(rows).child(send_now(outbox)).any());
        several(refused.into_iter().chain(waiting))
    });
    let asked_row = move || outbox.rows.with(|rows| rows.iter().find(|row| row.seq == asked.get()).cloned());
    let question = move || {
        let words = asked_row().map(|row| (row.is_waiting(), name(&row)));
        let words = words.map(|(waiting, name)| {
            tf(if waiting { key::OUTBOX_DELETE_WAITING } else { key::OUTBOX_DELETE_REFUSED }, &[("name", &name)])
        });
        words.unwrap_or_default()
    };
    let sure = button("button danger sure", t(key::OUTBOX_DELETE), move || {
        outbox.delete(asked.get_untracked());
        open.set(false);
    });
    let question = vec![el("p", "").text_live(question).any()];
    let title = t(key::OUTBOX_DELETE_TITLE);
    several([list, confirm(open, "outbox-delete", title, question, sure).any()])
}

/// Why nothing is sent although there is a network, and what to do about it.
fn stopped(outbox: Outbox) -> AnyView {
    live(move || match outbox.stopped.get() {
        Some(problem) => refusal_box(t(key::OUTBOX_STOPPED), &CallError::Problem(problem)).any(),
        None => nothing(),
    })
}

fn send_now(outbox: Outbox) -> Element {
    let send = button("button small quiet", t(key::OUTBOX_SEND_NOW), move || outbox.send_now());
    el("div", "body").child(send)
}

fn cell(outbox: Outbox, row: OutboxRow, asked: RwSignal<u32>, open: RwSignal<bool>) -> Element {
    let name = name(&row);
    let elsewhere = outbox.place.community_now().as_ref() != Some(&row.community);
    let community =
        elsewhere.then(|| stored_list::name_of(&row.community).unwrap_or_else(|| row.community.to_string()));
    let title = if row.title.is_empty() { t(key::OUTBOX_UNTITLED) } else { row.title.clone() };
    let title: Vec<String> = [title].into_iter().chain(community).collect();
    let title = title.join(" · ");
    let below = match &row.refused {
        None if row.tries == 0 => t(key::OUTBOX_WAITING),
        None => t(key::OUTBOX_WAITING_TRIED),
        Some(_) => t(key::OUTBOX_REFUSED),
    };
    let sign = row.is_waiting().then(|| {
        let class = move || Some(if outbox.sending.get() { "icon wait busy" } else { "icon wait" }.to_owned());
        icon("refresh-cw").attr_live("class", class)
    });
    let label = tf(key::OUTBOX_DELETE_LABEL, &[("name", &name)]);
    let seq = row.seq;
    let ask = move || {
        asked.set(seq);
        open.set(true);
    };
    let delete = button("tool", String::new(), ask).attr("aria-label", label).child(icon("trash-2"));
    let why = row.refusal().map(|error| refusal_box(t(key::OUTBOX_NOT_TAKEN), &error));
    let words = cell_words(name, title).child(el("span", "faint").child(below));
    el("li", "").child(el("div", "cell").child(words).child(sign).child(delete)).child(why)
}

/// `签到 14:06`.
fn name(row: &OutboxRow) -> String {
    let words = if row.endpoint == CheckOut::SPEC.name { key::OUTBOX_CHECK_OUT } else { key::OUTBOX_CHECK_IN };
    let today = row.made_at.day() == crate::call::current_time().day();
    tf(words, &[("time", &if today { clock(row.made_at) } else { moment(row.made_at) })])
}
