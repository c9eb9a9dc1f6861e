//! What may be done with a case now: its meeting, the draft, papers, opinions, holds, closing the step, leaving it.
//!
//! Invariant: at most one button has the full colour: the act that comes next. A button that cannot be used now says why;
//! the API decides again.

use domain::access::{Capability, Role, Subject};
use domain::contract::{DeliverDraft, Empty};
use domain::decisions::{
    CaseStatus, CaseStep, CaseView, CheckKind, Electorate, GuardId, GuardTurn, OpinionOf, OpinionVerdict, OpinionView,
    StepGuard, TownshipCheck, guard_turn,
};
use domain::ids::MeetingId;
use domain::meetings::MeetingForm;
use leptos::task::spawn_local;

use super::conditions::{lacking_words, waiting_opinion};
use super::dialogs::office_case_act_file;
use super::dialogs::{CaseAct, CaseDialog};
use crate::call::current_time;
use crate::command::Command;
use crate::files::{CaptionNeed, Target, attach_button};
use crate::office::frame::OfficeContext;
use crate::office::sheet::faint_text;
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

fn attach(class: &'static str, one: &CaseView, desk: &OfficeContext) -> Element {
    let (label, to) = ((class, t(key::OFFICE_ATTACH)), Target::Paper(one.row.id, one.row.step));
    let saying = desk.clone();
    let done = move || saying.say(t(key::OFFICE_ATTACHED));
    attach_button(label, &desk.ask, (desk.code.clone(), 1, CaptionNeed::Nothing), to, done)
}

/// The act that comes next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MainAct {
    Announce,
    Deliver,
    AskOpinion,
    Attach,
    GoToMeeting,
    Close,
    /// It is the turn of somebody else.
    Wait,
}

/// What the first condition that can be supplied now asks for.
fn main_act(one: &CaseView, meeting: Option<MeetingId>) -> MainAct {
    if one.row.missing == 0 {
        return MainAct::Close;
    }
    let now = |guard: &&StepGuard| guard_turn(guard, &one.guards, current_time()) == GuardTurn::Now;
    let act = |guard: &StepGuard| {
        Some(match guard.id {
            GuardId::Meeting => MainAct::Announce,
            GuardId::DraftDelivered => MainAct::Deliver,
            GuardId::LegalOpinion | GuardId::TownshipOpinion if waiting_opinion(guard.id, one).is_none() => {
                MainAct::AskOpinion
            }
            GuardId::Evidence => MainAct::Attach,
            GuardId::Held | GuardId::Ballot | GuardId::Minutes => MainAct::GoToMeeting,
            _ => return None,
        })
    };
    let first = one.guards.iter().filter(now).find_map(act);
    first.unwrap_or(if meeting.is_some() { MainAct::GoToMeeting } else { MainAct::Wait })
}

/// The one main button has the full colour.
fn class_of(act: MainAct, main: MainAct) -> &'static str {
    if act == main { "button" } else { "button quiet" }
}

/// A button that cannot be used now, and why.
fn blocked(name: Key, why: String) -> Element {
    let button = el("button", "button quiet").attr("type", "button").attr("disabled", "").child(t(name));
    el("div", "stack").child(button).child(faint_text(why))
}

fn managing(one: &CaseView, desk: &OfficeContext) -> Vec<Element> {
    let now = one.steps.iter().find(|step| step.step == one.row.step);
    let meeting = now.and_then(|step| step.meeting);
    let main = main_act(one, meeting);
    let mut acts = vec![];
    if now.is_some_and(|step| step.electorate != Electorate::None) {
        acts.push(announce(class_of(MainAct::Announce, main), one, desk));
        acts.push(act(key::OFFICE_LINK_MEETING, "button quiet", CaseDialog::Link, one, desk));
        if let Some(meeting) = meeting {
            let href = desk.link(&["meetings/", &meeting.to_string()].concat());
            let class = class_of(MainAct::GoToMeeting, main);
            acts.push(el("a", class).attr("href", href).child(t(key::DECISIONS_TO_MEETING)));
        }
    }
    if one.row.step == CaseStep::PartyReview {
        acts.push(match meeting {
            Some(_) => deliver(class_of(MainAct::Deliver, main), one, desk),
            None => blocked(key::OFFICE_DELIVER, t(key::OFFICE_LINK_FIRST)),
        });
    }
    acts.push(attach(class_of(MainAct::Attach, main), one, desk));
    acts.push(if takes_opinion(one) {
        act(key::OFFICE_ASK_OPINION, class_of(MainAct::AskOpinion, main), CaseDialog::AskOpinion, one, desk)
    } else {
        blocked(key::OFFICE_ASK_OPINION, t(key::OFFICE_NO_OPINION_NOW))
    });
    acts.push(match one.row.missing {
        0 => act(key::OFFICE_CLOSE_STEP, "button", CaseDialog::Close, one, desk),
        _ => blocked(key::OFFICE_CLOSE_STEP, lacking_words(one)),
    });
    acts.push(act(key::OFFICE_LEAVE_CASE, "button quiet", CaseDialog::Leave, one, desk));
    acts
}

/// Whether the adviser or the township can be asked now: where an opinion is required, and none waits.
fn takes_opinion(one: &CaseView) -> bool {
    let free = |id| waiting_opinion(id, one).is_none();
    let township = one.way.township == TownshipCheck::BeforeResolution && one.row.step == CaseStep::TownshipCheck;
    (one.item.needs_legal_opinion.is_yes() && free(GuardId::LegalOpinion))
        || (township && free(GuardId::TownshipOpinion))
}

/// The link to the page that announces the meeting, with the values of the case.
fn announce(class: &'static str, one: &CaseView, desk: &OfficeContext) -> Element {
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
    el("a", class).attr("href", href).child(t(key::OFFICE_ANNOUNCE))
}

fn deliver(class: &'static str, one: &CaseView, desk: &OfficeContext) -> Element {
    let (command, case, desk) = (Command::new(), one.row.id, desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<DeliverDraft>((desk.code.clone(), case), Empty {}, move |_| desk.say(t(key::OFFICE_DELIVERED)));
    };
    el("div", "stack")
        .child(busy_button(class, t(key::OFFICE_DELIVER), command.busy, press))
        .child(command_refusal(command, t(key::FORM_REFUSED)))
}

/// The adviser's own opinion, or the township's from its paper.
fn opinions(one: &CaseView, desk: &OfficeContext) -> Vec<Element> {
    let is_adviser = desk.session.standing().held.iter().any(|held| held.role == Role::Adviser);
    let own = if is_adviser { OpinionOf::Adviser } else { OpinionOf::Township };
    let (name, class) = if is_adviser {
        (key::OFFICE_GIVE_OPINION, "button")
    } else {
        (key::OFFICE_ENTER_PAPER_OPINION, "button quiet")
    };
    let open = one.opinions.iter().filter(|opinion| opinion.given_at.is_none() && opinion.of == own);
    open.map(|opinion| act(name, class, CaseDialog::GiveOpinion(opinion.id, name), one, desk)).collect()
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
    let name = key::OFFICE_ENTER_PAPER_OPINION;
    let paper = paper.map(|it| act(name, "button quiet", CaseDialog::GiveOpinion(it.id, name), one, desk));
    file.into_iter().chain(paper).collect()
}

/// The supervision committee halts a case, or lifts the hold.
fn holding(one: &CaseView, desk: &OfficeContext) -> Element {
    let held = one.holds.iter().find(|hold| hold.lifted_at.is_none()).map(|hold| hold.id);
    let name = if held.is_some() { key::OFFICE_LIFT_HOLD } else { key::OFFICE_RAISE_HOLD };
    act(name, "button quiet", CaseDialog::Hold(held), one, desk)
}
