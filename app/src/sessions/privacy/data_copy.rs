//! A copy of everything (PIPL art. 45): fetched part by part, put together here, as a file or on paper.
//!
//! State: what has been fetched so far; the file is offered when the last page of the last part has come.

use crate::call::{CallError, read_reply};
use crate::download::download_json;
use crate::lazy_modules::lazy_modules;
use crate::light_signal::LightSignal;
use crate::location::current_community;
use crate::ui::{Element, busy_button, button, el, live, nothing, refusal_box, section, several};
use crate::words::{code_text, key, moment, t, tf, word_text};
use domain::contract::DownloadOwnData;
use domain::ids::MemberId;
use domain::privacy::{DataPart, DataQuery, OwnData};
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::{Map, Value};
use std::pin::Pin;
use std::sync::Arc;

lazy_modules! {
    /// All data held about a person, fetched part by part.
    own_copy_file(DataCopyRequest) -> DataCopyFuture = own_copy, "privacy";
}

type Parts = Vec<(DataPart, Vec<Map<String, Value>>)>;

/// Builds the readable copy, for the screen and for paper.
pub type DataCopyPaper = Arc<dyn Fn() -> Element + Send + Sync>;

/// The copy while it is fetched, from a file of its own.
pub type DataCopyFuture = Pin<Box<dyn Future<Output = Result<DataCopyPaper, CallError>>>>;

/// The member whose data is copied, and a signal for the number of parts that have arrived.
pub struct DataCopyRequest {
    member: MemberId,
    done: RwSignal<usize>,
}

/// The card that offers the copy, and the copy below it once it has arrived.
pub fn data_copy_view(data: &OwnData) -> AnyView {
    let member = data.member;
    let (busy, done) = (RwSignal::new(false), RwSignal::new(0usize));
    let (whole, error) = (LightSignal::new(None::<DataCopyPaper>), RwSignal::new(None::<CallError>));
    let paper = whole.clone();
    let fetch = busy_button("button", t(key::PRIVACY_COPY), busy, move || {
        busy.set(true);
        error.set(None);
        whole.set(None);
        let whole = whole.clone();
        spawn_local(async move {
            match own_copy_file(DataCopyRequest { member, done }).await.await {
                Ok(paper) => whole.set(Some(paper)),
                Err(failed) => {
                    error.try_set(Some(failed));
                }
            }
            busy.try_set(false);
        });
    });
    let count = DataPart::ALL.len().to_string();
    let progress = live(move || {
        if !busy.get() {
            return nothing();
        }
        let now = done.get().to_string();
        let words = tf(key::PRIVACY_COPYING, &[("done", &now), ("count", &count)]);
        let bar = el("progress", "").attr("max", count.clone()).attr("value", now).attr("aria-label", words.clone());
        el("div", "").attr("role", "status").child(el("p", "").child(words)).child(bar).any()
    });
    let failed = live(move || match error.get() {
        Some(error) => refusal_box(t(key::PRIVACY_NOT_COPIED), &error).any(),
        None => nothing(),
    });
    let held: Vec<String> = data.held.iter().map(|part| word_text(*part)).collect();
    let card = section("card no-print", t(key::PRIVACY_COPY_TITLE)).child(
        el("div", "body stack")
            .child(el("p", "").child(t(key::PRIVACY_COPY_BELOW)))
            .child(el("p", "faint").child(held.join(" · ")))
            .child(fetch)
            .child(progress)
            .child(failed),
    );
    several([card.any(), live(move || paper.get().map_or_else(nothing, |paper| paper().any()))])
}

pub fn own_copy(DataCopyRequest { member, done }: DataCopyRequest) -> DataCopyFuture {
    Box::pin(async move {
        let parts = Arc::new(everything(member, done).await?);
        let paper: DataCopyPaper = Arc::new(move || readable(&parts));
        Ok(paper)
    })
}

async fn everything(member: MemberId, done: RwSignal<usize>) -> Result<Parts, CallError> {
    let mut parts = vec![];
    for (at, part) in DataPart::ALL.iter().enumerate() {
        done.try_set(at);
        let (mut rows, mut after) = (vec![], None);
        loop {
            let query = DataQuery { part: Some(*part), after };
            let page = read_reply::<DownloadOwnData>((current_community(), member), query).await?.page;
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        parts.push((*part, rows));
    }
    Ok(parts)
}

/// Each part with its rows, and buttons for the file and the printer.
fn readable(parts: &Arc<Parts>) -> Element {
    let all = parts.clone();
    let save = button("button", t(key::PRIVACY_SAVE), move || save(&all));
    let print = button("button quiet", t(key::PRIVACY_PRINT), || {
        let _ = window().print();
    });
    let page = el("div", "stack").child(el("div", "actions no-print").child(save).child(print));
    parts.iter().filter(|(_, rows)| !rows.is_empty()).fold(page, |page, (part, rows)| {
        let lines: Vec<Element> = rows.iter().map(line).collect();
        page.child(section("card", word_text(*part)).child(el("ul", "").child(lines)))
    })
}

fn line(row: &Map<String, Value>) -> Element {
    let facts = row.iter().filter_map(|(name, value)| Some((name, shown(name, value)?)));
    let list = facts.fold(el("dl", "facts"), |list, (name, value)| {
        list.child(crate::ui::fact(code_text("privacy.field", name), value))
    });
    el("li", "").child(el("div", "body").child(list))
}

/// A value in readable form; `None` for an empty one.
fn shown(name: &str, value: &Value) -> Option<String> {
    let is_moment = name == "at" || name == "since" || name.ends_with("_at");
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Number(at) if is_moment => at.as_i64().map(|at| moment(UtcMillis(at))),
        Value::Object(fields) if fields.is_empty() => None,
        other => Some(other.to_string()),
    }
}

/// Offers the copy as a file of JSON.
fn save(parts: &Parts) {
    let object: Map<String, Value> = parts
        .iter()
        .map(|(part, rows)| (part.to_string(), rows.iter().cloned().map(Value::Object).collect()))
        .collect();
    let Ok(text) = serde_json::to_string_pretty(&Value::Object(object)) else { return };
    download_json(&text, "linli-data.json");
}
