//! Meetings as in the dossier of a case: with figures and masked names, and separately the names in full.

use super::facts::{form_subject, read_json};
use super::sql::{self, DossierMandateRow, DossierNames};
use crate::answer::HandlerResult;
use crate::archive::all_files_of_each;
use crate::bind;
use crate::object::Cx;
use domain::access::Capability;
use domain::archive::OwnerKind;
use domain::decisions::{DossierMandate, DossierMeeting, DossierPeople, MandateNames};
use domain::ids::{CaseId, MeetingId};
use domain::limits::{DOSSIER_MANDATES_MAX, DOSSIER_MEETINGS_MAX};
use domain::masking;

/// Meetings of a case and those that took its steps, in the order of their announcements, with mandates.
pub fn of_dossier(
    cx: &Cx<'_>,
    case: CaseId,
    linked: &[MeetingId],
) -> HandlerResult<Vec<(DossierMeeting, DossierPeople)>> {
    let linked = serde_json::json!(linked).to_string();
    let rows: Vec<(DossierMeeting, DossierNames)> =
        cx.read_all(sql::DOSSIER, bind![linked, case, DOSSIER_MEETINGS_MAX])?;
    let with_people = |(meeting, names)| Ok((meeting, people(cx, names)?));
    let mut meetings = rows.into_iter().map(with_people).collect::<HandlerResult<Vec<_>>>()?;
    let ids: Vec<MeetingId> = meetings.iter().map(|(meeting, _)| meeting.meeting).collect();
    let names: Vec<String> = ids.iter().map(MeetingId::to_string).collect();
    for ((meeting, _), files) in meetings.iter_mut().zip(all_files_of_each(cx, OwnerKind::Meeting, &names)?) {
        meeting.files = files.into_iter().map(Into::into).collect();
    }
    let ids = serde_json::json!(ids).to_string();
    for row in cx.read_all::<DossierMandateRow>(sql::DOSSIER_MANDATES, bind![ids, DOSSIER_MANDATES_MAX])? {
        let of = meetings.iter_mut().find(|(meeting, _)| meeting.meeting == row.meeting);
        let Some((meeting, people)) = of else { continue };
        meeting.mandates.push(DossierMandate {
            principal: masking::mask_name(&row.principal),
            proxy: masking::mask_name(&row.proxy),
            kinship: row.kinship,
            ended: row.ended,
        });
        people.mandates.push(MandateNames { principal: row.principal, proxy: row.proxy });
    }
    Ok(meetings)
}

/// The text of the minutes is included only for those who may read the minutes, not for all who work on the case.
fn people(cx: &Cx<'_>, names: DossierNames) -> HandlerResult<DossierPeople> {
    let reads = cx.standing().may(Capability::SeeMinutes, &form_subject(cx, names.form));
    let minutes = names.minutes.filter(|_| reads).map(|text| read_json(&text)).transpose()?;
    Ok(DossierPeople {
        meeting: names.meeting,
        chair: names.chair,
        teller: names.teller,
        recorder: names.recorder,
        mandates: vec![],
        minutes: minutes.unwrap_or_default(),
    })
}
