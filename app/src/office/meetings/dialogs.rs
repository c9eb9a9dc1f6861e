//! The dialogs about a meeting, in a file of their own: another place or time, a guest, a mandate, the outcomes,
//! dropping a draft of a ballot.

use crate::lazy_modules::lazy_modules;
use domain::access::Capability;
use domain::ballots::AtRevisionRequest;
use domain::contract::{DropBallot, InviteGuest, NameProxy, WithdrawProxy};
use domain::ids::{BallotId, MeetingId, MemberId};
use domain::meetings::{NameProxyRequest, WithdrawProxyRequest};
use domain::members::NearKinship;
use domain::time::UtcMillis;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::guests::GuestForm;
use super::outcomes::{self, AskedOutcomes};
use super::revise;
use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, button, el, form_values};
use crate::words::{key, t, word_choices};

lazy_modules! {
    /// All the dialogs of this module.
    office_meeting_act_file(MeetingAct) -> () = act_on_meeting, "office meetings chairing kinship";
}

/// A dialog and its meeting.
#[derive(Clone)]
pub struct MeetingAct {
    pub desk: OfficeContext,
    pub meeting: MeetingId,
    pub what: MeetingDialog,
}

#[derive(Clone)]
pub enum MeetingDialog {
    /// The place and the beginning that the page shows.
    Revise(String, UtcMillis),
    Invite,
    Proxy,
    /// The principal of the mandate.
    TakeBack(MemberId),
    Outcomes(AskedOutcomes),
    /// A draft, with the revision that the page shows.
    Drop(BallotId, u32),
}

/// Whether the reader runs meetings by office: a mere chair or teller does not announce any.
pub fn manages_meetings(desk: &OfficeContext) -> bool {
    desk.session.may_somewhere(Capability::ManageMeeting)
}

/// A button whose dialog is in the file.
pub fn meeting_act_button(class: &'static str, name: String, act: MeetingAct) -> Element {
    button(class, name, move || spawn_local(office_meeting_act_file(act.clone())))
}

pub fn act_on_meeting(MeetingAct { desk, meeting, what }: MeetingAct) {
    match what {
        MeetingDialog::Revise(place, starts_at) => revise::revise_meeting_dialog(&desk, meeting, place, starts_at),
        MeetingDialog::Invite => invite(&desk, meeting),
        MeetingDialog::Proxy => name_proxy(&desk, meeting),
        MeetingDialog::TakeBack(principal) => take_back(&desk, meeting, principal),
        MeetingDialog::Outcomes(asked) => outcomes::record_outcomes_dialog(&desk, meeting, asked),
        MeetingDialog::Drop(ballot, revision) => drop_ballot(&desk, ballot, revision),
    }
}

fn invite(desk: &OfficeContext, meeting: MeetingId) {
    let desk = desk.clone();
    desk.clone().ask.open(t(key::OFFICE_INVITE), move |ask| {
        let (form, inviting) = (Form::new(&["guest", "capacity"], |_| None), GuestForm::new());
        let (typed, dialog) = (inviting.clone(), ask.clone());
        let send = move || {
            let Some(guest) = typed.one(form) else { return };
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<InviteGuest>((desk.code.clone(), meeting), guest, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_INVITED));
            });
        };
        form.element("stack", send)
            .child(inviting.fields(form))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_INVITE))))
    });
}

fn field_of_mandate(code: &str) -> Option<&'static str> {
    Some(match code.strip_prefix("meetings/")? {
        "mandate-given" | "not-on-roll" | "struck" => "principal",
        "mandates-full" | "mandate-chain" | "same-person" => "proxy",
        _ => return None,
    })
}

fn name_proxy(desk: &OfficeContext, meeting: MeetingId) {
    let desk = desk.clone();
    desk.clone().ask.open(t(key::OFFICE_PROXY), move |ask| {
        let form = Form::new(&["word", "principal", "other", "proxy", "kinship", "paper"], field_of_mandate);
        let (one, other) = (PersonPicker::new(), PersonPicker::new());
        let (principal, proxy) = (one.chosen, other.chosen);
        let (kinship, paper) = (RwSignal::new(NearKinship::Child.to_string()), RwSignal::new(String::new()));
        let (dialog, saying) = (ask.clone(), desk.clone());
        let send = move || {
            let member = |chosen: RwSignal<String>| chosen.get_untracked().parse::<MemberId>();
            let Ok(principal) = member(principal) else { return form.refuse("principal", t(key::OFFICE_MISSING)) };
            let Ok(proxy) = member(proxy) else { return form.refuse("proxy", t(key::OFFICE_MISSING)) };
            let Ok(kinship) = kinship.get_untracked().parse() else { return };
            let paper = match paper.get_untracked().parse() {
                Ok(paper) => paper,
                Err(bad) => return form.refuse("paper", form_values::bad_text_words(bad)),
            };
            let (dialog, desk) = (dialog.clone(), saying.clone());
            let draft = NameProxyRequest { principal, proxy, kinship, paper };
            form.send::<NameProxy>((desk.code.clone(), meeting), draft, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_PROXY_ENTERED));
            });
        };
        let kin = Control::Choice(word_choices::<NearKinship>());
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_PROXY_WHY)))
            .child(one.fields(&desk, form, "word", "principal", t(key::OFFICE_PROXY_PRINCIPAL)))
            .child(other.fields(&desk, form, "other", "proxy", t(key::OFFICE_PROXY_HOLDER)))
            .child(form.field("kinship", t(key::OFFICE_PROXY_KINSHIP), None, kin, kinship))
            .child(form.field(
                "paper",
                t(key::OFFICE_PROXY_PAPER),
                Some(t(key::OFFICE_PROXY_PAPER_HINT)),
                Control::Text,
                paper,
            ))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button", t(key::OFFICE_PROXY))))
    });
}

fn take_back(desk: &OfficeContext, meeting: MeetingId, principal: MemberId) {
    let desk = desk.clone();
    desk.clone().ask.open(t(key::OFFICE_PROXY_BACK), move |ask| {
        let (form, dialog) = (Form::whole(), ask.clone());
        let send = move || {
            let (dialog, desk) = (dialog.clone(), desk.clone());
            let body = WithdrawProxyRequest { principal };
            form.send::<WithdrawProxy>((desk.code.clone(), meeting), body, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_PROXY_TAKEN_BACK));
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_PROXY_BACK_WHY)))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_PROXY_BACK))))
    });
}

fn drop_ballot(desk: &OfficeContext, ballot: BallotId, revision: u32) {
    let desk = desk.clone();
    desk.clone().ask.open(t(key::OFFICE_DROP_BALLOT), move |ask| {
        let (form, dialog) = (Form::whole(), ask.clone());
        let send = move || {
            let (dialog, desk) = (dialog.clone(), desk.clone());
            form.send::<DropBallot>((desk.code.clone(), ballot), AtRevisionRequest { revision }, move |_| {
                dialog.close();
                desk.say(t(key::OFFICE_BALLOT_DROPPED));
            });
        };
        form.element("stack", send)
            .child(el("p", "").child(t(key::OFFICE_DROP_BALLOT_WHY)))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_DROP_BALLOT))))
    });
}
