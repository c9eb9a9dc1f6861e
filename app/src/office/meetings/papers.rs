//! Papers of a secret ballot: one act gives them to all who are there and have neither a paper nor a token.
//!
//! State: the ticked people. Form by hand: a list is ticked.

use domain::ballots::{HandOutPaperRequest, ReceiverRow, VoiceState};
use domain::contract::{HandOutPaper, ListReceivers, Page};
use domain::ids::{BallotId, VoterId};
use domain::limits::LISTED_VOTERS_MAX;

use super::people_sheet::{LineSide, SheetLine, SheetState, people_sheet};
use crate::command::Command;
use crate::office::frame::OfficeContext;
use crate::ui::{Element, busy_button, command_refusal, el};
use crate::words::{key, number, t, tf, tn, word_text};

/// A ballot as the page shows it.
#[derive(Clone)]
pub struct PapersAct {
    pub desk: OfficeContext,
    pub ballot: BallotId,
    pub revision: u32,
}

pub fn hand_out_dialog(act: PapersAct) {
    let query = domain::ballots::VoteQuery { limit: Some(100), ..domain::ballots::VoteQuery::default() };
    let desk = act.desk.clone();
    desk.clone().read_first::<ListReceivers>((desk.code.clone(), act.ballot), query, move |found| {
        desk.ask.open(t(key::OFFICE_HAND_OUT), move |_| sheet(&act, &found));
    });
}

fn sheet(act: &PapersAct, found: &Page<ReceiverRow, VoterId>) -> Element {
    let count = |state| number(found.rows.iter().filter(|row| row.state == state).count().try_into().unwrap_or(0));
    let (papers, tokens) = (count(VoiceState::PaperGiven), count(VoiceState::TokenGiven));
    let figures = [("papers", &*papers), ("tokens", &*tokens), ("waiting", &*count(VoiceState::Free))];
    let free: Vec<VoterId> =
        found.rows.iter().filter(|row| row.state == VoiceState::Free).map(|row| row.voter).collect();
    let lines = found.rows.iter().map(|row| {
        let is_free = row.state == VoiceState::Free;
        let state = if is_free { String::new() } else { word_text(row.state) };
        SheetLine {
            voter: row.voter,
            name: row.name.clone(),
            below: [row.address_masked.as_str(), &state].join(" "),
            side: if is_free { LineSide::Tick } else { LineSide::Done(None) },
        }
    });
    let state = SheetState::new();
    let command = Command::new();
    let (label, is_done) = (tn(key::HALL_PAPERS_ALL, free.len().try_into().unwrap_or(0), &[]), free.is_empty());
    let all = sender(act, command, "button", label, move || free.clone()).flag_live("hidden", move || is_done);
    let ticked = state.ticked.clone();
    let ticked = move || ticked.peek(|known| known.iter().map(|(voter, _)| *voter).collect());
    let some = sender(act, command, "button quiet", t(key::HALL_PAPERS_TICKED), ticked);
    let acts = el("div", "stack")
        .child(command_refusal(command, t(key::FORM_REFUSED)))
        .child(el("div", "actions").child(all).child(some.flag_live("hidden", move || is_done)))
        .child(act.desk.ask.closing());
    el("div", "stack")
        .child(el("p", "").child(el("b", "").child(tf(key::HALL_PAPERS_FIGURES, &figures))))
        .child(el("p", "faint").child(t(key::HALL_PAPERS_WHY)))
        .child(found.next.map(|_| el("p", "faint").child(t(key::OFFICE_ROLL_MORE))))
        .child(people_sheet(lines.collect(), &state, acts))
}

fn sender(
    act: &PapersAct,
    command: Command,
    class: &'static str,
    label: String,
    voters: impl Fn() -> Vec<VoterId> + Send + 'static,
) -> Element {
    let PapersAct { desk, ballot, revision } = act.clone();
    let press = move || {
        let mut voters = voters();
        voters.truncate(LISTED_VOTERS_MAX);
        if voters.is_empty() {
            return desk.say(t(key::HALL_PAPERS_TICK_FIRST));
        }
        let desk = desk.clone();
        let body = HandOutPaperRequest { voters, revision };
        command.send::<HandOutPaper>((desk.code.clone(), ballot), body, move |done| {
            desk.ask.close();
            desk.say(tn(key::HALL_PAPERS_GIVEN, done.added.into(), &[]));
        });
    };
    busy_button(class, label, command.busy, press)
}
