//! The dialog that opens an assistance: how the resident agreed, and the proof of it.

use domain::assistance::{ConsentKind, OpenAssistanceRequest};
use domain::contract::OpenAssistance;
use domain::ids::MemberId;
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::words::{key, t, tf, word_choices};

pub fn open_assistance_dialog(desk: &OfficeContext, member: MemberId, name: &str) {
    let (then, name) = (desk.clone(), name.to_owned());
    desk.ask.open(tf(key::OFFICE_ASSIST_TITLE, &[("name", &name)]), move |ask| {
        let place = |code: &str| (code == "assistance/witness-not-another").then_some("proof");
        let form = Form::new(&["consent", "proof"], place);
        let (consent, proof) = (RwSignal::new("spoken".to_owned()), RwSignal::new(String::new()));
        let send = move || {
            let Ok(kind) = consent.get_untracked().parse::<ConsentKind>() else { return };
            let proof = match proof.get_untracked().parse() {
                Ok(proof) => proof,
                Err(bad) => return form.refuse("proof", form_values::bad_text_words(bad)),
            };
            let desk = then.clone();
            let body = OpenAssistanceRequest { member, consent: kind, proof };
            form.send::<OpenAssistance>((then.code.clone(),), body, move |opened| {
                desk.ask.close();
                desk.go(&["assist/", &opened.assistance.to_string()].concat());
            });
        };
        let kinds = word_choices::<ConsentKind>();
        let hint = Some(t(key::OFFICE_ASSIST_PROOF_HINT));
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_ASSIST_WHY)))
            .child(form.field("consent", t(key::OFFICE_ASSIST_CONSENT), None, Control::Choice(kinds), consent))
            .child(form.field("proof", t(key::OFFICE_ASSIST_PROOF), hint, Control::Text, proof))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_ASSIST_OPEN))))
    });
}
