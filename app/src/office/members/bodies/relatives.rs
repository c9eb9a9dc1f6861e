//! Near relatives who live apart are declared, so that neither supervises the other; a wrong declaration is withdrawn.
//!
//! Form by hand: the person in the command's address is chosen in the form too, and the act decides the last field.

use domain::contract::{DeclareRelative, WithdrawRelative};
use domain::ids::MemberId;
use domain::members::{DeclareRelativeRequest, NearKinship, WithdrawRelativeRequest};
use leptos::prelude::*;

use super::dialogs::{BodyDialog, body_dialog_button};
use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::body_form::field_label;
use crate::ui::form::{Control, Form};
use crate::ui::form_values::bad_text_words;
use crate::ui::{Element, el, live};
use crate::words::{Key, key, t, word_choices};

pub fn relatives_button(desk: &OfficeContext) -> Element {
    body_dialog_button(desk, "button quiet", key::BODIES_RELATIVES, || BodyDialog::Relatives)
}

pub fn relatives_dialog(desk: &OfficeContext) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    ask.open(t(key::BODIES_RELATIVES), move |ask| {
        let form = Form::new();
        let (one, other) = (PersonPicker::new(), PersonPicker::new());
        let kinship = RwSignal::new(NearKinship::Spouse.as_str().to_owned());
        let (act, reason) = (RwSignal::new(DECLARE.to_owned()), RwSignal::new(String::new()));
        let (member, relative, sender) = (one.chosen, other.chosen, desk.clone());
        let send = move || {
            let desk = sender.clone();
            let pair = (chosen(member, "member"), chosen(relative, "relative"));
            let (member, relative) = match pair {
                (Ok(member), Ok(relative)) => ((desk.code.clone(), member), relative),
                (_, Err(field)) | (Err(field), _) => return form.refuse(field, t(key::FORM_MISSING)),
            };
            let done = move |words: Key| {
                desk.ask.close();
                desk.say(t(words));
            };
            if act.get_untracked() == DECLARE {
                let Ok(kinship) = kinship.get_untracked().parse() else { return };
                let body = DeclareRelativeRequest { relative, kinship };
                return form.send::<DeclareRelative>(member, body, move |_| done(key::BODIES_DECLARED));
            }
            match reason.get_untracked().parse() {
                Err(bad) => form.refuse("reason", bad_text_words(bad)),
                Ok(reason) => {
                    let body = WithdrawRelativeRequest { relative, reason };
                    form.send::<WithdrawRelative>(member, body, move |_| done(key::BODIES_DECLARATION_WITHDRAWN));
                }
            }
        };
        let acts = [(DECLARE, key::BODIES_DECLARE), (WITHDRAW, key::BODIES_WITHDRAW_DECLARATION)];
        let acts = Control::Choice(acts.map(|(value, words)| (value.to_owned(), t(words))).to_vec());
        let last = live(move || {
            if act.get() == DECLARE {
                let all = Control::Choice(word_choices::<NearKinship>());
                form.field("kinship", field_label::<DeclareRelative>("kinship"), None, all, kinship).any()
            } else {
                form.field("reason", field_label::<WithdrawRelative>("reason"), None, Control::Area, reason).any()
            }
        });
        form.element("stack", send)
            .child(el("p", "").child(t(key::BODIES_RELATIVES_WHY)))
            .child(form.field("act", t(key::BODIES_RELATIVES_ACT), None, acts, act))
            .child(other.fields(&desk, form, "relative", t(key::FIELD_MEMBERS_MEMBER)))
            .child(one.fields(&desk, form, "member", t(key::BODIES_RELATIVE)))
            .child(last)
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_CONFIRM))))
    });
}

const DECLARE: &str = "declare";
const WITHDRAW: &str = "withdraw";

fn chosen(person: RwSignal<String>, field: &'static str) -> Result<MemberId, &'static str> {
    person.get_untracked().parse().map_err(|_| field)
}
