//! `GET …/meetings/{meeting}/live`: the counts of a meeting and of its ballots. Whoever asks for a WebSocket is given the same
//! again whenever it has changed; see [`crate::live`].

use super::facts::facts;
use crate::answer::{Answer, Stop};
use crate::ballots;
use crate::community::Cx;
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{LiveBallot, LiveMeeting};

pub fn follow_meeting(cx: &Cx<'_>, at: (CommunityCode, MeetingId), _: &(), none: &Empty) -> Answer<LiveMeeting> {
    let id = at.1;
    // Asks the table, and tags the reply.
    let ballots = ballots::list_ballots(cx, at, &(), none)?.ballots.into_iter();
    let meeting = facts(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    Ok(LiveMeeting {
        status: meeting.state.status,
        entitled: meeting.entitled(),
        present: meeting.present,
        ballots: ballots.map(|row| LiveBallot { ballot: row.ballot, turnout: row.turnout }).collect(),
    })
}
