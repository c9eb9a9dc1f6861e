//! `POST …/meetings/{meeting}/check-ins`

use crate::people::{DEPUTY, DIRECTOR};
use crate::server::shared_server;
use crate::volunteering::check_in::attendance_code_request;
use domain::contract::{CheckInAtMeeting, Empty, ShowMeeting, ShowMeetingKey};
use domain::limits::CHECK_IN_TRIES_MAX;
use domain::meetings::PresentBy;
use domain::volunteering::AttendanceCodeRequest;

#[test]
fn once_with_the_code_on_the_screen_and_for_nobody_else() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.opened());
    let key = server.call::<ShowMeetingKey>(&director, &at, &Empty {});
    let good = attendance_code_request(&key.key, key.now, 0);
    let stranger = server.refusal::<CheckInAtMeeting>(&server.resident(), &at, &good);
    assert_eq!(stranger, (409, "meetings/not-on-roll".into()));
    let came = server.call::<CheckInAtMeeting>(&director, &at, &good);
    assert_eq!((came.present, came.mandates), (1, 0));
    let again = server.refusal::<CheckInAtMeeting>(&director, &at, &good);
    assert_eq!(again, (409, "meetings/already-present".into()));
    let shown = server.call::<ShowMeeting>(&director, &at, &Empty {});
    let present = shown.mine.and_then(|mine| mine.present).expect("their own presence");
    assert_eq!((shown.row.present, present.how), (1, PresentBy::Code));
    let early = server.refusal::<CheckInAtMeeting>(&director, &server.called(), &good);
    assert_eq!(early, (409, "meetings/not-open-yet".into()));
}

#[test]
fn a_forged_code_is_counted() {
    let server = shared_server();
    let (director, deputy) = (server.person(DIRECTOR), server.person(DEPUTY));
    let (at, other) = (server.opened(), server.opened());
    let key = server.call::<ShowMeetingKey>(&director, &at, &Empty {});
    let foreign = server.call::<ShowMeetingKey>(&director, &other, &Empty {});
    let good = attendance_code_request(&key.key, key.now, 0);
    // Codes of other moments on the screen of another meeting; one in a million matches by chance.
    let forged =
        AttendanceCodeRequest { code: attendance_code_request(&foreign.key, foreign.now, 0).code, at: good.at };
    for _ in 0..CHECK_IN_TRIES_MAX {
        let refused = server.refusal::<CheckInAtMeeting>(&deputy, &at, &forged);
        assert_eq!(refused, (422, "meetings/code-not-valid".into()));
    }
    let refused = server.refusal::<CheckInAtMeeting>(&deputy, &at, &good);
    assert_eq!(refused, (429, "meetings/too-many-wrong-codes".into()));
}
