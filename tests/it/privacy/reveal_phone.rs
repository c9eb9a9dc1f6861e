//! `POST …/members/{member}/phone-reveal`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DEPUTY, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, RevealPhone, ShowOwnData};
use domain::privacy::RevealPhoneRequest;

#[test]
fn a_look_is_told_to_the_person() {
    let server = shared_server();
    let (deputy, resident) = (server.person(DEPUTY), server.resident());
    let (this, body) = ((community_code(), resident.member()), RevealPhoneRequest { reason: test_reason() });
    let phone = server.call::<RevealPhone>(&deputy, &this, &body).phone;
    assert_eq!([&phone[..3], &phone[7..]].join("****"), resident.me().phone_masked);
    let seen = server.call::<ShowOwnData>(&resident, &this, &Empty {}).reveals;
    assert_eq!((seen.len(), seen[0].worker_name.as_str()), (1, DEPUTY));
    assert_eq!(seen[0].reason.as_deref(), Some(test_reason().as_str()));
    for who in [server.person(SUPERVISOR), server.resident()] {
        assert_eq!(server.refusal::<RevealPhone>(&who, &this, &body), (403, "request/not-allowed".into()));
    }
    assert_eq!(server.refusal::<RevealPhone>(&Person::guest(), &this, &body).0, 401);
}
