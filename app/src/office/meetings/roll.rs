//! Attendance: the frozen roll, ticked off from the paper list; for a household, the person who came.
//!
//! State: the ticked voters that are not sent yet.

use domain::contract::ListVoters;
use domain::ids::{MemberId, VoterId};
use domain::meetings::{ListVotersRequest, ListedVoter, Meeting, MeetingRoll, MeetingRollRow, MeetingStatus};
use leptos::prelude::event_target_value;

use crate::command::Command;
use crate::light_signal::LightSignal;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, busy_button, command_refusal, el, section};
use crate::words::{key, number, t, tf, tn, word_text};

type TickedVoters = LightSignal<Vec<(VoterId, Option<MemberId>)>>;

pub fn meeting_roll_card(meeting: &Meeting, roll: &MeetingRoll, desk: &OfficeContext) -> Element {
    let ticked = TickedVoters::new(vec![]);
    let may_tick = meeting.row.status == MeetingStatus::Open;
    let rows: Vec<Element> = roll.page.rows.iter().map(|one| row(one, may_tick, &ticked)).collect();
    let entitled = number(roll.roll_count.saturating_sub(roll.struck).into());
    let below = el("p", "body faint").child(tf(key::OFFICE_ROLL_FIGURES, &[("entitled", &entitled)]));
    let more = roll.page.next.map(|_| el("p", "body faint").child(t(key::OFFICE_ROLL_MORE)));
    let send = may_tick.then(|| sender(meeting, ticked, desk));
    section("card", t(key::OFFICE_MEETING_ROLL))
        .child(below)
        .child(el("ul", "roll").child(rows))
        .child(more)
        .child(send)
}

fn row(one: &MeetingRollRow, may_tick: bool, ticked: &TickedVoters) -> Element {
    let post = one.post.map(word_text).unwrap_or_default();
    let state = match (one.struck, one.present) {
        (Some(cause), _) => word_text(cause),
        (None, Some(how)) => word_text(how),
        (None, None) => String::new(),
    };
    let words = el("span", "").child(el("b", "").child(one.name.clone()));
    let words = words.child(el("span", "faint").child([post, state].join(" ")));
    if !may_tick || one.struck.is_some() || one.present.is_some() {
        return el("li", "").child(el("div", "cell").child(words));
    }
    if !one.speakers.is_empty() {
        return el("li", "").child(el("div", "cell").child(words).child(speakers(one, ticked)));
    }
    let (voter, ticked) = (one.voter, ticked.clone());
    let tick = el("input", "").attr("type", "checkbox").on("change", move |_| {
        ticked.update(|known| match known.iter().position(|(id, _)| *id == voter) {
            Some(at) => drop(known.remove(at)),
            None => known.push((voter, None)),
        });
    });
    el("li", "").child(el("label", "cell check").child(tick).child(words))
}

/// The people of the household; nobody is the first choice.
fn speakers(one: &MeetingRollRow, ticked: &TickedVoters) -> Element {
    let (voter, ticked) = (one.voter, ticked.clone());
    let nobody = el("option", "").attr("value", "").child(t(key::OFFICE_NOBODY_CAME));
    let choice = el("select", "input")
        .attr("aria-label", tf(key::OFFICE_WHO_CAME, &[("name", &one.name)]))
        .child(nobody)
        .on("change", move |event| {
            let speaker = event_target_value(&event).parse::<MemberId>().ok();
            ticked.update(|known| {
                known.retain(|(id, _)| *id != voter);
                known.extend(speaker.map(|speaker| (voter, Some(speaker))));
            });
        });
    one.speakers.iter().fold(choice, |choice, speaker| {
        choice.child(el("option", "").attr("value", speaker.member.to_string()).child(speaker.name.clone()))
    })
}

fn sender(meeting: &Meeting, ticked: TickedVoters, desk: &OfficeContext) -> Element {
    let (command, desk, id) = (Command::new(), desk.clone(), meeting.row.id);
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
    el("div", "body stack").child(command_refusal(command, t(key::FORM_REFUSED))).child(busy_button(
        "button",
        t(key::OFFICE_LIST_VOTERS),
        command.busy,
        press,
    ))
}
