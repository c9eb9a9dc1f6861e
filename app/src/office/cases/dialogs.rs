//! The dialogs about a case, in a file of their own: its meeting, opinions, a hold, closing its step, leaving it.

use crate::lazy_modules::lazy_modules;
use domain::contract::{AskOpinion, CloseStep, GiveOpinion, LeaveCase, LiftHold, LinkMeeting, ListMeetings, RaiseHold};
use domain::decisions::{
    AskOpinionRequest, CaseStep, CloseStepRequest, Exit, GiveOpinionRequest, HoldRequest, LeaveCaseRequest,
    LinkMeetingRequest, OpinionOf, OpinionVerdict, VoteOutcome,
};
use domain::ids::{CaseId, HoldId, MeetingId, OpinionId};
use domain::meetings::MeetingQuery;
use leptos::prelude::*;

use crate::office::frame::OfficeContext;
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog::{PageDialog, ask_reason};
use crate::ui::{el, form_values};
use crate::words::{key, moment, t, tf, word_choices, word_text};

lazy_modules! {
    /// The dialogs about a case: opinions, a hold, closing its step, leaving it.
    office_case_act_file(CaseAct) -> () = act_on_case, "office decisions board";
}

/// A dialog and its case.
pub struct CaseAct {
    pub desk: OfficeContext,
    pub case: CaseId,
    pub step: CaseStep,
    pub what: CaseDialog,
}

#[derive(Clone, Copy)]
pub enum CaseDialog {
    Link,
    AskOpinion,
    /// Files a resolution with the street or township.
    File,
    GiveOpinion(OpinionId),
    /// Raises a hold, or lifts the present one.
    Hold(Option<HoldId>),
    Close,
    Leave,
}

pub fn act_on_case(CaseAct { desk, case, step, what }: CaseAct) {
    match what {
        CaseDialog::Link => link(desk, case, step),
        CaseDialog::AskOpinion => ask_opinion(desk, case),
        CaseDialog::File => file(desk, case),
        CaseDialog::GiveOpinion(opinion) => give_opinion(desk, opinion),
        CaseDialog::Hold(held) => hold(desk, case, held),
        CaseDialog::Close => close(desk, case, step),
        CaseDialog::Leave => leave(desk, case),
    }
}

/// Chooses one of the meetings that were announced for this case.
fn link(desk: OfficeContext, case: CaseId, step: CaseStep) {
    let query = MeetingQuery { case: Some(case), limit: Some(50), ..MeetingQuery::default() };
    desk.clone().read_first::<ListMeetings>((desk.code.clone(),), query, move |found| {
        let choices: Vec<(String, String)> = found
            .rows
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
                let body = LinkMeetingRequest { step, meeting };
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
}

fn ask_opinion(desk: OfficeContext, case: CaseId) {
    desk.clone().ask.open(t(key::OFFICE_ASK_OPINION), move |ask| {
        let (form, of) = (Form::new(&["of"], |_| Some("of")), RwSignal::new(OpinionOf::Adviser.to_string()));
        let dialog = ask.clone();
        let send = move || {
            let Ok(of) = of.get_untracked().parse() else { return };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<AskOpinion>((desk.code.clone(), case), AskOpinionRequest { of }, move |asked| {
                dialog.close();
                desk.say(tf(key::OFFICE_OPINION_ASKED, &[("time", &moment(asked.due_at))]));
            });
        };
        let whose = word_choices::<OpinionOf>();
        form.element("stack", send)
            .child(form.field("of", t(key::OFFICE_OPINION_OF), None, Control::Choice(whose), of))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_ASK_OPINION))))
    });
}

fn file(desk: OfficeContext, case: CaseId) {
    desk.clone().ask.open(t(key::OFFICE_FILE_RESOLUTION), move |ask| {
        let (form, dialog) = (Form::whole(), ask.clone());
        let send = move || {
            let (dialog, desk) = (dialog.clone(), desk.clone());
            let body = AskOpinionRequest { of: OpinionOf::Township };
            form.send::<AskOpinion>((desk.code.clone(), case), body, move |asked| {
                dialog.close();
                desk.say(tf(key::OFFICE_OPINION_ASKED, &[("time", &moment(asked.due_at))]));
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_FILE_RESOLUTION_WHY)))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_FILE_RESOLUTION))))
    });
}

fn give_opinion(desk: OfficeContext, id: OpinionId) {
    desk.clone().ask.open(t(key::OFFICE_GIVE_OPINION), move |ask| {
        let form = Form::new(&["verdict", "text"], |_| None);
        let (verdict, text) = (RwSignal::new(OpinionVerdict::Agree.to_string()), RwSignal::new(String::new()));
        let dialog = ask.clone();
        let send = move || {
            let Ok(verdict) = verdict.get_untracked().parse() else { return };
            let text = match text.get_untracked().parse() {
                Ok(text) => text,
                Err(bad) => return form.refuse("text", form_values::bad_text_words(bad)),
            };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<GiveOpinion>((desk.code.clone(), id), GiveOpinionRequest { verdict, text }, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_OPINION_GIVEN));
            });
        };
        let verdicts = word_choices::<OpinionVerdict>();
        form.element("stack", send)
            .child(form.field("verdict", t(key::OFFICE_VERDICT), None, Control::Choice(verdicts), verdict))
            .child(form.field("text", t(key::OFFICE_OPINION_TEXT), None, Control::Area, text))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_GIVE_OPINION))))
    });
}

/// The supervision committee halts a case, or lifts the hold.
fn hold(desk: OfficeContext, case: CaseId, held: Option<HoldId>) {
    let (name, why) = match held {
        Some(_) => (key::OFFICE_LIFT_HOLD, key::OFFICE_LIFT_HOLD_WHY),
        None => (key::OFFICE_RAISE_HOLD, key::OFFICE_RAISE_HOLD_WHY),
    };
    let (ask, code): (PageDialog, _) = (desk.ask.clone(), desk.code.clone());
    let dialog = ask.clone();
    ask_reason(&ask, t(name), t(why), t(name), move |form, reason| {
        let dialog = dialog.clone();
        let body = HoldRequest { reason };
        match held {
            Some(hold) => form.send::<LiftHold>((code.clone(), hold), body, move |_| dialog.close()),
            None => form.send::<RaiseHold>((code.clone(), case), body, move |_| dialog.close()),
        }
    });
}

fn close(desk: OfficeContext, case: CaseId, step: CaseStep) {
    desk.clone().ask.open(t(key::OFFICE_CLOSE_STEP), move |ask| {
        let (form, outcome) = (Form::new(&["outcome"], |_| None), RwSignal::new(VoteOutcome::Passed.to_string()));
        let dialog = ask.clone();
        let send = move || {
            let Ok(outcome) = outcome.get_untracked().parse() else { return };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            let body = CloseStepRequest { step, outcome };
            form.send::<CloseStep>((desk.code.clone(), case), body, move |closed| {
                dialog.close();
                desk.say(word_text(closed.certificate.outcome));
            });
        };
        let outcomes = word_choices::<VoteOutcome>();
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_CLOSE_STEP_WHY)))
            .child(form.field("outcome", t(key::OFFICE_OUTCOME), None, Control::Choice(outcomes), outcome))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button sure", t(key::OFFICE_CLOSE_STEP))))
    });
}

fn leave(desk: OfficeContext, case: CaseId) {
    desk.clone().ask.open(t(key::OFFICE_LEAVE_CASE), move |ask| {
        let form = Form::new(&["exit", "reason"], |_| None);
        let (exit, why) = (RwSignal::new(Exit::Returned.to_string()), RwSignal::new(String::new()));
        let dialog = ask.clone();
        let send = move || {
            let Ok(exit) = exit.get_untracked().parse() else { return };
            let reason = match why.get_untracked().parse() {
                Ok(reason) => reason,
                Err(bad) => return form.refuse("reason", form_values::bad_text_words(bad)),
            };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<LeaveCase>((desk.code.clone(), case), LeaveCaseRequest { exit, reason }, move |_| {
                dialog.close();
            });
        };
        let exits = word_choices::<Exit>();
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_LEAVE_CASE_WHY)))
            .child(form.field("exit", t(key::OFFICE_OUTCOME), None, Control::Choice(exits), exit))
            .child(crate::ui::page_dialog::reason_field(form, why))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_LEAVE_CASE))))
    });
}
