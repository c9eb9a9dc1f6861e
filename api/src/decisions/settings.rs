//! The rules in force in this community, with its own settings: `POST …/rules`, and the queries of other features.

use super::{facts, load, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::communities::CommunityKind;
use domain::decisions::{
    self as d, CaseStep, Electorate, MeetingForm, RuleName, RuleSet, RuleValue, Rules, SetRuleRequest, SettingView,
    Settings,
};
use domain::ids::{CaseId, CommunityCode};
use domain::meetings::NoticeFloor;

fn place(cx: &Cx<'_>) -> HandlerResult<(CommunityKind, CommunityCode)> {
    let Some(row) = cx.first(sql::COMMUNITY, &[])? else { return Err(HandlerError::Fault("no community".to_owned())) };
    Ok((row.parsed(0)?, row.parsed(1)?))
}

/// A stored setting; `None` if an older program wrote it and this one cannot read it.
fn setting(row: &Row) -> HandlerResult<Option<(RuleName, RuleValue)>> {
    let (name, value) = (row.text(0)?, row.text(1)?);
    Ok(name.parse().ok().zip(serde_json::from_str(&value).ok()))
}

/// The rules for a case that begins today.
pub fn rules_today(cx: &Cx<'_>) -> HandlerResult<Rules> {
    let (kind, code) = place(cx)?;
    let mut settings = Settings::new();
    for row in cx.run(sql::SETTINGS, &[])? {
        settings.extend(setting(&row)?);
    }
    Ok(Rules::resolve(kind, &code.as_str()[..2], cx.now.day(), &settings))
}

/// Each setting, and whether it is in force or a newer law is stricter.
pub fn list_settings(cx: &Cx<'_>, rules: &Rules) -> HandlerResult<Vec<SettingView>> {
    let mut found = vec![];
    for row in cx.run(sql::SETTINGS, &[])? {
        let Some((name, value)) = setting(&row)? else { continue };
        let holds = rules.get(name).is_some_and(|rule| rule.origin.ground == d::Ground::Setting);
        let holds = if holds { d::YesNo::Yes } else { d::YesNo::No };
        found.push(SettingView { name, value, basis: row.text(2)?, set_at: row.time(3)?, holds });
    }
    Ok(found)
}

crate::handle!(SetRule, set_rule);
/// Cases that began before keep their rules.
pub fn set_rule(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &SetRuleRequest) -> HandlerResult<RuleSet> {
    cx.allow(&Subject::Community)?;
    rules_today(cx)?.check(body.name, body.value)?;
    let (name, value) = (body.name.to_string(), load::write_json(&body.value)?);
    cx.run(sql::SET_RULE, bind![name.as_str(), value, body.basis.as_str(), cx.now, cx.actor()?])?;
    let version = rules_today(cx)?.version;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&name, &serde_json::json!({ "value": d::value_text(body.value), "version": version }))?;
    Ok(RuleSet { version })
}

/// The notice period for a meeting of this form here, and its source.
pub fn notice_floor(cx: &Cx<'_>, form: MeetingForm, electorate: Electorate) -> HandlerResult<NoticeFloor> {
    Ok(d::notice_floor(&rules_today(cx)?, form, electorate, place(cx)?.0))
}

/// How many of those entitled must come to a meeting that decides, by the rules of its case or by those of today; 0 for a
/// consultation.
pub fn quorum_people(
    cx: &Cx<'_>,
    form: MeetingForm,
    electorate: Electorate,
    case: Option<CaseId>,
    entitled: u32,
) -> HandlerResult<u32> {
    if !form.is_statutory() {
        return Ok(0);
    }
    let case = case.map_or(Ok(None), |case| load::load_case(cx, case))?;
    let rules = case.map_or_else(|| rules_today(cx), |case| case.rules(cx))?;
    let share = rules.share(electorate, d::Figure::Quorum);
    Ok(if share == d::Share::NEVER { 0 } else { share.least(entitled) })
}

/// Whether a case is open and waits for a meeting of this electorate.
pub fn waits_for(cx: &Cx<'_>, case: CaseId, electorate: Electorate) -> HandlerResult<bool> {
    let Some(found) = load::load_case(cx, case)? else { return Ok(false) };
    Ok(found.case.plan().is_ok_and(|plan| plan.electorate == electorate))
}

/// Whether the case exists, is open, and is at the step of this name.
pub fn is_at(cx: &Cx<'_>, case: CaseId, step: &str) -> HandlerResult<bool> {
    let Some(found) = load::load_case(cx, case)? else { return Ok(false) };
    Ok(step.parse::<CaseStep>().is_ok_and(|step| found.case.must_be_at(step).is_ok()))
}

/// What a meeting with a quorum decided about the case's present step.
pub fn case_outcome(cx: &Cx<'_>, case: CaseId) -> HandlerResult<Option<d::VoteOutcome>> {
    load::load_case(cx, case)?.map_or(Ok(None), |found| facts::decided_outcome(cx, &found))
}
