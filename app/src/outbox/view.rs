//! What waits, for its owner to see: each with its state, and a way to delete it that asks once.

use super::{Outbox, Row, State, use_outbox};
use crate::ui::{Dialog, Section, icon, refusal_box};
use crate::words::{clock, key, moment, t, tf};
use domain::contract::{CheckOut, Endpoint};
use leptos::prelude::*;

/// The waiting items, of one subject or of all; nothing when there are none.
pub fn queue(subject: Option<String>) -> AnyView {
    let outbox = use_outbox();
    let rows = Memo::new(move |_| {
        let rows = outbox.of_this_person();
        rows.into_iter()
            .filter(|row| subject.as_ref().is_none_or(|subject| *subject == row.subject))
            .collect::<Vec<_>>()
    });
    let asked = RwSignal::new(None::<Row>);
    let open = RwSignal::new(false);
    let list = move || {
        let rows = rows.get();
        let waiting = rows.iter().filter(|row| row.is_waiting()).count();
        (!rows.is_empty()).then(|| {
            let cells = rows.into_iter().map(|row| cell(outbox, row, asked, open)).collect_view();
            view! {
                <Section title=t(key::OUTBOX_TITLE) class="queue">
                    {stopped(outbox)}
                    <ul>{cells}</ul>
                    {(waiting > 0).then(|| send_now(outbox))}
                </Section>
            }
        })
    };
    let sure = move |_| {
        if let Some(row) = asked.get_untracked() {
            outbox.delete(&row);
        }
        open.set(false);
    };
    let question = move || {
        let words = asked.get().map(|row| (row.is_waiting(), name(&row)));
        words.map(|(waiting, name)| {
            tf(if waiting { key::OUTBOX_DELETE_WAITING } else { key::OUTBOX_DELETE_REFUSED }, &[("name", &name)])
        })
    };
    view! {
        {list}
        <Dialog open=open id="outbox-delete" title=t(key::OUTBOX_DELETE_TITLE)>
            <p>{question}</p>
            <div class="actions">
                <button class="button quiet" type="button" on:click=move |_| open.set(false)>{t(key::OUTBOX_KEEP)}</button>
                <button class="button danger sure" type="button" on:click=sure>{t(key::OUTBOX_DELETE)}</button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// Why nothing goes out although there is a network, and what to do about it.
fn stopped(outbox: Outbox) -> AnyView {
    let words = move |problem| refusal_box(t(key::OUTBOX_STOPPED), &crate::call::CallError::Problem(problem));
    (move || outbox.stopped.get().map(words)).into_any()
}

fn send_now(outbox: Outbox) -> AnyView {
    view! {
        <div class="body"><button class="button small quiet" type="button" on:click=move |_| outbox.send_now()>{t(key::OUTBOX_SEND_NOW)}</button></div>
    }
    .into_any()
}

fn cell(outbox: Outbox, row: Row, asked: RwSignal<Option<Row>>, open: RwSignal<bool>) -> AnyView {
    let name = name(&row);
    let below = match &row.state {
        State::Waiting if row.tries == 0 => t(key::OUTBOX_WAITING),
        State::Waiting => t(key::OUTBOX_WAITING_TRIED),
        State::Refused { .. } => t(key::OUTBOX_REFUSED),
    };
    let why = match &row.state {
        State::Refused { problem } => {
            Some(refusal_box(t(key::OUTBOX_NOT_TAKEN), &crate::call::CallError::Problem(problem.clone())))
        }
        State::Waiting => None,
    };
    let sign = row.is_waiting().then(|| {
        let class = move || if outbox.sending.get() { "icon wait busy" } else { "icon wait" };
        view! { <svg class=class aria-hidden="true"><use href="/icons.svg#refresh-cw"/></svg> }
    });
    let label = tf(key::OUTBOX_DELETE_LABEL, &[("name", &name)]);
    let title = row.title.clone();
    let ask = move |_| {
        asked.set(Some(row.clone()));
        open.set(true);
    };
    view! {
        <li>
            <div class="cell">
                <div><b>{name}</b><span class="faint">{title}</span><span class="faint">{below}</span></div>
                {sign}
                <button class="tool" type="button" aria-label=label on:click=ask>{icon("trash-2")}</button>
            </div>
            {why}
        </li>
    }
    .into_any()
}

/// `签到 14:06`.
fn name(row: &Row) -> String {
    let words = if row.endpoint == CheckOut::SPEC.name { key::OUTBOX_CHECK_OUT } else { key::OUTBOX_CHECK_IN };
    let today = row.made_at.day() == crate::call::now().day();
    tf(words, &[("time", &if today { clock(row.made_at) } else { moment(row.made_at) })])
}
