//! Attendance: the frozen roll, ticked off from the paper list; for a household, the person who came. A wrong entry is
//! withdrawn with a reason. In a file of its own, with the sheet for papers.

use domain::contract::{ListVoters, WithdrawPresence};
use domain::ids::{MeetingId, MemberId, VoterId};
use domain::meetings::{
    ListVotersRequest, ListedVoter, Meeting, MeetingRoll, MeetingRollRow, MeetingStatus, PresentBy,
};

use super::papers::hand_out_dialog;
use super::people_sheet::{LineSide, SheetLine, SheetState, TickedVoters, people_sheet};
use crate::command::Command;
use crate::lazy_modules::lazy_modules;
use crate::office::frame::OfficeContext;
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, busy_button, button, command_refusal, el, section};
use crate::words::{key, number, t, tf, tn, word_text};

/// The sheets of people: the attendance, and the papers of a ballot.
#[derive(Clone, Copy)]
pub struct PeopleSheets {
    pub roll: fn(&Meeting, &MeetingRoll, &SheetState, &OfficeContext) -> Element,
    pub papers: fn(super::papers::PapersAct),
}

lazy_modules! {
    /// Attendance, and papers of a ballot.
    office_people_file(()) -> PeopleSheets = people_sheets, "hall";
}

pub fn people_sheets((): ()) -> PeopleSheets {
    PeopleSheets { roll: meeting_roll_card, papers: hand_out_dialog }
}

fn meeting_roll_card(meeting: &Meeting, roll: &MeetingRoll, state: &SheetState, desk: &OfficeContext) -> Element {
    let ticked = &state.ticked;
    let may_tick = meeting.row.status == MeetingStatus::Open;
    // Who is present by now is no longer ticked.
    let free = |voter: VoterId| roll.page.rows.iter().any(|row| row.voter == voter && row.present.is_none());
    if ticked.peek(|known| known.iter().any(|(voter, _)| !free(*voter))) {
        ticked.update(|known| known.retain(|(voter, _)| free(*voter)));
    }
    let lines: Vec<SheetLine> = roll.page.rows.iter().map(|one| line(one, may_tick, meeting.row.id, desk)).collect();
    let waits = lines.iter().any(|line| !matches!(line.side, LineSide::Done(_)));
    let entitled = roll.roll_count.saturating_sub(roll.struck);
    let count = |count: u32| number(count.into());
    let figures =
        [("entitled", &*count(entitled)), ("present", &*count(meeting.row.present)), ("needed", &*count(roll.needed))];
    let below = tf(if roll.needed > 0 { key::HALL_FIGURES_NEEDED } else { key::HALL_FIGURES }, &figures);
    let more = roll.page.next.map(|_| el("p", "body faint").child(t(key::OFFICE_ROLL_MORE)));
    let send = if waits { sender(meeting.row.id, ticked.clone(), desk) } else { el("div", "") };
    section("card", t(key::OFFICE_MEETING_ROLL))
        .child(el("p", "body").child(el("b", "").child(below)))
        .child(people_sheet(lines, state, send))
        .child(more)
}

fn line(one: &MeetingRollRow, may_tick: bool, meeting: MeetingId, desk: &OfficeContext) -> SheetLine {
    let post = one.post.map(word_text).unwrap_or_default();
    let state = match (one.struck, one.present) {
        (Some(cause), _) => word_text(cause),
        (None, Some(how)) => word_text(how),
        (None, None) => String::new(),
    };
    let below = [one.address_masked.as_str(), &post, &state].join(" ");
    let side = if !may_tick || one.struck.is_some() {
        LineSide::Done(None)
    } else if let Some(how) = one.present {
        LineSide::Done((how == PresentBy::List).then(|| withdrawing(one, meeting, desk)))
    } else if one.speakers.is_empty() {
        LineSide::Tick
    } else {
        LineSide::Speakers(one.speakers.iter().map(|speaker| (speaker.member, speaker.name.clone())).collect())
    };
    SheetLine { voter: one.voter, name: one.name.clone(), below, side }
}

/// The button that takes a wrong entry back.
fn withdrawing(one: &MeetingRollRow, meeting: MeetingId, desk: &OfficeContext) -> Element {
    let (voter, name, desk) = (one.voter, one.name.clone(), desk.clone());
    let label = tf(key::HALL_WITHDRAW_OF, &[("name", &name)]);
    let press = move || {
        let saying = desk.clone();
        BodyForm::<WithdrawPresence>::new(tf(key::HALL_WITHDRAW_OF, &[("name", &name)]))
            .text(t(key::HALL_WITHDRAW_WHY))
            .fixed("voter", voter.to_string())
            .submit(t(key::HALL_WITHDRAW))
            .open(&desk.ask, (desk.code.clone(), meeting), move |now| {
                let (present, entitled) = (number(now.present.into()), number(now.entitled.into()));
                saying.say(tf(key::HALL_WITHDRAWN, &[("present", &present), ("entitled", &entitled)]));
            });
    };
    button("button small quiet", t(key::HALL_WITHDRAW), press).attr("aria-label", label)
}

fn sender(id: MeetingId, ticked: TickedVoters, desk: &OfficeContext) -> Element {
    let (command, desk) = (Command::new(), desk.clone());
    let press = move || {
        let line = |(voter, speaker): &(VoterId, Option<MemberId>)| ListedVoter { voter: *voter, speaker: *speaker };
        let voters: Vec<ListedVoter> = ticked.peek(|ticked| ticked.iter().map(line).collect());
        if voters.is_empty() {
            return desk.say(t(key::OFFICE_TICK_FIRST));
        }
        let desk = desk.clone();
        command.send::<ListVoters>((desk.code.clone(), id), ListVotersRequest { voters }, move |listed| {
            desk.say(tn(key::OFFICE_LISTED, listed.added.into(), &[]));
        });
    };
    let button = busy_button("button", t(key::OFFICE_LIST_VOTERS), command.busy, press);
    el("div", "stack").child(command_refusal(command, t(key::FORM_REFUSED))).child(button)
}
