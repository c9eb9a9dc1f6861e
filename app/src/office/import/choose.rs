//! Choosing a file.

use super::columns::Chosen;
use crate::office::frame::Desk;
use crate::ui::{Element, el, nothing};
use crate::watched::Watched;
use crate::words::{key, number, t, tf};
use domain::limits;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsCast;

pub type Show = Arc<dyn Fn() -> Element + Send + Sync>;

#[derive(Clone)]
pub enum Step {
    Nothing,
    Reading,
    /// The result: why the file cannot be used, its columns, or the progress of sending.
    Shown(Show),
}

pub fn form(desk: &Desk) -> Element {
    let step = Watched::new(Step::Nothing);
    let (shown, desk) = (step.clone(), desk.clone());
    let input = el("input", "input")
        .attr("type", "file")
        .attr("id", "roster-file")
        .attr("accept", ".csv,.txt,.tsv,.xlsx,.xls,text/csv")
        .attr("aria-describedby", "roster-file-hint")
        .on("change", move |event| {
            if let Some(file) = chosen(&event) {
                shown.set(Step::Reading);
                let chosen = Chosen { file, step: shown.clone(), desk: desk.clone() };
                spawn_local(crate::chunks::office_columns_file(chosen));
            }
        });
    let field = el("div", "field")
        .child(el("label", "").attr("for", "roster-file").child(t(key::IMPORT_FILE)))
        .child(input)
        .child(
            el("span", "hint")
                .attr("id", "roster-file-hint")
                .child(tf(key::IMPORT_FILE_HINT, &[("lines", &number(i64::from(limits::IMPORT_LINES_MAX)))])),
        );
    let below = el("div", "stack").attr("aria-live", "polite").live(move || match step.get() {
        Step::Nothing => nothing(),
        Step::Reading => el("p", "faint").child(t(key::IMPORT_READING)).any(),
        Step::Shown(show) => show().any(),
    });
    el("section", "card pad stack").child(field).child(below)
}

/// The file in an input.
pub fn chosen(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}
