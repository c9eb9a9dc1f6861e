//! `POST …/cases/{case}/holds`

use crate::activities::test_reason;
use crate::people::{DEPUTY, Person, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{Empty, RaiseHold, ShowCase};
use domain::decisions::{GuardId, HoldRequest};

#[test]
fn the_supervision_committee_halts_a_case() {
    let server = fresh_server();
    let (at, body) = (server.open_case(), HoldRequest { reason: test_reason() });
    let denied = server.refusal::<RaiseHold>(&server.person(DEPUTY), &at, &body);
    assert_eq!(denied, (403, "request/not-allowed".into()));
    let hold = server.call::<RaiseHold>(&server.person(SUPERVISOR), &at, &body).hold;
    let shown = server.call::<ShowCase>(&Person::guest(), &at, &Empty {});
    assert_eq!((shown.holds[0].id, shown.holds[0].lifted_at), (hold, None));
    assert!(shown.guards.iter().any(|guard| guard.id == GuardId::NoHold && guard.is_missing()));
}
