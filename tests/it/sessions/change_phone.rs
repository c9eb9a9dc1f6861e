//! `POST …/members/{member}/phone`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER, Person};
use crate::server::shared_server;
use domain::contract::{ChangePhone, Empty, ListNotices, ShowMe};
use domain::sessions::{ChangePhoneRequest, Phone};

#[test]
fn another_phone_ends_all_sessions_and_the_person_is_told() {
    let server = shared_server();
    let (director, person) = (server.person(DIRECTOR), server.resident());
    let to = |phone: &str| ChangePhoneRequest { phone: phone.parse().expect("a phone"), reason: test_reason() };
    let of = (community_code(), person.member());
    for (name, who, this, body, expect) in [
        ("their own", &director, (community_code(), director.member()), to("13711110000"), (403, "sessions/own-case")),
        ("a stranger's", &director, of.clone(), to("13800000001"), (409, "sessions/phone-elsewhere")),
        ("by a grid worker", &server.person(GRID_WORKER), of.clone(), to("13711110000"), (403, "request/not-allowed")),
        ("by a guest", &Person::guest(), of.clone(), to("13711110000"), (401, "request/not-signed-in")),
    ] {
        assert_eq!(server.refusal::<ChangePhone>(who, &this, &body), (expect.0, expect.1.to_owned()), "{name}");
    }
    assert_eq!(server.call::<ChangePhone>(&director, &of, &to("13711110000")).sessions, 1);
    assert_eq!(server.refusal::<ChangePhone>(&director, &of, &to("13711110000")), (409, "sessions/same-phone".into()));
    assert_eq!(server.refusal::<ShowMe>(&person, &(community_code(),), &Empty {}).0, 401);
    let new: Phone = "13711110000".parse().expect("a phone");
    let again = server.sign_in(&community_code(), &new);
    assert_eq!(again.member(), person.member());
    let notices = server.call::<ListNotices>(&again, &(community_code(),), &Empty {}).rows;
    assert!(
        notices.iter().any(|notice| notice.kind.as_str() == "phone-changed" && notice.params["phone"] == "137****0000")
    );
}
