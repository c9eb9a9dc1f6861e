//! The header `linli-on-behalf-of`: it names an open assistance, which gives the resident and the acting worker.

use super::{open, sql};
use crate::answer::{Answer, Stop};
use crate::bind;
use crate::community::Cx;
use domain::access::{Capability, Standing};
use domain::assistance::is_open;
use domain::contract::{Absence, ON_BEHALF_HEADER};
use domain::ids::{ActId, AssistanceId};

/// Gives the caller the resident's standing for this request, if the header asks for it and the caller may.
pub fn take_on(cx: &Cx<'_>) -> Answer<()> {
    let Some(text) = cx.request.on_behalf_of.as_deref() else { return Ok(()) };
    if !cx.spec.assisted {
        return Err(Absence::NotOnBehalf.into());
    }
    let worker = cx.member()?;
    let id: AssistanceId =
        text.parse().map_err(|_| Stop::Problem(Absence::malformed(ON_BEHALF_HEADER, "identifier")))?;
    let found = open::find(cx, id)?.filter(|found| found.period.worker == worker && is_open(&found.period, cx.now));
    let found = found.ok_or_else(|| Stop::from(Absence::NoAssistance))?;
    // The seat from which the right follows may have ended since.
    if !cx.standing().may(Capability::Assist, &found.subject()) {
        return Err(cx.lack(Capability::Assist, &found.subject()));
    }
    let own = Standing { member: Some(found.resident), household: Some(found.household), held: vec![] };
    cx.act_for(own, worker, id);
    Ok(())
}

/// Records an act of an assistance, with the sequence of its journal row.
pub fn record(cx: &Cx<'_>, assistance: AssistanceId, subject: &str, journal_seq: u64) -> Answer<()> {
    let id = cx.new_id(ActId::from_parts);
    cx.run(sql::ADD_ACT, bind![id, assistance, cx.now, cx.spec.name, subject, journal_seq])?;
    Ok(())
}
