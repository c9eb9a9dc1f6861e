//! Meetings as in the dossier of a case: with figures and masked names, and separately the names in full.

use super::facts::{form_subject, maybe_version, read_json};
use super::sql;
use crate::answer::HandlerResult;
use crate::archive::all_files_of_each;
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use domain::access::Capability;
use domain::archive::OwnerKind;
use domain::decisions::{DossierMandate, DossierMeeting, DossierPeople, MandateNames};
use domain::ids::{CaseId, MeetingId};
use domain::limits::{DOSSIER_MANDATES_MAX, DOSSIER_MEETINGS_MAX};
use domain::masking;
use domain::meetings::AdoptedMinutes;

/// Meetings of a case and those that took its steps, in the order of their announcements, with mandates.
pub fn of_dossier(
    cx: &Cx<'_>,
    case: CaseId,
    linked: &[MeetingId],
) -> HandlerResult<Vec<(DossierMeeting, DossierPeople)>> {
    let linked = serde_json::json!(linked).to_string();
    let rows = cx.run(sql::DOSSIER, bind![linked, case, DOSSIER_MEETINGS_MAX])?;
    let mut meetings =
        rows.iter().map(|row| Ok((meeting(row)?, people(cx, row)?))).collect::<HandlerResult<Vec<_>>>()?;
    let ids: Vec<MeetingId> = meetings.iter().map(|(meeting, _)| meeting.meeting).collect();
    let names: Vec<String> = ids.iter().map(MeetingId::to_string).collect();
    for ((meeting, _), files) in meetings.iter_mut().zip(all_files_of_each(cx, OwnerKind::Meeting, &names)?) {
        meeting.files = files.into_iter().map(Into::into).collect();
    }
    let ids = serde_json::json!(ids).to_string();
    for row in cx.run(sql::DOSSIER_MANDATES, bind![ids, DOSSIER_MANDATES_MAX])? {
        let of: MeetingId = row.parsed(0)?;
        let Some((meeting, people)) = meetings.iter_mut().find(|(meeting, _)| meeting.meeting == of) else { continue };
        let names = MandateNames { principal: row.text(1)?, proxy: row.text(2)? };
        meeting.mandates.push(DossierMandate {
            principal: masking::mask_name(&names.principal),
            proxy: masking::mask_name(&names.proxy),
            kinship: row.parsed(3)?,
            ended: row.maybe_parsed(4)?,
        });
        people.mandates.push(names);
    }
    Ok(meetings)
}

fn meeting(row: &Row) -> HandlerResult<DossierMeeting> {
    let masked =
        |at| -> HandlerResult<Option<String>> { Ok(row.maybe_text(at)?.map(|name| masking::mask_name(&name))) };
    let minutes = match (maybe_version(row.maybe_int(21)?)?, row.maybe_text(22)?, row.maybe_time(23)?) {
        (Some(version), Some(hash), Some(adopted_at)) => Some(AdoptedMinutes { version, hash, adopted_at }),
        _ => None,
    };
    Ok(DossierMeeting {
        meeting: row.parsed(0)?,
        form: row.parsed(1)?,
        electorate: row.parsed(2)?,
        status: row.parsed(3)?,
        title: row.text(4)?,
        place: row.text(5)?,
        announced_at: row.time(6)?,
        notice_days: row.count(7)?,
        starts_at: row.time(8)?,
        opened_at: row.maybe_time(9)?,
        closed_at: row.maybe_time(10)?,
        cancelled_reason: row.maybe_text(11)?,
        roll_hash: row.text(12)?,
        roll_count: row.count(13)?,
        struck: row.count(14)?,
        present: row.count(15)?,
        proxies: row.count(16)?,
        visitors: row.count(17)?,
        chair: masking::mask_name(&row.text(18)?),
        teller: masked(19)?,
        recorder: masked(20)?,
        mandates_count: row.count(25)?,
        mandates: vec![],
        ballots: vec![],
        minutes,
        files: vec![],
    })
}

/// The text of the minutes is included only for those who may read the minutes, not for all who work on the case.
fn people(cx: &Cx<'_>, row: &Row) -> HandlerResult<DossierPeople> {
    let reads = cx.standing().may(Capability::SeeMinutes, &form_subject(cx, row.parsed(1)?));
    let minutes = row.maybe_text(24)?.filter(|_| reads).map(|text| read_json(&text)).transpose()?;
    Ok(DossierPeople {
        meeting: row.parsed(0)?,
        chair: row.text(18)?,
        teller: row.maybe_text(19)?,
        recorder: row.maybe_text(20)?,
        mandates: vec![],
        minutes: minutes.unwrap_or_default(),
    })
}
