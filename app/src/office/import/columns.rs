//! The recognised columns of a chosen file, and its number of lines, before anything leaves this computer; in a file of
//! its own, with the reading and the sending.

use super::choose::{ChooseStep, StepContent};
use super::file::{self, BadFile, Table};
use super::send_lines::{Progress, send_lines};
use super::terms;
use crate::call::read_reply;
use crate::lazy_modules::lazy_modules;
use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, el};
use crate::words::{key, number, t, tf, tn};
use domain::contract::ListImports;
use domain::limits;
use domain::members::import::Column;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::str::FromStr;
use std::sync::Arc;
use wasm_bindgen::JsValue;

lazy_modules! {
    /// A chosen file: its columns, and sending its lines.
    office_columns_file(ChosenFile) -> () = look_into, "office import";
}

/// A chosen file, and where its result is shown.
pub struct ChosenFile {
    pub file: web_sys::File,
    pub step: LightSignal<ChooseStep>,
    pub desk: OfficeContext,
}

fn wrong(bad: BadFile) -> String {
    match bad {
        BadFile::TooLarge => {
            tf(key::IMPORT_TOO_LARGE, &[("megabytes", &(limits::IMPORT_FILE_BYTES_MAX / 1024 / 1024).to_string())])
        }
        BadFile::Unreadable => t(key::IMPORT_UNREADABLE),
        BadFile::NoHeading => t(key::IMPORT_NO_HEADING),
        BadFile::NoLines => t(key::IMPORT_NO_LINES),
        BadFile::TooManyLines => tf(key::IMPORT_TOO_MANY, &[("lines", &number(i64::from(limits::IMPORT_LINES_MAX)))]),
    }
}

/// Reads the file, and assigns its columns as in the last file with the same headings.
pub fn look_into(ChosenFile { file, step, desk }: ChosenFile) {
    spawn_local(async move {
        let mut table = match file::read_import_file(file).await {
            Ok(table) => table,
            Err(bad) => return shows(&step, move || el("p", "error").attr("role", "alert").child(wrong(bad))),
        };
        if let Ok(last) = read_reply::<ListImports>((desk.code.clone(),), ()).await {
            let short = |text: &String| text.chars().take(limits::NAME_CHARS_MAX).collect::<String>();
            let headings: Vec<String> = table.headings.iter().map(short).collect();
            let same = last.imports.into_iter().find(|row| row.headings == headings);
            if let Some(known) = same.filter(|known| known.columns.len() == table.columns.len()) {
                table.columns = known.columns;
            }
        }
        let then = step.clone();
        shows(&step, move || columns(&table, &then, &desk));
    });
}

fn shows(step: &LightSignal<ChooseStep>, show: impl Fn() -> Element + Send + Sync + 'static) {
    let show: StepContent = Arc::new(show);
    step.set(ChooseStep::Shown(show));
}

/// The assignment of each column of the file, which can be changed.
fn columns(table: &Table, step: &LightSignal<ChooseStep>, desk: &OfficeContext) -> Element {
    let taken: Vec<RwSignal<String>> =
        table.columns.iter().map(|column| RwSignal::new(column.map_or("", Column::as_str).to_owned())).collect();
    let count = tn(key::IMPORT_LINES, i64::try_from(table.len()).unwrap_or_default(), &[("file", &table.name)]);
    let mut list = el("div", "row");
    for (at, (heading, text)) in table.headings.iter().zip(&taken).enumerate() {
        if heading.trim().is_empty() && table.example(at).is_empty() {
            continue;
        }
        list = list.child(choice(at, heading, &table.example(at), *text));
    }
    let (step, desk, table) = (step.clone(), desk.clone(), table.clone());
    let problem = RwSignal::new(String::new());
    let go = move || {
        let mut table = table.clone();
        table.columns = taken.iter().map(|text| Column::from_str(&text.get_untracked()).ok()).collect();
        if !table.columns.contains(&Some(Column::Name)) {
            return problem.set(t(key::IMPORT_NO_NAME_COLUMN));
        }
        problem.set(String::new());
        let progress = Progress::new(table.len());
        let shown = progress.clone();
        shows(&step, move || shown.view());
        send_lines(&desk, table, progress);
    };
    el("div", "stack")
        .child(el("p", "").child(count))
        .child(el("p", "faint").child(t(key::IMPORT_COLUMNS_HINT)))
        .child(list)
        .child(el("p", "error").attr("role", "alert").text_live(move || problem.get()))
        .child(el("button", "button").attr("type", "button").on_click(go).child(t(key::IMPORT_COMPARE)))
}

fn choice(at: usize, heading: &str, example: &str, text: RwSignal<String>) -> Element {
    let id = ["column-", &at.to_string()].concat();
    let none = el("option", "").attr("value", "").child(t(key::IMPORT_COLUMN_NONE));
    let select = Column::ALL.iter().fold(el("select", "input").child(none), |select, column| {
        select.child(el("option", "").attr("value", column.as_str()).child(t(terms::column_key(*column))))
    });
    let select = select
        .attr("id", id.clone())
        .property("value", move || JsValue::from_str(&text.get()))
        .on("input", move |event| text.set(event_target_value(&event)));
    el("div", "field")
        .child(el("label", "").attr("for", id).child(heading.trim().to_owned()))
        .child(select)
        .child(el("span", "hint").child(tf(key::IMPORT_EXAMPLE, &[("text", example)])))
}
