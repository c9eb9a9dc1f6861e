//! `POST …/posts/{post}/reports`

use crate::matters::propose_matter::post_path;
use crate::server::shared_server;
use domain::contract::ReportPost;
use domain::matters::{HidingRule, ReportPostRequest};

pub fn report_post_request() -> ReportPostRequest {
    ReportPostRequest { rule: HidingRule::OffTopic }
}

#[test]
fn each_reader_reports_once_and_nobody_the_own() {
    let server = shared_server();
    let (author, reader) = (server.resident(), server.resident());
    let id = server.said(server.accepted(), &author);
    server.call::<ReportPost>(&reader, &post_path(id), &report_post_request());
    let again = server.refusal::<ReportPost>(&reader, &post_path(id), &report_post_request());
    assert_eq!(again, (409, "matters/already-reported".into()));
    assert_eq!(
        server.refusal::<ReportPost>(&author, &post_path(id), &report_post_request()),
        (403, "matters/own-case".into())
    );
}
