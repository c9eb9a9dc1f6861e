//! Questions to the street or township: the letters to its office, and the answers from there.
//!
//! Invariant: a letter holds everything, so that it may arrive twice and in any order. An answer counts once, and never
//! replaces a paper that the committee entered before.

mod sql;

use self::sql::{AskedOffice, CheckOfMatter};
use super::load::LoadedCase;
use crate::answer::{HandlerError, HandlerResult, Message};
use crate::bind;
use crate::db::{Db, Row, run_transaction};
use crate::notices::notify_from_object;
use crate::object::{self, Cx, Feature, ObjectEnv};
use crate::outgoing;
use crate::{journal, matters};
use domain::contract::RequestError;
use domain::decisions::{AnswerWay, CheckEnd, take_answer};
use domain::ids::OpinionId;
use domain::notices::NoticeKind;
use domain::regions::{AnswerTaken, CheckAnswer, CheckEnded, CheckReceived, CheckTold, Letter};

/// Tells the office that it is asked.
pub fn send_check(cx: &Cx<'_>, opinion: OpinionId) -> HandlerResult<()> {
    if let Some(told) = load_check(cx.db, opinion, None)? {
        cx.run(sql::TOLD, bind![told.community.parent().as_str(), opinion])?;
        outgoing::send_letter(cx, Letter::Check(told))?;
    }
    Ok(())
}

/// Tells the office that its answer is no longer wanted, if it was asked.
pub fn send_check_end(cx: &Cx<'_>, opinion: OpinionId, because: CheckEnd) -> HandlerResult<()> {
    let is_asked = cx.first(sql::ASKED_OFFICE, bind![opinion])?.is_some();
    let ended = CheckEnded { because, at: cx.now };
    match load_check(cx.db, opinion, Some(ended))?.filter(|_| is_asked) {
        Some(told) => outgoing::send_letter(cx, Letter::Check(told)),
        None => Ok(()),
    }
}

/// A case has ended: tells the office that its open questions about it need no answer.
pub fn send_case_end(cx: &Cx<'_>, found: &LoadedCase) -> HandlerResult<()> {
    for row in cx.run(sql::WAITING_CHECKS, bind![found.id])? {
        send_check_end(cx, row.parsed(0)?, CheckEnd::CaseEnded)?;
    }
    Ok(())
}

/// Sends the demonstration's questions that no office was told of yet.
pub fn send_demonstration_checks(world: &ObjectEnv<'_>) -> HandlerResult<Vec<Message>> {
    run_transaction(world.db, || {
        let mut messages = vec![];
        for row in world.db.run(sql::UNTOLD, &[])? {
            let opinion: OpinionId = row.parsed(0)?;
            let Some(told) = load_check(world.db, opinion, None)? else { continue };
            world.db.run(sql::TOLD, bind![told.community.parent().as_str(), opinion])?;
            messages.push(outgoing::write_letter(world.db, world.now, world.chance, Letter::Check(told))?);
        }
        Ok(messages)
    })
}

fn load_check(db: &dyn Db, opinion: OpinionId, ended: Option<CheckEnded>) -> HandlerResult<Option<CheckTold>> {
    let rows = db.run(sql::CHECK, bind![opinion])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let CheckOfMatter { matter, told } = row.decode()?;
    Ok(Some(CheckTold { draft: matters::public_draft(db, matter)?, ended, ..told }))
}

/// The question has arrived at the office.
pub fn was_received(db: &dyn Db, received: &CheckReceived) -> Result<(), HandlerError> {
    if !db.run(sql::RECEIVED, bind![received.at, received.opinion])?.is_empty() {
        object::bump_revision(db, Feature::Decisions)?;
    }
    Ok(())
}

/// `POST /internal/check-answers`: an answer that only the region's object can send.
pub fn take_answer_of_office(world: &ObjectEnv<'_>, answer: &CheckAnswer) -> HandlerResult<AnswerTaken> {
    run_transaction(world.db, || take(world, answer))
}

fn take(world: &ObjectEnv<'_>, answer: &CheckAnswer) -> HandlerResult<AnswerTaken> {
    let (db, now) = (world.db, world.now);
    let rows = db.run(sql::ANSWERED, bind![answer.opinion])?;
    let asked = rows.first().map(Row::decode::<AskedOffice>).transpose()?.filter(|asked| is_asked(asked, answer));
    let AskedOffice { kind, given, case, status, asked_by, title, .. } = asked.ok_or(RequestError::NotFound)?;
    let ended = take_answer(kind, given, status);
    if ended.is_none() && given.is_none() {
        let (verdict, text) = (answer.verdict.as_str(), answer.text.as_str());
        db.run(
            super::sql::GIVE,
            bind![verdict, text, now, None::<String>, AnswerWay::Office.as_str(), answer.opinion],
        )?;
        object::bump_revision(db, Feature::Decisions)?;
        let params = serde_json::json!({ "title": title, "case": case });
        notify_from_object(world, asked_by, NoticeKind::OfficeAnswered, &params)?;
        let detail = serde_json::json!({
            "opinion": answer.opinion, "kind": kind, "region": answer.region, "verdict": answer.verdict,
        });
        journal::append_row(db, now, "", "decisions/take-answer", &case.to_string(), &detail.to_string())?;
    }
    Ok(AnswerTaken { opinion: answer.opinion, at: now, ended })
}

/// Whether it is an answer to what this community asked of its own street or township.
fn is_asked(asked: &AskedOffice, answer: &CheckAnswer) -> bool {
    asked.community == answer.community
        && asked.community.parent() == answer.region
        && asked.region.as_ref() == Some(&answer.region)
}
