//! `GET …/meetings/{meeting}/ballots`, `…/ballots/{ballot}` and `…/turnout`: public figures, one row each, however many
//! have voted.

use super::facts::{self, LoadedBallot};
use super::purpose;
use super::sql::{self, DraftMeeting, VoiceRow};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::meetings;
use crate::object::Cx;
use domain::access::Subject;
use domain::ballots::{
    Ballot, BallotRow, BallotState, Ballots, CountProgress, FirstCountRow, LostPhone, OwnVoice, Refusal, Turnout,
    Voice, VoiceState, VoiceUse, VotingRight, find_voting_right,
};
use domain::communities::{TodayItem, TodayKind};
use domain::contract::{Empty, RequestError};
use domain::ids::{BallotId, CommunityCode, MeetingId, MemberId};
use domain::meetings::LiveBallot;

crate::handle!(ListBallots, list_ballots);
pub fn list_ballots(
    cx: &Cx<'_>,
    (_, meeting): (CommunityCode, MeetingId),
    _: &(),
    _: &Empty,
) -> HandlerResult<Ballots> {
    cx.allow(&Subject::Public)?;
    let held: Option<DraftMeeting> = cx.read_first(sql::MEETING, bind![meeting])?;
    let held = held.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let ballots = loaded(cx, meeting)?.into_iter().map(|found| row(cx, found)).collect::<HandlerResult<_>>()?;
    let cases = if held.is_over { vec![] } else { purpose::cases_here(cx, meeting)? };
    cx.tag_reply();
    Ok(Ballots { ballots, cases })
}

/// The ballots of a meeting in order.
fn loaded(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<Vec<LoadedBallot>> {
    Ok(cx.read_all(sql::OF_MEETING, bind![meeting])?)
}

fn row(cx: &Cx<'_>, found: LoadedBallot) -> HandlerResult<BallotRow> {
    let (turnout, tally, purpose) = (found.turnout(), found.tally(), found.purpose());
    let (ballot, method, first_count) = (found.id, found.state.method, first_count(cx, &found.state)?);
    Ok(BallotRow { ballot, question: found.question, method, purpose, turnout, tally, first_count })
}

/// The first count, as the caller may see it: figures only for the counter, the name for the meeting's officers.
fn first_count(cx: &Cx<'_>, found: &BallotState) -> HandlerResult<Option<FirstCountRow>> {
    let (CountProgress::Once { by, counts }, Some(me)) = (found.entered, cx.standing().member) else { return Ok(None) };
    if me != by && me != found.meeting.chair && Some(me) != found.meeting.teller {
        return Ok(None);
    }
    let name = cx.first(sql::COUNTER, bind![by])?.map(|row| row.text(0)).transpose()?.unwrap_or_default();
    Ok(Some(FirstCountRow { by_name: name, counts: (me == by).then_some(counts) }))
}

/// What the followers of a meeting's page receive.
pub fn live_ballots(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<Vec<LiveBallot>> {
    let live = |found: LoadedBallot| LiveBallot { ballot: found.id, turnout: found.turnout() };
    Ok(loaded(cx, meeting)?.into_iter().map(live).collect())
}

crate::handle!(ShowTurnout, show_turnout);
pub fn show_turnout(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), _: &Empty) -> HandlerResult<Turnout> {
    let found = facts::load_public_ballot(cx, id)?;
    cx.tag_reply();
    Ok(found.turnout())
}

crate::handle!(ShowBallot, show_ballot);
pub fn show_ballot(cx: &Cx<'_>, (_, id): (CommunityCode, BallotId), _: &(), _: &Empty) -> HandlerResult<Ballot> {
    let found = facts::load_public_ballot(cx, id)?;
    let mine = cx.standing().member.map(|member| mine(cx, &found, member)).transpose()?.unwrap_or_default();
    cx.tag_reply();
    Ok(Ballot {
        ballot: id,
        meeting: found.meeting,
        method: found.state.method,
        open_minutes: found.open_minutes,
        chair: found.state.meeting.chair,
        teller: found.state.meeting.teller,
        entitled_at_opening: found.entitled_at_opening,
        present_at_opening: found.present_at_opening,
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

/// Open ballots in which the caller may vote now, for the caller or for somebody who gave a mandate.
pub fn list_open_for(cx: &Cx<'_>, member: MemberId) -> HandlerResult<Vec<TodayItem>> {
    let mut items = vec![];
    for found in cx.read_all::<LoadedBallot>(sql::OPEN_BY_PHONE, &[])? {
        if mine(cx, &found, member)?.iter().any(|voice| voice.state == VoiceState::Free) {
            let closes_at = found.state.closes_at;
            items.push(TodayItem::of(TodayKind::Vote, found.id.to_string(), found.question, closes_at));
        }
    }
    Ok(items)
}

fn mine(cx: &Cx<'_>, found: &LoadedBallot, member: MemberId) -> HandlerResult<Vec<OwnVoice>> {
    let own = found.own_voter(cx)?;
    let mut voters = meetings::represented_voters(cx, found.meeting, member)?;
    voters.push(own);
    let own_voice = |row: VoiceRow| {
        let voice = found.voice_of(&row, own);
        let (how, name) = if voice.is_own { (VotingRight::Own, None) } else { (VotingRight::Proxy, row.name) };
        OwnVoice { voter: row.voter, how, name, state: state_of(&voice, member) }
    };
    let voters = serde_json::json!(voters).to_string();
    let rows: Vec<VoiceRow> = cx.read_all(sql::VOICES, bind![found.id, voters, own])?;
    Ok(rows.into_iter().map(own_voice).collect())
}

fn state_of(voice: &Voice, member: MemberId) -> VoiceState {
    match (voice.used, find_voting_right(voice, member)) {
        (Some(VoiceUse::Vote), _) => VoiceState::Voted,
        (Some(VoiceUse::Token(_)), _) => VoiceState::TokenGiven,
        (Some(VoiceUse::Paper), _) => VoiceState::PaperGiven,
        (None, Ok(_)) => VoiceState::Free,
        (None, Err(Refusal::Struck)) => VoiceState::Struck,
        (None, Err(Refusal::NotPresent)) => VoiceState::NotPresent,
        (None, Err(_)) => VoiceState::SpokenFor,
    }
}
