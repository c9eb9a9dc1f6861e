//! Running one meeting: moving it, opening it, who is there, its ballots, its minutes, closing it.

use core::time::Duration;
use domain::ballots::{BallotRow, Ballots};
use domain::contract::{Empty, Endpoint, ListBallots, ListProxies, OpenMeeting, ShowMeeting, ShowMeetingRoll};
use domain::ids::MeetingId;
use domain::meetings::{LiveBallot, LiveMeeting, Meeting, MeetingRow, MeetingStatus, VoterQuery};
use leptos::prelude::*;

use super::dialogs::{MeetingAct, MeetingDialog, manages_meetings, meeting_act_button};
use super::people_sheet::SheetState;
use super::{ballots, guests, meeting_of_page, minutes, outcomes, proxies, records, roll};
use crate::command::Command;
use crate::live_socket::{MeetingSocket, follow_meeting};
use crate::location::community_link;
use crate::meetings::answer_words;
use crate::office::frame::{OfficeContext, page_head};
use crate::ui::{Calls, Element, busy_button, command_refusal, el, fact, fetched_part, loading_view, section};
use crate::words::{Key, key, moment, number, t, tf, word_text};

/// How often an open meeting is asked for changes where no socket tells them,.
const ASK_EVERY: Duration = Duration::from_secs(10);
/// What a new answer would take away: typed text that was not sent, and a search.
const TYPING: &str = "form[data-changed], input[type=search]:focus";

pub fn run_meeting_page(desk: OfficeContext) -> Element {
    let (state, changes) = (SheetState::new(), RwSignal::new(0u32));
    loading_view(move || {
        changes.track();
        let (desk, state) = (desk.clone(), state.clone());
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
            if meeting.row.status == MeetingStatus::Open {
                follow(&meeting, &found, changes);
            }
            let (of, with) = (meeting.clone(), desk.clone());
            let sheet = fetched_part(roll::office_people_file(()), move |sheets| {
                (sheets.roll)(&of, &roll, &state, &with).any()
            });
            let parts = el("div", "stack")
                .child(stands(&meeting, &desk))
                .child(sheet)
                .child(proxies::proxies_card(&meeting, &mandates.rows, &desk))
                .child(guests::guests_card(&meeting, &desk))
                .child(ballots::meeting_ballots_card(&meeting, &found, &desk))
                .child(minutes::write_minutes_card(&meeting, &desk))
                .child(records::records_card(&meeting, &desk))
                .child(outcomes::record_outcomes_card(&meeting, &desk));
            let title = meeting.row.title.clone();
            let form = word_text(meeting.row.form);
            Some(el("div", "stack").child(page_head(title, Some(form), None)).child(parts).any())
        })
    })
}

/// Reads the page again when its counts have changed elsewhere, but not under the hands of somebody who types.
fn follow(meeting: &Meeting, found: &Ballots, changes: RwSignal<u32>) {
    let row = &meeting.row;
    let live = |one: &BallotRow| LiveBallot { ballot: one.ballot, turnout: one.turnout };
    let ballots = found.ballots.iter().map(live).collect();
    let shown = LiveMeeting { status: row.status, entitled: row.entitled, present: row.present, ballots };
    let waits = RwSignal::new(false);
    let renew = move || {
        let typing = document().query_selector(TYPING).ok().flatten().is_some();
        waits.try_set(typing);
        if !typing {
            changes.try_update(|count| *count += 1);
        }
    };
    let heard = move |now: LiveMeeting| {
        if now != shown {
            renew();
        }
    };
    let socket = StoredValue::new_local(follow_meeting(row.id, heard));
    let ask = move || {
        let hears = socket.try_with_value(|socket| socket.as_ref().is_some_and(MeetingSocket::is_open));
        if hears != Some(true) || waits.try_get_untracked() == Some(true) {
            renew();
        }
    };
    if let Ok(timer) = set_interval_with_handle(ask, ASK_EVERY) {
        on_cleanup(move || timer.clear());
    }
}

fn stands(meeting: &Meeting, desk: &OfficeContext) -> Element {
    let row = &meeting.row;
    let figures = [("entitled", &*number(row.entitled.into())), ("present", &*number(row.present.into()))];
    let facts = el("dl", "facts")
        .child(fact(t(key::OFFICE_STUCK), word_text(row.status)))
        .child(fact(t(key::FIELD_MEETINGS_STARTS_AT), moment(row.starts_at)))
        .child(fact(t(key::FIELD_MEETINGS_PLACE), row.place.clone()))
        .child(fact(t(key::OFFICE_MEETING_WHO), tf(key::MEETINGS_PRESENT, &figures)))
        .child(answer_words(meeting).map(|words| fact(t(key::MEETINGS_ANSWERED), words)))
        .child(fact(t(key::MEETINGS_AGENDA), agenda_words(meeting)))
        .child(fact(t(key::OFFICE_CHAIR), meeting.chair_name.clone()))
        .child(meeting.teller_name.clone().map(|name| fact(t(key::OFFICE_TELLER), name)))
        .child(meeting.recorder_name.clone().map(|name| fact(t(key::OFFICE_RECORDER), name)));
    let public = community_link(&desk.code, &["meetings/", &row.id.to_string()].concat());
    let acts = el("div", "actions")
        .child(el("a", "button quiet").attr("href", public).child(t(key::OFFICE_MEETING_PUBLIC)))
        .child(acts(meeting, desk));
    section("card", t(key::OFFICE_MEETING)).child(el("div", "body stack").child(facts).child(acts))
}

fn agenda_words(meeting: &Meeting) -> String {
    meeting.agenda.iter().map(|item| item.title.to_string()).collect::<Vec<_>>().join("；")
}

fn acts(meeting: &Meeting, desk: &OfficeContext) -> Vec<Element> {
    let id = meeting.row.id;
    let is_chair = meeting.mine.as_ref().is_some_and(|mine| mine.is_chair);
    match meeting.row.status {
        MeetingStatus::Announced => {
            let mut acts = vec![];
            if manages_meetings(desk) {
                acts.push(revise(&meeting.row, desk));
                acts.push(dialog("button quiet", key::OFFICE_CANCEL_MEETING, id, MeetingDialog::Cancel, desk));
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
                acts.push(dialog("button", key::OFFICE_CLOSE_MEETING, id, MeetingDialog::Close, desk));
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
    dialog("button quiet", key::OFFICE_REVISE_MEETING, row.id, what, desk)
}

fn dialog(class: &'static str, name: Key, meeting: MeetingId, what: MeetingDialog, desk: &OfficeContext) -> Element {
    meeting_act_button(class, t(name), MeetingAct { desk: desk.clone(), meeting, what })
}
