//! `POST …/matters/{matter}/revision`

use crate::activities::test_reason;
use crate::matters::propose_matter::{matter_path, propose_matter_request};
use crate::server::shared_server;
use domain::contract::ReviseMatter;
use domain::matters::{ReviseMatterRequest, Stage, VerdictKind};

pub fn revise_matter_request() -> ReviseMatterRequest {
    ReviseMatterRequest {
        title: propose_matter_request("pets").title,
        text: propose_matter_request("pets").text,
        summary: test_reason(),
    }
}

#[test]
fn the_proposer_mends_what_was_returned() {
    let server = shared_server();
    let proposer = server.resident();
    let matter = server.reviewed(&proposer, VerdictKind::Return);
    let other = server.refusal::<ReviseMatter>(&server.resident(), &matter_path(matter), &revise_matter_request());
    assert_eq!(other, (403, "request/not-allowed".into()));
    assert_eq!(
        server.call::<ReviseMatter>(&proposer, &matter_path(matter), &revise_matter_request()).stage,
        Stage::PreReview
    );
    let again = server.refusal::<ReviseMatter>(&proposer, &matter_path(matter), &revise_matter_request());
    assert_eq!(again, (409, "matters/not-returned".into()));
}
