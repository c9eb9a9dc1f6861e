//! `POST …/meetings/{meeting}/ballots`, `…/ballots/{ballot}/revision`, `…/dropping`, `…/opening` and `…/closing`

use super::purpose::DraftedQuestion;
use super::sql::{self, DraftMeeting};
use super::urn::Urn;
use super::{facts, purpose, secret};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::ballots::{
    AtRevisionRequest, BallotClosed, BallotDrafted, BallotOpened, BallotRequest, Method, OpenMinutes, QuestionContext,
    may_close_ballot, may_draft_ballot, may_drop_ballot, may_open_ballot, may_revise_ballot,
};
use domain::decisions::ballot_of_case;
use domain::ids::{BallotId, CaseId, CommunityCode, MeetingId};
use domain::limits::BALLOT_OPEN_MINUTES_USUAL;
use domain::sessions::Done;

crate::handle!(DraftBallot, draft_ballot);
pub fn draft_ballot(
    cx: &Cx<'_>,
    (_, meeting): (CommunityCode, MeetingId),
    _: &(),
    body: &BallotRequest,
) -> HandlerResult<BallotDrafted> {
    let held: Option<DraftMeeting> = cx.read_first(sql::MEETING, bind![meeting])?;
    let Some(held) = held else { return cx.refuse_absent() };
    cx.allow(&facts::managing_subject(cx, held.form, held.chair)?)?;
    let (id, asked) = write_draft(cx, meeting, &held, body)?;
    let (method, rule, item) = (body.method.as_str(), body.rule.as_str(), asked.item);
    let detail = serde_json::json!({ "meeting": meeting, "method": method, "rule": rule, "item": item,
        "case": body.case, "once_more": asked.reason.is_some(), "revision": 1 });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotDrafted { ballot: id, revision: 1 })
}

/// Drafts the ballot of a case for a meeting that was announced by the same command, which writes the journal.
pub fn draft_for_case(cx: &Cx<'_>, meeting: MeetingId, case: CaseId, method: Method) -> HandlerResult<BallotId> {
    let held: Option<DraftMeeting> = cx.read_first(sql::MEETING, bind![meeting])?;
    let held = held.ok_or_else(|| HandlerError::Fault("a meeting that was not written".to_owned()))?;
    let usual = OpenMinutes::try_from(BALLOT_OPEN_MINUTES_USUAL);
    let usual = usual.map_err(|error| HandlerError::Fault(error.to_string()))?;
    let body = ballot_of_case(case, None, method, usual);
    let body = body.map_err(|error| HandlerError::Fault(error.to_string()))?;
    Ok(write_draft(cx, meeting, &held, &body)?.0)
}

fn write_draft(
    cx: &Cx<'_>,
    meeting: MeetingId,
    held: &DraftMeeting,
    body: &BallotRequest,
) -> HandlerResult<(BallotId, DraftedQuestion)> {
    let case = body.case.map(|case| purpose::load_case_here(cx, (meeting, None), case)).transpose()?;
    let place = QuestionContext { items: held.items, case: case.as_ref().map(|here| here.facts) };
    may_draft_ballot(body, place, held.drafted, held.is_over)?;
    let asked = purpose::drafted_question(body, case.as_ref())?;
    let id = cx.new_id(BallotId::from_parts);
    let (question, method, rule) = (asked.question.as_str(), body.method.as_str(), body.rule.as_str());
    let (item, minutes) = (asked.item, body.open_minutes.get());
    let values = bind![
        id,
        meeting,
        question,
        method,
        rule,
        item,
        minutes,
        cx.member()?,
        cx.now,
        body.case,
        asked.reason.as_deref()
    ];
    cx.run(sql::DRAFT, values)?;
    Ok((id, asked))
}

crate::handle!(ReviseBallot, revise_ballot);
pub fn revise_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &BallotRequest,
) -> HandlerResult<BallotDrafted> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    let held: Option<DraftMeeting> = cx.read_first(sql::MEETING, bind![found.meeting])?;
    let Some(held) = held else { return cx.refuse_absent() };
    let case = body.case.map(|case| purpose::load_case_here(cx, (found.meeting, Some(id)), case)).transpose()?;
    let place = QuestionContext { items: held.items, case: case.as_ref().map(|here| here.facts) };
    may_revise_ballot(&found.state, place, body)?;
    let asked = purpose::drafted_question(body, case.as_ref())?;
    let (question, method, rule) = (asked.question.as_str(), body.method.as_str(), body.rule.as_str());
    let (item, minutes) = (asked.item, body.open_minutes.get());
    let values = bind![question, method, rule, item, minutes, body.case, asked.reason.as_deref(), id];
    cx.run(sql::REVISE, values)?;
    let revision = found.state.revision + 1;
    let detail = serde_json::json!({ "method": method, "rule": rule, "case": body.case,
        "once_more": asked.reason.is_some(), "revision": revision });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotDrafted { ballot: id, revision })
}

crate::handle!(DropBallot, drop_ballot);
/// The journal keeps a record that the draft existed.
pub fn drop_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &AtRevisionRequest,
) -> HandlerResult<Done> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    may_drop_ballot(&found.state, body.revision)?;
    cx.run(sql::DROP, bind![id])?;
    cx.journal(&id.to_string(), &serde_json::json!({ "meeting": found.meeting, "revision": body.revision }))?;
    Ok(Done {})
}

crate::handle!(OpenBallot, open_ballot);
/// The chair opens the vote; a secret ballot gets its key at this moment.
pub fn open_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &AtRevisionRequest,
) -> HandlerResult<BallotOpened> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    let closes_at = may_open_ballot(&found.state, cx.member()?, (cx.now, found.open_minutes), body.revision)?;
    let bound = purpose::bind_to_case(cx, &found)?;
    let key = if found.state.method == Method::Secret { Some(secret::new_key(cx, id)?) } else { None };
    let (public_key, sealed) = key.map_or((None, None), |(public, sealed)| (Some(public), Some(sealed)));
    let (entitled, present) = (found.state.meeting.entitled, found.state.meeting.present);
    let public = public_key.map(|key| key.0);
    cx.run(sql::OPEN, bind![cx.now, closes_at, entitled, present, public, sealed, id])?;
    if found.state.method == Method::Secret {
        Urn::of(cx, id).lend(entitled)?;
    }
    let revision = found.state.revision + 1;
    let detail = serde_json::json!({ "entitled": entitled, "present": present, "closes_at": closes_at,
        "case": found.case, "step": bound.map(|(step, _)| step), "version": bound.map(|(_, version)| version),
        "revision": revision });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotOpened { revision, closes_at, public_key })
}

crate::handle!(CloseBallot, close_ballot);
/// After closing nothing changes.
pub fn close_ballot(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, BallotId),
    _: &(),
    body: &AtRevisionRequest,
) -> HandlerResult<BallotClosed> {
    let Some(found) = facts::load_ballot(cx, id)? else { return cx.refuse_absent() };
    cx.allow(&found.managing_subject(cx)?)?;
    may_close_ballot(&found.state, cx.member()?, cx.now, body.revision)?;
    let (entitled, present) = (found.state.meeting.entitled, found.state.meeting.present);
    if found.state.method == Method::Secret {
        secret::open_urn(cx, &found)?;
    }
    cx.run(sql::CLOSE, bind![cx.now, entitled, present, id])?;
    let closed = facts::load_ballot(cx, id)?.and_then(|closed| closed.tally());
    let tally = closed.ok_or_else(|| HandlerError::Fault("a ballot that did not close".to_owned()))?;
    let detail = serde_json::json!({ "entitled": entitled, "present": present, "for": tally.total.r#for,
        "against": tally.total.against, "abstain": tally.total.abstain, "invalid": tally.total.invalid,
        "given_not_cast": tally.given_not_cast });
    cx.journal(&id.to_string(), &detail)?;
    Ok(BallotClosed { tally })
}
