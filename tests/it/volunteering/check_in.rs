//! `POST …/activities/{activity}/check-ins`

use crate::activities::TEAM;
use crate::client::Call;
use crate::people::LEADER;
use crate::server::shared_server;
use domain::contract::{CheckIn, Empty, SENT_AT_HEADER, ShowAttendance, ShowCheckInKey, SignUp};
use domain::limits::CHECK_IN_TRIES_MAX;
use domain::sessions::Code;
use domain::time::{DAY, MINUTE, SECOND, UtcMillis};
use domain::volunteering::{AttendanceCodeRequest, CheckInKey, PresenceMethod, code_at};

/// What the volunteer's phone sends when the organiser's shows the code of `shown`; its own clock is off by `off`.
pub fn attendance_code_request(key: &str, shown: UtcMillis, off: i64) -> AttendanceCodeRequest {
    let key = CheckInKey::from_hex(key).expect("a key");
    AttendanceCodeRequest { code: code_at(&key, shown), at: shown.plus(off) }
}

/// The first of some reports whose code the organiser's phone has not shown by `now`.
fn not_shown(key: &str, now: UtcMillis, reports: impl Iterator<Item = AttendanceCodeRequest>) -> AttendanceCodeRequest {
    let key = CheckInKey::from_hex(key).expect("a key");
    let shown: Vec<Code> = (-2880..=1).map(|step| code_at(&key, now.plus(step * 30 * SECOND))).collect();
    let mut reports = reports;
    reports.find(|report| !shown.contains(&report.code)).expect("a million is more")
}

fn wrong(key: &str, good: &AttendanceCodeRequest) -> AttendanceCodeRequest {
    let typed = (0..).map(|chance| AttendanceCodeRequest { code: Code::from_chance(chance), ..good.clone() });
    not_shown(key, good.at, typed)
}

#[test]
fn a_clock_a_day_wrong_is_corrected_and_shown_to_the_organiser() {
    let server = shared_server();
    let (person, leader, at) = (server.resident(), server.person(LEADER), server.publish_beginning(TEAM));
    server.call::<SignUp>(&person, &at, &Empty {});
    let key = server.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    let call = Call::of::<CheckIn>(&person, &at, &(), &attendance_code_request(&key.key, key.now, DAY));
    let call = call.with(SENT_AT_HEADER, &key.now.plus(DAY).0.to_string());
    let checked_in = server.send(&call).read::<CheckIn>().expect("the code decides");
    assert!(checked_in.checked_in_at.since(key.now).abs() <= 30 * SECOND, "within the code's half minute");
    assert!(
        (checked_in.clock_difference_seconds - DAY / SECOND).abs() <= 30,
        "{}",
        checked_in.clock_difference_seconds
    );
    let rows = server.call::<ShowAttendance>(&leader, &at, &Empty {}).rows;
    assert_eq!(rows[0].checked_in_by, Some(PresenceMethod::Code));
    assert_eq!(rows[0].clock_difference_seconds, Some(checked_in.clock_difference_seconds));
    let twice = server.refusal::<CheckIn>(&person, &at, &attendance_code_request(&key.key, key.now, 0));
    assert_eq!(twice, (409, "volunteering/already-checked-in".into()));
}

#[test]
fn what_is_no_presence_is_refused() {
    let server = shared_server();
    let (person, leader) = (server.resident(), server.person(LEADER));
    let (at, later) = (server.publish_beginning(TEAM), server.publish(TEAM, 5));
    let key = server.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    let good = attendance_code_request(&key.key, key.now, 0);
    assert_eq!(server.refusal::<CheckIn>(&person, &at, &good), (409, "volunteering/not-signed-up".into()));
    for at in [&at, &later] {
        server.call::<SignUp>(&person, at, &Empty {});
    }
    let early = server.refusal::<CheckIn>(&person, &later, &good);
    assert_eq!(early, (422, "volunteering/outside-window".into()));
    let ahead = (10..120).map(|minutes| attendance_code_request(&key.key, key.now.plus(minutes * MINUTE), 0));
    let ahead = not_shown(&key.key, key.now, ahead);
    assert_eq!(server.refusal::<CheckIn>(&person, &at, &ahead), (422, "volunteering/code-not-valid".into()));
}

#[test]
fn six_wrong_codes_leave_only_the_organisers_list() {
    let server = shared_server();
    let (person, leader, at) = (server.resident(), server.person(LEADER), server.publish_beginning(TEAM));
    server.call::<SignUp>(&person, &at, &Empty {});
    let key = server.call::<ShowCheckInKey>(&leader, &at, &Empty {});
    let good = attendance_code_request(&key.key, key.now, 0);
    for left in (0..CHECK_IN_TRIES_MAX).rev() {
        let problem = server.try_call::<CheckIn>(&person, &at, &wrong(&key.key, &good)).expect_err("a wrong code");
        assert_eq!(
            (problem.code.as_str(), problem.params["tries_left"].as_u64()),
            ("volunteering/code-not-valid", Some(left.into()))
        );
    }
    let refused = server.refusal::<CheckIn>(&person, &at, &good);
    assert_eq!(refused, (429, "volunteering/too-many-wrong-codes".into()));
}
