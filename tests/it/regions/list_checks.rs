//! `GET /api/regions/{region}/checks`

use crate::client::community_code;
use crate::offices::{COUNTY_HEAD, region_path, wait_for_result};
use crate::people::Person;
use crate::server::fresh_server;
use domain::contract::{Empty, ListChecks};
use domain::decisions::{CaseStep, CheckKind};
use domain::regions::CheckState;

#[test]
fn what_a_community_asks_stands_at_its_street_and_nowhere_else() {
    let server = fresh_server();
    let (row, here) = (server.waiting_check(), (community_code().parent(),));
    assert_eq!((row.community.clone(), row.kind, row.state), (community_code(), CheckKind::Check, CheckState::Waiting));
    assert!(row.demonstration && row.due_at > server.now() && row.answer.is_none());
    let draft = row.draft.as_ref().expect("the public draft");
    assert_eq!((draft.version, draft.hash.len()), (1, 64));
    let received = || server.case_of(&row).opinions.into_iter().find_map(|opinion| opinion.received_at);
    assert_eq!(wait_for_result("the community hears that it arrived", received), row.received_at);
    let case = server.case_of(&row);
    assert_eq!((case.row.title, case.row.step), (row.title.clone(), CaseStep::TownshipCheck));
    let county = region_path("511402");
    let above = server.officer(&county, COUNTY_HEAD);
    assert!(server.call::<ListChecks>(&above, &county, &Empty {}).open.is_empty(), "the county is not asked");
    let elsewhere = server.refusal::<ListChecks>(&above, &here, &Empty {});
    assert_eq!(elsewhere, (401, "request/not-signed-in".into()), "an officer of another region");
    assert_eq!(server.refusal::<ListChecks>(&Person::guest(), &here, &Empty {}).0, 401);
}
