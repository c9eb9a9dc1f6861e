//! `POST /api/regions/{region}/me/factor/proof`

use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::ProveOfficerFactor;
use domain::sessions::ProveFactorRequest;

#[test]
fn a_recovery_code_proves_once() {
    let (server, here) = (shared_server(), (community_code().parent(),));
    let clerk = server.clerk(103);
    let prove = |text: &str| ProveFactorRequest { code: text.parse().expect("a code") };
    let none = server.refusal::<ProveOfficerFactor>(&clerk, &here, &prove("123456"));
    assert_eq!(none, (409, "sessions/factor-not-enrolled".into()));
    let (_, codes) = server.enrol_officer(&clerk, &here);
    server.call::<ProveOfficerFactor>(&clerk, &here, &prove(&codes[3]));
    let again = server.refusal::<ProveOfficerFactor>(&clerk, &here, &prove(&codes[3]));
    assert_eq!(again, (422, "sessions/factor-code-wrong".into()));
}
