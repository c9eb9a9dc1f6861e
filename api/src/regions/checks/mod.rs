//! Questions of communities to the office (乡镇、街道审核和备案): `GET …/checks`, `POST …/checks/{opinion}`, and the
//! letters from communities and back.
//!
//! Invariant: a community's letters take effect once, in any order. The office answers once, and its answer counts in
//! the form in which the community took it.

mod sql;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::{Db, run_transaction};
use crate::journal;
use crate::object::Cx;
use crate::outgoing;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageQuery, RequestError};
use domain::decisions::CheckEnd;
use domain::ids::{OpinionId, RegionCode};
use domain::limits;
use domain::regions::{
    AnswerCheckRequest, AnswerTaken, CheckAnswer, CheckReceived, CheckRow, CheckState, CheckTold, Checks, Letter,
    answer_check as may_answer,
};
use domain::sessions::Done;
use domain::time::UtcMillis;

crate::handle!(ListChecks, list_checks);
pub fn list_checks(cx: &Cx<'_>, _: (RegionCode,), query: &PageQuery, _: &Empty) -> HandlerResult<Checks> {
    cx.allow(&Subject::Region)?;
    // On the first page only; the pages are for answered questions.
    let mut open: Vec<CheckRow> = match query.after {
        None => cx.read_all(sql::OPEN, bind![limits::CHECKS_OPEN_SHOWN_MAX])?,
        Some(_) => vec![],
    };
    let open_count = cx.first(sql::COUNT_OPEN, &[])?.map_or(Ok(0), |row| row.count(0))?;
    let done: Vec<CheckRow> = cx.read_all(sql::DONE, bind![query.below(), query.rows()])?;
    let mut page = Page::cut(done, query.rows(), |row| row.seq);
    // The text concerned is shown only while the question waits.
    for check in open.iter_mut().chain(&mut page.rows).filter(|check| check.state != CheckState::Waiting) {
        check.draft = None;
    }
    Ok(Checks { open, open_count, page })
}

crate::handle!(AnswerCheck, answer_check);
pub fn answer_check(
    cx: &Cx<'_>,
    (region, id): (RegionCode, OpinionId),
    _: &(),
    body: &AnswerCheckRequest,
) -> HandlerResult<Done> {
    cx.allow(&Subject::Region)?;
    let by = cx.officer()?;
    let asked: Option<sql::AskedCheck> = cx.read_first(sql::CHECK, bind![id])?;
    let asked = asked.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    may_answer(asked.state)?;
    cx.run(sql::ANSWER, bind![body.verdict.as_str(), body.text.as_str(), cx.now, by, id])?;
    let sql::AskedCheck { community, case, kind, .. } = asked;
    let told = serde_json::json!({ "community": community, "case": case, "kind": kind, "verdict": body.verdict });
    let (verdict, text) = (body.verdict, body.text.clone());
    outgoing::send_letter(cx, Letter::Answer(CheckAnswer { opinion: id, community, region, verdict, text }))?;
    cx.journal(&id.to_string(), &told)?;
    Ok(Done {})
}

/// `POST /internal/checks`: a letter of a community of this street or township; others are refused.
pub fn receive_check(db: &dyn Db, now: UtcMillis, told: &CheckTold) -> HandlerResult<CheckReceived> {
    run_transaction(db, || write(db, now, told))
}

fn write(db: &dyn Db, now: UtcMillis, told: &CheckTold) -> HandlerResult<CheckReceived> {
    let community = told.community.as_str();
    let own = db.run(sql::OWN_CHILD, bind![community])?;
    let own: Option<RegionCode> = own.first().map(|row| row.parsed(0)).transpose()?;
    if own != Some(told.community.parent()) {
        return Err(RequestError::NotFound.into());
    }
    let draft = told.draft.as_ref();
    let values = bind![
        told.opinion,
        community,
        told.case,
        told.title.as_str(),
        told.kind.as_str(),
        draft.map(|draft| draft.version),
        draft.map(|draft| draft.text.as_str()),
        draft.map(|draft| draft.hash.as_str()),
        told.asked_at,
        told.due_at,
        now
    ];
    let id = told.opinion.to_string();
    if !db.run(sql::RECEIVE, values)?.is_empty() {
        let detail = serde_json::json!({ "community": told.community, "case": told.case, "kind": told.kind });
        journal::append_row(db, now, "", "regions/receive-check", &id, &detail.to_string())?;
    }
    let rows = db.run(sql::RECEIVED, bind![id.as_str()])?;
    // An id that belongs to another community is unknown here.
    let Some(row) = rows.first().filter(|row| row.text(1).as_deref() == Ok(community)) else {
        return Err(RequestError::NotFound.into());
    };
    if let Some(ended) = told.ended {
        end(db, now, &id, ended.because)?;
    }
    Ok(CheckReceived { opinion: told.opinion, at: row.time(0)? })
}

/// The community's reply to the answer.
pub fn was_taken(db: &dyn Db, now: UtcMillis, taken: &AnswerTaken) -> Result<(), HandlerError> {
    let id = taken.opinion.to_string();
    if let Some(because) = taken.ended {
        return end(db, now, &id, because);
    }
    if !db.run(sql::TAKEN, bind![taken.at, id.as_str()])?.is_empty() {
        journal::append_row(db, now, "", "regions/deliver-answer", &id, "{}")?;
    }
    Ok(())
}

fn end(db: &dyn Db, now: UtcMillis, id: &str, because: CheckEnd) -> Result<(), HandlerError> {
    if !db.run(sql::END, bind![because.as_str(), now, id])?.is_empty() {
        let detail = serde_json::json!({ "because": because });
        journal::append_row(db, now, "", "regions/end-check", id, &detail.to_string())?;
    }
    Ok(())
}
