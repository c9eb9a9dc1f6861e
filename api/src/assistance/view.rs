//! Assistances for display, with their acts.

use super::sql::{self, ListedAct};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::assistance::{Act, Assistance, AssistedAct, EndedBy, Rules};
use domain::ids::MemberId;

/// The assistances of a list with the acts of each; one more statement for any number of them.
pub fn with_acts(cx: &Cx<'_>, mut all: Vec<Assistance>) -> HandlerResult<Vec<Assistance>> {
    if all.is_empty() {
        return Ok(all);
    }
    for one in all.iter_mut().filter(|one| one.until <= cx.now) {
        one.ended_by = one.ended_by.or(Some(EndedBy::Time));
    }
    let ids = serde_json::json!(all.iter().map(|one| one.id).collect::<Vec<_>>()).to_string();
    for row in cx.read_all::<ListedAct>(sql::ACTS, bind![ids])? {
        if let Some(one) = all.iter_mut().find(|one| one.id == row.assistance) {
            one.acts.push(assisted_act(one.worker, row));
        }
    }
    Ok(all)
}

fn assisted_act(worker: MemberId, row: ListedAct) -> AssistedAct {
    let contested_at = row.contest.as_ref().map(|contest| contest.at);
    let is_answered = row.contest.as_ref().is_some_and(|contest| contest.answered_at.is_some());
    let act = Act { at: row.at, worker, contested_at, is_answered };
    AssistedAct {
        id: row.id,
        at: row.at,
        command: row.command,
        title: row.title,
        journal_seq: row.journal_seq,
        contest: row.contest,
        contest_until: act.contest_until(Rules::current()),
    }
}
