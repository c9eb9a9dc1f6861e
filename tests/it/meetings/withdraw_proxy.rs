//! `POST …/meetings/{meeting}/proxies/withdrawal`

use crate::people::{DEPUTY, DIRECTOR};
use crate::server::shared_server;
use domain::contract::WithdrawProxy;
use domain::meetings::WithdrawProxyRequest;

#[test]
fn what_was_not_given_is_not_taken_back() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.called());
    let body = WithdrawProxyRequest { principal: server.person(DEPUTY).member() };
    assert_eq!(server.refusal::<WithdrawProxy>(&director, &at, &body), (409, "meetings/no-such-mandate".into()));
    let resident = server.refusal::<WithdrawProxy>(&server.resident(), &at, &body);
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
