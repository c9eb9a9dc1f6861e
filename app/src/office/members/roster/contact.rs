//! Help at the counter after the loss of a phone: changing the number, and resetting a second factor.

use domain::contract::{ChangePhone, ResetFactor};
use domain::ids::MemberId;
use domain::sessions::{ChangePhoneRequest, Phone, ResetFactorRequest};
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::ui::form_values;
use crate::ui::page_dialog::{ask_reason, reason_field};
use crate::words::{key, t, tf};

fn field_of(code: &str) -> Option<&'static str> {
    matches!(code, "sessions/same-phone" | "sessions/phone-elsewhere").then_some("phone")
}

pub fn change_phone(desk: &OfficeContext, id: MemberId, name: &str) {
    let (desk, ask) = (desk.clone(), desk.ask.clone());
    let (why, done) =
        (tf(key::OFFICE_PHONE_CHANGE_WHY, &[("name", name)]), tf(key::OFFICE_PHONE_CHANGED, &[("name", name)]));
    ask.open(t(key::OFFICE_PHONE_CHANGE_TITLE), move |ask| {
        let form = Form::new(&["phone", "reason"], field_of);
        let (number, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
        let send = move || {
            let Ok(phone) = number.with_untracked(|number| number.parse::<Phone>()) else {
                return form.refuse("phone", t(key::SIGN_IN_PHONE_WRONG));
            };
            match text.get_untracked().parse() {
                Err(bad) => form.refuse("reason", form_values::bad_text_words(bad)),
                Ok(reason) => {
                    let (desk, done) = (desk.clone(), done.clone());
                    form.send::<ChangePhone>(
                        (desk.code.clone(), id),
                        ChangePhoneRequest { phone, reason },
                        move |_| {
                            desk.ask.close();
                            desk.say(done);
                        },
                    );
                }
            }
        };
        form.element("stack", send)
            .child(el("p", "").child(why))
            .child(form.field("phone", t(key::OFFICE_PHONE_NEW), None, Control::Text, number))
            .child(reason_field(form, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_PHONE_CHANGE))))
    });
}

pub fn reset_factor(desk: &OfficeContext, id: MemberId, name: &str) {
    let then = desk.clone();
    let (why, done) =
        (tf(key::OFFICE_FACTOR_RESET_WHY, &[("name", name)]), tf(key::OFFICE_FACTOR_RESET_DONE, &[("name", name)]));
    ask_reason(&desk.ask, t(key::OFFICE_FACTOR_RESET), why, t(key::OFFICE_FACTOR_RESET), move |form, reason| {
        let (after, done) = (then.clone(), done.clone());
        form.send::<ResetFactor>((then.code.clone(), id), ResetFactorRequest { reason }, move |_| {
            after.ask.close();
            after.say(done);
        });
    });
}
