//! The facts of a meeting for the rules, read once, and the subject for access checks.

use super::sql;
pub use super::sql::LoadedMeeting;
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use domain::access::{Role, Subject};
use domain::contract::RequestError;
use domain::ids::{MeetingId, MemberId, VoterId};
use domain::meetings::{Electorate, MeetingForm};
use domain::members::born_by;

impl LoadedMeeting {
    /// 应到: on the roll and not struck.
    pub fn entitled(&self) -> u32 {
        self.roll_count.saturating_sub(self.struck)
    }

    /// The voter that a member would be on this roll: the member, or the household.
    pub fn voter_of(&self, cx: &Cx<'_>, member: MemberId) -> HandlerResult<VoterId> {
        match self.electorate {
            Electorate::Households => {
                let household = cx.standing().household;
                household
                    .map(VoterId::from)
                    .ok_or_else(|| HandlerError::Fault("a member without a household".to_owned()))
            }
            _ => Ok(member.into()),
        }
    }

    /// Whether the caller is old enough to vote for this household; in other electorates everybody votes as a member.
    pub fn may_speak(&self, cx: &Cx<'_>, member: MemberId, voter: VoterId) -> HandlerResult<bool> {
        if self.electorate != Electorate::Households {
            return Ok(true);
        }
        Ok(cx.first(sql::MAY_SPEAK, bind![member, voter.as_household(), born_by(cx.now.day())])?.is_some())
    }

    /// Chair, teller and recorder: people of this meeting.
    pub fn is_officer(&self, member: MemberId) -> bool {
        self.chair == member || self.teller == Some(member) || self.recorder == Some(member)
    }

    /// The recorder where that is the caller, else the chair.
    pub fn writer(&self, cx: &Cx<'_>) -> Subject {
        let writer = self.recorder.filter(|recorder| cx.standing().member == Some(*recorder));
        named_subject(writer.unwrap_or(self.chair))
    }

    /// For acts that the named officers may do as well as the office that the form belongs to.
    pub fn officer_or_office(&self, cx: &Cx<'_>) -> Subject {
        match cx.standing().member {
            Some(member) if self.is_officer(member) => named_subject(member),
            _ => form_subject(cx, self.form),
        }
    }
}

/// There is no such meeting, so no officers either. Meetings are public, so every signed-in caller is told.
pub fn absent_meeting<T>(cx: &Cx<'_>) -> HandlerResult<T> {
    cx.allow_self()?;
    Err(RequestError::NotFound.into())
}

/// Only the named person.
pub fn named_subject(member: MemberId) -> Subject {
    Subject::Member { member, household: None, grid: None }
}

/// The subject that a form belongs to: the party branch for its own and joint forms, otherwise the community.
pub fn form_subject(cx: &Cx<'_>, form: MeetingForm) -> Subject {
    let leads = |held: &domain::access::ScopedRole| held.role == Role::PartyCommittee;
    let standing = cx.standing();
    let branch = standing.held.iter().find(|held| leads(held)).and_then(|held| held.body);
    branch.filter(|_| form.is_of_the_party()).map_or(Subject::Community, Subject::Body)
}

/// `None`: there is no such meeting.
pub fn load_meeting(cx: &Cx<'_>, id: MeetingId) -> HandlerResult<Option<LoadedMeeting>> {
    Ok(cx.read_first(sql::FACTS, bind![id])?)
}

pub fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> HandlerResult<T> {
    serde_json::from_str(text).map_err(|error| HandlerError::Fault(error.to_string()))
}
