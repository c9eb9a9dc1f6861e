//! `GET …/cases` and `GET …/cases/{case}`

use super::load::{self, LoadedCase, LoadedStep};
use super::{facts, sql, steps};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::{Capability, Subject};
use domain::contract::{Empty, Page, PageQuery, RequestError};
use domain::decisions::{
    CaseFile, CaseRow, CaseStatus, CaseView, Cases, Figure, HoldTold, HoldView, OpinionTold, OpinionView, RuleName,
    Rules, StepGuard, evaluate_guards, passing_rule,
};
use domain::ids::{CaseId, CommunityCode};
use domain::process::{first_of_each, next_missing};
use domain::time::{DAY, UtcMillis, end_of};
use std::collections::BTreeMap;

crate::handle!(ListCases, list_cases);
pub fn list_cases(cx: &Cx<'_>, _: (CommunityCode,), query: &PageQuery, _: &Empty) -> HandlerResult<Cases> {
    cx.allow(&Subject::Public)?;
    let mut open = vec![];
    // On the first page only: the pages are for ended cases.
    if query.after.is_none() {
        // Most cases were opened under the same rules.
        let mut known: BTreeMap<String, Rules> = BTreeMap::new();
        for found in cx.read_all::<LoadedCase>(sql::OPEN_CASES, &[])? {
            if !known.contains_key(&found.rule_set) {
                known.insert(found.rule_set.clone(), found.rules(cx)?);
            }
            let rules = known.get(&found.rule_set).ok_or_else(|| HandlerError::Fault("rules of a case".to_owned()))?;
            let guards = guards_of(cx, &found, rules, &found.steps(cx)?)?;
            open.push(row_of(&found, &guards));
        }
    }
    // Cases with a deadline first, the nearest of them first; then by age.
    open.sort_by_key(|row| {
        (row.next.as_ref().and_then(|guard| guard.until).unwrap_or(UtcMillis(i64::MAX)), row.number)
    });
    let ended: Vec<LoadedCase> = cx.read_all(sql::ENDED_CASES, bind![query.below(), query.rows()])?;
    let page = Page::cut(ended, query.rows(), |found| found.number).map(|found| row_of(&found, &[]));
    Ok(Cases { open, page })
}

fn guards_of(cx: &Cx<'_>, found: &LoadedCase, rules: &Rules, steps: &[LoadedStep]) -> HandlerResult<Vec<StepGuard>> {
    match found.case.plan() {
        Ok(plan) => Ok(evaluate_guards(&plan, &facts::load_step_facts(cx, found, steps, rules)?, rules, cx.now)),
        Err(_) => Ok(vec![]),
    }
}

fn row_of(found: &LoadedCase, guards: &[StepGuard]) -> CaseRow {
    let missing = guards.iter().filter(|guard| guard.is_missing()).count();
    CaseRow {
        id: found.id,
        number: found.number,
        title: found.title.clone(),
        status: found.status(),
        step: found.case.step,
        opened_at: found.opened_at,
        ended_at: found.ended_at,
        missing: u32::try_from(missing).unwrap_or(u32::MAX),
        next: next_missing(guards).cloned(),
        waits_for: first_of_each(guards),
    }
}

crate::handle!(ShowCase, show_case);
pub fn show_case(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), _: &Empty) -> HandlerResult<CaseView> {
    cx.allow(&Subject::Public)?;
    let found = load::load_case(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    let (rules, steps) = (found.rules(cx)?, found.steps(cx)?);
    let guards = guards_of(cx, &found, &rules, &steps)?;
    let passing = found.case.plan().ok().and_then(|plan| passing_rule(&rules, plan.electorate));
    let (opinions, told_opinions) = load_opinions(cx, id)?;
    let (holds, told_holds) = load_holds(cx, id)?;
    let works_on_it = cx.standing().may(Capability::SeeCaseFile, &Subject::Community);
    let file = if works_on_it {
        // Names, texts, papers.
        Some(CaseFile {
            opened_by: found.opened_by.clone(),
            opinions: told_opinions,
            holds: told_holds,
            papers: cx.read_all(sql::PAPERS, bind![id])?,
        })
    } else {
        None
    };
    Ok(CaseView {
        row: row_of(&found, &guards),
        matter: found.matter,
        item: found.item.clone(),
        way: found.case.way,
        rules_version: found.rules_version.clone(),
        steps: steps::view_steps(cx, &found, &rules, steps)?,
        guards,
        passing,
        opinions,
        holds,
        revokes: found.revokes,
        revoked_by: found.revoked_by,
        end_reason: found.end_reason.clone(),
        filing_due: filing_due(&found, &rules),
        file,
    })
}

/// RC25 art. 31; VC25 art. 31: rules that the assembly made are filed.
fn filing_due(found: &LoadedCase, rules: &Rules) -> Option<UtcMillis> {
    let resolved_at = found.ended_at.filter(|_| found.case.status == CaseStatus::Resolved)?;
    let days = rules.number(RuleName::case(Figure::FilingDays))?;
    found.item.needs_filing.is_yes().then(|| end_of(resolved_at.plus(i64::from(days) * DAY).day()))
}

/// What everybody sees of the opinions of a case, and the part for those who work on it.
pub(super) fn load_opinions(cx: &Cx<'_>, id: CaseId) -> HandlerResult<(Vec<OpinionView>, Vec<OpinionTold>)> {
    Ok(cx.read_all::<(OpinionView, OpinionTold)>(sql::OPINIONS, bind![id])?.into_iter().unzip())
}

/// The same of its holds.
pub(super) fn load_holds(cx: &Cx<'_>, id: CaseId) -> HandlerResult<(Vec<HoldView>, Vec<HoldTold>)> {
    Ok(cx.read_all::<(HoldView, HoldTold)>(sql::HOLDS, bind![id])?.into_iter().unzip())
}
