//! `GET …/meetings/{meeting}`: the meeting in figures, and the caller's own part in it.

use super::announce::community_kind;
use super::facts::{LoadedMeeting, load_meeting, maybe_version, read_json};
use super::lists::meeting_row;
use super::{outcomes, proxies, roll, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::files_of;
use crate::bind;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::archive::Owner;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::masking;
use domain::meetings::{AdoptedMinutes, GuestCapacity, GuestRow, Meeting, OwnPart, RollState, Rules, open_window};

crate::handle!(ShowMeeting, show_meeting);
pub fn show_meeting(cx: &Cx<'_>, (_, id): (CommunityCode, MeetingId), _: &(), _: &Empty) -> HandlerResult<Meeting> {
    cx.allow(&Subject::Public)?;
    let row = cx.first(sql::ONE, bind![id])?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let standing = cx.standing();
    let (opens_from, opens_until) = open_window(row.time(7)?, Rules::current());
    let shown = meeting_row(&row)?;
    let mandates_max = Rules::current().proxies_per_holder(shown.form, community_kind(cx)?);
    let mine = standing.member.map(|member| own_part(cx, id, member)).transpose()?;
    let minutes = match (maybe_version(row.maybe_int(28)?)?, row.maybe_text(29)?, row.maybe_time(30)?) {
        (Some(version), Some(hash), Some(adopted_at)) => Some(AdoptedMinutes { version, hash, adopted_at }),
        _ => None,
    };
    cx.set_etag(&[Feature::Meetings, Feature::Members])?;
    let outcomes = outcomes::load_outcomes(cx, id, shown.form, minutes.as_ref())?;
    Ok(Meeting {
        row: shown,
        agenda: read_json(&row.text(13)?)?,
        within: row.maybe_text(31)?,
        files: files_of(cx, Owner::Meeting(id))?,
        seats: row.count(14)?,
        guests: guests(cx, id)?,
        chair_name: row.text(15)?,
        teller_name: row.maybe_text(16)?,
        recorder_name: row.maybe_text(17)?,
        announced_at: row.time(18)?,
        notice_days: row.count(19)?,
        opens_from,
        opens_until,
        opened_at: row.maybe_time(20)?,
        closed_at: row.maybe_time(21)?,
        cancelled_reason: row.maybe_text(22)?,
        roll_hash: row.text(23)?,
        roll_count: row.count(24)?,
        struck: row.count(25)?,
        proxies: row.count(26)?,
        mandates_max,
        visitors: row.count(27)?,
        outcomes,
        minutes,
        mine,
    })
}

/// An organisation's name is public; the name of a guest who comes as a person is masked for strangers.
fn guests(cx: &Cx<'_>, id: MeetingId) -> HandlerResult<Vec<GuestRow>> {
    let mut guests = vec![];
    for row in cx.run(sql::GUESTS, bind![id])? {
        let (name, capacity): (String, GuestCapacity) = (row.text(0)?, row.parsed(1)?);
        let is_named = capacity.is_organisation() || cx.standing().member.is_some();
        guests.push(GuestRow { name: if is_named { name } else { masking::mask_name(&name) }, capacity });
    }
    Ok(guests)
}

/// The stored part of the caller. Reading strikes nobody.
fn own_part(cx: &Cx<'_>, id: MeetingId, member: MemberId) -> HandlerResult<OwnPart> {
    let meeting: LoadedMeeting = load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let voter = meeting.voter_of(cx, member)?;
    let found = roll::load_voter(cx, id, voter)?;
    let struck = match found.state {
        RollState::Struck(cause) => Some(cause),
        _ => None,
    };
    let speaks = found.present.as_ref().is_some_and(|(_, by)| *by == member);
    Ok(OwnPart {
        voter: (found.state != RollState::NotOnRoll).then_some(voter),
        struck,
        present: found.present.map(|(presence, _)| presence),
        speaks,
        mandates: proxies::count_mandates(cx, id, member)?,
        is_chair: meeting.chair == member,
        is_teller: meeting.teller == Some(member),
        is_recorder: meeting.recorder == Some(member),
    })
}
