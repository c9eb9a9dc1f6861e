//! What a ballot is drafted for: a case in relation to the meeting, its question, and what is fixed at opening.
//!
//! Invariant: the question of a case's ballot is made from the case's title, and only here.

use super::facts::LoadedBallot;
use super::sql::{self, CaseAtMeeting};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::decisions;
use crate::object::Cx;
use domain::ballots::{BallotCase, BallotRequest, Question, Refusal, may_put_case};
use domain::decisions::{CaseStep, YesNo, question_of};
use domain::ids::{BallotId, CaseId, MeetingId};

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
    let here: Option<CaseAtMeeting> = cx.read_first(sql::CASE_HERE, bind![meeting, ballot, case])?;
    here.ok_or_else(|| Refusal::CaseNotHere.into())
}

impl CaseAtMeeting {
    fn question(&self) -> HandlerResult<Question> {
        question_of(self.step, &self.title).map_err(|error| HandlerError::Fault(error.to_string()))
    }
}

/// What a valid draft asks: the typed question, or the case's. The reason is kept only where one is required.
pub fn drafted_question(body: &BallotRequest, case: Option<&CaseAtMeeting>) -> HandlerResult<DraftedQuestion> {
    let Some(here) = case else {
        let question = body.question.as_ref().ok_or(Refusal::QuestionNotFitting)?;
        return Ok(DraftedQuestion { question: question.as_str().to_owned(), item: body.item, reason: None });
    };
    let reason = body.reason.as_ref().filter(|_| here.facts.was_put).map(|reason| reason.as_str().to_owned());
    Ok(DraftedQuestion { question: here.question()?.to_string(), item: here.facts.item, reason })
}

/// At opening: checks that the step is still taken here, and fixes the step, the question and the version.
pub fn bind_to_case(cx: &Cx<'_>, found: &LoadedBallot) -> HandlerResult<Option<(CaseStep, u32)>> {
    let Some(case) = found.case else { return Ok(None) };
    let here = load_case_here(cx, (found.meeting, Some(found.id)), case)?;
    may_put_case(here.facts, found.reason.as_deref())?;
    cx.run(sql::BIND, bind![here.question()?.as_str(), here.step.as_str(), here.version, found.id])?;
    Ok(Some((here.step, here.version)))
}

/// The cases that may be put to the vote at a meeting.
pub fn cases_here(cx: &Cx<'_>, meeting: MeetingId) -> HandlerResult<Vec<BallotCase>> {
    let word = |is| if is { YesNo::Yes } else { YesNo::No };
    let mut cases = vec![];
    for here in cx.read_all::<CaseAtMeeting>(sql::CASES_HERE, bind![meeting, ""])? {
        if here.facts.is_taken_here {
            cases.push(BallotCase {
                case: here.case,
                question: here.question()?.to_string(),
                title: here.title,
                was_put: word(here.facts.was_put),
                is_decided: word(decisions::case_outcome(cx, here.case)?.is_some()),
            });
        }
    }
    Ok(cases)
}
