//! The dialogs about a meeting, in a file of their own: another place or time, calling it off, closing it, a guest, a
//! mandate, the outcomes, dropping a draft of a ballot.

use crate::lazy_modules::lazy_modules;
use domain::access::Capability;
use domain::contract::{CancelMeeting, CloseMeeting, DropBallot, InviteGuest, NameProxy, WithdrawProxy};
use domain::ids::{BallotId, MeetingId, MemberId};
use domain::meetings::GuestCapacity;
use domain::members::NearKinship;
use domain::time::UtcMillis;
use leptos::task::spawn_local;

use super::outcomes::{self, AskedOutcomes};
use super::revise;
use crate::office::frame::OfficeContext;
use crate::office::person_picker::PersonPicker;
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, button};
use crate::words::{key, t};

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
    Cancel,
    Close,
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
        MeetingDialog::Revise(place, starts_at) => revise::revise_meeting_dialog(desk, meeting, place, starts_at),
        MeetingDialog::Cancel => cancel(desk, meeting),
        MeetingDialog::Close => close(desk, meeting),
        MeetingDialog::Invite => invite(desk, meeting),
        MeetingDialog::Proxy => name_proxy(desk, meeting),
        MeetingDialog::TakeBack(principal) => take_back(desk, meeting, principal),
        MeetingDialog::Outcomes(asked) => outcomes::record_outcomes_dialog(&desk, meeting, asked),
        MeetingDialog::Drop(ballot, revision) => drop_ballot(desk, ballot, revision),
    }
}

fn cancel(desk: OfficeContext, meeting: MeetingId) {
    BodyForm::<CancelMeeting>::new(t(key::OFFICE_CANCEL_MEETING))
        .text(t(key::OFFICE_CANCEL_MEETING_WHY))
        .danger()
        .open(&desk.ask, (desk.code.clone(), meeting), |_| ());
}

fn close(desk: OfficeContext, meeting: MeetingId) {
    BodyForm::<CloseMeeting>::new(t(key::OFFICE_CLOSE_MEETING))
        .text(t(key::OFFICE_CLOSE_MEETING_WHY))
        .danger()
        .starts("visitors", "0".to_owned())
        .open(&desk.ask.clone(), (desk.code.clone(), meeting), move |_| desk.say(t(key::OFFICE_MEETING_CLOSED)));
}

fn invite(desk: OfficeContext, meeting: MeetingId) {
    BodyForm::<InviteGuest>::new(t(key::OFFICE_INVITE))
        .starts("capacity", GuestCapacity::InterestedResident.to_string())
        .open(&desk.ask.clone(), (desk.code.clone(), meeting), move |_| desk.say(t(key::OFFICE_INVITED)));
}

fn name_proxy(desk: OfficeContext, meeting: MeetingId) {
    let form = BodyForm::<NameProxy>::new(t(key::OFFICE_PROXY))
        .text(t(key::OFFICE_PROXY_WHY))
        .starts("kinship", NearKinship::Child.to_string())
        .placing(|code| (code == "meetings/same-person").then_some("proxy"));
    let form = PersonPicker::new().field(form, &desk, "principal");
    PersonPicker::new()
        .field(form, &desk, "proxy")
        .open(&desk.ask.clone(), (desk.code.clone(), meeting), move |_| desk.say(t(key::OFFICE_PROXY_ENTERED)));
}

fn take_back(desk: OfficeContext, meeting: MeetingId, principal: MemberId) {
    BodyForm::<WithdrawProxy>::new(t(key::OFFICE_PROXY_BACK))
        .text(t(key::OFFICE_PROXY_BACK_WHY))
        .danger()
        .fixed("principal", principal.to_string())
        .open(&desk.ask.clone(), (desk.code.clone(), meeting), move |_| desk.say(t(key::OFFICE_PROXY_TAKEN_BACK)));
}

fn drop_ballot(desk: OfficeContext, ballot: BallotId, revision: u32) {
    BodyForm::<DropBallot>::new(t(key::OFFICE_DROP_BALLOT))
        .text(t(key::OFFICE_DROP_BALLOT_WHY))
        .danger()
        .fixed("revision", revision)
        .open(&desk.ask.clone(), (desk.code.clone(), ballot), move |_| desk.say(t(key::OFFICE_BALLOT_DROPPED)));
}
