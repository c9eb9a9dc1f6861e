//! The office (办公): what workers, team leaders and supervisors do at a desk or on rounds, in files of their own that
//! residents never load.
//!
//! Invariant: a page is shown to those with a row in the table of access, and checks each of its buttons in the same
//! table; the API decides again on every request.

pub mod activities;
pub mod activity_editor;
pub mod announcements;
pub mod assistance;
pub mod attendance;
pub mod cases;
pub mod catalogue;
mod chunked_upload;
pub mod code;
mod frame;
pub mod hours;
pub mod import;
pub mod journal;
pub mod matters;
pub mod meetings;
pub mod members;
mod palette;
mod person_picker;
pub mod privacy;
pub mod rules;
mod service_corrections;
mod sheet;
pub mod tasks;

pub use frame::office_page;

use crate::ui::{form, form_values, page_dialog};
