//! `POST /api/demonstration/seed`

use crate::client::community_code;
use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ListDemonstrationAccounts, SeedDemonstration, ShowRoster};

#[test]
fn a_second_time_changes_nothing() {
    let server = shared_server();
    let total = || server.call::<ShowRoster>(&server.person(DIRECTOR), &(community_code(),), &Empty {}).total;
    let before = total();
    let seeded = server.call::<SeedDemonstration>(&Person::guest(), &(), &Empty {});
    assert_eq!(seeded, server.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {}));
    assert!(before > 1000 && total() <= before, "{before} people, then {}", total());
}
