//! `GET …/matter-moderation`

use crate::client::community_code;
use crate::matters::propose_matter::post_path;
use crate::matters::report_post::report_post_request;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared_server;
use domain::contract::{Empty, ReportPost, ShowModeration};
use domain::matters::HidingRule;

#[test]
fn what_was_reported_is_looked_at() {
    let server = shared_server();
    let id = server.said(server.accepted(), &server.resident());
    server.call::<ReportPost>(&server.resident(), &post_path(id), &report_post_request());
    for who in [DIRECTOR, SUPERVISOR] {
        let found = server.call::<ShowModeration>(&server.person(who), &(community_code(),), &Empty {});
        let task = found.reported.iter().find(|task| task.post.id == id).expect("the report");
        assert_eq!((task.reports[0].rule, task.reports[0].count), (HidingRule::OffTopic, 1));
    }
    let resident = server.refusal::<ShowModeration>(&server.resident(), &(community_code(),), &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
