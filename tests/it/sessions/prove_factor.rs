//! `POST …/me/factor/proof`

use crate::client::community_code;
use crate::server::shared_server;
use domain::contract::ProveFactor;
use domain::sessions::ProveFactorRequest;

#[test]
fn a_recovery_code_proves_once() {
    let server = shared_server();
    let (person, here) = (server.resident(), (community_code(),));
    let prove = |text: &str| ProveFactorRequest { code: text.parse().expect("a code") };
    let none = server.refusal::<ProveFactor>(&person, &here, &prove("123456"));
    assert_eq!(none, (409, "sessions/factor-not-enrolled".into()));
    let (key, codes) = server.enrol(&person);
    server.call::<ProveFactor>(&person, &here, &prove(&codes[3]));
    assert_eq!(
        server.refusal::<ProveFactor>(&person, &here, &prove(&codes[3])),
        (422, "sessions/factor-code-wrong".into())
    );
    // The code that was used for enrolling is used up as well.
    let shown = key.code_at(server.now());
    let earlier = key.code_at(server.now().plus(-30_000));
    let again =
        [shown, earlier].map(|code| server.try_call::<ProveFactor>(&person, &here, &prove(code.as_str())).is_err());
    assert!(again.contains(&true));
}
