//! `POST …/imports/{import}/lines`

use crate::client::Call;
use crate::members::import::{import_line, with_phone};
use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::{FillImport, LeaveRoster};
use domain::limits;
use domain::members::LeaveRosterRequest;
use domain::members::import::{self as i, Column, ImportCell};

#[test]
fn the_same_lines_again_are_the_same_lines() {
    let server = fresh_server();
    let at = server.open_import(3);
    let taken = server.next_phone();
    let lines = vec![
        import_line(2, "冯桂兰", "501"),
        import_line(3, "冯桂兰", "501"),
        with_phone(import_line(4, "何建明", "502"), &taken),
    ];
    let first = server.fill(&at, lines.clone());
    assert_eq!((first.new, first.refused, first.doubtful), (1, 1, 1), "{first:?}");
    assert_eq!(server.fill(&at, lines), first);
}

#[test]
fn what_does_not_fit_is_refused() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.open_import(1));
    // A body that the types would not allow.
    let many: Vec<_> = (0..=limits::IMPORT_BATCH_LINES_MAX)
        .map(|_| serde_json::json!({"line": 2, "values": [], "from_above": false}))
        .collect();
    for lines in [serde_json::json!([]), serde_json::json!(many)] {
        let mut call = Call::of::<FillImport>(
            &director,
            &at,
            &(),
            &i::FillImportRequest { lines: vec![import_line(2, "冯", "1")].try_into().expect("one") },
        );
        call.body = Some(serde_json::json!({ "lines": lines }).to_string().into_bytes());
        assert_eq!(server.send(&call).refusal(), (400, "request/malformed".into()));
    }
    let body = |lines: Vec<i::ImportLine>| i::FillImportRequest { lines: lines.try_into().expect("a batch") };
    let two = body(vec![import_line(2, "冯桂兰", "501"), import_line(3, "冯小军", "501")]);
    assert_eq!(server.refusal::<FillImport>(&director, &at, &two), (422, "imports/too-many-lines".into()));
    let mut long = import_line(2, "冯桂兰", "501");
    long.values[Column::Grid as usize] = ImportCell("格".repeat(limits::IMPORT_CELL_CHARS_MAX + 1));
    let counts = server.fill(&at, vec![long]);
    assert_eq!(counts.refused, 1, "it arrives, and the report says so");
}

#[test]
fn lines_are_compared_with_one_roster() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.open_import(1));
    let left = (crate::client::community_code(), server.member());
    server.call::<LeaveRoster>(&director, &left, &LeaveRosterRequest::moved(crate::activities::test_reason()));
    let body = i::FillImportRequest { lines: vec![import_line(2, "冯桂兰", "501")].try_into().expect("one") };
    assert_eq!(server.refusal::<FillImport>(&director, &at, &body), (409, "imports/roster-changed".into()));
}
