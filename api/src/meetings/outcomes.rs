//! `POST …/outcomes`: the outcomes of a consultative meeting, and how its page shows them.

use super::facts::{form_subject, load_meeting};
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::notices::notify_many;
use crate::object::{Cx, Feature};
use domain::ids::{CommunityCode, MeetingId};
use domain::meetings::{
    AdoptedMinutes, MeetingForm, MeetingOutcomes, OutcomesKnown, OutcomesRecorded, RecordOutcomesRequest, Rules,
    outcomes_due, record_outcomes as may_record,
};
use domain::notices::NoticeKind;
use domain::time::UtcMillis;

/// The newest version with its time and that of the first version.
fn newest(cx: &Cx<'_>, id: MeetingId) -> HandlerResult<Option<(u32, UtcMillis, UtcMillis)>> {
    let Some(row) = cx.first(sql::OUTCOMES_NEWEST, bind![id])? else { return Ok(None) };
    Ok(Some((row.count(0)?, row.time(1)?, row.time(2)?)))
}

crate::handle!(RecordOutcomes, record_outcomes);
/// Records the outcomes and notifies everybody who was present.
pub fn record_outcomes(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    draft: &RecordOutcomesRequest,
) -> HandlerResult<OutcomesRecorded> {
    let Some(meeting) = load_meeting(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&form_subject(cx, meeting.form))?;
    let before = newest(cx, id)?.map_or(0, |(version, ..)| version);
    let known = OutcomesKnown {
        form: meeting.form,
        state: meeting.state,
        agenda_items: meeting.agenda.len(),
        minutes_adopted: meeting.minutes_version.is_some(),
        newest: before,
    };
    may_record(&known, draft)?;
    let version = before + 1;
    let list = serde_json::json!(draft.outcomes).to_string();
    cx.run(sql::RECORD_OUTCOMES, bind![id, version, list, cx.now, cx.member()?])?;
    let row = cx.first(sql::CAME, bind![id])?.ok_or_else(|| HandlerError::Fault("a count gives a row".to_owned()))?;
    let (told, came) = (row.count(0)?, row.text(1)?);
    let params = serde_json::json!({ "meeting": id, "title": meeting.title });
    notify_many(cx, &came, NoticeKind::MeetingOutcomes, &params)?;
    let said: Vec<_> =
        draft.outcomes.iter().map(|one| serde_json::json!({ "item": one.item, "outcome": one.outcome })).collect();
    cx.journal(&id.to_string(), &serde_json::json!({ "version": version, "outcomes": said, "told": told }))?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(OutcomesRecorded { version, told })
}

/// The recorded outcomes, or their deadline; `None` where none are owed, or while the minutes are not signed.
pub fn load_outcomes(
    cx: &Cx<'_>,
    id: MeetingId,
    form: MeetingForm,
    minutes: Option<&AdoptedMinutes>,
) -> HandlerResult<Option<MeetingOutcomes>> {
    let Some(minutes) = minutes.filter(|_| form.owes_outcomes()) else { return Ok(None) };
    let found = newest(cx, id)?;
    let version = found.map_or(0, |(version, ..)| version);
    Ok(Some(MeetingOutcomes {
        due_at: outcomes_due(minutes.adopted_at, Rules::current()),
        version,
        recorded_at: found.map(|(.., first)| first),
        changed_at: found.filter(|(version, ..)| *version > 1).map(|(_, last, _)| last),
        rows: cx.read_all(sql::OUTCOMES, bind![id, version])?,
    }))
}
