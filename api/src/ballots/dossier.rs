//! Ballots as a dossier shows them: questions, figures, and the public lists as a count and a hash.

use super::facts::LoadedBallot;
use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use domain::ballots::{BallotStatus, Method, PartsVisibility, parts_visibility};
use domain::decisions::{DossierBallot, DossierPurpose, VoteList};
use domain::ids::{BallotId, CaseId, MeetingId};
use domain::limits::DOSSIER_BALLOTS_MAX;
use std::collections::BTreeMap;

/// The opened ballots of these meetings that belong to a case, in their order.
pub fn of_dossier(cx: &Cx<'_>, case: CaseId, meetings: &[MeetingId]) -> HandlerResult<Vec<(MeetingId, DossierBallot)>> {
    let meetings = serde_json::json!(meetings).to_string();
    let found: Vec<LoadedBallot> = cx.read_all(sql::DOSSIER, bind![meetings, case, DOSSIER_BALLOTS_MAX])?;
    let mut lists = lists(cx, &found)?;
    Ok(found.into_iter().map(|one| (one.meeting, ballot(&mut lists, one))).collect())
}

fn ballot(lists: &mut BTreeMap<BallotId, VoteList>, found: LoadedBallot) -> DossierBallot {
    let (turnout, tally, purpose) = (found.turnout(), found.tally(), purpose(&found));
    DossierBallot {
        ballot: found.id,
        method: found.state.method,
        status: found.state.status,
        opened_at: found.opened_at,
        closed_at: found.closed_at,
        entitled: turnout.entitled,
        present: turnout.present,
        tally,
        list: lists.remove(&found.id),
        purpose,
        question: found.question,
        rule: found.rule,
    }
}

/// The case and step that it was drafted for, with the numbers of people that count for the decision.
fn purpose(found: &LoadedBallot) -> Option<DossierPurpose> {
    let (case, step) = found.case.zip(found.step)?;
    let (entitled, present) = found.people();
    Some(DossierPurpose { case, step, version: found.version, reason: found.reason.clone(), entitled, present })
}

/// The public list of each closed ballot; the list as one text never leaves this function.
fn lists(cx: &Cx<'_>, found: &[LoadedBallot]) -> HandlerResult<BTreeMap<BallotId, VoteList>> {
    let closed =
        found.iter().filter(|one| one.state.status == BallotStatus::Closed && one.state.method != Method::Hands);
    let asked: Vec<serde_json::Value> = closed
        .map(|one| {
            let is_secret = one.state.method == Method::Secret;
            // As in the public list of receipts.
            let hidden =
                is_secret && parts_visibility(&one.state.single, &one.state.agreed()) == PartsVisibility::Hidden;
            serde_json::json!({ "id": one.id, "secret": is_secret, "hidden": hidden })
        })
        .collect();
    let mut lists = BTreeMap::new();
    if asked.is_empty() {
        return Ok(lists);
    }
    for row in cx.run(sql::DOSSIER_LISTS, bind![serde_json::json!(asked).to_string()])? {
        lists.insert(row.parsed(0)?, VoteList::of(row.count(1)?, &row.text(2)?));
    }
    Ok(lists)
}
