//! Assistances for display, with their acts.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::db::Row;
use crate::object::Cx;
use domain::assistance::{Act, Assistance, AssistedAct, Contest, EndedBy, Rules};
use domain::ids::AssistanceId;
use domain::time::UtcMillis;

/// The rows of a list with the acts of each; one more statement for any number of rows.
pub fn with_acts(cx: &Cx<'_>, rows: &[Row]) -> HandlerResult<Vec<Assistance>> {
    let mut all = rows.iter().map(|row| of(cx.now, row)).collect::<HandlerResult<Vec<_>>>()?;
    if all.is_empty() {
        return Ok(all);
    }
    let ids = serde_json::json!(all.iter().map(|one| one.id).collect::<Vec<_>>()).to_string();
    for row in cx.run(sql::ACTS, bind![ids])? {
        let assistance: AssistanceId = row.parsed(0)?;
        if let Some(one) = all.iter_mut().find(|one| one.id == assistance) {
            let worker = one.worker;
            one.acts.push(act(worker, &row)?);
        }
    }
    Ok(all)
}

fn of(now: UtcMillis, row: &Row) -> HandlerResult<Assistance> {
    let until = row.time(8)?;
    let ended_by = row.maybe_parsed(10)?.or((until <= now).then_some(EndedBy::Time));
    Ok(Assistance {
        number: row.int(0)?.unsigned_abs(),
        id: row.parsed(1)?,
        member: row.parsed(2)?,
        member_name: row.text(3)?,
        worker: row.parsed(4)?,
        worker_name: row.text(5)?,
        consent: row.parsed(6)?,
        opened_at: row.time(7)?,
        until,
        extensions_left: Rules::current().extensions_max.saturating_sub(row.count(9)?),
        ended_by,
        acts: vec![],
    })
}

fn act(worker: domain::ids::MemberId, row: &Row) -> HandlerResult<AssistedAct> {
    let rules = Rules::current();
    let act =
        Act { at: row.time(2)?, worker, contested_at: row.maybe_time(6)?, is_answered: row.maybe_int(8)?.is_some() };
    let contest = act.contested_at.map(|at| -> HandlerResult<_> {
        Ok(Contest {
            at,
            reason: row.maybe_text(7)?.unwrap_or_default(),
            answer_due: Act::answer_due(at, rules),
            answered_at: row.maybe_time(8)?,
            outcome: row.maybe_parsed(9)?,
            answer: row.maybe_text(10)?,
        })
    });
    Ok(AssistedAct {
        id: row.parsed(1)?,
        at: act.at,
        command: row.text(3)?,
        title: row.maybe_text(4)?,
        journal_seq: row.int(5)?.unsigned_abs(),
        contest: contest.transpose()?,
        contest_until: act.contest_until(rules),
    })
}
