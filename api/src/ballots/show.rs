//! `GET …/meetings/{meeting}/ballots`, `…/ballots/{ballot}` and `…/turnout`: public figures, one row each, however many
//! have voted.

use super::facts::{self, Found};
use super::{purpose, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use crate::db::Row;
use crate::meetings;
use domain::access::Subject;
use domain::ballots::{
    Ballot, BallotRow, Ballots, How, LostPhone, OwnVoice, Refusal, Turnout, Used, Voice, VoiceState, speak,
};
use domain::contract::{Absence, Empty};
use domain::ids::{BallotId, CommunityCode, MeetingId, MemberId};
use domain::meetings::LiveBallot;

pub fn list_ballots(cx: &Cx<'_>, (_, meeting): (CommunityCode, MeetingId), _: &(), _: &Empty) -> Answer<Ballots> {
    cx.allow(&Subject::Public)?;
    let row = cx.first(sql::MEETING, bind![meeting])?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let is_over = matches!(row.text(0)?.as_str(), "closed" | "cancelled");
    let ballots = rows(cx, meeting)?;
    let cases = if is_over { vec![] } else { purpose::cases_here(cx, meeting)? };
    cx.tag_reply();
    Ok(Ballots { ballots, cases })
}

/// The ballots of a meeting in order.
fn rows(cx: &Cx<'_>, meeting: MeetingId) -> Answer<Vec<BallotRow>> {
    let row = |row: &Row| {
        let found = facts::read(row)?;
        let (turnout, tally, purpose) = (found.turnout(), found.tally(), found.purpose());
        let (ballot, method) = (found.id, found.state.method);
        Ok(BallotRow { ballot, question: found.question, method, purpose, turnout, tally })
    };
    cx.run(sql::OF_MEETING, bind![meeting])?.iter().map(row).collect()
}

/// What the followers of a meeting's page receive.
pub fn live(cx: &Cx<'_>, meeting: MeetingId) -> Answer<Vec<LiveBallot>> {
    let rows = rows(cx, meeting)?.into_iter();
    Ok(rows.map(|row| LiveBallot { ballot: row.ballot, turnout: row.turnout }).collect())
}

pub fn show_turnout(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), _: &Empty) -> Answer<Turnout> {
    let found = facts::shown(cx, id)?;
    cx.tag_reply();
    Ok(found.turnout())
}

pub fn show_ballot(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), _: &Empty) -> Answer<Ballot> {
    let found = facts::shown(cx, id)?;
    let mine = cx.standing().member.map(|member| mine(cx, &found, member)).transpose()?.unwrap_or_default();
    cx.tag_reply();
    Ok(Ballot {
        ballot: id,
        meeting: found.meeting,
        method: found.state.method,
        open_minutes: found.open_minutes,
        chair: found.state.meeting.chair,
        teller: found.state.meeting.teller,
        entitled_at_opening: found.at_opening.map(|(entitled, _)| entitled),
        present_at_opening: found.at_opening.map(|(_, present)| present),
        opened_at: found.opened_at,
        closed_at: found.closed_at,
        public_key: found.public_key,
        lost_phone: LostPhone::GivenNotCast,
        turnout: found.turnout(),
        tally: found.tally(),
        purpose: found.purpose(),
        mine,
        question: found.question,
        rule: found.rule,
    })
}

fn mine(cx: &Cx<'_>, found: &Found, member: MemberId) -> Answer<Vec<OwnVoice>> {
    let own = found.own_voter(cx)?;
    let mut voters = meetings::represented(cx, found.meeting, member)?;
    voters.push(own);
    let rows = cx.run(sql::VOICES, bind![found.id, serde_json::json!(voters).to_string(), own])?;
    let voices = rows.iter().map(|row| {
        let voice = found.voice_of(row, own)?;
        let (how, name) = if voice.is_own { (How::Own, None) } else { (How::Proxy, row.maybe_text(8)?) };
        Ok(OwnVoice { voter: row.parsed(0)?, how, name, state: state_of(&voice, member) })
    });
    voices.collect()
}

fn state_of(voice: &Voice, member: MemberId) -> VoiceState {
    match (voice.used, speak(voice, member)) {
        (Some(Used::Vote), _) => VoiceState::Voted,
        (Some(Used::Token(_)), _) => VoiceState::TokenGiven,
        (Some(Used::Paper), _) => VoiceState::PaperGiven,
        (None, Ok(_)) => VoiceState::Free,
        (None, Err(Refusal::Struck)) => VoiceState::Struck,
        (None, Err(Refusal::NotPresent)) => VoiceState::NotPresent,
        (None, Err(_)) => VoiceState::SpokenFor,
    }
}
