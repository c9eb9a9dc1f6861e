//! `GET …/reveals`

use crate::client::code;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::scene::reason;
use crate::server::shared;
use domain::contract::{Empty, ListReveals, RevealPhone};
use domain::privacy::{RevealFor, RevealQuery};

#[test]
fn the_supervisor_sees_who_looked_at_whom() {
    let server = shared();
    let (director, member, here) = (server.person(DIRECTOR), server.member(), (code(),));
    server.call::<RevealPhone>(&director, &(code(), member), &RevealFor { reason: reason() });
    let query = RevealQuery { member: Some(member), ..RevealQuery::default() };
    let found = server.query::<ListReveals>(&server.person(SUPERVISOR), &here, &query).reveals;
    assert_eq!((found.len(), found[0].look.worker_name.as_str()), (1, DIRECTOR));
    assert_eq!(server.refusal::<ListReveals>(&director, &here, &Empty {}), (403, "request/not-allowed".into()));
}
