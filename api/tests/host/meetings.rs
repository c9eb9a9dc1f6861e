//! Meetings as the object runs them: the frozen roll, attendance, striking, closing.

use crate::busy_community::BusyCommunity;
use crate::prepared_meetings::{Progress, announce_meeting_request, prepare_meeting};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::{CommunityCode, MeetingId, MemberId};
use domain::meetings as g;
use domain::members::{EndCause, EndSeatRequest, roll_hash};
use domain::time::{DAY, HOUR};

pub fn meeting_path(id: MeetingId) -> (CommunityCode, MeetingId) {
    (TestCommunity::code(), id)
}

pub fn show_meeting(stage: &BusyCommunity, id: MeetingId, who: &Person) -> g::Meeting {
    stage.desk.call::<ShowMeeting>(who, &meeting_path(id), &Empty {})
}

pub fn list_voters_request(voters: &[MemberId]) -> g::ListVotersRequest {
    g::ListVotersRequest {
        voters: voters.iter().map(|voter| g::ListedVoter { voter: (*voter).into(), speaker: None }).collect(),
    }
}

pub fn read_roll(stage: &BusyCommunity, id: MeetingId) -> Vec<MemberId> {
    let ids = stage.desk.texts("select voter from meeting_roll where meeting = ? order by voter", bind![id]);
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

/// Ends all seats of a member.
pub fn end_seats(stage: &BusyCommunity, member: MemberId) {
    let seats = stage.desk.texts("select id from seats where member = ? and ended_at is null", bind![member]);
    let director = stage.desk.sign_in("陈建国");
    for seat in seats {
        let end = EndSeatRequest::because(EndCause::Resigned, "因病辞职".parse().unwrap());
        stage.desk.call::<EndSeat>(&director, &(TestCommunity::code(), seat.parse().unwrap()), &end);
    }
}

#[test]
fn a_roll_is_frozen_under_its_hash_and_everybody_on_it_is_told() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    for electorate in g::Electorate::ALL {
        let body = announce_meeting_request(&stage, g::MeetingForm::Talk, *electorate);
        let told = "select member from notices where kind = 'meeting-announced' order by member";
        let before = desk.texts(told, &[]).len();
        let done = desk.call::<AnnounceMeeting>(&stage.clerk.person, &here, &body);
        let voters = desk.texts("select voter from meeting_roll where meeting = ? order by voter", bind![done.meeting]);
        assert_eq!(done.roll_count as usize, voters.len(), "{electorate}");
        assert_eq!(done.roll_hash, roll_hash(voters.iter().map(String::as_str)), "{electorate}");
        assert_eq!(desk.texts(told, &[]).len() - before, done.told as usize, "{electorate}");
        let of_it = "select member from notices
          where kind = 'meeting-announced' and params ->> 'meeting' = ? order by member";
        let of_it = desk.texts(of_it, bind![done.meeting]);
        assert_eq!(of_it.len(), done.told as usize, "{electorate}: each notice names its meeting");
        match electorate {
            g::Electorate::None => assert_eq!((done.roll_count, done.told), (0, 0)),
            g::Electorate::Households => assert!(done.told > 0 && done.roll_count > 100, "{done:?}"),
            _ => assert!(of_it == voters && done.told > 0, "{electorate} {done:?}: once each"),
        }
        let shown = show_meeting(&stage, done.meeting, &Person::default());
        assert_eq!((shown.row.entitled, shown.roll_hash, shown.mine), (done.roll_count, done.roll_hash, None));
        assert_eq!(shown.row.status, g::MeetingStatus::Announced);
        assert_eq!((shown.row.title.as_str(), shown.chair_name.as_str()), (body.title.as_str(), "周丽"));
    }
    // A member of both committees is on the roll once.
    let joint = desk.texts(
        "select r.voter from meeting_roll r join meetings m on m.id = r.meeting where m.electorate = 'joint-committees'
           and m.announced_at = (select max(announced_at) from meetings) group by r.voter having count(*) > 1",
        &[],
    );
    assert!(joint.is_empty());
    desk.check_books();
}

#[test]
fn what_is_announced_too_late_or_to_nobody_is_refused() {
    let stage = BusyCommunity::open();
    let (desk, here) = (&stage.desk, (TestCommunity::code(),));
    let before = desk.texts("select id from meetings order by id", &[]);
    let mut body =
        announce_meeting_request(&stage, g::MeetingForm::RepresentativesMeeting, g::Electorate::Representatives);
    body.starts_at = body.starts_at.plus(-1);
    let problem = desk.try_call::<AnnounceMeeting>(&stage.clerk.person, &here, &(), &body).unwrap_err();
    assert_eq!(problem.code, "meetings/notice-too-short");
    assert_eq!(
        (problem.params["days"].as_u64(), problem.params["earliest_at"].as_i64()),
        (Some(7), Some(desk.now.get().plus(7 * DAY).0))
    );
    body.starts_at = body.starts_at.plus(1);
    let left = MemberId::from_parts(desk.now.get(), 1);
    body.officers.recorder = Some(left);
    assert_eq!(desk.refusal::<AnnounceMeeting>(&stage.clerk.person, &here, &body), "meetings/not-a-resident");
    body.officers.recorder = None;
    // A body without holders has no roll.
    desk.rows("update seats set ended_at = 1, ended_cause = 'resigned' where post in ('convener', 'representative')");
    assert_eq!(desk.refusal::<AnnounceMeeting>(&stage.clerk.person, &here, &body), "meetings/roll-empty");
    assert_eq!(desk.texts("select id from meetings order by id", &[]), before, "nothing is left of it");
}

#[test]
fn a_meeting_moves_later_and_everybody_is_told() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let id = prepare_meeting(&stage, Progress::Announced);
    let before = show_meeting(&stage, id, clerk);
    let mut body = g::ReviseMeetingRequest {
        place: before.row.place.parse().unwrap(),
        starts_at: before.row.starts_at.plus(HOUR),
        officers: None,
        reason: "会议室停电".parse().unwrap(),
    };
    assert_eq!(desk.call::<ReviseMeeting>(clerk, &meeting_path(id), &body).told, before.roll_count);
    body.starts_at = before.row.starts_at;
    assert_eq!(desk.refusal::<ReviseMeeting>(clerk, &meeting_path(id), &body), "meetings/only-later");
    // Only the place changes: everybody is told again.
    body.starts_at = before.row.starts_at.plus(HOUR);
    body.place = "居民活动室".parse().unwrap();
    assert_eq!(desk.call::<ReviseMeeting>(clerk, &meeting_path(id), &body).told, before.roll_count);
    assert_eq!(desk.refusal::<ReviseMeeting>(clerk, &meeting_path(id), &body), "meetings/nothing-revised");
    let moved = show_meeting(&stage, id, &Person::default());
    assert_eq!((moved.row.place.as_str(), moved.row.starts_at), ("居民活动室", body.starts_at));
    assert_eq!((&moved.chair_name, &moved.teller_name), (&before.chair_name, &before.teller_name), "nobody was named");
    // Only the officers change: nobody is told, and the new chair opens.
    let named = g::MeetingOfficers { chair: stage.watcher.member(), teller: stage.clerk.member(), recorder: None };
    body.officers = Some(named);
    assert_eq!(desk.call::<ReviseMeeting>(clerk, &meeting_path(id), &body).told, 0);
    assert_eq!(desk.refusal::<OpenMeeting>(clerk, &meeting_path(id), &Empty {}), "request/not-allowed");
    desk.call::<OpenMeeting>(&stage.watcher.person, &meeting_path(id), &Empty {});
    // A revision after the opening: the place is fixed from then on.
    body.place = "社区广场".parse().unwrap();
    assert_eq!(desk.refusal::<ReviseMeeting>(clerk, &meeting_path(id), &body), "meetings/already-open");
    let cancel = g::CancelMeetingRequest { reason: "会议室停电".parse().unwrap() };
    assert_eq!(desk.refusal::<CancelMeeting>(clerk, &meeting_path(id), &cancel), "meetings/already-open");
    let other = prepare_meeting(&stage, Progress::Announced);
    assert_eq!(desk.call::<CancelMeeting>(clerk, &meeting_path(other), &cancel).told, before.roll_count);
    let shown = show_meeting(&stage, other, &Person::default());
    assert_eq!(shown.row.status, g::MeetingStatus::Cancelled);
    assert_eq!(shown.cancelled_reason.as_deref(), Some("会议室停电"));
    assert_eq!(desk.refusal::<OpenMeeting>(clerk, &meeting_path(other), &Empty {}), "meetings/is-cancelled");
}

#[test]
fn the_chair_opens_in_time_and_once() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let mut body = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::JointCommittees);
    body.starts_at = desk.now.get().plus(2 * HOUR);
    let id = desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &body).meeting;
    assert_eq!(desk.refusal::<OpenMeeting>(clerk, &meeting_path(id), &Empty {}), "meetings/too-early-to-open");
    desk.pass_awake(HOUR);
    let opened = desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    assert!(opened.entitled > 0 && opened.struck == 0);
    assert_eq!(desk.refusal::<OpenMeeting>(clerk, &meeting_path(id), &Empty {}), "meetings/already-open");
    let closing = g::CloseMeetingRequest { visitors: 0 };
    assert_eq!(desk.refusal::<CloseMeeting>(&stage.watcher.person, &meeting_path(id), &closing), "request/not-allowed");
    let closed = desk.call::<CloseMeeting>(clerk, &meeting_path(id), &closing);
    assert_eq!((closed.present, closed.proxies), (0, 0));
    assert_eq!(desk.refusal::<CloseMeeting>(clerk, &meeting_path(id), &closing), "meetings/already-closed");
    let late = prepare_meeting(&stage, Progress::Announced);
    desk.pass_awake(5 * HOUR);
    assert_eq!(desk.refusal::<OpenMeeting>(clerk, &meeting_path(late), &Empty {}), "meetings/too-late-to-open");
}

/// VC25 art. 32: a group's talk is for those who live in it, and a voter whose household leaves it is struck.
#[test]
fn a_talk_of_a_group_has_the_people_of_its_households() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let group = domain::ids::GroupId::from_parts(desk.now.get(), 77);
    desk.db.run("insert into residents_groups (id, name) values (?, '示范组')", bind![group]).unwrap();
    let homes = desk.texts(
        "select household from members where left_at is null and born_day <= '1990-01-01' group by household limit 3",
        &[],
    );
    for home in &homes {
        desk.db.run("update households set residents_group = ? where id = ?", bind![group, home.as_str()]).unwrap();
    }
    let groups = desk.call::<ListBodies>(clerk, &here, &Empty {}).groups;
    assert!(groups.iter().any(|one| one.id == group && one.name == "示范组"));
    let of_group = |form, electorate| g::AnnounceMeetingRequest {
        within: g::ElectoratePart::group(group),
        ..announce_meeting_request(&stage, form, electorate)
    };
    let statutory = of_group(g::MeetingForm::ResidentsAssembly, g::Electorate::Adults);
    assert_eq!(desk.refusal::<AnnounceMeeting>(clerk, &here, &statutory), "meetings/group-does-not-fit");
    let unknown = g::AnnounceMeetingRequest {
        within: g::ElectoratePart::group(domain::ids::GroupId::from_parts(desk.now.get(), 78)),
        ..announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::Adults)
    };
    assert_eq!(desk.refusal::<AnnounceMeeting>(clerk, &here, &unknown), "meetings/group-does-not-fit");
    let by_household =
        desk.call::<AnnounceMeeting>(clerk, &here, &of_group(g::MeetingForm::Talk, g::Electorate::Households));
    assert_eq!(by_household.roll_count, 3);
    let done = desk.call::<AnnounceMeeting>(clerk, &here, &of_group(g::MeetingForm::Talk, g::Electorate::Adults));
    let outside = "select count(*) from meeting_roll r join households h on h.id = r.household
      where r.meeting = ? and h.residents_group is not ?";
    assert_eq!(desk.db.run(outside, bind![done.meeting, group]).unwrap()[0].int(0), Ok(0));
    assert!(done.roll_count >= 3 && done.told == done.roll_count, "{done:?}");
    assert_eq!(show_meeting(&stage, done.meeting, &Person::default()).within.as_deref(), Some("示范组"));
    desk.db.run("update households set residents_group = null where id = ?", bind![homes[0].as_str()]).unwrap();
    let opened = desk.call::<OpenMeeting>(clerk, &meeting_path(by_household.meeting), &Empty {});
    assert_eq!((opened.entitled, opened.struck), (2, 1));
    assert!(desk.db.run("update meetings set residents_group = null where id = ?", bind![done.meeting]).is_err());
}

/// RC25 art. 26: the reason is published with the meeting; a meeting of representatives knows no such case.
#[test]
fn an_assembly_may_be_called_at_short_notice_with_a_reason() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    let soon = |form, electorate, urgent: Option<&str>| g::AnnounceMeetingRequest {
        starts_at: desk.now.get().plus(domain::time::HOUR),
        urgent: urgent.map(|reason| reason.parse().unwrap()),
        ..announce_meeting_request(&stage, form, electorate)
    };
    let reason = "自来水主管爆裂，要当天决定怎么修";
    let assembly = |urgent| soon(g::MeetingForm::ResidentsAssembly, g::Electorate::Adults, urgent);
    assert_eq!(desk.refusal::<AnnounceMeeting>(clerk, &here, &assembly(None)), "meetings/notice-too-short");
    let done = desk.call::<AnnounceMeeting>(clerk, &here, &assembly(Some(reason)));
    assert_eq!(done.notice_days, 0);
    assert_eq!(show_meeting(&stage, done.meeting, &Person::default()).urgent.as_deref(), Some(reason));
    let others = soon(g::MeetingForm::RepresentativesMeeting, g::Electorate::Representatives, Some(reason));
    assert_eq!(desk.refusal::<AnnounceMeeting>(clerk, &here, &others), "meetings/no-urgent-notice");
}

#[test]
fn the_lists_have_what_is_to_come_what_is_over_and_the_own() {
    let stage = BusyCommunity::open();
    let (desk, clerk, here) = (&stage.desk, &stage.clerk.person, (TestCommunity::code(),));
    // The meetings of the demonstration.
    let known = desk.texts("select id from meetings", &[]);
    let (first, open, closed) = (
        prepare_meeting(&stage, Progress::Announced),
        prepare_meeting(&stage, Progress::Open),
        prepare_meeting(&stage, Progress::Closed),
    );
    let cancelled = prepare_meeting(&stage, Progress::Announced);
    let cancel = g::CancelMeetingRequest { reason: "会议室停电".parse().unwrap() };
    desk.call::<CancelMeeting>(clerk, &meeting_path(cancelled), &cancel);
    let list = |who: &Person, query: g::MeetingQuery| {
        let found = desk.try_call::<ListMeetings>(who, &here, &query, &Empty {}).unwrap();
        let ours = found.rows.iter().map(|row| row.id).filter(|id| !known.contains(&id.to_string()));
        (ours.collect::<Vec<_>>(), found.next.is_some())
    };
    let of = |filter| g::MeetingQuery { filter: Some(filter), ..g::MeetingQuery::default() };
    let mut upcoming = vec![first, open];
    upcoming.sort_unstable();
    assert_eq!(list(&Person::default(), of(g::MeetingFilter::Upcoming)), (upcoming.clone(), false));
    let mut over = vec![closed, cancelled];
    over.sort_unstable();
    over.reverse();
    assert_eq!(list(&Person::default(), of(g::MeetingFilter::Past)), (over, false));
    assert_eq!(list(clerk, of(g::MeetingFilter::Mine)).0.len(), 4);
    assert_eq!(list(&stage.neighbour.person, of(g::MeetingFilter::Mine)), (vec![], false));
    // Those who run meetings have them as tasks; a closed one until its minutes are signed.
    let mut running = upcoming.clone();
    running.push(closed);
    let sorted = |mut ids: Vec<MeetingId>| {
        ids.sort_unstable();
        ids
    };
    assert_eq!(sorted(list(clerk, of(g::MeetingFilter::Running)).0), sorted(running));
    let minuted = prepare_meeting(&stage, Progress::Minuted);
    assert!(!list(clerk, of(g::MeetingFilter::Running)).0.contains(&minuted));
    assert_eq!(list(&stage.neighbour.person, of(g::MeetingFilter::Running)), (vec![], false));
    let guest = desk.try_call::<ListMeetings>(&Person::default(), &here, &of(g::MeetingFilter::Running), &Empty {});
    assert_eq!(guest.unwrap_err().code, "request/not-signed-in");
    let page = g::MeetingQuery { limit: Some(1), ..of(g::MeetingFilter::Upcoming) };
    assert_eq!(list(clerk, page.clone()), (vec![upcoming[0]], true));
    assert_eq!(list(clerk, g::MeetingQuery { after: Some(upcoming[0]), ..page }).0, [upcoming[1]]);
}
