//! Members over HTTP: the server is killed while an import waits. The host (`api/tests/host/`) tests everything else
//! about the roster, its imports, bodies, seats and grids.

use crate::server::{Mode, Server, fresh_server};
use domain::contract::{ConfirmImport, Empty, SearchRoster};
use domain::members::RosterQuery;
use tests::scenes::client::{Call, community_code};
use tests::scenes::members::{empty_door, import_line};
use tests::scenes::people::{DIRECTOR, search_roster_request};

fn people_named(server: &Server, name: &str) -> usize {
    let page = RosterQuery { limit: Some(100), ..RosterQuery::default() };
    let call =
        Call::of::<SearchRoster>(&server.person(DIRECTOR), &(community_code(),), &page, &search_roster_request(name));
    server.send(&call).read::<SearchRoster>().expect("a page").page.rows.len()
}

#[test]
fn a_kill_in_the_middle_of_an_import_loses_no_line_and_writes_none() {
    let mut server = fresh_server();
    let (at, doors) = (server.open_import(300), (0..300).map(|_| empty_door()).collect::<Vec<_>>());
    let lines: Vec<_> = (2..).zip(&doors).map(|(number, door)| import_line(number, "冯桂兰", door)).collect();
    server.fill(&at, lines[..200].to_vec());
    server.kill();
    let data = server.data.clone();
    server.leave();
    let mut again = Server::start(&data, Mode::Demonstration);
    // People who had signed in are still signed in.
    again.people = core::mem::take(&mut server.people);
    let server = again;
    assert_eq!(people_named(&server, "冯桂兰"), 0);
    // A client without an answer sends the lines again; lines that had arrived stay the same.
    let counts = server.fill(&at, lines[100..].to_vec());
    assert_eq!(counts.new, 300);
    let done = server.call::<ConfirmImport>(&server.person(DIRECTOR), &at, &Empty {});
    assert_eq!((done.new, people_named(&server, "冯桂兰")), (300, 100));
}
