//! Requests about meetings. The director chairs, the supervisor is the teller, and the two committees are called; each
//! cell has a meeting of its own in the required state.

use super::super::Caller;
use super::{Cell, Prepared, one};
use crate::client::code;
use crate::meetings::list_voters::lines;
use crate::meetings::name_proxy::mandate;
use crate::meetings::record_outcomes::outcomes;
use crate::meetings::write_minutes::minutes;
use crate::people::{Person, SUPERVISOR};
use crate::scene::reason;
use domain::access::{Capability, Subject};
use domain::contract::*;
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::meetings as g;

impl Prepared<'_> {
    pub fn of_meetings(&self, id: EndpointId, caller: &Caller) -> Vec<Cell> {
        use EndpointId as E;
        let (server, who, here) = (self.server, &caller.person, (code(),));
        let (public, community) = (Subject::Public, Subject::Community);
        let chair = named(self.director.member());
        match id {
            E::ListMeetings => one::<ListMeetings>(public, who, &here, &Empty {}),
            E::ShowMeeting => one::<ShowMeeting>(public, who, &server.called(), &Empty {}),
            E::FollowMeeting => one::<FollowMeeting>(public, who, &server.called(), &Empty {}),
            E::ListProxies => one::<ListProxies>(public, who, &server.called(), &Empty {}),
            E::AnnounceMeeting => {
                let draft = server.talk(g::Electorate::JointCommittees);
                one::<AnnounceMeeting>(community, who, &here, &draft)
            }
            E::ReviseMeeting => {
                let draft = server.talk(g::Electorate::JointCommittees);
                let at = server.announce(&draft);
                let g::MeetingDraft { starts_at, officers, .. } = draft;
                let place = "社区广场".parse().expect("a place");
                let body = g::MeetingRevision { place, starts_at, officers, reason: reason() };
                one::<ReviseMeeting>(community, who, &at, &body)
            }
            E::CancelMeeting => {
                let body = g::MeetingCancellation { reason: reason() };
                one::<CancelMeeting>(community, who, &server.called(), &body)
            }
            E::InviteGuest => {
                let body = g::GuestDraft {
                    name: "示范物业公司".parse().expect("a name"),
                    capacity: g::GuestCapacity::PropertyCompany,
                };
                one::<InviteGuest>(community, who, &server.called(), &body)
            }
            // An urban community has no mandates: here only callers without the right are tested.
            E::NameProxy | E::WithdrawProxy if caller.standing.may(Capability::ManageMeeting, &community) => vec![],
            E::NameProxy => one::<NameProxy>(community, who, &server.called(), &mandate(server)),
            E::WithdrawProxy => {
                let body = g::ProxyWithdrawal { principal: self.director.member() };
                one::<WithdrawProxy>(community, who, &server.called(), &body)
            }
            E::OpenMeeting => one::<OpenMeeting>(chair, who, &server.called(), &Empty {}),
            E::CloseMeeting => one::<CloseMeeting>(chair, who, &server.opened(), &g::MeetingClosing { visitors: 0 }),
            E::CheckInAtMeeting => self.coming(caller),
            E::ListVoters => {
                let body = lines(&[self.director.member()]);
                one::<ListVoters>(self.keeper(caller), who, &server.opened(), &body)
            }
            E::ShowMeetingKey => one::<ShowMeetingKey>(self.keeper(caller), who, &server.opened(), &Empty {}),
            E::ShowMeetingAttendance => one::<ShowMeetingAttendance>(community, who, &server.opened(), &Empty {}),
            E::ShowMeetingRoll => one::<ShowMeetingRoll>(community, who, &server.opened(), &Empty {}),
            E::AddMaterials => {
                let body = self.photos(caller);
                one::<AddMaterials>(community, who, &server.called(), &body)
            }
            E::AddRecords => {
                let body = g::MeetingRecords { record: g::MeetingRecord::Photo, files: self.photos(caller).files };
                one::<AddRecords>(chair, who, &server.opened(), &body)
            }
            E::WriteMinutes => one::<WriteMinutes>(chair, who, &server.opened(), &minutes("同意改造", 0)),
            E::AdoptMinutes => {
                let signs = if self.is_teller(caller) { self.keeper(caller) } else { chair };
                one::<AdoptMinutes>(signs, who, &self.closed(), &g::MinutesAdoption { version: 1 })
            }
            E::RecordOutcomes => {
                let at = self.closed();
                self.adopt(&at);
                one::<RecordOutcomes>(community, who, &at, &outcomes(0))
            }
            E::ShowMinutes => one::<ShowMinutes>(self.keeper(caller), who, &self.closed(), &Empty {}),
            other => panic!("{other:?} is not about meetings"),
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
        let report = crate::volunteering::check_in::report(&key.key, key.now, 0);
        one::<CheckInAtMeeting>(super::own(caller), &caller.person, &at, &report)
    }

    fn is_called(&self, at: &(CommunityCode, MeetingId), member: MemberId) -> bool {
        let query = g::VoterQuery { limit: Some(100), ..g::VoterQuery::default() };
        let roll = self.server.query::<ShowMeetingRoll>(&self.director, at, &query);
        roll.rows.iter().any(|row| row.voter == member.into())
    }

    /// Two people came, the minutes are written, and the meeting is closed.
    fn closed(&self) -> (CommunityCode, MeetingId) {
        let (server, director): (_, &Person) = (self.server, &self.director);
        let at = server.opened();
        server.call::<ListVoters>(director, &at, &lines(&[director.member()]));
        server.call::<WriteMinutes>(director, &at, &minutes("同意改造", 0));
        server.call::<CloseMeeting>(director, &at, &g::MeetingClosing { visitors: 0 });
        at
    }

    /// Both sign.
    fn adopt(&self, at: &(CommunityCode, MeetingId)) {
        for signs in [&self.director, &self.server.person(SUPERVISOR)] {
            self.server.call::<AdoptMinutes>(signs, at, &g::MinutesAdoption { version: 1 });
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
