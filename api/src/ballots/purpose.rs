//! What a ballot is drafted for: a case in relation to the meeting, its question, and what is fixed at opening.
//!
//! Invariant: the question of a case's ballot is made from the case's title, and only here.

use super::facts::LoadedBallot;
use super::sql;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::Row;
use crate::decisions;
use crate::object::Cx;
use domain::ballots::{BallotCase, BallotRequest, CaseHere, Refusal, may_put_case};
use domain::decisions::{CaseStep, YesNo, question_of};
use domain::ids::{BallotId, CaseId, MeetingId};

/// A case in relation to a meeting.
pub struct CaseAtMeeting {
    pub facts: CaseHere,
    step: CaseStep,
    /// The newest version of its matter.
    version: u32,
    question: String,
}

/// A draft's values, as they are stored.
pub struct DraftedQuestion {
    pub question: String,
    pub item: u32,
    pub reason: Option<String>,
}

/// The case that a draft names, in relation to the meeting and one of its ballots. A case that does not exist is
/// refused.
pub fn load_case_here(
    cx: &Cx<'_>,
    (meeting, ballot): (MeetingId, Option<BallotId>),
    case: CaseId,
) -> HandlerResult<CaseAtMeeting> {
    let ballot = ballot.map(|ballot| ballot.to_string()).unwrap_or_default();
    let row = cx.first(sql::CASE_HERE, bind![meeting, ballot, case])?;
    row.map_or_else(|| Err(Refusal::CaseNotHere.into()), |row| read(&row))
}

fn read(row: &Row) -> HandlerResult<CaseAtMeeting> {
    let (title, step) = (row.text(1)?, row.parsed(2)?);
    let question = question_of(step, &title).map_err(|error| HandlerError::Fault(error.to_string()))?;
    Ok(CaseAtMeeting {
        facts: CaseHere {
            is_taken_here: row.flag(4)?,
            item: row.count(5)?,
            is_asked: row.flag(6)?,
            was_put: row.flag(7)?,
        },
        step,
        version: row.maybe_int(3)?.map_or(Ok(0), u32::try_from).unwrap_or(u32::MAX),
        question: question.as_str().to_owned(),
    })
}

/// What a valid draft asks: the typed question, or the case's. The reason is kept only where one is required.
pub fn drafted_question(body: &BallotRequest, case: Option<&CaseAtMeeting>) -> HandlerResult<DraftedQuestion> {
    let Some(here) = case else {
        let question = body.question.as_ref().ok_or(Refusal::QuestionNotFitting)?;
        return Ok(DraftedQuestion { question: question.as_str().to_owned(), item: body.item, reason: None });
    };
    let reason = body.reason.as_ref().filter(|_| here.facts.was_put).map(|reason| reason.as_str().to_owned());
    Ok(DraftedQuestion { question: here.question.clone(), item: here.facts.item, reason })
}

/// At opening: checks that the step is still taken here, and fixes the step, the question and the version.
pub fn bind_to_case(cx: &Cx<'_>, found: &LoadedBallot) -> HandlerResult<Option<(CaseStep, u32)>> {
    let Some(case) = found.case else { return Ok(None) };
    let here = load_case_here(cx, (found.meeting, Some(found.id)), case)?;
    may_put_case(here.facts, found.reason.as_deref())?;
    cx.run(sql::BIND, bind![here.question.as_str(), here.step.as_str(), here.version, found.id])?;
    Ok(Some((here.step, here.version)))
}

/// The cases that may be put to the vote at a meeting.
pub fn cases_here(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<Vec<BallotCase>> {
    let word = |is| if is { YesNo::Yes } else { YesNo::No };
    let mut cases = vec![];
    for row in cx.run(sql::CASES_HERE, bind![meeting, ""])? {
        let here = read(&row)?;
        if !here.facts.is_taken_here {
            continue;
        }
        let case = row.parsed(0)?;
        cases.push(BallotCase {
            case,
            title: row.text(1)?,
            question: here.question,
            was_put: word(here.facts.was_put),
            is_decided: word(decisions::case_outcome(cx, case)?.is_some()),
        });
    }
    Ok(cases)
}
