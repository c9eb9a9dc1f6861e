//! `POST …/cases/{case}/meeting`, `…/draft` and `…/papers`

use super::load::{self, Found};
use super::{facts, sql};
use crate::answer::Answer;
use crate::archive::{self, Enclosed};
use crate::bind;
use crate::community::{Cx, Feature};
use crate::notices::inform;
use domain::access::Subject;
use domain::archive::{Owner, Purpose};
use domain::contract::Empty;
use domain::decisions as d;
use domain::ids::{CaseId, CommunityCode, MeetingId, MemberId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;
use domain::time::{UtcMillis, day_text};

/// The case of a path, for callers who may work on it.
pub fn find(cx: &Cx<'_>, id: CaseId) -> Answer<Found> {
    match load::find(cx, id)? {
        Some(found) => {
            cx.allow(&Subject::Community)?;
            Ok(found)
        }
        None => cx.absent(),
    }
}

pub fn link_meeting(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), body: &d::LinkMeetingWith) -> Answer<Done> {
    let found = find(cx, id)?;
    let Some(row) = cx.first(sql::LINKABLE, bind![body.meeting, id, found.matter])? else {
        return Err(d::Refusal::NoMeeting.into());
    };
    let meeting = d::Linkable {
        form: row.parsed(0)?,
        electorate: row.parsed(1)?,
        status: row.parsed(2)?,
        is_taken: row.flag(4)?,
    };
    let starts_at = row.time(3)?;
    let before = linked(cx, &found)?.map(|(_, status, _)| status);
    d::link_meeting(&found.case, body.step, &meeting, before, facts::decided(cx, &found)?)?;
    let told = inform_supervisors(cx, &found, starts_at)?;
    // Without supervisors nobody was informed.
    let informed_at = (told > 0).then_some(cx.now);
    cx.run(sql::LINK, bind![body.meeting, cx.now, cx.actor()?, informed_at, id, body.step.as_str()])?;
    cx.touch(Feature::Decisions)?;
    let detail = serde_json::json!({ "step": body.step, "meeting": body.meeting, "supervisors": told });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}

/// The meeting of the present step.
fn linked(cx: &Cx<'_>, found: &Found) -> Answer<Option<(MeetingId, d::MeetingStatus, UtcMillis)>> {
    let steps = found.steps(cx)?;
    let meeting = steps.iter().find(|step| step.name == found.case.step).and_then(|step| step.meeting);
    let Some(meeting) = meeting else { return Ok(None) };
    let row = cx.first(sql::MEETING_STATUS, bind![meeting])?;
    row.map(|row| Ok((meeting, row.parsed(0)?, row.time(1)?))).transpose()
}

fn inform_supervisors(cx: &Cx<'_>, found: &Found, starts_at: UtcMillis) -> Answer<usize> {
    let params = serde_json::json!({ "title": found.title, "starts_at": starts_at });
    let supervisors = seated(cx, BodyKind::SupervisionCommittee)?;
    for member in &supervisors {
        inform(cx, *member, NoticeKind::CaseMeeting, &params)?;
    }
    Ok(supervisors.len())
}

/// The holders of seats in bodies of a kind today.
pub fn seated(cx: &Cx<'_>, kind: BodyKind) -> Answer<Vec<MemberId>> {
    let rows = cx.run(sql::SEATED, bind![kind.as_str(), day_text(cx.now.day())])?;
    Ok(rows.iter().map(|row| row.parsed(0)).collect::<Result<_, _>>()?)
}

pub fn deliver_draft(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), _: &Empty) -> Answer<Done> {
    let found = find(cx, id)?;
    let meeting = linked(cx, &found)?;
    d::deliver_draft(&found.case, meeting.map(|(_, _, starts_at)| starts_at), cx.now)?;
    let Some((meeting, _, starts_at)) = meeting else { return Err(d::Refusal::NoMeeting.into()) };
    let params = serde_json::json!({ "title": found.title, "starts_at": starts_at });
    let voters = cx.run(sql::VOTERS, bind![meeting])?;
    for row in &voters {
        inform(cx, row.parsed(0)?, NoticeKind::DraftDelivered, &params)?;
    }
    cx.run(sql::DELIVERED, bind![cx.now, cx.actor()?, id])?;
    cx.touch(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "meeting": meeting, "members": voters.len() }))?;
    Ok(Done {})
}

pub fn attach_paper(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), body: &d::AttachPaperOf) -> Answer<Done> {
    let found = find(cx, id)?;
    found.case.must_be_at(body.step)?;
    let (step, file) = (body.step.as_str(), body.file);
    let row = cx.first(sql::COUNT_PAPERS, bind![file, id, step])?;
    let (papers, same) = row.map_or(Ok((0, 0)), |row| Ok::<_, crate::db::DbError>((row.count(0)?, row.count(1)?)))?;
    d::attach_paper(papers, same)?;
    let enclosed = Enclosed { file, purpose: Purpose::Enclosure, caption: "" };
    archive::attach(cx, Owner::Case(id), &enclosed)?;
    cx.run(sql::ADD_PAPER, bind![id, step, file, body.kind.as_str(), cx.now, cx.actor()?])?;
    cx.touch(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "step": step, "kind": body.kind, "file": file }))?;
    Ok(Done {})
}
