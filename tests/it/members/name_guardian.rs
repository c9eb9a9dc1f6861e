//! `POST …/members/{member}/guardian`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::DIRECTOR;
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, NameGuardian, ShowOwnData};
use domain::members::NameGuardianRequest;
use domain::notices::NoticeKind;

#[test]
fn a_guardian_is_told_and_sees_the_wards_data() {
    let server = shared_server();
    let (director, guardian, child) = (server.person(DIRECTOR), server.resident(), server.child());
    let (of, body) =
        ((community_code(), child), NameGuardianRequest { guardian: guardian.member(), reason: test_reason() });
    assert_eq!(server.refusal::<ShowOwnData>(&guardian, &of, &Empty {}), (403, "request/not-allowed".into()));
    let resident = server.refusal::<NameGuardian>(&guardian, &of, &body);
    assert_eq!(resident, (403, "request/not-allowed".into()), "nobody makes oneself a guardian");
    server.call::<NameGuardian>(&director, &of, &body);
    assert_eq!(server.call::<ShowOwnData>(&guardian, &of, &Empty {}).member, child);
    let told = server.call::<ListNotices>(&guardian, &(community_code(),), &Empty {}).rows;
    assert!(told.iter().any(|notice| notice.kind == NoticeKind::GuardianNamed), "{told:?}");
}

#[test]
fn who_answers_for_nobody() {
    let server = shared_server();
    let (director, child) = (server.person(DIRECTOR), server.child());
    for (ward, guardian, expected) in [
        (child, director.member(), (403, "members/own-case")),
        (child, child, (422, "members/guardian-of-oneself")),
        (server.member(), server.member(), (409, "members/of-age")),
    ] {
        let body = NameGuardianRequest { guardian, reason: test_reason() };
        let refused = server.refusal::<NameGuardian>(&director, &(community_code(), ward), &body);
        assert_eq!(refused, (expected.0, expected.1.to_owned()));
    }
}
