//! `POST …/cases/{case}/opinions` and `…/opinions/{opinion}`

use super::check_letters;
use super::link::{load_allowed_case, seated_members};
use super::sql::{self, AskedOpinion};
use crate::answer::HandlerResult;
use crate::bind;
use crate::notices::notify_member;
use crate::object::{Cx, Feature};
use domain::access::{Role, Subject};
use domain::decisions::{
    self as d, AnswerWay, AskOpinionRequest, CheckEnd, CheckKind, GiveOpinionRequest, OpinionAsked, OpinionContext,
    OpinionOf, OpinionPlan,
};
use domain::ids::{CaseId, CommunityCode, OpinionId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;

crate::handle!(AskOpinion, ask_opinion);
pub fn ask_opinion(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, CaseId),
    _: &(),
    body: &AskOpinionRequest,
) -> HandlerResult<OpinionAsked> {
    let found = load_allowed_case(cx, id)?;
    let of = body.of;
    let kind = (of == OpinionOf::Township).then(|| d::check_kind(&found.case, &found.item));
    let before = cx.first(sql::ASKED_BEFORE, bind![id, of.as_str(), kind.map(CheckKind::as_str)])?;
    let (one_waits, is_filed) =
        before.map_or(Ok((false, false)), |row| Ok::<_, crate::db::DbError>((row.flag(0)?, row.flag(1)?)))?;
    let rules = found.rules(cx)?;
    let asking = OpinionContext { one_waits, is_filed, rules: &rules, now: cx.now };
    let OpinionPlan { kind, due_at } = d::ask_opinion(&found.case, &found.item, of, asking)?;
    let opinion = cx.new_id(OpinionId::from_parts);
    let values = bind![opinion, id, of.as_str(), kind.map(CheckKind::as_str), cx.now, cx.actor()?, due_at];
    cx.run(sql::ASK, values)?;
    match of {
        OpinionOf::Adviser => {
            let params = serde_json::json!({ "title": found.title, "case": id, "due_at": due_at });
            for adviser in seated_members(cx, BodyKind::LegalAdviser)? {
                notify_member(cx, adviser, NoticeKind::OpinionAsked, &params)?;
            }
        }
        OpinionOf::Township => check_letters::send_check(cx, opinion)?,
    }
    cx.bump_revision(Feature::Decisions)?;
    let detail = serde_json::json!({ "opinion": opinion, "of": of, "kind": kind, "due_at": due_at });
    cx.journal(&id.to_string(), &detail)?;
    Ok(OpinionAsked { opinion, due_at })
}

crate::handle!(GiveOpinion, give_opinion);
pub fn give_opinion(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, OpinionId),
    _: &(),
    body: &GiveOpinionRequest,
) -> HandlerResult<Done> {
    let asked: Option<AskedOpinion> = cx.read_first(sql::OPINION, bind![id])?;
    let Some(AskedOpinion { of, is_given, case, status, kind }) = asked else { return cx.refuse_absent() };
    cx.allow(&Subject::Community)?;
    let roles: Vec<Role> = cx.standing().roles().collect();
    d::give_opinion(of, is_given, &roles)?;
    d::takes_opinion(kind, status)?;
    let way = (of == OpinionOf::Township).then_some(AnswerWay::Paper.as_str());
    let values = bind![body.verdict.as_str(), body.text.as_str(), cx.now, cx.actor()?, way, id];
    cx.run(sql::GIVE, values)?;
    check_letters::send_check_end(cx, id, CheckEnd::ByPaper)?;
    cx.bump_revision(Feature::Decisions)?;
    cx.journal(&case.to_string(), &serde_json::json!({ "opinion": id, "of": of, "verdict": body.verdict }))?;
    Ok(Done {})
}
