//! `POST …/imports`

use crate::client::community_code;
use crate::members::import::open_import_request;
use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::OpenImport;
use domain::limits;

#[test]
fn so_many_lines_and_so_many_at_a_time() {
    let server = fresh_server();
    let (director, here) = (server.person(DIRECTOR), (community_code(),));
    for lines in [0, limits::IMPORT_LINES_MAX + 1] {
        let refusal = server.refusal::<OpenImport>(&director, &here, &open_import_request(lines));
        assert_eq!(refusal, (422, "imports/too-many-lines".into()), "{lines}");
    }
    for _ in 0..limits::IMPORTS_OPEN_MAX {
        server.call::<OpenImport>(&director, &here, &open_import_request(limits::IMPORT_LINES_MAX));
    }
    assert_eq!(
        server.refusal::<OpenImport>(&director, &here, &open_import_request(1)),
        (409, "imports/too-many-open".into())
    );
}
