//! `POST …/assistances`, `…/extension` and `…/end`

use super::sql::{self, LoadedAssistance};
use crate::answer::HandlerResult;
use crate::bind;
use crate::notices::notify_of_activity;
use crate::object::Cx;
use crate::privacy;
use domain::access::Subject;
use domain::assistance::{
    AssistanceOpening, OpenAssistanceRequest, OpenUntil, Rules, may_end_assistance, may_extend_assistance,
    may_open_assistance,
};
use domain::contract::Empty;
use domain::ids::{AssistanceId, CommunityCode, MemberId};
use domain::notices::NoticeKind;
use domain::sessions::Done;
use domain::time::start_of;

impl LoadedAssistance {
    pub fn subject(&self) -> Subject {
        Subject::Member { member: self.resident, household: Some(self.household), grid: Some(self.grid) }
    }
}

pub fn load_assistance(cx: &Cx<'_>, id: AssistanceId) -> HandlerResult<Option<LoadedAssistance>> {
    Ok(cx.read_first(sql::PERIOD, bind![id])?)
}

crate::handle!(OpenAssistance, open_assistance);
pub fn open_assistance(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &OpenAssistanceRequest,
) -> HandlerResult<OpenUntil> {
    let Some(row) = cx.first(sql::MEMBER, bind![body.member])? else { return cx.refuse_absent() };
    let (household, grid) = (Some(row.parsed(0)?), Some(row.parsed(1)?));
    cx.allow(&Subject::Member { member: body.member, household, grid })?;
    let worker = cx.member()?;
    let (resident_name, worker_name) = (row.text(3)?, name_of(cx, worker)?);
    let open_until = |sql, who: MemberId| -> HandlerResult<_> {
        Ok(cx.first(sql, bind![who, cx.now])?.map(|row| row.maybe_time(0)).transpose()?.flatten())
    };
    let today = cx.first(sql::OPENED_SINCE, bind![start_of(cx.now.day()), worker])?;
    let asked = AssistanceOpening {
        worker,
        resident: body.member,
        resident_has_left: row.maybe_int(2)?.is_some(),
        consent: body.consent,
        proof: body.proof.as_str(),
        names: [&worker_name, &resident_name],
        spoken_withdrawn: privacy::spoken_is_withdrawn(cx, body.member)?,
        resident_open_until: open_until(sql::OPEN_OF_MEMBER, body.member)?,
        worker_open_until: open_until(sql::OPEN_OF_WORKER, worker)?,
        opened_today: today.map_or(Ok(0), |row| row.count(0))?,
    };
    let until = may_open_assistance(&asked, cx.now, Rules::current())?;
    let id = cx.new_id(AssistanceId::from_parts);
    let consent = body.consent.as_str();
    cx.run(sql::OPEN, bind![id, worker, body.member, consent, body.proof.as_str(), cx.now, until])?;
    let params = serde_json::json!({ "worker": worker_name, "until": until });
    notify_of_activity(cx, body.member, NoticeKind::AssistanceOpened, None, &params)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "member": body.member, "consent": consent, "until": until }))?;
    Ok(OpenUntil { assistance: id, until })
}

crate::handle!(ExtendAssistance, extend_assistance);
pub fn extend_assistance(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, AssistanceId),
    _: &(),
    _: &Empty,
) -> HandlerResult<OpenUntil> {
    let Some(found) = load_assistance(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.subject())?;
    let until = may_extend_assistance(&found.period, cx.member()?, cx.now, Rules::current())?;
    cx.run(sql::EXTEND, bind![until, id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "member": found.resident, "until": until }))?;
    Ok(OpenUntil { assistance: id, until })
}

crate::handle!(EndAssistance, end_assistance);
pub fn end_assistance(cx: &Cx<'_>, (_, id): (CommunityCode, AssistanceId), _: &(), _: &Empty) -> HandlerResult<Done> {
    let Some(found) = load_assistance(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.subject())?;
    may_end_assistance(&found.period, cx.member()?, cx.now)?;
    cx.run(sql::END, bind![cx.now, id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "member": found.resident }))?;
    Ok(Done {})
}

fn name_of(cx: &Cx<'_>, member: MemberId) -> HandlerResult<String> {
    Ok(cx.first(sql::NAME, bind![member])?.map_or_else(|| Ok(String::new()), |row| row.text(0))?)
}
