//! The guardian of a minor, and how papers are printed for a member.

use domain::contract::{NameGuardian, NoteNeeds};
use domain::ids::MemberId;
use domain::members::{Language, Print};

use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t, tf};

pub fn guardian_dialog(desk: &OfficeContext, ward: MemberId, name: &str) {
    let (then, who, name) = (desk.clone(), PersonPicker::new(), name.to_owned());
    let form = BodyForm::<NameGuardian>::new(tf(key::OFFICE_GUARDIAN_TITLE, &[("name", &name)]))
        .submit(t(key::OFFICE_GUARDIAN_SURE))
        .text(t(key::OFFICE_GUARDIAN_WHY))
        .placing(|code| (code == "members/own-case").then_some("guardian"));
    who.field(form, desk, "guardian").open(&desk.ask, (desk.code.clone(), ward), move |_| {
        then.say(tf(key::OFFICE_GUARDIAN_DONE, &[("name", &name), ("guardian", &who.name())]));
    });
}

pub fn needs_dialog(desk: &OfficeContext, member: MemberId, name: &str, (language, print): (Language, Print)) {
    let (then, done) = (desk.clone(), tf(key::OFFICE_NEEDS_DONE, &[("name", name)]));
    let languages = [(Language::Chinese, key::ME_LANGUAGE_ZH), (Language::English, key::ME_LANGUAGE_EN)];
    let prints = [(Print::Usual, key::OFFICE_PRINT_USUAL), (Print::Large, key::OFFICE_PRINT_LARGE)];
    BodyForm::<NoteNeeds>::new(tf(key::OFFICE_NEEDS_TITLE, &[("name", name)]))
        .submit(t(key::OFFICE_NEEDS))
        .choices("language", languages.map(|(code, name)| (code.to_string(), t(name))).to_vec())
        .starts("language", language.to_string())
        .choices("print", prints.map(|(code, name)| (code.to_string(), t(name))).to_vec())
        .starts("print", print.to_string())
        .open(&desk.ask, (desk.code.clone(), member), move |_| then.say(done.clone()));
}
