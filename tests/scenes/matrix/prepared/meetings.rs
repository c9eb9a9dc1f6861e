//! Requests about meetings. The director chairs, the supervisor is the teller, and the two committees are called; each
//! cell has a meeting of its own in the required state.

use super::super::Caller;
use super::{Cell, Prepared, one, plain_cells};
use crate::scenes::Api;
use crate::scenes::activities::test_reason;
use crate::scenes::client::community_code;
use crate::scenes::meetings::{
    list_voters_request, name_proxy_request, record_outcomes_request, write_minutes_request,
};
use crate::scenes::people::{Person, SUPERVISOR};
use domain::access::Subject;
use domain::contract::*;
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::meetings as g;

impl<A: Api> Prepared<'_, A> {
    pub fn of_meetings(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (community_code(),));
        let (public, community) = (Subject::Public, Subject::Community);
        let chair = named(self.director.member());
        match id {
            E::ShowMeeting => one::<ShowMeeting>(public, who, &server.called(), &Empty {}),
            E::FollowMeeting => one::<FollowMeeting>(public, who, &server.called(), &Empty {}),
            E::ListProxies => one::<ListProxies>(public, who, &server.called(), &Empty {}),
            E::AnnounceMeeting => {
                let draft = server.talk(g::Electorate::JointCommittees);
                one::<AnnounceMeeting>(community, who, &here, &draft)
            }
            E::ShowMeetingSuggestion => one::<ShowMeetingSuggestion>(community, who, &here, &Empty {}),
            E::ReviseMeeting => {
                let draft = server.talk(g::Electorate::JointCommittees);
                let at = server.announce(&draft);
                let g::AnnounceMeetingRequest { starts_at, officers, .. } = draft;
                let place = "社区广场".parse().expect("a place");
                let officers = Some(officers);
                let body = g::ReviseMeetingRequest { place, starts_at, officers, reason: test_reason() };
                one::<ReviseMeeting>(community, who, &at, &body)
            }
            E::CancelMeeting => {
                let body = g::CancelMeetingRequest { reason: test_reason() };
                one::<CancelMeeting>(community, who, &server.called(), &body)
            }
            E::InviteGuest => {
                let body = g::InviteGuestRequest {
                    name: "示范物业公司".parse().expect("a name"),
                    capacity: g::GuestCapacity::PropertyCompany,
                };
                one::<InviteGuest>(community, who, &server.called(), &body)
            }
            E::AnswerInvitation => self.answering(caller),
            E::NameProxy => one::<NameProxy>(community, who, &server.called(), &name_proxy_request(server)),
            E::WithdrawProxy => {
                let body = g::WithdrawProxyRequest { principal: self.director.member() };
                one::<WithdrawProxy>(community, who, &server.called(), &body)
            }
            E::OpenMeeting => one::<OpenMeeting>(chair, who, &server.called(), &Empty {}),
            E::CloseMeeting => {
                one::<CloseMeeting>(chair, who, &server.opened(), &g::CloseMeetingRequest { visitors: 0 })
            }
            E::CheckInAtMeeting => self.coming(caller),
            E::ListVoters => {
                let body = list_voters_request(&[self.director.member()]);
                one::<ListVoters>(self.keeper(caller), who, &server.opened(), &body)
            }
            E::WithdrawPresence => {
                let at = server.opened();
                let voter = self.director.member();
                server.call::<ListVoters>(&self.director, &at, &list_voters_request(&[voter]));
                let body = g::WithdrawPresenceRequest { voter: voter.into(), reason: g::WithdrawalReason::WrongPerson };
                one::<WithdrawPresence>(self.keeper(caller), who, &at, &body)
            }
            E::ShowMeetingKey => one::<ShowMeetingKey>(self.keeper(caller), who, &server.opened(), &Empty {}),
            E::ShowMeetingAttendance => one::<ShowMeetingAttendance>(community, who, &server.opened(), &Empty {}),
            E::ShowMeetingRoll => one::<ShowMeetingRoll>(community, who, &server.opened(), &Empty {}),
            E::AddMaterials => {
                let body = self.photos(caller);
                one::<AddMaterials>(community, who, &server.called(), &body)
            }
            E::AddRecords => {
                let body = g::AddRecordsRequest { record: g::MeetingRecord::Photo, files: self.photos(caller).files };
                one::<AddRecords>(chair, who, &server.opened(), &body)
            }
            E::WriteMinutes => one::<WriteMinutes>(chair, who, &server.opened(), &write_minutes_request("同意改造", 0)),
            E::AdoptMinutes => {
                let signs = if self.is_teller(caller) { self.keeper(caller) } else { chair };
                one::<AdoptMinutes>(signs, who, &self.closed(), &g::AdoptMinutesRequest { version: 1 })
            }
            E::RecordOutcomes => {
                let at = self.closed();
                self.adopt(&at);
                one::<RecordOutcomes>(community, who, &at, &record_outcomes_request(0))
            }
            E::ShowMinutes => one::<ShowMinutes>(self.keeper(caller), who, &self.closed(), &Empty {}),
            _ => plain_cells(id, caller),
        }
    }

    /// People who are called may come; the roll, not the table, refuses others.
    fn coming(&self, caller: &Caller) -> Vec<Cell> {
        let at = self.server.opened();
        let me = caller.standing.member;
        if me.is_some_and(|member| !self.is_called(&at, member)) {
            return vec![];
        }
        let key = self.server.call::<ShowMeetingKey>(&self.director, &at, &Empty {});
        let report = crate::scenes::volunteering::attendance_code_request(&key.key, key.now, 0);
        one::<CheckInAtMeeting>(super::own_subject(caller), &caller.person, &at, &report)
    }

    fn answering(&self, caller: &Caller) -> Vec<Cell> {
        let at = self.server.called();
        if caller.standing.member.is_some_and(|member| !self.is_called(&at, member)) {
            return vec![];
        }
        let body = g::AnswerInvitationRequest { answer: g::InvitationAnswer::Coming };
        one::<AnswerInvitation>(super::own_subject(caller), &caller.person, &at, &body)
    }

    fn is_called(&self, at: &(CommunityCode, MeetingId), member: MemberId) -> bool {
        let query = g::VoterQuery { limit: Some(100), ..g::VoterQuery::default() };
        let roll = self.server.query::<ShowMeetingRoll>(&self.director, at, &query);
        roll.page.rows.iter().any(|row| row.voter == member.into())
    }

    /// Two people came, the minutes are written, and the meeting is closed.
    fn closed(&self) -> (CommunityCode, MeetingId) {
        let (server, director): (_, &Person) = (self.server, &self.director);
        let at = server.opened();
        server.call::<ListVoters>(director, &at, &list_voters_request(&[director.member()]));
        server.call::<WriteMinutes>(director, &at, &write_minutes_request("同意改造", 0));
        server.call::<CloseMeeting>(director, &at, &g::CloseMeetingRequest { visitors: 0 });
        at
    }

    /// Both sign.
    fn adopt(&self, at: &(CommunityCode, MeetingId)) {
        for signs in [&self.director, &self.server.person(SUPERVISOR)] {
            self.server.call::<AdoptMinutes>(signs, at, &g::AdoptMinutesRequest { version: 1 });
        }
    }

    pub fn is_teller(&self, caller: &Caller) -> bool {
        caller.standing.member == Some(self.server.person(SUPERVISOR).member())
    }

    /// The teller, as a person of the meeting; for all other callers the subject is the community.
    fn keeper(&self, caller: &Caller) -> Subject {
        match caller.standing.member {
            Some(member) if member == self.director.member() || self.is_teller(caller) => named(member),
            _ => Subject::Community,
        }
    }
}

fn named(member: MemberId) -> Subject {
    Subject::Member { member, household: None, grid: None }
}
