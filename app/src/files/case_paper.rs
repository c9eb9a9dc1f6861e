//! A paper of a case (佐证材料): a photo or a document, sent first and then attached as a certain kind.

use super::attach::AttachRequest;
use super::file_field::file_field;
use crate::ui::body_form::{BodyForm, field_label};
use crate::words::{key, t};
use domain::contract::AttachPaper;
use domain::decisions::{CaseStep, PaperKind};
use domain::ids::CaseId;
use serde_json::Value;

/// One paper for each command: for a second photo the dialog is opened again.
pub fn paper_dialog(AttachRequest { ask, kept, done, .. }: AttachRequest, case: CaseId, step: CaseStep) {
    let (code, chosen) = (kept.code.clone(), kept.clone());
    BodyForm::<AttachPaper>::new(t(key::OFFICE_ATTACH))
        .fixed("step", step.as_str())
        .starts("kind", PaperKind::Photo.to_string())
        .drawn(
            "file",
            move |_| file_field("paper-file", field_label::<AttachPaper>("file"), &kept),
            move || chosen.first(key::OFFICE_PAPER_MISSING).map(|file| Value::from(file.to_string())),
        )
        .open(&ask, (code, case), move |_| done());
}
