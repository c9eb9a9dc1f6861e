//! Meetings of the tests, and requests about them: the director chairs, and the supervisor is the teller.

use crate::scenes::client::community_code;
use crate::scenes::people::{DEPUTY, DIRECTOR, SUPERVISOR};
use crate::scenes::{Api, World};
use domain::contract::{AnnounceMeeting, Empty, OpenMeeting};
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::matters::MatterOutcome;
use domain::meetings::{
    About, AgendaItem, AnnounceMeetingRequest, Electorate, ElectoratePart, ListVotersRequest, ListedVoter, MeetingForm,
    MeetingOfficers, NameProxyRequest, OutcomeDraft, RecordOutcomesRequest, WriteMinutesRequest,
};
use domain::members::NearKinship;
use domain::time::MINUTE;

impl<A: Api> World<A> {
    /// A talk that begins in five minutes; the director chairs, the supervisor is the teller.
    pub fn talk(&self, electorate: Electorate) -> AnnounceMeetingRequest {
        AnnounceMeetingRequest {
            form: MeetingForm::Talk,
            electorate,
            title: "楼道照明怎么改".parse().expect("a title"),
            agenda: vec![AgendaItem { title: "照明改造".parse().expect("a title"), minutes: 30, case: None }],
            place: "社区会议室".parse().expect("a place"),
            starts_at: self.now().plus(5 * MINUTE),
            officers: MeetingOfficers {
                chair: self.person(DIRECTOR).member(),
                teller: self.person(SUPERVISOR).member(),
                recorder: None,
            },
            about: About::nothing(),
            within: ElectoratePart::everybody(),
            materials: vec![],
            seats: 0,
            guests: vec![],
            urgent: None,
            ballot: None,
        }
    }

    pub fn announce(&self, draft: &AnnounceMeetingRequest) -> (CommunityCode, MeetingId) {
        (community_code(), self.call::<AnnounceMeeting>(&self.person(DIRECTOR), &(community_code(),), draft).meeting)
    }

    /// A meeting to which the two committees are called.
    pub fn called(&self) -> (CommunityCode, MeetingId) {
        self.announce(&self.talk(Electorate::JointCommittees))
    }

    pub fn opened(&self) -> (CommunityCode, MeetingId) {
        let at = self.called();
        self.call::<OpenMeeting>(&self.person(DIRECTOR), &at, &Empty {});
        at
    }
}

pub fn list_voters_request(voters: &[MemberId]) -> ListVotersRequest {
    let one = |voter: &MemberId| ListedVoter { voter: (*voter).into(), speaker: None };
    ListVotersRequest { voters: voters.iter().map(one).collect() }
}

pub fn name_proxy_request<A: Api>(server: &World<A>) -> NameProxyRequest {
    NameProxyRequest {
        principal: server.person(DEPUTY).member(),
        proxy: server.person(DIRECTOR).member(),
        kinship: NearKinship::Sibling,
        paper: "委托书第1号".parse().expect("a paper"),
    }
}

pub fn write_minutes_request(text: &str, follows: u32) -> WriteMinutesRequest {
    WriteMinutesRequest { texts: vec![text.parse().expect("a text"), String::new().parse().expect("a text")], follows }
}

/// The only item of the agenda, adopted in part.
pub fn record_outcomes_request(follows: u32) -> RecordOutcomesRequest {
    let one = OutcomeDraft {
        item: 1,
        suggestion: String::new().parse().expect("a text"),
        outcome: MatterOutcome::Partly,
        reason: "先改一号楼".parse().expect("a reason"),
    };
    RecordOutcomesRequest { outcomes: vec![one], follows }
}
