//! `POST …/attendance` the paper list, `GET …/attendance` who is there, `GET …/roll` the frozen roll.

use super::facts::{LoadedMeeting, absent_meeting, form_subject, load_meeting};
use super::{roll, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::decisions;
use crate::object::{Cx, Feature};
use domain::contract::{Empty, Page, RequestError, page_limit};
use domain::ids::{CommunityCode, MeetingId, MemberId, VoterId};
use domain::meetings::{
    Electorate, ListVotersRequest, ListedState, MeetingAttendance, MeetingPresenceRow, MeetingRoll, MeetingRollRow,
    RollState, StruckCause, VoterQuery, VotersListed, may_list_voters,
};
use domain::members::born_by;
use domain::time::UtcMillis;

crate::handle!(ListVoters, list_voters);
/// Enters voters of the paper list, all or none; existing entries stay as they are.
pub fn list_voters(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &ListVotersRequest,
) -> HandlerResult<VotersListed> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&meeting.officer_or_office(cx))?;
    may_list_voters(&meeting.state, body, &[])?;
    let voters: Vec<VoterId> = body.voters.iter().map(|line| line.voter).collect();
    let voters = serde_json::json!(voters).to_string();
    roll::strike_some(cx, id, meeting.electorate, &voters)?;
    let held = refresh_principals(cx, &meeting, &voters)?;
    let lines = serde_json::json!(body.voters).to_string();
    may_list_voters(&meeting.state, body, &known(cx, &meeting, &lines)?)?;
    let by = cx.member()?;
    let came = cx.run(sql::LIST_PRINCIPALS, bind![lines.as_str(), id, cx.now, by])?.len();
    let entered = cx.run(sql::LIST, bind![lines, id, cx.now, by])?;
    let mandates = enter_mandates(cx, id, held.as_deref(), cx.now, Some(by))?;
    let ids: Vec<VoterId> = entered.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?;
    let detail = serde_json::json!({ "voters": ids, "principals_came": came, "mandates": mandates });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    let (present, entitled) = presence_counts(cx, id)?;
    Ok(VotersListed { added: u32::try_from(ids.len()).unwrap_or(u32::MAX), present, entitled })
}

fn known(cx: &Cx<'_>, meeting: &LoadedMeeting, lines: &str) -> HandlerResult<Vec<ListedState>> {
    let households = meeting.electorate == Electorate::Households;
    let rows = cx.run(sql::LISTED, bind![lines, meeting.id, households, born_by(cx.now.day())])?;
    let mut known = vec![];
    for row in &rows {
        let roll = match (row.flag(1)?, row.maybe_parsed::<StruckCause>(2)?) {
            (false, _) => RollState::NotOnRoll,
            (true, Some(cause)) => RollState::Struck(cause),
            (true, None) => RollState::Entitled,
        };
        known.push(ListedState { roll, speaker_fits: row.flag(3)? });
    }
    Ok(known)
}

/// Returns the list of `holders` (one JSON list of voters) again if any of them holds a mandate; the entitlement of the
/// principals is checked again.
pub fn refresh_principals(cx: &Cx<'_>, meeting: &LoadedMeeting, holders: &str) -> HandlerResult<Option<String>> {
    let row = cx.first(sql::PRINCIPALS, bind![meeting.id, holders])?;
    let row = row.ok_or_else(|| HandlerError::Fault("a count gives a row".to_owned()))?;
    if row.count(0)? == 0 {
        return Ok(None);
    }
    roll::strike_some(cx, meeting.id, meeting.electorate, &row.text(1)?)?;
    Ok(Some(holders.to_owned()))
}

/// Enters as present all who gave a mandate to one of the holders. Returns how many.
pub fn enter_mandates(
    cx: &Cx<'_>,
    id: MeetingId,
    holders: Option<&str>,
    at: UtcMillis,
    by: Option<MemberId>,
) -> HandlerResult<u32> {
    let Some(holders) = holders else { return Ok(0) };
    let entered = cx.run(sql::ENTER_MANDATES, bind![id, holders, at, by])?;
    Ok(u32::try_from(entered.len()).unwrap_or(u32::MAX))
}

/// The present and the entitled, as of now.
pub fn presence_counts(cx: &Cx<'_>, id: MeetingId) -> HandlerResult<(u32, u32)> {
    let now = load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    Ok((now.present, now.entitled()))
}

crate::handle!(ShowMeetingAttendance, show_meeting_attendance);
/// The people present, page by page.
pub fn show_meeting_attendance(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    query: &VoterQuery,
    _: &Empty,
) -> HandlerResult<MeetingAttendance> {
    let Some(meeting) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, meeting.form))?;
    let limit = page_limit(query.limit);
    let rows: Vec<MeetingPresenceRow> = cx.read_all(sql::ATTENDANCE, bind![id, after(query), limit])?;
    let page = Page::cut(rows, limit, |row| row.voter);
    let (entitled, present, proxies) = (meeting.entitled(), meeting.present, meeting.proxies);
    Ok(MeetingAttendance { entitled, present, proxies, page })
}

crate::handle!(ShowMeetingRoll, show_meeting_roll);
/// The frozen roll, page by page, with struck and present voters.
pub fn show_meeting_roll(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    query: &VoterQuery,
    _: &Empty,
) -> HandlerResult<MeetingRoll> {
    let Some(meeting) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, meeting.form))?;
    let limit = page_limit(query.limit);
    let by_household = meeting.electorate == Electorate::Households;
    let values = bind![id, after(query), limit, by_household, born_by(cx.now.day())];
    let rows: Vec<MeetingRollRow> = cx.read_all(sql::ROLL, values)?;
    let page = Page::cut(rows, limit, |row| row.voter);
    let hash = cx.first(sql::ROLL_HASH, bind![id])?.map(|row| row.text(0)).transpose()?.unwrap_or_default();
    let needed = decisions::quorum_people(cx, meeting.form, meeting.electorate, meeting.case, meeting.entitled())?;
    Ok(MeetingRoll { needed, roll_hash: hash, roll_count: meeting.roll_count, struck: meeting.struck, page })
}

fn after(query: &VoterQuery) -> String {
    query.after.map(|voter| voter.to_string()).unwrap_or_default()
}
