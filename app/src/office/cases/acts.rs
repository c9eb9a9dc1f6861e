//! What may be done with a case now: its meeting, the draft, papers, opinions, holds, closing the step, leaving it.
//!
//! Invariant: a button stands where its guard may be supplied; the API refuses what is too early.

use domain::access::{Capability, Role, Subject};
use domain::contract::{
    AskOpinion, AttachPaper, CloseStep, DeliverDraft, Empty, Endpoint, GiveOpinion, LeaveCase, LiftHold, LinkMeeting,
    ListMeetings, RaiseHold,
};
use domain::decisions::{
    AskOpinionOf, AttachPaperOf, CaseStatus, CaseStep, CaseView, CloseStepWith, Electorate, Exit, GiveOpinionWith,
    HoldBecause, LeaveCaseWith, LinkMeetingWith, OpinionOf, OpinionVerdict, PaperKind, VoteOutcome,
};
use domain::ids::MeetingId;
use domain::meetings::{MeetingForm, MeetingQuery};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::call::exchange;
use crate::command::Command;
use crate::decisions::words_of;
use crate::files::{Kept, chooser};
use crate::office::frame::Desk;
use crate::ui::ask::{Ask, reason};
use crate::ui::form::{Control, Form};
use crate::ui::{Element, busy_button, command_refusal, el, section, typed};
use crate::words::{Key, key, moment, t, tf};

pub fn card(one: &CaseView, desk: &Desk) -> Element {
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
    }
    section("card", t(key::OFFICE_CASE_ACTS)).child(el("div", "body actions").child(acts))
}

fn opener(name: Key, class: &'static str, press: impl FnMut() + Send + 'static) -> Element {
    el("button", class).attr("type", "button").on_click(press).child(t(name))
}

fn managing(one: &CaseView, desk: &Desk) -> Vec<Element> {
    let now = one.steps.iter().find(|step| step.step == one.row.step);
    let mut acts = vec![];
    if let Some(step) = now.filter(|step| step.electorate != Electorate::None) {
        acts.push(announce(one, step.electorate, desk));
        acts.push(link(one, desk));
        if let Some(meeting) = step.meeting {
            let href = desk.link(&["meetings/", &meeting.to_string()].concat());
            acts.push(el("a", "button quiet").attr("href", href).child(t(key::DECISIONS_TO_MEETING)));
        }
    }
    if one.row.step == CaseStep::PartyReview {
        acts.push(deliver(one, desk));
    }
    acts.push(opener(key::OFFICE_ATTACH, "button quiet", attaching(one, desk)));
    acts.push(opener(key::OFFICE_ASK_OPINION, "button quiet", asking(one, desk)));
    acts.push(opener(key::OFFICE_CLOSE_STEP, "button", closing(one, desk)));
    acts.push(opener(key::OFFICE_LEAVE_CASE, "button quiet", leaving(one, desk)));
    acts
}

/// The form of meeting that a step asks for.
fn form_of(electorate: Electorate) -> Option<MeetingForm> {
    let fits = |form: &&MeetingForm| form.own_electorate().is_some_and(|own| own.as_str() == electorate.as_str());
    MeetingForm::ALL.iter().find(fits).copied()
}

/// The way to the page that announces it, with what the case asks for.
fn announce(one: &CaseView, electorate: Electorate, desk: &Desk) -> Element {
    let form = form_of(electorate).map(MeetingForm::as_str).unwrap_or_default();
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

/// One of the meetings that were announced for this case.
fn link(one: &CaseView, desk: &Desk) -> Element {
    let (case, step, desk) = (one.row.id, one.row.step, desk.clone());
    opener(key::OFFICE_LINK_MEETING, "button quiet", move || {
        let desk = desk.clone();
        let query = MeetingQuery { case: Some(case), limit: Some(50), ..MeetingQuery::default() };
        let url = ListMeetings::url(&(desk.code.clone(),), &query);
        spawn_local(async move {
            let Ok((answer, _)) = exchange(domain::contract::Method::Get, &url, None, None).await else { return };
            let Ok(found) = crate::json::read::<<ListMeetings as Endpoint>::Reply>(&answer) else { return };
            let choices: Vec<(String, String)> = found
                .meetings
                .iter()
                .map(|row| (row.id.to_string(), [moment(row.starts_at), row.title.clone()].join(" ")))
                .collect();
            let saying = desk.clone();
            desk.ask.open(t(key::OFFICE_LINK_MEETING), move |ask| {
                let form = Form::new(&["meeting"], |_| Some("meeting"));
                let meeting = RwSignal::new(choices.first().map(|(id, _)| id.clone()).unwrap_or_default());
                let dialog = ask.clone();
                let send = move || {
                    let Ok(meeting) = meeting.get_untracked().parse::<MeetingId>() else {
                        return form.refuse("meeting", t(key::OFFICE_MISSING));
                    };
                    let (dialog, desk) = (dialog.clone(), saying.clone());
                    let body = LinkMeetingWith { step, meeting };
                    form.send::<LinkMeeting>((desk.code.clone(), case), body, move |_| {
                        dialog.close();
                        desk.say(t(key::OFFICE_LINKED));
                    });
                };
                form.element("stack", send)
                    .child(form.field(
                        "meeting",
                        t(key::OFFICE_MEETING),
                        Some(t(key::OFFICE_LINK_HINT)),
                        Control::Choice(choices),
                        meeting,
                    ))
                    .child(form.refusal())
                    .child(ask.buttons(form.submit("button", t(key::OFFICE_LINK_MEETING))))
            });
        });
    })
}

fn deliver(one: &CaseView, desk: &Desk) -> Element {
    let (command, case, desk) = (Command::new(), one.row.id, desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<DeliverDraft>((desk.code.clone(), case), Empty {}, move |_| desk.say(t(key::OFFICE_DELIVERED)));
    };
    el("div", "stack")
        .child(busy_button("button quiet", t(key::OFFICE_DELIVER), command.busy, press))
        .child(command_refusal(command, t(key::OFFICE_REFUSED)))
}

fn attaching(one: &CaseView, desk: &Desk) -> impl FnMut() + Send + use<> {
    let (case, step, desk) = (one.row.id, one.row.step, desk.clone());
    move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_ATTACH), move |ask| {
            let form = Form::new(&["kind"], |_| None);
            let (kind, kept) = (RwSignal::new(PaperKind::Photo.to_string()), Kept::new(desk.code.clone()));
            let (dialog, chosen) = (ask.clone(), kept.clone());
            let send = move || {
                let Ok(kind) = kind.get_untracked().parse() else { return };
                // One paper, one command: a second photo is attached by opening the dialog again.
                let Some(file) = chosen.ids().first().copied().filter(|_| chosen.is_at_rest()) else {
                    return form.refuse("kind", t(key::OFFICE_PAPER_MISSING));
                };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<AttachPaper>((desk.code.clone(), case), AttachPaperOf { step, kind, file }, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_ATTACHED));
                });
            };
            let kinds = PaperKind::ALL.iter().map(|one| (one.to_string(), words_of("paper", one.as_str()))).collect();
            form.element("stack", send)
                .child(form.field("kind", t(key::OFFICE_PAPER_KIND), None, Control::Choice(kinds), kind))
                .child(chooser("paper-file", t(key::OFFICE_PAPER_FILE), &kept))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button", t(key::OFFICE_ATTACH))))
        });
    }
}

fn asking(one: &CaseView, desk: &Desk) -> impl FnMut() + Send + use<> {
    let (case, desk) = (one.row.id, desk.clone());
    move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_ASK_OPINION), move |ask| {
            let (form, of) = (Form::new(&["of"], |_| Some("of")), RwSignal::new(OpinionOf::Adviser.to_string()));
            let dialog = ask.clone();
            let send = move || {
                let Ok(of) = of.get_untracked().parse() else { return };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<AskOpinion>((desk.code.clone(), case), AskOpinionOf { of }, move |asked| {
                    dialog.close();
                    desk.say(tf(key::OFFICE_OPINION_ASKED, &[("time", &moment(asked.due_at))]));
                });
            };
            let whose = OpinionOf::ALL.iter().map(|one| (one.to_string(), words_of("opinion-of", one.as_str())));
            form.element("stack", send)
                .child(form.field("of", t(key::OFFICE_OPINION_OF), None, Control::Choice(whose.collect()), of))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button", t(key::OFFICE_ASK_OPINION))))
        });
    }
}

/// The adviser's own, or the township's from its paper.
fn opinions(one: &CaseView, desk: &Desk) -> Vec<Element> {
    let is_adviser = desk.session.standing().held.iter().any(|held| held.role == Role::Adviser);
    let own = if is_adviser { OpinionOf::Adviser } else { OpinionOf::Township };
    let open = one.opinions.iter().filter(|opinion| opinion.given_at.is_none() && opinion.of == own);
    open.map(|opinion| {
        let (id, desk) = (opinion.id, desk.clone());
        opener(key::OFFICE_GIVE_OPINION, "button", move || {
            let desk = desk.clone();
            desk.clone().ask.open(t(key::OFFICE_GIVE_OPINION), move |ask| {
                let form = Form::new(&["verdict", "text"], |_| None);
                let (verdict, text) = (RwSignal::new(OpinionVerdict::Agree.to_string()), RwSignal::new(String::new()));
                let dialog = ask.clone();
                let send = move || {
                    let Ok(verdict) = verdict.get_untracked().parse() else { return };
                    let text = match text.get_untracked().parse() {
                        Ok(text) => text,
                        Err(bad) => return form.refuse("text", typed::wrong(bad)),
                    };
                    let (dialog, desk) = (dialog.clone(), desk.clone());
                    form.send::<GiveOpinion>((desk.code.clone(), id), GiveOpinionWith { verdict, text }, move |_| {
                        dialog.close();
                        desk.say(t(key::OFFICE_OPINION_GIVEN));
                    });
                };
                let verdicts =
                    OpinionVerdict::ALL.iter().map(|one| (one.to_string(), words_of("verdict", one.as_str())));
                form.element("stack", send)
                    .child(form.field(
                        "verdict",
                        t(key::OFFICE_VERDICT),
                        None,
                        Control::Choice(verdicts.collect()),
                        verdict,
                    ))
                    .child(form.field("text", t(key::OFFICE_OPINION_TEXT), None, Control::Area, text))
                    .child(form.refusal())
                    .child(ask.buttons(form.submit("button", t(key::OFFICE_GIVE_OPINION))))
            });
        })
    })
    .collect()
}

/// The supervision committee halts a case, and lets it go on.
fn holding(one: &CaseView, desk: &Desk) -> Element {
    let (case, desk) = (one.row.id, desk.clone());
    let held = one.holds.iter().find(|hold| hold.lifted_at.is_none()).map(|hold| hold.id);
    let (name, why) = match held {
        Some(_) => (key::OFFICE_LIFT_HOLD, key::OFFICE_LIFT_HOLD_WHY),
        None => (key::OFFICE_RAISE_HOLD, key::OFFICE_RAISE_HOLD_WHY),
    };
    opener(name, "button quiet", move || {
        let (ask, code): (Ask, _) = (desk.ask.clone(), desk.code.clone());
        let dialog = ask.clone();
        reason(&ask, t(name), t(why), t(name), move |form, reason| {
            let dialog = dialog.clone();
            let body = HoldBecause { reason };
            match held {
                Some(hold) => form.send::<LiftHold>((code.clone(), hold), body, move |_| dialog.close()),
                None => form.send::<RaiseHold>((code.clone(), case), body, move |_| dialog.close()),
            }
        });
    })
}

fn closing(one: &CaseView, desk: &Desk) -> impl FnMut() + Send + use<> {
    let (case, step, desk) = (one.row.id, one.row.step, desk.clone());
    move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_CLOSE_STEP), move |ask| {
            let (form, outcome) = (Form::new(&["outcome"], |_| None), RwSignal::new(VoteOutcome::Passed.to_string()));
            let dialog = ask.clone();
            let send = move || {
                let Ok(outcome) = outcome.get_untracked().parse() else { return };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                let body = CloseStepWith { step, outcome };
                form.send::<CloseStep>((desk.code.clone(), case), body, move |closed| {
                    dialog.close();
                    desk.say(words_of("outcome", closed.certificate.outcome.as_str()));
                });
            };
            let outcomes = VoteOutcome::ALL.iter().map(|one| (one.to_string(), words_of("outcome", one.as_str())));
            form.element("stack", send)
                .child(el("p", "").child(t(key::OFFICE_CLOSE_STEP_WHY)))
                .child(form.field(
                    "outcome",
                    t(key::OFFICE_OUTCOME),
                    None,
                    Control::Choice(outcomes.collect()),
                    outcome,
                ))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button sure", t(key::OFFICE_CLOSE_STEP))))
        });
    }
}

fn leaving(one: &CaseView, desk: &Desk) -> impl FnMut() + Send + use<> {
    let (case, desk) = (one.row.id, desk.clone());
    move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_LEAVE_CASE), move |ask| {
            let form = Form::new(&["exit", "reason"], |_| None);
            let (exit, why) = (RwSignal::new(Exit::Returned.to_string()), RwSignal::new(String::new()));
            let dialog = ask.clone();
            let send = move || {
                let Ok(exit) = exit.get_untracked().parse() else { return };
                let reason = match why.get_untracked().parse() {
                    Ok(reason) => reason,
                    Err(bad) => return form.refuse("reason", typed::wrong(bad)),
                };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                form.send::<LeaveCase>((desk.code.clone(), case), LeaveCaseWith { exit, reason }, move |_| {
                    dialog.close();
                });
            };
            let exits = Exit::ALL.iter().map(|one| (one.to_string(), words_of("exit", one.as_str()))).collect();
            form.element("stack", send)
                .child(el("p", "").child(t(key::OFFICE_LEAVE_CASE_WHY)))
                .child(form.field("exit", t(key::OFFICE_OUTCOME), None, Control::Choice(exits), exit))
                .child(crate::ui::ask::reason_field(form, why))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_LEAVE_CASE))))
        });
    }
}
