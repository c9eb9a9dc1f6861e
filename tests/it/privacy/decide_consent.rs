//! `POST …/members/{member}/consents`

use crate::client::community_code;
use crate::people::DIRECTOR;
use crate::server::shared_server;
use domain::contract::{DecideConsent, Empty, ShowOwnData};
use domain::privacy::{ConsentChoice, DecideConsentRequest, Topic};

fn deciding(topic: Topic, version: &str, decision: ConsentChoice) -> DecideConsentRequest {
    DecideConsentRequest { topic, version: version.parse().expect("a version"), decision }
}

#[test]
fn given_withdrawn_and_given_again() {
    let server = shared_server();
    let resident = server.resident();
    let this = (community_code(), resident.member());
    let spoken = |version, decision| deciding(Topic::SpokenAssistance, version, decision);
    let state = || server.call::<ShowOwnData>(&resident, &this, &Empty {}).consents;
    let old = server.refusal::<DecideConsent>(&resident, &this, &spoken("1999-01", ConsentChoice::Agrees));
    assert_eq!(old, (409, "privacy/outdated-text".into()));
    for decision in [ConsentChoice::Agrees, ConsentChoice::Withdraws, ConsentChoice::Agrees] {
        server.call::<DecideConsent>(&resident, &this, &spoken("2026-11", decision));
        assert_eq!(state()[0].agrees, decision == ConsentChoice::Agrees);
    }
    let twice = server.refusal::<DecideConsent>(&resident, &this, &spoken("2026-11", ConsentChoice::Agrees));
    assert_eq!(twice, (409, "privacy/nothing-changes".into()));
    let child = deciding(Topic::ChildData, "2026-11", ConsentChoice::Agrees);
    let own = server.refusal::<DecideConsent>(&resident, &this, &child);
    assert_eq!(own, (403, "privacy/not-yours-to-decide".into()));
    let director = server.person(DIRECTOR);
    let other = server.refusal::<DecideConsent>(&director, &this, &spoken("2026-11", ConsentChoice::Withdraws));
    assert_eq!(other, (403, "request/not-allowed".into()));
}
