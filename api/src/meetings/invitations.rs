//! `POST …/answers`: whether a voter of the roll will come.

mod sql;

use super::facts::load_meeting;
use super::roll;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::{Cx, Feature};
use domain::contract::RequestError;
use domain::ids::{CommunityCode, MeetingId, VoterId};
use domain::meetings::{AnswerInvitationRequest, InvitationAnswer, answer_invitation as may_answer};
use domain::sessions::Done;

crate::handle!(AnswerInvitation, answer_invitation);
/// Replaces the answer of the caller, or of the caller's household.
pub fn answer_invitation(
    cx: &Cx<'_>,
    (_, id): (CommunityCode, MeetingId),
    _: &(),
    body: &AnswerInvitationRequest,
) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    let meeting = load_meeting(cx, id)?.ok_or_else(|| HandlerError::from(RequestError::NotFound))?;
    meeting.state.is_announced()?;
    let voter = meeting.voter_of(cx, member)?;
    let found = roll::recheck_voter(cx, &meeting, voter)?;
    may_answer(&meeting.state, found.state, meeting.may_speak(cx, member, voter)?)?;
    if body.answer == InvitationAnswer::Undecided {
        cx.run(sql::DROP_ANSWER, bind![id, voter])?;
    } else {
        cx.run(sql::ANSWER, bind![id, voter, body.answer.as_str(), cx.now, member])?;
    }
    // Not what was answered: readers of the journal see numbers only, as everybody does.
    cx.journal(&id.to_string(), &serde_json::json!({}))?;
    cx.bump_revision(Feature::Meetings)?;
    Ok(Done {})
}

/// The stored answer of a voter.
pub fn answer_of(cx: &Cx<'_>, id: MeetingId, voter: VoterId) -> HandlerResult<Option<InvitationAnswer>> {
    Ok(cx.first(sql::ANSWER_OF, bind![id, voter])?.map(|row| row.parsed(0)).transpose()?)
}
