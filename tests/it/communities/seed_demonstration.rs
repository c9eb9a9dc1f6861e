//! `POST /api/demonstration/seed`

use crate::client::code;
use crate::people::{DIRECTOR, Person};
use crate::server::shared;
use domain::contract::{Empty, ListDemonstrationAccounts, SeedDemonstration, ShowRoster};

#[test]
fn a_second_time_changes_nothing() {
    let server = shared();
    let total = || server.call::<ShowRoster>(&server.person(DIRECTOR), &(code(),), &Empty {}).total;
    let before = total();
    let seeded = server.call::<SeedDemonstration>(&Person::guest(), &(), &Empty {});
    assert_eq!(seeded, server.call::<ListDemonstrationAccounts>(&Person::guest(), &(), &Empty {}));
    assert!(before > 1000 && total() <= before, "{before} people, then {}", total());
}
