//! `POST …/cases/{case}/meeting`, `…/draft` and `…/papers`

use super::facts;
use super::load::{self, LoadedCase};
use super::sql::{self, LinkableMeeting};
use crate::answer::{HandlerError, HandlerResult};
use crate::archive::{self, NewAttachment};
use crate::bind;
use crate::notices::notify_member;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::archive::{FilePurpose, Owner};
use domain::contract::Empty;
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, MeetingId, MemberId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;
use domain::time::{UtcMillis, day_text};

/// The case of a path, for callers who may work on it.
pub fn load_allowed_case(cx: &Cx<'_>, id: CaseId) -> HandlerResult<LoadedCase> {
    match load::load_case(cx, id)? {
        Some(found) => {
            cx.allow(&Subject::Community)?;
            Ok(found)
        }
        None => cx.refuse_absent(),
    }
}

crate::handle!(LinkMeeting, link_meeting);
pub fn link_meeting(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CaseId),
    _: &(),
    body: &d::LinkMeetingRequest,
) -> HandlerResult<Done> {
    let found = load_allowed_case(cx, id)?;
    let told = take_step(cx, &found, body.step, body.meeting)?;
    let detail = serde_json::json!({ "step": body.step, "meeting": body.meeting, "supervisors": told });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}

/// Lets a meeting that has just been announced for a case take its step. `None`: the rules of linking refuse that.
pub fn link_announced(cx: &Cx<'_>, case: CaseId, meeting: MeetingId) -> HandlerResult<Option<usize>> {
    let Some(found) = load::load_case(cx, case)? else { return Ok(None) };
    match take_step(cx, &found, found.case.step, meeting) {
        Ok(told) => Ok(Some(told)),
        Err(HandlerError::Problem(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Links the meeting to the present step, and tells the supervisors. Returns how many.
fn take_step(cx: &Cx<'_>, found: &LoadedCase, step: d::CaseStep, id: MeetingId) -> HandlerResult<usize> {
    let meeting: Option<LinkableMeeting> = cx.read_first(sql::LINKABLE, bind![id, found.id, found.matter])?;
    let LinkableMeeting { starts_at, facts: meeting } = meeting.ok_or(d::Refusal::NoMeeting)?;
    let before = linked(cx, found)?.map(|(_, status, _)| status);
    d::link_meeting(&found.case, step, &meeting, before, facts::decided_outcome(cx, found)?)?;
    let told = notify_supervisors(cx, found, starts_at)?;
    // Without supervisors nobody was informed.
    let informed_at = (told > 0).then_some(cx.now);
    cx.run(sql::LINK, bind![id, cx.now, cx.actor()?, informed_at, found.id, step.as_str()])?;
    cx.bump_revision(Feature::Decisions)?;
    Ok(told)
}

/// The meeting of the present step.
fn linked(cx: &Cx<'_>, found: &LoadedCase) -> HandlerResult<Option<(MeetingId, d::MeetingStatus, UtcMillis)>> {
    let steps = found.steps(cx)?;
    let meeting = steps.iter().find(|step| step.name == found.case.step).and_then(|step| step.meeting);
    let Some(meeting) = meeting else { return Ok(None) };
    let row = cx.first(sql::MEETING_STATUS, bind![meeting])?;
    row.map(|row| Ok((meeting, row.parsed(0)?, row.time(1)?))).transpose()
}

fn notify_supervisors(cx: &Cx<'_>, found: &LoadedCase, starts_at: UtcMillis) -> HandlerResult<usize> {
    let params = serde_json::json!({ "title": found.title, "case": found.id, "starts_at": starts_at });
    let supervisors = seated_members(cx, BodyKind::SupervisionCommittee)?;
    for member in &supervisors {
        notify_member(cx, *member, NoticeKind::CaseMeeting, &params)?;
    }
    Ok(supervisors.len())
}

/// The holders of seats in bodies of a kind today.
pub fn seated_members(cx: &Cx<'_>, kind: BodyKind) -> HandlerResult<Vec<MemberId>> {
    let rows = cx.run(sql::SEATED, bind![kind.as_str(), day_text(cx.now.day())])?;
    Ok(rows.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?)
}

crate::handle!(DeliverDraft, deliver_draft);
pub fn deliver_draft(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), _: &Empty) -> HandlerResult<Done> {
    let found = load_allowed_case(cx, id)?;
    let meeting = linked(cx, &found)?;
    d::deliver_draft(&found.case, meeting.map(|(_, _, starts_at)| starts_at), cx.now)?;
    let Some((meeting, _, starts_at)) = meeting else { return Err(d::Refusal::NoMeeting.into()) };
    let params = serde_json::json!({ "title": found.title, "case": found.id, "starts_at": starts_at });
    let voters = cx.run(sql::VOTERS, bind![meeting])?;
    for row in &voters {
        notify_member(cx, row.parsed(0)?, NoticeKind::DraftDelivered, &params)?;
    }
    cx.run(sql::DELIVERED, bind![cx.now, cx.actor()?, id])?;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "meeting": meeting, "members": voters.len() }))?;
    Ok(Done {})
}

crate::handle!(AttachPaper, attach_paper);
pub fn attach_paper(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CaseId),
    _: &(),
    body: &d::AttachPaperRequest,
) -> HandlerResult<Done> {
    let found = load_allowed_case(cx, id)?;
    found.case.must_be_at(body.step)?;
    let (step, file) = (body.step.as_str(), body.file);
    let row = cx.first(sql::COUNT_PAPERS, bind![file, id, step])?;
    let (papers, same) = row.map_or(Ok((0, 0)), |row| Ok::<_, crate::db::DbError>((row.count(0)?, row.count(1)?)))?;
    d::attach_paper(papers, same)?;
    let enclosed = NewAttachment { file, purpose: FilePurpose::Enclosure, caption: "" };
    archive::attach_file(cx, Owner::Case(id), &enclosed)?;
    cx.run(sql::ADD_PAPER, bind![id, step, file, body.kind.as_str(), cx.now, cx.actor()?])?;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "step": step, "kind": body.kind, "file": file }))?;
    Ok(Done {})
}
