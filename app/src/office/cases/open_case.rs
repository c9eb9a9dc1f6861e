//! Opening a case: the matter and the procedure.

use domain::contract::OpenCase;
use domain::decisions::{Decider, FirstSteps, OpenCaseRequest, PartyBody, TownshipCheck};
use domain::ids::MatterId;
use domain::matters::{MatterTask, Stage};
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::Element;
use crate::ui::el;
use crate::ui::form::{Control, Form};
use crate::words::{key, t, word_choices};

pub fn open_case_button(tasks: &[MatterTask], desk: &OfficeContext) -> Element {
    let ready: Vec<MatterTask> = tasks.iter().filter(|task| task.stage == Stage::Discussed).cloned().collect();
    let desk = desk.clone();
    el("button", "button").attr("type", "button").child(t(key::OFFICE_OPEN_CASE)).on_click(move || {
        let (desk, ready) = (desk.clone(), ready.clone());
        desk.clone().ask.open(t(key::OFFICE_OPEN_CASE), move |ask| {
            if ready.is_empty() {
                return el("div", "stack")
                    .child(el("p", "").child(t(key::OFFICE_NO_MATTER_READY)))
                    .child(ask.closing());
            }
            form(&ready, &desk, &ask)
        });
    })
}

fn form(ready: &[MatterTask], desk: &OfficeContext, ask: &crate::ui::page_dialog::PageDialog) -> Element {
    let form = Form::new(&["matter", "opening", "party", "township", "decider"], |code| match code {
        "decisions/not-one-and-the-same" => Some("opening"),
        "decisions/branch-too-small" => Some("party"),
        "decisions/reserved-to-assembly" => Some("decider"),
        _ => None,
    });
    let matter = RwSignal::new(ready.first().map(|task| task.matter.to_string()).unwrap_or_default());
    let (opening, party) =
        (RwSignal::new(FirstSteps::Apart.to_string()), RwSignal::new(PartyBody::Members.to_string()));
    let township = RwSignal::new(TownshipCheck::None.to_string());
    let decider = RwSignal::new(Decider::Representatives.to_string());
    let names = ready.iter().map(|task| (task.matter.to_string(), task.title.clone())).collect();
    let (dialog, desk) = (ask.clone(), desk.clone());
    let send = move || {
        let Ok(id) = matter.get_untracked().parse::<MatterId>() else { return };
        let body = OpenCaseRequest {
            matter: id,
            opening: opening.get_untracked().parse().unwrap_or(FirstSteps::Apart),
            party: party.get_untracked().parse().unwrap_or(PartyBody::Members),
            township: township.get_untracked().parse().unwrap_or(TownshipCheck::None),
            decider: decider.get_untracked().parse().unwrap_or(Decider::Representatives),
            revokes: vec![],
        };
        let (dialog, desk) = (dialog.clone(), desk.clone());
        form.send::<OpenCase>((desk.code.clone(),), body, move |opened| {
            dialog.close();
            desk.go(&["cases/", &opened.case.to_string()].concat());
        });
    };
    let openings = Control::Choice(word_choices::<FirstSteps>());
    let parties = Control::Choice(word_choices::<PartyBody>());
    let townships = Control::Choice(word_choices::<TownshipCheck>());
    let deciders = Control::Choice(word_choices::<Decider>());
    form.element("stack", send)
        .child(form.field("matter", t(key::OFFICE_CASE_MATTER), None, Control::Choice(names), matter))
        .child(form.field("opening", t(key::OFFICE_CASE_OPENING), None, openings, opening))
        .child(form.field("party", t(key::OFFICE_CASE_PARTY), None, parties, party))
        .child(form.field("township", t(key::OFFICE_CASE_TOWNSHIP), None, townships, township))
        .child(form.field("decider", t(key::OFFICE_CASE_DECIDER), None, deciders, decider))
        .child(form.refusal())
        .child(ask.buttons(form.submit("button", t(key::OFFICE_OPEN_CASE))))
}
