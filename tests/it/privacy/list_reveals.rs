//! `GET …/reveals`

use crate::activities::test_reason;
use crate::client::community_code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ListReveals, RevealPhone};
use domain::privacy::{RevealPhoneRequest, RevealQuery};

#[test]
fn the_supervisor_sees_who_looked_at_whom() {
    let server = shared_server();
    let (director, member, here) = (server.person(DIRECTOR), server.member(), (community_code(),));
    server.call::<RevealPhone>(&director, &(community_code(), member), &RevealPhoneRequest { reason: test_reason() });
    let query = RevealQuery { member: Some(member), ..RevealQuery::default() };
    let found = server.query::<ListReveals>(&server.person(SUPERVISOR), &here, &query).rows;
    assert_eq!((found.len(), found[0].look.worker_name.as_str()), (1, DIRECTOR));
    assert_eq!(server.refusal::<ListReveals>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
}
