//! Correcting a line: its cells in a form, which is sent again.
//!
//! Form by hand: its fields are the columns of one line, and the body is a list of lines.

use super::report::cell_text;
use super::terms;
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, el};
use crate::words::{key, t, tf};
use domain::contract::FillImport;
use domain::ids::ImportId;
use domain::members::import::{Column, FillImportRequest, ImportCell, ImportLine, ReportedLine};
use leptos::prelude::*;

/// A field for each column.
fn cells(form: Form, texts: &[RwSignal<String>]) -> Element {
    Column::ALL.iter().zip(texts).fold(el("div", "row"), |row, (column, text)| {
        row.child(form.field(column.as_str(), t(terms::column_key(*column)), None, Control::Text, *text))
    })
}

pub fn edit_line_dialog(desk: &OfficeContext, import: ImportId, line: ReportedLine) {
    let then = desk.clone();
    let title = tf(key::IMPORT_MEND_TITLE, &[("line", &line.line.to_string())]);
    desk.ask.open(title, move |ask| {
        let form = Form::new();
        let texts: Vec<RwSignal<String>> =
            Column::ALL.iter().map(|column| RwSignal::new(cell_text(&line, *column))).collect();
        let told = line
            .findings
            .iter()
            .fold(el("ul", ""), |list, finding| list.child(el("li", "error").child(terms::finding_words(finding))));
        let fields = cells(form, &texts);
        let number = line.line;
        let send = move || {
            let values = texts.iter().map(|text| ImportCell(text.get_untracked())).collect();
            let mended = ImportLine { line: number, values, from_above: false };
            let Ok(lines) = vec![mended].try_into() else { return };
            let after = then.clone();
            form.send::<FillImport>((then.code.clone(), import), FillImportRequest { lines }, move |_| {
                after.ask.close();
            });
        };
        form.warned("stack", send)
            .child(told)
            .child(fields)
            .child(faint_text(t(key::IMPORT_MEND_IDENTITY)))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button sure", t(key::IMPORT_MEND_SEND))))
    });
}
