//! The reader's answer to the invitation, and how many answered.
//!
//! Invariant: an answer is neither an attendance nor a vote, and the page says so.

use crate::command::Command;
use crate::load::Load;
use crate::location::current_community;
use crate::ui::{Element, busy_button, command_refusal, el, said_and_reloaded};
use crate::words::{Key, key, number, t, tf, tn};
use domain::contract::AnswerInvitation;
use domain::meetings::{AnswerInvitationRequest, Electorate, InvitationAnswer, Meeting, MeetingStatus};

/// `会来 41，来不了 6，还没回复 33；到会需 54 人`: while it is announced, for a meeting with a roll.
pub fn answer_words(one: &Meeting) -> Option<String> {
    let row = &one.row;
    if row.status != MeetingStatus::Announced || row.electorate == Electorate::None {
        return None;
    }
    let silent = row.entitled.saturating_sub(row.coming + row.not_coming);
    let [coming, away, silent] = [row.coming, row.not_coming, silent].map(|count| number(count.into()));
    let said = tf(key::MEETINGS_ANSWERS, &[("coming", &*coming), ("away", &*away), ("silent", &*silent)]);
    let households = row.electorate == Electorate::Households;
    let needed = if households { key::MEETINGS_QUORUM_HOUSEHOLDS } else { key::MEETINGS_QUORUM };
    let needed = (one.quorum > 0).then(|| tn(needed, one.quorum.into(), &[]));
    Some([Some(said), needed].into_iter().flatten().collect())
}

/// Two buttons, of which the given answer is pressed, and one that takes it back.
pub fn answer_view(one: &Meeting, given: Option<InvitationAnswer>, found: Load<Meeting>) -> Element {
    let command = Command::new();
    let at = (current_community(), one.row.id);
    let choice = |answer: InvitationAnswer, words: Key, done: Key| {
        let (at, pressed) = (at.clone(), given == Some(answer));
        let class = if pressed { "button block middle" } else { "button quiet block middle" };
        let press = move || {
            let body = AnswerInvitationRequest { answer };
            command.send::<AnswerInvitation>(at.clone(), body, said_and_reloaded(found, done));
        };
        busy_button(class, t(words), command.busy, press).attr("aria-pressed", pressed.to_string())
    };
    let (coming, away) = (InvitationAnswer::Coming, InvitationAnswer::NotComing);
    let coming = choice(coming, key::MEETINGS_COMING, key::MEETINGS_COMING_SAID);
    let not_coming = choice(away, key::MEETINGS_NOT_COMING, key::MEETINGS_NOT_COMING_SAID);
    let back =
        given.map(|_| choice(InvitationAnswer::Undecided, key::MEETINGS_UNDECIDED, key::MEETINGS_UNDECIDED_SAID));
    let mandate = (given == Some(away) && one.mandates_max > 0)
        .then(|| el("p", "").child(tn(key::MEETINGS_MANDATE_HOW, one.mandates_max.into(), &[])));
    el("div", "stack")
        .child(command_refusal(command, t(key::MEETINGS_NOT_ANSWERED)))
        .child(coming)
        .child(not_coming)
        .child(mandate)
        .child(back)
        .child(el("p", "faint").child(t(key::MEETINGS_ANSWER_HINT)))
}
