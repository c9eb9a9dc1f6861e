//! Running one meeting: moving it, opening it, who is there, its ballots, its minutes, closing it.

use domain::contract::{
    CancelMeeting, CloseMeeting, Empty, Endpoint, ListBallots, ListProxies, OpenMeeting, ShowMeeting, ShowMeetingRoll,
};
use domain::ids::MeetingId;
use domain::meetings::{CancelMeetingRequest, CloseMeetingRequest, Meeting, MeetingRow, MeetingStatus, VoterQuery};
use leptos::prelude::*;

use super::dialogs::{MeetingAct, MeetingDialog, manages_meetings, meeting_act_button};
use super::{ballots, guests, meeting_of_page, minutes, outcomes, proxies, records, roll};
use crate::command::Command;
use crate::location::community_link;
use crate::office::frame::{OfficeContext, page_head};
use crate::ui::form::{Control, Form};
use crate::ui::page_dialog::ask_reason;
use crate::ui::{Calls, Element, busy_button, command_refusal, el, fact, loading_view, section};
use crate::words::{key, moment, number, t, tf, word_text};

pub fn run_meeting_page(desk: OfficeContext) -> Element {
    loading_view(move || {
        let desk = desk.clone();
        let Some(id) = meeting_of_page() else { return Calls::nowhere() };
        let at = (desk.code.clone(), id);
        let first = VoterQuery { limit: Some(100), ..VoterQuery::default() };
        let urls = vec![
            ShowMeeting::url(&at, &()),
            ListBallots::url(&at, &()),
            ShowMeetingRoll::url(&at, &first),
            ListProxies::url(&at, &first),
        ];
        Calls::new(urls, move |answers| {
            let (meeting, found) = (answers.next::<ShowMeeting>()?, answers.next::<ListBallots>()?);
            let (roll, mandates) = (answers.next::<ShowMeetingRoll>()?, answers.next::<ListProxies>()?);
            let parts = el("div", "stack")
                .child(stands(&meeting, &desk))
                .child(roll::meeting_roll_card(&meeting, &roll, &desk))
                .child(proxies::proxies_card(&meeting, &mandates.rows, &desk))
                .child(guests::guests_card(&meeting, &desk))
                .child(ballots::meeting_ballots_card(&meeting, &found, &roll, &desk))
                .child(minutes::write_minutes_card(&meeting, &desk))
                .child(records::records_card(&meeting, &desk))
                .child(outcomes::record_outcomes_card(&meeting, &desk));
            let title = meeting.row.title.clone();
            let form = word_text(meeting.row.form);
            Some(el("div", "stack").child(page_head(title, Some(form), None)).child(parts).any())
        })
    })
}

fn stands(meeting: &Meeting, desk: &OfficeContext) -> Element {
    let row = &meeting.row;
    let figures = [("entitled", &*number(row.entitled.into())), ("present", &*number(row.present.into()))];
    let facts = el("dl", "facts")
        .child(fact(t(key::OFFICE_STUCK), word_text(row.status)))
        .child(fact(t(key::MEETINGS_TIME), moment(row.starts_at)))
        .child(fact(t(key::MEETINGS_PLACE), row.place.clone()))
        .child(fact(t(key::OFFICE_MEETING_WHO), tf(key::MEETINGS_PRESENT, &figures)));
    let public = community_link(&desk.code, &["meetings/", &row.id.to_string()].concat());
    let acts = el("div", "actions")
        .child(el("a", "button quiet").attr("href", public).child(t(key::OFFICE_MEETING_PUBLIC)))
        .child(acts(meeting, desk));
    section("card", t(key::OFFICE_MEETING)).child(el("div", "body stack").child(facts).child(acts))
}

fn acts(meeting: &Meeting, desk: &OfficeContext) -> Vec<Element> {
    let id = meeting.row.id;
    let is_chair = meeting.mine.as_ref().is_some_and(|mine| mine.is_chair);
    match meeting.row.status {
        MeetingStatus::Announced => {
            let mut acts = vec![];
            if manages_meetings(desk) {
                acts.extend([revise(&meeting.row, desk), cancel(id, desk)]);
            }
            if is_chair {
                acts.push(open(id, desk));
            }
            acts
        }
        MeetingStatus::Open => {
            let code = desk.link(&["meetings/", &id.to_string(), "/code"].concat());
            let mut acts = vec![el("a", "button quiet").attr("href", code).child(t(key::OFFICE_CODE))];
            if is_chair {
                acts.push(close(id, desk));
            }
            acts
        }
        MeetingStatus::Closed | MeetingStatus::Cancelled => vec![],
    }
}

fn open(meeting: MeetingId, desk: &OfficeContext) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let desk = desk.clone();
        command.send::<OpenMeeting>((desk.code.clone(), meeting), Empty {}, move |opened| {
            let count = |count: u32| number(count.into());
            let figures = [("entitled", &*count(opened.entitled)), ("struck", &*count(opened.struck))];
            desk.say(tf(key::OFFICE_MEETING_OPENED, &figures));
        });
    };
    el("div", "stack")
        .child(busy_button("button", t(key::OFFICE_OPEN_MEETING), command.busy, press))
        .child(command_refusal(command, t(key::FORM_REFUSED)))
}

fn revise(row: &MeetingRow, desk: &OfficeContext) -> Element {
    let what = MeetingDialog::Revise(row.place.clone(), row.starts_at);
    let act = MeetingAct { desk: desk.clone(), meeting: row.id, what };
    meeting_act_button("button quiet", t(key::OFFICE_REVISE_MEETING), act)
}

fn cancel(meeting: MeetingId, desk: &OfficeContext) -> Element {
    let desk = desk.clone();
    el("button", "button quiet").attr("type", "button").child(t(key::OFFICE_CANCEL_MEETING)).on_click(move || {
        let (ask, desk) = (desk.ask.clone(), desk.clone());
        let dialog = ask.clone();
        ask_reason(
            &ask,
            t(key::OFFICE_CANCEL_MEETING),
            t(key::OFFICE_CANCEL_MEETING_WHY),
            t(key::OFFICE_CANCEL_MEETING),
            move |form, reason| {
                let dialog = dialog.clone();
                let body = CancelMeetingRequest { reason };
                form.send::<CancelMeeting>((desk.code.clone(), meeting), body, move |_| dialog.close());
            },
        );
    })
}

fn close(meeting: MeetingId, desk: &OfficeContext) -> Element {
    let desk = desk.clone();
    el("button", "button").attr("type", "button").child(t(key::OFFICE_CLOSE_MEETING)).on_click(move || {
        let desk = desk.clone();
        desk.clone().ask.open(t(key::OFFICE_CLOSE_MEETING), move |ask| {
            let (form, visitors) = (Form::new(&["visitors"], |_| None), RwSignal::new("0".to_owned()));
            let dialog = ask.clone();
            let send = move || {
                let Ok(visitors) = visitors.get_untracked().trim().parse() else {
                    return form.refuse("visitors", t(key::OFFICE_MISSING));
                };
                let (dialog, desk) = (dialog.clone(), desk.clone());
                let body = CloseMeetingRequest { visitors };
                form.send::<CloseMeeting>((desk.code.clone(), meeting), body, move |_| {
                    dialog.close();
                    desk.say(t(key::OFFICE_MEETING_CLOSED));
                });
            };
            let number = Control::Number { min: 0, max: 500 };
            form.element("stack", send)
                .child(el("p", "").child(t(key::OFFICE_CLOSE_MEETING_WHY)))
                .child(form.field("visitors", t(key::OFFICE_VISITORS), None, number, visitors))
                .child(form.refusal())
                .child(ask.buttons(form.submit("button danger sure", t(key::OFFICE_CLOSE_MEETING))))
        });
    })
}
