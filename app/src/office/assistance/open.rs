//! The dialog that opens an assistance: how the resident agreed, and the proof of it.

use domain::contract::OpenAssistance;
use domain::ids::MemberId;

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, t, tf};

pub fn open_assistance_dialog(desk: &OfficeContext, member: MemberId, name: &str) {
    let then = desk.clone();
    BodyForm::<OpenAssistance>::new(tf(key::OFFICE_ASSIST_TITLE, &[("name", name)]))
        .text(t(key::OFFICE_ASSIST_WHY))
        .submit(t(key::OFFICE_ASSIST_OPEN))
        .fixed("member", member.to_string())
        .open(&desk.ask, (desk.code.clone(),), move |opened| {
            then.go(&["assist/", &opened.assistance.to_string()].concat());
        });
}
