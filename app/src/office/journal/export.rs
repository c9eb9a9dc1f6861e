//! The card that checks and exports everything: the whole chain from its first row, or each row of the filtered ones.
//!
//! State: the progress, and the last result. Invariant: the result was computed by this browser, row by row.

use domain::ids::CommunityCode;
use domain::journal::Link;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export_file::office_journal_export_file;
use super::export_file::{ExportVerdict, JournalExportRequest};
use super::rows_list::{good_card, trouble_card};
use super::search::{Filter, JournalSearch};
use crate::call::CallError;
use crate::light_signal::LightSignal;
use crate::office::sheet::faint_text;
use crate::ui::{Element, el, nothing, refusal_box};
use crate::words::{key, number, t, tf, tn};

#[derive(Clone)]
struct ExportProgress {
    busy: RwSignal<bool>,
    checked: RwSignal<usize>,
    newest: RwSignal<usize>,
    verdict: LightSignal<Option<ExportVerdict>>,
    error: RwSignal<Option<CallError>>,
}

pub fn export_journal_card(code: CommunityCode, asking: &JournalSearch) -> Element {
    let running = ExportProgress {
        busy: RwSignal::new(false),
        checked: RwSignal::new(0),
        newest: RwSignal::new(0),
        verdict: LightSignal::new(None),
        error: RwSignal::new(None),
    };
    let (busy, asked) = (running.busy, asking.filter.clone());
    let is_part = move || asked.with(|filter| !filter.is_empty());
    let (asked, run, name, why) = (asking.filter.clone(), running.clone(), is_part.clone(), is_part);
    let button = el("button", "button quiet")
        .attr("type", "button")
        .attr_live("aria-busy", move || busy.get().then(|| "true".to_owned()))
        .attr_live("aria-disabled", move || busy.get().then(|| "true".to_owned()))
        .on_click(move || begin(code.clone(), &asked, &run))
        .text_live(move || t(if name() { key::JOURNAL_EXPORT_PART } else { key::JOURNAL_EXPORT }));
    let why = move || t(if why() { key::JOURNAL_EXPORT_PART_WHY } else { key::JOURNAL_EXPORT_WHY });
    let (far, verdict, error) = (running.clone(), running.verdict, running.error);
    el("section", "card pad stack")
        .child(el("span", "faint").text_live(why))
        .child(el("div", "actions").child(button))
        .child(el("div", "").live(move || if far.busy.get() { progress(&far).any() } else { nothing() }))
        .child(
            el("div", "")
                .attr("role", "status")
                .live(move || verdict.with(|verdict| verdict.as_ref().map_or_else(nothing, |found| told(found).any()))),
        )
        .child(
            el("div", "").live(move || {
                error.get().map_or_else(nothing, |error| refusal_box(t(key::FORM_REFUSED), &error).any())
            }),
        )
}

fn begin(code: CommunityCode, asked: &LightSignal<Filter>, running: &ExportProgress) {
    if running.busy.get_untracked() {
        return;
    }
    let ExportProgress { busy, checked, newest, verdict, error } = running.clone();
    busy.set(true);
    checked.set(0);
    newest.set(0);
    verdict.set(None);
    error.set(None);
    let query = asked.peek(Filter::export);
    spawn_local(async move {
        match office_journal_export_file(JournalExportRequest { code, query, checked, newest }).await.await {
            Ok(found) => verdict.set(Some(found)),
            Err(failed) => {
                error.try_set(Some(failed));
            }
        }
        busy.try_set(false);
    });
}

fn progress(running: &ExportProgress) -> Element {
    let (checked, newest) = (running.checked, running.newest);
    let words =
        move || tf(key::JOURNAL_CHECKED, &[("checked", &shown(checked.get())), ("newest", &shown(newest.get()))]);
    let bar = el("progress", "")
        .attr("aria-label", t(key::JOURNAL_EXPORT))
        .attr_live("max", move || Some(newest.get().max(1).to_string()))
        .attr_live("value", move || Some(checked.get().to_string()));
    el("div", "stack").child(bar).child(el("p", "").text_live(words))
}

fn told(found: &ExportVerdict) -> Element {
    let rows = i64::try_from(found.rows).unwrap_or_default();
    let Some((seq, link)) = found.wrong else {
        return match (found.rows, found.whole) {
            (0, _) => faint_text(t(key::JOURNAL_NOTHING_EXPORTED)),
            (_, true) => good_card(tn(key::JOURNAL_ALL_WHOLE, rows, &[("hash", &found.last_hash)])),
            (_, false) => good_card(tn(key::JOURNAL_ALL_OF_PART_WHOLE, rows, &[])),
        };
    };
    let number = number(seq.cast_signed());
    let words = if link == Link::Torn { key::JOURNAL_FIRST_TORN } else { key::JOURNAL_FIRST_CHANGED };
    trouble_card(tf(words, &[("number", &number)]))
}

fn shown(rows: usize) -> String {
    number(i64::try_from(rows).unwrap_or_default())
}
