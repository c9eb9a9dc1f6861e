//! `POST …/imports/{import}/undoing`

use crate::client::community_code;
use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::{Empty, LeaveRoster, ListImports, ShowRoster, UndoImport};
use domain::members::LeaveRosterRequest;
use domain::members::import::ImportUndone;

#[test]
fn the_roster_is_as_it_was() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    let total = || server.call::<ShowRoster>(&director, &(community_code(),), &Empty {}).total;
    let before = total();
    let at = server.a_confirmed_import();
    assert_eq!(total(), before + 1);
    let undone = server.call::<UndoImport>(&director, &at, &Empty {});
    assert_eq!((undone, total()), (ImportUndone { removed: 1, restored: 0 }, before));
    assert_eq!(server.refusal::<UndoImport>(&director, &at, &Empty {}), (409, "imports/not-the-last".into()));
}

#[test]
fn not_once_the_roster_has_gone_on() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.a_confirmed_import());
    let left = (community_code(), server.member());
    server.call::<LeaveRoster>(&director, &left, &LeaveRosterRequest::moved(crate::activities::test_reason()));
    assert_eq!(server.refusal::<UndoImport>(&director, &at, &Empty {}), (409, "imports/not-the-last".into()));
    assert!(!server.call::<ListImports>(&director, &(community_code(),), &Empty {}).imports[0].can_be_undone);
}
