//! `POST …/ballots/{ballot}/revision`

use crate::open_meetings::{AT, DRAFTED, ballot_request, large_meeting};
use crate::server::shared_server;
use domain::ballots::Method;
use domain::contract::{Empty, OpenBallot, ReviseBallot, ShowBallot};

#[test]
fn a_draft_changes_until_it_is_opened() {
    let server = shared_server();
    let (chair, ballot) = (server.chair(), server.draft_ballot(large_meeting(), Method::Open));
    assert_eq!(server.call::<ReviseBallot>(&chair, &ballot, &ballot_request(Method::Hands)).revision, 2);
    assert_eq!(server.call::<ShowBallot>(&chair, &ballot, &Empty {}).method, Method::Hands);
    let stale = server.refusal::<OpenBallot>(&chair, &ballot, &DRAFTED);
    assert_eq!(stale, (409, "ballots/stale-page".into()), "what was read before is not what would be asked");
    server.call::<OpenBallot>(&chair, &ballot, &AT);
    let late = server.refusal::<ReviseBallot>(&chair, &ballot, &ballot_request(Method::Open));
    assert_eq!(late, (409, "ballots/not-draft".into()));
    let resident = server.refusal::<ReviseBallot>(&server.resident(), &ballot, &ballot_request(Method::Open));
    assert_eq!(resident, (403, "request/not-allowed".into()));
}
