//! `GET …/meetings/{meeting}/proxies`

use crate::client::community_code;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{Empty, ListProxies};
use domain::ids::MeetingId;
use domain::time::UtcMillis;

#[test]
fn everybody_may_read_the_list() {
    let server = shared_server();
    let at = server.called();
    let list = server.call::<ListProxies>(&Person::guest(), &at, &Empty {});
    assert!(list.rows.is_empty() && list.next.is_none());
    let absent = (community_code(), MeetingId::from_parts(UtcMillis(1), 1));
    assert_eq!(server.refusal::<ListProxies>(&Person::guest(), &absent, &Empty {}), (404, "request/not-found".into()));
}
