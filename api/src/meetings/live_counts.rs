//! `GET …/meetings/{meeting}/live`: the counts of a meeting and of its ballots. A request for a WebSocket gets the same
//! content again after each change; see [`crate::live`].

use super::facts::load_meeting;
use crate::answer::{HandlerError, HandlerResult};
use crate::ballots;
use crate::object::Cx;
use domain::access::Subject;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::LiveMeeting;

crate::handle!(FollowMeeting, follow_meeting);
pub fn follow_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    _: &Empty,
) -> HandlerResult<LiveMeeting> {
    cx.allow(&Subject::Public)?;
    cx.tag_reply();
    let meeting = load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    Ok(LiveMeeting {
        status: meeting.state.status,
        entitled: meeting.entitled(),
        present: meeting.present,
        ballots: ballots::live_ballots(cx, id)?,
    })
}
