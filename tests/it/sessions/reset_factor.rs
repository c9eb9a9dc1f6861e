//! `POST …/members/{member}/factor-reset`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ListNotices, ResetFactor, ShowMe};
use domain::sessions::ResetFactorRequest;

#[test]
fn another_committee_member_takes_it_back_and_the_supervisors_are_told() {
    let server = shared_server();
    let (director, person) = (server.person(DIRECTOR), server.resident());
    let (of, body) = ((community_code(), person.member()), ResetFactorRequest { reason: test_reason() });
    assert_eq!(server.refusal::<ResetFactor>(&director, &of, &body), (409, "sessions/factor-not-enrolled".into()));
    server.enrol(&person);
    let own = (community_code(), director.member());
    assert_eq!(server.refusal::<ResetFactor>(&director, &own, &body), (403, "sessions/own-case".into()));
    assert_eq!(server.refusal::<ResetFactor>(&person, &of, &body), (403, "request/not-allowed".into()));
    assert_eq!(server.call::<ResetFactor>(&director, &of, &body).sessions, 1);
    assert_eq!(
        server.refusal::<ShowMe>(&person, &(community_code(),), &Empty {}),
        (401, "request/not-signed-in".into())
    );
    let notices = server.call::<ListNotices>(&server.person(SUPERVISOR), &(community_code(),), &Empty {}).rows;
    let told = notices.iter().find(|notice| notice.params.get("name").is_some_and(|name| *name == person.me().name));
    assert_eq!(told.expect("the supervisors are told").kind.as_str(), "factor-reset-of");
}
