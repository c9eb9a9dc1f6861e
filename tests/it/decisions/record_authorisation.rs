//! `POST …/authorisations`

use crate::client::community_code;
use crate::people::{DEPUTY, SUPERVISOR};
use crate::server::{Server, fresh_server};
use domain::contract::{Empty, RecordAuthorisation, ShowRules};
use domain::decisions::RecordAuthorisationRequest;
use domain::members::Day;
use domain::time::DAY;

/// For one year from today.
pub fn record_authorisation_request(server: &Server) -> RecordAuthorisationRequest {
    let day = |days: i64| Day::of(server.now().plus(days * DAY).day());
    RecordAuthorisationRequest {
        codes: vec!["lifts".parse().expect("a code")],
        from: day(0),
        until: day(364),
        basis: "2026年6月18日居民会议".parse().expect("a basis"),
    }
}

#[test]
fn an_authorisation_names_its_items_and_its_days() {
    let server = fresh_server();
    let (deputy, here, good) = (server.person(DEPUTY), (community_code(),), record_authorisation_request(&server));
    let id = server.call::<RecordAuthorisation>(&deputy, &here, &good).authorisation;
    let view = server.call::<ShowRules>(&deputy, &here, &Empty {});
    assert!(view.authorisations.iter().any(|given| given.id == id && given.until == good.until));
    let nothing = RecordAuthorisationRequest { codes: vec![], ..good.clone() };
    let refused = server.refusal::<RecordAuthorisation>(&deputy, &here, &nothing);
    assert_eq!(refused, (422, "decisions/items-wrong".into()));
    let unknown = RecordAuthorisationRequest { codes: vec!["nowhere".parse().expect("a code")], ..good.clone() };
    let refused = server.refusal::<RecordAuthorisation>(&deputy, &here, &unknown);
    assert_eq!(refused, (422, "decisions/unknown-item".into()));
    let over = RecordAuthorisationRequest { until: Day::of(server.now().plus(-DAY).day()), ..good.clone() };
    assert_eq!(server.refusal::<RecordAuthorisation>(&deputy, &here, &over), (422, "decisions/days-reversed".into()));
    let long = RecordAuthorisationRequest { until: Day::of(server.now().plus(6 * 366 * DAY).day()), ..good.clone() };
    let refused = server.refusal::<RecordAuthorisation>(&deputy, &here, &long);
    assert_eq!(refused, (422, "decisions/authorised-too-long".into()));
    let denied = server.refusal::<RecordAuthorisation>(&server.person(SUPERVISOR), &here, &good);
    assert_eq!(denied, (403, "request/not-allowed".into()));
}
