//! A new body.

use domain::contract::CreateBody;
use domain::members::BodyKind;

use super::dialogs::{BodyDialog, body_dialog_button};
use super::terms;
use crate::office::frame::OfficeContext;
use crate::ui::Element;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t};

pub fn new_body_button(desk: &OfficeContext) -> Element {
    body_dialog_button(desk, "button", key::BODIES_NEW, || BodyDialog::Make)
}

pub fn new_body_dialog(desk: &OfficeContext) {
    let then = desk.clone();
    let kinds = BodyKind::ALL.iter().map(|kind| (kind.to_string(), terms::body_kind_words(*kind))).collect();
    BodyForm::<CreateBody>::new(t(key::BODIES_NEW))
        .choices("kind", kinds)
        .starts("kind", BodyKind::VolunteerTeam.to_string())
        .open(&desk.ask, (desk.code.clone(),), move |_| then.say(t(key::BODIES_CREATED)));
}
