//! `GET …/matter-moderation`

use crate::client::code;
use crate::matters::propose_matter::at;
use crate::matters::report_post::report;
use crate::people::{DIRECTOR, SUPERVISOR};
use crate::server::shared;
use domain::contract::{Empty, ReportPost, ShowModeration};
use domain::matters::HidingRule;

#[test]
fn what_was_reported_is_looked_at() {
    let server = shared();
    let id = server.said(server.accepted(), &server.resident());
    server.call::<ReportPost>(&server.resident(), &at(id), &report());
    for who in [DIRECTOR, SUPERVISOR] {
        let found = server.call::<ShowModeration>(&server.person(who), &(code(),), &Empty {});
        let task = found.reported.iter().find(|task| task.post.id == id).expect("the report");
        assert_eq!((task.reports[0].rule, task.reports[0].count), (HidingRule::OffTopic, 1));
    }
    let resident = server.refusal::<ShowModeration>(&server.resident(), &(code(),), &Empty {});
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
