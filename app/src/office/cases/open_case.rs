//! Opening a case: the matter and the procedure.

use domain::contract::OpenCase;
use domain::matters::{MatterTask, Stage};

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, button, el};
use crate::words::{key, t};

pub fn open_case_button(tasks: &[MatterTask], desk: &OfficeContext) -> Element {
    let is_ready = |task: &&MatterTask| task.stage == Stage::Discussed;
    let named = |task: &MatterTask| (task.matter.to_string(), task.title.clone());
    let ready: Vec<(String, String)> = tasks.iter().filter(is_ready).map(named).collect();
    let desk = desk.clone();
    button("button", t(key::OFFICE_OPEN_CASE), move || match ready.as_slice() {
        [] => tell_why_none(&desk),
        _ => ask(&desk, ready.clone()),
    })
}

fn tell_why_none(desk: &OfficeContext) {
    desk.ask.open(t(key::OFFICE_OPEN_CASE), |ask| {
        el("div", "stack").child(el("p", "").child(t(key::OFFICE_NO_MATTER_READY))).child(ask.closing())
    });
}

fn ask(desk: &OfficeContext, matters: Vec<(String, String)>) {
    let desk = desk.clone();
    BodyForm::<OpenCase>::new(t(key::OFFICE_OPEN_CASE))
        .choices("matter", matters)
        .fixed("revokes", Vec::<String>::new())
        .open(&desk.ask.clone(), (desk.code.clone(),), move |opened| {
            desk.go(&["cases/", &opened.case.to_string()].concat());
        });
}
