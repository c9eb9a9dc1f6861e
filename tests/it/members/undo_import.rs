//! `POST …/imports/{import}/undoing`

use crate::client::code;
use crate::people::DIRECTOR;
use crate::server::fresh;
use domain::contract::{Empty, LeaveRosterAt, ListImports, ShowRoster, UndoImport};
use domain::members::LeaveRoster;
use domain::members::import::Undone;

#[test]
fn the_roster_is_as_it_was() {
    let server = fresh();
    let director = server.person(DIRECTOR);
    let total = || server.call::<ShowRoster>(&director, &(code(),), &Empty {}).total;
    let before = total();
    let at = server.a_confirmed_import();
    assert_eq!(total(), before + 1);
    let undone = server.call::<UndoImport>(&director, &at, &Empty {});
    assert_eq!((undone, total()), (Undone { removed: 1, restored: 0 }, before));
    assert_eq!(server.refusal::<UndoImport>(&director, &at, &Empty {}), (409, "imports/not-the-last".into()));
}

#[test]
fn not_once_the_roster_has_gone_on() {
    let server = fresh();
    let (director, at) = (server.person(DIRECTOR), server.a_confirmed_import());
    let left = (code(), server.member());
    server.call::<LeaveRosterAt>(&director, &left, &LeaveRoster::moved(crate::scene::reason()));
    assert_eq!(server.refusal::<UndoImport>(&director, &at, &Empty {}), (409, "imports/not-the-last".into()));
    assert!(!server.call::<ListImports>(&director, &(code(),), &Empty {}).imports[0].can_be_undone);
}
