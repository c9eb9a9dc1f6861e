//! `POST …/cases`

use super::settings::rules_today;
use super::{load, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::matters::{self, CaseMatter};
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::decisions::{
    self as d, Case, CaseItem, CaseOpened, Electorate, Figure, OpenCaseRequest, Refusal, RuleName, Rules, WayFacts,
    YesNo,
};
use domain::ids::{CaseId, CommunityCode};
use domain::journal::to_hex;
use domain::limits;
use domain::matters::Flag;
use domain::time::day_text;

crate::handle!(OpenCase, open_case);
pub fn open_case(cx: &Cx<'_>, _: (CommunityCode,), _: &(), body: &OpenCaseRequest) -> HandlerResult<CaseOpened> {
    cx.allow(&Subject::Community)?;
    let open = cx.first(sql::COUNT_OPEN, &[])?.map_or(Ok(0), |row| row.count(0))?;
    if open >= limits::CASES_OPEN_MAX {
        return Err(Refusal::TooManyOpen { count_max: limits::CASES_OPEN_MAX }.into());
    }
    let matter = matters::for_case(cx, body.matter)?;
    d::take_matter(matter.as_ref().map(|matter| matter.stage))?;
    let Some(matter) = matter else { return Err(Refusal::NoMatter.into()) };
    let item = item(&matter)?;
    let revokes = revoked(cx, &body.revokes)?;
    let rules = rules_today(cx)?;
    let way = body.way();
    way.check(&place(cx, &item, &rules)?)?;
    let case = Case::open(way);
    let text = load::write_json(&rules)?;
    let rule_set = to_hex(&crate::crypto::hash_sha256(text.as_bytes()));
    cx.run(sql::KEEP_RULES, bind![rule_set.as_str(), rules.version.as_str(), text, cx.now])?;
    let id = cx.new_id(CaseId::from_parts);
    cx.run(
        sql::OPEN,
        bind![
            id,
            body.matter,
            matter.title,
            item.code.as_str(),
            item.needs_legal_opinion.as_str(),
            item.reserved_to_assembly.as_str(),
            item.needs_filing.as_str(),
            way.opening.as_str(),
            way.party.as_str(),
            way.township.as_str(),
            way.decider.as_str(),
            rule_set,
            revokes,
            case.step.as_str(),
            cx.now,
            cx.actor()?
        ],
    )?;
    let steps: Vec<&str> = way.steps().iter().map(|plan| plan.step.as_str()).collect();
    cx.run(sql::ADD_STEPS, bind![id, load::write_json(&steps)?])?;
    matters::take_to_case(cx, body.matter, id)?;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "matter": body.matter, "steps": steps, "revokes": revokes }))?;
    Ok(CaseOpened { case: id })
}

/// What the catalogue requires for the matter's item.
fn item(matter: &CaseMatter) -> HandlerResult<CaseItem> {
    let asked = |flag| if matter.flags.contains(&flag) { YesNo::Yes } else { YesNo::No };
    Ok(CaseItem {
        code: matter.item.parse().map_err(|_| HandlerError::Fault("an item without a code".to_owned()))?,
        needs_legal_opinion: asked(Flag::NeedsLegalOpinion),
        reserved_to_assembly: asked(Flag::ReservedToAssembly),
        needs_filing: asked(Flag::NeedsFiling),
    })
}

/// The resolution that this case would revoke; it must be in force.
fn revoked(cx: &Cx<'_>, named: &[CaseId]) -> HandlerResult<Option<CaseId>> {
    let [one] = named else {
        return if named.is_empty() { Ok(None) } else { Err(Refusal::NothingToRevoke.into()) };
    };
    let stands = cx.first(sql::REVOKABLE, bind![*one])?.map_or(Ok(false), |row| row.flag(0))?;
    if stands { Ok(Some(*one)) } else { Err(Refusal::NothingToRevoke.into()) }
}

fn place(cx: &Cx<'_>, item: &CaseItem, rules: &Rules) -> HandlerResult<WayFacts> {
    let least = rules.number(RuleName::of(Electorate::PartyMembers, Figure::GroupMembersMin));
    let row = cx.first(sql::PLACE, bind![day_text(cx.now.day())])?;
    let (one_leads_both, party_members) =
        row.map_or(Ok((false, 0)), |row| Ok::<_, crate::db::DbError>((row.flag(0)?, row.count(1)?)))?;
    Ok(WayFacts {
        one_leads_both,
        party_members,
        group_members_min: least.unwrap_or(u32::MAX),
        is_reserved: item.reserved_to_assembly.is_yes(),
    })
}
