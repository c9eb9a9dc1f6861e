//! Samples of meetings. The clerk chairs, the supervisor is the teller, and the two committees are invited: each sample
//! makes the meeting that it needs, in the state that it needs.

use super::*;
use domain::ids::MeetingId;
use domain::meetings as g;
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
    let voters = desk.texts("select voter from meeting_roll where meeting = ? order by voter limit 2", bind![id]);
    let proxy = g::NameProxyRequest {
        principal: voters[0].parse().unwrap(),
        proxy: voters[1].parse().unwrap(),
        kinship: m::NearKinship::Sibling,
        paper: "委托书第1号".parse().unwrap(),
    };
    (id, proxy)
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

/// The caller of a sample about meetings, where it is not the volunteer.
pub fn meeting_actor(stage: &BusyCommunity, id: E) -> Option<&Actor> {
    match id {
        E::AnnounceMeeting
        | E::ReviseMeeting
        | E::CancelMeeting
        | E::InviteGuest
        | E::NameProxy
        | E::WithdrawProxy
        | E::OpenMeeting
        | E::CloseMeeting
        | E::ListVoters
        | E::ShowMeetingKey
        | E::AddMaterials
        | E::AddRecords
        | E::WriteMinutes
        | E::AdoptMinutes
        | E::RecordOutcomes
        | E::ShowMinutes => Some(&stage.clerk),
        E::ShowMeetingAttendance | E::ShowMeetingRoll => Some(&stage.watcher),
        _ => None,
    }
}

/// The subject for callers who are officers of the meeting.
pub fn meeting_subject(stage: &BusyCommunity, id: E, caller: &Actor) -> Subject {
    let own =
        |actor: &Actor| Subject::Member { member: actor.member(), household: actor.standing.household, grid: None };
    let is = |actor: &Actor| caller.standing.member == actor.standing.member;
    match id {
        E::AdoptMinutes if is(&stage.watcher) => own(&stage.watcher),
        E::OpenMeeting | E::CloseMeeting | E::WriteMinutes | E::AddRecords | E::AdoptMinutes => own(&stage.clerk),
        E::ListVoters | E::ShowMeetingKey | E::ShowMinutes if is(&stage.clerk) || is(&stage.watcher) => own(caller),
        _ => Subject::Community,
    }
}

pub fn meeting_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let at = |progress| (TestCommunity::code(), prepare_meeting(stage, progress));
    let (here, none) = ((TestCommunity::code(),), Empty {});
    let guest = g::InviteGuestRequest {
        name: "示范物业公司".parse().unwrap(),
        capacity: g::GuestCapacity::PropertyCompany,
    };
    match id {
        E::AnnounceMeeting => {
            let body = announce_meeting_request(stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
            TestCommunity::request::<AnnounceMeeting>(who, &here, &(), &body)
        }
        E::ShowMeeting => TestCommunity::request::<ShowMeeting>(who, &at(Progress::Open), &(), &none),
        E::FollowMeeting => TestCommunity::request::<FollowMeeting>(who, &at(Progress::Open), &(), &none),
        E::ReviseMeeting => {
            let body = g::ReviseMeetingRequest {
                place: "社区广场".parse().unwrap(),
                starts_at: stage.desk.now.get().plus(HOUR),
                officers: Some(meeting_officers(stage)),
                reason: reason(),
            };
            TestCommunity::request::<ReviseMeeting>(who, &at(Progress::Announced), &(), &body)
        }
        E::CancelMeeting => {
            let body = g::CancelMeetingRequest { reason: reason() };
            TestCommunity::request::<CancelMeeting>(who, &at(Progress::Announced), &(), &body)
        }
        E::InviteGuest => TestCommunity::request::<InviteGuest>(who, &at(Progress::Announced), &(), &guest),
        E::NameProxy => {
            let (meeting, draft) = village_assembly(stage);
            TestCommunity::request::<NameProxy>(who, &(TestCommunity::code(), meeting), &(), &draft)
        }
        E::WithdrawProxy => {
            let (meeting, draft) = village_assembly(stage);
            let at = (TestCommunity::code(), meeting);
            stage.desk.call::<NameProxy>(&stage.clerk.person, &at, &draft);
            TestCommunity::request::<WithdrawProxy>(
                who,
                &at,
                &(),
                &g::WithdrawProxyRequest { principal: draft.principal },
            )
        }
        E::ListProxies => {
            TestCommunity::request::<ListProxies>(who, &at(Progress::Open), &g::VoterQuery::default(), &none)
        }
        E::OpenMeeting => TestCommunity::request::<OpenMeeting>(who, &at(Progress::Announced), &(), &none),
        E::CloseMeeting => {
            let body = g::CloseMeetingRequest { visitors: 0 };
            TestCommunity::request::<CloseMeeting>(who, &at(Progress::Open), &(), &body)
        }
        E::CheckInAtMeeting => {
            let at = (TestCommunity::code(), party_talk(stage));
            let report = attendance_code_request(stage, at.1);
            TestCommunity::request::<CheckInAtMeeting>(who, &at, &(), &report)
        }
        E::ListVoters => {
            let line = g::ListedVoter { voter: stage.clerk.member().into(), speaker: None };
            let body = g::ListVotersRequest { voters: vec![line] };
            TestCommunity::request::<ListVoters>(who, &at(Progress::Open), &(), &body)
        }
        E::ShowMeetingKey => TestCommunity::request::<ShowMeetingKey>(who, &at(Progress::Open), &(), &none),
        E::ShowMeetingAttendance => {
            TestCommunity::request::<ShowMeetingAttendance>(who, &at(Progress::Open), &g::VoterQuery::default(), &none)
        }
        E::ShowMeetingRoll => {
            TestCommunity::request::<ShowMeetingRoll>(who, &at(Progress::Open), &g::VoterQuery::default(), &none)
        }
        E::RecordOutcomes => {
            TestCommunity::request::<RecordOutcomes>(who, &at(Progress::Minuted), &(), &record_outcomes_request(0))
        }
        E::AddMaterials => {
            let body = super::archive::upload_captioned_files(stage, who, &[b"what is to be read"]);
            TestCommunity::request::<AddMaterials>(who, &at(Progress::Announced), &(), &body)
        }
        E::AddRecords => {
            let files = super::archive::upload_captioned_files(stage, who, &[b"who signed"]).files;
            let body = g::AddRecordsRequest { record: g::MeetingRecord::SignatureSheet, files };
            TestCommunity::request::<AddRecords>(who, &at(Progress::Closed), &(), &body)
        }
        E::WriteMinutes => {
            let body =
                g::WriteMinutesRequest { texts: vec!["同意".parse().unwrap(), "无".parse().unwrap()], follows: 0 };
            TestCommunity::request::<WriteMinutes>(who, &at(Progress::Open), &(), &body)
        }
        E::AdoptMinutes => {
            let body = g::AdoptMinutesRequest { version: 1 };
            TestCommunity::request::<AdoptMinutes>(who, &at(Progress::Closed), &(), &body)
        }
        E::ShowMinutes => {
            TestCommunity::request::<ShowMinutes>(who, &at(Progress::Closed), &g::MinutesQuery::default(), &none)
        }
        _ => plain_sample(id, who),
    }
}
