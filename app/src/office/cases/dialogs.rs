//! The dialogs about a case, in a file of their own: its meeting, opinions, a hold, closing its step, leaving it.

use crate::lazy_modules::lazy_modules;
use domain::contract::{AskOpinion, CloseStep, GiveOpinion, LeaveCase, LiftHold, LinkMeeting, ListMeetings, RaiseHold};
use domain::decisions::{CaseStep, OpinionOf};
use domain::ids::{CaseId, HoldId, OpinionId};
use domain::meetings::{MeetingQuery, MeetingRow};

use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::words::{Key, key, last_day, moment, t, tf, word_text};

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
    /// With the name of the act: the adviser's own opinion, or one that came on paper.
    GiveOpinion(OpinionId, Key),
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
        CaseDialog::GiveOpinion(opinion, name) => give_opinion(desk, opinion, name),
        CaseDialog::Hold(held) => hold(desk, case, held),
        CaseDialog::Close => close(desk, case, step),
        CaseDialog::Leave => leave(desk, case),
    }
}

/// Chooses one of the meetings that were announced for this case.
fn link(desk: OfficeContext, case: CaseId, step: CaseStep) {
    let query = MeetingQuery { case: Some(case), limit: Some(50), ..MeetingQuery::default() };
    desk.clone().read_first::<ListMeetings>((desk.code.clone(),), query, move |found| {
        let named = |row: &MeetingRow| (row.id.to_string(), [moment(row.starts_at), row.title.clone()].join(" "));
        let choices = found.rows.iter().map(named).collect();
        BodyForm::<LinkMeeting>::new(t(key::OFFICE_LINK_MEETING))
            .fixed("step", step.as_str())
            .choices("meeting", choices)
            .open(&desk.ask.clone(), (desk.code.clone(), case), move |_| desk.say(t(key::OFFICE_LINKED)));
    });
}

fn ask_opinion(desk: OfficeContext, case: CaseId) {
    let form = BodyForm::<AskOpinion>::new(t(key::OFFICE_ASK_OPINION));
    open_opinion(form, desk, case);
}

fn file(desk: OfficeContext, case: CaseId) {
    let form = BodyForm::<AskOpinion>::new(t(key::OFFICE_FILE_RESOLUTION))
        .text(t(key::OFFICE_FILE_RESOLUTION_WHY))
        .fixed("of", OpinionOf::Township.as_str());
    open_opinion(form, desk, case);
}

fn open_opinion(form: BodyForm<AskOpinion>, desk: OfficeContext, case: CaseId) {
    form.open(&desk.ask.clone(), (desk.code.clone(), case), move |asked| {
        desk.say(tf(key::OFFICE_OPINION_ASKED, &[("time", &last_day(asked.due_at))]));
    });
}

fn give_opinion(desk: OfficeContext, id: OpinionId, name: Key) {
    BodyForm::<GiveOpinion>::new(t(name))
        .open(&desk.ask.clone(), (desk.code.clone(), id), move |_| desk.say(t(key::OFFICE_OPINION_GIVEN)));
}

/// The supervision committee halts a case, or lifts the hold.
fn hold(desk: OfficeContext, case: CaseId, held: Option<HoldId>) {
    match held {
        Some(hold) => BodyForm::<LiftHold>::new(t(key::OFFICE_LIFT_HOLD))
            .text(t(key::OFFICE_LIFT_HOLD_WHY))
            .danger()
            .open(&desk.ask, (desk.code.clone(), hold), |_| ()),
        None => BodyForm::<RaiseHold>::new(t(key::OFFICE_RAISE_HOLD))
            .text(t(key::OFFICE_RAISE_HOLD_WHY))
            .danger()
            .open(&desk.ask, (desk.code.clone(), case), |_| ()),
    }
}

fn close(desk: OfficeContext, case: CaseId, step: CaseStep) {
    BodyForm::<CloseStep>::new(t(key::OFFICE_CLOSE_STEP))
        .text(t(key::OFFICE_CLOSE_STEP_WHY))
        .danger()
        .fixed("step", step.as_str())
        .open(&desk.ask.clone(), (desk.code.clone(), case), move |closed| {
            desk.say(word_text(closed.certificate.outcome));
        });
}

fn leave(desk: OfficeContext, case: CaseId) {
    BodyForm::<LeaveCase>::new(t(key::OFFICE_LEAVE_CASE)).text(t(key::OFFICE_LEAVE_CASE_WHY)).danger().open(
        &desk.ask,
        (desk.code.clone(), case),
        |_| (),
    );
}
