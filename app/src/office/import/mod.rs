//! Importing a roster (名册导入): a file is chosen, its columns are recognised, its lines are compared with the roster,
//! and errors are shown line by line before anything is written.
//!
//! State: the file, in this page only; sent lines wait in the community under the import's id, so that a page that is
//! opened again continues with the report.

pub mod choose;
mod columns;
mod export;
pub mod file;
mod last;
pub mod mend;
mod report;
mod sending;
pub mod spreadsheet;
pub mod terms;

pub use columns::{Chosen, look_into};

use super::frame::{Desk, head};
use super::loading::nowhere;
use crate::place::after;
use crate::ui::{Element, el, error_panel};
use crate::words::{key, t};
use domain::ids::ImportId;

/// Choosing a file, and the last ones.
pub fn page(desk: Desk) -> Element {
    let back = el("a", "button quiet").attr("href", desk.link("roster")).child(t(key::OFFICE_ROSTER));
    el("div", "stack")
        .child(head(t(key::IMPORT_TITLE), Some(t(key::IMPORT_BELOW)), Some(back)))
        .child(choose::form(&desk))
        .child(last::list(&desk))
        .child(export::card(&desk))
}

/// The report on the lines of one import.
pub fn report(desk: Desk) -> Element {
    let back = el("a", "button quiet").attr("href", desk.link("roster/import")).child(t(key::IMPORT_TITLE));
    let content = match after::<ImportId>("import") {
        Some(import) => report::content(&desk, import),
        None => el("div", "").child(error_panel(&nowhere(), || ())),
    };
    el("div", "stack").child(head(t(key::IMPORT_REPORT), None, Some(back))).child(content)
}
