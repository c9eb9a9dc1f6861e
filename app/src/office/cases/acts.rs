//! What may be done with a case now: its meeting, the draft, papers, opinions, holds, closing the step, leaving it.
//!
//! Invariant: a button is shown where its condition may be supplied; the API refuses what is too early.

use domain::access::{Capability, Role, Subject};
use domain::contract::{DeliverDraft, Empty};
use domain::decisions::{
    CaseStatus, CaseStep, CaseView, CheckKind, Electorate, OpinionOf, OpinionVerdict, OpinionView,
};
use domain::meetings::MeetingForm;
use leptos::task::spawn_local;

use super::dialogs::office_case_act_file;
use super::dialogs::{CaseAct, CaseDialog};
use crate::command::Command;
use crate::files::{CaptionNeed, Target, attach_button};
use crate::office::frame::OfficeContext;
use crate::ui::{Element, busy_button, button, command_refusal, el, section};
use crate::words::{Key, key, t};

pub fn case_acts_card(one: &CaseView, desk: &OfficeContext) -> Element {
    let may = |capability| desk.session.may(capability, &Subject::Community);
    let mut acts: Vec<Element> = vec![];
    if one.row.status == CaseStatus::Open {
        if may(Capability::ManageCase) {
            acts.extend(managing(one, desk));
        }
        if may(Capability::GiveOpinion) {
            acts.extend(opinions(one, desk));
        }
        if may(Capability::HoldCase) {
            acts.push(holding(one, desk));
        }
    } else if one.row.status == CaseStatus::Resolved && one.item.needs_filing.is_yes() {
        acts.extend(filing(one, desk));
    }
    section("card", t(key::OFFICE_CASE_ACTS)).child(el("div", "body actions").child(acts))
}

/// A button whose dialog comes from a file of its own.
fn act(name: Key, class: &'static str, what: CaseDialog, one: &CaseView, desk: &OfficeContext) -> Element {
    let (desk, case, step) = (desk.clone(), one.row.id, one.row.step);
    button(class, t(name), move || spawn_local(office_case_act_file(CaseAct { desk: desk.clone(), case, step, what })))
}

fn attach(one: &CaseView, desk: &OfficeContext) -> Element {
    let (label, to) = (("button quiet", t(key::OFFICE_ATTACH)), Target::Paper(one.row.id, one.row.step));
    let saying = desk.clone();
    let done = move || saying.say(t(key::OFFICE_ATTACHED));
    attach_button(label, &desk.ask, (desk.code.clone(), 1, CaptionNeed::Nothing), to, done)
}

fn managing(one: &CaseView, desk: &OfficeContext) -> Vec<Element> {
    let now = one.steps.iter().find(|step| step.step == one.row.step);
    let mut acts = vec![];
    if let Some(step) = now.filter(|step| step.electorate != Electorate::None) {
        acts.push(announce(one, desk));
        acts.push(act(key::OFFICE_LINK_MEETING, "button quiet", CaseDialog::Link, one, desk));
        if let Some(meeting) = step.meeting {
            let href = desk.link(&["meetings/", &meeting.to_string()].concat());
            acts.push(el("a", "button quiet").attr("href", href).child(t(key::DECISIONS_TO_MEETING)));
        }
    }
    if one.row.step == CaseStep::PartyReview {
        acts.push(deliver(one, desk));
    }
    acts.push(attach(one, desk));
    acts.push(act(key::OFFICE_ASK_OPINION, "button quiet", CaseDialog::AskOpinion, one, desk));
    let closing = if one.row.missing == 0 { "button" } else { "button quiet" };
    acts.push(act(key::OFFICE_CLOSE_STEP, closing, CaseDialog::Close, one, desk));
    acts.push(act(key::OFFICE_LEAVE_CASE, "button quiet", CaseDialog::Leave, one, desk));
    acts
}

/// The link to the page that announces the meeting, with the values of the case.
fn announce(one: &CaseView, desk: &OfficeContext) -> Element {
    let plan = one.way.steps().into_iter().find(|plan| plan.step == one.row.step);
    let form = plan.and_then(|plan| plan.forms.first().copied()).map(MeetingForm::as_str).unwrap_or_default();
    let title: String = js_sys::encode_uri_component(&one.row.title).into();
    let query = [
        ["form=", form].concat(),
        ["case=", &one.row.id.to_string()].concat(),
        ["matter=", &one.matter.to_string()].concat(),
        ["step=", one.row.step.as_str()].concat(),
        ["title=", &title].concat(),
    ];
    let href = [desk.link("meetings/new"), query.join("&")].join("?");
    el("a", "button quiet").attr("href", href).child(t(key::OFFICE_ANNOUNCE))
}

fn deliver(one: &CaseView, desk: &OfficeContext) -> Element {
    let (command, case, desk) = (Command::new(), one.row.id, desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<DeliverDraft>((desk.code.clone(), case), Empty {}, move |_| desk.say(t(key::OFFICE_DELIVERED)));
    };
    el("div", "stack")
        .child(busy_button("button quiet", t(key::OFFICE_DELIVER), command.busy, press))
        .child(command_refusal(command, t(key::FORM_REFUSED)))
}

/// The adviser's own opinion, or the township's from its paper.
fn opinions(one: &CaseView, desk: &OfficeContext) -> Vec<Element> {
    let is_adviser = desk.session.standing().held.iter().any(|held| held.role == Role::Adviser);
    let own = if is_adviser { OpinionOf::Adviser } else { OpinionOf::Township };
    let open = one.opinions.iter().filter(|opinion| opinion.given_at.is_none() && opinion.of == own);
    open.map(|opinion| act(key::OFFICE_GIVE_OPINION, "button", CaseDialog::GiveOpinion(opinion.id), one, desk))
        .collect()
}

/// Filing a resolution: with the street's or township's office, or by its paper.
fn filing(one: &CaseView, desk: &OfficeContext) -> Vec<Element> {
    let may = |capability| desk.session.may(capability, &Subject::Community);
    let filing = |opinion: &&OpinionView| opinion.kind == Some(CheckKind::Filing);
    let waits = one.opinions.iter().filter(filing).find(|opinion| opinion.given_at.is_none());
    let is_filed = |opinion: &OpinionView| opinion.verdict.is_some_and(|verdict| verdict != OpinionVerdict::Object);
    let is_filed = one.opinions.iter().filter(filing).any(is_filed);
    let file = (waits.is_none() && !is_filed && may(Capability::ManageCase))
        .then(|| act(key::OFFICE_FILE_RESOLUTION, "button", CaseDialog::File, one, desk));
    let paper = waits.filter(|_| may(Capability::GiveOpinion));
    let paper =
        paper.map(|it| act(key::OFFICE_GIVE_OPINION, "button quiet", CaseDialog::GiveOpinion(it.id), one, desk));
    file.into_iter().chain(paper).collect()
}

/// The supervision committee halts a case, or lifts the hold.
fn holding(one: &CaseView, desk: &OfficeContext) -> Element {
    let held = one.holds.iter().find(|hold| hold.lifted_at.is_none()).map(|hold| hold.id);
    let name = if held.is_some() { key::OFFICE_LIFT_HOLD } else { key::OFFICE_RAISE_HOLD };
    act(name, "button quiet", CaseDialog::Hold(held), one, desk)
}
