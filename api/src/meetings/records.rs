//! `POST …/meetings/{meeting}/materials` and `…/records`: files of a meeting, before it and after its opening.

use super::facts::{absent, facts, whose};
use super::sql;
use crate::answer::Answer;
use crate::archive::{attach_some, names};
use crate::bind;
use crate::community::{Cx, Feature};
use domain::archive::{CaptionedFiles, Owner, Purpose};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{MeetingRecords, add_materials as may_add_materials, add_records as may_add_records};
use domain::sessions::Done;

/// Adds materials to read beforehand, for those who may announce such a meeting.
pub fn add_materials(cx: &Cx<'_>, (_, id): (CommunityCode, MeetingId), _: &(), body: &CaptionedFiles) -> Answer<Done> {
    let Some(meeting) = facts(cx, id)? else { return cx.absent() };
    cx.allow(&whose(cx, meeting.form))?;
    may_add_materials(&meeting.state)?;
    attach_some(cx, Owner::Meeting(id), Purpose::Material, &body.files)?;
    cx.touch(Feature::Meetings)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "files": names(&body.files) }))?;
    Ok(Done {})
}

/// Adds photos or the signature sheet, for those who may write the minutes.
pub fn add_records(cx: &Cx<'_>, (_, id): (CommunityCode, MeetingId), _: &(), body: &MeetingRecords) -> Answer<Done> {
    let Some(meeting) = facts(cx, id)? else { return absent(cx) };
    cx.allow(&meeting.writer(cx))?;
    let closed_at = cx.first(sql::CLOSED_AT, bind![id])?.map_or(Ok(None), |row| row.maybe_time(0))?;
    may_add_records(&meeting.state, closed_at, cx.now)?;
    attach_some(cx, Owner::Meeting(id), body.record.purpose(), &body.files)?;
    cx.touch(Feature::Meetings)?;
    let detail = serde_json::json!({ "record": body.record, "files": names(&body.files) });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}
