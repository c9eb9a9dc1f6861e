//! `POST …/check-ins` and `GET …/check-in-key`

use super::facts::{Facts, absent, facts};
use super::{attendance, roll, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::{Cx, Feature, sent_at};
use crate::crypto;
use domain::contract::{Absence, Empty};
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::limits;
use domain::meetings::{Caller, CheckedInAtMeeting, PresentBy, Proof, Refusal, Rules, check_in};
use domain::time::HOUR;
use domain::volunteering::{CheckInKeyReply, CodeReport};

/// Checks the caller in: as a voter, where households vote for the household, and for those who gave the caller a
/// mandate.
pub fn check_in_at_meeting(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, MeetingId),
    _: &(),
    report: &CodeReport,
) -> Answer<CheckedInAtMeeting> {
    let member = cx.allow_self()?;
    if !report.at.is_plausible() {
        return Err(Stop::Problem(Absence::malformed("at", "UTC milliseconds")));
    }
    let meeting = facts(cx, id)?.ok_or_else(|| Stop::from(Absence::NotFound))?;
    meeting.state.is_open()?;
    let voter = meeting.voter_of(cx, member)?;
    let found = roll::looked_at_anew(cx, &meeting, voter)?;
    let held = attendance::principals(cx, &meeting, &serde_json::json!([member]).to_string())?;
    let is_proxied = found.present.as_ref().is_some_and(|(presence, _)| presence.how == PresentBy::Proxy);
    let caller = Caller {
        roll: found.state,
        is_present: found.present.is_some() && !is_proxied,
        may_speak: meeting.may_speak(cx, member, voter)?,
    };
    let wrong_tries = cx.first(sql::WRONG_TRIES, bind![id, member])?.map_or(Ok(0), |row| row.count(0))?;
    let proof = Proof {
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
    cx.touch(Feature::Meetings)?;
    let (present, entitled) = attendance::counts(cx, id)?;
    Ok(CheckedInAtMeeting { at, mandates, present, entitled })
}

/// A wrong code is counted, and the count stays although the command is refused.
fn counting_wrong_codes<T>(cx: &Cx<'_>, id: MeetingId, member: MemberId, decided: Result<T, Refusal>) -> Answer<T> {
    if let Err(Refusal::CodeNotValid { .. }) = decided {
        cx.run(sql::COUNT_WRONG_TRY, bind![id, member])?;
        cx.keep_writes();
    }
    Ok(decided?)
}

/// The key for the screen of an open meeting, which then shows codes without a network.
pub fn show_meeting_key(
    cx: &Cx<'_>,
    (community, id): (CommunityCode, MeetingId),
    _: &(),
    _: &Empty,
) -> Answer<CheckInKeyReply> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
    cx.allow(&meeting.officer_or_office(cx))?;
    let opened_at = meeting.state.is_open()?;
    let Facts { title, .. } = meeting;
    Ok(CheckInKeyReply {
        key: crypto::check_in_key(cx.secrets, community.as_str(), &id.to_string()).to_hex(),
        title,
        valid_from: opened_at,
        valid_until: opened_at.plus(limits::MEETING_KEY_HOURS * HOUR),
        now: cx.now,
    })
}
