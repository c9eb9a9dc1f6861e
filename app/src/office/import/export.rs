//! Exporting the roster as a table that a spreadsheet program opens, and that an import reads again.

use crate::call::CallError;
use crate::download::{community_file_name, download_texts};
use crate::office::chunked_upload::send_until_answered;
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
use crate::ui::{Element, el, nothing, refusal_box};
use crate::words::{key, t, tn};
use domain::contract::{Empty, ExportRoster};
use domain::members::import::{EXPORT_COLUMNS, ExportQuery, write_table};
use leptos::prelude::*;
use leptos::task::spawn_local;

pub fn export_roster_card(desk: &OfficeContext) -> Element {
    let desk = desk.clone();
    let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<CallError>));
    let run = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let desk = desk.clone();
        spawn_local(async move {
            match table(&desk).await {
                Ok(rows) => {
                    let name = community_file_name(key::IMPORT_EXPORT_FILE, "csv");
                    download_texts(&js_sys::Array::of1(&write_table(&rows).into()), &name);
                    let people = i64::try_from(rows.len() - 1).unwrap_or_default();
                    desk.say(tn(key::IMPORT_EXPORTED, people, &[]));
                }
                Err(failed) => {
                    error.try_set(Some(failed));
                }
            }
            busy.try_set(false);
        });
    };
    let button = el("button", "button quiet")
        .attr("type", "button")
        .attr_live("aria-busy", move || busy.get().then(|| "true".to_owned()))
        .on_click(run)
        .text_live(move || t(if busy.get() { key::IMPORT_EXPORTING } else { key::IMPORT_EXPORT }));
    el("section", "card pad stack")
        .child(el("h2", "").child(t(key::IMPORT_EXPORT)))
        .child(faint_text(t(key::IMPORT_EXPORT_WHY)))
        .child(el("div", "actions").child(button))
        .child(
            el("div", "").live(move || {
                error.get().map_or_else(nothing, |error| refusal_box(t(key::FORM_REFUSED), &error).any())
            }),
        )
}

/// The headings and all members, one page after the other.
async fn table(desk: &OfficeContext) -> Result<Vec<Vec<String>>, CallError> {
    let mut rows = vec![EXPORT_COLUMNS.map(|(_, name)| name.to_owned()).to_vec()];
    let mut query = ExportQuery::default();
    loop {
        let page = send_until_answered::<ExportRoster>(&(desk.code.clone(),), &query, &Empty {}, None).await?;
        rows.extend(page.rows.into_iter().map(|row| row.values));
        if page.next.is_none() {
            return Ok(rows);
        }
        query.after = page.next;
    }
}
