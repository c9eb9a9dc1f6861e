//! `POST …/posts/{post}/reports`

use crate::matters::propose_matter::at;
use crate::server::shared;
use domain::contract::ReportPost;
use domain::matters::{HidingRule, PostReport};

pub fn report() -> PostReport {
    PostReport { rule: HidingRule::OffTopic }
}

#[test]
fn each_reader_reports_once_and_nobody_the_own() {
    let server = shared();
    let (author, reader) = (server.resident(), server.resident());
    let id = server.said(server.accepted(), &author);
    server.call::<ReportPost>(&reader, &at(id), &report());
    let again = server.refusal::<ReportPost>(&reader, &at(id), &report());
    assert_eq!(again, (409, "matters/already-reported".into()));
    assert_eq!(server.refusal::<ReportPost>(&author, &at(id), &report()), (403, "matters/own-case".into()));
}
