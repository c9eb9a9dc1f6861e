//! `POST …/check-ins` and `GET …/check-in-key`

use super::facts::{LoadedMeeting, absent_meeting, load_meeting};
use super::{attendance, roll, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::crypto;
use crate::object::{Cx, Feature, sent_at};
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::limits;
use domain::meetings::{CheckInCaller, CheckedInAtMeeting, PresenceProof, PresentBy, Refusal, Rules, check_in};
use domain::time::HOUR;
use domain::volunteering::{AttendanceCodeRequest, CheckInKeyReply};

crate::handle!(CheckInAtMeeting, check_in_at_meeting);
/// Checks the caller in: as a voter, where households vote for the household, and for those who gave the caller a
/// mandate.
pub fn check_in_at_meeting(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, MeetingId),
    _: &(),
    report: &AttendanceCodeRequest,
) -> HandlerResult<CheckedInAtMeeting> {
    let member = cx.allow_self()?;
    if !report.at.is_plausible() {
        return Err(HandlerError::Problem(RequestError::malformed("at", "UTC milliseconds")));
    }
    let meeting = load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    meeting.state.is_open()?;
    let voter = meeting.voter_of(cx, member)?;
    let found = roll::recheck_voter(cx, &meeting, voter)?;
    let held = attendance::refresh_principals(cx, &meeting, &serde_json::json!([member]).to_string())?;
    let is_proxied = found.present.as_ref().is_some_and(|(presence, _)| presence.how == PresentBy::Proxy);
    let caller = CheckInCaller {
        roll: found.state,
        is_present: found.present.is_some() && !is_proxied,
        may_speak: meeting.may_speak(cx, member, voter)?,
    };
    let wrong_tries = cx.first(sql::WRONG_TRIES, bind![id, member])?.map_or(Ok(0), |row| row.count(0))?;
    let proof = PresenceProof {
        key: crypto::check_in_key(cx.secrets, community.as_str(), &id.to_string()),
        code: &report.code,
        at: report.at,
        sent_at: sent_at(cx)?,
        received_at: cx.now,
        wrong_tries,
    };
    let decided = check_in(&meeting.state, caller, &proof, Rules::current());
    let at = counting_wrong_codes(cx, id, member, decided)?;
    let hand = Some(cx.actor()?).filter(|actor| *actor != member);
    let how = if hand.is_some() { PresentBy::Assisted } else { PresentBy::Code };
    if is_proxied {
        cx.run(sql::REPLACE_PROXY, bind![how.as_str(), at, member, hand, id, voter])?;
    } else {
        cx.run(sql::ENTER, bind![id, voter, how.as_str(), at, member, hand])?;
    }
    let mandates = attendance::enter_mandates(cx, id, held.as_deref(), at, hand)?;
    let detail = serde_json::json!({ "voter": voter, "how": how, "at": at, "mandates": mandates });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    let (present, entitled) = attendance::presence_counts(cx, id)?;
    Ok(CheckedInAtMeeting { at, mandates, present, entitled })
}

/// A wrong code is counted, and the count stays although the command is refused.
fn counting_wrong_codes<T>(
    cx: &Cx<'_>,
    id: MeetingId,
    member: MemberId,
    decided: Result<T, Refusal>,
) -> HandlerResult<T> {
    if let Err(Refusal::CodeNotValid { .. }) = decided {
        cx.run(sql::COUNT_WRONG_TRY, bind![id, member])?;
        cx.commit_on_refusal();
    }
    Ok(decided?)
}

crate::handle!(ShowMeetingKey, show_meeting_key);
/// The key for the screen of an open meeting, which then shows codes without a network.
pub fn show_meeting_key(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, MeetingId),
    _: &(),
    _: &Empty,
) -> HandlerResult<CheckInKeyReply> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&meeting.officer_or_office(cx))?;
    let opened_at = meeting.state.is_open()?;
    let LoadedMeeting { title, .. } = meeting;
    Ok(CheckInKeyReply {
        key: crypto::check_in_key(cx.secrets, community.as_str(), &id.to_string()).to_hex(),
        title,
        valid_from: opened_at,
        valid_until: opened_at.plus(limits::MEETING_KEY_HOURS * HOUR),
        now: cx.now,
    })
}
