//! `GET …/imports/{import}`

use crate::client::community_code;
use crate::members::import::{empty_door, import_line};
use crate::people::DIRECTOR;
use crate::server::fresh_server;
use domain::contract::{Empty, ShowImport};
use domain::ids::ImportId;
use domain::members::import::{ImportQuery, Issue, LineVerdict};

#[test]
fn line_by_line_what_is_to_be_said() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.an_import());
    let all = server.call::<ShowImport>(&director, &at, &Empty {});
    let verdicts: Vec<_> = all.page.rows.iter().map(|line| (line.line, line.verdict)).collect();
    assert_eq!(verdicts, [(2, LineVerdict::New), (3, LineVerdict::Doubtful)]);
    let finding = &all.page.rows[1].findings[0];
    assert_eq!(finding.issue, Issue::PhoneOfAnother);
    assert!(finding.name.as_ref().is_some_and(|name| *name != all.page.rows[1].values[0]), "{finding:?}");
    assert_eq!(all.page.rows[0].values[0], "冯桂兰");
    let query = ImportQuery { verdict: Some(LineVerdict::Doubtful), ..ImportQuery::default() };
    let doubtful = server.query::<ShowImport>(&director, &at, &query);
    assert_eq!(doubtful.page.rows, all.page.rows[1..]);
    let nowhere = (community_code(), ImportId::from_parts(domain::time::UtcMillis(1), 1));
    assert_eq!(server.refusal::<ShowImport>(&director, &nowhere, &Empty {}), (404, "request/not-found".into()));
}

#[test]
fn a_page_at_a_time() {
    let server = fresh_server();
    let (director, at) = (server.person(DIRECTOR), server.open_import(120));
    server.fill(&at, (2..122).map(|number| import_line(number, "冯桂兰", &empty_door())).collect());
    let mut query = ImportQuery { limit: Some(50), ..ImportQuery::default() };
    let mut seen = vec![];
    loop {
        let page = server.query::<ShowImport>(&director, &at, &query).page;
        seen.extend(page.rows.iter().map(|line| line.line));
        query.after = page.next;
        if page.next.is_none() {
            break;
        }
    }
    assert_eq!(seen, (2..122).collect::<Vec<_>>());
}
