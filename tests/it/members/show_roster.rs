//! `GET …/members`

use crate::client::community_code;
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::shared_server;
use domain::contract::{Empty, ShowRoster};
use domain::members::RosterQuery;

#[test]
fn the_committee_pages_through_everybody_masked() {
    let server = shared_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    let limit = Some(100);
    let first = server.query::<ShowRoster>(&director, &here, &RosterQuery { limit, ..Default::default() });
    let after = first.page.next;
    let second = server.query::<ShowRoster>(&director, &here, &RosterQuery { limit, after, ..Default::default() });
    let (first_rows, second_rows) = (&first.page.rows, &second.page.rows);
    assert_eq!((first_rows.len(), second_rows.len(), after), (100, 100, first_rows.last().map(|row| row.id)));
    assert!(after < second_rows.first().map(|row| row.id));
    assert_eq!(first.grids.len(), 3);
    let rows = first_rows.iter().chain(second_rows);
    assert!(rows.clone().all(|row| row.phone_masked.starts_with("138****") && row.phone_masked.len() == 11));
    assert!(rows.clone().all(|row| row.address_masked.ends_with("**")), "the door stays hidden");
    let answer = server.raw::<ShowRoster>(&director, &here);
    assert_eq!(
        answer.fields("/page/rows/0"),
        "address_masked grid guardian_name household id language large_print left name phone_masked under_age"
    );
}

#[test]
fn a_grid_worker_sees_the_own_grid_only() {
    let server = shared_server();
    let (worker, here) = (server.person(GRID_WORKER), (community_code(),));
    let own = worker.me().held[0].grid.expect("a grid");
    let shown = server.call::<ShowRoster>(&worker, &here, &Empty {});
    assert!(!shown.page.rows.is_empty() && shown.page.rows.iter().all(|row| row.grid == own));
    let all = server.call::<ShowRoster>(&server.person(DIRECTOR), &here, &Empty {});
    assert!(shown.total < all.total, "{} of {}", shown.total, all.total);
    let other = all.grids.iter().find(|grid| grid.id != own).expect("another grid").id;
    let query = RosterQuery { grid: Some(other), ..Default::default() };
    let answer = server.send(&crate::client::Call::of::<ShowRoster>(&worker, &here, &query, &Empty {}));
    assert_eq!(answer.refusal(), (403, "request/not-allowed".into()));
}
