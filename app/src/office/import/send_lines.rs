//! Sends lines to the community in pieces, with a bar for the progress.
//!
//! Invariant: a piece without an answer is sent again; repeated lines replace the earlier ones. This writes nothing to
//! the roster.

use super::file::Table;
use crate::call::{CallError, new_key};
use crate::office::chunked_upload::send_until_answered;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, el, nothing, refusal_box};
use crate::words::{key, number, t, tf};
use domain::contract::{FillImport, OpenImport};
use domain::ids::ImportId;
use domain::limits;
use domain::members::import::{FillImportRequest, ImportCell, ImportLine, OpenImportRequest};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Bytes of one piece, with some room below the limit of a body.
const PIECE_BYTES: usize = limits::BODY_BYTES_MAX - 4 * 1024;

#[derive(Clone)]
pub struct Progress {
    done: RwSignal<usize>,
    total: usize,
    error: RwSignal<Option<CallError>>,
}

impl Progress {
    pub fn new(total: usize) -> Self {
        Self { done: RwSignal::new(0), total, error: RwSignal::new(None) }
    }

    pub fn view(&self) -> Element {
        let (done, total, error) = (self.done, self.total, self.error);
        let shown = |count: usize| number(i64::try_from(count).unwrap_or_default());
        let text = move || tf(key::IMPORT_SENT, &[("done", &shown(done.get())), ("total", &shown(total))]);
        let bar = el("progress", "")
            .attr("max", total.to_string())
            .attr("aria-label", t(key::IMPORT_SENDING))
            .attr_live("value", move || Some(done.get().to_string()));
        el("div", "stack").child(bar).child(el("p", "").text_live(text)).child(
            el("div", "").live(move || {
                error.get().map_or_else(nothing, |error| refusal_box(t(key::FORM_REFUSED), &error).any())
            }),
        )
    }
}

/// Sends a file's lines, and goes to the report.
pub fn send_lines(desk: &OfficeContext, table: Table, progress: Progress) {
    let desk = desk.clone();
    spawn_local(async move {
        match all(&desk, &table, &progress).await {
            Ok(import) => desk.go(&["roster/import/", &import.to_string()].concat()),
            Err(error) => progress.error.set(Some(error)),
        }
    });
}

async fn all(desk: &OfficeContext, table: &Table, progress: &Progress) -> Result<ImportId, CallError> {
    let name: String = table.name.chars().filter(|c| !c.is_control()).take(limits::TITLE_CHARS_MAX).collect();
    let Ok(file) = name.parse().or_else(|_| "名册".parse()) else { return Err(CallError::Unreadable) };
    let cells = |texts: &[String]| texts.iter().map(|text| ImportCell(text.trim().to_owned())).collect();
    let lines = table.lines();
    let body = OpenImportRequest {
        file,
        lines: u32::try_from(lines.len()).unwrap_or(u32::MAX),
        headings: cells(&table.headings),
        columns: table.columns.clone(),
    };
    let opened =
        send_until_answered::<OpenImport>(&(desk.code.clone(),), &(), &body, Some(new_key().to_string())).await?;
    let at = (desk.code.clone(), opened.import);
    for piece in pieces(lines) {
        let count = piece.len();
        let Ok(lines) = piece.try_into() else { return Err(CallError::Unreadable) };
        send_until_answered::<FillImport>(&at, &(), &FillImportRequest { lines }, None).await?;
        progress.done.try_update(|done| *done += count);
    }
    Ok(opened.import)
}

/// Splits the lines into as many as one request carries.
fn pieces(lines: Vec<ImportLine>) -> Vec<Vec<ImportLine>> {
    let (mut pieces, mut piece, mut bytes) = (vec![], vec![], 0);
    for line in lines {
        let size = serde_json::to_string(&line).map_or(0, |text| text.len() + 1);
        if !piece.is_empty() && (bytes + size > PIECE_BYTES || piece.len() >= limits::IMPORT_BATCH_LINES_MAX) {
            pieces.push(core::mem::take(&mut piece));
            bytes = 0;
        }
        bytes += size;
        piece.push(line);
    }
    if !piece.is_empty() {
        pieces.push(piece);
    }
    pieces
}
