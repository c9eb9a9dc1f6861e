//! `POST …/cases/{case}/opinions` and `…/opinions/{opinion}`

use super::link::{find, seated};
use super::sql;
use crate::answer::Answer;
use crate::bind;
use crate::community::{Cx, Feature};
use crate::notices::inform;
use domain::access::{Role, Subject};
use domain::decisions::{self as d, AskOpinionOf, Asking, CaseStatus, GiveOpinionWith, OpinionAsked, OpinionOf};
use domain::ids::{CaseId, CommunityCode, OpinionId};
use domain::members::BodyKind;
use domain::notices::NoticeKind;
use domain::sessions::Done;

pub fn ask_opinion(cx: &Cx<'_>, (_, id): (CommunityCode, CaseId), _: &(), body: &AskOpinionOf) -> Answer<OpinionAsked> {
    let found = find(cx, id)?;
    let of = body.of;
    let waiting = cx.first(sql::WAITING, bind![id, of.as_str()])?.map_or(Ok(0), |row| row.count(0))?;
    let rules = found.rules(cx)?;
    let asking = Asking { one_waits: waiting > 0, rules: &rules, now: cx.now };
    let due_at = d::ask_opinion(&found.case, &found.item, of, asking)?;
    let opinion = cx.new_id(OpinionId::from_parts);
    cx.run(sql::ASK, bind![opinion, id, of.as_str(), cx.now, cx.actor()?, due_at])?;
    if of == OpinionOf::Adviser {
        let params = serde_json::json!({ "title": found.title, "due_at": due_at });
        for adviser in seated(cx, BodyKind::LegalAdviser)? {
            inform(cx, adviser, NoticeKind::OpinionAsked, &params)?;
        }
    }
    cx.touch(Feature::Decisions)?;
    cx.journal(&id.to_string(), &serde_json::json!({ "opinion": opinion, "of": of, "due_at": due_at }))?;
    Ok(OpinionAsked { opinion, due_at })
}

pub fn give_opinion(cx: &Cx<'_>, (_, id): (CommunityCode, OpinionId), _: &(), body: &GiveOpinionWith) -> Answer<Done> {
    let Some(row) = cx.first(sql::OPINION, bind![id])? else { return cx.absent() };
    cx.allow(&Subject::Community)?;
    let (of, case, status): (OpinionOf, CaseId, CaseStatus) = (row.parsed(0)?, row.parsed(2)?, row.parsed(3)?);
    let roles: Vec<Role> = cx.standing().roles().collect();
    d::give_opinion(of, row.flag(1)?, &roles)?;
    if status != CaseStatus::Open {
        return Err(d::Refusal::CaseEnded.into());
    }
    cx.run(sql::GIVE, bind![body.verdict.as_str(), body.text.as_str(), cx.now, cx.actor()?, id])?;
    cx.touch(Feature::Decisions)?;
    cx.journal(&case.to_string(), &serde_json::json!({ "opinion": id, "of": of, "verdict": body.verdict }))?;
    Ok(Done {})
}
