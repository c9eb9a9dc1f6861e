//! A list of the community's own from a file: read in the browser, shown line by line with its errors, then sent.
//!
//! State: the content of the chosen file, in this page only.

use domain::contract::ReplaceCatalogue;
use domain::matters::{
    Catalogue, CatalogueBounds, CatalogueLine, CatalogueTable, LineFault, catalogue_names, read_catalogue,
};
use js_sys::{Array, JSON, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::asks;
use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::office::import::choose::chosen_file;
use crate::office::import::file::{self, BadFile, Rows};
use crate::office::sheet::{Sheet, faint_text, plain_cell, titled_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, button, el, nothing};
use crate::words::{key, t, tf, tn, word_text};

#[derive(Clone)]
enum ReplaceStep {
    Nothing,
    Unreadable,
    Read(CatalogueTable),
}

pub fn replace_catalogue_card(catalogue: &Catalogue, desk: &OfficeContext) -> Element {
    let step = LightSignal::new(ReplaceStep::Nothing);
    let (read, bounds, desk) = (step.clone(), catalogue.bounds.clone(), desk.clone());
    let input = el("input", "input")
        .attr("type", "file")
        .attr("id", "catalogue-file")
        .attr("accept", ".csv,.txt,.tsv,.xlsx,.xls,.json,text/csv,application/json")
        .attr("aria-describedby", "catalogue-file-hint")
        .on("change", move |event| {
            let Some(file) = chosen_file(&event) else { return };
            let (read, bounds) = (read.clone(), bounds.clone());
            spawn_local(async move {
                read.set(match rows(file).await {
                    Ok(rows) => ReplaceStep::Read(read_catalogue(&bounds, &rows)),
                    Err(_) => ReplaceStep::Unreadable,
                });
            });
        });
    let field = el("div", "field")
        .child(el("label", "").attr("for", "catalogue-file").child(t(key::CATALOGUE_FILE)))
        .child(input)
        .child(el("span", "hint").attr("id", "catalogue-file-hint").child(t(key::CATALOGUE_FILE_HINT)));
    let bounds = catalogue.bounds.clone();
    let below = el("div", "stack").attr("aria-live", "polite").live(move || match step.get() {
        ReplaceStep::Nothing => nothing(),
        ReplaceStep::Unreadable => el("p", "error").child(t(key::CATALOGUE_UNREADABLE)).any(),
        ReplaceStep::Read(table) => preview(&table, &bounds, &desk).any(),
    });
    el("section", "card pad stack").child(el("h2", "").child(t(key::CATALOGUE_REPLACE))).child(field).child(below)
}

async fn rows(file: web_sys::File) -> Result<Rows, BadFile> {
    let is_json = file.name().to_ascii_lowercase().ends_with(".json");
    let bytes = file::file_bytes(file).await?;
    if is_json {
        json_rows(&file::decode_text(&bytes)?).ok_or(BadFile::Unreadable)
    } else {
        file::file_rows(bytes).await
    }
}

/// The objects of a list, at the top level or under `lines` or `items`, in their order, counted from 1.
fn json_rows(text: &str) -> Option<Rows> {
    let names = catalogue_names();
    let parsed = JSON::parse(text).ok()?;
    let under = |name: &str| Reflect::get(&parsed, &name.into()).ok().filter(Array::is_array);
    let list = if Array::is_array(&parsed) { parsed.clone() } else { under("lines").or_else(|| under("items"))? };
    let heading = (0, names.map(str::to_owned).to_vec());
    let row = |(object, number): (JsValue, u32)| (number, names.map(|name| json_cell(&object, name)).to_vec());
    Some([heading].into_iter().chain(Array::from(&list).iter().zip(1..).map(row)).collect())
}

/// A flag is a field of its own or in the list `flags`.
fn json_cell(object: &JsValue, name: &str) -> String {
    let value = Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if !value.is_undefined() && !value.is_null() {
        return value.as_string().unwrap_or_else(|| JSON::stringify(&value).unwrap_or_default().into());
    }
    let flags = Reflect::get(object, &"flags".into()).ok().filter(Array::is_array);
    let named = flags.is_some_and(|flags| Array::from(&flags).includes(&name.into(), 0));
    if named { "true".to_owned() } else { String::new() }
}

fn preview(table: &CatalogueTable, bounds: &CatalogueBounds, desk: &OfficeContext) -> Element {
    let count = |count: usize| i64::try_from(count).unwrap_or_default();
    let total = el("p", "").child(tn(key::CATALOGUE_READ, count(table.lines.len()), &[]));
    let whole = table.faults.iter().filter(|fault| fault.line == 0).map(|fault| fault_words(fault, bounds));
    let whole: Vec<Element> = whole.map(|words| el("li", "overdue").child(words)).collect();
    let columns = [key::CATALOGUE_LINE, key::CATALOGUE_ITEM, key::CATALOGUE_ASKS, key::CATALOGUE_WRONG].map(Some);
    let mut sheet = Sheet::new(t(key::CATALOGUE_PREVIEW), &columns);
    for (number, line) in &table.lines {
        let wrong = table.faults.iter().filter(|fault| fault.line == *number).map(|fault| fault_words(fault, bounds));
        let wrong: Vec<Element> = wrong.map(|words| el("p", "overdue").child(words)).collect();
        let wrong = if wrong.is_empty() { faint_text(t(key::CATALOGUE_FINE)) } else { el("div", "").child(wrong) };
        let title = titled_cell(line.title_zh.as_str().to_owned(), line.code.as_str().to_owned());
        sheet.row(vec![plain_cell(number.to_string()), title, asks(&line.flags, line.cosigners), wrong]);
    }
    let end = match table.sound() {
        Some(lines) => sender(&lines, desk),
        None => {
            el("p", "overdue").attr("role", "alert").child(tn(key::CATALOGUE_FAULTS, count(table.faults.len()), &[]))
        }
    };
    el("div", "stack").child(total).child(el("ul", "").child(whole)).child(sheet.done()).child(end)
}

fn fault_words(fault: &LineFault, bounds: &CatalogueBounds) -> String {
    let (lines, most) = (bounds.lines_max.to_string(), bounds.cosigners_max.to_string());
    [("code", &fault.code), ("lines", &lines), ("most", &most)]
        .into_iter()
        .fold(word_text(fault.rule), |words, (name, value)| words.replace(&["{", name, "}"].concat(), value))
}

fn sender(lines: &[CatalogueLine], desk: &OfficeContext) -> Element {
    let (lines, desk) = (lines.to_vec(), desk.clone());
    button("button", t(key::CATALOGUE_REPLACE), move || {
        let desk = desk.clone();
        BodyForm::<ReplaceCatalogue>::new(t(key::CATALOGUE_REPLACE))
            .text(tf(key::CATALOGUE_REPLACE_WHY, &[("count", &lines.len().to_string())]))
            .danger()
            .fixed("lines", serde_json::json!(lines))
            .open(&desk.ask.clone(), (desk.code.clone(),), move |_| desk.say(t(key::CATALOGUE_REPLACED)));
    })
}
