//! `POST …/imports/{import}/dropping`

use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::{ConfirmImport, DropImport, Empty, ShowImport};
use domain::members::import::ImportState;

#[test]
fn its_lines_are_forgotten() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.an_import());
    server.call::<DropImport>(&director, &at, &Empty {});
    let report = server.call::<ShowImport>(&director, &at, &Empty {});
    assert_eq!((report.state, report.page.rows.len()), (ImportState::Dropped, 0));
    for refusal in [
        server.refusal::<DropImport>(&director, &at, &Empty {}),
        server.refusal::<ConfirmImport>(&director, &at, &Empty {}),
    ] {
        assert_eq!(refusal, (409, "imports/not-open".into()));
    }
}
