//! `GET /api/regions/{region}/checks`

use crate::client::code;
use crate::offices::{COUNTY_HEAD, region, until};
use crate::people::Person;
use crate::server::fresh;
use domain::contract::{Empty, ListChecks};
use domain::decisions::{CaseStep, CheckKind};
use domain::regions::CheckState;

#[test]
fn what_a_community_asks_stands_at_its_street_and_nowhere_else() {
    let server = fresh();
    let (row, here) = (server.waiting_check(), (code().parent(),));
    assert_eq!((row.community.clone(), row.kind, row.state), (code(), CheckKind::Check, CheckState::Waiting));
    assert!(row.demonstration && row.due_at > server.now() && row.answer.is_none());
    let draft = row.draft.as_ref().expect("the public draft");
    assert_eq!((draft.version, draft.hash.len()), (1, 64));
    let received = || server.case_of(&row).opinions.into_iter().find_map(|opinion| opinion.received_at);
    assert_eq!(until("the community hears that it arrived", received), row.received_at);
    let case = server.case_of(&row);
    assert_eq!((case.row.title, case.row.step), (row.title.clone(), CaseStep::TownshipCheck));
    let county = region("511402");
    let above = server.officer(&county, COUNTY_HEAD);
    assert!(server.call::<ListChecks>(&above, &county, &Empty {}).open.is_empty(), "the county is not asked");
    let elsewhere = server.refusal::<ListChecks>(&above, &here, &Empty {});
    assert_eq!(elsewhere, (401, "request/not-signed-in".into()), "an officer of another region");
    assert_eq!(server.refusal::<ListChecks>(&Person::guest(), &here, &Empty {}).0, 401);
}
