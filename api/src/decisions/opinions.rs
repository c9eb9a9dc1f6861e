//! `POST …/cases/{case}/opinions` and `…/opinions/{opinion}`

use super::link::{find, seated};
use super::{asked, sql};
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, Feature};
use crate::notices::inform;
use domain::access::{Role, Subject};
use domain::decisions::{
    self as d, AnswerWay, AskOpinionOf, Asking, CaseStatus, CheckEnd, CheckKind, GiveOpinionWith, OpinionAsked,
    OpinionOf, OpinionPlan,
};
use domain::ids::{CaseId, CommunityCode, OpinionId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;

pub fn ask_opinion(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), body: &AskOpinionOf) -> Answer<OpinionAsked> {
    let found = find(cx, id)?;
    let of = body.of;
    let kind = (of == OpinionOf::Township).then(|| d::check_kind(&found.case, &found.item));
    let before = cx.first(sql::ASKED_BEFORE, bind![id, of.as_str(), kind.map(CheckKind::as_str)])?;
    let (one_waits, is_filed) =
        before.map_or(Ok((false, false)), |row| Ok::<_, crate::db::DbError>((row.flag(0)?, row.flag(1)?)))?;
    let rules = found.rules(cx)?;
    let asking = Asking { one_waits, is_filed, rules: &rules, now: cx.now };
    let OpinionPlan { kind, due_at } = d::ask_opinion(&found.case, &found.item, of, asking)?;
    let opinion = cx.new_id(OpinionId::from_parts);
    let values = bind![opinion, id, of.as_str(), kind.map(CheckKind::as_str), cx.now, cx.actor()?, due_at];
    cx.run(sql::ASK, values)?;
    match of {
        OpinionOf::Adviser => {
            let params = serde_json::json!({ "title": found.title, "due_at": due_at });
            for adviser in seated(cx, BodyKind::LegalAdviser)? {
                inform(cx, adviser, NoticeKind::OpinionAsked, &params)?;
            }
        }
        OpinionOf::Township => asked::tell_asked(cx, opinion)?,
    }
    cx.touch(Feature::Decisions)?;
    let detail = serde_json::json!({ "opinion": opinion, "of": of, "kind": kind, "due_at": due_at });
    cx.journal(&id.to_string(), &detail)?;
    Ok(OpinionAsked { opinion, due_at })
}

pub fn give_opinion(cx: &Cx<'_>, (_, id): (CommunityCode, OpinionId), _: &(), body: &GiveOpinionWith) -> Answer<Done> {
    let Some(row) = cx.first(sql::OPINION, bind![id])? else { return cx.absent() };
    cx.allow(&Subject::Community)?;
    let (of, case, status): (OpinionOf, CaseId, CaseStatus) = (row.parsed(0)?, row.parsed(2)?, row.parsed(3)?);
    let roles: Vec<Role> = cx.standing().roles().collect();
    d::give_opinion(of, row.flag(1)?, &roles)?;
    d::takes_opinion(row.maybe_parsed(4)?, status)?;
    let way = (of == OpinionOf::Township).then_some(AnswerWay::Paper.as_str());
    let values = bind![body.verdict.as_str(), body.text.as_str(), cx.now, cx.actor()?, way, id];
    cx.run(sql::GIVE, values)?;
    asked::tell_ended(cx, id, CheckEnd::ByPaper)?;
    cx.touch(Feature::Decisions)?;
    cx.journal(&case.to_string(), &serde_json::json!({ "opinion": id, "of": of, "verdict": body.verdict }))?;
    Ok(Done {})
}
