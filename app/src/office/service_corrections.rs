//! A correction of confirmed minutes: the old entry stays, a linked one is added, the volunteer is notified.

use domain::contract::CorrectService;
use domain::volunteering::ServiceView;

use super::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{key, minutes, t, tf};

pub fn correct_service_dialog(desk: &OfficeContext, service: &ServiceView, name: &str) {
    let (then, stands) = (desk.clone(), service.confirmed_minutes);
    let why = [("name", name), ("title", service.title.as_str()), ("time", &*minutes(i64::from(stands)))];
    BodyForm::<CorrectService>::new(t(key::OFFICE_CORRECT_TITLE))
        .text(tf(key::OFFICE_CORRECT_WHY, &why))
        .submit(t(key::OFFICE_CORRECT))
        .starts("minutes", stands.to_string())
        .open(&desk.ask, (desk.code.clone(), service.id), move |done| {
            let now = [("time", &*minutes(i64::from(done.minutes))), ("total", &*minutes(done.total_minutes))];
            then.say(tf(key::OFFICE_CORRECTED_NOW, &now));
        });
}
