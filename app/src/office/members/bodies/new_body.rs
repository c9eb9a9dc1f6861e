//! A new body.

use domain::contract::CreateBody;
use domain::members::{BodyKind, CreateBodyRequest};
use leptos::prelude::*;

use super::dialogs::{BodyDialog, body_dialog_button};
use super::terms;
use crate::office::frame::OfficeContext;
use crate::ui::Element;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::words::{key, t, tf};

pub fn new_body_button(desk: &OfficeContext) -> Element {
    body_dialog_button(desk, "button", key::BODIES_NEW, || BodyDialog::Make)
}

pub fn new_body_dialog(desk: &OfficeContext) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    ask.open(t(key::BODIES_NEW), move |ask| {
        let form = Form::new(&["kind", "name"], |code| (code == "members/body-exists").then_some("name"));
        let kind = RwSignal::new(BodyKind::VolunteerTeam.as_str().to_owned());
        let name = RwSignal::new(String::new());
        let send = move || {
            let Ok(kind) = kind.get_untracked().parse::<BodyKind>() else {
                return form.refuse("kind", t(key::OFFICE_MISSING));
            };
            match name.get_untracked().parse() {
                Err(bad) => form.refuse("name", form_values::bad_text_words(bad)),
                Ok(title) => {
                    let desk = desk.clone();
                    let draft = CreateBodyRequest { kind, name: title };
                    let told = tf(key::BODIES_CREATED, &[("name", draft.name.as_str())]);
                    form.send::<CreateBody>((desk.code.clone(),), draft, move |_| {
                        desk.ask.close();
                        desk.say(told);
                    });
                }
            }
        };
        let kinds = BodyKind::ALL.iter().map(|kind| (kind.to_string(), terms::body_kind_words(*kind)));
        form.element("stack", send)
            .child(form.field("kind", t(key::BODIES_KIND), None, Control::Choice(kinds.collect()), kind))
            .child(form.field("name", t(key::BODIES_NAME), None, Control::Text, name))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::BODIES_NEW))))
    });
}
