//! Who is there: the frozen roll, ticked off from the paper list.
//!
//! State: whom the reader has ticked and not yet sent.

use domain::contract::ListVoters;
use domain::ids::VoterId;
use domain::meetings::{Electorate, ListedVoter, ListedVoters, Meeting, MeetingRoll, MeetingRollRow, MeetingStatus};

use crate::command::Command;
use crate::meetings::words_of;
use crate::office::frame::Desk;
use crate::ui::{Element, busy_button, command_refusal, el, section};
use crate::watched::Watched;
use crate::words::{key, look_up, number, t, tf, tn};

pub fn card(meeting: &Meeting, roll: &MeetingRoll, desk: &Desk) -> Element {
    let ticked = Watched::new(Vec::<VoterId>::new());
    // Who speaks for a household is known only by the code: households check in themselves.
    let may_tick = meeting.row.status == MeetingStatus::Open && meeting.row.electorate != Electorate::Households;
    let rows: Vec<Element> = roll.rows.iter().map(|one| row(one, may_tick, &ticked)).collect();
    let count = |count: u32| number(count.into());
    let figures = [("roll", &*count(roll.roll_count)), ("struck", &*count(roll.struck))];
    let below = el("p", "body faint").child(tf(key::OFFICE_ROLL_FIGURES, &figures));
    let more = roll.more.then(|| el("p", "body faint").child(t(key::OFFICE_ROLL_MORE)));
    let send = may_tick.then(|| sender(meeting, ticked, desk));
    section("card", t(key::OFFICE_MEETING_ROLL))
        .child(below)
        .child(el("ul", "roll").child(rows))
        .child(more)
        .child(send)
}

fn row(one: &MeetingRollRow, may_tick: bool, ticked: &Watched<Vec<VoterId>>) -> Element {
    let post = one.post.and_then(|post| look_up(&["post.", post.as_str()].concat())).unwrap_or_default();
    let state = match (one.struck, one.present) {
        (Some(cause), _) => words_of("struck", cause.as_str()),
        (None, Some(how)) => words_of("how", how.as_str()),
        (None, None) => String::new(),
    };
    let words = el("span", "").child(el("b", "").child(one.name.clone()));
    let words = words.child(el("span", "faint").child([post, state].join(" ")));
    if !may_tick || one.struck.is_some() || one.present.is_some() {
        return el("li", "").child(el("div", "cell").child(words));
    }
    let (voter, ticked) = (one.voter, ticked.clone());
    let tick = el("input", "").attr("type", "checkbox").on("change", move |_| {
        ticked.update(|known| match known.iter().position(|id| *id == voter) {
            Some(at) => drop(known.remove(at)),
            None => known.push(voter),
        });
    });
    el("li", "").child(el("label", "cell check").child(tick).child(words))
}

fn sender(meeting: &Meeting, ticked: Watched<Vec<VoterId>>, desk: &Desk) -> Element {
    let (command, desk, id) = (Command::new(), desk.clone(), meeting.row.id);
    let press = move || {
        let voters: Vec<ListedVoter> =
            ticked.peek(|ticked| ticked.iter().map(|voter| ListedVoter { voter: *voter, speaker: None }).collect());
        if voters.is_empty() {
            return desk.say(t(key::OFFICE_TICK_FIRST));
        }
        let desk = desk.clone();
        command.send::<ListVoters>((desk.code.clone(), id), ListedVoters { voters }, move |listed| {
            desk.say(tn(key::OFFICE_LISTED, listed.added.into(), &[]));
        });
    };
    el("div", "body stack").child(command_refusal(command, t(key::OFFICE_REFUSED))).child(busy_button(
        "button",
        t(key::OFFICE_LIST_VOTERS),
        command.busy,
        press,
    ))
}
