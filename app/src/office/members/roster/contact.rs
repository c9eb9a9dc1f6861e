//! Help at the counter after the loss of a phone: changing the number, and resetting a second factor.

use domain::contract::{ChangePhone, ResetFactor};
use domain::ids::MemberId;

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t, tf};

pub fn change_phone(desk: &OfficeContext, id: MemberId, name: &str) {
    let (then, done) = (desk.clone(), tf(key::OFFICE_PHONE_CHANGED, &[("name", name)]));
    BodyForm::<ChangePhone>::new(t(key::OFFICE_PHONE_CHANGE_TITLE))
        .submit(t(key::OFFICE_PHONE_CHANGE))
        .text(tf(key::OFFICE_PHONE_CHANGE_WHY, &[("name", name)]))
        .open(&desk.ask, (desk.code.clone(), id), move |_| then.say(done.clone()));
}

pub fn reset_factor(desk: &OfficeContext, id: MemberId, name: &str) {
    let (then, done) = (desk.clone(), tf(key::OFFICE_FACTOR_RESET_DONE, &[("name", name)]));
    BodyForm::<ResetFactor>::new(t(key::OFFICE_FACTOR_RESET))
        .text(tf(key::OFFICE_FACTOR_RESET_WHY, &[("name", name)]))
        .danger()
        .open(&desk.ask, (desk.code.clone(), id), move |_| then.say(done.clone()));
}
