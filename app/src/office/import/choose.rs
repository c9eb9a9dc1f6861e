//! Choosing a file.

use super::columns::ChosenFile;
use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, el, nothing};
use crate::words::{key, number, t, tf};
use domain::limits;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsCast;

pub type StepContent = Arc<dyn Fn() -> Element + Send + Sync>;

#[derive(Clone)]
pub enum ChooseStep {
    Nothing,
    Reading,
    /// The result: why the file cannot be used, its columns, or the progress of sending.
    Shown(StepContent),
}

pub fn choose_file_form(desk: &OfficeContext) -> Element {
    let step = LightSignal::new(ChooseStep::Nothing);
    let (shown, desk) = (step.clone(), desk.clone());
    let input = el("input", "input")
        .attr("type", "file")
        .attr("id", "roster-file")
        .attr("accept", ".csv,.txt,.tsv,.xlsx,.xls,text/csv")
        .attr("aria-describedby", "roster-file-hint")
        .on("change", move |event| {
            if let Some(file) = chosen_file(&event) {
                shown.set(ChooseStep::Reading);
                let chosen = ChosenFile { file, step: shown.clone(), desk: desk.clone() };
                spawn_local(super::columns::office_columns_file(chosen));
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
        ChooseStep::Nothing => nothing(),
        ChooseStep::Reading => el("p", "faint").child(t(key::IMPORT_READING)).any(),
        ChooseStep::Shown(show) => show().any(),
    });
    el("section", "card pad stack").child(field).child(below)
}

/// The file in an input.
pub fn chosen_file(event: &web_sys::Event) -> Option<web_sys::File> {
    let input: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    input.files()?.get(0)
}
