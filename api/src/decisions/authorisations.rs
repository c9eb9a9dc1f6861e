//! `POST …/authorisations` and `GET …/rules`

use super::settings::{list_settings, rules_today};
use super::{load, sql};
use crate::answer::HandlerResult;
use crate::bind;
use crate::matters;
use crate::object::{Cx, Feature};
use domain::access::Subject;
use domain::contract::Empty;
use domain::decisions::{self as d, AuthorisationFacts, AuthorisationRecorded, RecordAuthorisationRequest, RulesView};
use domain::ids::{AuthorisationId, CommunityCode};
use domain::time::day_text;

crate::handle!(RecordAuthorisation, record_authorisation);
pub fn record_authorisation(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    _: &(),
    body: &RecordAuthorisationRequest,
) -> HandlerResult<AuthorisationRecorded> {
    cx.allow(&Subject::Community)?;
    let given = AuthorisationFacts { codes: body.codes.clone(), from: body.from.date(), until: body.until.date() };
    d::may_authorise(&given, &matters::current_catalogue(cx)?.items, cx.now.day(), &rules_today(cx)?)?;
    let id = cx.new_id(AuthorisationId::from_parts);
    let (from, until) = (body.from.to_string(), body.until.to_string());
    let codes = load::write_json(&body.codes)?;
    cx.run(sql::AUTHORISE, bind![id, codes, from, until, body.basis.as_str(), cx.now, cx.actor()?])?;
    cx.bump_revision(Feature::Decisions)?;
    let detail = serde_json::json!({ "items": body.codes.len(), "from": body.from, "until": body.until });
    cx.journal(&id.to_string(), &detail)?;
    Ok(AuthorisationRecorded { authorisation: id })
}

crate::handle!(ShowRules, show_rules);
pub fn show_rules(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<RulesView> {
    cx.allow(&Subject::Community)?;
    let authorisations = cx.read_all(sql::AUTHORISATIONS, bind![day_text(cx.now.day())])?;
    let rules = rules_today(cx)?;
    let settings = list_settings(cx, &rules)?;
    Ok(RulesView { rules, authorisations, settings })
}
