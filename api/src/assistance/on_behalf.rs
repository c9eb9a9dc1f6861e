//! The header `linli-on-behalf-of`: it names an open assistance, which gives the resident and the acting worker.

use super::{open, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::{CallerStanding, Capability};
use domain::assistance::is_open;
use domain::contract::{ON_BEHALF_HEADER, RequestError};
use domain::ids::{ActId, AssistanceId};

/// Gives the caller the resident's standing for this request, if the header asks for it and the caller may.
pub fn take_on(cx: &Cx<'_>) -> HandlerResult<()> {
    let Some(text) = cx.request.on_behalf_of.as_deref() else { return Ok(()) };
    if !cx.spec.assisted {
        return Err(RequestError::NotOnBehalf.into());
    }
    let worker = cx.member()?;
    let id: AssistanceId =
        text.parse().map_err(|_| HandlerError::Problem(RequestError::malformed(ON_BEHALF_HEADER, "identifier")))?;
    let found =
        open::load_assistance(cx, id)?.filter(|found| found.period.worker == worker && is_open(&found.period, cx.now));
    let found = found.ok_or_else(|| HandlerError::from(RequestError::NoAssistance))?;
    // The seat from which the right follows may have ended since.
    if !cx.standing().may(Capability::Assist, &found.subject()) {
        return Err(cx.access_error(Capability::Assist, &found.subject()));
    }
    let own = CallerStanding { member: Some(found.resident), household: Some(found.household), held: vec![] };
    cx.act_for(own, worker, id);
    Ok(())
}

/// Records an act of an assistance, with the sequence of its journal row.
pub fn record_act(cx: &Cx<'_>, assistance: AssistanceId, subject: &str, journal_seq: u64) -> HandlerResult<()> {
    let id = cx.new_id(ActId::from_parts);
    cx.run(sql::ADD_ACT, bind![id, assistance, cx.now, cx.spec.name, subject, journal_seq])?;
    Ok(())
}
