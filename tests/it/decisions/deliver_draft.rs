//! `POST …/cases/{case}/draft`

use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{DeliverDraft, Empty};

#[test]
fn a_draft_is_delivered_before_the_members_meet_and_not_earlier() {
    let server = fresh_server();
    let at = server.open_case();
    let early = server.refusal::<DeliverDraft>(&server.person(DEPUTY), &at, &Empty {});
    assert_eq!(early, (409, "decisions/not-at-this-step".into()));
    let denied = server.refusal::<DeliverDraft>(&server.person(SUPERVISOR), &at, &Empty {});
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
