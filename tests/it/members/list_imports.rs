//! `GET …/imports`

use crate::client::community_code;
use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::{Empty, ListImports, OpenImport};
use domain::members::import::{self as i, Column, ImportCell, ImportState};

#[test]
fn how_the_last_file_was_read_is_remembered() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    assert_eq!(server.call::<ListImports>(&director, &(community_code(),), &Empty {}).imports, []);
    let body = i::OpenImportRequest {
        headings: vec![ImportCell("姓名".to_owned()), ImportCell("备注".to_owned())],
        columns: vec![Some(Column::Name), None],
        ..crate::members::import::open_import_request(1)
    };
    let import = server.call::<OpenImport>(&director, &(community_code(),), &body).import;
    let row = server.call::<ListImports>(&director, &(community_code(),), &Empty {}).imports.remove(0);
    assert_eq!((row.import, row.state, row.by.as_str(), row.counts.lines), (import, ImportState::Open, DIRECTOR, 1));
    assert_eq!(
        (row.headings, row.columns),
        (vec!["姓名".to_owned(), "备注".to_owned()], vec![Some(Column::Name), None])
    );
    assert!(!row.can_be_undone);
}
