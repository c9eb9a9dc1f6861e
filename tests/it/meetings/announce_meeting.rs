//! `POST …/meetings`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person, SUPERVISOR};
use crate::server::{Server, shared_server};
use domain::contract::{AnnounceMeeting, Empty, ListNotices, OpenMeeting, ShowMeeting};
use domain::ids::{CommunityCode, GroupId, MeetingId};
use domain::meetings::{
    About, AgendaItem, AnnounceMeetingRequest, Electorate, ElectoratePart, MeetingForm, MeetingOfficers, MeetingStatus,
};
use domain::notices::NoticeKind;
use domain::time::{DAY, MINUTE};

impl Server {
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

#[test]
fn everybody_sees_what_was_announced_and_who_is_called_is_told() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let draft = server.talk(Electorate::JointCommittees);
    let done = server.call::<AnnounceMeeting>(&director, &(community_code(),), &draft);
    assert!(done.roll_count > 3 && done.told == done.roll_count && done.roll_hash.len() == 64, "{done:?}");
    let nobodys =
        AnnounceMeetingRequest { within: ElectoratePart::group(GroupId::from_parts(server.now(), 1)), ..draft.clone() };
    let refused = server.refusal::<AnnounceMeeting>(&director, &(community_code(),), &nobodys);
    assert_eq!(refused, (422, "meetings/group-does-not-fit".into()));
    let shown = server.call::<ShowMeeting>(&Person::guest(), &(community_code(), done.meeting), &Empty {});
    assert_eq!((shown.row.status, shown.row.entitled), (MeetingStatus::Announced, done.roll_count));
    assert_eq!((shown.row.title.as_str(), shown.chair_name.as_str()), (draft.title.as_str(), DIRECTOR));
    let notices = server.call::<ListNotices>(&director, &(community_code(),), &Empty {}).rows;
    let id = done.meeting.to_string();
    let told = |notice: &&domain::notices::Notice| {
        notice.kind == NoticeKind::MeetingAnnounced && notice.params["meeting"] == id.as_str()
    };
    assert_eq!(notices.iter().filter(told).count(), 1);
}

#[test]
fn what_cannot_be_announced_is_refused_with_its_reason() {
    let server = shared_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let good = server.talk(Electorate::JointCommittees);
    let own = |form: MeetingForm| AnnounceMeetingRequest {
        form,
        electorate: form.own_electorate().expect("a statutory form"),
        ..good.clone()
    };
    let alone = MeetingOfficers { teller: good.officers.chair, ..good.officers.clone() };
    for (draft, refusal) in [
        (own(MeetingForm::RepresentativesMeeting), "notice-too-short"),
        (own(MeetingForm::ResidentsAssembly), "notice-too-short"),
        (AnnounceMeetingRequest { starts_at: server.now().plus(-MINUTE), ..good.clone() }, "notice-too-short"),
        (AnnounceMeetingRequest { starts_at: server.now().plus(400 * DAY), ..good.clone() }, "starts-too-far-ahead"),
        (AnnounceMeetingRequest { form: MeetingForm::PartyMembersMeeting, ..good.clone() }, "electorate-does-not-fit"),
        (AnnounceMeetingRequest { form: MeetingForm::Hearing, ..good.clone() }, "hearing-incomplete"),
        (AnnounceMeetingRequest { agenda: vec![], ..good.clone() }, "agenda-out-of-range"),
        (AnnounceMeetingRequest { officers: alone, ..good.clone() }, "same-person"),
    ] {
        let refused = server.refusal::<AnnounceMeeting>(&director, &here, &draft);
        assert_eq!(refused, (422, format!("meetings/{refusal}")), "{draft:?}");
    }
    let resident = server.refusal::<AnnounceMeeting>(&server.resident(), &here, &good);
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
