//! `POST …/imports/{import}/confirmation`

use crate::client::{Call, community_code};
use crate::members::import::{empty_door, import_line};
use crate::people::{DIRECTOR, search_roster_request};
use crate::server::{Mode, Server, fresh_server};
use domain::contract::{ConfirmImport, Empty, SearchRoster};
use domain::members::RosterQuery;
use domain::members::import::{DoubtDecision, ImportConfirmed};

fn people_named(server: &Server, name: &str) -> usize {
    let page = RosterQuery { limit: Some(100), ..RosterQuery::default() };
    let call =
        Call::of::<SearchRoster>(&server.person(DIRECTOR), &(community_code(),), &page, &search_roster_request(name));
    server.send(&call).read::<SearchRoster>().expect("a page").page.rows.len()
}

#[test]
fn all_of_it_once() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.an_import());
    let body = domain::members::import::DecideLineRequest { line: 3, decision: DoubtDecision::New };
    server.call::<domain::contract::DecideLine>(&director, &at, &body);
    assert_eq!(people_named(&server, "冯桂兰") + people_named(&server, "何建明"), 0);
    let done = server.call::<ConfirmImport>(&director, &at, &Empty {});
    assert_eq!(done, ImportConfirmed { new: 2, changed: 0, left_out: 0, households: 2, phones_kept: vec![] });
    assert_eq!((people_named(&server, "冯桂兰"), people_named(&server, "何建明")), (1, 1));
    assert_eq!(server.refusal::<ConfirmImport>(&director, &at, &Empty {}), (409, "imports/not-open".into()));
}

#[test]
fn not_before_every_line_has_come() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.open_import(2));
    server.fill(&at, vec![import_line(2, "冯桂兰", &empty_door())]);
    assert_eq!(server.refusal::<ConfirmImport>(&director, &at, &Empty {}), (409, "imports/incomplete".into()));
}

#[test]
fn a_kill_in_the_middle_loses_no_line_and_writes_none() {
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
