//! `POST …/opening` and `POST …/closing`: what the chair does.

use super::facts::{absent_meeting, load_meeting, named_subject};
use super::{roll, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::ballots;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{
    CloseMeetingRequest, MeetingClosed, MeetingOpened, Refusal, Rules, may_close_meeting, may_open_meeting,
};

crate::handle!(OpenMeeting, open_meeting);
/// Opens the meeting. Voters who lost the entitlement since the roll was frozen are struck first.
pub fn open_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    _: &Empty,
) -> HandlerResult<MeetingOpened> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&named_subject(meeting.chair))?;
    may_open_meeting(&meeting.state, None, cx.now, Rules::current())?;
    let struck = roll::strike_unentitled(cx, id, meeting.electorate)?;
    let entitled = meeting.entitled().saturating_sub(struck);
    if meeting.electorate.has_roll() && entitled == 0 {
        return Err(Refusal::NobodyEntitled.into());
    }
    cx.run(sql::OPEN, bind![cx.now, id])?;
    let struck = meeting.struck + struck;
    cx.journal(&id.to_string(), &serde_json::json!({ "entitled": entitled, "struck": struck }))?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(MeetingOpened { entitled, struck })
}

crate::handle!(CloseMeeting, close_meeting);
/// Closes the meeting: from now on its attendance is final.
pub fn close_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &CloseMeetingRequest,
) -> HandlerResult<MeetingClosed> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&named_subject(meeting.chair))?;
    may_close_meeting(&meeting.state, ballots::open_count(cx, id)?, body.visitors)?;
    cx.run(sql::CLOSE, bind![cx.now, body.visitors, id])?;
    let now = load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let (entitled, present, proxies) = (now.entitled(), now.present, now.proxies);
    let detail = serde_json::json!({
        "entitled": entitled, "present": present, "proxies": proxies, "struck": now.struck, "visitors": body.visitors,
    });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(MeetingClosed { entitled, present, proxies })
}
