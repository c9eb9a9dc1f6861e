//! Who comes to a meeting, and for whom: codes, the paper list, lost seats, households and groups.

use crate::busy_community::BusyCommunity;
use crate::meetings::{end_seats, list_voters_request, meeting_path, read_roll, show_meeting};
use crate::prepared_meetings::{
    Progress, announce_meeting_request, attendance_code_request, party_talk, prepare_meeting,
};
use crate::test_community::{Person, TestCommunity};
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::ids::MemberId;
use domain::meetings as g;
use domain::members::LeaveRosterRequest;
use domain::time::MINUTE;

#[test]
fn whoever_is_on_the_roll_comes_once_with_the_code_of_the_moment() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let early = prepare_meeting(&stage, Progress::Announced);
    assert_eq!(
        desk.refusal::<CheckInAtMeeting>(clerk, &meeting_path(early), &attendance_code_request(&stage, early)),
        "meetings/not-open-yet"
    );
    let id = prepare_meeting(&stage, Progress::Open);
    let stranger = &stage.neighbour.person;
    assert_eq!(
        desk.refusal::<CheckInAtMeeting>(stranger, &meeting_path(id), &attendance_code_request(&stage, id)),
        "meetings/not-on-roll"
    );
    // A code of another meeting, and one from before the opening.
    let mut forged = attendance_code_request(&stage, id);
    forged.code = attendance_code_request(&stage, early).code;
    assert_eq!(desk.refusal::<CheckInAtMeeting>(clerk, &meeting_path(id), &forged), "meetings/code-not-valid");
    let stale = attendance_code_request(&stage, id);
    desk.pass(20 * MINUTE);
    let came = desk.call::<CheckInAtMeeting>(clerk, &meeting_path(id), &attendance_code_request(&stage, id));
    assert_eq!((came.present, came.mandates, came.at), (1, 0, desk.now.get()));
    assert_eq!(
        desk.refusal::<CheckInAtMeeting>(clerk, &meeting_path(id), &attendance_code_request(&stage, id)),
        "meetings/already-present"
    );
    let mine = show_meeting(&stage, id, clerk).mine.unwrap();
    assert!(mine.is_chair && mine.speaks && mine.voter == Some(stage.clerk.member().into()), "{mine:?}");
    assert_eq!(mine.present.map(|present| present.how), Some(g::PresentBy::Code));
    // A report sent late counts with the code of its moment; a public view has figures and no names.
    let other = desk.sign_in("陈建国");
    assert_eq!(desk.call::<CheckInAtMeeting>(&other, &meeting_path(id), &stale).at.0 / 30_000, stale.at.0 / 30_000);
    let shown = show_meeting(&stage, id, &Person::default());
    assert_eq!((shown.row.present, shown.mine), (2, None));
    let names = desk.call::<ShowMeetingAttendance>(&stage.watcher.person, &meeting_path(id), &Empty {});
    assert!(names.page.rows.iter().any(|row| row.by_name == "周丽" && row.how == g::PresentBy::Code), "{names:?}");
    assert_eq!(desk.refusal::<ShowMeetingRoll>(stranger, &meeting_path(id), &Empty {}), "request/not-allowed");
    desk.call::<CloseMeeting>(clerk, &meeting_path(id), &g::CloseMeetingRequest { visitors: 0 });
    let third = attendance_code_request(&stage, id);
    assert_eq!(desk.refusal::<CheckInAtMeeting>(clerk, &meeting_path(id), &third), "meetings/already-closed");
    let after = desk.db.run("update meetings set present_count = 9 where id = ?", bind![id]);
    assert!(after.is_err(), "attendance stands");
    assert!(desk.db.run("delete from meeting_presence where meeting = ?", bind![id]).is_err());
}

#[test]
fn six_wrong_codes_and_then_the_paper_list() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let id = prepare_meeting(&stage, Progress::Open);
    let mut wrong = attendance_code_request(&stage, id);
    wrong.code = "000000".parse().unwrap();
    for _ in 0..domain::limits::CHECK_IN_TRIES_MAX {
        assert_eq!(desk.refusal::<CheckInAtMeeting>(clerk, &meeting_path(id), &wrong), "meetings/code-not-valid");
    }
    assert_eq!(
        desk.refusal::<CheckInAtMeeting>(clerk, &meeting_path(id), &attendance_code_request(&stage, id)),
        "meetings/too-many-wrong-codes"
    );
    let listed = desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[stage.clerk.member()]));
    assert_eq!((listed.added, listed.present), (1, 1));
    let twice = list_voters_request(&[stage.clerk.member(), stage.clerk.member()]);
    for keeper in [clerk, &stage.watcher.person] {
        let again = desk.call::<ListVoters>(keeper, &meeting_path(id), &twice);
        assert_eq!((again.added, again.present), (0, 1), "who is there stays as entered, also by the teller's list");
    }
    let names = desk.call::<ShowMeetingAttendance>(&stage.watcher.person, &meeting_path(id), &Empty {});
    let came: Vec<_> = names.page.rows.iter().map(|row| (row.by_name.as_str(), row.how)).collect();
    assert_eq!((names.present, came), (1, vec![("周丽", g::PresentBy::List)]));
    let mixed = list_voters_request(&[read_roll(&stage, id)[0], stage.neighbour.member()]);
    assert_eq!(desk.refusal::<ListVoters>(clerk, &meeting_path(id), &mixed), "meetings/not-on-roll");
    assert_eq!(show_meeting(&stage, id, clerk).row.present, 1, "all or none");
    assert_eq!(desk.refusal::<ListVoters>(&stage.neighbour.person, &meeting_path(id), &mixed), "request/not-allowed");
}

/// A helping worker enters the code for a resident; the presence records that.
#[test]
fn with_a_workers_help() {
    let stage = BusyCommunity::open();
    let id = party_talk(&stage);
    let body = attendance_code_request(&stage, id);
    let mut request =
        TestCommunity::request::<CheckInAtMeeting>(&stage.grid_worker.person, &meeting_path(id), &(), &body);
    request.key = Some(stage.desk.key().to_string());
    request.on_behalf_of = Some(stage.assistance.to_string());
    assert_eq!(stage.desk.handle(&request).status, 200);
    let found =
        stage.desk.db.run("select how, by, entered_by from meeting_presence where meeting = ?", bind![id]).unwrap();
    assert_eq!(found[0].text(0).unwrap(), "assisted");
    assert_eq!(found[0].text(1).unwrap(), stage.volunteer.member().to_string());
    assert_eq!(found[0].text(2).unwrap(), stage.grid_worker.member().to_string());
}

#[test]
fn who_lost_the_seat_is_struck_when_it_opens_and_in_the_middle() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let id = prepare_meeting(&stage, Progress::Announced);
    let before = show_meeting(&stage, id, clerk);
    let others: Vec<MemberId> =
        read_roll(&stage, id).into_iter().filter(|voter| *voter != stage.clerk.member()).collect();
    let director: MemberId = desk.texts("select id from members where name = '陈建国'", &[])[0].parse().unwrap();
    let others: Vec<MemberId> = others.into_iter().filter(|voter| *voter != director).collect();
    end_seats(&stage, others[0]);
    let opened = desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    assert_eq!((opened.entitled, opened.struck), (before.roll_count - 1, 1));
    assert_eq!(
        desk.refusal::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[others[0]])),
        "meetings/struck"
    );
    desk.call::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[others[1], others[2]]));
    // During the meeting the seat ends, and at the next check the voter is neither entitled nor present.
    end_seats(&stage, others[1]);
    assert_eq!(show_meeting(&stage, id, clerk).row.present, 2);
    assert_eq!(
        desk.refusal::<ListVoters>(clerk, &meeting_path(id), &list_voters_request(&[others[1]])),
        "meetings/struck"
    );
    let shown = show_meeting(&stage, id, clerk);
    assert_eq!((shown.row.entitled, shown.row.present, shown.struck), (before.roll_count - 2, 1, 2));
    let struck = "select struck_cause from meeting_roll where meeting = ? and struck_at is not null";
    assert_eq!(desk.texts(struck, bind![id]), ["seat-ended", "seat-ended"]);
    assert_eq!(shown.roll_hash, before.roll_hash, "the roll stays as it was frozen");
    let rows = desk.texts("select detail from journal where command = 'meetings/list-voters' order by seq", &[]);
    assert!(rows.iter().any(|detail| detail.contains("struck")), "{rows:?}");
    desk.check_books();
}

#[test]
fn one_of_a_household_speaks_for_it() {
    let stage = BusyCommunity::open();
    let (desk, clerk) = (&stage.desk, &stage.clerk.person);
    let body = announce_meeting_request(&stage, g::MeetingForm::Talk, g::Electorate::Households);
    desk.db.run("update members set born_day = '1970-01-01' where id = ?", bind![stage.volunteer.member()]).unwrap();
    let id = desk.call::<AnnounceMeeting>(clerk, &(TestCommunity::code(),), &body).meeting;
    desk.call::<OpenMeeting>(clerk, &meeting_path(id), &Empty {});
    let household = stage.volunteer.standing.household.unwrap();
    desk.call::<CheckInAtMeeting>(&stage.volunteer.person, &meeting_path(id), &attendance_code_request(&stage, id));
    let found = desk.db.run("select voter, by from meeting_presence where meeting = ?", bind![id]).unwrap();
    assert_eq!(found[0].text(0).unwrap(), household.to_string());
    assert_eq!(found[0].text(1).unwrap(), stage.volunteer.member().to_string());
    assert_eq!(
        desk.refusal::<CheckInAtMeeting>(
            &stage.volunteer.person,
            &meeting_path(id),
            &attendance_code_request(&stage, id)
        ),
        "meetings/already-present"
    );
    // On the list the speaker must be named, and must live there.
    let other =
        desk.texts("select voter from meeting_roll where meeting = ? and voter <> ? limit 1", bind![id, household]);
    let line =
        |speaker| g::ListVotersRequest { voters: vec![g::ListedVoter { voter: other[0].parse().unwrap(), speaker }] };
    for speaker in [None, Some(stage.volunteer.member())] {
        assert_eq!(
            desk.refusal::<ListVoters>(clerk, &meeting_path(id), &line(speaker)),
            "meetings/speaker-does-not-fit"
        );
    }
    let lives = desk
        .texts("select id from members where household = ? and left_at is null order by id", bind![other[0].as_str()]);
    desk.db.run("update members set born_day = '1980-01-01' where id = ?", bind![lives[0].as_str()]).unwrap();
    // The keeper of the list chooses among the adults.
    let before = "select coalesce(max(voter), '') from meeting_roll where meeting = ? and voter < ?";
    let after = desk.texts(before, bind![id, other[0].as_str()])[0].parse().ok();
    let page = g::VoterQuery { after, limit: Some(1) };
    let shown = desk.try_call::<ShowMeetingRoll>(clerk, &meeting_path(id), &page, &Empty {}).unwrap();
    let of_age: Vec<String> = shown.page.rows[0].speakers.iter().map(|one| one.member.to_string()).collect();
    assert!(of_age.contains(&lives[0]) && of_age.iter().all(|one| lives.contains(one)), "{of_age:?}");
    desk.call::<ListVoters>(clerk, &meeting_path(id), &line(Some(lives[0].parse().unwrap())));
    // Nobody lives there any more, so the household is struck.
    for member in &lives {
        let left = (TestCommunity::code(), member.parse().unwrap());
        desk.call::<LeaveRoster>(clerk, &left, &LeaveRosterRequest::moved("搬到别的社区".parse().unwrap()));
    }
    assert_eq!(
        desk.refusal::<ListVoters>(clerk, &meeting_path(id), &line(Some(lives[0].parse().unwrap()))),
        "meetings/struck"
    );
    assert_eq!(show_meeting(&stage, id, clerk).row.present, 1);
}
