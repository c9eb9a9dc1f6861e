//! `POST …/meetings`, `…/revision`, `…/cancellation`, `…/guests`, and `GET …/meeting-suggestion`

use super::facts::{LoadedMeeting, form_subject, load_meeting};
use super::{roll, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::{attach_all, file_ids};
use crate::ballots;
use crate::bind;
use crate::decisions;
use crate::notices::notify_many;
use crate::object::{Cx, Feature};
use crate::reminders;
use domain::archive::{FilePurpose, Owner};
use domain::communities::CommunityKind;
use domain::contract::{Empty, RequestError};
use domain::ids::{BallotId, CommunityCode, MeetingId};
use domain::limits;
use domain::meetings::{
    About, AnnounceMeetingRequest, CancelMeetingRequest, Electorate, ElectoratePart, GuestInvited, InviteGuestRequest,
    MeetingAnnounced, MeetingForm, MeetingOfficers, MeetingRevised, MeetingStatus, MeetingSuggestion, Refusal,
    ReviseMeetingRequest, Rules, SuggestionQuery, earliest_start, may_announce_meeting, may_cancel_meeting,
    may_revise_meeting,
};
use domain::members::born_by;
use domain::notices::NoticeKind;
use domain::process::DueKind;
use domain::time::UtcMillis;

crate::handle!(AnnounceMeeting, announce_meeting);
/// Announces a meeting: freezes its roll as of now and notifies everybody on it.
pub fn announce_meeting(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    draft: &AnnounceMeetingRequest,
) -> HandlerResult<MeetingAnnounced> {
    cx.allow(&form_subject(cx, draft.form))?;
    plausible(draft.starts_at)?;
    let floor = decisions::notice_floor(cx, draft.form, draft.electorate)?;
    may_announce_meeting(draft, &floor, cx.now)?;
    about(cx, &draft.about)?;
    decided(cx, draft)?;
    within(cx, &draft.within)?;
    living(cx, &draft.officers)?;
    let id = cx.new_id(MeetingId::from_parts);
    let notice_days = if draft.urgent.is_some() { floor.urgent_days.unwrap_or(floor.days) } else { floor.days };
    write(cx, id, draft, notice_days)?;
    attach_all(cx, Owner::Meeting(id), FilePurpose::Material, &draft.materials)?;
    let (roll_count, roll_hash) = roll::freeze_roll(cx, id, draft.electorate)?;
    if draft.electorate.has_roll() && roll_count == 0 {
        return Err(Refusal::RollEmpty.into());
    }
    let guests = serde_json::json!(draft.guests).to_string();
    cx.run(sql::ADD_GUESTS, bind![id, guests, cx.now, cx.member()?])?;
    let ballot = take_step(cx, id, draft)?;
    let params = serde_json::json!({
        "meeting": id, "title": draft.title, "place": draft.place, "starts_at": draft.starts_at,
    });
    let told = notify_roll(cx, id, draft.electorate, NoticeKind::MeetingAnnounced, &params)?;
    reminders::set_reminder(cx, DueKind::RemindMeeting, &id.to_string(), draft.starts_at)?;
    let detail = serde_json::json!({
        "form": draft.form, "electorate": draft.electorate, "within": draft.within, "starts_at": draft.starts_at, "chair": draft.officers.chair,
        "teller": draft.officers.teller, "matter": draft.about.matter, "case": draft.about.case,
        "notice_days": notice_days, "urgent": draft.urgent, "roll_count": roll_count, "roll_hash": roll_hash, "told": told,
        "files": file_ids(&draft.materials),
        "step": draft.about.step, "ballot": ballot,
    });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(MeetingAnnounced { meeting: id, roll_count, roll_hash, told, notice_days })
}

/// A named case must be open and at the named step.
fn about(cx: &Cx<'_>, about: &About) -> HandlerResult<()> {
    match (about.case, &about.step) {
        (Some(case), Some(step)) if !decisions::is_at(cx, case, step.as_str())? => Err(Refusal::CaseNotFitting.into()),
        _ => Ok(()),
    }
}

/// With a ballot: the meeting takes the step of its case at once, and the ballot is drafted.
fn take_step(cx: &Cx<'_>, id: MeetingId, draft: &AnnounceMeetingRequest) -> HandlerResult<Option<BallotId>> {
    let (Some(case), Some(method)) = (draft.about.case, draft.ballot) else { return Ok(None) };
    let linked = decisions::link_announced(cx, case, id)?;
    linked.ok_or(Refusal::CaseNotFitting)?;
    ballots::draft_for_case(cx, id, case, method).map(Some)
}

crate::handle!(ShowMeetingSuggestion, show_meeting_suggestion);
pub fn show_meeting_suggestion(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &SuggestionQuery,
    _: &Empty,
) -> HandlerResult<MeetingSuggestion> {
    let form = query.form.unwrap_or(MeetingForm::Forum);
    cx.allow(&form_subject(cx, form))?;
    let electorate = query.electorate.or(form.own_electorate()).unwrap_or(Electorate::None);
    let floor = decisions::notice_floor(cx, form, electorate)?;
    let last = cx.read_first(sql::LAST, bind![form.as_str()])?;
    Ok(MeetingSuggestion { earliest_at: earliest_start(&floor, cx.now), notice_days: floor.days, last })
}

/// Cases on the agenda must be open and wait for such a meeting.
fn decided(cx: &Cx<'_>, draft: &AnnounceMeetingRequest) -> HandlerResult<()> {
    for case in draft.agenda.iter().filter_map(|item| item.case) {
        if !decisions::waits_for(cx, case, draft.electorate)? {
            return Err(Refusal::CaseNotFitting.into());
        }
    }
    Ok(())
}

/// A named group or branch must exist.
fn within(cx: &Cx<'_>, within: &ElectoratePart) -> HandlerResult<()> {
    let found = match (within.group, within.branch) {
        (Some(group), _) => cx.first(sql::GROUP_THERE, bind![group])?,
        (None, Some(branch)) => cx.first(sql::BRANCH_THERE, bind![branch])?,
        (None, None) => return Ok(()),
    };
    found.map(|_| ()).ok_or_else(|| Refusal::GroupDoesNotFit.into())
}

fn write(cx: &Cx<'_>, id: MeetingId, draft: &AnnounceMeetingRequest, notice_days: u32) -> HandlerResult<()> {
    let (about, officers) = (&draft.about, &draft.officers);
    let values = bind![
        id,
        draft.form.as_str(),
        draft.electorate.as_str(),
        draft.within.group,
        draft.within.branch,
        about.matter,
        about.case,
        about.step.as_ref().map(domain::meetings::StepWord::as_str),
        draft.title.as_str(),
        serde_json::json!(draft.agenda).to_string(),
        draft.place.as_str(),
        draft.seats,
        draft.starts_at,
        notice_days,
        cx.now,
        officers.chair,
        officers.teller,
        officers.recorder,
        cx.member()?,
        Rules::current().version.as_str(),
        draft.urgent.as_ref().map(domain::text::Reason::as_str)
    ];
    cx.run(sql::ANNOUNCE, values)?;
    Ok(())
}

/// The kind of this community, on which rules depend.
pub fn community_kind(cx: &Cx<'_>) -> HandlerResult<CommunityKind> {
    let row =
        cx.first(sql::COMMUNITY_KIND, &[])?.ok_or_else(|| HandlerError::Fault("a community of no kind".to_owned()))?;
    Ok(row.parsed(0)?)
}

/// The officers of a meeting must live here.
fn living(cx: &Cx<'_>, officers: &MeetingOfficers) -> HandlerResult<()> {
    let mut named = vec![officers.chair, officers.teller];
    named.extend(officers.recorder.filter(|recorder| !named.contains(recorder)));
    let found =
        cx.first(sql::LIVING, bind![serde_json::json!(named).to_string()])?.map_or(Ok(0), |row| row.count(0))?;
    if usize::try_from(found).is_ok_and(|found| found == named.len()) {
        Ok(())
    } else {
        Err(Refusal::NotAResident.into())
    }
}

fn plausible(starts_at: UtcMillis) -> HandlerResult<()> {
    if starts_at.is_plausible() {
        return Ok(());
    }
    Err(HandlerError::Problem(RequestError::malformed("starts_at", "UTC milliseconds")))
}

/// Notifies everybody on the roll, with one statement for any number. A meeting's notice cannot be muted. Returns how
/// many.
fn notify_roll(
    cx: &Cx<'_>,
    id: MeetingId,
    electorate: Electorate,
    notice: NoticeKind,
    params: &serde_json::Value,
) -> HandlerResult<u32> {
    let row = match electorate {
        Electorate::None => return Ok(0),
        Electorate::Households => cx.first(sql::HOUSEHOLDS_TO_TELL, bind![id, born_by(cx.now.day())])?,
        _ => cx.first(sql::VOTERS_TO_TELL, bind![id])?,
    };
    let row = row.ok_or_else(|| HandlerError::Fault("a count gives a row".to_owned()))?;
    notify_many(cx, &row.text(1)?, notice, params)?;
    Ok(row.count(0)?)
}

crate::handle!(ReviseMeeting, revise_meeting);
/// Until the meeting opens: a later time, another place or other officers; afterwards only other officers.
pub fn revise_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &ReviseMeetingRequest,
) -> HandlerResult<MeetingRevised> {
    let Some(old) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, old.form))?;
    plausible(body.starts_at)?;
    may_revise_meeting(&old.state, &old.place, body, cx.now)?;
    let (chair, teller, recorder) = match &body.officers {
        Some(named) => {
            living(cx, named)?;
            (named.chair, Some(named.teller), named.recorder)
        }
        None => (old.chair, old.teller, old.recorder),
    };
    let (place, starts_at) = (body.place.as_str(), body.starts_at);
    cx.run(sql::REVISE, bind![place, starts_at, chair, teller, recorder, id])?;
    let moves = starts_at != old.state.starts_at || place != old.place;
    let params = serde_json::json!({
        "meeting": id, "title": old.title, "place": place, "starts_at": starts_at, "reason": body.reason,
    });
    let told = if moves { notify_roll(cx, id, old.electorate, NoticeKind::MeetingMoved, &params)? } else { 0 };
    reminders::set_reminder(cx, DueKind::RemindMeeting, &id.to_string(), starts_at)?;
    let detail = serde_json::json!({
        "starts_at": starts_at, "chair": chair, "teller": teller, "recorder": recorder, "told": told,
    });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(MeetingRevised { told })
}

crate::handle!(CancelMeeting, cancel_meeting);
pub fn cancel_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &CancelMeetingRequest,
) -> HandlerResult<MeetingRevised> {
    let Some(old) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, old.form))?;
    may_cancel_meeting(&old.state)?;
    cx.run(sql::CANCEL, bind![body.reason.as_str(), id])?;
    let params = serde_json::json!({
        "meeting": id, "title": old.title, "starts_at": old.state.starts_at, "reason": body.reason,
    });
    let told = notify_roll(cx, id, old.electorate, NoticeKind::MeetingCancelled, &params)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "told": told }))?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(MeetingRevised { told })
}

crate::handle!(InviteGuest, invite_guest);
/// Invites somebody without a vote, until the meeting is over.
pub fn invite_guest(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &InviteGuestRequest,
) -> HandlerResult<GuestInvited> {
    let Some(old) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, old.form))?;
    not_over(&old)?;
    let before = cx.first(sql::GUEST_COUNT, bind![id])?.map_or(Ok(0), |row| row.count(0))?;
    let most = u32::try_from(limits::MEETING_GUESTS_MAX).unwrap_or(u32::MAX);
    if before >= most {
        return Err(Refusal::TooMany { most }.into());
    }
    let guests = serde_json::json!([body]).to_string();
    cx.run(sql::ADD_GUESTS, bind![id, guests, cx.now, cx.member()?])?;
    let detail = serde_json::json!({ "capacity": body.capacity, "guests": before + 1 });
    cx.journal(&id.to_string(), &detail)?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(GuestInvited { guests: before + 1 })
}

fn not_over(facts: &LoadedMeeting) -> HandlerResult<()> {
    match facts.state.status {
        MeetingStatus::Announced | MeetingStatus::Open => Ok(()),
        MeetingStatus::Closed => Err(Refusal::AlreadyClosed.into()),
        MeetingStatus::Cancelled => Err(Refusal::IsCancelled.into()),
    }
}
