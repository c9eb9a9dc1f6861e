//! `POST …/meetings/{meeting}/materials` and `…/records`: files of a meeting, before it and after its opening.

use super::facts::{absent_meeting, form_subject, load_meeting};
use super::sql;
use crate::answer::HandlerResult;
use crate::archive::{attach_some, file_ids};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::archive::{CaptionedFilesRequest, FilePurpose, Owner};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{AddRecordsRequest, add_materials as may_add_materials, add_records as may_add_records};
use domain::sessions::Done;

crate::handle!(AddMaterials, add_materials);
/// Adds materials to read beforehand, for those who may announce such a meeting.
pub fn add_materials(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &CaptionedFilesRequest,
) -> HandlerResult<Done> {
    let Some(meeting) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, meeting.form))?;
    may_add_materials(&meeting.state)?;
    attach_some(cx, Owner::Meeting(id), FilePurpose::Material, &body.files)?;
    cx.bump_revision(Feature::Meetings)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "files": file_ids(&body.files) }))?;
    Ok(Done {})
}

crate::handle!(AddRecords, add_records);
/// Adds photos or the signature sheet, for those who may write the minutes.
pub fn add_records(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &AddRecordsRequest,
) -> HandlerResult<Done> {
    let Some(meeting) = load_meeting(cx, id)? else { return absent_meeting(cx) };
    cx.allow(&meeting.writer(cx))?;
    let closed_at = cx.first(sql::CLOSED_AT, bind![id])?.map_or(Ok(None), |row| row.maybe_time(0))?;
    may_add_records(&meeting.state, closed_at, cx.now)?;
    attach_some(cx, Owner::Meeting(id), body.record.purpose(), &body.files)?;
    cx.bump_revision(Feature::Meetings)?;
    let detail = serde_json::json!({ "record": body.record, "files": file_ids(&body.files) });
    cx.journal(&id.to_string(), &detail)?;
    Ok(Done {})
}
