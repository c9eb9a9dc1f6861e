//! Meetings of a busy community in each state, and requests about them. The clerk chairs, the supervisor is the teller,
//! and the two committees are invited.

use crate::busy_community::BusyCommunity;
use crate::test_community::TestCommunity;
use api::bind;
use domain::contract::*;
use domain::ids::MeetingId;
use domain::meetings as g;
use domain::members as m;
use domain::volunteering as v;

/// The progress of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    Announced,
    Open,
    Closed,
    /// Two people signed the minutes.
    Minuted,
}

pub fn meeting_officers(stage: &BusyCommunity) -> g::MeetingOfficers {
    g::MeetingOfficers { chair: stage.clerk.member(), teller: stage.watcher.member(), recorder: None }
}

pub fn announce_meeting_request(
    stage: &BusyCommunity,
    form: g::MeetingForm,
    electorate: g::Electorate,
) -> g::AnnounceMeetingRequest {
    let floor = g::Rules::current().notice_floor(form, domain::communities::CommunityKind::Community);
    g::AnnounceMeetingRequest {
        form,
        electorate,
        title: "楼道照明怎么改".parse().unwrap(),
        agenda: vec![g::AgendaItem { title: "照明改造".parse().unwrap(), minutes: 30, case: None }],
        place: "社区会议室".parse().unwrap(),
        starts_at: g::earliest_start(&floor, stage.desk.now.get()),
        officers: meeting_officers(stage),
        about: g::About::nothing(),
        within: g::ElectoratePart::everybody(),
        materials: vec![],
        seats: 0,
        guests: vec![],
        urgent: None,
        ballot: None,
    }
}

/// A talk of the two committees, brought to this state; only the supervisor's colleague came, who was not invited.
pub fn prepare_meeting(stage: &BusyCommunity, progress: Progress) -> MeetingId {
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let draft = announce_meeting_request(stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
    let id = desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &draft).meeting;
    let at = (TestCommunity::code(), id);
    if progress >= Progress::Open {
        desk.call::<OpenMeeting>(clerk, &at, &Empty {});
    }
    if progress >= Progress::Closed {
        let body =
            g::WriteMinutesRequest { texts: vec!["同意改造".parse().unwrap(), "".parse().unwrap()], follows: 0 };
        desk.call::<WriteMinutes>(clerk, &at, &body);
        desk.call::<CloseMeeting>(clerk, &at, &g::CloseMeetingRequest { visitors: 2 });
    }
    if progress >= Progress::Minuted {
        for signs in [clerk, &stage.watcher.person] {
            desk.call::<AdoptMinutes>(signs, &at, &g::AdoptMinutesRequest { version: 1 });
        }
    }
    id
}

/// An open talk of the party's members, with the volunteer among them.
pub fn party_talk(stage: &BusyCommunity) -> MeetingId {
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let seat = "insert into seats (id, body, member, post, from_day, until_day)
      select ?1, id, ?2, 'party-member', '2026-01-01', '2099-12-31' from bodies where kind = 'party-branch'";
    let id = domain::ids::SeatId::from_parts(desk.now.get(), u128::from(desk.chance.get()));
    api::db::Db::run(&desk.db, seat, bind![id, stage.volunteer.member()]).unwrap();
    let draft = announce_meeting_request(stage, g::MeetingForm::Talk, g::Electorate::PartyMembers);
    let meeting = desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &draft).meeting;
    desk.call::<OpenMeeting>(clerk, &(TestCommunity::code(), meeting), &Empty {});
    meeting
}

/// An assembly of a village, where mandates are allowed, and a possible mandate.
pub fn village_assembly(stage: &BusyCommunity) -> (MeetingId, g::NameProxyRequest) {
    let desk = &stage.desk;
    desk.rows("update community set kind = 'village'");
    let draft = announce_meeting_request(stage, g::MeetingForm::ResidentsAssembly, g::Electorate::Adults);
    let id = desk.call::<AnnounceMeeting>(&stage.clerk.person, &(TestCommunity::code(),), &draft).meeting;
    (id, first_mandate(desk, id))
}

/// A mandate between two voters of the meeting's roll.
pub fn first_mandate(desk: &TestCommunity, meeting: MeetingId) -> g::NameProxyRequest {
    let voters = desk.texts("select voter from meeting_roll where meeting = ? order by voter limit 2", bind![meeting]);
    g::NameProxyRequest {
        principal: voters[0].parse().unwrap(),
        proxy: voters[1].parse().unwrap(),
        kinship: m::NearKinship::Sibling,
        paper: "委托书第1号".parse().unwrap(),
    }
}

/// The one item is not adopted, and something else is.
pub fn record_outcomes_request(follows: u32) -> g::RecordOutcomesRequest {
    let one = |item, suggestion: &str, outcome, reason: &str| g::OutcomeDraft {
        item,
        suggestion: suggestion.parse().unwrap(),
        outcome,
        reason: reason.parse().unwrap(),
    };
    let outcomes = vec![
        one(1, "", domain::matters::MatterOutcome::Not, "今年没有预算"),
        one(0, "先换声控开关", domain::matters::MatterOutcome::Adopted, ""),
    ];
    g::RecordOutcomesRequest { outcomes, follows }
}

/// The present code on the screen of an open meeting.
pub fn attendance_code_request(stage: &BusyCommunity, id: MeetingId) -> v::AttendanceCodeRequest {
    let now = stage.desk.now.get();
    let key = api::crypto::check_in_key(&stage.desk.secrets, TestCommunity::code().as_str(), &id.to_string());
    v::AttendanceCodeRequest { code: v::code_at(&key, now), at: now }
}
