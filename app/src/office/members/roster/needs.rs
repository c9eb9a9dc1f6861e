//! The guardian of a minor, and how papers are printed for a member.

use domain::contract::{NameGuardian, NoteNeeds};
use domain::ids::MemberId;
use domain::members::{Language, NameGuardianRequest, NoteNeedsRequest, Print};
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::reason_field;
use crate::words::{key, t, tf};

fn field_of(code: &str) -> Option<&'static str> {
    matches!(code, "members/guardian-of-oneself" | "members/guardian-under-age" | "members/own-case")
        .then_some("guardian")
}

pub fn guardian_dialog(desk: &OfficeContext, ward: MemberId, name: &str) {
    let (desk, ask, name) = (desk.clone(), desk.ask.clone(), name.to_owned());
    ask.open(tf(key::OFFICE_GUARDIAN_TITLE, &[("name", &name)]), move |ask| {
        let form = Form::new(&["found", "guardian", "reason"], field_of);
        let (who, text) = (PersonPicker::new(), RwSignal::new(String::new()));
        let (then, chosen) = (desk.clone(), who.clone());
        let send = move || {
            let Ok(guardian) = chosen.chosen.get_untracked().parse::<MemberId>() else {
                return form.refuse("guardian", t(key::OFFICE_MISSING));
            };
            match text.get_untracked().parse() {
                Err(bad) => form.refuse("reason", form_values::bad_text_words(bad)),
                Ok(reason) => {
                    let after = then.clone();
                    let done = tf(key::OFFICE_GUARDIAN_DONE, &[("name", &name), ("guardian", &chosen.name())]);
                    let body = NameGuardianRequest { guardian, reason };
                    form.send::<NameGuardian>((then.code.clone(), ward), body, move |_| {
                        after.ask.close();
                        after.say(done);
                    });
                }
            }
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_GUARDIAN_WHY)))
            .child(who.fields(&desk, form, "found", "guardian", t(key::OFFICE_GUARDIAN)))
            .child(reason_field(form, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_GUARDIAN_SURE))))
    });
}

pub fn needs_dialog(desk: &OfficeContext, member: MemberId, name: &str, now: (Language, Print)) {
    let (desk, ask, name) = (desk.clone(), desk.ask.clone(), name.to_owned());
    ask.open(tf(key::OFFICE_NEEDS_TITLE, &[("name", &name)]), move |ask| {
        let form = Form::new(&["language", "print"], |_| None);
        let language = RwSignal::new(now.0.as_str().to_owned());
        let print = RwSignal::new(now.1.as_str().to_owned());
        let send = move || {
            let (Ok(language), Ok(print)) = (language.get_untracked().parse(), print.get_untracked().parse()) else {
                return;
            };
            let (after, done) = (desk.clone(), tf(key::OFFICE_NEEDS_DONE, &[("name", &name)]));
            form.send::<NoteNeeds>((desk.code.clone(), member), NoteNeedsRequest { language, print }, move |_| {
                after.ask.close();
                after.say(done);
            });
        };
        let languages = [(Language::Chinese, key::ME_LANGUAGE_ZH), (Language::English, key::ME_LANGUAGE_EN)];
        let languages = languages.map(|(code, name)| (code.to_string(), t(name))).to_vec();
        let prints = [(Print::Usual, key::OFFICE_PRINT_USUAL), (Print::Large, key::OFFICE_PRINT_LARGE)];
        let prints = prints.map(|(code, name)| (code.to_string(), t(name))).to_vec();
        form.element("stack", send)
            .child(form.field("language", t(key::OFFICE_NEEDS_LANGUAGE), None, Control::Choice(languages), language))
            .child(form.field("print", t(key::OFFICE_NEEDS_PRINT), None, Control::Choice(prints), print))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_NEEDS))))
    });
}
