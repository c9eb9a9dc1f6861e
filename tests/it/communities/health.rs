//! `GET /api/health`

use crate::client::Call;
use crate::people::Person;
use crate::server::shared_server;
use domain::contract::{CONTRACT, Empty, HealthCheck};

#[test]
fn it_tells_the_contract_and_the_time() {
    let server = shared_server();
    let health = server.call::<HealthCheck>(&Person::guest(), &(), &Empty {});
    assert_eq!((health.status.as_str(), health.contract), ("ok", CONTRACT));
    assert!(health.now.is_plausible());
    assert_eq!(server.raw::<HealthCheck>(&Person::guest(), &()).fields(""), "contract now status");
    assert_eq!(server.send(&Call::post("/api/health", "{}")).refusal(), (405, "request/method-not-allowed".into()));
}
