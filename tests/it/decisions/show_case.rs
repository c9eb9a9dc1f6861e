//! `GET …/cases/{case}`

use crate::client::community_code;
use crate::people::{DEPUTY, Person};
use crate::server::fresh_server;
use domain::contract::{Empty, ShowCase};
use domain::decisions::GuardState;
use domain::ids::CaseId;

#[test]
fn conditions_are_for_everybody_and_names_for_those_who_work_on_it() {
    let server = fresh_server();
    let at = server.open_case();
    let public = server.call::<ShowCase>(&Person::guest(), &at, &Empty {});
    let missing = public.guards.iter().filter(|guard| guard.state == GuardState::Missing).count();
    assert_eq!(usize::try_from(public.row.missing).expect("a count"), missing);
    assert!(missing > 5 && public.guards.iter().all(|guard| !guard.rule.source.is_empty()));
    assert_eq!(public.file, None);
    let file = server.call::<ShowCase>(&server.person(DEPUTY), &at, &Empty {}).file.expect("the file");
    assert_eq!(file.opened_by, DEPUTY);
    let none = (community_code(), CaseId::from_parts(server.now(), 1));
    let absent = server.refusal::<ShowCase>(&Person::guest(), &none, &Empty {});
    assert_eq!(absent, (404, "request/not-found".into()));
}
