//! `GET …/rules`

use crate::client::community_code;
use crate::people::{DEPUTY, Person, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ShowRules};

#[test]
fn every_rule_says_where_it_is_from_and_whether_somebody_read_it() {
    let server = shared_server();
    let here = (community_code(),);
    let view = server.call::<ShowRules>(&server.person(DEPUTY), &here, &Empty {});
    assert!(view.rules.rules.len() > 40 && view.rules.rules.iter().all(|rule| !rule.origin.source.is_empty()));
    let law = view.rules.rules.iter().filter(|rule| rule.origin.pack == "community-2025");
    assert!(law.clone().count() > 10 && law.clone().all(|rule| !rule.origin.verified), "nobody has read the new text");
    assert_eq!(server.call::<ShowRules>(&server.person(SUPERVISOR), &here, &Empty {}).rules, view.rules);
    let guest = server.refusal::<ShowRules>(&Person::guest(), &here, &Empty {});
    assert_eq!(guest, (401, "request/not-signed-in".into()));
    let resident = server.refusal::<ShowRules>(&server.resident(), &here, &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
