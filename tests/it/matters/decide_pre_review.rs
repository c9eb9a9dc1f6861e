//! `POST …/matters/{matter}/pre-review`

use crate::client::community_code;
use crate::matters::propose_matter::{matter_path, pre_review_request};
use crate::people::{DEPUTY, DIRECTOR, SUPERVISOR};
use crate::server::fresh_server;
use domain::contract::{DecidePreReview, Empty, ListNotices};
use domain::matters::{DecidePreReviewRequest, Stage, VerdictKind};
use domain::notices::NoticeKind;

#[test]
fn the_proposer_is_told_and_nobody_reviews_the_own() {
    let server = fresh_server();
    let (director, proposer) = (server.person(DIRECTOR), server.resident());
    let matter = server.proposed(&proposer);
    let accept = pre_review_request(VerdictKind::Accept);
    for who in [server.resident(), server.person(SUPERVISOR)] {
        let refused = server.refusal::<DecidePreReview>(&who, &matter_path(matter), &accept);
        assert_eq!(refused, (403, "request/not-allowed".into()));
    }
    let short = DecidePreReviewRequest { days: Some(6), ..accept.clone() };
    let refused = server.refusal::<DecidePreReview>(&director, &matter_path(matter), &short);
    assert_eq!(refused, (422, "matters/days-out-of-bounds".into()));
    let standing = server.call::<DecidePreReview>(&director, &matter_path(matter), &accept);
    assert_eq!(standing.stage, Stage::Discussing);
    let told = server.call::<ListNotices>(&proposer, &(community_code(),), &Empty {}).rows.remove(0);
    assert_eq!((told.kind, told.params["office"].as_str()), (NoticeKind::MatterAccepted, Some("committee")));
    let again = server.refusal::<DecidePreReview>(&director, &matter_path(matter), &accept);
    assert_eq!(again, (409, "matters/not-in-pre-review".into()));
    let deputy = server.person(DEPUTY);
    let own = server.proposed(&deputy);
    assert_eq!(
        server.refusal::<DecidePreReview>(&deputy, &matter_path(own), &accept),
        (403, "matters/own-case".into())
    );
}
