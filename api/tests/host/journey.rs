//! The whole journey, once through.

use crate::test_community::{Person, TestCommunity};
use domain::contract::*;
use domain::ids::CommandKey;
use domain::sessions::Code;
use domain::time::{DAY, HOUR, MINUTE, UtcMillis};
use domain::volunteering::{self as v, AttendanceCodeRequest, CheckInKey, code_at};

fn code_from(key: &v::CheckInKeyReply, at: UtcMillis) -> Code {
    code_at(&CheckInKey::from_hex(&key.key).unwrap(), at)
}

#[test]
fn an_hour_of_service_from_a_phone_without_signal() {
    let desk = TestCommunity::open();
    let (clerk, leader, volunteer, watcher) =
        (desk.sign_in("陈建国"), desk.sign_in("张敏"), desk.sign_in("李秀英"), desk.sign_in("刘志强"));
    let guest = Person::default();
    let here = (TestCommunity::code(),);

    let bodies = desk.call::<ListBodies>(&guest, &here, &Empty {}).bodies;
    let team = bodies.iter().find(|body| body.name == "苏祠志愿服务队").unwrap().id;
    let starts_at = desk.now.get().plus(30 * MINUTE);
    let draft = v::ActivityRequest {
        title: "清理楼道".parse().unwrap(),
        place: "3号楼".parse().unwrap(),
        plan: "自带手套".parse().unwrap(),
        body: team,
        starts_at,
        ends_at: starts_at.plus(2 * HOUR),
        capacity: 1,
    };
    let activity = desk.call::<PublishActivity>(&clerk, &here, &draft).activity;
    let at = (TestCommunity::code(), activity);
    assert_eq!(desk.refusal::<SignUp>(&guest, &at, &Empty {}), "request/not-signed-in");
    assert_eq!(desk.call::<SignUp>(&volunteer, &at, &Empty {}).place, v::PlaceState::Confirmed);
    assert_eq!(desk.call::<SignUp>(&watcher, &at, &Empty {}).position, Some(1));

    // Both phones are offline from here: the key was fetched before, and the reports wait in the phone.
    let key = desk.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    assert_eq!(desk.refusal::<ShowCheckInKey>(&volunteer, &at, &Empty {}), "request/not-allowed");
    let (came, went) = (starts_at.plus(5 * MINUTE), starts_at.plus(95 * MINUTE));
    desk.now.set(starts_at.plus(4 * HOUR));
    let report = |code_time: UtcMillis| AttendanceCodeRequest { code: code_from(&key, code_time), at: code_time };

    // The queue arrives in the wrong order first: it is refused, and nothing is stored under the key.
    let out_key = desk.key();
    let send_out = |body: &AttendanceCodeRequest| {
        let mut request = TestCommunity::request::<CheckOut>(&volunteer, &at, &(), body);
        request.key = Some(out_key.to_string());
        desk.handle(&request)
    };
    let out = report(went);
    let early = TestCommunity::read::<CheckOut>(&send_out(&out)).unwrap_err();
    assert_eq!((early.status, early.code.as_str()), (409, "volunteering/not-checked-in"));
    let checked_in = desk.call::<CheckIn>(&volunteer, &at, &report(came));
    assert_eq!(checked_in.checked_in_at, came);
    let first = send_out(&out);
    assert_eq!(first.status, 200, "{}", first.body);
    assert_eq!(send_out(&out), first, "the same key brings the same answer");
    let other = AttendanceCodeRequest { at: went.plus(1), ..out.clone() };
    assert_eq!(TestCommunity::read::<CheckOut>(&send_out(&other)).unwrap_err().code, "request/key-reused");

    // The organiser confirms, but nobody confirms their own service, and no stranger may.
    let row =
        desk.call::<ShowAttendance>(&leader, &at, &Empty {}).rows.into_iter().find(|row| row.name == "李秀英").unwrap();
    let service = row.service.unwrap();
    assert_eq!((service.measured_minutes, service.state), (90, v::ServiceState::Finished));
    assert_eq!((row.clock_difference_seconds, row.delay_seconds.is_some()), (None, true));
    let all = v::ConfirmServicesRequest {
        services: vec![v::ServiceConfirmation { service: service.id, minutes: None, reason: None }],
    };
    assert_eq!(desk.refusal::<ConfirmServices>(&volunteer, &at, &all), "request/not-allowed");
    assert_eq!(desk.refusal::<ConfirmServices>(&watcher, &at, &all), "request/not-allowed");
    let me = desk.call::<ShowMe>(&volunteer, &here, &Empty {});
    let own = (TestCommunity::code(), me.member);
    let before = desk.call::<ShowHours>(&volunteer, &own, &Empty {});
    assert_eq!(before.pending.len(), 1);
    assert_eq!(desk.call::<ConfirmServices>(&leader, &at, &all), v::ServicesConfirmed { count: 1, minutes: 90 });
    let again = desk.status_and_code::<ConfirmServices>(&leader, &at, &all);
    assert_eq!(again, (409, "volunteering/already-decided".into()));

    // The minutes are in the ledger; the volunteer and the supervisor see them, a neighbour does not.
    let after = desk.call::<ShowHours>(&volunteer, &own, &Empty {});
    assert_eq!(after.total_minutes, before.total_minutes + 90);
    assert_eq!((after.page.rows[0].minutes, after.page.rows[0].total_minutes), (90, after.total_minutes));
    assert_eq!(desk.call::<ShowHours>(&watcher, &own, &Empty {}).total_minutes, after.total_minutes);
    let neighbour = desk.sign_in("王明");
    assert_eq!(desk.refusal::<ShowHours>(&neighbour, &own, &Empty {}), "request/not-allowed");
    assert_eq!(desk.refusal::<ShowHours>(&guest, &own, &Empty {}), "request/not-signed-in");

    // A correction by another person than the confirmer is a linked entry with a reason, and the volunteer is notified.
    let correction = v::CorrectServiceRequest { minutes: 80, reason: "提前十分钟离开".parse().unwrap() };
    let this = (TestCommunity::code(), service.id);
    assert_eq!(desk.refusal::<CorrectService>(&leader, &this, &correction), "request/not-allowed");
    assert_eq!(desk.call::<CorrectService>(&clerk, &this, &correction).total_minutes, before.total_minutes + 80);
    let corrected = desk.call::<ShowHours>(&volunteer, &own, &Empty {});
    let newest = &corrected.page.rows[0];
    assert_eq!((newest.minutes, newest.corrects), (-10, Some(after.page.rows[0].transfer)));
    let notices = desk.call::<ListNotices>(&volunteer, &here, &Empty {}).rows;
    assert_eq!(notices[0].kind, domain::notices::NoticeKind::ServiceCorrected);
    assert_eq!(notices[0].params["reason"], "提前十分钟离开");

    // The supervisor reads what happened; the supervised committee does not.
    let journal = desk.call::<ShowJournal>(&watcher, &here, &Empty {});
    assert_eq!(journal.rows[0].command, "volunteering/correct-service");
    assert!(journal.rows.iter().all(domain::journal::JournalRow::is_whole));
    assert_eq!(desk.refusal::<ShowJournal>(&clerk, &here, &Empty {}), "request/not-allowed");
    desk.check_books();
}

#[test]
fn a_phone_whose_clock_is_a_day_wrong() {
    let desk = TestCommunity::open();
    let (leader, volunteer) = (desk.sign_in("张敏"), desk.sign_in("李秀英"));
    let here = (TestCommunity::code(),);
    let soon = desk.call::<ListActivities>(&Person::default(), &here, &Empty {}).rows.remove(0);
    let at = (TestCommunity::code(), soon.id);
    desk.call::<SignUp>(&volunteer, &at, &Empty {});
    let key = desk.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    desk.now.set(soon.starts_at.plus(10 * MINUTE));
    let real = desk.now.get();
    let wrong = real.plus(DAY);
    let report = AttendanceCodeRequest { code: code_from(&key, real), at: wrong };
    let mut request = TestCommunity::request::<CheckIn>(&volunteer, &at, &(), &report);
    request.key = Some(desk.key().to_string());
    for unreadable in ["", "soon", "9007199254740992", "-1.5"] {
        request.sent_at = Some(unreadable.to_owned());
        let problem = TestCommunity::read::<CheckIn>(&desk.handle(&request)).unwrap_err();
        assert_eq!((problem.code.as_str(), problem.field.as_deref()), ("request/malformed", Some(SENT_AT_HEADER)));
    }
    request.sent_at = Some(wrong.0.to_string());
    let accepted = TestCommunity::read::<CheckIn>(&desk.handle(&request)).unwrap();
    request.sent_at = Some(wrong.plus(MINUTE).0.to_string());
    let again = TestCommunity::read::<CheckIn>(&desk.handle(&request)).unwrap();
    assert_eq!(again, accepted, "a later try of the same command tells another time and is the same command");
    assert_eq!(accepted.checked_in_at, real, "the server's clock and the code decide");
    assert_eq!(accepted.clock_difference_seconds, 24 * 3600);
    let row =
        desk.call::<ShowAttendance>(&leader, &at, &Empty {}).rows.into_iter().find(|row| row.name == "李秀英").unwrap();
    assert_eq!(row.checked_in_by, Some(v::PresenceMethod::Code));
    assert_eq!(row.clock_difference_seconds, Some(24 * 3600), "the organiser sees how far it was off");
    let twice = desk.status_and_code::<CheckIn>(&volunteer, &at, &report);
    assert_eq!(twice, (409, "volunteering/already-checked-in".into()));
    desk.check_books();
}

#[test]
fn one_key_one_effect() {
    let desk = TestCommunity::open();
    let volunteer = desk.sign_in("李秀英");
    let soon = desk.call::<ListActivities>(&Person::default(), &(TestCommunity::code(),), &Empty {}).rows.remove(0);
    let at = (TestCommunity::code(), soon.id);
    let key: CommandKey = desk.key();
    let answers: Vec<_> = (0..64)
        .map(|_| {
            let mut request = TestCommunity::request::<SignUp>(&volunteer, &at, &(), &Empty {});
            request.key = Some(key.to_string());
            desk.handle(&request)
        })
        .collect();
    assert!(answers.iter().all(|answer| answer == &answers[0] && answer.status == 200), "{:?}", answers[0]);
    let rows = desk.rows("select count(*) from journal where command = 'volunteering/sign-up'");
    assert_eq!(rows[0].int(0), Ok(1));
}
