//! `GET …/meetings/{meeting}/live`: the counts of a meeting and of its ballots. A request for a WebSocket gets the same
//! content again after each change; see [`crate::live`].

use super::facts::facts;
use crate::answer::{Answer, Stop};
use crate::ballots;
use crate::community::Cx;
use domain::access::Subject;
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::LiveMeeting;

pub fn follow_meeting(cx: &Cx<'_>, (_, id): (CommunityCode, MeetingId), _: &(), _: &Empty) -> Answer<LiveMeeting> {
    cx.allow(&Subject::Public)?;
    cx.tag_reply();
    let meeting = facts(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    Ok(LiveMeeting {
        status: meeting.state.status,
        entitled: meeting.entitled(),
        present: meeting.present,
        ballots: ballots::live(cx, id)?,
    })
}
