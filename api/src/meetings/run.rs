//! `POST …/opening` and `POST …/closing`: what the chair does.

use super::facts::{absent, facts, named};
use super::{roll, sql};
use crate::answer::{Answer, Stop};
use crate::ballots;
use crate::bind;
use crate::community::{Cx, Feature};
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{MeetingClosed, MeetingClosing, MeetingOpened, Refusal, Rules, close, open};

/// Opens the meeting. Voters who lost the entitlement since the roll was frozen are struck first.
pub fn open_meeting(cx: &Cx<'_>, (_, id): (CommunityCode, MeetingId), _: &(), _: &Empty) -> Answer<MeetingOpened> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
    cx.allow(&named(meeting.chair))?;
    open(&meeting.state, None, cx.now, Rules::current())?;
    let struck = roll::strike(cx, id, meeting.electorate)?;
    let entitled = meeting.entitled().saturating_sub(struck);
    if meeting.electorate.has_roll() && entitled == 0 {
        return Err(Refusal::NobodyEntitled.into());
    }
    cx.run(sql::OPEN, bind![cx.now, id])?;
    let struck = meeting.struck + struck;
    cx.journal(&id.to_string(), &serde_json::json!({ "entitled": entitled, "struck": struck }))?;
    cx.touch(Feature::Meetings)?;
    Ok(MeetingOpened { entitled, struck })
}

/// Closes the meeting: from now on its attendance is final.
pub fn close_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &MeetingClosing,
) -> Answer<MeetingClosed> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
    cx.allow(&named(meeting.chair))?;
    close(&meeting.state, ballots::open_count(cx, id)?, body.visitors)?;
    cx.run(sql::CLOSE, bind![cx.now, body.visitors, id])?;
    let now = facts(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    let (entitled, present, proxies) = (now.entitled(), now.present, now.proxies);
    let detail = serde_json::json!({
        "entitled": entitled, "present": present, "proxies": proxies, "struck": now.struck, "visitors": body.visitors,
    });
    cx.journal(&id.to_string(), &detail)?;
    cx.touch(Feature::Meetings)?;
    Ok(MeetingClosed { entitled, present, proxies })
}
