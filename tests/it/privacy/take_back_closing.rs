//! `POST …/closing/withdrawal`

use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::{CloseAccount, Empty, TakeBackClosing};

#[test]
fn nothing_is_taken_back_that_was_not_asked_for() {
    let server = shared_server();
    let (resident, here) = (server.resident(), (community_code(),));
    let refusal = server.refusal::<TakeBackClosing>(&resident, &here, &Empty {});
    assert_eq!(refusal, (409, "privacy/not-closing".into()));
    server.call::<CloseAccount>(&resident, &here, &Empty {});
    let out = server.refusal::<TakeBackClosing>(&resident, &here, &Empty {});
    assert_eq!(out, (401, "request/not-signed-in".into()), "first one signs in again");
}
