//! Near relatives who live apart are declared, so that neither supervises the other.
//!
//! Form by hand: the person in the command's address is chosen in the form too.

use domain::contract::DeclareRelative;
use domain::ids::MemberId;
use domain::members::{DeclareRelativeRequest, NearKinship};
use leptos::prelude::*;

use super::dialogs::{BodyDialog, body_dialog_button};
use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::body_form::field_label;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, el};
use crate::words::{key, t, word_choices};

pub fn relatives_button(desk: &OfficeContext) -> Element {
    body_dialog_button(desk, "button quiet", key::BODIES_RELATIVES, || BodyDialog::Relatives)
}

pub fn relatives_dialog(desk: &OfficeContext) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    ask.open(t(key::BODIES_RELATIVES), move |ask| {
        let form = Form::new();
        let (one, other) = (PersonPicker::new(), PersonPicker::new());
        let kinship = RwSignal::new(NearKinship::Spouse.as_str().to_owned());
        let (member, relative, sender) = (one.chosen, other.chosen, desk.clone());
        let send = move || match read(member, relative, kinship) {
            Err(field) => form.refuse(field, t(key::FORM_MISSING)),
            Ok((member, draft)) => {
                let desk = sender.clone();
                form.send::<DeclareRelative>((desk.code.clone(), member), draft, move |_| {
                    desk.ask.close();
                    desk.say(t(key::BODIES_DECLARED));
                });
            }
        };
        let all = Control::Choice(word_choices::<NearKinship>());
        form.element("stack", send)
            .child(el("p", "").child(t(key::BODIES_RELATIVES_WHY)))
            .child(other.fields(&desk, form, "relative", t(key::FIELD_MEMBERS_MEMBER)))
            .child(one.fields(&desk, form, "member", t(key::BODIES_RELATIVE)))
            .child(form.field("kinship", field_label::<DeclareRelative>("kinship"), None, all, kinship))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::BODIES_RELATIVES))))
    });
}

type Text = RwSignal<String>;

fn read(member: Text, relative: Text, kinship: Text) -> Result<(MemberId, DeclareRelativeRequest), &'static str> {
    let relative = relative.get_untracked().parse().map_err(|_| "relative")?;
    let kinship = kinship.get_untracked().parse().map_err(|_| "kinship")?;
    Ok((member.get_untracked().parse().map_err(|_| "member")?, DeclareRelativeRequest { relative, kinship }))
}
