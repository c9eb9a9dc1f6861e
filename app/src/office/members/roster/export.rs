//! Exporting the roster as a workbook, with the grid and the building that the page shows. In a file of its own, because
//! most readers of the roster export nothing.

use crate::call::CallError;
use crate::download::{community_file_name, download_workbook};
use crate::lazy_modules::lazy_modules;
use crate::office::chunked_upload::send_until_answered;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, busy_button, el, nothing, refusal_box};
use crate::words::{key, t, tn};
use domain::contract::{Empty, ExportRoster};
use domain::members::import::{EXPORT_COLUMNS, ExportQuery};
use domain::workbook::write_workbook;
use leptos::prelude::*;
use leptos::task::spawn_local;

lazy_modules! {
    /// The dialog that exports the roster.
    office_roster_export_file(RosterExport) -> () = ask_export, "import";
}

/// The query, and in words which part of the roster it is.
pub struct RosterExport {
    pub desk: OfficeContext,
    pub query: ExportQuery,
    pub part: String,
}

pub fn ask_export(asked: RosterExport) {
    let ask = asked.desk.ask.clone();
    ask.open(t(key::IMPORT_EXPORT), move |ask| {
        let RosterExport { desk, query, part } = asked;
        let (busy, error) = (RwSignal::new(false), RwSignal::new(None::<CallError>));
        let closing = ask.clone();
        let run = move || {
            busy.set(true);
            error.set(None);
            let (desk, query, ask) = (desk.clone(), query.clone(), closing.clone());
            spawn_local(async move {
                match table(&desk, query).await {
                    Ok(rows) => {
                        let sheet = write_workbook(&t(key::OFFICE_ROSTER), &rows);
                        download_workbook(&sheet, &community_file_name(key::IMPORT_EXPORT_FILE, "xlsx"));
                        let people = i64::try_from(rows.len() - 1).unwrap_or_default();
                        ask.close();
                        desk.say(tn(key::IMPORT_EXPORTED, people, &[]));
                    }
                    Err(failed) => {
                        error.try_set(Some(failed));
                    }
                }
                busy.try_set(false);
            });
        };
        el("div", "stack")
            .child(el("b", "").child(part))
            .child(el("p", "").child(t(key::IMPORT_EXPORT_WHY)))
            .child(refused(error))
            .child(ask.buttons(busy_button("button", t(key::IMPORT_EXPORT), busy, run)))
    });
}

fn refused(error: RwSignal<Option<CallError>>) -> Element {
    el("div", "")
        .live(move || error.get().map_or_else(nothing, |error| refusal_box(t(key::FORM_REFUSED), &error).any()))
}

/// The headings and all members, one page after the other.
async fn table(desk: &OfficeContext, mut query: ExportQuery) -> Result<Vec<Vec<String>>, CallError> {
    let mut rows = vec![EXPORT_COLUMNS.map(|(_, name)| name.to_owned()).to_vec()];
    loop {
        let page = send_until_answered::<ExportRoster>(&(desk.code.clone(),), &query, &Empty {}, None).await?;
        rows.extend(page.rows.into_iter().map(|row| row.values));
        if page.next.is_none() {
            return Ok(rows);
        }
        query.after = page.next;
    }
}
