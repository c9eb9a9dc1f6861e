//! `GET …/meetings/{meeting}`: the meeting in figures, and the caller's own part in it.

use super::announce::community_kind;
use super::facts::{LoadedMeeting, load_meeting};
use super::sql::MeetingMore;
use super::{invitations, outcomes, proxies, roll, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::files_of;
use crate::bind;
use crate::decisions;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::archive::Owner;
use domain::contract::{Empty, RequestError};
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::masking;
use domain::meetings::{GuestCapacity, GuestRow, Meeting, MeetingRow, OwnPart, RollState, Rules, open_window};

crate::handle!(ShowMeeting, show_meeting);
pub fn show_meeting(cx: &Cx<'_>, (_, id): (CommunityCode, MeetingId), _: &(), _: &Empty) -> HandlerResult<Meeting> {
    cx.allow(&Subject::Public)?;
    let found: Option<(MeetingRow, MeetingMore)> = cx.read_first(sql::ONE, bind![id])?;
    let (row, more) = found.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let standing = cx.standing();
    let (opens_from, opens_until) = open_window(row.starts_at, Rules::current());
    let mandates_max = Rules::current().proxies_per_holder(row.form, community_kind(cx)?);
    let mine = standing.member.map(|member| own_part(cx, id, member)).transpose()?;
    cx.set_etag(&[Feature::Meetings, Feature::Members, Feature::Matters, Feature::Decisions])?;
    let quorum = decisions::quorum_people(cx, row.form, row.electorate, row.case, row.entitled)?;
    let outcomes = outcomes::load_outcomes(cx, id, row.form, more.minutes.as_ref())?;
    Ok(Meeting {
        row,
        agenda: more.agenda,
        within: more.within,
        files: files_of(cx, Owner::Meeting(id))?,
        seats: more.seats,
        guests: guests(cx, id)?,
        chair_name: more.chair_name,
        teller_name: more.teller_name,
        recorder_name: more.recorder_name,
        announced_at: more.announced_at,
        notice_days: more.notice_days,
        urgent: more.urgent,
        opens_from,
        opens_until,
        opened_at: more.opened_at,
        closed_at: more.closed_at,
        cancelled_reason: more.cancelled_reason,
        roll_hash: more.roll_hash,
        roll_count: more.roll_count,
        struck: more.struck,
        proxies: more.proxies,
        mandates_max,
        quorum,
        visitors: more.visitors,
        outcomes,
        minutes: more.minutes,
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
        answer: invitations::answer_of(cx, id, voter)?,
        present: found.present.map(|(presence, _)| presence),
        speaks,
        mandates: proxies::count_mandates(cx, id, member)?,
        is_chair: meeting.chair == member,
        is_teller: meeting.teller == Some(member),
        is_recorder: meeting.recorder == Some(member),
    })
}
