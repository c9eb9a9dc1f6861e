//! Importing a roster (名册导入): a file is chosen, its columns are recognised, its lines are compared with the roster,
//! and errors are shown line by line before anything is written.
//!
//! State: the file, in this page only; sent lines wait in the community under the import's id, so that a page that is
//! opened again continues with the report.

pub mod choose;
mod columns;
pub mod edit_line;
pub mod file;
mod last_imports;
mod report;
mod send_lines;
pub mod spreadsheet;
pub mod terms;

use super::frame::{OfficeContext, page_head};
use crate::call::CallError;
use crate::location::path_id;
use crate::ui::{Element, el, error_panel};
use crate::words::{key, t};
use domain::ids::ImportId;

/// Choosing a file, and the last ones.
pub fn import_page(desk: OfficeContext) -> Element {
    let back = el("a", "button quiet").attr("href", desk.link("roster")).child(t(key::OFFICE_ROSTER));
    el("div", "stack")
        .child(page_head(t(key::IMPORT_TITLE), Some(t(key::IMPORT_BELOW)), Some(back)))
        .child(choose::choose_file_form(&desk))
        .child(last_imports::last_imports_list(&desk))
}

/// The report on the lines of one import.
pub fn import_report_page(desk: OfficeContext) -> Element {
    let back = el("a", "button quiet").attr("href", desk.link("roster/import")).child(t(key::IMPORT_TITLE));
    let content = match path_id::<ImportId>("import") {
        Some(import) => report::report_view(&desk, import),
        None => el("div", "").child(error_panel(&CallError::not_found(), || ())),
    };
    el("div", "stack").child(page_head(t(key::IMPORT_REPORT), None, Some(back))).child(content)
}
