//! `POST …/meetings/{meeting}/proxies`

use crate::people::{DEPUTY, DIRECTOR, Person};
use crate::server::{Server, shared_server};
use domain::contract::NameProxy;
use domain::meetings::NameProxyRequest;
use domain::members::NearKinship;

pub fn name_proxy_request(server: &Server) -> NameProxyRequest {
    NameProxyRequest {
        principal: server.person(DEPUTY).member(),
        proxy: server.person(DIRECTOR).member(),
        kinship: NearKinship::Sibling,
        paper: "委托书第1号".parse().expect("a paper"),
    }
}

/// No rule provides mandates in an urban community (VC18 art. 15 is about villages).
#[test]
fn only_where_a_rule_allows_it() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.called());
    let refused = server.refusal::<NameProxy>(&director, &at, &name_proxy_request(server));
    assert_eq!(refused, (409, "meetings/proxies-not-allowed".into()));
    let open = server.refusal::<NameProxy>(&director, &server.opened(), &name_proxy_request(server));
    assert_eq!(open, (409, "meetings/already-open".into()));
    let guest = server.refusal::<NameProxy>(&Person::guest(), &at, &name_proxy_request(server));
    assert_eq!(guest, (401, "request/not-signed-in".into()));
}
