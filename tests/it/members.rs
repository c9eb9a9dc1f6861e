//! Members over HTTP: the server is killed while an import waits, and the alarm of a real object erases a dropped one
//! from its file. The host (`api/tests/host/`) tests everything else about the roster, its imports, bodies, seats and
//! grids.

use crate::server::{Mode, Server, fresh_server};
use crate::template::{community_database, open_database};
use domain::contract::{ConfirmImport, DropImport, Empty, SearchRoster};
use domain::members::RosterQuery;
use domain::process::DueKind;
use std::path::Path;
use tests::scenes::client::{Call, community_code};
use tests::scenes::members::{empty_door, import_line};
use tests::scenes::offices::wait_for_result;
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

/// How often a word stands in a database and its log.
fn count_in_files(database: &Path, word: &str) -> usize {
    let log = format!("{}-wal", database.display());
    let files = [std::fs::read(database).expect("a database"), std::fs::read(log).unwrap_or_default()];
    files.iter().map(|bytes| bytes.windows(word.len()).filter(|window| *window == word.as_bytes()).count()).sum()
}

#[test]
fn the_alarm_erases_a_dropped_import_from_the_file() {
    const NAME: &str = "示范丁甲乙丙";
    let mut server = fresh_server();
    let database = community_database(&server.data);
    let at = server.open_import(200);
    server.fill(&at, (2..202).map(|number| import_line(number, NAME, &empty_door())).collect());
    assert!(count_in_files(&database, NAME) >= 200, "the import is in its file");
    server.call::<DropImport>(&server.person(DIRECTOR), &at, &Empty {});
    let waiting = "select count(*) from due where kind = ?1 and subject like 'import%'";
    wait_for_result("tables of imports are rewritten", || {
        let rows = open_database(&database).query_row(waiting, [DueKind::Rewrite.as_str()], |row| row.get::<_, i64>(0));
        rows.ok().filter(|rows| *rows == 0)
    });
    server.stop();
    assert_eq!(count_in_files(&database, NAME), 0, "the name is still in the file");
}
