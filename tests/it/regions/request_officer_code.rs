//! `POST /api/regions/{region}/sign-in-codes`

use crate::client::Call;
use crate::offices::{officer_phone, region_path};
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::RequestOfficerCode;
use domain::limits::SIGN_IN_RESEND_SECONDS;
use domain::regions::OfficerPost;
use domain::sessions::SignInCodeRequest;

#[test]
fn an_officers_phone_and_another_get_the_same_answers() {
    let (server, here) = (shared_server(), region_path("511421"));
    let head = server.open_office(&here, 10);
    server.seat_officer(&head, &here, 11, OfficerPost::Staff);
    for number in [11, 19] {
        let ask = || {
            let body = SignInCodeRequest::of(officer_phone(number));
            server.send(&Call::of::<RequestOfficerCode>(&Person::guest(), &here, &(), &body))
        };
        let first = ask();
        assert_eq!(first.fields(""), "expires_at resend_after_seconds", "{number}");
        assert_eq!(first.read::<RequestOfficerCode>().expect("a code").resend_after_seconds, SIGN_IN_RESEND_SECONDS);
        let second = ask().read::<RequestOfficerCode>().expect_err("within the minute");
        assert_eq!((second.status, second.code.as_str()), (429, "sessions/too-many-codes"), "{number}");
    }
    assert!(server.newest_officer_code(&here, 11).is_some());
    assert_eq!(server.newest_officer_code(&here, 19), None, "nothing is sent to a stranger");
}

#[test]
fn no_office_and_no_region_say_no_more() {
    let (server, guest) = (shared_server(), Person::guest());
    let body = SignInCodeRequest::of(officer_phone(12));
    server.call::<RequestOfficerCode>(&guest, &region_path("511402901"), &body);
    assert_eq!(server.refusal::<RequestOfficerCode>(&guest, &region_path("511499"), &body).0, 404);
}
